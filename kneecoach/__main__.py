"""Start the coach: the window without arguments, the command line with them."""

from __future__ import annotations

import sys

IN_TRAY = "--tray"
"""Starts the coach without showing its window."""

OPENED_BY_THE_WINDOW = (".kneepack", ".kneereport")
"""Endings of files that the system hands over when they are double-clicked."""


def main() -> int:
    """Run the window or a command, and return the exit status."""
    is_for_window = sys.argv[1:] == [IN_TRAY] or _is_file_for_window(sys.argv[1:])
    if len(sys.argv) > 1 and not is_for_window:
        from kneecoach.cli import main as run_command

        return run_command()
    from kneecoach.app import main as run_window

    return run_window()


def _is_file_for_window(arguments: list[str]) -> bool:
    return len(arguments) == 1 and arguments[0].lower().endswith(OPENED_BY_THE_WINDOW)


if __name__ == "__main__":
    sys.exit(main())
