"""Use the coach as a screen reader does: over the accessibility bus, with the system's own Python.

Run inside a message bus of its own: `dbus-run-session -- /usr/bin/python3 accessibility_probe.py
PYTHON`. Prints one JSON object: the names and roles of what is on Exercises, on one exercise, on
Where it hurts before and after a part of the knee was chosen, on Today, on the question before a
session and in the session, each reached by pressing or choosing what was found there.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
import time

ANSWERS_WITHIN_MS = 20_000
"""How long a press may take to be answered: it makes a page, and the machine may be busy."""

LAUNCHERS = ("/usr/libexec/at-spi-bus-launcher", "/usr/lib/at-spi2-core/at-spi-bus-launcher")


def main() -> int:
    launcher = next(one for one in LAUNCHERS if os.path.exists(one))  # noqa: PTH110 - old Pythons
    bus = subprocess.Popen([launcher, "--launch-immediately"], stderr=subprocess.DEVNULL)
    time.sleep(1)
    environ = {**os.environ, "QT_LINUX_ACCESSIBILITY_ALWAYS_ON": "1"}
    coach = subprocess.Popen([sys.argv[1], "-m", "kneecoach"], env=environ)
    try:
        print(json.dumps(probe()))
    finally:
        coach.terminate()
        coach.wait(timeout=10)
        bus.terminate()
    return 0


def probe() -> dict[str, list[list[str]]]:
    """Look at the library, then go from Today into a session; tell what was seen on the way."""
    from gi.repository import Atspi  # the system's own

    Atspi.set_timeout(ANSWERS_WITHIN_MS, ANSWERS_WITHIN_MS)
    wait_for("Start session")
    seen = library()
    choose("Pages", "Today")
    start = wait_for("Start session")
    seen["today"] = named()
    press(start)
    score = wait_for("Pain 1 of 10")
    seen["before"] = named()
    press(score)
    press(wait_for("Start", exactly=True))
    pause = wait_for("Pause")
    seen["session"] = named()
    press(pause)
    wait_for("Go on")
    seen["paused"] = named()
    return seen


def library() -> dict[str, list[list[str]]]:
    """Go through the pages of exercises by choosing and pressing."""
    seen = {}
    choose("Pages", "Exercises")
    tile = wait_for("Calf stretch", exactly=True)
    seen["exercises"] = named()
    press(tile)
    back = wait_for("All exercises")
    wait_for("Stand still", exactly=True)
    seen["exercise"] = named()
    press(back)
    wait_for("Calf stretch", exactly=True)
    choose("Pages", "Where it hurts")
    part = wait_for("Below the kneecap")
    seen["where it hurts"] = named()
    press(part)
    wait_for("Use Tendon")
    seen["cards"] = named()
    return seen


def choose(among: str, name: str) -> None:
    """Choose the item of that name in a list, as a screen reader selects it."""
    for _ in range(100):
        for one in everything():
            if one.name == among and one.getRoleName() == "list" and is_in_view(one):
                names = [child.name for child in one if child is not None]
                if name in names:
                    one.querySelection().selectChild(names.index(name))
                    return
        time.sleep(0.2)
    raise SystemExit(f"there is no {name} in {among}")


def wait_for(name: str, *, exactly: bool = False):
    for _ in range(200):
        for one in everything():
            is_it = one.name == name if exactly else one.name.startswith(name)
            if is_it and is_in_view(one) and is_pressable(one):
                return one
        time.sleep(0.2)
    raise SystemExit(f"{name} never comes into view; seen: {named()}")


def named() -> list[list[str]]:
    """Return name and role of everything in view that has a name."""
    return [[one.name, one.getRoleName()] for one in everything() if one.name and is_in_view(one)]


def everything():
    import pyatspi  # the system's own; not there for our Python

    desktop = pyatspi.Registry.getDesktop(0)
    for application in desktop:
        if application is not None and application.name == "kneecoach":
            yield from below(application)


def below(one):
    for child in one:
        if child is not None:
            yield child
            yield from below(child)


def is_in_view(one) -> bool:
    import pyatspi

    return one.getState().contains(pyatspi.STATE_SHOWING)


def is_pressable(one) -> bool:
    try:
        return one.queryAction().nActions > 0
    except NotImplementedError:
        return False


def press(one) -> None:
    action = one.queryAction()
    names = [action.getName(index) for index in range(action.nActions)]
    wanted = next((name for name in ("Press", "press", "Toggle", "toggle") if name in names), None)
    action.doAction(names.index(wanted) if wanted else 0)


if __name__ == "__main__":
    raise SystemExit(main())
