"""Hold what was found about one part of this computer."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from kneecoach.model.errors import KneecoachError
from kneecoach.values import asdict, dataclass

SETUP = "Run python3 packaging/bootstrap.py setup, which installs or names what is missing."


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """What was found about one part.

    Attributes:
        part: What was looked at.
        works: Whether it can be used; the coach goes on without what is not `needed`.
        found: What was found, in words.
        way_out: How to mend it; empty when it works.
        needed: Whether the coach cannot be used without it.
    """

    part: str
    works: bool
    found: str
    way_out: str = ""
    needed: bool = False


def failed(part: str, error: KneecoachError) -> Finding:
    """Return the finding for a part that is needed and said why it cannot be used."""
    return Finding(
        part=part, works=False, found=error.user_message, way_out=error.way_out, needed=True
    )


def as_plain(findings: Iterable[Finding]) -> list[dict[str, object]]:
    """Return findings as plain values, for programs."""
    return [asdict(one) for one in findings]


def from_plain(plain: object) -> tuple[Finding, ...]:
    """Return the findings that another process told.

    Raises:
        ValueError: It told something else.
    """
    if not isinstance(plain, list):
        raise ValueError("not a list")  # noqa: TRY004 - what was told is a wrong value
    return tuple(_finding(one) for one in plain)


def _finding(plain: object) -> Finding:
    if not isinstance(plain, Mapping):
        raise ValueError("not a finding")  # noqa: TRY004 - as above
    try:
        return Finding(
            part=str(plain["part"]),
            works=plain["works"] is True,
            found=str(plain["found"]),
            way_out=str(plain["way_out"]),
            needed=plain["needed"] is True,
        )
    except KeyError as error:
        raise ValueError("a finding lacks a field") from error
