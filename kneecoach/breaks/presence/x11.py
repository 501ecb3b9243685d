"""Speak to the X server by its own libraries; the only file that knows their calls.

A connection of its own, so that its errors and events never meet those of the window.
"""

from __future__ import annotations

import ctypes
import os
import select
import socket
from ctypes import (
    POINTER,
    Structure,
    Union,
    byref,
    c_char_p,
    c_int,
    c_long,
    c_ubyte,
    c_uint,
    c_ulong,
    c_void_p,
)
from ctypes.util import find_library

from kneecoach.breaks.presence.source import PresenceError

PROPERTY_NOTIFY = 28
DESTROY_NOTIFY, UNMAP_NOTIFY = 17, 18
PROPERTY_CHANGE_MASK = 1 << 22
STRUCTURE_NOTIFY_MASK = 1 << 17
_ANY_TYPE = 0
_MOST_ITEMS = 1024


class SyncValue(Structure):
    """A 64-bit number as the SYNC extension writes it."""

    _fields_ = (("hi", c_int), ("lo", c_uint))


class SystemCounter(Structure):
    """One counter of the server."""

    _fields_ = (("name", c_char_p), ("counter", c_ulong), ("resolution", SyncValue))


class Trigger(Structure):
    """When an alarm rings."""

    _fields_ = (
        ("counter", c_ulong),
        ("value_type", c_int),
        ("wait_value", SyncValue),
        ("test_type", c_int),
    )


class AlarmAttributes(Structure):
    """An alarm."""

    _fields_ = (("trigger", Trigger), ("delta", SyncValue), ("events", c_int), ("state", c_int))


class AlarmNotify(Structure):
    """The event of an alarm that rang."""

    _fields_ = (
        ("type", c_int),
        ("serial", c_ulong),
        ("send_event", c_int),
        ("display", c_void_p),
        ("alarm", c_ulong),
        ("counter_value", SyncValue),
        ("alarm_value", SyncValue),
        ("time", c_ulong),
        ("state", c_int),
    )


class PropertyNotify(Structure):
    """The event of a property that changed."""

    _fields_ = (
        ("type", c_int),
        ("serial", c_ulong),
        ("send_event", c_int),
        ("display", c_void_p),
        ("window", c_ulong),
        ("atom", c_ulong),
        ("time", c_ulong),
        ("state", c_int),
    )


class XEvent(Union):
    """Any event; as large as the library needs it."""

    _fields_ = (
        ("type", c_int),
        ("alarm", AlarmNotify),
        ("property", PropertyNotify),
        ("pad", c_long * 24),
    )


_ON_ERROR = ctypes.CFUNCTYPE(c_int, c_void_p, c_void_p)


def _ignore_error(display: int, event: int) -> int:
    """Go on: a window that has just gone is no failure."""
    del display, event
    return 0


_IGNORE_ERROR = _ON_ERROR(_ignore_error)


class Display:
    """Hold one connection to the X server."""

    def __init__(self, name: str | None = None) -> None:
        """Connect.

        Raises:
            PresenceError: There is no X server, or one of its libraries is missing.
        """
        if not (name or os.environ.get("DISPLAY")):
            raise PresenceError("there is no X server")
        self.x11 = _load("X11")
        self.ext = _load("Xext")
        _declare(self.x11, self.ext)
        self.x11.XSetErrorHandler(_IGNORE_ERROR)
        found = self.x11.XOpenDisplay(name.encode() if name else None)
        if not found:
            raise PresenceError("the X server does not answer")
        self.handle = c_void_p(found)
        self.root: int = self.x11.XDefaultRootWindow(self.handle)

    def fileno(self) -> int:
        """Return the descriptor of the connection."""
        return int(self.x11.XConnectionNumber(self.handle))

    def flush(self) -> None:
        """Send what waits to be sent."""
        self.x11.XFlush(self.handle)

    def events(self) -> list[XEvent]:
        """Return the events that have arrived, without waiting.

        Raises:
            PresenceError: The server has gone.
        """
        if self._is_gone():
            raise PresenceError("the X server has gone")
        found = []
        for _ in range(self.x11.XPending(self.handle)):
            event = XEvent()
            self.x11.XNextEvent(self.handle, byref(event))
            found.append(event)
        return found

    def atom(self, name: str) -> int:
        """Return the number of a name."""
        return int(self.x11.XInternAtom(self.handle, name.encode(), 0))

    def longs(self, window: int, prop: int) -> tuple[int, ...]:
        """Return a property of 32-bit items; nothing when it is not there."""
        kind, form = c_ulong(), c_int()
        count, left = c_ulong(), c_ulong()
        data = POINTER(c_ubyte)()
        failed = self.x11.XGetWindowProperty(
            self.handle,
            window,
            prop,
            0,
            _MOST_ITEMS,
            0,
            _ANY_TYPE,
            byref(kind),
            byref(form),
            byref(count),
            byref(left),
            byref(data),
        )
        if failed or ctypes.cast(data, c_void_p).value is None:
            return ()
        try:
            if form.value != 32:
                return ()
            items = ctypes.cast(data, POINTER(c_ulong))
            return tuple(items[index] for index in range(count.value))
        finally:
            self.x11.XFree(data)

    def listen_to(self, window: int, mask: int) -> None:
        """Have what happens to a window told."""
        self.x11.XSelectInput(self.handle, window, mask)

    def has_owner(self, selection: str) -> bool:
        """Say whether somebody owns a selection, such as that of a compositing manager."""
        return bool(self.x11.XGetSelectionOwner(self.handle, self.atom(selection)))

    def close(self) -> None:
        """Disconnect; may be called twice."""
        if self.handle.value is not None:
            self.x11.XCloseDisplay(self.handle)
            self.handle = c_void_p()

    def _is_gone(self) -> bool:
        """Look before the library does, which ends the program when the server has gone."""
        ready, _, _ = select.select([self.fileno()], [], [], 0)
        if not ready:
            return False
        with socket.socket(fileno=os.dup(self.fileno())) as line:
            try:
                return not line.recv(1, socket.MSG_PEEK | socket.MSG_DONTWAIT)
            except BlockingIOError:
                return False
            except OSError:
                return True


def has_compositor() -> bool:
    """Say whether the X server can show what lies behind a window's corners."""
    try:
        display = Display()
    except PresenceError:
        return False
    try:
        return display.has_owner("_NET_WM_CM_S0")
    finally:
        display.close()


def _load(name: str) -> ctypes.CDLL:
    """Load a library by its usual file name; `find_library` would start other programs."""
    usual = {"X11": "libX11.so.6", "Xext": "libXext.so.6"}
    try:
        return ctypes.CDLL(usual[name])
    except OSError:
        found = find_library(name)
    if not found:
        raise PresenceError(f"the library {name} is missing")
    try:
        return ctypes.CDLL(found)
    except OSError as error:
        raise PresenceError(f"the library {name} cannot be used") from error


def _declare(x11: ctypes.CDLL, ext: ctypes.CDLL) -> None:
    """Say what the calls take and give: a pointer must not be taken for a number of 32 bits."""
    handle = c_void_p
    takes: dict[str, tuple[object, list[object]]] = {
        "XOpenDisplay": (c_void_p, [c_char_p]),
        "XCloseDisplay": (c_int, [handle]),
        "XDefaultRootWindow": (c_ulong, [handle]),
        "XConnectionNumber": (c_int, [handle]),
        "XFlush": (c_int, [handle]),
        "XPending": (c_int, [handle]),
        "XNextEvent": (c_int, [handle, c_void_p]),
        "XInternAtom": (c_ulong, [handle, c_char_p, c_int]),
        "XSelectInput": (c_int, [handle, c_ulong, c_long]),
        "XGetSelectionOwner": (c_ulong, [handle, c_ulong]),
        "XFree": (c_int, [c_void_p]),
        "XSetErrorHandler": (c_void_p, [_ON_ERROR]),
        "XGetWindowProperty": (
            c_int,
            [handle, c_ulong, c_ulong, c_long, c_long, c_int, c_ulong, *[c_void_p] * 5],
        ),
    }
    takes_ext: dict[str, tuple[object, list[object]]] = {
        "XSyncQueryExtension": (c_int, [handle, c_void_p, c_void_p]),
        "XSyncInitialize": (c_int, [handle, c_void_p, c_void_p]),
        "XSyncListSystemCounters": (POINTER(SystemCounter), [handle, c_void_p]),
        "XSyncFreeSystemCounterList": (None, [POINTER(SystemCounter)]),
        "XSyncCreateAlarm": (c_ulong, [handle, c_ulong, POINTER(AlarmAttributes)]),
        "XSyncDestroyAlarm": (c_int, [handle, c_ulong]),
        "XSyncQueryCounter": (c_int, [handle, c_ulong, POINTER(SyncValue)]),
    }
    for library, calls in ((x11, takes), (ext, takes_ext)):
        for name, (gives, arguments) in calls.items():
            call = getattr(library, name)
            call.restype, call.argtypes = gives, arguments
