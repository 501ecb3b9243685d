"""Speak to the running coach; used by the command line and by a second copy, without Qt."""

from __future__ import annotations

import os
import socket
import sys
from collections.abc import Mapping
from pathlib import Path

from kneecoach.model.errors import KneecoachError
from kneecoach.paths import Paths
from kneecoach.remote.words import LONGEST_LINE, Answer, Request, read_answer, write

PATIENCE_SECONDS = 5.0

NOT_RUNNING = "kneecoach is not running, so there is no desk break to speak of."


def ask(paths: Paths, environ: Mapping[str, str], request: Request) -> Answer | None:
    """Return what the running coach says, or None when none is running.

    Raises:
        KneecoachError: One is running and does not answer, or it cannot be spoken to safely.
    """
    line = _ask_pipe(paths, request) if sys.platform == "win32" else _ask(paths, environ, request)
    if line is None:
        return None
    try:
        return read_answer(line)
    except ValueError as error:
        raise _no_answer() from error


def _ask(paths: Paths, environ: Mapping[str, str], request: Request) -> bytes | None:
    from kneecoach.remote.address import find_address  # noqa: PLC0415 - no such on Windows

    place = find_address(paths, environ).socket
    with socket.socket(socket.AF_UNIX, socket.SOCK_STREAM) as line:
        line.settimeout(PATIENCE_SECONDS)
        try:
            line.connect(os.fspath(place))
        except (FileNotFoundError, ConnectionRefusedError):
            return None  # nobody, or one that died
        except OSError as error:
            raise _no_answer() from error
        try:
            line.sendall(write(request))
            return _read_line(line)
        except OSError as error:
            raise _no_answer() from error


def _read_line(line: socket.socket) -> bytes:
    heard = b""
    while not heard.endswith(b"\n") and len(heard) <= LONGEST_LINE:
        more = line.recv(4096)
        if not more:
            break
        heard += more
    return heard


def _ask_pipe(paths: Paths, request: Request) -> bytes | None:
    """Speak through the named pipe that Qt's local server makes on Windows."""
    from kneecoach.remote.address import name_of  # noqa: PLC0415 - as above

    pipe = Path(rf"\\.\pipe\{name_of(paths)}")
    try:
        with pipe.open("r+b", buffering=0) as line:
            line.write(write(request))
            return line.readline(LONGEST_LINE)
    except FileNotFoundError:
        return None
    except OSError as error:
        raise _no_answer() from error


def _no_answer() -> KneecoachError:
    return KneecoachError(
        "kneecoach is running and does not answer.",
        "Close it and start it again; what was done is kept.",
    )
