"""Pack files, reports and handouts on the command line, from the physio to the patient and back."""

from __future__ import annotations

import json
import re
import shutil
import subprocess
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path

import pytest

from kneecoach.cli import main
from kneecoach.clock import SystemClock
from kneecoach.packs.parcel.keys import read_secret_key

Run = Callable[..., tuple[int, str, str]]

PACK = """\
format: kneecoach-pack/1
id: anna
name: Anna's exercises
version: 1.0.0
author: Anna Example
review: read by Anna Example, physiotherapist
contact: Anna Example, 01234 567890
"""

PROGRAMME = """\
format: kneecoach-programme/1
name: First & best
why: For the first days.
days_a_week: 3
most_days_a_week: 7
exercises:
  - squat
  - exercise: clam
    start_level: 2
    limits: {highest_level: 4, acceptable_up_to: 4}
"""


@pytest.fixture
def run(capsys: pytest.CaptureFixture[str], home: Path) -> Run:
    """Run a command in this process, and return its status, output and complaints."""

    def _run(*words: str | Path) -> tuple[int, str, str]:
        capsys.readouterr()
        status = main([str(one) for one in words])
        said = capsys.readouterr()
        assert "Traceback" not in said.out + said.err
        return status, said.out, said.err

    return _run


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Return the folder of a physio's pack."""
    place = tmp_path / "mine"
    (place / "programmes").mkdir(parents=True)
    (place / "pack.yaml").write_text(PACK)
    (place / "programmes" / "first_week.yaml").write_text(PROGRAMME)
    return place


@pytest.fixture
def key(run: Run, tmp_path: Path) -> Path:
    """Return a secret key; the others lie beside it."""
    place = tmp_path / "keys" / "anna.key"
    assert run("packs", "keygen", "-o", place, "--no-password")[0] == 0
    return place


def build(run: Run, folder: Path, key: Path | None, name: str = "anna") -> Path:
    file = folder.parent / f"{name}.kneepack"
    signing = ("--sign", key) if key else ()
    status, said, complaints = run("packs", "build", folder, "-o", file, *signing)
    assert (status, complaints) == (0, ""), complaints
    assert str(file) in said
    return file


def change(folder: Path, name: str, old: str, new: str) -> None:
    text = (folder / name).read_text()
    assert old in text
    (folder / name).write_text(text.replace(old, new))


def test_keys_are_made_once_and_say_what_they_are_for(run: Run, tmp_path: Path) -> None:
    place = tmp_path / "anna.key"
    status, said, _ = run("packs", "keygen", "-o", place, "--no-password")
    assert status == 0
    assert re.search(r"^reports_to: age1\S+$", said, flags=re.MULTILINE)
    assert place.stat().st_mode & 0o077 == 0
    status, _, complaint = run("packs", "keygen", "-o", place, "--no-password")
    assert status == 1
    assert "already" in complaint


def test_the_same_folder_gives_the_same_file_signed_or_not(
    run: Run, folder: Path, key: Path
) -> None:
    signed = build(run, folder, key)
    first = signed.read_bytes()
    assert build(run, folder, key).read_bytes() == first
    plain = build(run, folder, None, "plain")
    assert plain.read_bytes() != first
    assert not plain.with_name("plain.kneepack.minisig").exists()


@pytest.mark.skipif(shutil.which("minisign") is None, reason="minisign is not installed")
def test_the_stock_minisign_verifies_the_file(run: Run, folder: Path, key: Path) -> None:
    file = build(run, folder, key)
    check = ["minisign", "-Vm", file, "-p", key.with_suffix(".pub")]
    assert subprocess.run(check, check=False, capture_output=True).returncode == 0
    file.write_bytes(file.read_bytes() + b"x")
    assert subprocess.run(check, check=False, capture_output=True).returncode != 0


def test_a_pack_is_verified_installed_planned_listed_and_removed(
    run: Run, folder: Path, key: Path
) -> None:
    file = build(run, folder, key)
    fingerprint = read_secret_key(key.read_text()).public.fingerprint
    status, said, _ = run("packs", "verify", file)
    assert status == 0
    assert fingerprint in said
    plain = json.loads(run("packs", "verify", file, "--json")[1])
    assert (plain["id"], plain["fingerprint"]) == ("anna", fingerprint)
    assert plain["programmes"] == ["first_week"]
    assert run("packs", "list")[1].startswith("No packs")
    status, said, _ = run("packs", "install", file, "--yes")
    assert status == 0
    assert f"whether its fingerprint is this:\n{fingerprint}" in said
    assert "Squat" in run("plan", "--programme", "first_week")[1]
    assert fingerprint in run("packs", "list")[1]
    assert json.loads(run("packs", "list", "--json")[1])[0]["version"] == "1.0.0"
    assert run("packs", "remove", "ann")[0] == 1
    assert run("packs", "remove", "anna")[0] == 0
    assert run("plan", "--programme", "first_week")[0] == 1


def test_an_update_is_shown_and_the_history_goes_on(run: Run, folder: Path, key: Path) -> None:
    assert run("packs", "install", build(run, folder, key), "--yes")[0] == 0
    day = (SystemClock().today() - timedelta(days=2)).isoformat()
    scores = ("--before", "1", "--during", "2", "--after", "1", "--morning", "1")
    assert run("log", "first_week", "--date", day, *scores)[0] == 0
    before = run("dose", "explain", "clam", "--programme", "first_week")[1]
    change(folder, "pack.yaml", "1.0.0", "1.1.0")
    change(folder, "programmes/first_week.yaml", "acceptable_up_to: 4", "acceptable_up_to: 3")
    change(folder, "programmes/first_week.yaml", "  - squat\n", "")
    status, said, _ = run("packs", "install", build(run, folder, key), "--yes")
    assert status == 0
    assert "First & best: Squat is taken out." in said
    assert "the limits are acceptable up to pain of 3 (so far 4)" in said
    after = run("dose", "explain", "clam", "--programme", "first_week")[1]
    session = next(line for line in before.splitlines() if "starts at level 2" in line)
    assert session in after.splitlines()
    assert "0 to 3 of 10 during it is" in " ".join(after.split())
    status, _, complaint = run("packs", "install", build(run, folder, key), "--yes")
    assert (status, "installed already" in complaint) == (1, True)


def test_another_key_is_never_taken_by_yes_alone(
    run: Run, folder: Path, key: Path, tmp_path: Path
) -> None:
    assert run("packs", "install", build(run, folder, key), "--yes")[0] == 0
    other = tmp_path / "other.key"
    run("packs", "keygen", "-o", other, "--no-password")
    change(folder, "pack.yaml", "1.0.0", "1.1.0")
    for signer in (other, None):
        file = build(run, folder, signer)
        status, said, complaint = run("packs", "install", file, "--yes")
        assert status == 1
        assert "Take care" in said
        assert "--other-key" in complaint
    assert "1.0.0" in run("packs", "list")[1]
    assert run("packs", "install", file, "--yes", "--other-key")[0] == 0
    assert "1.1.0" in run("packs", "list")[1]


def test_mistakes_in_a_pack_are_listed_and_nothing_is_written(
    run: Run, folder: Path, key: Path
) -> None:
    change(folder, "programmes/first_week.yaml", "squat", "squatt")
    change(folder, "pack.yaml", "name:", "nam:")
    file = folder.parent / "x.kneepack"
    status, said, complaint = run("packs", "build", folder, "-o", file, "--sign", key)
    assert status == 1
    assert "did you mean" in said
    assert "to mend" in complaint
    assert not file.exists()


@pytest.mark.parametrize(
    ("words", "status", "said"),
    [
        (("packs", "build", ".", "-o", "x.zip"), 2, "ends in .kneepack"),
        (("packs", "build", ".", "-o", "x.kneepack", "--sign", "gone.key"), 1, "no key gone.key"),
        (("packs", "verify", "gone.kneepack"), 1, "no file"),
        (("packs", "install", "gone.kneepack"), 1, "no file"),
        (("report", "show", "gone.kneereport"), 1, "no file"),
        (("report", "forget", "nobody"), 1, "No patient"),
        (("export", "handout", "knee_startr", "-o", "x.pdf"), 1, "did you mean knee_starter"),
        (("export", "handout", "knee_starter", "-o", "x.doc"), 2, "End it in .pdf or .html"),
        (("export", "report", "--for", "nobody", "-o", "x.pdf"), 1, "There is no pack nobody"),
    ],
)
def test_bad_input_gets_a_sentence(
    run: Run, words: tuple[str, ...], status: int, said: str
) -> None:
    found, _, complaint = run(*words)
    assert found == status
    assert said in complaint


def test_a_report_goes_from_the_patient_to_the_physio(
    run: Run, folder: Path, key: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    line = (key.with_suffix(".reports")).read_text().splitlines()[0]
    change(folder, "pack.yaml", "version:", f"reports_to: {line.split()[-1]}\nversion:")
    assert run("packs", "install", build(run, folder, key), "--yes")[0] == 0
    today = SystemClock().today()
    scores = ("--before", "1", "--during", "2", "--after", "1")
    first = (today - timedelta(days=4)).isoformat()
    noted = ("--note", "on the <b>stairs</b>")
    assert run("log", "first_week", "--date", first, *scores, *noted)[0] == 0
    assert run("log", "knee_starter", "--date", first, *scores)[0] == 0
    answer = ("export", "report", "--for", "anna", "-o")
    status, said, _ = run(*answer, tmp_path / "one")
    assert status == 0
    assert "only Anna Example can open it" in said
    assert (tmp_path / "one.pdf").read_bytes().startswith(b"%PDF")
    locked = tmp_path / "one.kneereport"
    assert b"stairs" not in locked.read_bytes()
    second = (today - timedelta(days=2)).isoformat()
    assert run("log", "first_week", "--date", second, *scores, "--flag", "swelling")[0] == 0
    assert run(*answer, tmp_path / "two.kneereport")[0] == 0

    monkeypatch.setenv("KNEECOACH_HOME", str(tmp_path / "physio"))
    opener = ("--key", key.with_suffix(".reports"))
    assert "not here" in run("report", "show", locked)[2]
    assert "no name here yet" in run("report", "keep", locked, *opener)[2]
    assert "Mrs Bauer: 1 of" in run("report", "keep", locked, *opener, "--as", "Mrs Bauer")[1]
    said = run("report", "show", tmp_path / "two.kneereport", *opener)[1]
    assert said.startswith("Mrs Bauer, ")
    assert said.index("Swelling") < said.index("NEW SINCE") < said.index("BEFORE THAT")
    assert "stairs" not in said
    plain = json.loads(run("report", "show", tmp_path / "two.kneereport", *opener, "--json")[1])
    assert [one["programme"] for one in plain["sessions"]] == ["First & best"] * 2
    run("report", "keep", tmp_path / "two.kneereport", *opener)
    (listed,) = json.loads(run("report", "list", "--json")[1])
    assert (listed["name"], listed["fresh"], listed["flags"]) == ("Mrs Bauer", 1, ["swelling"])
    assert "Swelling" in run("report", "list")[1]
    assert run("report", "forget", "Mrs Bauer")[0] == 0
    assert "No reports are kept" in run("report", "list")[1]


def test_an_open_report_with_notes_and_fhir(run: Run, folder: Path, key: Path) -> None:
    day = (SystemClock().today() - timedelta(days=1)).isoformat()
    told = ("--before", "3", "--during", "4", "--after", "2", "--note", "on the stairs")
    assert run("log", "knee_starter", "--date", day, *told)[0] == 0
    file = folder.parent / "open.kneereport"
    status, said, _ = run("export", "report", "--with-notes", "--weeks", "1", "-o", file)
    assert (status, "whoever gets it can read it" in said) == (0, True)
    plain = json.loads(file.read_bytes())
    assert plain["sessions"][0]["note"] == "on the stairs"
    assert run("function", "log", "--knee", "55")[0] == 0
    bundle = folder.parent / "fhir.json"
    assert run("export", "fhir", "-o", bundle)[0] == 0
    found = [one["resource"] for one in json.loads(bundle.read_bytes())["entry"]]
    seen = [one for one in found if one["resourceType"] == "Observation"]
    assert [one["valueInteger"] for one in seen if "valueInteger" in one] == [3, 4, 2]
    counted = [one["valueQuantity"]["value"] for one in seen if "valueQuantity" in one]
    assert counted == [55]


@pytest.mark.parametrize("source", ["folder", "file", "installed"])
def test_a_handout_is_one_page_that_asks_for_nothing(
    run: Run, folder: Path, tmp_path: Path, source: str
) -> None:
    name: str | Path = folder
    if source != "folder":
        name = build(run, folder, None)
    if source == "installed":
        assert run("packs", "install", name, "--yes")[0] == 0
        name = "first_week"
    page = tmp_path / "page.html"
    assert run("export", "handout", name, "-o", page)[0] == 0
    text = page.read_text("utf-8")
    assert "First &amp; best" in text
    assert "<span>Name:</span>" in text
    assert "Call: Anna Example, 01234 567890" in text
    assert "Pain up to 4 out of 10" in text
    assert "default-src 'none'" in text
    assert "<animate " in text
    for word in ("<script", "href", "src=", "url(", "@import", "//"):
        assert word not in text


def test_a_handout_on_paper(run: Run, folder: Path, tmp_path: Path) -> None:
    sheet = tmp_path / "sheet.pdf"
    assert run("export", "handout", folder, "-o", sheet, "--paper", "letter")[0] == 0
    assert sheet.read_bytes().startswith(b"%PDF")
    if shutil.which("pdftotext") is None:
        return
    done = subprocess.run(["pdftotext", sheet, "-"], check=True, capture_output=True, text=True)
    begin = ["First & best", "Name:", "Begun on:", "When to stop", "Squat", "Clam"]
    order = [*begin, "10 is the worst", "Week 1", "Week 4", "Review:"]
    places = [done.stdout.index(one) for one in order]
    assert places == sorted(places)
    assert re.search(r"[1-9] × [1-9]", done.stdout)  # a dose is read out as it is seen
    size = subprocess.run(["pdfinfo", sheet], check=True, capture_output=True, text=True).stdout
    assert "612 x 792" in size
    pages = done.stdout.split("\f")[:-1]
    for number, page in enumerate(pages, start=1):
        foot = f"First & best. Questions: Anna Example, 01234 567890 · Page {number}"
        assert foot in page


def test_a_bare_word_names_the_pack_and_not_a_folder_that_is_called_so(
    run: Run, folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    page = tmp_path / "page.html"
    assert run("packs", "install", build(run, folder, None), "--yes")[0] == 0
    folder.rename(tmp_path / "anna")
    file = tmp_path / "anna" / "programmes" / "first_week.yaml"
    levels = "  - {exercise: clam, start_level: 5}\n"
    file.write_text(file.read_text().replace("First & best", "Other").partition("  - ")[0] + levels)
    (tmp_path / "anna" / "pack.yaml").write_text(PACK.partition("contact")[0])
    status, said, complaints = run("export", "handout", "anna", "-o", page)
    assert (status, "First & best" in said) == (0, True)
    assert "To mean the folder anna, write ./anna." in complaints
    status, said, complaints = run("export", "handout", "./anna", "-o", page)
    assert (status, complaints, "Other" in said) == (0, "", True)
    text = page.read_text("utf-8")
    assert "The band goes just above your knees." in text  # what the level that it starts at needs
    assert "Name:" in text
