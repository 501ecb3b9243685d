"""Hold what a handout says and shows, in finished words and shapes, ready for paper or a page."""

from __future__ import annotations

from kneecoach.figure.shapes import Shape
from kneecoach.values import dataclass

FIGURE_SIZE = (240.0, 180.0)
"""Width and height of the sheet that figures are drawn on."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Frame:
    """One picture of a movement.

    Attributes:
        shapes: What is drawn.
        times: When it is seen: from and until, in seconds of one round.
    """

    shapes: tuple[Shape, ...]
    times: tuple[tuple[float, float], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Movement:
    """A movement in pictures: how it begins, its far end, and one round of it.

    Attributes:
        begin, end: The two pictures that paper shows.
        frames: One round; a single frame where nothing moves, none for paper.
        lasts: How long a round takes, in seconds.
    """

    begin: tuple[Shape, ...]
    end: tuple[Shape, ...]
    frames: tuple[Frame, ...]
    lasts: float


@dataclass(frozen=True, slots=True, kw_only=True)
class HandoutPhoto:
    """A photo or drawing that the pack has of an exercise.

    Attributes:
        jpeg: The picture, small enough for a page.
        width, height: Its pixels.
        says: What it shows.
        is_alone: It stands in place of the drawn figure.
    """

    jpeg: bytes
    width: int
    height: int
    says: str
    is_alone: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class HandoutExercise:
    """One exercise.

    Attributes:
        name: What it is called.
        doses: How much of it: one line, or one for each leg.
        equipment: What is needed; may be empty.
        steps, cues, cautions: How to do it, what to think of, what to mind.
        limit: Up to which pain it may go on, as a sentence.
        told: What a report tells of it that is not in the dose.
        note: What the author says about it; may be empty.
        movement: How it looks.
        photo: What the pack itself shows of it, or None.
    """

    name: str
    doses: tuple[str, ...]
    equipment: str
    steps: tuple[str, ...]
    cues: tuple[str, ...]
    cautions: tuple[str, ...]
    limit: str
    movement: Movement
    told: tuple[str, ...] = ()
    note: str = ""
    photo: HandoutPhoto | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Handout:
    """One programme on paper.

    Attributes:
        title: The programme's name.
        why: Whom it is for; may be empty.
        frequency: How often it is done.
        made: Who made it, and when, in one line.
        review: Who of the profession has read it.
        exercises: In order.
        stop_title, stop: When to stop, and whom to call.
        blanks: What is written in by hand at the top, such as the name.
        foot: What stands at the foot of every page: whose sheet it is, and whom to call.
        weeks: Names of the weeks to tick.
        days: Short names of the days.
        words: The few words on the page that are not the pack's.
    """

    title: str
    why: str
    frequency: str
    made: str
    review: str
    exercises: tuple[HandoutExercise, ...]
    stop_title: str
    stop: tuple[str, ...]
    blanks: tuple[str, ...]
    foot: str
    weeks: tuple[str, ...]
    days: tuple[str, ...]
    words: HandoutWords


@dataclass(frozen=True, slots=True, kw_only=True)
class HandoutWords:
    """The words of the page itself, in the reader's language."""

    ticks: str
    pain: str
    done: str
    begin: str
    end: str
    cues: str
    cautions: str
    equipment: str
    page: str
    scale: str
    language: str
