"""Offer `override` on Python 3.11 too, without the cost of importing `typing_extensions`."""

from __future__ import annotations

from typing import TYPE_CHECKING

__all__ = ["override"]

if TYPE_CHECKING:
    from typing_extensions import override
else:

    def override(method):
        """Mark a method that overrides one of its base class; the type checker checks it."""
        return method
