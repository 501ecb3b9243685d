from __future__ import annotations

import random
from pathlib import Path

import pytest
import yaml
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from packmaker import EXERCISE, PACK, PROGRAMME, write_pack

from kneecoach.packs.catalogue import check_paths, read_packs
from kneecoach.packs.document import parse, read_document, read_plain
from kneecoach.packs.problem import PackError

SHARED_FOLDER = settings(suppress_health_check=[HealthCheck.function_scoped_fixture])

BUILT_IN = Path(__file__).parents[2] / "exercises"
TEXTS = [EXERCISE, PROGRAMME, PACK]

SNIPPETS = st.sampled_from(
    ["[", "]", "{", "}", ": ", "- ", "\n", "\n  ", "'", '"', "&a ", "*a", "!!x ", "? ", "---\n",
     "|", ">", "#", "<<: ", "45", "45 s", "none", "-1", "1e9", "0", "~", "é", "\t", "\x00",
     "\u202e", "%YAML 2.0\n", "reps: 3\n", "change: {reps: 3}", "variant: x", "hold",
     "load: 2 kg", "both"]
)  # fmt: skip


@st.composite
def mutated(draw: st.DrawFn) -> tuple[str, str]:
    """Return which file it is and its text, with a few cuts, copies and insertions."""
    index = draw(st.integers(0, 2))
    text = TEXTS[index]
    for _ in range(draw(st.integers(1, 6))):
        start = draw(st.integers(0, len(text)))
        end = min(len(text), start + draw(st.integers(0, 40)))
        piece = draw(st.one_of(SNIPPETS, st.text(max_size=8), st.just(text[end : end + 30])))
        text = text[:start] + piece + text[end:]
    return ("clam", "starter", "pack")[index], text


def folder_with(tmp_path: Path, name: str, content: bytes) -> Path:
    folder = tmp_path / "pack"
    if not folder.exists():
        write_pack(folder)
    places = {
        "clam": folder / "clam.yaml",
        "starter": folder / "programmes" / "starter.yaml",
        "pack": folder / "pack.yaml",
    }
    for place, text in zip(places.values(), TEXTS, strict=True):
        place.write_text(text, encoding="utf-8")
    places[name].write_bytes(content)
    return folder


def read_and_compare(folder: Path) -> None:
    reading = read_packs([folder])
    catalogue = reading.catalogue
    assert reading.problems or catalogue.exercises
    assert check_paths([folder]) == tuple(dict.fromkeys(reading.problems))
    for problem in reading.problems:
        assert problem.line >= 1
        assert problem.column >= 1
        assert problem.sentence
        assert len(str(problem)) < 1000


@SHARED_FOLDER
@given(st.sampled_from(["clam", "starter", "pack"]), st.binary(max_size=300))
def test_any_bytes_become_problems(tmp_path: Path, name: str, content: bytes) -> None:
    read_and_compare(folder_with(tmp_path, name, content))


@SHARED_FOLDER
@given(mutated())
def test_any_change_of_a_good_file_is_read_or_becomes_problems(
    tmp_path: Path, file: tuple[str, str]
) -> None:
    name, text = file
    read_and_compare(folder_with(tmp_path, name, text.encode("utf-8", "surrogatepass")))


@given(st.text(alphabet=st.sampled_from("[]{}:-?,&*!|>'\"%@` \n\tab1#"), max_size=200))
def test_any_punctuation_is_read_or_becomes_a_flaw(text: str) -> None:
    document = parse(text)
    if document.root is None and not document.flaws:
        assert yaml.safe_load(text) is None


@SHARED_FOLDER
@given(st.binary(max_size=200))
def test_plain_reading_gives_text_or_one_error(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "any.yaml"
    path.write_bytes(content)
    if read_document(path).flaws:
        with pytest.raises(PackError, match=r"any\.yaml"):
            read_plain(path)
    else:
        assert isinstance(read_plain(path), dict | list | str)


@pytest.mark.slow
def test_built_in_files_with_bytes_flipped_never_raise(tmp_path: Path) -> None:
    chance = random.Random(2026)  # noqa: S311  the same every time
    files = sorted(BUILT_IN.glob("*.yaml"))
    path = tmp_path / "clam.yaml"
    for _ in range(400):
        content = bytearray(chance.choice(files).read_bytes())
        for _ in range(chance.randint(1, 8)):
            at = chance.randrange(len(content))
            content[at : at + chance.randint(0, 3)] = chance.randbytes(chance.randint(0, 3))
        path.write_bytes(bytes(content))
        assert all(problem.file == path for problem in check_paths([path]))
