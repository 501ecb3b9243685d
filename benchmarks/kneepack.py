"""Measure how long a pack file takes to be opened, checked and verified, and attack the reader.

python benchmarks/kneepack.py                   # a pack of 200 exercises, beside a plain load
python benchmarks/kneepack.py --mutated 20000   # and so many mutated packs, with counts
"""

from __future__ import annotations

import argparse
import random
import re
import sys
import tempfile
from collections import Counter
from io import BytesIO
from pathlib import Path
from time import perf_counter
from zipfile import ZipFile

sys.path.insert(0, str(Path(__file__).parents[1]))
sys.path.insert(0, str(Path(__file__).parents[1] / "tests" / "packs"))

import yaml
from hostile import KEY, good, good_files, whole
from packs import LARGE, by_turns, large_pack, ratio
from test_parcel_hostile import mutate

from kneecoach.model.errors import KneecoachError
from kneecoach.packs.parcel.archive import write_archive
from kneecoach.packs.parcel.parcel import build_parcel, open_parcel
from kneecoach.packs.parcel.refusal import ParcelError

TARGET_MS = 400.0
SLOWEST_S = 2.0


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--runs", type=int, default=9, help="runs of which the median is taken")
    parser.add_argument("--mutated", type=int, default=0, help="how many mutated packs to try")
    parser.add_argument("--seed", type=int, default=1)
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as place:
        met = opening(Path(place), max(3, options.runs))
        held = attack(Path(place), options.mutated, options.seed) if options.mutated else True
    return 0 if met and held else 1


def opening(place: Path, runs: int) -> bool:
    """Print the median of opening a large signed pack, beside a plain load of its YAML."""
    file = place / "large.kneepack"
    file.write_bytes(build_parcel(large_pack(place / "large", "large"), (), KEY))
    plain, ours = by_turns(
        lambda: load_plainly(file.read_bytes()), lambda: open_parcel(file, ()), runs
    )
    size = file.stat().st_size / 1024
    print(
        f"pack of {LARGE} exercises, {size:.0f} kB: opened, checked and verified in "
        f"{ours.passed:.0f} ms; yaml.load with CSafeLoader of the same {plain.passed:.0f} ms; "
        f"{ratio(ours, plain)} (medians of {runs})"
    )
    print(f"under {TARGET_MS:.0f} ms: {'yes' if ours.passed < TARGET_MS else 'NO'}")
    return ours.passed < TARGET_MS


def load_plainly(content: bytes) -> None:
    with ZipFile(BytesIO(content)) as archive:
        for name in archive.namelist():
            if name.endswith(".yaml"):
                yaml.load(archive.read(name), Loader=yaml.CSafeLoader)


def attack(place: Path, count: int, seed: int) -> bool:
    """Open mutated packs: half of them broken files, half signed and listed honestly again."""
    chance = random.Random(seed)
    file = place / "target" / "mutated.kneepack"
    file.parent.mkdir()
    sound = good()
    outcomes: Counter[str] = Counter()
    slowest = 0.0
    for number in range(count):
        if number % 2:
            content = mutate(sound, chance, chance.randint(1, 8))
        else:
            content = mutated_inside(chance)
        file.write_bytes(content)
        began = perf_counter()
        outcomes[outcome(file, is_same=content == sound)] += 1
        slowest = max(slowest, perf_counter() - began)
    outside = [one.name for one in file.parent.iterdir() if one != file]
    print(f"{count} mutated packs: slowest {slowest * 1000:.0f} ms; files outside: {outside}")
    for words, times in outcomes.most_common():
        print(f"{times:7} {words}")
    crashed = sum(times for words, times in outcomes.items() if words.startswith("CRASH"))
    return not crashed and not outside and slowest < SLOWEST_S


def mutated_inside(chance: random.Random) -> bytes:
    """Return a pack whose texts were mutated before it was listed and signed."""
    files = good_files()
    name = chance.choice(sorted(files))
    files[name] = mutate(files[name], chance, chance.randint(1, 4))
    return write_archive(whole(files, KEY))


def outcome(file: Path, *, is_same: bool) -> str:
    try:
        open_parcel(file, ())
    except ParcelError as refused:
        if refused.problems:
            return "refused: a mistake in the pack"
        return f"refused: {re.split('[:(]', refused.user_message)[0][:70]}"
    except KneecoachError as error:
        return f"CRASH with another error: {error!r}"
    except Exception as error:  # noqa: BLE001 - this is what is looked for
        return f"CRASH: {error!r}"
    return "taken: unchanged" if is_same else "taken: a sound pack that says something else"


if __name__ == "__main__":
    sys.exit(main())
