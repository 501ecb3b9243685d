"""Set up the coach in a fresh checkout, then start it or test it. Needs nothing but Python.

    python3 packaging/bootstrap.py run [-- ARGUMENTS OF THE COACH]
    python3 packaging/bootstrap.py test [-- ARGUMENTS OF PYTEST]
    python3 packaging/bootstrap.py setup

The first time makes `.venv` in the checkout from the locked, hashed requirements. After that only
a stamp is compared, so that starting costs next to nothing; see docs/adr/0002-bootstrap.md.
"""

# Parses on every Python from 3.7 on, so that an old one gets a sentence instead of a traceback.
# The other files are imported where they are used: they need the Python that is checked here, and
# what the second start does not need it does not wait for.
from __future__ import annotations

import os
import sys
from pathlib import Path

OLDEST_PYTHON = (3, 11)
NEWER_PYTHONS = ("python3.14", "python3.13", "python3.12", "python3.11")
COMMANDS = ("run", "test", "setup")
INTERRUPTED = 130


def main(arguments: list[str]) -> int:
    """Do what the command line asks and return the exit status."""
    if sys.version_info < OLDEST_PYTHON:
        return _start_with_a_newer_python(arguments)
    from failure import SetupError

    try:
        return _carry_out(arguments)
    except SetupError as error:
        print(f"kneecoach: {error}", file=sys.stderr)
        return 1
    except KeyboardInterrupt:
        print("\nkneecoach: stopped; run it again to go on.", file=sys.stderr)
        return INTERRUPTED


def _carry_out(arguments: list[str]) -> int:
    from environment import Environment

    command, folder, may_install, passed_on = _parse(arguments)
    root = Path(__file__).resolve().parent.parent
    environment = Environment(root=root, folder=Path(folder or root / ".venv").absolute())
    for_tests = command == "test"
    if not environment.is_ready(for_tests=for_tests):
        from system_packages import ensure_libraries, ensure_venv_module

        ensure_venv_module(may_install=may_install)
        environment.make()
        environment.install(for_tests=for_tests)
        ensure_libraries(for_tests=for_tests, may_install=may_install)
        environment.stamp(for_tests=for_tests)
    if command == "run":
        return _start(environment.python, passed_on)
    if command == "test":
        from gate import run_gate

        return run_gate(environment, passed_on)
    print(f"kneecoach is ready. Start it with: {environment.launcher}")
    return 0


def _parse(arguments: list[str]) -> tuple[str, str | None, bool, list[str]]:
    """Return the command, the folder, whether to install packages, and what to pass on."""
    own, passed_on = arguments, []
    if "--" in arguments:
        at = arguments.index("--")
        own, passed_on = arguments[:at], arguments[at + 1 :]
    if len(own) == 1 and own[0] in COMMANDS:
        return own[0], None, True, passed_on
    import argparse

    parser = argparse.ArgumentParser(
        prog="bootstrap.py",
        description="Set up the coach in this checkout, then start it or test it.",
        epilog="What stands after -- is passed on to the coach (run) or to pytest (test).",
    )
    parser.add_argument("command", choices=COMMANDS)
    parser.add_argument("--venv", metavar="FOLDER", help="use this folder instead of .venv")
    parser.add_argument(
        "--no-system-packages",
        dest="may_install",
        action="store_false",
        help="never install Debian packages; name the missing ones instead",
    )
    options = parser.parse_args(own)
    return options.command, options.venv, options.may_install, passed_on


def _start(python: Path, arguments: list[str]) -> int:
    """Become the coach; the folder one stands in is not searched for modules (-P)."""
    command = [str(python), "-P", "-m", "kneecoach", *arguments]
    if sys.platform != "win32":
        os.execv(command[0], command)
    # On Windows exec returns to the prompt at once, with the coach still running.
    import subprocess

    return subprocess.call(command)


def _start_with_a_newer_python(arguments: list[str]) -> int:
    import shutil
    import subprocess

    for name in NEWER_PYTHONS:
        found = shutil.which(name)
        if found and subprocess.call([found, "-c", ""], stderr=subprocess.DEVNULL) == 0:
            return subprocess.call([found, str(Path(__file__).absolute()), *arguments])
    have = ".".join(str(part) for part in sys.version_info[:3])
    print(
        f"kneecoach needs Python 3.11 or newer, and this is Python {have}.\n"
        "Install a newer one (python.org has it for every system), then run this with it.",
        file=sys.stderr,
    )
    return 1


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
