"""Gather which stage a programme is in, what leads on and what leads back."""

from __future__ import annotations

from datetime import date

from kneecoach.coach.coach import Coach
from kneecoach.dose.stage_words import about, back_of
from kneecoach.model.programme import Programme
from kneecoach.ui.stage_view import StageView


def build_stage(coach: Coach, programme: Programme, today: date) -> StageView | None:
    """Return the stage that a programme is in on a day; None for one without stages.

    Raises:
        KneecoachError: The history cannot be read.
    """
    if not programme.stages:
        return None
    standing = coach.plan_day(programme, today).stage
    if standing is None:
        return None
    return StageView(
        names=tuple(one.name for one in programme.stages),
        number=standing.number,
        about=about(standing.stage, standing.rule),
        needs=standing.needs,
        next=standing.next,
        back=back_of(programme.stages, standing.number),
    )
