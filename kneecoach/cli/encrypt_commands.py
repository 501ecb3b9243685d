"""Name the commands about encryption, and the option that says where the passphrase stands."""

from __future__ import annotations

import os
from pathlib import Path

import click

from kneecoach.vault.asking import ask_with, stop_asking

FILE_VARIABLE = "KNEECOACH_PASSPHRASE_FILE"
FILE = click.Path(path_type=Path, dir_okay=False)


def mean_passphrase(context: click.Context, _parameter: click.Parameter, file: Path | None) -> None:
    """Let a command take the passphrase from a file, and the next one again as before."""
    if file is None:
        return
    before = os.environ.get(FILE_VARIABLE)
    os.environ[FILE_VARIABLE] = str(file)
    context.call_on_close(_Restoring(before).restore)


PASSPHRASE_FILE = click.option(
    "--passphrase-file",
    type=FILE,
    expose_value=False,
    callback=mean_passphrase,
    help=f"Where the passphrase stands on line one; or set {FILE_VARIABLE}.",
)


def ask_when_needed(context: click.Context) -> None:
    """Let whatever first needs an encrypted history ask for its passphrase."""
    ask_with(_unlock)
    context.call_on_close(_stop)


def _unlock(data: Path) -> None:
    from kneecoach.cli.unlocking import unlock_here

    unlock_here(data)


def _stop() -> None:
    stop_asking(_unlock)


class _Restoring:
    """Put the environment back as it was."""

    def __init__(self, before: str | None) -> None:
        self._before = before

    def restore(self) -> None:
        if self._before is None:
            os.environ.pop(FILE_VARIABLE, None)
        else:
            os.environ[FILE_VARIABLE] = self._before


@click.group(invoke_without_command=True)
@click.pass_context
def encrypt(context: click.Context) -> int:
    """Say whether the history is encrypted on this computer, and change that."""
    if context.invoked_subcommand is not None:
        return 0
    from kneecoach.cli.encrypting import tell_status

    return tell_status()


@encrypt.command("status")
def encrypt_status() -> int:
    """Say whether the history is encrypted, and what opens it."""
    from kneecoach.cli.encrypting import tell_status

    return tell_status()


@encrypt.command("on")
@PASSPHRASE_FILE
@click.option("--remove-copies", is_flag=True, help="Remove the kept copies, not encrypt them.")
@click.option(
    "--recovery-code/--no-recovery-code",
    "with_code",
    default=True,
    help="Print a code that opens the history when the passphrase is forgotten.",
)
def encrypt_on(remove_copies: bool, with_code: bool) -> int:
    """Encrypt the history, its copies and what lies beside them, under a passphrase."""
    from kneecoach.cli.encrypting import turn_on

    return turn_on(keeps_copies=not remove_copies, with_code=with_code)


@encrypt.command("off")
@PASSPHRASE_FILE
def encrypt_off() -> int:
    """Make everything plain again, and forget the passphrase."""
    from kneecoach.cli.encrypting import turn_off

    return turn_off()


@encrypt.command("change-passphrase")
@PASSPHRASE_FILE
@click.option("--new-passphrase-file", "new_file", type=FILE, help="Where the new one stands.")
@click.option("--with-recovery-code", "with_code", is_flag=True, help="The old one is forgotten.")
def encrypt_change(new_file: Path | None, with_code: bool) -> int:
    """Let another passphrase open the history."""
    from kneecoach.cli.encrypting import change_passphrase

    return change_passphrase(new_file, with_code=with_code)


@encrypt.command("recovery-code")
@PASSPHRASE_FILE
def encrypt_code() -> int:
    """Print a new recovery code; an older one opens the history no more."""
    from kneecoach.cli.encrypting import renew_code

    return renew_code()
