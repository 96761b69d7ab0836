"""The fingerprint that binds an approval to a content.

SHA-256 over RFC 8785 JSON of the composed tree, every scalar its text without quotes, null
staying null (docs/architecture.md, "What is kept, and where"). Quoting, layout, comments and key order do
not change it; neither do silences or the two fields that `approve` writes.
"""

from __future__ import annotations

import hashlib
from typing import Any

import rfc8785

ALGORITHM = "sha256-jcs"
LEFT_OUT = ("silences",)
LEFT_OUT_OF_HEADER = ("approved_by", "approved_on")


def fingerprint(data: dict[str, Any]) -> str:
    """ "sha256-jcs:" and 64 hex digits for a document's plain data, as `avtale.source.read` gives it."""
    content = {key: value for key, value in data.items() if key not in LEFT_OUT}
    header = content.get("control_header")
    if isinstance(header, dict):
        content["control_header"] = {
            key: value for key, value in header.items() if key not in LEFT_OUT_OF_HEADER
        }
    digest = hashlib.sha256(rfc8785.dumps(_as_written(content))).hexdigest()
    return f"{ALGORITHM}:{digest}"


def _as_written(value: Any) -> Any:
    """The tree with every scalar as its text: 3 is "3", true is "true"; depth is bounded by the reader."""
    if isinstance(value, dict):
        return {key: _as_written(item) for key, item in value.items()}
    if isinstance(value, list):
        return [_as_written(item) for item in value]
    if isinstance(value, bool):
        return "true" if value else "false"
    return value if value is None else str(value)
