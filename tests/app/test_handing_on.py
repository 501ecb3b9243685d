"""The key goes on to the same program in its own place, by no file and no environment."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from kneecoach.handing_on import PIPE_VARIABLE, hand_on, take_over
from kneecoach.paths import Paths, find_paths, make_folders
from kneecoach.vault.keys import is_unlocked, key_of, lock
from kneecoach.vault.opening import begin
from kneecoach.vault.wrapping import Cost

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="another program is started there")


@pytest.fixture
def paths(home: Path) -> Iterator[Paths]:
    found = find_paths({"KNEECOACH_HOME": str(home)})
    make_folders(found)
    begin(found.data, "four quiet words here", cost=Cost(operations=1, memory_bytes=8192))
    yield found
    lock(found.data)
    os.environ.pop(PIPE_VARIABLE, None)


def test_an_open_key_is_handed_on_once(paths: Paths) -> None:
    key = key_of(paths.data)
    hand_on(paths.data)
    assert key.hex() not in os.environ[PIPE_VARIABLE]
    assert os.get_inheritable(int(os.environ[PIPE_VARIABLE]))
    lock(paths.data)
    assert take_over(paths.data)
    assert is_unlocked(paths.data)
    assert key_of(paths.data) == key
    assert PIPE_VARIABLE not in os.environ
    assert not take_over(paths.data)


def test_a_key_that_was_locked_away_is_not_handed_on(paths: Paths) -> None:
    lock(paths.data)
    hand_on(paths.data)
    assert PIPE_VARIABLE not in os.environ


@pytest.mark.parametrize("named", ["not a number", "99999"])
def test_a_pipe_that_is_none_opens_nothing(paths: Paths, named: str) -> None:
    lock(paths.data)
    os.environ[PIPE_VARIABLE] = named
    assert not take_over(paths.data)
    assert not is_unlocked(paths.data)


def test_another_key_opens_nothing(paths: Paths) -> None:
    lock(paths.data)
    reading, writing = os.pipe()
    os.write(writing, bytes(32))
    os.close(writing)
    os.environ[PIPE_VARIABLE] = str(reading)
    assert not take_over(paths.data)
    assert not is_unlocked(paths.data)
