"""Speak D-Bus without Qt: call, listen to signals, read what has arrived; owns the library."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from jeepney import (
    DBusAddress,
    HeaderFields,
    MatchRule,
    Message,
    MessageType,
    Properties,
    new_method_call,
)
from jeepney.bus_messages import message_bus
from jeepney.io.blocking import DBusConnection, open_dbus_connection
from jeepney.wrappers import DBusErrorResponse, unwrap_msg

from kneecoach.breaks.presence.source import PresenceError

PATIENCE_SECONDS = 1.0
"""A service that takes longer to answer counts as not there."""

_REPLY_SERIAL = HeaderFields.reply_serial
_PATH = HeaderFields.path
_MEMBER = HeaderFields.member

Heard = Callable[[tuple[Any, ...]], None]


class Bus:
    """Hold one connection to a bus.

    Args:
        which: `SESSION` or `SYSTEM`, or the address of a bus.
    """

    def __init__(self, which: str) -> None:
        """Connect. Raises PresenceError where there is no such bus."""
        try:
            self._connection: DBusConnection = open_dbus_connection(which)
        except (OSError, KeyError, ValueError, RuntimeError) as error:
            raise PresenceError(f"there is no {which.lower()} bus") from error
        self._heard: list[tuple[str, str, str | None, Heard]] = []

    def fileno(self) -> int:
        """Return the descriptor of the connection."""
        return int(self._connection.sock.fileno())

    def call(
        self, address: DBusAddress, method: str, signature: str = "", *arguments: object
    ) -> tuple[Any, ...]:
        """Call a method and return what it gives.

        Raises:
            PresenceError: The service is not there, refuses, or takes too long.
        """
        return self._ask(new_method_call(address, method, signature or None, arguments))

    def get(self, address: DBusAddress, name: str) -> object:
        """Return a property. Raises PresenceError as `call` does."""
        ((_, value),) = self._ask(Properties(address).get(name))
        return value

    def listen(self, address: DBusAddress, signal: str, heard: Heard, about: str | None) -> None:
        """Have a signal of an object told.

        Args:
            address: Which object and interface.
            signal: Its name.
            heard: Is called with what the signal carries.
            about: Its first argument, when only those are wanted.
        """
        rule = MatchRule(
            type="signal",
            interface=address.interface,
            member=signal,
            path=address.object_path,
        )
        if about is not None:
            rule.add_arg_condition(0, about)
        self._ask(message_bus.AddMatch(rule))
        self._heard.append((address.object_path, signal, about, heard))

    def read(self) -> None:
        """Hand on the signals that have arrived, without waiting.

        Raises:
            PresenceError: The bus has gone.
        """
        while True:
            try:
                message = self._connection.receive(timeout=0)
            except TimeoutError:
                return
            except (OSError, EOFError, ConnectionError) as error:
                raise PresenceError("the bus has gone") from error
            self._hand_on(message)

    def has(self, name: str) -> bool:
        """Say whether a service is running."""
        try:
            (found,) = self._ask(message_bus.NameHasOwner(name))
        except PresenceError:
            return False
        return bool(found)

    def close(self) -> None:
        """Disconnect."""
        self._connection.close()

    def _ask(self, message: Message) -> tuple[Any, ...]:
        """Send and wait for the answer; signals that come in between are handed on."""
        try:
            serial = next(self._connection.outgoing_serial)
            self._connection.send(message, serial=serial)
            while True:
                reply = self._connection.receive(timeout=PATIENCE_SECONDS)
                if reply.header.fields.get(_REPLY_SERIAL) == serial:
                    return tuple(unwrap_msg(reply))
                self._hand_on(reply)
        except DBusErrorResponse as error:
            raise PresenceError(f"the service refuses ({error.name})") from error
        except (OSError, EOFError, ConnectionError, TimeoutError) as error:
            raise PresenceError("the service does not answer") from error

    def _hand_on(self, message: Message) -> None:
        if message.header.message_type is not MessageType.signal:
            return
        fields = message.header.fields
        path, member = fields.get(_PATH), fields.get(_MEMBER)
        for where, signal, about, heard in tuple(self._heard):
            if (where, signal) == (path, member) and about in {None, *message.body[:1]}:
                heard(message.body)
