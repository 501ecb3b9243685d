"""Show who is coached here, and let the records be taken along, brought in, shared and deleted."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from kneecoach.override import override
from kneecoach.ui.cards.folder_key import FolderKey
from kneecoach.ui.records_view import RecordsView
from kneecoach.ui.theme.type import TextRole
from kneecoach.ui.widgets.buttons import AlarmButton, Button, LinkButton, PlainButton
from kneecoach.ui.widgets.card import Card
from kneecoach.ui.widgets.chips import Chip
from kneecoach.ui.widgets.fields import LineField
from kneecoach.ui.widgets.flow import FlowLayout
from kneecoach.ui.widgets.scroll_page import Columns, ScrollPage
from kneecoach.ui.widgets.text import Text, Tone
from kneecoach.ui.words.records import called, remains_words


class RecordsPage(ScrollPage):
    """Show people and records.

    Signals:
        person_chosen(str): The person wants somebody else to be coached; carries their key.
        person_added(str), person_renamed(str): Somebody is to come, or to be called so.
        export_requested, import_requested: A file is to be written, or to be brought in.
        who_said(bool): The records of the file are of the person here, or of somebody else.
        folder_requested, step_requested, folder_forgotten: About the shared folder.
        folder_key_given(str): The passphrase of the shared folder.
        brought_back(int): What was deleted at this place of the list is to come back.
        forget_requested(bool): Everything is to be deleted; True with the copies.
        closed: The person went back.
    """

    person_chosen = Signal(str)
    person_added = Signal(str)
    person_renamed = Signal(str)
    export_requested = Signal()
    import_requested = Signal()
    who_said = Signal(bool)
    folder_requested = Signal()
    step_requested = Signal()
    folder_forgotten = Signal()
    folder_key_given = Signal(str)
    brought_back = Signal(int)
    forget_requested = Signal(bool)
    closed = Signal()

    def __init__(self, *, parent: QWidget | None = None) -> None:
        super().__init__(name="records_page", parent=parent)
        self.set_heading(
            self.tr("People and records"),
            self.tr("Everybody has a history, a programme and settings of their own."),
        )
        self._columns = Columns(first=3, second=3)
        self._people = QVBoxLayout()
        self._deleted = Card(self.tr("Deleted lately"), name="records.deleted")
        self._deleted_rows = QVBoxLayout()
        self._name = LineField(name="records.name", label=self.tr("A name"))
        self._rename = PlainButton(self.tr("Call me so"), name="records.rename")
        self._add = PlainButton(self.tr("Add somebody"), name="records.add")
        self._export = PlainButton(self.tr("Take it along…"), name="records.export")
        self._import = PlainButton(self.tr("Bring a file in…"), name="records.import")
        self._mine = PlainButton(self.tr("They are mine"), name="records.mine")
        self._theirs = PlainButton(self.tr("Somebody else’s"), name="records.theirs")
        self._who = Text(self.tr("Whose records are in this file?"), role=TextRole.STRONG)
        self._folder = Text(role=TextRole.SMALL)
        self._choose = PlainButton(self.tr("Choose a folder…"), name="records.folder")
        self._step = PlainButton(self.tr("Bring in step now"), name="records.step")
        self._forget_folder = LinkButton(self.tr("Use it no more"), name="records.folder.forget")
        self._folder_key = FolderKey()
        self._remains = Text(role=TextRole.SMALL, tone=Tone.MUTED)
        self._remains.setObjectName("records.remains")
        self._copies = Chip(self.tr("The copies too"), name="records.copies")
        self._word = LineField(name="records.word", label=self.tr("Type DELETE here"))
        self._forget = AlarmButton(self.tr("Delete everything"), name="records.forget")
        self._back = PlainButton(self.tr("Back"), name="records.back", key_hint="Esc")
        self._build_layout()
        self._connect_signals()

    def show_records(self, view: RecordsView) -> None:
        """Show who is here, and where the records are."""
        self._folder_key.clear()
        self.ask_who(is_asked=False)
        _empty(self._people)
        self._show_deleted(view.deleted)
        focus: QWidget = self._name
        for place, (key, name) in enumerate(view.people):
            row, switch = self._person_row(place, key, name, is_mine=key == view.mine)
            self._people.addWidget(row)
            if switch is not None and focus is self._name:
                focus = switch
        self._name.clear()
        self._word.clear()
        none = self.tr("No shared folder is used.")
        self._folder.setText(view.shared or none)
        for button in (self._step, self._forget_folder):
            button.setVisible(bool(view.shared))
        self._remains.setText(remains_words(view))
        self._copies.setVisible(bool(view.copies))
        self.setFocusProxy(focus)

    def ask_who(self, *, is_asked: bool) -> None:
        """Ask whose records are in the file, or ask no more."""
        for part in (self._who, self._mine, self._theirs):
            part.setVisible(is_asked)
        if is_asked:
            self._mine.setFocus(Qt.FocusReason.OtherFocusReason)

    def ask_folder_key(self, *, is_new: bool) -> None:
        """Ask for the passphrase of the shared folder, or for a new one."""
        self._folder_key.ask(is_new=is_new)

    def show_busy(self, *, is_busy: bool) -> None:
        """Let nothing be begun while something is under way."""
        self._columns.setEnabled(not is_busy)

    @override
    def keyPressEvent(self, arg__1: QKeyEvent) -> None:
        """Let Escape go back."""
        if arg__1.key() == Qt.Key.Key_Escape:
            self.closed.emit()
        else:
            super().keyPressEvent(arg__1)

    def _build_layout(self) -> None:
        people = Card(self.tr("Who is coached here"), name="records.people")
        people.body.addLayout(self._people)
        people.body.addWidget(self._name)
        people.body.addWidget(_flowing(self._rename, self._add))
        self._columns.first.addWidget(people)
        self._columns.first.addWidget(self._forget_card())
        self._columns.second.addWidget(self._files_card())
        self._columns.second.addWidget(self._folder_card())
        self._deleted.body.addLayout(self._deleted_rows)
        self._columns.second.addWidget(self._deleted)
        self.body.addWidget(self._columns)
        self.body.addSpacing(16)
        self.body.addWidget(_flowing(self._back))
        self.body.addStretch(1)

    def _connect_signals(self) -> None:
        for button, signal in (
            (self._export, self.export_requested),
            (self._import, self.import_requested),
            (self._choose, self.folder_requested),
            (self._step, self.step_requested),
            (self._forget_folder, self.folder_forgotten),
            (self._back, self.closed),
        ):
            button.clicked.connect(signal)
        self._folder_key.given.connect(self.folder_key_given)
        self._mine.clicked.connect(self._on_mine)
        self._theirs.clicked.connect(self._on_theirs)
        self._rename.clicked.connect(self._on_rename)
        self._add.clicked.connect(self._on_add)
        self._forget.clicked.connect(self._on_forget)
        self._word.textChanged.connect(self._on_word_changed)
        self._on_word_changed()

    def _person_row(
        self, place: int, key: str, name: str, *, is_mine: bool
    ) -> tuple[QWidget, Button | None]:
        holder = QWidget()
        row = QHBoxLayout(holder)
        row.setContentsMargins(0, 0, 0, 0)
        words = self.tr("{name} (coached now)") if is_mine else self.tr("{name}")
        row.addWidget(Text(words.format(name=called(name))), 1)
        if is_mine:
            return holder, None
        switch = PlainButton(self.tr("Switch"), name=f"records.switch.{place}")
        switch.setAccessibleName(self.tr("Switch to {name}").format(name=called(name)))
        switch.setProperty("key", key)
        switch.clicked.connect(self._on_switch)
        row.addWidget(switch)
        return holder, switch

    def _show_deleted(self, deleted: tuple[str, ...]) -> None:
        _empty(self._deleted_rows)
        self._deleted.setVisible(bool(deleted))
        for place, words in enumerate(deleted):
            holder = QWidget()
            row = QHBoxLayout(holder)
            row.setContentsMargins(0, 0, 0, 0)
            row.addWidget(Text(words, role=TextRole.SMALL), 1)
            back = LinkButton(self.tr("Bring back"), name=f"records.deleted.{place}")
            back.setAccessibleDescription(words)
            back.setProperty("place", place)
            back.clicked.connect(self._on_bring_back)
            row.addWidget(back)
            self._deleted_rows.addWidget(holder)

    def _files_card(self) -> Card:
        card = Card(self.tr("As a file"), name="records.files")
        words = self.tr(
            "Everything of everyone, as JSON that can be brought in again, or as tables in a zip"
            " file. A CSV table of sessions can be brought in too. Nothing comes twice."
        )
        card.body.addWidget(Text(words, role=TextRole.SMALL, tone=Tone.MUTED))
        card.body.addWidget(_flowing(self._export, self._import))
        card.body.addWidget(self._who)
        card.body.addWidget(_flowing(self._mine, self._theirs))
        return card

    def _folder_card(self) -> Card:
        card = Card(self.tr("Two computers"), name="records.sharing")
        words = self.tr(
            "Choose one folder on both, that any tool keeps in step. Each then comes to the same"
            " history and the same dose."
        )
        card.body.addWidget(Text(words, role=TextRole.SMALL, tone=Tone.MUTED))
        card.body.addWidget(self._folder)
        card.body.addWidget(self._folder_key)
        card.body.addWidget(_flowing(self._choose, self._step, self._forget_folder))
        return card

    def _forget_card(self) -> Card:
        card = Card(self.tr("Delete everything for good"), name="records.forgetting")
        words = self.tr(
            "All records and settings of whoever is coached now. It cannot be undone. Other people"
            " here are left alone."
        )
        card.body.addWidget(Text(words))
        card.body.addWidget(self._remains)
        card.body.addWidget(_flowing(self._copies))
        card.body.addWidget(self._word)
        card.body.addWidget(_flowing(self._forget))
        return card

    def _on_switch(self) -> None:
        self.person_chosen.emit(str(self.sender().property("key")))

    def _on_bring_back(self) -> None:
        self.brought_back.emit(int(self.sender().property("place")))

    def _on_rename(self) -> None:
        self.person_renamed.emit(self._name.text())

    def _on_add(self) -> None:
        self.person_added.emit(self._name.text())

    def _on_mine(self) -> None:
        self.who_said.emit(True)

    def _on_theirs(self) -> None:
        self.who_said.emit(False)

    def _on_word_changed(self) -> None:
        self._forget.setEnabled(self._word.text().strip() == "DELETE")

    def _on_forget(self) -> None:
        self.forget_requested.emit(self._copies.isChecked() and not self._copies.isHidden())


def _flowing(*buttons: QWidget) -> QWidget:
    """Return buttons in a row that takes more lines where there is little room."""
    holder = QWidget()
    row = FlowLayout(holder)
    for button in buttons:
        row.addWidget(button)
    return holder


def _empty(layout: QVBoxLayout) -> None:
    while (item := layout.takeAt(0)) is not None:
        widget = item.widget()
        if widget is not None:
            widget.hide()
            widget.deleteLater()
