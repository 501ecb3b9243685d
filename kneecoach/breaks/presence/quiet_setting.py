"""Hear from the settings of GNOME and its relatives whether the person is not to be disturbed.

Nothing runs until a break is near. Then their own command `gsettings` tells of changes.
"""

from __future__ import annotations

import shutil
import subprocess

from kneecoach.breaks.presence.source import Fact, PresenceError, Tell, Told
from kneecoach.breaks.presence.teller import Teller
from kneecoach.model.units import Seconds
from kneecoach.values import dataclass

PATIENCE_SECONDS = 1.0


@dataclass(frozen=True, slots=True, kw_only=True)
class QuietKey:
    """A setting that says whether somebody may be disturbed.

    Attributes:
        schema, key: Where it is.
        quiet: Its value while the person is not to be disturbed.
    """

    schema: str
    key: str
    quiet: str


KEYS = {
    "cinnamon": QuietKey(
        schema="org.cinnamon.desktop.notifications", key="display-notifications", quiet="false"
    ),
    "mate": QuietKey(schema="org.mate.NotificationDaemon", key="do-not-disturb", quiet="true"),
    "gnome": QuietKey(schema="org.gnome.desktop.notifications", key="show-banners", quiet="false"),
}
"""By a word of `XDG_CURRENT_DESKTOP`; that of Cinnamon also holds the one of GNOME."""


def quiet_setting(desktop: str) -> QuietSetting:
    """Return the source for a desktop. Raises PresenceError where it has no such setting."""
    key = next((key for word, key in KEYS.items() if word in desktop.lower()), None)
    if key is None:
        raise PresenceError("this desktop has no such setting")
    return QuietSetting(key)


class QuietSetting:
    """Follow a setting of the desktop, while somebody wants to know.

    Args:
        key: Which one.
    """

    name = "the desktop’s do-not-disturb"
    facts = frozenset({Fact.DO_NOT_DISTURB})

    def __init__(self, key: QuietKey) -> None:
        """Start nothing yet."""
        self._key = key
        self._program = ""
        self._tell: Tell | None = None
        self._teller = Teller("the settings of the desktop have gone")

    def start(self, tell: Tell) -> None:
        """See whether the setting is there. Raises PresenceError where it is not."""
        self._tell = tell
        program = shutil.which("gsettings")
        if program is None:
            raise PresenceError("the command gsettings is missing")
        self._program = program
        self._is_quiet()

    def fileno(self) -> int | None:
        """Return the descriptor that changes are told by, while that is wanted."""
        return self._teller.fileno()

    def read(self) -> Seconds | None:
        """Look again when the setting was changed. Raises PresenceError when nobody tells more."""
        if self._teller.read():
            self._say()
        return None

    def watch(self, fact: Fact, *, wanted: bool) -> None:
        """Begin or end to follow; says at once how it stands."""
        if fact is not Fact.DO_NOT_DISTURB:
            return
        if not wanted:
            self._teller.end()
        elif not self._teller.is_running:
            self._teller.begin([self._program, "monitor", self._key.schema, self._key.key])
            self._say()

    def close(self) -> None:
        """Follow nothing more."""
        self._teller.end()

    def _say(self) -> None:
        if self._tell is not None:
            self._tell(Told(fact=Fact.DO_NOT_DISTURB, holds=self._is_quiet()))

    def _is_quiet(self) -> bool:
        try:
            got = subprocess.run(  # noqa: S603 - the desktop's own command
                [self._program, "get", self._key.schema, self._key.key],
                stdin=subprocess.DEVNULL,
                capture_output=True,
                timeout=PATIENCE_SECONDS,
                check=True,
            )
        except (OSError, subprocess.SubprocessError) as error:
            raise PresenceError("the desktop has no such setting") from error
        return got.stdout.decode(errors="replace").strip() == self._key.quiet
