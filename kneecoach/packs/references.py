"""Follow what files say about each other, and make the catalogue of all that is fit for use."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path

from kneecoach.model.exercise import Exercise
from kneecoach.model.programme import Catalogue, Pack, Programme
from kneecoach.packs.build import make_exercise, make_pack, make_programme
from kneecoach.packs.draft import Draft
from kneecoach.packs.format_parts import NONE
from kneecoach.packs.items import item_flaws, rolls_only
from kneecoach.packs.nodes import Flaw
from kneecoach.packs.pack_draft import PackDraft
from kneecoach.packs.problem import Place, did_you_mean, excerpt
from kneecoach.packs.stages import stage_flaws
from kneecoach.packs.values import Value
from kneecoach.values import replace


def resolve(packs: Sequence[PackDraft]) -> Catalogue:
    """Return everything fit for use, and add to the drafts what their references get wrong."""
    kept = refuse_repeated_packs(packs)
    ids = refuse_repeated_ids([draft for pack in kept for draft in pack.exercises])
    left_out = {draft.file.stem for pack in kept for draft in pack.exercises} - set(ids)
    exercises = tuple(one for pack in kept for one in _exercises(pack, ids, left_out))
    known = {one.id: one for one in exercises}
    refuse_repeated_ids([draft for pack in kept for draft in pack.programmes])
    return Catalogue(
        packs=tuple(pack for pack in map(_pack, kept) if pack is not None),
        exercises=exercises,
        programmes=tuple(one for pack in kept for one in _programmes(pack, known, left_out)),
    )


def refuse_repeated_packs(packs: Sequence[PackDraft]) -> list[PackDraft]:
    """Return the packs without those whose id another one has already; those are left out whole."""
    files: dict[str, Path] = {}
    kept = []
    for pack in packs:
        draft = pack.pack
        if draft is None or not pack.pack_id:
            kept.append(pack)
            continue
        first = files.setdefault(pack.pack_id, draft.file)
        if first is draft.file:
            kept.append(pack)
            continue
        sentence = f"the pack {pack.pack_id} is already there ({first}); this one is left out"
        draft.flaws.append(Flaw(at=Place(), field="id", sentence=sentence))
    return kept


def refuse_repeated_ids(drafts: Iterable[Draft]) -> set[str]:
    """Return the ids of sound drafts; a second file with the same id is not sound."""
    files: dict[str, Path] = {}
    for draft in drafts:
        if not draft.is_sound:
            continue
        first = files.setdefault(draft.file.stem, draft.file)
        if first is not draft.file:
            sentence = f"the id {draft.file.stem} is already taken by {first}; rename this file"
            draft.flaws.append(Flaw(at=Place(), field="id", sentence=sentence))
    return set(files)


def _pack(pack: PackDraft) -> Pack | None:
    if pack.pack is None or pack.pack.found is None or pack.pack.flaws:
        return None
    return make_pack(pack.pack.found)


def _exercises(pack: PackDraft, ids: set[str], left_out: set[str]) -> Iterator[Exercise]:
    for draft in pack.exercises:
        if draft.found is None:
            continue
        draft.lapses.extend(unknown_sources(draft.found, pack))
        for name in ("easier", "harder"):
            neighbour = draft.found.get(name)
            if neighbour is not None and neighbour.content not in {NONE, *ids, *left_out}:
                draft.lapses.append(_unknown(neighbour, {*ids, *left_out}))
        if draft.is_sound:
            made = make_exercise(draft.found, draft.levels, draft.file, pack.pack_id)
            yield replace(
                made,
                easier=made.easier if made.easier in ids else None,
                harder=made.harder if made.harder in ids else None,
                sources=known_sources(made.sources, pack),
                review=made.review or pack.review,
            )


def _programmes(
    pack: PackDraft, known: Mapping[str, Exercise], left_out: set[str]
) -> Iterator[Programme]:
    for draft in pack.programmes:
        if draft.found is None:
            continue
        draft.lapses.extend(unknown_sources(draft.found, pack))
        items = draft.found.items("exercises")
        for item in items:
            named = item.get("exercise")
            if named is None:
                continue
            exercise = known.get(named.as_text())
            draft.flaws.extend(item_flaws(item, exercise))
            if exercise is not None:
                continue
            if named.as_text() in left_out:
                sentence = f"{named.as_text()} was left out, as its own file has to be mended first"
                draft.doubts.append(Flaw(at=named.at, field=named.path, sentence=sentence))
            else:
                draft.lapses.append(_unknown(named, {*known, *left_out}))
        draft.flaws.extend(stage_flaws(draft.found, known))
        if not draft.is_sound:
            continue
        if rolls_only([known.get(item.text("exercise")) for item in items]):
            sentence = "has nothing but rolling; rolling helps beside exercises, not on its own"
            place = draft.found.parts()["exercises"]
            draft.doubts.append(Flaw(at=place.at, field=place.path, sentence=sentence))
        made = make_programme(draft.found, draft.file, pack.pack_id)
        sources = known_sources(made.sources, pack)
        yield replace(made, sources=sources, review=made.review or pack.review)


def _unknown(value: Value, ids: set[str]) -> Flaw:
    name = value.as_text()
    sentence = f"there is no exercise {excerpt(name)}{did_you_mean(name, sorted(ids))}"
    return Flaw(at=value.at, field=value.path, sentence=sentence)


def unknown_sources(found: Value, pack: PackDraft) -> Iterator[Flaw]:
    """Yield the sources that a file names and its pack does not have."""
    keys = pack.source_keys
    if keys is None:
        return
    for source in found.items("sources"):
        key = source.as_text()
        if key not in keys:
            sentence = f"pack.yaml has no source {excerpt(key)}{did_you_mean(key, keys)}"
            yield Flaw(at=source.at, field=source.path, sentence=sentence)


def known_sources(sources: tuple[str, ...], pack: PackDraft) -> tuple[str, ...]:
    """Return the sources that the pack has."""
    keys = pack.source_keys or ()
    return tuple(key for key in sources if key in keys)
