"""Define the format `kneecoach-programme/1`."""

from __future__ import annotations

from kneecoach.model.programme import DeskPlace, Use
from kneecoach.packs.format_parts import (
    ID,
    REVIEW,
    SOURCES,
    Format,
    format_field,
    id_field,
    words_of,
)
from kneecoach.packs.quantities import SPAN, WEIGHT
from kneecoach.packs.spec import (
    Choice,
    Field,
    Listed,
    Quantity,
    Record,
    Text,
    Truth,
    Whole,
)
from kneecoach.packs.stage_format import STAGES

_LIMITS = Record(
    name="limits",
    says="What the pack allows for this exercise. It may be stricter than the rules, never looser.",
    fields=(
        Field(
            name="lowest_level",
            label="Lowest level",
            says="The dose never falls below this level.",
            kind=Whole(least=1, most=31),
            default="1",
            example="lowest_level: 1",
        ),
        Field(
            name="highest_level",
            label="Highest level",
            says="The dose never rises above this level.",
            kind=Whole(least=1, most=31),
            default="the last level",
            example="highest_level: 4",
        ),
        Field(
            name="clean_up_to",
            label="Calm up to",
            says="Highest pain during the exercise (0-10) that still counts as calm.",
            kind=Whole(least=0, most=10),
            default="as the exercise's kind has it",
            example="clean_up_to: 2",
        ),
        Field(
            name="acceptable_up_to",
            label="Acceptable up to",
            says="Highest pain during the exercise (0-10) that is still acceptable.",
            kind=Whole(least=0, most=10),
            default="as the exercise's kind has it",
            example="acceptable_up_to: 4",
        ),
        Field(
            name="pace",
            label="Pace",
            says="At least so long between two steps up; the rules ask for a week anyway.",
            kind=Quantity(measure=SPAN, least=7, most=84),
            default="1 week",
            example="pace: 2 weeks",
        ),
        Field(
            name="highest_load",
            label="Highest load",
            says="At the top of the ladder the weight may grow to this, a tenth at a time.",
            kind=Quantity(measure=WEIGHT, least=0.5, most=500),
            default="the weight of the top level",
            example="highest_load: 20 kg",
        ),
    ),
)

_DESK = Record(
    name="desk",
    says="How it fits into a break at the desk; in a programme of desk breaks every exercise says "
    "so, and nowhere else.",
    fields=(
        Field(
            name="place",
            label="Place",
            says="Where it is done.",
            kind=Choice(words=words_of(DeskPlace)),
            required=True,
            example="place: chair",
        ),
        Field(
            name="quiet",
            label="Quiet",
            says="Whether nobody nearby sees or hears much of it, as in a shared office.",
            kind=Truth(),
            default="no",
            example="quiet: yes",
        ),
    ),
)

PROGRAMME = Record(
    name=Format.PROGRAMME,
    says="A set of exercises that make one session. The name of the file is its id.",
    fields=(
        format_field(Format.PROGRAMME),
        id_field("knee_starter"),
        Field(
            name="name",
            label="Name",
            says="What people call it.",
            kind=Text(longest=60),
            required=True,
            example="name: Knee starter",
        ),
        Field(
            name="why",
            label="Why",
            says="Whom it is for and what it does.",
            kind=Text(longest=500),
            required=True,
            example="why: For a sore knee that has calmed down.",
        ),
        Field(
            name="use",
            label="Use",
            says="Whether its exercises make one session, or are breaks at the desk, one at a time "
            "in turn.",
            kind=Choice(words=words_of(Use)),
            default="session",
            example="use: desk_breaks",
        ),
        Field(
            name="days_a_week",
            label="Days a week",
            says="Sessions a week to begin with.",
            kind=Whole(least=1, most=7),
            required=True,
            example="days_a_week: 3",
        ),
        Field(
            name="most_days_a_week",
            label="Most days a week",
            says="Sessions a week that it may grow to.",
            kind=Whole(least=1, most=7),
            default="the same as `days_a_week`",
            example="most_days_a_week: 5",
        ),
        Field(
            name="exercises",
            label="Exercises",
            says="The exercises in order. A bare id starts at level 1.",
            kind=Listed(
                item=Record(
                    name="exercise of a programme",
                    says="One exercise, and where on its ladder to start.",
                    fields=(
                        Field(
                            name="exercise",
                            label="Exercise",
                            says="Id of the exercise, of this pack or of another.",
                            kind=ID,
                            required=True,
                            example="exercise: clam",
                        ),
                        Field(
                            name="start_level",
                            label="Start level",
                            says="The level to start at.",
                            kind=Whole(least=1, most=31),
                            default="1, or the lowest level of its limits",
                            example="start_level: 2",
                        ),
                        Field(
                            name="limits",
                            label="Limits",
                            says=_LIMITS.says,
                            kind=_LIMITS,
                            example="limits: {highest_level: 4, acceptable_up_to: 4}",
                        ),
                        Field(
                            name="desk",
                            label="Desk",
                            says=_DESK.says,
                            kind=_DESK,
                            example="desk: {place: chair, quiet: yes}",
                        ),
                        Field(
                            name="note",
                            label="Note for the patient",
                            says="A sentence or two of the author's own about this exercise.",
                            kind=Text(longest=300),
                            example="note: Use the mirror in the hall.",
                        ),
                    ),
                    short="exercise",
                ),
                most=20,
            ),
            required=True,
            example="exercises:\n  - warm_up\n  - {exercise: clam, start_level: 2}",
        ),
        STAGES,
        Field(
            name="stop_and_call_if",
            label="Stop and call me if",
            says="When the person is to stop and call the author, a few words for each.",
            kind=Listed(item=Text(longest=160), fewest=0, most=8),
            example="stop_and_call_if: [the knee swells overnight]",
        ),
        SOURCES,
        REVIEW,
    ),
)
