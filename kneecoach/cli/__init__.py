"""Do from the command line what the window does, by the same functions."""

from __future__ import annotations

import os
import sys
from contextlib import suppress

FAILED = 1
NOT_UNDERSTOOD = 2


def main(arguments: list[str] | None = None) -> int:
    """Run one command and return the exit status: 0 done, 1 could not, 2 not understood.

    Whatever goes wrong is said in a sentence on stderr; no traceback reaches a person.
    """
    try:
        status = _run(arguments)
        if sys.stdout is not None:
            sys.stdout.flush()
    except BrokenPipeError:
        status = FAILED
    except (Exception, KeyboardInterrupt) as error:  # noqa: BLE001 - the top: a bug is logged
        status = _explain(error)
    _leave_broken_outputs()
    return status


def _run(arguments: list[str] | None) -> int:
    for output in (sys.stdout, sys.stderr):
        if output is not None and hasattr(output, "reconfigure"):
            output.reconfigure(errors="replace")  # a terminal that has not every character
    from kneecoach.cli.commands import kneecoach

    status = kneecoach.main(args=arguments, prog_name="kneecoach", standalone_mode=False)
    return status if isinstance(status, int) else 0


def _explain(error: BaseException) -> int:
    """Say what went wrong, and return the exit status."""
    import click

    from kneecoach.model.errors import KneecoachError, UsageError

    match error:
        case UsageError():
            _say(str(error))
            return NOT_UNDERSTOOD
        case click.UsageError():
            context = error.ctx.command_path if error.ctx else "kneecoach"
            _say(f"{error.format_message()} See {context} --help.")
            return NOT_UNDERSTOOD
        case KneecoachError():
            _say(str(error))
        case click.Abort() | KeyboardInterrupt():
            _say("Stopped. What was done is kept.")
        case click.ClickException():
            _say(error.format_message())
        case ImportError():
            _say(
                f"A part that this command needs cannot be loaded ({error}). Run python3 "
                "packaging/bootstrap.py setup, which installs or names it."
            )
        case OSError():
            _say(_file_trouble(error))
        case _:
            _log_bug(error)
    return FAILED


def _say(sentence: str) -> None:
    if sys.stderr is not None:
        with suppress(OSError):  # nobody hears
            sys.stderr.write(f"kneecoach: {sentence}\n")


def _leave_broken_outputs() -> None:
    """Keep Python from complaining when it closes an output that nobody reads or that is full."""
    for output in (sys.stdout, sys.stderr):
        try:
            if output is not None:
                output.flush()
        except OSError:
            nowhere = os.open(os.devnull, os.O_WRONLY)
            os.dup2(nowhere, output.fileno())


def _file_trouble(error: OSError) -> str:
    reason = (error.strerror or type(error).__name__).lower()
    place = f" {error.filename}" if error.filename else ""
    return f"A file{place} could not be used: {reason}."


def _log_bug(error: BaseException) -> None:
    """Write a bug to the log, and say where."""
    import logging

    from kneecoach.log import start_log, stop_log
    from kneecoach.model.errors import KneecoachError
    from kneecoach.paths import find_paths

    try:
        paths = find_paths(os.environ)
        handler = start_log(paths)
    except KneecoachError:
        _say(f"Something went wrong inside kneecoach ({type(error).__name__}).")
        return
    logging.getLogger("kneecoach.cli").error("unexpected error", exc_info=error)
    stop_log(handler)
    _say(
        f"Something went wrong inside kneecoach ({type(error).__name__}). "
        f"What was done is kept; the details are in {paths.log}."
    )
