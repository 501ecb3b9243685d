"""Make the pack file of a pack that is being made, signed with a key."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from tempfile import TemporaryDirectory

from kneecoach.packs.building.keeping import write_folder
from kneecoach.packs.building.manuscript import Manuscript
from kneecoach.packs.parcel.keys import SecretKey
from kneecoach.packs.parcel.parcel import build_parcel


def make_file(pack: Manuscript, folders: Sequence[Path], key: SecretKey | None) -> bytes:
    """Return the pack file.

    Raises:
        ParcelError: Something has to be mended first; carries all problems.
        KneecoachError: There is no room to build it.
    """
    with TemporaryDirectory(prefix="kneecoach-") as place:
        folder = Path(place) / "pack"
        write_folder(pack, folder)
        return build_parcel(folder, folders, key)
