"""avtale explain"""

from __future__ import annotations

import shlex
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from avtale.cli.command import command as declare
from avtale.cli.command import format_option, option
from avtale.cli.echo import echo, echo_json
from avtale.cli.invocation import Invocation
from avtale.errors import UsageError

if TYPE_CHECKING:
    from avtale.catalogue.codes import Rule

_SEVERITY = {"error": "feil", "warning": "advarsel", "notice": "merknad"}


@declare(
    task="check",
    writes=False,
    nb="Forklar en kode fra «avtale check»: hva den betyr, hvorfor det er viktig, og hva du gjør.\n\nUten KODE listes alle.",
    en="Explain a code of “avtale check”: what it means, why it matters, what to do.\n\nWithout CODE, all are listed.",
    example="avtale explain\navtale explain header-after-end\navtale explain header-after-end --example --to prøve",
)
@click.argument("code", required=False, metavar="[KODE]")
@option(
    "--example",
    is_flag=True,
    nb="Vis hele dokumenter med funnet (bad-…) og uten (good-…).",
    en="Show whole documents with the finding (bad-…) and without (good-…).",
)
@option(
    "--to",
    "folder",
    type=click.Path(path_type=Path, file_okay=False),
    metavar="MAPPE",
    nb="Med --example: skriv dem som filer i denne mappen.",
    en="With --example: write them as files in this folder.",
)
@format_option
def command(invocation: Invocation, code: str | None, example: bool, folder: Path | None, name: str) -> None:
    from avtale.catalogue.codes import codes
    from avtale.catalogue.examples import examples
    from avtale.catalogue.pages import find_rule, page_text

    lang = "en" if invocation.lang == "en" else "nb"
    if (example and code is None) or (folder is not None and not example):
        raise UsageError(
            nb="Skriv hvilken kode du vil ha eksempler på: avtale explain KODE --example [--to MAPPE].",
            en="Say which code you want examples of: avtale explain CODE --example [--to FOLDER].",
        )
    if code is None:
        if name == "json":
            echo_json([_row(rule, lang) for rule in codes().values()])
            return
        width = max(map(len, codes()))
        for rule in codes().values():
            echo(f"{rule.code:{width}}  {_severity(rule, lang):8}  {rule.page(lang).title}")
        return
    rule = find_rule(code)
    files = examples(rule) if example else {}
    if example and not files:
        raise UsageError(
            nb=f"«{rule.code}» har ingen eksempler som kan lagres som filer. Siden viser galt og riktig: avtale explain {rule.code}.",
            en=f"“{rule.code}” has no examples that can be kept as files. The page shows wrong and right: avtale explain {rule.code}.",
        )
    if folder is not None:
        _write(files, folder)
    if name == "json":
        shown = {"examples": files} if example else {"text": rule.page(lang).text}
        echo_json({**_row(rule, lang), **shown})
    elif folder is not None:
        for line in _commands(files, folder):
            echo(line)
    elif example:
        echo("\n".join(f"--- {path}\n{text}" for path, text in files.items()), nl=False)
    else:
        echo(f"{rule.code} ({_severity(rule, lang)})\n\n{page_text(rule, lang)}", nl=False)


def _row(rule: Rule, lang: str) -> dict[str, Any]:
    title = rule.page(lang).title
    return {
        "code": rule.code,
        "theme": rule.theme,
        "severity": rule.severity,
        "title": title,
        "help": rule.help,
    }


def _severity(rule: Rule, lang: str) -> str:
    return rule.severity if lang == "en" else _SEVERITY[rule.severity]


def _write(files: dict[str, str], folder: Path) -> None:
    from avtale.source.write import write_whole

    if there := next((folder / path for path in files if (folder / path).exists()), None):
        raise UsageError(
            nb=f"{there} finnes fra før. Ingenting er skrevet. Velg en annen mappe.",
            en=f"{there} exists already. Nothing was written. Choose another folder.",
        )
    for path, text in files.items():
        write_whole(folder / path, text.encode("utf-8"), replace=False)


def _commands(files: dict[str, str], folder: Path) -> list[str]:
    """The line that checks each of the examples."""
    from avtale.catalogue.examples import DAY

    asked = dict.fromkeys(Path(path).parts[0] for path in files)
    return [
        f"avtale check --on {DAY} {'' if name.endswith('.yaml') else '--repo '}{shlex.quote(str(folder / name))}"
        for name in asked
        if name.startswith(("bad-", "good-"))
    ]
