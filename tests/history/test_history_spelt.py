"""The fast check of a file says no more than the slow one, and what does not fit comes in alone."""

from __future__ import annotations

import copy
import json
from collections.abc import Callable
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path
from typing import Any
from uuid import UUID

import history_samples as samples
import pytest
from fakes import FakeClock
from hypothesis import given, settings
from hypothesis import strategies as st
from test_history_merge import histories, kept

from kneecoach.history.errors import HistoryError
from kneecoach.history.merge import gather_all, merge
from kneecoach.history.plain import BY_NAME, SESSIONS
from kneecoach.history.spelt import are_spelt, different
from kneecoach.history.store import HistoryStore
from kneecoach.history.written import Written, read_fields, spelling
from kneecoach.model.record import Ending, SessionRecord
from kneecoach.values import replace

WRONG = (
    None, True, False, 0, 1, 1.0, 0.0, -0.0, 2.5, 11, -1, 10**9 + 1, "", "x", "\0", "both",
    "A" * 32, "a" * 32, "2026-03-02", "2026-03-02T07:30:00Z", "2026-03-02T07:30:00.000000+00:00",
    "swelling", [], {}, ["swelling", "swelling"], ["swelling", "giving_way"], {"sets": 1},
)  # fmt: skip


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("spelt")


def places_in(value: Any) -> list[tuple[Any, Any]]:
    """Return every place in a record, each as what holds it and where in that."""
    found: list[tuple[Any, Any]] = []
    inside = value.items() if isinstance(value, dict) else enumerate(value)
    for key, one in inside:
        found.append((value, key))
        if isinstance(one, dict | list):
            found += places_in(one)
    return found


def tamper(entry: dict[str, Any], data: st.DataObject) -> None:
    """Change one thing in a record."""
    holder, key = data.draw(st.sampled_from(places_in(entry)))
    match data.draw(st.sampled_from(("wrong", "without", "twice", "more", "turned"))):
        case "wrong":
            holder[key] = data.draw(st.sampled_from(WRONG))
        case "without":
            del holder[key]
        case "twice" if isinstance(holder, list):
            holder.append(copy.deepcopy(holder[key]))
        case "turned" if isinstance(holder[key], list):
            holder[key].reverse()
        case _ if isinstance(holder, dict):
            holder["more"] = 1


@settings(max_examples=12)
@given(told=histories(), data=st.data())
def test_the_fast_check_says_no_more_than_the_slow_one(
    folder: Path, told: dict[str, list[Any]], data: st.DataObject
) -> None:
    for one in gather_all(kept(folder, told)):
        kind = BY_NAME[one.kind]
        entry = json.loads(one.text)
        assert are_spelt(kind, [entry])
        for _ in range(6):
            changed = json.loads(one.text)
            tamper(changed, data)
            if are_spelt(kind, [entry, changed]):
                assert spelling(read_fields(kind, changed)) == spelling(changed)


def test_values_that_only_look_equal_are_told_apart() -> None:
    assert {spelling(one) for one in different([1, True, 1.0, None])} == {
        "1", "true", "1.0", "null"
    }  # fmt: skip
    assert {spelling(one) for one in different([0.0, -0.0])} == {"0.0", "-0.0"}
    assert sorted(different(["b", "a", "b"])) == ["a", "b"]


def test_a_record_nested_too_deeply_is_left_to_the_slow_check() -> None:
    deep: Any = []
    for _ in range(3000):
        deep = [deep]
    entry: dict[str, Any] = {column.name: deep for column in SESSIONS.columns}
    assert not are_spelt(SESSIONS, [{**entry, **{part.name: [] for part in SESSIONS.parts}}])


ME = UUID(int=1)
NOW = datetime(2026, 3, 2, 8, 0, tzinfo=UTC)


def a_session() -> SessionRecord:
    """Return a session of two sets that has ended."""
    return replace(
        samples.an_open_session(ME),
        ending=Ending.LOGGED,
        sets=(samples.a_set(1), samples.a_set(2)),
    )


def two_sessions_and_one_that_takes_a_set(folder: Path) -> tuple[Path, list[Written], str]:
    """Return a history with a session, sessions to take in, and the id of the one that is wrong."""
    here = a_session()
    history = kept(folder, {**NOTHING, "sessions": [here]})
    good, bad, last = (a_session() for _ in range(3))
    bad = replace(bad, sets=(*bad.sets[:-1], replace(bad.sets[-1], id=here.sets[0].id)))
    other = kept(folder, {**NOTHING, "sessions": [good, last]})
    third = kept(folder, {**NOTHING, "sessions": [bad]})
    sessions = [
        one for path in (other, third) for one in gather_all(path) if one.kind == SESSIONS.many
    ]
    return history, sessions, bad.id.hex


NOTHING: dict[str, list[Any]] = {
    name: []
    for name in (
        "sessions", "check_ins", "clearances", "overrules", "silences", "screenings", "function",
        "withdrawals",
    )
}  # fmt: skip


def test_of_many_only_what_does_not_fit_is_left_out(folder: Path) -> None:
    history, sessions, wrong = two_sessions_and_one_that_takes_a_set(folder)
    merged = merge(history, sessions, is_patient=True)
    assert (merged.new, merged.left_out) == ({"sessions": 2}, 1)
    there = {one.id: one for one in gather_all(history)}
    assert wrong not in there
    assert all(there[one.id] == one for one in sessions if one.id != wrong)
    with closing(HistoryStore(history, FakeClock())) as store:
        assert len(store.read(ME).sessions) == 3


def test_one_that_does_not_fit_keeps_all_out(folder: Path) -> None:
    history, sessions, _ = two_sessions_and_one_that_takes_a_set(folder)
    before = gather_all(history)
    with pytest.raises(HistoryError):
        merge(history, sessions)
    assert gather_all(history) == before


def test_a_record_is_the_same_from_its_text_and_from_its_fields(folder: Path) -> None:
    history = kept(folder, {**NOTHING, "sessions": [a_session()]})
    for one in gather_all(history):
        again = Written(kind=one.kind, id=one.id, fields=one.fields)
        same = {ME.hex: UUID(int=2).hex}
        assert (again, hash(again), repr(again)) == (one, hash(one), repr(one))
        assert again.under(same) == one.under(same)
        assert again != one.text


def capital(entry: dict[str, Any]) -> None:
    entry["id"] = entry["id"].upper()


def in_another_zone(entry: dict[str, Any]) -> None:
    entry["started_at"] = "2026-03-02T08:30:00+01:00"


def out_of_order(entry: dict[str, Any]) -> None:
    entry["flags"] = ["swelling", "giving_way"]


def with_sets_turned(entry: dict[str, Any]) -> None:
    entry["sets"].sort(key=lambda one: (one["ended_at"], one["id"]), reverse=True)


def with_a_dose_spelled_otherwise(entry: dict[str, Any]) -> None:
    entry["exercises"][0]["dose"]["rest"] = int(entry["exercises"][0]["dose"]["rest"])


@pytest.mark.parametrize(
    "change",
    [capital, in_another_zone, out_of_order, with_sets_turned, with_a_dose_spelled_otherwise],
)
def test_what_is_right_but_spelled_otherwise_is_spelled_anew(
    folder: Path, change: Callable[[dict[str, Any]], None]
) -> None:
    history = kept(folder, {**NOTHING, "sessions": [a_session()]})
    (written,) = (one for one in gather_all(history) if one.kind == SESSIONS.many)
    entry = json.loads(written.text)
    change(entry)
    assert not are_spelt(SESSIONS, [entry])
    assert are_spelt(SESSIONS, [read_fields(SESSIONS, entry)])
