"""Say what the pages need of the computer, and take it from this one."""

from __future__ import annotations

from collections.abc import Callable

from kneecoach.awake import StayAwake
from kneecoach.clock import Clock
from kneecoach.coach.opening import LazyStore
from kneecoach.paths import Paths
from kneecoach.sound.output import CueOutput
from kneecoach.ui.ticker import QtTicker, Ticker
from kneecoach.values import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Outside:
    """What the room needs of the computer.

    Attributes:
        clock: Tells moments and days.
        paths: Where things are kept.
        store: Keeps what is done and felt.
        open_output: Opens the sound; falls back to silence by itself.
        stay_awake: Keeps the display awake.
        make_ticker: Gives a beat that stands still.
    """

    clock: Clock
    paths: Paths
    store: LazyStore
    open_output: Callable[[Clock], CueOutput]
    stay_awake: StayAwake
    make_ticker: Callable[[], Ticker]


def _open_sound(clock: Clock) -> CueOutput:
    """Open the sound; its libraries are imported when the first session starts."""
    from kneecoach.sound.device import open_output  # noqa: PLC0415 - see above

    return open_output(clock)


def this_computer(clock: Clock, paths: Paths) -> Outside:
    """Return what this computer itself gives."""
    return Outside(
        clock=clock,
        paths=paths,
        store=LazyStore(paths.database, clock, paths.person),
        open_output=_open_sound,
        stay_awake=StayAwake(),
        make_ticker=QtTicker,
    )
