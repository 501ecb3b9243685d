"""Word what Progress shows; the picture, the table and a screen reader say the same."""

from __future__ import annotations

from datetime import timedelta

from PySide6.QtCore import QCoreApplication

from kneecoach.coach.progress import (
    SMALLEST_CHANGE,
    Progress,
    SessionPoint,
    Typical,
    Wish,
    part_of,
)
from kneecoach.model.dose import Side
from kneecoach.ui.progress_view import LadderView, ProgressView
from kneecoach.ui.words.days import long_day
from kneecoach.ui.words.sets import sets_words

translate = QCoreApplication.translate


def with_side(name: str, side: Side | None) -> str:
    """Return an exercise with its side, such as "Clam, left"."""
    if side is None:
        return name
    leg = translate("Progress", "left") if side is Side.LEFT else translate("Progress", "right")
    return f"{name}, {leg}"


def subtitle_of(progress: Progress) -> str:
    """Return the sessions done, against those the programme would have asked for."""
    done = len(progress.sessions)
    if not done:
        return translate("Progress", "No session in this span yet.")
    if progress.wish.exercise_id:
        return translate("Progress", "Sessions with it: {done}").format(done=done)
    return translate("Progress", "{done} of {planned} planned sessions").format(
        done=done, planned=max(done, progress.planned)
    )


def typical_words(typical: Typical) -> tuple[str, str]:
    """Return the two typical scores, and what their difference is worth."""
    scores = f"{typical.first:g} → {typical.last:g}"
    if not typical.is_meaningful:
        worth = translate(
            "Progress", "A change of less than {points} may be chance: call it the same."
        )
    elif typical.last < typical.first:
        worth = translate("Progress", "A drop of {points} or more is one you can trust.")
    else:
        worth = translate(
            "Progress", "A rise of {points} or more is a real one. The dose already follows it."
        )
    return scores, worth.format(points=SMALLEST_CHANGE)


def summary_of(view: ProgressView) -> tuple[str, ...]:
    """Return the last seven days in three sentences: what was done, how it felt, what changed."""
    first = view.today - timedelta(days=6)
    recent = [one for one in view.progress.sessions if one.record.day >= first]
    mornings = [pain for day, pain in view.progress.mornings if day >= first]
    return (_done_words(recent), _felt_words(recent, mornings), _changed_words(recent, view))


def _done_words(recent: list[SessionPoint]) -> str:
    if not recent:
        return translate("Progress", "No session in the last seven days; the ladder waits for you.")
    sessions, sets = len(recent), sum(one.sets for one in recent)
    done = translate("Progress", "One session")
    if sessions > 1:
        done = translate("Progress", "{sessions} sessions").format(sessions=sessions)
    if sets == 1:
        return translate("Progress", "{sessions} with one set.").format(sessions=done)
    return translate("Progress", "{sessions} with {sets} sets.").format(sessions=done, sets=sets)


def _felt_words(recent: list[SessionPoint], mornings: list[int]) -> str:
    during = [one.during for one in recent if one.during is not None]
    parts = []
    if during:
        words = translate("Progress", "the worst pain in a session was {worst} of 10")
        parts.append(words.format(worst=max(during)))
    if mornings:
        words = translate("Progress", "the worst morning was {worst} of 10")
        parts.append(words.format(worst=max(mornings)))
    if not parts:
        return translate("Progress", "No pain was written down in these days.")
    text = translate("Progress", " and ").join(parts)
    return f"{text[0].upper()}{text[1:]}."


def _changed_words(recent: list[SessionPoint], view: ProgressView) -> str:
    turns = [turn for one in recent for turn in one.turns]
    if not turns:
        return translate("Progress", "No dose was changed in these days.")
    last = turns[-1]
    name = with_side(view.names.get(last.exercise_id, last.exercise_id), last.side)
    words = translate("Progress", "The latest change, {name}: {reason}")
    return words.format(name=name, reason=last.reason)


def ladder_words(one: LadderView) -> str:
    """Return where an exercise stands, and how far it came in the span."""
    words = translate("Progress", "level {level} of {levels}")
    text = words.format(level=one.level, levels=one.levels)
    if one.change:
        text += f" {'▲' if one.change > 0 else '▼'}"
    return text


def ladder_says(one: LadderView) -> str:
    """Return the same for a screen reader, which does not read arrows."""
    words = translate("Progress", "{name}: level {level} of {levels}.")
    text = words.format(name=one.name, level=one.level, levels=one.levels)
    if one.change > 0:
        text += translate("Progress", " {change} up in this span.").format(change=one.change)
    if one.change < 0:
        text += translate("Progress", " {change} down in this span.").format(change=-one.change)
    return text


def date_words(point: SessionPoint) -> str:
    """Return the day of a session, with its year."""
    return long_day(point.record.day)


def session_lines(point: SessionPoint, view: ProgressView) -> tuple[str, ...]:
    """Return all that is told of one session."""
    words = translate("Progress", "Pain before {before}, worst {during}, after {after}; {sets}.")
    lines = [
        words.format(
            before=point.before,
            during=score_words(point.during),
            after=score_words(point.after),
            sets=_sets_words(point, view.progress.wish),
        )
    ]
    lines += turn_lines(point, view)
    if point.record.scores.note:
        lines.append(translate("Progress", "Note: {note}").format(note=point.record.scores.note))
    return tuple(lines)


def _sets_words(point: SessionPoint, wish: Wish) -> str:
    """Return how many sets were done of those asked for, of the exercise that is looked at."""
    record = part_of(point.record, wish)
    return sets_words(done=record.sets_done, asked=record.sets_asked, in_part=record.sets_in_part)


def turn_lines(point: SessionPoint, view: ProgressView) -> list[str]:
    """Return each reason once, with the exercises that it was given for."""
    named: dict[tuple[str, str], list[str]] = {}
    for turn in point.turns:
        name = with_side(view.names.get(turn.exercise_id, turn.exercise_id), turn.side)
        named.setdefault((turn.reason, turn.rule), []).append(name)
    return [f"{'; '.join(names)}: {reason} ({rule})" for (reason, rule), names in named.items()]


def score_words(score: int | None) -> str:
    """Return a score; one that was not recorded is said to be so."""
    return translate("Progress", "not recorded") if score is None else str(score)


def session_says(point: SessionPoint, view: ProgressView) -> str:
    """Return one session in one sentence for a screen reader."""
    return f"{date_words(point)}. {' '.join(session_lines(point, view))}"
