"""Do from the command line what the window does, by the same functions."""

from __future__ import annotations

import os
import sys

FAILED = 1
NOT_UNDERSTOOD = 2


def main(arguments: list[str] | None = None) -> int:
    """Run one command and return the exit status: 0 done, 1 could not, 2 not understood.

    Whatever goes wrong is said in a sentence on stderr; no traceback reaches a person.
    """
    import click

    from kneecoach.cli.commands import kneecoach

    try:
        status = kneecoach.main(args=arguments, prog_name="kneecoach", standalone_mode=False)
        sys.stdout.flush()
    except click.UsageError as error:
        context = error.ctx.command_path if error.ctx else "kneecoach"
        _say(f"{error.format_message()} See {context} --help.")
        return NOT_UNDERSTOOD
    except BrokenPipeError:
        _leave_pipe()
        return FAILED
    except KeyboardInterrupt as error:
        return _explain(error)
    except Exception as error:  # noqa: BLE001 - the top: a bug is logged and said
        return _explain(error)
    return status if isinstance(status, int) else 0


def _explain(error: BaseException) -> int:
    """Say what went wrong, and return the exit status."""
    import click

    from kneecoach.model.errors import KneecoachError, UsageError

    match error:
        case UsageError():
            _say(str(error))
            return NOT_UNDERSTOOD
        case KneecoachError():
            _say(str(error))
        case click.Abort() | KeyboardInterrupt():
            _say("Stopped. What was done is kept.")
        case click.ClickException():
            _say(error.format_message())
        case OSError():
            _say(_file_trouble(error))
        case _:
            _log_bug(error)
    return FAILED


def _say(sentence: str) -> None:
    sys.stderr.write(f"kneecoach: {sentence}\n")


def _leave_pipe() -> None:
    """Keep Python from complaining again when it closes an output nobody reads."""
    nowhere = os.open(os.devnull, os.O_WRONLY)
    os.dup2(nowhere, sys.stdout.fileno())


def _file_trouble(error: OSError) -> str:
    reason = (error.strerror or type(error).__name__).lower()
    place = f" {error.filename}" if error.filename else ""
    return f"A file{place} could not be used: {reason}."


def _log_bug(error: BaseException) -> None:
    """Write a bug to the log, and say where."""
    import logging

    from kneecoach.log import start_log
    from kneecoach.model.errors import KneecoachError
    from kneecoach.paths import find_paths

    try:
        paths = find_paths(os.environ)
        start_log(paths)
    except KneecoachError:
        _say(f"Something went wrong inside kneecoach ({type(error).__name__}).")
        return
    logging.getLogger("kneecoach.cli").error("unexpected error", exc_info=error)
    _say(
        f"Something went wrong inside kneecoach ({type(error).__name__}). "
        f"What was done is kept; the details are in {paths.log}."
    )
