"""Show one installed pack: give out of it, answer it, and remove it when that is said twice."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from kneecoach.ui.packs_view import InstalledView
from kneecoach.ui.theme.type import TextRole
from kneecoach.ui.widgets.buttons import AlarmButton, PlainButton
from kneecoach.ui.widgets.card import Card
from kneecoach.ui.widgets.chips import Chip
from kneecoach.ui.widgets.flow import FlowLayout
from kneecoach.ui.widgets.pair import Pair
from kneecoach.ui.widgets.stack import stacked
from kneecoach.ui.widgets.text import Text, Tone

_SIDE_BY_SIDE_PX = 480
_LONGEST_NAME = 32


class InstalledCard(Card):
    """Show one installed pack, give out of it, and remove it when that is said twice."""

    removed = Signal(str)
    handout_requested = Signal(str)
    report_requested = Signal(str, bool)

    def __init__(self, pack: InstalledView) -> None:
        super().__init__(name=f"packs.{pack.id}")
        self.setAccessibleName(pack.name)
        self._id = pack.id
        words = QWidget()
        column = stacked(words)
        column.setSpacing(2)
        column.addWidget(Text(pack.name, role=TextRole.HEADING))
        column.addWidget(Text(pack.about, role=TextRole.SMALL, tone=Tone.MUTED))
        column.addWidget(Text(pack.signature, role=TextRole.SMALL, tone=Tone.MUTED))
        self._ask = PlainButton(self.tr("Remove"), name=f"packs.{pack.id}.remove")
        self._ask.setAccessibleName(self.tr("Remove {name}").format(name=pack.name))
        self.body.addWidget(Pair(words, self._ask, together_from_px=_SIDE_BY_SIDE_PX))
        self.body.addWidget(self._giving(pack))
        self._sure = QWidget()
        sure = stacked(self._sure)
        text = self.tr("Its programmes can then no longer be chosen. What you did is kept.")
        if pack.is_in_use:
            text = self.tr(
                "You train by it now. Its programmes can then no longer be chosen, and you choose "
                "another one. What you did is kept."
            )
        sure.addWidget(Text(text))
        buttons = QWidget()
        row = FlowLayout(buttons)
        self._remove = AlarmButton(self.tr("Remove it"), name=f"packs.{pack.id}.really")
        self._keep = PlainButton(self.tr("Keep it"), name=f"packs.{pack.id}.keep")
        row.addWidget(self._remove)
        row.addWidget(self._keep)
        sure.addWidget(buttons)
        self.body.addWidget(self._sure)
        self._sure.hide()
        self._ask.clicked.connect(self._on_ask_clicked)
        self._remove.clicked.connect(self._on_remove_clicked)
        self._keep.clicked.connect(self._on_keep_clicked)

    def _giving(self, pack: InstalledView) -> QWidget:
        holder = QWidget()
        row = FlowLayout(holder)
        text = self.tr("Report to {author}")
        self._report = PlainButton(
            text.format(author=_short(pack.author)), name=f"packs.{pack.id}.report"
        )
        self._report.setAccessibleName(text.format(author=pack.author))
        self._notes = Chip(self.tr("With my own notes"), name=f"packs.{pack.id}.notes")
        self._handout = PlainButton(self.tr("Save as a handout"), name=f"packs.{pack.id}.handout")
        said = self.tr("Save {name} as a handout").format(name=pack.name)
        self._handout.setAccessibleName(said)
        for one in (self._report, self._notes, self._handout):
            row.addWidget(one)
        self._report.clicked.connect(self._on_report_clicked)
        self._handout.clicked.connect(self._on_handout_clicked)
        return holder

    def _on_report_clicked(self) -> None:
        self.report_requested.emit(self._id, self._notes.isChecked())

    def _on_handout_clicked(self) -> None:
        self.handout_requested.emit(self._id)

    def _on_ask_clicked(self) -> None:
        self._sure.show()
        self._ask.setEnabled(False)
        self._keep.setFocus()

    def _on_keep_clicked(self) -> None:
        self._sure.hide()
        self._ask.setEnabled(True)
        self._ask.setFocus()

    def _on_remove_clicked(self) -> None:
        self.removed.emit(self._id)


def _short(author: str) -> str:
    """Return an author's name without the profession, short enough for a button."""
    name = author.partition(",")[0].strip() or author
    return name if len(name) <= _LONGEST_NAME else f"{name[:_LONGEST_NAME].rstrip()}…"
