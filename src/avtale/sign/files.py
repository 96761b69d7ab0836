"""Read the PDF to sign or judge, and name the signed one."""

from __future__ import annotations

import re
from pathlib import Path

from avtale.errors import UsageError
from avtale.sign.names import DEMO_MARK
from avtale.sign.pdf.reading import LARGEST
from avtale.source.named import named_file

_SIGNED = re.compile(r"(?P<before>.+)\.signed-(?P<parties>[^.]+)\Z")


def read_pdf(file: Path) -> bytes:
    """The bytes of `file`. Raises `UsageError` where there is no such file or a pipe, `SystemFailure` where it cannot be read."""
    with named_file(file) as handle:
        return handle.read(LARGEST + 1)


def signed_path(file: Path, party: str, to: Path | None, *, demonstration: bool) -> Path:
    """Where the signed file goes: beside `file`, into the folder `to`, or to `to` itself where it is called .pdf.

    The name tells who has signed, and that it is a demonstration where any of the signatures is.
    """
    if to is not None and to.suffix.lower() == ".pdf" and not to.is_dir():
        return to
    stem = file.stem
    demonstration = demonstration or stem.endswith(DEMO_MARK)
    stem = stem.removesuffix(DEMO_MARK)
    earlier = _SIGNED.match(stem)
    stem = f"{stem}-{party}" if earlier else f"{stem}.signed-{party}"
    return (to or file.parent) / f"{stem}{DEMO_MARK if demonstration else ''}.pdf"


def refuse_taken(target: Path, file: Path, *, force: bool) -> None:
    """Raise `UsageError` before any work is done where `target` may not be written."""
    if target.exists() and file.exists() and target.samefile(file):
        raise UsageError(
            nb=f"{target} er filen som skal underskrives, og blir aldri skrevet over.",
            en=f"{target} is the file to sign and is never overwritten.",
        )
    if target.exists() and not force:
        raise UsageError(
            nb=f"{target} finnes fra før og er ikke rørt. Bruk --force for å skrive over den.",
            en=f"{target} exists and was left alone. Use --force to overwrite it.",
        )
