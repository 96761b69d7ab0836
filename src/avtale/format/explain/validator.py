"""The library's validator, as JSON Schema means it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from typing import Any

from jsonschema import Draft202012Validator, FormatChecker, ValidationError
from jsonschema.validators import extend

from avtale.format import suggest
from avtale.format.validate import is_iso_date

_checker = FormatChecker(formats=())
_checker.checks("date")(is_iso_date)


def validator(spec: dict[str, Any]) -> Any:
    """What tells every fault by the schema `spec`."""
    return _class()(spec, format_checker=_checker)


@cache
def _class() -> Any:
    """With patterns as JSON Schema means them: Python's own `$` would also stand before a last line end."""

    def pattern(_validator: Any, wanted: str, value: Any, _schema: Any) -> Iterator[ValidationError]:
        if isinstance(value, str) and not re.search(suggest.whole(wanted), value):
            yield ValidationError(f"{value!r} does not match {wanted!r}")

    return extend(  # type: ignore[no-untyped-call]
        Draft202012Validator, {"pattern": pattern}
    )
