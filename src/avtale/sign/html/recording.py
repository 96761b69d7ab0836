"""What completes a `sign` of an HTML page that ended before the register knew: the events of signatures that lie beside it."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from datetime import datetime
from pathlib import Path

from avtale.errors import StateError
from avtale.facts.repository import Repository
from avtale.sign.html.detached import read_signature, signatures_beside
from avtale.sign.html.page import StatedPage, is_rendering, read_page
from avtale.sign.html.signing import SignedPage, require_timely
from avtale.sign.html.verify import verify_page
from avtale.sign.identity.binding import Vouched
from avtale.sign.identity.trust import Trust
from avtale.sign.recording import record_page, refuse_unrecordable


def unrecorded_beside(file: Path, page: StatedPage, repository: Repository | None) -> dict[str, Path]:
    """Field and path of each signature beside `file` that the register lacks, where the page's content is approved."""
    source = page.source
    if repository is None or repository.register.approval(source.key, source.version) is None:
        return {}
    events = repository.register.of(source.key, source.version, "signature")
    known = {event.signature_sha256 for event in events}
    beside = [(field, path) for field, path in signatures_beside(file) if field in source.fields]
    return {
        field: path for field, path in beside if hashlib.sha256(read_signature(path)).hexdigest() not in known
    }


def record_page_signatures(
    data: bytes,
    file: Path,
    repository: Repository,
    *,
    at: datetime,
    trust: Trust,
    vouched: Sequence[Vouched] = (),
) -> tuple[Path, ...]:
    """As `record_signatures`, for the page `data` that lies in `file` with its signatures (.p7s) beside it.

    Raises `UsageError` where the file is no page of ours, `StateError` where it may not be recorded.
    """
    page = read_page(data, str(file))
    verdict = verify_page(
        data,
        file,
        at=at,
        trust=trust,
        repository=repository,
        count_demonstration=True,
        vouched=vouched,
    )
    refuse_unrecordable(verdict, page.source, str(file))
    events = repository.register.of(page.source.key, page.source.version, "signature")
    if page.sha256 not in {event.html_sha256 for event in events}:
        require_timely(page, repository, at, file)
        if not is_rendering(data, page, repository):
            raise StateError(
                nb=f"{file} blir ikke registrert. Siden er ikke det «avtale render» lager av det godkjente dokumentet.",
                en=f"{file} is not recorded. The page is not what “avtale render” makes of the approved document.",
            )
    judged = {one.field: one for one in verdict.signatures}
    return tuple(
        record_page(
            SignedPage(
                data=read_signature(path),
                field=field,
                party=page.source.fields[field],
                signer=judged[field].signer or "?",
                time=judged[field].time or at,
                demonstration=judged[field].demonstration,
                certificate_sha256=judged[field].certificate_sha256 or "",
                page=page,
                certificate_until=judged[field].certificate_until,
            ),
            path,
            repository,
        )
        for field, path in unrecorded_beside(file, page, repository).items()
    )
