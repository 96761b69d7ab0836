"""Has the file stayed as it was signed? Looks at bytes and revisions, not at cryptography.

A PDF may grow after a signature: the second party's signature, revocation data, an
archive timestamp. All else is a change. Two things have to hold of each signature:
its byte range leaves out exactly its own contents and nothing else and covers its
whole revision, and what came later is on the closed list (`allowed`).
"""

from __future__ import annotations

import re
from typing import Any

from avtale.message import Message
from avtale.sign.container import written_exactly
from avtale.sign.reasons import CHANGED, NOT_WHOLE
from avtale.sign.updates.structure import Structure

_HEX = re.compile(rb"<(?:[0-9a-f]*|[0-9A-F]*)>")  # one case: else a letter's case could be changed unseen


def changed(signature: Any, data: bytes, structure: Structure) -> Message | None:
    """Why `signature` (pyHanko's) does not vouch for the file `data`, or None where it does."""
    if not _leaves_out_only_itself(signature, data):
        return NOT_WHOLE
    return structure.fault_of(signature.field_name) or _forbidden_by_itself(signature, structure)


def _forbidden_by_itself(signature: Any, structure: Structure) -> Message | None:
    """A signature may forbid that others sign after it (DocMDP level 1 and FieldMDP, ISO 32000-2, 12.8.2)."""
    from pyhanko.sign.fields import MDPPerm

    later = [
        field
        for field, number in structure.filled.items()
        if number > structure.filled[signature.field_name] and field not in structure.stamps
    ]
    level, locked = signature.docmdp_level, signature.fieldmdp
    closed = level is not None and level.value < MDPPerm.FILL_FORMS.value
    return CHANGED if later and (closed or (locked and any(map(locked.is_locked, later)))) else None


def _leaves_out_only_itself(signature: Any, data: bytes) -> bool:
    """The gap in the byte range is the signature's own hexadecimal string, padded with zeros."""
    try:
        start, first, second, length = (int(number) for number in signature.byte_range)
    except (TypeError, ValueError):
        return False
    gap = data[first:second]
    if start != 0 or first < 1 or length < 1 or second + length > len(data) or not _HEX.fullmatch(gap):
        return False
    contents = bytes.fromhex(gap[1:-1].decode())
    return bool(contents == signature.pkcs7_content) and written_exactly(signature, contents)
