"""Name the pages of the list on the left."""

from __future__ import annotations

from typing import Final

TODAY: Final = "today"
PROGRAMME: Final = "programme"
SETTINGS: Final = "settings"
