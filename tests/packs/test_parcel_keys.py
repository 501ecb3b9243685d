from __future__ import annotations

import shutil
import stat
import subprocess
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kneecoach.model.errors import KneecoachError
from kneecoach.packs.parcel import keys
from kneecoach.packs.parcel.keys import (
    is_locked,
    make_key,
    read_key_file,
    read_secret_key,
    sign,
    write_new_file,
    write_secret_key,
)
from kneecoach.packs.parcel.minisign import (
    PublicKey,
    SignatureError,
    is_signed_by,
    read_public_key,
    read_signature,
    write_public_key,
    write_signature,
)

KEY = make_key(b"a" * 8 + b"b" * 32)
EASY = {"work": 32_768, "memory": 16_777_216}

# Made by the stock minisign 0.10 with `-G -W` and `-S -H`.
THEIR_PUBLIC = """\
untrusted comment: minisign public key 13CCF2983F5C0C
RWQMXD+Y8swTAEVlg39j16dN2Xm7XIwttTvdDfLHkvaBB0EaPdE07Yph
"""


def test_a_key_is_read_back_as_it_was_written() -> None:
    assert read_secret_key(write_secret_key(KEY)) == KEY
    assert not is_locked(write_secret_key(KEY))
    assert read_public_key(write_public_key(KEY.public)) == KEY.public
    assert read_public_key(KEY.public.text) == KEY.public
    assert make_key() != make_key()


def test_a_locked_key_opens_with_its_password_alone() -> None:
    text = write_secret_key(KEY, "pässword", **EASY)
    assert is_locked(text)
    assert read_secret_key(text, "pässword") == KEY
    with pytest.raises(SignatureError, match="password"):
        read_secret_key(text, "password")


def test_a_key_that_asks_for_too_much_memory_is_refused() -> None:
    text = write_secret_key(KEY, "x", **EASY)
    content = bytearray(keys.decode(text.splitlines()[1], 158) or b"")
    content[38:46] = (2**60).to_bytes(8, "little")
    with pytest.raises(SignatureError, match="more memory"):
        read_secret_key(keys._text("x", bytes(content)), "x")


def test_too_little_memory_is_said(monkeypatch: pytest.MonkeyPatch) -> None:
    from nacl.pwhash import scrypt

    def refuse(*_: object) -> bytes:
        raise MemoryError

    monkeypatch.setattr(scrypt, "kdf", refuse)
    with pytest.raises(SignatureError, match="not enough memory"):
        write_secret_key(KEY, "x")


@pytest.mark.parametrize("text", ["", "a\nb\n", "untrusted comment: x\n" + "A" * 212 + "\n", "x"])
def test_what_is_no_key_is_refused(text: str) -> None:
    with pytest.raises(SignatureError, match="not a secret key"):
        read_secret_key(text)
    with pytest.raises(SignatureError, match="not a public key"):
        read_public_key(text)


def test_a_damaged_key_is_refused() -> None:
    content = bytearray(keys.decode(write_secret_key(KEY).splitlines()[1], 158) or b"")
    content[70] ^= 1
    with pytest.raises(SignatureError, match="damaged"):
        read_secret_key(keys._text("x", bytes(content)))


def test_a_public_key_has_its_length() -> None:
    with pytest.raises(ValueError, match="8 bytes"):
        PublicKey(id=b"1", key=b"2")


def test_a_fingerprint_can_be_read_aloud_and_tells_keys_with_the_same_id_apart() -> None:
    other = make_key(KEY.public.id + b"c" * 32)
    assert KEY.public.fingerprint != other.public.fingerprint
    assert [len(group) for group in KEY.public.fingerprint.split("-")] == [4] * 5
    assert read_public_key(THEIR_PUBLIC).id_words == "0013CCF2983F5C0C"
    assert read_public_key(THEIR_PUBLIC).text == THEIR_PUBLIC.splitlines()[1]


@given(st.binary(max_size=100), st.binary(max_size=100))
def test_a_signature_fits_its_content_alone(content: bytes, other: bytes) -> None:
    signature = read_signature(write_signature(sign(content, KEY, "a pack")))
    assert signature.comment == "a pack"
    assert is_signed_by(content, signature, KEY.public)
    assert is_signed_by(other, signature, KEY.public) is (content == other)


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("untrusted comment: ", "comment: "),
        ("trusted comment: p", "p"),
        ("trusted comment: pack", "trusted comment: p\x07"),
        ("trusted comment: pack", "trusted comment: " + "p" * 300),
        ("trusted comment: pack", "trusted comment: päck"),
        ("=\n", "\n"),
        ("\nRU", "\nRW"),
    ],
)
def test_a_signature_in_another_form_is_refused(old: str, new: str) -> None:
    text = write_signature(sign(b"x", KEY, "pack"))
    assert old in text
    with pytest.raises(SignatureError):
        read_signature(new.join(text.rsplit(old, 1)))


def test_a_key_file_is_its_owners_alone_and_never_written_over(tmp_path: Path) -> None:
    file = tmp_path / "keys" / "mine.key"
    write_new_file(file, "secret")
    assert stat.S_IMODE(file.stat().st_mode) == 0o600
    assert read_key_file(file) == "secret"
    with pytest.raises(KneecoachError, match="already"):
        write_new_file(file, "other")
    with pytest.raises(KneecoachError, match="There is no key"):
        read_key_file(tmp_path / "gone")
    with pytest.raises(KneecoachError, match="cannot be read"):
        read_key_file(tmp_path)
    file.write_bytes(b"\xff\xff")
    with pytest.raises(KneecoachError, match="not text"):
        read_key_file(file)


def test_a_key_that_cannot_be_written_is_said(tmp_path: Path) -> None:
    with pytest.raises(KneecoachError, match="cannot be written"):
        write_new_file(tmp_path / ("x" * 300), "text")


needs_minisign = pytest.mark.skipif(
    shutil.which("minisign") is None, reason="the stock minisign is not installed"
)


@needs_minisign
def test_the_stock_minisign_verifies_our_signature_and_signs_with_our_key(tmp_path: Path) -> None:
    file = tmp_path / "pack"
    file.write_bytes(b"content")
    (tmp_path / "our.pub").write_text(write_public_key(KEY.public))
    (tmp_path / "our.key").write_text(write_secret_key(KEY))
    (tmp_path / "pack.minisig").write_text(write_signature(sign(b"content", KEY, "ours")))
    verify = ["minisign", "-Vm", file, "-p", tmp_path / "our.pub"]
    done = subprocess.run(verify, check=True, capture_output=True, text=True)
    assert "Trusted comment: ours" in done.stdout
    file.write_bytes(b"changed")
    assert subprocess.run(verify, check=False, capture_output=True).returncode != 0
    signing = ["minisign", "-SHm", file, "-s", tmp_path / "our.key"]
    subprocess.run(signing, check=True, capture_output=True)
    theirs = read_signature((tmp_path / "pack.minisig").read_text())
    assert is_signed_by(b"changed", theirs, KEY.public)


@needs_minisign
def test_a_key_of_the_stock_minisign_is_taken(tmp_path: Path) -> None:
    make = ["minisign", "-G", "-W", "-p", tmp_path / "their.pub", "-s", tmp_path / "their.key"]
    subprocess.run(make, check=True, capture_output=True)
    key = read_secret_key((tmp_path / "their.key").read_text())
    public = (tmp_path / "their.pub").read_text()
    assert key.public == read_public_key(public)
    assert key.public.id_words.lstrip("0") in public
