"""Find where cues begin in a recording, and compare them with a timeline.

    python benchmarks/onsets.py recording.raw timeline.json [--json]

The recording is a WAV file, or raw 16-bit little-endian samples of one channel at 48 kHz. The
timeline is a JSON list of moments in seconds, or of objects with `at` and `name`. Where the first
moment lies in the recording does not matter: one constant offset is found and taken off.
"""

from __future__ import annotations

import argparse
import json
import statistics
import warnings
import wave
from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from pathlib import Path

with warnings.catch_warnings():
    warnings.simplefilter("ignore", DeprecationWarning)
    import audioop

RATE = 48_000
BYTES = 2
BLOCK = 48
"""Frames looked at together: a millisecond at 48 kHz; an onset is then found to the frame."""

QUIET_S = 0.08
"""A sound is new after this much silence; gaps inside a cue are shorter."""

THRESHOLD = 0.02
"""Share of the recording's loudest peak above which it counts as sound."""

NEAR_S = 0.4
"""Two times further apart than this never belong together."""


CANDIDATES = 40
"""Constant offsets that are tried; a steady rhythm agrees with several."""

EXACT_S = 0.03
"""Sounds this close to their moments tell the constant offset; others may be late, torn or lost."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Match:
    """How recorded onsets lie against expected moments; times in milliseconds.

    Attributes:
        expected, found, matched: How many of each.
        offset_s: Recording time of moment 0; constant, and taken off all errors.
        median_ms, p95_ms, max_ms: Size of the errors.
        drift_ms: Mean error of the last tenth less that of the first tenth, signed.
        missing_s: Expected moments that no sound belongs to.
        extra_s: Onsets, in recording time, that no moment belongs to.
        errors_ms: The error of each match, in order, signed; positive is late.
        matched_s: The expected moment of each match, in the same order.
    """

    expected: int
    found: int
    matched: int
    offset_s: float
    median_ms: float
    p95_ms: float
    max_ms: float
    drift_ms: float
    missing_s: tuple[float, ...]
    extra_s: tuple[float, ...]
    errors_ms: tuple[float, ...]
    matched_s: tuple[float, ...]


def find_onsets(path: Path | str, rate: int = RATE) -> list[float]:
    """Return the moments, in seconds, at which sound begins after silence."""
    return [begins for begins, _ in find_sounds(path, rate)]


def find_sounds(path: Path | str, rate: int = RATE) -> list[tuple[float, float]]:
    """Return when, in seconds, each sound begins after silence, and how long it lasts."""
    samples, rate = _read(Path(path), rate)
    loudest = audioop.max(samples, BYTES) if samples else 0
    threshold = max(16, int(loudest * THRESHOLD))
    sounds: list[tuple[float, float]] = []
    begins, last_loud = 0, -rate
    for start in range(0, len(samples) // BYTES, BLOCK):
        block = samples[start * BYTES : (start + BLOCK) * BYTES]
        if audioop.max(block, BYTES) < threshold:
            continue
        values = memoryview(block).cast("h")
        loud = [at for at, value in enumerate(values) if abs(value) >= threshold]
        if start + loud[0] - last_loud > QUIET_S * rate:
            begins = start + loud[0]
            sounds.append((begins / rate, 0.0))
        last_loud = start + loud[-1]
        sounds[-1] = (begins / rate, (last_loud - begins) / rate)
    return sounds


def loudest_between(path: Path | str, first_s: float, last_s: float, rate: int = RATE) -> int:
    """Return the highest peak of a stretch of a recording, 0-32768."""
    samples, rate = _read(Path(path), rate)
    part = samples[int(first_s * rate) * BYTES : int(last_s * rate) * BYTES]
    return audioop.max(part, BYTES) if part else 0


def match_onsets(onsets: Sequence[float], expected: Sequence[float]) -> Match:
    """Compare onsets with expected moments, up to one constant offset.

    The offset is the one at which most moments find a sound just there; moments and onsets that are
    nearest to each other belong together, and neither is taken twice. The offset left to the errors
    is their median.
    """
    moments = sorted(expected)
    offsets = _likely_offsets(onsets, moments)
    found = (_pair(onsets, moments, one) for one in offsets)
    _, pairs = max(found, key=lambda one: (one[0], len(one[1])), default=(0, {}))
    matched = set(pairs.values())
    in_order = sorted(pairs.items())
    raw = [onsets[at] - moment for at, moment in in_order]
    middle = statistics.median(raw) if raw else 0.0
    errors = [(one - middle) * 1000 for one in raw]
    sizes = sorted(abs(one) for one in errors) or [0.0]
    tenth = max(1, len(errors) // 10)
    drift = statistics.fmean(errors[-tenth:]) - statistics.fmean(errors[:tenth]) if errors else 0.0
    return Match(
        expected=len(moments),
        found=len(onsets),
        matched=len(raw),
        offset_s=middle,
        median_ms=statistics.median(sizes),
        p95_ms=sizes[min(len(sizes) - 1, int(len(sizes) * 0.95))],
        max_ms=sizes[-1],
        drift_ms=drift,
        missing_s=tuple(one for one in moments if one not in matched),
        extra_s=tuple(one for at, one in enumerate(onsets) if at not in pairs),
        errors_ms=tuple(errors),
        matched_s=tuple(moment for _, moment in in_order),
    )


def _likely_offsets(onsets: Sequence[float], moments: Sequence[float]) -> list[float]:
    """Return the differences that most pairs agree on, to some 20 ms, the likeliest first."""
    votes = Counter(round((onset - moment) * 50) for onset in onsets for moment in moments)
    around = {one: votes[one - 1] + votes[one] + votes[one + 1] for one in tuple(votes)}
    return [one / 50 for one in sorted(around, key=lambda one: -around[one])[:CANDIDATES]]


def _pair(
    onsets: Sequence[float], moments: Sequence[float], offset: float
) -> tuple[int, dict[int, float]]:
    """Return which moment belongs to which onset, by the onset's number, and how many exactly.

    Those that lie nearest to each other belong together first: a moment without a sound does not
    get that of the next.
    """
    near = sorted(
        (abs(onsets[at] - moment - offset), at, moment)
        for moment in moments
        for at in _around(onsets, moment + offset)
    )
    pairs: dict[int, float] = {}
    paired: set[float] = set()
    exact = 0
    for apart, at, moment in near:
        if at not in pairs and moment not in paired:
            pairs[at] = moment
            paired.add(moment)
            exact += apart <= EXACT_S
    return exact, pairs


def _around(onsets: Sequence[float], moment: float) -> range:
    """Return the numbers of the onsets that a moment can belong to."""
    return range(bisect_left(onsets, moment - NEAR_S), bisect_right(onsets, moment + NEAR_S))


def _read(path: Path, rate: int) -> tuple[bytes, int]:
    if path.suffix.lower() != ".wav":
        samples = path.read_bytes()
        return samples[: len(samples) // BYTES * BYTES], rate
    with wave.open(str(path)) as file:
        if file.getsampwidth() != BYTES:
            raise SystemExit(f"{path}: only 16-bit recordings can be read")
        samples = file.readframes(file.getnframes())
        if file.getnchannels() == 2:
            samples = audioop.tomono(samples, BYTES, 0.5, 0.5)
        return samples, file.getframerate()


def describe(match: Match) -> str:
    """Return the figures of a comparison on one line."""
    return (
        f"{match.matched} of {match.expected} cues found, {len(match.extra_s)} other sounds; "
        f"error median {match.median_ms:.2f} ms, p95 {match.p95_ms:.2f} ms, "
        f"max {match.max_ms:.2f} ms, drift {match.drift_ms:+.2f} ms"
    )


def main() -> int:
    """Compare a recording with a timeline; exit 1 when a cue is missing."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("recording", type=Path)
    parser.add_argument("timeline", type=Path)
    parser.add_argument("--rate", type=int, default=RATE, help="frames a second of a raw file")
    parser.add_argument("--json", action="store_true", help="print every figure as JSON")
    asked = parser.parse_args()
    timeline = json.loads(asked.timeline.read_text())
    moments = [one["at"] if isinstance(one, dict) else one for one in timeline]
    match = match_onsets(find_onsets(asked.recording, asked.rate), moments)
    print(json.dumps(asdict(match)) if asked.json else describe(match))
    if match.missing_s and not asked.json:
        print("no sound at", ", ".join(f"{one:.3f} s" for one in match.missing_s))
    return 1 if match.missing_s else 0


if __name__ == "__main__":
    raise SystemExit(main())
