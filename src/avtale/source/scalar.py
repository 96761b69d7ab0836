"""One value as YAML text that every reader takes back as the same value.

Readers differ in what an unquoted word is: `no`, `0301`, `1.10`, `2017-06-01` and `12:30` are text to us
and something else to others (YAML 1.1 and 1.2 core schema). Only a text that none of them can mistake is left plain.
"""

from __future__ import annotations

import re
from functools import cache

Scalar = str | int | bool | None

_WORDS = frozenset(["y", "n", "yes", "no", "on", "off", "true", "false", "null", "none", "nan", "inf"])
_SHORT = {"\0": "\\0", "\t": "\\t", "\n": "\\n", "\r": "\\r", '"': '\\"', "\\": "\\\\"}


def scalar(value: Scalar) -> str:
    """`value` on one line: plain where no reader can mistake it, else quoted."""
    if value is None:
        return "null"
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, int):
        return str(value)
    if _is_plain(value):
        return value
    if "\n" not in value and "\t" not in value and not _unprintable().search(value):
        return "'" + value.replace("'", "''") + "'"
    return '"' + "".join(_escaped(char) for char in value) + '"'


def block(value: str, indent: int) -> list[str] | None:
    """`value` as a literal block: the header and its lines indented by `indent` spaces.

    None where a literal block could not hold it unchanged for every reader.
    """
    text = value.removesuffix("\n")
    lines = text.split("\n")
    awkward = any(line != line.rstrip() or line.startswith("\t") for line in lines)
    if "\n" not in value or awkward or not lines[0] or not lines[-1] or lines[0].startswith(" "):
        return None
    if _unprintable().search(value):
        return None
    head = "|" if value.endswith("\n") else "|-"
    return [head, *(" " * indent + line if line else "" for line in lines)]


def _is_plain(text: str) -> bool:
    if _period().match(text):
        return True
    if not _plain().match(text) or text != text.rstrip() or text.lower() in _WORDS:
        return False
    return not _unprintable().search(text) and " #" not in text


def _escaped(char: str) -> str:
    if char in _SHORT:
        return _SHORT[char]
    if not _unprintable().match(char):
        return char
    code = ord(char)
    return f"\\x{code:02x}" if code < 0x100 else f"\\u{code:04x}" if code < 0x10000 else f"\\U{code:08x}"


# Compiled when they are first asked for: a check writes no value.
@cache
def _plain() -> re.Pattern[str]:
    """A letter or § first, then nothing that has a meaning of its own anywhere in YAML, flow style included."""
    return re.compile(r"[^\W\d_](?:[^\x00-\x1f,\[\]{}#&*!|>'\"%@`\\:?]|:(?=[^\s,\[\]{}]))*\Z")


@cache
def _period() -> re.Pattern[str]:
    """6 months: no number or date has a word after a space."""
    return re.compile(r"[1-9][0-9]* [a-z]+( [a-z]+)?\Z")


@cache
def _unprintable() -> re.Pattern[str]:
    """None of YAML's printable characters (1.2, production 1), or one that some reader takes for a line break or drops."""
    return re.compile(
        "[^\t\n\x20-\x7e\xa0-\u2027\u202a-\ud7ff\ue000-\ufefe\uff00-\ufffd\U00010000-\U0010ffff]"
    )
