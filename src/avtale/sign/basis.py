"""What a verdict rests on: where trust and register were taken from, so that the reader sees it."""

from __future__ import annotations

from typing import Any, Literal

from msgspec import Struct

from avtale.message import Message

TrustFrom = Literal["option", "repository", "configuration"]

_FROM: dict[TrustFrom, Message] = {
    "option": Message("gitt med --trust", "given with --trust"),
    "repository": Message("fra samlingens innstillinger", "from the repository's settings"),
    "configuration": Message("fra dine egne innstillinger", "from your own configuration"),
}


class Basis(Struct, frozen=True):
    """`trust` are the paths as the reader sees them, `issuers` the names of the anchors in them.

    `trust_from` is None where nobody is trusted, `register` where there was no repository to compare with.
    """

    trust_from: TrustFrom | None = None
    trust: tuple[str, ...] = ()
    issuers: tuple[str, ...] = ()
    register: str | None = None

    def as_data(self) -> dict[str, Any]:
        """For `verify --format json`."""
        return {
            "trust_from": self.trust_from,
            "trust": list(self.trust),
            "issuers": list(self.issuers),
            "register": self.register,
        }

    def text(self, lang: str) -> str:
        """One line for a reader."""
        if self.trust_from is None:
            trust = Message("ingen utstedere er gitt", "no issuers were given").text(lang)
        else:
            trust = f"{', '.join(self.trust)} ({_FROM[self.trust_from].text(lang)})"
        register = self.register or Message("ingen samling", "no repository").text(lang)
        return Message(
            f"Tillit: {trust}. Register: {register}.", f"Trust: {trust}. Register: {register}."
        ).text(lang)
