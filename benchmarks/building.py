"""Measure a change of a pack that is being made, its check and its keeping."""

from __future__ import annotations

import os
import statistics
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

from kneecoach.packs.building.changes import AddExercise, MakeOwn, SetText, apply
from kneecoach.packs.building.checking import check
from kneecoach.packs.building.keeping import Drafts, Kept
from kneecoach.packs.building.shelf import Shelf
from kneecoach.packs.building.starting import About, from_nothing, own_id
from kneecoach.packs.document import parse

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
    with tempfile.TemporaryDirectory() as place:
        drafts = Drafts(Path(place))
        measure("check of six exercises", lambda: check(pack, [BUILT_IN], Path(place)))
        measure("keep on the disk", lambda: drafts.keep(Kept(id="mine", pack=pack)))


if __name__ == "__main__":
    main()
