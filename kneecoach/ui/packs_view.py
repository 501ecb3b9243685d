"""Say what the page of packs shows, in finished words."""

from __future__ import annotations

from kneecoach.values import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class InstalledView:
    """One installed pack.

    Attributes:
        id: Its id.
        name: What it is called.
        about: Version and author.
        author: Who made it.
        signature: Who signed it.
        is_in_use: Whether the programme in use is of it.
    """

    id: str
    name: str
    about: str
    author: str
    signature: str
    is_in_use: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class OfferView:
    """A pack that may be installed.

    Attributes:
        name: What it is called.
        about: What installing it would do.
        review: Who of the profession has read it.
        trust: What its signature tells.
        is_alarming: Whether somebody else may pose as its author.
        is_update: Whether it takes the place of a version that is there.
        changes: What an update changes, a sentence each.
        content: What is in its programmes, a line each.
    """

    name: str
    about: str
    review: str
    trust: str
    is_alarming: bool
    is_update: bool
    changes: tuple[str, ...] = ()
    content: tuple[str, ...] = ()
