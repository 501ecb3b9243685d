"""Put the rules into their one order, most cautious first; the first that matches decides."""

from __future__ import annotations

from collections.abc import Callable
from enum import StrEnum
from typing import Final

from kneecoach.dose import holds, overruling, pauses, progress, safety, signs, step_downs
from kneecoach.dose.bands import RED_FROM, SEVERE_FROM
from kneecoach.dose.signs import CALM_EFFORT_UP_TO
from kneecoach.dose.situation import DAYS_AT_LEVEL, Situation
from kneecoach.dose.verdict import (
    NEW_PAIN_REST_DAYS,
    PAIN_NOW_REST_HOURS,
    RED_REST_HOURS,
    Verdict,
)
from kneecoach.values import dataclass

Check = Callable[[Situation], Verdict | None]


class Answers(StrEnum):
    """Name what a rule answers; where that is calm it cannot match, and need not be asked.

    `TODAY` is what is felt or said on the day itself, or still stands from before; `LAST` is how
    the last session felt; `EITHER` is one of them; `COURSE` is neither, so it may always match.
    """

    TODAY = "today"
    LAST = "last"
    EITHER = "either"
    COURSE = "course"


@dataclass(frozen=True, slots=True, kw_only=True)
class Rule:
    """One line of the table.

    Attributes:
        id: Stable name; stored with the history, never changes.
        name: What it is about, in a few words.
        when: When it matches, for a physio.
        then: What it does, for a physio.
        check: The function that is the rule; O1 also takes what the others said.
        answers: What it answers, so that it need not be asked where all is calm.
    """

    id: str
    name: str
    when: str
    then: str
    check: Callable[..., Verdict | None]
    answers: Answers

    @property
    def sources(self) -> tuple[str, ...]:
        """Return the keys of its sources, as its function's docstring names them."""
        said = " ".join((self.check.__doc__ or "").split())
        keys = said.partition("Source: ")[2].removesuffix(".")
        return tuple(key.strip() for key in keys.split(",") if key.strip())


_LEAST, _MOST = pauses.PAUSE_DAYS
_REST_LEAST, _REST_MOST = NEW_PAIN_REST_DAYS
_LOAD_LOW, _LOAD_HIGH = progress.LOAD_PERCENT

_SAFETY: Final = (
    Rule(
        id="S1",
        name="Emergency sign",
        when=(
            "a fever, a knee that has changed its shape, a leg that bears no weight, or a swollen "
            "or hot calf is reported"
        ),
        then="be seen today, as an emergency; everything stops",
        check=safety.emergency_sign,
        answers=Answers.TODAY,
    ),
    Rule(
        id="S2",
        name="Sign to be seen about",
        when=(
            "giving way, locking, swelling, night pain, cannot bend fully, limping, unsafe "
            "standing, hot or red, trauma or painful clicking is reported (painless clicking is "
            "no sign)"
        ),
        then="be seen within days; that side stops",
        check=safety.care_sign,
        answers=Answers.TODAY,
    ),
    Rule(
        id="S3",
        name="Severe pain",
        when=(
            f"pain now, or worst pain during, is {SEVERE_FROM} or more; or sharp pain with "
            f"{RED_FROM} or more during"
        ),
        then="be seen within days; training stops until then",
        check=safety.severe_pain,
        answers=Answers.EITHER,
    ),
    Rule(
        id="P3",
        name="During a break",
        when="a break lasts",
        then=(
            f"after {_LEAST} days, settled, and walking 30 minutes without pain or limp: begin "
            "again at the lowest level, with a set fewer if it was there already; after "
            f"{_MOST} days and not settled: be seen in the coming weeks (told as S4); otherwise "
            "the break goes on, and what would step down by R2 or R3 does so meanwhile"
        ),
        check=pauses.paused,
        answers=Answers.TODAY,
    ),
    Rule(
        id="S4",
        name="Not improving",
        when=(
            f"{safety.STEP_BACKS_BEFORE_CARE} or more steps down in 21 days, and the knee was a "
            "little or clearly worse after the last session"
        ),
        then="be seen in the coming weeks; the exercise stops",
        check=safety.not_improving,
        answers=Answers.EITHER,
    ),
)

_PAUSES: Final = (
    Rule(
        id="P2",
        name="Lingering pain",
        when=(
            f"pain lasted {pauses.LINGERS_FROM} rest days or more, by more than a point or after a "
            "session that hurt by more than a point"
        ),
        then=(
            f"a break of {_LEAST} to {_MOST} days, with easy cycling, swimming or walking instead; "
            "strength work goes on beside running"
        ),
        check=pauses.lingering_pain,
        answers=Answers.LAST,
    ),
    Rule(
        id="P1",
        name="Painful throughout",
        when="running or jumping hurt all the way through",
        then="a break, as in P2",
        check=pauses.painful_throughout,
        answers=Answers.LAST,
    ),
)

_STEP_DOWNS: Final = (
    Rule(
        id="R1",
        name="Too much pain in the session",
        when=f"pain during was {RED_FROM} or more",
        then=f"one level down and {RED_REST_HOURS} hours of rest",
        check=step_downs.red_pain,
        answers=Answers.LAST,
    ),
    Rule(
        id="R3",
        name="Too much pain before starting",
        when=f"pain before starting is {RED_FROM} or more today",
        then=f"one level down and rest today ({PAIN_NOW_REST_HOURS} hours)",
        check=step_downs.red_before,
        answers=Answers.TODAY,
    ),
    Rule(
        id="R2",
        name="New or sharp pain",
        when="sudden new pain today, or the pain of the last session was sharp",
        then=f"one level down and {_REST_LEAST} to {_REST_MOST} days of rest",
        check=step_downs.new_or_sharp_pain,
        answers=Answers.EITHER,
    ),
    Rule(
        id="F2",
        name="Pain lasted",
        when=(
            f"pain lasted {step_downs.LASTED_FROM} rest days or more, by more than a point or "
            "after a session that hurt by more than a point"
        ),
        then="one level down",
        check=step_downs.lasted,
        answers=Answers.LAST,
    ),
    Rule(
        id="F1",
        name="Clearly worse the next morning",
        when=(
            f"the morning after the last session was {signs.FLARE_RISE} points or more worse than "
            f"before it, or above {signs.FLARE_MORNING_ABOVE}"
        ),
        then="one level down",
        check=step_downs.flare,
        answers=Answers.LAST,
    ),
    Rule(
        id="F3",
        name="A little worse twice",
        when=(
            "the knee was a little worse after the last session, and a little or clearly worse "
            "after the one before; not if all that was felt in both stayed within a point of the "
            "pain before"
        ),
        then="one level down",
        check=step_downs.cranky_twice,
        answers=Answers.LAST,
    ),
    Rule(
        id="F4",
        name="Each session hurt more",
        when=(
            f"the highest pain of each of the last {step_downs.RISING_SESSIONS} sessions was above "
            f"that of the one before, by {step_downs.RISING_BY} or more in all; without impact "
            "only if the last one is above the calm zone and the morning was worse than before"
        ),
        then="one level down",
        check=step_downs.rising,
        answers=Answers.COURSE,
    ),
    Rule(
        id="F5",
        name="A worse week",
        when=(
            f"the highest pain of each session, as a mean of the last {step_downs.WEEK_DAYS} days, "
            f"is {step_downs.WEEK_RISE} or more above that of the {step_downs.WEEK_DAYS} days "
            f"before, with {step_downs.WEEK_SESSIONS} sessions or more in each, and the last "
            f"session was not calm; not within {step_downs.WEEK_DAYS} days of a step down"
        ),
        then="one level down",
        check=step_downs.worse_week,
        answers=Answers.LAST,
    ),
    Rule(
        id="U1",
        name="Work left out twice",
        when=f"less than {step_downs.COMPLETE_ENOUGH_PERCENT} % was done in two sessions running",
        then="one level down",
        check=step_downs.too_much_work,
        answers=Answers.LAST,
    ),
    Rule(
        id="G1",
        name="Long absence",
        when=f"the last session was more than {step_downs.ABSENT_DAYS} days ago",
        then="one level down",
        check=step_downs.long_absence,
        answers=Answers.COURSE,
    ),
)

_HOLDS: Final = (
    Rule(
        id="N0",
        name="Start here",
        when="the exercise has not been done yet",
        then="begin at the programme's start level, within its limits",
        check=holds.new_exercise,
        answers=Answers.LAST,
    ),
    Rule(
        id="H1",
        name="A little worse afterwards",
        when="the knee was a little worse after the last session",
        then="hold",
        check=holds.cranky_once,
        answers=Answers.LAST,
    ),
    Rule(
        id="H2",
        name="Acceptable pain",
        when="pain during was above the calm zone",
        then="hold",
        check=holds.above_clean,
        answers=Answers.LAST,
    ),
    Rule(
        id="H8",
        name="Sorer than usual before starting",
        when=(
            f"pain before starting is {holds.SORER_BEFORE} or more above the usual, which is the "
            f"middle one of the last {holds.USUAL_SESSIONS} sessions"
        ),
        then="hold",
        check=holds.sorer_before,
        answers=Answers.COURSE,
    ),
    Rule(
        id="H3",
        name="Not recorded",
        when="the next morning's pain, or another score of the last session, is not recorded",
        then="hold, and ask",
        check=holds.not_recorded,
        answers=Answers.LAST,
    ),
    Rule(
        id="H9",
        name="More days than planned",
        when=(
            f"it was done on more days of the last {holds.EXTRA_DAYS_WITHIN} than the programme "
            "ever asks for in a week"
        ),
        then="hold",
        check=holds.extra_days,
        answers=Answers.COURSE,
    ),
    Rule(
        id="H6",
        name="Hard or cut short",
        when=f"not all of the work was done, or effort was above {CALM_EFFORT_UP_TO}",
        then="hold",
        check=holds.hard_or_short,
        answers=Answers.LAST,
    ),
    Rule(
        id="H5",
        name="One change at a time",
        when=(
            f"something else about it, such as the days a week, changed less than "
            f"{holds.ONE_CHANGE_DAYS} days ago"
        ),
        then="hold",
        check=holds.one_change_at_a_time,
        answers=Answers.COURSE,
    ),
    Rule(
        id="H4",
        name="Settling in",
        when=(
            f"less than {DAYS_AT_LEVEL} days at this level, or fewer than "
            f"{holds.CALM_SESSIONS} calm sessions in a row at it (a calm week with two sessions "
            "or more also counts)"
        ),
        then="hold",
        check=holds.settling_in,
        answers=Answers.COURSE,
    ),
    Rule(
        id="G0",
        name="Short absence",
        when=(
            f"the last session was {holds.REPEAT_AFTER_DAYS} to {step_downs.ABSENT_DAYS} days ago"
        ),
        then="hold: repeat the last dose",
        check=holds.short_absence,
        answers=Answers.COURSE,
    ),
    Rule(
        id="H7",
        name="A sorer week, all calm",
        when="as F5, but the last session was calm, or a step down has been taken",
        then="hold",
        check=holds.sorer_week,
        answers=Answers.COURSE,
    ),
)

_PROGRESS: Final = (
    Rule(
        id="X2",
        name="Weekly cap",
        when="next week's volume would be more than 110 % of this week's",
        then="one level up, at most 10 % more",
        check=progress.weekly_cap,
        answers=Answers.COURSE,
    ),
    Rule(
        id="X3",
        name="Single-session cap",
        when="the next session would be more than 110 % of the longest of the last 30 days",
        then="one level up, at most 10 % more",
        check=progress.session_cap,
        answers=Answers.COURSE,
    ),
    Rule(
        id="X4",
        name="One day more",
        when="what grows next is the days a week, and the programme allows one more",
        then="one day a week more",
        check=progress.one_day_more,
        answers=Answers.COURSE,
    ),
    Rule(
        id="X5",
        name="More load",
        when="what grows next is the weight",
        then=(
            f"{_LOAD_LOW} to {_LOAD_HIGH} % more, if each of the last {progress.SPARE_SESSIONS} "
            f"sessions left {progress.SPARE_REPS} repetition or more to spare; otherwise hold"
        ),
        check=progress.more_load,
        answers=Answers.COURSE,
    ),
    Rule(
        id="X1",
        name="One level up",
        when="none of the above",
        then="one level up, exactly one; at the top, the harder exercise is offered",
        check=progress.one_level_up,
        answers=Answers.COURSE,
    ),
)

BY_ANSWER: Final = (
    ("Stop, and be seen", _SAFETY),
    ("Take a break", _PAUSES),
    ("Go down", _STEP_DOWNS),
    ("Hold: the same dose again", _HOLDS),
    ("Go up", _PROGRESS),
)
"""All rules by what they mostly answer, most cautious first."""

RULES: Final[tuple[Rule, ...]] = tuple(rule for _, rules in BY_ANSWER for rule in rules)
"""All rules, most cautious first."""

OWN_CHOICE: Final = Rule(
    id=overruling.OWN_CHOICE_ID,
    name="The person's own choice",
    when="the person chose the next dose of an exercise, and the choice may stand",
    then=(
        "hold, or one level down, in place of a hold or a step up; one level up in place of "
        f"{', '.join(sorted(overruling.HOLDS_TO_OVERRULE))} only"
    ),
    check=overruling.own_choice,
    answers=Answers.COURSE,
)
"""What the person may put in the place of a rule's answer, for one session."""

DECIDERS: Final[tuple[Rule, ...]] = (*RULES, OWN_CHOICE)
"""Everything whose id a decision may carry."""
