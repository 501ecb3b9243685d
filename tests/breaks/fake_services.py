"""Run a private D-Bus with made-up services on it, as GNOME, logind or Plasma would answer."""

from __future__ import annotations

import contextlib
import os
import shutil
import subprocess
import threading
from collections.abc import Callable, Iterator
from typing import Any

from jeepney import DBusAddress, MessageType, new_error, new_method_return, new_signal
from jeepney.bus_messages import message_bus
from jeepney.io.blocking import open_dbus_connection

from kneecoach.breaks.presence.source import Told

Handler = Callable[..., tuple[str, tuple[Any, ...]] | None]


def lacks_bus() -> bool:
    return shutil.which("dbus-daemon") is None


@contextlib.contextmanager
def private_bus() -> Iterator[str]:
    """Give the address of a bus that ends with the test."""
    daemon = subprocess.Popen(
        ["dbus-daemon", "--session", "--nofork", "--nopidfile", "--print-address=1"],
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        env={**os.environ, "DBUS_VERBOSE": "0"},
    )
    assert daemon.stdout is not None
    try:
        yield daemon.stdout.readline().decode().strip()
    finally:
        daemon.terminate()
        daemon.wait()
        daemon.stdout.close()


class FakeService:
    """Own a name on a bus and answer its methods by handlers that a test gives.

    A handler takes the body and returns signature and values; None refuses.
    """

    def __init__(self, address: str, name: str, handlers: dict[str, Handler]) -> None:
        self._connection = open_dbus_connection(address)
        self._connection.send_and_get_reply(message_bus.RequestName(name))
        self._handlers = handlers
        self.calls: list[tuple[str, tuple[Any, ...]]] = []
        self._is_over = threading.Event()
        self._thread = threading.Thread(target=self._serve, daemon=True)
        self._thread.start()

    def _serve(self) -> None:
        while not self._is_over.is_set():
            try:
                message = self._connection.receive(timeout=0.05)
            except TimeoutError:
                continue
            except OSError:
                return
            if message.header.message_type is not MessageType.method_call:
                continue
            member = str(message.header.fields[3])
            self.calls.append((member, message.body))
            handler = self._handlers.get(member)
            answer = None if handler is None else handler(*message.body)
            if answer is None:
                reply = new_error(message, "org.freedesktop.DBus.Error.UnknownMethod")
            else:
                signature, values = answer
                reply = new_method_return(message, signature or None, values)
            with contextlib.suppress(OSError):
                self._connection.send(reply)

    def emit(self, path: str, interface: str, signal: str, signature: str, *values: object) -> None:
        emitter = DBusAddress(path, interface=interface)
        self._connection.send(new_signal(emitter, signal, signature, values))

    def close(self) -> None:
        self._is_over.set()
        self._thread.join()
        self._connection.close()


class Ears:
    """Remember what a source told, and wait for more of it."""

    def __init__(self) -> None:
        self.told: list[Told] = []

    def __call__(self, told: Told) -> None:
        self.told.append(told)

    def facts(self) -> list[tuple[str, bool]]:
        return [(one.fact.value, one.holds) for one in self.told]
