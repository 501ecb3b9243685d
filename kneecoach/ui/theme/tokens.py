"""Name the colours of the window once, for each scheme, and measure their contrast."""

from __future__ import annotations

from enum import StrEnum

from kneecoach.values import dataclass

CORNER_PX = 16
"""Radius of a card's corners."""

SMALL_CORNER_PX = 12
"""Radius of a button's corners."""

STEP_PX = 4
"""Every distance is a multiple of it."""

TARGET_PX = 44
"""Smallest height of anything that can be pressed."""


class Scheme(StrEnum):
    """Name a scheme of colours."""

    LIGHT = "light"
    DARK = "dark"
    HIGH_CONTRAST = "high_contrast"


@dataclass(frozen=True, slots=True, kw_only=True)
class Tokens:
    """The colours of one scheme, as `#RRGGBB`.

    Names ending in `_ink` are for text, the others for surfaces, lines and drawings.

    Attributes:
        scheme: The scheme they belong to.
        background, surface, line: Behind everything, of a card, and between things.
        control_line: Edge of a control, visible enough to find it.
        ink, muted: Text, and text of second rank.
        primary, on_primary: The one main button, and text on it.
        primary_pressed: The main button while the pointer is over it or presses it.
        primary_weak, primary_weak_ink: A quiet area of the primary colour, and text on it.
        primary_ink: Text in the primary colour on background and surface.
        chip, chip_ink: An unchosen chip or quiet badge, and text on it.
        good, good_weak, good_ink: Calm; edge, area, and text on the area or surface.
        amber, amber_weak, amber_ink: Take note.
        alarm, alarm_weak, alarm_ink: Stop; the text also stands on the area.
        focus: The ring round what the keyboard is on.
        track: The part of a ring or bar that is still to come.
        current: The segment that is being done.
        figure, figure_far, ground: The near and the far limbs, and the floor.
    """

    scheme: Scheme
    background: str
    surface: str
    line: str
    control_line: str
    ink: str
    muted: str
    primary: str
    on_primary: str
    primary_pressed: str
    primary_weak: str
    primary_weak_ink: str
    primary_ink: str
    chip: str
    chip_ink: str
    good: str
    good_weak: str
    good_ink: str
    amber: str
    amber_weak: str
    amber_ink: str
    alarm: str
    alarm_weak: str
    alarm_ink: str
    focus: str
    track: str
    current: str
    figure: str
    figure_far: str
    ground: str


LIGHT = Tokens(
    scheme=Scheme.LIGHT,
    background="#F6F5F1",
    surface="#FFFFFF",
    line="#E3E1DA",
    control_line="#7F8C8E",
    ink="#1C2B30",
    muted="#5B6B70",
    primary="#0F6E66",
    on_primary="#FFFFFF",
    primary_pressed="#0B5751",
    primary_weak="#DDEFEC",
    primary_weak_ink="#0B5F58",
    primary_ink="#0F6E66",
    chip="#EFEDE6",
    chip_ink="#4A595E",
    good="#2F7D4F",
    good_weak="#E2F1E7",
    good_ink="#23673F",
    amber="#B7791F",
    amber_weak="#FBF0DC",
    amber_ink="#7D510F",
    alarm="#C2553D",
    alarm_weak="#FAE7E2",
    alarm_ink="#A03C26",
    focus="#0A5FB4",
    track="#E3E1DA",
    current="#3BA79C",
    figure="#0F6E66",
    figure_far="#7FB5AF",
    ground="#B9C6C4",
)

DARK = Tokens(
    scheme=Scheme.DARK,
    background="#12191C",
    surface="#1B2428",
    line="#2C383D",
    control_line="#71858B",
    ink="#E9F0F1",
    muted="#9DB0B5",
    primary="#4FC4B7",
    on_primary="#0A1F1D",
    primary_pressed="#76D6CB",
    primary_weak="#1F4A48",
    primary_weak_ink="#8AE3D9",
    primary_ink="#6FD8CC",
    chip="#2A363B",
    chip_ink="#C3D0D3",
    good="#5FB985",
    good_weak="#1D3B2B",
    good_ink="#8FDBAE",
    amber="#D9A04A",
    amber_weak="#3E3019",
    amber_ink="#F0C987",
    alarm="#E07E66",
    alarm_weak="#4A241C",
    alarm_ink="#FFB9A6",
    focus="#8EC5FF",
    track="#242F34",
    current="#A9EEE6",
    figure="#4FC4B7",
    figure_far="#2B6F69",
    ground="#8C9A9D",
)

HIGH_CONTRAST = Tokens(
    scheme=Scheme.HIGH_CONTRAST,
    background="#000000",
    surface="#000000",
    line="#FFFFFF",
    control_line="#FFFFFF",
    ink="#FFFFFF",
    muted="#FFFFFF",
    primary="#FFE94D",
    on_primary="#000000",
    primary_pressed="#FFFFFF",
    primary_weak="#2B2700",
    primary_weak_ink="#FFE94D",
    primary_ink="#FFE94D",
    chip="#000000",
    chip_ink="#FFFFFF",
    good="#6CFF9E",
    good_weak="#000000",
    good_ink="#6CFF9E",
    amber="#FFC04D",
    amber_weak="#000000",
    amber_ink="#FFC04D",
    alarm="#FF9C8A",
    alarm_weak="#000000",
    alarm_ink="#FF9C8A",
    focus="#00E5FF",
    track="#6B6B6B",
    current="#FFFFFF",
    figure="#FFE94D",
    figure_far="#9C8E2F",
    ground="#FFFFFF",
)

TOKENS = {Scheme.LIGHT: LIGHT, Scheme.DARK: DARK, Scheme.HIGH_CONTRAST: HIGH_CONTRAST}
"""The tokens of every scheme."""

TEXT_PAIRS = (
    ("ink", "background"),
    ("ink", "surface"),
    ("muted", "background"),
    ("muted", "surface"),
    ("on_primary", "primary"),
    ("on_primary", "primary_pressed"),
    ("primary_weak_ink", "primary_weak"),
    ("primary_ink", "background"),
    ("primary_ink", "surface"),
    ("chip_ink", "chip"),
    ("good_ink", "good_weak"),
    ("good_ink", "surface"),
    ("amber_ink", "amber_weak"),
    ("amber_ink", "surface"),
    ("alarm_ink", "alarm_weak"),
    ("alarm_ink", "surface"),
    ("alarm_ink", "background"),
    ("ink", "alarm_weak"),
    ("ink", "amber_weak"),
    ("ink", "primary_weak"),
)
"""Every pair of text and what it stands on; no widget uses another."""

EDGE_PAIRS = (
    ("control_line", "surface"),
    ("control_line", "background"),
    ("focus", "surface"),
    ("focus", "background"),
    ("good", "surface"),
    ("amber", "surface"),
    ("alarm", "surface"),
    ("primary", "surface"),
    ("primary", "track"),
    ("figure", "primary_weak"),
)
"""Every edge or drawing that means something, and what it stands on."""


def contrast(one: str, other: str) -> float:
    """Return the contrast of two colours, from 1 to 21. Source: WCAG 2.2, relative luminance."""
    lighter, darker = sorted((_luminance(one), _luminance(other)), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)


def _luminance(colour: str) -> float:
    """Return the relative luminance of `#RRGGBB`, from 0 to 1."""
    red, green, blue = (_linear(int(colour[start : start + 2], 16) / 255) for start in (1, 3, 5))
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def _linear(channel: float) -> float:
    """Return a channel without its gamma."""
    return channel / 12.92 if channel <= 0.04045 else float(((channel + 0.055) / 1.055) ** 2.4)
