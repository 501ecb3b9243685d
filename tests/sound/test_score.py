from __future__ import annotations

from itertools import accumulate, pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from score_builders import FakeLexicon, built_in, every_session

from kneecoach.model.dose import PhaseName, Side
from kneecoach.model.talk import Talk, VoiceLanguage
from kneecoach.model.units import Seconds
from kneecoach.session.step import Step, StepKind
from kneecoach.sound.cues import CueName, PlacedCue, place_cues
from kneecoach.sound.lexicon import Lexicon
from kneecoach.sound.notes import length_of
from kneecoach.sound.score import Hearing, Score
from kneecoach.sound.sounds import Hum, Phrase, Tick
from kneecoach.sound.voice import open_voice
from kneecoach.sound.words import all_phrases, sentences_of

READY, WORK, REST, SWITCH = StepKind
SPOKEN = (Talk.FULL, Talk.SPARSE)
SLACK = 1e-6


def step(
    kind: StepKind, lasts: float | None, phase: PhaseName | None = None, **more: object
) -> Step:
    values: dict[str, object] = {
        "position": 0,
        "exercise_id": "clam",
        "exercise_name": "Clam",
        "set_side": None,
        "side": None,
        "set_number": 1,
        "sets": 1,
        "kind": kind,
        "lasts": lasts,
        "expected": Seconds(30.0 if lasts is None else lasts),
        "phase": phase,
        **more,
    }
    return Step(**values)  # type: ignore[arg-type]


def reps(number: int, *phases: tuple[PhaseName, float], **more: object) -> tuple[Step, ...]:
    return tuple(
        step(WORK, lasts, phase, rep=rep, reps=number, **more)
        for rep in range(1, number + 1)
        for phase, lasts in phases
    )


def sounds(
    steps: tuple[Step, ...], talk: Talk = Talk.FULL, lexicon: Lexicon | None = None
) -> tuple[PlacedCue, ...]:
    hearing = Hearing(talk=talk, lexicon=lexicon or FakeLexicon(), has_rhythm=True)
    return Score(steps, hearing).sounds()


def said(placed: tuple[PlacedCue, ...]) -> list[str]:
    return [one.name.says for one in placed if isinstance(one.name, Phrase)]


def assert_clear(placed: tuple[PlacedCue, ...]) -> None:
    """Words stand alone: no other words, cue or tick begins or goes on while they are heard."""
    before: PlacedCue | None = None
    for one in placed:
        if type(one.name) is Hum:
            continue
        if before is not None and (type(one.name) is Phrase or type(before.name) is Phrase):
            assert before.at + length_of(before.name) <= one.at + SLACK, (before, one)
        before = one


CATALOGUE = built_in()
SESSIONS = tuple(every_session(CATALOGUE))


@pytest.mark.parametrize("talk", Talk)
def test_no_words_run_over_others_or_over_a_cue_in_any_programme_at_any_level(talk: Talk) -> None:
    lexicon = open_voice(VoiceLanguage.ENGLISH)
    for name, steps in SESSIONS:
        placed = sounds(steps, talk, lexicon)
        assert_clear(placed)
        assert bool(said(placed)) == (talk in SPOKEN), name
        assert bool(placed) == (talk is not Talk.SILENT), name
        knocks = [one for one in placed if one.name is CueName.WORDS]
        assert not knocks, f"{name} has words without a recording: run packaging/render_voice.py"


def test_words_leave_every_cue_where_it_is() -> None:
    for name, steps in SESSIONS[::7]:
        placed = sounds(steps, Talk.FULL, open_voice(VoiceLanguage.ENGLISH))
        cues = [one for one in placed if isinstance(one.name, CueName)]
        assert cues == list(place_cues(steps)), name


@pytest.mark.parametrize("language", VoiceLanguage)
def test_every_sentence_of_the_coach_is_recorded_in_every_language(language: VoiceLanguage) -> None:
    lexicon = open_voice(language)
    assert [text for text in all_phrases() if lexicon.find(text) is None] == []


def test_a_whole_session_is_told() -> None:
    steps = (
        step(READY, 10, set_side=Side.LEFT, sets=2),
        *reps(3, (PhaseName.RAISE, 2), (PhaseName.LOWER, 3), set_side=Side.LEFT, sets=2),
        step(SWITCH, 6, set_side=Side.RIGHT, sets=2),
        *reps(1, (PhaseName.RAISE, 2), set_side=Side.RIGHT, sets=2, ends_set=True),
        step(REST, 30, sets=2),
        *reps(1, (PhaseName.HOLD, 10), set_side=Side.LEFT, sets=2, set_number=2),
    )
    assert said(sounds(steps)) == [
        "Clam",
        "Left side.",
        "Set 1 of 2.",
        "3 repetitions.",
        *("Raise.", "Lower.", "Raise.", "Lower.", "Last one.", "Lower."),
        *("Switch sides.", "Right side."),
        "Raise.",
        *("Rest.", "30 seconds.", "Next.", "Left side.", "Set 2 of 2."),
        "Hold.",
        "Well done. That was everything.",
    ]
    assert said(sounds(steps, Talk.SPARSE))[:6] == [
        *("Clam", "Left side.", "Set 1 of 2."),
        "Stop if the pain gets sharp or rises.",
        *("Raise.", "Lower."),
    ]


def test_repetitions_are_counted_and_halved() -> None:
    told = said(sounds(reps(8, (PhaseName.RAISE, 2), (PhaseName.LOWER, 2))))
    assert [one for one in told if one not in {"Raise.", "Lower."}] == [
        *("3.", "4.", "Halfway.", "6.", "7.", "Last one."),
        "Well done. That was everything.",
    ]


def test_legs_in_turn_are_named_each_time_by_a_sparse_voice_too() -> None:
    steps = tuple(
        step(WORK, 2, PhaseName.RAISE, rep=rep, reps=3, side=side)
        for rep in (1, 2, 3)
        for side in Side
    )
    told = said(sounds(steps, Talk.SPARSE))[:-1]
    assert [one for one in told if one in {"Left.", "Right."}] == ["Left.", "Right."] * 3
    assert "Last one." in told


def test_words_that_do_not_fit_are_shortened_and_then_left_out() -> None:
    def told(lasts: float) -> list[str]:
        steps = (step(SWITCH, lasts, set_side=Side.RIGHT), step(WORK, 5, PhaseName.HOLD))
        return [one for one in said(sounds(steps)) if "Switch" in one or "side" in one]

    assert told(6.0) == ["Switch sides.", "Right side."]
    assert told(4.9) == ["Right side."]
    assert told(3.5) == []


def test_a_sentence_without_a_recording_is_a_knock_once() -> None:
    cue = "Mind the gap."
    steps = reps(8, (PhaseName.RAISE, 6), cue=cue)
    placed = sounds(steps, lexicon=FakeLexicon(frozenset({cue})))
    knocks = [one for one in placed if one.name is CueName.WORDS]
    assert len(knocks) == 1
    assert_clear(placed)


def test_a_known_way_of_saying_it_that_finds_no_room_is_no_knock() -> None:
    steps = (step(WORK, 77, PhaseName.WALK, round=1, rounds=2), step(WORK, 0.5, PhaseName.RUN))
    placed = sounds(steps, lexicon=FakeLexicon(frozenset({"77 seconds.", "0 seconds."})))
    assert not [one for one in placed if one.name is CueName.WORDS]
    assert "Walk." in said(placed)


def test_own_pace_is_told_though_nobody_knows_its_end() -> None:
    steps = (step(READY, 10), step(WORK, None, reps=10, ends_set=True), step(REST, 20))
    hearing = Hearing(talk=Talk.FULL, lexicon=FakeLexicon())
    assert said(Score(steps, hearing).sounds())[-2:] == ["10 repetitions.", "At your own pace."]
    assert said(Score(steps, hearing).sounds(2))[0] == "Rest."


def test_a_raise_ticks_upwards_and_a_lower_downwards() -> None:
    placed = sounds(reps(1, (PhaseName.RAISE, 4), (PhaseName.LOWER, 4)), Talk.TONES)
    ticks = [(one.at, one.name.hertz) for one in placed if isinstance(one.name, Tick)]
    assert [at for at, _ in ticks] == [1, 2, 3, 5, 6, 7]
    up, down = [hertz for _, hertz in ticks[:3]], [hertz for _, hertz in ticks[3:]]
    assert up == sorted(up)
    assert down == sorted(down, reverse=True)
    assert len(set(up)) == len(set(down)) == 3


def test_the_hum_of_a_hold_gets_higher_and_quicker_and_ends_with_it() -> None:
    placed = sounds((step(WORK, 30, PhaseName.HOLD, ends_set=True),), Talk.TONES)
    hums = [one for one in placed if isinstance(one.name, Hum)]
    pitches = [one.name.hertz for one in hums if isinstance(one.name, Hum)]
    lengths = [length_of(one.name) for one in hums]
    assert pitches == sorted(pitches)
    assert lengths == sorted(lengths, reverse=True)
    assert len(set(pitches)) == 4
    assert all(one.at + length_of(one.name) <= two.at + SLACK for one, two in pairwise(hums))
    assert 29.0 < hums[-1].at + length_of(hums[-1].name) <= 30.0


def test_a_push_that_is_held_for_a_time_is_hummed_and_one_that_is_repeated_is_ticked() -> None:
    held = sounds((step(WORK, 20, PhaseName.PRESS),), Talk.TONES)
    assert {type(one.name) for one in held} == {CueName, Hum}
    repeated = sounds(reps(2, (PhaseName.PRESS, 4)), Talk.TONES)
    assert {type(one.name) for one in repeated} == {CueName, Tick}


def test_no_minutes_are_told_beside_the_half() -> None:
    told = said(sounds((step(WORK, 120, PhaseName.WALK),)))
    assert told == [
        "Walk.",
        "2 minutes.",
        "Halfway.",
        "Ten seconds left.",
        "Well done. That was everything.",
    ]
    assert "1 minute left." in said(sounds((step(WORK, 180, PhaseName.WALK),)))


def test_a_walk_and_a_rest_have_no_rhythm() -> None:
    placed = sounds((step(REST, 30), step(WORK, 60, PhaseName.WALK)), Talk.TONES)
    assert not [one for one in placed if isinstance(one.name, Hum | Tick)]


def test_words_take_the_place_of_a_tick() -> None:
    steps = reps(1, (PhaseName.LOWER, 5), cue="Slowly.")
    lexicon = FakeLexicon()
    with_words = [one.at for one in sounds(steps, lexicon=lexicon) if isinstance(one.name, Tick)]
    alone = [one.at for one in sounds(steps, Talk.TONES) if isinstance(one.name, Tick)]
    assert alone == [1, 2, 3, 4]
    assert set(with_words) < set(alone)


lengths = st.one_of(st.integers(1, 16 * 60), st.integers(1, 60)).map(lambda number: number / 32)
steps_of_any_kind = st.one_of(
    st.builds(
        step,
        st.sampled_from((READY, REST, SWITCH)),
        lengths,
        set_side=st.sampled_from((None, *Side)),
        sets=st.integers(1, 4),
    ),
    st.builds(
        step,
        st.just(WORK),
        st.one_of(lengths, lengths, lengths, st.none()),
        st.sampled_from(PhaseName),
        rep=st.integers(1, 12),
        reps=st.sampled_from((0, 12)),
        side=st.sampled_from((None, *Side)),
        cue=st.sampled_from(("", "Slowly.", "Knees over your toes, heels on the floor.")),
        ends_set=st.booleans(),
    ),
)
any_session = st.lists(steps_of_any_kind, min_size=1, max_size=20).map(tuple)
any_talk = st.sampled_from(Talk)
some_unknown = st.sampled_from((frozenset[str](), frozenset({"Slowly.", "Clam", "Hold."})))


@settings(max_examples=40)
@given(steps=any_session, talk=any_talk, unknown=some_unknown)
def test_no_words_ever_run_over_others_or_over_a_cue(
    steps: tuple[Step, ...], talk: Talk, unknown: frozenset[str]
) -> None:
    placed = sounds(steps, talk, FakeLexicon(unknown))
    assert_clear(placed)
    assert list(placed) == sorted(placed, key=lambda one: one.at)
    if talk is not Talk.SILENT:
        signals = [one for one in placed if isinstance(one.name, CueName)]
        assert [one for one in signals if one.name is not CueName.WORDS] == list(place_cues(steps))


@settings(max_examples=30)
@given(steps=any_session, data=st.data())
def test_asking_later_gives_the_same_sounds_earlier(
    steps: tuple[Step, ...], data: st.DataObject
) -> None:
    timed = []
    for number, one in enumerate(steps):
        timed.append(number)
        if one.lasts is None:
            break
    first = data.draw(st.sampled_from(timed))
    begins = list(accumulate((one.lasts or 0.0 for one in steps), initial=0.0))
    score = Score(steps, Hearing(talk=Talk.FULL, lexicon=FakeLexicon(), has_rhythm=True))
    later = score.sounds(first)
    earlier = [one for one in score.sounds() if one.at >= begins[first]]
    assert [one.name for one in later] == [one.name for one in earlier]
    for one, other in zip(later, earlier, strict=True):
        assert one.at == pytest.approx(other.at - begins[first], abs=1e-9)


@given(steps=any_session)
def test_silence_is_silent_and_tones_say_nothing(steps: tuple[Step, ...]) -> None:
    assert sounds(steps, Talk.SILENT) == ()
    assert said(sounds(steps, Talk.TONES)) == []


NOTE = "Use the mirror in the hall. Stop where the knee starts to drift in."


def test_the_physios_note_is_said_while_getting_ready_as_far_as_there_is_room() -> None:
    def told(lasts: float, talk: Talk = Talk.FULL) -> list[str]:
        steps = (step(READY, lasts, note=NOTE), step(WORK, 5, PhaseName.HOLD, note=NOTE))
        return [one for one in said(sounds(steps, talk)) if one in NOTE]

    assert " ".join(told(17)) == NOTE
    assert told(8) == ["Use the mirror in the hall."]
    assert told(5) == []
    assert told(17, Talk.SPARSE) == []


def test_without_time_to_get_ready_the_note_is_said_in_the_rest_before() -> None:
    note = "Use the mirror."
    steps = (
        *reps(1, (PhaseName.HOLD, 10), sets=1, ends_set=True),
        step(REST, 30),
        *reps(1, (PhaseName.HOLD, 10), position=1, exercise_name="Dip", note=note),
    )
    assert note in said(sounds(steps))


def test_a_note_that_no_voice_can_say_is_a_knock() -> None:
    steps = (step(READY, 17, note=NOTE), step(WORK, 5, PhaseName.HOLD, note=NOTE))
    placed = sounds(steps, lexicon=FakeLexicon(frozenset(sentences_of(NOTE))))
    assert len([one for one in placed if one.name is CueName.WORDS]) == 1
    assert_clear(placed)
