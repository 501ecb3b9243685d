"""Measure a change of a pack that is being made, its check, its keeping and its preview."""

from __future__ import annotations

import os
import statistics
import tempfile
import time
from collections.abc import Callable
from itertools import cycle
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PySide6.QtWidgets import QApplication, QScrollArea

from kneecoach.clock import SystemClock
from kneecoach.model.programme import Catalogue
from kneecoach.packs.building.changes import AddExercise, MakeOwn, SetText, apply
from kneecoach.packs.building.checking import check
from kneecoach.packs.building.exercise_drawing import drawn_exercise, movement_of
from kneecoach.packs.building.exercise_leading import HIPS, lead
from kneecoach.packs.building.exercise_poses import FIGURE, PosePlace, write_turns
from kneecoach.packs.building.keeping import Drafts, Kept
from kneecoach.packs.building.manuscript import Manuscript
from kneecoach.packs.building.past import Past
from kneecoach.packs.building.remembered import keep_past
from kneecoach.packs.building.shelf import Shelf
from kneecoach.packs.building.starting import About, from_nothing, own_id
from kneecoach.packs.document import parse
from kneecoach.settings import Theme
from kneecoach.ui.builder.live_preview import LivePreview
from kneecoach.ui.builder.looking import Looking
from kneecoach.ui.builder.patients_eyes import see
from kneecoach.ui.theme.apply import apply_theme

BUILT_IN = Path(__file__).parents[1] / "exercises"
EXERCISES = ("clam", "squat", "glute_bridge", "wall_sit", "seated_knee_extension", "heel_raise")
TIMES = 15


def measure(what: str, act: Callable[[], object]) -> None:
    taken = []
    for _ in range(TIMES):
        began = time.perf_counter()
        act()
        taken.append((time.perf_counter() - began) * 1000)
    print(f"{what:32} median {statistics.median(taken):7.2f} ms   best {min(taken):7.2f} ms")


def measure_posing(shelf: Shelf) -> None:
    """Measure what a drag of the pointer asks for, and what is written when it lets go."""
    text = shelf.exercise("squat").text
    exercise, place = drawn_exercise(text, "squat"), PosePlace(FIGURE, "down")
    hips = movement_of(exercise, FIGURE).pose("down").points["pelvis"]
    deeper, far = (hips[0], hips[1] - 0.1, hips[2]), (hips[0], hips[1] - 0.2, hips[2] + 0.9)
    led = lead(exercise, place, "", HIPS, deeper)
    measure("read an exercise to draw it", lambda: drawn_exercise(text, "squat"))
    measure("lead the hips deeper", lambda: lead(exercise, place, "", HIPS, deeper))
    measure("lead them as far as it goes", lambda: lead(exercise, place, "", HIPS, far))
    measure("write what was led", lambda: write_turns(text, place, led.turns, led.freed))


def main() -> None:
    shelf = Shelf([BUILT_IN])
    about = About(title="A pack", author="Anna", language="en", review="read by Anna")
    pack = from_nothing(about, b"abcdefgh")
    (programme,) = pack.programmes
    for at, one in enumerate(EXERCISES):
        pack = apply(pack, AddExercise(programme=programme, exercise=one, at=at))
    for one in EXERCISES[:3]:
        found = shelf.exercise(one)
        own = own_id(pack, one)
        pack = apply(pack, MakeOwn(exercise=one, text=found.text, own=own, sources=found.sources))
    file = pack.exercises[0]
    change = SetText(file=file, path="dose.sets", text="3")
    print("load", *(f"{one:.1f}" for one in os.getloadavg()))
    measure("baseline: read one file as YAML", lambda: parse(pack.text(file)))
    measure("one change", lambda: apply(pack, change))
    measure_posing(shelf)
    with tempfile.TemporaryDirectory() as place:
        drafts = Drafts(Path(place))
        measure("check of six exercises", lambda: check(pack, [BUILT_IN], Path(place)))
        measure("keep on the disk", lambda: drafts.keep(Kept(id="mine", pack=pack)))
        texts = (str(number % 9 + 1) for number in range(200))
        steps = (SetText(file=file, path="dose.sets", text=text) for text in texts)
        past = Past(now=pack, before=tuple(apply(pack, one) for one in steps))
        measure("keep 200 steps back", lambda: keep_past(drafts.past("mine"), past))
        preview(apply(pack, change), pack, Path(place), shelf)


def preview(pack: Manuscript, other: Manuscript, place: Path, shelf: Shelf) -> None:
    """Bring the preview up to date with one pack and another, so that its cards are made anew."""
    application = QApplication([])
    apply_theme(application, Theme.LIGHT)
    clock = SystemClock()
    turn = cycle(
        Looking(
            past=Past(now=one),
            checked=check(one, [BUILT_IN], place),
            library=Catalogue(),
            shelf=shelf,
            programme=one.programmes[0],
            at=0,
        )
        for one in (pack, other)
    )
    live, page = LivePreview(), QScrollArea()
    page.setWidgetResizable(True)
    page.setWidget(live)
    page.resize(330, 800)
    page.show()
    measure("see with the patient's eyes", lambda: see(next(turn), clock, clock.today()))
    measure("preview, all in all", lambda: follow(live, next(turn), clock))


def follow(live: LivePreview, looking: Looking, clock: SystemClock) -> None:
    """Show a pack, to the last pixel."""
    live.show_eyes(see(looking, clock, clock.today()))
    QApplication.processEvents()


if __name__ == "__main__":
    main()
