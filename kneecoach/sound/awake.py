"""Keep a sound device awake by a stream of silence, and go over to another without a gap."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from kneecoach.model.units import Seconds
from kneecoach.sound.device_stream import DeviceStream

if TYPE_CHECKING:
    from PySide6.QtMultimedia import QAudioDevice

PATIENCE = Seconds(3.0)
"""A device that takes no sample for this long is taken for dead; a sleepy one needs two seconds."""


class AwakeDevice:
    """Hold the stream of silence of the device in use, and that of another that is to be used.

    The stream shows that its device lives. A device in use goes on until the other one is awake; a
    null sink needs a second and a half for that.

    Attributes:
        stream: That of the device in use; None when there is none.
        coming: That of a device that is waking up; None when there is none.
    """

    def __init__(self, new_stream: Callable[[QAudioDevice], DeviceStream]) -> None:
        """Use no device; streams are made by `new_stream`."""
        self._new_stream = new_stream
        self.stream: DeviceStream | None = None
        self.coming: DeviceStream | None = None

    def uses(self, device: QAudioDevice) -> bool:
        """Return whether a device is in use."""
        return self.stream is not None and self.stream.device_id == device.id()

    def is_alive(self, now: Seconds) -> bool:
        """Return whether the device in use has taken samples lately."""
        return self.stream is not None and self.stream.is_alive(now)

    def wake(self, device: QAudioDevice, now: Seconds) -> None:
        """Begin on a device; the one in use goes on if it is there and nobody has ended it."""
        coming = self._new_stream(device)
        if self.stream is None:
            self.stream = coming
        else:
            self.coming = coming
        coming.start(now)

    def is_waking(self, device: QAudioDevice) -> bool:
        """Return whether a device is waking up already."""
        return self.coming is not None and self.coming.device_id == device.id()

    def has_woken(self, now: Seconds) -> bool:
        """Return whether the device that is to be used takes samples."""
        return self.coming is not None and self.coming.flows(now)

    def go_over(self) -> None:
        """Use the device that has woken, and end the other."""
        coming, self.coming = self.coming, None
        self.end()
        self.stream = coming

    def drop_coming(self) -> None:
        """Think no more of a device that was to be used."""
        coming, self.coming = self.coming, None
        if coming is not None:
            coming.stop()

    def end(self) -> None:
        """End all streams."""
        self.drop_coming()
        stream, self.stream = self.stream, None
        if stream is not None:
            stream.stop()
