"""Choose the sources of presence that this computer has; what it lacks is said in plain words."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import partial

from kneecoach.breaks.presence.source import Fact, Source
from kneecoach.values import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Candidate:
    """A source that may be there: how it is made, and which ones it takes the place of.

    Attributes:
        key: Its short name.
        make: Makes it; its libraries are imported only then. May raise PresenceError.
        instead_of: Keys of those that are not needed where this one works.
    """

    key: str
    make: Callable[[], Source]
    instead_of: frozenset[str] = frozenset()


def candidates(platform: str, environ: Mapping[str, str]) -> tuple[Candidate, ...]:
    """Return the sources to try on a system, best first."""
    if platform == "win32":
        return (Candidate(key="windows", make=_windows),)
    if platform == "darwin":
        return (Candidate(key="macos", make=_macos),)
    found = []
    desktop = environ.get("XDG_CURRENT_DESKTOP", "")
    if "gnome" in desktop.lower():
        found.append(
            Candidate(key="gnome", make=_gnome, instead_of=frozenset({"x11_idle", "wayland"}))
        )
    is_wayland = bool(environ.get("WAYLAND_DISPLAY"))
    if is_wayland:
        found.append(Candidate(key="wayland", make=_wayland))
    if environ.get("DISPLAY") and not is_wayland:
        found.append(Candidate(key="x11_idle", make=_x11_idle))
        found.append(Candidate(key="x11_screen", make=_x11_screen))
    found.append(Candidate(key="logind", make=_logind))
    found.append(Candidate(key="pulse", make=_pulse))
    found.append(Candidate(key="pipewire", make=_pipewire))
    found.append(Candidate(key="camera", make=_camera))
    setting = partial(_quiet_setting, desktop)
    found.append(Candidate(key="quiet_setting", make=setting, instead_of=frozenset({"quiet"})))
    found.append(Candidate(key="quiet", make=_quiet))
    return tuple(found)


MISSING_WORDS = {
    Fact.IDLE: "It cannot be known here when you leave the desk, so breaks go by plain time.",
    Fact.LULL: "A pause in typing cannot be known here, so a break may come in mid-sentence.",
    Fact.LOCKED: "A locked screen cannot be known here.",
    Fact.ASLEEP: "Sleep is noticed only afterwards here.",
    Fact.CALL: "A call cannot be known here; pause the breaks before one.",
    Fact.CAMERA: "A camera in use cannot be known here.",
    Fact.SHARING: "A shared screen cannot be known here, but a call that goes with it may be.",
    Fact.DO_NOT_DISTURB: "Do-not-disturb cannot be known here; pause the breaks instead.",
    Fact.FULL_SCREEN: "A full screen cannot be known here; pause the breaks before you present.",
}
"""What is said of each fact that no source of this computer knows."""


def _windows() -> Source:
    from kneecoach.breaks.presence.looked import LookedAt  # noqa: PLC0415 - as its system
    from kneecoach.breaks.presence.windows import WindowsPresence  # noqa: PLC0415

    return LookedAt(WindowsPresence())


def _macos() -> Source:
    from kneecoach.breaks.presence.looked import LookedAt  # noqa: PLC0415 - as its system
    from kneecoach.breaks.presence.macos import MacPresence  # noqa: PLC0415

    return LookedAt(MacPresence())


def _gnome() -> Source:
    from kneecoach.breaks.presence.gnome import Gnome  # noqa: PLC0415 - as its system

    return Gnome()


def _wayland() -> Source:
    from kneecoach.breaks.presence.wayland import WaylandIdle  # noqa: PLC0415 - as its system

    return WaylandIdle()


def _x11_idle() -> Source:
    from kneecoach.breaks.presence.x11_idle import X11Idle  # noqa: PLC0415 - as its system

    return X11Idle()


def _x11_screen() -> Source:
    from kneecoach.breaks.presence.x11_screen import X11FullScreen  # noqa: PLC0415 - as its system

    return X11FullScreen()


def _logind() -> Source:
    from kneecoach.breaks.presence.logind import Logind  # noqa: PLC0415 - as its system

    return Logind()


def _pulse() -> Source:
    from kneecoach.breaks.presence.pulse import PulseMicrophone  # noqa: PLC0415 - as its system

    return PulseMicrophone()


def _pipewire() -> Source:
    from kneecoach.breaks.presence.pipewire import PipeWireVideo  # noqa: PLC0415 - as its system

    return PipeWireVideo()


def _camera() -> Source:
    from kneecoach.breaks.presence.camera import Camera  # noqa: PLC0415 - as its system

    return Camera()


def _quiet_setting(desktop: str) -> Source:
    from kneecoach.breaks.presence.quiet_setting import quiet_setting  # noqa: PLC0415 - as above

    return quiet_setting(desktop)


def _quiet() -> Source:
    from kneecoach.breaks.presence.quiet import QuietService  # noqa: PLC0415 - as its system

    return QuietService()
