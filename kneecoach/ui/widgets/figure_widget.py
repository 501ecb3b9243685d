"""Show the living figure of an exercise: moved by a session, or showing the movement by itself."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QPointF, QRectF, QSize, QTimer
from PySide6.QtGui import QHideEvent, QPainter, QPaintEvent, QResizeEvent, QShowEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from kneecoach.body.course import Moment
from kneecoach.figure.looks import Looks
from kneecoach.figure.marks import mark_shapes
from kneecoach.figure.painter import paint_shapes
from kneecoach.figure.placeholder import paint_placeholder
from kneecoach.figure.scene import Scene
from kneecoach.figure.showing import Showing
from kneecoach.figure.tempo import shown_tempo
from kneecoach.model.dose import PhaseName
from kneecoach.model.exercise import Exercise
from kneecoach.model.figure import View
from kneecoach.model.units import Seconds
from kneecoach.override import override
from kneecoach.ui.theme.figure_colours import figure_colours, surroundings_of
from kneecoach.ui.theme.motion import motion_allowed
from kneecoach.ui.theme.palette import tokens_of
from kneecoach.ui.theme.person import looks_worn
from kneecoach.ui.widgets.figure_frames import FAILURES, MOST_BYTES, FrameCache, log_failure
from kneecoach.ui.widgets.text import RETHEME
from kneecoach.values import replace

FRAME_MS = 33
"""Time between two pictures while the figure shows the movement by itself."""

_GAP_PX = 8
_MARKS_PX = 38.0
"""Room above two figures for what says which is right."""


class FigureWidget(QWidget):
    """Draw the figure as large as there is room; says nothing, for it means nothing by itself.

    A session moves it with `show_phase`. On its own, `play` lets it show the movement over and over
    at the exercise's tempo, and `pause` stops it. Where the system asks for less motion it goes
    from pose to pose without what lies between.

    Args:
        name: Object name.
        looks: What the person looks like; None for what the settings say.
        parent: The widget it is in.
    """

    def __init__(
        self, *, name: str, looks: Looks | None = None, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.setObjectName(name)
        self._looks = looks
        self._exercise: Exercise | None = None
        self._showing = Showing()
        self._shows_wrong = False
        self._panes: tuple[FrameCache, ...] | None = None
        self._has_failed = False
        self._moment: Moment | None = None
        self._time = 0.0
        self._speed = 1.0
        self._beat = QTimer(self)
        self._beat.setInterval(FRAME_MS)
        self._beat.timeout.connect(self._on_beat)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.setMinimumSize(80, 80)

    @property
    def is_playing(self) -> bool:
        """Return whether the figure moves by itself."""
        return self._beat.isActive()

    def set_exercise(self, exercise: Exercise | None, showing: Showing | None = None) -> None:
        """Show an exercise in the pose that it begins in; the same one again stays as it is."""
        wanted = showing or Showing()
        if (exercise, wanted) != (self._exercise, self._showing):
            self._exercise, self._showing = exercise, wanted
            self._time = 0.0
            self._forget()

    def set_looks(self, looks: Looks) -> None:
        """Let the person look different."""
        if looks != self._looks:
            self._looks = looks
            self._forget()

    def set_view(self, view: View | None) -> None:
        """See it from another side; None for the exercise's own."""
        self.set_showing(replace(self._showing, view=view))

    def set_showing(self, showing: Showing) -> None:
        """Change what is to be seen of the exercise; the time goes on."""
        if showing != self._showing:
            self._showing = showing
            self._forget(keeps_moment=True)

    def show_wrong(self, *, is_shown: bool) -> None:
        """Show the wrong way beside the right one, where the figure has one."""
        if is_shown != self._shows_wrong:
            self._shows_wrong = is_shown
            self._forget(keeps_moment=True)

    def has_wrong_way(self) -> bool:
        """Return whether there is a wrong way to show."""
        figure = self._exercise.figure if self._exercise else None
        return figure is not None and figure.wrong is not None

    def play(self) -> None:
        """Show the movement over and over; without motion, the pose that tells most of it."""
        if motion_allowed(self):
            self._beat.start()
        else:
            self._show_telling()

    def pause(self) -> None:
        """Stand still."""
        self._beat.stop()

    def set_speed(self, speed: float) -> None:
        """Show the movement so many times as fast, 0.1 to 4."""
        self._speed = max(0.1, min(4.0, speed))

    def show_phase(self, phase: PhaseName | None, elapsed: Seconds, lasts: Seconds | None) -> None:
        """Show the moment of a phase that a session has come to."""
        course = self._course()
        if course is not None:
            self._take(course.movement.course.at(phase, elapsed, lasts))

    def show_demonstration(self, elapsed: Seconds) -> None:
        """Show the movement at the tempo of the exercise, so many seconds after its beginning."""
        scene = self._course()
        if scene is not None and self._exercise is not None:
            tempo = shown_tempo(self._exercise, self._showing.variant)
            self._take(scene.movement.course.demonstration(tempo, elapsed))

    def show_start(self) -> None:
        """Show the pose that the movement begins in."""
        scene = self._course()
        if scene is not None:
            self._take(scene.movement.course.standing(scene.movement.course.first))

    @override
    def sizeHint(self) -> QSize:
        """Return the size of the figure on a window of 1280x800."""
        return QSize(420, 480)

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        """Draw anew for the new size."""
        super().resizeEvent(event)
        self._forget(keeps_moment=True)

    @override
    def hideEvent(self, event: QHideEvent) -> None:
        """Give the memory of the frames back."""
        super().hideEvent(event)
        self._beat.stop()
        self._forget(keeps_moment=True)

    @override
    def showEvent(self, event: QShowEvent) -> None:
        """Draw the moment that it stands at."""
        super().showEvent(event)
        self.update()

    @override
    def changeEvent(self, event: QEvent) -> None:
        """Follow the theme."""
        super().changeEvent(event)
        if event.type() in RETHEME:
            self._forget(keeps_moment=True)

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the figure, or a plain posture where it fails."""
        painter = QPainter(self)
        if self._exercise is not None and not self._paint_panes(painter):
            box, colours = QRectF(self.rect()), figure_colours(tokens_of(self))
            paint_placeholder(painter, box, self._exercise.position, colours, self._showing.side)
        painter.end()

    def _paint_panes(self, painter: QPainter) -> bool:
        """Return whether the figure could be drawn."""
        panes = self._caches()
        if not panes:
            return False
        course = panes[0].scene.movement.course
        moment = self._moment or course.standing(course.first)
        left = 0.0
        try:
            for index, pane in enumerate(panes):
                own = moment if index == 0 else _same_moment(moment, pane.scene)
                corner = pane.corner
                below = _MARKS_PX if len(panes) > 1 else 0.0
                corner += QPointF(left, below)
                painter.drawPixmap(corner, pane.frame(own))
                if len(panes) > 1:
                    self._paint_mark(painter, pane, left, is_right=index == 0)
                left += pane.scene.size[0] + _GAP_PX
        except FAILURES as error:
            self._fail(error)
            return False
        return True

    def _paint_mark(
        self, painter: QPainter, pane: FrameCache, left: float, *, is_right: bool
    ) -> None:
        around = surroundings_of(tokens_of(self))
        shapes = mark_shapes((left + pane.scene.size[0] / 2, 22.0), 14.0, around, is_right=is_right)
        paint_shapes(painter, shapes)

    def _caches(self) -> tuple[FrameCache, ...]:
        """Return the panes, made for the size and the theme of now; none when the figure fails."""
        if self._panes is None and self._exercise is not None and not self._has_failed:
            try:
                self._panes = self._make_panes(self._exercise)
            except FAILURES as error:
                self._fail(error)
        return self._panes or ()

    def _make_panes(self, exercise: Exercise) -> tuple[FrameCache, ...]:
        showings = [self._showing]
        if self._shows_wrong and self.has_wrong_way():
            showings.append(replace(self._showing, is_wrong=True))
        count = len(showings)
        wide = max(40.0, (self.width() - _GAP_PX * (count - 1)) / count)
        high = max(40.0, self.height() - (_MARKS_PX if count > 1 else 0.0))
        around = surroundings_of(tokens_of(self))
        return tuple(
            FrameCache(
                Scene(
                    exercise,
                    showing=showing,
                    size=(wide, high),
                    looks=self._looks or looks_worn(),
                    surroundings=around,
                ),
                self.devicePixelRatioF(),
                MOST_BYTES // count,
            )
            for showing in showings
        )

    def _course(self) -> Scene | None:
        panes = self._caches()
        return panes[0].scene if panes else None

    def _take(self, moment: Moment) -> None:
        """Show a moment; nothing is drawn when it looks like the one before."""
        panes = self._caches()
        if not panes:
            return
        if not motion_allowed(self):
            moment = panes[0].scene.movement.course.standing(moment.after)
        steps = panes[0].steps
        before, self._moment = self._moment, moment
        if before is None or before.key(steps) != moment.key(steps):
            self.update()

    def _show_telling(self) -> None:
        scene = self._course()
        if scene is not None:
            self._take(scene.movement.course.standing(scene.telling_pose()))

    def _on_beat(self) -> None:
        self._time += FRAME_MS / 1000 * self._speed
        self.show_demonstration(Seconds(self._time))

    def _forget(self, *, keeps_moment: bool = False) -> None:
        self._panes = None
        self._has_failed = False
        if not keeps_moment:
            self._moment = None
        self.update()

    def _fail(self, error: Exception) -> None:
        self._panes = None
        self._has_failed = True
        self._beat.stop()
        log_failure(self._exercise.id if self._exercise else "", error)


def _same_moment(moment: Moment, scene: Scene) -> Moment:
    """Return the same share of the same way, as the wrong way has it."""
    return scene.movement.course.between(moment.before, moment.after, moment.share)
