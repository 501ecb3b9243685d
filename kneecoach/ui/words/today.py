"""Put all that Today shows into words."""

from __future__ import annotations

from datetime import date

from PySide6.QtCore import QCoreApplication

from kneecoach.model.decision import Plan, PlannedExercise, Urgency
from kneecoach.model.exercise import Exercise
from kneecoach.model.feedback import Flag, Knee
from kneecoach.model.record import CheckIn
from kneecoach.ui.today_shown import (
    CareShown,
    KneeShown,
    MorningShown,
    ReasonShown,
    ResumeShown,
    SessionShown,
    TodayShown,
)
from kneecoach.ui.today_view import DayView, TodayView
from kneecoach.ui.widgets.dose_badge import BadgeTone
from kneecoach.ui.widgets.exercise_row import RowValues
from kneecoach.ui.widgets.week_strip import DayMark, WeekDay
from kneecoach.ui.words.changes import Change
from kneecoach.ui.words.days import day_name, days_session, short_day_name, words_locale
from kneecoach.ui.words.mornings import knee_title, saved_words
from kneecoach.ui.words.plans import (
    DayState,
    can_start,
    care_reasons,
    change_words,
    day_words,
    dose_lines,
    heading_of,
    morning_question,
    morning_to_ask,
    pause_reasons,
    reason_words,
    reasons_to_tell,
    resume_words,
    stage_words,
    state_of,
    subtitle_of,
    urgency_words,
    week_words,
)
from kneecoach.ui.words.quoting import quoted
from kneecoach.values import replace

translate = QCoreApplication.translate

FEWEST_SHARED = 3
"""So many exercises at least, or all, have a reason that is said once for all of them."""

LONGEST_QUOTED = 140
"""Letters of an author's note that Today shows."""


def shown_of(view: TodayView) -> TodayShown:
    """Return all that Today shows, in words."""
    plan, resume = view.plan, view.resume
    is_done = any(one.is_done for one in view.week if one.day == view.day)
    return TodayShown(
        day=view.day.isoformat(),
        heading=day_name(view.day) if plan is None else heading_of(plan, is_done=is_done),
        subtitle=translate("TodayPage", "No programme is chosen yet.")
        if plan is None
        else subtitle_of(plan, view.minutes, is_done=is_done),
        session=None if plan is None else session_shown(plan, is_done=is_done),
        morning=None if plan is None else asked_morning(view, plan),
        care=None if plan is None else care_shown(plan),
        pause=pause_reasons(plan) if plan and state_of(plan) is DayState.PAUSED else None,
        resume=None
        if resume is None
        else ResumeShown(
            session_id=str(resume.session_id), sentence=resume_words(resume, view.day)
        ),
        problems=view.problems,
        missing=() if plan is None else plan.missing,
        week=tuple(week_day(day, view) for day in view.week),
        reasons=() if plan is None else reasons_shown(plan),
        silences=silences_shown(view),
        asks_function=view.asks_function,
    )


def figures_of(view: TodayView) -> tuple[Exercise, ...]:
    """Return what the pictures of the rows show, in order."""
    return () if view.plan is None else tuple(one.exercise for one in view.plan.exercises)


def session_shown(plan: Plan, *, is_done: bool = False) -> SessionShown:
    """Return what the card of the exercises says."""
    rows, reasons = told_once(tuple(row_values(planned, plan) for planned in plan.exercises))
    return SessionShown(
        programme=plan.programme.name,
        week=week_words(plan),
        stage="" if plan.stage is None else stage_words(plan.stage),
        start=start_words(plan, is_done=is_done),
        is_likeliest=state_of(plan) is DayState.READY,
        rows=rows,
        reasons=reasons,
    )


def told_once(rows: tuple[RowValues, ...]) -> tuple[tuple[RowValues, ...], tuple[str, ...]]:
    """Return the rows without a reason that several have, and each such reason with its exercises.

    Two rows of more keep theirs: it is read sooner there than found by two names.
    """
    named: dict[str, list[str]] = {}
    for row in rows:
        named.setdefault(row.reason, []).append(row.name)
    shared = {
        reason: names
        for reason, names in named.items()
        if reason and "\n" not in reason and len(names) >= min(FEWEST_SHARED, max(2, len(rows)))
    }
    kept = tuple(replace(row, reason="") if row.reason in shared else row for row in rows)
    return kept, tuple(shared_words(reason, names, rows) for reason, names in shared.items())


def shared_words(reason: str, names: list[str], rows: tuple[RowValues, ...]) -> str:
    """Return a reason that several exercises have, with which they are."""
    if len(names) == len(rows):
        return translate("Today", "For every exercise: {reason}.").format(reason=reason)
    exercises = words_locale().createSeparatedList(names)
    return translate("Today", "{exercises}: {reason}.").format(exercises=exercises, reason=reason)


def start_words(plan: Plan, *, is_done: bool = False) -> str:
    """Return what the button that starts says; nothing when nothing may be done."""
    if not can_start(plan):
        return ""
    match state_of(plan):
        case DayState.READY:
            return translate("SessionCard", "Start session")
        case DayState.REST if is_done:
            return translate("SessionCard", "Train once more today")
        case DayState.REST:
            return translate("SessionCard", "Train today after all")
        case _:
            return translate("SessionCard", "Start what is left")


def row_values(planned: PlannedExercise, plan: Plan) -> RowValues:
    """Return what the row of an exercise says; its picture comes when the exercise is known."""
    change = change_words(planned, plan.day)
    return RowValues(
        name=planned.exercise.name,
        dose=dose_lines(planned),
        badge=change.words,
        tone=badge_tone(change),
        reason=reason_words(planned),
        note=note_words(planned.exercise, plan),
    )


def note_words(exercise: Exercise, plan: Plan) -> str:
    """Return what the author says about an exercise, as a quotation of two lines or so.

    The whole of it stands on the page of the exercise, and is read and said in the session.
    """
    said = (one.note for one in plan.programme.items if one.exercise_id == exercise.id)
    note = quoted(next(said, ""), LONGEST_QUOTED)
    return translate("Today", "“{note}”").format(note=note) if note else ""


def badge_tone(change: Change) -> BadgeTone:
    """Return the tone of the badge that tells of a change."""
    if change.needs_care:
        return BadgeTone.CARE
    if change.direction == 0:
        return BadgeTone.SAME
    return BadgeTone.MORE if change.direction > 0 else BadgeTone.LESS


def care_shown(plan: Plan) -> CareShown | None:
    """Return what is said of a knee that should be looked at; None while none should."""
    if plan.urgency is None:
        return None
    return CareShown(
        reasons=care_reasons(plan),
        urgency=urgency_words(plan.urgency),
        is_emergency=plan.urgency is Urgency.EMERGENCY,
    )


def reasons_shown(plan: Plan) -> tuple[ReasonShown, ...]:
    """Return why doses changed."""
    locale = words_locale()
    return tuple(
        ReasonShown(
            rule=one.rule,
            exercises=locale.createSeparatedList(list(one.exercises)),
            sentence=one.sentence,
            first=one.exercises[0],
        )
        for one in reasons_to_tell(plan)
    )


def asked_morning(view: TodayView, plan: Plan) -> MorningShown | None:
    """Return the morning that Today asks about, or None when it asks about none."""
    state, morning = state_of(plan), morning_to_ask(plan)
    is_asked = (
        plan.morning_owed is not None
        or bool(view.words)
        or state in {DayState.SEEK_CARE, DayState.PAUSED}
    )
    is_too_early = morning == plan.day and not view.has_morning_come and not view.words
    if not is_asked or is_too_early:
        return None
    after = ""
    if plan.morning_owed is not None:
        session = days_session(plan.morning_owed, plan.day)
        after = translate("TodayPage", "After {session}").format(session=session)
    return morning_shown(
        morning=morning,
        today=plan.day,
        after=after,
        asks_walking=state is DayState.PAUSED,
        words=view.words,
        knees=view.knees,
    )


def morning_shown(
    *,
    morning: date,
    today: date,
    after: str = "",
    asks_walking: bool,
    words: tuple[CheckIn, ...],
    knees: tuple[Knee, ...] = (Knee.BOTH,),
) -> MorningShown:
    """Return what is asked about a morning, and what was said of it.

    Args:
        morning: The morning.
        today: The day it is.
        after: What the morning followed, such as "After Wednesday's session"; may be empty.
        asks_walking: Whether walking is asked about.
        words: What was said of this morning; empty when nothing was.
        knees: The knees to ask about, each for itself.
    """
    return MorningShown(
        morning=morning.isoformat(),
        question=morning_question(morning, today),
        after=after,
        asks_walking=asks_walking,
        knees=tuple(_knee_shown(knee, words) for knee in knees),
        saved=saved_words(words) if words else "",
        walks_30_minutes=next((word.walks_30_minutes for word in words), None),
        note=next((word.note for word in words if word.note), ""),
    )


def silences_shown(view: TodayView) -> tuple[str, ...]:
    """Return a sentence for each sign that does not count today."""
    if not view.silences:
        return ()
    # On most days there is none, and what it needs would be imported for nothing.
    from kneecoach.ui.words.care import silence_words  # noqa: PLC0415

    return tuple(silence_words(one) for one in view.silences)


def _knee_shown(knee: Knee, words: tuple[CheckIn, ...]) -> KneeShown:
    """Return a knee and what was said of it; one word for both knees is shown for each."""
    about = (word for word in words if Knee.BOTH in {word.knee, knee})
    said = next((word for word in words if word.knee is knee), None) or next(about, None)
    title = knee_title(knee)
    if said is None:
        return KneeShown(knee=knee.value, title=title)
    return KneeShown(
        knee=knee.value,
        title=title,
        pain=said.pain,
        signs=tuple(flag.value for flag in Flag if flag in said.flags),
        stiff=said.stiff,
        new_onset=said.new_onset,
    )


def week_day(day: DayView, view: TodayView) -> WeekDay:
    """Return what the strip shows of a day."""
    mark = DayMark.DONE if day.is_done else DayMark.NONE
    if not day.is_done and day.is_planned and day.day >= view.day:
        mark = DayMark.PLANNED
    return WeekDay(
        label=short_day_name(day.day),
        number=str(day.day.day),
        mark=mark,
        is_today=day.day == view.day,
        says=day_words(day, view.day),
    )
