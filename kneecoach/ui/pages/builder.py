"""Make a pack: search the library, put programmes together, set doses, give it out."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QWidget

from kneecoach.override import override
from kneecoach.ui.builder.detail import DetailCard
from kneecoach.ui.builder.exercise_list import ExerciseList
from kneecoach.ui.builder.fields import Fields
from kneecoach.ui.builder.live_preview import LivePreview
from kneecoach.ui.builder.programme import ProgrammeCard
from kneecoach.ui.builder.tab_order import set_tab_order
from kneecoach.ui.builder.undo_keys import add_undo_shortcuts
from kneecoach.ui.builder.view import BuilderView, LineView, Typed
from kneecoach.ui.theme.type import TextRole, scaled
from kneecoach.ui.widgets.announce import announce
from kneecoach.ui.widgets.buttons import LinkButton, PlainButton, PrimaryButton
from kneecoach.ui.widgets.card import Card, CardTone
from kneecoach.ui.widgets.chips import ChipRow
from kneecoach.ui.widgets.fields import LineField
from kneecoach.ui.widgets.flow import FlowLayout
from kneecoach.ui.widgets.leavable_page import LeavablePage
from kneecoach.ui.widgets.scroll_page import CARD_GAP_PX, MARGIN_PX
from kneecoach.ui.widgets.stack import stacked
from kneecoach.ui.widgets.text import Text, Tone
from kneecoach.ui.widgets.turning import TurningLayout

_FOUR_FROM_PX = 1300
_THREE_FROM_PX = 720
_TWO_FROM_PX = 480
_LIBRARY, _LIVE = "library", "live"


class BuilderPage(LeavablePage):
    """Show a pack that is being made.

    What is typed and chosen in its cards is told by those: `programme`, `detail`, `about`.

    Signals:
        closed: The person goes back to the list of drafts.
        typed(Typed): The person typed or chose something.
        settled: The person is done with a field.
        searched(str): The person looks for exercises.
        added(str, int): An exercise is to come before the one at a position; -1 for the end.
        undo_requested, redo_requested: A change is to be taken back, or done again.
        preview_requested: The person wants to see what the patient will see.
        dry_run_requested: The person wants to see the session pass quickly.
        build_requested: The pack is to be built and signed.
        handout_requested: The handout is to be saved.
        folder_requested: The files are to be saved in a folder.
    """

    typed = Signal(object)
    settled = Signal()
    searched = Signal(str)
    added = Signal(str, int)
    undo_requested = Signal()
    redo_requested = Signal()
    preview_requested = Signal()
    dry_run_requested = Signal()
    build_requested = Signal()
    handout_requested = Signal()
    folder_requested = Signal()

    def __init__(
        self, variables: tuple[tuple[str, str], ...], *, parent: QWidget | None = None
    ) -> None:
        super().__init__(name="builder", parent=parent)
        self.programme = ProgrammeCard()
        self.detail = DetailCard(variables)
        self._about = Fields(name="builder.about")
        self._search = LineField(name="builder.search", label=self.tr("Search the exercises"))
        self._library = ExerciseList(
            name="builder.library", label=self.tr("Exercise library"), is_ordered=False
        )
        self.live = LivePreview()
        self._beside = ChipRow(
            ((_LIBRARY, self.tr("Library")), (_LIVE, self.tr("Preview"))),
            name="builder.beside",
            label=self.tr("What stands beside the programme"),
            is_single=True,
            needs_one=True,
        )
        self._build = PrimaryButton(self.tr("Build and sign"), name="builder.build")
        self._handout = PlainButton(self.tr("Save handout"), name="builder.handout")
        self._preview = PlainButton(self.tr("What the patient sees"), name="builder.preview")
        self._dry_run = PlainButton(self.tr("Play it quickly"), name="builder.dry_run")
        self._folder = PlainButton(self.tr("Save as a folder"), name="builder.folder")
        self._undo = PlainButton(self.tr("Undo"), name="builder.undo", key_hint="Ctrl+Z")
        self._redo = PlainButton(self.tr("Redo"), name="builder.redo")
        self._redo.setToolTip("Ctrl+Shift+Z")
        self._back = LinkButton(self.tr("All drafts"), name="builder.back")
        self._done = Text()
        self._done.setObjectName("builder.done")
        self._done.setContentsMargins(0, 8, 0, 0)
        nothing = self.tr("Nothing fits. Try a part of the body or a muscle, such as quadriceps.")
        self._nothing = Text(nothing, role=TextRole.SMALL, tone=Tone.MUTED)
        self._nothing.setObjectName("builder.nothing")
        self._nothing.hide()
        self._problems = Text(role=TextRole.SMALL, tone=Tone.ALARM)
        self._problems.setObjectName("builder.problems")
        self._wrong = Card(self.tr("To be mended"), name="builder.wrong", tone=CardTone.CARE)
        self._library_card = Card(self.tr("Exercise library"), name="builder.library_card")
        self._last = QWidget()
        self._last_column = stacked(self._last)
        self._last_column.addStretch(1)
        self._build_layout()
        self._connect_signals()

    def show_pack(self, view: BuilderView) -> None:
        """Show a pack; what is being typed stays as it is."""
        self.set_heading(self.tr("Pack: {name}").format(name=view.title), view.subtitle)
        self._about.show_fields(view.about)
        self.programme.show_programme(view)
        self.detail.show_detail(view.detail)
        self._problems.setText("\n".join(view.problems))
        self._wrong.setVisible(bool(view.problems))
        self._undo.setEnabled(view.may_undo)
        self._redo.setEnabled(view.may_redo)
        content = self.widget()
        if content is not None:
            set_tab_order(content)

    def show_library(self, lines: tuple[LineView, ...]) -> None:
        """Show the exercises that were found."""
        self._library.show_lines(lines)
        self._nothing.setVisible(not lines)

    def say(self, sentence: str) -> None:
        """Say what was done."""
        self._done.setText(sentence)
        self._done.setVisible(bool(sentence))
        if sentence:
            announce(self._done, sentence)

    def focus_search(self) -> None:
        """Give the keyboard to the search, or to what leads to it."""
        field = self._beside if self._library_card.isHidden() else self._search
        field.setFocus(Qt.FocusReason.OtherFocusReason)

    def focus_handout(self) -> None:
        """Give the keyboard to what saves the handout; what was done is said below it."""
        self._handout.setFocus(Qt.FocusReason.OtherFocusReason)

    def focus_items(self) -> None:
        """Give the keyboard to the exercises that the programme has."""
        self.programme.items.setFocus(Qt.FocusReason.OtherFocusReason)

    def begin(self) -> None:
        """Start with an empty search, at the top."""
        self._search.clear()
        self.say("")
        self.verticalScrollBar().setValue(0)

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        """Give what the patient sees the place that there is for it."""
        self._place_live()
        super().resizeEvent(event)

    def _place_live(self) -> None:
        """Let what the patient sees stand in a column of its own, or take turns with the library.

        It has its own where there is room for four columns. Where all stands in one, it comes
        after what is typed, which would be pushed down otherwise.
        """
        is_wide = self.width() >= scaled(_FOUR_FROM_PX)
        is_apart = is_wide or self.width() < scaled(_THREE_FROM_PX) + 2 * MARGIN_PX
        if is_apart == self._last.isHidden():
            self._beside.setVisible(not is_apart)
            self._last.setVisible(is_apart)
            if is_apart:
                self._last_column.insertWidget(0, self.live)
            else:
                self._first.insertWidget(2, self.live)
        is_live = _LIVE in self._beside.chosen() and not is_apart
        self._two.setStretch(0, 7 if is_live else 5)
        self.live.setVisible(is_apart or is_live)
        self._library_card.setVisible(not is_live)

    def _build_layout(self) -> None:
        buttons = QWidget()
        row = FlowLayout(buttons)
        for one in (self._build, self._handout, self._preview, self._dry_run, self._undo):
            row.addWidget(one)
        row.addWidget(self._redo)
        row.addWidget(self._back)
        self.body.addWidget(buttons)
        self.body.addWidget(self._done)
        self.body.addSpacing(CARD_GAP_PX)
        left = QWidget()
        self._two = TurningLayout(left, across_from_px=_TWO_FROM_PX, gap_px=16, gap_down_px=16)
        self._two.addWidget(self._first_column(), 5)
        self._two.addWidget(_topped(self.programme), 7)
        whole = QWidget()
        three = TurningLayout(whole, across_from_px=_THREE_FROM_PX, gap_px=16, gap_down_px=16)
        three.addWidget(_topped(left), 12)
        three.addWidget(_topped(self.detail), 7)
        self._last.hide()
        three.addWidget(self._last, 7)
        self.body.addWidget(whole)
        self.body.addSpacing(CARD_GAP_PX)
        self.body.addWidget(self._about_card())
        self.body.addStretch(1)
        self._done.hide()

    def _first_column(self) -> QWidget:
        """Return the library, or what the patient sees where that has no column of its own."""
        self._library_card.body.addWidget(self._search)
        self._library_card.body.addWidget(self._nothing)
        self._library_card.body.addWidget(self._library)
        holder = QWidget()
        self._first = stacked(holder)
        self._first.setSpacing(CARD_GAP_PX)
        self._first.addWidget(self._beside)
        self._first.addWidget(self._library_card)
        self._first.addWidget(self.live)
        self._wrong.body.addWidget(self._problems)
        self._first.addWidget(self._wrong)
        self._beside.set_chosen((_LIBRARY,))
        self.live.hide()
        return _topped(holder)

    def _about_card(self) -> Card:
        card = Card(self.tr("What the pack says of itself"), name="builder.about_card")
        card.body.addWidget(self._about)
        row = QWidget()
        FlowLayout(row).addWidget(self._folder)
        card.body.addWidget(row)
        return card

    def _connect_signals(self) -> None:
        for one in (self._about, self.programme, self.detail):
            one.typed.connect(self._on_typed)
            one.settled.connect(self.settled)
        self._beside.choice_changed.connect(self._place_live)
        self._search.textEdited.connect(self.searched)
        self._search.returnPressed.connect(self._on_search_entered)
        self._library.picked.connect(self._on_picked)
        self.programme.items.dropped.connect(self.added)
        pairs = (
            (self._build, self.build_requested),
            (self._handout, self.handout_requested),
            (self._preview, self.preview_requested),
            (self._dry_run, self.dry_run_requested),
            (self._folder, self.folder_requested),
            (self._undo, self.undo_requested),
            (self._redo, self.redo_requested),
            (self._back, self.closed),
        )
        for button, signal in pairs:
            button.clicked.connect(signal)
        add_undo_shortcuts(self, self.undo_requested, self.redo_requested)

    def _on_typed(self, typed: Typed) -> None:
        self.typed.emit(typed)

    def _on_picked(self, exercise_id: str) -> None:
        self.added.emit(exercise_id, -1)

    def _on_search_entered(self) -> None:
        """Add what was found first, and stand ready for the next one."""
        first = self._library.view_at(0)
        if first is not None and self._search.text().strip():
            self.added.emit(first.id, -1)
            self._search.clear()
            self.searched.emit("")


def _topped(widget: QWidget) -> QWidget:
    """Return a widget that stands at the top of the room it is given."""
    holder = QWidget()
    column = stacked(holder)
    column.addWidget(widget)
    column.addStretch(1)
    return holder
