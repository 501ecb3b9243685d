"""Know the sound devices of the computer, and which of them is to be played on."""

from __future__ import annotations

import os
from collections.abc import Mapping

from kneecoach.sound.device_notes import ELSEWHERE
from kneecoach.sound.device_stream import HAS_LIBRARY
from kneecoach.sound.liveness import ServerConnection
from kneecoach.sound.output import SoundDevice

if HAS_LIBRARY:
    from PySide6.QtMultimedia import QAudioDevice, QMediaDevices

    from kneecoach.sound.media_library import find_devices

LONGEST_KEY = 100
"""Settings keep no longer names; a name is then as good as an id."""

SERVER = ServerConnection()
"""Qt has one connection for all sound of the program."""


def output_devices(environ: Mapping[str, str] = os.environ) -> tuple[SoundDevice, ...]:
    """Return the devices that sound can go to, the system's own choice first.

    None when silence was asked for, as with `open_output`, or the sound library is missing.
    """
    if not HAS_LIBRARY or wants_silence(environ):
        return ()
    find_devices()
    first = QMediaDevices.defaultAudioOutput()
    others = (one for one in QMediaDevices.audioOutputs() if one.id() != first.id())
    devices = () if first.isNull() else (first, *others)
    SERVER.may_begin()  # so that it is known to have been there
    return tuple(SoundDevice(key=key_of(one), name=one.description()) for one in devices)


def wants_silence(environ: Mapping[str, str]) -> bool:
    """Return whether `KNEECOACH_NO_SOUND` asks for silence."""
    return environ.get("KNEECOACH_NO_SOUND", "0") not in {"", "0"}


def key_of(device: QAudioDevice) -> str:
    """Return what a device is known by as long as it exists: its id, or its name if it is long."""
    key = bytes(device.id().data()).decode(errors="replace")
    return key if len(key) <= LONGEST_KEY else device.description()[:LONGEST_KEY]


class DeviceChoice:
    """Remember the device that was chosen, and whether it can be had.

    Attributes:
        chosen: What the chosen device is known by; empty for the system's choice.
        is_lost: It is gone, although Qt may still list it.
    """

    def __init__(self) -> None:
        """Leave the choice to the system."""
        self.chosen = ""
        self.is_lost = False

    def device(self) -> QAudioDevice:
        """Return the chosen device, or the system's choice while that one is not there."""
        if self.chosen and not self.is_lost:
            for one in QMediaDevices.audioOutputs():
                if key_of(one) == self.chosen:
                    return one
        return QMediaDevices.defaultAudioOutput()

    def is_chosen(self, device: QAudioDevice) -> bool:
        """Return whether this is the device that was chosen."""
        return bool(self.chosen) and key_of(device) == self.chosen

    def is_default(self) -> bool:
        """Return whether the system's choice is to be played on now."""
        return self.device().id() == QMediaDevices.defaultAudioOutput().id()

    def note(self) -> str:
        """Return that the sound does not come from the chosen device; nothing when it does."""
        device = self.device()
        if not self.chosen or self.is_chosen(device):
            return ""
        return ELSEWHERE.format(device=device.description())
