"""Ask about one knee on a morning: its pain, and the signs that stood."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QWidget

from kneecoach.model.feedback import Flag, Knee
from kneecoach.ui.feeling_words import COMMON_FLAGS, RARER_FLAGS, flag_words
from kneecoach.ui.today_shown import KneeShown
from kneecoach.ui.widgets.card import SectionTitle
from kneecoach.ui.widgets.chips import ChipRow
from kneecoach.ui.widgets.pain_scale import PainScale
from kneecoach.ui.widgets.stack import stacked

_STIFF = "stiff"
_NEW = "new_onset"
_RARER_KEYS = frozenset(flag.value for flag in RARER_FLAGS)


class KneeQuestions(QWidget):
    """Take the pain and the signs of one knee.

    Signals:
        score_chosen: A score was chosen.

    Args:
        knee: Which knee; both for one answer that is about the knee that is looked after.
        name: What the object names of the controls begin with.
    """

    score_chosen = Signal()

    def __init__(self, knee: str, title: str, *, name: str) -> None:
        super().__init__()
        self.knee, self.title = knee, title
        self._name = name
        self._title = SectionTitle(title)
        self.scale = PainScale(name=f"{name}.pain", label=self.tr("Pain in the morning"))
        common = tuple((flag.value, flag_words(flag)) for flag in COMMON_FLAGS)
        felt = ((_STIFF, self.tr("Stiff on waking")), (_NEW, self.tr("Sudden new pain")))
        signs = self._about(self.tr("Signs in the knee"))
        answers = (common[0], felt[0], *common[1:], felt[1])
        self._signs = ChipRow(answers, name=f"{name}.signs", label=signs)
        self._rarer: ChipRow | None = None
        self._column = stacked(self)
        for part in (self._title, self.scale, self._signs):
            self._column.addWidget(part)
        self.scale.score_chosen.connect(self._on_score_chosen)

    def ask(self, question: str, *, is_alone: bool) -> None:
        """Ask about the pain; a knee that is asked about alone needs no title."""
        self._title.setVisible(not is_alone)
        self.scale.setAccessibleName(question if is_alone else self._about(question))

    def fill(self, said: KneeShown) -> None:
        """Show what was said before, or nothing."""
        felt = ((_STIFF, said.stiff), (_NEW, said.new_onset))
        keys = (*said.signs, *(key for key, is_felt in felt if is_felt))
        self.scale.set_score(said.pain)
        self._signs.set_chosen(keys)
        if self._rarer is not None or not _RARER_KEYS.isdisjoint(keys):
            self._made_rarer().set_chosen(keys)

    def score(self) -> int | None:
        """Return the pain, or None while it is not said."""
        return self.scale.score()

    def flags(self) -> frozenset[Flag]:
        """Return the signs that are marked."""
        chosen = {*self._signs.chosen(), *self._rarer_chosen()}
        return frozenset(flag for flag in Flag if flag.value in chosen)

    def is_stiff(self) -> bool:
        """Return whether the knee was stiff on waking."""
        return _STIFF in self._signs.chosen()

    def is_new(self) -> bool:
        """Return whether the pain is sudden and new."""
        return _NEW in self._signs.chosen()

    def has_rarer(self) -> bool:
        """Return whether one of the rarer signs is marked."""
        return bool(self._rarer_chosen())

    def show_rarer(self, *, is_shown: bool) -> None:
        """Show the rarer signs, or keep them away."""
        if is_shown or self._rarer is not None:
            self._made_rarer().setVisible(is_shown)

    def take_focus(self) -> None:
        """Take the keyboard to the pain."""
        self.scale.setFocus(Qt.FocusReason.OtherFocusReason)

    def take_focus_to_rarer(self) -> None:
        """Take the keyboard to the rarer signs."""
        self._made_rarer().chip(RARER_FLAGS[0].value).setFocus(Qt.FocusReason.OtherFocusReason)

    def _rarer_chosen(self) -> tuple[str, ...]:
        return () if self._rarer is None else self._rarer.chosen()

    def _made_rarer(self) -> ChipRow:
        """Return the rarer signs, made when they are first asked for."""
        if self._rarer is None:
            rarer = tuple((flag.value, flag_words(flag)) for flag in RARER_FLAGS)
            label = self._about(self.tr("Signs in the knee"))
            self._rarer = ChipRow(rarer, name=f"{self._name}.rarer_signs", label=label)
            self._column.addWidget(self._rarer)
        return self._rarer

    def _about(self, question: str) -> str:
        if self.knee == Knee.BOTH:
            return question
        return self.tr("{knee}: {question}").format(knee=self.title, question=question)

    def _on_score_chosen(self) -> None:
        self.score_chosen.emit()
