"""Does a signature hold, on what is signed, its certificate and its time? (ETSI EN 319 102-1, with pyHanko)"""

from __future__ import annotations

import asyncio
from datetime import datetime
from typing import TYPE_CHECKING, Any

from avtale.sign.claimed import impossible
from avtale.sign.identity.anchors import OUT_OF_DATE, meant_otherwise, out_of_date
from avtale.sign.identity.certificates import certificate_of
from avtale.sign.identity.trust import Trust
from avtale.sign.identity.whose import Judgement
from avtale.sign.levels import is_stamped
from avtale.sign.policy import purposes, specification
from avtale.sign.proven import of_the_signature
from avtale.sign.reasons import NO_CERTIFICATE_BOUND, PASSED, reason_for
from avtale.sign.stated import AGREES_TO_NOTHING, agrees
from avtale.sign.verdict import Level, Verdict

if TYPE_CHECKING:
    from pyhanko.pdf_utils.reader import PdfFileReader

__all__ = ["Found", "validated"]

Found = tuple[Judgement, Any, datetime | None]
"""The judgement, and of a signature that passed the validated path and the time that a timestamp proves."""


def validated(
    signature: Any,
    level: Level | None,
    reader: PdfFileReader | None,
    trust: Trust,
    at: datetime,
    sealed: datetime | None = None,
) -> Found:
    """The judgement on what is signed, certificate and time, once the file around it is as it should be.

    `reader` is the PDF that may carry revocation data and later timestamps, None for a signature beside a file;
    `sealed` is when the first trusted one of those was made.
    """
    result = asyncio.run(_ades(signature, level, reader, trust, at, revocation=True))
    indication = result.ades_subindic
    name = indication.standard_name
    if name == "CERTIFICATE_CHAIN_GENERAL_FAILURE":
        # The library says this of lacking revocation data too, for which the standard has TRY_LATER.
        without = asyncio.run(_ades(signature, level, reader, trust, at, revocation=False))
        if without.ades_subindic.status.name == "PASSED":
            name = "TRY_LATER"
        elif certificate_of(signature).not_valid_before_utc > at:  # and of a certificate from the future
            name = "NOT_YET_VALID"
    if indication.status.name == "PASSED":
        if level is None:  # intact and trusted, yet not bound to one certificate (EN 319 142-1, 6.3)
            return ("indeterminate", "SIG_CONSTRAINTS_FAILURE", NO_CERTIFICATE_BOUND), None, None
        if not agrees(signature):
            return ("indeterminate", "SIG_CONSTRAINTS_FAILURE", AGREES_TO_NOTHING), None, None
        if meant_otherwise(result.api_status.validation_path, purposes()):
            wrong_issuer = "CHAIN_CONSTRAINTS_FAILURE"
            return ("indeterminate", wrong_issuer, reason_for(wrong_issuer)), None, None
        proven = of_the_signature(result)
        claimed = signature.self_reported_timestamp if proven is None else None
        wrong = impossible(claimed, at=at, certificate=certificate_of(signature))
        if wrong is not None and sealed is None:
            return ("indeterminate", "SIG_CONSTRAINTS_FAILURE", wrong), None, None
        if all(out_of_date(result, proven=proven, sealed=moment, at=at) for moment in (None, sealed)):
            return ("indeterminate", "OUT_OF_BOUNDS_NO_POE", OUT_OF_DATE), None, None
        return ("total_passed", None, PASSED), result.api_status.validation_path, proven
    verdict: Verdict = "total_failed" if indication.status.name == "FAILED" else "indeterminate"
    return (verdict, name, reason_for(name)), None, None


async def _ades(
    signature: Any,
    level: Level | None,
    reader: PdfFileReader | None,
    trust: Trust,
    at: datetime,
    *,
    revocation: bool,
) -> Any:
    """The library's result: basic validation, with time where there is a timestamp, long-term if need be."""
    from pyhanko.sign.validation import ades
    from pyhanko.sign.validation.policy_decl import PdfSignatureValidationSpec
    from pyhanko_certvalidator.ltv.types import ValidationTimingInfo

    required = specification(reader, trust, revocation=revocation)
    timing = ValidationTimingInfo(at, at, point_in_time_validation=False)
    stamped = is_stamped(signature)
    judge = ades.ades_with_time_validation if stamped else ades.ades_basic_validation
    found = await judge(
        signature.signed_data, required, timing_info=timing, raw_digest=signature.compute_digest()
    )
    if found.ades_subindic.status.name != "INDETERMINATE" or level != "B-LTA" or not stamped:
        return found
    signature.compute_integrity_info(skip_diff=True)
    return await ades.ades_lta_validation(
        signature, PdfSignatureValidationSpec(required, diff_policy=None), timing_info=timing
    )
