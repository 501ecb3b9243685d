"""The connection to the sound server: seen to stand, to be cut, or never to have been there."""

from __future__ import annotations

import socket
import sys
from collections.abc import Iterator
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest

from kneecoach.sound import liveness
from kneecoach.sound.liveness import ServerConnection

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="looked at on Linux alone")


@pytest.fixture
def native() -> Iterator[Path]:
    """Return where a sound server would listen; the name of a socket has to be short."""
    with TemporaryDirectory() as folder:
        (Path(folder) / "pulse").mkdir()
        yield Path(folder) / "pulse" / "native"


def listening(path: Path) -> socket.socket:
    server = socket.socket(socket.AF_UNIX)
    server.bind(str(path))
    server.listen()
    return server


def connected(path: Path) -> socket.socket:
    client = socket.socket(socket.AF_UNIX)
    client.connect(str(path))
    return client


def test_where_there_never_was_a_server_nothing_speaks_against_a_stream() -> None:
    assert ServerConnection({}).may_begin()


def test_a_server_that_dies_is_noticed_at_once_and_one_that_returns_too(native: Path) -> None:
    connection = ServerConnection({})
    with listening(native) as server, connected(native) as client:
        heard, _ = server.accept()
        assert connection.may_begin()
        heard.close()
        assert not connection.may_begin()
        assert client.fileno() >= 0  # nobody has closed it: it is only known to lead nowhere
    assert not connection.may_begin()
    native.unlink()
    with listening(native), connected(native):
        assert connection.may_begin()


def test_a_server_with_another_name_is_known_by_what_names_it(native: Path) -> None:
    path = native.with_name("elsewhere")
    connection = ServerConnection({"PULSE_SERVER": f"unix:{path}"})
    with listening(path) as server, connected(path):
        server.accept()[0].close()
        assert connection.may_begin()  # it was never seen to stand
    path.unlink()
    with listening(path), connected(path):
        assert connection.may_begin()
    assert not connection.may_begin()


def test_other_connections_are_none_of_its_business(native: Path) -> None:
    connection = ServerConnection({})
    one, other = socket.socketpair()
    with one, other, listening(native), connected(native):
        assert connection.may_begin()
    with socket.socket(socket.AF_INET):
        assert not connection.may_begin()


def test_without_a_list_of_open_files_it_is_not_known(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setattr(liveness, "OPEN_FILES", tmp_path / "gone")
    assert ServerConnection({}).may_begin()
    (tmp_path / "fd").mkdir()
    (tmp_path / "fd" / "3").symlink_to("socket:[1]")
    (tmp_path / "fd" / "x").symlink_to("socket:[1]")
    (tmp_path / "fd" / "4").symlink_to("/dev/null")
    monkeypatch.setattr(liveness, "OPEN_FILES", tmp_path / "fd")
    assert ServerConnection({}).may_begin()


def test_on_other_systems_nothing_is_looked_at(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(liveness.sys, "platform", "darwin")
    monkeypatch.setattr(liveness, "OPEN_FILES", None)
    assert ServerConnection({}).may_begin()
