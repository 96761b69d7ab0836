"""Open a PDF that somebody else may have made, and look at its signature fields.

A PDF from outside can break a parser in a hundred ways. Whatever it does, the
caller gets one sentence: `readable` turns every exception into a `UsageError`.
"""

from __future__ import annotations

import logging
from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

from avtale.errors import AvtaleError, UsageError
from avtale.sign.pdf.limits import TooMuch, too_much

if TYPE_CHECKING:
    from pyhanko.pdf_utils.reader import PdfFileReader

LARGEST = 100_000_000  # bytes; an agreement is some hundred thousand
_LOGGERS = ("pyhanko", "pyhanko_certvalidator")


@contextmanager
def quiet() -> Iterator[None]:
    """Keep pyHanko from logging a traceback for each failed check; what failed is in our verdict."""
    loggers = [logging.getLogger(name) for name in _LOGGERS]
    levels = [logger.level for logger in loggers]
    for logger in loggers:
        logger.setLevel(logging.CRITICAL + 1)
    try:
        yield
    finally:
        for logger, level in zip(loggers, levels, strict=True):
            logger.setLevel(level)


@contextmanager
def readable(name: str) -> Iterator[None]:
    """Turn whatever a broken file makes the parser raise into a `UsageError` that names the file."""
    try:
        with quiet():
            yield
    except AvtaleError:
        raise
    except TooMuch as error:
        raise too_much(name, error.nb, error.en) from error
    except (OSError, MemoryError):
        raise
    except Exception as error:  # a parser fed with a damaged file raises just about anything
        raise UsageError(
            nb=f"{name} er skadet eller ufullstendig og kan ikke leses som PDF. "
            "Hent filen på nytt fra avsenderen.",
            en=f"{name} is damaged or incomplete and cannot be read as a PDF. "
            "Fetch it again from the sender.",
        ) from error


def open_pdf(data: bytes, name: str) -> PdfFileReader:
    """A reader over `data`; `name` is what messages call the file.

    Raises `UsageError` for what is no PDF, is damaged, is encrypted, or asks for more than `bounds` allows.
    """
    if b"%PDF-" not in data[:1024]:
        raise UsageError(nb=f"{name} er ingen PDF-fil.", en=f"{name} is no PDF file.")
    if len(data) > LARGEST:
        raise UsageError(
            nb=f"{name} er større enn {LARGEST // 1_000_000} MB og blir ikke lest.",
            en=f"{name} is larger than {LARGEST // 1_000_000} MB and is not read.",
        )
    with readable(name):
        from avtale.sign.pdf.bounds import refuse_endless, refuse_tangled
        from avtale.sign.pdf.reader import QuickReader

        refuse_endless(data, name)
        reader = QuickReader(data)
        if reader.encrypted:
            raise UsageError(
                nb=f"{name} er kryptert. Be avsenderen om en fil uten passord.",
                en=f"{name} is encrypted. Ask the sender for a file without a password.",
            )
        if reader.root["/Type"] != "/Catalog" or int(reader.root["/Pages"]["/Count"]) < 1:
            raise ValueError("no pages")
        refuse_tangled(reader, name)
    return reader


def signature_fields(reader: PdfFileReader) -> dict[str, Any | None]:
    """The signature fields by full name; the value is the signature dictionary, or None if empty."""
    return {name: value for name, value, _ in enumerated(reader)}


def enumerated(reader: PdfFileReader) -> Iterator[tuple[str, Any | None, Any]]:
    """Name, signature dictionary (None if empty) and reference of each signature field, in the file's order.

    Raises `ValueError` for a name that is no text; call it inside `readable`.
    """
    from pyhanko.sign.fields import enumerate_sig_fields

    if "/AcroForm" not in reader.root:
        return
    for name, value, reference in enumerate_sig_fields(reader):
        if not isinstance(name, str):
            raise ValueError("field name")
        yield name, value, reference


def field_reference(reader: PdfFileReader, field: str) -> Any:
    """The reference of the signature field `field`, which must be there."""
    return next(reference for name, _, reference in enumerated(reader) if name == field)
