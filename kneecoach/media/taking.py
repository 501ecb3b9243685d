"""Make a recording or a picture of one's own fit for a pack: small, upright, and telling no more.

What is kept in a pack is made anew from what was decoded, so nothing that hid in the file goes on:
neither the place where a photo was taken, nor the name of the telephone.
"""

from __future__ import annotations

import io

from kneecoach.media import clip, picture
from kneecoach.media.refused import MediaError
from kneecoach.media.wav import Samples, wav_of

CLIP_RATE = 16_000
"""What the coach's own phrases have; a session then needs no library to read it."""

PICTURE_SIDE = 1024
"""Pixels of the longer side: sharp where a picture is shown, and small enough to be sent."""

LARGEST_SOURCE = 40_000_000
LONGEST_SOURCE_SIDE = 12_000

_QUALITY = 85


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
    image = picture.open_image(content)
    from PIL import Image, ImageOps  # noqa: PLC0415 - `open_image` has found it

    try:
        image.draft("RGB", (PICTURE_SIDE * 2, PICTURE_SIDE * 2))
        upright = ImageOps.exif_transpose(image)
        upright.thumbnail((PICTURE_SIDE, PICTURE_SIDE))
        whole = upright.convert("RGBA")
        ground = Image.new("RGBA", whole.size, "white")
        ground.alpha_composite(whole)
        stream = io.BytesIO()
        ground.convert("RGB").save(stream, "JPEG", quality=_QUALITY, optimize=True)
    except picture.BROKEN as error:
        raise MediaError(picture.DAMAGED) from error
    return stream.getvalue()
