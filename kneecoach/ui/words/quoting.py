"""Quote what an author wrote, as much of it as there is room for."""

from __future__ import annotations


def quoted(text: str, most: int) -> str:
    """Return a text on one line, cut between two words where it is longer than `most` letters."""
    line = " ".join(text.split())
    if len(line) <= most:
        return line
    return f"{line[:most].rpartition(' ')[0] or line[:most]} …"
