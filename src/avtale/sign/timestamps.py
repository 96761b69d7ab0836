"""The archive timestamp of a signed file (PAdES B-LTA), as the register keeps it: until when it holds."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from datetime import date
from pathlib import Path
from typing import Any

from avtale.facts.register import add_event
from avtale.facts.repository import Repository
from avtale.oslo import day_in_oslo, in_oslo
from avtale.sign.embedded import EmbeddedSource
from avtale.sign.pdf.reading import readable
from avtale.sign.pdf.states import end_of


def record_timestamp(
    pdf: bytes, stamps: Sequence[Any], source: EmbeddedSource, file: str, repository: Repository
) -> tuple[Path, ...]:
    """Add the event of the last archive timestamp in `pdf`, which lies in `file`, that the register lacks; its path.

    `stamps` are those whose issuer the one who asks trusts (`proven.of_the_file`): one of anybody else would end the watch over the file.
    It holds as long as the certificate behind it (EN 319 142-1, 5.5): before that day somebody must add another.
    """
    with readable(file):
        if not stamps or not source.key or not source.version:
            return ()
        last = max(stamps, key=lambda one: one.signed_revision)
        digest = hashlib.sha256(pdf[: end_of(last)]).hexdigest()
        until = day_in_oslo(last.signer_cert.not_valid_after)
        made = in_oslo(last.signed_data["encap_content_info"]["content"].parsed["gen_time"].native)
    known = repository.register.of(source.key, source.version, "timestamp")
    if digest in {event.pdf_sha256 for event in known}:
        return ()
    said: dict[str, str | date] = {"pdf_sha256": digest, "timestamp_until": until, "file": file}
    name = f"timestamp-{digest[:8]}"
    return (
        add_event(repository.register, "timestamp", source.key, source.version, made.date(), said, name=name),
    )
