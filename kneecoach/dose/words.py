"""Say counts, lists, signs and steps in plain words; the reasons are made of these."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Final

from kneecoach.dose.holds import ONE_CHANGE_DAYS
from kneecoach.dose.situation import Situation
from kneecoach.dose.verdict import Verdict
from kneecoach.model.decision import Detail
from kneecoach.model.feedback import Feedback, Flag
from kneecoach.values import dataclass

_NUMBERS: Final = ("no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine")

_FLAGS: Final[dict[Flag, str]] = {
    Flag.GIVING_WAY: "that the knee gave way",
    Flag.LOCKING: "that the knee caught or locked",
    Flag.SWELLING: "swelling of the knee",
    Flag.NIGHT_PAIN: "pain that wakes you at night",
    Flag.CANNOT_BEND: "that the knee does not bend fully",
    Flag.LIMPING: "a limp",
    Flag.UNSAFE_STANDING: "that standing on the leg does not feel safe",
    Flag.HOT_RED: "a hot or red knee",
    Flag.FEVER: "a fever",
    Flag.DEFORMITY: "that the knee has changed its shape",
    Flag.CANNOT_BEAR_WEIGHT: "that you cannot put weight on the leg",
    Flag.TRAUMA: "a fall or a blow to the knee",
    Flag.CALF_SWELLING: "a swollen or hot calf",
    Flag.PAINFUL_CLICKING: "painful clicking",
    Flag.PAINLESS_CLICKING: "clicking without pain",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """What a sentence is made of: what was looked at, and what a rule said about it."""

    situation: Situation
    verdict: Verdict

    @property
    def felt(self) -> Feedback:
        """Return the last session's scores.

        Raises:
            ValueError: There was no session; rules about one do not match then.
        """
        if self.situation.last is None:
            raise ValueError("there is no last session to speak of")
        return self.situation.last.felt

    @property
    def days_since_last(self) -> str:
        """Return how long ago the last session was, as in "nine days"."""
        return a_count((self.situation.today.day - self.felt.day).days, "day")

    @property
    def change(self) -> tuple[str, int]:
        """Return what was changed of late, and the days until the next change.

        Raises:
            ValueError: Nothing was changed; the rule about that does not match then.
        """
        changed = self.situation.course.changed
        if changed is None:
            raise ValueError("there is no change to speak of")
        return f"the {changed.variable.replace('_', ' ')}", ONE_CHANGE_DAYS - changed.days_ago


def a_count(number: int, noun: str) -> str:
    """Return a number with its noun, as in "two days" or "one calm session"."""
    word = _NUMBERS[number] if 0 <= number < len(_NUMBERS) else str(number)
    return f"{word} {noun}" if number == 1 else f"{word} {noun}s"


def a_list(parts: Sequence[str]) -> str:
    """Return words as a list, as in "one, two and three"."""
    if len(parts) < 2:
        return "".join(parts)
    return f"{', '.join(parts[:-1])} and {parts[-1]}"


def flag_words(flags: Iterable[Flag]) -> str:
    """Return signs in plain words, in a fixed order."""
    return a_list([words for flag, words in _FLAGS.items() if flag in set(flags)])


def missing_words(felt: Feedback) -> str:
    """Return which scores of a session are not known."""
    scores = (
        ("pain during the session", felt.during),
        ("pain at its end", felt.after),
        ("pain the next morning", felt.morning),
        ("how hard it was", felt.effort),
    )
    return a_list([words for words, score in scores if score is None])


def where_down(told: Told) -> str:
    """Return where a step down leads, as a clause that goes on after "so"."""
    situation, verdict = told.situation, told.verdict
    level = verdict.detail("to_level")
    easier, sets = situation.frame.easier, verdict.detail("sets_to")
    if verdict.detail("already_taken"):
        return f"it stays at level {level}, where it has gone down to already"
    if verdict.detail("easier") and easier is not None:
        return (
            f"an easier exercise may suit it better for now: {easier.name}; this one is already "
            "at its lowest level"
        )
    if (load := verdict.detail("load_to")) is not None:
        return f"the weight goes back to {load:g} kg, at its lowest level"
    if isinstance(sets, int) and sets != situation.sets:
        many = "one set" if sets == 1 else f"{sets} sets"
        return f"it goes down to {many}, at its lowest level"
    if level == situation.course.level:
        return f"it stays at level {level}, which is its lowest"
    return f"it goes down to level {level}"


def with_fewer_sets(told: Told) -> str:
    """Return how many sets there are after a break, where they are fewer; else nothing."""
    sets = told.verdict.detail("sets_to")
    if sets is None or sets == told.situation.sets:
        return ""
    return ", with one set" if sets == 1 else f", with {sets} sets"


def after_step_down() -> str:
    """Return what would let the dose go up again after a step down."""
    return "It stays there for at least a week; after calm sessions it can go up again."


def where_up(told: Told) -> str:
    """Return where a step up leads, as a sentence that begins after a colon."""
    situation, verdict = told.situation, told.verdict
    frame, level = situation.frame, verdict.detail("to_level")
    if verdict.detail("at_limit"):
        return (
            f"the knee may be ready for more. Level {level} is the highest that the programme "
            "allows, so the dose stays the same; whoever set that limit can raise it."
        )
    offer = ""
    if verdict.detail("harder") and frame.harder is not None:
        offer = f" {frame.harder.name} would be the next exercise, when you like to try it."
    within = _more_of_the_same(told)
    if within:
        return f"{within}, and nothing else changes.{_limits(verdict)}{offer}"
    if offer:
        return f"this is the top of the ladder, so the dose stays.{offer}"
    if level == situation.course.level:
        return "this is the top of the ladder, so the dose stays the same."
    return f"one level up, to level {level}, and one thing changes.{_limits(verdict)}"


def _more_of_the_same(told: Told) -> str:
    """Return what grows beside the level: days, weight, sets or time; empty when none does."""
    situation, verdict = told.situation, told.verdict
    level = verdict.detail("to_level")
    if (days := verdict.detail("freq_to")) is not None:
        return f"one more day a week, {days} in all"
    if (load := verdict.detail("load_to")) is not None:
        return f"{_grown(situation, level)} {load:g} kg"
    if (sets := verdict.detail("sets_to")) is not None:
        return f"one set comes back, {sets} in all"
    if (is_whole := verdict.detail("whole_session")) is not None:
        return (
            f"a whole session of level {level}" if is_whole else f"a little more at level {level}"
        )
    return ""


def _grown(situation: Situation, level: Detail | None) -> str:
    stays = level == situation.course.level
    return "the weight goes up to" if stays else f"one level up, to level {level}, with"


def _limits(verdict: Verdict) -> str:
    low, high = verdict.detail("load_pct_min"), verdict.detail("load_pct_max")
    if low is not None:
        return f" The load goes up by {low} to {high} %."
    week, session = verdict.detail("week_volume_max"), verdict.detail("session_max")
    parts = [f"{week} in the week"] if week is not None else []
    parts += [f"{session} in one session"] if session is not None else []
    return f" At most {a_list(parts)}, which is a tenth more." if parts else ""
