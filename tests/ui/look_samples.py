"""Make small plans and views, so that a test says only what it is about."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from uuid import UUID

from page_actions import button, click
from PySide6.QtWidgets import QApplication, QScrollArea, QWidget

from kneecoach.model.decision import (
    Action,
    Decision,
    Plan,
    PlannedExercise,
    Prescription,
    Standing,
    Urgency,
)
from kneecoach.model.dose import Dose, Phase, PhaseName, Repetitions, Side, Sides, Variable
from kneecoach.model.exercise import Equipment, Exercise, Kind, Level, Position
from kneecoach.model.feedback import Knee
from kneecoach.model.programme import Programme, ProgrammeItem
from kneecoach.model.record import Person
from kneecoach.model.units import Seconds
from kneecoach.ui.today_view import DayView, TodayView

FRIDAY = date(2026, 3, 6)
GAVE_WAY = "You said that the knee gave way. It should be looked at before it is loaded again."
SORE = "The knee was sore two mornings running. One set fewer until two calm sessions."
LASTED = "The pain lasted three rest days. A pause lets the knee settle."


def reps(sets: int, count: int, *, hold: float = 0.0, sides: Sides = Sides.BOTH) -> Dose:
    """Return a dose of repetitions that take a second up and two down."""
    phases = [Phase(name=PhaseName.RAISE, lasts=Seconds(1))]
    if hold:
        phases.append(Phase(name=PhaseName.HOLD, lasts=Seconds(hold)))
    phases.append(Phase(name=PhaseName.LOWER, lasts=Seconds(2)))
    work = Repetitions(reps=count, tempo=tuple(phases))
    return Dose(sets=sets, work=work, rest=Seconds(30), sides=sides)


def exercise(name: str, *doses: Dose, needs: tuple[str, ...] = ()) -> Exercise:
    """Return an exercise with a ladder of these doses."""
    levels = tuple(
        Level(dose=dose, changes=Variable.REPS if index else None)
        for index, dose in enumerate(doses)
    )
    return Exercise(
        id=name.lower().replace(" ", "_"),
        name=name,
        kind=Kind.STRENGTH,
        position=Position.LYING,
        why="Works the hips.",
        areas=("hips",),
        ladder=levels,
        equipment=tuple(Equipment(name=one) for one in needs),
    )


CLAM = exercise(
    "Clam",
    reps(2, 10, hold=2, sides=Sides.EACH),
    reps(2, 12, hold=2, sides=Sides.EACH),
    needs=("mat",),
)
BRIDGE = exercise("Bridge", reps(3, 10, hold=5), needs=("mat", "chair"))
DIP = exercise("Dip", reps(2, 8, sides=Sides.EACH), reps(3, 8, sides=Sides.EACH))

STARTER = Programme(
    id="starter",
    name="Knee starter",
    why="Begins gently.",
    days_a_week=3,
    days_a_week_cap=4,
    items=tuple(ProgrammeItem(exercise_id=one.id) for one in (CLAM, BRIDGE, DIP)),
)


def prescribed(
    one: Exercise,
    side: Side | None,
    *,
    level: int = 1,
    before: int | None = None,
    action: Action = Action.HOLD,
    rule: str = "H4",
    reason: str = "Getting used to it.",
    standing: Standing = Standing.READY,
    urgency: Urgency | None = None,
    until: date | None = None,
) -> Prescription:
    """Return a prescription at a level, that stayed the same unless `before` says otherwise."""
    return Prescription(
        side=side,
        level=level,
        level_before=level if before is None else before,
        dose=one.level(level).dose,
        decision=Decision(action=action, rule=rule, reason=reason, urgency=urgency),
        standing=standing,
        until=until,
    )


def planned(one: Exercise, *prescriptions: Prescription) -> PlannedExercise:
    """Return a planned exercise."""
    return PlannedExercise(exercise=one, prescriptions=prescriptions)


def both_legs(one: Exercise, template: Prescription) -> PlannedExercise:
    """Return an exercise with the same prescription for each leg."""
    return planned(one, *(replace(template, side=side) for side in (Side.LEFT, Side.RIGHT)))


CLAM_UP = both_legs(
    CLAM,
    prescribed(
        CLAM, None, level=2, before=1, action=Action.PROGRESS, rule="X1", reason="Three calm days."
    ),
)
BRIDGE_SAME = planned(BRIDGE, prescribed(BRIDGE, None))
DIP_DOWN = both_legs(
    DIP, prescribed(DIP, None, level=1, before=2, action=Action.REDUCE, rule="F3", reason=SORE)
)


def plan(*exercises: PlannedExercise, **changes: object) -> Plan:
    """Return a plan for Friday that is due."""
    base = Plan(
        day=FRIDAY,
        programme=STARTER,
        exercises=exercises or (CLAM_UP, BRIDGE_SAME, DIP_DOWN),
        is_due=True,
        next_due=FRIDAY,
        sessions_this_week=1,
    )
    return replace(base, **changes)


def care_plan(urgency: Urgency) -> Plan:
    """Return a plan in which everything is stopped until someone has been seen."""
    stopped = prescribed(
        CLAM,
        None,
        action=Action.SEEK_CARE,
        rule="S2",
        reason=GAVE_WAY,
        standing=Standing.STOPPED,
        urgency=urgency,
    )
    return plan(both_legs(CLAM, stopped), urgency=urgency, is_due=False)


def paused_plan() -> Plan:
    """Return a plan in which everything is paused."""
    paused = prescribed(
        CLAM, None, action=Action.PAUSE, rule="P2", reason=LASTED, standing=Standing.PAUSED
    )
    return plan(both_legs(CLAM, paused), is_due=False, next_due=FRIDAY + timedelta(days=7))


def view(**changes: object) -> TodayView:
    """Return what Today shows on Friday."""
    monday = FRIDAY - timedelta(days=4)
    base = TodayView(
        day=FRIDAY,
        plan=plan(),
        person=Person(id=UUID(int=1), sore_knee=Knee.RIGHT),
        minutes=24,
        week=tuple(
            DayView(day=monday + timedelta(days=ahead), is_done=ahead == 2, is_planned=ahead == 6)
            for ahead in range(7)
        ),
    )
    return replace(base, **changes)


def tap(page: QScrollArea, name: str) -> None:
    """Scroll a control into view, as a person would, and click it."""
    QApplication.processEvents()
    page.ensureWidgetVisible(button(page, name))
    QApplication.processEvents()
    click(page, name)


def settle(page: QScrollArea) -> None:
    """Let layouts that choose their form by their width come to rest."""
    sizes = None
    for _ in range(20):
        QApplication.processEvents()
        now = [one.geometry() for one in page.findChildren(QWidget)]
        if now == sizes:
            return
        sizes = now
    raise AssertionError("the page never comes to rest")
