"""Run a whole session in the terminal, with sound where there is some."""

from __future__ import annotations

import click

from kneecoach.awake import StayAwake
from kneecoach.cli.desk import CommandDesk, opened
from kneecoach.cli.keyboard import Keyboard, score_if_known
from kneecoach.cli.knees import ask_at_end, ask_before
from kneecoach.cli.pace import HurriedPace, Pace, RealPace
from kneecoach.cli.play import TerminalSession
from kneecoach.cli.screening import remind_of_screening, screen_before_session
from kneecoach.cli.timeline import clock_time
from kneecoach.coach.asked import ready_exercises, why_not
from kneecoach.coach.hearing import (
    hearing_of,
    language_of,
    with_recordings,
    words_to_be_said,
)
from kneecoach.coach.knees import felt_at_end, knees_at_end
from kneecoach.coach.live import LiveSession
from kneecoach.coach.opening import timeline_options
from kneecoach.coach.outlook import look_ahead
from kneecoach.model.decision import Plan
from kneecoach.model.errors import KneecoachError
from kneecoach.model.programme import Programme
from kneecoach.model.record import Ending, Scores, SessionRecord
from kneecoach.session.outline import expected_seconds
from kneecoach.session.step import Step
from kneecoach.session.timeline import build_timeline
from kneecoach.sound.score import Hearing
from kneecoach.sound.speaking import OwnWords
from kneecoach.values import dataclass, replace


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """What is given as options; None is asked for where there is someone to ask.

    Attributes:
        before, during, after, effort: Scores from 0 to 10.
        resume: Whether to go on with a session that was cut off today, or to begin anew.
    """

    before: int | None
    during: int | None
    after: int | None
    effort: int | None
    resume: bool | None


def run_session(programme_id: str, asked: Asked, *, speed: float, with_sound: bool) -> int:
    """Run a session from the first step to the last, and keep each set as it ends."""
    with opened() as desk:
        keyboard = Keyboard()
        begun = _begin(desk, desk.coach.programme(programme_id), asked, keyboard)
        if begun is None:
            return 0
        plan, record = begun
        pace = _pace(desk, speed=speed, with_sound=with_sound)
        options = timeline_options(desk.settings)
        steps = build_timeline(plan, options)
        hearing = _hearing(desk, plan, steps, pace)  # may give the pace a voice
        live = LiveSession(
            coach=desk.coach,
            record=record,
            steps=steps,
            output=pace.output,
            clock=pace.clock,
            hearing=hearing,
        )
        session = TerminalSession(
            live=live, plan=plan, options=options, pace=pace, keyboard=keyboard
        )
        awake = StayAwake()
        try:
            if speed == 1.0 and desk.settings.keep_awake:
                awake.begin()
            session.run()
            _finish(desk, live, asked, keyboard)
        except (click.Abort, KeyboardInterrupt):
            click.echo(_offer_again(programme_id), err=True)
            raise
        finally:
            awake.end()
            pace.output.close()
    return 0


def _begin(
    desk: CommandDesk, programme: Programme, asked: Asked, keyboard: Keyboard
) -> tuple[Plan, SessionRecord] | None:
    """Return the plan and record to follow; None when the knee asks for rest, which is told."""
    cut_off = _cut_off_today(desk, programme)
    if cut_off is not None:
        desk.coach.go_on(cut_off)
    if cut_off is None and asked.resume:
        raise KneecoachError(
            f"No session of {programme.name} was cut off today.",
            "Leave --resume out to begin one.",
        )
    if cut_off is not None and _goes_on(cut_off, asked, keyboard):
        return _resume(desk, cut_off)
    if keyboard.is_there:
        screen_before_session(desk, keyboard)
    before = ask_before(asked.before, desk.coach.person.sore_knee, keyboard)
    if not keyboard.is_there:
        remind_of_screening(desk)
    if cut_off is not None:
        desk.coach.give_up(cut_off)
    plan = desk.coach.plan_day(programme, before=before)
    if not ready_exercises(plan):
        decision = why_not(plan)
        desk.coach.keep_rest(plan, before)
        click.echo(f"Not today. {decision.reason} [{decision.rule}]")
        return None
    record = desk.coach.begin(plan, before)
    return replace(plan, exercises=ready_exercises(plan)), record


def _cut_off_today(desk: CommandDesk, programme: Programme) -> SessionRecord | None:
    """Return the latest session of the programme that began today and has not ended."""
    today = desk.clock.today()
    return next(
        (
            one
            for one in reversed(desk.coach.history.sessions)
            if one.ending is Ending.OPEN and one.day == today and one.programme_id == programme.id
        ),
        None,
    )


def _goes_on(cut_off: SessionRecord, asked: Asked, keyboard: Keyboard) -> bool:
    """Return whether to go on with it: as told, else as answered, else yes."""
    if asked.resume is not None:
        return asked.resume
    if not keyboard.is_there:
        return True
    question = f"A session was cut off today after {len(cut_off.sets)} sets. Go on with it? y or n"
    return not keyboard.ask(question).startswith("n")


def _resume(desk: CommandDesk, cut_off: SessionRecord) -> tuple[Plan, SessionRecord]:
    try:
        plan = desk.coach.plan_of(cut_off)
    except KneecoachError as error:
        raise KneecoachError(
            error.user_message, "What was done is kept; --afresh begins a new one."
        ) from error
    click.echo(f"Going on after {len(cut_off.sets)} sets.")
    return plan, cut_off


def _pace(desk: CommandDesk, *, speed: float, with_sound: bool) -> Pace:
    if speed == 1.0:
        return RealPace(desk.clock, desk.settings, with_sound=with_sound)
    return HurriedPace(desk.clock, speed)


def _hearing(desk: CommandDesk, plan: Plan, steps: tuple[Step, ...], pace: Pace) -> Hearing:
    """Return what is heard; the system's voice says what has no recording, where there is one."""
    exercises = (one.exercise for one in plan.exercises)
    hearing = with_recordings(hearing_of(desk.settings), exercises)
    missing = words_to_be_said(steps, hearing)
    if missing and pace.find_voice(language_of(steps, missing, desk.coach.catalogue)):
        return replace(hearing, lexicon=OwnWords(hearing.lexicon))
    return hearing


def _finish(desk: CommandDesk, live: LiveSession, asked: Asked, keyboard: Keyboard) -> None:
    """Ask for the scores, keep them, and say what comes next."""
    each = bool(live.record.knees)
    during, during_knees = ask_at_end(
        asked.during, "Worst pain during the session", keyboard, each_knee=each
    )
    after, after_knees = ask_at_end(asked.after, "Pain now", keyboard, each_knee=each)
    effort = score_if_known(asked.effort, "How hard was it", keyboard)
    stops = live.stops
    scores = stops.add_to(Scores(during=during, after=after, effort=effort))
    record = desk.coach.finish(
        replace(live.record, knees=knees_at_end(live.record, stops, during_knees, after_knees)),
        scores,
        felt_at_end(live.record, stops, during_knees),
        ending=_ending(live.record, scores),
        paused_times=live.paused_times,
    )
    click.echo(_summary(record, live))
    try:
        outlook = look_ahead(desk.coach, record)
    except KneecoachError as error:
        click.echo(str(error), err=True)
        return
    click.echo(f"Next time: {outlook.headline}. {outlook.text} [{outlook.rule}]")


def _ending(record: SessionRecord, scores: Scores) -> Ending:
    """Return how a session ended: given up when it was cut short and nothing is said of it."""
    is_whole = len(record.sets) >= record.sets_asked
    return Ending.FINISHED if is_whole or scores != Scores() else Ending.ABANDONED


def _summary(record: SessionRecord, live: LiveSession) -> str:
    planned = clock_time(expected_seconds(live.steps))
    in_part = f", {record.sets_in_part} in part" if record.sets_in_part else ""
    done = f"{record.sets_done} of {record.sets_asked} sets{in_part}"
    return f"Done: {done}, {planned} as planned."


def _offer_again(programme_id: str) -> str:
    return f"The session can go on today: kneecoach run {programme_id} --resume."
