"""Show a recovery code once, and see that it was written down."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QWidget

from kneecoach.ui.theme.type import TextRole
from kneecoach.ui.widgets.announce import announce
from kneecoach.ui.widgets.buttons import PlainButton, PrimaryButton
from kneecoach.ui.widgets.card import Card, CardTone
from kneecoach.ui.widgets.fields import LineField
from kneecoach.ui.widgets.flow import FlowLayout
from kneecoach.ui.widgets.text import Text, Tone

_GROUP = 5
"""Letters of the code that are typed as a proof that it was written down."""


class RecoveryCard(Card):
    """Hold the code until its last letters have been typed from the paper.

    Signals:
        print_requested(str): The code is to be put on paper.
        confirmed: It was written down.
    """

    print_requested = Signal(str)
    confirmed = Signal()

    def __init__(self, *, parent: QWidget | None = None) -> None:
        super().__init__(
            self.tr("Your recovery code"), name="privacy.code_shown", tone=CardTone.NOTE
        )
        if parent is not None:
            self.setParent(parent)
        self._shown = ""
        self._code = Text(role=TextRole.HEADING)
        self._code.setObjectName("privacy.code_text")
        self._code.setTextInteractionFlags(
            Qt.TextInteractionFlag.TextSelectableByKeyboard
            | Qt.TextInteractionFlag.TextSelectableByMouse
        )
        self._proof = LineField(
            name="privacy.code_proof", label=self.tr("The last five letters of the code")
        )
        self._said = Text(tone=Tone.AMBER)
        self._print = PlainButton(self.tr("Print it…"), name="privacy.code_print")
        self._done = PrimaryButton(self.tr("I have written it down"), name="privacy.code_done")
        words = self.tr(
            "It opens the records when the passphrase is forgotten. It is shown this once: write it"
            " on paper, or print it, and keep that away from this computer."
        )
        for part in (Text(words), self._code, self._proof, self._said):
            self.body.addWidget(part)
        buttons = QWidget()
        row = FlowLayout(buttons)
        for button in (self._done, self._print):
            row.addWidget(button)
        self.body.addWidget(buttons)
        self.setFocusProxy(self._proof)
        self._said.hide()
        self._done.clicked.connect(self._on_done)
        self._proof.returnPressed.connect(self._on_done)
        self._print.clicked.connect(self._on_print)

    def show_code(self, code: str) -> None:
        """Show a code."""
        self._shown = code
        self._code.setText(code)
        self._code.setAccessibleName(self.tr("Recovery code: {code}").format(code=" ".join(code)))
        self._proof.clear()
        self._said.hide()
        announce(self._code, self._code.accessibleName())

    def clear(self) -> None:
        """Keep no code."""
        self._shown = ""
        self._code.clear()
        self._code.setAccessibleName("")
        self._proof.clear()
        self._said.hide()

    def _on_done(self) -> None:
        typed = "".join(one for one in self._proof.text().upper() if one.isalnum())
        whole = self._shown.replace("-", "")
        if typed in {whole, whole[-_GROUP:]}:
            self.confirmed.emit()
            return
        self._said.setText(
            self.tr("These are not the last five letters of the code. Compare with the paper.")
        )
        self._said.show()
        announce(self._said, self._said.text())
        self._proof.setFocus(Qt.FocusReason.OtherFocusReason)
        self._proof.selectAll()

    def _on_print(self) -> None:
        self.print_requested.emit(self._shown)
