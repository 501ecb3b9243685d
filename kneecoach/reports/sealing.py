"""Lock a report so that only its reader can open it, in age's format, and open it again.

What is locked here, the stock `age -d -i KEY` opens, and the other way round.
"""

from __future__ import annotations

from kneecoach.model.errors import KneecoachError
from kneecoach.values import dataclass

AGE_MARK = b"age-encryption.org/v1"
"""What a locked file begins with."""


@dataclass(frozen=True, slots=True, kw_only=True, repr=False)
class Identity:
    """The key that opens reports.

    Attributes:
        text: The content of its file, as `age-keygen` writes it.
        recipient: What reports are locked to; everybody may have it.
    """

    text: str
    recipient: str


def make_identity() -> Identity:
    """Return a new key."""
    from pyrage import x25519  # noqa: PLC0415 - only where something is locked

    identity = x25519.Identity.generate()
    recipient = str(identity.to_public())
    return Identity(text=f"# public key: {recipient}\n{identity}\n", recipient=recipient)


def is_locked(content: bytes) -> bool:
    """Return whether a file is locked."""
    return content.startswith(AGE_MARK)


def lock(content: bytes, recipient: str) -> bytes:
    """Return a content that only the owner of the key can open.

    Raises:
        KneecoachError: The key is none.
    """
    from pyrage import RecipientError, encrypt, x25519  # noqa: PLC0415 - as above

    try:
        key = x25519.Recipient.from_str(recipient)
    except RecipientError as error:
        raise KneecoachError(
            "The key that reports should be locked to is none.",
            "Ask the author of the pack for a new one, or leave the report open.",
        ) from error
    locked: bytes = encrypt(content, [key])
    return locked


def unlock(content: bytes, identity_text: str) -> bytes:
    """Return what is in a locked file.

    Args:
        content: The locked file.
        identity_text: What the file of the key holds.

    Raises:
        KneecoachError: The key is none, or another one was used.
    """
    from pyrage import DecryptError, IdentityError, decrypt, x25519  # noqa: PLC0415 - as above

    lines = [line for line in identity_text.splitlines() if line and not line.startswith("#")]
    try:
        identities = [x25519.Identity.from_str(line.strip()) for line in lines[:10]]
    except IdentityError as error:
        raise KneecoachError(
            "This is not a key that opens reports.",
            "Choose the file that ends in .reports, which kneecoach packs keygen made.",
        ) from error
    try:
        opened: bytes = decrypt(content, identities)
    except DecryptError as error:
        raise KneecoachError(
            "This report is locked to another key, or it is damaged.",
            "Open it on the computer with the right key, or ask for it once more.",
        ) from error
    return opened
