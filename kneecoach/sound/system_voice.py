"""Speak by the system's own voice where there is one; the only file that knows it."""

from __future__ import annotations

import logging
import os
from collections.abc import Mapping

from PySide6.QtCore import QLocale

from kneecoach.sound.speaking import Speaker

try:
    from PySide6.QtTextToSpeech import QTextToSpeech
except ImportError:
    # Qt's own library needs the system's, which a small installation may lack.
    HAS_LIBRARY = False
else:
    HAS_LIBRARY = True

PRETENDING = "mock"
"""Qt's engine for tests, which says nothing."""

_LOG = logging.getLogger(__name__)


class SystemVoice:
    """Say sentences by an engine of the system."""

    def __init__(self, engine: str, locale: QLocale) -> None:
        """Open the engine, in a language that it may or may not have."""
        self._speech = QTextToSpeech(engine)
        self._speech.setLocale(locale)

    @property
    def works(self) -> bool:
        """Return whether the engine has not failed so far."""
        return self._speech.state() is not QTextToSpeech.State.Error

    @property
    def is_speaking(self) -> bool:
        """Return whether something is being said."""
        return self._speech.state() is QTextToSpeech.State.Speaking

    def say(self, text: str) -> None:
        """Begin to say a sentence, in place of what is being said."""
        self._speech.say(text)

    def stop(self) -> None:
        """Say no more, at once."""
        self._speech.stop(QTextToSpeech.BoundaryHint.Immediate)

    def set_volume(self, percent: int) -> None:
        """Set how loud it speaks, 0-100."""
        self._speech.setVolume((max(0, min(100, percent)) / 100) ** 2)


def open_system_voice(language: str, environ: Mapping[str, str] = os.environ) -> Speaker | None:
    """Return the system's voice for a language such as `en-GB`, or None where there is none.

    Args:
        language: What the words are written in.
        environ: `KNEECOACH_NO_SOUND`, when set to anything but 0, asks for silence.
    """
    if not HAS_LIBRARY or environ.get("KNEECOACH_NO_SOUND", "0") not in {"", "0"}:
        return None
    engines = [one for one in QTextToSpeech.availableEngines() if one != PRETENDING]
    for engine in engines:
        voice = SystemVoice(engine, QLocale(language.replace("-", "_")))
        if voice.works:
            return voice
    _LOG.info("no system voice among %s", ", ".join(engines) or "none")
    return None
