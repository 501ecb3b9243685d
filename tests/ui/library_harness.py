"""Open the pages of exercises without the rest of the window."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from coach_samples import a_new_coach
from fakes import FakeClock
from page_actions import shown, texts
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QWidget

from kneecoach.coach.coach import Coach
from kneecoach.model.exercise import Source
from kneecoach.model.programme import Pack, Programme
from kneecoach.ui import keys
from kneecoach.ui.library_flow import LibraryFlow
from kneecoach.ui.shell import Shell

PAGES = (
    (keys.TODAY, "Today"),
    (keys.EXERCISES, "Exercises"),
    (keys.WHERE_IT_HURTS, "Where it hurts"),
)

A_PACK = Pack(
    id="mine",
    name="My pack",
    version="1.0.0",
    author="Someone",
    review="awaiting a physiotherapist's review",
    sources=(Source(key="book", title="A book"),),
)

PACK_FILE = """\
format: kneecoach-pack/1
id: mine
name: My pack
version: 1.0.0
author: Someone
language: en-GB
licence: Apache-2.0
review: awaiting a physiotherapist's review
sources:
  book: A book
"""


class OpenLibrary:
    """The pages in a shell, a coach without a history, and a folder with a pack of cards."""

    def __init__(self, qtbot, folder: Path, clock: FakeClock, **cards: str) -> None:
        self._qtbot = qtbot
        self.coach: Coach
        self.coach, self.programme = a_new_coach(clock)
        self.programme: Programme
        self.coach._catalogue = replace(
            self.coach.catalogue, packs=(*self.coach.catalogue.packs, A_PACK)
        )
        self.folder = _write_cards(folder / "mine", cards)
        self.tried: list[str] = []
        self.shell = Shell(PAGES)
        self.flow = LibraryFlow(
            shell=self.shell,
            coach=lambda: self.coach,
            programme=lambda: self.programme,
            folders=lambda: (self.folder,),
            parent=self.shell,
        )
        self.flow.try_requested.connect(self.tried.append)
        self.flow.programme_chosen.connect(self._on_programme_chosen)
        self.shell.page_chosen.connect(self._on_page_chosen)
        self.shell.add_page(keys.TODAY, QWidget())
        shown(qtbot, self.shell)

    def go_to(self, key: str) -> QWidget:
        """Go to a page of the list, and return it."""
        nav = self.part("nav")
        nav.setFocus()
        for row in range(nav.count()):
            if nav.item(row).data(Qt.ItemDataRole.UserRole) == key:
                nav.setCurrentRow(row)
        QApplication.processEvents()
        return self.part(key)

    def part(self, name: str) -> QWidget | None:
        return self.shell.findChild(QWidget, name)

    def sees(self) -> list[str]:
        QApplication.processEvents()
        return texts(self.shell)

    def resize(self, width: int, height: int) -> None:
        self.shell.resize(width, height)
        QApplication.processEvents()

    def _on_page_chosen(self, key: str) -> None:
        if key == keys.EXERCISES:
            self.flow.show_exercises()
        elif key == keys.WHERE_IT_HURTS:
            self.flow.show_where_it_hurts()

    def _on_programme_chosen(self, programme_id: str) -> None:
        self.programme = self.coach.programme(programme_id)


def _write_cards(folder: Path, cards: dict[str, str]) -> Path:
    (folder / "education").mkdir(parents=True)
    (folder / "pack.yaml").write_text(PACK_FILE)
    for name, text in cards.items():
        (folder / "education" / f"{name}.yaml").write_text(text)
    return folder
