"""One code of the catalogue, and all of them by name. A file is read when something of it is asked for."""

from __future__ import annotations

import datetime as dt
from functools import cache, cached_property
from pathlib import Path
from typing import Any, cast

from msgspec import Struct

from avtale.findings import Severity
from avtale.source.read import parse

_HERE = Path(__file__).resolve().parent

# The day of the codes that came after the first release and do not say another. With a release it becomes that day,
# and the codes it brings say it themselves (`since`).
NEXT = dt.date(2026, 11, 26)


class Page(Struct, frozen=True):
    """The help page of one code in one language: its title, and its text in Markdown."""

    title: str
    text: str


class Rule:
    """What SARIF calls a rule: a code with its theme, its severity, its page in bokmål and English, and since when it is found."""

    code: str
    theme: str
    help: str
    """Where the page lies when the pages are built; “avtale explain” shows the same."""

    def __init__(self, file: Path) -> None:
        self._file = file
        self.code = file.stem
        self.theme = file.parent.name
        self.help = f"docs/findings/{self.code}.md"

    @cached_property
    def data(self) -> dict[str, Any]:
        """What its YAML file says."""
        return cast("dict[str, Any]", parse(self._file.read_bytes(), self._file.name).data)

    @cached_property
    def example_data(self) -> dict[str, Any]:
        """What its examples are made of, by name (`avtale.catalogue.examples`)."""
        file = self._file.with_suffix(".examples.yaml")
        return cast("dict[str, Any]", parse(file.read_bytes(), file.name).data) if file.exists() else {}

    @property
    def severity(self) -> Severity:
        """How grave it is where the finding does not say otherwise."""
        return cast("Severity", self.data["severity"])

    @property
    def field(self) -> str:
        """The key of the field that is missing where this is found, so that it can be shown there; "" where it is about another thing."""
        return str(self.data.get("field", ""))

    @property
    def since(self) -> dt.date | None:
        """The day from which it is found; None where the first release found it."""
        return cast("dt.date | None", self.data.get("since", None if self.code in _first() else NEXT))

    def fragment(self, name: str, lang: str = "nb") -> str:
        """The fragment "wrong" or "right"; in English where its comments are translated."""
        return str(self.data.get(f"{name}_{lang}", self.data[name]))

    def page(self, lang: str) -> Page:
        """Its help page: English for "en", bokmål for every other language."""
        told = "en" if lang == "en" else "nb"
        text = self._file.with_suffix(f".{told}.md").read_text(encoding="utf-8")
        for name in ("wrong", "right"):
            block = f"```{self.data.get('language', 'yaml')}\n{self.fragment(name, told)}```"
            text = text.replace(f"\n{{{name}}}\n", f"\n{block}\n")
        title, _, body = text.removeprefix("# ").partition("\n")
        return Page(title, body.strip())

    @property
    def nb(self) -> Page:
        """Its help page in bokmål."""
        return self.page("nb")

    @property
    def en(self) -> Page:
        """Its help page in English."""
        return self.page("en")


@cache
def codes() -> dict[str, Rule]:
    """Every code by name, in the order of themes and names."""
    pages = sorted(_HERE.glob("*/*.nb.md"))
    found = (path.name.removesuffix(".nb.md") for path in pages)
    return {code: Rule(path.with_name(f"{code}.yaml")) for code, path in zip(found, pages, strict=True)}


@cache
def _first() -> frozenset[str]:
    """The codes of the first release."""
    return frozenset((_HERE / "first.txt").read_text(encoding="utf-8").split())


def newest() -> dt.date:
    """The day of the newest code: what an approval keeps of the codes that it was checked with."""
    return max((code.since for code in codes().values() if code.since is not None), default=NEXT)


newest_rule = newest  # as avtale has it, flat
