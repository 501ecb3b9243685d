"""Follow a programme through its stages: on when all is so, back when the mornings say so.

The stage is never stored. It is worked out anew from the history each time, like the dose.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from collections.abc import Set as AbstractSet
from datetime import date, timedelta
from typing import Final, NamedTuple

from kneecoach.dose.journal import Journal
from kneecoach.dose.replay import Replayed, calm_days
from kneecoach.dose.stage_needs import RECENT_DAYS, StageFacts, needs_of
from kneecoach.dose.stage_words import reason_of
from kneecoach.dose.verdict import DAYS_AFTER_STEP_DOWN
from kneecoach.model.decision import Action
from kneecoach.model.programme import Programme
from kneecoach.model.record import Ending, SessionRecord
from kneecoach.model.stages import Need, Stage, StageStanding
from kneecoach.values import replace

Replays = Mapping[str, Sequence[Replayed]]
"""For each exercise where it stands on each of its sides."""

_STOPS: Final = frozenset({Action.SEEK_CARE, Action.PAUSE, Action.REDUCE_REST, Action.REDUCE})


class _Place(NamedTuple):
    """Where a programme stands: the stage, counted from 0, and how it came there.

    Attributes:
        stage: The stage.
        since: Day on which it began; None before the first session.
        calm_sessions: Calm sessions in a row in it.
        went_back: It began because the mornings led back to it.
    """

    stage: int = 0
    since: date | None = None
    calm_sessions: int = 0
    went_back: bool = False


class _Told(NamedTuple):
    """What is looked at to follow the stages.

    Attributes:
        programme: The programme.
        journal: The history.
        replays: Where each exercise stands.
        names: What people call the exercises.
        was_calm: For each day with a session, whether all of it was calm.
    """

    programme: Programme
    journal: Journal
    replays: Replays
    names: Mapping[str, str]
    calm: AbstractSet[date]


def follow_stages(
    programme: Programme,
    journal: Journal,
    replays: Replays,
    names: Mapping[str, str],
    day: date,
) -> StageStanding:
    """Return the stage that a programme with stages is in on a day, and why.

    Source: house-rule, triathlete-pt-post-run-pain, walk-before-run.
    """
    told = _Told(
        programme,
        journal,
        replays,
        names,
        calm_days([one.fold for sides in replays.values() for one in sides]),
    )
    place = _Place()
    for moment in _moments(told, day):
        if isinstance(moment, SessionRecord):
            place = _after_session(told, place, moment)
        elif _is_sore(told, place, moment):
            place = _Place(since=moment, went_back=True)
    return _standing(told, place, day)


def _moments(told: _Told, day: date) -> list[date | SessionRecord]:
    """Return mornings and sessions of the programme up to a day, in order."""
    mornings = [(one, 0, one) for one in told.journal.diaries[None].mornings if one <= day]
    sessions = [
        (record.day, place + 1, record)
        for place, record in enumerate(told.journal.sessions)
        if record.programme_id == told.programme.id and record.ending is not Ending.ABANDONED
    ]
    if not sessions:
        return []
    first = sessions[0][0]
    both: list[tuple[date, int, date | SessionRecord]] = [
        *(one for one in mornings if one[0] > first),
        *sessions,
    ]
    return [moment for _, _, moment in sorted(both, key=lambda one: one[:2])]


def _after_session(told: _Told, place: _Place, record: SessionRecord) -> _Place:
    """Return where the programme stands after a session: a stage on if it was done in that one."""
    since = place.since or record.day
    place = place._replace(since=since)
    if _is_of_next(told, place, record) and _may_move(told, place, record.day):
        place = _Place(stage=place.stage + 1, since=record.day)
    calm = place.calm_sessions + 1 if record.day in told.calm else 0
    return place._replace(calm_sessions=calm)


def _is_of_next(told: _Told, place: _Place, record: SessionRecord) -> bool:
    """Tell whether a session was done in the next stage: it held what only that one holds.

    Where the next stage holds nothing of its own, any session of its exercises alone is one.
    """
    stages = told.programme.stages
    if place.stage + 1 >= len(stages):
        return False
    here, there = set(stages[place.stage].exercise_ids), set(stages[place.stage + 1].exercise_ids)
    done = {one.exercise_id for one in record.exercises}
    return bool(done & (there - here)) if there - here else bool(done) and done <= there


def _may_move(told: _Told, place: _Place, day: date) -> bool:
    """Tell whether all that the next stage waits for was so, and nothing went down of late."""
    stage = told.programme.stages[place.stage]
    if any(_stepped_down_lately(one, day) for one in _of(told, stage)):
        return False
    return all(need.is_met for need in _needs(told, place, day))


def _stepped_down_lately(replayed: Replayed, day: date) -> bool:
    return any(
        0 <= (day - down).days < DAYS_AFTER_STEP_DOWN for down in replayed.fold.stepped_down_on
    )


def _needs(told: _Told, place: _Place, day: date) -> tuple[Need, ...]:
    stages = told.programme.stages
    before = day - timedelta(days=1)
    facts = StageFacts(
        day=day,
        since=place.since or day,
        calm_sessions=place.calm_sessions,
        mornings=told.journal.diaries[None].mornings,
        levels={
            exercise_id: min(one.fold.reached.level_on(before) for one in sides)
            for exercise_id, sides in told.replays.items()
            if sides
        },
        names=told.names,
    )
    leave, enter = stages[place.stage].leave_when, stages[place.stage + 1].enter_when
    return (*needs_of(leave, facts), *needs_of(enter, facts))


def _is_sore(told: _Told, place: _Place, day: date) -> bool:
    """Tell whether this morning and the recorded one before it break what ends the first stage.

    One sore morning alone is answered by each exercise's own dose.

    Source: house-rule.
    """
    limit = told.programme.stages[0].leave_when.morning_pain_up_to
    if not place.stage or limit is None or place.since is None:
        return False
    mornings = told.journal.diaries[None].mornings
    if mornings[day].pain <= limit:
        return False
    recent = (day.fromordinal(day.toordinal() - ago) for ago in range(1, RECENT_DAYS))
    before = next((one for one in recent if one in mornings and one > place.since), None)
    return before is not None and mornings[before].pain > limit


def _standing(told: _Told, place: _Place, day: date) -> StageStanding:
    """Return today's stage: the next one already, when nothing is missing and nothing stops it."""
    stages = told.programme.stages
    needs = _needs(told, place, day) if place.stage + 1 < len(stages) else ()
    is_held = any(
        one.verdict.action in _STOPS or one.is_resting or _stepped_down_lately(one, day)
        for one in _of(told, stages[place.stage])
    )
    rule = "T0" if place.since is None else "T2"
    moves = place.since is not None and bool(needs) and all(need.is_met for need in needs)
    if moves and not is_held:
        return _told_of(told, _Place(stage=place.stage + 1, since=day), "T1", day)
    if place.went_back:
        rule = "T3"
    standing = _told_of(told, place, rule, day)
    if not (moves and is_held):
        return standing
    calm = Need(says="an exercise of this stage to settle again", is_met=False)
    return replace(
        standing,
        needs=(*standing.needs, calm),
        reason=reason_of(stages[place.stage], rule, (calm,), standing.next),
    )


def _told_of(told: _Told, place: _Place, rule: str, day: date) -> StageStanding:
    stages = told.programme.stages
    stage = stages[place.stage]
    is_last = place.stage + 1 >= len(stages)
    needs = () if is_last else _needs(told, place, day)
    following = None if is_last else stages[place.stage + 1].name
    missing = tuple(need for need in needs if not need.is_met)
    return StageStanding(
        stage=stage,
        number=place.stage + 1,
        count=len(stages),
        since=place.since,
        rule=rule,
        reason=reason_of(stage, rule, missing, following),
        next=following,
        needs=needs,
    )


def _of(told: _Told, stage: Stage) -> Iterable[Replayed]:
    """Return where the exercises of a stage stand, one for each side."""
    return [one for name in stage.exercise_ids for one in told.replays.get(name, ())]
