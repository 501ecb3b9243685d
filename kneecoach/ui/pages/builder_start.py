"""List the packs that are being made, and begin another one."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtWidgets import QListWidgetItem, QWidget

from kneecoach.ui.builder.plain_list import PlainList
from kneecoach.ui.theme.tokens import TARGET_PX
from kneecoach.ui.theme.type import TextRole, font_for, scaled
from kneecoach.ui.widgets.announce import announce
from kneecoach.ui.widgets.buttons import LinkButton, PlainButton, PrimaryButton
from kneecoach.ui.widgets.card import Card
from kneecoach.ui.widgets.fields import ChoiceField, LineField
from kneecoach.ui.widgets.flow import FlowLayout
from kneecoach.ui.widgets.leavable_page import LeavablePage
from kneecoach.ui.widgets.scroll_page import CARD_GAP_PX, Columns
from kneecoach.ui.widgets.text import Text, Tone
from kneecoach.values import dataclass

_ROWS = 7


@dataclass(frozen=True, slots=True, kw_only=True)
class NewPack:
    """What is said of a new pack.

    Attributes:
        title, author, contact: As they were typed.
        template: The key of what it begins with; empty for nothing.
    """

    title: str
    author: str
    contact: str
    template: str


class BuilderStartPage(LeavablePage):
    """Show the drafts, and a form for a new one.

    Signals:
        closed: The person goes back to the packs.
        begun(NewPack): A new pack is wanted.
        folder_requested: The pack in a folder is to be opened.
        draft_chosen(str): The draft with this id is to be opened.
        draft_removed(str): The draft with this id is to be taken away.
    """

    begun = Signal(object)
    folder_requested = Signal()
    draft_chosen = Signal(str)
    draft_removed = Signal(str)

    def __init__(self, *, parent: QWidget | None = None) -> None:
        super().__init__(name="builder_start", parent=parent)
        self._name = LineField(name="drafts.title", label=self.tr("Title of the pack"))
        author = self.tr("Your name and profession")
        self._author = LineField(name="drafts.author", label=author)
        self._contact = LineField(name="drafts.contact", label=self.tr("Whom to call"))
        self._template = ChoiceField((), name="drafts.template", label=self.tr("Start from"))
        self._begin = PrimaryButton(self.tr("Begin"), name="drafts.begin")
        self._folder = PlainButton(self.tr("Open a folder"), name="drafts.folder")
        self._back = LinkButton(self.tr("Back"), name="drafts.back")
        self._list = PlainList()
        self._list.setObjectName("drafts.list")
        self._list.setAccessibleName(self.tr("Drafts"))
        self._none = Text(self.tr("There is no draft yet."), tone=Tone.MUTED)
        self._open = PlainButton(self.tr("Go on with it"), name="drafts.open")
        self._remove = PlainButton(self.tr("Throw it away"), name="drafts.remove")
        self._sure = PlainButton(self.tr("Really throw it away"), name="drafts.remove.really")
        self._done = Text()
        self._build_layout()
        self._connect_signals()

    def show_drafts(
        self,
        drafts: tuple[tuple[str, str], ...],
        templates: tuple[tuple[str, str], ...],
        author: tuple[str, str],
    ) -> None:
        """Show drafts and templates, pairs of a key and words, and who made the last pack."""
        self.set_heading(
            self.tr("Packs in the making"),
            self.tr("What you type is kept at once. Nothing is given to anybody until you do it."),
        )
        self._list.clear()
        for key, words in drafts:
            item = QListWidgetItem(words)
            item.setData(Qt.ItemDataRole.UserRole, key)
            item.setSizeHint(QSize(0, scaled(TARGET_PX)))
            item.setFont(font_for(TextRole.BODY))
            self._list.addItem(item)
        self._list.setVisible(bool(drafts))
        self._list.setFixedHeight(min(max(len(drafts), 1), _ROWS) * scaled(TARGET_PX) + 6)
        self._list.setCurrentRow(0 if drafts else -1)
        self._none.setVisible(not drafts)
        chosen = self._template.choice()
        self._template.clear()
        for key, words in templates:
            self._template.addItem(words, key)
        self._template.set_choice(chosen)
        for field, text in zip((self._author, self._contact), author, strict=True):
            if not field.text():
                field.setText(text)
        self._name.clear()
        self._show_sure(is_sure=False)
        for button in (self._open, self._remove):
            button.setEnabled(bool(drafts))
        self.say("")

    def say(self, sentence: str) -> None:
        """Say what was done, or what is missing."""
        self._done.setText(sentence)
        self._done.setVisible(bool(sentence))
        if sentence:
            announce(self._done, sentence)

    def _build_layout(self) -> None:
        columns = Columns(first=1, second=1)
        new = Card(self.tr("A new pack"), name="drafts.new")
        for field in (self._name, self._author, self._contact, self._template):
            label = field.accessibleName()
            new.body.addWidget(Text(label, role=TextRole.SMALL, tone=Tone.MUTED))
            new.body.addWidget(field)
        row = QWidget()
        flow = FlowLayout(row)
        for button in (self._begin, self._folder, self._back):
            flow.addWidget(button)
        new.body.addWidget(row)
        new.body.addWidget(self._done)
        kept = Card(self.tr("Drafts"), name="drafts.kept")
        kept.body.addWidget(self._none)
        kept.body.addWidget(self._list)
        row = QWidget()
        flow = FlowLayout(row)
        for button in (self._open, self._remove, self._sure):
            flow.addWidget(button)
        kept.body.addWidget(row)
        columns.first.addWidget(new)
        columns.second.addWidget(kept)
        self.body.addWidget(columns)
        self.body.addSpacing(CARD_GAP_PX)
        self.body.addStretch(1)
        self.setFocusProxy(self._name)

    def _connect_signals(self) -> None:
        self._begin.clicked.connect(self._on_begin_clicked)
        for field in (self._name, self._author, self._contact):
            field.returnPressed.connect(self._on_begin_clicked)
        self._folder.clicked.connect(self.folder_requested)
        self._back.clicked.connect(self.closed)
        self._open.clicked.connect(self._on_open_clicked)
        self._list.itemActivated.connect(self._on_open_clicked)
        self._remove.clicked.connect(self._on_remove_clicked)
        self._sure.clicked.connect(self._on_sure_clicked)
        self._list.currentRowChanged.connect(self._on_row_changed)

    def _show_sure(self, *, is_sure: bool) -> None:
        self._sure.setVisible(is_sure)
        self._remove.setVisible(not is_sure)

    def _on_row_changed(self) -> None:
        self._show_sure(is_sure=False)

    def _on_begin_clicked(self) -> None:
        title, author = self._name.text().strip(), self._author.text().strip()
        if not title or not author:
            self.say(self.tr("Write a title and your name first."))
            (self._author if title else self._name).setFocus()
            return
        self.begun.emit(
            NewPack(
                title=title,
                author=author,
                contact=self._contact.text().strip(),
                template=self._template.choice(),
            )
        )

    def _chosen(self) -> str:
        if self._list.currentRow() < 0:
            return ""
        return str(self._list.currentItem().data(Qt.ItemDataRole.UserRole))

    def _on_open_clicked(self) -> None:
        if self._chosen():
            self.draft_chosen.emit(self._chosen())

    def _on_remove_clicked(self) -> None:
        self._show_sure(is_sure=True)
        self._sure.setFocus()

    def _on_sure_clicked(self) -> None:
        if self._chosen():
            self.draft_removed.emit(self._chosen())
