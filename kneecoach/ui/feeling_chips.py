"""Ask for signs: the common ones in view, the rarer ones one press away."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from kneecoach.model.feedback import Flag
from kneecoach.ui.feeling_words import COMMON_FLAGS, RARER_FLAGS, flag_words
from kneecoach.ui.widgets.buttons import LinkButton
from kneecoach.ui.widgets.chips import ChipRow

_GAP_PX = 0


class FlagChips(QWidget):
    """Offer every sign that a person may report.

    Signals:
        flags_changed: What is reported changed.

    Args:
        name: Object name; the rows are called `name.common` and `name.rarer`.
        label: What is asked, for screen readers.
        parent: The widget it is in.
    """

    flags_changed = Signal()

    def __init__(self, *, name: str, label: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName(name)
        self.setAccessibleName(label)
        self._common = ChipRow(_answers(COMMON_FLAGS), name=f"{name}.common", label=label)
        more = self.tr("More signs")
        self._rarer = ChipRow(_answers(RARER_FLAGS), name=f"{name}.rarer", label=more)
        self._rarer.hide()
        self._more = LinkButton(more, name=f"{name}.more")
        self._build_layout()
        self._connect_signals()

    def flags(self) -> frozenset[Flag]:
        """Return the signs that are reported."""
        return frozenset(Flag(key) for key in (*self._common.chosen(), *self._rarer.chosen()))

    def clear(self) -> None:
        """Take every sign back, without a signal."""
        self.set_flags(frozenset())

    def set_flags(self, flags: frozenset[Flag]) -> None:
        """Report exactly these signs, without a signal; the rarer ones are shown when one is."""
        chosen = tuple(flag.value for flag in flags)
        self._common.set_chosen(chosen)
        self._rarer.set_chosen(chosen)
        has_rarer = bool(self._rarer.chosen())
        self._rarer.setVisible(has_rarer)
        self._more.setVisible(not has_rarer)

    def _build_layout(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(_GAP_PX)
        column.addWidget(self._common)
        column.addWidget(self._rarer)
        column.addWidget(self._more, 0, Qt.AlignmentFlag.AlignLeft)

    def _connect_signals(self) -> None:
        self._common.choice_changed.connect(self.flags_changed)
        self._rarer.choice_changed.connect(self.flags_changed)
        self._more.clicked.connect(self._on_more_clicked)

    def _on_more_clicked(self) -> None:
        self._rarer.show()
        self._rarer.chip(RARER_FLAGS[0].value).setFocus(Qt.FocusReason.TabFocusReason)
        self._more.hide()


def _answers(flags: tuple[Flag, ...]) -> tuple[tuple[str, str], ...]:
    return tuple((flag.value, flag_words(flag)) for flag in flags)
