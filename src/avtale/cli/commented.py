"""What was said of a draft, as text and as data for who works at it: for the house alone."""

from __future__ import annotations

from typing import Any

from avtale.facts.comments import CommentSaid
from avtale.facts.repository import DocumentFile, Repository
from avtale.format.dates import short
from avtale.format.model import Comment
from avtale.inheritance.tree import named
from avtale.message import Message
from avtale.terminal import one_line

_DID = {
    "sent": Message("sendt til godkjenning", "sent for approval"),
    "returned": Message("sendt tilbake", "sent back"),
    "comment": Message("kommentar", "comment"),
}
_TO = Message(" til {to}", " to {to}")
_WAITS = Message("venter på svar: --answer {name}", "waits for an answer: --answer {name}")
_ANSWERED = Message("besvart av {by} {day}", "answered by {by} on {day}")
_NOTHING = Message("Ingenting er sagt om {entry}.", "Nothing was said of {entry}.")


def comments_text(entry: DocumentFile, repository: Repository, lang: str) -> str:
    """Everything in the order it came, each with its answer, or that it waits for one."""
    said = repository.comments.said(entry.key, entry.version)
    if not said:
        return Message(_NOTHING.nb, _NOTHING.en, entry=str(entry)).text(lang) + "\n"
    return "".join(_told(one, entry, lang) for one in said)


def _told(one: CommentSaid, entry: DocumentFile, lang: str) -> str:
    record, answer = one.record, one.answer

    def words(template: Message, **values: object) -> str:
        return Message(template.nb, template.en, **values).text(lang)

    to = words(_TO, to=record.to) if record.to else ""
    lines = [f"{one.name}  {_day(record, lang)}  {record.by}: {_DID[str(record.event)].text(lang)}{to}"]
    lines += [f"    {named(entry.source.data, record.at)}"] if record.at else []
    lines += [f"    {line}" for line in (record.text or "").splitlines()]
    if answer is not None:
        done = words(_ANSWERED, by=answer.by, day=_day(answer, lang))
        lines.append(f"    {done}" + (f": {' '.join(answer.text.split())}" if answer.text else ""))
    elif record.event != "sent":
        lines.append(f"    {words(_WAITS, name=one.name)}")
    return "".join(f"{one_line(line)}\n" for line in lines)


def _day(record: Comment, lang: str) -> str:
    if record.on is None:
        return ""
    return record.on.isoformat() if lang == "en" else short(record.on)


def comments_data(entry: DocumentFile, repository: Repository) -> list[dict[str, Any]]:
    """The same as data: name, event, on, by, to, at, text, and answer where there is one."""
    return [
        {"name": one.name, **_data(one.record), **({"answer": _data(one.answer)} if one.answer else {})}
        for one in repository.comments.said(entry.key, entry.version)
    ]


def _data(record: Comment) -> dict[str, Any]:
    values = {
        "event": record.event, "on": record.on.isoformat() if record.on else None, "by": record.by, "to": record.to,
        "at": record.at, "text": record.text,
    }  # fmt: skip
    return {name: value for name, value in values.items() if value is not None}
