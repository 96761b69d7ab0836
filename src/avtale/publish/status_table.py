"""The status as text: a table, or a block for each document where the window is narrow."""

from __future__ import annotations

from collections.abc import Sequence

from rich.box import SIMPLE_HEAD
from rich.console import Group, RenderableType
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from avtale.message import Message
from avtale.publish.drawn import NARROW, drawn
from avtale.publish.status import StatusRow
from avtale.publish.words import clean, headline, state_name
from avtale.terminal import one_line
from avtale.wording import written

_MOST_MISSED = 12
_STYLES = {
    "in_force": "green",
    "expires_soon": "yellow",
    "expired": "bold red",
    "withdrawn": "red",
    "undetermined": "magenta",
    "draft": "cyan",
    "approved": "cyan",
    "closed": "dim",
    "superseded": "dim",
}
_HEADINGS = {
    "document": Message("Dokument", "Document"),
    "state": Message("Tilstand", "State"),
    "valid": Message("Gyldig", "Valid"),
    "next": Message("Neste frist", "Next due"),
    "signed": Message("Underskrifter", "Signatures"),
    "of": Message("av", "of"),
    "apart": Message("hver sin kopi", "a copy each"),
    "recorded": Message("registrert", "recorded"),
    "not_seen": Message(
        "«{recorded}»: registeret sier det, men filen er ikke prøvd herfra. Prøv den med «avtale verify FIL»",
        "“{recorded}”: the register says so, but the file was not verified from here. Try it with “avtale verify FILE”",
    ),
    "unverified": Message("Underskrifter som ikke er prøvd", "Signatures that were not verified"),
    "vouched": Message("{service} går god for dem", "vouched for by {service}"),
    "missed": Message(
        "Over fristen: {n}. Det som er gjort, registreres med «avtale done»",
        "Overdue: {n}. Record what was done with “avtale done”",
    ),
    "more": Message("og {n} før dette", "and {n} before these"),
    "unfollowed": Message(
        "Avskrifter som ingen følger opp. Ta over det som gjelder, med «avtale take-over», og avslutt resten med «avtale close»",
        "Transcriptions that nobody follows up. Take over what holds with “avtale take-over”, and close the rest with “avtale close”",
    ),
    "since": Message(
        "{n} frister fra {first} til {last} er ikke registrert",
        "{n} deadlines from {first} to {last} are not logged",
    ),
    "one": Message("fristen {first} er ikke registrert", "the deadline {first} is not logged"),
    "undecided": Message("Ikke bestemt ennå", "Not decided yet"),
    "suspects": Message(
        "Bygger på noe som er endret. Se «avtale suspects»",
        "Based on something changed. See “avtale suspects”",
    ),
    "based": Message(
        "bygger på {parent}; {changed} er godkjent siden",
        "is based on {parent}; {changed} was approved since",
    ),
    "none": Message(
        "Samlingen har ingen dokumenter som kan leses.", "The repository has no document that can be read."
    ),
}


def write(lines: Sequence[StatusRow], *, lang: str = "nb", colour: bool = False, width: int = 100) -> str:
    """The lines as text `width` columns wide, and below them what is past and has no log entry."""
    if not lines:
        return _HEADINGS["none"].text(lang) + "\n"
    blocks: list[RenderableType] = [_blocks(lines, lang) if width < NARROW else _table(lines, lang)]
    blocks += _not_seen(lines, lang)
    blocks += _unverified(lines, lang)
    blocks += _undecided(lines, lang)
    blocks += _suspects(lines, lang)
    blocks += _unfollowed(lines, lang)
    blocks += _missed(lines, lang)
    return drawn(blocks, colour=colour, width=width)


def _table(lines: Sequence[StatusRow], lang: str) -> Table:
    table = Table(box=SIMPLE_HEAD, pad_edge=False, expand=False, header_style="bold")
    table.add_column(_HEADINGS["document"].text(lang), ratio=3, overflow="fold")
    table.add_column(_HEADINGS["state"].text(lang), overflow="fold", min_width=9)
    table.add_column(_HEADINGS["valid"].text(lang), min_width=11)
    table.add_column(_HEADINGS["next"].text(lang), ratio=3, overflow="fold")
    table.add_column(_HEADINGS["signed"].text(lang), justify="right")
    for line in lines:
        table.add_row(
            _document(line), _state(line, lang), _valid(line, lang), _next(line, lang), _signed(line, lang)
        )
    return table


def _blocks(lines: Sequence[StatusRow], lang: str) -> Group:
    shown: list[RenderableType] = []
    for line in lines:
        head = Text.assemble((_name(line), "bold"), "  ", _state(line, lang))
        rows = [Text(clean(line.title))] if line.title else []
        for label, value in (
            ("valid", _valid(line, lang, between="–")),
            ("next", _next(line, lang)),
            ("signed", _signed(line, lang)),
        ):
            if value.plain not in ("", "–"):
                rows.append(Text.assemble((f"{_HEADINGS[label].text(lang)}: ", "dim"), value))
        shown += [head, Padding(Group(*rows), (0, 0, 1, 2))]
    return Group(*shown)


def _not_seen(lines: Sequence[StatusRow], lang: str) -> list[RenderableType]:
    if not any(map(_only_recorded, lines)):
        return []
    word = _HEADINGS["recorded"].text(lang).capitalize()
    return [Text(_HEADINGS["not_seen"].text(lang, recorded=word), "dim")]


def _only_recorded(line: StatusRow) -> bool:
    """Whether there is a signature that the register alone knows of; that a service vouches for one is told apart."""
    signed = line.signed
    return signed.verified is not None and signed.verified < signed.recorded and not signed.vouched_by


def _unverified(lines: Sequence[StatusRow], lang: str) -> list[RenderableType]:
    rows = [(line, line.signed.vouched_by) for line in lines if line.signed.vouched_by]
    if not rows:
        return []
    grid = Table.grid(padding=(0, 2, 0, 0))
    for line, service in rows:
        grid.add_row(_name(line), _HEADINGS["vouched"].text(lang, service=clean(service)))
    return [Text(f"* {_HEADINGS['unverified'].text(lang)}", "bold"), Padding(grid, (0, 0, 1, 2))]


def _undecided(lines: Sequence[StatusRow], lang: str) -> list[RenderableType]:
    rows = [(line, told) for line in lines for told in line.undecided]
    if not rows:
        return []
    grid = Table.grid(padding=(0, 2, 0, 0))
    for line, told in rows:
        grid.add_row(_name(line), clean(told.text(lang)))
    return [Text(_HEADINGS["undecided"].text(lang), "bold"), Padding(grid, (0, 0, 1, 2))]


def _suspects(lines: Sequence[StatusRow], lang: str) -> list[RenderableType]:
    rows = [(line, one) for line in lines for one in line.suspects]
    if not rows:
        return []
    grid = Table.grid(padding=(0, 2, 0, 0))
    for line, one in rows:
        grid.add_row(
            Text(_name(line), "yellow"), _HEADINGS["based"].text(lang, parent=one.parent, changed=one.changed)
        )
    return [Text(_HEADINGS["suspects"].text(lang), "bold"), Padding(grid, (0, 0, 1, 2))]


def _unfollowed(lines: Sequence[StatusRow], lang: str) -> list[RenderableType]:
    """A line for each transcription that nobody took over, however much of it is past: nobody was to log it."""
    rows = [line for line in lines if line.missed and not line.followed]
    if not rows:
        return []
    grid = Table.grid(padding=(0, 2, 0, 0))
    for line in rows:
        said = _HEADINGS["since" if len(line.missed) > 1 else "one"]
        first, last = line.missed[0].date, line.missed[-1].date
        grid.add_row(_name(line), said.text(lang, n=len(line.missed), first=first, last=last))
    return [Text(_HEADINGS["unfollowed"].text(lang), "bold"), Padding(grid, (0, 0, 1, 2))]


def _missed(lines: Sequence[StatusRow], lang: str) -> list[RenderableType]:
    followed = ((one, line) for line in lines if line.followed for one in line.missed)
    found = sorted(followed, key=lambda pair: pair[0].date)
    if not found:
        return []
    rows: list[RenderableType] = [Text(_HEADINGS["missed"].text(lang, n=len(found)), "bold")]
    if len(found) > _MOST_MISSED:
        rows.append(Padding(Text(_HEADINGS["more"].text(lang, n=len(found) - _MOST_MISSED)), (0, 0, 0, 2)))
    grid = Table.grid(padding=(0, 2, 0, 0))
    for one, line in found[-_MOST_MISSED:]:
        said = headline(one, line.document, lang)
        row = Text.assemble(f"{said} ", (f"({_name(line)}, {clean(one.duty.id)})", "dim"))
        grid.add_row(Text(written(one.date, lang), "yellow"), row)
    return [*rows, Padding(grid, (0, 0, 0, 2))]


def _name(line: StatusRow) -> str:
    return clean(" ".join(part for part in (line.entry.key, line.entry.version) if part)) or one_line(
        line.entry.name
    )


def _document(line: StatusRow) -> Text:
    name = Text(_name(line), "bold")
    return Text.assemble(name, "\n", clean(line.title)) if line.title else name


def _state(line: StatusRow, lang: str) -> Text:
    return Text(state_name(line.state.name, lang), _STYLES[line.state.name])


def _valid(line: StatusRow, lang: str, *, between: str = "–\n") -> Text:
    span = line.state.span
    start, end = (written(day, lang) if day else "" for day in (span.first, span.last))
    return Text(f"{start}{between if end else '–'}{end}" if start or end else "–")


def _next(line: StatusRow, lang: str) -> Text:
    if line.next is None:
        return Text("–")
    return Text(f"{written(line.next.due, lang)} {headline(line.next, line.document, lang)}")


def _signed(line: StatusRow, lang: str) -> Text:
    if not line.signed.required:
        return Text("–")
    apart = f" ({_HEADINGS['apart'].text(lang)})" if line.signed.apart else ""
    unverified = "*" if line.signed.vouched_by else ""
    recorded = f" {_HEADINGS['recorded'].text(lang)}" if _only_recorded(line) and not apart else ""
    count = f"{line.signed.recorded} {_HEADINGS['of'].text(lang)} {line.signed.required}"
    return Text(f"{count}{recorded}{unverified}{apart}")
