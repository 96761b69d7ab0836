"""The reference of commands: a page for each task, made of what the commands themselves say with --help."""

from __future__ import annotations

from collections.abc import Iterator

import click

from avtale.cli.command import Command, Group
from avtale.cli.invocation import Invocation
from avtale.cli.main import main
from avtale.cli.tasks import heading
from tools.reference.markdown import contents, plain, table

_TITLE = {"nb": "Kommandoer", "en": "Commands"}
_HEAD = {"nb": ("valg", "hva det gjør"), "en": ("option", "what it does")}
_EVERY = {
    "nb": "Hver kommando har `--help` med et eksempel. Avslutter med 0 når alt er i orden, 1 ved feil, 2 når linjen er skrevet feil, "
    "3 når omgivelsene svikter, og 130 når noen avbrøt.",
    "en": "Each command has `--help` with an example. It ends with 0 when all is well, 1 on errors, 2 when the line is wrong, "
    "3 when the surroundings fail, and 130 when somebody interrupted.",
}


def pages(lang: str) -> dict[str, str]:
    """The pages in `lang` by their name without ending; `commands` is the first."""
    root = click.Context(main, info_name="avtale", obj=Invocation(chosen_lang=lang))
    by_task = main.by_task(root)
    names = {task: f"commands-{task.replace(' ', '-')}" for task in by_task}
    first = f"# {_TITLE[lang]}\n\n{_EVERY[lang]}\n\n{_options(main, root, lang)}\n{contents(list(names.values()), 2)}"
    return {
        "commands": first,
        **{
            names[task]: f"# {heading(task, lang)}\n\n"
            + "\n".join(part for name, each in commands.items() for part in _command(each, name, root, lang))
            for task, commands in by_task.items()
        },
    }


def _command(command: click.Command, name: str, parent: click.Context, lang: str) -> Iterator[str]:
    """The section of a command, and of those below it."""
    assert isinstance(command, Command | Group)
    ctx = click.Context(command, info_name=name, parent=parent)
    usage = command.get_usage(ctx).partition(": ")[2]
    said = "\n\n".join(plain(paragraph) for paragraph in command.phrase.text(lang).split("\n\n"))
    yield f"## {ctx.command_path}\n\n```text\n{usage}\n```\n\n{said}\n"
    yield _options(command, ctx, lang)
    yield f"```sh\n{command.example}\n```\n"
    if isinstance(command, Group):
        for below, each in command.commands.items():
            yield from _command(each, below, ctx, lang)


def _options(command: Command | Group, ctx: click.Context, lang: str) -> str:
    rows = [
        (f"`{written}`".replace("|", "\\|"), plain(does)) for written, does in command.option_records(ctx)
    ]
    return table(_HEAD[lang], rows)
