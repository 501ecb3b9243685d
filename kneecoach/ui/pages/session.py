"""Show the running session: what to do now, on which side, how long, and what comes next."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent, QKeySequence, QResizeEvent, QShortcut, QShowEvent
from PySide6.QtWidgets import QFrame, QScrollArea, QVBoxLayout, QWidget

from kneecoach.model.talk import Talk
from kneecoach.model.units import Seconds
from kneecoach.override import override
from kneecoach.session.step import PauseReason, Step, StepKind
from kneecoach.ui.session_words import StepView, count_text, next_line, pause_words
from kneecoach.ui.stage.control_bar import ControlBar
from kneecoach.ui.stage.header import SessionHeader
from kneecoach.ui.stage.holder import StageHolder
from kneecoach.ui.stage.panels import LeavePanel, PausedPanel
from kneecoach.ui.stage.switch_panel import SwitchPanel
from kneecoach.ui.stage.tools import SessionTools
from kneecoach.ui.stage.working_stage import WorkingStage
from kneecoach.ui.theme.palette import wear
from kneecoach.ui.theme.tokens import DARK, Tokens
from kneecoach.ui.theme.type import TextRole, scaled
from kneecoach.ui.widgets.announce import announce
from kneecoach.ui.widgets.scroll_bar import ThinScrollBar
from kneecoach.ui.widgets.segment_bar import Segment, SegmentBar
from kneecoach.ui.widgets.text import Text

FINAL_SECONDS = 3.0
"""The last seconds of a step, whose numbers stand out as their sounds do."""

_MARGIN_PX = 40
_LOW_MARGIN_PX = 24
_WIDE_PX = 900
_LOW_PX = 400
_TIGHT_PX = 8
_GAP_PX = 16
_LEAST_STAGE_PX = 160


class SessionPage(QWidget):
    """Show one step after another and say which key was pressed; decide nothing.

    Space pauses or goes on, Right and Left skip and go back, P says that it hurts, Enter ends a set
    at the person's own pace, F or F11 changes to full screen, M mutes, V changes how much is said,
    Up and Down change the volume, Escape asks whether to end.

    Signals:
        pause_requested, resume_requested: The session is to stand still, or to go on.
        skip_requested, back_requested: To the next or the previous part.
        set_done: The set at the person's own pace is done.
        pain_reported: It hurts; the set is to stop at once.
        mute_requested, louder_requested, quieter_requested, full_screen_requested: As named.
        talk_requested: The next level of talk is wanted.
        leave_asked: The question whether to end is open; time should stand still.
        leave_declined: The question was answered with no.
        end_requested: The session is to end here.

    Args:
        tokens: What it wears: dark, or high contrast.
        parent: The widget it is in.
    """

    pause_requested = Signal()
    resume_requested = Signal()
    skip_requested = Signal()
    back_requested = Signal()
    set_done = Signal()
    pain_reported = Signal()
    mute_requested = Signal()
    louder_requested = Signal()
    quieter_requested = Signal()
    full_screen_requested = Signal()
    talk_requested = Signal()
    leave_asked = Signal()
    leave_declined = Signal()
    end_requested = Signal()

    def __init__(self, *, tokens: Tokens = DARK, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("session_page")
        self.setAccessibleName(self.tr("Session"))
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAutoFillBackground(True)
        wear(self, tokens)
        self._step: Step | None = None
        self._view: StepView | None = None
        self._paused: PauseReason | None = None
        self.header = SessionHeader(name="session_header")
        self.tools = SessionTools(name="session_tools")
        self.working = WorkingStage(name="working_stage")
        self.switch = SwitchPanel(name="switch_panel")
        self.paused = PausedPanel(name="paused_panel")
        self.leave = LeavePanel(name="leave_panel")
        self._stage = StageHolder(
            (self.working, self.switch, self.paused, self.leave), name="stage"
        )
        self._cue = Text(role=TextRole.CUE)
        self._bar = SegmentBar(name="session_bar", label=self.tr("The whole session"))
        self.controls = ControlBar(name="controls")
        self._scroll = _still_scroll_area()
        self._is_wide: bool | None = None
        self._steering: tuple[QShortcut, ...] = ()
        self._build_layout()
        self._connect_signals()

    def set_tokens(self, tokens: Tokens) -> None:
        """Wear other colours: dark, or high contrast."""
        wear(self, tokens)

    def show_step(self, step: Step, view: StepView) -> None:
        """Show a step that begins, light the ring up, and say it to screen readers."""
        self._step, self._view = step, view
        self.header.show_where(view.heading, view.name, view.side)
        self.working.show_figure(view.exercise, view.level, view.leg)
        self.working.ring.set_texts(word=view.phase, small=view.rep)
        is_between = step.kind in {StepKind.REST, StepKind.READY}
        self.header.show_words("" if is_between else view.note)
        self.working.show_coming(view.what_next if is_between else "", view.steps, view.note)
        self.switch.set_texts(word=view.phase, side=view.side)
        if self._cue.text() != view.cue:
            self._cue.setText(view.cue)
        self.controls.show_done(is_offered=step.lasts is None)
        self._show_stage()
        self.show_count(Seconds(0.0))
        self.working.ring.flash()
        announce(self, view.announcement)

    def show_count(self, elapsed: Seconds) -> None:
        """Show how much of the step has gone."""
        step = self._step
        if step is None:
            return
        self.working.move_figure(step, elapsed)
        number = count_text(step, elapsed)
        if step.lasts is None:
            self.working.ring.set_count(fraction=0.0, number=number, is_final=False)
            return
        is_final = step.lasts > FINAL_SECONDS >= step.lasts - elapsed
        share = min(1.0, elapsed / step.lasts)
        self.working.ring.set_count(fraction=share, number=number, is_final=is_final)
        self.switch.set_number(number)

    def show_progress(self, elapsed: Seconds, remaining_total: Seconds) -> None:
        """Show how much of the step has gone and how long the session still takes."""
        self.show_count(elapsed)
        if self._view is not None:
            self.controls.show_next(next_line(self._view.what_next, remaining_total))

    def show_halfway(self) -> None:
        """Light the ring up: half of a hold is over."""
        self.working.ring.flash()
        announce(self, self.tr("Halfway"))

    def show_outline(self, segments: tuple[Segment, ...], says: str) -> None:
        """Show the whole session as segments; the sentence is for screen readers."""
        self._bar.set_segments(segments)
        self._bar.set_says(says)

    def show_paused(self, reason: PauseReason | None) -> None:
        """Show that the session stands still and why; None when it goes on."""
        self._paused = reason
        self.controls.show_paused(is_paused=reason is not None)
        if reason is not None:
            words = pause_words(reason)
            self.paused.show_reason(words, self._standing_words())
            announce(self, self.tr("Paused. {reason}").format(reason=words))
        self._show_stage()

    def show_note(self, text: str) -> None:
        """Show a note, such as why there is no sound, and read it out; an empty one hides it."""
        self.header.show_note(text)
        if text:
            announce(self, text)

    def show_sound(self, volume_percent: int, *, is_muted: bool) -> None:
        """Say how loud the cues are."""
        self.tools.show_sound(volume_percent, is_muted=is_muted)

    def show_talk(self, talk: Talk, *, is_new: bool = False) -> None:
        """Say how much is said; a new level is told to screen readers too."""
        self.tools.show_talk(talk)
        if is_new:
            announce(self, self.tools.talk_words())

    def show_full_screen(self, *, is_full: bool) -> None:
        """Say whether the window fills the screen."""
        self.tools.show_full_screen(is_full=is_full)

    def is_asking(self) -> bool:
        """Return whether the question about ending is open."""
        return self._stage.shown() is self.leave

    def ask_to_leave(self) -> None:
        """Ask whether the session shall end; asking again takes the question back."""
        if self.is_asking():
            self._on_leave_declined()
            return
        self._steer(is_possible=False)
        self._stage.show_panel(self.leave)
        self._make_room()
        self._scroll.ensureWidgetVisible(self.leave.stay)
        announce(self, self.leave.accessibleName())
        self.leave_asked.emit()

    @override
    def showEvent(self, event: QShowEvent) -> None:
        """Take the keyboard, so that space and the arrows work at once."""
        super().showEvent(event)
        self.setFocus(Qt.FocusReason.OtherFocusReason)

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        """Stand the tools beside the name, or last where it is narrow."""
        super().resizeEvent(event)
        self._place_tools()
        self._make_room()

    @override
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Fit ring and cue into what the controls leave in view."""
        if event.type() == QEvent.Type.Resize:
            self._make_room()
        return super().eventFilter(watched, event)

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Pause or go on with space, end a set with Enter, when no control has the keyboard."""
        if event.isAutoRepeat() or self.is_asking():
            super().keyPressEvent(event)
        elif event.key() == Qt.Key.Key_Space:
            self._on_pause_clicked()
        elif event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter}:
            self._on_done_clicked()
        else:
            super().keyPressEvent(event)

    def _standing_words(self) -> str:
        """Return where the session stands, and the key that goes on."""
        if self._view is None:
            return ""
        text = self.tr("{exercise}, {phase}. Press space to go on.")
        return text.format(exercise=self._view.name, phase=self._view.phase)

    def _show_stage(self) -> None:
        if self.is_asking():
            return
        if self._paused is not None:
            self._stage.show_panel(self.paused)
        elif self._step is not None and self._step.kind is StepKind.SWITCH:
            self._stage.show_panel(self.switch)
        else:
            self._stage.show_panel(self.working)
        self._make_room()

    def _make_room(self) -> None:
        """Keep ring and texts readable; what does not fit scrolls above the controls."""
        is_low = self.height() < scaled(_LOW_PX)
        margin = _TIGHT_PX if is_low else _MARGIN_PX
        edge = _TIGHT_PX if is_low else _LOW_MARGIN_PX
        self._column.setContentsMargins(margin, edge, margin, edge)
        for layout in (self._column, self._content):
            layout.setSpacing(_TIGHT_PX if is_low else _GAP_PX)
        shown = self._stage.shown()
        layout_shown = shown.layout()
        self.header.set_low(is_low=is_low)
        needed = max(_LEAST_STAGE_PX, self._room_for_stage())
        if layout_shown is not None and shown in {self.paused, self.leave}:
            needed = max(needed, layout_shown.heightForWidth(self._stage.width()))
        self._stage.setMinimumHeight(needed)

    def _room_for_stage(self) -> int:
        """Return the height that the stage has when the tools stand below what is in view.

        They have keys, and may be scrolled to; ring and cue must be read from the mat.
        """
        if self._is_wide:
            return 0
        view = self._scroll.viewport()
        header = self.header.heightForWidth(view.width())
        cue = self._cue.heightForWidth(view.width())
        return view.height() - header - cue - 2 * self._content.spacing()

    def _place_tools(self) -> None:
        is_wide = self.width() >= scaled(_WIDE_PX)
        if is_wide != self._is_wide:
            self._is_wide = is_wide
            if is_wide:
                self.header.place_tools(self.tools)
            else:
                self._content.addWidget(self.tools)

    def _steer(self, *, is_possible: bool) -> None:
        for shortcut in self._steering:
            shortcut.setEnabled(is_possible)
        self.controls.let_steer(may_steer=is_possible)

    def _close_question(self) -> None:
        self._steer(is_possible=True)
        self._stage.show_panel(self.working)
        self._show_stage()
        self.setFocus(Qt.FocusReason.OtherFocusReason)

    def _build_layout(self) -> None:
        self._cue.setAlignment(Qt.AlignmentFlag.AlignCenter)
        above = QWidget()
        self._content = QVBoxLayout(above)
        self._content.setContentsMargins(0, 0, 0, 0)
        self._content.addWidget(self.header)
        self._content.addWidget(self._stage, 1)
        self._content.addWidget(self._cue)
        self._scroll.setWidget(above)
        self._scroll.viewport().installEventFilter(self)
        self._column = QVBoxLayout(self)
        self._column.addWidget(self._scroll, 1)
        self._column.addWidget(self._bar)
        self._column.addWidget(self.controls)

    def _connect_signals(self) -> None:
        bar = self.controls
        bar.back_clicked.connect(self.back_requested)
        bar.pause_clicked.connect(self._on_pause_clicked)
        bar.skip_clicked.connect(self.skip_requested)
        bar.done_clicked.connect(self._on_done_clicked)
        bar.hurts_clicked.connect(self._on_hurts_clicked)
        tools = self.tools
        tools.mute_clicked.connect(self.mute_requested)
        tools.quieter_clicked.connect(self.quieter_requested)
        tools.louder_clicked.connect(self.louder_requested)
        tools.talk_clicked.connect(self.talk_requested)
        tools.full_screen_clicked.connect(self.full_screen_requested)
        self.leave.leave_declined.connect(self._on_leave_declined)
        self.leave.leave_confirmed.connect(self._on_leave_confirmed)
        self._make_shortcuts()

    def _make_shortcuts(self) -> None:
        key = Qt.Key
        steering = (
            (key.Key_Right, self.skip_requested),
            (key.Key_Left, self.back_requested),
            (key.Key_Up, self.louder_requested),
            (key.Key_Down, self.quieter_requested),
        )
        always = (
            (key.Key_P, self._on_hurts_clicked),
            (key.Key_F, self.full_screen_requested),
            (key.Key_F11, self.full_screen_requested),
            (key.Key_M, self.mute_requested),
            (key.Key_V, self.talk_requested),
            (key.Key_Escape, self.ask_to_leave),
        )
        made = []
        for which, slot in (*steering, *always):
            shortcut = QShortcut(QKeySequence(which), self)
            shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
            shortcut.setAutoRepeat(False)
            shortcut.activated.connect(slot)
            made.append(shortcut)
        self._steering = tuple(made[: len(steering)])

    def _on_pause_clicked(self) -> None:
        if self._paused is None:
            self.pause_requested.emit()
        else:
            self.resume_requested.emit()

    def _on_done_clicked(self) -> None:
        if self._step is not None and self._step.lasts is None and self._paused is None:
            self.set_done.emit()

    def _on_hurts_clicked(self) -> None:
        if self.is_asking():
            self._close_question()
        self.pain_reported.emit()

    def _on_leave_declined(self) -> None:
        self._close_question()
        self.leave_declined.emit()

    def _on_leave_confirmed(self) -> None:
        self._close_question()
        self.end_requested.emit()


def _still_scroll_area() -> QScrollArea:
    """Return an area that scrolls only where large text in a small window asks for it."""
    area = QScrollArea()
    area.setFrameShape(QFrame.Shape.NoFrame)
    area.setWidgetResizable(True)
    area.setVerticalScrollBar(ThinScrollBar())
    area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
    area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
    return area
