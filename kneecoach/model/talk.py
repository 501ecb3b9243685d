"""Name how much the coach says in a session, and in which language."""

from __future__ import annotations

from enum import StrEnum


class Talk(StrEnum):
    """Name how much is said and heard.

    `FULL` counts and explains, `SPARSE` tells what cannot be seen with closed eyes, `TONES` says
    nothing, and at `SILENT` no cue is heard either.
    """

    FULL = "full"
    SPARSE = "sparse"
    TONES = "tones"
    SILENT = "silent"


class VoiceLanguage(StrEnum):
    """Name a language that there are recordings in."""

    ENGLISH = "en"
    GERMAN = "de"
