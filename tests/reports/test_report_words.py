"""What a physio reads of a report."""

from __future__ import annotations

from report_samples import report, session

from kneecoach.ui.words.reports import report_parts
from kneecoach.values import replace


def test_what_a_rule_changed_for_several_exercises_is_told_once() -> None:
    done = session(1)
    (clam,) = done.exercises
    others = (replace(clam, side="right"), replace(clam, name="Squat", side=""))
    exercises = (clam, *others, replace(clam, action="hold"))
    told = report(1)
    told = replace(told, sessions=(replace(done, exercises=exercises),))
    parts = {one.title: one.lines for one in report_parts(told, None)}
    (line,) = parts["What the rules changed"]
    assert "Clam (left), Clam (right), Squat: Three calm sessions in a row. [X1]" in line
    assert parts["What was done"][0].startswith("One session done; ")
