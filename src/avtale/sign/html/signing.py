"""Sign an HTML page for a party: a signature beside it, and what the register needs to record of it."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from datetime import date, datetime
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from msgspec import Struct

from avtale.errors import StateError
from avtale.facts.repository import Repository
from avtale.oslo import day_in_oslo
from avtale.sign.html.detached import DetachedSignature, read_signature, sign_detached, signatures_beside
from avtale.sign.html.page import StatedPage, is_rendering
from avtale.sign.identity.binding import Vouched, public_key_sha256, sha256
from avtale.sign.identity.certificates import certificate_of, last_day
from avtale.sign.identity.credentials import Credential
from avtale.sign.identity.own_key import party_binding, refuse_stranger, refuse_used_key
from avtale.sign.pages.questions import untimely
from avtale.sign.signing import approved_for, refuse_unfit, require_party

if TYPE_CHECKING:
    from avtale.sign.identity.trust import Trust


class SignedPage(Struct, frozen=True):
    """The container, and what the register records of it (digests are lower-case hex of SHA-256)."""

    data: bytes
    field: str
    party: str
    signer: str
    time: datetime
    demonstration: bool
    certificate_sha256: str
    page: StatedPage
    certificate_until: date | None = None

    @property
    def signature_sha256(self) -> str:
        return hashlib.sha256(self.data).hexdigest()


def sign_page(
    data: bytes,
    file: Path,
    page: StatedPage,
    *,
    party: str,
    credential: Credential,
    when: datetime,
    repository: Repository | None,
    trust: Trust | None = None,
    vouched: Sequence[Vouched] = (),
    confirmed: bool = False,
) -> SignedPage:
    """Sign the page `data`, which lies in `file`, as `party` (an id).

    Only what the register has approved, and rendering gives byte for byte, is signed; so a repository is needed.
    Raises `UsageError` for a party that is none of the page's, `StateError` for everything that `sign` refuses of a PDF, for
    a page that is not what rendering gives, and where nothing can be compared.
    """
    source = page.source
    refuse_unfit(source, approved_for(source, repository), credential, str(file), repository)
    require_party(party, source, str(file))
    require_timely(page, repository, when, file)
    same = is_rendering(data, page, repository)
    if same is None:
        raise StateError(
            nb=f"Dokumentet i {file} finnes ikke i samlingen her, så siden kan ikke sammenlignes med det som er godkjent. "
            "Stå i samlingen, eller pek på den med --repo.",
            en=f"The document in {file} is not in the repository here, so the page cannot be compared with what is approved. "
            "Stand in the repository, or point with --repo.",
        )
    if not same:
        raise StateError(
            nb=f"{file} er ikke det «avtale render» lager av det godkjente dokumentet. Lag siden på nytt og underskriv den.",
            en=f"{file} is not what “avtale render” makes of the approved document. Render the page again and sign that.",
        )
    found = party_binding(credential, party, source.identities, trust, vouched)
    refuse_stranger(found, party, credential, source, confirmed)
    field = _free_field(data, file, page, party, credential)
    return SignedPage(
        data=sign_detached(data, credential, when),
        field=field,
        party=party,
        signer=credential.signer,
        time=when,
        demonstration=credential.demonstration,
        certificate_sha256=sha256(credential.certificate),
        page=page,
        certificate_until=last_day(credential.certificate),
    )


def require_timely(page: StatedPage, repository: Repository | None, at: datetime, file: Path) -> None:
    """Raise `StateError` where the page shows the document as it was before its approval, or as it will be after the moment `at`."""
    source = page.source
    approval = None if repository is None else repository.register.approval(source.key, source.version)
    why = untimely(page.on, approval, day_in_oslo(at))
    if why is not None:
        raise StateError(
            nb=f"{file} kan ikke underskrives. {why.nb}", en=f"{file} cannot be signed. {why.en}"
        )


def _free_field(data: bytes, file: Path, page: StatedPage, party: str, credential: Credential) -> str:
    beside = signatures_beside(file)
    signed = [(field, partial(_key_in, path, data)) for field, path in beside]
    refuse_used_key(signed, party, credential, page.source)
    taken = {field for field, _ in beside}
    free = [field for field, signs in page.source.fields.items() if signs == party and field not in taken]
    if not free:
        raise StateError(
            nb=f"{party} har alt underskrevet {file}.",
            en=f"{party} has signed {file} already.",
        )
    return free[0]


def _key_in(path: Path, data: bytes) -> str | None:
    try:
        return public_key_sha256(certificate_of(DetachedSignature(read_signature(path), data)))
    except Exception:  # a damaged signature beside it is for `verify` to tell
        return None
