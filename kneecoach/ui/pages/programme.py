"""Choose a programme, and choose who paces each of its exercises."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QWidget

from kneecoach.coach.what_if import Supposed
from kneecoach.model.dose import Pace, Repetitions
from kneecoach.model.exercise import Exercise
from kneecoach.model.programme import Catalogue, Pack, Programme, Use
from kneecoach.ui.builder.tab_order import set_tab_order
from kneecoach.ui.cards.dose_panel import DoseChanger
from kneecoach.ui.cards.stage_panel import StagePanel
from kneecoach.ui.cards.what_if_card import WhatIfCard
from kneecoach.ui.overrule_view import OverruleAnswer, OverruleView
from kneecoach.ui.stage_view import StageView
from kneecoach.ui.theme.type import TextRole
from kneecoach.ui.what_if_view import WhatIfView
from kneecoach.ui.widgets.buttons import PlainButton, PrimaryButton
from kneecoach.ui.widgets.card import Card, Line
from kneecoach.ui.widgets.chips import Chip
from kneecoach.ui.widgets.dose_badge import BadgeTone, DoseBadge
from kneecoach.ui.widgets.exercise_row import ExerciseRow, RowValues
from kneecoach.ui.widgets.pair import Pair
from kneecoach.ui.widgets.scroll_page import CARD_GAP_PX, ScrollPage
from kneecoach.ui.widgets.stack import stacked
from kneecoach.ui.widgets.text import Text, Tone
from kneecoach.ui.words.days import words_locale
from kneecoach.ui.words.doses import dose_words
from kneecoach.ui.words.plans import frequency_words
from kneecoach.values import dataclass

_SIDE_BY_SIDE_PX = 480


@dataclass(frozen=True, slots=True, kw_only=True)
class PaceChoice:
    """Who sets the rhythm of an exercise from now on.

    Attributes:
        exercise_id: The exercise.
        is_self_paced: The person does; otherwise the coach.
    """

    exercise_id: str
    is_self_paced: bool


class ProgrammePage(ScrollPage):
    """List the programmes of all packs, the one in use first and in full.

    Signals:
        programme_chosen(str): The person wants to use the programme with this id.
        pace_chosen(PaceChoice): The person changed who paces an exercise.
        what_if_asked(Supposed): The person wants to know what a session like that would change.
        dose_opened(str): The person wants to change the dose of the exercise with this id.
        dose_chosen(OverruleAnswer): The person chose the next dose of an exercise.
        take_along_requested(str): The person wants today's session of a programme as a sound file.
    """

    programme_chosen = Signal(str)
    pace_chosen = Signal(object)
    what_if_asked = Signal(object)
    dose_opened = Signal(str)
    dose_chosen = Signal(object)
    take_along_requested = Signal(str)

    def __init__(self, *, parent: QWidget | None = None) -> None:
        super().__init__(name="programme", parent=parent)
        self._list = QWidget()
        self._cards = stacked(self._list)
        self._cards.setSpacing(CARD_GAP_PX)
        self._what_if = WhatIfCard()
        self._what_if.supposed.connect(self._on_supposed)
        self._what_if.hide()
        self._supposed_of = ""
        self._cards.addWidget(self._what_if)
        self.body.addWidget(self._list)
        self.body.addStretch(1)

    def show_loading(self) -> None:
        """Say that the programmes are being looked up."""
        self.set_heading(self.tr("Programme"), self.tr("One moment"))

    def show_programmes(
        self,
        *,
        catalogue: Catalogue,
        chosen: str,
        self_paced: frozenset[str],
        stage: StageView | None = None,
    ) -> None:
        """Show what there is to choose from.

        Args:
            catalogue: Everything that packs offer.
            chosen: Id of the programme in use; empty for none.
            self_paced: Ids of exercises that the person paces.
            stage: The stage that the programme in use is in; None for one without.
        """
        at = self.verticalScrollBar().value()
        self._clear()
        self._begin_what_if(chosen)
        sessions = (one for one in catalogue.programmes if one.use is Use.SESSION)
        programmes = sorted(sessions, key=lambda one: one.id != chosen)
        if not programmes:
            self.set_heading(self.tr("Programme"), self.tr("No pack with a programme was found."))
            return
        self.set_heading(self.tr("Programme"), self.tr("What you do, and how often."))
        for programme in programmes:
            card = _ProgrammeCard(
                programme=programme,
                catalogue=catalogue,
                is_chosen=programme.id == chosen,
                has_choice=bool(chosen),
                self_paced=self_paced,
                stage=stage if programme.id == chosen else None,
            )
            card.programme_chosen.connect(self._on_programme_chosen)
            card.pace_chosen.connect(self._on_pace_chosen)
            card.dose_opened.connect(self._on_dose_opened)
            card.dose_chosen.connect(self._on_dose_chosen)
            card.take_along_requested.connect(self._on_take_along_requested)
            self._cards.addWidget(card)
            if programme.id == chosen:
                # Below the programme that it is about, and above the others to choose from.
                self._cards.addWidget(self._what_if)
                self._what_if.raise_()  # in its place too for whoever has the page read out
        self._follow_with_tab()
        self.verticalScrollBar().setValue(at)

    def show_what_if(self, view: WhatIfView) -> None:
        """Show what would follow from the session that was supposed."""
        self._what_if.show_result(view)

    def _begin_what_if(self, chosen: str) -> None:
        """Offer to suppose a session of the programme in use; begin anew with another one."""
        self._what_if.setVisible(bool(chosen))
        if chosen != self._supposed_of:
            self._supposed_of = chosen
            self._what_if.clear()

    def show_dose_panel(self, view: OverruleView) -> None:
        """Ask for the next dose of an exercise, below its row; a panel elsewhere is closed."""
        for changer in self._list.findChildren(DoseChanger):
            if changer.exercise_id == view.exercise_id:
                changer.show_panel(view)
            else:
                changer.close_panel()
        self._follow_with_tab()

    def show_dose_kept(self, exercise_id: str, sentence: str) -> None:
        """Say below the row of an exercise what follows from the dose that was chosen."""
        for changer in self._list.findChildren(DoseChanger):
            if changer.exercise_id == exercise_id:
                changer.show_kept(sentence)

    def _clear(self) -> None:
        self._cards.removeWidget(self._what_if)
        for card in self._list.findChildren(_ProgrammeCard):
            self._cards.removeWidget(card)
            card.hide()
            card.deleteLater()

    def _follow_with_tab(self) -> None:
        """Let the Tab key go from the programme in use to the what-if, and then to the others."""
        content = self.widget()
        if content is not None:
            set_tab_order(content)

    def _on_supposed(self, supposed: Supposed) -> None:
        self.what_if_asked.emit(supposed)

    def _on_programme_chosen(self, programme_id: str) -> None:
        self.programme_chosen.emit(programme_id)

    def _on_pace_chosen(self, choice: PaceChoice) -> None:
        self.pace_chosen.emit(choice)

    def _on_dose_opened(self, exercise_id: str) -> None:
        self.dose_opened.emit(exercise_id)

    def _on_dose_chosen(self, answer: OverruleAnswer) -> None:
        self.dose_chosen.emit(answer)

    def _on_take_along_requested(self, programme_id: str) -> None:
        self.take_along_requested.emit(programme_id)


class _ProgrammeCard(Card):
    """Show one programme; in full, with who paces what, when it is in use."""

    programme_chosen = Signal(str)
    pace_chosen = Signal(object)
    dose_opened = Signal(str)
    dose_chosen = Signal(object)
    take_along_requested = Signal(str)

    def __init__(
        self,
        *,
        programme: Programme,
        catalogue: Catalogue,
        is_chosen: bool,
        has_choice: bool,
        self_paced: frozenset[str],
        stage: StageView | None,
    ) -> None:
        super().__init__(name=f"programme.{programme.id}")
        self.setAccessibleName(programme.name)
        self._programme = programme
        exercises = tuple(
            found
            for item in programme.items
            if (found := catalogue.exercise(item.exercise_id)) is not None
        )
        self.body.addWidget(self._heading(is_chosen=is_chosen, has_choice=has_choice))
        self.body.addWidget(Text(programme.why, tone=Tone.MUTED))
        if stage is not None:
            self.body.addWidget(Line())
            self.body.addWidget(StagePanel(stage))
        if is_chosen:
            self._add_rows(exercises, self_paced)
        else:
            names = words_locale().createSeparatedList([one.name for one in exercises])
            self.body.addWidget(Text(names, role=TextRole.SMALL))
        pack = next((one for one in catalogue.packs if one.id == programme.pack_id), None)
        review = Text(self._review(pack), role=TextRole.SMALL, tone=Tone.MUTED)
        self.body.addWidget(review)

    def _heading(self, *, is_chosen: bool, has_choice: bool) -> QWidget:
        words = QWidget()
        column = stacked(words)
        column.setSpacing(2)
        column.addWidget(Text(self._programme.name, role=TextRole.HEADING))
        frequency = frequency_words(self._programme)
        column.addWidget(Text(frequency, role=TextRole.SMALL, tone=Tone.MUTED))
        if is_chosen:
            name = f"programme.{self._programme.id}.in_use"
            badge = DoseBadge(self.tr("in use"), BadgeTone.MORE, name=name)
            return Pair(words, badge, together_from_px=_SIDE_BY_SIDE_PX)
        kind = PlainButton if has_choice else PrimaryButton
        name = f"programme.{self._programme.id}.use"
        use = kind(self.tr("Use this programme"), name=name)
        use.setAccessibleName(self.tr("Use {name}").format(name=self._programme.name))
        use.clicked.connect(self._on_use_clicked)
        return Pair(words, use, together_from_px=_SIDE_BY_SIDE_PX)

    def _add_rows(self, exercises: tuple[Exercise, ...], self_paced: frozenset[str]) -> None:
        for exercise in exercises:
            self.body.addWidget(Line())
            self.body.addWidget(self._row(exercise, is_self_paced=exercise.id in self_paced))
            changer = DoseChanger(exercise)
            changer.opened.connect(self._on_dose_opened)
            changer.answered.connect(self._on_dose_answered)
            self.body.addWidget(changer)
        hint = self.tr("At your own pace, the coach counts no seconds: you say when a set is done.")
        self.body.addWidget(Line())
        self.body.addWidget(Text(hint, role=TextRole.SMALL, tone=Tone.MUTED))
        name = f"programme.{self._programme.id}.take_along"
        take_along = PlainButton(self.tr("Save today's session as a sound file"), name=name)
        take_along.clicked.connect(self._on_take_along_clicked)
        self.body.addWidget(take_along, 0, Qt.AlignmentFlag.AlignLeading)

    def _row(self, exercise: Exercise, *, is_self_paced: bool) -> QWidget:
        item = next(one for one in self._programme.items if one.exercise_id == exercise.id)
        start = min(max(1, item.start_level), len(exercise.ladder))
        dose = dose_words(exercise.level(start).dose)
        values = RowValues(
            name=exercise.name,
            dose=self.tr("Starts at {dose}").format(dose=dose),
            exercise=exercise,
            reason=exercise.why,
        )
        row = ExerciseRow(values, name=f"programme.exercise.{exercise.id}")
        if not is_paced_by_choice(exercise):
            return row
        chip = Chip(self.tr("At my own pace"), name=f"programme.pace.{exercise.id}")
        said = self.tr("{name} at my own pace").format(name=exercise.name)
        chip.setAccessibleName(said)
        chip.setProperty("exercise_id", exercise.id)
        chip.setChecked(is_self_paced)
        chip.toggled.connect(self._on_pace_toggled)
        return Pair(row, chip, together_from_px=_SIDE_BY_SIDE_PX)

    def _review(self, pack: Pack | None) -> str:
        if pack is None or not pack.review:
            return self.tr("No physiotherapist has reviewed this yet.")
        return self.tr("Review: {review}").format(review=pack.review)

    def _on_use_clicked(self) -> None:
        self.programme_chosen.emit(self._programme.id)

    def _on_take_along_clicked(self) -> None:
        self.take_along_requested.emit(self._programme.id)

    def _on_dose_opened(self, exercise_id: str) -> None:
        self.dose_opened.emit(exercise_id)

    def _on_dose_answered(self, answer: OverruleAnswer) -> None:
        self.dose_chosen.emit(answer)

    def _on_pace_toggled(self, is_on: bool) -> None:  # noqa: FBT001 - as the signal gives it
        chip = self.sender()
        exercise_id = str(chip.property("exercise_id"))
        self.pace_chosen.emit(PaceChoice(exercise_id=exercise_id, is_self_paced=is_on))


def is_paced_by_choice(exercise: Exercise) -> bool:
    """Say whether the person may pace the exercise: it counts repetitions, and the coach paces."""
    return exercise.pace is Pace.COACH and any(
        isinstance(level.dose.work, Repetitions) for level in exercise.ladder
    )
