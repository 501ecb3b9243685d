"""The coach's own files are opened by a double click, where the person asked for it."""

from __future__ import annotations

import os
import plistlib
import shutil
import subprocess
import sys
from pathlib import Path
from threading import Event
from typing import Self

import pytest

from kneecoach.__main__ import OPENED_BY_THE_WINDOW
from kneecoach.cli import main
from kneecoach.cli.registering import look_at_file_types
from kneecoach.filetypes.kinds import KINDS, file_types
from kneecoach.filetypes.macos import SmallProgram
from kneecoach.filetypes.macos import description as bundle_description
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


def test_macos_is_told_by_a_small_program(tmp_path: Path) -> None:
    types = file_types("darwin", {}, tmp_path)
    assert not types.is_on()
    opened = tmp_path / "opened"
    program = tmp_path / "knee coach"
    program.write_text(f'#!/bin/sh\nprintf "%s|" "$0" "$@" > "{opened}"\n')
    program.chmod(0o755)
    description, small = types.switch_on((str(program), "-m", "it's"))
    assert types.is_on()
    told = plistlib.loads(description.read_bytes())
    bundle = tmp_path / "Applications" / "kneecoach.app" / "Contents"
    assert (description, small) == (bundle / "Info.plist", bundle / "MacOS" / "kneecoach")
    assert told["CFBundleExecutable"] == small.name
    subprocess.run([str(small)], check=True, timeout=30)
    assert opened.read_text() == f"{program}|-m|it's|"
    types_told = {one["UTTypeIdentifier"]: one for one in told["UTExportedTypeDeclarations"]}
    for kind, one in zip(KINDS, told["CFBundleDocumentTypes"], strict=True):
        (name,) = one["LSItemContentTypes"]
        tags = types_told[name]["UTTypeTagSpecification"]
        assert tags["public.filename-extension"] == [kind.ending[1:]]
        assert tags["public.mime-type"] == [kind.mime]
    types.switch_on((str(program),))  # once more, as after the coach was moved
    types.switch_off()
    types.switch_off()
    assert not types.is_on()
    assert not (tmp_path / "Applications" / "kneecoach.app").exists()


def test_macos_is_asked_to_look_and_another_program_is_left_alone(tmp_path: Path) -> None:
    asked = tmp_path / "asked"
    tool = tmp_path / "lsregister"
    tool.write_text(f'#!/bin/sh\necho "$@" >> "{asked}"\n')
    tool.chmod(0o755)
    types = SmallProgram(tmp_path, tool)
    types.switch_on(("kneecoach",))
    types.switch_off()
    bundle = tmp_path / "kneecoach.app"
    assert asked.read_text() == f"{bundle}\n-u {bundle}\n"
    (bundle / "Contents").mkdir(parents=True)
    whole = bundle / "Contents" / "Info.plist"
    whole.write_bytes(plistlib.dumps(bundle_description("kneecoach")))
    with pytest.raises(KneecoachError, match="another program in its place"):
        types.switch_on(("kneecoach",))
    types.switch_off()
    assert whole.exists()
    whole.write_text("no list of properties")
    assert not types.is_on()


def test_a_folder_of_programs_that_cannot_be_written_is_told_of(tmp_path: Path) -> None:
    (tmp_path / "Applications").write_text("in the way")
    with pytest.raises(KneecoachError, match="cannot be written"):
        file_types("darwin", {}, tmp_path).switch_on(("kneecoach",))


HANDED_OVER = """
import sys
from pathlib import Path
from PySide6.QtGui import QFileOpenEvent
from kneecoach.ui.file_open import OpeningApplication
application = OpeningApplication(["kneecoach"])
taken = []
application.postEvent(application, QFileOpenEvent("/packs/first.kneepack"))
application.processEvents()
application.hand_to(taken.append)
application.postEvent(application, QFileOpenEvent("/packs/knee two.kneereport"))
application.processEvents()
print(*taken, sep="|")
"""


def test_files_that_macos_hands_over_are_opened_also_those_from_before_the_window() -> None:
    environ = {**os.environ, "QT_QPA_PLATFORM": "offscreen"}
    command = [sys.executable, "-c", HANDED_OVER]
    done = subprocess.run(command, env=environ, capture_output=True, timeout=60, check=False)
    taken = done.stdout.decode().strip().split("|")
    assert taken == ["/packs/first.kneepack", "/packs/knee two.kneereport"]
    assert done.returncode == 0


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
