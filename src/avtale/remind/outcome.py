"""How it went with one message, whichever way it was sent."""

from __future__ import annotations

from collections.abc import Callable

from msgspec import Struct

from avtale.message import Message


class Handover(Struct, frozen=True):
    """What is to be told while a message is handed over."""

    begin: Callable[[], None]
    """From now on it may have been delivered."""
    undo: Callable[[], None]
    """It was not, says the one who was to deliver it."""


class NotTaken(Exception):
    """It was certainly not delivered: `why`; `lasting` where trying again will not help."""

    def __init__(self, why: Message, *, lasting: bool = True) -> None:
        super().__init__(why.en)
        self.why, self.lasting = why, lasting


class InDoubt(Exception):
    """It was handed over, and nobody knows whether it was delivered: `why`."""

    def __init__(self, why: Message) -> None:
        super().__init__(why.en)
        self.why = why
