"""Let other ways of doing an exercise follow a change of the usual way where they were the same.

A way that has its own movement, planted parts or things says all of them, most as in the usual way.
What it says otherwise stays as it is; what was the same is the same again after the change.
"""

from __future__ import annotations

from kneecoach.packs.building import edit
from kneecoach.packs.building.exercise_phases import phases_of
from kneecoach.packs.building.exercise_poses import FIGURE, variant_part
from kneecoach.packs.building.exercise_ways import Own, has_own
from kneecoach.packs.building.variants import variants_of
from kneecoach.packs.building.where import count_at, keys_at, plain_at, root_of
from kneecoach.packs.building.written import Plain


def follow(before: str, after: str) -> str:
    """Return an exercise after a change, with the same change in ways that were the same there.

    Args:
        before: The exercise before the change.
        after: The exercise after it.
    """
    if before == after:
        return after
    for name in variants_of(before):
        if name in variants_of(after):
            part = variant_part(name)
            after = _moves(before, after, part)
            after = _whole(before, after, part, Own.PLANTED)
            after = _things(before, after, part)
    return after


def has_copies(text: str, own: Own) -> bool:
    """Return whether a way has its own of something."""
    return any(has_own(text, variant_part(one), own) for one in variants_of(text))


def differing_phases(text: str, part: str) -> tuple[str, ...]:
    """Return the phases in which a way moves otherwise than the usual way."""
    if not has_own(text, part, Own.MOVES):
        return ()
    phases = dict.fromkeys(one.name for one in phases_of(text, part))
    return tuple(
        one
        for one in phases
        if _said(text, f"{part}.moves.{one}") != _said(text, f"{FIGURE}.moves.{one}")
    )


def _moves(before: str, after: str, part: str) -> str:
    """Return what is after a change of phases: each phase of a way follows for itself."""
    if not _both_have(before, after, part, Own.MOVES):
        return after
    phases = {one.name for one in phases_of(after, part)}
    for phase in keys_at(root_of(after), f"{FIGURE}.{Own.MOVES}"):
        if phase in phases:
            after = _one(before, after, part, f"{Own.MOVES}.{phase}")
    return after


def _things(before: str, after: str, part: str) -> str:
    """Return what is after a change of things: all follow, or each where none came or went."""
    if not _both_have(before, after, part, Own.PROPS):
        return after
    followed = _whole(before, after, part, Own.PROPS)
    counts = {
        count_at(root_of(text), f"{each}.{Own.PROPS}")
        for text in (before, after)
        for each in (part, FIGURE)
    }
    if followed != after or len(counts) > 1:
        return followed
    for number in range(1, max(counts) + 1):
        after = _one(before, after, part, f"{Own.PROPS}[{number}]")
    return after


def _whole(before: str, after: str, part: str, own: Own) -> str:
    return _one(before, after, part, own) if _both_have(before, after, part, own) else after


def _both_have(before: str, after: str, part: str, own: Own) -> bool:
    return has_own(before, part, own) and has_own(after, part, own)


def _one(before: str, after: str, part: str, below: str) -> str:
    """Return what is after a change of one place, in a way that was the same and still is."""
    usual, own = f"{FIGURE}.{below}", f"{part}.{below}"
    was, now = _said(before, own), _said(after, usual)
    if was != _said(before, usual) or was != _said(after, own) or now == was:
        return after
    return edit.write(after, own, now)


def _said(text: str, path: str) -> Plain:
    """Return what stands at a path; nothing is as good as an empty list."""
    return plain_at(root_of(text), path) or ()
