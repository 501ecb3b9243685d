"""The page of packs in the whole window: what a pack is, taking it, updating it, removing it."""

from __future__ import annotations

from pathlib import Path

import pytest
from page_actions import SMALLEST_TARGET_PX, button, click, press, reached_by_tab, visible_controls
from PySide6.QtCore import QMimeData, QPoint, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from window_harness import A_SHORT_EXERCISE, A_SHORT_PACK, A_SHORT_PROGRAMME, Opened

from kneecoach.packs.parcel.keys import SecretKey, make_key
from kneecoach.packs.parcel.parcel import build_parcel
from kneecoach.ui.giving_flow import Known
from kneecoach.ui.packs_flow import PacksFlow
from kneecoach.ui.widgets.scroll_page import CARD_GAP_PX

pytestmark = pytest.mark.qt_log_ignore("propagateSizeHints")

KEY = make_key(b"a" * 8 + b"b" * 32)
OTHER_KEY = make_key(b"c" * 8 + b"d" * 32)


@pytest.fixture
def opened(qtbot, home, clock) -> Opened:
    return Opened(qtbot, home, clock=clock).open(qtbot)


def pack_file(
    folder: Path, *, version: str = "1.0.0", key: SecretKey | None = KEY, days: int = 3
) -> Path:
    """Build a pack of one exercise and one programme, and return its file."""
    source = folder / f"source-{version}"
    (source / "programmes").mkdir(parents=True, exist_ok=True)
    pack = A_SHORT_PACK.replace("id: short", "id: given").replace("Short sessions", "Given")
    (source / "pack.yaml").write_text(pack.replace("1.0.0", version))
    exercise = A_SHORT_EXERCISE.format(name="Reach", position="lying", sides="both")
    (source / "reach.yaml").write_text(exercise)
    programme = A_SHORT_PROGRAMME.replace("[lift, sway]", "[reach]").replace("Short one", "Mine")
    programme = programme.replace("days_a_week: 3", f"days_a_week: {days}")
    (source / "programmes" / "mine.yaml").write_text(programme)
    file = folder / f"given-{version}.kneepack"
    file.write_bytes(build_parcel(source, (), key))
    return file


def test_a_pack_is_shown_taken_chosen_and_removed(opened: Opened, tmp_path: Path) -> None:
    opened.room.open_file(pack_file(tmp_path))
    seen = opened.sees()
    assert "Version 1.0.0 by A test: 1 programme, 1 exercise." in seen
    assert any(KEY.public.fingerprint in one for one in seen)
    assert not (opened.paths.packs / "installed.json").exists()
    assert QApplication.focusWidget() is button(opened.window, "packs.offer.take")
    press(Qt.Key.Key_Return)
    assert "Given 1.0.0 is installed. Choose its programme under Programme." in opened.sees()
    opened.room.show_page("programme")
    assert button(opened.window, "programme.mine.use")
    opened.shell.show_page(opened.part("packs"))
    click(opened.window, "packs.given.remove")
    assert QApplication.focusWidget() is button(opened.window, "packs.given.keep")
    click(opened.window, "packs.given.keep")
    assert button(opened.window, "packs.given.remove").isEnabled()
    click(opened.window, "packs.given.remove")
    click(opened.window, "packs.given.really")
    assert "Given is removed." in opened.sees()
    assert opened.room.coach().catalogue.programme("mine") is None


def test_cards_are_equally_far_apart_without_and_with_packs(opened: Opened) -> None:
    opened.room.show_page("packs")
    page = opened.part("packs")
    opened.shell.show_page(page)
    opened.window.resize(1280, 760)
    QApplication.processEvents()
    first, last = opened.part("packs.install"), opened.part("packs.physio")
    bottom = first.mapTo(page, first.rect().bottomLeft()).y()
    top = last.mapTo(page, last.rect().topLeft()).y()
    assert top - bottom - 1 == CARD_GAP_PX


def test_what_is_in_a_pack_is_seen_before_and_its_programme_is_one_press_away(
    opened: Opened, tmp_path: Path
) -> None:
    opened.room.open_file(pack_file(tmp_path))
    parcel = opened.packs._offer.parcel
    (programme,) = parcel.catalogue.programmes
    (line,) = (one for one in opened.sees() if one.startswith("Mine: "))
    assert line.count(",") == len(programme.items) - 1
    assert not any(item.exercise_id in line for item in programme.items)  # names, not ids
    assert any(f"1 programme, {len(programme.items)} exercise" in one for one in opened.sees())
    click(opened.window, "packs.offer.take")
    lead = button(opened.window, "packs.programmes")
    assert lead.hasFocus()
    click(opened.window, "packs.programmes")
    assert button(opened.window, "programme.mine.use").isVisible()
    click(opened.window, "programme.mine.use")
    opened.room.open_file(pack_file(tmp_path, version="1.1.0", days=2))
    click(opened.window, "packs.offer.take")
    assert "Given 1.1.0 is installed. What you do goes on from there." in opened.sees()
    assert not button(opened.window, "packs.programmes").isVisible()


def test_an_update_shows_what_changes_before_it_is_taken(opened: Opened, tmp_path: Path) -> None:
    opened.room.open_file(pack_file(tmp_path))
    click(opened.window, "packs.offer.take")
    opened.room.open_file(pack_file(tmp_path, version="1.1.0", days=2))
    seen = opened.sees()
    assert "Version 1.1.0 by A test takes the place of 1.0.0." in seen
    assert "Signed by A test, with the key that you know already." in seen
    assert "Mine: 2 to 5 days a week instead of 3 to 5 days a week." in seen
    assert opened.room.coach().catalogue.programme("mine").days_a_week == 3
    click(opened.window, "packs.offer.leave")
    assert "Nothing was installed." in opened.sees()
    opened.room.open_file(pack_file(tmp_path, version="1.1.0", days=2))
    click(opened.window, "packs.offer.take")
    assert opened.room.coach().catalogue.programme("mine").days_a_week == 2


@pytest.mark.parametrize("key", [OTHER_KEY, None])
def test_another_key_than_the_known_one_asks_to_be_confirmed(
    opened: Opened, tmp_path: Path, key: SecretKey | None
) -> None:
    opened.room.open_file(pack_file(tmp_path))
    click(opened.window, "packs.offer.take")
    opened.room.open_file(pack_file(tmp_path, version="2.0.0", key=key))
    assert any(one.startswith("Take care: ") for one in opened.sees())
    assert not button(opened.window, "packs.offer.take").isEnabled()
    assert QApplication.focusWidget() is button(opened.window, "packs.offer.leave")
    click(opened.window, "packs.offer.asked")
    click(opened.window, "packs.offer.take")
    assert "Given 2.0.0 is installed. Choose its programme under Programme." in opened.sees()


def test_a_refused_file_says_why_and_leaves_all_as_it_was(opened: Opened, tmp_path: Path) -> None:
    file = pack_file(tmp_path)
    file.write_bytes(file.read_bytes()[:-30])
    opened.room.open_file(file)
    seen = opened.sees()
    assert "given-1.0.0.kneepack was not installed." in seen
    assert any("damaged" in one for one in seen)
    assert not (opened.paths.packs / "installed.json").exists()


def test_a_file_is_chosen_in_a_dialog(opened: Opened, tmp_path: Path) -> None:
    answers: list[Path | None] = [None, pack_file(tmp_path)]
    flow = PacksFlow(
        shell=opened.window.centralWidget(),
        paths=opened.paths,
        clock=opened.clock,
        known=Known(coach=opened.room.coach, programme=lambda: None, today=opened.clock.today),
        parent=opened.room,
        ask_path=lambda _: answers.pop(0),
    )
    flow.show_packs()
    page = flow._page
    opened.shell.show_page(page)
    click(page, "packs.choose")
    assert button(page, "packs.choose").isVisible()
    click(page, "packs.choose")
    assert button(page, "packs.offer.take").isVisible()
    assert answers == []


def test_a_damaged_list_is_told_on_today_and_on_the_page(qtbot, home, clock) -> None:
    opened = Opened(qtbot, home, clock=clock)
    opened.paths.packs.mkdir(parents=True)
    (opened.paths.packs / "installed.json").write_text("{")
    opened.open(qtbot)
    assert opened.room.coach().catalogue.programme("short_one") is not None
    assert any("installed.json" in str(one) for one in opened.coaching.problems)
    opened.room.show_page("packs")
    assert any("damaged" in one for one in opened.sees())


def test_a_file_is_not_opened_while_a_session_is_under_way(opened: Opened, tmp_path: Path) -> None:
    opened.room.prepare()
    opened.start()
    opened.room.open_file(pack_file(tmp_path))
    assert opened.page() == "session_page"
    assert not opened.part("packs")


def test_a_pack_can_be_dropped_on_the_window_and_nothing_else(
    opened: Opened, tmp_path: Path
) -> None:
    opened.room.prepare()
    file = pack_file(tmp_path)
    assert not drop(opened, [QUrl.fromLocalFile(str(tmp_path / "song.mp3"))])
    assert not drop(opened, [QUrl("https://example.org/x.kneepack")])
    assert not drop(opened, [QUrl.fromLocalFile(str(file))] * 2)
    assert not opened.part("packs")
    assert drop(opened, [QUrl.fromLocalFile(str(file))])
    assert button(opened.window, "packs.offer.take").isVisible()


def drop(opened: Opened, urls: list[QUrl]) -> bool:
    data = QMimeData()
    data.setUrls(urls)
    action, buttons = Qt.DropAction.CopyAction, Qt.MouseButton.LeftButton
    none = Qt.KeyboardModifier.NoModifier
    enter = QDragEnterEvent(QPoint(9, 9), action, data, buttons, none)
    enter.ignore()
    QApplication.sendEvent(opened.window, enter)
    event = QDropEvent(QPoint(9, 9), action, data, buttons, none)
    QApplication.sendEvent(opened.window, event)
    return enter.isAccepted()


def test_everything_is_reached_by_keyboard_and_large_enough(opened: Opened, tmp_path: Path) -> None:
    opened.room.open_file(pack_file(tmp_path))
    click(opened.window, "packs.offer.take")
    opened.room.open_file(pack_file(tmp_path, version="1.1.0", key=None))
    page = opened.part("packs")
    names = {one.objectName() for one in visible_controls(page) if one.isEnabled()}
    assert names <= reached_by_tab(page)
    for one in visible_controls(page):
        assert one.height() >= SMALLEST_TARGET_PX
        assert one.accessibleName() or one.text()
    QTest.keyClick(button(page, "packs.offer.asked"), Qt.Key.Key_Space)
    assert button(page, "packs.offer.take").isEnabled()


def test_what_was_said_of_a_refused_file_goes_with_the_next_one(
    opened: Opened, tmp_path: Path
) -> None:
    damaged = tmp_path / "damaged.kneepack"
    damaged.write_bytes(b"no pack")
    opened.room.open_file(damaged)
    assert "damaged.kneepack was not installed." in opened.sees()
    assert len(opened.shell.messages.messages()) == 1
    opened.room.open_file(pack_file(tmp_path))
    assert opened.shell.messages.messages() == ()


def test_removing_the_pack_in_use_says_so_and_leads_to_another_programme(
    opened: Opened, tmp_path: Path
) -> None:
    opened.room.open_file(pack_file(tmp_path))
    click(opened.window, "packs.offer.take")
    click(opened.window, "packs.programmes")
    click(opened.window, "programme.mine.use")
    opened.room.show_page("packs")
    opened.shell.show_page(opened.part("packs"))
    click(opened.window, "packs.given.remove")
    assert any(one.startswith("You train by it now.") for one in opened.sees())
    click(opened.window, "packs.given.really")
    assert button(opened.window, "packs.programmes").hasFocus()
    opened.room.show_today()
    assert "The programme Mine is in no pack any more." in opened.sees()


def test_an_update_marks_the_dose_that_is_done_now(opened: Opened, tmp_path: Path) -> None:
    opened.room.open_file(pack_file(tmp_path))
    click(opened.window, "packs.offer.take")
    click(opened.window, "packs.programmes")
    click(opened.window, "programme.mine.use")
    source = tmp_path / "source-1.0.0"
    exercise = (source / "reach.yaml").read_text()
    (source / "reach.yaml").write_text(exercise.replace("sets: 2", "sets: 3", 1))
    pack = source / "pack.yaml"
    pack.write_text(pack.read_text().replace("1.0.0", "1.1.0"))
    file = tmp_path / "again.kneepack"
    file.write_bytes(build_parcel(source, (), KEY))
    opened.room.open_file(file)
    first = next(one for one in opened.sees() if one.startswith("Reach, level 1: "))
    assert first.endswith("You do this one now.")
