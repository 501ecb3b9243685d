"""Write moving pictures; the one file that knows the library for it, imported only when asked."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from PIL import Image
from PySide6.QtGui import QImage

_COLOURS = 128
_QUALITY = 82


def write_frames(path: Path, frames: Iterable[QImage], *, per_second: int) -> None:
    """Write pictures of one size as a GIF or WebP that goes round for ever."""
    pictures = [_taken(frame) for frame in frames]
    lasts = round(1000 / per_second)
    if path.suffix.lower() == ".gif":
        first = pictures[0].quantize(_COLOURS)
        reduced = [one.quantize(_COLOURS, palette=first) for one in pictures]
        reduced[0].save(
            path, save_all=True, append_images=reduced[1:], duration=lasts, loop=0, optimize=False
        )
    else:
        pictures[0].save(
            path,
            save_all=True,
            append_images=pictures[1:],
            duration=lasts,
            loop=0,
            quality=_QUALITY,
        )


def _taken(frame: QImage) -> Image.Image:
    plain = frame.convertToFormat(QImage.Format.Format_RGB888)
    size = (plain.width(), plain.height())
    rows = bytes(plain.constBits())
    return Image.frombuffer("RGB", size, rows, "raw", "RGB", plain.bytesPerLine(), 1).copy()
