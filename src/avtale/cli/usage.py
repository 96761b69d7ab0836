"""What click finds wrong with a command line, in the reader's language and with the nearest right word."""

from __future__ import annotations

import difflib

import click

from avtale.cli.command import Explained
from avtale.cli.placed import placed
from avtale.message import Message


def describe_usage_error(error: click.ClickException, lang: str) -> str:
    """One or two sentences for a misuse: what is wrong, and where help is."""
    ctx = getattr(error, "ctx", None)
    path = ctx.command_path if ctx is not None else "avtale"
    more = Message(f" Hjelp: {path} --help", f" Help: {path} --help").text(lang)
    return _phrase(error, ctx).text(lang) + more


def _phrase(error: click.ClickException, ctx: click.Context | None) -> Message:
    if isinstance(error, click.NoSuchOption):
        near = _near(error.option_name, error.possibilities or _options(ctx))
        return Message(
            f"Valget «{error.option_name}» finnes ikke.{near.nb}",
            f"There is no option “{error.option_name}”.{near.en}",
        )
    if isinstance(error, click.MissingParameter):
        name = _name(error.param)
        return Message(f"{name.nb} mangler.", f"{name.en} is missing.")
    if isinstance(error, click.BadParameter):
        if error.param is None:  # said by one of our own readers, in the reader's language
            return Message(error.message, error.message)
        name = _name(error.param)
        choices = getattr(getattr(error.param, "type", None), "choices", None)
        if choices:
            listed = ", ".join(str(choice) for choice in choices)
            return Message(
                f"{name.nb} kan ikke ha den verdien. Velg blant: {listed}.",
                f"{name.en} cannot have that value. Choose among: {listed}.",
            )
        if isinstance(getattr(error.param, "type", None), click.Path):
            return Message(
                f"{name.nb}: mappen eller filen finnes ikke eller er av feil slag.",
                f"{name.en}: no such folder or file, or of the wrong kind.",
            )
        if isinstance(getattr(error.param, "type", None), click.types.IntParamType):
            return Message(f"{name.nb} skal være et helt tall.", f"{name.en} must be a whole number.")
        if isinstance(getattr(error.param, "type", None), Explained):  # say it in the reader's language
            return Message(f"{name.nb}: {error.message}", f"{name.en}: {error.message}")
        return Message(f"{name.nb} kan ikke ha den verdien.", f"{name.en} cannot have that value.")
    if isinstance(error, click.exceptions.NoSuchCommand):
        known = (
            ctx.command.list_commands(ctx) if ctx is not None and isinstance(ctx.command, click.Group) else []
        )
        near = _near(error.command_name, known)
        return Message(
            f"Kommandoen «{error.command_name}» finnes ikke.{near.nb}",
            f"There is no command “{error.command_name}”.{near.en}",
        )
    message = error.format_message()
    if "unexpected extra argument" in message:
        words = message.partition("(")[2].rstrip(")")
        return Message(f"Det står for mye på linjen: {words}.", f"There is too much on the line: {words}.")
    if isinstance(error, click.BadOptionUsage):
        if "requires" in message:
            return Message(
                f"Valget {error.option_name} mangler verdien sin.",
                f"The option {error.option_name} needs a value.",
            )
        return Message(
            f"Valget {error.option_name} tar ingen verdi.", f"The option {error.option_name} takes no value."
        )
    if "Missing command" in message:
        return Message("Kommandoen mangler.", "The command is missing.")
    return Message("Linjen kan ikke forstås.", message)


def _near(word: str, known: list[str]) -> Message:
    found = difflib.get_close_matches(word, known, n=1)
    return Message(f" Mener du «{found[0]}»?", f" Do you mean “{found[0]}”?") if found else Message("", "")


def _options(ctx: click.Context | None) -> list[str]:
    return [name for param in ctx.command.params for name in param.opts] if ctx is not None else []


def _name(param: click.Parameter | None) -> Message:
    if param is None:
        return Message("?", "?")
    if isinstance(param, click.Option):
        return Message(param.opts[-1], param.opts[-1])
    name = param.make_metavar(
        click.get_current_context(silent=True) or click.Context(click.Command("avtale"))
    )
    name = name.removesuffix("...")  # more than one may stand there
    return Message(name, placed(name, "en"))
