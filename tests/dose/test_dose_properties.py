"""What must always hold, whatever is felt and recorded."""

from __future__ import annotations

from dataclasses import replace
from itertools import pairwise

from dose_builders import (
    DAY,
    catalogue,
    check_in,
    history,
    on,
    overrule,
    programme,
)
from dose_drawn import (
    Chance,
    both_legged,
    bytes_of,
    choices_for,
    choosing,
    exercises,
    histories,
    limits,
    shuffles,
    situations,
)
from hypothesis import assume, given
from hypothesis import strategies as st

from kneecoach.dose.chain import Cause
from kneecoach.dose.decide import decide, look_at
from kneecoach.dose.followed import replay_item
from kneecoach.dose.judge import judge, judge_by_rules, word
from kneecoach.dose.plan import carry, plan
from kneecoach.dose.rules import DECIDERS, RULES
from kneecoach.dose.sources import SOURCES
from kneecoach.dose.track import read_records
from kneecoach.model.decision import Action, Standing, Urgency
from kneecoach.model.feedback import Flag, Today
from kneecoach.model.programme import Limits
from kneecoach.model.record import CheckIn, Choice, Clearance, Ending, History, SessionRecord

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


def raised(felt, name):
    """Return a session's scores with one of them a point higher, or None when it cannot be."""
    score = getattr(felt, name)
    if score is None or (name != "lasted" and score >= 10):
        return None
    return felt._replace(**{name: score + 1})


@given(situations(least=1), st.integers(0, 3))
def test_more_pain_in_the_last_session_never_asks_for_more_work(situation, place):
    item, state, felt, today = situation
    names = ("during", "after", "morning", "lasted")
    # Where a score is not known, or the highest there is, another one is raised.
    each = (raised(felt[-1], name) for name in (*names[place:], *names[:place]))
    worse = next((one for one in each if one is not None), None)
    assume(worse is not None)
    usual = decide(item, state, felt, today)
    after = decide(item, state, (*felt[:-1], worse), today)
    assert WORK[after.action] <= WORK[usual.action]


@given(situations(is_asked=True))
def test_more_pain_now_never_asks_for_more_work(situation):
    item, state, felt, today = situation
    usual = decide(item, state, felt, today)
    worse = decide(item, state, felt, replace(today, before=today.before + 1))
    assert WORK[worse.action] <= WORK[usual.action]


@given(situations(), st.sampled_from(list(Flag)))
def test_one_more_sign_never_asks_for_more_work(situation, flag):
    item, state, felt, today = situation
    worse = replace(today, flags=today.flags | {flag})
    more, usual = decide(item, state, felt, worse), decide(item, state, felt, today)
    assert WORK[more.action] <= WORK[usual.action]


@given(situations(least=1), st.sampled_from(["during", "after", "morning", "effort"]))
def test_what_is_not_known_never_leads_up(situation, name):
    item, state, felt, today = situation
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


@given(situations(is_apart=True), shuffles)
def test_the_order_of_the_sessions_does_not_matter(situation, chance):
    item, state, felt, today = situation
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

NOTHING = Limits()


def planned(records, day, of, *, bounds=NOTHING, start=1):
    known = records if isinstance(records, History) else history(*records)
    by = programme(limits=bounds, start_level=start)
    return plan(by, catalogue(of), known, Today(day=on(day)))


@given(histories(), exercises, shuffles)
def test_the_same_history_gives_the_same_plan_in_any_order(drawn, of, chance):
    records, day = drawn
    expected = planned(records, day, of)
    assert planned(records, day, of) == expected
    shuffled = list(records)
    chance.shuffle(shuffled)
    assert planned(shuffled, day, of) == expected


@given(histories(), exercises, limits, st.integers(1, 8))
def test_the_plan_stays_within_ladder_and_limits(drawn, of, bounds, start):
    records, day = drawn
    levels = len(of.ladder)
    shown = planned(records, day, of, bounds=bounds, start=start)
    lowest = min(bounds.lowest_level or 1, levels)
    asked = [one.level for record in history(*records).sessions for one in record.exercises]
    for one in shown.exercises[0].prescriptions:
        assert 1 <= one.level <= min(levels, bounds.highest_level or levels)
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


@given(histories(), both_legged)
def test_a_level_never_rises_by_more_than_one_within_a_week(drawn, of):
    records, day = drawn
    by = programme()
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


@given(histories(least=4), exercises)
def test_a_session_takes_no_day_more_than_the_plan_before_it_offered(drawn, of):
    records, _ = drawn
    records, place = up_to_last_session(records)
    last = records[place]
    assume(not last.knees)
    known = [
        one
        for one in records
        if one.day < last.day or (isinstance(one, CheckIn) and one.recorded_at <= last.started_at)
    ]

    def days_a_week(records, today):
        by = programme(limits=Limits(highest_level=1), days_a_week=2)
        return plan(by, catalogue(of), history(*records), today).programme.days_a_week

    said = Today(day=last.day, before=last.before, new_onset=last.new_onset)
    offered = days_a_week(known, said)
    assert days_a_week([*known, last], Today(day=last.day)) <= offered


@given(histories(least=1), exercises, st.integers(0, 9))
def test_what_is_recorded_later_does_not_change_a_past_plan(drawn, of, ago):
    records, day = drawn
    day = max(0, day - ago)
    known = [one for one in records if one.day <= on(day)]
    assert planned(records, day, of) == planned(known, day, of)


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


def up_to_last_session(records):
    """Return the records without those sessions after the last that counts, and its place.

    A session that does not count, such as one that is still open, may change what the last is.
    """
    place = last_session(records)
    assume(place is not None)
    last = records[place]
    kept = [one for one in records if not isinstance(one, SessionRecord) or one.day <= last.day]
    return kept, kept.index(last)


@given(histories(least=1), exercises, st.sampled_from(["during", "after"]))
def test_more_pain_in_the_last_session_never_leads_to_more(drawn, of, name):
    records, day = drawn
    records, place = up_to_last_session(records)
    record = records[place]
    score = getattr(record.scores, name)
    assume(score is not None and score < 10)
    worse = list(records)
    worse[place] = replace(record, scores=replace(record.scores, **{name: score + 1}))
    compare(planned(records, day, of), planned(worse, day, of))


@given(histories(least=1), exercises)
def test_a_worse_morning_after_the_last_session_never_leads_to_more(drawn, of):
    records, day = drawn
    records, place = up_to_last_session(records)
    session_day = records[place].day
    later = [
        number
        for number, one in enumerate(records)
        if isinstance(one, CheckIn) and one.day > session_day and one.pain < 10
    ]
    usual = planned(records, day, of)
    for number in later:
        worse = list(records)
        worse[number] = replace(worse[number], pain=worse[number].pain + 1)
        compare(usual, planned(worse, day, of))


def compare(usual, worse):
    pairs = zip(usual.exercises[0].prescriptions, worse.exercises[0].prescriptions, strict=True)
    for one, other in pairs:
        assert amount(other) <= amount(one), (one.decision, other.decision)


@given(histories(mostly_calm=False), both_legged)
def test_an_advice_to_be_seen_stands_until_it_is_answered(drawn, of):
    """Waiting alone never takes back what S3 or S4 said."""
    records, day = drawn
    known = [one for one in records if one.day <= on(day) and not isinstance(one, Clearance)]
    first = planned(known, day, of).exercises[0].prescriptions[0]
    if first.decision.rule in {"S3", "S4"}:
        for later in (day + 1, day + 9, day + 40):
            again = planned(known, later, of).exercises[0].prescriptions[0]
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
        assert level + (sets is None) <= max(looked.frame.top, level)


@given(situations(), st.sampled_from([Choice.HOLD, Choice.DOWN]))
def test_holding_or_going_down_at_will_never_asks_for_more(situation, choice):
    looked = chosen(situation, choice)
    usual, own = judge_by_rules(looked), judge(looked)
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


@given(histories(), exercises, limits, choosing, shuffles)
def test_a_plan_with_choices_is_the_same_in_any_order_and_stays_within_limits(
    drawn, of, bounds, choices, chance
):
    records, day = drawn
    levels = len(of.ladder)
    records = choices_for(Chance(choices), records, day)
    expected = planned(records, day, of, bounds=bounds)
    assert planned(records, day, of, bounds=bounds) == expected
    chance.shuffle(records)
    assert planned(records, day, of, bounds=bounds) == expected
    for one in expected.exercises[0].prescriptions:
        assert 1 <= one.level <= min(levels, bounds.highest_level or levels)
        assert one.level <= one.level_before + 1
        assert one.dose.sets >= 1
        assert (one.until is not None) is (one.standing is Standing.RESTING)


@given(histories(), both_legged, st.sampled_from([Choice.HOLD, Choice.DOWN]))
def test_holding_or_going_down_today_never_makes_todays_dose_larger(drawn, of, choice):
    records, day = drawn
    (usual,) = planned(records, day, of).exercises[0].prescriptions
    own = planned([*records, overrule(day, choice, hour=23)], day, of)
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


@given(histories(), exercises, limits, st.integers(1, 5))
def test_what_is_skipped_in_a_replay_changes_nothing(drawn, of, bounds, start):
    records, day = drawn
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


@given(histories(), exercises, st.booleans(), st.integers(-5, 40), st.integers(0, 30))
def test_what_is_carried_on_changes_no_plan(drawn, of, is_at_top, carried_on, ahead):
    records, day = drawn
    # Where no level may rise, the days a week do.
    by = programme(limits=Limits(highest_level=1), days_a_week=2) if is_at_top else programme()
    whole, names = history(*records), catalogue(of)
    # What was carried knew only the records up to that day.
    early = [one for one in records if one.day <= on(carried_on)]
    carried = carry(by, names, history(*early), on(carried_on))
    later = carry(by, names, whole, on(day), carried)
    for known in (carried, later):
        today = Today(day=on(day + ahead))
        assert plan(by, names, whole, today, known) == plan(by, names, whole, today)


@given(histories(least=1), both_legged, st.integers(0, 30), bytes_of(3))
def test_a_change_of_what_was_carried_is_noticed(drawn, of, carried_on, change):
    records, day = drawn
    chance, by, names = Chance(change), programme(), catalogue(of)
    carried = carry(by, names, history(*records), on(carried_on))
    changed = list(records)
    changed.pop(chance.below(len(records)))
    changed.append(check_in(chance.below(day + 1), chance.below(11), hour=9.5))
    today = Today(day=on(day))
    assert plan(by, names, history(*changed), today, carried) == plan(
        by, names, history(*changed), today
    )
