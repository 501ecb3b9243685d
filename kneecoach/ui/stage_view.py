"""Hold what is shown of the stage that a programme is in."""

from __future__ import annotations

from kneecoach.model.stages import Need, StageName
from kneecoach.values import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class StageView:
    """The stage of a programme: where it stands, what leads on, and what leads back.

    Attributes:
        names: All stages of the programme, in order.
        number: Which of them it is in, counted from 1.
        about: What it is for, and how the programme came to it; may be empty.
        needs: What has to be so before the next one, and whether it is; empty in the last.
        next: The stage that they lead to, or None in the last.
        back: What would lead back to the first; empty in it.
    """

    names: tuple[StageName, ...]
    number: int
    about: str
    needs: tuple[Need, ...]
    next: StageName | None
    back: str
