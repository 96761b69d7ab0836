"""What a terminal would obey, a machine format forbids, or turns the direction of writing, made visible.

Texts of a file, a certificate, a name, a path or a branch may hold such characters; what we print and what we
report may not. `one_line` is for a text inside a line of ours, `harmless` for a whole output on its way out,
`json_text` for data: there an escape keeps the character.
"""

from __future__ import annotations

import json
import re
from typing import Any

# C0 and C1 controls and DEL (ISO 6429), marks and overrides of direction (UAX #9), line and paragraph separator,
# deprecated format characters, interlinear annotation, tags, lone surrogates, noncharacters.
_NOT_LAYOUT = (
    "\x00-\x08\x0b-\x1f\x7f-\x9f\u061c\u200e\u200f\u2028-\u202e\u2066-\u206f\ufff9-\ufffb\ufdd0-\ufdef"
    "\ud800-\udfff\ufffe\uffff\U000e0000-\U000e007f"
)
_IN_A_LINE = re.compile(f"[\t\n{_NOT_LAYOUT}]")
# A line feed, also after a carriage return, and a tab lay out a whole output. (To look ahead at every letter takes five times as long.)
_IN_AN_OUTPUT = re.compile(f"[{_NOT_LAYOUT}](?<!\r(?=\n))")
# The colours that our own words may have (ECMA-48, 8.3.117): bold, dim, red to white, and back. Never hidden, never moved.
_OWN_COLOUR = re.compile(r"\x1b\[(?:[0-2]|3[0-7]|9[0-7])?(?:;(?:[0-2]|3[0-7]|9[0-7])){0,2}m")
_MARK = "\ufffd"


def one_line(text: str) -> str:
    """`text` on one line: white space is a space, and any other forbidden character a mark."""
    return _IN_A_LINE.sub(lambda found: " " if found[0] in "\t\n\r" else _MARK, text)


def recordable(text: str) -> str:
    """The same as a record may keep it, which is never changed: `check` would find the mark there."""
    return one_line(text).replace(_MARK, "_")


def harmless(text: str, *, colour: bool = False) -> str:
    """A whole output, its lines kept; with `colour` our own colours too. Nothing else that a terminal obeys."""
    if colour:
        parts, last = [], 0
        for found in _OWN_COLOUR.finditer(text):
            parts += [harmless(text[last : found.start()]), found[0]]
            last = found.end()
        return "".join([*parts, harmless(text[last:])])
    return _IN_AN_OUTPUT.sub(_MARK, text)


def json_text(data: Any) -> str:
    """`data` as JSON with a line feed at its end; what a terminal obeys is escaped, half a surrogate pair is a mark."""
    return _IN_AN_OUTPUT.sub(_marked, json.dumps(data, ensure_ascii=False, indent=2)) + "\n"


def json_row(data: Any) -> str:
    """`data` as JSON on one line, for a file that we read again: half a surrogate pair, as in a path, is kept."""
    return _IN_A_LINE.sub(_escaped, json.dumps(data, ensure_ascii=False))


def ascii_json(text: str) -> str:
    """JSON as it is where the output takes ASCII alone."""
    return re.sub(r"[^\x00-\x7f]", _escaped, text)


def ascii_xml(text: str) -> str:
    """XML as it is where the output takes ASCII alone: true whatever encoding the declaration names."""
    return text.encode("ascii", "xmlcharrefreplace").decode()


def _escaped(found: re.Match[str]) -> str:
    return json.dumps(found[0])[1:-1]


def _marked(found: re.Match[str]) -> str:
    """Half a surrogate pair is no character, and many readers of JSON refuse it (RFC 8259, 8.2)."""
    return _MARK if "\ud800" <= found[0] <= "\udfff" else _escaped(found)
