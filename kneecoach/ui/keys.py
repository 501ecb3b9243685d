"""Name the pages of the list on the left."""

from __future__ import annotations

from typing import Final

TODAY: Final = "today"
PROGRAMME: Final = "programme"
EXERCISES: Final = "exercises"
PROGRESS: Final = "progress"
WHERE_IT_HURTS: Final = "where_it_hurts"
PACKS: Final = "packs"
SETTINGS: Final = "settings"
