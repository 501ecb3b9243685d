from __future__ import annotations

import json
import os
import re
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest
from hostile import KEY, OTHER_KEY, good_files, whole
from packmaker import EXERCISE, PACK, PROGRAMME, changed, write_pack

from kneecoach import saving
from kneecoach.model.errors import KneecoachError
from kneecoach.model.programme import ProgrammeItem
from kneecoach.packs.catalogue import read_packs
from kneecoach.packs.folder import INSTALLED
from kneecoach.packs.parcel import beside as beside_module
from kneecoach.packs.parcel import index as index_module
from kneecoach.packs.parcel import install as install_module
from kneecoach.packs.parcel.archive import write_archive
from kneecoach.packs.parcel.changes import Change, ChangeKind, Days, changes_between
from kneecoach.packs.parcel.index import installed_folders, read_index
from kneecoach.packs.parcel.install import Offer, Trust, install, make_offer, remove
from kneecoach.packs.parcel.keys import SecretKey
from kneecoach.packs.parcel.parcel import Parcel, build_parcel, read_parcel
from kneecoach.packs.parcel.refusal import ParcelError
from kneecoach.reports.sealing import make_identity
from kneecoach.ui.words.packs import change_lines

NOW = datetime(2026, 3, 2, 8, 0, tzinfo=UTC)


def parcel_of(
    key: SecretKey | None = KEY, *, version: str = "1.0.0", files: dict[str, str] | None = None
) -> Parcel:
    """Return the small pack, with some of its files replaced."""
    found = good_files() | {name: text.encode() for name, text in (files or {}).items()}
    pack = found["pack.yaml"].decode()
    found["pack.yaml"] = pack.replace("version: 1.0.0", f"version: {version}").encode()
    content = write_archive(whole(found, key, version=version))
    return read_parcel(content, Path("x.kneepack"), ())


def put(parcel: Parcel, packs: Path) -> Offer:
    offer = make_offer(parcel, packs, ())
    install(offer, packs, NOW)
    return offer


def update(packs: Path, **files: str) -> tuple[Change, ...]:
    """Return what an update with these files would change."""
    put(parcel_of(), packs)
    named = {name.replace("__", "/") + ".yaml": text for name, text in files.items()}
    return make_offer(parcel_of(version="1.1.0", files=named), packs, ()).changes


def snapshot(folder: Path) -> dict[str, bytes]:
    return {str(one.relative_to(folder)): one.read_bytes() for one in folder.rglob("*.*")
            if one.is_file()}  # fmt: skip


def test_nothing_is_installed_to_begin_with(tmp_path: Path) -> None:
    assert read_index(tmp_path / "packs").packs == ()
    assert installed_folders(tmp_path / "packs") == ()


def test_an_installed_pack_is_read_from_its_folder(tmp_path: Path) -> None:
    offer = put(parcel_of(), tmp_path / "packs")
    assert offer.trust is Trust.FIRST
    assert offer.changes == ()
    (folder,) = installed_folders(tmp_path / "packs")
    reading = read_packs([folder])
    assert reading.problems == ()
    assert [one.id for one in reading.catalogue.exercises] == ["clam"]
    (pack,) = read_index(tmp_path / "packs").packs
    assert (pack.id, pack.version, pack.author, pack.at) == ("mine", "1.0.0", "Someone", NOW)
    assert pack.signed_by == KEY.public
    assert {one.stat().st_mode & 0o077 for one in folder.rglob("*")} == {0}


def test_an_update_takes_the_place_of_the_pack(tmp_path: Path) -> None:
    put(parcel_of(), tmp_path)
    offer = put(parcel_of(version="1.0.1"), tmp_path)
    assert offer.trust is Trust.KNOWN
    assert offer.changes == ()
    assert [one.version for one in read_index(tmp_path).packs] == ["1.0.1"]
    assert len(list((tmp_path / ".installed").iterdir())) == 1


def test_two_packs_lie_side_by_side(tmp_path: Path) -> None:
    put(parcel_of(), tmp_path)
    files = good_files()
    files["pack.yaml"] = changed(PACK, "id: mine", "id: another").encode()
    content = write_archive(whole(files, OTHER_KEY, pack_id="another"))
    put(read_parcel(content, Path("x"), ()), tmp_path)
    assert [one.id for one in read_index(tmp_path).packs] == ["another", "mine"]


def test_a_pack_is_not_installed_twice_nor_backwards(tmp_path: Path) -> None:
    put(parcel_of(version="1.10.0"), tmp_path)
    for version, words in (("1.10.0", "already"), ("1.9.0", "older")):
        with pytest.raises(ParcelError, match=words):
            make_offer(parcel_of(version=version), tmp_path, ())
    other = parcel_of(version="1.10.0", files={"clam.yaml": EXERCISE.replace("hip.", "hips.")})
    with pytest.raises(ParcelError, match="is different"):
        make_offer(other, tmp_path, ())


@pytest.mark.parametrize(
    ("first", "second", "trust"),
    [
        (KEY, KEY, Trust.KNOWN),
        (KEY, OTHER_KEY, Trust.OTHER_KEY),
        (KEY, None, Trust.NO_LONGER_SIGNED),
        (None, None, Trust.UNSIGNED),
        (None, KEY, Trust.FIRST),
    ],
)
def test_a_signature_is_compared_with_the_one_before(
    tmp_path: Path, first: SecretKey | None, second: SecretKey | None, trust: Trust
) -> None:
    put(parcel_of(first), tmp_path)
    offer = make_offer(parcel_of(second, version="2.0.0"), tmp_path, ())
    assert offer.trust is trust
    assert trust.is_alarming is (trust in {Trust.OTHER_KEY, Trust.NO_LONGER_SIGNED})


def test_an_author_is_known_in_another_pack_and_after_removing_the_first(tmp_path: Path) -> None:
    put(parcel_of(), tmp_path)
    assert remove("mine", tmp_path).version == "1.0.0"
    assert installed_folders(tmp_path) == ()
    assert list((tmp_path / ".installed").iterdir()) == []
    assert make_offer(parcel_of(), tmp_path, ()).trust is Trust.KNOWN
    assert make_offer(parcel_of(OTHER_KEY), tmp_path, ()).trust is Trust.OTHER_KEY
    renamed = parcel_of(
        OTHER_KEY, files={"pack.yaml": changed(PACK, "author: Someone", "author: some one")}
    )
    assert make_offer(renamed, tmp_path, ()).trust is Trust.FIRST
    spaced = parcel_of(
        OTHER_KEY, files={"pack.yaml": changed(PACK, "author: Someone", "author: SOMEONE")}
    )
    assert make_offer(spaced, tmp_path, ()).trust is Trust.OTHER_KEY


def test_a_confirmed_key_is_known_from_then_on(tmp_path: Path) -> None:
    put(parcel_of(), tmp_path)
    put(parcel_of(OTHER_KEY, version="1.1.0"), tmp_path)
    (author,) = read_index(tmp_path).authors
    assert author.keys == (KEY.public, OTHER_KEY.public)
    assert make_offer(parcel_of(OTHER_KEY, version="1.2.0"), tmp_path, ()).trust is Trust.KNOWN


def test_a_pack_that_is_not_there_cannot_be_removed(tmp_path: Path) -> None:
    put(parcel_of(), tmp_path)
    with pytest.raises(KneecoachError, match="did you mean mine"):
        remove("mime", tmp_path)


@pytest.mark.parametrize("fails_at", range(5))
def test_a_disk_that_fails_half_way_leaves_all_as_it_was(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, fails_at: int
) -> None:
    put(parcel_of(), tmp_path)
    before = snapshot(tmp_path)
    offer = make_offer(parcel_of(version="2.0.0"), tmp_path, ())
    calls = iter(range(100))
    real = saving.write_durably

    def failing(path: Path, content: bytes) -> None:
        if next(calls) == fails_at:
            raise OSError(28, "No space left on device")
        real(path, content)

    monkeypatch.setattr(saving, "write_durably", failing)
    monkeypatch.setattr(install_module, "write_durably", failing)
    if fails_at == 4:  # three files and the list
        install(offer, tmp_path, NOW)
        assert [one.version for one in read_index(tmp_path).packs] == ["2.0.0"]
        return
    with pytest.raises(KneecoachError, match="no room left"):
        install(offer, tmp_path, NOW)
    assert [one.version for one in read_index(tmp_path).packs] == ["1.0.0"]
    left = {name: text for name, text in snapshot(tmp_path).items() if name in before}
    assert left == before
    monkeypatch.undo()
    install(offer, tmp_path, NOW)
    assert [one.version for one in read_index(tmp_path).packs] == ["2.0.0"]


def test_what_an_installation_left_behind_is_taken_away(tmp_path: Path) -> None:
    offer = make_offer(parcel_of(), tmp_path, ())
    target = tmp_path / ".installed" / f"mine-{offer.parcel.digest[:16]}"
    (target / "programmes").mkdir(parents=True)
    (target / "evil.yaml").write_text("x")
    (tmp_path / ".installed" / f".{target.name}.{os.getpid()}.new").mkdir()
    (tmp_path / ".installed" / "older-0123456789abcdef").mkdir()
    install(offer, tmp_path, NOW)
    assert [one.name for one in (tmp_path / ".installed").iterdir()] == [target.name]
    assert not (target / "evil.yaml").exists()


@pytest.mark.parametrize(
    "text",
    [
        "",
        "[]",
        "{}",
        "[" * 100_000,
        '{"format": "other"}',
        '{"format": "kneecoach-installed/1", "packs": [{"id": "../x"}], "authors": []}',
        '{"format": "kneecoach-installed/1", "packs": [], "authors": [{"name":"x","keys":["y"]}]}',
    ],
)
def test_a_damaged_list_is_told(tmp_path: Path, text: str) -> None:
    (tmp_path / INSTALLED).write_text(text)
    with pytest.raises(KneecoachError, match="damaged") as told:
        read_index(tmp_path)
    assert "history is kept" in told.value.way_out


def test_a_list_cannot_lead_out_of_the_folder(tmp_path: Path) -> None:
    put(parcel_of(), tmp_path)
    plain = json.loads((tmp_path / INSTALLED).read_text())
    plain["packs"][0]["folder"] = "../../elsewhere"
    (tmp_path / INSTALLED).write_text(json.dumps(plain))
    with pytest.raises(KneecoachError, match="damaged"):
        installed_folders(tmp_path)


def test_a_list_that_cannot_be_read_or_written_is_told(tmp_path: Path) -> None:
    (tmp_path / INSTALLED).mkdir()
    with pytest.raises(KneecoachError, match="cannot be read"):
        read_index(tmp_path)
    with pytest.raises(KneecoachError, match="cannot be written"):
        index_module.write_index(tmp_path, index_module.Index())


def test_an_update_tells_what_changes_in_a_programme(tmp_path: Path) -> None:
    second = changed(EXERCISE, "name: Clam", "name: Bridge")
    programme = changed(
        changed(PROGRAMME, "days_a_week: 3", "days_a_week: 4"),
        "  - clam",
        "  - bridge\n  - {exercise: clam, start_level: 2, limits: {highest_level: 3}}",
    )
    kinds = [one.kind for one in update(tmp_path, programmes__starter=programme, bridge=second)]
    assert kinds == [
        ChangeKind.DAYS,
        ChangeKind.EXERCISE_ADDED,
        ChangeKind.START,
        ChangeKind.LIMITS,
    ]


def test_an_update_tells_of_new_words_from_the_author(tmp_path: Path) -> None:
    programme = changed(PROGRAMME, "  - clam", "  - {exercise: clam, note: Use the mirror.}")
    programme += "stop_and_call_if: [the knee locks]\n"
    changes = update(tmp_path, programmes__starter=programme)
    assert [one.kind for one in changes] == [ChangeKind.STOP_AND_CALL, ChangeKind.NOTE]
    assert change_lines(changes) == (
        "Starter: stop and call from now on if: the knee locks.",
        "Starter, Clam: a new word from the author: Use the mirror.",
    )
    files = {"programmes/starter.yaml": programme}
    put(parcel_of(version="3.0.0", files=files), tmp_path)
    gone = make_offer(parcel_of(version="4.0.0"), tmp_path, ()).changes
    assert [one.kind for one in gone] == [
        ChangeKind.STOP_AND_CALL_REMOVED,
        ChangeKind.NOTE_REMOVED,
    ]
    assert change_lines(gone) == (
        "Starter: the reasons to stop and call are taken away.",
        "Starter, Clam: the word from the author is taken away.",
    )


def test_an_update_tells_of_another_one_to_call_and_another_key(tmp_path: Path) -> None:
    key = make_identity().recipient
    locked = f"{PACK}reports_to: {key}\n"
    put(parcel_of(), tmp_path)
    files = {"pack.yaml": f"{locked}contact: Anna, 01234\n"}
    offer = put(parcel_of(version="1.1.0", files=files), tmp_path)
    assert change_lines(offer.changes) == (
        "Whom to call from now on: Anna, 01234.",
        "Reports are locked to another key from now on; who has the old one cannot open them.",
    )
    gone = make_offer(parcel_of(version="1.2.0", files={"pack.yaml": locked}), tmp_path, ())
    assert change_lines(gone.changes) == ("It no longer says whom to call.",)


def test_a_copy_that_takes_the_place_of_an_exercise_is_told_as_one_change(tmp_path: Path) -> None:
    put(parcel_of(), tmp_path)
    text = changed(EXERCISE, "change: {reps: 12}", "change: {reps: 14}")
    item = "  - {exercise: own_clam, start_level: 2, note: Slowly.}"
    files = {"own_clam.yaml": text, "programmes/starter.yaml": changed(PROGRAMME, "  - clam", item)}
    (one,) = make_offer(parcel_of(version="1.1.0", files=files), tmp_path, ()).changes
    assert one.kind is ChangeKind.EXERCISE_ANEW
    (line,) = change_lines((one,))
    assert line.startswith("Starter: Clam is set anew and begins afresh. ")
    assert "14" in line
    assert line.endswith(". “Slowly.”")


def test_an_exercise_of_another_pack_is_told_with_the_authors_word() -> None:
    before = parcel_of().catalogue
    (programme,) = before.programmes
    items = (*programme.items, ProgrammeItem(exercise_id="bridge", note="Slowly."))
    after = replace(before, programmes=(replace(programme, items=items),))
    found = changes_between(before, after, {"bridge": "Bridge"})
    assert change_lines(found) == ("Starter: Bridge is added. “Slowly.”",)


def test_of_many_doses_the_one_that_is_done_now_is_told_first() -> None:
    doses = tuple(
        Change(kind=ChangeKind.DOSE, exercise="Clam", level=level, before=1, after=2)
        for level in (1, 2, 3, 4)
    )
    assert change_lines(doses, {"Clam": {3}}) == (
        "Clam, level 3: 2 instead of 1. You do this one now.",
        "Clam, level 1: 2 instead of 1.",
        "Clam: 2 more levels change.",
    )
    assert change_lines(doses[:3])[-1] == "Clam: one more level changes."
    assert change_lines(doses[:2]) == (
        "Clam, level 1: 2 instead of 1.",
        "Clam, level 2: 2 instead of 1.",
    )


def test_an_update_tells_what_is_taken_out_and_put_in_another_order(tmp_path: Path) -> None:
    second = changed(EXERCISE, "name: Clam", "name: Bridge")
    both = {"programmes/starter.yaml": changed(PROGRAMME, "  - clam", "  - clam\n  - bridge"),
            "bridge.yaml": second}  # fmt: skip
    put(parcel_of(files=both), tmp_path)
    turned = both | {
        "programmes/starter.yaml": changed(PROGRAMME, "  - clam", "  - bridge\n  - clam")
    }
    offer = make_offer(parcel_of(version="1.1.0", files=turned), tmp_path, ())
    assert [one.kind for one in offer.changes] == [ChangeKind.ORDER]
    offer = make_offer(parcel_of(version="1.1.0"), tmp_path, ())
    (gone,) = offer.changes
    assert (gone.kind, gone.exercise) == (ChangeKind.EXERCISE_REMOVED, "Bridge")


def test_an_update_tells_new_and_lost_programmes(tmp_path: Path) -> None:
    put(parcel_of(), tmp_path)
    files = good_files()
    files["programmes/later.yaml"] = files.pop("programmes/starter.yaml")
    files["pack.yaml"] = changed(PACK, "1.0.0", "1.1.0").encode()
    content = write_archive(whole(files, KEY, version="1.1.0"))
    offer = make_offer(read_parcel(content, Path("x"), ()), tmp_path, ())
    kinds = [one.kind for one in offer.changes]
    assert kinds == [ChangeKind.PROGRAMME_REMOVED, ChangeKind.PROGRAMME_ADDED]


def test_an_update_tells_changed_doses_and_words(tmp_path: Path) -> None:
    exercise = changed(EXERCISE, "  - change: {hold: 3 s}\n", "")
    exercise = changed(exercise, "  - Lie down.", "  - Lie on your side.")
    exercise = changed(exercise, "change: {reps: 12}", "change: {reps: 14}")
    found = update(tmp_path, clam=exercise)
    assert [(one.kind, one.level) for one in found] == [
        (ChangeKind.DOSE, 2),
        (ChangeKind.DOSE, 3),
        (ChangeKind.LEVELS, None),
        (ChangeKind.WORDS, None),
    ]
    assert (found[2].before, found[2].after) == (4, 3)


def test_an_update_tells_fewer_days(tmp_path: Path) -> None:
    programme = changed(PROGRAMME, "most_days_a_week: 5", "most_days_a_week: 3")
    (days,) = update(tmp_path, programmes__starter=programme)
    assert (days.before, days.after) == (Days(first=3, most=5), Days(first=3, most=3))


def test_an_update_tells_that_a_programme_is_used_otherwise(tmp_path: Path) -> None:
    put(parcel_of(), tmp_path)
    parcel = parcel_of(version="1.1.0")
    (starter,) = parcel.catalogue.programmes
    from dataclasses import replace

    from kneecoach.model.programme import Use

    other = replace(parcel.catalogue, programmes=(replace(starter, use=Use.DESK_BREAKS),))
    found = changes_between(parcel.catalogue, other, {})
    assert [one.kind for one in found] == [ChangeKind.STAGES]


def test_a_folder_is_built_into_the_same_bytes_every_time(tmp_path: Path) -> None:
    one = write_pack(tmp_path / "one")
    other = write_pack(tmp_path / "other")
    (other / "notes.txt").write_text("left out")
    (other / ".git").mkdir()
    for path in other.rglob("*.yaml"):
        os.utime(path, (1, 1))
        path.chmod(0o600)
    assert build_parcel(one, (), KEY) == build_parcel(other, (), KEY)
    assert build_parcel(one, (), None) != build_parcel(other, (), KEY)
    parcel = read_parcel(build_parcel(one, (), None), Path("x"), ())
    assert parcel.signed_by is None


def test_cards_of_education_travel_with_the_pack(tmp_path: Path) -> None:
    built_in = Path(__file__).parents[2] / "exercises" / "education"
    text = min(built_in.glob("*.yaml")).read_text("utf-8")
    text = re.sub(r"^sources:.*$", "sources: []", text, flags=re.MULTILINE)
    own = re.sub(r"programme: \w+", "programme: starter", text)
    folder = write_pack(tmp_path / "pack", education={"rest": own})
    content = build_parcel(folder, (), KEY)
    assert dict(read_parcel(content, Path("x"), ()).files)["education/rest.yaml"] == own.encode()
    files = good_files() | {"education/rest.yaml": own.replace("starter", "nowhere").encode()}
    with pytest.raises(ParcelError, match="no programme"):
        read_parcel(write_archive(whole(files, KEY)), Path("x"), ())


def test_a_folder_with_mistakes_is_not_built(tmp_path: Path) -> None:
    folder = write_pack(
        tmp_path / "a", exercises={"clam": changed(EXERCISE, "sets: 2", "sets: 0"), "b": "x: 1"}
    )
    with pytest.raises(ParcelError, match="more: ") as told:
        build_parcel(folder, (), None)
    assert len(told.value.problems) > 2
    with pytest.raises(ParcelError, match="is missing"):
        build_parcel(write_pack(tmp_path / "b", pack=None), (), None)
    broken = write_pack(tmp_path / "c", pack=changed(PACK, "id: mine", "id: MINE"))
    with pytest.raises(ParcelError, match="mistake"):
        build_parcel(broken, (), None)


def test_what_is_no_file_is_not_built(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    folder = write_pack(tmp_path / "a")
    (folder / "extra.yaml").mkdir()
    with pytest.raises(ParcelError, match="not a file"):
        build_parcel(folder, (), None)
    (folder / "extra.yaml").rmdir()

    def refuse(_: Path) -> bytes:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(Path, "read_bytes", refuse)
    with pytest.raises(ParcelError, match="permission denied"):
        build_parcel(folder, (), None)


def test_a_pack_that_names_exercises_of_others_needs_them(tmp_path: Path) -> None:
    own = write_pack(
        tmp_path / "own",
        pack=changed(PACK, "id: mine", "id: own"),
        exercises={},
        programmes={"plan": PROGRAMME},
    )
    with pytest.raises(ParcelError, match="no exercise"):
        build_parcel(own, (), None)
    beside = write_pack(tmp_path / "beside")
    assert build_parcel(own, (beside, own), None)


def test_an_exercise_cannot_take_the_id_of_another_packs(tmp_path: Path) -> None:
    beside = write_pack(tmp_path / "beside", pack=changed(PACK, "id: mine", "id: other"))
    with pytest.raises(ParcelError, match="already taken"):
        build_parcel(write_pack(tmp_path / "own"), (beside,), None)


def test_only_what_is_named_is_read_of_the_packs_beside(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    beside = write_pack(
        tmp_path / "beside",
        pack=changed(PACK, "id: mine", "id: other"),
        exercises={"bridge": EXERCISE, "dip": EXERCISE, "kick": "broken: [", "nameless": "x: 1"},
        programmes={"starter_two": changed(PROGRAMME, "clam", "dip")},
    )
    own = write_pack(
        tmp_path / "own",
        exercises={"clam": changed(EXERCISE, "harder: none", "harder: bridge")},
        programmes={"starter": changed(PROGRAMME, "  - clam", "  - clam\n  - dip")},
    )
    read: list[str] = []
    real = beside_module.read_draft
    monkeypatch.setattr(
        beside_module,
        "read_draft",
        lambda file, kind: (read.append(file.stem), real(file, kind))[1],
    )
    content = build_parcel(own, (beside,), None)
    assert sorted(read) == ["bridge", "dip", "pack"]
    put(read_parcel(content, Path("x"), (beside,)), tmp_path / "packs")
    (own / "programmes" / "starter.yaml").write_text(PROGRAMME)
    (own / "pack.yaml").write_text(changed(PACK, "1.0.0", "1.1.0"))
    newer = read_parcel(build_parcel(own, (beside,), None), Path("x"), (beside,))
    (gone,) = make_offer(newer, tmp_path / "packs", (beside,)).changes
    assert (gone.kind, gone.exercise) == (ChangeKind.EXERCISE_REMOVED, "Clam")
    names = beside_module.names_in((beside,), {"kick", "nameless", "gone"})
    assert names == {"kick": "kick", "nameless": "nameless"}


def test_a_misspelt_exercise_of_another_pack_is_guessed(tmp_path: Path) -> None:
    beside = write_pack(tmp_path / "beside", pack=changed(PACK, "id: mine", "id: other"))
    own = write_pack(
        tmp_path / "own", exercises={}, programmes={"plan": changed(PROGRAMME, "- clam", "- clmm")}
    )
    with pytest.raises(ParcelError, match="did you mean clam"):
        build_parcel(own, (beside,), None)
