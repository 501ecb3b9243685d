"""Sets that nobody counted are written down as they were asked for."""

from __future__ import annotations

from collections import Counter

from coach_builders import a_coach, starter
from fakes import FakeClock
from fakes_history import FakeHistoryStore

from kneecoach.coach.asked import asked_for
from kneecoach.coach.done import done_as_asked
from kneecoach.model.record import Outcome
from kneecoach.model.units import Percent


def test_each_set_that_was_asked_for_is_there_once_and_no_other(clock: FakeClock) -> None:
    coach = a_coach(clock, FakeHistoryStore())
    asked = asked_for(coach.plan_day(starter()), with_all=True)
    done = done_as_asked(asked, clock.now(), complete=Percent(60))
    counted = Counter((one.position, one.exercise_id, one.side) for one in done)
    assert counted == {(one.position, one.exercise_id, one.side): one.dose.sets for one in asked}
    assert len({one.id for one in done}) == len(done)
    assert {(one.outcome, one.complete) for one in done} == {(Outcome.DONE, Percent(60))}
    for one in asked:
        numbers = [each.set_number for each in done if each.position == one.position]
        assert set(numbers) == set(range(1, one.dose.sets + 1))
