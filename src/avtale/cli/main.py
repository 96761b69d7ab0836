"""The `avtale` command: finds its commands by file, and turns every error into one line and an exit code."""

from __future__ import annotations

import errno
import gc
import importlib
import sys
from collections.abc import Sequence
from pathlib import Path

import click

from avtale.cli.command import LANG, Group, Option
from avtale.cli.echo import close, echo, settle, speak_of
from avtale.cli.invocation import LANGUAGES, Invocation
from avtale.cli.usage import describe_usage_error
from avtale.errors import AvtaleError, SystemFailure, impossible_name, system_says
from avtale.message import Message
from avtale.terminal import one_line

_LONGEST_ARGUMENT = 200  # characters of it that a message quotes
_COMMANDS = Path(__file__).parent / "commands"
# In the order people meet them within a task; what is not named here comes after, by name.
_ORDER = (
    "init", "new", "desk", "generate", "check", "explain", "show", "render", "site", "comment", "approve", "take-over",
    "keys", "sign", "verify", "record-signature", "status", "due", "remind", "done", "kept", "suspects", "review",
    "bump", "renew", "amend", "diff", "history", "supersede", "withdraw", "close", "replace-party",
    "adopt", "terminate", "happened", "schema",
)  # fmt: skip

_FORMER = {"succeed": "replace-party"}  # names that a command had before, which still work


class Root(Group):
    """The top command; a command is imported when it is used or listed."""

    def list_commands(self, _ctx: click.Context) -> list[str]:
        names = {
            path.stem.rstrip("_").replace("_", "-")
            for path in _COMMANDS.glob("*.py")
            if path.stem != "__init__"
        }
        return [n for n in _ORDER if n in names] + sorted(names - set(_ORDER))

    def get_command(self, _ctx: click.Context, cmd_name: str) -> click.Command | None:
        stem = _FORMER.get(cmd_name, cmd_name).replace("-", "_")
        if not stem.isidentifier() or not (_COMMANDS / f"{stem}.py").is_file():
            return None
        command: click.Command = importlib.import_module(f"avtale.cli.commands.{stem}").command
        return command


def _version(ctx: click.Context, _param: click.Parameter, value: bool) -> None:
    if value:
        from avtale.cli.versions import version_lines

        echo("\n".join(version_lines()))
        ctx.exit()


main = Root(
    name="avtale",
    phrase=Message(
        "Avtaler som filer: skriv, sjekk, vis, skriv under og følg opp.",
        "Agreements as code: write, check, render, sign and follow up.",
    ),
    example="avtale init\navtale new agreement\navtale check",
    params=[
        Option(["--lang"], type=click.Choice(LANGUAGES), phrase=LANG),
        Option(["--version"], is_flag=True, is_eager=True, expose_value=False, callback=_version,
               phrase=Message("Vis versjonen av avtale, filformatet og bibliotekene.", "Show the version of avtale, the format and the libraries.")),
    ],
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100, "auto_envvar_prefix": None},
    callback=lambda **_: None,
)  # fmt: skip


def run() -> None:
    """Entry point of the `avtale` command."""
    # A run is short and keeps what it reads: looking for cycles on the way takes a third of the time,
    # and on the way out, once more, half of a large check.
    gc.set_threshold(100_000, 50, 100)
    settle()
    code = execute(sys.argv[1:])
    gc.freeze()
    sys.exit(code)


def execute(arguments: list[str]) -> int:
    """Run one command line and return its exit code: 0, 1, 2, 3 or 130 (docs/architecture.md, "The contract")."""
    invocation, out = Invocation(debug="--debug" in arguments), sys.stdout
    speak_of(invocation.debug)
    try:
        result = main.main(args=arguments, prog_name="avtale", standalone_mode=False, obj=invocation)
        return result if isinstance(result, int) else 0
    except AvtaleError as error:
        echo(f"avtale: {_shown(error.text(invocation.lang), arguments)}", err=True)
        if invocation.debug:
            _trace()
        return error.exit_code
    except click.exceptions.Exit as leaving:
        return leaving.exit_code
    except (click.Abort, KeyboardInterrupt):
        invocation.say(Message("avtale: Avbrutt.", "avtale: Interrupted."), err=True)
        return 130
    except click.exceptions.NoArgsIsHelpError as error:
        echo(error.message)
        return 0
    except click.ClickException as error:
        echo(f"avtale: {_shown(describe_usage_error(error, invocation.lang), arguments)}", err=True)
        return 2
    except (BrokenPipeError, SystemExit) as leaving:
        # The reader has gone, as `head` does. Where click sees it first, it wraps the output and ends the run with 1.
        if isinstance(leaving, SystemExit) and sys.stdout is out:
            raise
        close(out)
        return 0
    except Exception as error:
        if invocation.debug:
            _trace()
            return 3
        if (known := _of_the_disk(error)) is not None:
            echo(f"avtale: {_shown(known.text(invocation.lang), arguments)}", err=True)
            return known.exit_code
        what = one_line(f"{type(error).__name__}: {error}".partition("\n")[0])
        invocation.say(
            Message(
                f"avtale: Uventet feil hos oss ({what}). Ingen filer er ødelagt. Kjør igjen med --debug for hele feilsporet.",
                f"avtale: Unexpected error of ours ({what}). No file was harmed. Run again with --debug for the trace.",
            ),
            err=True,
        )
        return 3


def _of_the_disk(error: Exception) -> AvtaleError | None:
    """What the system said of a file, in plain words; None for a fault of our own."""
    circle = isinstance(error, RuntimeError) and str(error).startswith(
        "Symlink loop"
    )  # pathlib's own word for it
    if circle or (isinstance(error, OSError) and error.errno in (errno.ENAMETOOLONG, errno.ELOOP)):
        return impossible_name()
    if not isinstance(error, OSError) or not error.strerror:
        return None
    if error.filename is None and error.errno == errno.ENOENT and _nowhere():
        return SystemFailure(
            nb="Mappen du står i, finnes ikke lenger. Gå til en annen mappe, og kjør igjen.",
            en="The folder you are in is gone. Go to another folder, and run again.",
        )
    if error.filename is None and error.errno == errno.ENOSPC:
        close(sys.stdout)  # or Python would try to write the rest on its way out
    which = f" {error.filename}" if error.filename else ""
    return SystemFailure(
        nb="Kunne ikke lese eller skrive{which}: {why}.",
        en="Could not read or write{which}: {why}.",
        which=which,
        why=system_says(error),
    )


def _nowhere() -> bool:
    """Whether somebody took away the folder we were started in."""
    try:
        Path.cwd()
    except FileNotFoundError:
        return True
    return False


def _shown(text: str, arguments: Sequence[str] = ()) -> str:
    """The text on one line, and an argument that it quotes not endless."""
    for each in arguments:
        if len(each) > _LONGEST_ARGUMENT:
            text = text.replace(each, f"{each[:_LONGEST_ARGUMENT]}…")
    return one_line(text)


def _trace() -> None:
    import traceback

    echo(traceback.format_exc(), nl=False, err=True)
