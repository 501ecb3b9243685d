"""Gather what would follow from a supposed session, in words for the person."""

from __future__ import annotations

from datetime import date

from PySide6.QtCore import QCoreApplication

from kneecoach.coach.asked import ready_exercises
from kneecoach.coach.coach import Coach
from kneecoach.coach.outlook import headline
from kneecoach.coach.what_if import Consequence, Supposed, what_if
from kneecoach.model.decision import PlannedExercise
from kneecoach.model.programme import Programme
from kneecoach.ui.what_if_view import WhatIfRow, WhatIfView
from kneecoach.ui.words.days import on_day
from kneecoach.ui.words.doses import of_side
from kneecoach.ui.words.plans import change_words

translate = QCoreApplication.translate


def build_what_if(
    coach: Coach, programme: Programme, today: date, supposed: Supposed
) -> WhatIfView:
    """Return what would follow, exercise by exercise."""
    found = what_if(
        programme,
        coach.catalogue,
        coach.history,
        today=today,
        knee=coach.person.sore_knee,
        supposed=supposed,
        carried=coach.carried(),
    )
    if found is None:
        return WhatIfView(
            headline=translate(
                "WhatIf", "Nothing may be done for now, so there is no session to suppose."
            )
        )
    planned = found.next.exercises
    return WhatIfView(
        headline=_headline(found, today),
        supposes=_supposes(found, today),
        rows=tuple(
            WhatIfRow(
                name=one.exercise.name,
                change=change_words(one, found.next.day),
                reason=_reason(one),
            )
            for one in planned
        ),
    )


def _headline(found: Consequence, today: date) -> str:
    """Return what matters most, and when the session after it would be, where there is one."""
    what = headline(found.next)
    if not ready_exercises(found.next):
        return translate("WhatIf", "{what}.").format(what=what)
    return translate("WhatIf", "{what}. That would be {day}.").format(
        what=what, day=on_day(found.next.day, today)
    )


def _supposes(found: Consequence, today: date) -> str:
    day = on_day(found.session_day, today)
    if found.is_before_known:
        sentence = translate(
            "WhatIf",
            "For a whole session {day}, with pain {before} before it as last recorded, and "
            "neither easy nor hard. Nothing of this is kept.",
        )
    else:
        sentence = translate(
            "WhatIf",
            "For a whole session {day}, with no pain before it because none is recorded yet, and "
            "neither easy nor hard. Nothing of this is kept.",
        )
    return sentence.format(day=day, before=found.before)


def _reason(planned: PlannedExercise) -> str:
    """Return why, once where both legs share it."""
    reasons = [(one.side, one.decision.reason) for one in planned.prescriptions]
    if len({reason for _, reason in reasons}) == 1:
        return reasons[0][1]
    return "\n".join(of_side(side, reason) for side, reason in reasons)
