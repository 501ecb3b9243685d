"""Make a recording or a picture of one's own fit for a pack: small, upright, and telling no more.

What is kept in a pack is made anew from what was decoded, so nothing that hid in the file goes on:
neither the place where a photo was taken, nor the name of the telephone.
"""

from __future__ import annotations

import io
from typing import TYPE_CHECKING

from kneecoach.media import clip, picture
from kneecoach.media.refused import MediaError
from kneecoach.media.wav import Samples, wav_of
from kneecoach.values import dataclass

if TYPE_CHECKING:
    from PIL.Image import Image

CLIP_RATE = 16_000
"""What the coach's own phrases have; a session then needs no library to read it."""

PICTURE_SIDE = 1024
"""Pixels of the longer side: sharp where a picture is shown, and small enough to be sent."""

PAGE_SIDE = 900
"""Pixels of the longer side on a page: sharp where it is printed 75 mm wide."""

LARGEST_ON_PAGE = 200_000
"""Bytes; written as text within a page a third more."""

LARGEST_SOURCE = 40_000_000
LONGEST_SOURCE_SIDE = 12_000

_QUALITY = 85
_QUALITIES = (85, 72, 58, 40)


def clip_for_pack(content: bytes) -> bytes:
    """Return a recording as a plain WAV file, one channel, as loud as the coach's phrases.

    Raises:
        MediaError: It cannot be taken; says why.
    """
    return wav_of(Samples(rate=CLIP_RATE, channels=1, content=clip.decode(content, CLIP_RATE)))


def picture_for_pack(content: bytes) -> bytes:
    """Return a picture as a JPEG: upright, at most `PICTURE_SIDE` pixels, and nothing else in it.

    Raises:
        MediaError: It cannot be taken; says why.
    """
    picture.measure(content, largest=LARGEST_SOURCE, longest_side=LONGEST_SOURCE_SIDE)
    return _as_jpeg(_upright(content, PICTURE_SIDE), _QUALITY)


@dataclass(frozen=True, slots=True, kw_only=True)
class PagePicture:
    """A JPEG that is small enough to stand in a page: its bytes, and its size in pixels."""

    content: bytes
    width: int
    height: int


def picture_for_page(content: bytes) -> PagePicture:
    """Return a picture of a pack for a page that is given away, of at most `LARGEST_ON_PAGE` bytes.

    Raises:
        MediaError: It is none, or more than a picture of a pack may be.
    """
    picture.measure(content)
    image = _upright(content, PAGE_SIDE)
    for quality in _QUALITIES:
        small = _as_jpeg(image, quality)
        if len(small) <= LARGEST_ON_PAGE:
            break
    else:
        half = (PAGE_SIDE // 2, PAGE_SIDE // 2)
        image.thumbnail(half)
        small = _as_jpeg(image, _QUALITIES[-1])
    return PagePicture(content=small, width=image.width, height=image.height)


def _upright(content: bytes, side: int) -> Image:
    """Return a picture upright, on white, and no longer than a side."""
    image = picture.open_image(content)
    from PIL import Image, ImageOps  # noqa: PLC0415 - `open_image` has found it

    try:
        image.draft("RGB", (side * 2, side * 2))
        upright = ImageOps.exif_transpose(image)
        upright.thumbnail((side, side))
        whole = upright.convert("RGBA")
        ground = Image.new("RGBA", whole.size, "white")
        ground.alpha_composite(whole)
        return ground.convert("RGB")
    except picture.BROKEN as error:
        raise MediaError(picture.DAMAGED) from error


def _as_jpeg(image: Image, quality: int) -> bytes:
    stream = io.BytesIO()
    try:
        image.save(stream, "JPEG", quality=quality, optimize=True)
    except picture.BROKEN as error:
        raise MediaError(picture.DAMAGED) from error
    return stream.getvalue()
