"""Say what the recordings and pictures of a pack may be called."""

from __future__ import annotations

from typing import Final

from kneecoach.packs.spec import Code

MEDIA: Final = "media"
"""The folder of a pack that holds them."""

CLIP_ENDINGS: Final = ("wav", "ogg", "flac", "mp3")
PICTURE_ENDINGS: Final = ("png", "jpg", "jpeg")

_STEM: Final = r"[a-z][a-z0-9_-]{0,59}"


def _named(endings: tuple[str, ...], example: str) -> Code:
    return Code(
        pattern=rf"^{MEDIA}/{_STEM}\.(?:{'|'.join(endings)})$",
        shape=f"a file of the pack such as {example}: the folder `{MEDIA}`, small letters, digits, "
        f"hyphens and underscores, and one of .{', .'.join(endings)}",
    )


CLIP_FILE: Final = _named(CLIP_ENDINGS, f"{MEDIA}/slowly.ogg")
PICTURE_FILE: Final = _named(PICTURE_ENDINGS, f"{MEDIA}/clam.jpg")
MEDIA_NAME: Final = rf"{MEDIA}/{_STEM}\.(?:{'|'.join((*CLIP_ENDINGS, *PICTURE_ENDINGS))})"
"""The shape of all of their names."""
