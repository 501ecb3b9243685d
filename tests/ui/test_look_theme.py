"""Check the colours, the text sizes, and how a theme is put in force."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtWidgets import QApplication, QLabel, QWidget

from kneecoach.ui.theme.apply import apply_theme, session_tokens
from kneecoach.ui.theme.motion import motion_allowed
from kneecoach.ui.theme.palette import tokens_of, wear
from kneecoach.ui.theme.tokens import (
    DARK,
    EDGE_PAIRS,
    HIGH_CONTRAST,
    LIGHT,
    TEXT_PAIRS,
    TOKENS,
    Scheme,
    contrast,
)
from kneecoach.ui.theme.type import BODY_PX, TextRole, body_font, font_for, scaled, text_scale
from kneecoach.ui.widgets.text import Text, Tone


@pytest.fixture(autouse=True)
def usual_theme(qapp: QApplication) -> Iterator[None]:
    apply_theme(qapp, "light")
    yield
    apply_theme(qapp, "light")


@pytest.mark.parametrize("scheme", Scheme)
@pytest.mark.parametrize(("ink", "ground"), TEXT_PAIRS)
def test_text_stands_out_from_its_ground(scheme: Scheme, ink: str, ground: str) -> None:
    tokens = TOKENS[scheme]
    assert contrast(getattr(tokens, ink), getattr(tokens, ground)) >= 4.5


@pytest.mark.parametrize("scheme", Scheme)
@pytest.mark.parametrize(("edge", "ground"), EDGE_PAIRS)
def test_edges_that_mean_something_can_be_seen(scheme: Scheme, edge: str, ground: str) -> None:
    tokens = TOKENS[scheme]
    assert contrast(getattr(tokens, edge), getattr(tokens, ground)) >= 3.0


def test_every_tone_of_text_is_checked_on_cards_and_behind_them() -> None:
    checked = set(TEXT_PAIRS)
    for tone in Tone:
        assert (tone.value, "surface") in checked


def test_contrast_of_black_and_white_is_21() -> None:
    assert contrast("#000000", "#FFFFFF") == pytest.approx(21)
    assert contrast("#777777", "#777777") == 1


def test_schemes_have_different_grounds_so_that_a_widget_can_tell_them_apart() -> None:
    assert len({tokens.background for tokens in TOKENS.values()}) == len(TOKENS)


@pytest.mark.parametrize(
    ("choice", "tokens"), [("light", LIGHT), ("dark", DARK), ("high_contrast", HIGH_CONTRAST)]
)
def test_a_chosen_theme_reaches_every_widget(
    qtbot, qapp: QApplication, choice: str, tokens: object
) -> None:
    holder = QWidget()
    label = QLabel(parent=holder)
    qtbot.addWidget(holder)
    assert apply_theme(qapp, choice) is tokens
    assert tokens_of(label) is tokens


def test_an_unknown_theme_follows_the_system(qapp: QApplication) -> None:
    assert apply_theme(qapp, "purple") is apply_theme(qapp, "system")


def test_the_system_is_followed_only_when_asked_to(qtbot, qapp: QApplication) -> None:
    widget = QWidget()
    qtbot.addWidget(widget)
    hints = qapp.styleHints()
    apply_theme(qapp, "dark")
    hints.colorSchemeChanged.emit(Qt.ColorScheme.Light)
    assert tokens_of(widget) is DARK
    expected = DARK if hints.colorScheme() == Qt.ColorScheme.Dark else LIGHT
    assert apply_theme(qapp, "system") is expected
    hints.colorSchemeChanged.emit(hints.colorScheme())
    assert tokens_of(widget) is expected


def test_a_widget_can_wear_a_scheme_of_its_own_with_all_within_it(qtbot) -> None:
    outer = QWidget()
    session = QWidget(outer)
    text = Text("Lower", parent=session)
    qtbot.addWidget(outer)
    wear(session, DARK)
    assert tokens_of(text) is DARK
    assert text.palette().windowText().color().name().upper() == DARK.ink
    assert tokens_of(outer) is LIGHT


def test_a_session_is_dark_unless_high_contrast_is_chosen() -> None:
    assert session_tokens(LIGHT) is DARK
    assert session_tokens(DARK) is DARK
    assert session_tokens(HIGH_CONTRAST) is HIGH_CONTRAST


def test_text_follows_a_change_of_theme_and_size(qtbot, qapp: QApplication) -> None:
    text = Text("Today", role=TextRole.TITLE, tone=Tone.MUTED)
    qtbot.addWidget(text)
    assert text.font().pixelSize() == 26
    apply_theme(qapp, "dark", text_percent=200)
    assert text.font().pixelSize() == 52
    assert text.palette().windowText().color().name().upper() == DARK.muted
    text.set_tone(Tone.ALARM)
    assert text.palette().windowText().color().name().upper() == DARK.alarm_ink


@pytest.mark.parametrize(("percent", "scale"), [(100, 1.0), (150, 1.5), (200, 2.0), (999, 2.0)])
def test_text_size_is_kept_between_100_and_200_percent(
    qapp: QApplication, percent: int, scale: float
) -> None:
    apply_theme(qapp, "light", text_percent=percent)
    assert text_scale() == pytest.approx(scale, abs=0.05)
    assert scaled(44) == pytest.approx(44 * scale, abs=2)
    assert body_font(percent).pixelSize() == pytest.approx(BODY_PX * scale, abs=0.6)


def test_digits_of_the_running_number_are_all_as_wide(qapp: QApplication) -> None:
    from PySide6.QtGui import QFontMetricsF

    metrics = QFontMetricsF(font_for(TextRole.NUMBER))
    widths = [metrics.horizontalAdvance(digit) for digit in "0123456789"]
    assert max(widths) - min(widths) < 1


def test_the_bundled_family_is_used(qapp: QApplication) -> None:
    from PySide6.QtGui import QFontInfo

    assert QFontInfo(font_for(TextRole.BODY)).family() == "Inter"


def test_motion_stops_when_the_system_asks(qtbot, qapp: QApplication) -> None:
    from PySide6.QtWidgets import QProxyStyle, QStyle

    class Still(QProxyStyle):
        def styleHint(self, hint, option=None, widget=None, returnData=None):  # noqa: N802, N803 - Qt's names
            if hint == QStyle.StyleHint.SH_Widget_Animation_Duration:
                return 0
            return super().styleHint(hint, option, widget, returnData)

    widget = QWidget()
    qtbot.addWidget(widget)
    still = Still()
    widget.setStyle(still)
    assert not motion_allowed(widget)


def test_putting_on_the_same_theme_again_disturbs_nobody(qtbot, qapp: QApplication) -> None:
    seen = []

    class Watched(QWidget):
        def changeEvent(self, event):  # noqa: N802 - Qt's name
            if event.type() == QEvent.Type.StyleChange:
                seen.append(event.type())

    widget = Watched()
    qtbot.addWidget(widget)
    apply_theme(qapp, "light")
    assert not seen
    apply_theme(qapp, "dark")
    assert len(seen) == 1
