"""Open the sound for a session, and make it louder, quieter or mute when the person asks."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QObject, Signal

from kneecoach.clock import Clock
from kneecoach.coach.hearing import (
    hearing_of,
    language_of,
    next_talk,
    with_recordings,
    words_to_be_said,
)
from kneecoach.model.programme import Catalogue
from kneecoach.model.talk import Talk
from kneecoach.session.step import Step
from kneecoach.settings import Settings
from kneecoach.sound.output import CueOutput
from kneecoach.sound.score import Hearing
from kneecoach.sound.speaking import OwnWords, Speaker, SpeakingOutput
from kneecoach.ui.pages.session import SessionPage
from kneecoach.values import replace

VOLUME_STEP = 10
"""Percent by which a press makes the cues louder or quieter."""


def open_system_voice_later(language: str) -> Speaker | None:
    """Open the system's voice; its library is imported when words are without a recording."""
    from kneecoach.sound.system_voice import open_system_voice  # noqa: PLC0415 - see above

    return open_system_voice(language)


class SessionSound(QObject):
    """Own the output while a session needs it.

    Signals:
        sound_changed(int, bool): The person chose another volume in percent, or muted the cues.
        talk_changed(Talk): The person chose how much is said.

    Args:
        page: Shows how loud it is, and has the keys.
        clock: What silence keeps time by.
        open_output: Opens the sound; falls back to silence by itself.
        settings: Returns the settings as they are now.
        open_speaker: Opens the system's voice for a language, or gives None.
    """

    sound_changed = Signal(int, bool)
    talk_changed = Signal(object)

    def __init__(
        self,
        *,
        page: SessionPage,
        clock: Clock,
        open_output: Callable[[Clock], CueOutput],
        settings: Callable[[], Settings],
        open_speaker: Callable[[str], Speaker | None] | None = None,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._page = page
        self._clock = clock
        self._open_output = open_output
        self._settings = settings
        self._open_speaker = open_speaker or open_system_voice_later
        self._has_looked_for_speaker = False
        self._output: CueOutput | None = None
        page.mute_requested.connect(self._on_mute_requested)
        page.louder_requested.connect(self._on_louder_requested)
        page.quieter_requested.connect(self._on_quieter_requested)
        page.talk_requested.connect(self._on_talk_requested)

    def open(self) -> CueOutput:
        """Open the sound, as loud as it is set, and show that; one that is open is kept.

        A device takes a second to wake up; opened while the question before a session is
        answered, it plays the first cue on time.
        """
        settings = self._settings()
        if self._output is None:
            self._output = self._open_output(self._clock)
            self._output.set_device(settings.sound_device)
            self._output.open()
        self._output.set_device(settings.sound_device)
        self._output.set_volume(settings.volume_percent)
        self._output.set_muted(settings.muted)
        self._page.show_sound(settings.volume_percent, is_muted=settings.muted)
        self._page.show_talk(settings.talk)
        return self._output

    def hearing(self, steps: tuple[Step, ...], catalogue: Catalogue) -> Hearing:
        """Return what is heard in a session, and find a voice for words without a recording.

        The system's own voice says them where there is one; elsewhere they are a knock, and on the
        screen.
        """
        named = dict.fromkeys(step.exercise_id for step in steps)
        exercises = (catalogue.exercise(one) for one in named)
        hearing = with_recordings(
            hearing_of(self._settings()), (one for one in exercises if one is not None)
        )
        missing = words_to_be_said(steps, hearing)
        if not missing:
            return hearing
        if not self._has_looked_for_speaker and self._output is not None:
            self._has_looked_for_speaker = True
            speaker = self._open_speaker(language_of(steps, missing, catalogue))
            if speaker is not None:
                self._output = SpeakingOutput(self._output, speaker)
                self._output.set_volume(self._settings().volume_percent)
                self._output.set_muted(self._settings().muted)
        if isinstance(self._output, SpeakingOutput):
            return replace(hearing, lexicon=OwnWords(hearing.lexicon))
        return hearing

    def output(self) -> CueOutput:
        """Return the output that is open, with the system's voice if one was found."""
        return self._output or self.open()

    def close(self) -> None:
        """Let go of the sound; may be called twice."""
        if self._output is not None:
            self._output.close()
            self._output = None
            self._has_looked_for_speaker = False

    def _on_mute_requested(self) -> None:
        settings = self._settings()
        self._change(settings.volume_percent, is_muted=not settings.muted)

    def _on_louder_requested(self) -> None:
        self._change(self._settings().volume_percent + VOLUME_STEP, is_muted=False)

    def _on_quieter_requested(self) -> None:
        settings = self._settings()
        self._change(settings.volume_percent - VOLUME_STEP, is_muted=settings.muted)

    def _on_talk_requested(self) -> None:
        talk = next_talk(self._settings().talk)
        self._page.show_talk(talk, is_new=True)
        self._emit_talk_changed(talk)

    def _emit_talk_changed(self, talk: Talk) -> None:
        self.talk_changed.emit(talk)

    def _change(self, volume_percent: int, *, is_muted: bool) -> None:
        volume = max(0, min(100, volume_percent))
        if self._output is not None:
            self._output.set_volume(volume)
            self._output.set_muted(is_muted)
        self._page.show_sound(volume, is_muted=is_muted)
        self._emit_sound_changed(volume, is_muted=is_muted)

    def _emit_sound_changed(self, volume_percent: int, *, is_muted: bool) -> None:
        self.sound_changed.emit(volume_percent, is_muted)
