"""Say where the coach writes; every folder is readable by the person alone."""

from __future__ import annotations

import os
from collections.abc import Mapping
from pathlib import Path

from kneecoach.model.errors import KneecoachError
from kneecoach.values import dataclass

HOME_VARIABLE = "KNEECOACH_HOME"
PERSON_VARIABLE = "KNEECOACH_PERSON"
FIRST = "first"
"""What `KNEECOACH_PERSON` says for whoever came first."""

OWNER_ONLY_FOLDER = 0o700
OWNER_ONLY_FILE = 0o600

_APP_NAME = "kneecoach"
_ID_DIGITS = 32
_HEX_DIGITS = frozenset("0123456789abcdef")
_WAY_OUT = f"Set {HOME_VARIABLE} to a folder that can be written to, and start again."


@dataclass(frozen=True, slots=True, kw_only=True)
class Paths:
    """The folders that the coach writes in, and the files in them.

    Attributes:
        data: What the person did and felt, and packs they added.
        config: The settings.
        logs: What the program did; nothing about health.
        person: Whose the own files are: an id of 32 hexadecimal digits; empty for whoever came
            first.
    """

    data: Path
    config: Path
    logs: Path
    person: str = ""

    @property
    def database(self) -> Path:
        """Return the file of the history."""
        return self.data / "history.sqlite3"

    @property
    def backups(self) -> Path:
        """Return the folder of the history's copies."""
        return self.data / "backups"

    @property
    def packs(self) -> Path:
        """Return the folder of exercises and programmes that the person added."""
        return self.data / "packs"

    @property
    def reports(self) -> Path:
        """Return the folder of patients' reports."""
        return self.data / "reports"

    @property
    def drafts(self) -> Path:
        """Return the folder of packs that are being made."""
        return self.data / "drafts"

    @property
    def live(self) -> Path:
        """Return the folder of the marks of sessions that are under way."""
        return self.data / "live"

    @property
    def kept_days(self) -> Path:
        """Return the file of what Today will show."""
        return self.data / f"days{self._own}.kept"

    @property
    def kept_packs(self) -> Path:
        """Return the file of what was read from packs."""
        return self.data / "packs.kept"

    @property
    def settings(self) -> Path:
        """Return the file of the settings."""
        return self.config / f"settings{self._own}.json"

    @property
    def window(self) -> Path:
        """Return the file of where the window is on this computer's screen."""
        return self.config / "window.place"

    @property
    def own_settings(self) -> Path:
        """Return the file of what settings tell of a knee, where records are encrypted."""
        return self.data / f"choices{self._own}.sealed"

    @property
    def vault(self) -> Path:
        """Return the file that is there while the records are encrypted; see `vault/`."""
        return self.data / "vault.json"

    @property
    def remembered(self) -> Path:
        """Return the file that says that the key of encrypted records is in the keyring."""
        return self.data / "remembered"

    @property
    def break_memo(self) -> Path:
        """Return the file of what desk breaks remember from one start to the next."""
        return self.data / f"breaks{self._own}.json"

    @property
    def chosen(self) -> Path:
        """Return the file that says who is coached; none for whoever came first."""
        return self.data / "person"

    @property
    def sharing(self) -> Path:
        """Return the file of what this computer is called in a shared folder, and where that is."""
        return self.data / "sharing.json"

    @property
    def sharing_keys(self) -> Path:
        """Return the file of the keys of shared folders that this computer was told."""
        return self.data / "sharing.keys"

    @property
    def log(self) -> Path:
        """Return the newest log file."""
        return self.logs / "kneecoach.log"

    @property
    def _own(self) -> str:
        return f"-{self.person}" if self.person else ""


def find_paths(environ: Mapping[str, str]) -> Paths:
    """Return where to write; makes nothing.

    Everything is under `KNEECOACH_HOME` when that is set, else where the system keeps such files.
    Whose files they are says `KNEECOACH_PERSON`, or what was chosen in the window.

    Raises:
        KneecoachError: The home folder is unknown, or named in a way that means nothing.
    """
    chosen = environ.get(HOME_VARIABLE, "").strip()
    if chosen:
        home = _chosen_home(chosen)
        found = Paths(data=home / "data", config=home / "config", logs=home / "logs")
        return _of_person(found, environ)
    # Only people without the variable pay for this import.
    from platformdirs import PlatformDirs  # noqa: PLC0415

    dirs = PlatformDirs(_APP_NAME, appauthor=False)
    paths = Paths(
        data=Path(dirs.user_data_dir),
        config=Path(dirs.user_config_dir),
        logs=Path(dirs.user_log_dir),
    )
    if not paths.data.is_absolute():
        raise KneecoachError("The home folder of this account is not known.", _WAY_OUT)
    return _of_person(paths, environ)


def _of_person(paths: Paths, environ: Mapping[str, str]) -> Paths:
    """Return the paths of whoever is coached."""
    said = environ.get(PERSON_VARIABLE, "")
    if not said:
        try:
            with paths.chosen.open("rb") as file:
                said = file.read(_ID_DIGITS + 1).decode("ascii", "replace").strip()
        except OSError:
            return paths
    if len(said) != _ID_DIGITS or not _HEX_DIGITS.issuperset(said):
        return paths
    return Paths(data=paths.data, config=paths.config, logs=paths.logs, person=said)


def _chosen_home(chosen: str) -> Path:
    if "\0" in chosen:
        raise KneecoachError(f"{HOME_VARIABLE} does not name a folder.", _WAY_OUT)
    try:
        return Path(chosen).expanduser().absolute()
    except (RuntimeError, OSError) as error:
        raise KneecoachError(
            f"{HOME_VARIABLE} names {chosen}, which is not known.", _WAY_OUT
        ) from error


def make_folders(paths: Paths) -> None:
    """Make the folders, readable by the person alone, and check that each can be written to.

    Raises:
        KneecoachError: A folder cannot be made or written to; names it and the way out.
    """
    for folder in (paths.data, paths.config, paths.logs):
        make_folder(folder)


def make_folder(folder: Path) -> None:
    """Make one folder, and those above it, readable by the person alone.

    A folder that is there keeps its permissions when others were chosen for it on purpose, save
    that nobody else may write in it.

    Raises:
        KneecoachError: It cannot be made or written to; names it and the way out.
    """
    try:
        missing = [each for each in (folder, *folder.parents) if not each.exists()]
        for each in reversed(missing):
            each.mkdir(mode=OWNER_ONLY_FOLDER, exist_ok=True)
    except OSError as error:
        raise cannot_write(folder, error) from error
    if not folder.is_dir():
        raise KneecoachError(f"{folder} is a file, and a folder is needed there.", _WAY_OUT)
    if not os.access(folder, os.W_OK | os.X_OK):
        raise KneecoachError(f"The folder {folder} cannot be written to.", _WAY_OUT)


def cannot_write(place: Path, error: OSError) -> KneecoachError:
    """Return the error to show when writing to `place` failed with `error`."""
    import errno  # noqa: PLC0415 - met on failure only

    if error.errno in {errno.ENOSPC, errno.EDQUOT}:
        return KneecoachError(
            f"There is no room left to write {place}.",
            f"Free some space, or set {HOME_VARIABLE} to a folder on another disk.",
        )
    return KneecoachError(f"{place} cannot be written to ({_reason(error)}).", _WAY_OUT)


def _reason(error: OSError) -> str:
    return (error.strerror or type(error).__name__).lower()
