"""The whole answer to the one who asks of a PDF: the signatures, the register's word, and what has become of the version since."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

from msgspec.structs import replace

from avtale.sign.embedded import embedded_source
from avtale.sign.recording import remarks
from avtale.sign.service import vouched_reasons
from avtale.sign.verify import verify

if TYPE_CHECKING:
    from avtale.sign.asker import Asker
    from avtale.sign.verdict import FileVerdict


def judge(
    pdf: bytes, asked: Asker, *, name: str, at: dt.datetime, on: dt.date, without_register: bool = False
) -> FileVerdict:
    """The verdict on `pdf` as `asked` trusts, at the moment `at`; the state of the version is that of the day `on`.

    Raises as `verify` does.
    """
    repository = asked.repository
    verdict = verify(
        pdf,
        name=name,
        at=at,
        trust=asked.trust,
        repository=repository,
        without_register=without_register,
        count_demonstration=asked.count_demonstration,
        vouched=asked.vouched,
    )
    told = verdict.reasons
    if repository is not None and not without_register:
        told = (*told, *vouched_reasons(pdf, repository))
        source = embedded_source(pdf, name)
        if source is not None:
            told = (*told, *remarks(source, repository, on))
    return replace(verdict, reasons=told, basis=asked.basis)
