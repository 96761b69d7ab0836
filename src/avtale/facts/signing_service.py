"""What the signing service of a repository takes: how many signers, how long a title, how large a file."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import Any

from msgspec import Struct

from avtale.facts.repository import DocumentFile, Repository
from avtale.facts.signatures import signed
from avtale.facts.state import OVER
from avtale.format.model import Settings
from avtale.source.read import read_source

MEGABYTE = 1_048_576
NONE = "none"
_FILE = Path(__file__).with_name("signing_services.yaml")


class Limits(Struct, frozen=True):
    """The limits of a service, or those the settings give; None where there is none.

    `name` is what readers call the service, "" where only the settings set limits. `bytes` is of one PDF.
    """

    name: str
    signers: int | None
    title: int | None
    bytes: int | None

    def said(self, lang: str) -> str:
        """Who sets the limit, as the subject of a sentence."""
        return self.name or ("the service in your settings" if lang == "en" else "tjenesten i innstillingene")


def signing_limits(settings: Settings) -> Limits | None:
    """The limits in a repository; None where documents are signed with keys of one's own and nothing is set."""
    signing = settings.signing
    if signing is None or (signing.service in (None, NONE) and signing.limits is None):
        return None
    known = services().get(signing.service or NONE, {})
    signers, title, megabytes = (
        getattr(signing.limits, name, None) or known.get(name) for name in ("signers", "title", "megabytes")
    )
    size = None if megabytes is None else megabytes * MEGABYTE
    return Limits(str(known.get("name", "")), signers, title, size)


def sent_to_service(settings: Settings) -> str | None:
    """The name of the service that documents and their titles are sent to; None where nobody gets them."""
    service = settings.signing.service if settings.signing else None
    return None if service in (None, NONE) else str(services().get(service, {}).get("name", service))


def to_be_signed(entry: DocumentFile, repository: Repository, state: str) -> bool:
    """Whether signatures are missing from a document that still can be signed; `state` is its own on the day."""
    if entry.document is None or entry.transcribed or state in OVER:
        return False
    count = signed(entry, repository)
    return count.recorded < count.required


def days_kept(settings: Settings) -> int | None:
    """How many days the service keeps a signed file before it deletes it; None where it does not, or nobody is sent to."""
    service = settings.signing.service if settings.signing else None
    found = services().get(service or NONE, {}).get("days_kept")
    return int(found) if found is not None else None


@cache
def services() -> dict[str, dict[str, Any]]:
    """The services we know, by the name the settings call them."""
    data = read_source(_FILE).data
    return data if isinstance(data, dict) else {}
