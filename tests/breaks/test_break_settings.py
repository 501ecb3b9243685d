from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from kneecoach.breaks.hours import WorkHours
from kneecoach.settings import BreakPlace, Settings, Weekday, load_settings, save_settings
from kneecoach.ui.breaks.chosen import options_of
from kneecoach.ui.pages.settings import SettingsPage
from kneecoach.ui.widgets.chips import Chip

pytestmark = pytest.mark.qt_log_ignore("propagateSizeHints")


def test_days_are_chosen_one_by_one_and_none_may_be_left(qtbot: QtBot) -> None:
    page = SettingsPage(settings=Settings())
    qtbot.addWidget(page)
    changed: list[Settings] = []
    page.settings_changed.connect(changed.append)
    chips = [one for one in page.findChildren(Chip) if "break_days" in one.objectName()]
    assert [one.isChecked() for one in chips] == [True] * 5 + [False] * 2
    chips[5].click()
    assert changed[-1].break_days == Settings().break_days | {"saturday"}
    for chip in chips[:6]:
        chip.click()
    assert changed[-1].break_days == frozenset()


def test_what_is_chosen_is_kept_and_read_back(tmp_path: Path) -> None:
    file = tmp_path / "settings.json"
    chosen = replace(
        Settings(),
        breaks=True,
        break_minutes=30,
        break_days=frozenset({"sunday"}),
        break_place=BreakPlace.CHAIR,
    )
    save_settings(file, chosen)
    assert load_settings(file) == (chosen, ())


@pytest.mark.parametrize("days", [["someday"], "monday", [1], {"monday": True}])
def test_days_that_no_week_has_fall_back_to_the_usual_ones(tmp_path: Path, days: object) -> None:
    file = tmp_path / "settings.json"
    file.write_text(json.dumps({"break_days": days, "breaks": True}))
    settings, messages = load_settings(file)
    assert settings == replace(Settings(), breaks=True)
    assert len(messages) == 1
    assert "Days for desk breaks" in messages[0]


def test_the_timer_is_told_what_was_chosen() -> None:
    chosen = replace(
        Settings(),
        break_minutes=20,
        break_notice_seconds=300,
        break_wait_minutes=0,
        break_most_later=0,
        break_days=frozenset(day.value for day in Weekday),
        break_from_hour=22,
        break_to_hour=6,
    )
    options = options_of(chosen)
    assert (options.interval, options.notice, options.wait) == (1200, 300, 0)
    assert options.hours == WorkHours(days=frozenset(range(7)), begins=22, ends=6)
