"""Define how the stages of a programme are written, and what leads from one to the next."""

from __future__ import annotations

from kneecoach.model.stages import StageName
from kneecoach.packs.format_parts import ID, words_of
from kneecoach.packs.quantities import SPAN
from kneecoach.packs.spec import Choice, Field, Listed, Mapped, Quantity, Record, Text, Truth, Whole

LONGEST_STAY_DAYS = 364
HIGHEST_CALM_PAIN = 5
"""Morning pain above which no knee is calm enough to move on. Source: pain-traffic-light."""

_CONDITION_FIELDS = (
    Field(
        name="stay",
        label="Stay",
        says="At least so long in the stage.",
        kind=Quantity(measure=SPAN, least=1, most=LONGEST_STAY_DAYS),
        example="stay: 2 weeks",
    ),
    Field(
        name="calm_sessions",
        label="Calm sessions",
        says="So many calm sessions in a row in the stage, every exercise of each of them calm.",
        kind=Whole(least=1, most=30),
        example="calm_sessions: 3",
    ),
    Field(
        name="morning_pain_up_to",
        label="Morning pain up to",
        says="No more pain (0-10) than this on the last three recorded mornings, all within a "
        "week.",
        kind=Whole(least=0, most=HIGHEST_CALM_PAIN),
        example="morning_pain_up_to: 2",
    ),
    Field(
        name="walks_30_minutes",
        label="Walks half an hour",
        says="The latest answer in a check-in, within a week, is that half an hour's walk brings "
        "no pain and no limp.",
        kind=Truth(),
        default="not asked for",
        example="walks_30_minutes: yes",
    ),
    Field(
        name="levels",
        label="Levels",
        says="Exercises of the stage that have reached a level, on both legs.",
        kind=Mapped(key=ID, key_name="exercise", value=Whole(least=1, most=31), most=20),
        example="levels: {squat: 3, clam: 2}",
    ),
)

CONDITIONS = Record(
    name="conditions",
    says="What has to be so, all of it. What is not recorded is never enough.",
    fields=_CONDITION_FIELDS,
)

_STAGE = Record(
    name="stage",
    says="One stage of a programme: which of its exercises it holds, and what leads out of it.",
    fields=(
        Field(
            name="stage",
            label="Stage",
            says="Which stage it is; a programme may leave some out, but not change their order.",
            kind=Choice(words=words_of(StageName)),
            required=True,
            example="stage: calm",
        ),
        Field(
            name="why",
            label="Why",
            says="What the stage is for, in a sentence for the person.",
            kind=Text(longest=300),
            example="why: Quiet the knee before it works harder.",
        ),
        Field(
            name="exercises",
            label="Exercises",
            says="Ids of those exercises of the programme that the stage holds, in order.",
            kind=Listed(item=ID, most=20),
            required=True,
            example="exercises: [warm_up, clam]",
        ),
        Field(
            name="days_a_week",
            label="Days a week",
            says="Sessions a week in this stage to begin with.",
            kind=Whole(least=1, most=7),
            default="as the programme has it",
            example="days_a_week: 4",
        ),
        Field(
            name="most_days_a_week",
            label="Most days a week",
            says="Sessions a week that the stage may grow to.",
            kind=Whole(least=1, most=7),
            default="as the programme has it, or as `days_a_week` of the stage",
            example="most_days_a_week: 5",
        ),
        Field(
            name="enter_when",
            label="Enter when",
            says="What has to be so before the stage begins, beside what ends the one before it. "
            "Not in the first stage.",
            kind=CONDITIONS,
            example="enter_when: {walks_30_minutes: yes}",
        ),
        Field(
            name="leave_when",
            label="Leave when",
            says="What has to be so before the next stage begins. Not in the last stage.",
            kind=CONDITIONS,
            example="leave_when: {stay: 2 weeks, calm_sessions: 4}",
        ),
    ),
)

STAGES = Field(
    name="stages",
    label="Stages",
    says="The stages of the programme, from the first to the last. Without them, every exercise "
    "belongs to every session.",
    kind=Listed(item=_STAGE, fewest=2, most=len(StageName)),
    default="one stage with all exercises",
    example="stages:\n  - stage: calm\n    exercises: [clam]\n    leave_when: {stay: 7 days}\n"
    "  - stage: strengthen\n    exercises: [clam, squat]",
)
