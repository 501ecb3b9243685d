"""Choose the colours around the figure for each scheme, from its tokens where they have a name."""

from __future__ import annotations

from kneecoach.figure.looks import Surroundings
from kneecoach.figure.placeholder import FigureColours
from kneecoach.ui.theme.tokens import Scheme, Tokens
from kneecoach.values import replace

_LIGHT = Surroundings()
_DARK = Surroundings(
    working="#F5914F",
    mat="#274846",
    prop="#A08963",
    wall="#2B373B",
    shadow="#000000",
    line="#8C9A9D",
    ghost="#B4C4C9",
    band="#E06A93",
    is_dark=True,
)
_HIGH_CONTRAST = Surroundings(
    working="#FFE94D",
    mat="#1E3A38",
    prop="#B79B6C",
    wall="#2A2A2A",
    shadow="#000000",
    line="#FFFFFF",
    ghost="#FFFFFF",
    band="#FF8FB6",
    is_dark=True,
)
_OF = {Scheme.LIGHT: _LIGHT, Scheme.DARK: _DARK, Scheme.HIGH_CONTRAST: _HIGH_CONTRAST}


def surroundings_of(tokens: Tokens) -> Surroundings:
    """Return the colours around the figure in these tokens."""
    return replace(_OF[tokens.scheme], good=tokens.good, bad=tokens.alarm)


def figure_colours(tokens: Tokens) -> FigureColours:
    """Return the colours of the plain posture that stands in for a figure."""
    return FigureColours(near=tokens.figure, far=tokens.figure_far, ground=tokens.ground)
