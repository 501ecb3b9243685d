"""Refuse a pack file with its reason, before anything of it is written."""

from __future__ import annotations

from kneecoach.model.errors import KneecoachError
from kneecoach.packs.problem import Problem

ASK_AGAIN = "Ask whoever made it for the file once more; nothing was installed."


class ParcelError(KneecoachError):
    """Report a pack file that is not taken.

    Attributes:
        problems: What is wrong in its exercises and programmes; empty when it is the file itself.
    """

    def __init__(
        self, reason: str, way_out: str = ASK_AGAIN, problems: tuple[Problem, ...] = ()
    ) -> None:
        """Keep the reason, the way out and the problems."""
        super().__init__(reason, way_out)
        self.problems = problems
