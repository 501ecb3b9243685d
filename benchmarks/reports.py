"""Measure handouts and the list of patients, each beside a plain baseline of the same run.

python benchmarks/reports.py
"""

from __future__ import annotations

import argparse
import os
import statistics
import sys
import tempfile
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from pathlib import Path
from time import perf_counter

sys.path.insert(0, str(Path(__file__).parents[1]))
sys.path.insert(0, str(Path(__file__).parents[1] / "tests" / "reports"))
os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PySide6.QtCore import QBuffer, QByteArray, QIODevice
from PySide6.QtGui import QPageSize, QPdfWriter, QTextDocument
from report_samples import report

from kneecoach.packs.catalogue import read_packs
from kneecoach.reports.cabinet import Cabinet
from kneecoach.reports.handout_html import write_html
from kneecoach.reports.handout_pdf import write_pdf
from kneecoach.resources import resource
from kneecoach.ui.handout_builder import build_handout
from kneecoach.ui.offscreen import drawing_application
from kneecoach.ui.paper import Paper, page_size
from kneecoach.ui.theme.type import FAMILY, load_fonts
from kneecoach.ui.words.reports import patient_line

EXERCISES = 8
HANDOUT_TARGET_MS = 1500.0
PATIENTS = 500
LIST_TARGET_MS = 200.0
DAY = date(2026, 3, 2)


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--runs", type=int, default=5, help="runs of which the median is taken")
    runs = max(3, parser.parse_args().runs)
    application = drawing_application()
    load_fonts()
    met = [handouts(runs), listing(runs)]
    del application
    return 0 if all(met) else 1


def handouts(runs: int) -> bool:
    catalogue = read_packs([resource("exercises")]).catalogue
    programme = max(catalogue.programmes, key=lambda one: len(one.items))
    programme = replace(programme, items=programme.items[:EXERCISES], stages=())
    pack = catalogue.packs[0]

    def paper() -> None:
        sheet = build_handout(programme, pack, catalogue, DAY, is_moving=False)
        write_pdf([sheet], page_size(Paper.A4), FAMILY)

    def page() -> None:
        write_html([build_handout(programme, pack, catalogue, DAY)])

    plain = middle(plain_text, runs)
    figures = {"PDF": middle(paper, runs), "HTML": middle(page, runs)}
    for name, took in figures.items():
        print(
            f"handout of {len(programme.items)} exercises as {name}: {took:.0f} ms; the same "
            f"number of pages of plain text by Qt {plain:.0f} ms (medians of {runs})"
        )
    met = max(figures.values()) < HANDOUT_TARGET_MS
    print(f"under {HANDOUT_TARGET_MS:.0f} ms: {'yes' if met else 'NO'}")
    return met


def plain_text() -> None:
    data = QByteArray()
    buffer = QBuffer(data)
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    writer = QPdfWriter(buffer)
    writer.setPageSize(QPageSize(QPageSize.PageSizeId.A4))
    document = QTextDocument("Lie down and press the knee into the towel.\n" * 150)
    document.print_(writer)


def listing(runs: int) -> bool:
    with tempfile.TemporaryDirectory() as place:
        cabinet = Cabinet(Path(place))
        for number in range(PATIENTS):
            cabinet.keep(replace(report(12), patient=f"{number:012x}"), f"Patient {number}")
        ours = middle(lambda: [patient_line(one) for one in cabinet.patients()], runs)
        files = sorted(Path(place).glob("*/*.json"))
        plain = middle(lambda: [file.read_bytes() for file in files], runs)
    met = ours < LIST_TARGET_MS
    print(
        f"{PATIENTS} patients listed with signs, sessions and pain: {ours:.0f} ms; only reading "
        f"their {len(files)} files {plain:.0f} ms (medians of {runs})"
    )
    print(f"under {LIST_TARGET_MS:.0f} ms: {'yes' if met else 'NO'}")
    return met


def middle(work: Callable[[], object], runs: int) -> float:
    times = []
    for _ in range(runs):
        began = perf_counter()
        work()
        times.append((perf_counter() - began) * 1000)
    return statistics.median(times)


if __name__ == "__main__":
    sys.exit(main())
