"""What was said of a draft, as text and as data for who works at it: for the house alone."""

from __future__ import annotations

from typing import Any

from avtale.facts.comments import CommentSaid
from avtale.facts.repository import DocumentFile, Repository
from avtale.format.model import Comment
from avtale.inheritance.tree import named
from avtale.message import Message
from avtale.terminal import one_line
from avtale.wording import written

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
        return _NOTHING.text(lang, entry=str(entry)) + "\n"
    return "".join(_told(one, entry, lang) for one in said)


def _told(one: CommentSaid, entry: DocumentFile, lang: str) -> str:
    record, answer = one.record, one.answer
    to = _TO.text(lang, to=record.to) if record.to else ""
    lines = [f"{one.name}  {_day(record, lang)}  {record.by}: {_DID[str(record.event)].text(lang)}{to}"]
    lines += [f"    {named(entry.source.data, record.at)}"] if record.at else []
    lines += [f"    {line}" for line in (record.text or "").splitlines()]
    if answer is not None:
        done = _ANSWERED.text(lang, by=answer.by, day=_day(answer, lang))
        lines.append(f"    {done}" + (f": {' '.join(answer.text.split())}" if answer.text else ""))
    elif record.event != "sent":
        lines.append(f"    {_WAITS.text(lang, name=one.name)}")
    return "".join(f"{one_line(line)}\n" for line in lines)


def _day(record: Comment, lang: str) -> str:
    return written(record.on, lang) if record.on else ""


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
