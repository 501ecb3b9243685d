"""Ask about every sign that matters, for each knee."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QWidget

from kneecoach.coach.screening import CARE_SIGNS, URGENT_SIGNS, Asking, KneeAnswer
from kneecoach.model.dose import Side
from kneecoach.model.feedback import Flag
from kneecoach.model.units import PainScore, pain_score
from kneecoach.override import override
from kneecoach.ui.asked import asked_on_scale
from kneecoach.ui.widgets.card import Card, SectionTitle
from kneecoach.ui.widgets.chips import Chip
from kneecoach.ui.widgets.pain_scale import PainScale
from kneecoach.ui.widgets.pair import Pair
from kneecoach.ui.widgets.scroll_page import CARD_GAP_PX, Columns
from kneecoach.ui.widgets.stack import stacked
from kneecoach.ui.widgets.text import Text
from kneecoach.ui.words.screening import pain_question, side_words, sign_words

_SIDE_BY_SIDE_PX = 300
_ROW_GAP_PX = 4
_TITLE_GAP_PX = 6
_ARROWS = frozenset({Qt.Key.Key_Up, Qt.Key.Key_Down, Qt.Key.Key_Left, Qt.Key.Key_Right})


class SafetyQuestions(QWidget):
    """Offer each sign with a chip for either knee; ask for the pain where a sign is named.

    Signals:
        answer_changed: Something was marked or unmarked, or a score chosen.

    Args:
        parent: The widget it is in.
    """

    answer_changed = Signal()

    def __init__(self, *, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("screening.questions")
        self._asking: dict[Side, Asking] = {side: Asking(side=side) for side in Side}
        self._rows = {flag: SignRow(flag) for flag in (*URGENT_SIGNS, *CARE_SIGNS)}
        self._scales = {
            side: PainScale(name=f"screening.pain.{side}", label=pain_question(side))
            for side in Side
        }
        self._titles = {side: SectionTitle(pain_question(side)) for side in Side}
        self._pain = Card(name="screening.pain")
        self._pain.setAccessibleName(self.tr("How strong is the pain?"))
        self._build_layout()
        self._connect_signals()

    def ask(self, asking: tuple[Asking, ...]) -> None:
        """Ask anew; the signs that stand are marked already."""
        self._asking = {one.side: one for one in asking}
        for flag, row in self._rows.items():
            row.mark(frozenset(one.side for one in asking if flag in one.standing))
        for scale in self._scales.values():
            scale.set_score(None)
        self._show_pain()

    def answers(self) -> tuple[KneeAnswer, ...]:
        """Return what is marked, left first."""
        return tuple(
            KneeAnswer(side=side, flags=self._flags(side), pain=self._score(side)) for side in Side
        )

    def has_signs(self) -> bool:
        """Return whether any sign is marked."""
        return any(row.sides() for row in self._rows.values())

    def missing(self) -> Side | None:
        """Return the knee whose pain is still needed, or None."""
        return next(
            (
                side
                for side, asked in self._asking.items()
                if asked.needs_pain(self._flags(side)) and self._scales[side].score() is None
            ),
            None,
        )

    def take_focus(self) -> None:
        """Take the keyboard to the first sign."""
        self._rows[URGENT_SIGNS[0]].take_focus(Side.LEFT)

    def take_focus_to_pain(self, side: Side) -> None:
        """Take the keyboard to the score that is missing."""
        self._scales[side].setFocus(Qt.FocusReason.OtherFocusReason)

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Let the arrows go from sign to sign and from knee to knee."""
        rows = list(self._rows.values())
        at = next((index for index, row in enumerate(rows) if row.focused() is not None), None)
        side = rows[at].focused() if at is not None else None
        if at is None or side is None:
            super().keyPressEvent(event)
            return
        match event.key():
            case Qt.Key.Key_Down:
                rows[(at + 1) % len(rows)].take_focus(side)
            case Qt.Key.Key_Up:
                rows[at - 1].take_focus(side)
            case Qt.Key.Key_Left:
                rows[at].take_focus(Side.LEFT)
            case Qt.Key.Key_Right:
                rows[at].take_focus(Side.RIGHT)
            case _:
                super().keyPressEvent(event)

    def _flags(self, side: Side) -> frozenset[Flag]:
        return frozenset(flag for flag, row in self._rows.items() if side in row.sides())

    def _score(self, side: Side) -> PainScore | None:
        score = self._scales[side].score()
        is_asked = self._asking[side].needs_pain(self._flags(side))
        return None if score is None or not is_asked else pain_score(score)

    def _show_pain(self) -> None:
        asked = {side: one.needs_pain(self._flags(side)) for side, one in self._asking.items()}
        for side, is_asked in asked.items():
            self._titles[side].setVisible(is_asked)
            self._scales[side].setVisible(is_asked)
        self._pain.setVisible(any(asked.values()))

    def _build_layout(self) -> None:
        columns = Columns(first=1, second=1)
        urgent = Card(self.tr("These may need help today"), name="screening.urgent")
        care = Card(self.tr("These should be looked at first"), name="screening.care")
        for card, flags in ((urgent, URGENT_SIGNS), (care, CARE_SIGNS)):
            card.body.setSpacing(_ROW_GAP_PX)
            card.body.addSpacing(_TITLE_GAP_PX)
            for flag in flags:
                card.body.addWidget(self._rows[flag])
        columns.first.addWidget(urgent)
        columns.first.addWidget(self._pain)
        columns.second.addWidget(care)
        for side in Side:
            self._pain.body.addLayout(asked_on_scale(self._titles[side], self._scales[side]))
        column = stacked(self)
        column.setSpacing(CARD_GAP_PX)
        column.addWidget(columns)
        self._show_pain()

    def _connect_signals(self) -> None:
        for row in self._rows.values():
            row.marked.connect(self._on_marked)
        for scale in self._scales.values():
            scale.score_chosen.connect(self._on_marked)

    def _on_marked(self) -> None:
        self._show_pain()
        self.answer_changed.emit()


class SignRow(QWidget):
    """Show one sign with a chip for each knee.

    Signals:
        marked: A chip was pressed.

    Args:
        flag: The sign.
    """

    marked = Signal()

    def __init__(self, flag: Flag) -> None:
        super().__init__()
        self.setObjectName(f"screening.{flag}")
        words = sign_words(flag)
        self.setAccessibleName(words)
        self._chips = {
            side: SideChip(side_words(side), name=f"screening.{flag}.{side}") for side in Side
        }
        for side, chip in self._chips.items():
            said = self.tr("{sign}: {knee}").format(sign=words, knee=side_words(side))
            chip.setAccessibleName(said)
            chip.toggled.connect(self.marked)
        chips = QWidget()
        row = QHBoxLayout(chips)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(4)
        for chip in self._chips.values():
            row.addWidget(chip)
        whole = stacked(self)
        whole.addWidget(Pair(Text(words), chips, together_from_px=_SIDE_BY_SIDE_PX))

    def sides(self) -> frozenset[Side]:
        """Return the knees that have the sign."""
        return frozenset(side for side, chip in self._chips.items() if chip.isChecked())

    def mark(self, sides: frozenset[Side]) -> None:
        """Mark exactly these knees, without a signal."""
        for side, chip in self._chips.items():
            chip.blockSignals(True)
            chip.setChecked(side in sides)
            chip.blockSignals(False)

    def focused(self) -> Side | None:
        """Return the knee whose chip has the keyboard, or None."""
        return next((side for side, chip in self._chips.items() if chip.hasFocus()), None)

    def take_focus(self, side: Side) -> None:
        """Take the keyboard."""
        self._chips[side].setFocus(Qt.FocusReason.TabFocusReason)


class SideChip(Chip):
    """Leave the arrows to the questions, which know the sign above and below."""

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Pass the arrows on."""
        if event.key() in _ARROWS:
            event.ignore()
            return
        super().keyPressEvent(event)
