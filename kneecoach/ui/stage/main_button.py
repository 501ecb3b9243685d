"""Offer something that is the main thing of a screen at one time and not at another."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from kneecoach.override import override
from kneecoach.ui.theme.tokens import Tokens
from kneecoach.ui.widgets.buttons import Button, ButtonColours, PrimaryButton


class MainButton(PrimaryButton):
    """Be the main button of a screen, or step back to a plain one.

    Args:
        text: What it does, a verb first.
        name: Object name.
        key_hint: Name of a key that does the same; may be empty.
        parent: The widget it is in.
    """

    def __init__(
        self, text: str, *, name: str, key_hint: str = "", parent: QWidget | None = None
    ) -> None:
        super().__init__(text, name=name, key_hint=key_hint, parent=parent)
        self._is_main = True

    def is_main(self) -> bool:
        """Return whether it is the main button now."""
        return self._is_main

    def set_main(self, *, is_main: bool) -> None:
        """Choose whether it is the main button of the screen."""
        self._is_main = is_main
        self.update()

    @override
    def colours(self, tokens: Tokens) -> ButtonColours:
        """Return the colours of the main or of a plain button."""
        return super().colours(tokens) if self._is_main else Button.colours(self, tokens)
