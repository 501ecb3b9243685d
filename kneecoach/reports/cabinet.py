"""Keep patients' reports where the physio works: a file for each, and one small list of all."""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any, Final

from kneecoach.model.decision import Urgency
from kneecoach.model.errors import KneecoachError
from kneecoach.paths import make_folder
from kneecoach.private import PATIENTS, keep_private, read_private
from kneecoach.reports.kneereport import LARGEST_REPORT, read_report, write_report
from kneecoach.reports.report import Report
from kneecoach.values import dataclass

LIST: Final = "patients.json"
FORMAT: Final = "kneecoach-patients/1"
LONGEST_NAME = 80
LARGEST_LIST = 16 * 1024 * 1024

_CODE = re.compile(r"[0-9a-f]{12}")
_FILE = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}-[0-9a-f]{12}\.json")


@dataclass(frozen=True, slots=True, kw_only=True)
class Kept:
    """One report that is kept: its file and the day it was made."""

    file: str
    made: date


@dataclass(frozen=True, slots=True, kw_only=True)
class Patient:
    """One patient, as the list shows them; the newest report is told in numbers.

    Attributes:
        code: What the reports say instead of a name.
        name: The name that the physio chose.
        reports: What was kept, oldest first.
        done, planned: Sessions done and planned in the newest report.
        worst: Worst pain in it, 0-10; None when none was told.
        flags: Signs in it.
        urgency: How soon the knee should be looked at; empty when it need not be.
        fresh: Sessions in it that were in no report before.
    """

    code: str
    name: str
    reports: tuple[Kept, ...] = ()
    done: int = 0
    planned: int = 0
    worst: int | None = None
    flags: tuple[str, ...] = ()
    urgency: str = ""
    fresh: int = 0

    @property
    def made(self) -> date:
        """Return the day of the newest report."""
        return self.reports[-1].made if self.reports else date.min


class Cabinet:
    """Keep reports in a folder; only one small file is read to list them all.

    They are other people's records, and are sealed while the records beside them are encrypted.

    Args:
        folder: Where they are kept, in the folder of the records.
    """

    def __init__(self, folder: Path) -> None:
        """Remember the folder; nothing is read yet."""
        self._folder = folder

    def patients(self) -> tuple[Patient, ...]:
        """Return all patients: the most urgent first, then signs, then the newest report first.

        Raises:
            KneecoachError: The list is damaged.
        """
        found = self._read()
        newest = sorted(found, key=lambda one: one.made, reverse=True)
        return tuple(sorted(newest, key=_haste))

    def patient(self, code: str) -> Patient | None:
        """Return the patient whom reports call by this code."""
        return next((one for one in self._read() if one.code == code), None)

    def before(self, report: Report) -> Report | None:
        """Return the newest report that is kept from before this one."""
        known = self.patient(report.patient)
        own = _file_of(report)
        older = [one for one in known.reports if one.file != own] if known else []
        older = [one for one in older if one.made <= report.made]
        return self._load(report.patient, older[-1]) if older else None

    def holds(self, report: Report) -> bool:
        """Return whether this very report is kept."""
        known = self.patient(report.patient)
        return known is not None and any(one.file == _file_of(report) for one in known.reports)

    @staticmethod
    def is_of(kept: Kept, report: Report) -> bool:
        """Return whether this is where a report is kept."""
        return kept.file == _file_of(report)

    def find(self, code: str, file: str) -> Report | None:
        """Return a report of a patient by its file; None when no such one is kept."""
        known = self.patient(code)
        kept = (one for one in known.reports if one.file == file) if known else iter(())
        found = next(kept, None)
        return None if found is None else self._load(code, found)

    def newest(self, code: str) -> Report | None:
        """Return the newest report of a patient."""
        known = self.patient(code)
        return self._load(code, known.reports[-1]) if known and known.reports else None

    def keep(self, report: Report, name: str = "") -> Patient:
        """Keep a report, under a name when it is the patient's first.

        Raises:
            KneecoachError: There is no name yet, or it cannot be written.
        """
        patients = self._read()
        known = next((one for one in patients if one.code == report.patient), None)
        chosen = _name(name) or (known.name if known else "")
        if not chosen:
            way_out = "Choose a name under which you will know the patient."
            raise KneecoachError("This patient has no name here yet.", way_out)
        if not _CODE.fullmatch(report.patient):
            raise KneecoachError("The report does not say whose it is.", "Ask for it once more.")
        before = self.before(report)
        folder = self._folder / report.patient
        make_folder(folder)
        file = _file_of(report)
        keep_private(self._folder.parent, folder / file, write_report(report), PATIENTS)
        others = tuple(one for one in known.reports if one.file != file) if known else ()
        reports = sorted((*others, Kept(file=file, made=report.made)), key=lambda one: one.made)
        patient = Patient(code=report.patient, name=chosen, reports=tuple(reports))
        if reports[-1].file == file:
            patient = _with_numbers(patient, report, before)
        elif known is not None:
            patient = replace(known, name=chosen, reports=tuple(reports))
        self._save((*(one for one in patients if one.code != report.patient), patient))
        return patient

    def rename(self, code: str, name: str) -> Patient:
        """Call a patient by another name, and return who it is.

        Raises:
            KneecoachError: There is no such patient, or the name cannot be used.
        """
        patients = self._read()
        found = next((one for one in patients if one.code == code), None)
        chosen = _name(name)
        if found is None or not chosen:
            raise KneecoachError("There is no name.", "Write the name that you know them by.")
        patient = replace(found, name=chosen)
        self._save(tuple(patient if one.code == code else one for one in patients))
        return patient

    def forget(self, code: str) -> Patient:
        """Delete a patient with all reports, and return who it was.

        Raises:
            KneecoachError: There is no such patient.
        """
        patients = self._read()
        found = next((one for one in patients if one.code == code), None)
        if found is None:
            raise KneecoachError("There is no such patient.", "kneecoach report list names them.")
        self._save(tuple(one for one in patients if one.code != code))
        for kept in found.reports:
            (self._folder / code / kept.file).unlink(missing_ok=True)
        return found

    def _load(self, code: str, kept: Kept) -> Report:
        path = self._folder / code / kept.file
        try:
            return read_report(self._content(path, LARGEST_REPORT + 1))
        except OSError as error:
            why = (error.strerror or type(error).__name__).lower()
            raise KneecoachError(f"The report {path} cannot be read ({why}).") from error

    def _read(self) -> tuple[Patient, ...]:
        path = self._folder / LIST
        try:
            content = self._content(path, LARGEST_LIST)
        except FileNotFoundError:
            return ()
        except OSError as error:
            why = (error.strerror or type(error).__name__).lower()
            raise KneecoachError(f"The list {path} cannot be read ({why}).") from error
        try:
            return _patients(json.loads(content.decode()))
        except (ValueError, KeyError, TypeError, AttributeError, RecursionError) as error:
            raise KneecoachError(
                f"The list of patients, {path}, is damaged.",
                "Move that file away and open the reports again; they lie beside it.",
            ) from error

    def _save(self, patients: tuple[Patient, ...]) -> None:
        make_folder(self._folder)
        plain = {"format": FORMAT, "patients": [_plain(one) for one in patients]}
        content = json.dumps(plain, indent=1, ensure_ascii=False).encode()
        keep_private(self._folder.parent, self._folder / LIST, content, PATIENTS)

    def _content(self, path: Path, most: int) -> bytes:
        return read_private(self._folder.parent, path, PATIENTS, most)


def fresh_sessions(report: Report, before: Report | None) -> frozenset[str]:
    """Return the ids of the sessions that the report before does not have."""
    known = {one.id for one in before.sessions} if before else set()
    return frozenset(one.id for one in report.sessions if one.id not in known)


def _haste(patient: Patient) -> int:
    """Return how soon a patient is to be looked at; the lowest comes first."""
    if patient.urgency in set(Urgency):
        return tuple(Urgency).index(Urgency(patient.urgency))
    return len(Urgency) + (not (patient.urgency or patient.flags))


def _with_numbers(patient: Patient, report: Report, before: Report | None) -> Patient:
    pains = [one.during for one in report.done if one.during is not None]
    pains += [one.pain for one in report.mornings]
    return replace(
        patient,
        done=len(report.done),
        planned=report.planned,
        worst=max(pains, default=None),
        flags=tuple(sorted({flag for _, flag in report.flags})),
        urgency=report.urgency,
        fresh=len(fresh_sessions(report, before)),
    )


def _file_of(report: Report) -> str:
    digest = hashlib.sha256(write_report(report)).hexdigest()
    return f"{report.made.isoformat()}-{digest[:12]}.json"


def _name(name: str) -> str:
    plain = " ".join(name.split())
    if len(plain) > LONGEST_NAME or not plain.isprintable():
        way_out = f"Choose one of at most {LONGEST_NAME} plain characters."
        raise KneecoachError("This name cannot be used.", way_out)
    return plain


def _plain(patient: Patient) -> dict[str, object]:
    return {
        "code": patient.code,
        "name": patient.name,
        "reports": [[one.file, one.made.isoformat()] for one in patient.reports],
        "done": patient.done,
        "planned": patient.planned,
        "worst": patient.worst,
        "flags": list(patient.flags),
        "urgency": patient.urgency,
        "fresh": patient.fresh,
    }


def _patients(plain: Mapping[str, Any]) -> tuple[Patient, ...]:
    if plain["format"] != FORMAT:
        raise ValueError("this list is of another kind")
    return tuple(_patient(one) for one in plain["patients"])


def _patient(plain: Mapping[str, Any]) -> Patient:
    if not _CODE.fullmatch(plain["code"]):
        raise ValueError("this is no code")
    if not all(_FILE.fullmatch(file) for file, _ in plain["reports"]):
        raise ValueError("this is no file of ours")
    return Patient(
        code=plain["code"],
        name=str(plain["name"]),
        reports=tuple(
            Kept(file=file, made=date.fromisoformat(made)) for file, made in plain["reports"]
        ),
        done=int(plain["done"]),
        planned=int(plain["planned"]),
        worst=None if plain["worst"] is None else int(plain["worst"]),
        flags=tuple(str(one) for one in plain["flags"]),
        urgency=str(plain["urgency"]),
        fresh=int(plain["fresh"]),
    )
