"""See a pack that is being made as its patient will: the first day, and an exercise."""

from __future__ import annotations

from datetime import date

from kneecoach.clock import Clock
from kneecoach.coach.rehearsal import rehearsing_coach
from kneecoach.model.errors import KneecoachError
from kneecoach.model.programme import Catalogue, Programme
from kneecoach.packs.building.changes import items_of
from kneecoach.packs.building.manuscript import id_of
from kneecoach.session.timeline import TimelineOptions
from kneecoach.ui.builder.looking import Looking
from kneecoach.ui.exercise_builder import build_exercise
from kneecoach.ui.exercise_view import ExerciseView
from kneecoach.ui.today_builder import build_today
from kneecoach.ui.today_view import TodayView
from kneecoach.values import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class PatientsEyes:
    """What the patient will see.

    Attributes:
        programme: The programme, as the reader has it.
        catalogue: Where it is from.
        today: The first day.
        exercise: The exercise that is looked at; None when it cannot be read.
    """

    programme: Programme
    catalogue: Catalogue
    today: TodayView
    exercise: ExerciseView | None


def programme_of(looking: Looking | None) -> tuple[Programme, Catalogue]:
    """Return the programme that is looked at, as the reader has it.

    Raises:
        KneecoachError: Something in it has to be mended first.
    """
    if looking is None:
        raise KneecoachError("There is no pack to show.")
    catalogue = looking.checked.catalogue
    found = catalogue.programme(id_of(looking.programme))
    if found is None:
        way_out = "Add an exercise, and mend what stands in red; then try again."
        raise KneecoachError("This programme cannot be shown yet.", way_out)
    return found, catalogue


def see(looking: Looking | None, clock: Clock, day: date) -> PatientsEyes:
    """Return what the patient will see on the first day.

    Raises:
        KneecoachError: Something has to be mended first.
    """
    programme, catalogue = programme_of(looking)
    coach = rehearsing_coach(catalogue, clock)
    options = TimelineOptions()
    ids = items_of(looking.pack.text(looking.programme)) if looking is not None else ()
    at = looking.at if looking is not None else 0
    exercise = catalogue.exercise(ids[at]) if at < len(ids) else None
    return PatientsEyes(
        programme=programme,
        catalogue=catalogue,
        today=build_today(coach, programme, day=day, options=options, has_morning_come=False),
        exercise=build_exercise(coach, exercise, programme) if exercise is not None else None,
    )
