from __future__ import annotations

import os
import select
import socket
import stat
import subprocess
import sys
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kneecoach.model.errors import KneecoachError
from kneecoach.paths import Paths, find_paths
from kneecoach.remote.address import find_address
from kneecoach.remote.client import ask
from kneecoach.remote.instance import Instance, listen
from kneecoach.remote.lock import take_place
from kneecoach.remote.words import (
    LONGEST_LINE,
    Answer,
    Request,
    Wish,
    read_answer,
    read_request,
    write,
)

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="sockets are no files there")


@pytest.fixture
def environ(tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    runtime = tmp_path_factory.mktemp("run")
    runtime.chmod(0o700)
    return {"XDG_RUNTIME_DIR": str(runtime)}


@pytest.fixture
def paths(tmp_path: Path) -> Paths:
    return find_paths({"KNEECOACH_HOME": str(tmp_path / "home")})


@pytest.fixture
def here(paths: Paths, environ: dict[str, str], monkeypatch: pytest.MonkeyPatch) -> None:
    """Let this very process be a command of the person."""
    monkeypatch.setenv("KNEECOACH_HOME", str(paths.data.parent))
    monkeypatch.setenv("XDG_RUNTIME_DIR", environ["XDG_RUNTIME_DIR"])


class Coach:
    """Answer callers on a thread, as the event loop of the window does."""

    def __init__(self, instance: Instance) -> None:
        self.instance = instance
        self.heard: list[Request] = []
        self.answer = Answer(done=True, says="All right.")
        self._stop, self._woken = socket.socketpair()
        self._thread = threading.Thread(target=self._serve)
        self._thread.start()

    def _serve(self) -> None:
        while True:
            ready, _, _ = select.select([self.instance, self._woken], [], [])
            if self._woken in ready:
                return
            self.instance.accept(self._take)

    def _take(self, request: Request) -> Answer:
        self.heard.append(request)
        if request.wish is Wish.SKIP:
            raise KneecoachError("Nothing to skip.", "Wait.")
        return self.answer

    def close(self) -> None:
        self._stop.send(b"x")
        self._thread.join()
        self._stop.close()
        self._woken.close()
        self.instance.close()


@pytest.fixture
def coach(paths: Paths, environ: dict[str, str]) -> Iterator[Coach]:
    place = take_place(paths)
    assert place is not None
    running = Coach(listen(paths, environ))
    yield running
    running.close()
    place.close()


def test_a_wish_is_heard_and_answered(coach: Coach, paths: Paths, environ: dict[str, str]) -> None:
    request = Request(wish=Wish.LATER, minutes=5)
    assert ask(paths, environ, request) == coach.answer
    assert coach.heard == [request]


def test_what_cannot_be_done_is_said_with_the_way_out(
    coach: Coach, paths: Paths, environ: dict[str, str]
) -> None:
    answer = ask(paths, environ, Request(wish=Wish.SKIP))
    assert answer == Answer(done=False, says="Nothing to skip.", way_out="Wait.")


def test_there_is_one_coach_for_each_folder_of_data(
    coach: Coach, paths: Paths, environ: dict[str, str], tmp_path: Path
) -> None:
    assert take_place(paths) is None
    other = take_place(find_paths({"KNEECOACH_HOME": str(tmp_path / "other")}))
    assert other is not None
    assert other.is_sure
    other.close()
    other.close()


def test_nobody_answers_where_none_is_running(paths: Paths, environ: dict[str, str]) -> None:
    assert ask(paths, environ, Request(wish=Wish.STATUS)) is None


def test_a_socket_that_a_dead_coach_left_is_taken_over(
    paths: Paths, environ: dict[str, str]
) -> None:
    program = (
        "import os; from kneecoach.paths import find_paths;"
        "from kneecoach.remote.instance import listen;"
        "from kneecoach.remote.lock import take_place;"
        "place = take_place(find_paths(os.environ));"
        "listen(find_paths(os.environ), os.environ); os._exit(9)"
    )
    env = {**os.environ, **environ, "KNEECOACH_HOME": str(paths.data.parent)}
    assert subprocess.run([sys.executable, "-c", program], env=env, check=False).returncode == 9
    assert find_address(paths, environ).socket.exists()
    assert ask(paths, environ, Request(wish=Wish.STATUS)) is None
    place = take_place(paths)
    assert place is not None
    listen(paths, environ).close()
    place.close()


def test_a_disk_that_cannot_be_written_keeps_nobody_from_starting(
    paths: Paths, environ: dict[str, str]
) -> None:
    paths.data.parent.mkdir(parents=True)
    paths.data.write_text("a file in the place of the folder")
    place = take_place(paths)
    assert place is not None
    assert not place.is_sure
    place.close()


def test_only_the_owner_can_reach_the_socket(
    coach: Coach, paths: Paths, environ: dict[str, str]
) -> None:
    address = find_address(paths, environ)
    assert stat.S_IMODE(address.socket.stat().st_mode) == 0o600
    assert stat.S_IMODE(address.socket.parent.stat().st_mode) == 0o700


def test_a_folder_that_others_may_write_in_is_refused(
    paths: Paths, environ: dict[str, str]
) -> None:
    folder = Path(environ["XDG_RUNTIME_DIR"]) / "kneecoach"
    folder.mkdir()
    folder.chmod(0o777)
    with pytest.raises(KneecoachError, match="not a private folder"):
        listen(paths, environ)
    with pytest.raises(KneecoachError, match="not a private folder"):
        ask(paths, environ, Request(wish=Wish.STATUS))


def test_a_folder_that_is_a_link_to_elsewhere_is_refused(
    paths: Paths, environ: dict[str, str], tmp_path: Path
) -> None:
    elsewhere = tmp_path / "elsewhere"
    elsewhere.mkdir()
    (Path(environ["XDG_RUNTIME_DIR"]) / "kneecoach").symlink_to(elsewhere)
    with pytest.raises(KneecoachError, match="not a private folder"):
        listen(paths, environ)


def test_a_file_in_the_place_of_the_socket_is_replaced(
    paths: Paths, environ: dict[str, str]
) -> None:
    address = find_address(paths, environ)
    address.socket.write_text("not a socket")
    listen(paths, environ).close()


@pytest.mark.parametrize("said", [b"", b"nonsense\n", b"[]\n", b'{"wish": "dance"}\n', b"\xff\n"])
def test_a_caller_that_talks_nonsense_is_told_so(
    coach: Coach, paths: Paths, environ: dict[str, str], said: bytes
) -> None:
    with socket.socket(socket.AF_UNIX, socket.SOCK_STREAM) as line:
        line.settimeout(5)
        line.connect(str(find_address(paths, environ).socket))
        line.sendall(said)
        line.shutdown(socket.SHUT_WR)
        assert not read_answer(line.recv(4096)).done
    assert coach.heard == []


def test_a_caller_that_says_nothing_holds_nobody_up(
    coach: Coach, paths: Paths, environ: dict[str, str]
) -> None:
    with socket.socket(socket.AF_UNIX, socket.SOCK_STREAM) as silent:
        silent.connect(str(find_address(paths, environ).socket))
        assert ask(paths, environ, Request(wish=Wish.NOW)) == coach.answer


def test_a_foreign_program_on_the_socket_is_no_coach(paths: Paths, environ: dict[str, str]) -> None:
    with socket.socket(socket.AF_UNIX, socket.SOCK_STREAM) as foreign:
        foreign.bind(str(find_address(paths, environ).socket))
        foreign.listen()

        def greet() -> None:
            caller, _ = foreign.accept()
            caller.recv(100)
            caller.sendall(b"220 mail ready\n")
            caller.close()

        thread = threading.Thread(target=greet)
        thread.start()
        with pytest.raises(KneecoachError, match="does not answer"):
            ask(paths, environ, Request(wish=Wish.NOW))
        thread.join()


def test_a_long_runtime_folder_falls_back_to_a_short_one(tmp_path: Path, paths: Paths) -> None:
    long = tmp_path / ("x" * 100)
    long.mkdir()
    address = find_address(paths, {"XDG_RUNTIME_DIR": str(long)})
    assert len(str(address.socket)) <= 107


requests = st.builds(
    Request,
    wish=st.sampled_from(Wish),
    minutes=st.none() | st.integers(-(10**6), 10**6),
    file=st.text(max_size=20),
)


@given(request=requests)
def test_what_is_asked_is_understood(request: Request) -> None:
    assert read_request(write(request)) == request


@given(says=st.text(max_size=50), minutes=st.none() | st.integers(0, 99))
def test_what_is_answered_is_understood(says: str, minutes: int | None) -> None:
    answer = Answer(done=True, says=says, next_minutes=minutes)
    assert read_answer(write(answer)) == answer


@given(line=st.binary(max_size=60))
def test_noise_is_refused_and_nothing_worse(line: bytes) -> None:
    for read in (read_request, read_answer):
        with pytest.raises(ValueError, match=r"(?s).*"):
            read(line)


@pytest.mark.parametrize(
    "line",
    [
        b'{"done": 1, "says": "x"}',
        b'{"done": true, "says": "x", "more": 1}',
        b'{"done": true, "says": "x", "next_minutes": "soon"}',
        b'{"done": true}',
        b'{"a":' * 100_000,
        b" " * (LONGEST_LINE + 1),
    ],
)
def test_answers_of_another_kind_are_refused(line: bytes) -> None:
    with pytest.raises(ValueError, match=r"(?s).*"):
        read_answer(line)


def test_the_command_line_speaks_without_qt(
    coach: Coach, paths: Paths, environ: dict[str, str]
) -> None:
    program = (
        "import sys; from kneecoach.cli import main; status = main(['break', 'now']);"
        "assert not any(one.startswith('PySide6') for one in sys.modules);"
        "assert 'sqlalchemy' not in sys.modules; sys.exit(status)"
    )
    env = {**os.environ, **environ, "KNEECOACH_HOME": str(paths.data.parent)}
    told = subprocess.run(
        [sys.executable, "-c", program], env=env, check=True, capture_output=True, text=True
    )
    assert told.stdout == "All right.\n"
    assert coach.heard == [Request(wish=Wish.NOW)]


@pytest.mark.parametrize(
    ("arguments", "request_heard"),
    [
        (["later", "5"], Request(wish=Wish.LATER, minutes=5)),
        (["took"], Request(wish=Wish.TOOK)),
        (["pause"], Request(wish=Wish.PAUSE)),
        (["pause", "60"], Request(wish=Wish.PAUSE, minutes=60)),
        (["pause", "tomorrow"], Request(wish=Wish.PAUSE_TOMORROW)),
        (["resume"], Request(wish=Wish.RESUME)),
        (["status"], Request(wish=Wish.STATUS)),
    ],
)
def test_each_command_asks_for_its_wish(
    coach: Coach, here: None, arguments: list[str], request_heard: Request
) -> None:
    from kneecoach.cli import main

    assert main(["break", *arguments]) == 0
    assert coach.heard == [request_heard]


def test_status_is_told_to_people_and_to_programs(
    coach: Coach, here: None, capsys: pytest.CaptureFixture[str]
) -> None:
    from kneecoach.cli import main

    coach.answer = Answer(
        done=True, says="Next in 18 min.", state="working", next_minutes=18, taken=5
    )
    assert main(["break", "status"]) == 0
    assert capsys.readouterr().out.startswith("Next in 18 min.\nToday: 5 taken, 0 put off")
    assert main(["break", "status", "--json"]) == 0
    assert '"next_minutes": 18' in capsys.readouterr().out


@pytest.mark.parametrize("wrong", ["0", "soon", "1441", "-5", "²"])
def test_a_pause_of_no_length_is_not_understood(
    wrong: str, capsys: pytest.CaptureFixture[str]
) -> None:
    from kneecoach.cli import main

    assert main(["break", "pause", "--", wrong]) == 2
    assert "not a length of a pause" in capsys.readouterr().err


def test_without_a_running_coach_the_command_says_how_to_start_one(
    environ: dict[str, str],
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    from kneecoach.cli import main

    monkeypatch.setenv("XDG_RUNTIME_DIR", environ["XDG_RUNTIME_DIR"])
    assert main(["break", "status"]) == 1
    assert "not running" in capsys.readouterr().err
