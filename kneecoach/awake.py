"""Keep the display awake during a session, where the system offers a way."""

from __future__ import annotations

import threading


class StayAwake:
    """Keep the display awake from `begin` to `end`.

    The library is imported and asked on a thread of its own, because on some desktops the answer
    takes a while and a session must not wait for it. Where there is no way, `works` turns False
    and the session goes on.
    """

    def __init__(self) -> None:
        """Do nothing yet."""
        self._release = threading.Event()
        self._thread: threading.Thread | None = None
        self._works: bool | None = None

    @property
    def works(self) -> bool | None:
        """Return whether the display is kept awake; None while that is not known."""
        return self._works

    def begin(self) -> None:
        """Ask the system to keep the display awake; a second call changes nothing."""
        if self._thread is not None:
            return
        self._release.clear()
        self._thread = threading.Thread(target=self._hold, name="stay-awake", daemon=True)
        self._thread.start()

    def end(self) -> None:
        """Let the display sleep again."""
        if self._thread is None:
            return
        self._release.set()
        self._thread.join(timeout=2.0)
        self._thread = None

    def _hold(self) -> None:
        from wakepy import keep  # noqa: PLC0415 - 100 ms, on this thread

        with keep.presenting(on_fail="pass") as mode:
            self._works = mode.active
            self._release.wait()


def can_stay_awake() -> tuple[bool, str]:
    """Return whether the display can be kept awake here, and the reason when it cannot."""
    from wakepy import keep  # noqa: PLC0415 - only the doctor asks

    with keep.presenting(on_fail="pass") as mode:
        if mode.active:
            return True, ""
    return False, "This desktop offers no way to keep the display awake."
