"""Put into sentences what a pack file is, whose it is, and what an update changes."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from itertools import groupby
from typing import Final

from PySide6.QtCore import QCoreApplication

from kneecoach.model.dose import Dose
from kneecoach.model.programme import Limits
from kneecoach.packs.parcel.changes import Change, ChangeKind, Days
from kneecoach.packs.parcel.index import Installed
from kneecoach.packs.parcel.install import Offer, Trust
from kneecoach.ui.words.doses import dose_words
from kneecoach.values import fields

translate = QCoreApplication.translate

MOST_DOSES = 2
"""Levels of one exercise whose new dose is told; more are counted."""

MOST_LINES = 40
"""Changes that are told one by one; an update that changes more is a new programme."""

_TRUST: Final = {
    Trust.KNOWN: "Signed by {author}, with the key that you know already.",
    Trust.FIRST: "Signed with a key that is new to you. If in doubt, ask {author} whether its "
    "fingerprint is this:\n{fingerprint}",
    Trust.UNSIGNED: "Not signed, so nobody can tell whether it really comes from {author}. "
    "Install it only if you had it from their own hands.",
    Trust.OTHER_KEY: "Take care: this is signed with another key than you know of {author}. It may "
    "come from somebody else. Ask {author} in person whether the fingerprint is this:\n"
    "{fingerprint}",
    Trust.NO_LONGER_SIGNED: "Take care: packs of {author} were signed so far, and this one is "
    "not. It may come from somebody else. Ask {author} in person before you install it.",
}

_CHANGES: Final = {
    ChangeKind.PROGRAMME_ADDED: "{programme}: a new programme to choose.",
    ChangeKind.PROGRAMME_REMOVED: "{programme}: this programme is taken away.",
    ChangeKind.DAYS: "{programme}: {after} instead of {before}.",
    ChangeKind.STAGES: "{programme}: its stages are set anew.",
    ChangeKind.EXERCISE_ADDED: "{programme}: {exercise} is added.",
    ChangeKind.EXERCISE_ANEW: "{programme}: {exercise} is set anew and begins afresh.",
    ChangeKind.EXERCISE_REMOVED: "{programme}: {exercise} is taken out.",
    ChangeKind.ORDER: "{programme}: the exercises come in another order.",
    ChangeKind.START: "{programme}, {exercise}: starts at level {after} instead of {before}.",
    ChangeKind.LIMITS: "{programme}, {exercise}: the limits are {after}.",
    ChangeKind.NOTE: "{programme}, {exercise}: a new word from the author: {note}",
    ChangeKind.NOTE_REMOVED: "{programme}, {exercise}: the word from the author is taken away.",
    ChangeKind.STOP_AND_CALL: "{programme}: stop and call from now on if: {note}.",
    ChangeKind.STOP_AND_CALL_REMOVED: "{programme}: the reasons to stop and call are taken away.",
    ChangeKind.CONTACT: "Whom to call from now on: {note}.",
    ChangeKind.CONTACT_REMOVED: "It no longer says whom to call.",
    ChangeKind.REPORTS_KEY: "Reports are locked to another key from now on; who has the old one "
    "cannot open them.",
    ChangeKind.LEVELS: "{exercise}: {after} levels instead of {before}.",
    ChangeKind.DOSE: "{exercise}, level {level}: {after} instead of {before}.",
    ChangeKind.WORDS: "{exercise}: its description is written anew.",
}


_LIMITS: Final = {
    "lowest_level": "lowest level",
    "highest_level": "highest level",
    "clean_up_to": "calm up to pain of",
    "acceptable_up_to": "acceptable up to pain of",
    "pace_days": "days at least between two steps up:",
    "highest_load": "heaviest load, in kilograms:",
}
"""What each limit is called before its number."""


def trust_words(offer: Offer) -> str:
    """Return what the signature of a pack tells, in one or two sentences."""
    key = offer.parcel.signed_by
    return translate("Packs", _TRUST[offer.trust]).format(
        author=offer.parcel.pack.author, fingerprint=key.fingerprint if key else ""
    )


def signature_words(pack: Installed) -> str:
    """Return who signed an installed pack."""
    if pack.signed_by is None:
        return translate("Packs", "not signed")
    return translate("Packs", "signed, {fingerprint}").format(
        fingerprint=pack.signed_by.fingerprint
    )


def offer_words(offer: Offer) -> str:
    """Return what installing would do, in one sentence."""
    pack = offer.parcel.pack
    if offer.installed is None:
        text = translate("Packs", "Version {version} by {author}: {programmes}, {exercises}.")
    else:
        text = translate("Packs", "Version {version} by {author} takes the place of {before}.")
    return text.format(
        version=pack.version,
        author=pack.author,
        before=offer.installed.version if offer.installed else "",
        programmes=_count(len(offer.parcel.catalogue.programmes), "programme"),
        exercises=_count(len(_exercises(offer)), "exercise"),
    )


def content_lines(offer: Offer) -> tuple[str, ...]:
    """Return what the programmes of a pack hold, a line each."""
    names = dict(offer.names)
    text = translate("Packs", "{programme}: {exercises}.")
    return tuple(
        text.format(
            programme=one.name,
            exercises=", ".join(
                names.get(item.exercise_id, item.exercise_id) for item in one.items
            ),
        )
        for one in offer.parcel.catalogue.programmes[:MOST_LINES]
    )


def _exercises(offer: Offer) -> set[str]:
    """Return the ids of all exercises that a pack brings or asks for."""
    held = offer.parcel.catalogue
    named = {item.exercise_id for one in held.programmes for item in one.items}
    return named | {one.id for one in held.exercises}


def change_lines(
    changes: tuple[Change, ...], levels: Mapping[str, Collection[int]] | None = None
) -> tuple[str, ...]:
    """Return what an update changes, a sentence for each.

    Of the doses of an exercise the one is told that the person does now, and few others.

    Args:
        changes: What changes.
        levels: Where the person stands with exercises, by name; None where that is not known.
    """
    if not changes:
        return (translate("Packs", "Nothing changes in what you do."),)
    told = tuple(_told(changes, levels or {}))
    more = len(told) - MOST_LINES
    if more <= 0:
        return told
    rest = translate("Packs", "And {count} more changes.").format(count=more)
    return (*told[:MOST_LINES], rest)


def _told(changes: tuple[Change, ...], levels: Mapping[str, Collection[int]]) -> Iterator[str]:
    """Yield the sentences; those of one exercise's doses together."""
    by_kind = groupby(changes, key=lambda one: (one.kind, one.exercise))
    for (kind, exercise), group in by_kind:
        if kind is not ChangeKind.DOSE:
            yield from map(_line, group)
            continue
        here = levels.get(exercise, ())
        doses = sorted(group, key=lambda one: one.level not in here)
        for one in doses[:MOST_DOSES]:
            line = _line(one)
            now = translate("Packs", "{change} You do this one now.").format(change=line)
            yield now if one.level in here else line
        more = len(doses) - MOST_DOSES
        if more > 0:
            text = translate("Packs", "{exercise}: {count} more levels change.")
            if more == 1:
                text = translate("Packs", "{exercise}: one more level changes.")
            yield text.format(exercise=exercise, count=more)


def _line(change: Change) -> str:
    line = translate("Packs", _CHANGES[change.kind]).format(
        programme=change.programme,
        exercise=change.exercise,
        level=change.level,
        note=change.note,
        before=_value(change.before, change.after),
        after=_value(change.after, change.before),
    )
    if change.kind not in {ChangeKind.EXERCISE_ADDED, ChangeKind.EXERCISE_ANEW}:
        return line
    dose = f"{_value(change.after, None)}." if change.after is not None else ""
    note = translate("Packs", "“{note}”").format(note=change.note) if change.note else ""
    return " ".join(filter(None, (line, dose, note)))


def _value(value: object, other: object) -> str:
    match value:
        case Dose():
            return dose_words(value)
        case Days():
            return _days(value)
        case Limits():
            return _limits(value, other if isinstance(other, Limits) else Limits())
        case _:
            return str(value)


def _days(days: Days) -> str:
    if days.first == days.most:
        return translate("Packs", "{days} days a week").format(days=days.first)
    return translate("Packs", "{days} to {most} days a week").format(
        days=days.first, most=days.most
    )


def _limits(limits: Limits, before: Limits) -> str:
    """Return the limits that are not as before, each with what it was."""
    parts = []
    for field in fields(Limits):
        now, was = getattr(limits, field.name), getattr(before, field.name)
        if now != was:
            text = translate("Packs", "{name} {now} (so far {was})")
            name = translate("Packs", _LIMITS[field.name])
            parts.append(text.format(name=name, now=_limit(now), was=_limit(was)))
    return ", ".join(parts)


def _limit(value: object) -> str:
    return translate("Packs", "not set") if value is None else str(value)


def _count(number: int, noun: str) -> str:
    return f"{number} {noun}" if number == 1 else f"{number} {noun}s"
