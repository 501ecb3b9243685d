"""Encrypt the history, change what opens it, and make it plain again, from the command line."""

from __future__ import annotations

import os
from pathlib import Path

import click

from kneecoach.cli.encrypt_commands import FILE_VARIABLE
from kneecoach.cli.unlocking import (
    ask_hidden,
    is_terminal,
    read_passphrase,
    said_in_file,
)
from kneecoach.coach.encrypting import HONEST_ABOUT_DISKS
from kneecoach.coach.encrypting import turn_off as make_plain
from kneecoach.coach.encrypting import turn_on as encrypt
from kneecoach.coach.remembering import forget, is_remembered
from kneecoach.model.errors import KneecoachError, UsageError
from kneecoach.paths import Paths, find_paths
from kneecoach.vault import opening
from kneecoach.vault.keys import key_of
from kneecoach.vault.standing import Conversion, is_encrypted
from kneecoach.vault.wrapping import refuse_weak


def tell_status() -> int:
    """Print whether the history is encrypted, and what opens it."""
    paths = find_paths(os.environ)
    if not is_encrypted(paths.data):
        click.echo("The history is not encrypted. Your account alone may read its files.")
        return 0
    state = opening.read_state(paths.data)
    words = {
        Conversion.ENCRYPTING: "is being encrypted; that goes on when it is next unlocked",
        Conversion.ENCRYPTED: "is encrypted",
        Conversion.DECRYPTING: "is being made plain; that goes on when it is next unlocked",
    }
    click.echo(f"The history {words[state]}.")
    opens = ["the passphrase"]
    if opening.has_code(paths.data):
        opens.append("the recovery code")
    if is_remembered(paths):
        opens.append("the keyring of this computer")
    click.echo(f"It is opened by {' or '.join(opens)}.")
    return 0


def turn_on(*, keeps_copies: bool, with_code: bool) -> int:
    """Encrypt the history and its copies, and print the recovery code."""
    paths = find_paths(os.environ)
    if is_encrypted(paths.data):
        raise KneecoachError(
            "The history is encrypted already.",
            "kneecoach encrypt change-passphrase gives it another passphrase.",
        )
    passphrase = _new_passphrase(None)
    encrypt(paths, passphrase, keeps_copies=keeps_copies)
    click.echo("The history is encrypted now, and so is every copy that is kept here.")
    click.echo(HONEST_ABOUT_DISKS)
    click.echo("Copies and exports that you made elsewhere are as they were.")
    if with_code:
        _tell_code(opening.renew_code(paths.data))
    else:
        click.echo("Whoever forgets the passphrase loses the history.")
    return 0


def turn_off() -> int:
    """Make the history and its copies plain again."""
    paths = _encrypted_paths()
    key_of(paths.data)
    _forget_keyring(paths)
    make_plain(paths)
    click.echo("The history is not encrypted any more. Your account alone may read its files.")
    return 0


def change_passphrase(new_file: Path | None, *, with_code: bool) -> int:
    """Let another passphrase open the history."""
    paths = _encrypted_paths()
    if with_code:
        opening.unlock_with_code(paths.data, _ask("Recovery code"))
    else:
        said = said_in_file()
        opening.unlock(paths.data, _ask("Passphrase until now") if said is None else said)
    opening.set_passphrase(paths.data, _new_passphrase(new_file))
    click.echo("The new passphrase opens the history from now on.")
    click.echo("Copies of vault.json that you made elsewhere still open with the old one.")
    return 0


def renew_code() -> int:
    """Print a new recovery code."""
    paths = _encrypted_paths()
    key_of(paths.data)
    _tell_code(opening.renew_code(paths.data))
    return 0


def _encrypted_paths() -> Paths:
    paths = find_paths(os.environ)
    if not is_encrypted(paths.data):
        raise KneecoachError("The history is not encrypted.", "kneecoach encrypt on encrypts it.")
    return paths


def _new_passphrase(file: Path | None) -> str:
    """Return what is to open the history from now on: from a file, or typed twice."""
    if file is not None:
        said: str | None = read_passphrase(file)
    else:
        said = said_in_file() if not is_encrypted(find_paths(os.environ).data) else None
    if said is None:
        said = _ask("New passphrase", twice=True)
    refuse_weak(said)
    return said


def _ask(question: str, *, twice: bool = False) -> str:
    if not is_terminal():
        raise UsageError(
            "A passphrase is needed, and nobody can be asked here.",
            f"Name a file with it on line one: --passphrase-file, or {FILE_VARIABLE}.",
        )
    return ask_hidden(question, twice=twice)


def _tell_code(code: str) -> None:
    click.echo("Recovery code, which opens the history when the passphrase is forgotten:")
    click.echo(f"\n    {code}\n")
    click.echo("Write it on paper and keep it away from this computer. An older code is worthless.")


def _forget_keyring(paths: Paths) -> None:
    if is_remembered(paths):
        try:
            forget(paths)
        except KneecoachError as error:
            click.echo(str(error), err=True)
