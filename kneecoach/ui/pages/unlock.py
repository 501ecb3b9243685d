"""Ask for the passphrase that opens the records, before anything of them is shown."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QHBoxLayout, QWidget

from kneecoach.override import override
from kneecoach.ui.asked import button_row
from kneecoach.ui.theme.type import TextRole, scaled
from kneecoach.ui.widgets.announce import announce
from kneecoach.ui.widgets.buttons import LinkButton, PrimaryButton
from kneecoach.ui.widgets.card import Card
from kneecoach.ui.widgets.flow import FlowLayout
from kneecoach.ui.widgets.scroll_page import ScrollPage
from kneecoach.ui.widgets.secret_field import SecretField
from kneecoach.ui.widgets.text import Text, Tone

_WIDEST_PX = 620


class UnlockPage(ScrollPage):
    """Take the passphrase, or the recovery code in its place; show nothing of anybody.

    Signals:
        passphrase_given(str), code_given(str): What is to open the records.
    """

    passphrase_given = Signal(str)
    code_given = Signal(str)

    def __init__(self, *, parent: QWidget | None = None) -> None:
        super().__init__(name="unlock_page", parent=parent)
        self.set_heading(
            self.tr("kneecoach is locked"),
            self.tr("The records on this computer are encrypted. Your passphrase opens them."),
        )
        self._wants_code = False
        self._passphrase = SecretField(name="unlock.passphrase", label=self.tr("Passphrase"))
        self._code = SecretField(name="unlock.code", label=self.tr("Recovery code"), is_shown=True)
        self._said = Text(tone=Tone.AMBER)
        self._said.setObjectName("unlock.said")
        self._unlock = PrimaryButton(self.tr("Unlock"), name="unlock.go", key_hint="↵")
        self._other = LinkButton("", name="unlock.other")
        self._forgotten = LinkButton(self.tr("I have forgotten it"), name="unlock.forgotten")
        self._honest = Text(
            self.tr(
                "Nobody can find out a passphrase or go round it, not even who made kneecoach."
                " Two things open the records without it: the recovery code that was shown when"
                " encryption was turned on, and the keyring of a computer that was told to"
                " remember. A file that was taken along before, as JSON or tables, can be brought"
                " into a new history. Without any of these the records stay closed; they are not"
                " deleted, so that a passphrase that comes to mind later still opens them."
            ),
            role=TextRole.SMALL,
        )
        self._honest.setObjectName("unlock.honest")
        self._breaks = Text(
            self.tr("Desk breaks go on meanwhile. They are written down when this is unlocked."),
            role=TextRole.SMALL,
            tone=Tone.MUTED,
        )
        self._build_layout()
        self._connect_signals()
        self.show_breaks(are_on=False)
        self._ask(wants_code=False)

    def show_breaks(self, *, are_on: bool) -> None:
        """Say that desk breaks go on, where they are on."""
        self._breaks.setVisible(are_on)

    def show_busy(self, *, is_busy: bool) -> None:
        """Take nothing more while a passphrase is being tried; the keyboard stays in the field."""
        self._unlock.setEnabled(not is_busy)
        if is_busy:
            self.say(self.tr("Unlocking…"), tone=Tone.MUTED)

    def say(self, words: str, *, tone: Tone = Tone.AMBER) -> None:
        """Say what came of it; nothing for an empty text."""
        self._said.set_tone(tone)
        self._said.setText(words)
        self._said.setVisible(bool(words))
        announce(self._said, words)

    def ask_again(self, words: str) -> None:
        """Say why it did not open, with the keyboard where it was."""
        self.show_busy(is_busy=False)
        self.say(words)
        self._field().select()

    def forget(self) -> None:
        """Keep nothing of what was typed."""
        self._passphrase.clear()
        self._code.clear()

    @override
    def showEvent(self, arg__1: QShowEvent) -> None:
        """Take the keyboard as soon as the page is there; before that it would not be taken."""
        super().showEvent(arg__1)
        self._field().setFocus(Qt.FocusReason.OtherFocusReason)

    def _field(self) -> SecretField:
        return self._code if self._wants_code else self._passphrase

    def _ask(self, *, wants_code: bool) -> None:
        self._wants_code = wants_code
        self._passphrase.setVisible(not wants_code)
        self._code.setVisible(wants_code)
        words = self.tr("Use the passphrase") if wants_code else self.tr("Use the recovery code")
        self._other.set_label(words)
        self._honest.hide()
        self.say("")
        self.setFocusProxy(self._field())

    def _build_layout(self) -> None:
        card = Card(name="unlock.card")
        card.setAccessibleName(self.tr("Unlock"))
        card.setMaximumWidth(scaled(_WIDEST_PX))
        for part in (self._passphrase, self._code, self._said):
            card.body.addWidget(part)
        card.body.addLayout(button_row(self._unlock))
        links = QWidget()
        flow = FlowLayout(links)
        for link in (self._other, self._forgotten):
            flow.addWidget(link)
        card.body.addWidget(links)
        card.body.addWidget(self._honest)
        card.body.addWidget(self._breaks)
        row = QHBoxLayout()
        row.addWidget(card, 1000)
        row.addStretch(1)
        self.body.addLayout(row)
        self.body.addStretch(1)

    def _connect_signals(self) -> None:
        self._unlock.clicked.connect(self._on_unlock_wanted)
        self._other.clicked.connect(self._on_other_clicked)
        self._forgotten.clicked.connect(self._on_forgotten_clicked)
        for field in (self._passphrase, self._code):
            field.confirmed.connect(self._on_unlock_wanted)

    def _on_unlock_wanted(self) -> None:
        if not self._unlock.isEnabled():
            return
        given = self._field().secret()
        if not given:
            missing = self.tr("Type the recovery code first.")
            self.ask_again(missing if self._wants_code else self.tr("Type the passphrase first."))
        elif self._wants_code:
            self.code_given.emit(given)
        else:
            self.passphrase_given.emit(given)

    def _on_other_clicked(self) -> None:
        self._ask(wants_code=not self._wants_code)
        self._field().setFocus(Qt.FocusReason.OtherFocusReason)

    def _on_forgotten_clicked(self) -> None:
        is_shown = self._honest.isHidden()
        self._honest.setVisible(is_shown)
        if is_shown:
            announce(self._honest, self._honest.text())
