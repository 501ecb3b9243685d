"""Show the ladder of an exercise, where the person stands on it and why, and its neighbours."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QWidget

from kneecoach.ui.exercise_view import ExerciseView, LevelView, NeighbourView
from kneecoach.ui.theme.type import TextRole
from kneecoach.ui.widgets.buttons import LinkButton
from kneecoach.ui.widgets.card import Card, Line
from kneecoach.ui.widgets.dose_badge import BadgeTone, DoseBadge
from kneecoach.ui.widgets.pair import Pair
from kneecoach.ui.widgets.stack import stacked
from kneecoach.ui.widgets.text import Text, Tone
from kneecoach.ui.words.exercises import here_words

_SIDE_BY_SIDE_PX = 260


class LadderCard(Card):
    """List the levels from the easiest to the hardest.

    Signals:
        exercise_chosen(str): The person wants to see the neighbour with this id.

    Args:
        view: The exercise.
    """

    exercise_chosen = Signal(str)

    def __init__(self, view: ExerciseView) -> None:
        super().__init__(name="exercise.ladder")
        title = self.tr("Where you are: {level}").format(level=view.stands)
        self.setAccessibleName(title)
        self.body.addWidget(Text(title, role=TextRole.STRONG))
        for reason in view.reasons:
            if reason in view.why_not_try:
                continue  # the card above has said so
            self.body.addWidget(Text(reason, role=TextRole.SMALL))
        if not view.is_in_programme:
            outside = self.tr("It is not in your programme now.")
            self.body.addWidget(Text(outside, role=TextRole.SMALL, tone=Tone.MUTED))
        self._add_neighbour(view.easier, self.tr("Easier"), self.tr("Nothing is easier than this."))
        for level in view.levels:
            self.body.addWidget(Line())
            self.body.addWidget(self._row(level))
        self.body.addWidget(Line())
        self._add_neighbour(view.harder, self.tr("Harder"), self.tr("Nothing comes after this."))

    def _row(self, level: LevelView) -> QWidget:
        words = QWidget()
        words.setObjectName(f"exercise.level.{level.number}")
        column = stacked(words)
        column.setSpacing(2)
        role = TextRole.STRONG if level.here else TextRole.BODY
        column.addWidget(Text(f"{level.number}. {level.dose}", role=role))
        parts = [part for part in (level.change, level.note) if part]
        column.addWidget(Text(" · ".join(parts), role=TextRole.SMALL, tone=Tone.MUTED))
        if not level.here:
            return words
        badge = DoseBadge(here_words(level.here), BadgeTone.MORE, name="exercise.here")
        return Pair(words, badge, together_from_px=_SIDE_BY_SIDE_PX)

    def _add_neighbour(self, neighbour: NeighbourView | None, label: str, none: str) -> None:
        if neighbour is None:
            self.body.addWidget(Text(none, role=TextRole.SMALL, tone=Tone.MUTED))
            return
        words = self.tr("{how}: {name}").format(how=label, name=neighbour.name)
        link = LinkButton(words, name=f"exercise.to.{neighbour.id}")
        link.setProperty("exercise_id", neighbour.id)
        link.clicked.connect(self._on_neighbour_clicked)
        self.body.addWidget(link, 0, Qt.AlignmentFlag.AlignLeading)

    def _on_neighbour_clicked(self) -> None:
        self.exercise_chosen.emit(str(self.sender().property("exercise_id")))
