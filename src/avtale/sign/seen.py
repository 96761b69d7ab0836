"""Which signatures a judged file shows: those that `status` counts as verified (`facts/seen.py`)."""

from __future__ import annotations

from hashlib import sha256
from pathlib import Path
from typing import Any

from avtale.errors import StateError
from avtale.facts.seen import signature_sum
from avtale.sign.embedded import EmbeddedSource, embedded_source, source_of
from avtale.sign.html.detached import DetachedSignature, read_signature, signatures_beside
from avtale.sign.html.page import SUFFIXES, read_page
from avtale.sign.identity.certificates import certificate_of, common_name, is_demonstration
from avtale.sign.pdf.reading import open_pdf, quiet
from avtale.sign.pdf.states import end_of
from avtale.sign.recording import refuse_unrecordable
from avtale.sign.verdict import FileVerdict


def seen_in(verdict: FileVerdict, data: bytes, file: Path) -> tuple[set[bytes], set[bytes]]:
    """The signatures in `data`, which lies in `file` and was judged: those that hold, and those that do not.

    In a PDF they hold where the register could record them; beside a page where all of it passed.
    """
    found = shown_by(data, file)
    good = verdict.verdict == "total_passed" or (verdict.signed_pdf is None and _recordable(verdict, data))
    return (found, set()) if good else (set(), found)


def shown_by(data: bytes, file: Path) -> set[bytes]:
    """The signatures of the parties in `data`, which lies in `file`, or beside it where it is a page; none of a damaged one."""
    try:
        with quiet():
            return _shown(data, file)
    except Exception:  # a damaged signature raises just about anything, and the verdict has told of it
        return set()


def _shown(data: bytes, file: Path) -> set[bytes]:
    found: list[tuple[str, str, Any]]
    if file.suffix.lower() in SUFFIXES:
        source: EmbeddedSource | None = read_page(data, str(file)).source
        beside = [(field, read_signature(path)) for field, path in signatures_beside(file)]
        found = [(field, sha256(one).hexdigest(), DetachedSignature(one, data)) for field, one in beside]
    else:
        reader = open_pdf(data, str(file))
        source = source_of(reader, str(file))
        found = [
            (one.field_name, sha256(data[: end_of(one)]).hexdigest(), one)
            for one in reader.embedded_regular_signatures
        ]
    return {_as_event(source, *one) for one in found if source is not None and one[0] in source.fields}


def _as_event(source: EmbeddedSource, field: str, digest: str, signature: Any) -> bytes:
    certificate = certificate_of(signature)
    return signature_sum(
        source.key,
        source.version,
        source.fields[field],
        source.fingerprint,
        digest,
        common_name(certificate),
        demonstration=is_demonstration(certificate),
    )


def _recordable(verdict: FileVerdict, data: bytes) -> bool:
    try:
        refuse_unrecordable(verdict, embedded_source(data, verdict.file), verdict.file)
    except StateError:
        return False
    return True
