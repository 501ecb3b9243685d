"""Write handouts: a programme on paper, or as a page that moves."""

from __future__ import annotations

import os
from pathlib import Path

import click

from kneecoach.clock import SystemClock
from kneecoach.coach.opening import pack_folders
from kneecoach.model.errors import KneecoachError, UsageError
from kneecoach.model.programme import Catalogue, Pack, Programme
from kneecoach.packs.catalogue import read_packs
from kneecoach.packs.parcel.parcel import ENDING, open_parcel
from kneecoach.packs.problem import did_you_mean
from kneecoach.paths import find_paths
from kneecoach.reports.handout import Handout
from kneecoach.reports.handout_levels import AT_START, ChosenLevel, HandoutLevels, check_levels
from kneecoach.saving import save_file
from kneecoach.ui.handout_builder import build_handout
from kneecoach.ui.paper import Paper
from kneecoach.ui.words.handouts import level_line, other_doses, told_lines

ENDINGS = (".pdf", ".html")


def write_handout(name: str, output: Path, paper: Paper, levels: HandoutLevels = AT_START) -> int:
    """Write the handouts of a pack or programme, as the name of the file asks for."""
    suffix = output.suffix.lower()
    if suffix not in ENDINGS:
        raise UsageError(f"{output.name} does not say what to write.", "End it in .pdf or .html.")
    catalogue, pack_id = _find(name)
    is_moving = suffix == ".html"
    day = SystemClock().today()
    wanted = _wanted(name, catalogue, pack_id)
    programmes = tuple(one for one, _ in wanted)
    check_levels(levels, programmes, catalogue)
    handouts = tuple(
        build_handout(one, pack, catalogue, day, is_moving=is_moving, levels=levels)
        for one, pack in wanted
    )
    if is_moving:
        from kneecoach.reports.handout_html import write_html

        content = write_html(handouts)
    else:
        content = _pdf(handouts, paper)
    save_file(output, content)
    click.echo(f"{output}: {', '.join(one.title for one in handouts)}")
    for programme in programmes:
        _tell_levels(programme, catalogue, levels)
    return 0


def read_levels(written: tuple[str, ...]) -> tuple[ChosenLevel, ...]:
    """Return levels that are written like "clam=3".

    Raises:
        UsageError: One is not.
    """
    found = []
    for one in written:
        exercise, _, level = one.partition("=")
        if not exercise or not level.isascii() or not level.isdigit():
            raise UsageError(
                f"{one} does not say which level.", "Write the exercise and the level: clam=3."
            )
        found.append(ChosenLevel(exercise=exercise.strip(), level=int(level[:4])))
    return tuple(found)


def _tell_levels(programme: Programme, catalogue: Catalogue, levels: HandoutLevels) -> None:
    """Print what is shown at another level than where it starts, and what the report adds."""
    for item in programme.items:
        exercise = catalogue.exercise(item.exercise_id)
        if exercise is None:
            continue
        shown = levels.shown(programme, item, exercise)
        if shown == AT_START.shown(programme, item, exercise):
            continue
        others = ", ".join(other_doses(exercise, shown))
        told = f" (the report: {others})" if others else ""
        lines = (f"{level_line(exercise, shown)}{told}", *told_lines(shown))
        click.echo(f"  {exercise.name}: {'; '.join(lines)}")


def _pdf(handouts: tuple[Handout, ...], paper: Paper) -> bytes:
    from kneecoach.reports.handout_pdf import write_pdf
    from kneecoach.ui.offscreen import drawing_application
    from kneecoach.ui.paper import page_size
    from kneecoach.ui.theme.type import FAMILY, load_fonts

    application = drawing_application()
    load_fonts()
    content = write_pdf(handouts, page_size(paper), FAMILY)
    del application
    return content


def _find(name: str) -> tuple[Catalogue, str]:
    """Return everything there is to name, and the id of the pack where a file or folder is named.

    Raises:
        KneecoachError: The file is refused, or the folder holds no sound pack.
    """
    folders = pack_folders(find_paths(os.environ))
    if name.endswith(ENDING):
        parcel = open_parcel(Path(name), folders)
        around = read_packs(folders).catalogue
        given = parcel.catalogue
        others = tuple(one for one in around.exercises if given.exercise(one.id) is None)
        merged = Catalogue(
            packs=given.packs, exercises=(*given.exercises, *others), programmes=given.programmes
        )
        return merged, parcel.pack.id
    folder = Path(name)
    if not folder.is_dir():
        return read_packs(folders).catalogue, ""
    if folder.name == name:
        # A bare word names a pack or programme first, whatever lies in the folder one is in.
        around = read_packs(folders).catalogue
        if name in {*(one.id for one in around.packs), *(one.id for one in around.programmes)}:
            here = os.path.join(os.curdir, name)  # noqa: PTH118 - a Path would drop the dot
            said = f"{name} is a pack or programme here. To mean the folder {name}, write {here}"
            click.echo(f"{said}.", err=True)
            return around, ""
    own = read_packs([folder]).catalogue
    if not own.packs:
        way_out = f"kneecoach packs check {name} says what to mend."
        raise KneecoachError(f"There is no sound pack in {name}.", way_out)
    pack_id = own.packs[0].id
    beside = [each for each in folders if not _is_pack(each, pack_id)]
    return read_packs([*beside, folder]).catalogue, pack_id


def _is_pack(folder: Path, pack_id: str) -> bool:
    return any(one.id == pack_id for one in read_packs([folder]).catalogue.packs)


def _wanted(
    name: str, catalogue: Catalogue, pack_id: str
) -> tuple[tuple[Programme, Pack | None], ...]:
    """Return the programmes to put on paper, each with its pack.

    Raises:
        KneecoachError: There is none.
    """
    known = [*(one.id for one in catalogue.packs), *(one.id for one in catalogue.programmes)]
    programmes = catalogue.programmes
    wanted = (
        tuple(one for one in programmes if one.pack_id == pack_id)
        if pack_id
        else tuple(one for one in programmes if name in {one.id, one.pack_id})
    )
    if not wanted and not pack_id and name not in known:
        raise KneecoachError(
            f"There is no pack or programme {name}{did_you_mean(name, known)}.",
            f"These are there: {', '.join(known)}. A file or folder works, too.",
        )
    if not wanted:
        raise KneecoachError(f"The pack {name} has no programme to put on paper.")
    packs = {one.id: one for one in catalogue.packs}
    return tuple((one, packs.get(one.pack_id)) for one in wanted)
