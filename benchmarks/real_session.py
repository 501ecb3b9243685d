"""Measure a real session: start it by keyboard in the real window, and find every cue it plays.

    python benchmarks/real_session.py [--programme ID] [--seconds N] [--keep FOLDER]

The window runs under Xvfb and plays into a PulseAudio null sink, whose monitor is recorded. The
cues expected come from `kneecoach timeline`; the recording may lie anywhere against them, so one
constant offset is taken off. The share of a core is that of the window's process alone, from
/proc. A run during which the computer itself stood still says so: its figures belong to the
computer. Without a programme a short one is made up that has repetitions, a hold, rests and both
sides. Targets: every cue found, errors p95 at most 5 ms, at most 25 % of a core.
"""

from __future__ import annotations

import argparse
import json
import shutil
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from onsets import Match, find_onsets, match_onsets
from real_window import RealWindow, cpu_seconds, real_window, write_settings, write_short_pack
from screen import own_screen
from soundserver import SoundServer, missing_program, null_sink
from witness import Witness, watching

SAMPLE_S = 1.0
LAST_SOUND_S = 2.0
CLOSE_MS = 5.0


def main() -> int:
    """Measure once and print every figure; exit 1 when a cue is missing."""
    asked = _asked()
    missing = missing_program() or (None if shutil.which("xdotool") else "xdotool")
    if missing:
        print(f"{missing} is needed and not there; install it to measure a real session.")
        return 1
    with (
        tempfile.TemporaryDirectory() as folder,
        own_screen() as screen,
        null_sink() as server,
        watching() as witness,
    ):
        home = Path(folder) / "home"
        programme = asked.programme or write_short_pack(home)
        # Words and ticks lie between the cues, where this would take them for cues.
        write_settings(home, programme=programme, talk="tones", rhythm=False)
        recording = (asked.keep or Path(folder)) / "session.raw"
        cues, lasts = _expected(home, programme, screen)
        played = min(lasts, asked.seconds or lasts)
        with server.recording(recording):
            shares = _play(home, screen, server, played, is_whole=played == lasts)
        moments = [at for at in cues if at < played - 0.5 or played == lasts]
        match = match_onsets(find_onsets(recording), moments)
    _report(programme, played, match, shares, witness)
    return 1 if match.missing_s else 0


def _asked() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--programme", help="one that is there, in place of the made-up one")
    parser.add_argument("--seconds", type=float, help="end the session after so long")
    parser.add_argument("--keep", type=Path, help="keep the recording in this folder")
    return parser.parse_args()


def _expected(
    home: Path, programme: str, environ: dict[str, str]
) -> tuple[tuple[float, ...], float]:
    """Return the moments of all cues, and how long the session takes."""
    told = subprocess.run(
        [sys.executable, "-m", "kneecoach", "timeline", programme, "--json"],
        env={**environ, "KNEECOACH_HOME": str(home)},
        capture_output=True,
        check=True,
        text=True,
    )
    plain = json.loads(told.stdout)
    return tuple(cue["at"] for cue in plain["cues"]), plain["expected_seconds"]


def _play(
    home: Path, screen: dict[str, str], server: SoundServer, seconds: float, *, is_whole: bool
) -> list[float]:
    """Play the session to its end, or end it by keyboard; return the core's share by second."""
    environ = {**server.environ, **{name: screen[name] for name in ("DISPLAY", "QT_QPA_PLATFORM")}}
    shares: list[float] = []
    with real_window(home, environ) as window:
        window.start_session()
        ends = time.monotonic() + seconds
        while (left := ends - time.monotonic()) > 0:
            began, before = time.monotonic(), cpu_seconds(window.process.pid)
            time.sleep(min(SAMPLE_S, left))
            used = cpu_seconds(window.process.pid) - before
            shares.append(used / (time.monotonic() - began))
        if not is_whole:
            _end_early(window)
        time.sleep(LAST_SOUND_S)
    return shares


def _end_early(window: RealWindow) -> None:
    window.press("Escape", "Tab", "Return")


def _report(
    programme: str, seconds: float, match: Match, shares: list[float], witness: Witness
) -> None:
    share = 100 * sum(shares) / len(shares)
    busiest = 100 * max(shares)
    print(f"programme {programme}, {seconds:.0f} s")
    print(f"cues found {match.matched} of {match.expected} (target all)")
    print(f"other sounds {len(match.extra_s)} (target 0)")
    close = sum(abs(one) <= CLOSE_MS for one in match.errors_ms)
    print(f"cues within {CLOSE_MS:g} ms {close} of {match.expected}")
    first = match.errors_ms[0] if match.errors_ms else 0.0
    print(f"first cue late by {first:.1f} ms (its stream has to begin)")
    print(f"error median {match.median_ms:.3f} ms")
    print(f"error p95 {match.p95_ms:.3f} ms (target at most 5 ms)")
    print(f"error max {match.max_ms:.3f} ms")
    print(f"drift {match.drift_ms:+.3f} ms")
    print(f"share of one core {share:.1f} % (target under 25 %)")
    print(f"share in the busiest second {busiest:.1f} %")
    print(f"longest standstill of the computer {witness.longest_ms:.0f} ms")
    if match.missing_s:
        print("no sound at", ", ".join(f"{one:.3f} s" for one in match.missing_s))


if __name__ == "__main__":
    raise SystemExit(main())
