"""Say calmly what was reported, what may go on, and what to tell someone who looks at the knee."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, timedelta

from PySide6.QtCore import QCoreApplication, QDate

from kneecoach.model.decision import Action, Plan, Standing, Urgency
from kneecoach.model.dose import Side
from kneecoach.model.feedback import Flag, Knee
from kneecoach.model.record import CheckIn, Ending, Person, SessionRecord, Silence
from kneecoach.model.session_said import KneeScores
from kneecoach.model.trying import is_try
from kneecoach.ui.care_view import Sign
from kneecoach.ui.feeling_words import flag_words
from kneecoach.ui.words.days import full_day, words_locale
from kneecoach.ui.words.plans import dose_lines, first_sentence
from kneecoach.values import dataclass

translate = QCoreApplication.translate

_SAID_BY_SIGNS = frozenset({"S1", "S2"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Diary:
    """What the summary tells of.

    Attributes:
        person: Whose knee it is.
        day: The day it is written.
        sessions, mornings: Of the last two weeks, oldest first.
        programmes: Names of programmes by their id.
    """

    person: Person
    day: date
    sessions: tuple[SessionRecord, ...]
    mornings: tuple[CheckIn, ...]
    programmes: Mapping[str, str]


def sign_of_knee(sign: Sign) -> str:
    """Return a sign with its knee, such as "Swelling, left knee"."""
    return _of_knee(flag_words(sign.flag), sign.knee)


def silence_words(silence: Silence) -> str:
    """Return until when a sign does not count, and who checked it."""
    said = translate("Care", "{sign}: does not count up to and including {day}. {note}")
    sign = _of_knee(flag_words(silence.flag), silence.knee)
    return said.format(sign=sign, day=full_day(silence.until), note=silence.note)


def _of_knee(words: str, knee: Knee) -> str:
    match knee:
        case Knee.LEFT:
            return translate("Care", "{sign}, left knee").format(sign=words)
        case Knee.RIGHT:
            return translate("Care", "{sign}, right knee").format(sign=words)
        case Knee.BOTH:
            return translate("Care", "{sign}, both knees").format(sign=words)


def title_words(urgency: Urgency) -> str:
    """Return the title of the page."""
    match urgency:
        case Urgency.EMERGENCY:
            return translate("Care", "Please be seen today")
        case Urgency.SOON:
            return translate("Care", "Have the knee looked at within days")
        case Urgency.ROUTINE:
            return translate("Care", "Have the knee looked at in the coming weeks")


def how_soon_words(urgency: Urgency) -> str:
    """Return how soon to be seen and by whom, the most important thing on the page."""
    match urgency:
        case Urgency.EMERGENCY:
            return translate(
                "Care", "Call your emergency number, or go to an emergency department, today."
            )
        case Urgency.SOON:
            return translate("Care", "See a doctor or physiotherapist within the next few days.")
        case Urgency.ROUTINE:
            return translate(
                "Care",
                "Make an appointment with a physiotherapist or doctor; there is no hurry.",
            )


def why_words(urgency: Urgency) -> str:
    """Return what the advice means, without saying what is wrong with the knee."""
    if urgency is Urgency.EMERGENCY:
        return translate(
            "Care",
            "What was reported may need help at once; someone who can examine the leg can tell. "
            "Everything stops here until then.",
        )
    return translate(
        "Care",
        "What was reported may be harmless, and someone who can examine the knee can tell. If a "
        "fever comes, the calf swells or gets hot, the knee changes its shape, or the leg does "
        "not take your weight: call your emergency number the same day.",
    )


def knee_words(knee: Knee) -> str:
    """Return which knee something is about."""
    match knee:
        case Knee.LEFT:
            return translate("Care", "Left knee")
        case Knee.RIGHT:
            return translate("Care", "Right knee")
        case Knee.BOTH:
            return translate("Care", "Knee")


def sign_lines(signs: tuple[Sign, ...]) -> tuple[str, ...]:
    """Return what was reported, a line for each knee and first day."""
    groups: dict[tuple[Knee, date], list[Flag]] = {}
    for sign in signs:
        groups.setdefault((sign.knee, sign.since), []).append(sign.flag)
    return tuple(
        translate("Care", "{knee}: {signs}. First reported on {day}.").format(
            knee=knee_words(knee), signs=_listed(flags), day=full_day(since)
        )
        for (knee, since), flags in groups.items()
    )


def reason_lines(plan: Plan, *, told: frozenset[str] = frozenset()) -> tuple[str, ...]:
    """Return what was seen where no sign speaks for itself, each sentence once.

    Args:
        plan: The plan.
        told: Rules of which another line tells already.
    """
    sentences = (
        f"{first_sentence(one.decision.reason)}."
        for planned in plan.exercises
        for one in planned.prescriptions
        if one.decision.action is Action.SEEK_CARE
        and one.decision.rule not in _SAID_BY_SIGNS | told
    )
    return tuple(dict.fromkeys(sentences))


def strong_pain_line(since: date) -> str:
    """Return since when the pain was severe at times."""
    return translate("Care", "Pain of 8 or more of 10 was first recorded on {day}.").format(
        day=full_day(since)
    )


def meanwhile_lines(plan: Plan) -> tuple[str, ...]:
    """Return what may go on until someone has looked at the knee."""
    if plan.urgency is Urgency.EMERGENCY:
        return (
            translate("Care", "No exercise until someone has looked at it."),
            translate("Care", "When the sign has gone, say so in the check-in on Today."),
        )
    names = [
        _with_leg(planned.exercise.name, one.side)
        for planned in plan.exercises
        for one in planned.prescriptions
        if one.standing is Standing.READY
    ]
    everyday = translate("Care", "Everyday movement may go on as far as it is comfortable.")
    if not names:
        return (translate("Care", "None of the programme’s exercises for now."), everyday)
    listed = words_locale().createSeparatedList(names)
    goes_on = translate("Care", "These may go on as long as they are comfortable: {names}.")
    return (goes_on.format(names=listed), everyday)


def _with_leg(name: str, side: Side | None) -> str:
    match side:
        case None:
            return name
        case Side.LEFT:
            return translate("Care", "{exercise} (left leg)").format(exercise=name)
        case Side.RIGHT:
            return translate("Care", "{exercise} (right leg)").format(exercise=name)


def summary_text(diary: Diary, plan: Plan, reported: tuple[str, ...]) -> str:
    """Return what to say, as plain text in short lines."""
    day = QDate(diary.day.year, diary.day.month, diary.day.day)
    written = words_locale().toString(day, "dddd d MMMM yyyy")
    lines = [
        translate("Care", "Summary for a doctor or physiotherapist, {day}").format(day=written),
        translate("Care", "From what was entered in kneecoach; it is no diagnosis."),
    ]
    if diary.person.name:
        lines.append(translate("Care", "Name: {name}").format(name=diary.person.name))
    if diary.person.sore_knee is not Knee.BOTH:
        lines.append(
            translate("Care", "Looked after: {knee}").format(
                knee=knee_words(diary.person.sore_knee).lower()
            )
        )
    lines += ["", translate("Care", "What was reported"), *_items(reported)]
    lines += ["", translate("Care", "The last two weeks (pain from 0 to 10)")]
    told = _days_told(diary)
    lines += _items(told or (translate("Care", "Nothing was recorded."),))
    lines += ["", translate("Care", "Exercises at present")]
    doses = (
        f"{planned.exercise.name}: {' / '.join(dose_lines(planned).splitlines())}"
        for planned in plan.exercises
    )
    lines += _items(tuple(doses))
    return "\n".join(lines)


def _days_told(diary: Diary) -> tuple[str, ...]:
    """Return a line for each session and morning, oldest first, mornings before sessions."""
    told = [(one.day, 0, _morning_line(one)) for one in diary.mornings]
    told += [(one.day, 1, _session_line(one, diary)) for one in diary.sessions]
    return tuple(line for _, _, line in sorted(told, key=lambda entry: entry[:2]))


def _morning_line(said: CheckIn) -> str:
    parts = [translate("Care", "pain {score}").format(score=said.pain)]
    if said.stiff:
        parts.append(translate("Care", "stiff on waking"))
    if said.new_onset:
        parts.append(translate("Care", "sudden new pain"))
    if said.flags:
        parts.append(_listed([flag for flag in Flag if flag in said.flags]))
    morning = translate("Care", "{day}, morning: {parts}.").format(
        day=full_day(said.day), parts=", ".join(parts)
    )
    return _with_note(morning, said.note)


def _knee_part(one: KneeScores) -> str:
    """Return what was said of one knee in a session, where both were asked about."""
    left = translate("Care", "left knee {before}, {during}, {after}")
    right = translate("Care", "right knee {before}, {during}, {after}")
    return (left if one.side is Side.LEFT else right).format(
        before=_score(one.before), during=_score(one.during), after=_score(one.after)
    )


def _session_line(record: SessionRecord, diary: Diary) -> str:
    tried = translate("Care", "one set to try an exercise")
    named = diary.programmes.get(record.programme_id, record.programme_id)
    name = tried if is_try(record) else named
    if record.ending is Ending.RESTED:
        line = translate("Care", "{day}: {name} not started; pain before {score}.").format(
            day=full_day(record.day), name=name, score=record.before
        )
        return _with_note(line, _signs_of(record))
    scores = record.scores
    parts = [
        translate("Care", "before {score}").format(score=_score(record.before)),
        translate("Care", "during {score}").format(score=_score(scores.during)),
        translate("Care", "after {score}").format(score=_score(scores.after)),
        translate("Care", "next morning {score}").format(score=_next_morning(record, diary)),
        translate("Care", "effort {score}").format(score=_score(scores.effort)),
    ]
    parts.extend(_knee_part(one) for one in record.knees)
    if scores.sharp:
        parts.append(translate("Care", "sharp"))
    if scores.throughout:
        parts.append(translate("Care", "all the way through"))
    line = translate("Care", "{day}: {name}; {parts}.").format(
        day=full_day(record.day), name=name, parts=", ".join(parts)
    )
    return _with_note(_with_note(line, _signs_of(record)), scores.note)


def _signs_of(record: SessionRecord) -> str:
    flags = [flag for flag in Flag if flag in record.scores.flags]
    return f"{_listed(flags).capitalize()}." if flags else ""


def _next_morning(record: SessionRecord, diary: Diary) -> str:
    wanted = record.day + timedelta(days=1)
    pains = [one.pain for one in diary.mornings if one.day == wanted]
    return _score(max(pains, default=None))


def _score(score: int | None) -> str:
    return translate("Care", "not recorded") if score is None else str(score)


def _with_note(line: str, note: str) -> str:
    return f"{line} {' '.join(note.split())}" if note.strip() else line


def _listed(flags: list[Flag]) -> str:
    return words_locale().createSeparatedList([flag_words(flag).lower() for flag in flags])


def _items(lines: tuple[str, ...]) -> list[str]:
    return [f"- {line}" for line in lines]
