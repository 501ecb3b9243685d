from __future__ import annotations

import json
import stat
import subprocess
import sys
from dataclasses import asdict, replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kneecoach.model.errors import KneecoachError
from kneecoach.settings import (
    LARGEST_FILE_BYTES,
    Settings,
    Theme,
    load_settings,
    save_settings,
    setting_specs,
)

ids = st.text(min_size=1, max_size=40)
settings_values = st.builds(
    Settings,
    volume_percent=st.integers(0, 100),
    muted=st.booleans(),
    theme=st.sampled_from(Theme),
    text_percent=st.integers(100, 200),
    get_ready_seconds=st.integers(3, 120),
    switch_seconds=st.integers(2, 120),
    self_paced=st.frozensets(ids, max_size=5),
    programme=st.text(max_size=40),
    keep_awake=st.booleans(),
)
anything = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=20),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(max_size=9), inner),
    max_leaves=8,
)


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "config" / "settings.json"


def _written(file: Path, text: str | bytes) -> Path:
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_bytes(text if isinstance(text, bytes) else text.encode())
    return file


def test_no_file_gives_the_defaults_in_silence(file: Path) -> None:
    assert load_settings(file) == (Settings(), ())


@given(settings=settings_values)
def test_what_is_saved_is_loaded(
    tmp_path_factory: pytest.TempPathFactory, settings: Settings
) -> None:
    file = tmp_path_factory.getbasetemp() / "round-trip" / "settings.json"
    save_settings(file, settings)
    assert load_settings(file) == (settings, ())


@given(entries=st.dictionaries(st.sampled_from(list(asdict(Settings()))) | st.text(), anything))
def test_any_entries_give_usable_settings(
    tmp_path_factory: pytest.TempPathFactory, entries: dict[str, object]
) -> None:
    file = _written(tmp_path_factory.getbasetemp() / "any" / "settings.json", json.dumps(entries))
    settings, messages = load_settings(file)
    usual = Settings()
    for name, entry in entries.items():
        kept = name in asdict(usual) and getattr(settings, name) != getattr(usual, name)
        if kept:
            found = getattr(settings, name)
            assert (
                (sorted(found) == sorted(set(entry))) if isinstance(entry, list) else found == entry
            )
    assert len(messages) <= len(entries)


@given(content=st.binary(max_size=200))
def test_any_bytes_give_usable_settings(
    tmp_path_factory: pytest.TempPathFactory, content: bytes
) -> None:
    file = _written(tmp_path_factory.getbasetemp() / "bytes" / "settings.json", content)
    settings, _ = load_settings(file)
    assert isinstance(settings, Settings)


@pytest.mark.parametrize(
    "content",
    ["", "{", "[]", "[" * 100_000, '"text"', b"\xff\xfe", " " * (LARGEST_FILE_BYTES + 1) + "{}"],
    ids=["empty", "half", "list", "deep", "text", "not-utf8", "large"],
)
def test_a_damaged_file_gives_the_defaults_and_names_the_file(
    file: Path, content: str | bytes
) -> None:
    settings, messages = load_settings(_written(file, content))
    assert settings == Settings()
    assert len(messages) == 1
    assert str(file) in messages[0]


def test_a_folder_in_the_place_of_the_file_is_told(file: Path) -> None:
    file.mkdir(parents=True)
    settings, messages = load_settings(file)
    assert settings == Settings()
    assert len(messages) == 1


@pytest.mark.parametrize(
    ("entry", "said"),
    [
        ({"volume_percent": 101}, "from 0 to 100"),
        ({"volume_percent": "70"}, "wrong kind"),
        ({"volume_percent": True}, "wrong kind"),
        ({"muted": 1}, "wrong kind"),
        ({"theme": "drak"}, "light"),
        ({"theme": 3}, "wrong kind"),
        ({"text_percent": 201}, "from 100 to 200"),
        ({"self_paced": [1]}, "list of names"),
        ({"self_paced": "clam"}, "wrong kind"),
        ({"self_paced": ["x" * 101]}, "longer"),
        ({"self_paced": [str(n) for n in range(1001)]}, "at most"),
        ({"programme": "x" * 101}, "longer"),
        ({"get_ready_seconds": 0}, "from 3 to 120"),
        ({"volumee": 3}, "not known"),
    ],
)
def test_one_broken_entry_falls_back_and_the_rest_is_kept(
    file: Path, entry: dict[str, object], said: str
) -> None:
    _written(file, json.dumps({"switch_seconds": 9, **entry}))
    settings, messages = load_settings(file)
    assert settings == Settings(switch_seconds=9)
    assert len(messages) == 1
    assert said in messages[0]


@pytest.mark.parametrize("wrong", [{"volume_percent": 101}, {"switch_seconds": 1}])
def test_settings_out_of_bounds_do_not_exist(wrong: dict[str, int]) -> None:
    with pytest.raises(ValueError, match="from"):
        replace(Settings(), **wrong)


def test_every_setting_has_a_label_and_every_choice_a_name() -> None:
    specs = dict(setting_specs())
    assert set(specs) == set(asdict(Settings()))
    assert all(spec.label for spec in specs.values())
    assert {choice for choice, _ in specs["theme"].choices} == set(Theme)


def test_saving_leaves_one_file_for_the_person_alone(file: Path) -> None:
    save_settings(file, Settings())
    save_settings(file, Settings(muted=True))
    assert [each.name for each in file.parent.iterdir()] == ["settings.json"]
    if sys.platform != "win32":
        assert stat.S_IMODE(file.stat().st_mode) == 0o600


def test_a_folder_that_cannot_be_written_to_is_told(tmp_path: Path) -> None:
    (tmp_path / "config").write_text("a file")
    with pytest.raises(KneecoachError) as told:
        save_settings(tmp_path / "config" / "settings.json", Settings())
    assert str(tmp_path / "config") in told.value.user_message


@pytest.mark.skipif(sys.platform == "win32", reason="needs a limit on the size of files")
def test_a_write_that_fails_half_way_keeps_the_old_settings(file: Path) -> None:
    save_settings(file, Settings(volume_percent=33))
    code = (
        "import resource, sys; from pathlib import Path\n"
        "from kneecoach.model.errors import KneecoachError\n"
        "from kneecoach.settings import *\n"
        "resource.setrlimit(resource.RLIMIT_FSIZE, (20, 20))\n"
        "try:\n    save_settings(Path(sys.argv[1]), Settings())\n"
        "except KneecoachError as error:\n    print(error)\n"
    )
    result = subprocess.run(
        [sys.executable, "-B", "-c", code, str(file)],
        check=True,
        capture_output=True,
        text=True,
        cwd=Path(__file__).parents[2],
    )
    assert str(file) in result.stdout
    assert load_settings(file) == (Settings(volume_percent=33), ())
    assert [each.name for each in file.parent.iterdir()] == ["settings.json"]
