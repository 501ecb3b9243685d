"""Check a pack that is being made with the reader that will read it, and say the same of it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path

from kneecoach.model.programme import Catalogue
from kneecoach.packs.building.manuscript import Manuscript
from kneecoach.packs.draft import Draft
from kneecoach.packs.education import resolve_cards
from kneecoach.packs.figure_stand import stand_figure
from kneecoach.packs.media_check import media_of
from kneecoach.packs.nodes import Flaw
from kneecoach.packs.parcel.beside import read_beside
from kneecoach.packs.parcel.parcel import BUILT_IN_ID, draft_of
from kneecoach.packs.problem import Problem, Severity
from kneecoach.packs.references import resolve
from kneecoach.values import dataclass, replace


@dataclass(frozen=True, slots=True, kw_only=True)
class Checked:
    """What the reader makes of a pack.

    Attributes:
        catalogue: Its exercises and programmes as far as they are sound, and those beside it that
            it names.
        problems: Everything wrong with it; their files are named as in the pack.
    """

    catalogue: Catalogue
    problems: tuple[Problem, ...]

    @property
    def errors(self) -> tuple[Problem, ...]:
        """Return what has to be mended before it can be given to anybody."""
        return tuple(one for one in self.problems if one.severity is Severity.ERROR)

    def at(self, file: str, path: str) -> tuple[Problem, ...]:
        """Return what is wrong at one place of a file, or within it."""
        inside = (f"{path}.", f"{path}[")
        return tuple(
            one
            for one in self.problems
            if one.file.as_posix() == file
            and (one.field == path or (path and one.field.startswith(inside)))
        )


def check(pack: Manuscript, folders: Sequence[Path], place: Path) -> Checked:
    """Return what the reader makes of a pack.

    Recordings and pictures were looked into when they were taken in, and are again when the pack is
    built; here they only have to be there.

    Args:
        pack: The pack.
        folders: Folders of the packs whose exercises it may name.
        place: Where the recordings and pictures are that it names.
    """
    draft = draft_of({name: text.encode() for name, text in pack.files}, place)
    around = read_beside(folders, draft)
    others = [one for one in around.drafts if not one.pack_id or one.pack_id != draft.pack_id]
    if draft.pack_id == BUILT_IN_ID:
        others = list(around.drafts)
    catalogue = resolve([*others, draft])
    for one in draft.exercises:
        stand_figure(one)
        one.lapses.extend(_missing(one, place))
    own = {one.file.stem for one in draft.programmes}
    resolve_cards(draft, own | around.programmes)
    problems = tuple(
        replace(problem, file=problem.file.relative_to(place))
        for one in draft.drafts
        for problem in one.problems
    )
    return Checked(catalogue=catalogue, problems=problems)


def _missing(draft: Draft, place: Path) -> Iterator[Flaw]:
    """Yield the recordings and pictures that an exercise names and that are not there."""
    for named, _ in media_of(draft):
        if not (place / named.as_text()).is_file():
            sentence = f"{named.as_text()} is not in the pack"
            yield Flaw(at=named.at, field=named.path, sentence=sentence)
