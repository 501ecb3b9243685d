from __future__ import annotations

import os
from pathlib import Path

import pytest
from packmaker import CARD, EXERCISE, PACK, PROGRAMME, changed, write_pack

from kneecoach.model.education import KneeRegion, PossibleCause, Proposal
from kneecoach.model.programme import Catalogue, Desk, DeskPlace, Use
from kneecoach.packs.catalogue import check_paths, read_packs
from kneecoach.packs.education import EducationReading, read_education


def read(*folders: Path) -> EducationReading:
    return read_education(folders, read_packs(folders).catalogue)


def lines(reading: EducationReading, root: Path) -> list[str]:
    said = [str(one).replace(f"{root}{os.sep}", "") for one in reading.problems]
    return [one.replace(os.sep, "/") for one in said]


def test_a_card_is_read_in_full(tmp_path: Path) -> None:
    reading = read(write_pack(tmp_path / "pack", education={"front": CARD}))
    assert reading.problems == ()
    (card,) = reading.cards
    assert (card.id, card.name, card.says) == (
        "front",
        "Around the kneecap",
        "An ache here is common.",
    )
    assert card.regions == (KneeRegion.FRONT,)
    assert card.causes == (
        PossibleCause(name="Runner's knee", says="A dull ache may go with this."),
    )
    assert (card.worse, card.helps, card.see_someone) == (
        ("Stairs",),
        ("Shorter runs",),
        ("It locks",),
    )
    assert card.proposals == (Proposal(programme_id="starter", why="It is calm."),)
    assert (card.sources, card.pack_id) == (("book",), "mine")
    assert card.review == "awaiting a physiotherapist's review"


def test_a_card_may_answer_a_question_and_have_been_read_by_somebody_else(tmp_path: Path) -> None:
    text = "format: kneecoach-education/1\nname: Is it harm?\nsays: Not always.\nreview: by Anna"
    (card,) = read(write_pack(tmp_path / "pack", education={"harm": text})).cards
    assert (card.regions, card.causes, card.proposals) == ((), (), ())
    assert card.review == "by Anna"


def test_a_pack_without_a_pack_file_says_nothing_of_a_review(tmp_path: Path) -> None:
    (card,) = read(write_pack(tmp_path / "pack", pack=None, education={"front": CARD})).cards
    assert (card.review, card.pack_id, card.sources) == ("", "", ())


def test_a_bad_card_is_left_out_and_the_rest_loads(tmp_path: Path) -> None:
    folder = write_pack(
        tmp_path / "pack",
        education={
            "back": changed(CARD, "[front]", "[bakc]"),
            "empty": "",
            "front": changed(CARD, "programme: starter", "programme: startr"),
            "inner": changed(CARD, "[book]", "[bok]"),
            "wrong": EXERCISE,
            "no_programme": changed(CARD, "programme: starter, ", ""),
        },
    )
    reading = read(folder)
    near = "(did you mean {}?)".format
    path, example = "proposes[1]", "(such as `programme: gentle_start`)"
    assert [one.removeprefix("education/") for one in lines(reading, folder)] == [
        f'back.yaml:3:11: regions[1]: there is no "bakc" here {near("back")}',
        "empty.yaml:1:1: the file is empty",
        f'front.yaml:11:17: {path}.programme: there is no programme "startr" {near("starter")}',
        f'inner.yaml:12:11: sources[1]: pack.yaml has no source "bok" {near("book")}',
        f"no_programme.yaml:11:5: {path}.programme: is missing {example}",
        "wrong.yaml:1:9: format: this is an exercise; it belongs beside pack.yaml",
    ]
    assert [card.id for card in reading.cards] == ["front", "inner"]
    assert (reading.cards[0].proposals, reading.cards[1].sources) == ((), ())
    assert [str(one) for one in check_paths([folder])] == [str(one) for one in reading.problems]
    one = folder / "education" / "back.yaml"
    assert [problem.file for problem in check_paths([one])] == [one]


def test_cards_are_no_part_of_reading_the_exercises(tmp_path: Path) -> None:
    folder = write_pack(tmp_path / "pack", education={"front": "a: ["})
    assert read_packs([folder]).problems == ()
    assert len(check_paths([folder])) == 1


def test_a_card_in_the_wrong_folder_is_sent_to_its_own(tmp_path: Path) -> None:
    folder = write_pack(tmp_path / "pack", programmes={"front": CARD})
    (problem,) = read_packs([folder]).problems
    assert problem.sentence == "this is a card of education; it belongs in the folder `education`"


def test_the_id_of_a_card_is_taken_once_and_a_pack_too(tmp_path: Path) -> None:
    yours = changed(PACK, "id: mine", "id: yours")
    first = write_pack(tmp_path / "first", education={"front": CARD})
    other = write_pack(tmp_path / "other", pack=yours, exercises={}, education={"front": CARD})
    again = write_pack(tmp_path / "again", exercises={}, education={"back": CARD})
    reading = read(first, other, again)
    assert [card.pack_id for card in reading.cards] == ["mine"]
    (said,) = lines(reading, tmp_path)
    assert said.startswith("other/education/front.yaml:1:1: id: the id front is already taken by ")


def test_a_programme_that_is_not_there_is_not_proposed(tmp_path: Path) -> None:
    folder = write_pack(tmp_path / "pack", education={"front": CARD})
    reading = read_education([folder], Catalogue())
    assert reading.cards[0].proposals == ()
    assert "there is no programme" in reading.problems[0].sentence


def test_desk_breaks_say_of_each_exercise_how_it_fits(tmp_path: Path) -> None:
    text = changed(
        changed(PROGRAMME, "days_a_week: 3", "use: desk_breaks\ndays_a_week: 3"),
        "- clam",
        "- {exercise: clam, desk: {place: standing, quiet: yes}}\n"
        "  - {exercise: dip, desk: {place: chair}}",
    )
    exercises = {"clam": EXERCISE, "dip": EXERCISE}
    folder = write_pack(tmp_path / "pack", exercises=exercises, programmes={"starter": text})
    reading = read_packs([folder])
    assert reading.problems == ()
    (programme,) = reading.catalogue.programmes
    assert programme.use is Use.DESK_BREAKS
    assert [item.desk for item in programme.items] == [
        Desk(place=DeskPlace.STANDING, quiet=True),
        Desk(place=DeskPlace.CHAIR),
    ]


@pytest.mark.parametrize(
    ("use", "item", "sentence"),
    [
        ("use: desk_breaks\n", "clam", "does not say how it fits a desk break"),
        ("use: session\n", "{exercise: clam, desk: {place: chair}}", "belongs to desk breaks only"),
        ("", "{exercise: clam, desk: {place: chair}}", "belongs to desk breaks only"),
    ],
)
def test_what_belongs_to_desk_breaks_stands_there_and_only_there(
    tmp_path: Path, use: str, item: str, sentence: str
) -> None:
    text = changed(
        changed(PROGRAMME, "days_a_week: 3", f"{use}days_a_week: 3"), "- clam", f"- {item}"
    )
    (problem,) = read_packs([write_pack(tmp_path / "pack", programmes={"starter": text})]).problems
    assert sentence in problem.sentence


def test_the_review_of_a_file_stands_before_that_of_its_pack(tmp_path: Path) -> None:
    folder = write_pack(
        tmp_path / "pack",
        exercises={"clam": EXERCISE, "dip": f"{EXERCISE}review: read by Anna\n"},
        programmes={"starter": PROGRAMME, "other": f"{PROGRAMME}review: read by Ben\n"},
    )
    catalogue = read_packs([folder]).catalogue
    awaited = "awaiting a physiotherapist's review"
    assert [one.review for one in catalogue.exercises] == [awaited, "read by Anna"]
    assert [one.review for one in catalogue.programmes] == ["read by Ben", awaited]
