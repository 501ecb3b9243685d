"""Until a kept Today is seen, nothing is imported that it does not need."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest
from look_samples import FRIDAY, plan, view
from PySide6.QtWidgets import QApplication

from kneecoach.paths import find_paths
from kneecoach.ui.face import language
from kneecoach.ui.kept_days import keep_days, stamp_of
from kneecoach.ui.packed_day import pack_day
from kneecoach.ui.today_view import TodayView
from kneecoach.ui.words.today import shown_of

START = """
import os, sys
from datetime import date
import kneecoach.app, kneecoach.ui.desk
from PySide6.QtWidgets import QApplication
from kneecoach.clock import SystemClock
from kneecoach.paths import find_paths
from kneecoach.settings import load_settings
from kneecoach.ui.face import make_face

class Friday(SystemClock):
    def today(self):
        return date(2026, 3, 6)

application = QApplication(sys.argv[:1])
paths = find_paths(os.environ)
settings, _ = load_settings(paths.settings)
face = make_face(application=application, clock=Friday(), paths=paths, settings=settings)
face.shell.show()
face.shell.grab()
print(face.kept is not None)
print(*sorted(sys.modules))
"""

OURS = """
    app clock override paths resources sealed settings saving values
    model model.errors model.looks model.talk model.units
    ui ui.desk ui.face ui.first_paint ui.kept_days ui.keys ui.main_window ui.packed_day ui.shell
    ui.today_shown
    ui.pages ui.pages.today
    ui.cards ui.cards.session_card ui.cards.check_in_card ui.cards.why_card
    ui.theme ui.theme.apply ui.theme.palette ui.theme.tokens ui.theme.type
    ui.widgets ui.widgets.announce ui.widgets.buttons ui.widgets.card ui.widgets.dose_badge
    ui.widgets.exercise_row ui.widgets.figure_thumb ui.widgets.message_bar ui.widgets.nav_list
    ui.widgets.pair ui.widgets.pressing ui.widgets.scroll_bar ui.widgets.scroll_page
    ui.widgets.shapes ui.widgets.stack ui.widgets.text ui.widgets.turning ui.widgets.week_strip
"""
"""Every room that may be open by then; think twice before a name is added."""

ASKED = """
    ui.cards.check_in_questions ui.cards.knee_questions ui.feeling_words model.feedback
    ui.widgets.chips ui.widgets.flow ui.widgets.pain_scale
"""
"""What comes with them while this morning is not told yet."""

COSTLY = {"pickle", "uuid", "platform", "sqlite3", "sqlalchemy", "yaml", "numpy"}


def _imported(home: Path) -> set[str]:
    done = subprocess.run(
        [sys.executable, "-c", START],
        env={**os.environ, "QT_QPA_PLATFORM": "offscreen", "KNEECOACH_HOME": str(home)},
        capture_output=True,
        text=True,
        check=True,
        timeout=60,
    )
    kept, names = done.stdout.splitlines()
    assert kept == "True"
    return set(names.split())


@pytest.mark.parametrize(
    ("shown", "also"), [(view(), ""), (view(plan=plan(morning_owed=FRIDAY)), ASKED)]
)
def test_a_kept_today_imports_only_what_it_shows(
    qapp: QApplication, tmp_path: Path, shown: TodayView, also: str
) -> None:
    paths = find_paths({"KNEECOACH_HOME": str(tmp_path)})
    stamp = stamp_of(paths, language=language())
    keep_days(paths, stamp, {shown.day: pack_day(shown_of(shown))})
    names = _imported(tmp_path)
    ours = {name.removeprefix("kneecoach.") for name in names if name.startswith("kneecoach.")}
    assert ours - set((OURS + also).split()) == set()
    assert names & COSTLY == set()
