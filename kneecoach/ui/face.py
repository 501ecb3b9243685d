"""Make what is seen first: the list of pages and Today, and what was kept of today to fill it."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication, QLocale
from PySide6.QtWidgets import QApplication

from kneecoach.clock import Clock
from kneecoach.paths import Paths
from kneecoach.settings import Settings
from kneecoach.ui import keys
from kneecoach.ui.kept_days import find_day, stamp_of
from kneecoach.ui.pages.today import TodayPage
from kneecoach.ui.shell import Shell
from kneecoach.ui.theme.apply import apply_theme
from kneecoach.ui.today_shown import TodayShown
from kneecoach.ui.widgets.scroll_page import FocusInView
from kneecoach.values import dataclass

translate = QCoreApplication.translate


@dataclass(frozen=True, slots=True, kw_only=True)
class Face:
    """What is seen first.

    Attributes:
        shell: Holds the pages.
        today: The first of them.
        kept: What was kept of today and is shown already, or None.
    """

    shell: Shell
    today: TodayPage
    kept: TodayShown | None = None


def make_face(*, application: QApplication, clock: Clock, paths: Paths, settings: Settings) -> Face:
    """Dress the window and return what is seen first; nothing is connected yet."""
    apply_theme(application, settings.theme, text_percent=settings.text_percent)
    shell = Shell(
        (
            (keys.TODAY, translate("Shell", "Today")),
            (keys.PROGRAMME, translate("Shell", "Programme")),
            (keys.PROGRESS, translate("Shell", "Progress")),
            (keys.EXERCISES, translate("Shell", "Exercises")),
            (keys.WHERE_IT_HURTS, translate("Shell", "Where it hurts")),
            (keys.PACKS, translate("Shell", "Packs")),
            (keys.SETTINGS, translate("Shell", "Settings")),
        )
    )
    FocusInView(application=application, parent=shell)
    today = TodayPage()
    shell.add_page(keys.TODAY, today)
    kept = find_day(paths, stamp_of(paths, language=language()), clock.today())
    if kept is not None:
        today.show_day(kept)
        today.hold()
        shell.show_page(today)
    return Face(shell=shell, today=today, kept=kept)


def language() -> str:
    """Return the language that texts and dates are shown in."""
    return QLocale().name()
