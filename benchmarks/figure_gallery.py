"""Draw the gallery of figures in the documentation: nine exercises, some of them the wrong way too.

python benchmarks/figure_gallery.py [FILE]
"""

from __future__ import annotations

import os
import sys
from pathlib import Path

from kneecoach.figure.looks import Looks, Surroundings
from kneecoach.figure.marks import mark_shapes
from kneecoach.model.dose import Side
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


def main() -> int:
    """Draw the gallery, and say where it is."""
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    from kneecoach.figure.files import Cell, write_still
    from kneecoach.figure.scene import Scene
    from kneecoach.figure.showing import Showing
    from kneecoach.packs.catalogue import read_packs

    file = Path(sys.argv[1]) if len(sys.argv) > 1 else ROOT / "docs" / "images" / "figures.png"
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
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
