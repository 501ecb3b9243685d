"""Make the handout of a programme: its words, and the pictures of each movement."""

from __future__ import annotations

from datetime import date

from PySide6.QtCore import QCoreApplication, QLocale

from kneecoach.body.course import Moment
from kneecoach.dose.bands import band_within
from kneecoach.figure.looks import Looks, Surroundings
from kneecoach.figure.scene import Scene
from kneecoach.figure.showing import Showing
from kneecoach.model.dose import Dose, Phase, Repetitions, Side, Sides, Timed
from kneecoach.model.exercise import Exercise
from kneecoach.model.feedback import EMERGENCY_FLAGS, Flag
from kneecoach.model.programme import Catalogue, Pack, Programme, ProgrammeItem
from kneecoach.model.units import Seconds
from kneecoach.reports.handout import (
    FIGURE_SIZE,
    Frame,
    Handout,
    HandoutExercise,
    HandoutWords,
    Movement,
)
from kneecoach.reports.handout_levels import AT_START, HandoutLevels, ShownLevels
from kneecoach.ui.handout_photo import handout_photo
from kneecoach.ui.words.calling import call_sentence
from kneecoach.ui.words.days import words_locale
from kneecoach.ui.words.handouts import handout_day, shown_doses, told_lines
from kneecoach.ui.words.plans import frequency_words

translate = QCoreApplication.translate

WEEKS = 4
LONGEST_ROUND_S = 12.0
MOST_FRAMES = 14
_FRAMES_A_SECOND = (6.0, 5.0, 4.0, 3.0, 2.0, 1.5, 1.0)
"""Tried in turn; the last gives no more pictures than the longest round has seconds."""


def build_handout(
    programme: Programme,
    pack: Pack | None,
    catalogue: Catalogue,
    day: date,
    *,
    is_moving: bool = True,
    levels: HandoutLevels = AT_START,
) -> Handout:
    """Return the handout of a programme as it is given out on a day; paper needs no movement."""
    exercises = tuple(
        _exercise(exercise, item, levels.shown(programme, item, exercise), is_moving=is_moving)
        for item in programme.items
        if (exercise := catalogue.exercise(item.exercise_id)) is not None
    )
    locale = words_locale()
    short = QLocale.FormatType.ShortFormat
    return Handout(
        title=programme.name,
        why=programme.why if programme.why != programme.name else "",
        frequency=frequency_words(programme),
        made=_made(pack, day),
        review=_review(programme, pack),
        exercises=exercises,
        stop_title=translate("Handout", "When to stop, and whom to call"),
        stop=_stop(programme, pack),
        blanks=(translate("Handout", "Name:"), translate("Handout", "Begun on:")),
        foot=_foot(programme, pack),
        weeks=tuple(
            translate("Handout", "Week {number}").format(number=number)
            for number in range(1, WEEKS + 1)
        ),
        days=tuple(locale.standaloneDayName(number, short) for number in range(1, 8)),
        words=_words(pack),
    )


def _words(pack: Pack | None) -> HandoutWords:
    return HandoutWords(
        ticks=translate("Handout", "Tick what you have done"),
        pain=translate("Handout", "Worst pain, 0-10"),
        done=translate("Handout", "done"),
        begin=translate("Handout", "Start"),
        end=translate("Handout", "End"),
        cues=translate("Handout", "Think of:"),
        cautions=translate("Handout", "Take care:"),
        equipment=translate("Handout", "You need:"),
        page=translate("Handout", "Page {number}"),
        scale=translate("Handout", "Pain: 0 is none, 10 is the worst you can imagine."),
        language=pack.language if pack else "en",
    )


def _made(pack: Pack | None, day: date) -> str:
    when = handout_day(day)
    if pack is None:
        return when
    text = translate("Handout", "Made by {author}, {day}. {pack} {version}.")
    return text.format(author=pack.author, day=when, pack=pack.name, version=pack.version)


def _foot(programme: Programme, pack: Pack | None) -> str:
    """Return what every page says, so that one that is found alone still tells whom to call."""
    if pack is None or not pack.contact:
        return programme.name
    text = translate("Handout", "{programme}. Questions: {contact}")
    return text.format(programme=programme.name, contact=pack.contact)


def _review(programme: Programme, pack: Pack | None) -> str:
    review = programme.review or (pack.review if pack else "")
    if not review:
        return translate("Handout", "No physiotherapist has reviewed this yet.")
    return translate("Handout", "Review: {review}").format(review=review)


def _stop(programme: Programme, pack: Pack | None) -> tuple[str, ...]:
    """Return when to stop, when to ask, and when to seek help at once.

    Source: pain-monitoring-model, urgent-knee-signs.
    """
    contact = pack.contact if pack else ""
    ask = translate(
        "Handout",
        "Ask before you go on when the knee hurts more the next morning than before, swells, gives "
        "way, locks, or wakes you at night.",
    )
    whom = (
        translate("Handout", "Call: {contact}").format(contact=contact)
        if contact
        else translate("Handout", "Call your doctor or physiotherapist.")
    )
    urgent = translate("Handout", "Have it seen at once, day or night, {signs}.")
    own = call_sentence(programme, pack)
    return (
        *((own,) if own else ()),
        translate(
            "Handout",
            "Stop a set when the pain is sharp, when it is more than the exercise allows, or when "
            "the knee gives way or locks.",
        ),
        ask,
        whom,
        urgent.format(signs=_urgent_signs()),
    )


def _urgent_signs() -> str:
    words = {
        Flag.CANNOT_BEAR_WEIGHT: translate("Handout", "when you cannot put weight on the leg"),
        Flag.DEFORMITY: translate("Handout", "when the knee has changed its shape"),
        Flag.FEVER: translate("Handout", "with a fever"),
        Flag.CALF_SWELLING: translate("Handout", "with a swollen or hot calf"),
    }
    return "; ".join(words[flag] for flag in words if flag in EMERGENCY_FLAGS)


def _exercise(
    exercise: Exercise, item: ProgrammeItem, shown: ShownLevels, *, is_moving: bool
) -> HandoutExercise:
    most = band_within(exercise.kind, item.limits).acceptable_up_to
    limit = translate("Handout", "Pain up to {most} out of 10 is acceptable here, no more.")
    return HandoutExercise(
        name=exercise.name,
        doses=shown_doses(exercise, shown),
        equipment=words_locale().createSeparatedList([one.name for one in exercise.equipment]),
        steps=exercise.steps,
        cues=tuple(_sentence(one.say) for one in exercise.cues),
        cautions=exercise.cautions,
        limit=limit.format(most=most),
        told=told_lines(shown),
        note=item.note,
        movement=movement_of(exercise, exercise.level(shown.lowest).dose, is_moving=is_moving),
        photo=handout_photo(exercise),
    )


def _sentence(text: str) -> str:
    return text if text.endswith((".", "!", "?")) else f"{text}."


def movement_of(exercise: Exercise, dose: Dose, *, is_moving: bool) -> Movement:
    """Return a movement in pictures, at the tempo of a dose; its two ends alone for paper."""
    side = None if dose.sides is Sides.BOTH else Side.LEFT
    scene = Scene(
        exercise,
        showing=Showing(
            side=side,
            variant=dose.variant,
            has_load=dose.load is not None,
            knee_limit=dose.range,
            height=dose.height,
            shows_ghost=False,
            shows_guides=False,
        ),
        size=FIGURE_SIZE,
        looks=Looks(),
        surroundings=Surroundings(),
    )
    tempo = _tempo(dose)
    lasts = min(LONGEST_ROUND_S, sum(phase.lasts for phase in tempo))
    begin, end = tuple(scene.still()), tuple(scene.telling())
    if not is_moving:
        return Movement(begin=begin, end=end, frames=(), lasts=0.0)
    tries = (_seen(scene, tempo, lasts, a_second) for a_second in _FRAMES_A_SECOND)
    seen = next((one for one in tries if len(one) <= MOST_FRAMES), [])
    return Movement(
        begin=begin,
        end=end,
        frames=tuple(
            Frame(shapes=tuple(scene.shapes(moment)), times=tuple(times)) for moment, times in seen
        ),
        lasts=lasts,
    )


def _seen(
    scene: Scene, tempo: tuple[Phase, ...], lasts: float, a_second: float
) -> list[tuple[Moment, list[tuple[float, float]]]]:
    """Return each posture of a round once, with the times at which it is seen."""
    count = max(1, round(lasts * a_second))
    step = lasts / count
    found: dict[tuple[float, ...], tuple[Moment, list[tuple[float, float]]]] = {}
    for number in range(count):
        since, until = number * step, (number + 1) * step
        moment = scene.movement.course.demonstration(tempo, Seconds(since + step / 2))
        key = tuple(round(one, 1) for one in moment.numbers)
        _, times = found.setdefault(key, (moment, []))
        if times and abs(times[-1][1] - since) < step / 10:
            times[-1] = (times[-1][0], until)
        else:
            times.append((since, until))
    return list(found.values())


def _tempo(dose: Dose) -> tuple[Phase, ...]:
    if isinstance(dose.work, Repetitions):
        return dose.work.tempo
    if isinstance(dose.work, Timed):
        phase = dose.work.phase
        return (Phase(name=phase.name, lasts=Seconds(min(6.0, phase.lasts))),)
    return tuple(
        Phase(name=one.name, lasts=Seconds(min(4.0, one.lasts))) for one in dose.work.phases
    )
