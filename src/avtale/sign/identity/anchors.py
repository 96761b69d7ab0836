"""Is the issuer that all rests on out of date itself?

The path validation of RFC 5280 takes an anchor for a name and a key, without dates. EN 319 102-1, 5.2.6.4, asks for the
date up to which an anchor may be relied on (the sunset date). Where the one who asks has given a certificate and
no other date, that date is the certificate's own. It counts on the day the signature is proven for,
else on the day of asking: an old file with a timestamp from while the issuer's certificate held stays valid.
"""

from __future__ import annotations

import dataclasses
from collections.abc import Collection
from datetime import datetime
from typing import Any

from avtale.message import Message


def trust_anchor(certificate: Any) -> Any:
    """The anchor as the validation takes it, held to what its own certificate bounds (RFC 5937): length and names.

    Not its policies: the issuers below need not repeat them. Nor its dates, which `out_of_date` asks about.
    """
    from pyhanko_certvalidator.authority import CertTrustAnchor, TrustQualifiers, derive_quals_from_cert

    said = derive_quals_from_cert(certificate)
    bounds = said.standard_parameters
    if bounds is not None:
        bounds = dataclasses.replace(
            bounds, user_initial_policy_set=frozenset({"any_policy"}), initial_explicit_policy=False
        )
    return CertTrustAnchor(
        certificate, TrustQualifiers(standard_parameters=bounds, max_path_length=said.max_path_length)
    )


OUT_OF_DATE = Message(
    "Utstederens eget sertifikat gjelder ikke på denne dagen, og det er ikke bevist at underskriften er fra da det gjaldt.",
    "The issuer's own certificate does not hold on this day, and nothing proves that the signature is from when it did.",
)


def out_of_date(result: Any, *, proven: datetime | None, sealed: datetime | None, at: datetime) -> bool:
    """Whether an anchor of a passed validation (pyHanko's result) held neither when it counts.

    `proven` and `sealed` are the times of a trusted timestamp of the signature, and of the file after it, or None. The
    timestamp's own issuer must hold `at` the moment of asking, unless the file was sealed since.
    """
    status = result.api_status
    if not holds(getattr(status, "validation_path", None), proven or sealed or at):
        return True
    stamp = getattr(status, "timestamp_validity", None)
    return stamp is not None and not holds(stamp.validation_path, sealed or at)


def meant_otherwise(path: Any, purposes: Collection[str]) -> bool:
    """Whether an issuer between the anchor and the signer is for other purposes alone.

    `purposes` are the extended key usages asked for, as asn1crypto names them. RFC 5280 leaves it to the user of a path what the
    purposes of an issuer say of those below it; CAs limit their issuers by them (CA/Browser Forum, 7.1.2), and so they count.
    """
    issuers = list(path.iter_certs(include_root=False))[:-1] if path is not None else []
    named = [
        one.extended_key_usage_value.native for one in issuers if one.extended_key_usage_value is not None
    ]
    return any(not {*purposes, "any_extended_key_usage"} & set(each) for each in named)


def holds(path: Any, moment: datetime) -> bool:
    """Whether the anchor of a validated path was in date at `moment`."""
    certificate = getattr(getattr(path, "trust_anchor", None), "certificate", None)
    if certificate is None:
        return True
    return bool(certificate.not_valid_before <= moment <= certificate.not_valid_after)
