"""Refuse a recording or a picture, and say why."""

from __future__ import annotations

from kneecoach.model.errors import KneecoachError

CHOOSE_ANOTHER = "Choose another file, or save it anew with the program that made it."


class MediaError(KneecoachError):
    """Report a recording or a picture that is not taken.

    Attributes:
        why: What is wrong, as the end of a sentence that begins with the name of the file.
    """

    def __init__(self, why: str, name: str = "The file", way_out: str = CHOOSE_ANOTHER) -> None:
        """Keep the reason and say it."""
        super().__init__(f"{name} {why}.", way_out)
        self.why = why

    def about(self, name: str) -> MediaError:
        """Return the same with the name of the file that it is about."""
        return MediaError(self.why, name, self.way_out)
