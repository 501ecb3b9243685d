"""Show all exercises as tiles, searched as one types and narrowed by what they are."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QWidget

from kneecoach.coach.library import (
    NOTHING_NEEDED,
    Wanted,
    areas_of,
    equipment_of,
    kinds_of,
    positions_of,
)
from kneecoach.model.exercise import Kind, Position
from kneecoach.model.programme import Catalogue
from kneecoach.override import override
from kneecoach.ui.exercise_view import TileValues
from kneecoach.ui.widgets.announce import announce
from kneecoach.ui.widgets.buttons import LinkButton
from kneecoach.ui.widgets.fields import ChoiceField, LineField
from kneecoach.ui.widgets.flow import FlowLayout
from kneecoach.ui.widgets.scroll_page import CARD_GAP_PX, ScrollPage
from kneecoach.ui.widgets.text import Text, Tone
from kneecoach.ui.widgets.tile_grid import TileGrid
from kneecoach.ui.words.exercises import (
    first_capital,
    found_words,
    kind_words,
    position_words,
)

_SMALL_GAP_PX = 8


class ExercisesPage(ScrollPage):
    """Take what somebody looks for, and show what was found.

    Signals:
        looked_for(Wanted): The person typed, or chose a filter.
        exercise_chosen(str): The person wants to see the exercise with this id.
    """

    looked_for = Signal(object)
    exercise_chosen = Signal(str)

    def __init__(self, *, parent: QWidget | None = None) -> None:
        super().__init__(name="exercises", parent=parent)
        self._all = 0
        self._offered: Catalogue | None = None
        self._search = LineField(name="exercises.search", label=self.tr("Search"))
        self._search.setClearButtonEnabled(False)
        self._filters = QWidget()
        self._flow = FlowLayout(self._filters, line_gap_px=_SMALL_GAP_PX)
        self._flow.setSpacing(_SMALL_GAP_PX)
        self._fields: dict[str, ChoiceField] = {}
        self._found = Text(tone=Tone.MUTED)
        self._found.setObjectName("exercises.found")
        self._clear = LinkButton(self.tr("Show all"), name="exercises.clear")
        self._clear.hide()
        self.grid = TileGrid(name="exercises.grid", label=self.tr("Exercises"))
        self._build_layout()
        self._connect_signals()

    def offer(self, catalogue: Catalogue) -> None:
        """Offer what there is to filter by; what is chosen stays as long as it exists."""
        self._all = len(catalogue.exercises)
        if catalogue is self._offered:
            return
        self._offered = catalogue
        chosen = {key: field.choice() for key, field in self._fields.items()}
        for field in self._fields.values():
            self._flow.removeWidget(field)
            field.hide()
            field.deleteLater()
        self._fields = {
            "area": self._field("area", self.tr("Area"), self._areas(catalogue)),
            "kind": self._field("kind", self.tr("Kind"), self._kinds(catalogue)),
            "equipment": self._field("equipment", self.tr("Equipment"), self._things(catalogue)),
            "position": self._field("position", self.tr("Position"), self._positions(catalogue)),
        }
        for key, field in self._fields.items():
            field.set_choice(chosen.get(key, ""))
            field.currentIndexChanged.connect(self._on_wanted_changed)
            self._flow.addWidget(field)
        last: QWidget = self._search
        for following in (*self._fields.values(), self._clear):
            QWidget.setTabOrder(last, following)
            last = following

    def wanted(self) -> Wanted:
        """Return what is looked for."""
        chosen = {key: field.choice() for key, field in self._fields.items()}
        return Wanted(
            text=self._search.text(),
            area=chosen.get("area", ""),
            kind=Kind(chosen["kind"]) if chosen.get("kind") else None,
            equipment=chosen.get("equipment", ""),
            position=Position(chosen["position"]) if chosen.get("position") else None,
        )

    def show_found(self, tiles: tuple[TileValues, ...]) -> None:
        """Show what was found, and say how much that is."""
        self.set_heading(
            self.tr("Exercises"), self.tr("How each is done, and where you stand with it.")
        )
        self.grid.show_tiles(tiles)
        words = found_words(len(tiles), self._all)
        is_news = bool(self._found.text()) and self._found.text() != words
        self._found.setText(words)
        self._clear.setVisible(self.wanted() != Wanted())
        if is_news:
            announce(self._found, words)

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Let Escape show all again, and Enter or Down in the search go to the first one."""
        is_searching = self._search.hasFocus()
        if event.key() == Qt.Key.Key_Escape and self.wanted() != Wanted():
            self._on_clear_clicked()
        elif is_searching and event.key() in {
            Qt.Key.Key_Down,
            Qt.Key.Key_Return,
            Qt.Key.Key_Enter,
        }:
            shown = self.grid.shown()
            if shown:
                self.grid.focus_on(shown[0])
        else:
            super().keyPressEvent(event)

    def _build_layout(self) -> None:
        for part, gap in (
            (self._search, _SMALL_GAP_PX),
            (self._filters, _SMALL_GAP_PX),
            (self._found, 0),
        ):
            self.body.addWidget(part)
            self.body.addSpacing(gap)
        self.body.addWidget(self._clear, 0, Qt.AlignmentFlag.AlignLeading)
        self.body.addSpacing(CARD_GAP_PX)
        self.body.addWidget(self.grid)
        self.body.addStretch(1)
        self.setFocusProxy(self._search)

    def _connect_signals(self) -> None:
        self._search.textChanged.connect(self._on_wanted_changed)
        self._clear.clicked.connect(self._on_clear_clicked)
        self.grid.exercise_chosen.connect(self._on_exercise_chosen)
        self.grid.tile_reached.connect(self._on_tile_reached)

    def _field(self, key: str, label: str, choices: tuple[tuple[str, str], ...]) -> ChoiceField:
        return ChoiceField(choices, name=f"exercises.{key}", label=label)

    def _areas(self, catalogue: Catalogue) -> tuple[tuple[str, str], ...]:
        areas = areas_of(catalogue)
        return (("", self.tr("Any area")), *((one, first_capital(one)) for one in areas))

    def _kinds(self, catalogue: Catalogue) -> tuple[tuple[str, str], ...]:
        kinds = kinds_of(catalogue)
        return (("", self.tr("Any kind")), *((one.value, kind_words(one)) for one in kinds))

    def _things(self, catalogue: Catalogue) -> tuple[tuple[str, str], ...]:
        things = ((one, first_capital(one)) for one in equipment_of(catalogue))
        nothing = (NOTHING_NEEDED, self.tr("Nothing needed"))
        return (("", self.tr("Any equipment")), nothing, *things)

    def _positions(self, catalogue: Catalogue) -> tuple[tuple[str, str], ...]:
        known = positions_of(catalogue)
        positions = ((one.value, position_words(one)) for one in known)
        return (("", self.tr("Any position")), *positions)

    def _on_wanted_changed(self) -> None:
        self.looked_for.emit(self.wanted())

    def _on_clear_clicked(self) -> None:
        self._search.blockSignals(True)
        self._search.clear()
        self._search.blockSignals(False)
        for field in self._fields.values():
            field.set_choice("")
        self._search.setFocus(Qt.FocusReason.OtherFocusReason)
        self._on_wanted_changed()

    def _on_tile_reached(self, exercise_id: str) -> None:
        self.ensureWidgetVisible(self.grid.tile(exercise_id), 0, CARD_GAP_PX)

    def _on_exercise_chosen(self, exercise_id: str) -> None:
        self.exercise_chosen.emit(exercise_id)
