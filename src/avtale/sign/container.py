"""Is the signature container (CMS, RFC 5652) written exactly as the standard says?

A signature covers only part of its own container. Version numbers, the list of
digests and the signer's identifier lie outside, and libraries read them
leniently. Here they are held to the letter, so that no byte of a signed file can
be changed without being seen.
"""

from __future__ import annotations

from typing import Any

_NULL = b"\x05\0"


def written_exactly(signature: Any, contents: bytes) -> bool:
    """True where `contents` is DER padded with zeros, and what the signature does not cover says what it has to.

    `signature` is pyHanko's reading of the same bytes.
    """
    used = _end_of_value(contents, 0, len(contents))
    if used is None or contents[used:].strip(b"\0"):
        return False
    signer, data = signature.signer_info, signature.signed_data
    return (
        _versions_fit(data, signer)
        and _names_the_certificate(signature, signer)
        and _names_the_digest(data, signer)
        and _has_plain_parameters(signer["signature_algorithm"])
    )


def _end_of_value(data: bytes, start: int, end: int) -> int | None:
    """Where the DER value at `start` ends, or None where it or one inside it is not DER within `end`.

    Strings of bytes are not looked into.
    """
    header = _header(data, start, end)
    if header is None:
        return None
    place, close = header
    if not data[start] & 0x20:
        return close
    open_ = [close]
    while open_:
        if place == open_[-1]:
            open_.pop()
            continue
        header = _header(data, place, open_[-1])
        if header is None:
            return None
        if data[place] & 0x20:
            open_.append(header[1])
            place = header[0]
        else:
            place = header[1]
    return close


def _header(data: bytes, place: int, end: int) -> tuple[int, int] | None:
    """Where the body of the value at `place` begins and ends; None unless the length is the shortest there is."""
    if place + 2 > end or data[place] & 0x1F == 0x1F:
        return None
    length, body = data[place + 1], place + 2
    if length >= 0x80:
        count = length - 0x80
        if not 1 <= count <= 4 or body + count > end:
            return None
        length = int.from_bytes(data[body : body + count], "big")
        if length < 0x80 or data[body] == 0:
            return None
        body += count
    return None if body + length > end else (body, body + length)


def _versions_fit(data: Any, signer: Any) -> bool:
    """RFC 5652, 5.1 and 5.3: 1 with issuer and serial number, 3 with a key identifier."""
    version = "v1" if signer["sid"].name == "issuer_and_serial_number" else "v3"
    kinds = {choice.name for choice in data["certificates"]} if data["certificates"] else set()
    whole = "v5" if "other" in kinds else "v4" if "v2_attr_cert" in kinds else version
    if data["encap_content_info"]["content_type"].native != "data" and whole == "v1":
        whole = "v3"
    return bool(signer["version"].native == version and data["version"].native == whole)


def _names_the_certificate(signature: Any, signer: Any) -> bool:
    """Byte for byte; comparing names leniently would let the case of their letters be changed."""
    identifier = signer["sid"]
    if identifier.name != "issuer_and_serial_number":
        return True  # a digest of the key: the library found the certificate by it
    return bool(identifier.chosen["issuer"].dump() == signature.signer_cert.issuer.dump())


def _names_the_digest(data: Any, signer: Any) -> bool:
    """The signer's digest is one of those announced, each with no parameters or NULL."""
    digest = signer["digest_algorithm"]["algorithm"].contents
    identifier = b"\x06" + bytes([len(digest)]) + digest
    forms = [b"0" + bytes([len(body)]) + body for body in (identifier, identifier + _NULL)]
    announced = [one.dump() for one in data["digest_algorithms"]]
    return signer["digest_algorithm"].dump() in forms and any(one in forms for one in announced)


def _has_plain_parameters(algorithm: Any) -> bool:
    """Only RSA-PSS has parameters, and those the library reads and uses."""
    if algorithm["algorithm"].native == "rsassa_pss":
        return True
    return algorithm["parameters"].dump() in (b"", _NULL)
