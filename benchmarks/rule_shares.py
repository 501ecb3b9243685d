"""Count how often each rule decides for drawn knees, beside the table of ADR 54.

Run as `nice -n 19 python benchmarks/rule_shares.py [EXAMPLES] [SEED]`; 4,000 examples and seed 1
unless told otherwise. The columns are those of `docs/adr/0054-many-small-knees.md`: single
decisions, today in a whole history, all decisions in a history, and today where the person
chooses too; in percent. A rule that decides less than a third as often as the table says is
marked, when the table would have it decide ten times or more among so many.
"""

from __future__ import annotations

import sys
from collections import Counter
from collections.abc import Callable
from pathlib import Path

from hypothesis import HealthCheck, Phase, given, seed, settings
from hypothesis import strategies as st

ROOT = Path(__file__).resolve().parent.parent
sys.path[:0] = [str(ROOT / "tests" / "dose"), str(ROOT)]

import dose_drawn as drawn  # noqa: E402 - found by the lines above
from dose_builders import catalogue, history, on, programme  # noqa: E402

from kneecoach.dose.decide import decide  # noqa: E402
from kneecoach.dose.followed import replay_item  # noqa: E402
from kneecoach.dose.plan import plan  # noqa: E402
from kneecoach.dose.track import read_records  # noqa: E402
from kneecoach.model.feedback import Today  # noqa: E402

TABLE = ROOT / "docs" / "adr" / "0054-many-small-knees.md"
NOW = (3, 5, 7, 8)
"""The columns of the table that say how it was when it was written."""
FEWEST = 10


def main() -> int:
    examples = int(sys.argv[1]) if len(sys.argv) > 1 else 4000
    first = int(sys.argv[2]) if len(sys.argv) > 2 else 1
    counts = [
        counted(examples, first + place, *each)
        for place, each in enumerate(
            (
                (of_a_decision, drawn.situations()),
                (of_today, drawn.histories(), drawn.exercises),
                (of_a_history, drawn.histories(), drawn.both_legged),
                (of_choices, drawn.histories(), drawn.exercises, drawn.choosing),
            )
        )
    ]
    totals = [count.total() for count in counts]
    known = read_table()
    rarer = 0
    print("| rule | decision | today | history | with choices |\n|---|---|---|---|---|")
    for rule, before in known.items():
        cells = []
        for place, count in enumerate(counts):
            share, total = 100 * count[rule] / totals[place], totals[place]
            is_rarer = 3 * share < before[place] and before[place] * total / 100 >= FEWEST
            rarer += is_rarer
            cells.append(f"{share:.2f}{' <' if is_rarer else ''}")
        print(f"| {rule} | {' | '.join(cells)} |")
    new = sorted({rule for count in counts for rule in count} - set(known))
    print(f"{totals} decisions, seed {first}; {rarer} rarer than a third; not in the table: {new}")
    return 1 if rarer or new else 0


def read_table() -> dict[str, list[float]]:
    """Return for each rule the newer shares of the table, in percent."""
    rows = [line.split("|") for line in TABLE.read_text(encoding="utf-8").splitlines()]
    return {
        row[1].strip(): [float(row[place]) for place in NOW]
        for row in rows
        if len(row) == 2 + max(NOW) and row[NOW[0]].strip()[:1].isdigit()
    }


def counted(
    examples: int,
    seeded: int,
    of: Callable[..., Counter[str]],
    *strategies: st.SearchStrategy[object],
) -> Counter[str]:
    """Return how often each rule decides in so many examples."""
    found: Counter[str] = Counter()

    @seed(seeded)
    @settings(
        max_examples=examples,
        database=None,
        deadline=None,
        phases=[Phase.generate],
        suppress_health_check=list(HealthCheck),
    )
    @given(st.tuples(*strategies))
    def count(one: tuple[object, ...]) -> None:
        found.update(of(*one))

    count()
    return found


def of_a_decision(situation: tuple[object, ...]) -> Counter[str]:
    return Counter([decide(*situation).rule])


def of_today(records_and_day: tuple[list[object], int], exercise: object) -> Counter[str]:
    records, day = records_and_day
    made = plan(programme(), catalogue(exercise), history(*records), Today(day=on(day)))
    return Counter(one.decision.rule for one in made.exercises[0].prescriptions)


def of_choices(
    records_and_day: tuple[list[object], int], exercise: object, choices: bytes
) -> Counter[str]:
    records, day = records_and_day
    return of_today((drawn.choices_for(drawn.Chance(choices), records, day), day), exercise)


def of_a_history(records_and_day: tuple[list[object], int], exercise: object) -> Counter[str]:
    records, day = records_and_day
    by = programme()
    ((_, found),) = replay_item(
        by.items[0],
        exercise,
        programme=by,
        catalogue=catalogue(exercise),
        records=read_records(history(*records), on(day)),
        today=Today(day=on(day)),
        keeps_chain=True,
    )
    return Counter(link.verdict.rule for link in found.chain)


if __name__ == "__main__":
    raise SystemExit(main())
