"""Name what is set in a pack that is being made, and read what is typed there generously."""

from __future__ import annotations

import re

from PySide6.QtCore import QCoreApplication

from kneecoach.model.dose import PhaseName, Sides, Variable
from kneecoach.packs.building.written import clean
from kneecoach.reports.report import ReportedStanding
from kneecoach.ui.phase_words import body_word

translate = QCoreApplication.translate

_NUMBER = re.compile(r"-?[0-9]{1,5}(?:\.[0-9]{1,2})?")
_LEVEL = re.compile(r"ladder\[([0-9]+)\]")
_UNITS = {
    "rest": "s", "every": "s", "duration": "s", "hold": "s", "load": "kg", "highest_load": "kg",
    "range": "deg", "height": "cm", "effort": "%", "pace": "weeks", "turn": "deg", "forward": "cm",
    "up": "cm", "side": "cm", "width": "cm", "depth": "cm",
}  # fmt: skip


def with_unit(path: str, text: str) -> str:
    """Return what was typed with the unit that its field is counted in, where it has none."""
    text = text.strip()
    name = path.rpartition(".")[2]
    is_phase = ".tempo." in f".{path}" or ".intervals.phases[" in path
    unit = "s" if is_phase else _UNITS.get(name, "")
    if not unit or not _NUMBER.fullmatch(text):
        return text
    return f"{text} week" if unit == "weeks" and text == "1" else f"{text} {unit}"


def taken(path: str, text: str) -> str:
    """Return what a pack holds when this was typed at a place."""
    return clean(with_unit(path, text))


def dose_label(name: str) -> str:
    """Return what a part of a dose is called."""
    labels = {
        "sets": translate("Builder", "Sets"),
        "reps": translate("Builder", "Reps"),
        "duration": translate("Builder", "Time"),
        "rest": translate("Builder", "Rest"),
        "sides": translate("Builder", "Sides"),
        "load": translate("Builder", "Load"),
        "range": translate("Builder", "Knee bend"),
        "height": translate("Builder", "Height"),
        "effort": translate("Builder", "Effort"),
        "times_a_day": translate("Builder", "Times a day"),
        "hold": translate("Builder", "Hold"),
        "intervals.rounds": translate("Builder", "Rounds"),
        "variant": translate("Builder", "Another way of doing it"),
        "tempo": translate("Builder", "Tempo"),
        "intervals": translate("Builder", "Rounds of phases"),
    }
    above, _, phase = name.rpartition(".")
    if above == "tempo" and phase in set(PhaseName):
        return body_word(PhaseName(phase))
    return labels.get(name, name)


def place_label(path: str) -> str:
    """Return what a place of a file is called to somebody who never sees the file."""
    level = _LEVEL.match(path)
    if level is not None:
        return translate("Builder", "level {number}").format(number=int(level[1]) + 1)
    return dose_label(path.removeprefix("dose.")) if path.startswith("dose.") else path


def variable_choices() -> tuple[tuple[str, str], ...]:
    """Return what a level may change, and what that is called."""
    chosen = (
        Variable.REPS, Variable.SETS, Variable.HOLD, Variable.DURATION, Variable.LOAD,
        Variable.REST, Variable.RANGE, Variable.HEIGHT, Variable.EFFORT, Variable.TIMES_A_DAY,
        Variable.INTERVALS, Variable.VARIANT,
    )  # fmt: skip
    return tuple((one.value, dose_label(one.value)) for one in chosen)


def sides_choices() -> tuple[tuple[str, str], ...]:
    """Return how legs may share the work."""
    words = {
        Sides.BOTH: translate("Builder", "both at once"),
        Sides.EACH: translate("Builder", "each for itself"),
        Sides.ALTERNATE: translate("Builder", "in turn"),
    }
    return tuple((one.value, words[one]) for one in Sides)


def told_line(standing: ReportedStanding) -> str:
    """Return where a patient stands with an exercise, as the report has it."""
    text = translate("Builder", "The patient{side}: level {level} of {levels}, {dose}. {reason}")
    side = f", {standing.side}" if standing.side else ""
    return text.format(
        side=side,
        level=standing.level,
        levels=standing.levels,
        dose=standing.dose,
        reason=standing.reason,
    ).strip()


def told_short(standings: tuple[ReportedStanding, ...]) -> str:
    """Return the levels that a patient has reached, in two words; empty when none is told."""
    if not standings:
        return ""
    levels = "/".join(str(one) for one in dict.fromkeys(one.level for one in standings))
    return translate("Builder", "patient at level {levels}").format(levels=levels)


def counted(number: int, one: str, many: str) -> str:
    """Return a number with its noun."""
    return f"{number} {one if number == 1 else many}"
