"""The documentation is built without a warning, in both languages, and every link in it leads somewhere."""

from __future__ import annotations

from pathlib import Path

import pytest
from lxml import html

import avtale
from tests.support import discovered
from tools.links import dead_links
from tools.make_site import LANGUAGES, build, lay_out, pages

pytestmark = pytest.mark.extended


def test_the_site_is_built(tmp_path: Path) -> None:
    sources, site = tmp_path / "sources", tmp_path / "site"
    lay_out(sources)
    assert build(sources, site) == 0
    assert dead_links(site) == []
    for lang in LANGUAGES:
        assert html.parse(site / lang / "index.html").getroot().get("lang") == lang
        for name in discovered(pages(lang), at_least=180):
            assert (site / lang / f"{name}.html").is_file()
    api = html.parse(site / "en/api.html").getroot()
    former = {"succeed"}  # what replace_party was called until 0.2, which nobody is to begin with
    assert {each.get("id") for each in api.xpath("//dt[@id]")} >= {
        f"avtale.{name}" for name in {*avtale.__all__} - former
    }
    assert "lang: str = 'nb'" in " ".join(api.text_content().split())  # defaults keep their quotes
    assert "http" not in {
        link.partition(":")[0] for page in site.rglob("*.css") for link in page.read_text().split("url(")[1:]
    }
