"""Be the hand and the eye of somebody at a window: over the accessibility bus, by names.

Run inside a message bus of its own: `dbus-run-session -- /usr/bin/python3 hand.py`, with the
system's own Python. Reads one JSON object a line, such as `{"do": "press", "name": "Install"}`, and
answers each with one; `two_homes.py` holds the other end.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
import time

ANSWERS_WITHIN_MS = 20_000
PATIENCE_SECONDS = 30.0
LAUNCHERS = ("/usr/libexec/at-spi-bus-launcher", "/usr/lib/at-spi2-core/at-spi-bus-launcher")


def main() -> int:
    launcher = next(one for one in LAUNCHERS if os.path.exists(one))  # noqa: PTH110 - old Pythons
    bus = subprocess.Popen([launcher, "--launch-immediately"], stderr=subprocess.DEVNULL)
    time.sleep(1)
    hand = Hand()
    try:
        for line in sys.stdin:
            asked = json.loads(line)
            try:
                told = {"is": getattr(hand, asked.pop("do"))(**asked)}
            except LookupError as error:
                told = {"lost": str(error), "seen": hand.see()}
            print(json.dumps(told), flush=True)
    finally:
        hand.end()
        bus.terminate()
    return 0


class Hand:
    """Hold one running coach."""

    def __init__(self):
        self._coach = None

    def start(self, command):
        """Start the coach, and say its process."""
        environ = {**os.environ, "QT_LINUX_ACCESSIBILITY_ALWAYS_ON": "1"}
        self._coach = subprocess.Popen(command, env=environ)
        time.sleep(1)
        import gi

        gi.require_version("Atspi", "2.0")
        from gi.repository import Atspi  # the system's own; it must find somebody on the bus

        Atspi.set_timeout(ANSWERS_WITHIN_MS, ANSWERS_WITHIN_MS)
        return self._coach.pid

    def end(self):
        """Ask the coach to end, and say how it did."""
        if self._coach is None:
            return None
        self._coach.terminate()
        status, self._coach = self._coach.wait(timeout=20), None
        return status

    def has_ended(self):
        """Say whether the coach has ended by itself."""
        return self._coach is None or self._coach.poll() is not None

    def press(self, name, exactly=True, role="", within=""):
        """Press what is called so, as soon as it is there; say its whole name."""
        one = self._wait(lambda it: _is(it, name, exactly, role) and _actions(it), name, within)
        names = [one.queryAction().getName(at) for at in range(one.queryAction().nActions)]
        wanted = [at for at, it in enumerate(names) if it.lower() in {"press", "toggle"}]
        one.queryAction().doAction(wanted[0] if wanted else 0)
        return one.name

    def focus(self, name, exactly=True, role="", within=""):
        """Give the keyboard to what is called so."""
        one = self._wait(lambda it: _is(it, name, exactly, role) and _takes_keys(it), name, within)
        one.queryComponent().grabFocus()
        self._wait(_has_keys, f"the keyboard at {name}")
        return one.name

    def choose(self, among, name):
        """Choose the item of that name in a list."""

        def holds(it):
            return it.name == among and name in _names_below(it)

        one = self._wait(holds, f"{name} in {among}")
        one.querySelection().selectChild(_names_below(one).index(name))
        return name

    def wait(self, name, exactly=False, role=""):
        """Wait for something of that name, and say its whole name."""
        return self._wait(lambda it: _is(it, name, exactly, role), name).name

    def read(self, *, part, seconds=PATIENCE_SECONDS):
        """Wait for a text with that part in it, and say it all."""
        return self._wait(lambda it: part in it.name, part, seconds=seconds).name

    def has(self, name):
        """Say whether something is called so right now."""
        return any(one.name == name for one in _everything())

    def see(self):
        """Say name and role of everything that is in view."""
        return [[one.name, one.getRoleName()] for one in _everything() if one.name]

    def _wait(self, is_it, what, within="", seconds=PATIENCE_SECONDS):
        began = time.monotonic()
        while time.monotonic() - began < seconds:
            try:
                for one in _within(within) if within else _everything():
                    if is_it(one):
                        return one
            except Exception as error:  # what was looked at is gone: look again
                if "DBus" not in repr(error) and "atspi" not in repr(error).lower():
                    raise
            time.sleep(0.15)
        raise LookupError(what)


def _everything():
    import pyatspi  # the system's own; not there for our Python

    for application in pyatspi.Registry.getDesktop(0):
        if application is not None and application.name == "kneecoach":
            yield from _below(application)


def _within(name):
    """Give what is below the first thing of that name that holds anything."""
    for one in _everything():
        if one.name == name and one.childCount:
            yield from _below(one)


def _below(one):
    import pyatspi

    for child in one:
        if child is None or not child.getState().contains(pyatspi.STATE_VISIBLE):
            continue
        if child.getState().contains(pyatspi.STATE_SHOWING):
            yield child
        yield from _below(child)


def _is(one, name, exactly, role):
    fits = one.name == name if exactly else one.name.startswith(name)
    return fits and (not role or one.getRoleName() == role)


def _actions(one):
    import pyatspi

    try:
        can = one.getState().contains(pyatspi.STATE_SENSITIVE)
        return can and one.queryAction().nActions > 0
    except NotImplementedError:
        return False


def _takes_keys(one):
    import pyatspi

    return one.getState().contains(pyatspi.STATE_FOCUSABLE)


def _has_keys(one):
    import pyatspi

    return one.getState().contains(pyatspi.STATE_FOCUSED)


def _names_below(one):
    return [child.name for child in one if child is not None]


if __name__ == "__main__":
    raise SystemExit(main())
