"""Make the sound of every cue: short, bright, and told apart by pitch and pattern."""

from __future__ import annotations

import warnings
from functools import cache, lru_cache

from kneecoach.sound.cues import CueName
from kneecoach.sound.notes import PATTERNS, TICK_MS, Note
from kneecoach.sound.sounds import LENGTH_STEP_MS, Hum, Tick

with warnings.catch_warnings():
    # pydub imports a module that Python 3.13 moved to audioop-lts, which is in our requirements,
    # and looks for an ffmpeg that is never used here.
    warnings.filterwarnings(
        "ignore", message="'audioop' is deprecated", category=DeprecationWarning
    )
    warnings.filterwarnings("ignore", message="Couldn't find ffmpeg", category=RuntimeWarning)
    warnings.filterwarnings("ignore", message="invalid escape sequence")
    import audioop

    from pydub import AudioSegment
    from pydub.generators import Sine

RATE = 48_000
CHANNELS = 2
PEAK_DBFS = -12.0
TICK_DBFS = -24.0
HUM_DBFS = -30.0
"""Ticks and hums lie well under cues and words, which are what has to be understood."""

LOOP_MS = LENGTH_STEP_MS
"""Every pitch is a multiple of 50 Hz, so that 20 ms of it can be repeated without a seam."""

KEPT_HUMS = 12
PIECE_MS = 4
SAMPLE_BYTES = 2

OVERTONES_DB = (0.0, -12.0, -20.0)
"""Loudness of the pitch, its octave and its twelfth: warmer than a bare sine."""


@cache
def render(name: CueName, rate: int = RATE, channels: int = CHANNELS) -> bytes:
    """Return the samples of a cue, 16 bit, little endian, its highest peak at -12 dBFS.

    It starts at full strength within its first millisecond, so that its onset is sharp.

    Args:
        name: Which cue.
        rate: Frames a second.
        channels: 1 or 2; both carry the same.
    """
    sound = AudioSegment.empty().set_frame_rate(rate)
    for note in PATTERNS[name]:
        sound += _render_note(note, rate)
        if note.gap_ms:
            sound += AudioSegment.silent(duration=note.gap_ms, frame_rate=rate)
    level = sound.apply_gain(PEAK_DBFS - sound.max_dBFS).set_channels(channels)
    return bytes(level.raw_data)


@cache
def render_tick(tick: Tick, rate: int = RATE, channels: int = CHANNELS) -> bytes:
    """Return the samples of a tick, its highest peak at -24 dBFS."""
    sound = _render_note(Note(hertz=tick.hertz, lasts_ms=TICK_MS), rate)
    level = sound.apply_gain(TICK_DBFS - sound.max_dBFS).set_channels(channels)
    return bytes(level.raw_data)


@lru_cache(maxsize=KEPT_HUMS)
def render_hum(hum: Hum, rate: int = RATE, channels: int = CHANNELS) -> bytes:
    """Return the samples of one swell of a hum, its highest peak at -30 dBFS."""
    sound = _loop(hum.hertz, rate) * (hum.lasts_ms // LOOP_MS)
    level = sound.apply_gain(HUM_DBFS - sound.max_dBFS).set_channels(channels)
    return _swelling(bytes(level.raw_data), rate * PIECE_MS // 1000 * channels * SAMPLE_BYTES)


def _swelling(samples: bytes, piece: int) -> bytes:
    """Let a sound come and go evenly, piece by piece; each is too short for its step to be heard.

    pydub's own fade takes 40 ms for a second of sound, which a window would feel.
    """
    half = len(samples) / 2
    return b"".join(
        audioop.mul(samples[at : at + piece], SAMPLE_BYTES, 1.0 - abs(at + piece / 2 - half) / half)
        for at in range(0, len(samples), piece)
    )


def _render_note(note: Note, rate: int) -> AudioSegment:
    return (_loop(note.hertz, rate) * (note.lasts_ms // LOOP_MS)).fade_out(note.lasts_ms // 2)


def _loop(hertz: int, rate: int) -> AudioSegment:
    loop = Sine(hertz, sample_rate=rate).to_audio_segment(duration=LOOP_MS, volume=-6.0)
    for number, loudness in enumerate(OVERTONES_DB[1:], start=2):
        partial = Sine(hertz * number, sample_rate=rate)
        loop = loop.overlay(partial.to_audio_segment(duration=LOOP_MS, volume=-6.0 + loudness))
    return loop
