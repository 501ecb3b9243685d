"""Make recordings and pictures for tests, sound and hostile ones."""

from __future__ import annotations

import io
import math
import struct
from array import array

import lameenc
import soundfile
from PIL import Image

from kneecoach.media.wav import Samples, wav_of


def tone(
    seconds: float = 1.0,
    *,
    rate: int = 16_000,
    channels: int = 1,
    loud: int = 6000,
    hertz: int = 440,
) -> bytes:
    """Return the samples of a tone, 16 bit."""
    frames = (
        round(loud * math.sin(2 * math.pi * hertz * at / rate))
        for at in range(round(seconds * rate))
    )
    return array("h", (one for one in frames for _ in range(channels))).tobytes()


def clip(
    kind: str = "wav",
    seconds: float = 1.0,
    *,
    rate: int = 16_000,
    channels: int = 1,
    loud: int = 6000,
) -> bytes:
    """Return a recording of a tone."""
    samples = tone(seconds, rate=rate, channels=channels, loud=loud)
    if kind == "wav":
        return wav_of(Samples(rate=rate, channels=channels, content=samples))
    if kind == "mp3":
        encoder = lameenc.Encoder()
        encoder.set_in_sample_rate(rate)
        encoder.set_channels(channels)
        encoder.silence()
        return bytes(encoder.encode(samples) + encoder.flush())
    stream = io.BytesIO()
    subtype = {"ogg": "VORBIS", "flac": "PCM_16"}[kind]
    with soundfile.SoundFile(
        stream, "w", rate, channels, format=kind.upper(), subtype=subtype
    ) as writer:
        writer.buffer_write(samples, "int16")
    return stream.getvalue()


def silence_with_click(seconds: float, rate: int = 8_000) -> bytes:
    """Return a recording of any length that is quickly made: one click, and then nothing."""
    frames = round(seconds * rate)
    samples = struct.pack("<h", 9000) + bytes(2 * (frames - 1))
    return wav_of(Samples(rate=rate, channels=1, content=samples))


def picture(kind: str = "png", size: tuple[int, int] = (120, 80), **more: object) -> bytes:
    """Return a picture in one colour."""
    stream = io.BytesIO()
    format_name = {"png": "PNG", "jpg": "JPEG"}[kind]
    Image.new("RGB", size, (30, 120, 200)).save(stream, format_name, **more)
    return stream.getvalue()


def photo_with_place() -> bytes:
    """Return a JPEG that lies on its side and tells where it was taken."""
    exif = Image.Exif()
    exif[0x0112] = 6
    exif[0x010F] = "A telephone"
    place = exif.get_ifd(0x8825)
    place[1] = "N"
    place[2] = (51.0, 30.0, 0.0)
    exif[0x8825] = place
    return picture("jpg", exif=exif)


def huge_png() -> bytes:
    """Return a small PNG that says it has 60,000 pixels each way."""
    content = bytearray(picture("png"))
    content[16:24] = struct.pack(">II", 60_000, 60_000)
    return bytes(content)


def moving_png() -> bytes:
    """Return a PNG of two frames."""
    stream = io.BytesIO()
    first, second = (Image.new("RGB", (64, 64), colour) for colour in ("red", "blue"))
    first.save(stream, "PNG", save_all=True, append_images=[second])
    return stream.getvalue()
