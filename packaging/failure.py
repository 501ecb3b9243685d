"""Tell a failed set-up in a sentence that names the way out."""

from __future__ import annotations


class SetupError(Exception):
    """Report what could not be set up, and what to do about it."""
