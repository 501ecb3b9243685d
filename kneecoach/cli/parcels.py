"""Build, verify, install, list and remove pack files, and make the keys for them."""

from __future__ import annotations

import os
from pathlib import Path

import click

from kneecoach.cli.printing import print_json
from kneecoach.clock import SystemClock
from kneecoach.coach.opening import pack_folders
from kneecoach.model.errors import KneecoachError, UsageError
from kneecoach.packs.parcel.index import read_index
from kneecoach.packs.parcel.install import Offer, install, make_offer, remove
from kneecoach.packs.parcel.keys import (
    SecretKey,
    is_locked,
    read_key_file,
    read_secret_key,
    sign,
)
from kneecoach.packs.parcel.minisign import write_signature
from kneecoach.packs.parcel.parcel import ENDING, Parcel, build_parcel, open_parcel
from kneecoach.packs.parcel.refusal import ParcelError
from kneecoach.paths import find_paths, make_folders
from kneecoach.saving import save_file
from kneecoach.ui.words.packs import (
    change_lines,
    content_lines,
    offer_words,
    signature_words,
    trust_words,
)

SIGNATURE_ENDING = ".minisig"


def build_pack(folder: Path, output: Path, key: Path | None) -> int:
    """Write a folder's pack into a file, and with a key a signature of that file beside it."""
    if output.suffix != ENDING:
        raise UsageError(f"A pack file ends in {ENDING}.", f"Write -o {output.stem}{ENDING}.")
    secret = _unlock(key) if key is not None else None
    try:
        content = build_parcel(folder, pack_folders(find_paths(os.environ)), secret)
    except ParcelError as error:
        return _list_problems(error)
    save_file(output, content)
    click.echo(f"{output}: {len(content) / 1024:.0f} kB")
    if secret is None:
        click.echo("It is not signed; --sign KEY does that, and packs keygen makes a key.")
        return 0
    beside = output.with_name(output.name + SIGNATURE_ENDING)
    signature = write_signature(sign(content, secret, f"file:{output.name}"))
    save_file(beside, signature.encode())
    click.echo(f"Signed; the fingerprint is {secret.public.fingerprint}.")
    click.echo(f"To check it elsewhere: minisign -Vm {output} -P {secret.public.text}")
    return 0


def verify_pack(file: Path, *, as_json: bool) -> int:
    """Say what is in a pack file and whose it is."""
    paths = find_paths(os.environ)
    try:
        parcel = open_parcel(file, pack_folders(paths))
    except ParcelError as error:
        return _list_problems(error)
    if as_json:
        print_json(_plain(parcel))
        return 0
    pack = parcel.pack
    click.echo(f"{pack.name} {pack.version} by {pack.author}")
    click.echo(f"Review: {pack.review}")
    if parcel.signed_by is None:
        click.echo("Not signed.")
    else:
        click.echo(f"Signed; the fingerprint is {parcel.signed_by.fingerprint}.")
    for programme in parcel.catalogue.programmes:
        click.echo(f"Programme {programme.id}: {programme.name}")
    click.echo(f"{len(parcel.catalogue.exercises)} exercises. Nothing in it is refused.")
    for doubt in parcel.doubts:
        click.echo(str(doubt))
    return 0


def install_pack(file: Path, *, yes: bool, other_key: bool) -> int:
    """Install a pack file after showing what it is and what it changes."""
    paths = find_paths(os.environ)
    make_folders(paths)
    folders = pack_folders(paths)
    try:
        parcel = open_parcel(file, folders)
    except ParcelError as error:
        return _list_problems(error)
    offer = make_offer(parcel, paths.packs, folders)
    click.echo(f"{parcel.pack.name}. {offer_words(offer)}")
    for line in content_lines(offer) if offer.installed is None else ():
        click.echo(line)
    click.echo(trust_words(offer))
    if offer.installed is not None:
        for line in change_lines(offer.changes):
            click.echo(f"  {line}")
    if not _is_wanted(offer, yes=yes, other_key=other_key):
        click.echo("Nothing was installed.", err=True)
        return 1
    install(offer, paths.packs, SystemClock().now())
    click.echo("Installed. Choose its programme in the window under Programme.")
    return 0


def list_packs(*, as_json: bool) -> int:
    """Print the installed packs."""
    packs = read_index(find_paths(os.environ).packs).packs
    if as_json:
        print_json(
            [
                {
                    "id": one.id,
                    "name": one.name,
                    "version": one.version,
                    "author": one.author,
                    "fingerprint": one.signed_by.fingerprint if one.signed_by else None,
                    "installed": one.at.isoformat(),
                }
                for one in packs
            ]
        )
        return 0
    for one in packs:
        click.echo(f"{one.id}: {one.name} {one.version} by {one.author}, {signature_words(one)}")
    if not packs:
        click.echo("No packs are installed; the built-in exercises are always there.")
    return 0


def remove_pack(pack_id: str) -> int:
    """Remove an installed pack."""
    found = remove(pack_id, find_paths(os.environ).packs)
    click.echo(f"{found.name} {found.version} was removed. What you did with it is kept.")
    return 0


def make_keys(output: Path | None, *, no_password: bool) -> int:
    """Make a pair of keys to sign with, and one to open reports with."""
    from kneecoach.reports.author_keys import (
        make_author_keys,
        other_files,
        refuse_existing,
        secret_file_of,
    )

    secret_file = output or secret_file_of(find_paths(os.environ))
    refuse_existing(secret_file)
    others = other_files(secret_file)
    key, identity = make_author_keys(secret_file, "" if no_password else _ask_new_password())
    click.echo(f"{secret_file}: your secret key. Whoever has it can sign in your name.")
    click.echo(f"{others[0]}: your public key; its fingerprint is {key.public.fingerprint}.")
    click.echo(f"{others[1]}: opens the reports that are locked to you; keep a copy safe.")
    click.echo("Write this line into your pack.yaml to have reports locked to you:")
    click.echo(f"reports_to: {identity.recipient}")
    return 0


def _ask_new_password() -> str:
    password: str = click.prompt(
        "A password for the key (nothing for none)",
        default="",
        show_default=False,
        hide_input=True,
        confirmation_prompt="Once more",
    )
    return password


def _unlock(path: Path) -> SecretKey:
    text = read_key_file(path)
    if not is_locked(text):
        return read_secret_key(text)
    password: str = click.prompt("Password of the key", hide_input=True, err=True)
    return read_secret_key(text, password)


def _is_wanted(offer: Offer, *, yes: bool, other_key: bool) -> bool:
    if offer.trust.is_alarming and not other_key:
        if yes:
            way_out = "Ask the author; if it is theirs, add --other-key."
            raise KneecoachError("The signature is not the one that you know.", way_out)
        return click.confirm("Did you ask, and is it really theirs?", default=False)
    return yes or click.confirm("Install it?", default=True)


def _list_problems(error: ParcelError) -> int:
    """Print every mistake in a pack as `packs check` does; raise anything else as it is."""
    if not error.problems:
        raise error
    for one in error.problems:
        click.echo(str(one))
    click.echo(f"{len(error.problems)} to mend; nothing was written.", err=True)
    return 1


def _plain(parcel: Parcel) -> dict[str, object]:
    return {
        "id": parcel.pack.id,
        "name": parcel.pack.name,
        "version": parcel.pack.version,
        "author": parcel.pack.author,
        "fingerprint": parcel.signed_by.fingerprint if parcel.signed_by else None,
        "key": parcel.signed_by.text if parcel.signed_by else None,
        "programmes": [one.id for one in parcel.catalogue.programmes],
        "exercises": [one.id for one in parcel.catalogue.exercises],
        "doubts": [one.as_plain() for one in parcel.doubts],
    }
