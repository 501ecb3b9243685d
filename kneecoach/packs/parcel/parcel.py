"""Make a pack file from a folder, and open one that a stranger may have made."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping, Sequence
from pathlib import Path

from kneecoach.model.programme import Catalogue, Pack
from kneecoach.packs.build import make_pack
from kneecoach.packs.catalogue import check_paths
from kneecoach.packs.education import resolve_cards
from kneecoach.packs.folder import EDUCATION, PACK_FILE, PROGRAMMES, list_pack
from kneecoach.packs.format_parts import Format
from kneecoach.packs.media_check import check_media, media_names, reading_out_of
from kneecoach.packs.pack_draft import PackDraft
from kneecoach.packs.parcel.archive import read_archive, read_file, write_archive
from kneecoach.packs.parcel.beside import read_beside
from kneecoach.packs.parcel.keys import SecretKey, sign
from kneecoach.packs.parcel.manifest import (
    Manifest,
    hashes_of,
    read_manifest,
    refuse_lies,
    write_manifest,
)
from kneecoach.packs.parcel.minisign import (
    PublicKey,
    SignatureError,
    is_signed_by,
    read_signature,
    write_signature,
)
from kneecoach.packs.parcel.names import MANIFEST, SIGNATURE, is_media, shown
from kneecoach.packs.parcel.refusal import ParcelError
from kneecoach.packs.problem import Problem, Severity
from kneecoach.packs.reader import read_draft
from kneecoach.packs.references import resolve
from kneecoach.packs.uncollected import uncollected
from kneecoach.values import dataclass

ENDING = ".kneepack"
BUILT_IN_ID = "kneecoach"
"""The pack that is shipped; nobody else's may take its name."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Parcel:
    """A pack file that was opened, checked and found fit for use.

    Attributes:
        pack: What the pack says of itself.
        catalogue: Its exercises and programmes.
        files: Its files by name, without manifest and signature.
        signed_by: The key that signed it; None when it is not signed.
        digest: SHA-256 of the manifest: the same for the same content and key.
        doubts: What is probably not meant; nothing that has to be mended.
    """

    pack: Pack
    catalogue: Catalogue
    files: tuple[tuple[str, bytes], ...]
    signed_by: PublicKey | None
    digest: str
    doubts: tuple[Problem, ...] = ()


def open_parcel(path: Path, beside: Sequence[Path]) -> Parcel:
    """Return what a pack file holds; nothing is written.

    Args:
        path: The file.
        beside: Folders of packs whose exercises it may name.

    Raises:
        ParcelError: It is refused; says why.
    """
    return read_parcel(read_file(path), Path(path.name), beside)


def read_parcel(content: bytes, name: Path, beside: Sequence[Path]) -> Parcel:
    """Return what the bytes of a pack file hold; `name` is what its problems call it.

    Raises:
        ParcelError: It is refused; says why.
    """
    with uncollected():
        return _read_parcel(content, name, beside)


def _read_parcel(content: bytes, name: Path, beside: Sequence[Path]) -> Parcel:
    files = read_archive(content)
    if MANIFEST not in files:
        raise ParcelError("There is no list of files in the pack, so it cannot be checked.")
    manifest = read_manifest(files[MANIFEST])
    _refuse_signature(manifest, files)
    refuse_lies(manifest, files)
    draft = draft_of(files, name)
    around = read_beside(beside, draft)
    others = [one for one in around.drafts if one.pack_id != manifest.pack_id]
    catalogue = resolve([*others, draft])
    own = {one.file.stem for one in draft.programmes}
    resolve_cards(draft, own | around.programmes)
    _check_media(draft, files)
    problems = _problems(draft)
    _refuse_problems(problems)
    pack = _pack_of(draft)
    _refuse_other_pack(pack, manifest)
    return Parcel(
        pack=pack,
        catalogue=Catalogue(
            packs=(pack,),
            exercises=tuple(one for one in catalogue.exercises if one.pack_id == pack.id),
            programmes=tuple(one for one in catalogue.programmes if one.pack_id == pack.id),
        ),
        files=tuple((one, files[one]) for one, _ in manifest.hashes),
        signed_by=manifest.signed_by,
        digest=hashlib.sha256(files[MANIFEST]).hexdigest(),
        doubts=problems,
    )


def build_parcel(folder: Path, beside: Sequence[Path], key: SecretKey | None) -> bytes:
    """Return a folder's pack as a pack file, the same bytes every time; signed with a key.

    Raises:
        ParcelError: Something in the folder has to be mended first; carries all problems.
    """
    _refuse_problems(check_paths([folder], beside))
    listed = list_pack(folder)
    paths = [*([listed.pack] if listed.pack else []), *listed.exercises]
    files = {path.name: _read(path) for path in paths}
    for below, held in ((PROGRAMMES, listed.programmes), (EDUCATION, listed.education)):
        files |= {f"{below}/{path.name}": _read(path) for path in held}
    draft = draft_of(files, folder)
    files |= {name: _read(folder / name) for name in media_names(draft)}
    pack = _pack_of(draft)
    manifest = write_manifest(
        Manifest(
            pack_id=pack.id,
            version=pack.version,
            signed_by=key.public if key else None,
            hashes=hashes_of(files),
        )
    )
    files[MANIFEST] = manifest
    if key is not None:
        comment = f"pack {pack.id} version {pack.version}"
        files[SIGNATURE] = write_signature(sign(manifest, key, comment)).encode()
    content = write_archive(files)
    read_parcel(content, folder, beside)
    return content


def _refuse_signature(manifest: Manifest, files: Mapping[str, bytes]) -> None:
    key, written = manifest.signed_by, files.get(SIGNATURE)
    if key is None and written is None:
        return
    if key is None:
        raise ParcelError("The pack has a signature and does not say by which key.")
    if written is None:
        raise ParcelError("The pack says that it is signed, and its signature is gone.")
    try:
        signature = read_signature(written.decode("ascii"))
    except (SignatureError, ValueError) as error:
        raise ParcelError("The signature of the pack is not in minisign's format.") from error
    if not is_signed_by(files[MANIFEST], signature, key):
        raise ParcelError("The signature does not fit the pack: it was changed, or is another's.")


def draft_of(files: Mapping[str, bytes], place: Path) -> PackDraft:
    """Return what the files say, without any of them being written."""
    draft = PackDraft(folder=place, pack=None, exercises=[], programmes=[])
    for name, content in sorted(files.items()):
        file = place / name
        if name == PACK_FILE:
            draft.pack = read_draft(file, Format.PACK, content)
        elif name.startswith(f"{PROGRAMMES}/"):
            draft.programmes.append(read_draft(file, Format.PROGRAMME, content))
        elif name.startswith(f"{EDUCATION}/"):
            draft.education.append(read_draft(file, Format.EDUCATION, content))
        elif name not in {MANIFEST, SIGNATURE} and not is_media(name):
            draft.exercises.append(read_draft(file, Format.EXERCISE, content))
    return draft


def _check_media(draft: PackDraft, files: Mapping[str, bytes]) -> None:
    """Look into recordings and pictures, and refuse those that no exercise names."""
    named = media_names(draft)
    for name in sorted(files):
        if is_media(name) and name not in named:
            raise ParcelError(f"The pack holds a file that no exercise names: {shown(name)}.")
    check_media(draft.exercises, reading_out_of(files))


def _problems(draft: PackDraft) -> tuple[Problem, ...]:
    return tuple(one for each in draft.drafts for one in each.problems)


def _pack_of(draft: PackDraft) -> Pack:
    if draft.pack is None or draft.pack.found is None:
        raise ParcelError("There is no pack.yaml in the pack, in which it says who made it.")
    return make_pack(draft.pack.found)


def _refuse_problems(problems: tuple[Problem, ...]) -> None:
    errors = tuple(one for one in problems if one.severity is Severity.ERROR)
    if not errors:
        return
    others = f", and {len(errors) - 1} more" if len(errors) > 1 else ""
    raise ParcelError(
        f"There is a mistake in the pack{others}: {errors[0]}.",
        "Whoever made the pack has to mend it; nothing was installed.",
        errors,
    )


def _refuse_other_pack(pack: Pack, manifest: Manifest) -> None:
    if (pack.id, pack.version) != (manifest.pack_id, manifest.version):
        raise ParcelError(
            f"The file calls itself {manifest.pack_id} {manifest.version[:20]!a}, and the pack in "
            f"it {pack.id} {pack.version}."
        )
    if pack.id == BUILT_IN_ID:
        raise ParcelError(f"A pack cannot be called {BUILT_IN_ID}; that is the built-in one.")


def _read(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except OSError as error:
        why = (error.strerror or type(error).__name__).lower()
        raise ParcelError(f"{path} cannot be read ({why}).", "Mend it and build again.") from error
