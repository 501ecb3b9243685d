"""Take what a session should have said: its scores, what was done, and when it was."""

from __future__ import annotations

from datetime import date, datetime, time, tzinfo

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QIntValidator, QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from kneecoach.coach.correcting import Correction, sets_done
from kneecoach.model.errors import KneecoachError
from kneecoach.model.record import DoneExercise, Scores, SessionRecord
from kneecoach.model.session_said import KneeScores
from kneecoach.model.units import PainScore
from kneecoach.override import override
from kneecoach.ui.asked import asked_by_chips, asked_on_scale, button_row
from kneecoach.ui.feeling_chips import FlagChips
from kneecoach.ui.feeling_words import EFFORTS, effort_words
from kneecoach.ui.theme.type import TextRole
from kneecoach.ui.widgets.buttons import PlainButton, PrimaryButton
from kneecoach.ui.widgets.card import Card, SectionTitle
from kneecoach.ui.widgets.chips import ChipRow
from kneecoach.ui.widgets.fields import LineField, NoteField
from kneecoach.ui.widgets.knee_scales import KneeScales
from kneecoach.ui.widgets.scroll_page import Columns, ScrollPage
from kneecoach.ui.widgets.text import Text, Tone
from kneecoach.ui.words.days import long_day
from kneecoach.ui.words.progress import with_side

MOST_SETS = 20
_SHARP, _THROUGHOUT = "sharp", "throughout"


class CorrectPage(ScrollPage):
    """Show what a session says, to be corrected.

    Signals:
        saved: The person wants the correction kept.
        closed: The person went back.
    """

    saved = Signal()
    closed = Signal()

    def __init__(self, *, parent: QWidget | None = None) -> None:
        super().__init__(name="correct_page", parent=parent)
        self._record: SessionRecord | None = None
        self._scales = {
            "before": KneeScales(name="correct.before", label=self.tr("Pain just before")),
            "during": KneeScales(name="correct.during", label=self.tr("Worst pain during")),
            "after": KneeScales(name="correct.after", label=self.tr("Pain at the end")),
        }
        self._kind = ChipRow(
            ((_SHARP, self.tr("Very sharp")), (_THROUGHOUT, self.tr("There all the way through"))),
            name="correct.kind",
            label=self.tr("Was the worst pain …"),
        )
        self._effort = ChipRow(
            tuple((str(effort), effort_words(effort)) for effort in EFFORTS),
            name="correct.effort",
            label=self.tr("How hard was it?"),
            is_single=True,
        )
        self._flags = FlagChips(name="correct.flags", label=self.tr("Signs"))
        self._note = NoteField(name="correct.note", label=self.tr("A note in your own words"))
        self._day = LineField(name="correct.day", label=self.tr("Day, such as 2026-03-02"))
        self._time = LineField(name="correct.time", label=self.tr("Time, such as 07:30"))
        self._sets: list[LineField] = []
        self._done = QVBoxLayout()
        self._save = PrimaryButton(self.tr("Keep the correction"), name="correct.save")
        self._back = PlainButton(self.tr("Back"), name="correct.back", key_hint="Esc")
        self._build_layout()
        self._save.clicked.connect(self.saved)
        self._back.clicked.connect(self.closed)

    def ask(self, record: SessionRecord, names: dict[str, str], zone: tzinfo) -> None:
        """Show a session as it stands."""
        self._record = record
        self.set_heading(
            self.tr("Correct the session of {day}").format(day=long_day(record.day)),
            self.tr("What it says now stays in the history. Every dose is worked out anew."),
        )
        scores = record.scores
        for key, score in (
            ("before", record.before),
            ("during", scores.during),
            ("after", scores.after),
        ):
            self._show_scores(key, score, record)
        kinds = ((_SHARP, scores.sharp), (_THROUGHOUT, scores.throughout))
        self._kind.set_chosen(tuple(key for key, is_on in kinds if is_on))
        self._effort.set_chosen((str(scores.effort),))
        self._flags.set_flags(scores.flags)
        self._note.set_note(scores.note)
        self._day.setText(record.day.isoformat())
        self._time.setText(f"{record.started_at.astimezone(zone):%H:%M}")
        self._ask_sets(record, names)
        self.setFocusProxy(self._scales["before"])

    def record(self) -> SessionRecord | None:
        """Return the session that is shown."""
        return self._record

    def correction(self) -> Correction:
        """Return what was entered.

        Raises:
            KneecoachError: The day, the time or a number of sets is none, or a score is missing.
        """
        record = self._record
        before = self._scales["before"].score()
        if record is None or before is None:
            raise KneecoachError(
                self.tr("The pain just before is missing."), self.tr("Choose it, and keep it.")
            )
        during = self._known("during", record.scores.during)
        effort = self._effort.chosen()
        return Correction(
            day=_day_of(self._day.text()),
            at=_time_of(self._time.text()),
            before=before,
            scores=Scores(
                during=during,
                after=self._known("after", record.scores.after),
                effort=int(effort[0]) if effort else record.scores.effort,
                sharp=_SHARP in self._kind.chosen(),
                throughout=_THROUGHOUT in self._kind.chosen(),
                flags=self._flags.flags(),
                note=self._note.note(),
            ),
            knees=self._knees(record),
            sets=tuple(int(field.text() or 0) for field in self._sets),
        )

    @override
    def keyPressEvent(self, arg__1: QKeyEvent) -> None:
        """Let Escape go back."""
        if arg__1.key() == Qt.Key.Key_Escape:
            self.closed.emit()
        else:
            super().keyPressEvent(arg__1)

    def _build_layout(self) -> None:
        columns = Columns(first=3, second=2)
        felt = Card(self.tr("How it felt"), name="correct.felt")
        titles = {
            "before": self.tr("Pain just before"),
            "during": self.tr("Worst pain during"),
            "after": self.tr("Pain at the end"),
        }
        for key, scale in self._scales.items():
            felt.body.addLayout(asked_on_scale(SectionTitle(titles[key]), scale))
        for row, title in (
            (self._kind, self.tr("Was the worst pain …")),
            (self._effort, self.tr("How hard was it?")),
            (self._flags, self.tr("Signs")),
        ):
            felt.body.addLayout(asked_by_chips(SectionTitle(title), row))
        felt.body.addWidget(self._note)
        columns.first.addWidget(felt)
        when = Card(self.tr("When it began"), name="correct.when")
        for field in (self._day, self._time):
            when.body.addWidget(field)
        columns.second.addWidget(when)
        done = Card(self.tr("What was done"), name="correct.done")
        words = self.tr("Sets of each exercise, also those that were done in part.")
        done.body.addWidget(Text(words, role=TextRole.SMALL, tone=Tone.MUTED))
        done.body.addLayout(self._done)
        columns.second.addWidget(done)
        self.body.addWidget(columns)
        self.body.addSpacing(16)
        self.body.addLayout(button_row(self._save, self._back))
        self.body.addStretch(1)

    def _show_scores(self, key: str, score: PainScore | None, record: SessionRecord) -> None:
        scale = self._scales[key]
        scale.ask_each_knee(is_sided=bool(record.knees))
        scale.set_score(score)
        sided = [(one.side, getattr(one, key)) for one in record.knees]
        scale.set_scores(tuple((side, one) for side, one in sided if one is not None))

    def _known(self, key: str, before: PainScore | None) -> PainScore | None:
        """Return a score; one of several knees that is not told leaves it as it was."""
        score = self._scales[key].score()
        return before if score is None else score

    def _knees(self, record: SessionRecord) -> tuple[KneeScores, ...]:
        told = {key: dict(scale.scores()) for key, scale in self._scales.items()}
        return tuple(
            KneeScores(
                side=one.side,
                before=told["before"].get(one.side, one.before),
                during=told["during"].get(one.side, one.during),
                after=told["after"].get(one.side, one.after),
            )
            for one in record.knees
        )

    def _ask_sets(self, record: SessionRecord, names: dict[str, str]) -> None:
        while (item := self._done.takeAt(0)) is not None:
            widget = item.widget()
            if widget is not None:
                widget.hide()
                widget.deleteLater()
        self._sets = []
        for place, (one, done) in enumerate(zip(record.exercises, sets_done(record), strict=True)):
            name = with_side(names.get(one.exercise_id, one.exercise_id), one.side)
            self._done.addWidget(self._sets_row(place, name, one, done))

    def _sets_row(self, place: int, name: str, one: DoneExercise, done: int) -> QWidget:
        holder = QWidget()
        row = QHBoxLayout(holder)
        row.setContentsMargins(0, 0, 0, 0)
        words = self.tr("{name}: {sets} asked for")
        row.addWidget(Text(words.format(name=name, sets=one.dose.sets)), 3)
        field = LineField(name=f"correct.sets.{place}", label=name)
        field.setValidator(QIntValidator(0, MOST_SETS, field))
        field.setText(str(done))
        self._sets.append(field)
        row.addWidget(field, 1)
        return holder


def _day_of(text: str) -> date:
    try:
        return date.fromisoformat(text.strip())
    except ValueError:
        raise KneecoachError(
            f"“{text[:20]}” is not a day.", "Write it like 2026-03-02, and keep it again."
        ) from None


def _time_of(text: str) -> time:
    try:
        return datetime.strptime(text.strip(), "%H:%M").time()  # noqa: DTZ007 - a time alone
    except ValueError:
        raise KneecoachError(
            f"“{text[:20]}” is not a time.", "Write it like 07:30, and keep it again."
        ) from None
