"""Put a theme in force for the whole application, and follow the system when asked to."""

from __future__ import annotations

from enum import StrEnum

from PySide6.QtCore import QCoreApplication, QEvent, QObject, Qt
from PySide6.QtWidgets import QApplication

from kneecoach.ui.theme.palette import palette_for
from kneecoach.ui.theme.tokens import DARK, HIGH_CONTRAST, LIGHT, TOKENS, Scheme, Tokens
from kneecoach.ui.theme.type import body_font, load_fonts


class ThemeChoice(StrEnum):
    """Name what the person can choose."""

    SYSTEM = "system"
    LIGHT = "light"
    DARK = "dark"
    HIGH_CONTRAST = "high_contrast"


def apply_theme(app: QApplication, choice: str, *, text_percent: int = 100) -> Tokens:
    """Dress the application and return the tokens in force; `system` goes on following it.

    Args:
        app: The application.
        choice: A `ThemeChoice`; anything else counts as `system`.
        text_percent: Size of text and controls, 100-200.

    Raises:
        KneecoachError: The bundled fonts are missing.
    """
    keeper = _keeper_of(app)
    known = choice in ThemeChoice.__members__.values()
    return keeper.put_on(ThemeChoice(choice) if known else ThemeChoice.SYSTEM, text_percent)


def _keeper_of(app: QApplication) -> _ThemeKeeper:
    """Return the one of the application; asked of Qt instead, it would look at the style: 10 ms."""
    if not _keepers or _keepers[-1].parent() is not app:
        _keepers[:] = [_ThemeKeeper(app)]
    return _keepers[-1]


def session_tokens(tokens: Tokens) -> Tokens:
    """Return what a running session wears: dark, to be read from a mat, or high contrast."""
    return HIGH_CONTRAST if tokens.scheme is Scheme.HIGH_CONTRAST else DARK


_SYSTEM_SCHEMES = {
    ThemeChoice.SYSTEM: Qt.ColorScheme.Unknown,
    ThemeChoice.LIGHT: Qt.ColorScheme.Light,
    ThemeChoice.DARK: Qt.ColorScheme.Dark,
    ThemeChoice.HIGH_CONTRAST: Qt.ColorScheme.Dark,
}


class _ThemeKeeper(QObject):
    """Hold the choice, and change the colours when the system changes its own."""

    def __init__(self, app: QApplication) -> None:
        super().__init__(app)
        self._app = app
        self._choice = ThemeChoice.SYSTEM
        self._text_percent = 0
        self._worn: Tokens | None = None
        hints = app.styleHints()
        hints.colorSchemeChanged.connect(self._on_system_changed)
        if hasattr(hints, "accessibility"):
            hints.accessibility().contrastPreferenceChanged.connect(self._on_system_changed)

    def put_on(self, choice: ThemeChoice, text_percent: int) -> Tokens:
        """Dress the application; do nothing when it wears that already."""
        load_fonts()
        self._choice = choice
        self._tell_system(choice)
        tokens = self._wanted()
        if tokens is not self._worn or text_percent != self._text_percent:
            self._worn, self._text_percent = tokens, text_percent
            # Held here, no widget is collected as garbage while it is being told.
            widgets = self._app.allWidgets()
            self._app.setFont(body_font(text_percent))
            self._app.setPalette(palette_for(tokens))
            # Qt posts that the palette changed; the widgets below need it now.
            changed = QEvent.Type.ApplicationPaletteChange
            QCoreApplication.sendPostedEvents(None, changed.value)
            for widget in widgets:
                QCoreApplication.sendEvent(widget, QEvent(QEvent.Type.StyleChange))
        return tokens

    def _tell_system(self, choice: ThemeChoice) -> None:
        """Let title bars and file dialogs match."""
        self._app.styleHints().setColorScheme(_SYSTEM_SCHEMES[choice])

    def _wanted(self) -> Tokens:
        if self._choice is not ThemeChoice.SYSTEM:
            return TOKENS[Scheme(self._choice.value)]
        hints = self._app.styleHints()
        if hasattr(hints, "accessibility"):
            preference = hints.accessibility().contrastPreference()
            if preference == Qt.ContrastPreference.HighContrast:
                return HIGH_CONTRAST
        return DARK if hints.colorScheme() == Qt.ColorScheme.Dark else LIGHT

    def _on_system_changed(self) -> None:
        if self._choice is ThemeChoice.SYSTEM and self._text_percent:
            self.put_on(self._choice, self._text_percent)


_keepers: list[_ThemeKeeper] = []
