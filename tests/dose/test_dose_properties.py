"""What must always hold, whatever is felt and recorded."""

from __future__ import annotations

from dataclasses import replace
from itertools import pairwise
from random import Random

from dose_builders import (
    DAY,
    catalogue,
    check_in,
    clearance,
    done,
    exercise,
    history,
    on,
    overrule,
    programme,
    session,
    silence,
)
from hypothesis import assume, event, given
from hypothesis import strategies as st

from kneecoach.dose.chain import Cause
from kneecoach.dose.decide import decide, look_at
from kneecoach.dose.item import DoseItem
from kneecoach.dose.judge import judge, judge_by_rules, word
from kneecoach.dose.plan import carry, plan, replay_item
from kneecoach.dose.rules import DECIDERS, RULES
from kneecoach.dose.situation import TRAINING, Change, Paused
from kneecoach.dose.sources import SOURCES
from kneecoach.dose.track import read_records
from kneecoach.model.decision import Action, Standing, Urgency
from kneecoach.model.dose import Side, Sides, Variable
from kneecoach.model.exercise import Kind
from kneecoach.model.feedback import Feedback, Flag, Knee, Today
from kneecoach.model.programme import Limits
from kneecoach.model.record import Choice, Ending, History, SessionRecord

IDS = {rule.id for rule in RULES}
KEYS = {source.key for source in SOURCES}
WORK = {
    Action.SEEK_CARE: 0,
    Action.PAUSE: 1,
    Action.REDUCE_REST: 2,
    Action.REDUCE: 3,
    Action.HOLD: 4,
    Action.RESUME: 4,
    Action.PROGRESS: 5,
}
"""How much work each action asks for; holding and resuming stand side by side."""

CHANGE_WORDS = ("can ", "would ", "lets ", "let ", "decides", "next", "goes up", "counts towards")

# Scores lean towards calm: otherwise every history ends with advice to be seen.
scores = st.one_of(st.integers(0, 2), st.integers(0, 10))
unsure = st.one_of(scores, st.none())
variables = st.one_of(st.none(), st.sampled_from(list(Variable)))
flag_sets = st.one_of(st.just(frozenset()), st.frozensets(st.sampled_from(list(Flag)), max_size=2))
limits = st.builds(
    Limits,
    lowest_level=st.one_of(st.none(), st.integers(1, 3)),
    highest_level=st.one_of(st.none(), st.integers(3, 8)),
    clean_up_to=st.one_of(st.none(), st.integers(0, 5)),
    acceptable_up_to=st.one_of(st.none(), st.integers(0, 5)),
)


def a_feedback(chance, day):
    """Return a session that may have felt like anything, but leans towards calm.

    Scores come from a seed, because drawing each takes far longer than the decision.
    """

    def score():
        return chance.choice([0, 1, 2, chance.randrange(11)])

    return Feedback(
        day=day,
        before=score(),
        during=rarely(chance, score(), None),
        after=rarely(chance, score(), None),
        morning=rarely(chance, score(), None),
        lasted=rarely(chance, chance.choice([0, 0, 1, 2, 3, 4]), None),
        complete=chance.choice([100, 100, 100, 100, 90, 79, 0]),
        effort=rarely(chance, 5, 7, 8, None),
        spare=chance.choice([None, 0, 1, 2, 3]),
        sharp=rarely(chance, False, True),
        throughout=rarely(chance, False, True),
    )


@st.composite
def situations(draw):
    """Draw everything that `decide` takes."""
    levels = draw(st.integers(1, 8))
    sets = draw(st.one_of(st.none(), st.integers(1, 5)))
    item = DoseItem(
        kind=draw(st.sampled_from(list(Kind))),
        level=draw(st.integers(1, levels)),
        levels=levels,
        days_at_level=draw(st.integers(0, 30)),
        frequency=draw(st.integers(1, 7)),
        frequency_cap=draw(st.integers(1, 7)),
        last_change=draw(
            st.one_of(
                st.none(),
                st.builds(
                    Change, variable=st.sampled_from(list(Variable)), days_ago=st.integers(0, 20)
                ),
            )
        ),
        week_volume=draw(st.one_of(st.none(), st.floats(0, 100))),
        planned_week_volume=draw(st.one_of(st.none(), st.floats(0, 100))),
        longest_in_30_days=draw(st.one_of(st.none(), st.floats(0, 50))),
        planned_session=draw(st.one_of(st.none(), st.floats(0, 50))),
        step_backs_21_days=draw(st.integers(0, 3)),
        next_variable=draw(variables),
        limits=draw(limits),
        stepped_down_days_ago=draw(st.one_of(st.none(), st.integers(0, 20))),
        session_answered=draw(st.booleans()),
        unanswered=draw(st.sampled_from([None, None, None, "S3", "S4"])),
        cleared_on=draw(st.one_of(st.none(), st.integers(-20, 0).map(on))),
        sets=sets,
        full_sets=None if sets is None else sets + draw(st.integers(0, 2)),
    )
    state = draw(
        st.one_of(
            st.just(TRAINING),
            st.builds(
                Paused,
                days=st.integers(0, 20),
                settled=st.sampled_from([True, False, None]),
                walks_30_minutes=st.sampled_from([True, False, None]),
            ),
        )
    )
    count = draw(st.integers(0, 8))
    chance = Random(draw(st.integers(0, 2**32)))  # noqa: S311  scores, not secrets
    ages = sorted((chance.randrange(26) for _ in range(count)), reverse=True)
    felt = tuple(a_feedback(chance, on(-age)) for age in ages)
    today = Today(
        day=DAY,
        before=draw(unsure),
        flags=draw(flag_sets),
        new_onset=draw(st.sampled_from([False, False, True])),
    )
    return item, state, felt, today


def raised(felt, name):
    """Return a session's scores with one of them a point higher, or None when it cannot be."""
    score = getattr(felt, name)
    if score is None or (name != "lasted" and score >= 10):
        return None
    return felt._replace(**{name: score + 1})


@given(situations(), st.sampled_from(["during", "after", "morning", "lasted"]))
def test_more_pain_in_the_last_session_never_asks_for_more_work(situation, name):
    item, state, felt, today = situation
    assume(felt)
    worse = raised(felt[-1], name)
    assume(worse is not None)
    usual = decide(item, state, felt, today)
    after = decide(item, state, (*felt[:-1], worse), today)
    event(f"{usual.action} to {after.action}")
    assert WORK[after.action] <= WORK[usual.action]


@given(situations())
def test_more_pain_now_never_asks_for_more_work(situation):
    item, state, felt, today = situation
    assume(today.before is not None and today.before < 10)
    usual = decide(item, state, felt, today)
    worse = decide(item, state, felt, replace(today, before=today.before + 1))
    assert WORK[worse.action] <= WORK[usual.action]


@given(situations(), st.sampled_from(list(Flag)))
def test_one_more_sign_never_asks_for_more_work(situation, flag):
    item, state, felt, today = situation
    worse = replace(today, flags=today.flags | {flag})
    more, usual = decide(item, state, felt, worse), decide(item, state, felt, today)
    assert WORK[more.action] <= WORK[usual.action]


@given(situations(), st.sampled_from(["during", "after", "morning", "effort"]))
def test_what_is_not_known_never_leads_up(situation, name):
    item, state, felt, today = situation
    assume(felt)
    unknown = (*felt[:-1], felt[-1]._replace(**{name: None}))
    assert decide(item, state, unknown, today).action is not Action.PROGRESS


@given(situations())
def test_every_decision_names_a_rule_and_is_put_into_words(situation):
    decision = decide(*situation)
    assert decision.rule in IDS
    (rule,) = (rule for rule in RULES if rule.id == decision.rule)
    assert set(rule.sources) <= KEYS
    assert (decision.urgency is not None) is (decision.action is Action.SEEK_CARE)
    reason = decision.reason
    assert reason[0].isupper()
    assert reason.endswith(".")
    assert "  " not in reason
    assert "None" not in reason
    assert any(words in reason for words in CHANGE_WORDS), reason
    assert not any(word in reason.lower() for word in ("fail", "should have", "you must", "injur"))


@given(situations())
def test_the_dose_stays_on_its_ladder_and_changes_by_one(situation):
    item, _, _, _ = situation
    decision = decide(*situation)
    level = decision.detail("to_level")
    if level is None:
        return
    assert 1 <= level <= item.levels
    top = item.levels if item.limits.highest_level is None else item.limits.highest_level
    if decision.action is Action.PROGRESS:
        assert level in (item.level, item.level + 1)
        assert level <= max(top, item.level)
        assert decision.detail("variables_changed") in (None, 1)
        assert not (level > item.level and decision.detail("sets_to") is not None)
    elif decision.action in (Action.REDUCE, Action.REDUCE_REST):
        assert level <= item.level
        assert level >= min(item.level - 1, top)
        assert (decision.detail("sets_to") or 1) >= 1
    else:
        assert level <= item.level


@given(situations(), st.randoms(use_true_random=False))
def test_the_order_of_the_sessions_does_not_matter(situation, chance):
    item, state, felt, today = situation
    days = [one.day for one in felt]
    assume(len(set(days)) == len(days))
    shuffled = list(felt)
    chance.shuffle(shuffled)
    assert decide(item, state, tuple(shuffled), today) == decide(item, state, felt, today)


@given(situations())
def test_sessions_older_than_what_is_looked_at_change_nothing(situation):
    """Two weeks and three sessions are enough, which is all that a replay keeps at hand."""
    item, state, felt, today = situation
    first = min((DAY - one.day).days for one in felt[-3:]) if felt else 0
    kept = tuple(
        one
        for place, one in enumerate(felt)
        if place >= len(felt) - 3 or (DAY - one.day).days <= max(14, first)
    )
    assert decide(item, state, kept, today) == decide(item, state, felt, today)


# ---------- whole histories ----------


@st.composite
def histories(draw, mostly_calm=True):
    """Draw some weeks of sessions, mornings and other records of one person.

    Hypothesis draws how long they are and a seed, because drawing each score takes far longer
    than the plan that is made of it.
    """
    count = draw(st.integers(0, 12))
    chance = Random(draw(st.integers(0, 2**32)))  # noqa: S311  scores, not secrets
    records, day = [], 0
    for number in range(count):
        day += chance.randrange(7)
        records.append(a_session(chance, day, number, mostly_calm))
    for morning in range(day + 3):
        hours = chance.choice([(), (8,), (8,), (8,), (8, 9)])
        records += [a_morning(chance, morning, hour, mostly_calm) for hour in hours]
    records += [clearance(chance.randint(0, day + 2)) for _ in range(chance.choice([0, 0, 1, 2]))]
    return records, day + chance.randrange(17)


def rarely(chance, usual, *others):
    return chance.choice([*[usual] * 12, *others])


def a_score(chance, mostly_calm):
    if mostly_calm and chance.random() < 0.8:
        return chance.randrange(2)
    return chance.choice([0, 1, 2, 3, chance.randrange(11)])


def a_session(chance, day, number, mostly_calm):
    legs = chance.choice([(None,), (Side.LEFT, Side.RIGHT), (Side.LEFT,)])
    top = chance.choice([1, 2, 6])
    asked = [
        done(
            side=side,
            level=chance.randint(1, top),
            during=chance.choice([None, a_score(chance, mostly_calm)]),
            spare=chance.choice([None, 0, 1, 2, 3]),
        )
        for side in legs
    ]
    return session(
        day,
        *asked,
        hour=8 + number,
        before=a_score(chance, mostly_calm),
        during=rarely(chance, a_score(chance, mostly_calm), None),
        after=a_score(chance, mostly_calm),
        effort=rarely(chance, 5, 8, None),
        sharp=rarely(chance, False, True),
        throughout=rarely(chance, False, True),
        flags=rarely(chance, (), (Flag.SWELLING,)),
        knee=chance.choice([Knee.BOTH, *Knee]),
        ending=rarely(chance, Ending.LOGGED, Ending.ABANDONED, Ending.RESTED, Ending.OPEN),
        new_onset=rarely(chance, False, True),
        number=1000 + number,
    )


def a_morning(chance, day, hour, mostly_calm):
    return check_in(
        day,
        a_score(chance, mostly_calm),
        hour=hour,
        knee=chance.choice([Knee.BOTH, *Knee]),
        flags=rarely(chance, (), rarely(chance, (), (Flag.LOCKING,), (Flag.FEVER,))),
        new_onset=rarely(chance, False, rarely(chance, False, True)),
        walks=chance.choice([None, True, False]),
    )


def squat(kind=Kind.STRENGTH, sides=Sides.BOTH, levels=5):
    return exercise(kind=kind, sides=sides, levels=levels)


kinds = st.sampled_from([Kind.STRENGTH, Kind.RUN])
all_sides = st.sampled_from(list(Sides))
NOTHING = Limits()


def planned(records, day, *, of=None, bounds=NOTHING, start=1, before=None):
    known = records if isinstance(records, History) else history(*records)
    by = programme(limits=bounds, start_level=start)
    return plan(by, catalogue(of or squat()), known, Today(day=on(day), before=before))


@given(histories(), kinds, all_sides, st.randoms(use_true_random=False))
def test_the_same_history_gives_the_same_plan_in_any_order(drawn, kind, sides, chance):
    records, day = drawn
    of = squat(kind, sides)
    expected = planned(records, day, of=of)
    assert planned(records, day, of=of) == expected
    shuffled = list(records)
    chance.shuffle(shuffled)
    assert planned(shuffled, day, of=of) == expected


@given(histories(), kinds, all_sides, limits, st.integers(1, 8))
def test_the_plan_stays_within_ladder_and_limits(drawn, kind, sides, bounds, start):
    records, day = drawn
    of = squat(kind, sides, levels=5)
    shown = planned(records, day, of=of, bounds=bounds, start=start)
    lowest = min(bounds.lowest_level or 1, 5)
    asked = [one.level for record in history(*records).sessions for one in record.exercises]
    for one in shown.exercises[0].prescriptions:
        event(f"{one.decision.rule} {one.standing}")
        assert 1 <= one.level <= min(5, bounds.highest_level or 5)
        assert one.level >= min([lowest, *asked])
        assert one.dose.sets >= 1
        assert one.level <= one.level_before + 1
        assert one.decision.rule in IDS
        assert one.decision.reason.endswith(".")
        assert (one.until is not None) is (one.standing is Standing.RESTING)
        if one.decision.action is Action.SEEK_CARE:
            assert one.standing is Standing.STOPPED
    assert shown.next_due >= shown.day
    assert shown.is_due is (shown.next_due == shown.day)
    if all(one.standing is not Standing.READY for one in shown.exercises[0].prescriptions):
        assert not shown.is_due


@given(histories(), kinds)
def test_a_level_never_rises_by_more_than_one_within_a_week(drawn, kind):
    records, day = drawn
    of, by = squat(kind), programme()
    ((_, found),) = replay_item(
        by.items[0],
        of,
        programme=by,
        catalogue=catalogue(of),
        records=read_records(history(*records), on(day)),
        today=Today(day=on(day)),
        keeps_chain=True,
    )
    sessions = [place for place, link in enumerate(found.chain) if link.cause is Cause.SESSION]
    links = found.chain[sessions[0] :] if sessions else ()
    rises = [
        (link.day, link.level - before.level)
        for before, link in pairwise(links)
        if link.level > before.level
    ]
    assert all(rise == 1 for _, rise in rises)
    days = [rise[0] for rise in rises]
    assert all((later - earlier).days >= 7 for earlier, later in pairwise(days))


@given(histories(), kinds, all_sides)
def test_what_is_recorded_later_does_not_change_a_past_plan(drawn, kind, sides):
    records, day = drawn
    of = squat(kind, sides)
    known = [one for one in records if one.day <= on(day)]
    assert planned(records, day, of=of) == planned(known, day, of=of)


def last_session(records):
    """Return the place of the last session that counts, or None."""
    counted = [
        (one.day, one.started_at, place)
        for place, one in enumerate(records)
        if isinstance(one, SessionRecord) and one.ending is Ending.LOGGED
    ]
    return max(counted)[2] if counted else None


STANDINGS = [Standing.STOPPED, Standing.PAUSED, Standing.RESTING, Standing.READY]


def amount(prescription):
    """Return how much a prescription lets one do; while it waits, nothing more is compared."""
    place = STANDINGS.index(prescription.standing)
    if prescription.standing is not Standing.READY:
        return (place,)
    return (place, prescription.level, prescription.dose.sets)


@given(histories(), kinds, all_sides, st.sampled_from(["during", "after"]))
def test_more_pain_in_the_last_session_never_leads_to_more(drawn, kind, sides, name):
    records, day = drawn
    place = last_session(records)
    assume(place is not None)
    record = records[place]
    score = getattr(record.scores, name)
    assume(score is not None and score < 10)
    assume(all(one.day <= record.day for one in records if isinstance(one, SessionRecord)))
    worse = list(records)
    worse[place] = replace(record, scores=replace(record.scores, **{name: score + 1}))
    of = squat(kind, sides)
    compare(planned(records, day, of=of), planned(worse, day, of=of))


@given(histories(), kinds, all_sides)
def test_a_worse_morning_after_the_last_session_never_leads_to_more(drawn, kind, sides):
    records, day = drawn
    place = last_session(records)
    assume(place is not None)
    session_day = records[place].day
    later = [
        number
        for number, one in enumerate(records)
        if not isinstance(one, SessionRecord) and hasattr(one, "pain") and one.day > session_day
    ]
    assume(all(one.day <= session_day for one in records if isinstance(one, SessionRecord)))
    for number in later:
        worse = list(records)
        if worse[number].pain >= 10:
            continue
        worse[number] = replace(worse[number], pain=worse[number].pain + 1)
        of = squat(kind, sides)
        compare(planned(records, day, of=of), planned(worse, day, of=of))


def compare(usual, worse):
    pairs = zip(usual.exercises[0].prescriptions, worse.exercises[0].prescriptions, strict=True)
    for one, other in pairs:
        assert amount(other) <= amount(one), (one.decision, other.decision)


@given(histories(mostly_calm=False), kinds)
def test_an_advice_to_be_seen_stands_until_it_is_answered(drawn, kind):
    """Waiting alone never takes back what S3 or S4 said."""
    records, day = drawn
    known = [one for one in records if one.day <= on(day) and not hasattr(one, "note")]
    known += [one for one in records if one.day <= on(day) and isinstance(one, SessionRecord)]
    of = squat(kind)
    first = planned(known, day, of=of).exercises[0].prescriptions[0]
    if first.decision.rule in {"S3", "S4"}:
        for later in (day + 1, day + 9, day + 40):
            again = planned(known, later, of=of).exercises[0].prescriptions[0]
            assert again.decision.action is Action.SEEK_CARE
            assert again.decision.urgency in (Urgency.SOON, Urgency.ROUTINE)


# ---------- what the person chooses ----------

CAUTION = tuple(rule for rule in RULES if rule.id[0] in "SPRFUN" or rule.id in "G1 H1 H2 H3 X5")
"""Everything that a wish to go up never gets past; X5 where it holds."""


def chosen(situation, choice, rested_days_ago=None):
    """Return what the rules look at, with what the person chose."""
    rests_until = None if rested_days_ago is None else on(-rested_days_ago)
    return look_at(*situation)._replace(choice=choice, rests_until=rests_until)


@given(situations(), st.one_of(st.none(), st.integers(-3, 3)))
def test_going_up_at_will_never_lifts_the_dose_when_anything_calls_for_caution(situation, ago):
    looked = chosen(situation, Choice.UP, ago)
    usual, own = judge_by_rules(looked), judge(looked)
    matches = [
        rule.id
        for rule in CAUTION
        if (found := rule.check(looked)) is not None and found.action is not Action.PROGRESS
    ]
    is_early = looked.stepped_down_days_ago is not None and looked.stepped_down_days_ago < 7
    event(f"{usual.rule} to {own.rule}")
    if (matches and matches != ["X5"]) or is_early or looked.is_resting or usual.rule == "X5":
        assert (own.rule, own.action, own.rests_until) == (
            usual.rule,
            usual.action,
            usual.rests_until,
        )
        assert own.detail("to_level") == usual.detail("to_level")
    elif own.rule == "O1":
        assert usual.rule in ("H4", "H5", "H6", "G0")
        level = looked.course.level
        sets = own.detail("sets_to")
        assert own.detail("to_level") == (level + 1 if sets is None else level)
        assert level + (sets is None) <= looked.frame.top


@given(situations(), st.sampled_from([Choice.HOLD, Choice.DOWN]))
def test_holding_or_going_down_at_will_never_asks_for_more(situation, choice):
    looked = chosen(situation, choice)
    usual, own = judge_by_rules(looked), judge(looked)
    event(f"{usual.rule} to {own.rule}")
    assert WORK[own.action] <= WORK[usual.action]
    before, after = usual.detail("to_level"), own.detail("to_level")
    if isinstance(after, int) and own.rule == "O1":
        assert after in (looked.course.level, looked.course.level - 1, looked.frame.top)
        assert not isinstance(before, int) or after <= max(before, looked.course.level)
    if own.rule != "O1":
        assert (own.action, own.rests_until) == (usual.action, usual.rests_until)


@given(situations(), st.sampled_from(list(Choice)))
def test_what_is_chosen_is_put_into_words(situation, choice):
    looked = chosen(situation, choice)
    decision = word(looked, judge(looked))
    assert decision.rule in {rule.id for rule in DECIDERS}
    assert decision.detail("own_choice") == choice.value
    assert ("You chose" in decision.reason) is (decision.rule == "O1")
    assert ("You also asked" in decision.reason) is (decision.rule != "O1")
    assert decision.reason.endswith(".")
    assert "None" not in decision.reason


def choices_for(chance, records, day):
    """Return some choices spread over a history, and silences of what it mentions."""
    more = [
        overrule(
            chance.randint(0, day + 2),
            chance.choice(list(Choice)),
            side=chance.choice([None, None, *Side]),
            hour=chance.choice([7, 9, 12, 20]),
        )
        for _ in range(chance.choice([1, 2, 4]))
    ]
    if chance.random() < 0.5:
        first = chance.randint(0, day + 1)
        more.append(silence(Flag.LOCKING, first, first + chance.randint(0, 9)))
    return [*records, *{one.id: one for one in more}.values()]


@given(histories(), kinds, all_sides, limits, st.randoms(use_true_random=False))
def test_a_plan_with_choices_is_the_same_in_any_order_and_stays_within_limits(
    drawn, kind, sides, bounds, chance
):
    records, day = drawn
    records = choices_for(chance, records, day)
    of = squat(kind, sides)
    expected = planned(records, day, of=of, bounds=bounds)
    assert planned(records, day, of=of, bounds=bounds) == expected
    chance.shuffle(records)
    assert planned(records, day, of=of, bounds=bounds) == expected
    for one in expected.exercises[0].prescriptions:
        event(f"{one.decision.rule} {one.standing}")
        assert 1 <= one.level <= min(5, bounds.highest_level or 5)
        assert one.level <= one.level_before + 1
        assert one.dose.sets >= 1
        assert (one.until is not None) is (one.standing is Standing.RESTING)


@given(histories(), kinds, st.sampled_from([Choice.HOLD, Choice.DOWN]))
def test_holding_or_going_down_today_never_makes_todays_dose_larger(drawn, kind, choice):
    records, day = drawn
    of = squat(kind)
    (usual,) = planned(records, day, of=of).exercises[0].prescriptions
    own = planned([*records, overrule(day, choice, hour=23)], day, of=of)
    (chose,) = own.exercises[0].prescriptions
    assert chose.level <= max(usual.level, usual.level_before)
    assert (chose.level, chose.dose.sets) <= (usual.level, usual.dose.sets)
    assert chose.standing is usual.standing


# ---------- what is skipped and carried ----------


@given(situations())
def test_the_rules_that_are_not_asked_would_not_have_matched(situation):
    seen = look_at(*situation)
    asked = next(found for rule in RULES if (found := rule.check(seen)) is not None)
    assert judge_by_rules(seen) == asked


@given(histories(), kinds, all_sides, limits, st.integers(1, 5))
def test_what_is_skipped_in_a_replay_changes_nothing(drawn, kind, sides, bounds, start):
    records, day = drawn
    of = squat(kind, sides)
    by = programme(limits=bounds, start_level=start)
    known = read_records(history(*records), on(day))
    kept, skipped = (
        replay_item(
            by.items[0],
            of,
            programme=by,
            catalogue=catalogue(of),
            records=known,
            today=Today(day=on(day)),
            keeps_chain=keeps_chain,
        )
        for keeps_chain in (True, False)
    )
    for (_, whole), (_, quick) in zip(kept, skipped, strict=True):
        assert (whole.course, whole.verdict, whole.situation) == (
            quick.course,
            quick.verdict,
            quick.situation,
        )
        assert whole.fold.stepped_down_on == quick.fold.stepped_down_on


@given(histories(), kinds, all_sides, st.integers(-5, 40), st.integers(0, 30))
def test_what_is_carried_on_changes_no_plan(drawn, kind, sides, carried_on, ahead):
    records, day = drawn
    of, by = squat(kind, sides), programme()
    whole, names = history(*records), catalogue(of)
    # What was carried knew only the records up to that day.
    early = [one for one in records if one.day <= on(carried_on)]
    carried = carry(by, names, history(*early), on(carried_on))
    later = carry(by, names, whole, on(day), carried)
    for known in (carried, later):
        today = Today(day=on(day + ahead))
        assert plan(by, names, whole, today, known) == plan(by, names, whole, today)


@given(histories(), st.integers(0, 30), st.data())
def test_a_change_of_what_was_carried_is_noticed(drawn, carried_on, data):
    records, day = drawn
    assume(records)
    by, names = programme(), catalogue(squat())
    carried = carry(by, names, history(*records), on(carried_on))
    changed = list(records)
    changed.pop(data.draw(st.integers(0, len(records) - 1)))
    changed.append(
        check_in(data.draw(st.integers(0, day)), data.draw(st.integers(0, 10)), hour=9.5)
    )
    today = Today(day=on(day))
    assert plan(by, names, history(*changed), today, carried) == plan(
        by, names, history(*changed), today
    )
