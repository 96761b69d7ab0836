"""Make the pictures of README and of the documentation anew: the first page of an agreement, and findings in a terminal.

Run with `make pictures`, and look at them. Those of an editor (docs/pictures/editor-*) are taken by hand.
"""

from __future__ import annotations

import datetime as dt
import io
import re
import subprocess
from pathlib import Path

from PIL import Image
from rich.console import Console
from rich.terminal_theme import MONOKAI
from rich.text import Text

from avtale import Repository, check, find, render_document, write_report
from tools.make_site import ROOT

TARGET = ROOT / "docs/pictures"
ON = dt.date(2026, 11, 26)
#: What the agreement of the guide says, and what somebody might write instead.
MISTAKES = (
    ("strength: should", "strength: sould"),
    ("    every: 6 months\n    month: 9\n", ""),
    ("effective_from: 2027-08-01", "effective_from: 2031-08-01"),
)


def page() -> bytes:
    """Most of the first page of an invented county's agreement as PNG, 800 points wide, in few colours and so small."""
    repository = Repository.open(ROOT / "examples/samarbeid/agreements")
    entry = find(repository, "nordlia-ot", ON)
    pdf = render_document(entry, repository, on=ON, formats=("pdf",)).files["pdf"]
    command = ("pdftoppm", "-png", "-singlefile", "-scale-to-x", "800", "-scale-to-y", "-1", "-")
    drawn = subprocess.run(command, input=pdf, capture_output=True, check=True).stdout
    small = Image.open(io.BytesIO(drawn)).convert("RGB")
    small = small.crop((0, 0, 800, 850)).quantize(32)  # below it is blank
    made = io.BytesIO()
    small.save(made, "PNG", optimize=True)
    return made.getvalue()


def findings(folder: Path) -> str:
    """What `avtale check` says in a terminal of the guide's agreement with three mistakes put in, as SVG."""
    guide = (ROOT / "docs/en/guide.md").read_text(encoding="utf-8")
    text = re.findall(r"```yaml\n(format: 1\n.*?)```", guide, re.DOTALL)[0]
    for right, wrong in MISTAKES:
        assert right in text
        text = text.replace(right, wrong, 1)
    path = folder / "cooperation-1.00.yaml"
    path.write_text(text, encoding="utf-8")
    report = write_report(check(Repository.loose([path]), on=ON, lang="en"), "text", lang="en", colour=True)
    console = Console(
        record=True, file=io.StringIO(), width=112, color_system="truecolor", force_terminal=True, _environ={}
    )
    console.print(Text.from_ansi("$ avtale check --lang en\n" + report.replace(f"{folder}/", "")))
    drawn = console.export_svg(title="avtale check", theme=MONOKAI, unique_id="findings")
    drawn = re.sub(r"@font-face \{[^}]*\}\s*", "", drawn)  # nothing is fetched to see it
    return drawn.replace("Fira Code", "DejaVu Sans Mono, Menlo, Consolas")


def main() -> None:
    from tempfile import TemporaryDirectory

    with TemporaryDirectory() as folder:
        (TARGET / "findings.svg").write_text(findings(Path(folder)), encoding="utf-8")
    (TARGET / "page.png").write_bytes(page())
    for name in ("findings.svg", "page.png"):
        print(f"docs/pictures/{name}: {(TARGET / name).stat().st_size} bytes")


if __name__ == "__main__":
    main()
