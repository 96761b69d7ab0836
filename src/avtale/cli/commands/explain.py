"""avtale explain"""

from __future__ import annotations

from typing import Any

import click

from avtale.cli.app import App
from avtale.cli.command import command as declare
from avtale.cli.command import format_option
from avtale.cli.echo import echo, echo_json

_SEVERITY = {"error": "feil", "warning": "advarsel", "notice": "merknad"}


@declare(
    writes=False,
    nb="Forklar en kode fra «avtale check»: hva den betyr, hvorfor det er viktig, og hva du gjør.\n\nUten KODE listes alle.",
    en="Explain a code of “avtale check”: what it means, why it matters, what to do.\n\nWithout CODE, all are listed.",
    example="avtale explain\navtale explain header-after-end",
)
@click.argument("code", required=False, metavar="[KODE]")
@format_option
def command(app: App, code: str | None, name: str) -> None:
    from avtale.rules.pages import find_rule, page_text
    from avtale.rules.rule import Rule, rules

    lang = "en" if app.lang == "en" else "nb"

    def told(rule: Rule, *, whole: bool) -> dict[str, Any]:
        page = rule.page(lang)
        row = {"code": rule.code, "theme": rule.theme, "severity": rule.severity, "title": page.title}
        return {**row, "help": f"docs/findings/{rule.code}.md", **({"text": page.text} if whole else {})}

    if code is not None:
        rule = find_rule(code)
        if name == "json":
            echo_json(told(rule, whole=True))
            return
        severity = rule.severity if lang == "en" else _SEVERITY[rule.severity]
        echo(f"{rule.code} ({severity})\n\n{page_text(rule, lang)}", nl=False)
        return
    if name == "json":
        echo_json([told(rule, whole=False) for rule in rules().values()])
        return
    width = max(map(len, rules()))
    for rule in rules().values():
        severity = rule.severity if lang == "en" else _SEVERITY[rule.severity]
        echo(f"{rule.code:{width}}  {severity:8}  {rule.page(lang).title}")
