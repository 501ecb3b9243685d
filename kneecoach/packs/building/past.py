"""Go back and forth between what a pack was, without limit."""

from __future__ import annotations

from kneecoach.packs.building.changes import Change, SetText, SetTexts, apply
from kneecoach.packs.building.manuscript import Manuscript
from kneecoach.values import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Past:
    """A pack that is being made, and what it was before.

    Attributes:
        now: What it is.
        before: What it was, the oldest first.
        after: What was taken back, the next one last.
        place: The place that the last change was about, when more typing there is one change with
            it; None when the next change stands on its own.
    """

    now: Manuscript
    before: tuple[Manuscript, ...] = ()
    after: tuple[Manuscript, ...] = ()
    place: tuple[str, str] | None = None

    def changed(self, change: Change) -> Past:
        """Return the pack after a change; typing on at one place is one change.

        Raises:
            KneecoachError: It cannot be made.
        """
        place = (change.file, change.path) if isinstance(change, SetText | SetTexts) else None
        if place is not None and place == self.place:
            # What was typed on the way leaves no trace.
            return Past(now=apply(self.before[-1], change), before=self.before, place=place)
        now = apply(self.now, change)
        if now == self.now:
            return self
        return Past(now=now, before=(*self.before, self.now), place=place)

    def settled(self) -> Past:
        """Return the same, with the next change standing on its own."""
        return Past(now=self.now, before=self.before, after=self.after)

    def undone(self) -> Past:
        """Return the pack as it was before the last change; the same when there was none."""
        if not self.before:
            return self
        *before, now = self.before
        return Past(now=now, before=tuple(before), after=(*self.after, self.now))

    def redone(self) -> Past:
        """Return the pack with the change that was taken back last; the same when none was."""
        if not self.after:
            return self
        *after, now = self.after
        return Past(now=now, before=(*self.before, self.now), after=tuple(after))
