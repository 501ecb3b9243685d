"""Make records for the history's tests: plain ones, and any that Hypothesis can think of."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta, timezone
from uuid import UUID, uuid4

from hypothesis import strategies as st

from kneecoach.model.decision import Action
from kneecoach.model.desk_break import BreakOutcome, DeskBreak
from kneecoach.model.dose import (
    Band,
    Dose,
    Intervals,
    Load,
    Phase,
    PhaseName,
    Repetitions,
    Side,
    Sides,
    Timed,
)
from kneecoach.model.feedback import EMERGENCY_FLAGS, Flag, Knee
from kneecoach.model.function import COUNTED, HIGHEST, NAMED, FunctionScore, Measure
from kneecoach.model.record import (
    CheckIn,
    Choice,
    Clearance,
    DoneExercise,
    DoneSet,
    Ending,
    Outcome,
    Overrule,
    Scores,
    SessionRecord,
    Silence,
)
from kneecoach.model.screening import Occasion, Screening
from kneecoach.model.session_said import KneeScores, PainStop
from kneecoach.model.withdrawal import Deletable, Withdrawal

MORNING = datetime(2026, 3, 2, 7, 30, tzinfo=UTC)
CLAM = Dose(
    sets=3,
    work=Repetitions(
        reps=10,
        tempo=(
            Phase(name=PhaseName.OPEN, lasts=2.0),
            Phase(name=PhaseName.HOLD, lasts=1.0),
            Phase(name=PhaseName.CLOSE, lasts=2.0),
        ),
    ),
    rest=45.0,
    sides=Sides.EACH,
)
WALL_SIT = Dose(
    sets=2, work=Timed(phase=Phase(name=PhaseName.HOLD, lasts=30.0)), rest=60.0, sides=Sides.BOTH
)


def an_open_session(person_id: UUID, started_at: datetime = MORNING) -> SessionRecord:
    return SessionRecord(
        id=uuid4(),
        person_id=person_id,
        programme_id="knee-starter",
        started_at=started_at,
        day=started_at.date(),
        before=2,
        knee=Knee.LEFT,
        exercises=(
            DoneExercise(
                position=0,
                exercise_id="clam",
                side=Side.LEFT,
                level=2,
                dose=CLAM,
                rule="X1",
                action=Action.PROGRESS,
                reason="Three calm sessions in a row: one level up.",
            ),
            DoneExercise(position=0, exercise_id="clam", side=Side.RIGHT, level=2, dose=CLAM),
            DoneExercise(position=1, exercise_id="wall-sit", side=None, level=1, dose=WALL_SIT),
        ),
    )


def a_set(
    number: int = 1,
    side: Side | None = Side.LEFT,
    complete: int = 100,
    ended_at: datetime = MORNING + timedelta(minutes=5),
) -> DoneSet:
    return DoneSet(
        id=uuid4(),
        position=0,
        exercise_id="clam",
        side=side,
        set_number=number,
        outcome=Outcome.DONE,
        complete=complete,
        ended_at=ended_at,
    )


def a_check_in(person_id: UUID, day: date = date(2026, 3, 3), pain: int = 2) -> CheckIn:
    return CheckIn(
        id=uuid4(),
        person_id=person_id,
        day=day,
        recorded_at=MORNING + timedelta(days=1),
        pain=pain,
        flags=frozenset({Flag.SWELLING}),
    )


def an_overrule(person_id: UUID, choice: Choice = Choice.UP) -> Overrule:
    return Overrule(
        id=uuid4(),
        person_id=person_id,
        day=date(2026, 3, 4),
        recorded_at=MORNING + timedelta(days=2),
        exercise_id="clam",
        side=Side.LEFT,
        choice=choice,
        reason="It feels easy",
    )


def a_silence(person_id: UUID, flag: Flag = Flag.PAINFUL_CLICKING) -> Silence:
    return Silence(
        id=uuid4(),
        person_id=person_id,
        flag=flag,
        knee=Knee.LEFT,
        day=date(2026, 3, 4),
        until=date(2026, 4, 4),
        recorded_at=MORNING + timedelta(days=2),
        note="Known since 2019, checked by a physiotherapist",
    )


def a_screening(person_id: UUID, *flags: Flag, knee: Knee = Knee.LEFT) -> Screening:
    return Screening(
        id=uuid4(),
        person_id=person_id,
        day=date(2026, 3, 1),
        recorded_at=MORNING - timedelta(days=1),
        knee=knee,
        flags=frozenset(flags),
    )


def a_stop(position: int = 0, pain: int | None = 6, side: Side | None = Side.LEFT) -> PainStop:
    return PainStop(
        id=uuid4(),
        position=position,
        side=side,
        pain=pain,
        sharp=True,
        flags=frozenset({Flag.GIVING_WAY, Flag.LOCKING}),
        stopped_at=MORNING + timedelta(minutes=6),
    )


finite = st.floats(min_value=0.1, max_value=14_000, allow_nan=False)
phases = st.builds(Phase, name=st.sampled_from(PhaseName), lasts=finite)
tempos = st.lists(phases, min_size=1, max_size=5).map(tuple)
works = st.one_of(
    st.builds(Repetitions, reps=st.integers(1, 500), tempo=tempos),
    st.builds(Timed, phase=phases),
    st.builds(Intervals, rounds=st.integers(1, 50), phases=tempos),
)
loads = st.one_of(
    st.none(),
    st.builds(Load, kilograms=st.floats(min_value=0.1, max_value=500)),
    st.builds(Load, band=st.sampled_from(Band)),
)
texts = st.text(st.characters(exclude_categories=("Cs",), exclude_characters="\x00"), max_size=30)


@st.composite
def doses(draw: st.DrawFn) -> Dose:
    work = draw(works)
    allowed = [s for s in Sides if s is not Sides.ALTERNATE or isinstance(work, Repetitions)]
    return Dose(
        sets=draw(st.integers(1, 20)),
        work=work,
        rest=draw(st.floats(min_value=0, max_value=7200)),
        sides=draw(st.sampled_from(allowed)),
        load=draw(loads),
        range=draw(st.none() | finite),
        height=draw(st.none() | finite),
        effort=draw(st.none() | st.integers(0, 100)),
        times_a_day=draw(st.integers(1, 6)),
        variant=draw(texts),
    )


scores_0_10 = st.integers(0, 10)
unsure = st.none() | scores_0_10
moments = st.datetimes(
    min_value=datetime(1990, 1, 1),  # noqa: DTZ001 - the zone is drawn
    max_value=datetime(2200, 1, 1),  # noqa: DTZ001 - as above
    timezones=st.sampled_from(
        (UTC, timezone(timedelta(hours=5, minutes=45)), timezone(-timedelta(hours=8)))
    ),
)
flag_sets = st.frozensets(st.sampled_from(Flag), max_size=4)
sides = st.none() | st.sampled_from(Side)
whole_scores = st.builds(
    Scores,
    during=unsure,
    after=unsure,
    effort=unsure,
    sharp=st.booleans(),
    throughout=st.booleans(),
    flags=flag_sets,
    note=texts,
)
done_exercises = st.builds(
    DoneExercise,
    position=st.integers(0, 12),
    exercise_id=texts,
    side=sides,
    level=st.integers(1, 30),
    dose=doses(),
    rule=texts,
    action=st.none() | st.sampled_from(Action),
    reason=texts,
    during=unsure,
    spare=st.none() | st.integers(0, 10),
)
done_sets = st.builds(
    DoneSet,
    id=st.builds(uuid4),
    position=st.integers(0, 12),
    exercise_id=texts,
    side=sides,
    set_number=st.integers(1, 9),
    outcome=st.sampled_from(Outcome),
    complete=st.integers(0, 100),
    ended_at=moments,
)
pain_stops = st.builds(
    PainStop,
    id=st.builds(uuid4),
    position=st.integers(0, 12),
    side=sides,
    pain=unsure,
    sharp=st.booleans(),
    flags=flag_sets,
    stopped_at=moments,
)
knee_scores = st.builds(
    KneeScores,
    side=st.sampled_from(Side),
    before=scores_0_10,
    during=unsure,
    after=unsure,
)


@st.composite
def whole_sessions(draw: st.DrawFn, person_id: UUID) -> SessionRecord:
    return SessionRecord(
        id=uuid4(),
        person_id=person_id,
        programme_id=draw(texts),
        started_at=draw(moments),
        day=draw(st.dates()),
        before=draw(scores_0_10),
        ending=draw(st.sampled_from([one for one in Ending if one is not Ending.OPEN])),
        ended_at=draw(st.none() | moments),
        knee=draw(st.sampled_from(Knee)),
        scores=draw(whole_scores),
        exercises=draw(
            st.lists(
                done_exercises, max_size=4, unique_by=lambda one: (one.position, one.side)
            ).map(tuple)
        ),
        sets=draw(
            st.lists(
                done_sets,
                max_size=6,
                unique_by=(
                    lambda one: (one.position, one.side, one.set_number),
                    lambda one: one.id,
                ),
            ).map(tuple)
        ),
        paused_times=draw(st.integers(0, 9)),
        new_onset=draw(st.booleans()),
        stops=draw(st.lists(pain_stops, max_size=3, unique_by=lambda one: one.id).map(tuple)),
        knees=draw(
            st.lists(knee_scores, max_size=2, unique_by=lambda one: one.side).map(
                lambda knees: tuple(sorted(knees, key=lambda one: one.side))
            )
        ),
    )


@st.composite
def check_ins(draw: st.DrawFn, person_id: UUID) -> CheckIn:
    return CheckIn(
        id=uuid4(),
        person_id=person_id,
        day=draw(st.dates()),
        recorded_at=draw(moments),
        pain=draw(scores_0_10),
        knee=draw(st.sampled_from(Knee)),
        stiff=draw(st.booleans()),
        flags=draw(flag_sets),
        new_onset=draw(st.booleans()),
        walks_30_minutes=draw(st.none() | st.booleans()),
        note=draw(texts),
    )


@st.composite
def clearances(draw: st.DrawFn, person_id: UUID) -> Clearance:
    return Clearance(
        id=uuid4(),
        person_id=person_id,
        day=draw(st.dates()),
        recorded_at=draw(moments),
        note=draw(texts),
    )


@st.composite
def overrules(draw: st.DrawFn, person_id: UUID) -> Overrule:
    return Overrule(
        id=uuid4(),
        person_id=person_id,
        day=draw(st.dates()),
        recorded_at=draw(moments),
        exercise_id=draw(texts),
        side=draw(sides),
        choice=draw(st.sampled_from(Choice)),
        reason=f"Because {draw(texts)}",
    )


@st.composite
def silences(draw: st.DrawFn, person_id: UUID) -> Silence:
    day = draw(st.dates())
    return Silence(
        id=uuid4(),
        person_id=person_id,
        flag=draw(st.sampled_from(sorted(set(Flag) - EMERGENCY_FLAGS))),
        knee=draw(st.sampled_from(Knee)),
        day=day,
        until=draw(st.dates(min_value=day)),
        recorded_at=draw(moments),
        note=draw(texts),
    )


def a_desk_break(at: datetime = MORNING, outcome: BreakOutcome = BreakOutcome.TAKEN) -> DeskBreak:
    return DeskBreak(
        id=uuid4(),
        day=at.date(),
        at=at,
        outcome=outcome,
        sat_seconds=2700,
        lasted_seconds=120 if outcome is BreakOutcome.TAKEN else 0,
        exercise_id="heel_raise" if outcome is BreakOutcome.TAKEN else "",
    )


@st.composite
def screenings(draw: st.DrawFn, person_id: UUID) -> Screening:
    return Screening(
        id=uuid4(),
        person_id=person_id,
        day=draw(st.dates()),
        recorded_at=draw(moments),
        knee=draw(st.sampled_from(Knee)),
        flags=draw(flag_sets),
        occasion=draw(st.sampled_from(Occasion)),
    )


def a_function_score(
    person_id: UUID, score: float = 4, day: date = date(2026, 3, 2), name: str = "Stairs"
) -> FunctionScore:
    return FunctionScore(
        id=uuid4(),
        person_id=person_id,
        day=day,
        recorded_at=MORNING,
        measure=Measure.ACTIVITY,
        name=name,
        score=score,
        highest=10,
    )


@st.composite
def function_scores(draw: st.DrawFn, person_id: UUID) -> FunctionScore:
    measure = draw(st.sampled_from(Measure))
    highest = float(HIGHEST.get(measure, 0 if measure in COUNTED else draw(tenths(1, 1000))))
    most = 500.0 if measure in COUNTED else highest
    score = draw(tenths(0, int(most * 10)))
    side = draw(st.sampled_from(Side)) if measure is Measure.SINGLE_LEG_SQUAT else None
    return FunctionScore(
        id=uuid4(),
        person_id=person_id,
        day=draw(st.dates()),
        recorded_at=draw(moments),
        measure=measure,
        name=f"x{draw(texts)}" if measure in NAMED else "",
        side=draw(sides) if measure is Measure.KNEE else side,
        score=score if measure is Measure.QUESTIONNAIRE else float(int(score)),
        highest=highest,
    )


def tenths(least: int, most: int) -> st.SearchStrategy[float]:
    return st.integers(least, most).map(lambda number: number / 10)


def a_withdrawal(
    person_id: UUID,
    record_id: UUID,
    kind: Deletable = Deletable.SESSION,
    *,
    is_back: bool = False,
    at: datetime = MORNING,
) -> Withdrawal:
    return Withdrawal(
        id=uuid4(),
        person_id=person_id,
        day=at.date(),
        recorded_at=at,
        kind=kind,
        record_id=record_id,
        is_back=is_back,
    )
