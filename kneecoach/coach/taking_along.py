"""Put today's session together to be taken along, by the same rules as in the coach."""

from __future__ import annotations

from kneecoach.coach.asked import ready_exercises
from kneecoach.coach.coach import Coach
from kneecoach.coach.hearing import make_hearing, with_recordings
from kneecoach.coach.opening import timeline_options
from kneecoach.model.errors import KneecoachError
from kneecoach.model.programme import Programme
from kneecoach.model.talk import Talk
from kneecoach.session.timeline import build_timeline
from kneecoach.settings import Settings
from kneecoach.sound.track import Track, make_track


def track_of(
    coach: Coach, programme: Programme, settings: Settings, *, talk: Talk | None = None
) -> Track:
    """Return today's session of a programme as something to listen to.

    Args:
        coach: Knows today's dose.
        programme: The programme.
        settings: How the person likes it.
        talk: How much is said; otherwise as in the settings. A recording is never silent.

    Raises:
        KneecoachError: Nothing in the programme may be done today.
    """
    plan = coach.plan_day(programme)
    steps = build_timeline(plan, timeline_options(settings))
    if not ready_exercises(plan) or not steps:
        raise KneecoachError(
            "Nothing in this programme is ready to be done today.",
            "Why is told under Today; a session to take along is made of what may be done.",
        )
    wanted = talk or settings.talk
    level = Talk.TONES if wanted is Talk.SILENT else wanted
    hearing = with_recordings(
        make_hearing(level, settings.voice, has_rhythm=settings.rhythm),
        (one.exercise for one in plan.exercises),
    )
    comment = f"Made for {plan.day.isoformat()}. Stop if the pain gets sharp or rises."
    return make_track(programme.name, steps, hearing, comment=comment)
