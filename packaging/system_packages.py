"""Find what Qt, sound and the tests need from a Debian-like system; install it or name it."""

from __future__ import annotations

import ctypes
import importlib
import importlib.util
import os
import shutil
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

from failure import SetupError

SYSTEM_PYTHON = "/usr/bin/python3"
"""Debian's own Python, which Debian's packages of modules are for."""


@dataclass(frozen=True, kw_only=True)
class Need:
    """Something that must be there, and the Debian package that brings it.

    Attributes:
        package: The Debian package.
        library: A shared library to load, or empty.
        program: A program to find, or empty.
        module: A module that the system's own Python imports, or empty.
    """

    package: str
    library: str = ""
    program: str = ""
    module: str = ""

    def is_met(self) -> bool:
        """Return whether the library loads, the program is found, or the module is imported."""
        if self.library:
            try:
                ctypes.CDLL(self.library)
            except OSError:
                return False
            return True
        if self.module:
            python = Path(SYSTEM_PYTHON)
            ask = (SYSTEM_PYTHON, "-c", f"import {self.module}")
            return python.exists() and _succeeds(ask, silent=True)
        places = f"{os.environ.get('PATH', os.defpath)}:/usr/libexec:/usr/sbin"
        return shutil.which(self.program, path=places) is not None


# Found in bare Debian 12 roots: what Qt's window, X11 and sound parts load and pip cannot bring.
WINDOW = (
    Need(package="libgl1", library="libGL.so.1"),
    Need(package="libegl1", library="libEGL.so.1"),
    Need(package="libglib2.0-0", library="libglib-2.0.so.0"),
    Need(package="libfontconfig1", library="libfontconfig.so.1"),
    Need(package="libdbus-1-3", library="libdbus-1.so.3"),
    Need(package="libxkbcommon0", library="libxkbcommon.so.0"),
    Need(package="libxcb-cursor0", library="libxcb-cursor.so.0"),
    Need(package="libxcb-icccm4", library="libxcb-icccm.so.4"),
    Need(package="libxcb-keysyms1", library="libxcb-keysyms.so.1"),
    Need(package="libxcb-shape0", library="libxcb-shape.so.0"),
    Need(package="libxkbcommon-x11-0", library="libxkbcommon-x11.so.0"),
)
SOUND = (
    Need(package="libpulse0", library="libpulse.so.0"),
    Need(package="libxrandr2", library="libXrandr.so.2"),
    Need(package="libgssapi-krb5-2", library="libgssapi_krb5.so.2"),
)
TESTS = (
    Need(package="xvfb", program="Xvfb"),
    Need(package="openbox", program="openbox"),
    Need(package="xdotool", program="xdotool"),
    Need(package="trayer", program="trayer"),
    Need(package="dunst", program="dunst"),
    Need(package="pulseaudio", program="pulseaudio"),
    Need(package="pulseaudio-utils", program="parec"),
    Need(package="dbus", program="dbus-daemon"),
    Need(package="at-spi2-core", program="at-spi-bus-launcher"),
    Need(package="python3-pyatspi", module="pyatspi"),
    Need(package="python3-dbusmock", module="dbusmock"),
)


def ensure_venv_module(*, may_install: bool) -> None:
    """See to it that this Python can make virtual environments; Debian parts that off.

    Raises:
        SetupError: It cannot, and the package could not be installed; names the command.
    """
    if _can_make_environments():
        return
    version = ".".join(str(part) for part in sys.version_info[:2])
    package = f"python{version}-venv"
    if not shutil.which("apt-get"):
        raise SetupError(
            f"The Python at {sys.executable} lacks its module ensurepip, so that no virtual "
            "environment can be made. Install Python from python.org, or your system's package "
            "of ensurepip."
        )
    _install((package,), may_install=may_install, why="to make a virtual environment")
    importlib.invalidate_caches()
    if not _can_make_environments():
        raise SetupError(
            f"{package} is installed, but the Python at {sys.executable} is another one and lacks "
            "ensurepip. Run this with /usr/bin/python3."
        )


def ensure_libraries(*, for_tests: bool, may_install: bool) -> None:
    """See to it that the libraries of the window and the sound, and the tests' programs, are there.

    Without sound libraries the coach runs silently, so that they are only asked for.

    Raises:
        SetupError: Something that must be there is missing; names it and the command.
    """
    if not sys.platform.startswith("linux"):
        return
    needed = _missing((*WINDOW, *SOUND, *TESTS) if for_tests else WINDOW)
    wished = () if for_tests else _missing(SOUND)
    if not needed and not wished:
        return
    if not shutil.which("apt-get"):
        _name_libraries(needed, wished)
        return
    why = "for the tests" if for_tests else "for the window and the sound"
    try:
        _install(_packages((*needed, *wished)), may_install=may_install, why=why)
    except SetupError as error:
        if needed:
            raise
        print(f"The coach will be silent for now. {error}", file=sys.stderr)


def _can_make_environments() -> bool:
    return all(importlib.util.find_spec(name) is not None for name in ("venv", "ensurepip"))


def _missing(needs: tuple[Need, ...]) -> tuple[Need, ...]:
    return tuple(need for need in needs if not need.is_met())


def _packages(needs: tuple[Need, ...]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(need.package for need in needs))


def _name_libraries(needed: tuple[Need, ...], wished: tuple[Need, ...]) -> None:
    def names(needs: tuple[Need, ...]) -> str:
        return ", ".join(need.library or need.program or need.module for need in needs)

    if wished:
        print(f"Without these libraries the coach is silent: {names(wished)}.", file=sys.stderr)
    if needed:
        raise SetupError(
            f"These are missing: {names(needed)}. Install your system's packages that bring them, "
            "and run this again."
        )


def _install(packages: tuple[str, ...], *, may_install: bool, why: str) -> None:
    """Install Debian packages when that takes no password, else name the command.

    Raises:
        SetupError: They are not installed; names the command.
    """
    as_root = _way_to_root() if may_install else None
    command = f"apt-get install --no-install-recommends {' '.join(packages)}"
    if as_root is None:
        raise SetupError(
            f"Some system packages are missing {why}. Install them with:\n"
            f"  sudo {command}\nand run this again."
        )
    print(f"Installing system packages {why}: {' '.join(packages)} ...", flush=True)
    environment = ("env", "DEBIAN_FRONTEND=noninteractive", "LC_ALL=C.UTF-8")
    apt = (*as_root, *environment, "apt-get", "-qq", "-o", "DPkg::Lock::Timeout=120")
    install = (*apt, "install", "--yes", "--no-install-recommends", *packages)
    # The list of packages may be old, or, on a new machine, empty.
    if _succeeds(install, silent=True) or (_succeeds((*apt, "update")) and _succeeds(install)):
        return
    raise SetupError(
        f"Some system packages could not be installed {why}. Check the connection, then:\n"
        f"  sudo apt-get update && sudo {command}\nand run this again."
    )


def _way_to_root() -> tuple[str, ...] | None:
    """Return what to put before a command to run it as root, or None when that takes a password."""
    if sys.platform != "win32" and os.geteuid() == 0:
        return ()
    if shutil.which("sudo") and _succeeds(("sudo", "-n", "true"), silent=True):
        return ("sudo", "-n")
    return None


def _succeeds(command: tuple[str, ...], *, silent: bool = False) -> bool:
    hidden = subprocess.DEVNULL if silent else None
    # What a package says while it is set up is of no use to the reader; its errors are.
    result = subprocess.run(
        command,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        stderr=hidden,
        cwd=Path("/"),
        check=False,
    )
    return result.returncode == 0
