"""Write docs/findings/, or another folder, from the catalogue: a page for each code, and a table of them all.

The folder is built by `make docs` and is not kept in git.
"""

from __future__ import annotations

import sys
from pathlib import Path

from avtale.catalogue.codes import Rule, codes
from avtale.rules.suppressions import can_be_silenced

TARGET = Path(__file__).resolve().parents[1] / "docs/findings"
SEVERITY = {"error": "feil", "warning": "advarsel", "notice": "merknad"}
SILENCE = """
**{heading}** {text}

```yaml
silences:
  - code: {code}
    reason: {reason}
    # at: /parties/county {at}
    # until: 2027-08-01   {until}
```
"""
NO_SILENCE = "\n**{heading}** {text}\n"


def pages() -> dict[str, str]:
    """Every file of docs/findings/ by name, with its text."""
    return {"README.md": _index(), **{f"{rule.code}.md": _page(rule) for rule in codes().values()}}


def _page(rule: Rule) -> str:
    return (
        f"# {rule.nb.title}\n\n"
        f"`{rule.code}` · {SEVERITY[rule.severity]} · [English](#english) · [alle funn](README.md)\n\n"
        f"{rule.nb.text}\n{_silence_nb(rule)}\n"
        f"## English\n\n"
        f"### {rule.en.title}\n\n"
        f"`{rule.code}` · {rule.severity}\n\n"
        f"{rule.en.text}\n{_silence_en(rule)}"
    )


def _silence_nb(rule: Rule) -> str:
    heading = "Slik stilner du det."
    if not can_be_silenced(rule.code):
        return NO_SILENCE.format(heading=heading, text="Dette funnet kan ikke stilnes; det må rettes.")
    return SILENCE.format(
        heading=heading,
        text="Rett helst funnet. Skal det likevel stå, så legg dette nederst i filen og skriv grunnen:",
        code=rule.code,
        reason="Skriv hvorfor funnet ikke gjelder her.",
        at="bare dette stedet; uten linjen hele dokumentet",
        until="siste dag unntaket gjelder; uten linjen alltid",
    )


def _silence_en(rule: Rule) -> str:
    heading = "How to silence it."
    if not can_be_silenced(rule.code):
        return NO_SILENCE.format(heading=heading, text="This finding cannot be silenced; it must be mended.")
    return SILENCE.format(
        heading=heading,
        text="Rather mend it. Where it shall stand all the same, put this at the end of the file and give the reason:",
        code=rule.code,
        reason="Write why the finding does not hold here.",
        at="only this place; without the line the whole document",
        until="the silence's last day; without the line always",
    )


def _index() -> str:
    rows = [
        f"| [`{rule.code}`]({rule.code}.md) | {rule.nb.title} | {rule.en.title} | {SEVERITY[rule.severity]} |"
        for rule in codes().values()
    ]
    return (
        "# Funn\n\n"
        "Hver kode «avtale check» kan gi, med hva den betyr, hvorfor den er viktig, og hva du gjør. "
        "«avtale explain KODE» viser det samme. Sidene lages av `make docs`.\n\n"
        "Each code of “avtale check”, in bokmål and then in English; “avtale explain CODE” shows the same.\n\n"
        "| kode | hva | what | alvor |\n|---|---|---|---|\n" + "\n".join(rows) + "\n"
    )


def write(folder: Path) -> None:
    """The pages into `folder`, which then holds no other page."""
    folder.mkdir(parents=True, exist_ok=True)
    written = pages()
    for path in folder.glob("*.md"):
        if path.name not in written:
            path.unlink()
    for name, text in written.items():
        (folder / name).write_text(text, encoding="utf-8")
    print(f"{folder.name}: {len(written)} pages")


if __name__ == "__main__":
    write(Path(sys.argv[1]) if sys.argv[1:] else TARGET)
