"""Say which stage a programme is in, what leads on and what leads back, as lines and as fields."""

from __future__ import annotations

import textwrap

from kneecoach.cli.printing import row
from kneecoach.dose.sources import SOURCES
from kneecoach.dose.stage_rules import STAGE_BACK, STAGE_RULES
from kneecoach.dose.stage_words import back_of
from kneecoach.model.programme import Programme
from kneecoach.model.stages import StageStanding
from kneecoach.ui.words.plans import stage_words


def stage_lines(programme: Programme, standing: StageStanding, width: int) -> list[str]:
    """Return a stage for a person, as wide as is given."""
    rule = next(one for one in STAGE_RULES if one.id == standing.rule)
    lines = textwrap.wrap(f"{stage_words(standing)} [{standing.rule}]", width)
    for need in standing.needs:
        lines += row("Done" if need.is_met else "Still open", need.says, width)
    back = back_of(programme.stages, standing.number)
    lines += row("Leads back", f"{back} [{STAGE_BACK}]", width) if back else []
    titles = [one.title for one in SOURCES if one.key in rule.sources]
    return [*lines, *row("Rests on", "; ".join(titles), width)]


def plain_stage(programme: Programme, standing: StageStanding) -> dict[str, object]:
    """Return a stage for programs."""
    return {
        "stage": standing.stage.name,
        "number": standing.number,
        "of": standing.count,
        "since": standing.since.isoformat() if standing.since else None,
        "next": standing.next,
        "rule": standing.rule,
        "reason": standing.reason,
        "needs": [{"says": need.says, "met": need.is_met} for need in standing.needs],
        "leads_back": back_of(programme.stages, standing.number) or None,
    }
