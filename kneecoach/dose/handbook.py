"""Write the rules as a physio reads them in ten minutes, from the same table that decides."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final

from kneecoach.dose import bands, signs
from kneecoach.dose.bands import PainBand, band_of
from kneecoach.dose.holds import CALM_SESSIONS
from kneecoach.dose.overruling import HOLDS_TO_OVERRULE
from kneecoach.dose.pauses import LINGERS_FROM
from kneecoach.dose.rules import BY_ANSWER, OWN_CHOICE, Rule
from kneecoach.dose.situation import DAYS_AT_LEVEL
from kneecoach.dose.sources import HOUSE_RULE
from kneecoach.dose.stage_rules import STAGE_BACK, STAGE_RULES
from kneecoach.dose.verdict import DAYS_AFTER_STEP_DOWN
from kneecoach.dose.words import a_list
from kneecoach.model.exercise import Kind

DETAILS: Final = "dose-details.md"
"""Where the rest stands, beside this one: see `kneecoach.dose.handbook_details`."""

_HEAD = ("| rule | when | then | rests on |", "|---|---|---|---|")

_KINDS = {
    Kind.STRENGTH: "strength work",
    Kind.ISOMETRIC: "isometric holds",
    Kind.STRETCH: "stretches",
    Kind.MOBILITY: "mobility",
    Kind.CARDIO: "cardio without impact",
    Kind.PLYO: "jumping",
    Kind.RUN: "running",
}

_OPENING = f"""\
# The dose rules

<!-- Written by kneecoach.dose.handbook from the table that decides; a test compares the two. -->

*For a physiotherapist, to be read in ten minutes. What is for looking up, such as the sources of
each rule, stands in [the details]({DETAILS}).*

After every session the coach asks: how much next time? It looks at pain during the session, within
an hour of it and the next morning, on the 0-10 numeric rating scale, and at how much of the work
was done and how hard it was. The rules stand in one order, the most cautious first. The first one
that matches decides, and the person sees it with a sentence of why, and of what would change it.

What is not recorded is unknown. It is never taken for zero, and never counts towards going up. The
morning is asked for on Today, and may be told or corrected for a week.

No rule says what is wrong with a knee. The rules await a physiotherapist's review.

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

This is what the person sees when they ask why.

![The reason for a step down, with the scores of the last session over their zones]\
(images/reason-card.png)
"""

_ZONES_REST_ON = f"""\
The zones without impact, "too much" from {bands.RED_FROM} and "clearly worse" are published. "A
little worse" and the zones of jumping and running are partly ours. What "calm" allows afterwards,
and in effort, is ours.
"""

_AFTER = f"""\
## After a rule has decided

- Up is exactly one level, and one thing changes. A harder exercise is offered, not taken.
- Down is one level, for at least {DAYS_AFTER_STEP_DOWN} days. At the lowest level it is the easier
  exercise, by name, or one set fewer when there is none. One cause leads to one step down.
- A point in the mornings alone, after a session that brought no more than a point itself, is no
  more than scores differ by from day to day. It holds the dose, and neither lasts nor repeats.
- After S2 everything on that side waits for a later check-in without the sign, or for a note that
  someone has been seen. After S3 and S4 it waits for that note. After S1 only a later check-in
  without the sign will do.
- A break is settled when pain is back to what it was before the session that began it.
- A physio's pack sets the lowest and highest level, may tighten the zones and leave more than a
  week between steps up. It cannot loosen them.

When someone should look at the knee, the person sees how soon, what to say there, and what may go
on meanwhile.

![The page that says how soon to be seen, and what to say](images/seek-care.png)

A made-up knee, led by these rules for twelve weeks ([the details]({DETAILS}) have three more):

![A setback: pain and level over twelve weeks](images/course-flare.png)
"""

_BESIDE_THE_LEVEL = f"""\
## Days a week, and stages

The days a week grow last, by one (X4), when every exercise has stood at its top for a week with
{CALM_SESSIONS} calm sessions in a row. A step down takes a day off again.

A programme may have stages, with what ends each and begins the next stated in its pack. It goes on
to the next stage (T1, {{onward}}) when all of that is known and so, and no exercise rests,
waits for advice or has just gone down. It goes back to the first (T3, {{back}}) when pain
on two mornings running is above what that stage asks for before it ends.
"""

_OVERRULING = f"""\
## When the person decides otherwise

The person may choose the next dose of an exercise, or of one leg, for one session
({OWN_CHOICE.id}, {{ours}}). What the rules had said is shown beside it. Down at will is a step down
like any other. Up takes a plain warning and a reason, stays within the ladder and the physio's
limits, and may only take the place of {{instead}}: never of a rule that answers
pain, a sign, a break, a step down or a missing score.

A sign of S2 that is known and has been checked may be silenced for one knee, with a note and a last
day. The signs of S1 are never silenced.

![One level up is chosen, with a warning and a reason](images/overrule.png)
"""

_RESTS_ON = f"""\
## The rules, in their order

The order runs through all five tables. The last column says what each rule rests on. **Published**
is advice or findings that others have published; most of it is advice by clinicians, not trials.
**Partly ours** is such advice with a number or an edge of our own. **Ours** is our own judgement.
Which publication it is, and our reasons, stand in [the details]({DETAILS}) and in
[sources](sources.md).
"""


def handbook() -> str:
    """Return the rules for a physio to read, as Markdown."""
    parts = (
        _OPENING,
        _GLANCE,
        _words(),
        _zones(),
        _RESTS_ON,
        *_rules(),
        _AFTER,
        _beside_the_level(),
        _overruling(),
    )
    return "\n".join(parts)


def rests_on(sources: Iterable[str]) -> str:
    """Return whether what has some sources is published, our own judgement, or both."""
    keys = frozenset(sources)
    if HOUSE_RULE not in keys:
        return "published"
    return "ours" if keys == {HOUSE_RULE} else "partly ours"


def _words() -> str:
    return f"""\
## Words

| word | meaning |
|---|---|
| level | a rung of the exercise's ladder; each changes one thing of the one below |
| before, during, after | pain before the session, the worst in it, and within an hour of its end |
| highest pain | the highest of during, after and the next morning, of those known |
| calm | the next morning no worse than before, and no pain that lasted; during in the calm zone; \
after at most {signs.CALM_AFTER_RISE} above before, and not above both the calm zone and before; \
not sharp, not painful throughout; all of the work done; effort at most {signs.CALM_EFFORT_UP_TO} \
of 10 |
| a little worse | the next morning {signs.CRANKY_RISE} point or more worse than before; after \
running and jumping also {signs.IMPACT_AFTER_RISE} or more worse within the hour, or during above \
the acceptable zone |
| clearly worse | the next morning {signs.FLARE_RISE} points or more worse than before, or above \
{signs.FLARE_MORNING_ABOVE} |
| lasted | whole rest days on which pain stayed above its level before; 0 when gone by the morning |
| impact | running and jumping, where the leg lands |
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
    return "\n".join((*head, *rows, "", _ZONES_REST_ON))


def _sore(band: PainBand) -> str:
    lowest, highest = band.acceptable_up_to + 1, bands.RED_FROM - 1
    return f"{lowest} to {highest}" if lowest <= highest else "none"


def _rules() -> Iterable[str]:
    """Yield the rules, those with the same kind of answer in a table of their own."""
    for answer, rules in BY_ANSWER:
        yield "\n".join((f"### {answer}", "", *_HEAD, *map(_row, rules), ""))


def _beside_the_level() -> str:
    onward, back = (_of_stages(rule_id) for rule_id in ("T1", STAGE_BACK))
    return _BESIDE_THE_LEVEL.format(onward=onward, back=back)


def _of_stages(rule_id: str) -> str:
    return next(rests_on(rule.sources) for rule in STAGE_RULES if rule.id == rule_id)


def _overruling() -> str:
    instead = a_list(sorted(HOLDS_TO_OVERRULE))
    return _OVERRULING.format(ours=rests_on(OWN_CHOICE.sources), instead=instead)


def _row(rule: Rule) -> str:
    return f"| **{rule.id}** {rule.name} | {rule.when} | {rule.then} | {rests_on(rule.sources)} |"
