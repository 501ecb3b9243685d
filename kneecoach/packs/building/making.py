"""Make the pack file of a pack that is being made, signed with a key."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from tempfile import TemporaryDirectory

from kneecoach.packs.building.keeping import write_folder
from kneecoach.packs.building.manuscript import Manuscript
from kneecoach.packs.parcel.keys import SecretKey
from kneecoach.packs.parcel.parcel import build_parcel


def make_file(
    pack: Manuscript, folders: Sequence[Path], key: SecretKey | None, place: Path
) -> bytes:
    """Return the pack file.

    Args:
        pack: The pack.
        folders: Folders of the packs whose exercises it may name.
        key: The key that signs it; None for no signature.
        place: Where the recordings and pictures are that it names.

    Raises:
        ParcelError: Something has to be mended first; carries all problems.
        KneecoachError: There is no room to build it.
    """
    with TemporaryDirectory(prefix="kneecoach-") as made:
        folder = Path(made) / "pack"
        write_folder(pack, folder, place)
        return build_parcel(folder, folders, key)
