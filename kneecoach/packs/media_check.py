"""Look into the recordings and pictures that the exercises of a pack name."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from pathlib import Path

from kneecoach.media import clip, picture
from kneecoach.media.file import read_media, refuse_large
from kneecoach.media.refused import MediaError
from kneecoach.packs.draft import Draft
from kneecoach.packs.folder import LARGEST_MEDIA, MOST_MEDIA, list_media, whole_file
from kneecoach.packs.media import clip_in, picture_in
from kneecoach.packs.nodes import Flaw
from kneecoach.packs.pack_draft import PackDraft
from kneecoach.packs.problem import Problem, Severity, did_you_mean
from kneecoach.packs.values import Value

USUAL_ROOM = 6.0
"""Seconds of words for which there is room while people get ready; longer ones are seldom heard."""

MOST_PIXELS = 160_000_000
MOST_SECONDS = 600
"""All pictures and all recordings of a pack together; each kind is decoded in two seconds."""

Read = Callable[[str, int], bytes]
"""Return the bytes of a named file of the pack, at most so many; raises a `MediaError`."""


def media_of(draft: Draft) -> Iterator[tuple[Value, bool]]:
    """Yield the places where an exercise names a file, and whether it is a recording."""
    if draft.found is None:
        return
    for record in (draft.found, *draft.found.items("cues")):
        named = record.get("clip")
        if named is not None:
            yield named, True
    shown = draft.found.get("picture")
    named = None if shown is None else shown.get("file")
    if named is not None:
        yield named, False


def media_names(pack: PackDraft) -> tuple[str, ...]:
    """Return the names of all files that the exercises of a pack name, sorted, each once."""
    named = {one.as_text() for draft in pack.exercises for one, _ in media_of(draft)}
    return tuple(sorted(named))


def check_media(drafts: list[Draft], read: Read) -> None:
    """Add to the drafts what is wrong with the files that they name; each is decoded once.

    Args:
        drafts: The exercises of one pack.
        read: Reads a file of the pack.
    """
    looker = _Looker(read)
    for draft in drafts:
        for named, is_clip in media_of(draft):
            wrong, doubtful = looker.look(named.as_text(), is_clip=is_clip)
            if wrong:
                draft.lapses.append(Flaw(at=named.at, field=named.path, sentence=wrong))
            if doubtful:
                draft.doubts.append(Flaw(at=named.at, field=named.path, sentence=doubtful))


def check_media_folder(pack: PackDraft) -> None:
    """Add to a pack in a folder what is wrong with its recordings and pictures."""
    there = list_media(pack.folder)
    check_media(pack.exercises, reading_from(pack.folder, there))
    named = media_names(pack)
    if len(named) > MOST_MEDIA:
        sentence = f"names {len(named)} recordings and pictures; a pack has at most {MOST_MEDIA}"
        pack.problems.append(whole_file(pack.folder, sentence))
    size = sum(there.get(name, 0) for name in named)
    if size > LARGEST_MEDIA:
        sentence = f"has more than {LARGEST_MEDIA // 1_000_000} MB of recordings and pictures"
        pack.problems.append(whole_file(pack.folder, sentence))
    pack.problems.extend(
        _unnamed(pack.folder / name) for name in sorted(there) if name not in named
    )


def reading_from(folder: Path, there: Mapping[str, int] | None = None) -> Read:
    """Return what reads the files of a pack in a folder; `there` are the files it could mean."""

    def read(name: str, largest: int) -> bytes:
        try:
            return read_media(folder / name, largest)
        except MediaError as error:
            if (folder / name).exists() or not there:
                raise
            raise MediaError(f"{error.why}{did_you_mean(name, there)}", name) from error

    return read


def reading_out_of(files: Mapping[str, bytes]) -> Read:
    """Return what reads the files of a pack that was opened and not written anywhere."""

    def read(name: str, largest: int) -> bytes:
        content = files.get(name)
        if content is None:
            raise MediaError("is not in the pack", name)
        refuse_large(len(content), largest, name)
        return content

    return read


class _Looker:
    """Look into files, each once, and all together within bounds of work."""

    def __init__(self, read: Read) -> None:
        self._read = read
        self._pixels_left = MOST_PIXELS
        self._seconds_left: float = MOST_SECONDS
        self._seen: dict[str, tuple[str, str]] = {}

    def look(self, name: str, *, is_clip: bool) -> tuple[str, str]:
        """Return what is wrong with a file, and what is probably not meant; mostly nothing."""
        if name not in self._seen:
            try:
                doubtful = self._hear(name) if is_clip else self._see(name)
            except MediaError as error:
                self._seen[name] = (f"{name} {error.why}", "")
            else:
                self._seen[name] = ("", doubtful)
        return self._seen[name]

    def _hear(self, name: str) -> str:
        content = self._read(name, clip.LARGEST_CLIP)
        if self._seconds_left < 0:
            minutes = MOST_SECONDS // 60
            raise MediaError(f"is too much; all recordings last {minutes} minutes at most", name)
        lasts = clip_in(content, name).lasts
        self._seconds_left -= lasts
        room = f"lasts {lasts:.0f} s; more than {USUAL_ROOM:.0f} s seldom have room in a session"
        return room if lasts > USUAL_ROOM else ""

    def _see(self, name: str) -> str:
        content = self._read(name, picture.LARGEST_PICTURE)
        claims = picture.measure(content)
        self._pixels_left -= claims.width * claims.height
        if self._pixels_left < 0:
            most = MOST_PIXELS // 1_000_000
            raise MediaError(f"is too much; all pictures have {most} million pixels at most", name)
        tells = picture_in(content, name).tells_place
        return "tells where on earth it was taken; save it without its properties" if tells else ""


def _unnamed(file: Path) -> Problem:
    return Problem(
        file=file,
        line=1,
        column=1,
        field="",
        sentence="is named by no exercise, so it is not put into the pack file",
        severity=Severity.WARNING,
    )
