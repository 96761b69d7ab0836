"""Which PAdES level a signature is built as (EN 319 142-1, clause 6), and the evidence a file carries."""

from __future__ import annotations

from collections.abc import Collection
from typing import TYPE_CHECKING, Any

from avtale.sign.verdict import Level

if TYPE_CHECKING:
    from pyhanko.pdf_utils.reader import PdfFileReader


def level_of(signature: Any, reader: PdfFileReader, proving: Collection[Any]) -> Level | None:
    """The level that `signature` is built as, whether or not its parts hold; None where it is not PAdES.

    Of the document timestamps only those in `proving` count: anybody can add one. B-B binds the signer's certificate; B-T adds a timestamp; B-LT the revocation
    data in the file; B-LTA a document timestamp made after those data.
    """
    if signature.sig_object.get("/SubFilter") != "/ETSI.CAdES.detached" or not binds_certificate(signature):
        return None
    later = [one for one in proving if one.signed_revision > signature.signed_revision]
    if not is_stamped(signature) and not later:
        return "B-B"
    if "/DSS" not in reader.root or not any(revocation_data(reader)[1:]):
        return "B-T"
    first = reader.xrefs.get_introducing_revision(_reference(reader.root.raw_get("/DSS"), reader))
    return "B-LTA" if any(stamp.signed_revision >= first for stamp in later) else "B-LT"


def revocation_data(reader: PdfFileReader | None) -> tuple[list[Any], list[Any], list[Any]]:
    """Certificates, CRLs and OCSP responses of the document security store, as pyHanko wants them."""
    from asn1crypto.crl import CertificateList
    from asn1crypto.ocsp import OCSPResponse
    from pyhanko.sign.validation.dss import DocumentSecurityStore
    from pyhanko_certvalidator.revinfo.archival import CRLContainer, OCSPContainer

    if reader is None or "/DSS" not in reader.root:
        return [], [], []
    store = DocumentSecurityStore.read_dss(reader)
    crls = [CRLContainer(CertificateList.load(one.get_object().data)) for one in store.crls]
    responses = [OCSPResponse.load(one.get_object().data) for one in store.ocsps]
    ocsps = [container for response in responses for container in OCSPContainer.load_multi(response)]
    return list(store.load_certs()), crls, ocsps


def stamps_its_file(stamp: Any) -> bool:
    """Whether a document timestamp (RFC 3161) is of the bytes that it covers."""
    try:
        imprint = stamp.signed_data["encap_content_info"]["content"].parsed["message_imprint"]
        return bool(imprint["hashed_message"].native == stamp.compute_digest())
    except (ValueError, TypeError, KeyError, AttributeError):
        return False


def is_stamped(signature: Any) -> bool:
    """Whether a timestamp is laid over the signature itself."""
    from pyhanko.sign.validation.generic_cms import extract_tst_data_iter

    return any(True for _ in extract_tst_data_iter(signature.signer_info, signed=False))


def binds_certificate(signature: Any) -> bool:
    """Whether the signer's certificate is bound by its digest (PAdES, CAdES)."""
    attributes = {attribute["type"].native for attribute in signature.signer_info["signed_attrs"]}
    return bool(attributes & {"signing_certificate_v2", "signing_certificate"})


def _reference(value: Any, reader: PdfFileReader) -> Any:
    """The reference of an indirect object, or of the catalog that holds a direct one."""
    reference = getattr(value, "reference", None)
    return reader.root_ref if reference is None else reference
