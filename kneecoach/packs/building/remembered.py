"""Keep what a pack that is being made was before, so that it can be taken back another day.

Each earlier or later pack is kept as what differs from the one beside it, so that hundreds of
changes take about the room of one pack. What cannot be read, or belongs to another pack than the
draft is now, is as good as not there: the draft itself is kept by itself.
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any, Final

from kneecoach.model.errors import KneecoachError
from kneecoach.packs.building.keeping import mark_of
from kneecoach.packs.building.manuscript import Manuscript
from kneecoach.packs.building.past import Past
from kneecoach.packs.building.shelf import is_pack_name
from kneecoach.private import DRAFTS, keep_private, read_private

FORMAT: Final = "kneecoach-past/1"
LARGEST: Final = 4_000_000
"""Bytes of the file; of more, the oldest changes are left out."""

_BROKEN = (
    OSError,
    ValueError,
    RecursionError,
    KeyError,
    TypeError,
    AttributeError,
    KneecoachError,
)


def keep_past(path: Path, past: Past) -> None:
    """Write what a pack was before and after what it is now, beside its draft.

    Raises:
        KneecoachError: It cannot be written, or the records are locked.
    """
    before, after = _steps(past.now, past.before), _steps(past.now, past.after)
    content = _written(past.now, before, after)
    while len(content) > LARGEST and (before or after):
        before, after = before[: len(before) // 2], after[: len(after) // 2]
        content = _written(past.now, before, after)
    keep_private(path.parent.parent, path, content, DRAFTS)


def read_past(path: Path, now: Manuscript) -> Past:
    """Return a pack with what it was before and after, as far as that is known."""
    try:
        content = read_private(path.parent.parent, path, DRAFTS, LARGEST + 1)
        told = json.loads(content) if len(content) <= LARGEST else {}
        if told["format"] != FORMAT or told["mark"] != mark_of(now):
            return Past(now=now)
        before, after = _packs(now, told["before"]), _packs(now, told["after"])
    except _BROKEN:
        return Past(now=now)
    return Past(now=now, before=before, after=after)


def _steps(now: Manuscript, others: tuple[Manuscript, ...]) -> list[dict[str, str | None]]:
    """Return what differs in each from the one that comes after it, the nearest first."""
    steps = []
    for other in reversed(others):
        old, new = dict(now.files), dict(other.files)
        step: dict[str, str | None] = {
            name: text for name, text in new.items() if old.get(name) != text
        }
        steps.append(step | dict.fromkeys(old.keys() - new.keys()))
        now = other
    return steps


def _packs(now: Manuscript, steps: list[dict[str, Any]]) -> tuple[Manuscript, ...]:
    """Return the packs that steps lead to, the nearest last."""
    packs: list[Manuscript] = []
    for step in steps:
        for name, text in step.items():
            if not is_pack_name(name) or not isinstance(text, str | None):
                raise ValueError
            now = now.without(name) if text is None else now.with_file(name, text)
        packs.insert(0, now)
    return tuple(packs)


def _written(
    now: Manuscript, before: list[dict[str, str | None]], after: list[dict[str, str | None]]
) -> bytes:
    told = {"format": FORMAT, "mark": mark_of(now), "before": before, "after": after}
    return json.dumps(told, ensure_ascii=False).encode()
