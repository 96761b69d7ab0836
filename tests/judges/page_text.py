"""What a reader of an HTML page reads: its text without tags, styles and white space."""

from __future__ import annotations

from html.parser import HTMLParser

SILENT = {"head", "style", "script"}


def squeezed(text: str) -> str:
    """Without white space: where lines and elements break is not what a text says."""
    return "".join(text.split())


def page_text(html: str) -> str:
    """The squeezed text of a page."""
    reader = _Reader()
    reader.feed(html)
    reader.close()
    return squeezed("".join(reader.said))


class _Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.said: list[str] = []
        self._silent = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:  # noqa: ARG002
        self._silent += tag in SILENT

    def handle_endtag(self, tag: str) -> None:
        self._silent -= tag in SILENT

    def handle_data(self, data: str) -> None:
        if not self._silent:
            self.said.append(data)
