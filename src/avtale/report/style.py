"""How a report is to be written."""

from __future__ import annotations

from posixpath import normpath
from urllib.parse import quote

from msgspec import Struct


class Style(Struct, frozen=True):
    """In which language ("nb" or "en"), with colour or not, and for whom.

    `strict` tells that a warning fails the run too. `prefix` goes before a file's name where a format
    must name it from the top of the checkout: "" or "county/" with its slash.
    """

    lang: str = "nb"
    colour: bool = False
    strict: bool = False
    prefix: str = ""

    @property
    def english(self) -> bool:
        return self.lang == "en"

    def paint(self, text: str, code: str) -> str:
        """`text` in a terminal colour, where colour is wanted."""
        return f"\x1b[{code}m{text}\x1b[0m" if self.colour else text

    def path(self, file: str) -> str:
        """A finding's file as CI must name it: from the top of the checkout, with slashes."""
        if file.startswith("../"):
            return normpath(self.prefix + file)
        return file if file.startswith("/") else self.prefix + file

    def uri(self, file: str) -> str:
        """`path` as a URI: relative, or file:// where the file lies outside (RFC 3986, RFC 8089)."""
        path = quote(self.path(file), safe="/", errors="surrogateescape")
        return f"file://{path}" if path.startswith("/") else path
