"""Read a file as UTF-8 text of bounded size, without anything that hides or turns text around."""

from __future__ import annotations

import re
import stat
from pathlib import Path

from kneecoach.packs.nodes import Flaw, UnreadableError
from kneecoach.packs.problem import Place

LARGEST_FILE = 256 * 1024
"""Bytes; the longest exercise file that we know of is not a tenth of it."""

# Controls, line ends that editors do not count, and characters that hide or turn text around.
_HIDDEN = (
    "\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\xad\u061c\u200b\u200e\u200f\u2028-\u202e\u2060-\u206f"
    "\ufeff\ufff9-\ufffb\ufffe\uffff\ud800-\udfff\U000e0000-\U000e0fff"
)
_FORBIDDEN = re.compile(f"[{_HIDDEN}]")
_FORBIDDEN_IN_TEXT = re.compile(f"[\t{_HIDDEN}]")


def read_text(path: Path) -> str:
    """Return the text of a file.

    Raises:
        UnreadableError: There is no such file, or it is not a text of ours.
    """
    return text_of(_read_bytes(path))


def text_of(content: bytes) -> str:
    """Return the text that a file with these bytes holds.

    Raises:
        UnreadableError: There are too many of them, or they are not a text of ours.
    """
    if len(content) > LARGEST_FILE:
        raise _whole_file(f"the file is larger than {LARGEST_FILE // 1024} kB")
    return _decode(content)


def has_hidden(text: str) -> bool:
    """Return whether a text holds an invisible, control or direction character."""
    return _FORBIDDEN.search(text) is not None


def refuse_hidden(text: str) -> None:
    """Refuse a text with tabs, or with invisible, control or direction characters.

    Raises:
        UnreadableError: There is one; the flaw says where.
    """
    found = _FORBIDDEN_IN_TEXT.search(text)
    if found:
        raise UnreadableError(_forbidden_in(text, found))


def _whole_file(sentence: str) -> UnreadableError:
    return UnreadableError(Flaw(at=Place(), field="", sentence=sentence))


def _read_bytes(path: Path) -> bytes:
    """Return the first bytes of a regular file, at most one more than are taken.

    A pipe is never waited for.
    """
    try:
        if not stat.S_ISREG(path.stat().st_mode):
            raise _whole_file("this is not a file; an exercise is one text file")
        with path.open("rb") as stream:
            return stream.read(LARGEST_FILE + 1)
    except FileNotFoundError:
        raise _whole_file("there is no such file") from None
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", None) or "its name cannot be used"
        raise _whole_file(f"the file cannot be read ({str(reason).lower()})") from None


def _decode(content: bytes) -> str:
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        before = content[: error.start].decode("utf-8-sig", errors="replace")
        flaw = Flaw(
            at=_place_after(before),
            field="",
            sentence="the file is not UTF-8 text here; save it as UTF-8",
        )
        raise UnreadableError(flaw) from None


def _place_after(before: str) -> Place:
    lines = before.replace("\r\n", "\n").replace("\r", "\n").split("\n")
    return Place(line=len(lines), column=len(lines[-1]) + 1)


def _forbidden_in(text: str, found: re.Match[str]) -> Flaw:
    sentence = (
        "there is a tab here; write spaces"
        if found[0] == "\t"
        else f"there is an invisible or control character here (U+{ord(found[0]):04X}); remove it"
    )
    return Flaw(at=_place_after(text[: found.start()]), field="", sentence=sentence)
