"""What went wrong while a document was laid out: WeasyPrint only logs it, here it becomes data."""

from __future__ import annotations

import contextlib
import logging
import threading
from collections.abc import Iterator, Mapping
from typing import Any

from avtale.message import Message

__all__ = ["RefusingFetcher", "RenderProblem", "logged", "refused"]


class RenderProblem(Message):
    """One problem of a rendering: a code, and what to do.

    Codes: `fetch-refused`, `missing-glyph`, `foreign-font`, `layout-message`, `title-missing`,
    `language-missing`, `field-name`, `field-title`, `field-not-placed`, `form-control`, `conformance`.
    """

    def __init__(self, code: str, nb: str, en: str) -> None:
        super().__init__(nb, en)
        self.code = code


def refused(url: str) -> RenderProblem:
    """The problem of a page that refers to something outside itself."""
    shown = url if len(url) <= 200 else url[:200] + "…"
    return RenderProblem(
        "fetch-refused",
        f"Dokumentet ville hente «{shown}». Ingenting hentes utenfra; fjern henvisningen.",
        f'The document wanted to fetch "{shown}". Nothing is fetched; remove the reference.',
    )


class RefusingFetcher:
    """A URL fetcher for WeasyPrint that fetches nothing and remembers each attempt.

    Nothing from the network or the disk gets into a document: not `http:`, `file:` or `data:`. Pictures
    stand as SVG in the HTML, and the fonts are known without being fetched. `given` are the pictures that were read
    beforehand: media type and bytes by the one address that each is known by.
    """

    _fail_on_errors = False  # WeasyPrint looks at it: an attempt is a problem, and the rest is still laid out

    def __init__(self, given: Mapping[str, tuple[str, bytes]] | None = None) -> None:
        self.problems: list[RenderProblem] = []
        self._given = given or {}

    def __call__(self, url: str) -> Any:
        return self.fetch(url)

    def fetch(self, url: str, headers: object = None) -> Any:  # noqa: ARG002 (WeasyPrint's signature)
        """What was handed in under the address; all else is refused."""
        if url in self._given:
            from weasyprint.urls import URLFetcherResponse

            media, data = self._given[url]
            return URLFetcherResponse(url, body=data, headers={"Content-Type": media})
        problem = refused(url)
        if problem not in self.problems:
            self.problems.append(problem)
        raise ValueError("avtale fetches nothing")

    def open(self, request: Any) -> Any:
        """The other name under which a fetcher may be called."""
        return self.fetch(str(getattr(request, "full_url", request)))


@contextlib.contextmanager
def logged() -> Iterator[list[RenderProblem]]:
    """Collect what WeasyPrint logs as warning or error in this thread while the block runs."""
    logger = logging.getLogger("weasyprint")
    collector = _Collector()
    level, propagate = logger.level, logger.propagate
    logger.addHandler(collector)
    logger.setLevel(logging.WARNING)
    logger.propagate = False  # each message is a problem now, and must not be printed as well
    try:
        yield collector.problems
    finally:
        logger.removeHandler(collector)
        logger.setLevel(level)
        logger.propagate = propagate


class _Collector(logging.Handler):
    def __init__(self) -> None:
        super().__init__(logging.WARNING)
        self.problems: list[RenderProblem] = []
        self._thread = threading.get_ident()

    def emit(self, record: logging.LogRecord) -> None:
        if record.thread != self._thread or "avtale fetches nothing" in record.getMessage():
            return
        text = record.getMessage()
        problem = RenderProblem(
            "layout-message",
            f"Sideoppsettet meldte: {text}. Rett malen eller teksten det gjelder.",
            f"The layout reported: {text}. Mend the template or the text it concerns.",
        )
        if problem not in self.problems:
            self.problems.append(problem)
