"""Measure writing a session of 20 minutes as a sound file: seconds, and memory at its highest.

    python benchmarks/export_audio.py [--runs 3] [--json]

The baseline is what nobody can do without: making as many samples of silence by the same blocks and
writing them as they are. Every run is a process of its own, so that its memory is its own.
"""

from __future__ import annotations

import argparse
import json
import resource
import statistics
import subprocess
import sys
import tempfile
from pathlib import Path
from time import perf_counter

MINUTES = 20
MOST_SECONDS, MOST_MB = 5.0, 150.0
FORMATS = ("mp3", "ogg", "flac", "wav")


def _one(kind: str, folder: Path) -> dict[str, float]:
    """Write once in this process, and return what it took."""
    from kneecoach.coach.hearing import make_hearing
    from kneecoach.model.talk import Talk, VoiceLanguage
    from kneecoach.sound.export import RATE, AudioFormat, write_track
    from kneecoach.sound.track import make_track, mix

    steps = _steps()
    begun = perf_counter()
    hearing = make_hearing(Talk.FULL, VoiceLanguage.ENGLISH, has_rhythm=True)
    track = make_track("Knee starter", steps, hearing, comment="Measured.")
    if kind == "silence":
        quiet = make_track(
            "Silence",
            steps,
            make_hearing(Talk.SILENT, VoiceLanguage.ENGLISH, has_rhythm=False),
            comment="",
        )
        with (folder / "silence.raw").open("wb") as file:
            file.writelines(mix(quiet, RATE))
    else:
        write_track(track, folder / f"session.{kind}", AudioFormat(kind))
    seconds = perf_counter() - begun
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    sounds = float(len(track.sounds))
    return {"seconds": seconds, "peak_mb": peak, "track_s": track.lasts, "sounds": sounds}


def _steps() -> tuple:
    """Return 20 minutes of our own programme, as it begins."""
    from datetime import date

    from kneecoach.clock import SystemClock
    from kneecoach.coach.coach import FIRST_PROGRAMME
    from kneecoach.dose.plan import plan
    from kneecoach.model.feedback import Today
    from kneecoach.model.record import History
    from kneecoach.packs.catalogue import read_packs
    from kneecoach.resources import resource as shipped
    from kneecoach.session.timeline import TimelineOptions, build_timeline

    catalogue = read_packs((shipped("exercises"),)).catalogue
    programme = catalogue.programme(FIRST_PROGRAMME)
    day: date = SystemClock().today()
    steps = build_timeline(plan(programme, catalogue, History(), Today(day=day)), TimelineOptions())
    kept, seconds = [], 0.0
    while seconds < MINUTES * 60:
        for step in steps:
            kept.append(step)
            seconds += step.expected
            if seconds >= MINUTES * 60:
                break
    return tuple(kept)


def _measure(kind: str, runs: int) -> dict[str, float]:
    found = []
    for _ in range(runs):
        with tempfile.TemporaryDirectory(prefix="knee-export-") as folder:
            done = subprocess.run(
                [sys.executable, __file__, "--one", kind, "--folder", folder],
                capture_output=True,
                text=True,
                check=True,
            )
        found.append(json.loads(done.stdout))
    return {name: statistics.median(one[name] for one in found) for name in found[0]}


def main() -> int:
    """Print every format beside the baseline; exit 1 when the MP3 misses its figures."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--runs", type=int, default=3)
    parser.add_argument("--json", action="store_true")
    parser.add_argument("--one", choices=(*FORMATS, "silence"), help=argparse.SUPPRESS)
    parser.add_argument("--folder", type=Path, help=argparse.SUPPRESS)
    asked = parser.parse_args()
    sys.path.insert(0, str(Path(__file__).resolve().parent.parent))
    if asked.one:
        print(json.dumps(_one(asked.one, asked.folder)))
        return 0
    figures = {kind: _measure(kind, asked.runs) for kind in ("silence", *FORMATS)}
    base = figures["silence"]["seconds"]
    for one in figures.values():
        one["ratio"] = one["seconds"] / base
    if asked.json:
        print(json.dumps(figures, indent=1))
    else:
        print(f"{'':8} {'seconds':>8} {'ratio':>6} {'peak MB':>8}")
        for kind, one in figures.items():
            print(f"{kind:8} {one['seconds']:8.2f} {one['ratio']:6.1f} {one['peak_mb']:8.0f}")
        mp3 = figures["mp3"]
        print(f"{mp3['track_s'] / 60:.1f} minutes, {mp3['sounds']:.0f} sounds")
    mp3 = figures["mp3"]
    return 0 if mp3["seconds"] <= MOST_SECONDS and mp3["peak_mb"] <= MOST_MB else 1


if __name__ == "__main__":
    raise SystemExit(main())
