"""Check what the parts of a figure say about each other and about the exercise."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from kneecoach.packs.draft import Draft
from kneecoach.packs.figure import stops_of
from kneecoach.packs.nodes import Flaw
from kneecoach.packs.problem import did_you_mean
from kneecoach.packs.values import Value

_SPOT = ("forward", "up", "side")


FIGURE = "figure"


def set_figure_apart(draft: Draft, found: Value) -> None:
    """Check the figure; one that is wrong is left out, and the exercise stays with its words."""
    figure = found.get(FIGURE)
    wrong = [flaw for flaw in draft.flaws if _is_in_figure(flaw)]
    if figure is not None and not wrong:
        wrong = list(figure_flaws(figure))
    if wrong:
        draft.flaws[:] = [flaw for flaw in draft.flaws if not _is_in_figure(flaw)]
        draft.lapses.extend(wrong)
        found.leave_out(FIGURE)


def _is_in_figure(flaw: Flaw) -> bool:
    return flaw.field == FIGURE or flaw.field.startswith(f"{FIGURE}.")


def figure_flaws(found: Value) -> Iterator[Flaw]:
    """Yield what in a figure contradicts itself, or names what is not there.

    Args:
        found: The figure, as far as it was read.
    """
    names = _pose_names(found)
    yield from _like_flaws(found, ())
    yield from _reach_flaws(found)
    yield from _move_flaws(found, names)
    yield from _prop_flaws(found)
    wrong = found.get("wrong")
    if wrong is not None:
        yield from _like_flaws(wrong, names)
        yield from _reach_flaws(wrong)
        yield from _unknown_wrong(wrong, names)
    for one in found.parts_of("variants").values():
        yield from _like_flaws(one, names)
        yield from _reach_flaws(one)
        yield from _move_flaws(one, (*names, *_pose_names(one)))
        yield from _prop_flaws(one)


def figure_doubts(
    found: Value, *, phases: Iterable[str], variants: Iterable[str], mistakes: int
) -> Iterator[Flaw]:
    """Yield what a figure says of phases, variants or mistakes that the exercise does not have.

    Args:
        found: The figure, without flaws.
        phases: The phases of all levels.
        variants: The variants of the ladder.
        mistakes: How many mistakes the exercise names.
    """
    known = sorted(phases)
    for phase, one in found.parts_of("moves").items():
        if phase not in known:
            near = did_you_mean(phase, known) or f"; it has {', '.join(known)}"
            yield _flaw(one, f"no level has a phase {phase}, so this is never seen{near}")
    there = list(variants)
    for name, one in found.parts_of("variants").items():
        if name not in there:
            yield _flaw(one, f"the ladder has no variant of this name{did_you_mean(name, there)}")
    wrong = found.get("wrong")
    number = (wrong.whole("mistake") or 1) if wrong else 0
    if wrong is not None and number > mistakes:
        place = wrong.get("mistake") or wrong
        yield _flaw(place, f"shows mistake {number}, and the exercise has {mistakes or 'none'}")


def _pose_names(found: Value) -> tuple[str, ...]:
    poses = found.get("poses")
    return poses.names() if poses else ()


def _like_flaws(found: Value, known: tuple[str, ...]) -> Iterator[Flaw]:
    above = list(known)
    for name, pose in found.parts_of("poses").items():
        like = pose.get("like")
        if like is not None and like.as_text() not in above:
            near = did_you_mean(like.as_text(), above)
            sentence = f"there is no pose {like.as_text()} above this one{near}"
            yield _flaw(like, sentence)
        above.append(name)


def _unknown_wrong(wrong: Value, names: tuple[str, ...]) -> Iterator[Flaw]:
    for name, pose in wrong.parts_of("poses").items():
        if names and name not in names:
            near = did_you_mean(name, names) or f"; there are {', '.join(names)}"
            yield _flaw(pose, f"the right way has no pose {name} to differ from{near}")


def _reach_flaws(found: Value) -> Iterator[Flaw]:
    for pose in found.parts_of("poses").values():
        for one in pose.parts_of("reach").values():
            if one.has(*_SPOT) == one.has("to"):
                yield _flaw(
                    one, "says either what it touches (`to`) or a spot, not both or neither"
                )


def _move_flaws(found: Value, names: tuple[str, ...]) -> Iterator[Flaw]:
    for move in found.parts_of("moves").values():
        to = move.get("to")
        if (to is None) != move.has("stops"):
            yield _flaw(move, "says either `to` or `stops`, not both or neither")
            continue
        for one in (to, *(stop.get("pose") for stop in move.items("stops"))):
            if one is not None and one.as_text() not in names:
                near = did_you_mean(one.as_text(), names) or (
                    f"; there are {', '.join(names)}" if names else "; write `poses` first"
                )
                yield _flaw(one, f"there is no pose {one.as_text()}{near}")
        times = [stop.at for stop in stops_of(move)]
        if times != sorted(set(times)):
            yield _flaw(move, "has stops whose times do not rise")
        elif times[-1] != 100:
            yield _flaw(move, "ends before the phase does; the last stop is at 100")


def _prop_flaws(found: Value) -> Iterator[Flaw]:
    for prop in found.items("props"):
        thing, to = prop.text("thing"), prop.get("to")
        if thing in {"band", "strap", "weight"} and not prop.has("around"):
            yield _flaw(prop, f"a {thing} says what it is `around`")
        if to is not None and to.has("part") == to.has(*_SPOT):
            yield _flaw(to, "is either a part of the body or a spot, not both or neither")


def _flaw(value: Value, sentence: str) -> Flaw:
    return Flaw(at=value.at, field=value.path, sentence=sentence)
