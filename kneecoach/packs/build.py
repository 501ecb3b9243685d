"""Make exercises, programmes and packs from what was read and found right."""

from __future__ import annotations

import math
from pathlib import Path

from kneecoach.model.dose import Pace, PhaseName
from kneecoach.model.education import EducationCard, KneeRegion, PossibleCause, Proposal
from kneecoach.model.exercise import (
    Cue,
    Equipment,
    Exercise,
    Kind,
    Level,
    Mistake,
    Picture,
    Position,
    Source,
)
from kneecoach.model.programme import (
    Desk,
    DeskPlace,
    Limits,
    Pack,
    Programme,
    ProgrammeItem,
    Use,
)
from kneecoach.model.units import Kilograms
from kneecoach.packs.figure import make_figure
from kneecoach.packs.format_parts import NONE
from kneecoach.packs.stages import make_stages
from kneecoach.packs.values import Value


def make_exercise(found: Value, ladder: tuple[Level, ...], file: Path, pack_id: str) -> Exercise:
    """Return the exercise of a file without flaws."""
    figure = found.get("figure")
    cues = tuple(_cue(one) for one in found.items("cues"))
    clip, picture = found.text("clip"), _picture(found.get("picture"))
    has_media = clip or picture is not None or any(one.clip for one in cues)
    return Exercise(
        id=file.stem,
        name=found.text("name"),
        kind=Kind(found.text("kind")),
        position=Position(found.text("position")),
        why=found.text("why"),
        areas=found.texts("areas"),
        ladder=ladder,
        pace=Pace(found.text("pace", Pace.COACH)),
        steps=found.texts("steps"),
        cues=cues,
        mistakes=tuple(
            Mistake(what=one.text("what"), instead=one.text("instead"))
            for one in found.items("mistakes")
        ),
        cautions=found.texts("cautions"),
        equipment=tuple(_equipment(one) for one in found.items("equipment")),
        easier=_id_or_none(found, "easier"),
        harder=_id_or_none(found, "harder"),
        sources=found.texts("sources"),
        figure=make_figure(figure) if figure else None,
        clip=clip,
        picture=picture,
        folder=str(file.parent) if has_media else "",
        review=found.text("review"),
        pack_id=pack_id,
    )


def make_programme(found: Value, file: Path, pack_id: str) -> Programme:
    """Return the programme of a file without flaws."""
    days = found.whole("days_a_week") or 1
    return Programme(
        id=file.stem,
        name=found.text("name"),
        why=found.text("why"),
        days_a_week=days,
        days_a_week_cap=found.whole("most_days_a_week") or days,
        items=tuple(_item(one) for one in found.items("exercises")),
        use=Use(found.text("use", Use.SESSION)),
        stages=make_stages(found),
        stop_and_call_if=found.texts("stop_and_call_if"),
        sources=found.texts("sources"),
        review=found.text("review"),
        pack_id=pack_id,
    )


def make_card(found: Value, file: Path, pack_id: str) -> EducationCard:
    """Return the card of education of a file without flaws."""
    return EducationCard(
        id=file.stem,
        name=found.text("name"),
        says=found.text("says"),
        regions=tuple(map(KneeRegion, found.texts("regions"))),
        causes=tuple(
            PossibleCause(name=one.text("name"), says=one.text("says"))
            for one in found.items("causes")
        ),
        worse=found.texts("worse"),
        helps=found.texts("helps"),
        see_someone=found.texts("see_someone"),
        proposals=tuple(
            Proposal(programme_id=one.text("programme"), why=one.text("why"))
            for one in found.items("proposes")
        ),
        sources=found.texts("sources"),
        review=found.text("review"),
        pack_id=pack_id,
    )


def make_pack(found: Value) -> Pack:
    """Return the pack that a `pack.yaml` without flaws describes."""
    return Pack(
        id=found.text("id"),
        name=found.text("name"),
        version=found.text("version"),
        author=found.text("author"),
        language=found.text("language", "en"),
        licence=found.text("licence"),
        review=found.text("review"),
        contact=found.text("contact"),
        reports_to=found.text("reports_to"),
        sources=tuple(
            Source(key=key, title=one.text("title"), where=one.text("where"))
            for key, one in found.parts_of("sources").items()
        ),
    )


def make_limits(item: Value) -> Limits:
    """Return the limits of one exercise of a programme."""
    found = item.get("limits")
    if found is None:
        return Limits()
    pace, load = found.amount("pace"), found.amount("highest_load")
    return Limits(
        lowest_level=found.whole("lowest_level"),
        highest_level=found.whole("highest_level"),
        clean_up_to=found.whole("clean_up_to"),
        acceptable_up_to=found.whole("acceptable_up_to"),
        pace_days=None if pace is None else math.ceil(pace),
        highest_load=None if load is None else Kilograms(load),
    )


def start_level(item: Value) -> int:
    """Return the level that one exercise of a programme starts at."""
    return item.whole("start_level") or make_limits(item).lowest_level or 1


def _item(found: Value) -> ProgrammeItem:
    return ProgrammeItem(
        exercise_id=found.text("exercise"),
        start_level=start_level(found),
        limits=make_limits(found),
        desk=_desk(found.get("desk")),
        note=found.text("note"),
    )


def _desk(found: Value | None) -> Desk | None:
    if found is None:
        return None
    return Desk(place=DeskPlace(found.text("place")), quiet=found.truth("quiet"))


def _cue(found: Value) -> Cue:
    phase = found.text("phase")
    return Cue(
        say=found.text("say"),
        phase=PhaseName(phase) if phase else None,
        clip=found.text("clip"),
    )


def _picture(found: Value | None) -> Picture | None:
    if found is None:
        return None
    return Picture(
        file=found.text("file"),
        says=found.text("says"),
        replaces_figure=found.truth("instead"),
    )


def _equipment(found: Value) -> Equipment:
    return Equipment(name=found.text("name"), optional=found.truth("optional"))


def _id_or_none(found: Value, name: str) -> str | None:
    text = found.text(name)
    return None if text == NONE else text
