"""Define the format `kneecoach-exercise/1`."""

from __future__ import annotations

from kneecoach.model.dose import Pace
from kneecoach.model.exercise import Kind, Position
from kneecoach.packs.dose_format import DOSE, LADDER, PHASE
from kneecoach.packs.figure_format import FIGURE
from kneecoach.packs.format_parts import (
    ID_OR_NONE,
    REVIEW,
    SOURCES,
    Format,
    format_field,
    id_field,
    words_of,
)
from kneecoach.packs.media_names import CLIP_FILE, PICTURE_FILE
from kneecoach.packs.spec import Choice, Field, Listed, Record, Text, Truth

_CUE = Record(
    name="cue",
    says="A short sentence that helps the movement.",
    fields=(
        Field(
            name="say",
            label="Say",
            says="The sentence.",
            kind=Text(longest=100),
            required=True,
            example="say: Keep your heels together",
        ),
        Field(
            name="phase",
            label="Phase",
            says="The phase during which it is said.",
            kind=PHASE,
            default="at any time of the set",
            example="phase: open",
        ),
        Field(
            name="clip",
            label="Recording",
            says="The sentence as you have spoken it, at most 15 s; it is heard in a session.",
            kind=CLIP_FILE,
            default="the coach's voice says it if it can",
            example="clip: media/heels_together.ogg",
        ),
    ),
    short="say",
)
_PICTURE = Record(
    name="picture",
    says="A photo or drawing of the exercise.",
    fields=(
        Field(
            name="file",
            label="File",
            says="The picture: PNG or JPEG, at most 2 MB and 4096 pixels each way.",
            kind=PICTURE_FILE,
            required=True,
            example="file: media/clam.jpg",
        ),
        Field(
            name="says",
            label="Shows",
            says="What it shows, for those who do not see it.",
            kind=Text(longest=200),
            required=True,
            example="says: Anna lies on her left side and lifts the right knee",
        ),
        Field(
            name="instead",
            label="Instead of the figure",
            says="Whether it is shown in place of the moving figure.",
            kind=Truth(),
            default="no",
            example="instead: yes",
        ),
    ),
)
_MISTAKE = Record(
    name="mistake",
    says="A common way of getting it wrong.",
    fields=(
        Field(
            name="what",
            label="What goes wrong",
            says="What is seen.",
            kind=Text(longest=150),
            required=True,
            example="what: The top hip rolls back",
        ),
        Field(
            name="instead",
            label="Instead",
            says="What to do instead.",
            kind=Text(longest=200),
            example="instead: Open the knee less far",
        ),
    ),
    short="what",
)
_EQUIPMENT = Record(
    name="equipment",
    says="Something that is used.",
    fields=(
        Field(
            name="name",
            label="Name",
            says="What it is.",
            kind=Text(longest=60),
            required=True,
            example="name: mat",
        ),
        Field(
            name="optional",
            label="Optional",
            says="Whether it can be done without.",
            kind=Truth(),
            default="no",
            example="optional: yes",
        ),
    ),
    short="name",
)

EXERCISE = Record(
    name=Format.EXERCISE,
    says="One exercise. The name of the file is its id.",
    fields=(
        format_field(Format.EXERCISE),
        id_field("clam"),
        Field(
            name="name",
            label="Name",
            says="What people call it.",
            kind=Text(longest=60),
            required=True,
            example="name: Clam",
        ),
        Field(
            name="kind",
            label="Kind",
            says="The kind of exercise; it decides how much pain is acceptable.",
            kind=Choice(words=words_of(Kind)),
            required=True,
            example="kind: strength",
        ),
        Field(
            name="position",
            label="Position",
            says="How the body starts.",
            kind=Choice(words=words_of(Position)),
            required=True,
            example="position: side_lying",
        ),
        Field(
            name="why",
            label="Why",
            says="What it is good for, one or two plain sentences.",
            kind=Text(longest=400),
            required=True,
            example="why: Wakes the muscles at the side of the hip.",
        ),
        Field(
            name="areas",
            label="Areas",
            says="Parts of the body it works, in words that people use.",
            kind=Listed(item=Text(longest=40), most=8),
            required=True,
            example="areas: [buttocks, outer hip]",
        ),
        Field(
            name="equipment",
            label="Equipment",
            says="What is needed. A bare text stands for its name.",
            kind=Listed(item=_EQUIPMENT, fewest=0, most=10),
            example="equipment: [chair, {name: mat, optional: yes}]",
        ),
        Field(
            name="pace",
            label="Pace",
            says="Who sets the rhythm unless the person chooses otherwise.",
            kind=Choice(words=words_of(Pace)),
            default="coach",
            example="pace: self",
        ),
        Field(
            name="dose",
            label="Dose",
            says=DOSE.says,
            kind=DOSE,
            required=True,
            example="dose:\n  sides: each\n  sets: 2\n  reps: 10\n"
            "  tempo: {open: 2 s, hold: 2 s, close: 2 s}\n  rest: 30 s",
        ),
        LADDER,
        Field(
            name="steps",
            label="Steps",
            says="How to do it, in order; one sentence or two each.",
            kind=Listed(item=Text(), most=10),
            required=True,
            example="steps:\n  - Lie on your side with your knees bent.",
        ),
        Field(
            name="cues",
            label="Cues",
            says="What to think of while doing it. A bare text is a cue for the whole set.",
            kind=Listed(item=_CUE, fewest=0, most=12),
            example="cues:\n  - {phase: open, say: Keep your heels together}",
        ),
        Field(
            name="mistakes",
            label="Mistakes",
            says="What often goes wrong, and what to do instead.",
            kind=Listed(item=_MISTAKE, fewest=0, most=10),
            example="mistakes:\n  - what: The top hip rolls back\n"
            "    instead: Open the knee less far",
        ),
        Field(
            name="cautions",
            label="Cautions",
            says="Who should take care, and when to stop.",
            kind=Listed(item=Text(), fewest=0, most=10),
            example="cautions:\n  - Stop if the knee gives way.",
        ),
        Field(
            name="easier",
            label="Easier",
            says="Id of the exercise to go back to from level 1, or `none`.",
            kind=ID_OR_NONE,
            required=True,
            example="easier: none",
        ),
        Field(
            name="harder",
            label="Harder",
            says="Id of the exercise that comes after the last level, or `none`.",
            kind=ID_OR_NONE,
            required=True,
            example="harder: side_lying_hip_abduction",
        ),
        SOURCES,
        REVIEW,
        Field(
            name="figure",
            label="Figure",
            says="How it is drawn.",
            kind=FIGURE,
            example="figure: {view: front}",
        ),
        Field(
            name="picture",
            label="Picture",
            says=_PICTURE.says,
            kind=_PICTURE,
            example="picture:\n  file: media/clam.jpg\n  says: Anna lies on her left side",
        ),
        Field(
            name="clip",
            label="Recording of the name",
            says="The name as you have spoken it, at most 15 s; heard while people get ready.",
            kind=CLIP_FILE,
            default="the coach's voice says it if it can",
            example="clip: media/clam.ogg",
        ),
    ),
)
