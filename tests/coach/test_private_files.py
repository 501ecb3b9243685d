"""With encryption on, no file of the coach's own tells of anybody's health."""

from __future__ import annotations

import json
import shutil
from datetime import date
from pathlib import Path
from uuid import uuid4

import pytest

from kneecoach.breaks.memo import BreakMemo, KeptSeat, write_memo
from kneecoach.breaks.state import Seat
from kneecoach.coach.marks import FileMarks
from kneecoach.coach.private_files import convert_others
from kneecoach.media.file import MAGIC as MEDIA_MAGIC
from kneecoach.media.refused import MediaError
from kneecoach.model.errors import KneecoachError
from kneecoach.model.units import Seconds
from kneecoach.own_settings import load_own_settings, save_own_settings
from kneecoach.packs.building.keeping import Drafts, Kept
from kneecoach.packs.building.manuscript import Manuscript
from kneecoach.packs.building.media import copy_media, read_named
from kneecoach.paths import Paths, find_paths, make_folders
from kneecoach.private import is_locked, keep_private, read_private
from kneecoach.reports.cabinet import Cabinet
from kneecoach.reports.opening import cabinet_of
from kneecoach.reports.report import Report
from kneecoach.settings import Settings, Theme
from kneecoach.ui.kept_days import find_day, keep_days
from kneecoach.values import replace
from kneecoach.vault.asking import ask_with, stop_asking
from kneecoach.vault.boxes import MAGIC, is_sealed
from kneecoach.vault.keys import lock
from kneecoach.vault.opening import begin, end, unlock
from kneecoach.vault.wrapping import Cost

WORDS = "four quiet words here"
CHEAP = Cost(operations=1, memory_bytes=8192)
TELLING = ("Swollen Anna", "a swollen secret", "after_meniscus", "wall_sit", "deadbeef0123")
DAY = date(2026, 3, 6)
PHOTO = "media/knee-12345678.jpg"
REPORT = Report(
    patient="deadbeef0123",
    made=DAY,
    since=DAY,
    until=DAY,
    pack="given",
    pack_version="1.0.0",
    programme="a swollen secret",
    planned=4,
)


@pytest.fixture
def paths(home: Path):
    found = find_paths({"KNEECOACH_HOME": str(home)})
    make_folders(found)
    yield found
    lock(found.data)


def write_everything(paths: Paths) -> None:
    """Write each file that the coach keeps beside the history, with words that tell."""
    settings = Settings(programme="after_meniscus", self_paced=frozenset({"wall_sit"}))
    save_own_settings(paths, settings)
    keep_days(paths, "made from this", {DAY: "a swollen secret"})
    Cabinet(cabinet_of(paths)).keep(REPORT, "Swollen Anna")
    draft = Kept(
        id="for_a_patient",
        pack=Manuscript(files=(("pack.yaml", "description: a swollen secret"),)),
        patient=REPORT.patient,
    )
    Drafts(paths.drafts).keep(draft)
    source = paths.data.parent / "chosen"
    (source / "media").mkdir(parents=True)
    (source / "media" / "knee-12345678.jpg").write_bytes(b"a swollen secret, as a photo")
    copy_media([PHOTO], source, Drafts(paths.drafts).place(draft.id))
    shutil.rmtree(source)


def everything(paths: Paths) -> dict[Path, bytes]:
    return {one: one.read_bytes() for one in paths.data.parent.rglob("*") if one.is_file()}


def telling_files(paths: Paths) -> set[str]:
    """Return the names of files in which any of the words stands."""
    return {
        path.name
        for path, content in everything(paths).items()
        if any(word.encode() in content for word in TELLING)
    }


def test_without_encryption_every_file_is_as_plain_as_ever(paths: Paths) -> None:
    write_everything(paths)
    names = {"settings.json", "days.kept", "patients.json", "for_a_patient.draft"}
    assert names < telling_files(paths)
    assert not paths.own_settings.exists()
    assert Drafts(paths.drafts).free_id("swollen_anna") == "swollen_anna"
    assert not is_locked(paths.data)


def test_what_is_written_while_encrypted_tells_nothing_and_is_read_back(paths: Paths) -> None:
    begin(paths.data, WORDS, cost=CHEAP)
    write_everything(paths)
    assert telling_files(paths) == set()
    assert is_sealed(paths.kept_days.read_bytes())
    assert Cabinet(cabinet_of(paths)).patients()[0].name == "Swollen Anna"
    newest = Cabinet(cabinet_of(paths)).newest("deadbeef0123")
    assert newest is not None
    assert newest.programme == "a swollen secret"
    assert Drafts(paths.drafts).all()[0].patient == "deadbeef0123"
    assert Drafts(paths.drafts).free_id("swollen_anna") == "pack"
    place = Drafts(paths.drafts).place("for_a_patient")
    assert read_named(place, PHOTO) == b"a swollen secret, as a photo"
    settings, messages = load_own_settings(paths)
    assert (settings.programme, settings.self_paced) == ("after_meniscus", {"wall_sit"})
    assert messages == ()


def test_turning_it_on_seals_what_is_there_and_off_opens_it(paths: Paths) -> None:
    write_everything(paths)
    before = everything(paths)
    begin(paths.data, WORDS, cost=CHEAP)
    convert_others(paths, encrypted=True)
    assert telling_files(paths) == set()
    assert not paths.kept_days.exists()
    assert load_own_settings(paths)[0].programme == "after_meniscus"
    sealed = everything(paths)
    convert_others(paths, encrypted=True)
    assert everything(paths) == sealed
    convert_others(paths, encrypted=False)
    end(paths.data)
    after = everything(paths)
    assert after == {path: one for path, one in before.items() if path != paths.kept_days}


def test_a_conversion_that_was_cut_off_goes_on(paths: Paths) -> None:
    write_everything(paths)
    begin(paths.data, WORDS, cost=CHEAP)
    plain = everything(paths)
    convert_others(paths, encrypted=True)
    draft = next(paths.drafts.glob("*.draft"))
    draft.write_bytes(plain[draft])  # as if it had been killed before the last one
    assert Drafts(paths.drafts).all()[0].patient == REPORT.patient
    convert_others(paths, encrypted=True)
    assert telling_files(paths) == set()


def test_a_damaged_file_stays_as_it_is_and_stops_nothing(paths: Paths) -> None:
    begin(paths.data, WORDS, cost=CHEAP)
    write_everything(paths)
    draft = next(paths.drafts.glob("*.draft"))
    hurt = draft.read_bytes()[:-1]
    draft.write_bytes(hurt)
    convert_others(paths, encrypted=False)
    assert draft.read_bytes() == hurt
    assert b"Swollen Anna" in (cabinet_of(paths) / "patients.json").read_bytes()


def test_while_locked_nothing_is_read_or_written(paths: Paths) -> None:
    begin(paths.data, WORDS, cost=CHEAP)
    write_everything(paths)
    kept = everything(paths)
    lock(paths.data)
    assert is_locked(paths.data)
    with pytest.raises(KneecoachError, match="locked"):
        Cabinet(cabinet_of(paths)).patients()
    assert Drafts(paths.drafts).all() == ()
    with pytest.raises(MediaError, match="is sealed"):
        read_named(Drafts(paths.drafts).place("for_a_patient"), PHOTO)
    with pytest.raises(KneecoachError, match="locked"):
        keep_private(paths.data, paths.kept_days, b"plain", "today")
    assert find_day(paths, "made from this", DAY) is None
    assert load_own_settings(paths)[0] == Settings()
    assert everything(paths) == kept
    unlock(paths.data, WORDS)
    assert Drafts(paths.drafts).all()[0].patient == REPORT.patient


def test_settings_ask_for_the_passphrase_where_somebody_can_be_asked(paths: Paths) -> None:
    begin(paths.data, WORDS, cost=CHEAP)
    save_own_settings(paths, Settings(programme="after_meniscus"))
    lock(paths.data)

    def answer(data: Path) -> None:
        unlock(data, WORDS)

    ask_with(answer)
    try:
        assert load_own_settings(paths)[0].programme == "after_meniscus"
    finally:
        stop_asking(answer)


def test_damaged_own_settings_are_told(paths: Paths) -> None:
    begin(paths.data, WORDS, cost=CHEAP)
    save_own_settings(paths, Settings(programme="after_meniscus"))
    paths.own_settings.write_bytes(paths.own_settings.read_bytes()[:-1])
    settings, messages = load_own_settings(paths)
    assert settings.programme == ""
    assert "damaged" in messages[0]


def test_what_was_sealed_for_one_thing_opens_for_no_other(paths: Paths) -> None:
    begin(paths.data, WORDS, cost=CHEAP)
    keep_private(paths.data, paths.kept_days, b"today", "today")
    assert read_private(paths.data, paths.kept_days, "today", 100) == b"today"
    with pytest.raises(KneecoachError):
        read_private(paths.data, paths.kept_days, "drafts", 100)


def test_settings_of_everybody_in_the_household_are_parted(paths: Paths) -> None:
    other = replace(paths, person="0" * 31 + "1")
    save_own_settings(other, Settings(programme="after_meniscus", theme=Theme.DARK))
    begin(paths.data, WORDS, cost=CHEAP)
    convert_others(paths, encrypted=True)
    assert telling_files(paths) == set()
    assert load_own_settings(other)[0].theme is Theme.DARK
    assert load_own_settings(other)[0].programme == "after_meniscus"


def test_what_stays_plain_holds_no_more_than_it_says(paths: Paths, clock) -> None:
    """Breaks remember a pause and since when somebody sits; a mark is an empty file."""
    begin(paths.data, WORDS, cost=CHEAP)
    seat = Seat(sat_since=Seconds(1.0), due_at=Seconds(2.0), postponed=1)
    kept = KeptSeat(seat=seat, at=Seconds(1.5), moment=clock.now())
    write_memo(paths.break_memo, BreakMemo(kept=kept))
    told = json.loads(paths.break_memo.read_bytes())
    assert set(told) == {"is_paused", "until", "told_of_tray", "seat"}
    assert set(told["seat"]) == {"sat_since", "due_at", "at", "moment", "postponed"}
    marks = FileMarks(paths.live)
    session = uuid4()
    assert marks.take(session)
    (mark,) = paths.live.iterdir()
    assert (mark.stem, mark.read_bytes()) == (session.hex, b"")
    marks.let_go(session)


def test_media_know_a_sealed_file_by_the_same_mark() -> None:
    assert MEDIA_MAGIC == MAGIC
