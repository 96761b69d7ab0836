"""Build the documentation's site in build/site: the pages of docs/, and the reference made of the program itself.

Run with `make site`. A warning of Sphinx or a link that leads nowhere is an error.
"""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
from pathlib import Path

from tools.links import dead_links
from tools.reference import commands, findings, format

ROOT = Path(__file__).resolve().parents[1]
LANGUAGES = ("nb", "en")
#: What is laid out as it is: the pages, and the files that they show.
PARTS = ("docs", "examples")
#: What is written for developers, in English alone.
HOUSE = ("architecture.md", "domain.md", "pdf.md", "decisions")


def pages(lang: str) -> dict[str, str]:
    """The pages in `lang` that are made of the program, by their path without ending."""
    made = {**commands.pages(lang), **format.pages(lang), **findings.pages(lang)}
    return {f"reference/{name}": text for name, text in made.items()}


def lay_out(target: Path) -> None:
    """Lay the sources of the site below `target`, as they lie in the repository and with what is made beside."""
    for part in PARTS:
        shutil.copytree(ROOT / part, target / part)
    for lang in LANGUAGES:
        for name, text in pages(lang).items():
            path = target / "docs" / lang / f"{name}.md"
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text, encoding="utf-8")
    for name in HOUSE:
        shutil.move(target / "docs" / name, target / "docs/en" / name)
    for name, beside in (
        ("CONTRIBUTING", "contributing"),
        ("CHANGELOG", "changelog"),
        ("SECURITY", "security-policy"),
    ):
        text = (ROOT / f"{name}.md").read_text(encoding="utf-8")
        text = re.sub(r"\[([^\]]*)\]\(docs/nb/([\w-]+)\.md\)", r'<a href="../nb/\2.html">\1</a>', text)
        text = re.sub(r"\]\(docs/(en/)?", "](", text)
        (target / "docs/en" / f"{beside}.md").write_text(text, encoding="utf-8")


def build(sources: Path, site: Path) -> int:
    """Build a site for each language, and a page that leads to both; the exit code of what failed first, or 0."""
    for lang in LANGUAGES:
        options = ("-W", "--keep-going", "-q", "-b", "html", "-c", "docs", "-D", f"language={lang}")
        folders = (f"docs/{lang}", str(site / lang))
        command = [sys.executable, "-m", "sphinx", *options, *folders]
        if code := subprocess.run(command, cwd=sources, check=False).returncode:
            return code
    shutil.copy(sources / "docs/index.html", site / "index.html")
    return 0


def main() -> int:
    sources, site = ROOT / "build/site-sources", ROOT / "build/site"
    for folder in (sources, site):
        shutil.rmtree(folder, ignore_errors=True)
    lay_out(sources)
    if code := build(sources, site):
        return code
    dead = dead_links(site)
    print("\n".join(dead) or f"{len(list(site.rglob('*.html')))} pages in {site.relative_to(ROOT)}")
    return bool(dead)


if __name__ == "__main__":
    sys.exit(main())
