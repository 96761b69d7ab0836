"""avtale render against the weasyprint command: `python benchmarks/bench_render.py [--small]`.

The peer makes one PDF of the same page, with the same profile, fonts, form fields and attached source.
avtale also reads the repository, checks the page, makes the file fit both standards, and writes the HTML.
"""

from __future__ import annotations

import datetime as dt
import sys
import tempfile
from pathlib import Path

from pairs import BIN, compare

import avtale
from avtale.render.fonts import font_face_css
from avtale.render.page import Edition, page_html

TOP = Path(__file__).resolve().parents[1]
ON = dt.date(2026, 11, 21)
OPTIONS = ["--pdf-variant", "pdf/a-3a", "--pdf-forms", "--quiet", "--attachment-relationship", "Source"]


def paper(entry: avtale.DocumentFile, repository: avtale.Repository) -> str:
    """The page that avtale lays out, with the fonts named for a plain WeasyPrint."""
    assert entry.document is not None
    owner = repository.settings.owner
    edition = Edition(
        document=entry.document,
        lang="nb",
        on=ON,
        medium="paper",
        fields=True,
        issuer=owner.names if owner else (),
        font_css=font_face_css(embed=False),
    )
    return page_html(edition).html.replace(
        "<input ", '<input type="checkbox" '
    )  # as avtale does before layout


def main() -> None:
    runs = 1 if "--small" in sys.argv else 7
    repository = avtale.Repository.open(TOP / "agreements")
    entry = avtale.find(repository, "troms-nav-ot@2.00", on=ON)
    with tempfile.TemporaryDirectory() as temporary:
        folder = Path(temporary)
        (folder / "page.html").write_text(paper(entry, repository), encoding="utf-8")
        (folder / "source.yaml").write_bytes(avtale.dump(entry.source.data))
        ours = [
            BIN / "avtale",
            "render",
            str(entry),
            "--repo",
            TOP / "agreements",
            "--to",
            folder,
            "--on",
            str(ON),
        ]
        peer = [BIN / "weasyprint", *OPTIONS, "--attachment", "source.yaml", "page.html", "peer.pdf"]
        compare("render, one agreement, PDF and HTML", ours, peer, runs=runs, cwd=folder, warm=runs > 1)
        compare(
            "render, one agreement, PDF",
            [*ours, "--format", "pdf"],
            peer,
            runs=runs,
            cwd=folder,
            warm=runs > 1,
        )
        made = folder / f"{avtale.render_document(entry, repository, on=ON, formats=('html',)).name}.pdf"
        print(
            f"avtale's PDF {made.stat().st_size} bytes, the peer's {(folder / 'peer.pdf').stat().st_size} bytes"
        )


if __name__ == "__main__":
    main()
