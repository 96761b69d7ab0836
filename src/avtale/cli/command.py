"""How a command is declared: help in both languages with an example, and the options all share.

    @declare(
        task="check", nb="Sjekk dokumenter.", en="Check documents.", example="avtale check",
    )
    @option("--strict", is_flag=True, nb="…", en="…")
    def command(invocation: Invocation, strict: bool) -> None: ...

A command is one module in cli/commands/, called as the module is, whose `command` attribute is what this decorator makes. Unless it says that it only
reads (`writes=False`), it holds each repository it opens, from before it is read until the command ends.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any, NoReturn, TypeVar

import click
from click.shell_completion import CompletionItem

from avtale.cli.echo import echo, prompt
from avtale.cli.invocation import LANGUAGES, Invocation
from avtale.cli.placed import placed
from avtale.cli.tasks import TASKS, Task, heading
from avtale.cli.typography import refuse_typography
from avtale.errors import AvtaleError
from avtale.format.values import date as read_date
from avtale.message import Message

_Read = TypeVar("_Read")
LANG = Message(f"Språk: {', '.join(LANGUAGES)}.", f"Language: {', '.join(LANGUAGES)}.")
PAGES = Message(
    f"Språk på sidene: {', '.join(LANGUAGES)}, eller to side om side, som nb+se (ellers dokumentets egne).",
    f"Language of the pages: {', '.join(LANGUAGES)}, or two side by side, as nb+se (default: the document's own).",
)
# The options every command has come after its own in the help.
_SHARED = ("lang", "repo", "debug", "help")
_DOCUMENTS = ("DOK", "GAMMELT", "NYTT")  # what stands for a document in the help
_HEADINGS = {
    "usage": Message("Bruk: ", "Usage: "),
    "options": Message("Valg", "Options"),
    "example": Message("Eksempel", "Example"),
    "commands": Message("Kommandoer", "Commands"),
    "required": Message(" Må oppgis.", " Required."),
    "help": Message("Vis denne hjelpen.", "Show this help."),
}


def reader_lang(ctx: click.Context) -> str:
    """The language to write help and errors in, also before a command has begun."""
    root = ctx.find_root()
    given = ctx.params.get("lang") or root.params.get("lang")
    invocation = root.obj if isinstance(root.obj, Invocation) else Invocation()
    return given or invocation.lang


class Option(click.Option):
    """An option whose help is a Message."""

    def __init__(self, *args: Any, phrase: Message, **kwargs: Any) -> None:
        self.phrase = phrase
        super().__init__(*args, **{**kwargs, "help": phrase.nb})

    def get_help_record(self, ctx: click.Context) -> tuple[str, str] | None:
        lang = reader_lang(ctx)
        self.help = self.phrase.text(lang) + (_HEADINGS["required"].text(lang) if self.required else "")
        record = super().get_help_record(ctx)
        return (placed(record[0], lang), record[1]) if record else None

    def get_help_extra(self, ctx: click.Context) -> click.types.OptionHelpExtra:
        extra = super().get_help_extra(ctx)
        extra.pop("required", None)  # said in the reader's language instead
        return extra


class Helped:
    """Help in the reader's language with an example, for commands and groups."""

    phrase: Message
    example: str = ""
    name: str | None

    def get_short_help_str(self, limit: int = 90) -> str:
        lang = reader_lang(click.get_current_context(silent=True) or click.Context(click.Command("avtale")))
        text = self.phrase.text(lang).split("\n")[0]
        return text if len(text) <= limit else text[: limit - 1] + "…"

    def format_usage(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        pieces = " ".join(self.collect_usage_pieces(ctx))  # type: ignore[attr-defined]
        pieces = pieces.replace("[OPTIONS]", Message("[VALG]", "[OPTIONS]").text(reader_lang(ctx)))
        pieces = pieces.replace(
            "COMMAND [ARGS]...", Message("KOMMANDO …", "COMMAND …").text(reader_lang(ctx))
        )
        pieces = placed(pieces, reader_lang(ctx))
        formatter.write_usage(ctx.command_path, pieces, prefix=_HEADINGS["usage"].text(reader_lang(ctx)))

    def format_help_text(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        formatter.write_paragraph()
        with formatter.indentation():
            for number, paragraph in enumerate(self.phrase.text(reader_lang(ctx)).split("\n\n")):
                if number:
                    formatter.write_paragraph()
                formatter.write_text(paragraph)

    def option_records(self, ctx: click.Context) -> list[tuple[str, str]]:
        """How each option is written and what it does, the command's own before those that all share."""
        shown = [param for param in self.get_params(ctx) if isinstance(param, click.Option)]  # type: ignore[attr-defined]
        shown.sort(key=lambda param: param.name in _SHARED)
        return [record for param in shown if (record := param.get_help_record(ctx))]

    def format_options(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        records = self.option_records(ctx)
        if records:
            with formatter.section(_HEADINGS["options"].text(reader_lang(ctx))):
                formatter.write_dl(records)

    def format_epilog(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        if self.example:
            with formatter.section(_HEADINGS["example"].text(reader_lang(ctx))):
                for line in self.example.splitlines():
                    formatter.write(f"  {line}\n")

    def get_help_option(self, ctx: click.Context) -> click.Option | None:
        option = super().get_help_option(ctx)  # type: ignore[misc]
        if option is not None:
            option.help = _HEADINGS["help"].text(reader_lang(ctx))
            option.callback = _show_help
        return option  # type: ignore[no-any-return]


def _show_help(ctx: click.Context, _param: click.Parameter, value: bool) -> None:
    """As click's own, by our way to the terminal."""
    if value and not ctx.resilient_parsing:
        echo(ctx.get_help())
        ctx.exit()


class Command(Helped, click.Command):
    """A command with its help in both languages. `writes` tells whether it may write in a repository."""

    task: Task = "other"
    writes = True

    def __init__(self, *args: Any, phrase: Message, example: str, **kwargs: Any) -> None:
        self.phrase, self.example = phrase, example
        super().__init__(*args, **{**kwargs, "help": phrase.nb})

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        # `--lang` decides the language of --help and of what is wrong with the rest of the line.
        ctx.find_root().obj = _app(ctx)
        _lang_ahead(ctx, args)
        if not ctx.resilient_parsing:
            refuse_typography(self, ctx, args)
        return super().parse_args(ctx, args)


class Group(Helped, click.Group):
    """A command with commands of its own."""

    def __init__(
        self, *args: Any, phrase: Message, example: str = "", task: Task = "other", **kwargs: Any
    ) -> None:
        self.phrase, self.example, self.task = phrase, example, task
        kwargs.setdefault("params", [Option(["--lang"], type=click.Choice(LANGUAGES), phrase=LANG)])
        super().__init__(*args, **{**kwargs, "help": phrase.nb})

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        ctx.find_root().obj = _app(ctx)
        _lang_ahead(ctx, args)
        if not ctx.resilient_parsing:
            refuse_typography(self, ctx, args[:1])  # the rest is another command's
        return super().parse_args(ctx, args)

    def by_task(self, ctx: click.Context) -> dict[Task, dict[str, click.Command]]:
        """The commands that are shown, by what they are for and by name."""
        found = {name: self.get_command(ctx, name) for name in self.list_commands(ctx)}
        by_task: dict[Task, dict[str, click.Command]] = {task: {} for task in TASKS}
        for name, command in found.items():
            if command is not None and not command.hidden:
                by_task[getattr(command, "task", "other")][name] = command
        return {task: commands for task, commands in by_task.items() if commands}

    def format_options(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        lang, by_task = reader_lang(ctx), self.by_task(ctx)
        for task, commands in by_task.items():
            alone = len(by_task) == 1
            with formatter.section(_HEADINGS["commands"].text(lang) if alone else heading(task, lang)):
                formatter.write_dl([(name, each.get_short_help_str()) for name, each in commands.items()])
        Helped.format_options(self, ctx, formatter)


def _app(ctx: click.Context) -> Invocation:
    root = ctx.find_root()
    return root.obj if isinstance(root.obj, Invocation) else Invocation()


def _lang_ahead(ctx: click.Context, args: list[str]) -> None:
    for index, word in enumerate(args):
        value = word.partition("=")[2] if word.startswith("--lang=") else ""
        if word == "--lang" and index + 1 < len(args):
            value = args[index + 1]
        if value.partition("+")[0] in LANGUAGES:
            _app(ctx).chosen_lang = value.partition("+")[0]


class Doc(click.types.StringParamType):
    """A document as it is named on the line; the Tab key offers the keys of the repository, and files."""

    def shell_complete(
        self, ctx: click.Context, param: click.Parameter, incomplete: str
    ) -> list[CompletionItem]:
        del param
        try:
            repository = _app(ctx).repository_if_any()
        except AvtaleError:
            repository = None
        keys = sorted({entry.key for entry in repository.entries if entry.key}) if repository else []
        found = [key for key in keys if key.startswith(incomplete) and re.fullmatch(r"[a-z][a-z0-9_-]*", key)]
        return [CompletionItem(key) for key in found] or [CompletionItem(incomplete, type="file")]


class Explained(click.ParamType[_Read]):
    """A value of our own that says what is wrong with another, in the reader's language."""

    def turn_down(self, why: Message, param: click.Parameter | None, ctx: click.Context | None) -> NoReturn:
        self.fail(why.text(reader_lang(ctx) if ctx else "nb"), param, ctx)


class PageLanguages(Explained[str]):
    """A language, or two of them side by side: nb+se."""

    name = "språk"

    def convert(self, value: str, param: click.Parameter | None, ctx: click.Context | None) -> str:
        asked = value.split("+")
        if len(asked) > 2 or len(set(asked)) < len(asked) or not set(asked) <= set(LANGUAGES):
            listed = ", ".join(LANGUAGES)
            why = Message(
                f"«{value}» er ikke et språk her. Velg blant {listed}, eller to av dem, som nb+se.",
                f"“{value}” is no language here. Choose among {listed}, or two of them, such as nb+se.",
            )
            self.turn_down(why, param, ctx)
        return value


class Day(Explained[dt.date]):
    """A date, ISO; the Norwegian way of writing one is understood and turned down with the ISO form."""

    name = "dato"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> dt.date:
        if isinstance(value, dt.date):
            return value
        day = read_date(value)
        if day is None:
            why = Message(
                f"«{value}» er ingen dato. Skriv år-måned-dag, for eksempel 2026-11-21.",
                f"“{value}” is no date. Write year-month-day, such as 2026-11-21.",
            )
            self.turn_down(why, param, ctx)
        return day


def ask(text: str, read: Callable[[str], _Read], *, needed: bool = True) -> _Read:
    """What somebody types at the terminal, asked for again until `read` takes it."""
    while True:
        answer = prompt(text, default=None if needed else "", show_default=False)
        try:
            return read(answer.strip())
        except click.BadParameter as error:  # click itself would put “Error: ” before it, in every language
            echo(error.message)


def option(*names: str, nb: str, en: str, **kwargs: Any) -> Callable[[Any], Any]:
    """click.option with help in both languages."""
    return click.option(*names, cls=Option, phrase=Message(nb, en), **kwargs)


def on_option(function: Any) -> Any:
    """--on DATE, for every command whose answer depends on the day."""
    return option(
        "--on", "day", type=Day(), metavar="DATO", expose_value=True,
        nb="Svar som om det var denne dagen (ellers i dag).", en="Answer as of this day (default: today).",
    )(function)  # fmt: skip


def format_option(*names: str) -> Callable[[Any], Any]:
    """--format, for every command that answers in several: the first where nothing is said."""
    return option(
        "--format", "name", type=click.Choice(names), default=names[0],
        nb="Format på svaret.", en="Format of the answer.",
    )  # fmt: skip


def major_option(function: Any) -> Any:
    """--major, for every command that makes a new version."""
    return option(
        "--major", is_flag=True,
        nb="Neste hovedversjon: 1.01 blir 2.00.", en="The next major version: 1.01 becomes 2.00.",
    )(function)  # fmt: skip


def folder_option(function: Any) -> Any:
    """--to FOLDER, for every command that makes pages."""
    return option(
        "--to", "folder", type=click.Path(path_type=Path, file_okay=False), default=Path("build"), metavar="MAPPE",
        nb="Mappen filene legges i (ellers build).", en="The folder for the files (default: build).",
    )(function)  # fmt: skip


def file_option(function: Any) -> Any:
    """--file FILE, for every command that would else choose where a new document lies."""
    return option(
        "--file", type=click.Path(path_type=Path, dir_okay=False), metavar="FIL",
        nb="Skriv til denne filen i stedet.", en="Write to this file instead.",
    )(function)  # fmt: skip


def _shared(function: Any, *, pages: bool) -> Any:
    lang: dict[str, Any] = {"type": click.Choice(LANGUAGES), "nb": LANG.nb, "en": LANG.en}
    if pages:
        lang = {
            "type": PageLanguages(),
            "metavar": f"{'|'.join(LANGUAGES)}|nb+se",
            "nb": PAGES.nb,
            "en": PAGES.en,
        }
    for decorate in (
        option("--debug", is_flag=True, nb="Vis hele feilsporet når noe svikter hos oss.", en="Show the whole trace when we fail."),
        option("--repo", type=click.Path(path_type=Path, exists=True, file_okay=False), metavar="MAPPE",
               nb="Samlingen; ellers den nærmeste oppover.", en="The repository; default the nearest above."),
        option("--lang", **lang),
    ):  # fmt: skip
        function = decorate(function)
    return function


def declare(
    *,
    nb: str,
    en: str,
    example: str,
    task: Task = "other",
    writes: bool | Callable[[Mapping[str, Any]], bool] = True,
    pages: bool = False,
) -> Callable[[Callable[..., Any]], Command]:
    """Declare a command. The function gets the invocation first, then its own options and arguments.

    `task`: what it is for, under which the help lists it. `writes`: whether it may write in a repository, perhaps by
    its options. With --dry-run it never does. `pages`: whether `--lang` chooses the language of pages it makes.
    """

    def made_of(function: Callable[..., Any]) -> Command:
        def run(*, lang: str | None, repo: Path | None, debug: bool, **own: Any) -> Any:
            ctx = click.get_current_context()
            invocation = _app(ctx)
            invocation.chosen_pages = lang or invocation.chosen_lang
            invocation.chosen_lang = lang.partition("+")[0] if lang else invocation.chosen_lang
            invocation.chosen_repo = repo or invocation.chosen_repo
            invocation.debug = debug or invocation.debug
            invocation.chosen_day = own.pop("day", None)
            holds = (writes(own) if callable(writes) else writes) and not own.get("dry_run")
            with invocation.holding(ctx.command_path if holds else ""):
                return function(invocation, **own)

        run.__click_params__ = list(getattr(function, "__click_params__", ()))  # type: ignore[attr-defined]
        for param in run.__click_params__:  # type: ignore[attr-defined]
            if param.type is click.STRING and set(_DOCUMENTS) & set(re.findall(r"\w+", param.metavar or "")):
                param.type = Doc()
        made = click.command(function.__name__, cls=Command, phrase=Message(nb, en), example=example)(
            _shared(run, pages=pages)
        )
        made.task, made.writes = task, bool(writes)
        return made

    return made_of
