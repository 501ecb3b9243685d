"""The command draws what is asked for into the file that is named, and says what is not there."""

from __future__ import annotations

import shutil
import threading
from pathlib import Path

import pytest
from PIL import Image
from PySide6.QtCore import QCoreApplication, QTimer

from kneecoach.cli import main

BUILT_IN = Path(__file__).parents[2] / "exercises"
SMALL = ("--size", "120x100")


@pytest.fixture
def here(tmp_path: Path, monkeypatch) -> Path:
    """Return the folder that commands run in."""
    monkeypatch.chdir(tmp_path)
    return tmp_path


def size_of(file: Path) -> tuple[int, int]:
    with Image.open(file) as picture:
        return picture.size


def test_a_still_picture_is_written(tmp_path: Path) -> None:
    file = tmp_path / "squat.png"
    assert main(["figure", "squat", *SMALL, "-o", str(file)]) == 0
    assert size_of(file) == (120, 100)


def test_time_view_side_pose_variant_and_wrong_way_change_it(tmp_path: Path) -> None:
    asked = [
        [],
        ["--time", "1.0"],
        ["--view", "back"],
        ["--side", "left"],
        ["--side", "right"],
        ["--pose", "start"],
        ["--wrong"],
        ["--level", "1"],
        ["--level", "3"],
    ]
    seen = set()
    for number, options in enumerate(asked):
        file = tmp_path / f"{number}.png"
        assert main(["figure", "squat", *SMALL, *options, "-o", str(file)]) == 0
        seen.add(file.read_bytes())
    assert len(seen) == len(asked)
    one, other = tmp_path / "one.png", tmp_path / "other.png"
    assert main(["figure", "glute_bridge", *SMALL, "-o", str(one)]) == 0
    options = ["--variant", "single-leg", "-o", str(other)]
    assert main(["figure", "glute_bridge", *SMALL, *options]) == 0
    assert one.read_bytes() != other.read_bytes()


def test_all_poses_stand_side_by_side(tmp_path: Path, capsys) -> None:
    file = tmp_path / "squat.png"
    assert main(["figure", "squat", *SMALL, "--pose", "all", "-o", str(file)]) == 0
    assert size_of(file) == (240, 100)
    assert "start, down" in capsys.readouterr().out


def test_a_drawing_is_made_of_lines_and_has_a_title(tmp_path: Path) -> None:
    file = tmp_path / "clam.svg"
    assert main(["figure", "clam", *SMALL, "-o", str(file)]) == 0
    text = file.read_text("utf-8")
    assert "<title>Clam</title>" in text
    assert "<path" in text
    assert "<image" not in text


@pytest.mark.slow
@pytest.mark.parametrize("ending", ["gif", "webp"])
def test_a_moving_picture_lasts_as_long_as_a_repetition(tmp_path: Path, ending: str) -> None:
    file = tmp_path / f"squat.{ending}"
    assert main(["figure", "squat", "--size", "64x64", "-o", str(file)]) == 0
    with Image.open(file) as picture:
        assert picture.n_frames > 40
        lasts = 0
        for number in range(picture.n_frames):
            picture.seek(number)
            picture.load()
            lasts += picture.info["duration"]
    assert lasts == pytest.approx(4000, abs=150)


def test_a_file_of_ones_own_is_drawn(tmp_path: Path) -> None:
    mine = tmp_path / "mine.yaml"
    shutil.copy(BUILT_IN / "squat.yaml", mine)
    assert main(["figure", str(mine), *SMALL, "-o", str(tmp_path / "mine.png")]) == 0


@pytest.mark.slow
def test_a_sheet_shows_every_exercise(tmp_path: Path, capsys) -> None:
    file = tmp_path / "sheet.png"
    assert main(["figure", "all", "--size", "48x40", "-o", str(file)]) == 0
    said = capsys.readouterr().out
    assert "squat\n" in said
    assert "glute_bridge, single-leg" in said
    rows = said.count("row ")
    assert size_of(file) == (144, 40 * rows)


@pytest.mark.parametrize(
    ("arguments", "status", "said"),
    [
        (["squat", "-o", "x.txt"], 2, "End its name in .png"),
        (["squatt", "-o", "x.png"], 2, "did you mean squat?"),
        (["squat", "-o", "x.png", "--size", "big"], 2, "Write it like 640x480"),
        (["squat", "-o", "x.png", "--size", "9x9"], 2, "too small"),
        (["squat", "-o", "x.png", "--view", "sid"], 2, "did you mean side?"),
        (["squat", "-o", "x.png", "--pose", "dwn"], 2, "did you mean down?"),
        (["squat", "-o", "x.png", "--variant", "x"], 2, "has no variant x"),
        (["box_jump", "-o", "x.png", "--wrong"], 2, "Leave --wrong out"),
        (["all", "-o", "x.gif"], 2, "A sheet does not move"),
        (["all", "-o", "x.png", "--size", "640x900"], 2, "would be too long"),
        (["squat", "-o", "x.png", "--level", "99"], 2, "has the levels 1 to"),
        (["squat", "-o", "x.png", "--level", "1", "--variant", "x"], 2, "Leave --variant or"),
        (["squat", "-o", "nowhere/x.png"], 1, "could not be written"),
        (["squat", "-o", "nowhere/x.gif"], 1, "could not be written"),
        (["missing.yaml", "-o", "x.png"], 1, "missing.yaml"),
        (["squat", "-o", "x.png", "--watch"], 2, "Name the exercise's YAML file"),
    ],
)
def test_what_cannot_be_drawn_is_said(here, capsys, arguments, status, said) -> None:
    assert main(["figure", *arguments]) == status
    error = capsys.readouterr().err
    assert said in error
    assert "Traceback" not in error


def test_a_file_with_a_bad_angle_is_refused_with_its_range(tmp_path: Path, capsys) -> None:
    mine = tmp_path / "mine.yaml"
    text = (BUILT_IN / "squat.yaml").read_text("utf-8").replace("flex: 80 deg", "flex: 180 deg")
    mine.write_text(text)
    assert main(["figure", str(mine), "-o", str(tmp_path / "x.png")]) == 1
    error = capsys.readouterr().err
    assert "mine.yaml:" in error
    assert "outside -5 deg to 155 deg" in error


def test_a_watched_file_is_drawn_again_when_it_changes(tmp_path: Path, capsys) -> None:
    mine, picture = tmp_path / "mine.yaml", tmp_path / "mine.png"
    text = (BUILT_IN / "squat.yaml").read_text("utf-8")
    mine.write_text(text)
    first: list[bytes] = []

    def change() -> None:
        first.append(picture.read_bytes())
        mine.write_text(text.replace("knee: {flex: 80 deg}", "knee: {flex: 40 deg}"))
        QTimer.singleShot(0, look)

    def look() -> None:
        if picture.read_bytes() != first[0]:
            QCoreApplication.exit(0)
        else:
            QTimer.singleShot(50, look)

    QTimer.singleShot(300, change)
    # Stopped with the test: an exit outside a running loop would end every wait of later tests.
    patience = QTimer(singleShot=True, interval=20_000)
    patience.timeout.connect(lambda: QCoreApplication.exit(1))
    patience.start()
    assert threading.current_thread() is threading.main_thread()
    assert main(["figure", str(mine), *SMALL, "--watch", "-o", str(picture)]) == 0
    patience.stop()
    assert picture.read_bytes() != first[0]
    assert capsys.readouterr().out.count("Drawn in") >= 2
