"""The coach's own files are opened by a double click, where the person asked for it."""

from __future__ import annotations

import os
import shutil
import subprocess
from pathlib import Path
from threading import Event
from typing import Self

import pytest

from kneecoach.__main__ import OPENED_BY_THE_WINDOW
from kneecoach.cli import main
from kneecoach.cli.registering import look_at_file_types
from kneecoach.filetypes.kinds import KINDS, file_types
from kneecoach.filetypes.windows import CLASSES, ClassKeys
from kneecoach.filetypes.xdg import NAMESPACE, SharedData, kinds_text
from kneecoach.model.errors import KneecoachError

DESKTOP_TOOLS = ("gio", "update-mime-database", "xdg-mime")


@pytest.fixture
def shared(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    folder = tmp_path / "share"
    monkeypatch.setenv("XDG_DATA_HOME", str(folder))
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path / "config"))
    (tmp_path / "config").mkdir()
    return folder


def test_every_kind_of_file_that_the_window_opens_is_registered() -> None:
    assert {kind.ending for kind in KINDS} == set(OPENED_BY_THE_WINDOW)
    text = kinds_text()
    assert f'<mime-info xmlns="{NAMESPACE}">' in text
    assert all(f'<glob pattern="*{kind.ending}"/>' in text for kind in KINDS)


def test_registering_writes_what_a_desktop_reads_and_takes_it_back(
    shared: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert "kneecoach register adds" in look_at_file_types().found
    assert main(["register"]) == 0
    told = capsys.readouterr().out
    assert "A double click on a .kneepack or .kneereport file opens it" in told
    entry = shared / "applications" / "kneecoach.desktop"
    assert str(entry) in told
    text = entry.read_text()
    assert "Exec=" in text
    assert " %f\n" in text
    assert "--tray" not in text
    assert all(f"{kind.mime};" in text for kind in KINDS)
    assert "a double click opens" in look_at_file_types().found
    assert main(["register", "--remove"]) == 0
    assert main(["register", "--remove"]) == 0
    assert not entry.exists()
    assert not any(one.name.startswith("kneecoach") for one in shared.rglob("kneecoach*"))


@pytest.mark.skipif(
    any(shutil.which(tool) is None for tool in DESKTOP_TOOLS), reason="there is no such desktop"
)
def test_a_double_click_starts_the_coach_with_the_file(shared: Path, tmp_path: Path) -> None:
    opened = tmp_path / "opened"
    program = tmp_path / "knee coach"
    program.write_text(f'#!/bin/sh\nprintf "%s|" "$@" > "{opened}"\n')
    program.chmod(0o755)
    SharedData(shared).switch_on((str(program),))
    file = tmp_path / "my knee 50%.kneepack"
    file.write_bytes(b"packed")
    subprocess.run(["gio", "open", str(file)], env=dict(os.environ), check=True, timeout=30)
    moment = Event()
    for _ in range(200):
        if opened.exists() and opened.read_text():
            break
        moment.wait(0.05)
    assert opened.read_text() == f"{file}|"


def test_a_folder_that_cannot_be_written_is_told_of(
    shared: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    shared.write_text("in the way")
    assert main(["register"]) == 1
    assert "cannot be written to" in capsys.readouterr().err


def test_macos_says_how_files_are_opened_there(tmp_path: Path) -> None:
    with pytest.raises(KneecoachError, match="Applications folder"):
        file_types("darwin", {}, tmp_path)


class FakeRegistry:
    """Stand in for winreg."""

    HKEY_CURRENT_USER, REG_SZ = 1, 1

    def __init__(self) -> None:
        self.values: dict[str, str] = {}
        self.refuses = False
        self._place = ""

    def CreateKey(self, root: int, place: str) -> Self:  # noqa: N802
        if self.refuses:
            raise PermissionError("refused")
        parts = place.split("\\")
        for count in range(3, len(parts) + 1):
            self.values.setdefault("\\".join(parts[:count]), "")
        self._place = place
        return self

    def OpenKey(self, root: int, place: str) -> Self:  # noqa: N802
        if place not in self.values:
            raise FileNotFoundError(place)
        return self

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        return None

    def SetValueEx(self, key: object, name: str, _: int, kind: int, value: str) -> None:  # noqa: N802
        assert name == ""
        self.values[self._place] = value

    def DeleteKey(self, root: int, place: str) -> None:  # noqa: N802
        if self.refuses or any(one.startswith(f"{place}\\") for one in self.values):
            raise PermissionError("it has keys in it")
        if place not in self.values:
            raise FileNotFoundError(place)
        del self.values[place]


def test_windows_is_told_by_keys_of_this_person() -> None:
    registry = FakeRegistry()
    types = ClassKeys(registry)
    assert not types.is_on()
    assert types.switch_on((r"C:\Program Files\kneecoach.exe",)) == ()
    assert types.is_on()
    assert registry.values[f"{CLASSES}\\.kneepack"] == "kneecoach.kneepack"
    command = registry.values[f"{CLASSES}\\kneecoach.kneepack\\shell\\open\\command"]
    assert command == r'"C:\Program Files\kneecoach.exe" "%1"'
    types.switch_off()
    types.switch_off()
    assert registry.values == {}
    registry.refuses = True
    for change in (lambda: types.switch_on(("x",)), types.switch_off):
        with pytest.raises(KneecoachError, match="Windows did not let"):
            change()
