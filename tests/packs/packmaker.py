"""Make small packs for tests: valid texts, and the same with one thing changed."""

from __future__ import annotations

from pathlib import Path

EXERCISE = """\
format: kneecoach-exercise/1
name: Clam
kind: strength
position: side_lying
why: Wakes the hip.
areas: [hip]
dose:
  sides: each
  sets: 2
  reps: 10
  tempo: {open: 2 s, hold: 2 s, close: 2 s}
  rest: 30 s
ladder:
  - change: {reps: 12}
  - change: {hold: 3 s}
  - variant: single-leg
    reps: 8
    note: harder
steps:
  - Lie down.
cues:
  - {phase: open, say: Open}
  - Stay still
mistakes:
  - {what: Rolling, instead: Stay}
cautions: [Take care]
equipment: [mat, {name: band, optional: yes}]
easier: none
harder: none
sources: [book]
figure: {view: side}
"""

PROGRAMME = """\
format: kneecoach-programme/1
name: Starter
why: To begin with.
days_a_week: 3
most_days_a_week: 5
exercises:
  - clam
sources: [book]
"""

CARD = """\
format: kneecoach-education/1
name: Around the kneecap
regions: [front]
says: An ache here is common.
causes:
  - {name: Runner's knee, says: A dull ache may go with this.}
worse: [Stairs]
helps: [Shorter runs]
see_someone: [It locks]
proposes:
  - {programme: starter, why: It is calm.}
sources: [book]
"""

PACK = """\
format: kneecoach-pack/1
id: mine
name: My pack
version: 1.0.0
author: Someone
review: awaiting a physiotherapist's review
sources:
  book: A book
  page: {title: A page, where: somewhere}
"""


def changed(text: str, old: str, new: str) -> str:
    """Return the text with one thing changed, which has to be there."""
    assert old in text, f"{old!r} is not in the text"
    return text.replace(old, new, 1)


def write_pack(
    folder: Path,
    *,
    pack: str | None = PACK,
    exercises: dict[str, str] | None = None,
    programmes: dict[str, str] | None = None,
    education: dict[str, str] | None = None,
) -> Path:
    """Write a pack into a folder and return the folder."""
    (folder / "programmes").mkdir(parents=True)
    if pack is not None:
        (folder / "pack.yaml").write_text(pack, encoding="utf-8")
    for name, text in ({"clam": EXERCISE} if exercises is None else exercises).items():
        (folder / f"{name}.yaml").write_text(text, encoding="utf-8")
    for name, text in ({"starter": PROGRAMME} if programmes is None else programmes).items():
        (folder / "programmes" / f"{name}.yaml").write_text(text, encoding="utf-8")
    if education is not None:
        (folder / "education").mkdir()
    for name, text in (education or {}).items():
        (folder / "education" / f"{name}.yaml").write_text(text, encoding="utf-8")
    return folder
