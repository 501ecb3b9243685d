"""Head the sections of the settings, and lead to each from a short list above all of them."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication, Signal
from PySide6.QtWidgets import QWidget

from kneecoach.ui.setting_row import SettingRow
from kneecoach.ui.widgets.buttons import LinkButton
from kneecoach.ui.widgets.card import SectionTitle
from kneecoach.ui.widgets.flow import FlowLayout
from kneecoach.values import dataclass

translate = QCoreApplication.translate

ABOVE_PX = 20
"""Room above the title of a section."""

BELOW_PX = 8


@dataclass(frozen=True, slots=True, kw_only=True)
class SettingSection:
    """One section of the form.

    Attributes:
        title: Heads it in the form.
        rows: Its settings, in order.
    """

    title: SectionTitle
    rows: tuple[SettingRow, ...]


def sections_of(rows: tuple[SettingRow, ...]) -> tuple[SettingSection, ...]:
    """Return the sections, each with the rows from the one that begins it."""
    begun: list[tuple[str, list[SettingRow]]] = []
    for row in rows:
        if row.begins or not begun:
            begun.append((row.begins, []))
        begun[-1][1].append(row)
    return tuple(
        SettingSection(title=_title(translate("Settings", name)), rows=tuple(inside))
        for name, inside in begun
    )


def _title(text: str) -> SectionTitle:
    title = SectionTitle(text)
    title.setContentsMargins(0, ABOVE_PX, 0, BELOW_PX)
    return title


class SectionLinks(QWidget):
    """Lead to the sections of a long page.

    Signals:
        section_chosen(int): The person wants to go to the section at this place.

    Args:
        titles: What the sections are called, in order.
        name: Object name; a link is called `name.place`.
        label: What the list is, for screen readers.
    """

    section_chosen = Signal(int)

    def __init__(self, titles: tuple[str, ...], *, name: str, label: str) -> None:
        super().__init__()
        self.setObjectName(name)
        self.setAccessibleName(label)
        row = FlowLayout(self)
        self._links = tuple(
            LinkButton(title, name=f"{name}.{place}") for place, title in enumerate(titles)
        )
        go_to = self.tr("Go to {section}")
        for link in self._links:
            link.setAccessibleName(go_to.format(section=link.text()))
            link.clicked.connect(self._on_clicked)
            row.addWidget(link)

    def show_only(self, places: frozenset[int]) -> None:
        """Show the links to some of the sections."""
        for place, link in enumerate(self._links):
            link.setVisible(place in places)

    def _on_clicked(self) -> None:
        pressed = self.sender()
        self.section_chosen.emit(
            next(place for place, link in enumerate(self._links) if link is pressed)
        )
