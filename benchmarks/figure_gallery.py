"""Draw the pictures of figures in the documentation, with the command that draws figures.

python benchmarks/figure_gallery.py [FOLDER]

Writes one picture of each view, of guides, bent toes and a step at two levels; and figures.png,
twelve exercises on one sheet.
"""

from __future__ import annotations

import os
import sys
from pathlib import Path

from kneecoach.figure.looks import Looks, Surroundings
from kneecoach.figure.marks import mark_shapes
from kneecoach.model.dose import Side
from kneecoach.model.figure import View
from kneecoach.model.looks import Build, Palette

ROOT = Path(__file__).resolve().parent.parent
CELL = (300, 230)
COLUMNS = 4
SHOWN = (
    ("single_leg_knee_dip", False, Looks()),
    ("single_leg_knee_dip", True, Looks()),
    ("squat", False, Looks(build=Build.SLIGHT, palette=Palette.PLUM)),
    ("squat", True, Looks(build=Build.SLIGHT, palette=Palette.PLUM)),
    ("clam", False, Looks(palette=Palette.SKY)),
    ("glute_bridge", False, Looks(build=Build.SLIGHT, palette=Palette.OCHRE)),
    ("seated_knee_extension", False, Looks()),
    ("step_up", False, Looks(palette=Palette.OCHRE)),
    ("hamstring_stretch", False, Looks(build=Build.SLIGHT, palette=Palette.SKY)),
    ("side_plank", False, Looks()),
    ("split_squat", False, Looks(palette=Palette.PLUM)),
    ("run_walk", False, Looks(build=Build.SLIGHT)),
)

SMALL = ("--size", "170x190", "--side", "left")
COMMANDS = {
    **{f"view-{view.value}": ("split_squat", "--view", view.value, *SMALL) for view in View},
    "figure-guide-kept": ("step_down", *SMALL),
    "figure-guide-broken": ("step_down", "--wrong", *SMALL),
    "figure-heels-up": ("heel_raise", *SMALL),
    "figure-step-10": ("step_up", "--level", "1", "--pose", "start", *SMALL),
    "figure-step-20": ("step_up", "--level", "5", "--pose", "start", *SMALL),
}


def main() -> int:
    """Draw the pictures, and say where they are."""
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    folder = Path(sys.argv[1]) if len(sys.argv) > 1 else ROOT / "docs" / "images"
    for name, arguments in COMMANDS.items():
        _draw(folder / f"{name}.png", arguments)
    _draw_sheet(folder / "figures.png")
    return 0


def _draw(file: Path, arguments: tuple[str, ...]) -> None:
    from kneecoach.cli import main as kneecoach

    if kneecoach(["figure", *arguments, "-o", str(file)]) != 0:
        raise SystemExit(f"{file} could not be drawn")
    print(file)


def _draw_sheet(file: Path) -> None:
    from kneecoach.figure.files import Cell, write_still
    from kneecoach.figure.scene import Scene
    from kneecoach.figure.showing import Showing
    from kneecoach.packs.catalogue import read_packs

    catalogue = read_packs([ROOT / "exercises"]).catalogue
    around = Surroundings()
    cells: list[Cell] = []
    for place, (name, is_wrong, looks) in enumerate(SHOWN):
        exercise = catalogue.exercise(name)
        assert exercise is not None
        scene = Scene(
            exercise,
            showing=Showing(side=Side.LEFT, is_wrong=is_wrong),
            size=(float(CELL[0]), float(CELL[1])),
            looks=looks,
            surroundings=around,
        )
        x, y = float(place % COLUMNS * CELL[0]), float(place // COLUMNS * CELL[1])
        cells.append((x, y, scene.telling()))
        if is_wrong or SHOWN[(place + 1) % len(SHOWN)][1]:
            cells.append((x, y, mark_shapes((24.0, 24.0), 12.0, around, is_right=not is_wrong)))
    size = (COLUMNS * CELL[0], -(-len(SHOWN) // COLUMNS) * CELL[1])
    write_still(file, size, cells, "Figures", cell=CELL)
    print(file)


if __name__ == "__main__":
    raise SystemExit(main())
