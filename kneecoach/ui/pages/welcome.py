"""Welcome someone new: what this is and is not, which knee, and what to begin with."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QWidget

from kneecoach.model.feedback import Knee
from kneecoach.override import override
from kneecoach.ui.theme.type import TextRole
from kneecoach.ui.widgets.buttons import LinkButton, PlainButton, PrimaryButton
from kneecoach.ui.widgets.card import Card
from kneecoach.ui.widgets.chips import ChipRow
from kneecoach.ui.widgets.flow import FlowLayout
from kneecoach.ui.widgets.scroll_page import CARD_GAP_PX, Columns, ScrollPage
from kneecoach.ui.widgets.stack import stacked
from kneecoach.ui.widgets.text import Text, Tone
from kneecoach.ui.words.screening import about_lines, knee_words
from kneecoach.values import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Proposal:
    """What is proposed to begin with.

    Attributes:
        name: The programme.
        why: Why it is proposed, and whom it is for.
        how_often: How often it is done.
        minutes: How long the first session takes; 0 when that is not known.
        exercises: The names of its exercises with their first dose.
    """

    name: str
    why: str
    how_often: str
    minutes: int
    exercises: tuple[str, ...]


class WelcomePage(ScrollPage):
    """Show two steps: the first says what this is and asks which knee, the last what to begin with.

    Between them the safety questions are asked, on a page of their own.

    Signals:
        knee_chosen(Knee): The person said which knee is sore, and goes on.
        start_requested: The person wants to start the first session.
        programmes_requested: The person wants to see the other programmes.
        place_requested: The person wants to point at where it hurts, which may propose another.
        left: The person looks around first.

    Args:
        parent: The widget it is in.
    """

    knee_chosen = Signal(object)
    start_requested = Signal()
    programmes_requested = Signal()
    place_requested = Signal()
    left = Signal()

    def __init__(self, *, parent: QWidget | None = None) -> None:
        super().__init__(name="welcome_page", parent=parent)
        self._about = QWidget()
        self._knees = ChipRow(
            tuple((knee.value, knee_words(knee)) for knee in Knee),
            name="welcome.knee",
            label=self.tr("Which knee is sore?"),
            is_single=True,
            needs_one=True,
        )
        self._next = PrimaryButton(self.tr("Next: the safety questions"), name="welcome.next")
        self._proposal = QWidget()
        self._programme = Card(" ", name="welcome.programme")
        self._why = Text()
        self._how_often = Text(role=TextRole.SMALL, tone=Tone.MUTED)
        self._exercises = Text()
        self._start = PrimaryButton(self.tr("Start the first session"), name="welcome.start")
        self._others = LinkButton(self.tr("See the other programmes"), name="welcome.programmes")
        self._place = LinkButton(self.tr("Point at where it hurts"), name="welcome.place")
        self._leave_first = PlainButton(self.tr("Look around first"), name="welcome.leave")
        self._leave_last = PlainButton(self.tr("Not now"), name="welcome.later", key_hint="Esc")
        self._build_layout()
        self._connect_signals()
        self.show_about()

    def show_about(self) -> None:
        """Say what this is and is not, and ask which knee."""
        self.set_heading(self.tr("Welcome"), self.tr("Step 1 of 3. It takes about a minute."))
        self._knees.set_chosen(())
        self._next.setEnabled(False)
        self._proposal.hide()
        self._about.show()
        self.setFocusProxy(self._knees.chip(Knee.LEFT.value))
        self.verticalScrollBar().setValue(0)

    def show_proposal(self, proposal: Proposal) -> None:
        """Propose a programme, and say why."""
        self.set_heading(self.tr("A programme to begin with"), self.tr("Step 3 of 3."))
        self._programme.set_title(proposal.name)
        self._why.setText(proposal.why)
        length = self.tr("{often} · about {minutes} minutes a session")
        self._how_often.setText(
            length.format(often=proposal.how_often, minutes=proposal.minutes)
            if proposal.minutes
            else proposal.how_often
        )
        self._exercises.setText("\n".join(proposal.exercises))
        self._about.hide()
        self._proposal.show()
        self.setFocusProxy(self._start)
        self.verticalScrollBar().setValue(0)

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Let Escape look around first."""
        if event.key() == Qt.Key.Key_Escape:
            self.left.emit()
            return
        super().keyPressEvent(event)

    def _build_layout(self) -> None:
        columns = Columns(first=1, second=1)
        what = Card(self.tr("What this is, and what it is not"), name="welcome.what")
        for line in about_lines():
            what.body.addWidget(Text(line))
        which = Card(self.tr("Which knee is sore?"), name="welcome.which")
        which.body.addWidget(self._knees)
        later = self.tr("You can change this later under Settings.")
        which.body.addWidget(Text(later, role=TextRole.SMALL, tone=Tone.MUTED))
        which.body.addWidget(_in_a_row(self._next, self._leave_first))
        columns.first.addWidget(what)
        columns.second.addWidget(which)
        about = stacked(self._about)
        about.addWidget(columns)
        for part in (self._why, self._how_often, self._exercises):
            self._programme.body.addWidget(part)
        self._programme.body.addWidget(_in_a_row(self._others, self._place))
        proposal = stacked(self._proposal)
        proposal.setSpacing(CARD_GAP_PX)
        proposal.addWidget(self._programme)
        proposal.addWidget(_in_a_row(self._start, self._leave_last))
        self.body.addWidget(self._about)
        self.body.addWidget(self._proposal)
        self.body.addStretch(1)

    def _connect_signals(self) -> None:
        self._knees.choice_changed.connect(self._on_choice_changed)
        self._next.clicked.connect(self._on_next_clicked)
        self._start.clicked.connect(self.start_requested)
        self._others.clicked.connect(self.programmes_requested)
        self._place.clicked.connect(self.place_requested)
        self._leave_first.clicked.connect(self.left)
        self._leave_last.clicked.connect(self.left)

    def _on_choice_changed(self) -> None:
        self._next.setEnabled(True)
        self._next.setFocus(Qt.FocusReason.TabFocusReason)
        self.ensureWidgetVisible(self._next)

    def _on_next_clicked(self) -> None:
        chosen = self._knees.chosen()
        if chosen:
            self._emit_knee_chosen(Knee(chosen[0]))

    def _emit_knee_chosen(self, knee: Knee) -> None:
        self.knee_chosen.emit(knee)


def _in_a_row(*buttons: QWidget) -> QWidget:
    holder = QWidget()
    row = FlowLayout(holder)
    for button in buttons:
        row.addWidget(button)
    return holder
