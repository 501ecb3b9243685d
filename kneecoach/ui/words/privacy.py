"""Say what encryption covers, and how good a passphrase is."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication

from kneecoach.settings import LockAfter

SHORTEST = 8
"""As `vault/wrapping.py` has it, which is not imported for a sentence."""

FAIR = 12
LONG = 20
"""Letters of a passphrase. Source: house rule; four or five usual words come to twenty or more, and
each letter more is a guesser's work many times over."""

translate = QCoreApplication.translate


def covers_words() -> tuple[str, ...]:
    """Return what encryption covers, and what it does not."""
    return (
        translate(
            "Privacy",
            "Whoever has this computer or a copy of its disk can then read nothing of the knee"
            " without the passphrase: the history and its copies, the files in a shared folder,"
            " what is kept ready for Today, patients’ reports, and packs that are being made.",
        ),
        translate(
            "Privacy",
            "It does not cover files that you take along yourself, packs that are installed, how"
            " the window looks, and when breaks are asked for. Nor does it help against a program"
            " that watches while the coach is unlocked.",
        ),
    )


def measure_words(length: int) -> str:
    """Return what a passphrase of so many letters is worth; nothing for none."""
    if not length:
        return ""
    if length < SHORTEST:
        return translate("Privacy", "Too short: it needs {count} letters or more.").format(
            count=SHORTEST
        )
    if length < FAIR:
        return translate("Privacy", "Short. A fast computer may guess it; one word more helps.")
    if length < LONG:
        return translate("Privacy", "Fair. Four or five words in a row are better still.")
    return translate("Privacy", "Long enough to be hard to guess.")


def lock_after_words(after: LockAfter) -> str:
    """Return what a time until locking is called."""
    if after is LockAfter.NEVER:
        return translate("Privacy", "Never")
    return translate("Privacy", "After {minutes} min").format(minutes=after.value)


def recovery_paper(code: str) -> str:
    """Return what is printed to be kept in a drawer."""
    words = translate(
        "Privacy",
        "Recovery code of kneecoach\n\n{code}\n\nIt opens the encrypted records when the passphrase"
        " is forgotten: choose “Use the recovery code” where the passphrase is asked for. Whoever"
        " has this paper and the computer can read everything. Keep it away from the computer.",
    )
    return words.format(code=code)
