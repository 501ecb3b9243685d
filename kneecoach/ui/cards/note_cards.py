"""Offer a cut-off session again, and tell of packs that could not be read whole."""

from __future__ import annotations

from uuid import UUID

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QWidget

from kneecoach.ui.theme.type import TextRole
from kneecoach.ui.today_shown import ResumeShown
from kneecoach.ui.widgets.buttons import LinkButton, PlainButton
from kneecoach.ui.widgets.card import Card, CardTone
from kneecoach.ui.widgets.flow import FlowLayout
from kneecoach.ui.widgets.text import Text, Tone

MOST_PROBLEMS = 20
"""Most problems listed; the rest is counted."""


class ResumeCard(Card):
    """Offer to go on with a session that was cut off, or to end it.

    Signals:
        resume_requested(UUID): The person wants to go on with this session.
        open_session_ended(UUID): The person wants to leave it at that.

    Args:
        resume: The session.
    """

    resume_requested = Signal(object)
    open_session_ended = Signal(object)

    def __init__(self, resume: ResumeShown) -> None:
        super().__init__(name="today.resume", tone=CardTone.NOTE)
        self.setAccessibleName(resume.sentence)
        self._session_id = UUID(resume.session_id)
        self.go_on = PlainButton(self.tr("Go on"), name="resume.go_on")
        self._end = LinkButton(self.tr("End it"), name="resume.end")
        self.body.addWidget(Text(resume.sentence))
        kept = self.tr("What you did is kept either way.")
        self.body.addWidget(Text(kept, role=TextRole.SMALL, tone=Tone.MUTED))
        buttons = QWidget()
        row = FlowLayout(buttons)
        row.addWidget(self.go_on)
        row.addWidget(self._end)
        self.body.addWidget(buttons)
        self.go_on.clicked.connect(self._on_go_on_clicked)
        self._end.clicked.connect(self._on_end_clicked)

    def _on_go_on_clicked(self) -> None:
        self._emit_resume_requested(self._session_id)

    def _on_end_clicked(self) -> None:
        self._emit_open_session_ended(self._session_id)

    def _emit_resume_requested(self, session_id: UUID) -> None:
        self.resume_requested.emit(session_id)

    def _emit_open_session_ended(self, session_id: UUID) -> None:
        self.open_session_ended.emit(session_id)


class ProblemsCard(Card):
    """Say what of the packs was left out, with the details on request.

    Args:
        problems: A sentence for each mistake.
        missing: Ids of exercises that the programme names and no pack has.
    """

    def __init__(self, problems: tuple[str, ...], missing: tuple[str, ...]) -> None:
        super().__init__(name="today.problems", tone=CardTone.NOTE)
        sentence = " ".join(
            part for part in (self._left_out(problems), self._gone(missing)) if part
        )
        self.setAccessibleName(sentence)
        self.body.addWidget(Text(sentence))
        self._show = LinkButton(self.tr("Show the details"), name="problems.show")
        self._details = Text(self._listed(problems), role=TextRole.SMALL, tone=Tone.MUTED)
        self._details.setTextInteractionFlags(
            Qt.TextInteractionFlag.TextSelectableByMouse
            | Qt.TextInteractionFlag.TextSelectableByKeyboard
        )
        self._details.hide()
        if not problems:
            self._show.hide()
        self.body.addWidget(self._show, 0, Qt.AlignmentFlag.AlignLeading)
        self.body.addWidget(self._details)
        self._show.clicked.connect(self._on_show_clicked)

    def _left_out(self, problems: tuple[str, ...]) -> str:
        if not problems:
            return ""
        if len(problems) == 1:
            return self.tr("One mistake was found in your packs; that file is left out.")
        return self.tr(
            "{count} mistakes were found in your packs; those files are left out."
        ).format(count=len(problems))

    def _gone(self, missing: tuple[str, ...]) -> str:
        if not missing:
            return ""
        names = ", ".join(missing)
        return self.tr(
            "The programme names exercises that no pack has: {names}. They are passed over."
        ).format(names=names)

    def _listed(self, problems: tuple[str, ...]) -> str:
        lines = list(problems[:MOST_PROBLEMS])
        if len(problems) > MOST_PROBLEMS:
            more = self.tr("and {count} more").format(count=len(problems) - MOST_PROBLEMS)
            lines.append(more)
        return "\n".join(lines)

    def _on_show_clicked(self) -> None:
        self._show.hide()
        self._details.show()
        self._details.setFocus()
