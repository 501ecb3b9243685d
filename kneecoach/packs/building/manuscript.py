"""Hold a pack that is being made: its files as text, exactly as they will stand in its folder."""

from __future__ import annotations

from kneecoach.packs.building.where import root_of, text_at
from kneecoach.packs.folder import EDUCATION, ENDING, PACK_FILE, PROGRAMMES
from kneecoach.packs.nodes import Node
from kneecoach.values import dataclass, field


@dataclass(frozen=True, slots=True, kw_only=True)
class Manuscript:
    """A pack that is being made.

    Attributes:
        files: Name within the folder, and text, sorted by name.
    """

    files: tuple[tuple[str, str], ...] = field(default=())

    def text(self, name: str) -> str:
        """Return the text of a file; empty when there is none."""
        return next((text for one, text in self.files if one == name), "")

    def with_file(self, name: str, text: str) -> Manuscript:
        """Return the pack with another text in a file, which may be new."""
        others = (one for one in self.files if one[0] != name)
        return Manuscript(files=tuple(sorted((*others, (name, text)))))

    def without(self, name: str) -> Manuscript:
        """Return the pack without a file."""
        return Manuscript(files=tuple(one for one in self.files if one[0] != name))

    @property
    def exercises(self) -> tuple[str, ...]:
        """Return the names of the files that hold its own exercises."""
        return tuple(name for name, _ in self.files if "/" not in name and name != PACK_FILE)

    @property
    def programmes(self) -> tuple[str, ...]:
        """Return the names of the files that hold its programmes."""
        return tuple(name for name, _ in self.files if name.startswith(f"{PROGRAMMES}/"))

    @property
    def pack_id(self) -> str:
        """Return its id."""
        return self.said("id")

    @property
    def title(self) -> str:
        """Return what it is called."""
        return self.said("name")

    def said(self, path: str) -> str:
        """Return what its `pack.yaml` says at a path."""
        return text_at(self.root(PACK_FILE), path)

    def root(self, name: str) -> Node | None:
        """Return the tree of a file; None when there is none that can be read."""
        return root_of(self.text(name))


def exercise_file(exercise_id: str) -> str:
    """Return the name of the file of an exercise."""
    return f"{exercise_id}{ENDING}"


def programme_file(programme_id: str) -> str:
    """Return the name of the file of a programme."""
    return f"{PROGRAMMES}/{programme_id}{ENDING}"


def card_file(card_id: str) -> str:
    """Return the name of the file of a card of education."""
    return f"{EDUCATION}/{card_id}{ENDING}"


def id_of(name: str) -> str:
    """Return the id that a file has by its name."""
    return name.rpartition("/")[2].removesuffix(ENDING)
