"""What a check finds.

A `Problem` is what a stage saw, in no particular language; a `Finding` is the
same thing told to a reader: in one language, with file, line and column.
Reporters see findings only, never a library's exception.
"""

from __future__ import annotations

import datetime as dt
from typing import Literal

from msgspec import Struct
from msgspec.structs import force_setattr

from avtale.national_number import masked

Severity = Literal["error", "warning", "notice"]
SEVERITIES: tuple[Severity, ...] = ("error", "warning", "notice")

# What neither a silence nor a baseline may hide: "approved means frozen" and "privacy by construction" (docs/architecture.md, "What it promises").
NEVER_ACCEPTED = frozenset(
    {
        "approval-differs",
        "baseline-grown",
        "changed-after-approval",
        "direction-character",
        "national-number",
        "no-documents",
        "plan-tracked",
        "register-changed",
        "register-linked",
        "transcription-approved",
    }
)


class Problem(Struct, frozen=True):
    """Something wrong at `pointer` (RFC 6901), said in bokmål and English.

    For something missing, `pointer` is that of the parent. `on_key` asks for the
    position of the key instead of its value. `place` (1-based line and column)
    is given only where no pointer can reach, as in a file that is not YAML.
    `severity` overrides the default that the code's own page states. `about` is the
    key of a field that is missing at `pointer`, `meant` the right name of one that stands misspelt there, `character`
    the one that is to blame. `since` is the day that a rule began to find this, where it is
    younger than the rule (`avtale.rules.since`). No silence covers what is `binding`: what was approved is another now.
    """

    code: str
    pointer: str
    nb: str
    en: str
    on_key: bool = False
    place: tuple[int, int] | None = None
    severity: Severity | None = None
    about: str = ""
    since: dt.date | None = None
    binding: bool = False
    meant: str = ""
    character: str = ""

    def __post_init__(self) -> None:
        # It quotes what the author wrote, and is kept and passed on: a national number never gets into it.
        for name, said in (("nb", self.nb), ("en", self.en)):
            if (shown := masked(said)) != said:
                force_setattr(self, name, shown)

    def text(self, lang: str) -> str:
        """The message in `lang`: English for "en", bokmål for every other language."""
        return self.en if lang == "en" else self.nb


class Finding(Struct, frozen=True, order=True):
    """One problem in one place, in one language.

    `line` and `column` are 1-based; `column` counts code points. `pointer` is
    RFC 6901; for something missing it is that of the parent. `help` is the page
    under docs/ that explains the code. `about` is the key of a missing field, where one is
    missing: no reader needs it, but it tells two missing fields of one place apart.
    """

    file: str
    line: int
    column: int
    code: str
    severity: Severity
    message: str
    pointer: str
    help: str
    about: str = ""
