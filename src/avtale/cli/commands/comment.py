"""avtale comment"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from avtale.cli.command import declare, format_option, on_option, option
from avtale.cli.echo import echo, echo_json
from avtale.cli.file_change import seen_from_above
from avtale.cli.invocation import Invocation
from avtale.errors import UsageError
from avtale.message import Message

if TYPE_CHECKING:
    from avtale.facts.repository import DocumentFile, Repository


@declare(
    task="sign",
    nb="Vis hva som er sagt om et utkast før det godkjennes, og si noe.\n\n"
    "Kommenter et felt, svar, send til godkjenning eller send tilbake. Det samme som i skrivebordet. Hver ting blir en fil i agreements/comments/, ved siden av dokumentet, og går aldri ut av huset. "
    "Skriv ingenting om enkeltpersoner.",
    en="Show what was said of a draft before it is approved, and say something.\n\n"
    "Comment on a field, answer, send for approval or send back. The same as in the desk. Each becomes a file in agreements/comments/, beside the document, and never leaves the house. "
    "Write nothing about individuals.",
    example="avtale comment troms-nav-ot@2.01\n"
    'avtale comment troms-nav-ot@2.01 --by "Kim Eksempel" --at /evaluation/month --text "Bør være i mai"\n'
    'avtale comment troms-nav-ot@2.01 --by "Per Forfatter" --answer 1-comment-8a3c1f --text "Flyttet til mai"\n'
    'avtale comment troms-nav-ot@2.01 --by "Per Forfatter" --send --to "Kim Eksempel"',
)
@click.argument("doc", metavar="DOK")
@option(
    "--by",
    default="",
    metavar="NAVN",
    nb="Den som sier det. Må oppgis når noe skal sies.",
    en="Who says it. Required where something is said.",
)
@option("--text", default="", metavar="TEKST", nb="Det som skal sies.", en="What is to be said.")
@option(
    "--at",
    default="",
    metavar="STED",
    nb="Feltet det gjelder, med id-er eller tall: /meetings/local/every.",
    en="The field it is about, with ids or numbers: /meetings/local/every.",
)
@option(
    "--answer",
    default="",
    metavar="KOMMENTAR",
    nb="Si at kommentaren er fulgt opp. Navnet står i listen; tallet først i det holder.",
    en="Say that the comment is seen to. Its name stands in the list; the number it begins with will do.",
)
@option(
    "--send",
    is_flag=True,
    nb="Send utkastet til godkjenning, slik det er nå.",
    en="Send the draft for approval, as it is now.",
)
@option(
    "--to",
    default="",
    metavar="NAVN",
    nb="Den som skal godkjenne. Hvem som helst som godkjenner, uten valget.",
    en="Who is to approve. Anybody who approves, without the option.",
)
@option(
    "--return",
    "back",
    is_flag=True,
    nb="Send utkastet tilbake til den som skriver det.",
    en="Send the draft back to whoever writes it.",
)
@format_option("text", "json")
@on_option
def command(
    invocation: Invocation,
    doc: str,
    by: str,
    text: str,
    at: str,
    answer: str,
    send: bool,
    to: str,
    back: bool,
    name: str,
) -> None:
    from avtale.cli.commented import comments_data, comments_text

    entry, repository = invocation.find(doc, waiting=True)
    ways = [bool(answer), send, back]
    if sum(ways) > 1 or (at and (answer or send)) or (to and not send):
        raise UsageError(
            nb="Én ting om gangen: --answer, --send eller --return. --to hører til --send, --at til en kommentar eller --return.",
            en="One thing at a time: --answer, --send or --return. --to belongs to --send, --at to a comment or --return.",
        )
    if any(ways) or text or at:
        made = _said(invocation, entry, repository, by, text, at, answer, to, send=send, back=back)
        invocation.say(
            Message("Skrev {path}", "Wrote {path}", path=seen_from_above(made, repository)),
            err=name == "json",
        )
        return
    if by:
        raise UsageError(
            nb="Skriv det som skal sies, med --text.", en="Write what is to be said, with --text."
        )
    if name == "json":
        echo_json(comments_data(entry, repository))
    else:
        echo(comments_text(entry, repository, invocation.lang), nl=False)


def _said(
    invocation: Invocation, entry: DocumentFile, repository: Repository, by: str, text: str, at: str, answer: str, to: str, *,
    send: bool, back: bool,
) -> Path:  # fmt: skip
    from avtale.inheritance.tree import locate
    from avtale.lifecycle.comment import answer_comment, comment, send_back, send_for_approval
    from avtale.rules.check import check

    on = invocation.performed
    if send:
        found = check(repository, on=on, lang=invocation.lang, only=[entry]).findings
        return send_for_approval(entry, repository, by=by, on=on, findings=found, to=to, text=text)
    if answer:
        known = [one.name for one in repository.comments.unanswered(entry.key, entry.version)]
        named = next((one for one in known if one.partition("-")[0] == answer), answer)
        return answer_comment(entry, repository, to=named, by=by, on=on, text=text)
    # One that is not there is told of by what follows.
    pointer = (locate(entry.source.data, at) or at) if at else ""
    return (send_back if back else comment)(entry, repository, by=by, on=on, text=text, pointer=pointer)
