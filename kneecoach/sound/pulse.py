"""Ask PulseAudio, or what speaks like it, where each stream of this program goes and how late.

Qt tells neither how long a device takes until what it was given is heard, nor that a device has
gone and the server has moved our streams to another. A second connection asks for both. It is only
used from the window's thread, waits for no longer than `LONGEST_WAIT`, and where it cannot be made
the sound goes on without it.
"""

from __future__ import annotations

import ctypes
import os
import sys
from ctypes import CFUNCTYPE, POINTER, Structure, c_char_p, c_int, c_uint8, c_uint32, c_uint64
from ctypes import c_void_p as pointer
from typing import Any

from kneecoach.clock import Clock
from kneecoach.model.units import Seconds
from kneecoach.values import dataclass

LIBRARY = "libpulse.so.0"
LONGEST_WAIT = Seconds(0.003)
"""An answer that takes longer says nothing about this moment, and the window has other work."""

_WAIT_US = 1000
_NO_AUTOSPAWN = 1
_READY, _FAILED = 4, 5
_SINKS_AND_STREAMS = 0x0001 | 0x0004
_MOST_CHANNELS = 32


@dataclass(frozen=True, slots=True, kw_only=True)
class StreamReport:
    """What the server says of one stream of this program.

    Attributes:
        number: Grows with every stream that begins.
        device: The number of the device that it goes to now.
        delay: How long it takes until the next sample that is given is heard; nothing when the
            server does not know. A device that is behind with its work says that it holds nothing
            ready, and then it would be too little.
    """

    number: int
    device: int
    delay: Seconds


class _Format(Structure):
    _fields_ = (("format", c_int), ("rate", c_uint32), ("channels", c_uint8))


class _Places(Structure):
    _fields_ = (("channels", c_uint8), ("places", c_int * _MOST_CHANNELS))


class _Volumes(Structure):
    _fields_ = (("channels", c_uint8), ("values", c_uint32 * _MOST_CHANNELS))


class _StreamInfo(Structure):
    """The beginning of what libpulse tells of a stream; later releases only add to the end."""

    _fields_ = (
        ("index", c_uint32),
        ("name", c_char_p),
        ("owner_module", c_uint32),
        ("client", c_uint32),
        ("sink", c_uint32),
        ("format", _Format),
        ("places", _Places),
        ("volumes", _Volumes),
        ("buffer_usec", c_uint64),
        ("sink_usec", c_uint64),
        ("resample_method", c_char_p),
        ("driver", c_char_p),
        ("mute", c_int),
        ("properties", pointer),
    )


_StreamTold = CFUNCTYPE(None, pointer, POINTER(_StreamInfo), c_int, pointer)
_DeviceTold = CFUNCTYPE(None, pointer, pointer, c_int, pointer)
_Happened = CFUNCTYPE(None, pointer, c_int, c_uint32, pointer)

_FUNCTIONS: dict[str, tuple[Any, tuple[Any, ...]]] = {
    "pa_mainloop_new": (pointer, ()),
    "pa_mainloop_get_api": (pointer, (pointer,)),
    "pa_mainloop_prepare": (c_int, (pointer, c_int)),
    "pa_mainloop_poll": (c_int, (pointer,)),
    "pa_mainloop_dispatch": (c_int, (pointer,)),
    "pa_mainloop_free": (None, (pointer,)),
    "pa_context_new": (pointer, (pointer, c_char_p)),
    "pa_context_connect": (c_int, (pointer, c_char_p, c_int, pointer)),
    "pa_context_get_state": (c_int, (pointer,)),
    "pa_context_disconnect": (None, (pointer,)),
    "pa_context_unref": (None, (pointer,)),
    "pa_context_set_subscribe_callback": (None, (pointer, _Happened, pointer)),
    "pa_context_subscribe": (pointer, (pointer, c_int, pointer, pointer)),
    "pa_context_get_sink_input_info_list": (pointer, (pointer, _StreamTold, pointer)),
    "pa_context_get_sink_info_by_name": (pointer, (pointer, c_char_p, _DeviceTold, pointer)),
    "pa_operation_cancel": (None, (pointer,)),
    "pa_operation_unref": (None, (pointer,)),
    "pa_proplist_gets": (c_char_p, (pointer, c_char_p)),
}


def _library() -> Any | None:
    """Return the library with its functions described, or None where it is not."""
    if not sys.platform.startswith("linux"):
        return None
    try:
        found = ctypes.CDLL(LIBRARY)
        for name, (result, arguments) in _FUNCTIONS.items():
            function = getattr(found, name)
            function.restype, function.argtypes = result, arguments
    except (OSError, AttributeError):
        return None
    return found


class PulseQuestions:
    """Hold a connection of one's own to the sound server, and ask it."""

    def __init__(self, clock: Clock) -> None:
        """Connect to nothing yet."""
        self._clock = clock
        self._library: Any | None = None
        self._loop: int | None = None
        self._context: int | None = None
        self._is_subscribed = False
        self._has_changed = False
        self._is_answered = True
        self._found: list[StreamReport] = []
        self._is_there = False
        self._own = str(os.getpid()).encode()
        self._on_stream = _StreamTold(self._on_stream_told)
        self._on_device = _DeviceTold(self._on_device_told)
        self._on_change = _Happened(self._on_happened)

    @property
    def is_open(self) -> bool:
        """Return whether there is a connection, or one is being made."""
        return self._context is not None

    def open(self) -> None:
        """Begin to connect; it is done some looks later."""
        self.close()
        self._library = self._library or _library()
        if self._library is None:
            return
        self._loop = self._library.pa_mainloop_new()
        api = self._library.pa_mainloop_get_api(self._loop)
        self._context = self._library.pa_context_new(api, b"kneecoach")
        self._library.pa_context_connect(self._context, None, _NO_AUTOSPAWN, None)

    def close(self) -> None:
        """Let go of the connection; may be called twice."""
        if self._library is None or self._loop is None:
            return
        self._library.pa_context_disconnect(self._context)
        self._library.pa_context_unref(self._context)
        self._library.pa_mainloop_free(self._loop)
        self._loop = self._context = None
        self._is_subscribed = self._has_changed = False

    def has_changed(self) -> bool:
        """Return whether a device or a stream has come, gone or changed since the last answer."""
        if not self._is_ready():
            return False
        self._turn(0)
        return self._has_changed

    def reports(self) -> tuple[StreamReport, ...] | None:
        """Return what the server says of our streams, the oldest first; None without an answer."""
        if not self._is_ready():
            return None
        self._found = []
        self._has_changed = False
        ask = self._library.pa_context_get_sink_input_info_list  # type: ignore[union-attr]
        if not self._answers(ask(self._context, self._on_stream, None)):
            self._has_changed = True
            return None
        return tuple(sorted(self._found, key=lambda one: one.number))

    def has_device(self, name: bytes) -> bool | None:
        """Return whether a device of this name is there; None without an answer."""
        if not self._is_ready():
            return None
        self._is_there = False
        ask = self._library.pa_context_get_sink_info_by_name  # type: ignore[union-attr]
        has_answered = self._answers(ask(self._context, name, self._on_device, None))
        return self._is_there if has_answered else None

    def _is_ready(self) -> bool:
        """Return whether questions can be asked; the connection is made on the way."""
        if self._library is None or self._context is None:
            return False
        state = self._library.pa_context_get_state(self._context)
        if state < _READY:
            self._turn(0)
            return False
        if state >= _FAILED:
            self.close()
            return False
        if not self._is_subscribed:
            self._is_subscribed = True
            self._library.pa_context_set_subscribe_callback(self._context, self._on_change, None)
            asked = self._library.pa_context_subscribe(
                self._context, _SINKS_AND_STREAMS, None, None
            )
            self._forget(asked)
        return True

    def _answers(self, asked: int | None) -> bool:
        """Wait a little for the answer to a question; one that comes later is not listened to."""
        if not asked or self._library is None:
            return False
        self._is_answered = False
        began = self._clock.monotonic()
        while self._turn(_WAIT_US) and not self._is_answered:
            if self._clock.monotonic() - began > LONGEST_WAIT:
                self._library.pa_operation_cancel(asked)
                break
        self._forget(asked)
        return self._is_answered

    def _turn(self, wait_us: int) -> bool:
        """Let the connection do what there is to do."""
        library = self._library
        if library is None or self._loop is None:
            return False
        if library.pa_mainloop_prepare(self._loop, wait_us) < 0:
            return False
        if library.pa_mainloop_poll(self._loop) < 0:
            return False
        return bool(library.pa_mainloop_dispatch(self._loop) >= 0)

    def _forget(self, asked: int | None) -> None:
        if asked and self._library is not None:
            self._library.pa_operation_unref(asked)

    def _on_stream_told(self, _context: int, info: Any, is_last: int, _data: int) -> None:
        if is_last or not info or self._library is None:
            self._is_answered = True
            return
        one = info.contents
        owner = self._library.pa_proplist_gets(one.properties, b"application.process.id")
        if owner == self._own:
            is_known = one.sink_usec > 0
            delay = Seconds(is_known * (one.buffer_usec + one.sink_usec) / 1_000_000)
            self._found.append(StreamReport(number=one.index, device=one.sink, delay=delay))

    def _on_device_told(self, _context: int, info: int | None, is_last: int, _data: int) -> None:
        self._is_answered = self._is_answered or bool(is_last)
        self._is_there = self._is_there or (not is_last and bool(info))

    def _on_happened(self, _context: int, _kind: int, _index: int, _data: int) -> None:
        self._has_changed = True
