"""List the timed steps and cues of a session."""

from __future__ import annotations

from datetime import date
from itertools import accumulate

import click

from kneecoach.cli.desk import CommandDesk, opened
from kneecoach.cli.printing import print_json
from kneecoach.coach.hearing import make_hearing, with_recordings
from kneecoach.coach.opening import timeline_options
from kneecoach.model.decision import Plan
from kneecoach.model.talk import Talk
from kneecoach.session.outline import expected_seconds
from kneecoach.session.step import Step
from kneecoach.session.timeline import build_timeline
from kneecoach.sound.cues import Sound, place_cues
from kneecoach.sound.score import Score
from kneecoach.sound.sounds import Phrase


def show_timeline(programme_id: str, day: date | None, *, as_json: bool) -> int:
    """Print every step with its moment, and every cue."""
    with opened() as desk:
        plan = _plan(desk, programme_id, day)
        steps = build_timeline(plan, timeline_options(desk.settings))
    moments = (0.0, *accumulate(step.expected for step in steps))
    if as_json:
        plain = {
            "programme": programme_id,
            "expected_seconds": expected_seconds(steps),
            "steps": [_plain(step, at) for step, at in zip(steps, moments, strict=False)],
            "cues": [{"at": one.at, "name": str(one.name)} for one in place_cues(steps)],
        }
        print_json(plain)
        return 0
    for step, at in zip(steps, moments, strict=False):
        click.echo(f"{clock_time(at)}  {describe_step(step)}")
    click.echo(f"{clock_time(expected_seconds(steps))}  end")
    return 0


def show_transcript(
    programme_id: str, day: date | None, talk: Talk | None, *, as_json: bool
) -> int:
    """Print what is said when, with the cues between the words."""
    with opened() as desk:
        plan = _plan(desk, programme_id, day)
        settings = desk.settings
    steps = build_timeline(plan, timeline_options(settings))
    hearing = make_hearing(talk or settings.talk, settings.voice, has_rhythm=False)
    hearing = with_recordings(hearing, (one.exercise for one in plan.exercises))
    heard = Score(steps, hearing).sounds()
    if as_json:
        plain = [{"at": round(one.at, 3), **_plain_sound(one.name)} for one in heard]
        print_json({"programme": programme_id, "talk": hearing.talk.value, "heard": plain})
        return 0
    for one in heard:
        click.echo(f"{clock_time(one.at)}  {_words(one.name)}")
    return 0


def _words(sound: Sound) -> str:
    if not isinstance(sound, Phrase):
        return f"    ({sound})"
    return f"{sound.says} [recorded for the pack]" if sound.is_own else sound.says


def _plain_sound(sound: Sound) -> dict[str, object]:
    if isinstance(sound, Phrase):
        own = {"recording": sound.path.name} if sound.is_own and sound.path else {}
        return {"says": sound.says, "lasts": round(sound.lasts, 3), **own}
    return {"cue": str(sound)}


def clock_time(seconds: float) -> str:
    """Return a moment of a session as minutes and seconds, with tenths where they matter."""
    minutes, rest = divmod(round(seconds, 1), 60)
    whole = f"{int(minutes):02d}:{int(rest):02d}"
    tenths = round((rest - int(rest)) * 10)
    return f"{whole}.{tenths}" if tenths else whole


def describe_step(step: Step) -> str:
    """Return a step in one plain line for the terminal."""
    side = f" {step.side}" if step.side else ""
    lasts = f"{step.expected:g} s" if step.lasts is not None else "at your own pace"
    doing = step.phase.value.replace("_", " ") if step.phase else step.kind.value
    repetition = f", rep {step.rep} of {step.reps}" if step.rep else ""
    which = f"set {step.set_number} of {step.sets}"
    return f"{step.exercise_name}{side}, {which}{repetition}: {doing} {lasts}"


def _plan(desk: CommandDesk, programme_id: str, day: date | None) -> Plan:
    return desk.coach.plan_day(desk.coach.programme(programme_id), day)


def _plain(step: Step, at: float) -> dict[str, object]:
    return {
        "at": round(at, 6),
        "kind": step.kind.value,
        "lasts": step.lasts,
        "expected": step.expected,
        "exercise": step.exercise_id,
        "position": step.position,
        "level": step.level,
        "set": step.set_number,
        "sets": step.sets,
        "set_side": step.set_side,
        "side": step.side,
        "rep": step.rep,
        "reps": step.reps,
        "round": step.round,
        "rounds": step.rounds,
        "phase": step.phase,
        "cue": step.cue,
        "ends_set": step.ends_set,
        "note": step.note,
    }
