"""Take what an exercise says: its name, what it is for, steps, cues, mistakes, cautions."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from kneecoach.ui.builder.fields import Fields
from kneecoach.ui.builder.view import Typed
from kneecoach.ui.pose.choosing import topped
from kneecoach.ui.pose.entries import Entries
from kneecoach.ui.pose.lines import Lines
from kneecoach.ui.pose.view import ListView, WordsView
from kneecoach.ui.widgets.card import Card, Line
from kneecoach.ui.widgets.scroll_page import CARD_GAP_PX
from kneecoach.ui.widgets.turning import TurningLayout

_ACROSS_FROM_PX = 640
_MANY, _SOME, _FEW = 11, 5, 4
_LISTS = ("steps", "cautions", "areas")
_ENTRIES = ("cues", "mistakes", "equipment")


class WordsPart(QWidget):
    """Hold the fields of an exercise's words.

    Signals:
        typed(Typed): The person typed or chose something.
        settled: The person is done with a field.
        lines_typed(str, tuple): The lines of the list at a path were typed.
        entry_added(str): One entry more is wanted in the list at a path.
        entry_removed(str, int): An entry of the list at a path is to go; counted from 1.
    """

    typed = Signal(object)
    settled = Signal()
    lines_typed = Signal(str, object)
    entry_added = Signal(str)
    entry_removed = Signal(str, int)

    def __init__(self) -> None:
        super().__init__()
        self._about = Fields(name="own.about")
        labels = {
            "steps": self.tr("Steps, one on each line"),
            "cautions": self.tr("When to take care or stop, one on each line"),
            "areas": self.tr("Parts of the body it works, one on each line"),
        }
        self._lists = {
            path: Lines(path=path, label=labels[path], lines=lines)
            for path, lines in zip(_LISTS, (_MANY, _SOME, _FEW), strict=True)
        }
        why = self.tr("What it is good for")
        self._why = Lines(path="why", label=why, lines=_SOME, is_one_text=True)
        self._file = ""
        self._entries = {path: Entries(path) for path in _ENTRIES}
        self._build_layout()
        self._about.typed.connect(self._on_typed)
        self._about.settled.connect(self.settled)
        self._why.typed.connect(self._on_why_typed)
        for lines in self._lists.values():
            lines.typed.connect(self.lines_typed)
        for entries in self._entries.values():
            entries.typed.connect(self._on_typed)
            entries.settled.connect(self.settled)
            entries.added.connect(self.entry_added)
            entries.taken_out.connect(self.entry_removed)

    def show_words(self, view: WordsView) -> None:
        """Show what is written; what is being typed stays as it is typed."""
        self._about.show_fields(view.about)
        why, self._file = view.why, view.why.file
        said = (why.value,) if why.value else ()
        self._why.show_list(
            ListView(path=why.path, label=why.label, lines=said, problem=why.problem)
        )
        for one in view.lists:
            self._lists[one.path].show_list(one)
        for entries in view.entries:
            self._entries[entries.path].show_entries(entries)

    def focus_last(self, path: str) -> None:
        """Give the keyboard to the last entry of a list."""
        self._entries[path].focus_last()

    def _build_layout(self) -> None:
        across = TurningLayout(
            self, across_from_px=_ACROSS_FROM_PX, gap_px=CARD_GAP_PX, gap_down_px=CARD_GAP_PX
        )
        about = Card(self.tr("What it is"), name="own.about_card")
        about.body.addWidget(self._about)
        about.body.addWidget(self._why)
        about.body.addWidget(self._lists["areas"])
        about.body.addWidget(Line())
        about.body.addWidget(self._entries["equipment"])
        how = Card(self.tr("How it is done"), name="own.how_card")
        for path in ("steps", "cautions"):
            how.body.addWidget(self._lists[path])
        for path in ("cues", "mistakes"):
            how.body.addWidget(Line())
            how.body.addWidget(self._entries[path])
        for card, share in ((how, 7), (about, 5)):
            across.addWidget(topped(card), share)

    def _on_why_typed(self, path: str, lines: tuple[str, ...]) -> None:
        self.typed.emit(Typed(file=self._file, path=path, text=" ".join(lines)))

    def _on_typed(self, typed: Typed) -> None:
        self.typed.emit(typed)
