from __future__ import annotations

import os
from pathlib import Path

import pytest
from packmaker import EXERCISE, PACK, PROGRAMME, changed, write_pack

from kneecoach.dose.bands import band_of
from kneecoach.model.exercise import Kind
from kneecoach.packs import folder as folder_module
from kneecoach.packs import items
from kneecoach.packs.catalogue import check_paths, read_packs
from kneecoach.packs.problem import Problem, Severity

BUILT_IN = Path(__file__).parents[2] / "exercises"


def lines(problems: tuple[Problem, ...], root: Path) -> list[str]:
    return [str(one).replace(f"{root}{os.sep}", "").replace(os.sep, "/") for one in problems]


def test_the_bands_are_those_of_the_rules() -> None:
    for kind in Kind:
        impact = kind in items.IMPACT
        band = band_of(kind)
        assert band.is_impact == impact
        assert band.clean_up_to == (items.CALM_UP_TO_IN_IMPACT if impact else items.CALM_UP_TO)
        assert band.acceptable_up_to == (
            items.ACCEPTABLE_UP_TO_IN_IMPACT if impact else items.ACCEPTABLE_UP_TO
        )


def test_a_bad_file_is_left_out_and_the_rest_loads(tmp_path: Path) -> None:
    folder = write_pack(
        tmp_path / "pack",
        exercises={
            "clam": changed(EXERCISE, "sets: 2", "sets: 0"),
            "dip": changed(EXERCISE, "easier: none", "easier: clam"),
        },
        programmes={"starter": changed(PROGRAMME, "- clam", "- clam\n  - dip")},
    )
    reading = read_packs([folder])
    assert [one.id for one in reading.catalogue.exercises] == ["dip"]
    assert reading.catalogue.exercises[0].easier is None
    assert [item.exercise_id for item in reading.catalogue.programmes[0].items] == ["clam", "dip"]
    assert lines(reading.problems, folder) == [
        "clam.yaml:9:9: dose.sets: 0 is outside 1 to 20",
        (
            "programmes/starter.yaml:7:5: exercises[1].exercise: clam was left out, as its own "
            "file has to be mended first"
        ),
    ]
    assert [one.severity for one in reading.problems] == [Severity.ERROR, Severity.WARNING]


def test_an_id_is_taken_once_and_a_pack_too(tmp_path: Path) -> None:
    first = write_pack(tmp_path / "first")
    other = write_pack(tmp_path / "other", pack=changed(PACK, "id: mine", "id: yours"))
    again = write_pack(tmp_path / "again", exercises={"dip": EXERCISE})
    reading = read_packs([first, other, again])
    assert len(reading.catalogue.exercises) == 1
    assert len(reading.catalogue.programmes) == 1
    assert [pack.id for pack in reading.catalogue.packs] == ["mine", "yours"]
    assert lines(reading.problems, tmp_path) == [
        (
            "other/clam.yaml:1:1: id: the id clam is already taken by first/clam.yaml; rename this "
            "file"
        ),
        (
            "other/programmes/starter.yaml:1:1: id: the id starter is already taken by "
            "first/programmes/starter.yaml; rename this file"
        ),
        (
            "again/pack.yaml:1:1: id: the pack mine is already there (first/pack.yaml); this one "
            "is left out"
        ),
    ]


def test_packs_may_name_each_others_exercises(tmp_path: Path) -> None:
    one = write_pack(tmp_path / "one", programmes={})
    two = write_pack(
        tmp_path / "two",
        pack=changed(PACK, "id: mine", "id: yours"),
        exercises={"dip": changed(EXERCISE, "easier: none", "easier: clam")},
    )
    for order in ([one, two], [two, one]):
        reading = read_packs(order)
        assert reading.problems == ()
        assert reading.catalogue.exercise("dip").easier == "clam"
        assert reading.catalogue.programme("starter")


def test_a_folder_without_pack_file_still_loads(tmp_path: Path) -> None:
    reading = read_packs([write_pack(tmp_path / "pack", pack=None)])
    assert [one.id for one in reading.catalogue.exercises] == ["clam"]
    assert reading.catalogue.exercises[0].sources == ()
    assert reading.catalogue.packs == ()
    assert "pack.yaml:1:1: is missing" in str(reading.problems[0])


def test_a_pack_file_with_a_mistake_does_not_make_its_sources_unknown(tmp_path: Path) -> None:
    reading = read_packs([write_pack(tmp_path / "pack", pack=changed(PACK, "1.0.0", "1"))])
    assert len(reading.problems) == 1
    assert reading.catalogue.exercises[0].sources == ("book",)
    assert reading.catalogue.exercises[0].pack_id == ""


def test_a_pack_without_sources_has_none(tmp_path: Path) -> None:
    pack = PACK[: PACK.index("sources:")]
    problems = read_packs([write_pack(tmp_path / "pack", pack=pack)]).problems
    assert {one.sentence for one in problems} == {'pack.yaml has no source "book"'}


@pytest.mark.parametrize("broken", ["", "a: [", "- a"])
def test_broken_files_of_every_kind_leave_the_rest(tmp_path: Path, broken: str) -> None:
    folder = write_pack(
        tmp_path / "pack",
        pack=broken,
        exercises={"clam": EXERCISE, "dip": broken},
        programmes={"starter": PROGRAMME, "other": broken},
    )
    reading = read_packs([folder])
    assert len(reading.problems) == 3
    assert len(reading.catalogue.exercises) == 1
    assert len(reading.catalogue.programmes) == 1


def test_files_in_the_wrong_place_are_sent_to_the_right_one(tmp_path: Path) -> None:
    folder = write_pack(
        tmp_path / "pack",
        exercises={"clam": EXERCISE, "starter": PROGRAMME, "mine": PACK},
        programmes={"dip": EXERCISE},
    )
    assert [one.partition(" ")[2] for one in lines(read_packs([folder]).problems, folder)] == [
        "format: this is what a pack says of itself; it belongs in the file pack.yaml",
        "format: this is a programme; it belongs in the folder `programmes`",
        "format: this is an exercise; it belongs beside pack.yaml",
    ]


@pytest.mark.skipif(os.name == "nt", reason="such names cannot be made there")
def test_names_that_are_not_read_are_said_and_others_are_left_alone(tmp_path: Path) -> None:
    folder = write_pack(tmp_path / "pack")
    (folder / "dip.yml").write_text(EXERCISE)
    (folder / "DIP.YAML").write_text(EXERCISE)
    (folder / ".hidden.yaml").write_text("[")
    (folder / "notes.txt").write_text("[")
    (folder / "two\nlines.yaml").write_text(EXERCISE)
    (folder / "folder.yaml").mkdir()
    reading = read_packs([folder])
    assert len(reading.catalogue.exercises) == 1
    assert sorted(one.partition(" ")[2] for one in lines(reading.problems, folder)) == [
        "holds a file with an unreadable name, 'two\\nlines.yaml'; rename it",
        "is not read; rename it to DIP.yaml",
        "is not read; rename it to dip.yaml",
        "this is not a file; an exercise is one text file",
    ]


@pytest.mark.skipif(os.name == "nt", reason="links need a privilege there")
def test_links_are_followed_inside_the_pack_only(tmp_path: Path) -> None:
    outside = tmp_path / "secret.yaml"
    outside.write_text(EXERCISE)
    folder = write_pack(tmp_path / "pack", programmes={})
    (folder / "dip.yaml").symlink_to(folder / "clam.yaml")
    (folder / "leak.yaml").symlink_to(outside)
    (folder / "gone.yaml").symlink_to(folder / "nothing")
    (folder / "programmes").rmdir()
    (folder / "programmes").symlink_to(tmp_path)
    reading = read_packs([folder])
    assert {one.id for one in reading.catalogue.exercises} == {"clam", "dip"}
    assert lines(reading.problems, folder) == [
        "leak.yaml:1:1: is a link that leads out of the pack; it is not followed",
        "programmes:1:1: is a link that leads out of the pack; it is not followed",
        "gone.yaml:1:1: there is no such file",
    ]


def test_too_many_files_and_too_much_text_are_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = write_pack(tmp_path / "pack")
    for bound, value, words in (
        ("MOST_FILES", 2, "holds 3 files; a pack has at most 2"),
        ("LARGEST_PACK", 100, "of text, so none of it is read"),
        ("MOST_ENTRIES", 2, "holds more than 2 files; none is read"),
    ):
        with monkeypatch.context() as patch:
            patch.setattr(folder_module, bound, value)
            reading = read_packs([folder])
        assert words in str(reading.problems[0])
        assert reading.catalogue.exercises == ()
        assert reading.catalogue.programmes == () or bound == "MOST_ENTRIES"


@pytest.mark.parametrize("name", ["nothing", "file.txt", "bad\0name"])
def test_what_is_no_folder_is_a_problem(tmp_path: Path, name: str) -> None:
    (tmp_path / "file.txt").write_text("x")
    (problem,) = read_packs([tmp_path / name]).problems
    assert any(word in problem.sentence for word in ("no such", "not a folder", "cannot be read"))


def test_the_same_folder_twice_is_one_pack(tmp_path: Path) -> None:
    folder = write_pack(tmp_path / "pack")
    reading = read_packs([folder, folder])
    assert len(reading.catalogue.packs) == 1
    assert "already there" in str(reading.problems[0])


def test_check_says_every_problem_of_folders_and_files(tmp_path: Path) -> None:
    folder = write_pack(
        tmp_path / "pack",
        exercises={"clam": changed(EXERCISE, "[book]", "[x]"), "dip": "a: ["},
        programmes={"starter": changed(PROGRAMME, "- clam", "- clan")},
    )
    assert len(check_paths([folder])) == 3
    assert lines(check_paths([folder / "clam.yaml"]), folder) == [
        'clam.yaml:30:11: sources[1]: pack.yaml has no source "x"'
    ]
    assert len(check_paths([folder / "programmes" / "starter.yaml"])) == 1
    assert len(check_paths([folder / "clam.yaml", folder, folder])) == 3
    assert len(check_paths([tmp_path])) == 3


def test_check_of_what_is_not_there_is_a_problem(tmp_path: Path) -> None:
    (tmp_path / "notes.txt").write_text("")
    for path, words in (
        (tmp_path / "nothing", "no such file or folder"),
        (Path("a\0b"), "no such file or folder"),
        (Path("x" * 300), "no such file or folder"),
        (tmp_path / "notes.txt", "ends in .yaml"),
        (tmp_path, "pack.yaml:1:1: is missing"),
    ):
        (problem,) = check_paths([path])
        assert words in str(problem)
        assert problem.as_plain()["line"] == 1


def test_a_file_on_its_own_is_checked_by_its_format(tmp_path: Path) -> None:
    file = tmp_path / "starter.yaml"
    file.write_text(changed(PROGRAMME, "days_a_week: 3", "days_a_week: 0"))
    problems = check_paths([file])
    assert [one.severity for one in problems] == [Severity.ERROR, Severity.WARNING]
    assert "no pack.yaml beside" in problems[1].sentence


def test_a_pack_may_name_exercises_of_the_packs_beside_it(tmp_path: Path) -> None:
    folder = write_pack(
        tmp_path / "pack",
        exercises={"dip": changed(EXERCISE, "easier: none", "easier: clam")},
        programmes={},
    )
    assert len(check_paths([folder])) == 1
    assert check_paths([folder], beside=[BUILT_IN, tmp_path / "gone"]) == ()
    assert check_paths([BUILT_IN], beside=[BUILT_IN]) == ()


def test_a_newer_copy_of_a_pack_is_checked_instead_of_it(tmp_path: Path) -> None:
    one, two = write_pack(tmp_path / "one"), write_pack(tmp_path / "two")
    assert check_paths([one], beside=[two]) == ()


def test_an_unreadable_folder_has_no_folders(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(_: Path) -> None:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(Path, "iterdir", refuse)
    (problem,) = check_paths([tmp_path])
    assert "cannot be read (permission denied)" in problem.sentence
