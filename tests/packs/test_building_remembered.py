"""Keeping what a pack that is being made was before: round trip, bounds, and what is damaged."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from vault_samples import encrypt_from_the_start

from kneecoach.model.errors import KneecoachError
from kneecoach.packs.building import remembered
from kneecoach.packs.building.keeping import Drafts, Kept
from kneecoach.packs.building.manuscript import Manuscript
from kneecoach.packs.building.past import Past
from kneecoach.packs.building.remembered import keep_past, read_past
from kneecoach.vault import keys

NAMES = ("pack.yaml", "squat.yaml", "programmes/first.yaml")


def pack(**files: str) -> Manuscript:
    named = {"pack": NAMES[0], "squat": NAMES[1], "first": NAMES[2]}
    return Manuscript(files=tuple(sorted((named[name], text) for name, text in files.items())))


packs = st.builds(
    lambda files: Manuscript(files=tuple(sorted(files.items()))),
    st.dictionaries(st.sampled_from(NAMES), st.text(max_size=20), max_size=3),
)


@settings(max_examples=60)
@given(now=packs, before=st.lists(packs, max_size=5), after=st.lists(packs, max_size=5))
def test_what_was_before_and_after_comes_back_as_it_was(
    tmp_path_factory: pytest.TempPathFactory,
    now: Manuscript,
    before: list[Manuscript],
    after: list[Manuscript],
) -> None:
    path = tmp_path_factory.mktemp("past") / "mine.past"
    past = Past(now=now, before=tuple(before), after=tuple(after))
    keep_past(path, past)
    assert read_past(path, now) == past
    assert read_past(path, now.with_file("other.yaml", "x")).before == ()


def test_of_too_much_the_oldest_is_left_out(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(remembered, "LARGEST", 2_000)
    before = tuple(pack(squat=f"{number:100}") for number in range(100))
    after = tuple(pack(squat=f"{number:100}") for number in range(200, 300))
    keep_past(tmp_path / "a", Past(now=pack(squat="now"), before=before, after=after))
    assert (tmp_path / "a").stat().st_size <= 2_000
    found = read_past(tmp_path / "a", pack(squat="now"))
    assert found.before == before[-len(found.before) :]
    assert found.after == after[-len(found.after) :]
    assert found.before
    keep_past(tmp_path / "b", Past(now=pack(), before=(pack(squat="x" * 3_000),)))
    assert read_past(tmp_path / "b", pack()).before == ()
    (tmp_path / "c").write_bytes(b" " * 3_000)
    assert read_past(tmp_path / "c", pack()).before == ()


def test_what_is_damaged_or_hostile_is_as_good_as_not_there(tmp_path: Path) -> None:
    now, path = pack(squat="now"), tmp_path / "mine.past"
    assert read_past(path, now) == Past(now=now)
    keep_past(path, Past(now=now, before=(pack(),)))
    told = json.loads(path.read_text())
    for change in (
        {"format": "another/1"},
        {"before": [{"../outside.yaml": "x"}]},
        {"before": [{"squat.yaml": 3}]},
        {"before": 3},
        {"after": [["squat.yaml"]]},
    ):
        path.write_text(json.dumps(told | change))
        assert read_past(path, now) == Past(now=now)
    path.write_text("[" * 100_000)
    assert read_past(path, now) == Past(now=now)


def test_a_draft_that_is_thrown_away_leaves_no_past(tmp_path: Path) -> None:
    drafts, now = Drafts(tmp_path), pack(pack="id: a", squat="x")
    drafts.keep(Kept(id="a", pack=now))
    keep_past(drafts.past("a"), Past(now=now, before=(pack(),)))
    assert [one.id for one in drafts.all()] == ["a"]
    drafts.forget("a")
    assert list(tmp_path.iterdir()) == []


def test_what_was_before_is_sealed_while_the_records_are_encrypted(tmp_path: Path) -> None:
    encrypt_from_the_start(tmp_path)
    now, path = pack(squat="now"), tmp_path / "drafts" / "mine.past"
    past = Past(now=now, before=(pack(squat="a word that nobody else is to read"),))
    keep_past(path, past)
    assert b"nobody else" not in path.read_bytes()
    assert read_past(path, now) == past
    keys.lock(tmp_path)
    assert read_past(path, now) == Past(now=now)
    with pytest.raises(KneecoachError):
        keep_past(path, past)
