"""Ask about one knee on a morning: its pain, and the signs that stood."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QWidget

from kneecoach.model.feedback import Flag, Knee
from kneecoach.model.record import CheckIn
from kneecoach.ui.feeling_words import COMMON_FLAGS, RARER_FLAGS, flag_words
from kneecoach.ui.widgets.card import SectionTitle
from kneecoach.ui.widgets.chips import ChipRow
from kneecoach.ui.widgets.pain_scale import PainScale
from kneecoach.ui.widgets.stack import stacked
from kneecoach.ui.words.mornings import knee_title

_STIFF = "stiff"
_NEW = "new_onset"


class KneeQuestions(QWidget):
    """Take the pain and the signs of one knee.

    Signals:
        score_chosen: A score was chosen.

    Args:
        knee: Which knee; both for one answer that is about the knee that is looked after.
        name: What the object names of the controls begin with.
    """

    score_chosen = Signal()

    def __init__(self, knee: Knee, *, name: str) -> None:
        super().__init__()
        self.knee = knee
        self._title = SectionTitle(knee_title(knee))
        self._scale = PainScale(name=f"{name}.pain", label=self.tr("Pain in the morning"))
        common = tuple((flag.value, flag_words(flag)) for flag in COMMON_FLAGS)
        rarer = tuple((flag.value, flag_words(flag)) for flag in RARER_FLAGS)
        felt = ((_STIFF, self.tr("Stiff on waking")), (_NEW, self.tr("Sudden new pain")))
        signs = self._about(self.tr("Signs in the knee"))
        answers = (common[0], felt[0], *common[1:], felt[1])
        self._signs = ChipRow(answers, name=f"{name}.signs", label=signs)
        self._rarer = ChipRow(rarer, name=f"{name}.rarer_signs", label=signs)
        column = stacked(self)
        for part in (self._title, self._scale, self._signs, self._rarer):
            column.addWidget(part)
        self._scale.score_chosen.connect(self._on_score_chosen)

    def ask(self, question: str, *, is_alone: bool) -> None:
        """Ask about the pain; a knee that is asked about alone needs no title."""
        self._title.setVisible(not is_alone)
        self._scale.setAccessibleName(question if is_alone else self._about(question))

    def fill(self, said: CheckIn | None) -> None:
        """Show what was said before, or nothing."""
        keys = [] if said is None else [flag.value for flag in said.flags]
        if said is not None and said.stiff:
            keys.append(_STIFF)
        if said is not None and said.new_onset:
            keys.append(_NEW)
        self._scale.set_score(None if said is None else said.pain)
        self._signs.set_chosen(tuple(keys))
        self._rarer.set_chosen(tuple(keys))

    def score(self) -> int | None:
        """Return the pain, or None while it is not said."""
        return self._scale.score()

    def flags(self) -> frozenset[Flag]:
        """Return the signs that are marked."""
        chosen = {*self._signs.chosen(), *self._rarer.chosen()}
        return frozenset(flag for flag in Flag if flag.value in chosen)

    def is_stiff(self) -> bool:
        """Return whether the knee was stiff on waking."""
        return _STIFF in self._signs.chosen()

    def is_new(self) -> bool:
        """Return whether the pain is sudden and new."""
        return _NEW in self._signs.chosen()

    def has_rarer(self) -> bool:
        """Return whether one of the rarer signs is marked."""
        return bool(self._rarer.chosen())

    def show_rarer(self, *, is_shown: bool) -> None:
        """Show the rarer signs, or keep them away."""
        self._rarer.setVisible(is_shown)

    def take_focus(self) -> None:
        """Take the keyboard to the pain."""
        self._scale.setFocus(Qt.FocusReason.OtherFocusReason)

    def take_focus_to_rarer(self) -> None:
        """Take the keyboard to the rarer signs."""
        self._rarer.chip(RARER_FLAGS[0].value).setFocus(Qt.FocusReason.OtherFocusReason)

    def _about(self, question: str) -> str:
        if self.knee is Knee.BOTH:
            return question
        return self.tr("{knee}: {question}").format(knee=knee_title(self.knee), question=question)

    def _on_score_chosen(self) -> None:
        self.score_chosen.emit()
