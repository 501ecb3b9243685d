"""Measure what sound adds to the memory of a running session.

    python benchmarks/sound_memory.py [--runs 3] [--seconds 240] [--keep FOLDER]

The real window runs a session of some 20 minutes: three exercises of a pack with recordings as
Ogg, MP3 and WAV, then built-in ones. By turns it plays into a null
sink and runs without any sound. Its memory is read each second: the share that is its own (PSS),
which others who use the same libraries at the same time make smaller, and all that is mapped (RSS).

What was played is recorded and compared with the score of the session: a run counts only when
voice, cues, ticks, hums and each kind of recording were heard. Target: sound adds at most 15 MB of
PSS, at its peak and at the end, in the median.
"""

from __future__ import annotations

import argparse
import io
import math
import os
import shutil
import sys
import tempfile
import time
import warnings
from array import array
from collections.abc import Callable
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path
from statistics import median

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

import lameenc
import soundfile
from real_window import EXERCISE, HOLD, PACK, real_window, write_settings
from screen import own_screen
from soundserver import RATE, missing_program, null_sink

from kneecoach.cli.desk import opened
from kneecoach.coach.hearing import hearing_of, with_recordings
from kneecoach.coach.opening import timeline_options
from kneecoach.media.wav import Samples, wav_of
from kneecoach.session.outline import expected_seconds
from kneecoach.session.timeline import build_timeline
from kneecoach.sound.cues import PlacedCue, Sound
from kneecoach.sound.notes import length_of
from kneecoach.sound.score import Score
from kneecoach.sound.sounds import Hum, Phrase, Tick

with warnings.catch_warnings():
    warnings.simplefilter("ignore", DeprecationWarning)
    import audioop

MOST_MB = 15.0
MB = 1024
LOOK_S = 1.0
FRAME_BYTES = 2
SILENT = 20
"""A sample of the recording that is no louder is silence; the null sink itself adds nothing."""

NEAR_S = 0.02
"""A sound counts as heard when there is sound so close to its middle."""

OFFSETS_S = tuple(step / 100 for step in sorted(range(-150, 151), key=abs))
STRETCH_S = 20
"""Each stretch may lie so much earlier or later in the recording: on a busy computer the first cue
is missing, and the recorder loses some of what it hears. What fits most of the sounds holds."""

SHARE_HEARD = 0.75
"""So much of each kind is to be heard; on a busy computer a sound may come late or not at all."""
LATEST_S = 1.0
"""What is due in the last second may have been cut off."""

PROGRAMME_ID = "recorded_session"
PROGRAMME = """\
format: kneecoach-programme/1
name: A session with recordings
why: It is measured.
days_a_week: 3
most_days_a_week: 5
exercises: [lift, stay, sway, isometric_knee_extension, glute_bridge, heel_raise, clam]
sources: [house-rule]
"""

CLIPS = {"lift": ("ogg", 44_100, 2), "sway": ("mp3", 48_000, 1), "stay": ("wav", 44_100, 2)}
"""By exercise: the kind of its recordings, their frames a second and channels."""

KINDS = ("words", "cues", "ticks", "hums", *(f"{kind} recordings" for kind, *_ in CLIPS.values()))
NAME_S, CUE_S = 2.5, 1.6


@dataclass(frozen=True, slots=True, kw_only=True)
class Memory:
    """Memory of a process in MB: its share and all that is mapped."""

    pss: float
    rss: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Run:
    """What a session took: at its highest and at the end."""

    peak: Memory
    end: Memory


def main() -> int:
    """Measure by turns, print the medians, and return 1 when sound takes too much."""
    asked = _asked()
    missing = missing_program() or (None if shutil.which("xdotool") else "xdotool")
    if missing:
        print(f"{missing} is needed and not there; install it to measure a session with sound.")
        return 1
    loud: list[Run] = []
    quiet: list[Run] = []
    for number in range(asked.runs):
        for has_sound in (True, False) if number % 2 else (False, True):
            run = _run(asked.seconds, asked.keep, has_sound=has_sound)
            (loud if has_sound else quiet).append(run)
            _print_run("with sound" if has_sound else "without", run)
    return _report(quiet, loud)


def _asked() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--runs", type=int, default=3, help="how often each of the two")
    parser.add_argument("--seconds", type=float, default=240.0, help="length of a run")
    parser.add_argument("--keep", type=Path, help="keep the last recording in this folder")
    return parser.parse_args()


def _run(seconds: float, keep: Path | None, *, has_sound: bool) -> Run:
    """Run the session for a while, and make sure that what was to be heard was heard."""
    with ExitStack() as stack:
        folder = Path(stack.enter_context(tempfile.TemporaryDirectory()))
        screen = stack.enter_context(own_screen())
        server = stack.enter_context(null_sink())
        home = folder / "home"
        talk = "full" if has_sound else "silent"
        _write_pack(home)
        write_settings(home, programme=PROGRAMME_ID, talk=talk, rhythm=has_sound)
        score = _score(home)
        environ = {**server.environ, "DISPLAY": screen["DISPLAY"], "QT_QPA_PLATFORM": "xcb"}
        if not has_sound:
            environ["KNEECOACH_NO_SOUND"] = "1"
            return _watch(home, environ, seconds)
        recording = (keep or folder) / "session.raw"
        with server.recording(recording):
            run = _watch(home, environ, seconds)
        _insist_on_sound(score, recording, seconds)
        return run


def _watch(home: Path, environ: dict[str, str], seconds: float) -> Run:
    seen: list[Memory] = []
    with real_window(home, environ) as window:
        window.start_session()
        ends = time.monotonic() + seconds
        while time.monotonic() < ends:
            seen.append(_memory(window.process.pid))
            time.sleep(LOOK_S)
    last = seen[-10:]
    return Run(
        peak=Memory(pss=max(one.pss for one in seen), rss=max(one.rss for one in seen)),
        end=Memory(pss=median(one.pss for one in last), rss=median(one.rss for one in last)),
    )


def _memory(pid: int) -> Memory:
    lines = Path(f"/proc/{pid}/smaps_rollup").read_text().splitlines()[1:]
    sizes = {name: int(rest.split()[0]) for name, rest in (line.split(":") for line in lines)}
    return Memory(pss=sizes["Pss"] / MB, rss=sizes["Rss"] / MB)


def _write_pack(home: Path) -> None:
    """Write a pack whose names and cues are recordings, and a programme with it."""
    folder = home / "data" / "packs" / "measure"
    (folder / "programmes").mkdir(parents=True)
    (folder / "media").mkdir()
    (folder / "pack.yaml").write_text(PACK)
    lift = {"name": "Lift", "position": "standing", "sides": "both", "sets": 2}
    sway = {"name": "Sway", "position": "side_lying", "sides": "each", "sets": 1}
    texts = {
        "lift": EXERCISE.format(**lift, tempo="raise: 3 s, hold: 1 s, lower: 3 s", phase="raise"),
        "sway": EXERCISE.format(**sway, tempo="open: 3 s, close: 3 s", phase="open"),
        "stay": HOLD.replace("cues: []", "cues:\n  - {phase: hold, say: Stay there.}"),
    }
    for name, text in texts.items():
        kind, rate, channels = CLIPS[name]
        # A sentence shared by two exercises would be heard in one of its recordings only.
        own = text.replace("say: Slowly.", f"say: Go {name} slowly.")
        recorded = own.replace(".}\n", f"., clip: media/{name}_cue.{kind}}}\n", 1)
        (folder / f"{name}.yaml").write_text(f"clip: media/{name}.{kind}\n{recorded}")
        for part, lasts in (("", NAME_S), ("_cue", CUE_S)):
            clip = _clip(kind, lasts, rate, channels)
            (folder / "media" / f"{name}{part}.{kind}").write_bytes(clip)
    (folder / "programmes" / f"{PROGRAMME_ID}.yaml").write_text(PROGRAMME)


def _clip(kind: str, seconds: float, rate: int, channels: int) -> bytes:
    """Return a recording of a tone that wavers a little, as no phrase and no cue does."""
    wave = (
        round(6000 * math.sin(2 * math.pi * (440 + 20 * math.sin(at / rate)) * at / rate))
        for at in range(round(seconds * rate))
    )
    samples = array("h", (one for one in wave for _ in range(channels))).tobytes()
    if kind == "wav":
        return wav_of(Samples(rate=rate, channels=channels, content=samples))
    if kind == "mp3":
        encoder = lameenc.Encoder()
        encoder.set_in_sample_rate(rate)
        encoder.set_channels(channels)
        encoder.silence()
        return bytes(encoder.encode(samples) + encoder.flush())
    file = io.BytesIO()
    with soundfile.SoundFile(file, "w", rate, channels, format="OGG", subtype="VORBIS") as writer:
        writer.buffer_write(samples, "int16")
    return file.getvalue()


def _score(home: Path) -> tuple[PlacedCue, ...]:
    """Return every sound of the session, and make sure that it lasts as long as it should."""
    os.environ["KNEECOACH_HOME"] = str(home)
    with opened() as desk:
        plan = desk.coach.plan_day(desk.coach.programme(PROGRAMME_ID), None)
        settings = desk.settings
    steps = build_timeline(plan, timeline_options(settings))
    print(f"  a session of {expected_seconds(steps) / 60:.0f} minutes", flush=True)
    hearing = with_recordings(hearing_of(settings), (one.exercise for one in plan.exercises))
    return Score(steps, hearing).sounds()


def _insist_on_sound(score: tuple[PlacedCue, ...], recording: Path, seconds: float) -> None:
    """Compare the recording with the score.

    Raises:
        SystemExit: Something was not heard that should have been.
    """
    content = recording.read_bytes()
    began = _first_sound(content)
    ends = min(seconds, len(content) / FRAME_BYTES / RATE - began) - LATEST_S
    heard: dict[str, list[bool]] = {kind: [] for kind in KINDS}
    whole = [one for one in score if one.at + length_of(one.name) < ends]
    for begins in range(0, max(0, round(ends)), STRETCH_S):
        stretch = [one for one in whole if begins <= one.at < begins + STRETCH_S]
        found = max((_heard(content, began + offset, stretch) for offset in OFFSETS_S), key=sum)
        for one, is_heard in zip(stretch, found, strict=True):
            heard.setdefault(_kind(one.name), []).append(is_heard)
    told = (f"{sum(each)} of {len(each)} {kind}" for kind, each in heard.items())
    print(f"  heard {', '.join(told)}")
    missing = [
        kind for kind, each in heard.items() if not each or sum(each) < SHARE_HEARD * len(each)
    ]
    if missing:
        raise SystemExit(f"Not heard as they should be: {', '.join(missing)}. Nothing is measured.")


def _heard(content: bytes, began: float, sounds: list[PlacedCue]) -> list[bool]:
    return [_is_heard(content, began + one.at, one.name) for one in sounds]


def _first_sound(content: bytes) -> float:
    block = RATE // 100 * FRAME_BYTES
    places = range(0, len(content), block)
    loud = (at for at in places if audioop.max(content[at : at + block], FRAME_BYTES) > SILENT)
    return next(loud, 0) / FRAME_BYTES / RATE


def _is_heard(content: bytes, at: float, sound: Sound) -> bool:
    """Return whether anything sounds in the middle of where a sound should be."""
    middle = at + length_of(sound) / 2
    first, last = (round((middle + off) * RATE) * FRAME_BYTES for off in (-NEAR_S, NEAR_S))
    return audioop.max(content[first:last], FRAME_BYTES) > SILENT


def _kind(sound: Sound) -> str:
    match sound:
        case Tick():
            return "ticks"
        case Hum():
            return "hums"
        case Phrase() if sound.path is None:
            return "words without a recording"
        case Phrase() if sound.is_own:
            return f"{sound.path.suffix[1:]} recordings"
        case Phrase():
            return "words"
        case _:
            return "cues"


def _print_run(name: str, run: Run) -> None:
    print(
        f"{name:>10}  PSS peak {run.peak.pss:6.1f} end {run.end.pss:6.1f}   "
        f"RSS peak {run.peak.rss:6.1f} end {run.end.rss:6.1f} MB",
        flush=True,
    )


def _report(quiet: list[Run], loud: list[Run]) -> int:
    peak = _added(quiet, loud, lambda run: run.peak.pss)
    end = _added(quiet, loud, lambda run: run.end.pss)
    print(f"medians of {len(loud)} runs each")
    print(f"sound adds to PSS, peak  {peak:5.1f} MB (target at most {MOST_MB:g})")
    print(f"sound adds to PSS, end   {end:5.1f} MB (target at most {MOST_MB:g})")
    print(f"sound adds to RSS, peak  {_added(quiet, loud, lambda run: run.peak.rss):5.1f} MB")
    print(f"sound adds to RSS, end   {_added(quiet, loud, lambda run: run.end.rss):5.1f} MB")
    return int(max(peak, end) > MOST_MB)


def _added(quiet: list[Run], loud: list[Run], of: Callable[[Run], float]) -> float:
    return median(map(of, loud)) - median(map(of, quiet))


if __name__ == "__main__":
    sys.exit(main())
