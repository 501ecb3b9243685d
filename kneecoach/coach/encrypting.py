"""Turn encryption at rest on and off, and go on with what was cut off.

The order is what makes it safe: the vault is there before anything is encrypted with its key, and
goes when nothing is. While the vault says that a change is under way, the next unlocking goes on.
"""

from __future__ import annotations

from kneecoach.clock import SystemClock
from kneecoach.coach.private_files import convert_others
from kneecoach.history.backups import is_sound
from kneecoach.history.converting import (
    Told,
    decrypt_all,
    encrypt_all,
    is_any_encrypted,
    is_left_to_encrypt,
    remove_copies,
)
from kneecoach.model.errors import KneecoachError
from kneecoach.paths import Paths, cannot_write, make_folders
from kneecoach.vault.keys import key_of
from kneecoach.vault.opening import begin, end, note_state, read_state
from kneecoach.vault.standing import Conversion, is_encrypted
from kneecoach.vault.wrapping import USUAL_COST, Cost

HONEST_ABOUT_DISKS = (
    "What was there before was written over, but an SSD, a snapshot or a copy made by another"
    " program may still hold it."
)


def turn_on(
    paths: Paths,
    passphrase: str,
    *,
    cost: Cost = USUAL_COST,
    keeps_copies: bool = True,
    told: Told | None = None,
) -> None:
    """Encrypt the history, its copies and what lies beside them; it is unlocked afterwards.

    No connection to the history may be open in this process. Cut off, it goes on when the history
    is next unlocked; where nothing could be encrypted, all is as it was.

    Args:
        paths: Where everything is.
        passphrase: What opens it from now on.
        cost: The work of one try at the passphrase.
        keeps_copies: Encrypt the copies too, rather than remove them.
        told: Is told how far it is.

    Raises:
        KneecoachError: The passphrase is too short, the history is damaged or in use by another
            program, or a file cannot be written.
    """
    make_folders(paths)
    if paths.database.exists() and not is_encrypted(paths.data):
        _refuse_damaged(paths)
    begin(paths.data, passphrase, cost=cost)
    try:
        _encrypt(paths, keeps_copies=keeps_copies, told=told)
    except KneecoachError:
        if not is_any_encrypted(paths.data):
            end(paths.data)
        raise


def turn_off(paths: Paths, *, told: Told | None = None) -> None:
    """Make everything plain again, and forget the passphrase; cut off, it goes on as above.

    Raises:
        Locked: It is not unlocked.
        KneecoachError: The history is damaged or in use by another program, or a file cannot be
            written.
    """
    key_of(paths.data)
    if paths.database.exists():
        _refuse_damaged(paths)
    note_state(paths.data, Conversion.DECRYPTING)
    _decrypt(paths, told)


def carry_on(paths: Paths) -> bool:
    """Go on with a change that was cut off, and encrypt what came in plain; mostly that is nothing.

    Call it after each unlocking, before the history is opened.

    Returns:
        Whether everything is encrypted; no when encryption was just turned off to the end.

    Raises:
        KneecoachError: A file cannot be read or written, or another program is using it.
    """
    match read_state(paths.data):
        case Conversion.DECRYPTING:
            _decrypt(paths, None)
            return False
        case Conversion.ENCRYPTING:
            _encrypt(paths, keeps_copies=True, told=None)
        case Conversion.ENCRYPTED:
            if is_left_to_encrypt(paths.data):
                encrypt_all(paths.data)
            convert_others(paths, encrypted=True)
    return True


def _encrypt(paths: Paths, *, keeps_copies: bool, told: Told | None) -> None:
    if not keeps_copies:
        try:
            remove_copies(paths.data)
        except OSError as error:
            raise cannot_write(paths.backups, error) from error
    encrypt_all(paths.data, told)
    convert_others(paths, encrypted=True)
    note_state(paths.data, Conversion.ENCRYPTED)


def _decrypt(paths: Paths, told: Told | None) -> None:
    decrypt_all(paths.data, SystemClock(), told)
    convert_others(paths, encrypted=False)
    try:
        end(paths.data)
    except OSError as error:
        raise cannot_write(paths.data, error) from error


def _refuse_damaged(paths: Paths) -> None:
    if not is_sound(paths.database):
        raise KneecoachError(
            "The history is damaged, so its encryption was left as it is.",
            "Mend it first: kneecoach doctor --repair, or in the window.",
        )
