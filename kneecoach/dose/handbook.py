"""Write the rules as a physio reads them, from the same table that decides."""

from __future__ import annotations

from collections.abc import Iterable

from kneecoach.dose import bands, signs
from kneecoach.dose.bands import PainBand, band_of
from kneecoach.dose.holds import CALM_SESSIONS, ONE_CHANGE_DAYS
from kneecoach.dose.pauses import LINGERS_FROM
from kneecoach.dose.profiles import PROFILES
from kneecoach.dose.rules import DECIDERS, OWN_CHOICE, RULES, Rule
from kneecoach.dose.situation import DAYS_AT_LEVEL
from kneecoach.dose.sources import HOUSE_RULE, SOURCES
from kneecoach.dose.stage_rules import STAGE_RULES
from kneecoach.dose.verdict import DAYS_AFTER_STEP_DOWN
from kneecoach.dose.words import a_list
from kneecoach.model.exercise import Kind

_HEAD = ("| id | name | when | then | rests on |", "|---|---|---|---|---|")

_KINDS = {
    Kind.STRENGTH: "strength work",
    Kind.ISOMETRIC: "isometric holds",
    Kind.STRETCH: "stretches",
    Kind.MOBILITY: "mobility",
    Kind.CARDIO: "cardio without impact",
    Kind.PLYO: "jumping",
    Kind.RUN: "running",
}

_OPENING = """\
# The dose rules

<!-- Written by kneecoach.dose.handbook from the table that decides. Change the rules, then write
this file anew; a test compares the two. -->

After every session the coach asks: how much next time? It looks at pain during the session, within
an hour of it and the next morning, on the 0-10 numeric rating scale, and at how much of the work
was done and how hard it was. The rules below stand in one order, the most cautious first. The first
one that matches decides, and its id is kept with the record and shown to the person with a sentence
of why, and of what would change it.

What is not recorded is unknown. It is never taken for zero, and never counts towards going up. The
morning is asked for on Today, and may be told or corrected for a week.

![The morning check-in on Today, on the day after a session](images/check-in.png)
"""

_GLANCE = f"""\
## At a glance

| the knee | the coach |
|---|---|
| a sign to be seen about, or pain of {bands.SEVERE_FROM} or more | stops, and says how soon to be \
seen |
| pain of {bands.RED_FROM} or more, or sharp or sudden new pain | one level down, and rest |
| clearly worse the next morning: {signs.FLARE_RISE} points or more | one level down |
| sore for days, a little worse again and again, or a worse week | one level down; sore for \
{LINGERS_FROM} rest days or more: a break |
| a little worse the next morning, acceptable pain, or anything not recorded | the same dose again |
| calm for {CALM_SESSIONS} sessions, and {DAYS_AT_LEVEL} days at the level | one level up, and \
only one thing changes |

This is what the person sees when they ask why: the sentence, the scores over the zones they are
read by, the rule, and what would have changed it.

![The reason for a step down, with the scores of the last session over their zones]\
(images/reason-card.png)
"""

_AFTER = """\
## After a rule has decided

- Up is exactly one level, and one thing changes. At the top, the harder exercise is offered, not
  taken.
- Down is one level, for at least {stay} days. At the lowest level it is the easier exercise, by
  name, or one set fewer when there is none; sets come back one by one before anything else goes up.
- One cause leads to one step down. The same session, or the same pain before starting on one day,
  is not answered twice.
- A point in the mornings alone, after a session that brought no more than a point itself, is no
  more than scores differ by from day to day. It holds the dose, and neither lasts nor repeats.
- Between two levels that differ by weight, the weight grows by a tenth at a time, or by half a
  kilogram where that is less. At the top it goes on growing only where the pack says up to what.
- A run that would take more than a tenth longer than the last ones is cut shorter, and grows by a
  tenth at a time until it is whole.
- When several rests are due, the longest counts, whichever rule is shown.
- After S2 everything on that side waits for a later check-in without the sign, or for a note that
  someone has been seen. After S3 and S4 it waits for that note. After S1 only a later check-in
  without the sign will do.
- A break ends after a week at the earliest, when pain is back to what it was before the session
  that began it and the person walks half an hour without pain or a limp. Training begins again at
  the lowest level.
- The dose is worked out anew from the whole history each time. A score that comes late, or is
  corrected, corrects everything after it, but a session never counts for more than was done.
- A physio's pack sets the lowest and highest level, may tighten the zones and leave more than a
  week between steps up. It cannot loosen them.

When someone should look at the knee, the person sees how soon, what to say there (to be copied,
printed or saved), and what may go on meanwhile.

![The page that says how soon to be seen, and what to say](images/seek-care.png)
"""


_DAYS = f"""\
## Days a week

The days a week are the last thing to grow. When every exercise of the programme, or of its stage,
has stood at the top of its ladder or of its limits for {ONE_CHANGE_DAYS} days, with {CALM_SESSIONS}
calm sessions in a row, and would be ready for more, a day is added (X4), up to the most that the
programme allows and at most once in {ONE_CHANGE_DAYS} days; not in the {DAYS_AFTER_STEP_DOWN} days
after a step down, and not while it is done more often than asked. A session before which an
exercise stepped down takes a day off again, down to those that the programme begins with.
"""

_STAGES = """\
## Stages of a programme

A programme may have stages, with what ends each and begins the next stated in its pack. They are
worked out from the history like the dose. The first line that holds decides.

| id | when | then | rests on |
|---|---|---|---|"""

_BAD_INPUT = """\
## Records that are not as they should be

| what | then |
|---|---|
| a score outside 0 to 10 | refused where it is given |
| a record dated after today, as from a clock that ran ahead | waits for its day, and counts from \
then on |
| two check-ins for one morning | the one written down last counts; at the very same moment, the \
more painful |
| sessions out of order, a clock set back | days decide first, then the moments; the order of the \
records never matters |
| time zones, daylight saving | days are the person's own, and a day of 23 or 25 hours is a day |
| a score that comes late, or a correction | corrects everything after it, and never leads past \
what was done |
| a programme changed in the middle | an exercise goes on from what was done, whichever programme \
it was in |
| an exercise that is gone from its pack | named and left out; its history waits for it |
| a renamed exercise | a new one, from the programme's start level; signs and severe pain of the \
knee still stop it |
| a ladder that became shorter, limits that became lower | take the dose down to what is left |
| a ladder that became longer, a higher start or lowest level | never raise the dose |
"""

_OVERRULING = """\
## When the person decides otherwise

The person may choose the next dose of an exercise, or of one leg. The choice holds for one session,
from its day on, and is kept with the record; a later one takes its place. Down at will is a step
down like any other, and stays {stay} days. Up is exactly one level, with a reason, within the
ladder and the physio's limits. What the rules had said is shown beside it.

![One level up is chosen, with a warning and a reason](images/overrule.png)

{line}

Up never takes the place of a rule that answers pain, a sign, a break, a step down or a missing
score (S, P, R, F, U1, G1, H1, H2, H3, H7, H8, H9), nor of X5 or N0, nor in the {stay} days after a
step down, nor while the knee rests. It is then kept on record, has no effect, and the reason says
so. A day on which the knee asks for rest ends a wish to go up.

A sign of S2 that is known and has been checked may be silenced for one knee, with a note and a last
day; it counts again on the day after. The signs of S1 are never silenced.

Under *Programme* the person can try out how the same rules would answer a session, and nothing of
it is kept.

![What would follow if the next session hurt more](images/what-if.png)
"""


def handbook() -> str:
    """Return the rules for a physio, as Markdown."""
    parts = (
        _OPENING,
        _GLANCE,
        _words(),
        _zones(),
        _rules(),
        _AFTER.format(stay=DAYS_AFTER_STEP_DOWN),
        _beside_the_level(),
        _overruling(),
        _BAD_INPUT,
        _courses(),
        _evidence(),
    )
    return "\n".join(parts)


def _words() -> str:
    return f"""\
## Words

| word | meaning |
|---|---|
| before, during, after | pain before the session, the worst in it, and within an hour of its end |
| highest pain | the highest of during, after and the next morning, of those known |
| calm | the next morning no worse than before, and no pain that lasted; during in the calm zone; \
after at most {signs.CALM_AFTER_RISE} above before, and not above both the calm zone and before; \
not sharp, not painful throughout; all of the work done; effort at most {signs.CALM_EFFORT_UP_TO} |
| a little worse | the next morning {signs.CRANKY_RISE} point or more worse than before; after \
running and jumping also {signs.IMPACT_AFTER_RISE} or more worse within the hour, or during above \
the acceptable zone |
| clearly worse | the next morning {signs.FLARE_RISE} points or more worse than before, or above \
{signs.FLARE_MORNING_ABOVE} |
| lasted | whole rest days on which pain stayed above its level before; 0 when gone by the morning |
| impact | running and jumping, where the leg lands |
| hold | the same dose again |
"""


def _zones() -> str:
    """Return the zones of pain; kinds that share theirs stand in one line."""
    kinds: dict[PainBand, list[str]] = {}
    for kind in Kind:
        kinds.setdefault(band_of(kind), []).append(_KINDS[kind])
    rows = [
        f"| {a_list(names)} | 0 to {band.clean_up_to} | up to {band.acceptable_up_to} | "
        f"{_sore(band)} | from {bands.RED_FROM} |"
        for band, names in kinds.items()
    ]
    head = (
        "## Zones of pain during an exercise",
        "",
        "| kind | calm, may go up | acceptable, hold | a little worse | too much, go down |",
        "|---|---|---|---|---|",
    )
    return "\n".join((*head, *rows, ""))


def _sore(band: PainBand) -> str:
    lowest, highest = band.acceptable_up_to + 1, bands.RED_FROM - 1
    return f"{lowest} to {highest}" if lowest <= highest else "none"


def _rules() -> str:
    return "\n".join(("## The rules, in their order", "", *_HEAD, *map(_row, RULES), ""))


def _beside_the_level() -> str:
    rows = [
        f"| {rule.id} | {rule.when} | {rule.then} | {_links(rule.sources)} |"
        for rule in STAGE_RULES
    ]
    return "\n".join((_DAYS, _STAGES, *rows, ""))


def _overruling() -> str:
    line = "\n".join((*_HEAD, _row(OWN_CHOICE)))
    return _OVERRULING.format(stay=DAYS_AFTER_STEP_DOWN, line=line)


def _row(rule: Rule) -> str:
    return f"| {rule.id} | {rule.name} | {rule.when} | {rule.then} | {_links(rule.sources)} |"


def _links(keys: Iterable[str]) -> str:
    return ", ".join(f"[{key}](sources.md#{key})" for key in keys)


def _courses() -> str:
    """Show four made-up people, led by the same rules."""
    lines = [
        "## What it looks like over twelve weeks",
        "",
        "Four made-up people do squats, led by the rules above. They try the rules and foretell",
        "no knee. `kneecoach dose simulate` prints each day, and draws these pictures.",
        "",
    ]
    for one in PROFILES:
        lines += [f"**{one.title}** (`{one.name}`). {one.about}", ""]
        what = f"{one.title}: pain and level over twelve weeks"
        lines += [f"![{what}](images/course-{one.name}.png)", ""]
    return "\n".join(lines)


def _evidence() -> str:
    ours = [rule for rule in DECIDERS if rule.sources == (HOUSE_RULE,)]
    partly = [rule for rule in RULES if HOUSE_RULE in rule.sources and rule not in ours]
    others = [rule for rule in RULES if HOUSE_RULE not in rule.sources]
    titles = {source.key: source.title for source in SOURCES}
    named = sorted({key for rule in RULES for key in rule.sources if key != HOUSE_RULE})
    lines = (
        "## What is published, and what is our judgement",
        "",
        f"- From published advice or findings: {_ids(others)}.",
        f"- From published advice, with a number of ours: {_ids(partly)}.",
        f"- Our own judgement: {_ids(ours)}. Each has its reason in [sources](sources.md).",
        "",
        "Most of the published sources are advice by clinicians, not trials; what each one says,",
        "and what we take from it, stands in [sources](sources.md). They are:",
        "",
        *(f"- {titles[key]}" for key in named),
        "",
        "No rule says what is wrong with a knee. The rules await a physiotherapist's review.",
        "",
    )
    return "\n".join(lines)


def _ids(rules: Iterable[Rule]) -> str:
    return ", ".join(rule.id for rule in rules)
