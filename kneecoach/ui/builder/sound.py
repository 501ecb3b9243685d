"""Take a pack that is being made as it may be given out: with nothing in it to be mended."""

from __future__ import annotations

import re

from kneecoach.model.errors import KneecoachError
from kneecoach.ui.builder.editing import Editing
from kneecoach.ui.builder.looking import Looking


def sound_pack(editing: Editing) -> Looking:
    """Return the pack with everything that was typed.

    Raises:
        KneecoachError: Something has to be mended before anybody is given it.
    """
    editing.settle()
    looking = editing.looking
    if looking is None:
        raise KneecoachError("There is no pack to give out.")
    errors = looking.checked.errors
    if errors:
        first = errors[0]
        place = f"{first.field}: " if first.field else ""
        raise KneecoachError(
            f"Something has to be mended first: {place}{first.sentence}.",
            "What is wrong stands in red beside its field.",
        )
    return looking


def named_after(looking: Looking, ending: str) -> str:
    """Return a name for a file of the pack."""
    stem = re.sub(r"[^\w-]+", "-", looking.pack.title).strip("-") or looking.pack.pack_id
    return f"{stem}{ending}"
