"""Write the tags of an MP3 file: ID3 version 2.3, with chapters.

Only what is needed: four texts, a table of contents, and a chapter for each part. See the informal
standard ID3v2.3.0 and its chapter frame addendum (id3.org).
"""

from __future__ import annotations

import struct

from kneecoach.sound.track import ARTIST, Chapter, Track

UTF_16 = b"\x01"
LATIN_1 = b"\x00"
TOP_LEVEL_ORDERED = 3
NO_OFFSET = 0xFFFFFFFF


def id3_tag(track: Track, album: str) -> bytes:
    """Return the tag that goes before the sound."""
    frames = [
        _text("TIT2", track.title),
        _text("TPE1", ARTIST),
        _text("TALB", album),
        _text("TLEN", str(round(track.lasts * 1000))),
        _frame("COMM", UTF_16 + b"eng" + _utf16("") + b"\0\0" + _utf16(track.comment)),
    ]
    if track.chapters:
        frames += [_contents(len(track.chapters)), *_chapters(track)]
    body = b"".join(frames)
    return b"ID3\x03\x00\x00" + _synchsafe(len(body)) + body


def _chapters(track: Track) -> list[bytes]:
    ends = (*(one.at for one in track.chapters[1:]), track.lasts)
    return [
        _chapter(number, one, end)
        for number, (one, end) in enumerate(zip(track.chapters, ends, strict=True))
    ]


def _chapter(number: int, chapter: Chapter, end: float) -> bytes:
    times = struct.pack(">IIII", round(chapter.at * 1000), round(end * 1000), NO_OFFSET, NO_OFFSET)
    return _frame("CHAP", _element(number) + times + _text("TIT2", chapter.title))


def _contents(chapters: int) -> bytes:
    head = b"toc\0" + bytes((TOP_LEVEL_ORDERED, chapters))
    return _frame("CTOC", head + b"".join(map(_element, range(chapters))))


def _element(number: int) -> bytes:
    return f"chp{number}".encode() + b"\0"


def _text(name: str, text: str) -> bytes:
    if text.isascii():
        return _frame(name, LATIN_1 + text.encode())
    return _frame(name, UTF_16 + _utf16(text))


def _utf16(text: str) -> bytes:
    return b"\xff\xfe" + text.encode("utf-16-le")


def _frame(name: str, body: bytes) -> bytes:
    return name.encode() + struct.pack(">IH", len(body), 0) + body


def _synchsafe(number: int) -> bytes:
    return bytes((number >> shift) & 0x7F for shift in (21, 14, 7, 0))
