"""The help pages as plain text, for a terminal."""

from __future__ import annotations

import difflib
import re
import textwrap

from avtale.catalogue.codes import Rule, codes
from avtale.errors import UsageError
from avtale.locales import require_language

_LINE = 80


def find_rule(code: str) -> Rule:
    """The rule of `code`. Raises `UsageError` with the nearest code where there is none."""
    known = codes()
    name = code.strip().lower().replace("_", "-")
    if name in known:
        return known[name]
    near = near_code(name)
    meant = (f" Mener du «{near[0]}»?", f" Do you mean “{near[0]}”?") if near else ("", "")
    raise UsageError(
        nb=f"Koden «{code}» finnes ikke.{meant[0]} Se alle med «avtale explain».",
        en=f"There is no code “{code}”.{meant[1]} See them all with “avtale explain”.",
    )


def near_code(code: str) -> list[str]:
    """The code that `code` may have been meant for; none where none comes near."""
    known, name = codes(), code.strip().lower().replace("_", "-")
    return (difflib.get_close_matches(name, known, n=1) or [each for each in known if name and name in each])[
        :1
    ]


def page_text(rule: Rule, lang: str = "nb") -> str:
    """A rule's page in `lang` without Markdown's marks, in lines of at most 80 characters. Raises `UsageError` for an unknown language."""
    require_language(lang)
    page = rule.page(lang)
    paragraphs = [f"{page.title}\n{'=' * len(page.title)}"]
    for number, part in enumerate(re.split(r"^```\w*+\n((?:(?!```).*+\n)*+)```$", page.text, flags=re.M)):
        if number % 2:
            paragraphs.append(textwrap.indent(part.rstrip("\n"), "    "))
        else:
            paragraphs += [_wrapped(text) for text in part.strip().split("\n\n") if text.strip()]
    return "\n\n".join(paragraphs) + "\n"


def _wrapped(paragraph: str) -> str:
    """A paragraph or list without stars and backticks, each item and line of prose filled to the width."""
    plain = re.sub(r"\*\*(.+?)\*\*", r"\1", paragraph, flags=re.S)
    plain = re.sub(r"`([^`]+)`", r"«\1»", plain) if "`" in plain else plain
    items = re.split(r"\n(?=[-*] |\d+\. )", plain.strip())
    return "\n".join(
        textwrap.fill(
            " ".join(item.split()),
            _LINE,
            subsequent_indent="  " if item.startswith(("- ", "* ")) else "",
            break_long_words=False,
            break_on_hyphens=False,
        )
        for item in items
    )
