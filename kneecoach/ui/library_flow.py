"""Lead through the exercises: all of them, one of them, and where it hurts."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from kneecoach.coach.coach import Coach
from kneecoach.coach.library import Wanted
from kneecoach.model.education import EducationCard, KneeRegion
from kneecoach.model.programme import Catalogue, Programme
from kneecoach.ui import keys
from kneecoach.ui.shell import Shell
from kneecoach.ui.widgets.message_bar import Message, MessageKind

if TYPE_CHECKING:
    from kneecoach.ui.pages.exercise import ExercisePage
    from kneecoach.ui.pages.exercises import ExercisesPage
    from kneecoach.ui.pages.where_it_hurts import WhereItHurtsPage


class LibraryFlow(QObject):
    """Own the pages of exercises; each is made when it is first asked for.

    Signals:
        try_requested(str): The person wants to do one set of the exercise with this id.
        programme_chosen(str): The person wants to use the programme with this id.

    Args:
        shell: Where the pages are shown.
        coach: Returns the coach, or None while there is none.
        programme: Returns the programme in use, or None.
        folders: Returns the folders that packs are read from.
    """

    try_requested = Signal(str)
    programme_chosen = Signal(str)

    def __init__(
        self,
        *,
        shell: Shell,
        coach: Callable[[], Coach | None],
        programme: Callable[[], Programme | None],
        folders: Callable[[], Sequence[Path]],
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._shell = shell
        self._coach = coach
        self._programme = programme
        self._folders = folders
        self._exercises: ExercisesPage | None = None
        self._exercise: ExercisePage | None = None
        self._where: WhereItHurtsPage | None = None
        self._cards: tuple[EducationCard, ...] = ()
        self._cards_of: Catalogue | None = None
        self._tried = ""

    def show_exercises(self) -> ExercisesPage:
        """Bring the page of all exercises up to date, and return it."""
        from kneecoach.ui.pages.exercises import ExercisesPage  # noqa: PLC0415 - Today comes first

        if self._exercises is None:
            self._exercises = ExercisesPage()
            self._exercises.looked_for.connect(self._on_looked_for)
            self._exercises.exercise_chosen.connect(self._on_exercise_chosen)
            self._shell.add_page(keys.EXERCISES, self._exercises)
        coach = self._coach()
        if coach is not None:
            self._exercises.offer(coach.catalogue)
            self._find(self._exercises.wanted())
        return self._exercises

    def open_exercise(self, exercise_id: str) -> None:
        """Show one exercise; nothing happens when no pack has it."""
        from kneecoach.ui.exercise_builder import build_exercise  # noqa: PLC0415 - as above
        from kneecoach.ui.pages.exercise import ExercisePage  # noqa: PLC0415 - as above

        coach = self._coach()
        exercise = coach.catalogue.exercise(exercise_id) if coach is not None else None
        if coach is None or exercise is None:
            return
        if self._exercise is None:
            self._exercise = ExercisePage()
            self._exercise.closed.connect(self._on_exercise_closed)
            self._exercise.exercise_chosen.connect(self._on_exercise_chosen)
            self._exercise.try_requested.connect(self._on_try_requested)
        self._exercise.show_exercise(build_exercise(coach, exercise, self._programme()))
        self._shell.show_page(self._exercise)

    def show_where_it_hurts(self) -> WhereItHurtsPage:
        """Bring the page about where it hurts up to date, and return it."""
        from kneecoach.ui.exercise_builder import shown_leg  # noqa: PLC0415 - as above
        from kneecoach.ui.pages.where_it_hurts import WhereItHurtsPage  # noqa: PLC0415 - as above

        if self._where is None:
            self._where = WhereItHurtsPage()
            self._where.region_chosen.connect(self._on_region_chosen)
            self._where.programme_chosen.connect(self._on_programme_chosen)
            self._shell.add_page(keys.WHERE_IT_HURTS, self._where)
        coach = self._coach()
        if coach is not None:
            self._where.show_leg(shown_leg(coach.person.sore_knee))
        self._show_cards(self._where.region())
        return self._where

    def open_where_it_hurts(self) -> None:
        """Show the page about where it hurts, from wherever the person is."""
        self._shell.show_page(self.show_where_it_hurts())

    @property
    def wants_to_try(self) -> str:
        """Return the id of the exercise that is to be tried, or is being tried; empty for none."""
        return self._tried

    def come_back(self) -> bool:
        """Go back to the exercise that was tried; return whether one was."""
        tried, self._tried = self._tried, ""
        if tried:
            self.open_exercise(tried)
        return bool(tried)

    def forget_try(self) -> None:
        """Take no note of a try any more, because the person went elsewhere."""
        self._tried = ""

    def _find(self, wanted: Wanted) -> None:
        from kneecoach.ui.exercise_builder import build_tiles  # noqa: PLC0415 - as above

        coach = self._coach()
        if coach is not None and self._exercises is not None:
            tiles = build_tiles(coach.catalogue, wanted, self._programme())
            self._exercises.show_found(tiles)

    def _show_cards(self, region: KneeRegion | None) -> None:
        from kneecoach.ui.education_builder import build_cards  # noqa: PLC0415 - as above

        coach = self._coach()
        if coach is None or self._where is None:
            return
        if self._cards_of is not coach.catalogue:  # packs may come and go while it runs
            self._cards, self._cards_of = self._read_cards(coach.catalogue), coach.catalogue
        cards = build_cards(self._cards, coach.catalogue, region, self._programme())
        self._where.show_cards(region, cards)

    def _read_cards(self, catalogue: Catalogue) -> tuple[EducationCard, ...]:
        """Return the cards of all packs; a bad one is left out and told of."""
        from kneecoach.packs.education import read_education  # noqa: PLC0415 - as above

        reading = read_education(self._folders(), catalogue)
        for problem in reading.problems:
            self._shell.messages.show_message(Message(text=str(problem), kind=MessageKind.WARNING))
        return reading.cards

    def _on_region_chosen(self, region: KneeRegion) -> None:
        self._show_cards(region)

    def _on_programme_chosen(self, programme_id: str) -> None:
        self.programme_chosen.emit(programme_id)
        programme = self._programme()
        if programme is None or programme.id != programme_id or self._where is None:
            return
        words = self.tr("{name} is your programme now. Today shows its next session.")
        message = Message(text=words.format(name=programme.name))
        self._shell.messages.show_message(message)
        self._show_cards(self._where.region())

    def _on_looked_for(self, wanted: Wanted) -> None:
        self._find(wanted)

    def _on_exercise_chosen(self, exercise_id: str) -> None:
        self.open_exercise(exercise_id)

    def _on_exercise_closed(self) -> None:
        page = self.show_exercises()
        self._shell.show_page(page)
        if self._exercise is not None:
            page.grid.focus_on(self._exercise.exercise_id())

    def _on_try_requested(self, exercise_id: str) -> None:
        self._tried = exercise_id
        self.try_requested.emit(exercise_id)
