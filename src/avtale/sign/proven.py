"""The time that timestamps prove. Anybody can add one to a file, so only those of a trusted issuer prove anything."""

from __future__ import annotations

import asyncio
from collections.abc import Sequence
from datetime import datetime
from functools import partial
from typing import TYPE_CHECKING, Any

from avtale.sign.identity.anchors import holds, meant_otherwise
from avtale.sign.identity.trust import Trust
from avtale.sign.pdf.reading import quiet
from avtale.sign.policy import specification

if TYPE_CHECKING:
    from pyhanko.pdf_utils.reader import PdfFileReader

__all__ = ["Proofs", "of_the_file", "of_the_signature"]

Proofs = list[tuple[Any, datetime]]
"""Document timestamps that the one who asks trusts, each with its time."""

_PURPOSES = ("time_stamping",)


def of_the_signature(result: Any) -> datetime | None:
    """The time of the trusted timestamp that a passed validation (pyHanko's result) rests on; None without one.

    A signature may bear several, and the first that is trusted is the one that counts (EN 319 102-1, 5.5.4).
    """
    stamp = getattr(result.api_status, "timestamp_validity", None)
    if stamp is not None and meant_otherwise(stamp.validation_path, _PURPOSES):
        return None
    time = getattr(stamp, "timestamp", None) or getattr(result, "oldest_evidence_record_timestamp", None)
    return time if isinstance(time, datetime) else None


def of_the_file(stamps: Sequence[Any], reader: PdfFileReader, trust: Trust, at: datetime) -> Proofs:
    """Of the document timestamps `stamps` (pyHanko's, in the file's order) those of a trusted issuer, each with its time, the last first.

    The last has to hold `at` the moment of asking, one before it when the next was made.
    """
    if not stamps:
        return []
    with quiet():
        return asyncio.run(_trusted(stamps, specification(reader, trust, revocation=True), at))


async def _trusted(stamps: Sequence[Any], required: Any, at: datetime) -> Proofs:
    from pyhanko.sign.validation import ades
    from pyhanko_certvalidator.ltv.types import ValidationTimingInfo

    proven: Proofs = []
    for stamp in reversed(stamps):
        moment = proven[-1][1] if proven else at
        try:
            found = await ades.ades_timestamp_validation(
                stamp.signed_data,
                required,
                partial(_digest, stamp),
                timing_info=ValidationTimingInfo(moment, moment, point_in_time_validation=False),
            )
            status: Any = found.api_status
            if (
                found.ades_subindic.status.name == "PASSED"
                and holds(status.validation_path, moment)
                and not meant_otherwise(status.validation_path, _PURPOSES)
            ):
                proven.append((stamp, status.timestamp))
        except Exception:  # whatever the library stumbles over in a damaged one, it proves nothing
            continue
    return proven


def _digest(stamp: Any, _: str) -> bytes:
    return bytes(stamp.compute_digest())
