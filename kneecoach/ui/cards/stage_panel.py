"""Show which stage a programme is in, what leads on to the next, and what leads back."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from kneecoach.model.stages import Need
from kneecoach.ui.stage_view import StageView
from kneecoach.ui.theme.type import TextRole
from kneecoach.ui.widgets.stack import stacked
from kneecoach.ui.widgets.text import Text, Tone
from kneecoach.ui.words.days import words_locale
from kneecoach.ui.words.plans import stage_name

_GAP_PX = 4


class StagePanel(QWidget):
    """Tell the stage of a programme; it is only read.

    Args:
        view: What it shows.
    """

    def __init__(self, view: StageView, *, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("programme.stage")
        self._column = stacked(self)
        self._column.setSpacing(_GAP_PX)
        title = self.tr("Stage {number} of {count}: {name}").format(
            number=view.number, count=len(view.names), name=stage_name(view.names[view.number - 1])
        )
        self.setAccessibleName(title)
        self._add(title, TextRole.STRONG)
        if view.about:
            self._add(view.about)
        self._add(self._all_stages(view), TextRole.SMALL, Tone.MUTED)
        if view.next is not None:
            leads = self.tr("These lead on to {name}:").format(name=stage_name(view.next))
            self._add(leads, TextRole.SMALL, Tone.MUTED)
        else:
            last = self.tr("It is the last stage; it stays for as long as the knee is calm.")
            self._add(last, TextRole.SMALL, Tone.MUTED)
        for need in view.needs:
            tone = Tone.GOOD if need.is_met else Tone.INK
            self._add(self._need(need), TextRole.SMALL, tone)
        if view.back:
            self._add(view.back, TextRole.SMALL, Tone.MUTED)

    def _add(self, words: str, role: TextRole = TextRole.BODY, tone: Tone = Tone.INK) -> None:
        self._column.addWidget(Text(words, role=role, tone=tone))

    def _all_stages(self, view: StageView) -> str:
        names = [
            self.tr("{name} (now)").format(name=stage_name(name))
            if number == view.number
            else stage_name(name)
            for number, name in enumerate(view.names, start=1)
        ]
        listed = words_locale().createSeparatedList(names)
        return self.tr("The stages are {stages}.").format(stages=listed)

    def _need(self, need: Need) -> str:
        if need.is_met:
            return self.tr("Done: {need}").format(need=need.says)
        return self.tr("Still open: {need}").format(need=need.says)
