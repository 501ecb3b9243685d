"""Check what the parts of one file say about each other."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import assert_never

from kneecoach.model.dose import Dose, Intervals, PhaseName, Repetitions, Timed
from kneecoach.model.programme import Use
from kneecoach.packs.build import make_limits, start_level
from kneecoach.packs.draft import Draft
from kneecoach.packs.figure_inside import figure_doubts, set_figure_apart
from kneecoach.packs.format_parts import Format
from kneecoach.packs.ladder import Ladder
from kneecoach.packs.nodes import Flaw
from kneecoach.packs.problem import Place, did_you_mean, excerpt
from kneecoach.packs.spec import ID_PATTERN
from kneecoach.packs.values import Value


def check_inside(draft: Draft, found: Value) -> None:
    """Add to the draft what is wrong within its file, and the levels of an exercise."""
    match draft.format:
        case Format.EXERCISE:
            _check_id(draft, found)
            set_figure_apart(draft, found)
            ladder = Ladder(found, tuple(draft.flaws))
            draft.levels = tuple(ladder.levels)
            draft.flaws.extend(ladder.flaws)
            draft.doubts.extend(ladder.doubts)
            draft.doubts.extend(_unspoken_cues(draft, found))
            draft.doubts.extend(_idle_figure(draft, found))
        case Format.PROGRAMME:
            _check_id(draft, found)
            draft.flaws.extend(_programme_flaws(found))
        case Format.EDUCATION:
            _check_id(draft, found)
        case Format.PACK:
            return
        case _:
            assert_never(draft.format)


def _check_id(draft: Draft, found: Value) -> None:
    stem, written = draft.file.stem, found.get("id")
    if not re.search(ID_PATTERN, stem):
        sentence = (
            f"the file's name is the id, and {excerpt(stem)} is none: use small letters, digits "
            "and underscores, a letter first"
        )
        draft.flaws.append(Flaw(at=Place(), field="id", sentence=sentence))
    elif stem == "none":
        sentence = 'an exercise or programme cannot be called "none"; rename the file'
        draft.flaws.append(Flaw(at=Place(), field="id", sentence=sentence))
    elif written is not None and written.as_text() != stem:
        sentence = f"{excerpt(written.as_text())} is not the name of the file ({stem})"
        draft.flaws.append(Flaw(at=written.at, field="id", sentence=sentence))


def _unspoken_cues(draft: Draft, found: Value) -> Iterator[Flaw]:
    """Yield the cues of a phase that no level has."""
    if draft.flaws:
        return
    phases = {phase for level in draft.levels for phase in _phases(level.dose)}
    for cue in found.items("cues"):
        phase = cue.get("phase")
        if phase is not None and phase.as_text() not in phases:
            near = did_you_mean(phase.as_text(), phases) or f"; it has {', '.join(sorted(phases))}"
            sentence = f"no level has a phase {phase.as_text()}, so this is never said{near}"
            yield Flaw(at=phase.at, field=phase.path, sentence=sentence)


def _idle_figure(draft: Draft, found: Value) -> Iterator[Flaw]:
    """Yield what the figure shows and no level asks for."""
    figure = found.get("figure")
    if figure is None or draft.flaws:
        return
    doses = [level.dose for level in draft.levels]
    yield from figure_doubts(
        figure,
        phases={phase.value for dose in doses for phase in _phases(dose)},
        variants=dict.fromkeys(dose.variant for dose in doses if dose.variant),
        mistakes=len(found.items("mistakes")),
    )


def _phases(dose: Dose) -> set[PhaseName]:
    match dose.work:
        case Repetitions(tempo=tempo):
            return {phase.name for phase in tempo}
        case Timed(phase=phase):
            return {phase.name}
        case Intervals(phases=phases):
            return {phase.name for phase in phases}
        case _:
            assert_never(dose.work)


def _programme_flaws(found: Value) -> Iterator[Flaw]:
    days, most = found.whole("days_a_week"), found.get("most_days_a_week")
    if days and most and most.as_whole() < days:
        yield _flaw(most, f"is below `days_a_week`, which is {days}")
    seen: set[str] = set()
    for item in found.items("exercises"):
        exercise = item.get("exercise")
        if exercise is not None:
            if exercise.as_text() in seen:
                yield _flaw(exercise, f"{exercise.as_text()} is in this programme twice")
            seen.add(exercise.as_text())
        yield from _limit_flaws(item)
        yield from _desk_flaws(item, found.text("use", Use.SESSION))


def _desk_flaws(item: Value, use: str) -> Iterator[Flaw]:
    """Yield what an item of desk breaks leaves out, or what one of a session has too much."""
    desk = item.get("desk")
    if use == Use.DESK_BREAKS and desk is None:
        sentence = "does not say how it fits a desk break; add `desk: {place: chair, quiet: yes}`"
        yield _flaw(item, sentence)
    elif use != Use.DESK_BREAKS and desk is not None:
        yield _flaw(desk, "belongs to desk breaks only; write `use: desk_breaks`, or leave it out")


def _limit_flaws(item: Value) -> Iterator[Flaw]:
    """Yield the limits of an item that contradict each other."""
    found = item.get("limits")
    if found is None:
        return
    limits, start = make_limits(item), item.get("start_level")
    lowest, highest = limits.lowest_level or 1, limits.highest_level
    if highest is not None and lowest > highest:
        yield _flaw(found.parts()["highest_level"], f"is below the lowest level, which is {lowest}")
    elif start is not None and start.as_whole() < lowest:
        yield _flaw(start, f"is below the lowest level of its limits, which is {lowest}")
    elif highest is not None and start_level(item) > highest:
        yield _flaw(start or item, f"is above the highest level of its limits, which is {highest}")
    clean, acceptable = limits.clean_up_to, limits.acceptable_up_to
    if clean is not None and acceptable is not None and clean > acceptable:
        sentence = f"is below `clean_up_to`, which is {clean}"
        yield _flaw(found.parts()["acceptable_up_to"], sentence)


def _flaw(value: Value, sentence: str) -> Flaw:
    return Flaw(at=value.at, field=value.path, sentence=sentence)
