"""Hold what the files of one pack say, together."""

from __future__ import annotations

from pathlib import Path

from kneecoach.packs.draft import Draft
from kneecoach.packs.problem import Problem
from kneecoach.values import dataclass, field


@dataclass(slots=True, kw_only=True, eq=False, repr=False)
class PackDraft:
    """What the files of one pack say.

    Attributes:
        folder: Its folder.
        pack: Its `pack.yaml`, or None when there is none.
        exercises, programmes: Its other files.
        education: Its cards of education; empty where they were not asked for.
        problems: What is wrong with the folder itself.
    """

    folder: Path
    pack: Draft | None
    exercises: list[Draft]
    programmes: list[Draft]
    education: list[Draft] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)

    @property
    def drafts(self) -> tuple[Draft, ...]:
        """Return all files in the order they are reported."""
        first = () if self.pack is None else (self.pack,)
        return (*first, *self.exercises, *self.programmes, *self.education)

    @property
    def pack_id(self) -> str:
        """Return the pack's id, or an empty text while its `pack.yaml` is not sound."""
        if self.pack is None or self.pack.found is None or self.pack.flaws:
            return ""
        return self.pack.found.text("id")

    @property
    def review(self) -> str:
        """Return what its `pack.yaml` says of having been read by the profession."""
        if self.pack is None or self.pack.found is None:
            return ""
        return self.pack.found.text("review")

    @property
    def source_keys(self) -> tuple[str, ...] | None:
        """Return the keys of its sources, or None when its `pack.yaml` cannot tell."""
        if self.pack is None or self.pack.found is None:
            return None
        sources = self.pack.found.get("sources")
        return () if sources is None else sources.names()
