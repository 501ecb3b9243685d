"""Make secret keys, keep them in minisign's format, and sign with them."""

from __future__ import annotations

import base64
import hashlib
import os
from pathlib import Path

from kneecoach.model.errors import KneecoachError
from kneecoach.packs.parcel.minisign import (
    ID_BYTES,
    KEY_BYTES,
    LARGEST_TEXT,
    PLAIN,
    UNTRUSTED,
    PublicKey,
    Signature,
    SignatureError,
    decode,
    hash_of,
)
from kneecoach.paths import OWNER_ONLY_FILE, make_folder
from kneecoach.saving import cannot_save
from kneecoach.values import dataclass

_CHECKSUM = b"B2"
_SCRYPT = b"Sc"
_OPEN = b"\0\0"
_SALT_BYTES = 32
_HEAD_BYTES = 2 + 2 + 2 + _SALT_BYTES + 8 + 8
_BODY_BYTES = ID_BYTES + 2 * KEY_BYTES + 32

WORK = 33_554_432
MEMORY = 1_073_741_824
"""How hard guessing a password is made: libsodium's strongest, as the stock minisign has it."""

_NOT_A_KEY = "This is not a secret key in minisign's format."


@dataclass(frozen=True, slots=True, kw_only=True, repr=False)
class SecretKey:
    """The half of a key pair that its owner alone has.

    Attributes:
        seed: What the key is made from.
        public: The other half.
    """

    seed: bytes
    public: PublicKey


def make_key(chance: bytes | None = None) -> SecretKey:
    """Return a new key; from these 40 bytes of chance where a test gives them."""
    chance = os.urandom(ID_BYTES + KEY_BYTES) if chance is None else chance
    return _key(chance[:ID_BYTES], chance[ID_BYTES:])


def sign(content: bytes, key: SecretKey, comment: str) -> Signature:
    """Return the signature over a content, with a comment that is signed as well."""
    from nacl.signing import SigningKey  # noqa: PLC0415 - only where something is signed

    signer = SigningKey(key.seed)
    signature = signer.sign(hash_of(content)).signature
    return Signature(
        key_id=key.public.id,
        signature=signature,
        comment=comment,
        comment_signature=signer.sign(signature + comment.encode()).signature,
    )


def write_secret_key(
    key: SecretKey, password: str = "", *, work: int = WORK, memory: int = MEMORY
) -> str:
    """Return the text of a secret key's file, locked with a password unless that is empty."""
    keys = key.public.id + key.seed + key.public.key
    body = keys + _checksum(keys)
    if not password:
        head = PLAIN + _OPEN + _CHECKSUM + bytes(_SALT_BYTES + 16)
        return _text("minisign unencrypted secret key", head + body)
    salt = os.urandom(_SALT_BYTES)
    head = PLAIN + _SCRYPT + _CHECKSUM + salt
    head += work.to_bytes(8, "little") + memory.to_bytes(8, "little")
    locked = _mixed(body, _stream(password, salt, work, memory))
    return _text("minisign encrypted secret key", head + locked)


def is_locked(text: str) -> bool:
    """Return whether a secret key asks for a password.

    Raises:
        SignatureError: It is no secret key.
    """
    return _content(text)[2:4] == _SCRYPT


def read_secret_key(text: str, password: str = "") -> SecretKey:
    """Return the key of a secret key's file.

    Raises:
        SignatureError: It is none, or the password is not right.
    """
    content = _content(text)
    body = content[_HEAD_BYTES:]
    if content[2:4] == _SCRYPT:
        salt = content[6 : 6 + _SALT_BYTES]
        work = int.from_bytes(content[38:46], "little")
        memory = int.from_bytes(content[46:54], "little")
        if work > WORK or memory > MEMORY:
            raise SignatureError("This key asks for more memory than keys do.", "Make a new one.")
        body = _mixed(body, _stream(password, salt, work, memory))
        if body[-32:] != _checksum(body[:-32]):
            raise SignatureError("The password of the key is not right.", "Try it once more.")
    key = _key(body[:ID_BYTES], body[ID_BYTES : ID_BYTES + KEY_BYTES])
    # The stock minisign writes no checksum into a key without a password.
    if key.public.key != body[ID_BYTES + KEY_BYTES : -32]:
        raise SignatureError("The secret key is damaged.", "Take a copy of it, or make a new one.")
    return key


def read_key_file(path: Path) -> str:
    """Return the text of a key's file.

    Raises:
        KneecoachError: It cannot be read.
    """
    try:
        with path.open(encoding="utf-8") as file:
            return file.read(LARGEST_TEXT)
    except FileNotFoundError:
        way_out = "Make a key with kneecoach packs keygen, or name another file."
        raise KneecoachError(f"There is no key {path}.", way_out) from None
    except (OSError, ValueError) as error:
        why = (getattr(error, "strerror", None) or "it is not text").lower()
        raise KneecoachError(f"The key {path} cannot be read ({why}).") from error


def write_new_file(path: Path, text: str) -> None:
    """Write a file that only its owner can read, and never over another one.

    Raises:
        KneecoachError: It is there already, or cannot be written.
    """
    make_folder(path.absolute().parent)
    try:
        descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, OWNER_ONLY_FILE)
        with os.fdopen(descriptor, "w", encoding="utf-8") as file:
            file.write(text)
    except FileExistsError:
        way_out = "Choose another name; a key that is lost cannot be made again."
        raise KneecoachError(f"There is a file {path} already.", way_out) from None
    except OSError as error:
        raise cannot_save(path, error) from error


def _key(key_id: bytes, seed: bytes) -> SecretKey:
    from nacl.signing import SigningKey  # noqa: PLC0415 - only where something is signed

    public = PublicKey(id=key_id, key=bytes(SigningKey(seed).verify_key))
    return SecretKey(seed=seed, public=public)


def _content(text: str) -> bytes:
    lines = text.strip().splitlines()
    content = decode(lines[1], _HEAD_BYTES + _BODY_BYTES) if len(lines) == 2 else None
    if content is None or content[:2] != PLAIN or content[2:4] not in {_SCRYPT, _OPEN}:
        raise SignatureError(_NOT_A_KEY, "Make one with kneecoach packs keygen.")
    return content


def _checksum(keys: bytes) -> bytes:
    return hashlib.blake2b(PLAIN + keys, digest_size=32).digest()


def _stream(password: str, salt: bytes, work: int, memory: int) -> bytes:
    from nacl.exceptions import CryptoError  # noqa: PLC0415 - only for locked keys
    from nacl.pwhash import scrypt  # noqa: PLC0415 - as above

    try:
        return scrypt.kdf(_BODY_BYTES, password.encode(), salt, work, memory)
    except (CryptoError, MemoryError) as error:
        way_out = "Close other programs and try again."
        raise SignatureError("There is not enough memory to unlock the key.", way_out) from error


def _mixed(body: bytes, stream: bytes) -> bytes:
    return bytes(one ^ other for one, other in zip(body, stream, strict=True))


def _text(comment: str, content: bytes) -> str:
    return f"{UNTRUSTED}{comment}\n{base64.b64encode(content).decode()}\n"
