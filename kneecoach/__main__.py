"""Start the coach: the window without arguments, the command line with them."""

from __future__ import annotations

import sys


def main() -> int:
    """Run the window or a command, and return the exit status."""
    if len(sys.argv) > 1:
        from kneecoach.cli import main as run_command

        return run_command()
    from kneecoach.app import main as run_window

    return run_window()


if __name__ == "__main__":
    sys.exit(main())
