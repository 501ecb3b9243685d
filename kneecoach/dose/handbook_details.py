"""Write down what a physio looks up beside the rules, from the same table that decides."""

from __future__ import annotations

from kneecoach.dose.handbook import rests_on
from kneecoach.dose.holds import CALM_SESSIONS, ONE_CHANGE_DAYS
from kneecoach.dose.profiles import PROFILES
from kneecoach.dose.rules import DECIDERS, OWN_CHOICE
from kneecoach.dose.sources import SOURCES
from kneecoach.dose.stage_rules import STAGE_RULES
from kneecoach.dose.verdict import DAYS_AFTER_STEP_DOWN

_OPENING = """\
# The dose rules: details

<!-- Written by kneecoach.dose.handbook_details from the table that decides. Change the rules, then
write this file and dose.md anew; a test compares them. -->

*For looking up, beside [the rules](dose.md), which can be read without it.*
"""

_AFTER = f"""\
## After a rule has decided

- The id of the rule is kept with the record, and shown to the person with the scores over the zones
  they are read by.
- At the top of a ladder the harder exercise is offered, not taken.
- One cause leads to one step down. The same session, or the same pain before starting on one day,
  is not answered twice.
- A step down at the lowest level may take a set off. Sets come back one by one before anything else
  goes up.
- Between two levels that differ by weight, the weight grows by a tenth at a time, or by half a
  kilogram where that is less. At the top it goes on growing only where the pack says up to what.
- A run that would take more than a tenth longer than the last ones is cut shorter, and grows by a
  tenth at a time until it is whole.
- When several rests are due, the longest counts, whichever rule is shown.
- The dose is worked out anew from the whole history each time. A score that comes late, or is
  corrected, corrects everything after it, but a session never counts for more than was done.
- What to say where the knee is looked at can be copied, printed or saved.

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

They are worked out from the history like the dose. The first line that holds decides.

| id | when | then | rests on | sources |
|---|---|---|---|---|"""

_OVERRULING = f"""\
## When the person decides otherwise

| id | when | then |
|---|---|---|
| {OWN_CHOICE.id} | {OWN_CHOICE.when} | {OWN_CHOICE.then} |

The choice is kept with the record, and holds for one session from its day on; a later one takes its
place. Down at will stays {DAYS_AFTER_STEP_DOWN} days. Up is exactly one level.

Up never takes the place of S, P, R, F, U1, G1, H1, H2, H3, H7, H8, H9, X5 or N0, nor does it stand
in the {DAYS_AFTER_STEP_DOWN} days after a step down, or while the knee rests. It is then kept on
record, has no effect, and the reason says so. A day on which the knee asks for rest ends a wish to
go up.

A sign that was silenced counts again on the day after its last.

Under *Programme* the person can try out how the same rules would answer a session, and nothing of
it is kept.

![What would follow if the next session hurt more](images/what-if.png)
"""

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


def details() -> str:
    """Return what a physio looks up beside the rules, as Markdown."""
    parts = (_OPENING, _evidence(), _AFTER, _stages(), _OVERRULING, _BAD_INPUT, _courses())
    return "\n".join(parts)


def _evidence() -> str:
    """Return the sources of every rule, and what they are called."""
    titles = {source.key: source.title for source in SOURCES}
    rows = [f"| {rule.id} | {rule.name} | {_basis(rule.sources)} |" for rule in DECIDERS]
    found = [rule.sources for rule in DECIDERS] + [rule.sources for rule in STAGE_RULES]
    named = {key for keys in found for key in keys}
    lines = (
        "## What is published, and what is our judgement",
        "",
        "Most of the published sources are advice by clinicians, not trials. What each one says,",
        "what we take from it, and the reasons for what is ours, stand in [sources](sources.md).",
        "",
        "| id | name | rests on | sources |",
        "|---|---|---|---|",
        *rows,
        "",
        "They are:",
        "",
        *(f"- {_link(key)}: {titles[key]}" for key in sorted(named)),
        "",
    )
    return "\n".join(lines)


def _stages() -> str:
    rows = [
        f"| {rule.id} | {rule.when} | {rule.then} | {_basis(rule.sources)} |"
        for rule in STAGE_RULES
    ]
    return "\n".join((_STAGES, *rows, ""))


def _basis(sources: tuple[str, ...]) -> str:
    return f"{rests_on(sources)} | {', '.join(map(_link, sources))}"


def _link(key: str) -> str:
    return f"[{key}](sources.md#{key})"


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
