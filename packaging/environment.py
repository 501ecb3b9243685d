"""Make the virtual environment of a checkout, fill it from the lock, and know when it is done."""

from __future__ import annotations

import errno
import hashlib
import os
import sys
from dataclasses import dataclass
from pathlib import Path

from failure import SetupError

RUN_LOCK = "requirements.lock"
TEST_LOCK = "requirements-dev.lock"

# Measured on Linux with a cold cache: the packages, and what pip unpacks on its way there.
SPACE_NEEDED_MB = 1500

# They would send what is installed somewhere else than into the environment.
MISLEADING = ("PIP_USER", "PIP_TARGET", "PIP_PREFIX", "PIP_ROOT", "PYTHONHOME", "PYTHONPATH")


@dataclass(frozen=True, kw_only=True)
class Environment:
    """A virtual environment for one checkout.

    Attributes:
        root: The checkout.
        folder: Where the environment is, or will be.
    """

    root: Path
    folder: Path

    @property
    def scripts(self) -> Path:
        """Return the folder of the environment's programs."""
        return self.folder / ("Scripts" if sys.platform == "win32" else "bin")

    @property
    def python(self) -> Path:
        """Return the environment's Python."""
        return self.program("python")

    @property
    def launcher(self) -> Path:
        """Return the program that starts the coach from any folder."""
        return self.scripts / ("kneecoach.cmd" if sys.platform == "win32" else "kneecoach")

    def program(self, name: str) -> Path:
        """Return the path of one of the environment's programs."""
        return self.scripts / (f"{name}.exe" if sys.platform == "win32" else name)

    def is_ready(self, *, for_tests: bool) -> bool:
        """Return whether the environment is what this checkout and this Python ask for."""
        try:
            stamped = self._stamp_file(for_tests=for_tests).read_text(encoding="ascii")
        except (OSError, UnicodeDecodeError):
            return False
        return stamped == self._digest(for_tests=for_tests) and self.python.exists()

    def make(self) -> None:
        """Make the environment, or keep a sound one that this Python can use.

        Raises:
            SetupError: The folder holds something else, cannot be written, or has no room.
        """
        if self._is_sound():
            return
        if self._holds_something_else():
            raise SetupError(
                f"{self.folder} is not empty and not a virtual environment. "
                "Name another folder with --venv."
            )
        _check_space(self.folder)
        print(f"Making a virtual environment in {self.folder} ...", flush=True)
        self._call([sys.executable, "-m", "venv", "--clear", str(self.folder)])

    def install(self, *, for_tests: bool) -> None:
        """Install the locked packages, and make the checkout importable.

        Raises:
            SetupError: A package could not be installed.
        """
        what = "what the coach and its tests need" if for_tests else "what the coach needs"
        print(f"Installing {what} (the first time about 250 MB to fetch) ...", flush=True)
        lock = self.root / (TEST_LOCK if for_tests else RUN_LOCK)
        quiet = [] if sys.stdout.isatty() else ["--quiet"]
        pip = [str(self.python), "-m", "pip", "install", "--disable-pip-version-check"]
        # Wheels only: nothing is built here, so nothing outside the lock takes part.
        strict = ["--no-input", "--require-hashes", "--only-binary", ":all:"]
        self._call([*pip, *quiet, *strict, "--requirement", str(lock)])
        with _explained(self.folder):
            self._point_at_checkout()

    def stamp(self, *, for_tests: bool) -> None:
        """Remember that the environment is done; one for the tests also runs the coach.

        Raises:
            SetupError: The stamp cannot be written.
        """
        with _explained(self.folder):
            for kind in {False, for_tests}:
                self._stamp_file(for_tests=kind).write_text(
                    self._digest(for_tests=kind), encoding="ascii"
                )

    def _stamp_file(self, *, for_tests: bool) -> Path:
        return self.folder / (".kneecoach-test" if for_tests else ".kneecoach-run")

    def _digest(self, *, for_tests: bool) -> str:
        """Return a digest of all that decides what is installed and where."""
        parts = [sys.version, sys.platform, str(self.root), str(self.folder)]
        digest = hashlib.sha256("\0".join(parts).encode())
        names = ["pyproject.toml", RUN_LOCK, *([TEST_LOCK] if for_tests else [])]
        own = sorted((self.root / "packaging").glob("*.py"))
        for file in (*(self.root / name for name in names), *own):
            digest.update(file.read_bytes())
        return digest.hexdigest()

    def _is_sound(self) -> bool:
        import subprocess

        if not self.python.exists():
            return False
        question = "import sys, pip; print(*sys.version_info[:2])"
        answer = subprocess.run(
            [str(self.python), "-c", question], capture_output=True, text=True, check=False
        )
        wanted = f"{sys.version_info[0]} {sys.version_info[1]}"
        return answer.returncode == 0 and answer.stdout.strip() == wanted

    def _holds_something_else(self) -> bool:
        if self.folder.is_dir():
            return any(self.folder.iterdir()) and not (self.folder / "pyvenv.cfg").exists()
        return self.folder.exists()

    def _call(self, command: list[str]) -> None:
        """Run one step of the set-up, showing what it says, and explain a failure."""
        import subprocess

        clean = {name: value for name, value in os.environ.items() if name not in MISLEADING}
        said: list[str] = []
        with subprocess.Popen(
            command,
            env=clean,
            stdin=subprocess.DEVNULL,
            stderr=subprocess.PIPE,
            text=True,
            errors="replace",
        ) as process:
            for line in process.stderr or ():
                sys.stderr.write(line)
                said.append(line)
        if process.returncode != 0:
            raise SetupError(_explain("".join(said), self.folder))

    def _point_at_checkout(self) -> None:
        """Put the checkout on the environment's path, and a launcher beside its programs."""
        import sysconfig

        base = {"base": str(self.folder), "platbase": str(self.folder)}
        packages = Path(sysconfig.get_path("purelib", scheme="venv", vars=base))
        (packages / "kneecoach-checkout.pth").write_text(f"{self.root}\n", encoding="utf-8")
        if sys.platform == "win32":
            text = f'@"{self.python}" -P -m kneecoach %*\r\n'
        else:
            text = f'#!/bin/sh\nexec "{self.python}" -P -m kneecoach "$@"\n'
        self.launcher.write_text(text, encoding="utf-8", newline="")
        self.launcher.chmod(0o755)


class _explained:  # noqa: N801 - reads as a word
    """Turn an error of the file system into a sentence."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def __enter__(self) -> None:
        return None

    def __exit__(self, _kind: object, error: BaseException | None, _trace: object) -> None:
        if isinstance(error, OSError):
            reason = f"{errno.errorcode.get(error.errno or 0, '')} {error.strerror or error}"
            raise SetupError(_explain(reason, self._folder)) from error


def _check_space(folder: Path) -> None:
    import shutil

    there = next(each for each in (folder, *folder.parents) if each.exists())
    free = shutil.disk_usage(there).free // 1_000_000
    if free < SPACE_NEEDED_MB:
        raise SetupError(
            f"The disk of {there} has {free} MB free, and {SPACE_NEEDED_MB} MB are needed. "
            "Free some space, or name a folder on another disk with --venv."
        )


def _explain(said: str, folder: Path) -> str:
    """Return a sentence for what a failed step said."""
    words = said.lower()
    if "no space left" in words or "enospc" in words or "errno 28" in words:
        return (
            "The disk is full. Free some space (about 1.5 GB), or name a folder on another disk "
            "with --venv, and run this again."
        )
    if "permission denied" in words or "read-only file system" in words:
        return f"{folder} cannot be written to. Name another folder with --venv."
    if "do not match the hashes" in words:
        return (
            "A package differs from the one in the lock, and was not installed. It may have been "
            "damaged on its way; run this again, and report it if it happens twice."
        )
    offline = ("name resolution", "getaddrinfo", "max retries", "unreachable", "newconnection")
    if any(sign in words for sign in (*offline, "timed out", "connection refused")):
        return (
            "The packages could not be fetched. The first set-up needs a connection to a package "
            "index; check it (and pip's own settings behind a proxy), and run this again."
        )
    if "could not find a version" in words or "no matching distribution" in words:
        version = ".".join(str(part) for part in sys.version_info[:2])
        return (
            "The package index cannot be reached, or has no ready-made build of a package for "
            f"Python {version} on this computer. Check the connection, or use Python 3.11 to 3.13."
        )
    return "The set-up failed; the lines above say where. What was done so far is kept."
