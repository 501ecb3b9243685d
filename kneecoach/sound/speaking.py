"""Let the system's own voice say what there is no recording of: a physio's own words."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Protocol

from kneecoach.model.units import Seconds
from kneecoach.session.step import Step
from kneecoach.sound.cues import PlacedCue
from kneecoach.sound.lexicon import Lexicon
from kneecoach.sound.output import CueOutput
from kneecoach.sound.sounds import Phrase
from kneecoach.sound.words import sentences_of

LETTERS_A_SECOND = 11.0
SLOW_TO_BEGIN = Seconds(0.7)
"""A system's voice takes this long to begin; the room kept for its words allows for it."""

TOO_LATE = Seconds(0.4)
"""Words that are due longer ago are left out; they would run over the next cue."""


class Speaker(Protocol):
    """Say words at once, in the system's own voice."""

    def say(self, text: str) -> None:
        """Begin to say a sentence."""
        ...

    def stop(self) -> None:
        """Say no more, at once."""
        ...

    def set_volume(self, percent: int) -> None:
        """Set how loud it speaks, 0-100."""
        ...


class OwnWords:
    """Know every word: recorded, or to be said by the system's voice in a guessed time."""

    def __init__(self, recorded: Lexicon) -> None:
        """Take the recordings, which come first."""
        self._recorded = recorded

    def find(self, text: str) -> Phrase | None:
        """Return the recording, or the words for the system's voice."""
        found = self._recorded.find(text)
        if found is not None or not text.strip():
            return found
        lasts = Seconds(SLOW_TO_BEGIN + len(text) / LETTERS_A_SECOND)
        return Phrase(text=text, says=text, lasts=lasts)


def own_words(steps: Iterable[Step], lexicon: Lexicon) -> frozenset[str]:
    """Return the names, cues and sentences of notes in a session that have no recording."""
    texts = {text for step in steps for text in spoken_texts(step) if text}
    return frozenset(text for text in texts if lexicon.find(text) is None)


def spoken_texts(step: Step) -> tuple[str, ...]:
    """Return the texts of packs that may be said in a step; some may be empty."""
    return (step.exercise_name, step.cue, *sentences_of(step.note))


class SpeakingOutput:
    """Play cues by another output, and have words without a recording said when they are due.

    They are looked at whenever the time is asked for, which every session does at each beat.
    """

    def __init__(self, output: CueOutput, speaker: Speaker) -> None:
        """Take both."""
        self._output = output
        self._speaker = speaker
        self._due: list[tuple[float, str]] = []
        self._muted = False

    @property
    def note(self) -> str:
        """Return why nothing is heard and what can be done, or nothing when all is well."""
        return self._output.note

    def open(self) -> None:
        """Get the device ready."""
        self._output.open()

    def now(self) -> Seconds:
        """Return the moment on the output's own clock, and say what is due."""
        now = self._output.now()
        while self._due and self._due[0][0] <= now:
            at, text = self._due.pop(0)
            if now - at <= TOO_LATE and not self._muted:
                self._speaker.say(text)
        return now

    def play(self, cues: tuple[PlacedCue, ...], origin: Seconds) -> None:
        """Play cues whose times count from moment `origin`, in place of all that was planned."""
        self._speaker.stop()
        self._due = [
            (origin + one.at, one.name.says)
            for one in cues
            if isinstance(one.name, Phrase) and one.name.path is None
        ]
        recorded = (one for one in cues if not isinstance(one.name, Phrase) or one.name.path)
        self._output.play(tuple(recorded), origin)

    def silence(self) -> None:
        """Be silent at once, and forget what was planned."""
        self._due = []
        self._speaker.stop()
        self._output.silence()

    def set_device(self, key: str) -> None:
        """Play on this device; the system's voice goes where the system lets it."""
        self._output.set_device(key)

    def set_volume(self, percent: int) -> None:
        """Set how loud cues and words are."""
        self._speaker.set_volume(percent)
        self._output.set_volume(percent)

    def set_muted(self, muted: bool) -> None:  # noqa: FBT001 - as Qt's own setters
        """Be silent but keep playing."""
        self._muted = muted
        if muted:
            self._speaker.stop()
        self._output.set_muted(muted)

    def close(self) -> None:
        """Let go of the device and the voice."""
        self._due = []
        self._speaker.stop()
        self._output.close()
