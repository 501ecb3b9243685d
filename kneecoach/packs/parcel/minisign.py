"""Read, write and check keys and signatures in minisign's format (Ed25519 over a BLAKE2b hash).

What is written here, the stock `minisign` verifies, and the other way round.
"""

from __future__ import annotations

import base64
import binascii
import hashlib

from kneecoach.model.errors import KneecoachError
from kneecoach.values import dataclass

PLAIN = b"Ed"
HASHED = b"ED"
ID_BYTES = 8
KEY_BYTES = 32
SIGNATURE_BYTES = 64
LONGEST_COMMENT = 200
LARGEST_TEXT = 4096
"""Characters of a key or signature file; theirs have not a tenth of it."""

UNTRUSTED = "untrusted comment: "
TRUSTED = "trusted comment: "

_MAKE_ANEW = "Make one with kneecoach packs keygen."


class SignatureError(KneecoachError):
    """Report a key or a signature that is not one, or that does not fit."""


@dataclass(frozen=True, slots=True, kw_only=True)
class PublicKey:
    """The half of a key pair that everybody may have.

    Attributes:
        id: Eight bytes by which minisign finds the key; whoever makes a key chooses them freely.
        key: The Ed25519 key.
    """

    id: bytes
    key: bytes

    def __post_init__(self) -> None:
        """Refuse a key of another length."""
        if len(self.id) != ID_BYTES or len(self.key) != KEY_BYTES:
            raise ValueError("a public key has an id of 8 bytes and 32 bytes of its own")

    @property
    def text(self) -> str:
        """Return the key in one line, as `minisign -P` takes it."""
        return base64.b64encode(PLAIN + self.id + self.key).decode()

    @property
    def id_words(self) -> str:
        """Return the id as minisign shows it, such as "RW" keys print in their comment."""
        return self.id[::-1].hex().upper()

    @property
    def fingerprint(self) -> str:
        """Return what two people compare on the telephone: five groups of four letters or digits.

        It is made from the whole key, since the id can be chosen freely.
        """
        short = hashlib.blake2b(PLAIN + self.id + self.key, digest_size=13).digest()
        letters = base64.b32encode(short).decode()[:20]
        return "-".join(letters[at : at + 4] for at in range(0, 20, 4))


@dataclass(frozen=True, slots=True, kw_only=True)
class Signature:
    """What is in a `.minisig` file.

    Attributes:
        key_id: Id of the key it was made with.
        signature: Over the BLAKE2b hash of the content.
        comment: The trusted comment.
        comment_signature: Over the signature and the comment.
    """

    key_id: bytes
    signature: bytes
    comment: str
    comment_signature: bytes


def read_public_key(text: str) -> PublicKey:
    """Return the key of a `.pub` file, or of its second line alone.

    Raises:
        SignatureError: It is none.
    """
    lines = text[:LARGEST_TEXT].strip().splitlines()
    line = lines[-1] if len(lines) in {1, 2} else ""
    content = decode(line, len(PLAIN) + ID_BYTES + KEY_BYTES)
    if content is None or not content.startswith(PLAIN):
        raise SignatureError("This is not a public key in minisign's format.", _MAKE_ANEW)
    return PublicKey(id=content[2:10], key=content[10:])


def write_public_key(key: PublicKey) -> str:
    """Return the text of a `.pub` file."""
    return f"{UNTRUSTED}minisign public key {key.id_words}\n{key.text}\n"


def read_signature(text: str) -> Signature:
    """Return what a `.minisig` file holds.

    Raises:
        SignatureError: It is no signature of the hashed kind.
    """
    lines = text.split("\n")
    if len(text) > LARGEST_TEXT or len(lines) != 5 or lines[4]:
        raise SignatureError("The signature is not in minisign's format.")
    untrusted, first, trusted, second, _ = lines
    signed = decode(first, 2 + ID_BYTES + SIGNATURE_BYTES)
    over_comment = decode(second, SIGNATURE_BYTES)
    comment = trusted.removeprefix(TRUSTED)
    if (
        signed is None
        or over_comment is None
        or not signed.startswith(HASHED)
        or not untrusted.startswith(UNTRUSTED)
        or comment == trusted
        or not (comment.isascii() and comment.replace("\t", " ").isprintable())
        or len(comment) > LONGEST_COMMENT
    ):
        raise SignatureError("The signature is not in minisign's format.")
    return Signature(
        key_id=signed[2:10],
        signature=signed[10:],
        comment=comment,
        comment_signature=over_comment,
    )


def write_signature(signature: Signature) -> str:
    """Return the text of a `.minisig` file."""
    first = base64.b64encode(HASHED + signature.key_id + signature.signature).decode()
    second = base64.b64encode(signature.comment_signature).decode()
    return (
        f"{UNTRUSTED}signature of a kneecoach pack\n{first}\n"
        f"{TRUSTED}{signature.comment}\n{second}\n"
    )


def is_signed_by(content: bytes, signature: Signature, key: PublicKey) -> bool:
    """Return whether the signature over this content was made with this key."""
    from nacl.exceptions import CryptoError  # noqa: PLC0415 - only where something is signed
    from nacl.signing import VerifyKey  # noqa: PLC0415 - as above

    if signature.key_id != key.id:
        return False
    verifier = VerifyKey(key.key)
    try:
        verifier.verify(hash_of(content), signature.signature)
        verifier.verify(
            signature.signature + signature.comment.encode(), signature.comment_signature
        )
    except CryptoError:
        return False
    return True


def hash_of(content: bytes) -> bytes:
    """Return what is signed in place of the content."""
    return hashlib.blake2b(content, digest_size=64).digest()


def decode(line: str, length: int) -> bytes | None:
    """Return the bytes that a line of base64 stands for; None unless there are so many of them."""
    try:
        content = base64.b64decode(line, validate=True)
    except (binascii.Error, ValueError):
        return None
    return content if len(content) == length else None
