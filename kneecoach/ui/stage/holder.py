"""Hold the panels of the stage in one place and show one of them; never push the window larger."""

from __future__ import annotations

from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from kneecoach.override import override


class StageHolder(QWidget):
    """Show one of several panels, each as large as the holder.

    Args:
        panels: The panels; the first is shown.
        name: Object name.
        parent: The widget it is in.
    """

    def __init__(
        self, panels: tuple[QWidget, ...], *, name: str, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.setObjectName(name)
        self._panels = panels
        self._shown = panels[0]
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Ignored)
        for panel in panels:
            panel.setParent(self)
            panel.setVisible(panel is self._shown)

    def shown(self) -> QWidget:
        """Return the panel in view."""
        return self._shown

    def show_panel(self, panel: QWidget) -> None:
        """Show a panel in place of the one in view."""
        if panel is not self._shown:
            before, self._shown = self._shown, panel
            panel.setGeometry(self.rect())
            panel.show()
            before.hide()

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        """Fit the panels to the room."""
        super().resizeEvent(event)
        for panel in self._panels:
            panel.setGeometry(self.rect())
