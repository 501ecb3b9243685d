"""Say who is meant where records of another computer, or of a file, come into a history."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import datetime, timedelta
from enum import StrEnum

from kneecoach.history.columns import read_moment, write_moment
from kneecoach.history.errors import HistoryError, Trouble, refused
from kneecoach.history.plain import PEOPLE
from kneecoach.history.written import Written, spell
from kneecoach.values import dataclass


class Who(StrEnum):
    """Name who the person is that is not known here: the same as here, or another one."""

    UNSAID = "unsaid"
    SAME = "same"
    ANOTHER = "another"


@dataclass(frozen=True, slots=True, kw_only=True)
class Fitted:
    """Records that fit a history's people.

    Attributes:
        records: The records, each of a person as they are known here.
        gives_way: The person here who has no record and makes room for the one who comes.
        same: Ids of people who come, with the id under which they are known here.
        others: Names of people who come in beside those who are here.
    """

    records: tuple[Written, ...]
    gives_way: str = ""
    same: tuple[tuple[str, str], ...] = ()
    others: tuple[str, ...] = ()


def fit_people(
    kept: tuple[Written, ...], incoming: tuple[Written, ...], who: Who, mine: str = ""
) -> Fitted:
    """Return the incoming records of people as they are known here.

    Where nothing was recorded yet, whoever comes is taken on. Who shares a record with somebody
    here is the same person. All others are asked about; `mine` is the id of whoever sits here, the
    first person unless given.

    Raises:
        HistoryError: It was not said who somebody is.
    """
    here = find_people(kept)
    unknown = {id_: name for id_, name in find_people(incoming).items() if id_ not in here}
    if not unknown or not here:
        return Fitted(records=incoming)
    if len(kept) == len(here) == 1:
        return Fitted(records=incoming, gives_way=next(iter(here)))
    same = _find_shared(kept, incoming, unknown)
    unsaid = [id_ for id_ in unknown if id_ not in same]
    if unsaid and who is Who.UNSAID:
        raise HistoryError(
            f"These records are of {_called(unknown[unsaid[0]])}, and here are those of"
            f" {_called(find_people(kept).get(mine) or _first_name(kept))}.",
            "Say --mine when both are one person, or --another when they are two."
            " Nothing was changed.",
            Trouble.UNSAID,
        )
    if unsaid and who is Who.SAME:
        if len(unsaid) > 1:
            raise refused("These records are of several people, who cannot all be one.")
        same[unsaid[0]] = mine if mine in here else _first(kept)
        unsaid = []
    return Fitted(
        records=rename(incoming, same),
        same=tuple(sorted(same.items())),
        others=tuple(unknown[id_] for id_ in unsaid),
    )


def rename(records: Iterable[Written], same: Mapping[str, str]) -> tuple[Written, ...]:
    """Return the records with each person under the id they are known by."""
    if not same:
        return tuple(records)
    return tuple(one.under(same) for one in records if one.id not in same)


def find_people(records: Iterable[Written]) -> dict[str, str]:
    """Return the names of the people among records, by id."""
    return {one.id: one.fields["name"] for one in records if one.kind == PEOPLE.many}


def _first(kept: tuple[Written, ...]) -> str:
    """Return the id of whoever came first, as the window shows them."""
    return str(_first_fields(kept)["id"])


def _first_name(kept: tuple[Written, ...]) -> str:
    return str(_first_fields(kept)["name"])


def _first_fields(kept: tuple[Written, ...]) -> dict[str, object]:
    people = [one.fields for one in kept if one.kind == PEOPLE.many]
    first: dict[str, object] = min(people, key=lambda one: (one["added_at"], one["id"]))
    return first


def _find_shared(
    kept: tuple[Written, ...], incoming: tuple[Written, ...], unknown: Mapping[str, str]
) -> dict[str, str]:
    """Return unknown people with the id of somebody here who has one of the same records."""
    there = {(one.kind, one.id): one for one in kept if one.kind != PEOPLE.many}
    shared: dict[str, str] = {}
    for one in incoming:
        known = there.get((one.kind, one.id))
        if known is not None:
            person = one.fields["person_id"]
            if person in unknown:
                shared.setdefault(person, known.fields["person_id"])
    return shared


def _called(name: str) -> str:
    return name or "somebody without a name"


def with_newcomers(fitted: Fitted, kept: tuple[Written, ...], now: datetime) -> tuple[Written, ...]:
    """Return the records with people who are not here yet as coming now.

    So the one who was here first stays the first, whose plan the window shows.
    """
    here = find_people(kept)
    if not here or fitted.gives_way:
        return fitted.records
    last = max(read_moment(one.fields["added_at"]) for one in kept if one.kind == PEOPLE.many)
    at = write_moment(now if now > last else last + timedelta(microseconds=1))
    return tuple(
        spell(PEOPLE, {**one.fields, "added_at": at})
        if one.kind == PEOPLE.many and one.id not in here
        else one
        for one in fitted.records
    )
