"""Tell apart what can go wrong with the history file, in words for the person."""

from __future__ import annotations

from enum import StrEnum

from kneecoach.model.errors import KneecoachError


class Trouble(StrEnum):
    """Name what is wrong, so that a window can offer the fitting button.

    `DAMAGED` and `FOREIGN` can be set aside; `NEWER` needs a newer kneecoach; `READ_ONLY`, `FULL`,
    `BUSY` and `UNREACHABLE` may pass by themselves or be mended outside; `REFUSED` means that what
    was to be written does not fit what is there; `UNSAID` that it was not said whose it is;
    `LOCKED` that it is encrypted, and was not unlocked; `FOLDER_LOCKED` that the shared folder is,
    and this computer was not told its passphrase; `FOLDER_OPEN` that it is to have one first.
    """

    DAMAGED = "damaged"
    FOREIGN = "foreign"
    NEWER = "newer"
    READ_ONLY = "read_only"
    FULL = "full"
    BUSY = "busy"
    UNREACHABLE = "unreachable"
    REFUSED = "refused"
    UNSAID = "unsaid"
    LOCKED = "locked"
    FOLDER_LOCKED = "folder_locked"
    FOLDER_OPEN = "folder_open"


class HistoryError(KneecoachError):
    """Report that the history cannot be read or written, and what to do.

    Attributes:
        trouble: What kind of trouble it is.
    """

    def __init__(self, user_message: str, way_out: str, trouble: Trouble) -> None:
        """Keep the sentence, the way out and the kind of trouble."""
        super().__init__(user_message, way_out)
        self.trouble = trouble

    @property
    def can_be_set_aside(self) -> bool:
        """Say whether setting the file aside and starting a new one is a way out."""
        return self.trouble in {Trouble.DAMAGED, Trouble.FOREIGN}


def damaged(what: str) -> HistoryError:
    """Return the error for a history in which `what` (a noun with article) cannot be read."""
    return HistoryError(
        f"The history file is damaged: {what} cannot be read.",
        "Set the file aside to go on with a new history; the damaged file is kept as it is.",
        Trouble.DAMAGED,
    )


def refused(sentence: str, way_out: str = "Nothing was changed.") -> HistoryError:
    """Return the error for a record that does not fit the history."""
    return HistoryError(sentence, way_out, Trouble.REFUSED)
