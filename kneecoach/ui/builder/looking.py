"""Hold what is looked at of a pack that is being made, and read its fields."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication

from kneecoach.model.exercise import Exercise
from kneecoach.model.programme import Catalogue
from kneecoach.packs.building.changes import ITEMS
from kneecoach.packs.building.checking import Checked
from kneecoach.packs.building.manuscript import Manuscript, exercise_file
from kneecoach.packs.building.past import Past
from kneecoach.packs.building.shelf import Shelf
from kneecoach.packs.building.where import root_of, text_at
from kneecoach.packs.nodes import Node
from kneecoach.packs.problem import Problem
from kneecoach.reports.report import Report
from kneecoach.ui.builder.view import (
    FieldView,
)
from kneecoach.values import dataclass

translate = QCoreApplication.translate


@dataclass(frozen=True, slots=True, kw_only=True)
class Looking:
    """What is looked at.

    Attributes:
        past: The pack.
        checked: What the reader makes of it.
        library: All exercises that are there.
        shelf: Where their files are.
        programme: The file of the programme that is shown.
        at: The position of the exercise that is shown.
        report: The report that the pack answers; None for none.
        patient: What the physio calls the patient whom the pack is for; empty for everybody.
    """

    past: Past
    checked: Checked
    library: Catalogue
    shelf: Shelf
    programme: str
    at: int
    report: Report | None = None
    patient: str = ""

    @property
    def pack(self) -> Manuscript:
        """Return the pack."""
        return self.past.now

    def exercise(self, exercise_id: str) -> Exercise | None:
        """Return an exercise of the pack, or of the library."""
        found = self.checked.catalogue.exercise(exercise_id)
        return found or self.library.exercise(exercise_id)

    def is_own(self, exercise_id: str) -> bool:
        """Return whether the pack has a file of that exercise."""
        return bool(self.pack.text(exercise_file(exercise_id)))

    def root(self, exercise_id: str) -> Node | None:
        """Return the tree of an exercise's file, wherever it is."""
        own = self.pack.text(exercise_file(exercise_id))
        return root_of(own or self.shelf.exercise(exercise_id).text)


def field_at(
    looking: Looking,
    root: Node | None,
    place: tuple[str, str],
    label: str,
    *,
    hint: str = "",
    choices: tuple[tuple[str, str], ...] = (),
) -> FieldView:
    """Return the field of a place: file and path."""
    file, path = place
    return FieldView(
        file=file,
        path=path,
        label=label,
        value=text_at(root, path),
        problem=said(looking.checked.at(file, path)),
        hint=hint,
        choices=choices,
    )


def said(problems: tuple[Problem, ...]) -> str:
    """Return what is wrong as one text."""
    return "; ".join(dict.fromkeys(one.sentence for one in problems))


def start_of(looking: Looking, number: int) -> int:
    """Return the level that an exercise of the programme starts at; both are counted from 1."""
    root = looking.pack.root(looking.programme)
    path = f"{ITEMS}[{number}]"
    written = text_at(root, f"{path}.start_level") or text_at(root, f"{path}.limits.lowest_level")
    return max(1, int(written)) if written.isascii() and written.isdigit() else 1
