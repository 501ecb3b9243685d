"""Read one written text as what its field holds, or say what is wrong with it."""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import partial
from typing import assert_never

from kneecoach.packs.problem import did_you_mean, excerpt
from kneecoach.packs.spec import Choice, Code, Quantity, Text, Truth, Whole

MARKUP = r"<[A-Za-z/!?]"
"""What a program that shows texts could take for HTML; texts here are plain."""

TRUTHS = {"yes": True, "no": False, "true": True, "false": False}

_MARKUP = re.compile(MARKUP)
_WHOLE = re.compile(r"0|[1-9][0-9]{0,8}")
_ZEROS = re.compile(r"0+([0-9]+)")
_SPAN = re.compile(r"[0-9]+ ?(?:-|–|to) ?([0-9]+)")

ScalarKind = Text | Code | Choice | Whole | Truth | Quantity
SCALARS = (Text, Quantity, Choice, Whole, Code, Truth)
"""The same, the most frequent first."""


Meaning = str | int | float | bool
Reading = Callable[[str], Meaning]
"""Return what a text means for a field of one kind; raises a `RefusedError`."""

LONGEST_KEPT = 40
MOST_KEPT = 1000
"""Characters of a text whose meaning is kept, and how many are for one kind of field."""


class RefusedError(Exception):
    """Say why a text is not what its field holds."""


def reading_of(kind: ScalarKind) -> Reading:
    """Return what reads the texts of one kind of field.

    Numbers and words recur, as "10 deg" does in most poses; what they mean is kept.
    """
    found = _READINGS.get(id(kind))
    if found is None or found[0] is not kind:
        read = partial(read_scalar, kind) if isinstance(kind, Text) else _Meanings(kind).__getitem__
        found = (kind, read)
        _READINGS[id(kind)] = found  # the kind is held, so its identity is nobody else's
    return found[1]


class _Meanings(dict[str, Meaning]):
    """What the texts of one kind of field mean, as far as they were read before."""

    def __init__(self, kind: ScalarKind) -> None:
        super().__init__()
        self._kind = kind

    def __missing__(self, text: str) -> Meaning:
        meaning = read_scalar(self._kind, text)
        if len(text) <= LONGEST_KEPT and len(self) < MOST_KEPT:
            self[text] = meaning
        return meaning


_READINGS: dict[int, tuple[ScalarKind, Reading]] = {}


def read_scalar(kind: ScalarKind, text: str) -> Meaning:
    """Return what a text means for a field of that kind.

    Raises:
        RefusedError: It means nothing there; the message says why and what may be meant.
    """
    text = " ".join(text.split())
    if not text:
        raise RefusedError("is empty")
    match kind:
        case Text():
            return _text(kind, text)
        case Quantity():
            return _quantity(kind, text)
        case Choice():
            return _choice(kind, text)
        case Code():
            return _code(kind, text)
        case Whole():
            return _whole(kind, text)
        case Truth():
            return _truth(text)
        case _:
            assert_never(kind)


def _text(kind: Text, text: str) -> str:
    if len(text) > kind.longest:
        raise RefusedError(f"is {len(text)} characters long; at most {kind.longest} fit")
    if _MARKUP.search(text):
        raise RefusedError("holds something like HTML; texts are plain, without <tags>")
    return text


def _code(kind: Code, text: str) -> str:
    if text in kind.words or re.search(kind.pattern, text):
        return text
    raise RefusedError(f"{excerpt(text)} is not {kind.shape}{did_you_mean(text, kind.words)}")


def _choice(kind: Choice, text: str) -> str:
    if text in kind.words:
        return text
    near = did_you_mean(text, kind.words)
    choices = "" if near else f"; it is one of {', '.join(kind.words)}"
    raise RefusedError(f"there is no {excerpt(text)} here{near}{choices}")


def _whole(kind: Whole, text: str) -> int:
    if not _WHOLE.fullmatch(text):
        zeros, span = _ZEROS.fullmatch(text), _SPAN.fullmatch(text)
        meant = zeros[1] if zeros else span[1] if span else ""
        question = f" (did you mean {meant}?)" if meant else ""
        raise RefusedError(f"{excerpt(text)} is not a whole number such as {kind.least}{question}")
    number = int(text)
    if not kind.least <= number <= kind.most:
        raise RefusedError(f"{number} is outside {kind.least} to {kind.most}")
    return number


def _truth(text: str) -> bool:
    if text.lower() not in TRUTHS:
        raise RefusedError(f"{excerpt(text)} is neither yes nor no")
    return TRUTHS[text.lower()]


def _quantity(kind: Quantity, text: str) -> float | str:
    if text in kind.words:
        return text
    measure = kind.measure
    amount = measure.read(text)
    if amount is None:
        near = did_you_mean(text, kind.words)
        raise RefusedError(f"{excerpt(text)} {measure.misread(text)}{near}")
    if not kind.least <= amount <= kind.most:
        bounds = f"{measure.write(kind.least)} to {measure.write(kind.most)}"
        raise RefusedError(f"{excerpt(text)} is outside {bounds}")
    return amount
