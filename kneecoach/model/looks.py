"""Name what the person in the figures looks like."""

from __future__ import annotations

from enum import StrEnum


class Build(StrEnum):
    """Name a build of the body; the bones are the same."""

    BROAD = "broad"
    SLIGHT = "slight"


class Palette(StrEnum):
    """Name the colours of skin, hair and clothes."""

    TEAL = "teal"
    PLUM = "plum"
    OCHRE = "ochre"
    SKY = "sky"
