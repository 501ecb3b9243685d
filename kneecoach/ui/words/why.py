"""Put a decision, what it looked at and what would change it into words."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication

from kneecoach.dose.bands import RED_FROM, PainBand
from kneecoach.dose.turning import Measure, Turn
from kneecoach.model.decision import Action
from kneecoach.model.dose import Side
from kneecoach.model.units import HIGHEST_SCORE, LOWEST_SCORE
from kneecoach.ui.why_view import WhyView
from kneecoach.ui.widgets.bands_picture import BandsValues, Mark, Zone, ZoneTone
from kneecoach.ui.words.days import full_day

translate = QCoreApplication.translate


def about_words(view: WhyView) -> str:
    """Return what a decision is about, such as "Clam, left leg"."""
    match view.side:
        case None:
            return view.exercise
        case Side.LEFT:
            return translate("Why", "{exercise}, left leg").format(exercise=view.exercise)
        case Side.RIGHT:
            return translate("Why", "{exercise}, right leg").format(exercise=view.exercise)


def looked_at_words(view: WhyView) -> str:
    """Return which session the scores are of."""
    if view.session_day is None:
        return translate("Why", "There is no session of this exercise yet.")
    return translate("Why", "The session of {day}, on the scale from 0 to 10.").format(
        day=full_day(view.session_day)
    )


def lasted_words(view: WhyView) -> str:
    """Return how long the pain lasted."""
    if view.lasted is None:
        return translate("Why", "How long it lasted: not recorded")
    if view.lasted == 0:
        return translate("Why", "How long it lasted: gone by the next morning")
    if view.lasted == 1:
        return translate("Why", "How long it lasted: one day")
    return translate("Why", "How long it lasted: {days} days").format(days=view.lasted)


def bands_of(view: WhyView) -> BandsValues:
    """Return the picture of the scores over the bands that they are read by."""
    scores: list[tuple[str, int | None]] = []
    if view.session_day is not None:
        scores += [
            (translate("Why", "Before"), view.before),
            (translate("Why", "During"), view.during),
            (translate("Why", "After"), view.after),
            (translate("Why", "Next morning"), view.morning),
        ]
    if view.now is not None:
        scores.append((translate("Why", "This time before"), view.now))
    marks = tuple(Mark(score=score, words=score_words(name, score)) for name, score in scores)
    return BandsValues(zones=zones_of(view.band), marks=marks)


def score_words(name: str, score: int | None) -> str:
    """Return a score with its name; one that is not known says so and is never zero."""
    if score is None:
        return translate("Why", "{name}: not recorded").format(name=name)
    return translate("Why", "{name}: {score}").format(name=name, score=score)


def zones_of(band: PainBand) -> tuple[Zone, ...]:
    """Return the zones of pain during an exercise, from the lowest scores up."""
    calm, acceptable = band.clean_up_to, band.acceptable_up_to
    red = translate("Why", "too much")
    bounds = (
        (LOWEST_SCORE, calm, ZoneTone.CALM, translate("Why", "calm")),
        (calm + 1, acceptable, ZoneTone.ACCEPTABLE, translate("Why", "acceptable")),
        (acceptable + 1, RED_FROM - 1, ZoneTone.RED, translate("Why", "sore")),
        (RED_FROM, HIGHEST_SCORE, ZoneTone.RED, red),
    )
    return tuple(
        Zone(lowest=lowest, highest=highest, tone=tone, words=words)
        for lowest, highest, tone, words in bounds
        if lowest <= highest
    )


def zone_words(band: PainBand) -> str:
    """Return what the zones are for, in whole sentences."""
    parts = [
        translate("Why", "{words} {lowest}–{highest}").format(
            words=zone.words, lowest=zone.lowest, highest=zone.highest
        )
        if zone.highest > zone.lowest
        else translate("Why", "{words} {lowest}").format(words=zone.words, lowest=zone.lowest)
        for zone in zones_of(band)
    ]
    return translate(
        "Why",
        "The zones are for pain during this exercise: {zones}. Pain the next morning is compared "
        "with pain before.",
    ).format(zones=", ".join(parts))


def turn_lines(view: WhyView) -> tuple[str, ...]:
    """Return what would change the decision, a sentence for each."""
    if view.action is Action.SEEK_CARE:
        return (translate("Why", "No other score would: someone looks at the knee first."),)
    if view.action is Action.PAUSE and not view.turns:
        return (translate("Why", "No other score would: a break goes by days and by mornings."),)
    if not view.turns:
        return (translate("Why", "No single other score of that session would."),)
    return tuple(turn_words(turn) for turn in view.turns)


def turn_words(turn: Turn) -> str:
    """Return one thing that would change the decision."""
    names = {
        Measure.DURING: translate("Why", "during the session"),
        Measure.AFTER: translate("Why", "after the session"),
        Measure.MORNING: translate("Why", "the next morning"),
    }
    if turn.is_known:
        sentence = translate("Why", "If pain {when} had been {scores}: {effect}.")
    else:
        sentence = translate("Why", "If pain {when} is {scores}: {effect}.")
    return sentence.format(
        when=names[turn.measure], scores=_range(turn), effect=effect_words(turn.action)
    )


def effect_words(action: Action) -> str:
    """Return what an action does, as a clause."""
    words = {
        Action.SEEK_CARE: translate("Why", "have the knee seen first"),
        Action.PAUSE: translate("Why", "a break"),
        Action.REDUCE_REST: translate("Why", "rest, then a smaller dose"),
        Action.REDUCE: translate("Why", "a smaller dose"),
        Action.HOLD: translate("Why", "the same dose"),
        Action.RESUME: translate("Why", "back at the lowest level"),
        Action.PROGRESS: translate("Why", "one step up"),
    }
    return words[action]


def rule_words(view: WhyView) -> tuple[str, str]:
    """Return what the rule looks for, and what it does then."""
    when = translate("Why", "When: {when}.").format(when=view.when)
    return when, translate("Why", "Then: {then}.").format(then=view.then)


def _range(turn: Turn) -> str:
    if turn.lowest == turn.highest:
        return str(turn.lowest)
    if turn.highest == HIGHEST_SCORE:
        return translate("Why", "{score} or more").format(score=turn.lowest)
    if turn.lowest == LOWEST_SCORE:
        return translate("Why", "{score} or less").format(score=turn.highest)
    return translate("Why", "{lowest} to {highest}").format(
        lowest=turn.lowest, highest=turn.highest
    )
