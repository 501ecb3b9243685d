"""Begin a pack: from nothing, from a programme that is there, from a pack, or from a folder."""

from __future__ import annotations

import re

from kneecoach.model.errors import KneecoachError
from kneecoach.packs.building import edit
from kneecoach.packs.building.changes import with_sources, without_schema
from kneecoach.packs.building.manuscript import Manuscript, exercise_file, id_of, programme_file
from kneecoach.packs.building.shelf import Found, Shelf, read_folder
from kneecoach.packs.building.where import text_at
from kneecoach.packs.building.written import lines
from kneecoach.packs.folder import PACK_FILE
from kneecoach.packs.format_parts import Format
from kneecoach.values import dataclass

FIRST_VERSION = "1.0.0"
_LONGEST_ID = 60
_LETTERS = "abcdefghjkmnpqrstuvwxyz23456789"


@dataclass(frozen=True, slots=True, kw_only=True)
class About:
    """What a new pack says of itself.

    Attributes:
        title: What it is called.
        author: Who makes it.
        language: Language of its texts.
        review: Who of the profession has read it.
        contact: Whom to call; may be empty.
        reports_to: The age key that reports are locked to; may be empty.
    """

    title: str
    author: str
    language: str
    review: str
    contact: str = ""
    reports_to: str = ""


def from_nothing(about: About, chance: bytes) -> Manuscript:
    """Return a pack with one empty programme; its id comes from the author's name and chance."""
    pack_id = new_id(about.author, chance)
    said = {
        "format": Format.PACK.value,
        "id": pack_id,
        "name": about.title,
        "version": FIRST_VERSION,
        "author": about.author,
        "language": about.language,
        "review": about.review,
        "contact": about.contact,
        "reports_to": about.reports_to,
    }
    pack = Manuscript(
        files=((PACK_FILE, f"{lines({key: one for key, one in said.items() if one}, 0)}\n"),)
    )
    return pack.with_file(programme_file(f"{pack_id}_1"), new_programme(about.title))


def new_programme(name: str) -> str:
    """Return the text of a programme without exercises."""
    said = {
        "format": Format.PROGRAMME.value,
        "name": name,
        "why": name,
        "days_a_week": "3",
    }
    return f"{lines(dict(said), 0)}\n"


def from_programme(about: About, found: Found, chance: bytes) -> Manuscript:
    """Return a pack with a copy of a programme that is there."""
    pack = from_nothing(about, chance)
    (name,) = pack.programmes
    text = without_schema(found.text)
    for path in ("id", "review"):
        text = edit.remove(text, path)
    return with_sources(pack.with_file(name, text), found.sources)


def from_pack(pack_id: str, shelf: Shelf) -> Manuscript:
    """Return a pack that is there, with its version raised, to be sent out anew.

    Raises:
        KneecoachError: It is not there, or cannot be read.
    """
    folder = shelf.folder(pack_id)
    if folder is None:
        raise KneecoachError(
            f"The pack {pack_id} is not here.",
            "Install the pack that you sent, or open its folder, and try again.",
        )
    return raised(read_folder(folder))


def raised(pack: Manuscript) -> Manuscript:
    """Return a pack with the next version; one without a version of three numbers is as it was."""
    numbers = _numbers(pack.said("version"))
    if numbers is None:
        return pack
    following = f"{numbers[0]}.{numbers[1] + 1}.0"
    return pack.with_file(PACK_FILE, edit.write(pack.text(PACK_FILE), "version", following))


def raised_beyond(pack: Manuscript, version: str) -> Manuscript:
    """Return a pack whose version somebody can take who has another version now.

    One of the same version or later is as it was: building raises it when it has changed.
    """
    has, known = _numbers(pack.said("version")), _numbers(version)
    if has is None or known is None or has >= known:
        return pack
    following = f"{known[0]}.{known[1] + 1}.0"
    return pack.with_file(PACK_FILE, edit.write(pack.text(PACK_FILE), "version", following))


def new_id(name: str, chance: bytes) -> str:
    """Return an id of a name in small letters, with some chance so that no two are alike."""
    plain = re.sub(r"[^a-z0-9]+", "_", name.lower()).strip("_")[:24].strip("_")
    ending = "".join(_LETTERS[one % len(_LETTERS)] for one in chance[:6])
    stem = plain if plain[:1].isalpha() else f"pack_{plain}".strip("_")
    return f"{stem}_{ending}"


def own_id(pack: Manuscript, exercise_id: str) -> str:
    """Return an id for the pack's own version of an exercise."""
    stem = f"{pack.pack_id}_{exercise_id}"[: _LONGEST_ID - 3]
    tries = (stem, *(f"{stem}_{number}" for number in range(2, 99)))
    return next(one for one in tries if not pack.text(exercise_file(one)))


def next_programme_id(pack: Manuscript) -> str:
    """Return an id for one programme more."""
    taken = {id_of(name) for name in pack.programmes}
    tries = (f"{pack.pack_id}_{number}" for number in range(1, 99))
    return next(one for one in tries if one not in taken)


def programme_names(pack: Manuscript) -> tuple[tuple[str, str], ...]:
    """Return the file and the name of each programme."""
    return tuple((name, text_at(pack.root(name), "name")) for name in pack.programmes)


def _numbers(version: str) -> tuple[int, ...] | None:
    """Return the three numbers of a version; None where it has others."""
    found = re.fullmatch(r"([0-9]{1,6})\.([0-9]{1,6})\.([0-9]{1,6})", version)
    return None if found is None else tuple(map(int, found.groups()))
