"""Carry the tokens to every widget in the palette, which Qt hands down the tree by itself."""

from __future__ import annotations

from PySide6.QtGui import QColor, QPalette
from PySide6.QtWidgets import QWidget

from kneecoach.ui.theme.tokens import LIGHT, TOKENS, Tokens

_Role = QPalette.ColorRole

_ROLES: tuple[tuple[QPalette.ColorRole, str], ...] = (
    (_Role.Window, "background"),
    (_Role.WindowText, "ink"),
    (_Role.Base, "surface"),
    (_Role.AlternateBase, "background"),
    (_Role.Text, "ink"),
    (_Role.PlaceholderText, "muted"),
    (_Role.Button, "surface"),
    (_Role.ButtonText, "ink"),
    (_Role.BrightText, "on_primary"),
    (_Role.ToolTipBase, "surface"),
    (_Role.ToolTipText, "ink"),
    (_Role.Highlight, "primary"),
    (_Role.HighlightedText, "on_primary"),
    (_Role.Link, "primary_ink"),
    (_Role.LinkVisited, "primary_ink"),
    (_Role.Light, "surface"),
    (_Role.Midlight, "line"),
    (_Role.Mid, "line"),
    (_Role.Dark, "control_line"),
    (_Role.Shadow, "control_line"),
    (_Role.Accent, "primary"),
)

_BY_BACKGROUND = {QColor(tokens.background).rgb(): tokens for tokens in TOKENS.values()}


def palette_for(tokens: Tokens) -> QPalette:
    """Return the palette that carries these tokens."""
    palette = QPalette()
    for role, name in _ROLES:
        palette.setColor(role, QColor(getattr(tokens, name)))
    faint = QColor(tokens.muted)
    for role in (_Role.WindowText, _Role.Text, _Role.ButtonText):
        palette.setColor(QPalette.ColorGroup.Disabled, role, faint)
    return palette


def tokens_of(widget: QWidget) -> Tokens:
    """Return the tokens in force for a widget: those of the nearest parent that wears its own."""
    return _BY_BACKGROUND.get(widget.palette().color(_Role.Window).rgb(), LIGHT)


def wear(widget: QWidget, tokens: Tokens) -> None:
    """Dress a widget and all within it in these tokens, whatever the window wears."""
    if widget.palette().color(_Role.Window).rgb() != QColor(tokens.background).rgb():
        widget.setPalette(palette_for(tokens))
