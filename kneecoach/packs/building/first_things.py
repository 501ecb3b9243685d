"""Say where a thing stands, or what it goes around, when it is put into the room of a figure."""

from __future__ import annotations

from kneecoach.packs.building.written import Plain

FIRST_THINGS: dict[str, Plain] = {
    "chair": {"thing": "chair", "forward": "-36 cm"},
    "wall": {"thing": "wall", "forward": "-20 cm"},
    "box": {"thing": "box", "forward": "45 cm"},
    "step": {"thing": "step", "forward": "35 cm"},
    "band": {"thing": "band", "around": "knees"},
    "strap": {"thing": "strap", "around": "working_foot", "to": "hands"},
    "weight": {"thing": "weight", "around": "working_hand"},
    "towel": {"thing": "towel", "forward": "40 cm"},
    "roller": {"thing": "roller", "forward": "40 cm"},
    "ball": {"thing": "ball", "forward": "40 cm"},
    "pillow": {"thing": "pillow", "forward": "40 cm"},
    "slant_board": {"thing": "slant_board", "forward": "40 cm"},
}
"""Where a thing that is put in stands at first. Source: house-rule, so that it is seen."""
