"""Has the file stayed as it was signed? Looks at bytes and revisions, not at cryptography.

A PDF may grow after a signature: the second party's signature, revocation data, an
archive timestamp. All else is a change. Three things have to hold of each signature:
its byte range leaves out exactly its own contents and nothing else, it covers its
whole revision, and what came later is one of the three above.
"""

from __future__ import annotations

import dataclasses
import functools
import re
from collections.abc import Iterator
from typing import Any

from avtale.sign.container import written_exactly
from avtale.sign.metadata import says_the_same
from avtale.sign.reasons import CHANGED, NOT_WHOLE
from avtale.sign.verdict import Reason

_HEX = re.compile(rb"<(?:[0-9a-f]*|[0-9A-F]*)>")  # one case: else a letter's case could be changed unseen


def changed(signature: Any, data: bytes, *, sealed: bool) -> Reason | None:
    """Why `signature` (pyHanko's) does not vouch for the file `data`, or None where it does.

    `sealed` says that a later signature or timestamp covers everything in the
    file. What comes after the last one is covered by none, so there nothing may
    lie that does not belong to the revocation data.
    """
    from pyhanko.sign.diff_analysis import DiffResult
    from pyhanko.sign.validation.status import SignatureCoverageLevel as Coverage

    if not _leaves_out_only_itself(signature, data):
        return NOT_WHOLE
    signature.compute_integrity_info(diff_policy=_policy(sealed=sealed))
    if signature.coverage < Coverage.ENTIRE_REVISION:
        return NOT_WHOLE
    if signature.coverage == Coverage.ENTIRE_FILE:
        return None
    if not isinstance(signature.diff_result, DiffResult):
        return CHANGED
    if not sealed and not _ends_cleanly(data):
        return CHANGED
    level = signature.docmdp_level
    too_much = level is not None and signature.diff_result.modification_level.value > level.value
    return CHANGED if too_much else None


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


def _ends_cleanly(data: bytes) -> bool:
    """Nothing but one line end after the last %%EOF."""
    return data.rpartition(b"%%EOF")[2] in (b"", b"\n", b"\r", b"\r\n")


@functools.cache
def _policy(*, sealed: bool) -> Any:
    """pyHanko's rules, without those for other form fields, and stricter where it is lenient."""
    from pyhanko.sign.diff_analysis import ModificationLevel, StandardDiffPolicy
    from pyhanko.sign.diff_analysis.form_rules_api import FormUpdatingRule
    from pyhanko.sign.diff_analysis.rules import file_structure_rules as structure
    from pyhanko.sign.diff_analysis.rules import form_field_rules as fields
    from pyhanko.sign.diff_analysis.rules import metadata_rules as metadata
    from pyhanko.sign.fields import MDPPerm

    class Dated(metadata.DocInfoRule):
        """Info may get a new date, and nothing else."""

        def apply(self, old: Any, new: Any) -> Iterator[Any]:
            return iter(super().apply(old, new) if says_the_same(old, new) else ())

    class DatedStream(metadata.MetadataUpdateRule):
        """And so may XMP."""

        def apply(self, old: Any, new: Any) -> Iterator[Any]:
            return iter(super().apply(old, new) if says_the_same(old, new) else ())

    rules: list[Any] = [
        structure.XrefStreamRule(),
        structure.ObjectStreamRule(),
        fields.DSSCompareRule(),
        Dated(),
        DatedStream(),
    ]

    class Filling(fields.SigFieldModificationRule):
        """Knows tagged widgets: the structure tree names the field too, which the library takes for another use of it.

        Its own checks have allowed only the value and the appearance to change, so
        the change is the same wherever the field is named from.
        """

        def check_form_field(self, fq_name: str, spec: Any, context: Any) -> Iterator[Any]:
            for level, update in super().check_form_field(fq_name, spec, context):
                itself = update.updated_ref == spec.new_field_ref == spec.old_field_ref
                yield level, dataclasses.replace(update, context_checked=None) if itself else update

    class Policy(StandardDiffPolicy):
        """Every signature is held to DocMDP level 2, said or not: no new visible field may cover the text."""

        def apply(self, old: Any, new: Any, field_mdp_spec: Any = None, doc_mdp: Any = None) -> Any:
            return super().apply(old, new, field_mdp_spec, doc_mdp or MDPPerm.FILL_FORMS)

    return Policy(
        global_rules=[
            structure.CatalogModificationRule(),
            *(rule.as_qualified(ModificationLevel.LTA_UPDATES) for rule in rules),
        ],
        form_rule=FormUpdatingRule(field_rules=[fields.SigFieldCreationRule(), Filling()]),
        ignore_orphaned_objects=sealed,
    )
