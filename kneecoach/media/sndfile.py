"""Read sound by libsndfile itself: the package that brings it would load 14 MB of numbers with it.

With `clip`, the one place that reads Ogg, FLAC and MP3.
"""

from __future__ import annotations

import ctypes
import sys
from ctypes import CFUNCTYPE, POINTER, Structure, c_int, c_int64, c_void_p
from ctypes.util import find_library
from functools import cache
from importlib.util import find_spec
from io import BytesIO
from pathlib import Path
from typing import Any

from kneecoach.override import override

PACKAGE = "_soundfile_data"
"""The part of soundfile that holds nothing but the library, for each system."""

ENDINGS = {"win32": "*.dll", "darwin": "*.dylib"}
_READ = 0x10
_KIND = 0x0FFF0000
_KINDS = {0x010000: "wav", 0x130000: "wav", 0x200000: "ogg", 0x170000: "flac", 0x230000: "mp3"}


class _Info(Structure):
    _fields_ = (
        ("frames", c_int64),
        ("rate", c_int),
        ("channels", c_int),
        ("format", c_int),
        ("sections", c_int),
        ("seekable", c_int),
    )


_Length = CFUNCTYPE(c_int64, c_void_p)
_Seek = CFUNCTYPE(c_int64, c_int64, c_int, c_void_p)
_Read = CFUNCTYPE(c_int64, c_void_p, c_int64, c_void_p)
_Write = CFUNCTYPE(c_int64, c_void_p, c_int64, c_void_p)


class _Access(Structure):
    _fields_ = (
        ("length", _Length),
        ("seek", _Seek),
        ("read", _Read),
        ("write", _Write),
        ("tell", _Length),
    )


class SoundReader:
    """Read one sound from memory, from its beginning on.

    Attributes:
        kind: The ending that such a file has; empty for one that is not for us.
        rate, channels: Frames a second, and samples in each of them.
    """

    def __init__(self, content: bytes) -> None:
        """Open the sound.

        Raises:
            OSError: The library is not here.
            ValueError: It is not a sound, or is damaged.
        """
        self._library = library()
        self._stream = _Bytes(content)
        self._size = len(content)
        self._access = _Access(
            length=_Length(lambda _: self._size),
            seek=_Seek(lambda offset, whence, _: self._stream.seek(offset, whence)),
            read=_Read(self._on_read),
            write=_Write(lambda *_: 0),
            tell=_Length(lambda _: self._stream.tell()),
        )
        info = _Info()
        self._file = self._library.sf_open_virtual(
            ctypes.byref(self._access), _READ, ctypes.byref(info), None
        )
        if not self._file:
            raise ValueError("no sound that can be read")
        self.kind = _KINDS.get(info.format & _KIND, "")
        self.rate = info.rate
        self.channels = info.channels

    def read(self, frames: int) -> bytes:
        """Return the next frames, 16 bit, channels interleaved; fewer at the end.

        Raises:
            ValueError: It is damaged here.
        """
        room = (ctypes.c_int16 * (frames * self.channels))()
        found = self._library.sf_readf_short(self._file, room, frames)
        if self._library.sf_error(self._file):
            raise ValueError("damaged")
        return memoryview(room).cast("B")[: found * self.channels * 2].tobytes()

    def close(self) -> None:
        """Let go of it; may be called twice."""
        file, self._file = self._file, None
        if file:
            self._library.sf_close(file)

    def _on_read(self, place: int, wanted: int, _data: int) -> int:
        content = self._stream.read(max(0, wanted))
        ctypes.memmove(place, content, len(content))
        return len(content)


class _Bytes(BytesIO):
    """Never fail when a damaged sound asks for a place that is not there."""

    @override
    def seek(self, offset: int, whence: int = 0, /) -> int:
        base = {0: 0, 1: self.tell()}.get(whence, len(self.getbuffer()))
        return super().seek(max(0, base + offset))


@cache
def library() -> Any:
    """Return the library: that of the package, or the system's own.

    Raises:
        OSError: There is none.
    """
    found = ctypes.CDLL(_place())
    access, info = POINTER(_Access), POINTER(_Info)
    found.sf_open_virtual.restype = c_void_p
    found.sf_open_virtual.argtypes = (access, c_int, info, c_void_p)
    found.sf_readf_short.restype = c_int64
    found.sf_readf_short.argtypes = (c_void_p, c_void_p, c_int64)
    found.sf_error.argtypes = (c_void_p,)
    found.sf_close.argtypes = (c_void_p,)
    return found


def _place() -> str:
    """Return where the library lies.

    Raises:
        OSError: Nowhere.
    """
    package = find_spec(PACKAGE)
    for folder in (package.submodule_search_locations or ()) if package else ():
        for file in sorted(Path(folder).glob(ENDINGS.get(sys.platform, "*.so*"))):
            if _is_loaded(file):
                return str(file)
    own = find_library("sndfile")
    if own is None:
        raise OSError("libsndfile is not here")
    return own


def _is_loaded(file: Path) -> bool:
    """Return whether a library is one for this computer; a package may hold one for each kind."""
    try:
        ctypes.CDLL(str(file))
    except OSError:
        return False
    return True
