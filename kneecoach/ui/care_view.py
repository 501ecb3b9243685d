"""Carry what the page about being seen shows, as plain values."""

from __future__ import annotations

from datetime import date

from kneecoach.model.decision import Urgency
from kneecoach.model.feedback import Flag, Knee
from kneecoach.values import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Sign:
    """A sign that stands.

    Attributes:
        flag: The sign.
        knee: Which knee it was reported for.
        since: Day of the first report that no later one took back.
    """

    flag: Flag
    knee: Knee
    since: date


@dataclass(frozen=True, slots=True, kw_only=True)
class CareView:
    """Everything that the page about being seen shows.

    Attributes:
        urgency: How soon.
        reported: What was reported, a sentence for each knee or reason.
        meanwhile: What may go on until then.
        summary: What to say, as plain text to be copied or printed.
        silenceable: The signs that stand and may be silenced once they were checked.
    """

    urgency: Urgency
    reported: tuple[str, ...]
    meanwhile: tuple[str, ...]
    summary: str
    silenceable: tuple[Sign, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class SilenceAnswer:
    """A sign that is known and was checked.

    Attributes:
        flag: The sign.
        knee: Which knee it is known of.
        days: How long it does not count, from today on.
        note: Who checked it, and when.
    """

    flag: Flag
    knee: Knee
    days: int
    note: str
