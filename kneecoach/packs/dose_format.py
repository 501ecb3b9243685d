"""Define how a dose and its ladder are written: level 1 in full, then one change a level."""

from __future__ import annotations

from kneecoach.model.dose import Band, PhaseName, Sides, Variable
from kneecoach.packs.format_parts import NONE, words_of
from kneecoach.packs.quantities import ANGLE, DURATION, EFFORT, HEIGHT, WEIGHT
from kneecoach.packs.spec import (
    Choice,
    Either,
    Field,
    Listed,
    Mapped,
    Quantity,
    Record,
    Text,
    Whole,
)

TIMED_PHASES = (
    PhaseName.HOLD,
    PhaseName.STRETCH,
    PhaseName.ROLL,
    PhaseName.PRESS,
    PhaseName.SQUEEZE,
    PhaseName.WALK,
    PhaseName.RUN,
    PhaseName.CYCLE,
    PhaseName.MARCH,
    PhaseName.SWING,
    PhaseName.HOP,
    PhaseName.MOVE,
)
"""Phases that a set can consist of from beginning to end."""


_LONGEST_PHASE_S = 4 * 3600
PHASE_LENGTH = Quantity(measure=DURATION, least=0.5, most=_LONGEST_PHASE_S)
PHASE = Choice(words=words_of(PhaseName))


_SIDES = Field(
    name="sides",
    label="Sides",
    says="How the legs share the work: `both` at once, `each` for a whole set on one leg and then "
    "on the other, `alternate` to change legs after every repetition.",
    kind=Choice(words=words_of(Sides)),
    required=True,
    example="sides: each",
)
_SETS = Field(
    name="sets",
    label="Sets",
    says="How many sets; with `each`, how many on each leg.",
    kind=Whole(least=1, most=20),
    required=True,
    example="sets: 3",
)
_REPS = Field(
    name="reps",
    label="Repetitions",
    says="Repetitions in a set; with `alternate`, repetitions of each leg. Goes with `tempo`.",
    kind=Whole(least=1, most=200),
    example="reps: 10",
)
_TEMPO = Field(
    name="tempo",
    label="Tempo",
    says="The phases of one repetition in the order they are done, each with how long it takes. "
    "The phase `hold` is the one that `change: {hold: ...}` makes longer.",
    kind=Mapped(key=PHASE, key_name="phase", value=PHASE_LENGTH),
    example="tempo: {open: 2 s, hold: 2 s, close: 2 s}",
)
_DURATION = Field(
    name="duration",
    label="Duration",
    says="How long a set takes when it is counted in time. Goes with `phase`.",
    kind=PHASE_LENGTH,
    example="duration: 30 s",
)
_PHASE_FIELD = Field(
    name="phase",
    label="Phase",
    says="What the body does during a set that is counted in time.",
    kind=Choice(words=words_of(TIMED_PHASES)),
    example="phase: hold",
)
_INTERVALS = Field(
    name="intervals",
    label="Intervals",
    says="Work that goes round a few phases, such as running and walking in turn.",
    kind=Record(
        name="intervals",
        says="How often to go round, and what one round consists of.",
        fields=(
            Field(
                name="rounds",
                label="Rounds",
                says="How often to go round.",
                kind=Whole(least=1, most=60),
                required=True,
                example="rounds: 6",
            ),
            Field(
                name="phases",
                label="Phases of a round",
                says="The phases of one round in order; the same phase may come again.",
                kind=Listed(
                    item=Mapped(key=PHASE, key_name="phase", value=PHASE_LENGTH, most=1),
                    most=24,
                ),
                required=True,
                example="phases: [run: 60 s, walk: 2 min]",
            ),
        ),
    ),
    example="intervals: {rounds: 6, phases: [run: 60 s, walk: 2 min]}",
)
_REST = Field(
    name="rest",
    label="Rest",
    says="Rest after a set.",
    kind=Quantity(measure=DURATION, least=0, most=900),
    required=True,
    example="rest: 45 s",
)
_LOAD = Field(
    name="load",
    label="Load",
    says="Added weight, or the strength of a band; `none` for body weight alone.",
    kind=Quantity(measure=WEIGHT, least=0.1, most=500, words=(*words_of(Band), NONE)),
    default="body weight alone",
    example="load: 2 kg",
)
_RANGE = Field(
    name="range",
    label="Range",
    says="How far the knee bends, where the level limits it.",
    kind=Quantity(measure=ANGLE, least=1, most=160),
    default="not limited",
    example="range: 45 deg",
)
_HEIGHT = Field(
    name="height",
    label="Height",
    says="Height of the step or box.",
    kind=Quantity(measure=HEIGHT, least=1, most=100),
    example="height: 10 cm",
)
_EFFORT = Field(
    name="effort",
    label="Effort",
    says="How hard to push, as a share of all one could.",
    kind=Quantity(measure=EFFORT, least=1, most=100),
    example="effort: 70 %",
)
_TIMES_A_DAY = Field(
    name="times_a_day",
    label="Times a day",
    says="How often on a training day.",
    kind=Whole(least=1, most=6),
    default="1",
    example="times_a_day: 2",
)

_DOSE_FIELDS = (
    _SIDES, _SETS, _REPS, _TEMPO, _DURATION, _PHASE_FIELD, _INTERVALS, _REST, _LOAD, _RANGE,
    _HEIGHT, _EFFORT, _TIMES_A_DAY,
)  # fmt: skip
_WORK_FORMS = (("reps", "tempo"), ("duration", "phase"), ("intervals",))

DOSE = Record(
    name="dose",
    says="Level 1, complete: sets, what a set consists of, rest and sides. A set is counted either "
    "in repetitions (`reps` and `tempo`), in time (`duration` and `phase`), or in `intervals`.",
    fields=_DOSE_FIELDS,
    forms=_WORK_FORMS,
)

_HOLD = Field(
    name="hold",
    label="Hold",
    says="How long the tempo's phase `hold` lasts from this level on.",
    kind=PHASE_LENGTH,
    example="hold: 5 s",
)

CHANGE = Record(
    name="change",
    says="The one thing that is different from the level below.",
    fields=tuple(
        field._replace(required=False, default="")
        for field in (
            _SETS, _REPS, _HOLD, _TEMPO, _DURATION, _INTERVALS, _REST, _LOAD, _RANGE, _HEIGHT,
            _EFFORT, _TIMES_A_DAY,
        )
    ),
    only_one=True,
)  # fmt: skip
"""The fields are those of `Variable` that a dose has, under the same names."""

_NOTE = Field(
    name="note",
    label="Note",
    says="A few words for the person about this level.",
    kind=Text(longest=120),
    example="note: a book under the heel makes it easier to begin with",
)

LADDER_LEVEL = Either(
    name="level",
    says="A further level: one change, or a harder way of doing it.",
    options=(
        Record(
            name="level that changes one thing",
            says="A level that is as the one below but for one thing.",
            fields=(
                Field(
                    name="change",
                    label="Change",
                    says="The one thing that is different from the level below.",
                    kind=CHANGE,
                    required=True,
                    example="change: {reps: 12}",
                ),
                _NOTE,
            ),
        ),
        Record(
            name="level that is another way of doing it",
            says="A level with a variant; what is restated replaces that part of the dose. A "
            "variant is never heavier at the same time.",
            fields=(
                Field(
                    name="variant",
                    label="Variant",
                    says="Name of the way of doing it from here on, such as `single-leg`.",
                    kind=Text(longest=60),
                    required=True,
                    example="variant: single-leg",
                ),
                *(field._replace(required=False, default="") for field in _DOSE_FIELDS),
                _NOTE,
            ),
            forms=_WORK_FORMS,
            forms_optional=True,
        ),
    ),
)

LADDER = Field(
    name="ladder",
    label="Ladder",
    says="The further levels, from easier to harder. `dose` is level 1, so they begin with 2.",
    kind=Listed(item=LADDER_LEVEL, fewest=0, most=30),
    example="ladder:\n  - change: {reps: 12}\n  - change: {hold: 3 s}",
)

VARIABLES = {field.name: Variable(field.name) for field in CHANGE.fields}
"""The one thing that a level changes, by the name of its field."""
