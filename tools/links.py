"""Links inside a site that lead nowhere."""

from __future__ import annotations

from pathlib import Path
from urllib.parse import unquote, urlsplit

from lxml import html


def dead_links(site: Path) -> list[str]:
    """Each link of the pages below `site` to a page, a place on a page or a file that is not there, as a line to read."""
    trees = {path: html.parse(path).getroot() for path in site.resolve().rglob("*.html")}
    places = {
        path: {each.get("id") or each.get("name") for each in tree.xpath("//*[@id or @name]")}
        for path, tree in trees.items()
    }
    dead = []
    for path, tree in trees.items():
        for element, _, link, _ in tree.iterlinks():
            parts = urlsplit(link)
            if parts.scheme or parts.netloc or element.tag == "form":
                continue
            target = (path.parent / unquote(parts.path)).resolve() if parts.path else path
            target = target / "index.html" if target.is_dir() else target
            missing = not target.is_file() or (
                parts.fragment and target in places and unquote(parts.fragment) not in places[target]
            )
            if missing:
                dead.append(f"{path.relative_to(site.resolve())}: {link}")
    return sorted(set(dead))
