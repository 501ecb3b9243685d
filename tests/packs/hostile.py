"""Make pack files that should do harm, each with the words by which it has to be refused."""

from __future__ import annotations

import json
import stat
import struct
import zlib
from collections.abc import Callable
from io import BytesIO
from zipfile import ZIP_DEFLATED, ZIP_STORED, ZipFile, ZipInfo

from packmaker import EXERCISE, PACK, PROGRAMME, changed

from kneecoach.packs.parcel.archive import write_archive
from kneecoach.packs.parcel.keys import SecretKey, make_key, sign
from kneecoach.packs.parcel.manifest import Manifest, hashes_of, write_manifest
from kneecoach.packs.parcel.minisign import write_signature

KEY = make_key(b"a" * 8 + b"b" * 32)
OTHER_KEY = make_key(b"c" * 8 + b"d" * 32)
MANIFEST = "manifest.json"
SIGNATURE = "manifest.json.minisig"

Entry = tuple[ZipInfo | str, bytes]


def good_files() -> dict[str, bytes]:
    """Return the files of a small sound pack that needs no other."""
    return {
        "pack.yaml": PACK.encode(),
        "clam.yaml": EXERCISE.encode(),
        "programmes/starter.yaml": PROGRAMME.encode(),
    }


def whole(
    files: dict[str, bytes],
    key: SecretKey | None = None,
    *,
    pack_id: str = "mine",
    version: str = "1.0.0",
) -> dict[str, bytes]:
    """Return files with their manifest, and with a signature if there is a key."""
    manifest = write_manifest(
        Manifest(
            pack_id=pack_id,
            version=version,
            signed_by=key.public if key else None,
            hashes=hashes_of(files),
        )
    )
    found = {**files, MANIFEST: manifest}
    if key is not None:
        found[SIGNATURE] = write_signature(sign(manifest, key, "pack")).encode()
    return found


def good(key: SecretKey | None = KEY) -> bytes:
    return write_archive(whole(good_files(), key))


def zipped(entries: list[Entry], *, compression: int = ZIP_STORED) -> bytes:
    """Return a zip of these entries as they are, in the form that packs have."""
    stream = BytesIO()
    with ZipFile(stream, "w", compression=compression) as archive:
        for named, content in entries:
            info = named if isinstance(named, ZipInfo) else entry(named)
            info.compress_type = compression
            archive.writestr(info, content)
    return stream.getvalue()


def entry(name: str, mode: int = stat.S_IFREG | 0o644) -> ZipInfo:
    info = ZipInfo("placeholder", date_time=(1980, 1, 1, 0, 0, 0))
    info.filename = name
    info.create_system = 3
    info.external_attr = mode << 16
    return info


def with_name(name: str, content: bytes = EXERCISE.encode()) -> bytes:
    """Return a pack whose manifest is honest about one more file of this name."""
    files = whole({**good_files(), name: content}, KEY)
    return zipped([(one, files[one]) for one in sorted(files)])


def with_text(name: str, old: str, new: str) -> bytes:
    """Return an honest, signed pack in which one file says something else."""
    files = good_files()
    files[name] = changed(files[name].decode(), old, new).encode()
    return write_archive(whole(files, KEY))


def with_content(name: str, content: bytes) -> bytes:
    return write_archive(whole({**good_files(), name: content}, KEY))


def with_manifest(change: Callable[[dict[str, object]], object]) -> bytes:
    """Return a pack with another manifest, signed as it stands."""
    files = whole(good_files(), KEY)
    plain = json.loads(files[MANIFEST])
    replaced = change(plain)
    written = plain if replaced is None else replaced
    return signed_anew(files, (json.dumps(written, indent=1) + "\n").encode())


def signed_anew(files: dict[str, bytes], manifest: bytes) -> bytes:
    found = {**files, MANIFEST: manifest}
    found[SIGNATURE] = write_signature(sign(manifest, KEY, "pack")).encode()
    return write_archive(found)


def _set(name: str, value: object) -> Callable[[dict[str, object]], object]:
    def change(plain: dict[str, object]) -> None:
        plain[name] = value

    return change


def _duplicate() -> bytes:
    files = whole(good_files(), KEY)
    listed = [(one, files[one]) for one in sorted(files)]
    return _quietly(lambda: zipped([*listed, ("clam.yaml", b"other")]))


def _quietly(make: Callable[[], bytes]) -> bytes:
    import warnings

    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        return make()


def _link(mode: int) -> bytes:
    files = whole({**good_files(), "zlink.yaml": b"/etc/passwd"}, KEY)
    listed: list[Entry] = [(one, files[one]) for one in sorted(files) if one != "zlink.yaml"]
    return zipped([*listed, (entry("zlink.yaml", mode | 0o777), b"/etc/passwd")])


def _bomb(size: int) -> bytes:
    files = whole({**good_files(), "boom.yaml": b" " * size}, KEY)
    return zipped([(one, files[one]) for one in sorted(files)], compression=ZIP_DEFLATED)


def _lying_size() -> bytes:
    """Return a pack whose directory names a huge size for a small file."""
    content = bytearray(_bomb(4_000))
    at = content.rfind(b"boom.yaml") - 46 + 24
    content[at : at + 4] = struct.pack("<I", 2**31)
    return bytes(content)


def _says_it_is_huge() -> bytes:
    """Return a stored pack whose directory names a huge size for a small file."""
    content = bytearray(good())
    at = content.rfind(b"clam.yaml") - 46 + 24
    content[at : at + 4] = struct.pack("<I", 2**31)
    return bytes(content)


def _nested() -> bytes:
    inner = zipped([("a.yaml", b" " * 10_000)], compression=ZIP_DEFLATED)
    return with_name("inner.zip", inner)


def _many(count: int) -> bytes:
    return zipped([(f"a{number}.yaml", b"") for number in range(count)])


def _swapped_signature() -> bytes:
    files = whole(good_files(), KEY)
    files[SIGNATURE] = write_signature(sign(b"something else", KEY, "pack")).encode()
    return write_archive(files)


def _other_signer() -> bytes:
    files = whole(good_files(), KEY)
    files[SIGNATURE] = write_signature(sign(files[MANIFEST], OTHER_KEY, "pack")).encode()
    return write_archive(files)


def _same_id_other_key() -> bytes:
    liar = make_key(KEY.public.id + b"e" * 32)
    files = whole(good_files(), KEY)
    files[SIGNATURE] = write_signature(sign(files[MANIFEST], liar, "pack")).encode()
    return write_archive(files)


def _other_comment() -> bytes:
    files = whole(good_files(), KEY)
    files[SIGNATURE] = files[SIGNATURE].replace(b"comment: pack", b"comment: best")
    return write_archive(files)


def _without(name: str, key: SecretKey | None = KEY) -> bytes:
    files = whole(good_files(), key)
    del files[name]
    return write_archive(files)


def _signature_added() -> bytes:
    files = whole(good_files())
    files[SIGNATURE] = write_signature(sign(files[MANIFEST], KEY, "pack")).encode()
    return write_archive(files)


def _replaced(name: str, content: bytes) -> bytes:
    files = whole(good_files(), KEY)
    files[name] = content
    return write_archive(files)


def _extra_field() -> bytes:
    files = whole(good_files(), KEY)
    listed: list[Entry] = []
    for name in sorted(files):
        info = entry(name)
        info.extra = struct.pack("<HH", 0x7075, 4) + b"evil"
        listed.append((info, files[name]))
    return zipped(listed)


def _locked() -> bytes:
    content = bytearray(good())
    at = content.rfind(b"PK\x01\x02")
    content[at + 8] |= 1
    return bytes(content)


def _png(width: int, height: int) -> bytes:
    head = struct.pack(">IIBBBBB", width, height, 8, 6, 0, 0, 0)
    chunk = b"IHDR" + head
    return (
        b"\x89PNG\r\n\x1a\n" + struct.pack(">I", 13) + chunk + struct.pack(">I", zlib.crc32(chunk))
    )


def _aliases() -> bytes:
    lines = ["a: &a [x, x, x, x, x, x, x, x, x]"]
    lines += [f"{two}: &{two} [{', '.join([f'*{one}'] * 9)}]" for one, two in
              zip("abcdefgh", "bcdefghi", strict=True)]  # fmt: skip
    return "\n".join(lines).encode()


def _flat(sign_it: SecretKey | None = KEY) -> bytes:
    files = {name: text for name, text in good_files().items() if name != "pack.yaml"}
    return write_archive(whole(files, sign_it))


SVG = b"<svg xmlns='http://www.w3.org/2000/svg'><script>alert(1)</script></svg>"
LIMITS = "  - {exercise: clam, limits: {acceptable_up_to: 9}}"

HOSTILE: dict[str, tuple[Callable[[], bytes], str]] = {
    "empty": (lambda: b"", "is empty"),
    "no_zip": (lambda: b"<html>not found</html>", "no pack at all"),
    "cut_off": (lambda: good()[:-40], "damaged"),
    "half": (lambda: good()[: len(good()) // 2], "damaged"),
    "too_large": (lambda: b"PK" + bytes(30_000_000), "larger than packs are"),
    "climbs_out": (lambda: with_name("../evil.yaml"), "outside of its folder"),
    "climbs_out_deep": (lambda: with_name("programmes/../../evil.yaml"), "outside of its folder"),
    "climbs_by_backslash": (lambda: with_name("..\\evil.yaml"), "outside of its folder"),
    "backslash": (lambda: with_name("programmes\\evil.yaml"), "backslash"),
    "absolute": (lambda: with_name("/etc/cron.d/evil.yaml"), "place of its own choice"),
    "drive": (lambda: with_name("C:evil.yaml"), "place of its own choice"),
    "network_share": (lambda: with_name("\\\\host\\evil.yaml"), "place of its own choice"),
    "link": (lambda: _link(stat.S_IFLNK), "links lead elsewhere"),
    "device": (lambda: _link(stat.S_IFCHR), "no file"),
    "pipe": (lambda: _link(stat.S_IFIFO), "no file"),
    "bomb": (lambda: _bomb(40_000_000), "would swell"),
    "compressed": (lambda: zipped([*_listed()], compression=ZIP_DEFLATED), "is compressed"),
    "lying_size": (_lying_size, "would swell"),
    "says_it_is_huge": (_says_it_is_huge, "more than"),
    "nested": (_nested, "archive inside"),
    "nested_pack": (lambda: with_name("inner.kneepack", good()), "archive inside"),
    "ten_thousand_files": (lambda: _many(10_000), "holds 10000 files"),
    "one_too_many": (lambda: _many(503), "holds 503 texts"),
    "same_name_twice": (_duplicate, "two files of the name"),
    "case_clash": (lambda: with_name("Clam.yaml"), "differ in capitals"),
    "huge_picture": (lambda: with_name("knee.png", _png(60_000, 60_000)), "a picture"),
    "fake_picture": (lambda: with_name("knee.jpg", b"MZ\x90"), "a picture"),
    "fake_sound": (lambda: with_name("cue.wav", b"RIFF\xff\xff\xff\xffWAVE"), "a sound"),
    "picture_as_exercise": (lambda: with_content("knee.yaml", _png(9, 9)), "not UTF-8"),
    "svg_with_script": (lambda: with_name("knee.svg", SVG), "script"),
    "html": (lambda: with_name("knee.html", b"<script>1</script>"), "script"),
    "script_as_exercise": (lambda: with_content("knee.yaml", SVG), "mistake in the pack"),
    "program": (lambda: with_name("setup.py", b"import os"), "a program"),
    "desktop_file": (lambda: with_name("x.desktop", b"Exec=rm"), "a program"),
    "hidden_file": (lambda: with_name(".bashrc", b"x"), "no use for"),
    "deep_folder": (lambda: with_name("a/b/c/d.yaml"), "no use for"),
    "empty_folder": (lambda: with_name("programmes/", b""), "empty folder"),
    "windows_device": (lambda: with_name("con.yaml"), "Windows keeps"),
    "name_with_control": (lambda: with_name("cl\x07am.yaml"), "invisible or direction"),
    "name_turned_round": (lambda: with_name("clam\u202elmay.yaml"), "invisible or direction"),
    "name_with_zero_width": (lambda: with_name("cl\u200bam.yaml"), "invisible or direction"),
    "look_alike_name": (lambda: with_name("cl\u0430m.yaml"), "no use for"),
    "name_too_long": (lambda: with_name("a" * 300 + ".yaml"), "no use for"),
    "yaml_bomb": (lambda: with_content("boom.yaml", _aliases()), "mistake in the pack"),
    "broken_programme": (
        lambda: with_content("programmes/boom.yaml", b"["),
        "mistake in the pack",
    ),
    "deep_yaml": (lambda: with_content("deep.yaml", b"[" * 5000), "mistake in the pack"),
    "huge_yaml": (lambda: with_content("huge.yaml", b"a: " + b"x" * 300_000), "larger than 256"),
    "yaml_tag": (lambda: with_text("clam.yaml", "Clam", "!!python/object/apply:os.system [ls]"),
                 "mistake in the pack"),
    "turned_text": (lambda: with_text("clam.yaml", "Wakes the hip", "a\u202eb"), "invisible"),
    "terminal_escape": (lambda: with_text("pack.yaml", "My pack", "\x1b[2J"), "invisible"),
    "looser_limit": (lambda: with_text("programmes/starter.yaml", "  - clam", LIMITS),
                     "looser than the rules"),
    "unknown_exercise": (lambda: with_text("programmes/starter.yaml", "- clam", "- clamm"),
                         "no exercise"),
    "no_pack_file": (_flat, "no pack.yaml"),
    "no_manifest": (lambda: _without(MANIFEST), "no list of files"),
    "lists_too_much": (lambda: _without("clam.yaml"), "not in it"),
    "slipped_in": (lambda: _replaced("extra.yaml", EXERCISE.encode()), "slipped into"),
    "changed_later": (lambda: _replaced("clam.yaml", b"x"), "changed after"),
    "lies_about_id": (lambda: write_archive(whole(good_files(), KEY, pack_id="other")),
                      "calls itself"),
    "lies_about_version": (lambda: write_archive(whole(good_files(), KEY, version="9.9.9")),
                           "calls itself"),
    "newer_format": (lambda: with_manifest(_set("format", "kneecoach-kneepack/3")), "newer kind"),
    "newer_exercise": (lambda: with_text("clam.yaml", "exercise/1", "exercise/2"),
                       "cannot read"),
    "other_format": (lambda: with_manifest(_set("format", "tarball")), "not written as"),
    "more_fields": (lambda: with_manifest(_set("run", "rm -rf /")), "not written as"),
    "manifest_is_list": (lambda: with_manifest(lambda plain: [plain]), "not written as"),
    "manifest_wrong_types": (lambda: with_manifest(_set("files", {"clam.yaml": 3})),
                             "not written as"),
    "manifest_no_json": (lambda: _replaced(MANIFEST, b"{"), "not written as"),
    "manifest_deep": (lambda: _replaced(MANIFEST, b"[" * 200_000), "not written as"),
    "manifest_huge": (lambda: _replaced(MANIFEST, b" " * 300_000), "larger than such"),
    "manifest_in_other_words": (
        lambda: signed_anew(
            whole(good_files(), KEY), json.dumps(json.loads(_manifest())).encode()
        ),
        "not written as",
    ),
    "key_is_none": (lambda: with_manifest(_set("signed_by", "RWabc")), "a key that is none"),
    "signature_of_other_bytes": (_swapped_signature, "does not fit"),
    "signature_of_other_key": (_other_signer, "does not fit"),
    "signature_with_same_key_id": (_same_id_other_key, "does not fit"),
    "other_trusted_comment": (_other_comment, "does not fit"),
    "signature_is_none": (lambda: _replaced(SIGNATURE, b"hello"), "minisign's format"),
    "signature_not_text": (lambda: _replaced(SIGNATURE, b"\xff\xfe"), "minisign's format"),
    "signature_gone": (lambda: _without(SIGNATURE), "signature is gone"),
    "signature_of_nobody": (_signature_added, "does not say by which key"),
    "bytes_before": (lambda: b"#!/bin/sh\n" + good(), "not put together"),
    "bytes_after": (lambda: good() + b"evil", "not put together"),
    "zip_comment": (lambda: commented(good()), "not put together"),
    "extra_field": (_extra_field, "not put together"),
    "other_order": (lambda: zipped(list(reversed(_listed()))), "not put together"),
    "password": (_locked, "locked with a password"),
    "takes_the_built_in_id": (
        lambda: write_archive(
            whole(
                {**good_files(), "pack.yaml": changed(PACK, "id: mine", "id: kneecoach").encode()},
                KEY,
                pack_id="kneecoach",
            )
        ),
        "built-in one",
    ),
}  # fmt: skip


def _listed() -> list[Entry]:
    files = whole(good_files(), KEY)
    return [(one, files[one]) for one in sorted(files)]


def _manifest() -> bytes:
    return whole(good_files(), KEY)[MANIFEST]


def commented(content: bytes) -> bytes:
    stream = BytesIO(content)
    with ZipFile(stream, "a") as archive:
        archive.comment = b"evil"
    return stream.getvalue()
