"""The reference of findings: a page for each code, and a table of them all."""

from __future__ import annotations

from avtale.catalogue.codes import codes
from tools.make_pages import SEVERITY, _silence_en, _silence_nb
from tools.reference.markdown import contents, plain, table

_TITLE = {"nb": "Funn", "en": "Findings"}
_START = {
    "nb": "Hver kode `avtale check` kan gi. `avtale explain KODE` viser det samme i terminalen.",
    "en": "Each code that `avtale check` can give. `avtale explain CODE` shows the same in the terminal.",
}
_HEAD = {"nb": ("kode", "hva", "alvor"), "en": ("code", "what", "severity")}


def pages(lang: str) -> dict[str, str]:
    """The pages in `lang` by their name without ending; `findings` is the first, a code's is `findings/<code>`."""
    found = {}
    rows: list[tuple[str, ...]] = []
    for rule in codes().values():
        page = rule.page(lang)
        severity = rule.severity if lang == "en" else SEVERITY[rule.severity]
        silence = _silence_en(rule) if lang == "en" else _silence_nb(rule)
        found[f"findings/{rule.code}"] = (
            f"# {page.title}\n\n`{rule.code}` · {severity}\n\n{page.text}\n{silence}"
        )
        rows.append((f"[`{rule.code}`](findings/{rule.code}.md)", plain(page.title), severity))
    hidden = contents(list(found)).replace(":maxdepth: 1", ":hidden:")
    found["findings"] = f"# {_TITLE[lang]}\n\n{_START[lang]}\n\n{table(_HEAD[lang], rows)}\n{hidden}"
    return found
