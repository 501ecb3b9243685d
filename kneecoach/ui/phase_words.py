"""Put what the body does during a phase into one or two words."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication

from kneecoach.model.dose import PhaseName

translate = QCoreApplication.translate


def body_word(phase: PhaseName) -> str:
    """Return what the body does during a phase."""
    words = {
        PhaseName.RAISE: translate("Phase", "Raise"),
        PhaseName.LOWER: translate("Phase", "Lower"),
        PhaseName.HOLD: translate("Phase", "Hold"),
        PhaseName.PAUSE: translate("Phase", "Pause"),
        PhaseName.OPEN: translate("Phase", "Open"),
        PhaseName.CLOSE: translate("Phase", "Close"),
        PhaseName.STRAIGHTEN: translate("Phase", "Straighten"),
        PhaseName.BEND: translate("Phase", "Bend"),
        PhaseName.PRESS: translate("Phase", "Press"),
        PhaseName.RELAX: translate("Phase", "Relax"),
        PhaseName.SQUEEZE: translate("Phase", "Squeeze"),
        PhaseName.SLIDE_OUT: translate("Phase", "Slide out"),
        PhaseName.SLIDE_IN: translate("Phase", "Slide in"),
        PhaseName.REACH: translate("Phase", "Reach"),
        PhaseName.STEP: translate("Phase", "Step"),
        PhaseName.RETURN: translate("Phase", "Return"),
        PhaseName.JUMP: translate("Phase", "Jump"),
        PhaseName.LAND: translate("Phase", "Land"),
        PhaseName.HOP: translate("Phase", "Hop"),
        PhaseName.MARCH: translate("Phase", "March"),
        PhaseName.SWING: translate("Phase", "Swing"),
        PhaseName.STRETCH: translate("Phase", "Stretch"),
        PhaseName.ROLL: translate("Phase", "Roll"),
        PhaseName.WALK: translate("Phase", "Walk"),
        PhaseName.RUN: translate("Phase", "Run"),
        PhaseName.CYCLE: translate("Phase", "Cycle"),
        PhaseName.MOVE: translate("Phase", "Move"),
    }
    return words[phase]
