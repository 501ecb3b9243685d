"""Say what knows the words that can be spoken."""

from __future__ import annotations

from typing import Protocol

from kneecoach.sound.sounds import Phrase


class Lexicon(Protocol):
    """Know which words can be said, and how long they take."""

    def find(self, text: str) -> Phrase | None:
        """Return the phrase for a sentence, or None where no recording stands for it."""
        ...


class NoWords:
    """Say nothing: every search is in vain."""

    def find(self, text: str) -> Phrase | None:  # noqa: ARG002 - as every lexicon
        """Return None."""
        return None


NO_WORDS = NoWords()
"""Where there are no recordings at all."""
