"""Make all pictures of the window that the documentation shows, from believable made-up people.

    python benchmarks/pictures.py [FOLDER] [--only today,finish] [--size 1280x800] [--theme light]

Writes into docs/images unless told otherwise. Each picture is of the real window on a screen of its
own, on a pretended day, used over the accessibility bus. Needs Xvfb, openbox, xdotool, ImageMagick
and the system's python3-pyatspi.
"""

from __future__ import annotations

import argparse
import subprocess
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

from picture_homes import (
    DAY,
    copied,
    write_month,
    write_open_session,
    write_person,
    write_sign,
    write_sitting,
    write_what_the_knee_can_do,
)
from real_window import TITLE, write_settings
from screen import own_screen
from two_homes import Someone

from kneecoach.dose.profiles import ProfileName

IMAGES = Path(__file__).resolve().parent.parent / "docs" / "images"
FRAME = (10, 40)
"""Room for the window manager's frame, which is not in the picture."""

CALM_DAY = DAY - timedelta(days=5)
"""A Friday on which nothing is sore and the dose is settling in."""

DAY_AFTER = DAY - timedelta(days=8)
"""A Tuesday, on which the morning after Monday's session is asked about."""

PNG_COLOURS = 128
MORNING, AT_WORK, EVENING = 8, 10, 18
A_LULL_S = 6.0
"""A break waits for a moment without a key or the pointer."""

WHY = "Read the rule and where it comes from"
LAST_BEFORE_WHAT_IF = "Save today's session as a sound file"


@dataclass(frozen=True, slots=True, kw_only=True)
class Studio:
    """Where pictures are taken.

    Attributes:
        place: A folder for the homes of made-up people.
        folder: Where the pictures go.
        size: Width and height of the window.
        theme, text: How the window looks.
        environ: The screen.
    """

    place: Path
    folder: Path
    size: tuple[int, int]
    theme: str
    text: int
    environ: dict[str, str]

    def home(self, name: str, write: Callable[[Path], None], **entries: object) -> Path:
        """Write the home of a made-up person with their settings."""
        home = self.place / name
        write(home)
        return self.settled(home, **entries)

    def settled(self, home: Path, **entries: object) -> Path:
        """Write the settings of a home."""
        write_settings(home, theme=self.theme, text_percent=self.text, **entries)
        return home

    @contextmanager
    def window(self, home: Path, *, day: date = DAY, hour: int = MORNING) -> Iterator[View]:
        """Open the window of a home on a day."""
        someone = Someone(home.name, home, self.environ, None, speed=1.0)
        try:
            someone.open(day, hour)
            someone.read("Packs")
            view = View(someone=someone, studio=self)
            view.resize()
            yield view
        finally:
            someone.leave()


@dataclass(frozen=True, slots=True, kw_only=True)
class View:
    """One open window."""

    someone: Someone
    studio: Studio

    def resize(self) -> None:
        """Give the window the size of the pictures, and put the pointer aside."""
        width, height = (str(one) for one in self.studio.size)
        self._xdotool("windowsize", "--sync", self._number(TITLE), width, height)
        self.rest_pointer()
        time.sleep(1.5)

    def scroll(self, clicks: int) -> None:
        """Turn the wheel over the page, and take the pointer away again."""
        width, height = self.studio.size
        self._xdotool("mousemove", str(width * 2 // 3), str(height // 2))
        self._xdotool("click", "--repeat", str(clicks), "--delay", "10", "5")
        self.rest_pointer()

    def rest_pointer(self) -> None:
        """Put the pointer into a corner."""
        self._xdotool("mousemove", "2", str(self.studio.size[1] - 2))

    def be_there(self, title: str) -> None:
        """Move the pointer now and then, as somebody at work does, until a window comes."""
        for moves in range(20):
            self._xdotool("mousemove", str(2 + moves % 2), str(self.studio.size[1] - 2))
            if self._xdotool("search", "--onlyvisible", "--name", title):
                return
            time.sleep(A_LULL_S)
        raise RuntimeError(f"no window {title}")

    def take(self, name: str, title: str = TITLE) -> None:
        """Take the window, with as many colours as it has need of."""
        time.sleep(1.2)
        path = self.studio.folder / f"{name}.png"
        environ = self.studio.environ
        subprocess.run(["import", "-window", self._number(title), path], env=environ, check=True)
        lessen = ["convert", path, "-strip", "+dither", "-colors", str(PNG_COLOURS)]
        smallest = ["-define", "png:compression-level=9", f"PNG8:{path}"]
        subprocess.run([*lessen, *smallest], env=environ, check=True)
        print(f"{name}: {path.stat().st_size // 1024} KB", flush=True)

    def _number(self, title: str) -> str:
        for _ in range(300):
            found = self._xdotool("search", "--onlyvisible", "--name", title).split()
            if found:
                return found[-1]
            time.sleep(0.1)
        raise RuntimeError(f"no window {title}")

    def _xdotool(self, *arguments: str) -> str:
        done = subprocess.run(
            ["xdotool", *arguments],
            env=self.studio.environ,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            text=True,
            check=False,
        )
        return done.stdout


def take_today(studio: Studio) -> None:
    """Take Today, the mornings of the week, and the session from its middle to its end."""
    month = studio.home("month", write_month, get_ready_seconds=3)
    with studio.window(month) as view:
        view.take("today")
    training, ended = copied(month, "training"), copied(month, "ended")
    write_open_session(training, is_whole=False)
    write_open_session(ended, is_whole=True)
    with studio.window(training, hour=EVENING) as view:
        view.someone.keys("Return", "Right")  # go on, and past the rest
        time.sleep(2.0)
        view.take("session")
        view.someone.keys("p")
        time.sleep(0.4)
        view.someone.keys("4")
        view.take("pain-stop")
    with studio.window(ended, hour=EVENING) as view:
        view.someone.keys("Tab", "Return")  # end it
        time.sleep(1.0)
        view.someone.keys("2", "Tab", "1", "Tab", "Right", "Right", "space")
        view.take("finish")


def take_setback(studio: Studio) -> None:
    """Take what a person sees in the seventh week, after a long walk in the hills."""

    def write(home: Path) -> None:
        write_person(home, ProfileName.FLARE)
        write_what_the_knee_can_do(home)

    with studio.window(studio.home("setback", write)) as view:
        someone = view.someone
        someone.press(WHY, exactly=False)
        someone.press("Squat")
        view.take("reason-card")
        someone.keys("Escape")
        someone.press("Mornings of this week")
        view.take("mornings")
        someone.choose("Pages", "Progress")
        someone.read("Typical worst pain")
        view.take("progress")
        someone.choose("Pages", "Exercises")
        view.take("exercises")
        someone.press("Single-leg knee dip", exactly=False)
        time.sleep(1.6)  # both figures are down by then
        view.take("exercise")
        someone.choose("Pages", "Settings")
        someone.press("Privacy and encryption…")
        view.take("privacy")


def take_programme(studio: Studio) -> None:
    """Take the programme, the choice of another dose, and the what-if, on a calm day."""

    def write(home: Path) -> None:
        write_person(home, ProfileName.FLARE, CALM_DAY)

    with studio.window(studio.home("calm", write), day=CALM_DAY) as view:
        someone = view.someone
        someone.choose("Pages", "Programme")
        someone.read("What happens if")
        view.take("programme")
        someone.focus("Change the dose of Squat", role="push button")
        someone.keys("Return")
        someone.press("One level up")
        someone.write("Why one level up", "It feels easy, and stairs have been fine all week.")
        someone.keys("Tab", "shift+Tab")  # the page follows the keyboard
        view.take("overrule")
        someone.press("Leave it as it is")
        someone.focus(LAST_BEFORE_WHAT_IF, role="push button")
        for score in ("4", "2", "3"):
            someone.keys("Tab", score)
        someone.read("A smaller dose")
        view.scroll(5)
        view.take("what-if")


def take_check_in(studio: Studio) -> None:
    """Take the morning check-in while it is filled in."""

    def write(home: Path) -> None:
        write_person(home, ProfileName.FLARE, DAY_AFTER, is_asked=True)

    with studio.window(studio.home("asked", write), day=DAY_AFTER) as view:
        view.someone.press("Pain 2 of 10")
        view.someone.press("Stiff on waking")
        view.take("check-in")


def take_sign(studio: Studio) -> None:
    """Take the page that says how soon to be seen, and what to say."""

    def write(home: Path) -> None:
        write_person(home, ProfileName.FLARE)
        write_sign(home)

    with studio.window(studio.home("sign", write)) as view:
        view.someone.press("What to do now")
        view.take("seek-care")


def take_first_day(studio: Studio) -> None:
    """Take what somebody sees who has just begun."""
    with studio.window(studio.home("first", Path.mkdir)) as view:
        someone = view.someone
        someone.press("The left knee")
        someone.press("Next: the safety questions")
        view.take("safety-questions")
        someone.press("None of these")
        someone.press("Not now")
        someone.read("Start here, at level 1")
        someone.choose("Pages", "Where it hurts")
        view.take("where-it-hurts")


def take_builder(studio: Studio) -> None:
    """Take a pack in the making, and an exercise of the physio's own while it is posed."""
    with studio.window(studio.home("physio", write_month), hour=AT_WORK) as view:
        someone = view.someone
        someone.choose("Pages", "Packs")
        someone.press("Make a pack")
        someone.write("Title of the pack", "After the half marathon")
        someone.write("Your name and profession", "Anna Example, physiotherapist")
        someone.write("Whom to call", "Anna, 01234 56789")
        someone.press("Begin")
        for name in ("clam", "bridge", "squat"):
            someone.write("Search the exercises", name, "Return")
        someone.write("Reps", "8", "Tab")
        view.take("builder")
        someone.press("Change movement and words")
        someone.read("Movement")
        view.take("pose")


def take_break(studio: Studio) -> None:
    """Take the small window that offers a desk break."""
    home = studio.home("desk", write_month, breaks=True)
    write_sitting(
        home, datetime.combine(DAY, datetime.min.time(), tzinfo=UTC).replace(hour=AT_WORK)
    )
    with studio.window(home, hour=AT_WORK) as view:
        view.be_there("^Desk break")
        view.take("break", "^Desk break")


SCENES: tuple[Callable[[Studio], None], ...] = (
    take_today,
    take_setback,
    take_programme,
    take_check_in,
    take_sign,
    take_first_day,
    take_builder,
    take_break,
)


def main() -> int:
    """Make the pictures."""
    asked = _asked()
    asked.folder.mkdir(parents=True, exist_ok=True)
    width, height = (int(part) for part in asked.size.split("x"))
    wanted = {f"take_{name}" for name in asked.only.split(",") if name}
    screen = f"{width + FRAME[0]}x{height + FRAME[1]}"
    for scene in SCENES:
        if wanted and scene.__name__ not in wanted:
            continue
        with tempfile.TemporaryDirectory() as place, own_screen(screen) as environ:
            studio = Studio(
                place=Path(place),
                folder=asked.folder.resolve(),
                size=(width, height),
                theme=asked.theme,
                text=asked.text,
                environ={**environ, "TZ": "UTC"},
            )
            scene(studio)
    return 0


def _asked() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("folder", type=Path, nargs="?", default=IMAGES)
    names = ", ".join(scene.__name__.removeprefix("take_") for scene in SCENES)
    parser.add_argument("--only", default="", help=f"scenes, with commas between them: {names}")
    parser.add_argument("--size", default="1280x800")
    parser.add_argument("--theme", default="light")
    parser.add_argument("--text", type=int, default=100, help="size of text in percent")
    return parser.parse_args()


if __name__ == "__main__":
    raise SystemExit(main())
