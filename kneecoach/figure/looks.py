"""Say what the person looks like: two builds, and palettes of skin, hair and clothes."""

from __future__ import annotations

from functools import lru_cache

from kneecoach.model.looks import Build, Palette
from kneecoach.values import dataclass, replace


@dataclass(frozen=True, slots=True, kw_only=True)
class Colours:
    """The colours of a person, as `#RRGGBB`."""

    skin: str
    hair: str
    shirt: str
    shorts: str
    shoe: str
    sole: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Surroundings:
    """The colours of what is around the person, as `#RRGGBB`; they follow the window's theme.

    Attributes:
        working: What the working leg wears.
        mat, prop, wall: Things in the room.
        shadow: What lies below.
        line: Edges of things.
        good, bad: A guide that is kept, and one that is not.
        ghost: The pose that the movement began in.
        band: Bands and straps.
        is_dark: What is behind all of it is dark, so dark clothes and hair are a little lighter.
    """

    working: str = "#F0803C"
    mat: str = "#BFE0DC"
    prop: str = "#C7AE8B"
    wall: str = "#E4E8EA"
    shadow: str = "#16323A"
    line: str = "#7C8A8E"
    good: str = "#1F8F4E"
    bad: str = "#CF3A2C"
    ghost: str = "#5B6E78"
    band: str = "#D5517A"
    is_dark: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Looks:
    """What the person looks like."""

    build: Build = Build.BROAD
    palette: Palette = Palette.TEAL

    @property
    def colours(self) -> Colours:
        """Return the colours of the person."""
        return PALETTES[self.palette]


PALETTES = {
    Palette.TEAL: Colours(
        skin="#E0AC86",
        hair="#4A3528",
        shirt="#2F8F8A",
        shorts="#34425C",
        shoe="#F1F4F6",
        sole="#C9D3D8",
    ),
    Palette.PLUM: Colours(
        skin="#9A6A48",
        hair="#1F1714",
        shirt="#8D5A9E",
        shorts="#3B3A4F",
        shoe="#F4EFEA",
        sole="#D8CFC6",
    ),
    Palette.OCHRE: Colours(
        skin="#6B4630",
        hair="#14100E",
        shirt="#D9A441",
        shorts="#2F4858",
        shoe="#EEF1F3",
        sole="#C7CED2",
    ),
    Palette.SKY: Colours(
        skin="#F0C7A6",
        hair="#B0733B",
        shirt="#4F86C6",
        shorts="#47505E",
        shoe="#F7F4EE",
        sole="#D9D2C5",
    ),
}


@lru_cache(maxsize=512)
def shaded(colour: str, by: float) -> str:
    """Return a colour darker (`by` below 1) or lighter (above 1)."""
    channels = [int(colour[start : start + 2], 16) for start in (1, 3, 5)]
    if by <= 1:
        # Shadows lean to blue a little, as they do under a sky.
        mixed = [
            channel * by + (1 - by) * cold
            for channel, cold in zip(channels, (8, 16, 34), strict=True)
        ]
    else:
        mixed = [channel + (255 - channel) * (by - 1) for channel in channels]
    red, green, blue = (max(0, min(255, round(channel))) for channel in mixed)
    return f"#{red:02X}{green:02X}{blue:02X}"


def colours_in(looks: Looks, surroundings: Surroundings) -> Colours:
    """Return the colours of a person that can be told from what is behind them."""
    colours = looks.colours
    if not surroundings.is_dark:
        return colours
    return replace(colours, shorts=shaded(colours.shorts, 1.2), hair=shaded(colours.hair, 1.14))
