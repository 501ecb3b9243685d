"""Look at a picture that a stranger may have made: its kind, its size, and whether it is whole."""

from __future__ import annotations

import io
import struct
import warnings
import zlib
from typing import TYPE_CHECKING

from kneecoach.media.file import refuse_large
from kneecoach.media.refused import MediaError
from kneecoach.values import dataclass

if TYPE_CHECKING:
    from PIL.Image import Image

LARGEST_PICTURE = 2_000_000
"""Bytes; a photo that fills a screen has a tenth of it. Source: house rule."""

LONGEST_SIDE = 4096
SHORTEST_SIDE = 32
PNG, JPEG = "png", "jpg"

_PLACE_TAG = 0x8825
_JPEG_SIZES = frozenset(range(0xC0, 0xD0)) - {0xC4, 0xC8, 0xCC}
_BARE = frozenset(range(0xD0, 0xD9)) | {0x01}
BROKEN = (
    OSError,
    SyntaxError,
    ValueError,
    LookupError,
    TypeError,
    AttributeError,
    EOFError,
    OverflowError,
    MemoryError,
    struct.error,
    zlib.error,
)
"""What the library raises for damaged pictures."""

DAMAGED = "is damaged, or is no picture that can be read (PNG or JPEG)"


@dataclass(frozen=True, slots=True, kw_only=True)
class Look:
    """What a picture is.

    Attributes:
        width, height: Pixels, as they stand in the file.
        kind: The ending that its content calls for, `png` or `jpg`.
        tells_place: It says where on earth it was taken.
    """

    width: int
    height: int
    kind: str
    tells_place: bool = False


def look_at(content: bytes) -> Look:
    """Return what a picture is, after all of it was decoded.

    Its size is read and judged before a single pixel is.

    Raises:
        MediaError: It is no picture, is damaged, moves, or is too large.
    """
    look = measure(content)
    image = open_image(content)
    if (image.width, image.height) != (look.width, look.height):
        raise MediaError(DAMAGED)
    try:
        image.load()
        place = image.getexif().get_ifd(_PLACE_TAG)
    except BROKEN as error:
        raise MediaError(DAMAGED) from error
    return Look(width=look.width, height=look.height, kind=look.kind, tells_place=bool(place))


def measure(
    content: bytes, *, largest: int = LARGEST_PICTURE, longest_side: int = LONGEST_SIDE
) -> Look:
    """Return the size that a picture claims, without decoding it.

    Raises:
        MediaError: It is no picture, or is too large.
    """
    kind = _kind_of(content)
    refuse_large(len(content), largest)
    size = _png_size(content) if kind == PNG else _jpeg_size(content)
    if size is None:
        raise MediaError(DAMAGED)
    width, height = size
    if max(size) > longest_side:
        raise MediaError(
            f"has {width} by {height} pixels; a picture has at most {longest_side} each way"
        )
    if min(size) < SHORTEST_SIDE:
        raise MediaError(
            f"has {width} by {height} pixels; a picture has at least {SHORTEST_SIDE} each way"
        )
    return Look(width=width, height=height, kind=kind)


def open_image(content: bytes) -> Image:
    """Return a picture, opened and not yet decoded.

    Raises:
        MediaError: It is damaged, or moves.
    """
    try:
        from PIL import Image  # noqa: PLC0415 - few packs need it
    except ImportError as error:
        raise MediaError(
            "cannot be read, because a part that reads pictures is missing (pillow)",
            way_out="Install kneecoach again.",
        ) from error
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # its size was judged by us
            image = Image.open(io.BytesIO(content), formats=("PNG", "JPEG"))
            moves = getattr(image, "is_animated", False) and image.format == "PNG"
    except (*BROKEN, Image.DecompressionBombError) as error:
        raise MediaError(DAMAGED) from error
    if moves:
        raise MediaError("moves; a picture stands still")
    return image


def _kind_of(content: bytes) -> str:
    if content.startswith(b"\x89PNG\r\n\x1a\n"):
        return PNG
    if content.startswith(b"\xff\xd8\xff"):
        return JPEG
    start = content[:1024].lstrip().lower()
    if start.startswith((b"<", b"\xef\xbb\xbf<")):
        raise MediaError("is a page or a drawing that could hold a script; save it as PNG or JPEG")
    raise MediaError("is no picture (PNG or JPEG), whatever it is called")


def _png_size(content: bytes) -> tuple[int, int] | None:
    if len(content) < 24 or content[12:16] != b"IHDR":
        return None
    width, height = struct.unpack_from(">II", content, 16)
    return width, height


def _jpeg_size(content: bytes) -> tuple[int, int] | None:
    """Return the size in the first frame; the parts before it are stepped over."""
    at = 2
    while at + 9 <= len(content):
        if content[at] != 0xFF:
            return None
        marker = content[at + 1]
        if marker == 0xFF:
            at += 1
        elif marker in _JPEG_SIZES:
            height, width = struct.unpack_from(">HH", content, at + 5)
            return width, height
        elif marker in _BARE:
            at += 2
        else:
            at += 2 + max(2, struct.unpack_from(">H", content, at + 2)[0])
    return None
