"""Render what the coach says into `assets/voice/<language>/`.

    PYTHONPATH=. python packaging/render_voice.py [LANGUAGE ...]

Needs the package py-nanotts, which holds SVOX Pico and its voices (Apache-2.0); it is a tool for
this script alone and has no part in the product. Run it again when an exercise of our own pack, its
cues, or `kneecoach/sound/words.py` change: it renders what is new, and removes what is not said any
more. A recording is a WAV file of one channel, 16 kHz, IMA ADPCM (four bits a sample), which every
player opens and which the coach decodes with `audioop` alone.

`words.json` in a language's folder names the voice and, for another language than English, gives
the words for each sentence. A sentence that it does not have is not rendered: the coach sounds a
knock then, and the words are on the screen.
"""

from __future__ import annotations

import argparse
import json
import re
import struct
import warnings
from array import array
from collections.abc import Iterator
from pathlib import Path

from kneecoach.packs.catalogue import read_packs
from kneecoach.resources import resource
from kneecoach.sound.voice import (
    BLOCK_BYTES,
    BLOCK_FRAMES,
    HEADER,
    PHRASE_LIST,
    VOICE_RATE,
    file_name,
)
from kneecoach.sound.words import all_phrases

with warnings.catch_warnings():
    warnings.simplefilter("ignore", DeprecationWarning)
    import audioop

LOUDNESS = 0.12
"""Share of full scale that speech has on average."""

LARGEST_PEAK = 0.7
QUIET = 0.008
"""Share of full scale below which a recording begins and ends."""

EDGE_FRAMES = VOICE_RATE * 12 // 1000
"""Silence kept before and after the words, so that no consonant is cut."""

_SWAPPED = bytes(((one & 15) << 4) | (one >> 4) for one in range(256))
_NUMBERED = re.compile(r"\d+")


def wanted() -> Iterator[str]:
    """Yield every sentence: the coach's own, then those of our pack."""
    yield from all_phrases()
    catalogue = read_packs((resource("exercises"),)).catalogue
    for programme in catalogue.programmes:
        yield programme.name
    for exercise in catalogue.exercises:
        yield exercise.name
        yield from (cue.say for cue in exercise.cues)


def spoken(text: str, words: dict[str, str] | None) -> str | None:
    """Return what is said for a sentence in a language; None where it has no words for it.

    Numbers are taken over: `Set 2 of 3.` is looked up as `Set {} of {}.`.
    """
    if words is None:
        return text
    if text in words:
        return words[text]
    template = words.get(_NUMBERED.sub("{}", text))
    return None if template is None else template.format(*_NUMBERED.findall(text))


def tidy(samples: bytes) -> bytes:
    """Cut silence off both ends, and make every sentence as loud as the others."""
    values = array("h", samples)
    loud = [at for at, one in enumerate(values) if abs(one) > QUIET * 32768]
    if not loud:
        raise SystemExit("the voice said nothing")
    first, last = max(0, loud[0] - EDGE_FRAMES), loud[-1] + EDGE_FRAMES
    cut = values[first:last].tobytes()
    gain = LOUDNESS * 32768 / audioop.rms(cut, 2)
    gain = min(gain, LARGEST_PEAK * 32768 / audioop.max(cut, 2))
    return audioop.mul(cut, 2, gain)


def encode(samples: bytes) -> bytes:
    """Return a WAV file of IMA ADPCM."""
    frames = len(samples) // 2
    blocks: list[bytes] = []
    index = 0
    for at in range(0, frames, BLOCK_FRAMES):
        part = samples[at * 2 : (at + BLOCK_FRAMES) * 2].ljust(BLOCK_FRAMES * 2, b"\0")
        (first,) = struct.unpack_from("<h", part)
        packed, (_, after) = audioop.lin2adpcm(part[2:], 2, (first, index))
        blocks.append(struct.pack("<hBB", first, index, 0) + packed.translate(_SWAPPED))
        index = after
    body = b"".join(blocks)
    return (
        HEADER.pack(
            *(b"RIFF", HEADER.size - 8 + len(body), b"WAVE"),
            *(b"fmt ", 20, 0x11, 1, VOICE_RATE, VOICE_RATE * BLOCK_BYTES // BLOCK_FRAMES),
            *(BLOCK_BYTES, 4, 2, BLOCK_FRAMES),
            *(b"fact", 4, frames),
            *(b"data", len(body)),
        )
        + body
    )


def render(language: str, *, again: bool) -> None:
    """Bring the folder of one language up to date."""
    from py_nanotts import NanoTTS

    folder = resource("assets", "voice", language)
    source = json.loads((folder / "words.json").read_text(encoding="utf-8"))
    said_as = source.get("said_as", {})
    voice = NanoTTS()
    says: dict[str, str] = {}
    silent: list[str] = []
    before = _listed(folder)
    for text in wanted():
        words = spoken(text, source.get("words"))
        if words is None:
            silent.append(text)
            continue
        says[text] = words
        path = folder / file_name(text)
        if again or before.get(text) != words or not path.exists():
            sound = said_as.get(words, words)
            path.write_bytes(encode(tidy(voice.speak(sound, voice=source["voice"]))))
    listed = {"voice": source["voice"], "licence": source["licence"], "phrases": says}
    text = json.dumps(listed, indent=1, ensure_ascii=False, sort_keys=True) + "\n"
    (folder / PHRASE_LIST).write_text(text, encoding="utf-8")
    names = {file_name(text) for text in says}
    for path in folder.glob("*.wav"):
        if path.name not in names:
            path.unlink()
    size = sum(path.stat().st_size for path in folder.glob("*.wav"))
    print(f"{language}: {len(says)} phrases, {size / 1e6:.1f} MB")
    for text in silent:
        print(f"{language}: no words for {text!r}")


def _listed(folder: Path) -> dict[str, str]:
    try:
        listed: dict[str, str] = json.loads((folder / PHRASE_LIST).read_text("utf-8"))["phrases"]
    except (OSError, ValueError, KeyError):
        return {}
    return listed


def main() -> int:
    """Render the languages that were named, or all."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else "")
    parser.add_argument("languages", nargs="*", help="such as en; otherwise all")
    parser.add_argument("--again", action="store_true", help="render also what is there")
    asked = parser.parse_args()
    every = sorted(path.parent.name for path in resource("assets", "voice").glob("*/words.json"))
    for language in asked.languages or every:
        render(language, again=asked.again)
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
