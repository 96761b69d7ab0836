"""Whom reminders go to: addresses of mail, as a server takes them, and channels."""

from __future__ import annotations

import hashlib
from email.errors import HeaderParseError
from email.headerregistry import Address

from msgspec import Struct


class Mailbox(Struct, frozen=True):
    """One address: its local part as written, its domain in ASCII (RFC 5890) and lower case."""

    local: str
    domain: str

    @property
    def spec(self) -> str:
        return f"{self.local}@{self.domain}"

    @property
    def international(self) -> bool:
        """Whether only a server with SMTPUTF8 (RFC 6531) takes it."""
        return not self.local.isascii()

    @property
    def who(self) -> str:
        """The person as the ledger knows them: a digest, so that no address stands there in the clear."""
        return hashlib.sha256(self.spec.casefold().encode()).hexdigest()[:32]


class Channel(Struct, frozen=True):
    """A channel by its address for apprise, which holds secrets and is never shown."""

    url: str
    number: int
    """Which it is in the file that names it."""

    @property
    def spec(self) -> str:
        return f"{self.url.partition(':')[0]} ({self.number})"

    @property
    def who(self) -> str:
        """The channel as the ledger knows it."""
        return hashlib.sha256(self.url.encode()).hexdigest()[:32]


def mailbox(text: str | None) -> Mailbox | None:
    """The address in a text, or None where it holds none: an address alone, without name, comment, quotes or space."""
    local, at, domain = (text or "").strip().rpartition("@")
    if not at or not local or not domain or len(local.encode()) > 64 or not domain.strip("."):
        return None  # RFC 5321, 4.5.3.1.1
    if any(not char.isprintable() or char in ' "(),:;<>@[\\]' for char in local + domain) or local[0] == "-":
        return None
    try:
        ascii_domain = domain.encode("idna").decode().lower()
        Address(username=local, domain=ascii_domain)  # dots where none may be
        Address(addr_spec=f"{local}@{ascii_domain}" if local.isascii() else f"x@{ascii_domain}")
    except (UnicodeError, ValueError, HeaderParseError, IndexError):
        return None
    return Mailbox(local, ascii_domain) if len(ascii_domain) <= 255 else None
