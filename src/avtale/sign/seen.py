"""Which signatures a judged file shows: those that `status` counts as verified (`facts/seen.py`)."""

from __future__ import annotations

import hashlib
from pathlib import Path

from avtale.errors import StateError
from avtale.facts.seen import signature_sum
from avtale.sign.detached import read_signature, signatures_beside
from avtale.sign.embedded import EmbeddedSource, embedded_source, source_of
from avtale.sign.page import SUFFIXES, read_page
from avtale.sign.reading import open_pdf, readable
from avtale.sign.recording import refuse_unrecordable
from avtale.sign.states import signatures_in
from avtale.sign.verdict import FileVerdict


def seen_in(verdict: FileVerdict, data: bytes, file: Path) -> tuple[set[bytes], set[bytes]]:
    """The signatures in `data`, which lies in `file` and was judged: those that hold, and those that do not.

    In a PDF they hold where the register could record them; beside a page where all of it passed.
    """
    found = shown_by(data, file)
    good = verdict.verdict == "total_passed" or (verdict.signed_pdf is None and _recordable(verdict, data))
    return (found, set()) if good else (set(), found)


def shown_by(data: bytes, file: Path) -> set[bytes]:
    """The signatures of the parties in `data`, which lies in `file`, or beside it where it is a page."""
    if file.suffix.lower() in SUFFIXES:
        source: EmbeddedSource | None = read_page(data, str(file)).source
        files = {
            field: hashlib.sha256(read_signature(path)).hexdigest() for field, path in signatures_beside(file)
        }
    else:
        reader = open_pdf(data, str(file))
        source = source_of(reader, str(file))
        with readable(str(file)):
            files = {field: after for field, (after, _) in signatures_in(data, reader).items()}
    if source is None:
        return set()
    return {
        signature_sum(source.key, source.version, source.fields[field], source.fingerprint, digest)
        for field, digest in files.items()
        if field in source.fields
    }


def _recordable(verdict: FileVerdict, data: bytes) -> bool:
    try:
        refuse_unrecordable(verdict, embedded_source(data, verdict.file), verdict.file)
    except StateError:
        return False
    return True
