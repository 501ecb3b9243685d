"""What the author of a programme says to the person: notes, and when to stop and call."""

from __future__ import annotations

from datetime import date

import pytest
from window_harness import Opened, write_short_pack

from kneecoach.model.programme import Catalogue, Pack
from kneecoach.packs.catalogue import read_packs
from kneecoach.reports.handout_html import write_html
from kneecoach.reports.handout_pdf import write_pdf
from kneecoach.ui import keys
from kneecoach.ui.handout_builder import build_handout
from kneecoach.ui.paper import Paper, page_size
from kneecoach.ui.words.calling import call_title
from kneecoach.values import replace

pytestmark = pytest.mark.qt_log_ignore("propagateSizeHints")

SAID = "Use the mirror in the hall."
REASON = "the knee swells overnight"


@pytest.fixture
def opened(qtbot, home, clock) -> Opened:
    opened = Opened(qtbot, home, clock=clock)
    opened.open(qtbot)
    write_short_pack(opened.paths)
    file = opened.paths.packs / "short" / "programmes" / "short_one.yaml"
    text = file.read_text().replace("[lift, sway]", f"[{{exercise: lift, note: {SAID}}}, sway]")
    file.write_text(f"{text}stop_and_call_if: [{REASON}, it locks]\n")
    opened.room.show_page(keys.PACKS)
    opened.packs.packs_changed.emit()
    return opened


def test_reasons_to_call_stand_on_the_page_before_and_on_the_page_why(opened: Opened) -> None:
    opened.part("today").start_requested.emit()
    assert "Stop and call A test if" in opened.sees()
    assert f"• {REASON}" in opened.sees()
    opened.part("today").start_requested.emit()
    assert opened.sees().count(f"• {REASON}") == 1
    opened.part("today").why_opened.emit("N0", "")
    assert opened.part("why_page").isVisible()
    assert "• it locks" in opened.sees()
    opened.part("today").why_opened.emit("N0", "")
    assert opened.sees().count("• it locks") == 1


def test_a_note_stands_on_the_page_of_its_exercise_alone(opened: Opened) -> None:
    opened.room.show_page("exercises")
    library = opened.library
    library.open_exercise("lift")
    assert SAID in opened.sees()
    library.open_exercise("sway")
    assert SAID not in opened.sees()


def test_the_handout_says_both(opened: Opened) -> None:
    catalogue: Catalogue = read_packs([opened.paths.packs / "short"]).catalogue
    (programme,) = catalogue.programmes
    pack = replace(catalogue.packs[0], contact="Anna, 01234")
    handout = build_handout(programme, pack, catalogue, date(2026, 3, 2), is_moving=False)
    assert handout.stop[0] == f"Stop and call Anna, 01234 if: {REASON}; it locks."
    assert [one.note for one in handout.exercises] == [SAID, ""]
    page = write_html([handout]).decode()
    assert page.count(SAID) == 1
    assert REASON in page
    assert write_pdf([handout], page_size(Paper.A4), "sans").startswith(b"%PDF")


def test_the_heading_names_whom_to_call() -> None:
    pack = Pack(id="a", name="A", version="1.0.0", author="Anna")
    assert call_title(None) == "Stop and call if"
    assert call_title(pack) == "Stop and call Anna if"
