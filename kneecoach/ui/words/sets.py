"""Say how many sets of a session were done, in the same words wherever that is said."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication

translate = QCoreApplication.translate


def sets_words(*, done: int, asked: int, in_part: int) -> str:
    """Return how many sets were done, such as "4 of 5 sets, 1 in part".

    Args:
        done: Sets that were done, whole or in part.
        asked: Sets that were asked for.
        in_part: How many of the done ones were stopped before their end.
    """
    if in_part and in_part == done:
        text = translate("Sets", "{done} of {asked} sets, in part")
    elif in_part:
        text = translate("Sets", "{done} of {asked} sets, {in_part} in part")
    elif done < asked or not asked:
        text = translate("Sets", "{done} of {asked} sets")
    elif asked == 1:
        text = translate("Sets", "one set")
    else:
        text = translate("Sets", "all {asked} sets")
    return text.format(done=done, asked=max(done, asked), in_part=in_part)
