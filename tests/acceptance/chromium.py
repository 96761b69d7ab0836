"""Chromium as the tests start it, how wide and in which colours a page is looked at, and what axe holds it to.

Only `make test-all` installs the browser and its driver; they are imported when the first test asks for them.
"""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any

QUIET = (
    *("--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage", "--no-first-run", "--disable-sync"),
    *("--disable-background-networking", "--disable-component-update", "--disable-quic", "--lang=nb-NO"),
    "--host-resolver-rules=MAP * ~NOTFOUND , EXCLUDE 127.0.0.1",
)
VIEWS = [(width, scheme) for width in (1280, 320) for scheme in ("light", "dark")]
#: WCAG 2.2 AA, as axe calls its rules.
LAW = ("wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa")
_ON_PAPER = LAW[:-1]  # 2.2 adds how large it is what one presses
#: And what axe holds to be good besides.
GOOD = (*LAW, "best-practice")
SIDEWAYS = """() => [document.documentElement, ...document.querySelectorAll("body, body *")]
  .filter(box => box === document.documentElement ? box.scrollWidth > innerWidth
    : box.scrollWidth > box.clientWidth + 1 && ["auto", "scroll"].includes(getComputedStyle(box).overflowX))
  .map(box => box.outerHTML.slice(0, 80))"""


@contextmanager
def started() -> Iterator[Any]:
    """A browser that asks nobody but this machine."""
    from playwright.sync_api import sync_playwright

    with sync_playwright() as driver:
        program = driver.chromium.launch(executable_path=shutil.which("chromium"), args=QUIET)
        yield program
        program.close()


def faults(page: Any) -> list[str]:
    """What is against the law or no good, each with its element."""
    return _violations(_judged(page, GOOD))


def _judged(page: Any, rules: tuple[str, ...]) -> Any:
    """axe's answer about the page as it stands; colours are always among what it looked at."""
    from axe_playwright_python.sync_playwright import Axe

    found = Axe().run(page, options={"runOnly": rules}).response
    assert "color-contrast" in {rule["id"] for rule in found["passes"] + found["violations"]}
    return found


def _violations(found: Any) -> list[str]:
    return [_shown(rule, node) for rule in found["violations"] for node in rule["nodes"]]


def _shown(rule: Any, node: Any) -> str:
    return f"{rule['id']}: {node['html'][:120]}"


@dataclass
class Opened:
    """A page in the browser, with everything it asked for and everything the browser had to say."""

    page: Any
    asked: list[str] = field(default_factory=list)
    said: list[str] = field(default_factory=list)
    media: str = "screen"

    def __post_init__(self) -> None:
        self.page.on("request", lambda request: self.asked.append(request.url))
        self.page.on("console", lambda message: self.said.append(message.text))
        self.page.on("pageerror", lambda error: self.said.append(str(error)))

    def faults(self) -> list[str]:
        """What axe finds against the law, and what it could not decide."""
        found = _judged(self.page, LAW if self.media == "screen" else _ON_PAPER)
        undecided = [
            _shown(rule, node)
            for rule in found["incomplete"]
            for node in rule["nodes"]
            # A single letter is too short for axe to judge; tests/unit/render/test_colours.py does.
            if any((check["data"] or {}).get("messageKey") != "shortTextContent" for check in node["any"])
        ]
        return _violations(found) + undecided

    def look(self, width: int, media: str, scheme: str) -> None:
        self.media = media
        self.page.set_viewport_size({"width": width, "height": 800})
        self.page.emulate_media(media=media, color_scheme=scheme)
