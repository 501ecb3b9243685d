"""Check the Programme page by what a person sees and does on it."""

from __future__ import annotations

from dataclasses import replace

import pytest
from look_samples import BRIDGE, CLAM, DIP, STARTER, tap
from page_actions import button, shown
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QApplication, QLabel, QWidget

from kneecoach.model.dose import Dose, Pace, Phase, PhaseName, Sides, Timed
from kneecoach.model.exercise import Level
from kneecoach.model.programme import Catalogue, Pack, Use
from kneecoach.model.stages import Need, StageName
from kneecoach.model.units import Seconds
from kneecoach.ui.pages.programme import PaceChoice, ProgrammePage, is_paced_by_choice
from kneecoach.ui.stage_view import StageView
from kneecoach.ui.theme.apply import apply_theme
from kneecoach.ui.widgets.buttons import PrimaryButton

pytestmark = pytest.mark.qt_log_ignore("propagateSizeHints")

BEFORE_A_RUN = replace(STARTER, id="run", name="Before a run", items=STARTER.items[:2])
CATALOGUE = Catalogue(
    packs=(Pack(id="own", name="Own", version="1", author="Us", review="awaited"),),
    exercises=(CLAM, BRIDGE, DIP),
    programmes=(BEFORE_A_RUN, replace(STARTER, pack_id="own")),
)


@pytest.fixture
def page(qtbot, qapp: QApplication) -> ProgrammePage:
    apply_theme(qapp, "light")
    return shown(qtbot, ProgrammePage())


def texts(page: ProgrammePage) -> list[str]:
    QApplication.processEvents()
    return [one.text() for one in page.findChildren(QLabel) if one.isVisible()]


def test_the_programme_in_use_comes_first_and_in_full(page) -> None:
    page.show_programmes(catalogue=CATALOGUE, chosen="starter", self_paced=frozenset())
    seen = texts(page)
    assert seen.index("Knee starter") < seen.index("Before a run")
    assert "in use" in seen
    assert "Starts at 2 × 10 each side · hold 2 s" in seen
    assert "Clam and Bridge" in seen
    assert "Review: awaited" in seen
    assert "No physiotherapist has reviewed this yet." in seen


STAGE = StageView(
    names=(StageName.CALM, StageName.STRENGTHEN, StageName.RETURN),
    number=2,
    about="Hips carry part of the load.",
    needs=(
        Need(says="14 days in this stage (4 so far)", is_met=False),
        Need(says="four calm sessions in a row (5 so far)", is_met=True),
    ),
    next=StageName.RETURN,
    back="Two recorded mornings running above 2 of 10 would lead back.",
)


def test_the_stage_of_the_programme_in_use_is_shown(page) -> None:
    page.show_programmes(catalogue=CATALOGUE, chosen="starter", self_paced=frozenset(), stage=STAGE)
    seen = texts(page)
    assert seen.count("Stage 2 of 3: Strengthen") == 1
    for words in (
        "Hips carry part of the load.",
        "The stages are Calm, Strengthen (now) and Return.",
        "These lead on to Return:",
        "Still open: 14 days in this stage (4 so far)",
        "Done: four calm sessions in a row (5 so far)",
        "Two recorded mornings running above 2 of 10 would lead back.",
    ):
        assert words in seen
    panel = page.findChild(QWidget, "programme.stage")
    assert panel.accessibleName() == "Stage 2 of 3: Strengthen"


def test_the_last_stage_leads_nowhere(page) -> None:
    last = replace(STAGE, number=3, needs=(), next=None, about="")
    page.show_programmes(catalogue=CATALOGUE, chosen="starter", self_paced=frozenset(), stage=last)
    seen = texts(page)
    assert "It is the last stage; it stays for as long as the knee is calm." in seen
    assert not any(words.startswith("These lead on") for words in seen)


def test_the_what_if_stands_and_is_reached_below_the_programme_that_it_is_about(page) -> None:
    page.show_programmes(catalogue=CATALOGUE, chosen="starter", self_paced=frozenset())
    QApplication.processEvents()
    own, what_if, other = (
        page.findChild(QWidget, name) for name in ("programme.starter", "what_if", "programme.run")
    )
    assert own.y() < what_if.y() < other.y()
    seen = []
    page.activateWindow()
    button(page, "programme.pace.clam").setFocus()
    for _ in range(40):
        seen.append(QApplication.focusWidget().objectName())
        QTest.keyClick(QApplication.focusWidget(), Qt.Key.Key_Tab)
    assert seen.index("what_if.during.0") < seen.index("programme.run.use")


def test_another_programme_can_be_chosen(qtbot, page) -> None:
    page.show_programmes(catalogue=CATALOGUE, chosen="starter", self_paced=frozenset())
    with qtbot.waitSignal(page.programme_chosen) as chosen:
        tap(page, "programme.run.use")
    assert chosen.args == ["run"]
    assert not page.findChildren(PrimaryButton)


def test_with_none_in_use_every_programme_can_be_chosen(page) -> None:
    page.show_programmes(catalogue=CATALOGUE, chosen="", self_paced=frozenset())
    QApplication.processEvents()
    assert button(page, "programme.run.use").isVisible()
    assert button(page, "programme.starter.use").accessibleName() == "Use Knee starter"


def test_the_pace_of_an_exercise_can_be_chosen(qtbot, page) -> None:
    page.show_programmes(catalogue=CATALOGUE, chosen="starter", self_paced=frozenset({"clam"}))
    assert button(page, "programme.pace.clam").isChecked()
    with qtbot.waitSignal(page.pace_chosen) as chosen:
        tap(page, "programme.pace.bridge")
    assert chosen.args == [PaceChoice(exercise_id="bridge", is_self_paced=True)]
    with qtbot.waitSignal(page.pace_chosen) as chosen:
        tap(page, "programme.pace.clam")
    assert chosen.args == [PaceChoice(exercise_id="clam", is_self_paced=False)]


def test_only_repetitions_that_the_coach_paces_can_be_taken_over() -> None:
    held = Dose(
        sets=2,
        work=Timed(phase=Phase(name=PhaseName.HOLD, lasts=Seconds(30))),
        rest=Seconds(30),
        sides=Sides.BOTH,
    )
    assert is_paced_by_choice(CLAM)
    assert not is_paced_by_choice(replace(CLAM, pace=Pace.SELF))
    assert not is_paced_by_choice(replace(CLAM, ladder=(Level(dose=held),)))


def test_exercises_that_no_pack_has_are_passed_over(page) -> None:
    lacking = replace(CATALOGUE, exercises=(CLAM,))
    page.show_programmes(catalogue=lacking, chosen="starter", self_paced=frozenset())
    assert "Dip" not in texts(page)
    assert page.findChild(QAbstractButton, "programme.pace.dip") is None


def test_breaks_at_the_desk_are_no_session_to_choose(page) -> None:
    breaks = replace(STARTER, id="desk", name="Desk breaks", use=Use.DESK_BREAKS)
    with_breaks = replace(CATALOGUE, programmes=(breaks, *CATALOGUE.programmes))
    page.show_programmes(catalogue=with_breaks, chosen="", self_paced=frozenset())
    assert "Desk breaks" not in texts(page)
    assert "Knee starter" in texts(page)


def test_no_programmes_at_all_are_told_in_a_sentence(page) -> None:
    page.show_loading()
    page.show_programmes(catalogue=Catalogue(), chosen="", self_paced=frozenset())
    assert "No pack with a programme was found." in texts(page)


def test_a_start_level_beyond_the_ladder_shows_the_last_one(page) -> None:
    items = (replace(STARTER.items[0], start_level=99),)
    odd = replace(CATALOGUE, programmes=(replace(STARTER, items=items),))
    page.show_programmes(catalogue=odd, chosen="starter", self_paced=frozenset())
    assert "Starts at 2 × 12 each side · hold 2 s" in texts(page)
