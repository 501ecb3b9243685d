"""Write down what the program did: bounded, readable by the person alone, nothing about health.

Cheap to import: what writes the file is imported by `start_log`, best after the first paint.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from kneecoach.paths import Paths, cannot_write, make_folder

if TYPE_CHECKING:
    from logging import Handler

_LOGGER = "kneecoach"


def start_log(paths: Paths) -> Handler:
    """Write the coach's own log records to `paths.log` from now on.

    Only records of the coach's own modules are kept: libraries may put what they were given,
    such as the values of a query, into theirs.

    Raises:
        KneecoachError: The file cannot be written.
    """
    # Together 15 ms, which the first paint does not wait for.
    import logging  # noqa: PLC0415

    from kneecoach.logfile import open_log_file  # noqa: PLC0415

    make_folder(paths.logs)
    try:
        handler = open_log_file(paths.log)
    except OSError as error:
        raise cannot_write(paths.log, error) from error
    logger = logging.getLogger(_LOGGER)
    logger.setLevel(logging.INFO)
    logger.addHandler(handler)
    return handler


def stop_log(handler: Handler) -> None:
    """Close a log that `start_log` returned."""
    import logging  # noqa: PLC0415

    logging.getLogger(_LOGGER).removeHandler(handler)
    handler.close()
