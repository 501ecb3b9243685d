"""Ask for the passphrase of an encrypted history, when a command first needs it."""

from __future__ import annotations

import os
import sys
from pathlib import Path

import click

from kneecoach.cli.encrypt_commands import FILE_VARIABLE
from kneecoach.history.keys_of_files import locked
from kneecoach.model.errors import KneecoachError
from kneecoach.paths import find_paths
from kneecoach.vault.errors import WrongPassphrase
from kneecoach.vault.standing import VAULT_FILE

TRIES = 3

_LONGEST_FILE = 4096


def unlock_here(data: Path) -> None:
    """Unlock a data folder by the file that was named, by the keyring, or by asking on a terminal.

    Raises:
        KneecoachError: None of these opens it; says what does.
    """
    paths = find_paths(os.environ)
    if data.resolve() != paths.data.resolve():
        raise locked()
    _unlock(data)
    from kneecoach.coach.encrypting import carry_on

    carry_on(paths)


def _unlock(data: Path) -> None:
    from kneecoach.coach.remembering import is_remembered, unlock_as_remembered
    from kneecoach.vault.opening import unlock

    said = said_in_file()
    if said is not None:
        unlock(data, said)
        return
    paths = find_paths(os.environ)
    if is_remembered(paths) and unlock_as_remembered(paths):
        return
    if not is_terminal():
        raise locked()
    for tries_left in reversed(range(TRIES)):
        try:
            unlock(data, ask_hidden("Passphrase"))
        except WrongPassphrase as error:
            if not tries_left:
                raise
            click.echo(str(error), err=True)
        else:
            return


def unlock_copy_elsewhere(copy: Path) -> None:
    """Ask for the passphrase of a copy that lies beside a vault of its own, such as on a stick.

    Raises:
        KneecoachError: It is not opened by what was said, or nobody can be asked.
    """
    from kneecoach.vault.opening import is_key_at_hand, unlock_copy

    for vault in (vault_beside(copy), copy.parent / VAULT_FILE):
        if not vault.exists() or is_key_at_hand(vault):
            continue
        said = said_in_file()
        if said is None and not is_terminal():
            raise locked()
        unlock_copy(vault, ask_hidden("Passphrase of the copy") if said is None else said)
        return


def vault_beside(copy: Path) -> Path:
    """Return the file that holds the wrapped key of a copy that lies elsewhere."""
    return copy.with_name(f"{copy.name}.{VAULT_FILE}")


def said_in_file(variable: str = FILE_VARIABLE) -> str | None:
    """Return the passphrase in the file that a variable names; None when none is named.

    Raises:
        KneecoachError: The file cannot be read, or holds nothing.
    """
    name = os.environ.get(variable, "")
    return read_passphrase(Path(name)) if name else None


def read_passphrase(file: Path) -> str:
    """Return the first line of a file.

    Raises:
        KneecoachError: The file cannot be read, or holds nothing.
    """
    try:
        with file.open("rb") as opened:
            said = opened.read(_LONGEST_FILE).decode().splitlines()
    except (OSError, UnicodeDecodeError) as error:
        raise KneecoachError(
            f"The passphrase file {file} cannot be read.", "Name a text file with it on line one."
        ) from error
    if not said or not said[0]:
        raise KneecoachError(f"The passphrase file {file} is empty.", "Write it on line one.")
    return said[0]


def ask_hidden(question: str, *, twice: bool = False) -> str:
    """Ask for something that is not shown while it is typed."""
    said: str = click.prompt(
        question, hide_input=True, err=True, confirmation_prompt="Once more" if twice else False
    )
    return said


def is_terminal() -> bool:
    """Return whether somebody can be asked."""
    return sys.stdin is not None and sys.stdin.isatty()
