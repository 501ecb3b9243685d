"""Let a person try out what would follow from a session that feels like this."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from kneecoach.coach.what_if import Supposed
from kneecoach.model.units import pain_score
from kneecoach.ui.theme.type import TextRole
from kneecoach.ui.what_if_view import WhatIfRow, WhatIfView
from kneecoach.ui.widgets.announce import announce
from kneecoach.ui.widgets.card import Card, Line, SectionTitle
from kneecoach.ui.widgets.dose_badge import DoseBadge
from kneecoach.ui.widgets.pain_scale import PainScale
from kneecoach.ui.widgets.pair import Pair
from kneecoach.ui.widgets.stack import stacked
from kneecoach.ui.widgets.text import Text, Tone
from kneecoach.ui.words.today import badge_tone

_SIDE_BY_SIDE_PX = 480


class WhatIfCard(Card):
    """Ask for three supposed scores, and show what would follow once all are chosen.

    Signals:
        supposed(Supposed): The person chose how the session might feel.
    """

    supposed = Signal(object)

    def __init__(self) -> None:
        super().__init__(self.tr("What happens if…"), name="what_if")
        during = self.tr("Worst pain in the next session")
        after = self.tr("Pain when it ends")
        morning = self.tr("Pain the next morning")
        self._scales = (
            PainScale(name="what_if.during", label=during),
            PainScale(name="what_if.after", label=after),
            PainScale(name="what_if.morning", label=morning),
        )
        self._titles = (during, after, morning)
        self._headline = Text(role=TextRole.STRONG)
        self._supposes = Text(role=TextRole.SMALL, tone=Tone.MUTED)
        self._rows: QWidget | None = None
        self._build_layout()
        for scale in self._scales:
            scale.score_chosen.connect(self._on_score_chosen)
        self.clear()

    def clear(self) -> None:
        """Begin anew, with nothing supposed."""
        for scale in self._scales:
            scale.set_score(None)
        hint = self.tr("Choose three numbers, and what would follow stands here. Nothing is kept.")
        self._show(WhatIfView(headline=hint))

    def show_result(self, view: WhatIfView) -> None:
        """Show what would follow."""
        self._show(view)
        announce(self, view.headline)

    def _build_layout(self) -> None:
        intro = self.tr("Try out how the rules answer a session that feels like this.")
        self.body.addWidget(Text(intro, tone=Tone.MUTED))
        for title, scale in zip(self._titles, self._scales, strict=True):
            self.body.addWidget(SectionTitle(title))
            self.body.addWidget(scale)
        self.body.addWidget(Line())
        self.body.addWidget(self._headline)
        self.body.addWidget(self._supposes)

    def _show(self, view: WhatIfView) -> None:
        self._headline.setText(view.headline)
        self._supposes.setText(view.supposes)
        self._supposes.setVisible(bool(view.supposes))
        if self._rows is not None:
            self.body.removeWidget(self._rows)
            self._rows.hide()
            self._rows.deleteLater()
            self._rows = None
        if view.rows:
            self._rows = QWidget()
            column = stacked(self._rows)
            for index, row in enumerate(view.rows):
                column.addWidget(Line())
                column.addWidget(_row(row, index))
            self.body.addWidget(self._rows)

    def _on_score_chosen(self) -> None:
        scores = [scale.score() for scale in self._scales]
        during, after, morning = scores
        if during is None or after is None or morning is None:
            return
        self._emit_supposed(
            Supposed(
                during=pain_score(during), after=pain_score(after), morning=pain_score(morning)
            )
        )

    def _emit_supposed(self, supposed: Supposed) -> None:
        self.supposed.emit(supposed)


def _row(row: WhatIfRow, index: int) -> QWidget:
    words = QWidget()
    column = stacked(words)
    column.setSpacing(2)
    column.addWidget(Text(row.name, role=TextRole.STRONG))
    column.addWidget(Text(row.reason, role=TextRole.SMALL, tone=Tone.MUTED))
    badge = DoseBadge(row.change.words, badge_tone(row.change), name=f"what_if.badge.{index}")
    return Pair(words, badge, together_from_px=_SIDE_BY_SIDE_PX)
