"""Ask one question about the pain, or the same question about each knee."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QWidget

from kneecoach.model.dose import Side
from kneecoach.model.units import PainScore, pain_score
from kneecoach.ui.theme.type import TextRole
from kneecoach.ui.widgets.pain_scale import PainScale
from kneecoach.ui.widgets.stack import stacked
from kneecoach.ui.widgets.text import Text, Tone

SidedScores = tuple[tuple[Side, PainScore], ...]
"""A score for each knee, left first; empty where only one is asked for."""


class KneeScales(QWidget):
    """Show one scale, or one for the left knee and one for the right.

    Signals:
        score_chosen: A score was chosen.

    Args:
        name: Object name of the single scale; those of the knees are called `name.left` and so on.
        label: The question, for screen readers.
        parent: The widget it is in.
    """

    score_chosen = Signal()

    def __init__(self, *, name: str, label: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName(f"{name}.knees")
        self._single = PainScale(name=name, label=label)
        knees = {Side.LEFT: self.tr("Left knee"), Side.RIGHT: self.tr("Right knee")}
        self._titles = {
            side: Text(words, role=TextRole.SMALL, tone=Tone.INK) for side, words in knees.items()
        }
        both = self.tr("{question}, {knee}")
        self._sided = {
            side: PainScale(
                name=f"{name}.{side}", label=both.format(question=label, knee=words.lower())
            )
            for side, words in knees.items()
        }
        self._is_sided = False
        self._build_layout()
        for scale in (self._single, *self._sided.values()):
            scale.score_chosen.connect(self._on_score_chosen)
        self.ask_each_knee(is_sided=False)

    def ask_each_knee(self, *, is_sided: bool) -> None:
        """Ask about each knee, or ask once; nothing is answered then."""
        self._is_sided = is_sided
        self._single.setVisible(not is_sided)
        for side, scale in self._sided.items():
            scale.setVisible(is_sided)
            self._titles[side].setVisible(is_sided)
            scale.set_score(None)
        self._single.set_score(None)
        self.setFocusProxy(self._sided[Side.LEFT] if is_sided else self._single)

    def score(self) -> PainScore | None:
        """Return the pain, the worse of both knees; None while a score is missing."""
        if self._is_sided:
            sided = self.scores()
            return max(score for _, score in sided) if sided else None
        score = self._single.score()
        return None if score is None else pain_score(score)

    def scores(self) -> SidedScores:
        """Return the pain of each knee; empty while one is missing, or where it is asked once."""
        if not self._is_sided:
            return ()
        said = ((side, scale.score()) for side, scale in self._sided.items())
        known = tuple((side, pain_score(score)) for side, score in said if score is not None)
        return known if len(known) == len(self._sided) else ()

    def set_score(self, score: PainScore | None) -> None:
        """Show a score for the one question, without a signal."""
        self._single.set_score(score)

    def set_scores(self, scores: SidedScores) -> None:
        """Show a score for each knee that has one, without a signal."""
        for side, score in scores:
            self._sided[side].set_score(score)

    def go_to_missing(self) -> bool:
        """Take the keyboard to the knee whose score is missing; return whether there is one."""
        if not self._is_sided:
            return False
        missing = next((one for one in self._sided.values() if one.score() is None), None)
        if missing is None:
            return False
        missing.setFocus(Qt.FocusReason.TabFocusReason)
        return True

    def _build_layout(self) -> None:
        column = stacked(self)
        column.addWidget(self._single)
        for side, scale in self._sided.items():
            column.addWidget(self._titles[side])
            column.addWidget(scale)

    def _on_score_chosen(self) -> None:
        self.score_chosen.emit()
