"""Give something out of a pack: its handout for paper, and the report that answers it."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path

from PySide6.QtCore import QCoreApplication, QStandardPaths
from PySide6.QtWidgets import QFileDialog, QWidget

from kneecoach.coach.coach import Coach
from kneecoach.model.errors import KneecoachError
from kneecoach.model.programme import Catalogue, Programme
from kneecoach.reports.handout_levels import AT_START, HandoutLevels
from kneecoach.reports.kneereport import ENDING
from kneecoach.saving import save_file
from kneecoach.ui.paper import Paper, page_size
from kneecoach.values import dataclass

translate = QCoreApplication.translate

WEEKS = 4


@dataclass(frozen=True, slots=True, kw_only=True)
class Known:
    """What is known when something is given out.

    Attributes:
        coach: Returns the coach.
        programme: Returns the programme in use.
        today: Returns the local day.
    """

    coach: Callable[[], Coach]
    programme: Callable[[], Programme | None]
    today: Callable[[], date]


def downloads() -> str:
    """Return the folder in which files that came by mail are looked for first."""
    return QStandardPaths.writableLocation(QStandardPaths.StandardLocation.DownloadLocation)


def ask_where(parent: QWidget, name: str, kinds: str) -> Path | None:
    """Ask where a file should go; None when the person thinks better of it."""
    places = QStandardPaths.StandardLocation
    found = map(QStandardPaths.writableLocation, (places.DocumentsLocation, places.HomeLocation))
    folder = next((Path(one) for one in found if Path(one).is_dir()), Path())
    path, _ = QFileDialog.getSaveFileName(parent, "", str(folder / name), kinds)
    return Path(path) if path else None


def give_handout(pack_id: str, path: Path, known: Known) -> str:
    """Write the handouts of a pack, and return what was done.

    Raises:
        KneecoachError: The pack has no programme, or the file cannot be written.
    """
    save_handout(pack_id, known.coach().catalogue, path, known.today())
    return translate("Giving", "The handout is saved as {file}.").format(file=path.name)


def save_handout(
    pack_id: str,
    catalogue: Catalogue,
    path: Path,
    day: date,
    *,
    levels: HandoutLevels = AT_START,
    paper: Paper = Paper.A4,
) -> None:
    """Write the handouts of a pack of a catalogue, on paper or as a page by the file's ending.

    Raises:
        KneecoachError: The pack has no programme, or the file cannot be written.
    """
    from kneecoach.ui.handout_builder import build_handout  # noqa: PLC0415 - only when asked for

    pack = next((one for one in catalogue.packs if one.id == pack_id), None)
    is_moving = path.suffix.lower() in {".html", ".htm"}
    handouts = tuple(
        build_handout(one, pack, catalogue, day, is_moving=is_moving, levels=levels)
        for one in catalogue.programmes
        if one.pack_id == pack_id
    )
    if not handouts:
        raise KneecoachError(translate("Giving", "This pack has no programme to put on paper."))
    if is_moving:
        from kneecoach.reports.handout_html import write_html  # noqa: PLC0415 - as above

        content = write_html(handouts)
    else:
        from kneecoach.reports.handout_pdf import write_pdf  # noqa: PLC0415 - as above
        from kneecoach.ui.theme.type import FAMILY  # noqa: PLC0415 - as above

        content = write_pdf(handouts, page_size(paper), FAMILY)
    save_file(path, content)


def give_report_with_notes(pack_id: str, path: Path, known: Known) -> str:
    """Write the report that answers a pack, with the person's own words, as they chose."""
    return give_report(pack_id, path, known, with_notes=True)


def give_report(pack_id: str, path: Path, known: Known, *, with_notes: bool = False) -> str:
    """Write the report that answers a pack, locked where the pack has a key.

    Returns:
        What was done, and who can open it.

    Raises:
        KneecoachError: There is nothing to report on, or the file cannot be written.
    """
    from kneecoach.reports.kneereport import write_report  # noqa: PLC0415 - only when asked for
    from kneecoach.reports.sealing import lock  # noqa: PLC0415 - as above
    from kneecoach.ui import report_builder  # noqa: PLC0415 - as above
    from kneecoach.ui.paper import write_html_pdf  # noqa: PLC0415 - as above
    from kneecoach.ui.words import reports as words  # noqa: PLC0415 - as above

    coach = known.coach()
    in_use = known.programme() or coach.catalogue.programmes[0]
    pack, programme = report_builder.pack_and_programme(coach, pack_id, in_use)
    choice = report_builder.ReportChoice(weeks=WEEKS, pack=pack, with_notes=with_notes)
    report = report_builder.build_report(coach, programme, choice, known.today())
    if path.suffix.lower() == ".pdf":
        title = words.report_title(report)
        html = words.report_html(title, words.report_parts(report))
        write_html_pdf(html, path, title=title)
        return translate("Giving", "The report is saved as {file}.").format(file=path.name)
    content = write_report(report)
    path = path.with_suffix(ENDING)
    if pack is None or not pack.reports_to:
        save_file(path, content)
        text = translate(
            "Giving",
            "The report is saved as {file}; whoever gets it can read it. Send that file to your "
            "physiotherapist.",
        )
        return text.format(file=path.name)
    save_file(path, lock(content, pack.reports_to))
    text = translate(
        "Giving",
        "The report is saved as {file}; only {author} can open it. Send them that file as it is, "
        "by e-mail for example.",
    )
    return text.format(file=path.name, author=pack.author)
