"""Put the plan of a day into sentences."""

from __future__ import annotations

from datetime import date, timedelta
from enum import StrEnum

from PySide6.QtCore import QCoreApplication

from kneecoach.model.decision import Action, Decision, Plan, PlannedExercise, Standing, Urgency
from kneecoach.model.programme import Programme
from kneecoach.model.stages import StageName, StageStanding
from kneecoach.ui.today_view import DayView, ResumeView
from kneecoach.ui.words.changes import Change, change_of, widest_change
from kneecoach.ui.words.days import day_name, days_session, full_day, on_day, words_locale
from kneecoach.ui.words.doses import of_side, prescription_lines
from kneecoach.values import dataclass

translate = QCoreApplication.translate


class DayState(StrEnum):
    """Name what Today is about.

    `SEEK_CARE` comes before everything, `PAUSED` when nothing may be done for now, `REST` when no
    session falls on the day, `READY` when one does.
    """

    SEEK_CARE = "seek_care"
    PAUSED = "paused"
    REST = "rest"
    READY = "ready"


@dataclass(frozen=True, slots=True, kw_only=True)
class Reason:
    """Why the dose of some exercises is as it is.

    Attributes:
        rule: Id of the rule that decided.
        exercises: Names of the exercises it decided about, in order.
        sentence: The reason for the person.
    """

    rule: str
    exercises: tuple[str, ...]
    sentence: str


def state_of(plan: Plan) -> DayState:
    """Return what the day is about."""
    if plan.urgency is not None:
        return DayState.SEEK_CARE
    standings = {one.standing for planned in plan.exercises for one in planned.prescriptions}
    if Standing.READY not in standings and Standing.RESTING not in standings and standings:
        return DayState.PAUSED
    if not plan.is_due or Standing.READY not in standings:
        return DayState.REST
    return DayState.READY


def can_start(plan: Plan) -> bool:
    """Say whether anything in the plan may be done on its day."""
    return any(
        one.standing is Standing.READY
        for planned in plan.exercises
        for one in planned.prescriptions
    )


def heading_of(plan: Plan, *, is_done: bool = False) -> str:
    """Return the title of the day, such as "Friday: Knee starter".

    Args:
        plan: The plan of the day.
        is_done: Whether a session was done on it.
    """
    day = day_name(plan.day)
    match state_of(plan):
        case DayState.REST if is_done:
            return translate("Today", "{day}: done for today").format(day=day)
        case DayState.SEEK_CARE:
            return translate("Today", "{day}: have the knee looked at").format(day=day)
        case DayState.PAUSED:
            return translate("Today", "{day}: a pause for the knee").format(day=day)
        case DayState.REST:
            return translate("Today", "{day}: rest").format(day=day)
        case DayState.READY:
            name = plan.programme.name
            return translate("Today", "{day}: {programme}").format(day=day, programme=name)


def subtitle_of(plan: Plan, minutes: int, *, is_done: bool = False) -> str:
    """Return the line under the title: how long and with what, or when the next session is."""
    if state_of(plan) is DayState.REST:
        return rest_words(plan, is_done=is_done)
    if not can_start(plan):
        return ""
    needed = equipment_words(plan)
    if minutes < 1:
        return needed
    if minutes == 1:
        length = translate("Today", "About 1 minute")
    else:
        length = translate("Today", "About {minutes} minutes").format(minutes=minutes)
    return f"{length} · {needed}"


def rest_words(plan: Plan, *, is_done: bool = False) -> str:
    """Return that today is for rest or is done, and when the next session is."""
    if plan.next_due <= plan.day:
        return translate("Today", "Rest today.")
    when = on_day(plan.next_due, plan.day)
    if is_done:
        return translate("Today", "Next session {when}.").format(when=when)
    return translate("Today", "Rest today. Next session {when}.").format(when=when)


def equipment_words(plan: Plan) -> str:
    """Return what to have at hand for all that may be done today."""
    names: list[str] = []
    for planned in plan.exercises:
        if any(one.standing is Standing.READY for one in planned.prescriptions):
            for item in planned.exercise.equipment:
                if not item.optional and item.name not in names:
                    names.append(item.name)
    if not names:
        return translate("Today", "nothing needed")
    return words_locale().createSeparatedList(names)


def week_words(plan: Plan) -> str:
    """Return which session of the week this is, or how many are done on a day for rest."""
    wanted = plan.programme.days_a_week
    done = plan.sessions_this_week
    if done >= wanted:
        return translate("Today", "All {wanted} sessions of this week are done").format(
            wanted=wanted
        )
    if state_of(plan) is not DayState.READY:
        if not done:
            return translate("Today", "No session yet this week")
        return translate("Today", "{done} of {wanted} sessions done this week").format(
            done=done, wanted=wanted
        )
    return translate("Today", "Session {number} of {wanted} this week").format(
        number=done + 1, wanted=wanted
    )


def stage_words(standing: StageStanding) -> str:
    """Return which stage a programme is in, why, and what the next one waits for."""
    return translate("Today", "Stage {number} of {count}, {name}. {reason}").format(
        number=standing.number,
        count=standing.count,
        name=stage_name(standing.stage.name),
        reason=standing.reason,
    )


def stage_name(name: StageName) -> str:
    """Return what people call a stage."""
    match name:
        case StageName.CALM:
            return translate("Stage", "Calm")
        case StageName.STRENGTHEN:
            return translate("Stage", "Strengthen")
        case StageName.LOAD:
            return translate("Stage", "Load")
        case StageName.RETURN:
            return translate("Stage", "Return")


def frequency_words(programme: Programme) -> str:
    """Return how often a programme is done."""
    if programme.days_a_week == 1:
        return translate("Programme", "Once a week")
    if programme.days_a_week == 7:
        return translate("Programme", "Every day")
    return translate("Programme", "{days} days a week").format(days=programme.days_a_week)


def change_words(planned: PlannedExercise, today: date) -> Change:
    """Return the change of an exercise; where the legs differ, the more careful one, named."""
    changes = tuple(change_of(one, planned.exercise, today) for one in planned.prescriptions)
    widest = widest_change(changes)
    if all(change == widest for change in changes):
        return widest
    side = planned.prescriptions[changes.index(widest)].side
    return Change(
        words=of_side(side, widest.words),
        direction=widest.direction,
        needs_care=widest.needs_care,
    )


def dose_lines(planned: PlannedExercise) -> str:
    """Return the dose of an exercise, a line for each leg where they differ."""
    return "\n".join(prescription_lines(planned.prescriptions))


def reason_words(planned: PlannedExercise) -> str:
    """Return why in short: the first sentence, a line for each leg where the reasons differ.

    A stopped or paused exercise says nothing, for a card of its own says it for all of them; where
    that is so for one leg, the reason names the other.
    """
    lines = tuple(
        (one.side, _in_short(one.decision))
        for one in planned.prescriptions
        if one.standing in {Standing.READY, Standing.RESTING} and one.decision.reason
    )
    if len({sentence for _, sentence in lines}) == 1 and len(lines) == len(planned.prescriptions):
        return lines[0][1]
    return "\n".join(of_side(side, sentence) for side, sentence in lines)


def _in_short(decision: Decision) -> str:
    """Return what was seen where the badge beside it tells what changes; else a whole sentence."""
    is_up = decision.action is Action.PROGRESS and decision.detail("variables_changed") == 1
    return what_was_seen(decision.reason) if is_up else first_sentence(decision.reason)


def first_sentence(text: str) -> str:
    """Return the first sentence of a text, without its full stop."""
    end = text.find(". ")
    sentence = text if end < 0 else text[:end]
    return sentence.removesuffix(".")


def reasons_to_tell(plan: Plan) -> tuple[Reason, ...]:
    """Return why doses changed, each reason once; empty when everything stays the same.

    A reason that another card tells already has no sentence, only its rule. Where the same was seen
    for several exercises and only the step differs, what was seen is told once for all of them.
    """
    told = {*care_reasons(plan), *pause_reasons(plan)}
    found: dict[tuple[str, str], list[str]] = {}
    for planned in plan.exercises:
        for one in planned.prescriptions:
            change = change_of(one, planned.exercise, plan.day)
            if change.direction == 0 and not change.needs_care:
                continue
            reason = "" if one.decision.reason in told else one.decision.reason
            names = found.setdefault((one.decision.rule, reason), [])
            if planned.exercise.name not in names:
                names.append(planned.exercise.name)
    seen: dict[tuple[str, str], list[tuple[str, list[str]]]] = {}
    for (rule, reason), names in found.items():
        seen.setdefault((rule, what_was_seen(reason)), []).append((reason, names))
    return tuple(_told_once(rule, what, told_of) for (rule, what), told_of in seen.items())


def _told_once(rule: str, seen: str, told_of: list[tuple[str, list[str]]]) -> Reason:
    """Return one reason for all exercises of which the same was seen, each named once."""
    names = tuple(dict.fromkeys(name for _, names in told_of for name in names))
    if len(told_of) == 1:
        return Reason(rule=rule, exercises=names, sentence=told_of[0][0])
    sentence = translate("Today", "{seen}. The list says where each dose goes.").format(seen=seen)
    return Reason(rule=rule, exercises=names, sentence=sentence)


def what_was_seen(reason: str) -> str:
    """Return the part of a reason that says what was seen, before what follows from it."""
    return first_sentence(reason).partition(": ")[0]


def care_reasons(plan: Plan) -> tuple[str, ...]:
    """Return what was reported that someone should look at, each sentence once."""
    sentences = (
        one.decision.reason
        for planned in plan.exercises
        for one in planned.prescriptions
        if one.decision.action is Action.SEEK_CARE
    )
    return tuple(dict.fromkeys(sentence for sentence in sentences if sentence))


def pause_reasons(plan: Plan) -> tuple[str, ...]:
    """Return why exercises are paused, each sentence once."""
    sentences = (
        one.decision.reason
        for planned in plan.exercises
        for one in planned.prescriptions
        if one.standing is Standing.PAUSED
    )
    return tuple(dict.fromkeys(sentence for sentence in sentences if sentence))


def urgency_words(urgency: Urgency) -> str:
    """Return how soon to be seen and by whom."""
    match urgency:
        case Urgency.EMERGENCY:
            return translate(
                "Today",
                "Please be seen today: call your emergency number or go to an emergency "
                "department. Do not train until then.",
            )
        case Urgency.SOON:
            return translate(
                "Today",
                "Please see a doctor or physiotherapist within the next few days.",
            )
        case Urgency.ROUTINE:
            return translate(
                "Today",
                "Please make an appointment with a doctor or physiotherapist in the coming weeks.",
            )


def resume_words(resume: ResumeView, today: date) -> str:
    """Return what of a cut-off session is done."""
    session = days_session(resume.day, today)
    if resume.sets_done == 0:
        sentence = translate("Today", "You were at the beginning of {session}.")
    elif resume.sets_done == 1:
        sentence = translate(
            "Today", "You were in the middle of {session}: 1 of {sets} sets is done."
        )
    else:
        sentence = translate(
            "Today", "You were in the middle of {session}: {done} of {sets} sets are done."
        )
    return sentence.format(session=session, done=resume.sets_done, sets=resume.sets)


def morning_to_ask(plan: Plan) -> date:
    """Return the morning that is asked about: the one owed, or today's."""
    if plan.morning_owed is None:
        return plan.day
    return min(plan.day, plan.morning_owed + timedelta(days=1))


def morning_question(morning: date, today: date) -> str:
    """Return the question about a morning."""
    if morning == today:
        return translate("Today", "How is the knee this morning?")
    when = on_day(morning, today)
    if (today - morning).days == 1:
        return translate("Today", "How was the knee yesterday morning?")
    return translate("Today", "How was the knee {when} in the morning?").format(when=when)


def day_words(view: DayView, today: date) -> str:
    """Return a day of the week in words, such as "Monday 16 November: session done."."""
    day = full_day(view.day)
    if view.is_done:
        return translate("Today", "{day}: session done.").format(day=day)
    if view.is_planned and view.day >= today:
        return translate("Today", "{day}: session planned.").format(day=day)
    return translate("Today", "{day}: no session.").format(day=day)
