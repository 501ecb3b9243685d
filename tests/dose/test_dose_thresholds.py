"""Every number that decides about a dose: moved by one, it changes what is decided somewhere.

The numbers are found in the code itself, so a new one takes part by itself. Each is really moved:
the modules of the dose are imported anew with it, and cases on the edges are decided by them.
"""

from __future__ import annotations

import ast
import importlib
import importlib.abc
import importlib.util
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace
from functools import cache
from importlib.machinery import ModuleSpec
from pathlib import Path
from types import ModuleType, SimpleNamespace

import pytest
from dose_builders import (
    DAY,
    catalogue,
    check_in,
    done,
    dose,
    exercise,
    felt,
    history,
    on,
    overrule,
    programme,
    session,
)

from kneecoach.model.dose import Intervals, Load, Phase, PhaseName, Variable
from kneecoach.model.exercise import Kind
from kneecoach.model.feedback import Today
from kneecoach.model.programme import Limits
from kneecoach.model.stages import Conditions, Stage, StageName
from kneecoach.model.units import Kilograms, Seconds

PACKAGE = "kneecoach.dose"
DECIDES_NOTHING = {
    "KEPT_BACK_DAYS": "how much is read anew, for speed; what is carried changes no plan",
    "CARRIED_DAYS": "how long it is carried, for speed; what is carried changes no plan",
    "SECONDS_A_MINUTE": "a unit",
    "SEED": "a made-up person",
    "DAYS_A_WEEK": "a made-up person",
}
"""Numbers that are no thresholds, and why."""

SAME_ANYWAY = {
    ("RISING_BY", -1): "three whole numbers that rise each time rise by two in all anyway",
}
"""Moves that can change nothing, and why."""

Number = tuple[str, str, int]
"""A module, a name in it, and a place where that is a tuple."""


def folder() -> Path:
    spec = importlib.util.find_spec(PACKAGE)
    assert spec is not None
    assert spec.submodule_search_locations is not None
    return Path(next(iter(spec.submodule_search_locations)))


def parts_of(node: ast.stmt) -> list[ast.Constant]:
    """Return the numbers that a statement gives a public name, or none."""
    if not isinstance(node, ast.AnnAssign) or not isinstance(node.target, ast.Name):
        return []
    parts = node.value.elts if isinstance(node.value, ast.Tuple) else [node.value]
    numbers = [
        one for one in parts if isinstance(one, ast.Constant) and type(one.value) in (int, float)
    ]
    return [] if node.target.id.startswith("_") else numbers


def found() -> Iterator[Number]:
    for file in sorted(folder().glob("*.py")):
        for node in ast.parse(file.read_text(encoding="utf-8")).body:
            for place in range(len(parts_of(node))):
                yield file.stem, node.target.id, place


class Moved(importlib.abc.MetaPathFinder, importlib.abc.Loader):
    """Import one module of the dose with one number moved, and leave all others alone."""

    def __init__(self, number: Number, by: int) -> None:
        stem, name, place = number
        self._module = f"{PACKAGE}.{stem}"
        tree = ast.parse((folder() / f"{stem}.py").read_text(encoding="utf-8"))
        for node in tree.body:
            if parts_of(node) and node.target.id == name:
                parts_of(node)[place].value += by
        self._code = compile(tree, f"<moved {stem}>", "exec")

    def find_spec(
        self, fullname: str, path: Sequence[str] | None, target: ModuleType | None = None
    ) -> ModuleSpec | None:
        return importlib.util.spec_from_loader(fullname, self) if fullname == self._module else None

    def exec_module(self, module: ModuleType) -> None:
        exec(self._code, module.__dict__)  # noqa: S102 - our own code


@contextmanager
def dose_with(finder: Moved | None) -> Iterator[SimpleNamespace]:
    """Import the dose anew, and put everything back as it was."""

    def ours() -> list[str]:
        return [name for name in sys.modules if f"{name}.".startswith(f"{PACKAGE}.")]

    parent = importlib.import_module("kneecoach")
    kept, module = {name: sys.modules[name] for name in ours()}, importlib.import_module(PACKAGE)
    for name in kept:
        del sys.modules[name]
    if finder is not None:
        sys.meta_path.insert(0, finder)
    try:
        yield SimpleNamespace(
            decide=importlib.import_module(f"{PACKAGE}.decide").decide,
            item=importlib.import_module(f"{PACKAGE}.item").DoseItem,
            plan=importlib.import_module(f"{PACKAGE}.plan").plan,
            replay_item=importlib.import_module(f"{PACKAGE}.plan").replay_item,
            read_records=importlib.import_module(f"{PACKAGE}.track").read_records,
            situation=importlib.import_module(f"{PACKAGE}.situation"),
        )
    finally:
        if finder is not None:
            sys.meta_path.remove(finder)
        for name in ours():
            del sys.modules[name]
        sys.modules.update(kept)
        parent.dose = module


# ---------- cases on the edges ----------


def decided(of, *sessions, before=None, state=None, new_onset=False, **said):
    usual = {"kind": Kind.STRENGTH, "level": 3, "levels": 5, "days_at_level": 9}
    today = Today(day=DAY, before=before, new_onset=new_onset)
    state = state or of.situation.TRAINING
    found = of.decide(of.item(**{**usual, **said}), state, sessions, today)
    return found.rule, found.action, found.details


def before_last(last):
    return (felt(-7), felt(-4), last)


def one_session(of):
    """Scores of the last session, on both sides of every edge."""
    for kind in (Kind.STRENGTH, Kind.RUN):
        for name, values in (
            ("during", range(11)),
            ("after", range(5)),
            ("effort", (7, 8)),
            ("complete", (99, 100)),
            ("morning", range(4)),
        ):
            for value in values:
                yield decided(of, *before_last(felt(**{name: value})), kind=kind)
    for morning in (4, 5, 6, 7):
        yield decided(of, *before_last(felt(before=5, morning=morning)))
    for pain in (5, 6, 7):
        yield decided(of, *before_last(felt(sharp=True, during=pain)))
    for days in (1, 2, 3, 4):
        yield decided(of, *before_last(felt(morning=1, lasted=days, during=2)))
        yield decided(of, *before_last(felt(morning=1, lasted=days)))
        yield decided(of, *before_last(felt(morning=None, lasted=days, during=1)))
        yield decided(of, felt(-7), felt(-4, after=days - 1), felt(-2, after=2), kind=Kind.RUN)
    for most in (4, 5):
        tight = Limits(acceptable_up_to=most)
        yield decided(of, *before_last(felt(during=5)), limits=tight)
        sore = felt(-2, after=2, morning=1, lasted=1)
        yield decided(of, felt(-7), felt(-4, during=6), sore, limits=tight)
    for after in (0, 1, 2, 3):
        sore = felt(-4, before=0, during=after, morning=1, lasted=1)
        yield decided(of, felt(-7), sore, replace_day(sore, -2))
    for share in (78, 79, 80, 81):
        yield decided(of, felt(-7), felt(-4, complete=share), felt(-2, complete=share))


def replace_day(one, day):
    return one._replace(day=on(day))


THREE = (felt(-7), felt(-4), felt(-2))


def pain_now(of):
    """The pain before starting, beside what is usual."""
    for before in range(11):
        yield decided(of, *THREE, before=before)
    for last in (
        [felt(-8, before=3), felt(-6, before=3), felt(-4), felt(-2)],
        [felt(-8), felt(-6, before=3), felt(-4, before=3), felt(-2)],
        [felt(-4, before=3), felt(-2, before=3)],
    ):
        for before in (2, 3, 4, 5):
            yield decided(of, *last, before=before)
    yield decided(of, *THREE, new_onset=True)


def days_since(of):
    """Days at a level, since the last session, and with one."""
    for days in (6, 7, 8):
        yield decided(of, *THREE, days_at_level=days)
        for variable in (Variable.LOAD, Variable.REPS):
            change = of.situation.Change(variable=variable, days_ago=days)
            yield decided(of, *THREE, last_change=change)
    for ago in range(6, 18):
        yield decided(
            of,
            *(replace_day(one, one.day.toordinal() - DAY.toordinal() + 2 - ago) for one in THREE),
            days_at_level=30,
        )
    for days in ((-9, -8), (-7, -2), (-6, -2), (-5, -2), (-2,), (-8, -2), (-3, -2), (-6, -5, -2)):
        rough = felt(-12, effort=9)
        yield decided(of, rough, *(felt(day) for day in days), days_at_level=30)
        yield decided(of, *(felt(day) for day in days), felt(-1, effort=9), days_at_level=30)
        mixed = [felt(-7, effort=9), *(felt(day) for day in days if day > -7)]
        yield decided(of, *mixed, days_at_level=30)
    for count in range(1, 9):
        for first in (-1, -2):
            trained = [felt(first - ago) for ago in reversed(range(count))]
            for cap in (2, 6, 7):
                yield decided(of, *trained, frequency=1, frequency_cap=cap, days_at_level=30)


def over_weeks(of):
    """Trends over sessions and weeks."""
    for peaks in (
        (0, 1, 2),
        (1, 2, 3),
        (0, 2, 3),
        (2, 3, 4),
        (2, 2, 4),
        (1, 4),
        (1, 2, 3, 4),
        (3, 2, 3, 4),
    ):
        rising = [
            felt(2 * place - 2 * len(peaks), during=peak, morning=int(place + 1 == len(peaks)))
            for place, peak in enumerate(peaks)
        ]
        yield decided(of, *rising)
        yield decided(of, *(one._replace(morning=0) for one in rising), kind=Kind.RUN)
        yield decided(of, *rising, kind=Kind.RUN)
    week = ((-13, -8), (-14, -8), (-12, -7), (-13, -6), (-8,), (-10, -8, -7))
    for earlier in week:
        for now in ((-6, -1), (-7, -1), (-1,), (-5, -1)):
            for pain in (1, 2, 3):
                first = [felt(day, during=1, after=1) for day in earlier]
                last = [felt(day, during=pain, after=pain, effort=8) for day in now]
                yield decided(of, *first, *last, days_at_level=30)


def breaks_and_caps(of):
    """Steps down and after them, breaks, caps, and repetitions to spare."""
    for ago in (5, 6, 7, 8):
        sessions = [felt(-12, during=0), felt(-9), felt(-5, during=3), felt(-2, during=3, effort=8)]
        yield decided(of, *sessions, stepped_down_days_ago=ago)
    for count in (1, 2, 3):
        yield decided(of, *before_last(felt(morning=2)), step_backs_21_days=count)
    for days in (6, 7, 8, 13, 14, 15):
        for settled in (True, False):
            state = of.situation.Paused(days=days, settled=settled, walks_30_minutes=True)
            yield decided(of, *before_last(felt()), state=state)
    for planned in (10.9, 11.0, 11.1, 12.0, 12.1):
        yield decided(of, *before_last(felt()), week_volume=10.0, planned_week_volume=planned)
        yield decided(of, *before_last(felt()), longest_in_30_days=10.0, planned_session=planned)
    for spare in ((0, 1), (1, 1), (1, 0, 1), (1, 0), (1,), (0, 1, 1), (2, 2)):
        yield decided(
            of, *before_last(felt()), next_variable=Variable.LOAD, spare_reps=spare, levels=5
        )


def planned(of, records, day, exercise_, by=None):
    by = by or programme()
    found = of.plan(by, catalogue(exercise_), history(*records), Today(day=on(day)))
    (one, *_) = found.exercises[0].prescriptions if found.exercises else (None,)
    stage = found.stage and (found.stage.stage.name, [need.is_met for need in found.stage.needs])
    return (
        (one.decision.rule, one.level, one.standing, one.until, one.dose) if one else None,
        (found.programme.days_a_week, found.morning_owed, stage),
    )


def calm(*days, level=1, **scores):
    morning = scores.pop("morning", 0)
    return [
        each
        for day in days
        for each in (session(day, done(level=level), **scores), check_in(day + 1, morning))
    ]


def whole_histories(of):
    """What follows from whole histories, by replay."""
    ladder, top = exercise(), exercise(levels=1)
    for records in (calm(0, during=6), [*calm(0), session(2, before=6)], calm(0, sharp=True)):
        for day in (1, 2, 3, 4, 5):
            yield planned(of, records, day, ladder)
    for last in (22, 23, 24, 25):
        twice = [*calm(0, 2, level=5, morning=3), *calm(4, 7, 10, 13, 16, 19, level=3)]
        yield planned(of, [*twice, *calm(last, level=3, morning=1)], last + 1, ladder)
    for day in (6, 7, 8):
        yield planned(of, calm(0, 2, 4), day, top)
        yield planned(of, calm(0, 2), day, top)
        yield planned(of, calm(0, 1, 2, 4), day, top)
        yield planned(of, [*calm(0, 2, 4), *calm(7, 9, 11)], day + 7, top)
        yield planned(of, [session(0)], day, ladder)
        yield planned(
            of, [*calm(0, level=3, morning=2), *calm(2, level=3), overrule(day)], day, ladder
        )
        yield planned(
            of,
            [*calm(0, level=2, morning=2), *calm(2, 4, 6), overrule(day, hour=20)],
            day + 2,
            ladder,
        )
    yield from runs_and_weights(of)
    yield from stages(of)


def runs_and_weights(of):
    def run(minutes):
        phases = (Phase(name=PhaseName.RAISE, lasts=Seconds(60 * minutes)),)
        return replace(dose(sets=1), work=Intervals(rounds=1, phases=phases))

    levels = exercise(kind=Kind.RUN, levels=3)
    longer = tuple(
        replace(level, dose=run(minutes))
        for level, minutes in zip(levels.ladder, (20, 20, 40), strict=True)
    )
    runs = replace(levels, ladder=longer)
    for ago in (29, 30, 31):
        records = [
            *a_run(57 - ago, run(36), 2),
            *(one for day in range(31, 57, 5) for one in a_run(day, run(20), 2)),
        ]
        known = of.read_records(history(*records), on(57))
        by = programme()
        ((_, now),) = of.replay_item(
            by.items[0],
            runs,
            programme=by,
            catalogue=catalogue(runs),
            records=known,
            today=Today(day=on(57)),
        )
        yield now.situation.volume.longest
    for weight in (2.0, 6.0, 10.0, 24.0):
        light = replace(dose(), load=Load(kilograms=Kilograms(weight)))
        heavy = replace(dose(), load=Load(kilograms=Kilograms(weight * 2)))
        two = exercise(levels=2, changes=Variable.LOAD)
        steps = (replace(two.ladder[0], dose=light), replace(two.ladder[1], dose=heavy))
        lifted = [
            one
            for day in (0, 2, 4)
            for one in (session(day, replace(done(spare=2), dose=light)), check_in(day + 1))
        ]
        yield planned(of, lifted, 7, replace(two, ladder=steps))


def a_run(day, asked, level):
    return [session(day, replace(done(level=level), dose=asked)), check_in(day + 1)]


def stages(of):
    waits = Conditions(stay_days=1, calm_sessions=1, morning_pain_up_to=1)
    two = (
        Stage(name=StageName.CALM, exercise_ids=("squat",), leave_when=waits),
        Stage(name=StageName.LOAD, exercise_ids=("squat",)),
    )
    by = replace(programme(), stages=two)
    for mornings in ((0,), (0, 0), (0, 0, 0), (2, 0, 0), (2, 0, 0, 0), (0, 0, 2)):
        said = [check_in(day + 1, pain, hour=9) for day, pain in enumerate(mornings)]
        yield planned(of, [session(0), *said], len(mornings), exercise(), by)
    for day in (7, 8, 9, 10):
        said = [check_in(at + 1, hour=9) for at in range(3)]
        yield planned(of, [session(0), *said], day, exercise(), by)
    for gap in (5, 6, 7, 8):
        moved = [*calm(0, 1, 2, 3, 4, 5)]
        sore = [check_in(7, 3), check_in(7 + gap, 3)]
        yield planned(of, [*moved, *sore], 7 + gap, exercise(), by)


def outcomes(of: SimpleNamespace) -> list[object]:
    cases = (one_session, pain_now, days_since, over_weeks, breaks_and_caps, whole_histories)
    return [outcome for case in cases for outcome in case(of)]


@cache
def usual() -> list[object]:
    with dose_with(None) as of:
        return outcomes(of)


@pytest.mark.parametrize(
    "number",
    [one for one in found() if one[1] not in DECIDES_NOTHING],
    ids=lambda one: f"{one[0]}.{one[1]}[{one[2]}]",
)
@pytest.mark.parametrize("by", [1, -1], ids=["more", "less"])
def test_a_threshold_that_is_moved_changes_a_decision(number: Number, by: int) -> None:
    expected = usual()
    with dose_with(Moved(number, by)) as of:
        assert (outcomes(of) == expected) is ((number[1], by) in SAME_ANYWAY)


def test_nothing_is_left_out_that_is_not_there() -> None:
    assert set(DECIDES_NOTHING) <= {name for _, name, _ in found()}


def test_the_dose_is_put_back_as_it_was() -> None:
    before = {name: one for name, one in sys.modules.items() if name.startswith(PACKAGE)}
    with dose_with(Moved(("bands", "RED_FROM", 0), 1)):
        assert importlib.import_module(f"{PACKAGE}.bands").RED_FROM == 7
    assert importlib.import_module(f"{PACKAGE}.bands").RED_FROM == 6
    assert before == {name: one for name, one in sys.modules.items() if name.startswith(PACKAGE)}
