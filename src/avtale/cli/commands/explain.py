"""avtale explain"""

from __future__ import annotations

import shlex
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from avtale.cli.command import declare, format_option, option
from avtale.cli.echo import echo, echo_json
from avtale.cli.invocation import Invocation
from avtale.errors import UsageError
from avtale.message import Message
from avtale.wording import told_in

if TYPE_CHECKING:
    from avtale.catalogue.codes import Rule
    from avtale.format.fields import Field

_SEVERITY = {"error": "feil", "warning": "advarsel", "notice": "merknad"}


@declare(
    task="check",
    writes=False,
    nb="Forklar en kode fra «avtale check», eller et felt.\n\n"
    "Siden sier hva det betyr, hva som kan stå der, og viser et eksempel. Uten KODE listes alle kodene; et dokumentslag («agreement») lister feltene sine.",
    en="Explain a code of “avtale check”, or a field.\n\n"
    "The page tells what it means, what may stand there, and shows an example. Without CODE, all codes are listed; a kind of document (“agreement”) lists its fields.",
    example="avtale explain\navtale explain header-after-end\navtale explain header-after-end --example --to prøve\n"
    "avtale explain economy.costs\navtale explain agreement",
)
@click.argument("asked", required=False, metavar="[KODE|FELT]")
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
@format_option("text", "json")
def command(invocation: Invocation, asked: str | None, example: bool, folder: Path | None, name: str) -> None:
    from avtale.catalogue.codes import codes
    from avtale.format.fields import find_fields

    lang = told_in(invocation.lang)
    if (example and asked is None) or (folder is not None and not example):
        raise UsageError(
            nb="Skriv hvilken kode du vil ha eksempler på: avtale explain KODE --example [--to MAPPE].",
            en="Say which code you want examples of: avtale explain CODE --example [--to FOLDER].",
        )
    invocation.tell_fallback()
    if asked is None:
        _list_codes(lang, name)
        return
    rule = codes().get(asked.strip().lower().replace("_", "-"))
    fields = [] if example else find_fields(asked, lang)
    if rule is None and not fields:
        raise _unknown(asked, lang)
    if rule is not None and example:
        _show_examples(rule, folder, lang, name)
    elif name == "json":
        echo_json({**(_page(rule, lang) if rule else {}), **(_field(fields) if fields else {})})
    else:
        echo("\n\n".join([*_texts_of_rule(rule, lang), *_texts_of_field(fields, lang)]), nl=False)


def _list_codes(lang: str, name: str) -> None:
    from avtale.catalogue.codes import codes

    if name == "json":
        echo_json([_row(rule, lang) for rule in codes().values()])
        return
    width = max(map(len, codes()))
    for rule in codes().values():
        echo(f"{rule.code:{width}}  {_severity(rule, lang):8}  {rule.page(lang).title}")


def _show_examples(rule: Rule, folder: Path | None, lang: str, name: str) -> None:
    from avtale.catalogue.examples import examples

    files = examples(rule)
    if not files:
        raise UsageError(
            nb=f"«{rule.code}» har ingen eksempler som kan lagres som filer. Siden viser galt og riktig: avtale explain {rule.code}.",
            en=f"“{rule.code}” has no examples that can be kept as files. The page shows wrong and right: avtale explain {rule.code}.",
        )
    if folder is not None:
        _write(files, folder)
    if name == "json":
        echo_json({**_row(rule, lang), "examples": files})
    elif folder is not None:
        for line in _commands(files, folder):
            echo(line)
    else:
        echo("\n".join(f"--- {path}\n{text}" for path, text in files.items()), nl=False)


def _page(rule: Rule, lang: str) -> dict[str, Any]:
    return {**_row(rule, lang), "text": rule.page(lang).text}


def _field(fields: list[Field]) -> dict[str, Any]:
    from avtale.format.field_page import field_data

    return {"field": field_data(fields[0], fields[1:])}


def _texts_of_rule(rule: Rule | None, lang: str) -> list[str]:
    from avtale.catalogue.pages import page_text

    return [f"{rule.code} ({_severity(rule, lang)})\n\n{page_text(rule, lang)}"] if rule else []


def _texts_of_field(fields: list[Field], lang: str) -> list[str]:
    from avtale.format.field_page import field_text

    return [field_text(fields[0], fields[1:], lang)] if fields else []


def _unknown(asked: str, lang: str) -> UsageError:
    """Neither a code nor a field; with those that it may have been meant for."""
    from avtale.catalogue.pages import near_code
    from avtale.format.fields import near_fields

    near = [*near_code(asked), *near_fields(asked, lang)]
    meant = Message(
        f" Mener du «{'», eller «'.join(near)}»?" if near else "",
        f" Do you mean “{'”, or “'.join(near)}”?" if near else "",
    )
    return UsageError(
        nb=f"Det finnes ingen kode og ikke noe felt «{asked}».{meant.nb} Se kodene med «avtale explain», feltene med «avtale explain agreement».",
        en=f"There is no code and no field “{asked}”.{meant.en} See the codes with “avtale explain”, the fields with “avtale explain agreement”.",
    )


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

    places = {folder / path: text.encode("utf-8") for path, text in files.items()}
    there = [place for place in places if place.exists()]
    for place in there:  # what a run that was killed wrote is passed over
        if not place.is_file() or place.read_bytes() != places[place]:
            raise UsageError(
                nb=f"{place} finnes fra før. Ingenting er skrevet. Velg en annen mappe.",
                en=f"{place} exists already. Nothing was written. Choose another folder.",
            )
    for place in places.keys() - set(there):
        write_whole(place, places[place], replace=False)


def _commands(files: dict[str, str], folder: Path) -> list[str]:
    """The line that checks each of the examples."""
    from avtale.catalogue.examples import DAY

    asked = dict.fromkeys(Path(path).parts[0] for path in files)
    return [
        f"avtale check --on {DAY} {'' if name.endswith('.yaml') else '--repo '}{shlex.quote(str(folder / name))}"
        for name in asked
        if name.startswith(("bad-", "good-"))
    ]
