"""Say what the page about privacy shows."""

from __future__ import annotations

from kneecoach.settings import LockAfter
from kneecoach.values import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class PrivacyView:
    """How things stand.

    Attributes:
        is_encrypted: Whether the records are encrypted.
        has_code: Whether a recovery code was made.
        knows_passphrase: False when the records were opened by the code, and a new passphrase may
            be chosen without the old one.
        keyring: What the keyring of this system is called; empty for none, None before that is
            known.
        is_remembered: Whether this computer opens the records by itself.
        lock_after: After how long without use the coach locks.
        lock_with_computer: Whether it locks when the computer is locked or sleeps.
        lock_unknown: What cannot be known here of that; empty for nothing.
    """

    is_encrypted: bool
    has_code: bool = False
    knows_passphrase: bool = True
    keyring: str | None = None
    is_remembered: bool = False
    lock_after: LockAfter = LockAfter.NEVER
    lock_with_computer: bool = False
    lock_unknown: str = ""
