"""Keep what the settings tell of a knee apart from the rest of them while records are encrypted.

The file of the settings must be there before a passphrase is given: it holds how the window looks
and when breaks are asked for. Which programme somebody does says what they have, so that is sealed
in a file beside the records, and the file of the settings says nothing of it.
"""

from __future__ import annotations

import json

from kneecoach.paths import Paths
from kneecoach.private import keep_private, open_private
from kneecoach.settings import Settings, load_settings, save_settings, settings_from
from kneecoach.values import replace

PURPOSE = "settings"
"""What the file is sealed for."""

_LARGEST_BYTES = 1_000_000


def load_own_settings(paths: Paths) -> tuple[Settings, tuple[str, ...]]:
    """Return all settings with a sentence for each that could not be read; fewer while locked.

    Raises:
        KneecoachError: The passphrase was asked for, and what was said does not open the records.
    """
    from kneecoach.vault.errors import DamagedVault, Locked  # noqa: PLC0415 - after Today

    settings, messages = load_settings(paths.settings)
    try:
        with paths.own_settings.open("rb") as file:
            kept = file.read(_LARGEST_BYTES)
        told = json.loads(open_private(paths.data, kept, PURPOSE))
        own, _ = settings_from(told)
    except (FileNotFoundError, Locked):
        return settings, messages
    except (OSError, ValueError, RecursionError, DamagedVault):
        problem = f"The settings in {paths.own_settings} are damaged; the usual ones are used."
        return settings, (*messages, problem)
    return replace(settings, programme=own.programme, self_paced=own.self_paced), messages


def save_own_settings(paths: Paths, settings: Settings) -> None:
    """Write all settings: what tells of a knee is sealed while the records are encrypted.

    Raises:
        KneecoachError: A file cannot be written.
    """
    from kneecoach.vault.standing import is_encrypted  # noqa: PLC0415 - after Today

    if is_encrypted(paths.data):
        told = {"programme": settings.programme, "self_paced": sorted(settings.self_paced)}
        keep_private(paths.data, paths.own_settings, json.dumps(told).encode(), PURPOSE)
        usual = Settings()
        settings = replace(settings, programme=usual.programme, self_paced=usual.self_paced)
    save_settings(paths.settings, settings)
