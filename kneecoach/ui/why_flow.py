"""Open the page about why a dose is as it is, and go back from it."""

from __future__ import annotations

from datetime import date

from PySide6.QtCore import QObject, Signal

from kneecoach.coach.coach import Coach
from kneecoach.model.programme import Programme
from kneecoach.ui.cards.call_card import call_card
from kneecoach.ui.pages.why import WhyPage
from kneecoach.ui.shell import Shell
from kneecoach.ui.why_builder import build_why


class WhyFlow(QObject):
    """Own the page.

    Signals:
        closed: The person went back.

    Args:
        shell: Where the page is shown.
    """

    closed = Signal()

    def __init__(self, *, shell: Shell, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._shell = shell
        self._page = WhyPage()
        self._page.closed.connect(self.closed)

    def open(self, coach: Coach, programme: Programme, day: date, rule: str, exercise: str) -> None:
        """Show the decisions of a rule on a day; nothing happens when none stands any more.

        Args:
            coach: Knows the history.
            programme: The one in use.
            day: The local day.
            rule: Id of the rule.
            exercise: Name of the exercise whose decision is seen first.
        """
        views = build_why(coach, programme, day, rule)
        if not views:
            return
        self._page.show_views(views, first=exercise)
        self._page.show_call(call_card(programme, coach.catalogue))
        self._shell.show_page(self._page)
