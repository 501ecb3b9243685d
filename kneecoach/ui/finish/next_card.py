"""Say what happens next time, and why."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from kneecoach.ui.finish.words import NextView
from kneecoach.ui.theme.type import TextRole
from kneecoach.ui.widgets.announce import announce
from kneecoach.ui.widgets.card import Card
from kneecoach.ui.widgets.text import Text, Tone


class NextCard(Card):
    """Show what follows from the answers so far.

    Args:
        parent: The widget it is in.
    """

    def __init__(self, *, parent: QWidget | None = None) -> None:
        super().__init__(name="finish_next", parent=parent)
        self.setAccessibleName(self.tr("Next time"))
        self._when = Text(role=TextRole.SMALL, tone=Tone.MUTED)
        self._headline = Text(role=TextRole.HEADING)
        self._text = Text()
        self._rule = Text(role=TextRole.SMALL, tone=Tone.MUTED)
        for label in (self._when, self._headline, self._text, self._rule):
            self.body.addWidget(label)
        self.show_next(None)

    def headline(self) -> str:
        """Return what is said to happen."""
        return self._headline.text()

    def show_next(self, view: NextView | None) -> None:
        """Show what follows, or that it waits for the answers."""
        if view is None:
            view = NextView(
                when=self.tr("Next session"),
                headline=self.tr("It follows from your answers"),
                text=self.tr("Answer the three questions, and what comes next stands here."),
            )
        if view.headline != self._headline.text():
            announce(self, f"{view.headline}. {view.text}")
        self._when.setText(view.when)
        self._headline.setText(view.headline)
        self._text.setText(view.text)
        self._rule.setText(view.rule)
        self._rule.setVisible(bool(view.rule))
