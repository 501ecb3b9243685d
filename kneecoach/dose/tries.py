"""Say whether a single set that was done to try an exercise counts for its dose.

A try is no session: it never counts towards going up, nor as work left undone, nor as one of the
week's sessions. Where it hurt, it counts as a session that hurt, with all that follows.

Source: house-rule, return-to-activity.
"""

from __future__ import annotations

from kneecoach.dose.bands import RED_FROM
from kneecoach.model.record import SessionRecord


def hurt_when_tried(record: SessionRecord) -> bool:
    """Tell whether a try brought red or sharp pain, or followed on a sudden new one.

    Source: return-to-activity, house-rule.
    """
    scores = record.scores
    told = (scores.during, scores.after, *(one.during for one in record.exercises))
    is_red = any(score is not None and score >= RED_FROM for score in told)
    return is_red or scores.sharp or record.new_onset
