"""Let the person encrypt the records, and say when and by what they open."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QWidget

from kneecoach.override import override
from kneecoach.settings import LockAfter
from kneecoach.ui.asked import asked_by_chips, button_row
from kneecoach.ui.cards.recovery_card import RecoveryCard
from kneecoach.ui.privacy_view import PrivacyView
from kneecoach.ui.theme.type import TextRole
from kneecoach.ui.widgets.announce import announce
from kneecoach.ui.widgets.buttons import AlarmButton, PlainButton, PrimaryButton
from kneecoach.ui.widgets.card import Card, SectionTitle
from kneecoach.ui.widgets.chips import ChipRow
from kneecoach.ui.widgets.new_passphrase import NewPassphrase
from kneecoach.ui.widgets.scroll_page import Columns, ScrollPage
from kneecoach.ui.widgets.secret_field import SecretField
from kneecoach.ui.widgets.text import Text, Tone
from kneecoach.ui.widgets.toggle import Toggle
from kneecoach.ui.words.privacy import covers_words, lock_after_words


class PrivacyPage(ScrollPage):
    """Show how the records are kept from others, and take what is to change.

    Signals:
        turn_on_requested(str): The records are to be encrypted; carries the passphrase.
        turn_off_requested(str): They are to be plain again; carries the passphrase.
        change_requested(str, str): Another passphrase; carries the old one, which is empty where
            it is not asked for, and the new one.
        code_requested: A new recovery code is to be made.
        code_print_requested(str): The recovery code is to be put on paper.
        remember_requested(bool): This computer is to open the records by itself, or no more.
        locking_chosen(LockAfter, bool): When the coach locks by itself.
        lock_requested: The coach is to lock now.
        closed: The person went back.
    """

    turn_on_requested = Signal(str)
    turn_off_requested = Signal(str)
    change_requested = Signal(str, str)
    code_requested = Signal()
    code_print_requested = Signal(str)
    remember_requested = Signal(bool)
    locking_chosen = Signal(object, bool)
    lock_requested = Signal()
    closed = Signal()

    def __init__(self, *, parent: QWidget | None = None) -> None:
        super().__init__(name="privacy_page", parent=parent)
        self._code = RecoveryCard()
        self._said = Text(tone=Tone.AMBER)
        self._said.setObjectName("privacy.said")
        self._off = QWidget()
        self._new = NewPassphrase(name="privacy.new")
        self._turn_on = PrimaryButton(self.tr("Encrypt the records"), name="privacy.turn_on")
        self._on = Columns(first=3, second=3)
        self._lock = PlainButton(self.tr("Lock now"), name="privacy.lock", key_hint="Ctrl+L")
        self._after = ChipRow(
            tuple((one.value, lock_after_words(one)) for one in LockAfter),
            name="privacy.after",
            label=self.tr("Lock when the coach is not used"),
            is_single=True,
            needs_one=True,
        )
        together = self.tr("Lock when the computer is locked or sleeps")
        self._with_computer = Toggle(name="privacy.with_computer", label=together)
        self._lock_unknown = Text(role=TextRole.SMALL, tone=Tone.AMBER)
        self._remember = Toggle(
            name="privacy.remember", label=self.tr("Open the records by itself on this computer")
        )
        self._keyring = Text(role=TextRole.SMALL, tone=Tone.MUTED)
        self._keyring.setObjectName("privacy.keyring")
        self._old = SecretField(name="privacy.old", label=self.tr("Passphrase up to now"))
        self._other = NewPassphrase(name="privacy.other")
        self._change = PlainButton(self.tr("Change the passphrase"), name="privacy.change")
        self._has_code = Text(role=TextRole.SMALL, tone=Tone.MUTED)
        self._make_code = PlainButton(self.tr("Make a new recovery code"), name="privacy.code")
        self._last = SecretField(name="privacy.last", label=self.tr("Passphrase"))
        self._turn_off = AlarmButton(self.tr("Turn encryption off"), name="privacy.turn_off")
        self._back = PlainButton(self.tr("Back"), name="privacy.back", key_hint="Esc")
        self._build_layout()
        self._connect_signals()
        self._code.hide()
        self.say("")

    def show_privacy(self, view: PrivacyView) -> None:
        """Show how things stand."""
        self.set_heading(
            self.tr("Privacy and encryption"),
            self.tr("The records are encrypted; your passphrase opens them.")
            if view.is_encrypted
            else self.tr("The records are not encrypted; whoever uses this account can read them."),
        )
        self._off.setVisible(not view.is_encrypted)
        self._on.setVisible(view.is_encrypted and self._code.isHidden())
        self._after.set_chosen((view.lock_after.value,))
        self._with_computer.set_on(view.lock_with_computer)
        self._lock_unknown.setText(view.lock_unknown)
        self._lock_unknown.setVisible(bool(view.lock_unknown))
        self._old.setVisible(view.knows_passphrase)
        made = self.tr("A recovery code was made. A new one takes its place.")
        none = self.tr("There is no recovery code yet.")
        self._has_code.setText(made if view.has_code else none)
        self._show_keyring(view)
        if not view.is_encrypted:
            self.setFocusProxy(self._new)
        else:
            self.setFocusProxy(self._lock if view.knows_passphrase else self._other)

    def show_code(self, code: str) -> None:
        """Show a recovery code, and nothing else, until it is written down and confirmed."""
        self._code.show_code(code)
        self._code.show()
        self._on.hide()
        self.verticalScrollBar().setValue(0)
        self._code.setFocus(Qt.FocusReason.OtherFocusReason)

    def show_busy(self, words: str) -> None:
        """Let nothing be begun while something is under way; an empty text ends that."""
        for part in (self._off, self._on, self._code, self._back):
            part.setEnabled(not words)
        self.say(words, tone=Tone.MUTED)

    def say(self, words: str, *, tone: Tone = Tone.AMBER) -> None:
        """Say what came of something; nothing for an empty text."""
        self._said.set_tone(tone)
        self._said.setText(words)
        self._said.setVisible(bool(words))
        announce(self._said, words)

    def clear(self) -> None:
        """Keep nothing of what was typed, and no code."""
        for field in (self._new, self._other, self._old, self._last):
            field.clear()
        self._code.clear()
        self._code.hide()
        self.say("")

    @override
    def keyPressEvent(self, arg__1: QKeyEvent) -> None:
        """Let Escape go back."""
        if arg__1.key() == Qt.Key.Key_Escape:
            self.closed.emit()
        else:
            super().keyPressEvent(arg__1)

    def _show_keyring(self, view: PrivacyView) -> None:
        self._remember.set_on(view.is_remembered)
        self._remember.setEnabled(bool(view.keyring) or view.is_remembered)
        if view.keyring is None:
            words = self.tr("Looking for the keyring of this system…")
        elif view.keyring:
            words = self.tr(
                "The key is then kept in {keyring}. Whoever can log in to this account can then"
                " open the records too."
            ).format(keyring=view.keyring)
        else:
            words = self.tr(
                "No keyring that keeps its secrets encrypted was found on this system, so this"
                " cannot be offered."
            )
        self._keyring.setText(words)

    def _build_layout(self) -> None:
        self.body.addWidget(self._said)
        self.body.addWidget(self._code)
        self.body.addSpacing(16)
        off = QHBoxLayout(self._off)
        off.setContentsMargins(0, 0, 0, 0)
        off.addWidget(self._encrypt_card())
        for card in (self._locking_card(), self._keyring_card()):
            self._on.first.addWidget(card)
        for card in (self._change_card(), self._code_card(), self._plain_card()):
            self._on.second.addWidget(card)
        self.body.addWidget(self._off)
        self.body.addWidget(self._on)
        self.body.addSpacing(16)
        self.body.addLayout(button_row(self._back))
        self.body.addStretch(1)

    def _encrypt_card(self) -> Card:
        card = Card(self.tr("Encrypt the records"), name="privacy.encrypt")
        for words in covers_words():
            card.body.addWidget(Text(words))
        forgotten = self.tr(
            "A forgotten passphrase cannot be found out by anybody. A recovery code, to be kept on"
            " paper, is shown next. Everybody of the household here shares one passphrase."
        )
        card.body.addWidget(Text(forgotten))
        card.body.addWidget(self._new)
        card.body.addLayout(button_row(self._turn_on))
        return card

    def _locking_card(self) -> Card:
        card = Card(self.tr("When it locks"), name="privacy.locking")
        card.body.addLayout(button_row(self._lock))
        not_used = SectionTitle(self.tr("When the coach is not used"))
        card.body.addLayout(asked_by_chips(not_used, self._after))
        words = self.tr("When the computer is locked or sleeps")
        card.body.addLayout(_beside(words, self._with_computer))
        card.body.addWidget(self._lock_unknown)
        hint = self.tr("A session is never cut off; the coach locks when it is over.")
        card.body.addWidget(Text(hint, role=TextRole.SMALL, tone=Tone.MUTED))
        return card

    def _keyring_card(self) -> Card:
        card = Card(self.tr("On this computer"), name="privacy.this_computer")
        card.body.addLayout(_beside(self.tr("Open the records by itself"), self._remember))
        card.body.addWidget(self._keyring)
        return card

    def _change_card(self) -> Card:
        card = Card(self.tr("Another passphrase"), name="privacy.changing")
        for part in (self._old, self._other):
            card.body.addWidget(part)
        card.body.addLayout(button_row(self._change))
        return card

    def _code_card(self) -> Card:
        card = Card(self.tr("Recovery code"), name="privacy.recovery")
        card.body.addWidget(self._has_code)
        card.body.addLayout(button_row(self._make_code))
        return card

    def _plain_card(self) -> Card:
        card = Card(self.tr("Turn encryption off"), name="privacy.plain")
        words = self.tr("Everything is written as plain files again. The passphrase is asked for.")
        card.body.addWidget(Text(words, role=TextRole.SMALL, tone=Tone.MUTED))
        card.body.addWidget(self._last)
        card.body.addLayout(button_row(self._turn_off))
        return card

    def _connect_signals(self) -> None:
        self._turn_on.clicked.connect(self._on_turn_on)
        self._new.confirmed.connect(self._on_turn_on)
        self._change.clicked.connect(self._on_change)
        self._other.confirmed.connect(self._on_change)
        self._turn_off.clicked.connect(self._on_turn_off)
        self._last.confirmed.connect(self._on_turn_off)
        self._make_code.clicked.connect(self.code_requested)
        self._lock.clicked.connect(self.lock_requested)
        self._remember.toggled.connect(self.remember_requested)
        self._after.choice_changed.connect(self._on_locking_chosen)
        self._with_computer.toggled.connect(self._on_locking_chosen)
        self._code.print_requested.connect(self.code_print_requested)
        self._code.confirmed.connect(self._on_code_confirmed)
        self._back.clicked.connect(self.closed)

    def _on_turn_on(self) -> None:
        passphrase = self._new.passphrase()
        if passphrase:
            self.turn_on_requested.emit(passphrase)

    def _on_change(self) -> None:
        if not self._old.isHidden() and not self._old.secret():
            self.say(self.tr("Type the passphrase up to now first."))
            self._old.select()
            return
        passphrase = self._other.passphrase()
        if passphrase:
            self.change_requested.emit(self._old.secret(), passphrase)

    def _on_turn_off(self) -> None:
        if self._last.secret():
            self.turn_off_requested.emit(self._last.secret())
        else:
            self.say(self.tr("Type the passphrase to turn encryption off."))
            self._last.select()

    def _on_locking_chosen(self) -> None:
        chosen = self._after.chosen()
        after = LockAfter(chosen[0]) if chosen else LockAfter.NEVER
        self.locking_chosen.emit(after, self._with_computer.isChecked())

    def _on_code_confirmed(self) -> None:
        self._code.clear()
        self._code.hide()
        self._on.show()
        self.setFocus(Qt.FocusReason.OtherFocusReason)


def _beside(words: str, toggle: Toggle) -> QHBoxLayout:
    """Return words with the switch that they are about."""
    row = QHBoxLayout()
    row.addWidget(Text(words), 1)
    row.addWidget(toggle)
    return row
