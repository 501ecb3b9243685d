"""Making a pack: changes, undo, ladders, drafts that are kept, and the file that is built."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from packmaker import CARD, EXERCISE, PACK, PROGRAMME, changed, write_pack

from kneecoach.model.dose import Variable
from kneecoach.model.errors import KneecoachError
from kneecoach.packs.building.changes import (
    AddExercise,
    AddLevel,
    ChangeLevel,
    DropFile,
    MakeOwn,
    MoveExercise,
    MoveLevel,
    PutFile,
    RemoveLevel,
    SetLadder,
    SetText,
    SetTexts,
    TakeOut,
    Together,
    apply,
    items_of,
)
from kneecoach.packs.building.checking import check
from kneecoach.packs.building.doses import dose_parts, level_texts
from kneecoach.packs.building.keeping import LARGEST, Drafts, Kept, mark_of, write_folder
from kneecoach.packs.building.making import make_file
from kneecoach.packs.building.manuscript import (
    Manuscript,
    card_file,
    exercise_file,
    id_of,
    programme_file,
)
from kneecoach.packs.building.past import Past
from kneecoach.packs.building.rungs import Climb, Rung, amount_of, make_rungs
from kneecoach.packs.building.shelf import Shelf, is_pack_name, read_folder
from kneecoach.packs.building.starting import (
    About,
    from_nothing,
    from_pack,
    from_programme,
    new_id,
    next_programme_id,
    own_id,
    programme_names,
    raised,
    raised_beyond,
)
from kneecoach.packs.building.where import root_of
from kneecoach.packs.catalogue import read_packs
from kneecoach.packs.parcel.keys import make_key
from kneecoach.packs.parcel.parcel import read_parcel
from kneecoach.packs.parcel.refusal import ParcelError

BUILT_IN = Path(__file__).parents[2] / "exercises"
ABOUT = About(
    title="After the half marathon",
    author="Anna Example, physiotherapist",
    language="en-GB",
    review="read by Anna",
    contact="Anna, 01234",
    reports_to="",
)
NOWHERE = Path("nowhere")
STARTER = programme_file("starter")
CLAM = exercise_file("clam")


@pytest.fixture
def shelf() -> Shelf:
    return Shelf([BUILT_IN])


@pytest.fixture
def small() -> Manuscript:
    """Return the small pack of the tests, as it lies in a folder."""
    return Manuscript(
        files=(
            (CLAM, EXERCISE),
            (card_file("front"), CARD),
            ("pack.yaml", PACK),
            (STARTER, PROGRAMME),
        )
    )


def sentences(pack: Manuscript, folders: tuple[Path, ...] = (BUILT_IN,)) -> list[str]:
    return [
        f"{one.file.as_posix()}: {one.sentence}" for one in check(pack, folders, NOWHERE).problems
    ]


def reps(pack: Manuscript) -> str:
    return next(one.value for one in dose_parts(pack.root(CLAM), 1) if one.name == "reps")


def test_a_pack_from_nothing_lacks_nothing_but_exercises() -> None:
    pack = from_nothing(ABOUT, b"abcdefgh")
    (programme,) = pack.programmes
    assert pack.title == ABOUT.title
    assert pack.said("contact") == ABOUT.contact
    assert "reports_to" not in pack.text("pack.yaml")
    (problem,) = check(pack, [BUILT_IN], NOWHERE).problems
    assert problem.field == "exercises"
    pack = apply(pack, AddExercise(programme=programme, exercise="clam", at=0))
    assert sentences(pack) == []


def test_a_programme_that_is_there_becomes_a_pack_with_its_sources(shelf: Shelf) -> None:
    for file in sorted((BUILT_IN / "programmes").glob("*.yaml"))[::4]:
        found = shelf.programme(file.stem)
        pack = from_programme(ABOUT, found, b"abcdefgh")
        assert sentences(pack) == []
        assert "yaml-language-server" not in pack.text(pack.programmes[0])
        assert len(found.sources) > 0
    assert shelf.programme("nothing").text == ""


def test_a_changed_exercise_is_the_packs_own_in_all_programmes_and_stages(shelf: Shelf) -> None:
    pack = from_programme(ABOUT, shelf.programme("tendon"), b"abcdefgh")
    found = shelf.exercise("heel_raise")
    own = own_id(pack, "heel_raise")
    change = MakeOwn(exercise="heel_raise", text=found.text, own=own, sources=found.sources)
    pack = apply(pack, change)
    assert sentences(pack) == []
    assert pack.exercises == (exercise_file(own),)
    assert "heel_raise" not in pack.text(pack.programmes[0]).replace(own, "")
    assert own_id(pack, "heel_raise") == f"{own}_2"
    taken = TakeOut(
        programme=pack.programmes[0], at=items_of(pack.text(pack.programmes[0])).index(own)
    )
    assert own not in apply(pack, taken).text(pack.programmes[0])


def test_each_change_does_what_it_says(small: Manuscript) -> None:
    pack = apply(small, AddExercise(programme=STARTER, exercise="squat", at=1))
    assert items_of(pack.text(STARTER)) == ("clam", "squat")
    pack = apply(pack, MoveExercise(programme=STARTER, at=1, to=0))
    assert items_of(pack.text(STARTER)) == ("squat", "clam")
    pack = apply(pack, SetText(file=STARTER, path="exercises[1].note", text=" Use it. "))
    assert items_of(pack.text(STARTER)) == ("squat", "clam")
    pack = apply(pack, SetText(file=STARTER, path="exercises[1].note", text=""))
    pack = apply(pack, TakeOut(programme=STARTER, at=0))
    assert pack == small
    called = SetTexts(file=STARTER, path="stop_and_call_if", texts=("it locks", " ", "it swells"))
    pack = apply(small, called)
    assert apply(pack, called) == pack
    assert check(pack, [BUILT_IN], NOWHERE).catalogue.programmes[-1].stop_and_call_if == (
        "it locks",
        "it swells",
    )
    assert apply(pack, SetTexts(file=STARTER, path="stop_and_call_if", texts=("",))) == small
    assert apply(small, SetText(file=STARTER, path="name", text="Starter ")) == small
    assert apply(apply(small, PutFile(file="a.yaml", text="b")), DropFile(file="a.yaml")) == small


def test_the_ladder_is_changed_level_by_level(small: Manuscript) -> None:
    rung = Rung(variable=Variable.REPS, value="11")
    pack = apply(small, AddLevel(file=CLAM, at=0, rung=rung))
    found = [(one.variable, one.value, one.note) for one in level_texts(pack.root(CLAM))]
    assert found == [
        ("reps", "11", ""),
        ("reps", "12", ""),
        ("hold", "3 s", ""),
        ("variant", "single-leg", "harder"),
    ]
    changed_to = Together(
        changes=(
            ChangeLevel(file=CLAM, at=1, rung=Rung(variable=Variable.REPS, value="13")),
            ChangeLevel(file=CLAM, at=2, rung=Rung(variable=Variable.SETS, value="3")),
            MoveLevel(file=CLAM, at=1, to=2),
            RemoveLevel(file=CLAM, at=3),
        )
    )
    pack = apply(pack, changed_to)
    found = [(one.variable, one.value, one.note) for one in level_texts(pack.root(CLAM))]
    assert found == [("reps", "11", ""), ("sets", "3", ""), ("reps", "13", "")]
    pack = apply(pack, SetLadder(file=CLAM, rungs=(rung,)))
    assert pack.text(CLAM).count("change:") == 1
    assert "cues:\n" in pack.text(CLAM)


def test_the_dose_of_a_level_is_found_where_it_is_written() -> None:
    root = root_of(EXERCISE)
    found = {one.name: (one.path, one.value) for one in dose_parts(root, 3)}
    assert found == {
        "sets": ("dose.sets", "2"),
        "reps": ("ladder[1].change.reps", "12"),
        "tempo.open": ("dose.tempo.open", "2 s"),
        "tempo.hold": ("ladder[2].change.hold", "3 s"),
        "tempo.close": ("dose.tempo.close", "2 s"),
        "rest": ("dose.rest", "30 s"),
        "sides": ("dose.sides", "each"),
        "load": ("dose.load", ""),
    }
    assert {one.name: one.value for one in dose_parts(root, 4)}["reps"] == "8"
    walk = root_of("dose: {intervals: {rounds: 3}, height: 10 cm, duration: 10 s}\n")
    names = [one.name for one in dose_parts(walk, 1)]
    assert names == ["intervals.rounds", "duration", "rest", "sides", "load", "height"]
    assert [
        one.value for one in level_texts(root_of("ladder: [{change: {tempo: {hold: 1 s}}}]"))
    ] == [""]


def test_undo_and_redo_go_all_the_way(small: Manuscript) -> None:
    past = Past(now=small)
    assert past.undone() is past
    assert past.redone() is past
    for number in range(100):
        past = past.changed(
            SetText(file=CLAM, path="dose.sets", text=str(number % 9 + 1))
        ).settled()
    assert past.changed(SetText(file=CLAM, path="dose.sets", text="1")) is past
    last = past.now
    for _ in range(99):
        past = past.undone()
    assert past.now == small.with_file(CLAM, changed(EXERCISE, "sets: 2", "sets: 1"))
    assert past.undone().now == small
    for _ in range(99):
        past = past.redone()
    assert past.now == last
    assert past.redone() is past
    assert past.undone().changed(SetText(file=CLAM, path="name", text="X")).after == ()


def test_typing_on_at_one_place_is_one_change(small: Manuscript) -> None:
    past = Past(now=small)
    for text in ("8", "80", "8"):
        past = past.changed(SetText(file=CLAM, path="dose.reps", text=text))
    assert past.undone().now == small
    past = past.settled().changed(SetText(file=CLAM, path="dose.reps", text="9"))
    assert reps(past.undone().now) == "8"
    past = past.changed(SetTexts(file=CLAM, path="areas", texts=("hip", "back")))
    past = past.changed(AddExercise(programme=STARTER, exercise="squat", at=0))
    assert len(past.before) == 4


def test_what_is_wrong_is_said_as_the_reader_says_it(small: Manuscript, tmp_path: Path) -> None:
    pack = apply(small, SetText(file=CLAM, path="dose.rest", text="30"))
    pack = apply(pack, SetText(file=STARTER, path="exercises[1].limits.acceptable_up_to", text="9"))
    checked = check(pack, [BUILT_IN], NOWHERE)
    (at_rest,) = checked.at(CLAM, "dose.rest")
    assert at_rest.sentence == '"30" has no unit; write "30 s" if you mean seconds'
    assert len(checked.at(STARTER, "exercises[1]")) > 0
    assert checked.at(CLAM, "dose.sets") == ()
    assert checked.at(CLAM, "") == ()
    assert len(checked.errors) >= 2
    write_folder(pack, tmp_path, NOWHERE)
    from kneecoach.packs.catalogue import check_paths

    said = {(one.field, one.sentence) for one in check_paths([tmp_path], [BUILT_IN])}
    assert said == {(one.field, one.sentence) for one in checked.problems} | {
        one for one in said if one[0] == "regions"
    }


def test_a_pack_that_takes_an_id_of_another_is_told(small: Manuscript) -> None:
    assert any("already" in one for one in sentences(small))
    own = apply(small, SetText(file="pack.yaml", path="id", text="kneecoach"))
    assert any("already there" in one for one in sentences(own))


def test_a_pack_file_is_built_as_from_a_folder(small: Manuscript, tmp_path: Path) -> None:
    key = make_key(b"a" * 40)
    content = make_file(small, (), key, NOWHERE)
    parcel = read_parcel(content, tmp_path, ())
    assert parcel.signed_by == key.public
    assert [name for name, _ in parcel.files] == [name for name, _ in sorted(small.files)]
    with pytest.raises(ParcelError, match="sets"):
        make_file(apply(small, SetText(file=CLAM, path="dose.sets", text="99")), (), key, NOWHERE)


def test_drafts_are_kept_listed_and_thrown_away(small: Manuscript, tmp_path: Path) -> None:
    drafts = Drafts(tmp_path / "drafts")
    assert drafts.all() == ()
    assert drafts.free_id("mine") == "mine"
    first = Kept(id="mine", pack=small, folder="/x", patient="abc", built="1.0.0 x")
    drafts.keep(first)
    assert drafts.free_id("mine") == "mine_2"
    assert drafts.free_id("No Id!") == "pack"
    drafts.keep(Kept(id="mine_2", pack=from_nothing(ABOUT, b"abcdefgh")))
    assert drafts.read("mine") == first
    drafts.keep(first)
    assert [one.id for one in drafts.all()] == ["mine", "mine_2"]
    drafts.forget("mine_2")
    drafts.forget("mine_2")
    assert drafts.all() == (first,)
    assert (tmp_path / "drafts" / "mine.draft").stat().st_mode & 0o077 == 0


def test_a_pack_that_was_built_and_changed_is_known(small: Manuscript) -> None:
    kept = Kept(id="mine", pack=small)
    assert not kept.is_other_than_built
    built = Kept(id="mine", pack=small, built=mark_of(small))
    assert not built.is_other_than_built
    other = apply(small, SetText(file=CLAM, path="dose.reps", text="9"))
    assert Kept(id="mine", pack=other, built=mark_of(small)).is_other_than_built
    assert not Kept(id="mine", pack=raised(other), built=mark_of(small)).is_other_than_built


@pytest.mark.parametrize(
    "content",
    [
        b"", b"{", b"[]", b"{}", b'{"format": "x", "files": {"pack.yaml": ""}}', b"\xff",
        b'{"format": "kneecoach-draft/1", "files": {}}', b"[" * 100_000,
        b'{"format": "kneecoach-draft/1", "files": {"pack.yaml": "", "../a.yaml": ""}}',
        b'{"format": "kneecoach-draft/1", "files": 5}', b" " * (LARGEST + 1),
    ],
)  # fmt: skip
def test_a_damaged_draft_is_told_and_the_others_are_there(
    small: Manuscript, tmp_path: Path, content: bytes
) -> None:
    drafts = Drafts(tmp_path)
    drafts.keep(Kept(id="good", pack=small))
    (tmp_path / "bad.draft").write_bytes(content)
    assert [one.id for one in drafts.all()] == ["good"]
    with pytest.raises(KneecoachError, match=r"bad\.draft"):
        drafts.read("bad")


def test_a_draft_that_is_not_there_is_told(tmp_path: Path) -> None:
    for name in ("nothing", "../x"):
        with pytest.raises(KneecoachError, match="There is no draft"):
            Drafts(tmp_path).read(name)
    (tmp_path / "folder.draft").mkdir()
    with pytest.raises(KneecoachError, match="cannot be taken away"):
        Drafts(tmp_path).forget("folder")


def test_a_folder_is_opened_and_written_again_byte_for_byte(tmp_path: Path) -> None:
    folder = write_pack(tmp_path / "mine", education={"front": CARD})
    (folder / "notes.txt").write_text("mine")
    pack = read_folder(folder)
    assert pack.title == "My pack"
    stamp = (folder / "clam.yaml").stat().st_mtime_ns
    write_folder(
        apply(pack, SetText(file="pack.yaml", path="version", text="1.1.0")), folder, NOWHERE
    )
    assert (folder / "clam.yaml").stat().st_mtime_ns == stamp
    assert (folder / "pack.yaml").read_text() == PACK.replace("1.0.0", "1.1.0")
    write_folder(pack, tmp_path / "new" / "place", NOWHERE)
    assert read_folder(tmp_path / "new" / "place") == pack


def test_a_folder_that_holds_no_pack_or_no_text_is_refused(
    small: Manuscript, tmp_path: Path
) -> None:
    with pytest.raises(ParcelError, match="is missing"):
        read_folder(tmp_path)
    (tmp_path / "pack.yaml").write_bytes(b"\xff\xff")
    with pytest.raises(ParcelError, match="UTF-8"):
        read_folder(tmp_path)
    (tmp_path / "file").write_text("")
    with pytest.raises(KneecoachError, match="cannot be written"):
        write_folder(small, tmp_path / "file", NOWHERE)


def test_a_pack_that_was_given_out_is_raised_to_its_next_version(tmp_path: Path) -> None:
    folder = write_pack(tmp_path / "mine")
    (tmp_path / "broken").mkdir()
    (tmp_path / "broken" / "pack.yaml").write_bytes(b"\xff")
    shelf = Shelf([tmp_path / "none", tmp_path / "broken", folder])
    assert from_pack("mine", shelf).said("version") == "1.1.0"
    with pytest.raises(KneecoachError, match="is not here"):
        from_pack("other", shelf)
    odd = Manuscript(files=(("pack.yaml", changed(PACK, "1.0.0", "one")),))
    assert raised(odd) is odd
    assert raised_beyond(odd, "1.0.0") is odd
    assert shelf.exercise("clam").sources == (("book", "A book", ""),)
    assert Shelf([tmp_path / "broken"]).exercise("pack").text == ""
    text = changed(EXERCISE, "[book]", "[unknown, page]")
    (folder / "clam.yaml").write_text(text)
    assert shelf.exercise("clam").sources == (("page", "A page", "somewhere"),)


def test_a_pack_for_somebody_who_has_another_version_is_raised_beyond_that() -> None:
    small = from_nothing(ABOUT, b"chance!!")
    assert small.said("version") == "1.0.0"
    assert raised_beyond(small, "1.0.0") is small  # building raises it when it has changed
    assert raised_beyond(small, "one") is small
    later = raised_beyond(small, "1.9.3")
    assert later.said("version") == "1.10.0"
    assert raised_beyond(later, "1.9.3") is later


def test_ids_are_new_and_say_whose_they_are() -> None:
    assert new_id("Anna Example, PT", b"\0\0\0\0\0\0") == "anna_example_pt_aaaaaa"
    assert new_id("1st Street", b"\1" * 8) == "pack_1st_street_bbbbbb"
    assert new_id("Анна", b"\1" * 8) == "pack_bbbbbb"
    pack = from_nothing(ABOUT, b"abcdefgh")
    assert next_programme_id(pack) == f"{pack.pack_id}_2"
    assert id_of(pack.programmes[0]) == f"{pack.pack_id}_1"
    assert programme_names(pack) == ((pack.programmes[0], ABOUT.title),)
    assert len(own_id(pack, "x" * 80)) <= 60


@pytest.mark.parametrize(
    ("name", "is_one"),
    [
        ("pack.yaml", True), ("programmes/a.yaml", True), ("education/a.yaml", True),
        ("other/a.yaml", False), ("../a.yaml", False), ("a.yml", False), (".a.yaml", False),
        ("a\\b.yaml", False), ("a\n.yaml", False),
    ],
)  # fmt: skip
def test_only_names_with_a_place_in_a_pack_are_taken(name: str, is_one: bool) -> None:
    assert is_pack_name(name) is is_one


def test_a_ladder_climbs_from_its_start_to_its_goals_one_thing_at_a_time() -> None:
    rungs = make_rungs(
        (
            Climb(variable=Variable.REPS, start="8", goal="15"),
            Climb(variable=Variable.SETS, start="2", goal="3"),
            Climb(variable=Variable.HOLD, start="2 s", goal="5 s"),
            Climb(variable=Variable.LOAD, start="2 kg", goal="2 kg"),
        ),
        7,
    )
    assert [(one.variable.value, one.value) for one in rungs] == [
        ("reps", "10"), ("hold", "3 s"), ("reps", "13"), ("hold", "4 s"), ("sets", "3"),
        ("reps", "15"), ("hold", "5 s"),
    ]  # fmt: skip
    few = make_rungs((Climb(variable=Variable.SETS, start="2", goal="3"),), 5)
    assert [one.value for one in few] == ["3"]
    rest = make_rungs((Climb(variable=Variable.REST, start="60 s", goal="30 s"),), 2)
    assert [one.value for one in rest] == ["45 s", "30 s"]


@pytest.mark.parametrize(
    ("climbs", "steps", "words"),
    [
        ((("reps", "8", "8"),), 3, "the same as the start"),
        ((), 3, "the same as the start"),
        ((("reps", "8", "12"), ("sets", "1", "2")), 1, "2 things to change and 1 steps"),
        ((("reps", "8", "12"),), 31, "31 steps"),
        ((("reps", "8", "many"),), 3, "The reps: .*whole number"),
        ((("load", "2 kg", "light band"),), 3, "no steps on the way to light band"),
        ((("tempo", "x", "y"),), 3, "no steps on the way to"),
    ],
)
def test_a_ladder_that_cannot_be_made_says_why(
    climbs: tuple[tuple[str, str, str], ...], steps: int, words: str
) -> None:
    made = tuple(
        Climb(variable=Variable(name), start=start, goal=goal) for name, start, goal in climbs
    )
    with pytest.raises(KneecoachError, match=words):
        make_rungs(made, steps)


@given(
    start=st.integers(1, 20), goal=st.integers(1, 40), first=st.integers(1, 4),
    last=st.integers(1, 6), steps=st.integers(2, 30),
)  # fmt: skip
def test_every_ladder_ends_at_its_goals_and_never_turns_back(
    start: int, goal: int, first: int, last: int, steps: int
) -> None:
    climbs = (
        Climb(variable=Variable.REPS, start=str(start), goal=str(goal)),
        Climb(variable=Variable.SETS, start=str(first), goal=str(last)),
    )
    wanted = [one for one in climbs if one.start != one.goal]
    if not wanted:
        return
    rungs = make_rungs(climbs, steps)
    assert len(wanted) <= len(rungs) <= steps
    for climb in wanted:
        amounts = [amount_of(climb.variable, climb.start)]
        amounts += [
            amount_of(one.variable, one.value) for one in rungs if one.variable is climb.variable
        ]
        assert amounts[-1] == amount_of(climb.variable, climb.goal)
        assert amounts in (sorted(amounts), sorted(amounts, reverse=True))
        assert len(set(amounts)) == len(amounts)


@pytest.mark.parametrize(
    ("path", "text", "left"),
    [
        ("dose.reps", "12", ["hold", "variant"]),
        ("dose.reps", "11", ["reps", "hold", "variant"]),
        ("dose.reps", "many", ["reps", "hold", "variant"]),
        ("dose.tempo.hold", "3 s", ["reps", "variant"]),
        ("dose.tempo.open", "9 s", ["reps", "hold", "variant"]),
        ("dose.sets", "5", ["reps", "hold", "variant"]),
        ("name", "X", ["reps", "hold", "variant"]),
    ],
)
def test_levels_that_ask_for_no_more_than_the_start_go(
    small: Manuscript, path: str, text: str, left: list[str]
) -> None:
    pack = apply(small, SetText(file=CLAM, path=path, text=text))
    assert [one.variable for one in level_texts(pack.root(CLAM))] == left


def test_levels_are_looked_at_up_to_the_first_that_asks_for_more(small: Manuscript) -> None:
    rungs = tuple(
        Rung(variable=Variable(name), value=value)
        for name, value in (
            ("rest", "20 s"), ("rest", "10 s"), ("load", "light band"), ("load", "2 kg"),
        )
    )  # fmt: skip
    pack = apply(small, SetLadder(file=CLAM, rungs=rungs))
    rested = apply(pack, SetText(file=CLAM, path="dose.rest", text="15 s"))
    assert [one.value for one in level_texts(rested.root(CLAM))] == ["10 s", "light band", "2 kg"]
    loaded = apply(pack, SetText(file=CLAM, path="dose.load", text="5 kg"))
    assert len(level_texts(loaded.root(CLAM))) == 4
    levelled = apply(pack, SetText(file=CLAM, path="ladder[1].change.rest", text="10 s"))
    assert [one.value for one in level_texts(levelled.root(CLAM))][:2] == ["10 s", "light band"]


def test_what_was_typed_on_the_way_leaves_no_trace(small: Manuscript) -> None:
    past = Past(now=small).changed(SetText(file=CLAM, path="dose.reps", text="1"))
    past = past.changed(SetText(file=CLAM, path="dose.reps", text="15"))
    assert [one.variable for one in level_texts(past.now.root(CLAM))] == ["hold", "variant"]
    past = past.changed(SetText(file=CLAM, path="dose.reps", text="10"))
    assert past.now == small


def test_a_made_ladder_is_one_that_the_reader_takes(small: Manuscript, tmp_path: Path) -> None:
    climbs = (
        Climb(variable=Variable.REPS, start="10", goal="15"),
        Climb(variable=Variable.HOLD, start="2 s", goal="6 s"),
    )
    pack = apply(small, SetLadder(file=CLAM, rungs=make_rungs(climbs, 6)))
    write_folder(pack, tmp_path, NOWHERE)
    reading = read_packs([tmp_path])
    assert reading.problems == ()
    assert len(reading.catalogue.exercises[0].ladder) == 7
