"""What Today shows comes back from a line of text as it was, and nothing else does."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from uuid import UUID

import pytest
from look_samples import FRIDAY, care_plan, paused_plan, plan, view

from kneecoach.model.decision import Urgency
from kneecoach.model.feedback import Flag, Knee
from kneecoach.model.record import CheckIn, Silence
from kneecoach.model.units import PainScore
from kneecoach.ui.packed_day import pack_day, unpack_day
from kneecoach.ui.today_shown import TodayShown
from kneecoach.ui.today_view import ResumeView, TodayView
from kneecoach.ui.words.today import figures_of, shown_of

SAID = CheckIn(
    id=UUID(int=5),
    person_id=UUID(int=1),
    day=FRIDAY,
    recorded_at=datetime(2026, 3, 6, 7, tzinfo=UTC),
    pain=PainScore(2),
    knee=Knee.LEFT,
    stiff=True,
    flags=frozenset({Flag.SWELLING, Flag.NIGHT_PAIN}),
    walks_30_minutes=False,
    note="“sore” on the stairs",
)
OWED = plan(morning_owed=FRIDAY - timedelta(days=1), missing=("wall_sit",))
DAYS = {
    "due": view(),
    "owed": view(plan=OWED, knees=(Knee.LEFT, Knee.RIGHT)),
    "said": view(plan=OWED, knees=(Knee.LEFT, Knee.RIGHT), words=(SAID,)),
    "care": view(plan=care_plan(Urgency.SOON)),
    "paused": view(plan=paused_plan()),
    "cut off": view(
        resume=ResumeView(session_id=UUID(int=9), day=FRIDAY, sets_done=5, sets=14),
        problems=("a.yaml:1:1: sets: missing",),
    ),
    "no programme": view(plan=None),
    "silence": view(
        asks_function=True,
        silences=(
            Silence(
                id=UUID(int=7),
                person_id=UUID(int=1),
                flag=Flag.SWELLING,
                knee=Knee.LEFT,
                day=FRIDAY,
                until=FRIDAY,
                recorded_at=datetime(2026, 3, 6, 7, tzinfo=UTC),
                note="physio",
            ),
        ),
    ),
}


@pytest.mark.parametrize("day", DAYS)
def test_every_kind_of_day_comes_back_as_it_was(day: str) -> None:
    shown = shown_of(DAYS[day])
    packed = pack_day(shown)
    assert "\n" not in packed
    assert unpack_day(packed) == shown


def test_the_pictures_are_those_of_the_rows() -> None:
    shown = shown_of(view())
    assert shown.session is not None
    names = [one.name for one in shown.session.rows]
    assert [one.name for one in figures_of(view())] == names
    assert figures_of(TodayView(day=FRIDAY)) == ()


def _places(told: object, path: tuple[object, ...] = ()) -> list[tuple[object, ...]]:
    inside = told.items() if isinstance(told, dict) else enumerate(told)  # type: ignore[arg-type]
    found = []
    for key, one in inside:
        found.append((*path, key))
        if isinstance(one, dict | list):
            found.extend(_places(one, (*path, key)))
    return found


FULL = json.loads(pack_day(shown_of(DAYS["said"])))


@pytest.mark.parametrize("other", [None, 7, 7.5, "text", True, [], {}, [7], {"a": 1}])
def test_anything_in_its_place_is_refused_or_of_the_right_kind(other: object) -> None:
    for place in _places(FULL):
        _check_place(place, other)


def _check_place(place: tuple[object, ...], other: object) -> None:
    told = json.loads(json.dumps(FULL))
    holder = told
    for key in place[:-1]:
        holder = holder[key]
    holder[place[-1]] = other
    try:
        shown = unpack_day(json.dumps(told))
    except ValueError:
        return
    assert isinstance(shown, TodayShown)
    assert unpack_day(pack_day(shown)) == shown
    was = FULL
    for key in place:
        was = was[key]
    assert other is None or was is None or type(other) is type(was)


@pytest.mark.parametrize("change", ["more", "less"])
def test_other_fields_are_refused(change: str) -> None:
    told = dict(FULL)
    if change == "more":
        told["else"] = 1
    else:
        del told["heading"]
    with pytest.raises(ValueError, match="packed"):
        unpack_day(json.dumps(told))


def test_a_day_is_another_when_one_word_is() -> None:
    shown = shown_of(view())
    assert shown != replace(shown, heading="Friday")
