"""Name the parts of a knee as somebody points at it."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication

from kneecoach.figure.knee_shapes import KneeSide
from kneecoach.model.dose import Side
from kneecoach.model.education import KneeRegion

translate = QCoreApplication.translate


def region_words(region: KneeRegion) -> str:
    """Return the name of a part of the knee."""
    words = {
        KneeRegion.FRONT: translate("Region", "Around the kneecap"),
        KneeRegion.BELOW_KNEECAP: translate("Region", "Below the kneecap"),
        KneeRegion.INNER: translate("Region", "Inner side"),
        KneeRegion.OUTER: translate("Region", "Outer side"),
        KneeRegion.BACK: translate("Region", "Back of the knee"),
        KneeRegion.DEEP: translate("Region", "Deep inside"),
    }
    return words[region]


def seen_words(side: KneeSide, leg: Side) -> str:
    """Return which knee is drawn, and from where."""
    if leg is Side.LEFT:
        words = {
            KneeSide.FRONT: translate("Region", "Left knee from the front"),
            KneeSide.SIDE: translate("Region", "Left knee from the outer side"),
            KneeSide.BACK: translate("Region", "Left knee from behind"),
        }
    else:
        words = {
            KneeSide.FRONT: translate("Region", "Right knee from the front"),
            KneeSide.SIDE: translate("Region", "Right knee from the outer side"),
            KneeSide.BACK: translate("Region", "Right knee from behind"),
        }
    return words[side]
