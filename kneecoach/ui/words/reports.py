"""Put a report into titled parts: what matters most first, as text, and as a page to print."""

from __future__ import annotations

from html import escape

from PySide6.QtCore import QCoreApplication

from kneecoach.model.decision import Urgency
from kneecoach.model.feedback import Flag
from kneecoach.model.function import Measure
from kneecoach.reports.cabinet import Patient, fresh_sessions
from kneecoach.reports.report import Report, ReportedSession, ReportedStanding
from kneecoach.ui.feeling_words import flag_words
from kneecoach.ui.words.care import how_soon_words
from kneecoach.ui.words.days import full_day
from kneecoach.values import dataclass

translate = QCoreApplication.translate

UNKNOWN = "–"


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """One part of a report: a title, sentences, and a table whose first row is its head.

    `is_alarming` parts tell of signs.
    """

    title: str
    lines: tuple[str, ...] = ()
    table: tuple[tuple[str, ...], ...] = ()
    is_alarming: bool = False


def report_title(report: Report, name: str = "") -> str:
    """Return what a report is called."""
    return translate("Report", "{name}, {since} to {until}").format(
        name=name or translate("Report", "Patient {code}").format(code=report.patient),
        since=full_day(report.since),
        until=full_day(report.until),
    )


def report_parts(report: Report, before: Report | None = None) -> tuple[Part, ...]:
    """Return the parts of a report: signs on top, then what is new since the one before."""
    fresh = fresh_sessions(report, before) if before is not None else frozenset()
    parts = [_flags(report)]
    if before is not None:
        new = tuple(one for one in report.sessions if one.id in fresh)
        title = translate("Report", "New since {day}").format(day=full_day(before.made))
        lines = () if new else (translate("Report", "No session since then."),)
        parts.append(Part(title=title, lines=lines, table=_pain_table(new)))
    parts.append(_adherence(report))
    others = tuple(one for one in report.sessions if one.id not in fresh)
    if others:
        title = translate("Report", "Before that") if fresh else translate("Report", "Pain, 0-10")
        parts.append(Part(title=title, table=_pain_table(others)))
    parts += [
        _mornings(report),
        _function(report),
        _standings(report),
        _decisions(report),
        _choices(report),
    ]
    return tuple(one for one in parts if one.lines or one.table)


def patient_line(patient: Patient) -> str:
    """Return a patient in one line of a list."""
    return f"{patient.name}: {patient_words(patient)}"


def patient_words(patient: Patient) -> str:
    """Return what a list says of a patient: signs first, as a long line loses its end."""
    worst = UNKNOWN if patient.worst is None else str(patient.worst)
    text = translate(
        "Report", "{done} of {planned} sessions, worst pain {worst}, {fresh} new, {day}"
    ).format(
        done=patient.done,
        planned=patient.planned,
        worst=worst,
        fresh=patient.fresh,
        day=full_day(patient.made),
    )
    signs = ", ".join(_flag(one) for one in patient.flags)
    if patient.urgency in set(Urgency):
        signs = ". ".join(filter(None, (_told(Urgency(patient.urgency)), signs)))
    return f"{signs}. {text}" if signs else text


def _told(urgency: Urgency) -> str:
    """Return in a few words what the patient was told to do."""
    match urgency:
        case Urgency.EMERGENCY:
            return translate("Report", "Told to seek help at once")
        case Urgency.SOON:
            return translate("Report", "Told to be seen within days")
        case Urgency.ROUTINE:
            return translate("Report", "Told to make an appointment")


def report_text(title: str, parts: tuple[Part, ...]) -> str:
    """Return a report as plain text."""
    blocks = [title]
    for part in parts:
        rows = [" | ".join(row) for row in part.table]
        blocks.append("\n".join((part.title.upper(), *part.lines, *rows)))
    return "\n\n".join(blocks)


def report_html(title: str, parts: tuple[Part, ...]) -> str:
    """Return a report as a page for paper; nothing in it is anything but text."""
    body = [f"<h1>{escape(title)}</h1>"]
    for part in parts:
        body.append(f"<h2>{escape(part.title)}</h2>")
        body += [f"<p>{escape(line)}</p>" for line in part.lines]
        if part.table:
            head, *rows = part.table
            cells = "".join(f"<th align='left'>{escape(one)}</th>" for one in head)
            lines = [
                "<tr>" + "".join(f"<td>{escape(one)}</td>" for one in row) + "</tr>" for row in rows
            ]
            body.append(
                "<table border='0' cellspacing='0' cellpadding='4' width='100%'>"
                f"<tr>{cells}</tr>{''.join(lines)}</table>"
            )
    return "<html><body>" + "\n".join(body) + "</body></html>"


def _flags(report: Report) -> Part:
    lines = []
    if report.urgency in set(Urgency):
        told = translate("Report", "The patient was told: {advice}")
        lines.append(told.format(advice=how_soon_words(Urgency(report.urgency))))
    lines += [
        translate("Report", "{sign}, on {day}").format(sign=_flag(flag), day=full_day(day))
        for day, flag in report.flags
    ]
    lines += [
        translate("Report", "Said to have been looked at, on {day}").format(day=full_day(day))
        for day in report.seen
    ]
    if not lines:
        lines.append(translate("Report", "No signs were reported."))
    is_alarming = bool(report.flags or report.urgency)
    return Part(title=translate("Report", "Signs"), lines=tuple(lines), is_alarming=is_alarming)


def _adherence(report: Report) -> Part:
    text = translate("Report", "{done} sessions done; {programme} asked for {planned}.")
    if len(report.done) == 1:
        text = translate("Report", "One session done; {programme} asked for {planned}.")
    text = text.format(done=len(report.done), programme=report.programme, planned=report.planned)
    lines = [text]
    rested = sum(one.ending == "rested" for one in report.sessions)
    if rested:
        lines.append(
            translate("Report", "Not started because of pain: {count}.").format(count=rested)
        )
    return Part(title=translate("Report", "What was done"), lines=tuple(lines))


def _pain_table(sessions: tuple[ReportedSession, ...]) -> tuple[tuple[str, ...], ...]:
    if not sessions:
        return ()
    head = (
        translate("Report", "Day"),
        translate("Report", "Programme"),
        translate("Report", "Before"),
        translate("Report", "During"),
        translate("Report", "After"),
        translate("Report", "Effort"),
        translate("Report", "Done"),
        translate("Report", "Remarks"),
    )
    return (head, *(_session_row(one) for one in reversed(sessions)))


def _session_row(session: ReportedSession) -> tuple[str, ...]:
    remarks = [_flag(one) for one in session.flags]
    if session.sharp:
        remarks.append(translate("Report", "sharp pain"))
    if session.ending == "rested":
        remarks.append(translate("Report", "not started"))
    if session.note:
        remarks.append(session.note)
    return (
        full_day(session.day),
        session.programme,
        _score(session.before),
        _score(session.during),
        _score(session.after),
        _score(session.effort),
        f"{session.complete} %",
        ", ".join(remarks),
    )


def _mornings(report: Report) -> Part:
    rows = [
        (
            full_day(one.day),
            str(one.pain),
            translate("Report", "yes") if one.stiff else "",
            ", ".join([*(_flag(flag) for flag in one.flags), *([one.note] if one.note else [])]),
        )
        for one in reversed(report.mornings)
    ]
    head = (
        translate("Report", "Day"),
        translate("Report", "Pain"),
        translate("Report", "Stiff"),
        translate("Report", "Remarks"),
    )
    return Part(title=translate("Report", "Mornings"), table=(head, *rows) if rows else ())


def _function(report: Report) -> Part:
    """Return what the knee could do: one row for each measure, its scores from first to last."""
    courses: dict[tuple[str, str, str], list[str]] = {}
    for one in report.function:
        highest = f" / {one.highest:g}" if one.highest else ""
        scores = courses.setdefault((one.measure, one.name, one.side), [])
        scores.append(f"{full_day(one.day)}: {one.score:g}{highest}")
    head = (translate("Report", "What"), translate("Report", "Scores"))
    rows = [(_measure(*key), "; ".join(scores)) for key, scores in courses.items()]
    title = translate("Report", "What the knee can do")
    return Part(title=title, table=(head, *rows) if rows else ())


def _measure(measure: str, name: str, side: str) -> str:
    """Return what was asked or counted; a word that is not known stands for itself."""
    words = {
        Measure.ACTIVITY.value: translate("Report", "An activity of their own"),
        Measure.KNEE.value: translate("Report", "The knee in percent of normal"),
        Measure.SIT_TO_STAND.value: translate("Report", "Stood up in 30 s"),
        Measure.SINGLE_LEG_SQUAT.value: translate("Report", "Squats on one leg in 30 s"),
    }
    text = name or words.get(measure, measure)
    return f"{text} ({side})" if side else text


def _standings(report: Report) -> Part:
    head = (
        translate("Report", "Exercise"),
        translate("Report", "Level"),
        translate("Report", "Dose"),
        translate("Report", "Why"),
    )
    rows = [
        (_with_side(one), f"{one.level}/{one.levels}", one.dose, f"{one.reason} [{one.rule}]")
        for one in report.standings
    ]
    title = translate("Report", "Where each exercise stands")
    return Part(title=title, table=(head, *rows) if rows else ())


def _decisions(report: Report) -> Part:
    """Return what changed a dose, the newest first; what left it alone is not told."""
    told = {"progress", "reduce", "reduce_rest", "pause", "seek_care"}
    lines = []
    for session in reversed(report.sessions):
        named: dict[str, list[str]] = {}
        for one in session.exercises:
            if one.action in told:
                name = f"{one.name} ({one.side})" if one.side else one.name
                named.setdefault(f"{one.reason} [{one.rule}]", []).append(name)
        lines += [
            f"{full_day(session.day)}, {', '.join(names)}: {reason}"
            for reason, names in named.items()
        ]
    return Part(title=translate("Report", "What the rules changed"), lines=tuple(lines))


def _choices(report: Report) -> Part:
    words = {
        "hold": translate("Report", "the same dose"),
        "down": translate("Report", "one level down"),
        "up": translate("Report", "one level up"),
    }
    lines = tuple(
        f"{full_day(one.day)}, {one.exercise}"
        f"{f' ({one.side})' if one.side else ''}: {words.get(one.choice, one.choice)}"
        f"{f'. {one.reason}' if one.reason else ''}"
        for one in reversed(report.choices)
    )
    return Part(title=translate("Report", "What the patient chose"), lines=lines)


def _with_side(one: ReportedStanding) -> str:
    return f"{one.name} ({one.side})" if one.side else one.name


def _flag(flag: str) -> str:
    return flag_words(Flag(flag)) if flag in set(Flag) else flag


def _score(score: int | None) -> str:
    return UNKNOWN if score is None else str(score)
