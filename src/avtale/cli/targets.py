"""Where reports go: `--format text`, `--format sarif=out.sarif`, several at once."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

import click
from msgspec import Struct

from avtale.errors import UsageError, reading
from avtale.report import formats
from avtale.source.ours import refuse_source
from avtale.source.write import write_whole

if TYPE_CHECKING:
    from avtale.catalogue.report import Report


class Target(Struct, frozen=True):
    """One report to write: its format, and its file; None is standard output."""

    format: str
    file: Path | None = None


class TargetType(click.ParamType[Target]):
    """FORMAT, or FORMAT=FILE; FILE `-` is standard output."""

    name = "format"
    choices = formats.NAMES

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> Target:
        if isinstance(value, Target):
            return value
        name, equals, file = str(value).partition("=")
        if name not in self.choices or (equals and not file):
            self.fail(str(value), param, ctx)
        return Target(name, Path(file) if file and file != "-" else None)


def ready(targets: tuple[Target, ...], *, force: bool) -> tuple[Target, ...]:
    """The targets to write, text on standard output where none is asked for; asked before anything is done.

    Raises `UsageError` where two reports want the same place, or a file is there that is no such report of ours.
    """
    found = [Target(each.format, each.file and each.file.resolve()) for each in targets] or [Target("text")]
    places = [each.file for each in found]
    for file in places:
        if places.count(file) > 1:
            where = ("standard ut", "standard output") if file is None else (str(file), str(file))
            raise UsageError(
                nb=f"To rapporter kan ikke skrives til {where[0]}. Gi hver sin fil, slik: --format sarif=FIL.",
                en=f"Two reports cannot be written to {where[1]}. Give each its file, as in --format sarif=FILE.",
            )
    for each in found:
        if each.file is not None and each.file.exists():
            _refuse_foreign(each.format, each.file, force=force)
    return tuple(found)


def write(
    report: Report, targets: tuple[Target, ...], *, lang: str, colour: bool, strict: bool, prefix: str
) -> str:
    """Write the files, each whole or not at all, and give back what is for standard output."""
    out = ""
    written: list[tuple[Path, bytes]] = []
    for each in targets:
        shown = each.file is None
        text = formats.write(
            report, each.format, lang=lang, colour=colour and shown, strict=strict, prefix=prefix
        )
        data = text.encode("utf-8", "replace")  # a file name need not be UTF-8
        if each.file is None:
            out = data.decode()
        else:
            written.append((each.file, data))
    for file, data in written:
        write_whole(file, data)
    return out


def _refuse_foreign(name: str, file: Path, *, force: bool) -> None:
    if not file.is_file():
        raise UsageError(nb=f"{file} er ingen vanlig fil.", en=f"{file} is no regular file.")
    with reading(file):
        raw = file.read_bytes()
    if not raw or formats.is_ours(name, raw.decode("utf-8", "replace")):
        return
    refuse_source(file)
    if not force:
        raise UsageError(
            nb=f"{file} finnes fra før og er ingen {name}-rapport fra avtale, så den er ikke rørt. "
            "Velg et annet navn, eller bruk --force.",
            en=f"{file} exists and is no {name} report of avtale, so it was left alone. "
            "Choose another name, or use --force.",
        )
