"""Turn the sets of a session into the segments of its bar."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import QCoreApplication

from kneecoach.model.record import Outcome
from kneecoach.session.outline import Segment, SetKey
from kneecoach.ui.widgets.segment_bar import Segment as BarSegment

translate = QCoreApplication.translate


def bar_segments(
    segments: tuple[Segment, ...],
    *,
    current: SetKey | None,
    ended: Mapping[SetKey, Outcome],
    share_done: float = 1.0,
) -> tuple[BarSegment, ...]:
    """Return what the bar shows.

    Args:
        segments: The session's sets, in order.
        current: The set that is being done, or None.
        ended: How the sets ended that have.
        share_done: How much of the current set's time has gone, 0-1.
    """
    return tuple(
        BarSegment(
            weight=max(one.share, 0.001),
            filled=_filled(one.key, current=current, ended=ended, share_done=share_done),
            is_current=one.key == current,
            is_left_out=one.key != current and ended.get(one.key, Outcome.DONE) is not Outcome.DONE,
        )
        for one in segments
    )


def bar_says(segments: tuple[Segment, ...], ended: Mapping[SetKey, Outcome]) -> str:
    """Return how far the session is, for screen readers."""
    done = sum(1 for one in segments if ended.get(one.key) is Outcome.DONE)
    return translate("Session", "{done} of {sets} sets are done").format(
        done=done, sets=len(segments)
    )


def _filled(
    key: SetKey, *, current: SetKey | None, ended: Mapping[SetKey, Outcome], share_done: float
) -> float:
    if key == current:
        return share_done
    return 1.0 if ended.get(key) is Outcome.DONE else 0.0
