"""Carry what would follow from a supposed session, as plain values."""

from __future__ import annotations

from kneecoach.ui.words.changes import Change
from kneecoach.values import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class WhatIfRow:
    """What would happen to one exercise.

    Attributes:
        name: The exercise.
        change: What would change.
        reason: Why.
    """

    name: str
    change: Change
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class WhatIfView:
    """What would follow.

    Attributes:
        headline: What matters most, in a few words.
        supposes: What was taken for granted.
        rows: What would happen to each exercise; empty when nothing may be done.
    """

    headline: str
    supposes: str = ""
    rows: tuple[WhatIfRow, ...] = ()
