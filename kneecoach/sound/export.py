"""Write a session as one sound file, with tags and chapters; whole, or not at all."""

from __future__ import annotations

import errno
import os
from collections.abc import Callable, Iterator
from enum import StrEnum
from pathlib import Path
from typing import assert_never

from kneecoach.model.errors import KneecoachError
from kneecoach.sound.id3 import id3_tag
from kneecoach.sound.mp3 import encode
from kneecoach.sound.track import ARTIST, Track, mix
from kneecoach.sound.voice import VOICE_RATE

RATE = VOICE_RATE
"""Frames a second: what the voice has, and more than enough for tones up to 4.5 kHz."""

CUE_FRAMES_A_SECOND = 75
ALBUM = "kneecoach sessions"


class AudioFormat(StrEnum):
    """Name a kind of sound file, as its names end."""

    MP3 = "mp3"
    OGG = "ogg"
    FLAC = "flac"
    WAV = "wav"


def format_of(path: Path, wanted: AudioFormat | None = None) -> AudioFormat:
    """Return the format to write: the wanted one, or the one that the name of the file tells.

    Raises:
        KneecoachError: The name ends in nothing known.
    """
    if wanted is not None:
        return wanted
    known = tuple(one.value for one in AudioFormat)
    ending = path.suffix.lower().removeprefix(".")
    if ending not in known:
        raise KneecoachError(
            f"{path.name} does not tell what kind of sound file it is to be.",
            f"Let its name end in one of .{', .'.join(known)}, or name the format.",
        )
    return AudioFormat(ending)


def write_track(
    track: Track,
    path: Path,
    audio: AudioFormat,
    progress: Callable[[float], bool] = lambda _share: True,
) -> Path:
    """Write a track and, beside it, a cue sheet; return the path of the cue sheet.

    A file that is there is replaced when the new one is whole.

    Args:
        track: What is heard.
        path: The file to write.
        audio: Its kind.
        progress: Told of the share that is done, 0 to 1; returns whether to go on.

    Raises:
        KneecoachError: It cannot be written, the parts that write it are missing, or `progress`
            said to stop.
    """
    sheet = path.with_suffix(".cue")
    beside = path.with_name(f".{path.name}.{os.getpid()}.new")
    try:
        try:
            _write(track, beside, audio, progress)
            with beside.open("rb+") as file:
                os.fsync(file.fileno())
            beside.replace(path)
        finally:
            beside.unlink(missing_ok=True)
        sheet.write_text(cue_sheet(track, path.name, audio), encoding="utf-8")
    except OSError as error:
        raise _cannot_write(path, error) from error
    return sheet


def cue_sheet(track: Track, file_name: str, audio: AudioFormat) -> str:
    """Return the chapters as a cue sheet, which many players read."""
    kind = "MP3" if audio is AudioFormat.MP3 else "WAVE"
    lines = [
        f'PERFORMER "{ARTIST}"',
        f'TITLE "{_quoted(track.title)}"',
        f'FILE "{_quoted(file_name)}" {kind}',
    ]
    for number, chapter in enumerate(track.chapters, start=1):
        lines += [
            f"  TRACK {number:02d} AUDIO",
            f'    TITLE "{_quoted(chapter.title)}"',
            f"    INDEX 01 {_cue_time(chapter.at)}",
        ]
    return "\n".join(lines) + "\n"


def _write(track: Track, path: Path, audio: AudioFormat, progress: Callable[[float], bool]) -> None:
    match audio:
        case AudioFormat.MP3:
            _write_mp3(track, path, progress)
        case AudioFormat.OGG:
            _write_with_soundfile(track, path, "OGG", "VORBIS", _counted(track, progress))
        case AudioFormat.FLAC:
            _write_with_soundfile(track, path, "FLAC", "PCM_16", _counted(track, progress))
        case AudioFormat.WAV:
            _write_with_soundfile(track, path, "WAV", "PCM_16", _counted(track, progress))
        case _:
            assert_never(audio)


def _write_mp3(track: Track, path: Path, progress: Callable[[float], bool]) -> None:
    with path.open("wb") as file:
        file.write(id3_tag(track, ALBUM))
        try:
            file.writelines(encode(track, progress))
        except ImportError as error:
            raise _missing("lameenc") from error


def _write_with_soundfile(
    track: Track, path: Path, kind: str, subtype: str, blocks: Iterator[bytes]
) -> None:
    try:
        from soundfile import LibsndfileError, SoundFile  # noqa: PLC0415 - as above
    except (ImportError, OSError) as error:
        raise _missing("soundfile") from error
    try:
        with SoundFile(path, "w", RATE, 1, format=kind, subtype=subtype) as writer:
            writer.title = track.title
            writer.artist = ARTIST
            writer.album = ALBUM
            if track.comment:
                writer.comment = track.comment
            for block in blocks:
                writer.buffer_write(block, "int16")
        with SoundFile(path) as reader:
            is_whole = reader.frames == round(track.lasts * RATE)
    except (LibsndfileError, AssertionError) as error:
        # The library asserts that all it was given has been written.
        raise OSError(errno.EIO, "not all of it could be written") from error
    if not is_whole:
        raise OSError(errno.EIO, "not all of it could be written")


def _counted(track: Track, progress: Callable[[float], bool]) -> Iterator[bytes]:
    """Yield the blocks of a track, and tell how far it has come."""
    whole = track.lasts * RATE * 2
    done = 0
    for block in mix(track, RATE):
        done += len(block)
        yield block
        if not progress(min(1.0, done / whole)):
            raise KneecoachError("The export was stopped. No file was written.")


def _cannot_write(path: Path, error: OSError) -> KneecoachError:
    reason = (error.strerror or str(error) or type(error).__name__).lower()
    return KneecoachError(
        f"The sound file {path} cannot be written ({reason}).",
        "Choose a folder that is there, may be written to and has room left.",
    )


def _missing(name: str) -> KneecoachError:
    return KneecoachError(
        f"A part that writes sound files is missing ({name}).",
        "Install kneecoach again, or choose another format.",
    )


def _quoted(text: str) -> str:
    return text.replace('"', "'")


def _cue_time(at: float) -> str:
    frames = round(at * CUE_FRAMES_A_SECOND)
    seconds, frame = divmod(frames, CUE_FRAMES_A_SECOND)
    minutes, second = divmod(seconds, 60)
    return f"{minutes:02d}:{second:02d}:{frame:02d}"
