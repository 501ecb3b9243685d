"""Kill a process while it installs one update after another; what is installed is always whole."""

from __future__ import annotations

import os
import random
import signal
import subprocess
import sys
from pathlib import Path

import pytest
from hostile import KEY, good_files, whole

from kneecoach.packs.catalogue import read_packs
from kneecoach.packs.parcel.archive import write_archive
from kneecoach.packs.parcel.index import installed_folders, read_index

CHILD = """
import sys
from datetime import datetime, UTC
from pathlib import Path
from kneecoach.packs.parcel.install import install, make_offer
from kneecoach.packs.parcel.parcel import open_parcel

files, packs = Path(sys.argv[1]), Path(sys.argv[2])
for file in sorted(files.iterdir()):
    install(make_offer(open_parcel(file, ()), packs, ()), packs, datetime.now(UTC))
    print("installed", flush=True)
"""

KILLS = 6
VERSIONS = 300


@pytest.mark.slow
@pytest.mark.skipif(sys.platform == "win32", reason="there is no SIGKILL")
def test_a_killed_installation_leaves_the_old_pack_or_the_new_one(tmp_path: Path) -> None:
    files = tmp_path / "files"
    files.mkdir()
    for number in range(VERSIONS):
        version = f"1.{number}.0"
        changed = good_files()
        changed["pack.yaml"] = changed["pack.yaml"].replace(b"1.0.0", version.encode())
        content = write_archive(whole(changed, KEY, version=version))
        (files / f"{number:03}.kneepack").write_bytes(content)
    chance = random.Random(7)  # noqa: S311 - no secret
    for turn in range(KILLS):
        packs = tmp_path / f"packs-{turn}"
        child = subprocess.Popen(
            [sys.executable, "-c", CHILD, str(files), str(packs)],
            stdout=subprocess.PIPE,
            env=os.environ | {"PYTHONPATH": os.pathsep.join(sys.path)},
        )
        assert child.stdout is not None
        for _ in range(chance.randint(1, 9)):
            assert child.stdout.readline() == b"installed\n"
        with pytest.raises(subprocess.TimeoutExpired):
            child.wait(timeout=chance.uniform(0.0, 0.03))
        child.send_signal(signal.SIGKILL)
        child.wait()
        child.stdout.close()
        folders = installed_folders(packs)
        assert len(folders) == 1
        reading = read_packs(folders)
        assert reading.problems == ()
        assert [one.version for one in reading.catalogue.packs] == [
            one.version for one in read_index(packs).packs
        ]
