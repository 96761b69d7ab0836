"""A verdict as lines for a reader."""

from __future__ import annotations

from datetime import date, datetime

from avtale.message import Message
from avtale.oslo import in_oslo
from avtale.sign.verdict import FileVerdict, RenderingVerdict, SignatureVerdict, Verdict
from avtale.terminal import one_line

_WORDS: dict[Verdict, Message] = {
    "total_passed": Message("gyldig", "valid"),
    "total_failed": Message("ikke gyldig", "not valid"),
    "indeterminate": Message("kan ikke avgjøres", "undecided"),
}
_MARKS: dict[Verdict, str] = {"total_passed": "✓", "total_failed": "✗", "indeterminate": "?"}
_COLOURS: dict[Verdict, str] = {"total_passed": "32", "total_failed": "31", "indeterminate": "33"}


def as_text(verdict: FileVerdict, *, lang: str, colour: bool) -> str:
    """The verdict on the first line, then each signature, what is missing, the source, and why."""
    lines = [_headed(verdict.verdict, f"{verdict.file}: {_WORDS[verdict.verdict].text(lang)}", colour), ""]
    for one in verdict.signatures:
        lines += _signature(one, lang, colour)
    for field in verdict.unsigned:
        empty = Message("ikke underskrevet", "not signed").text(lang)
        lines.append("  " + _headed("indeterminate", f"{field}: {empty}", colour))
    lines += ["", "  " + _source(verdict, lang)]
    if verdict.basis is not None:
        lines.append(f"  {one_line(verdict.basis.text(lang))}")
    if verdict.rendering is not None and verdict.rendering.state in ("recorded", "rendered"):
        lines.append(f"  {one_line(verdict.rendering.reason.text(lang))}{_as_of(verdict.rendering, lang)}")
    lines += [f"  {one_line(reason.text(lang))}" for reason in verdict.reasons]
    return "\n".join(lines) + "\n"


def _as_of(rendering: RenderingVerdict, lang: str) -> str:
    """The day the pages were made for: what was in force that day stands on them."""
    try:
        day = date.fromisoformat(dict(rendering.stated)["day"])
    except (KeyError, ValueError):
        return ""
    return " " + Message("De er laget for {day}.", "They were made for {day}.", day=day).text(lang)


def _signature(one: SignatureVerdict, lang: str, colour: bool) -> list[str]:
    word = _WORDS[one.verdict].text(lang)
    indication = f" ({one.sub_indication})" if one.sub_indication else ""
    who = one.signer or Message("ukjent underskriver", "unknown signer").text(lang)
    details = [who, one.organisation if one.organisation not in (None, who) else None, _time(one, lang)]
    details.append(f"{one.form} {one.level}" if one.level else None)
    return [
        "  " + _headed(one.verdict, f"{one.field}: {word}{indication}", colour),
        "      " + one_line(", ".join(detail for detail in details if detail)),
        f"      {one_line(one.reason.text(lang))}",
        *([f"      {one_line(one.remark.text(lang))}"] if one.remark else []),
    ]


def _time(one: SignatureVerdict, lang: str) -> str | None:
    if one.time is None:
        return None
    source = (
        Message("fra tidsstempel", "from a timestamp")
        if one.time_from == "timestamp"
        else Message("oppgitt av underskriveren", "stated by the signer")
    )
    return f"{_moment(one.time, lang)} ({source.text(lang)})"


def _moment(time: datetime, lang: str) -> str:
    """In Norway's time where the zone is known."""
    local = in_oslo(time) if time.tzinfo else time
    return local.strftime("%Y-%m-%d %H:%M" if lang == "en" else "%d.%m.%Y kl. %H.%M")


def _source(verdict: FileVerdict, lang: str) -> str:
    source = verdict.source
    if source is None:
        return Message("Ingen kilde vedlagt.", "No source inside.").text(lang)
    name = " ".join(part for part in (source.key, source.version) if part)
    number = f", Dok.id {source.id}" if source.id else ""
    told = {
        True: Message("er det som ble godkjent", "is what was approved"),
        False: Message("er et annet enn det som ble godkjent", "is not what was approved"),
        None: Message("er ikke sammenlignet med registeret", "was not compared with the register"),
    }[source.matches]
    return Message("Innhold: ", "Content: ").text(lang) + one_line(f"{name}{number} – {told.text(lang)}.")


def _headed(verdict: Verdict, text: str, colour: bool) -> str:
    line = f"{_MARKS[verdict]} {one_line(text)}"
    return f"\x1b[{_COLOURS[verdict]}m{line}\x1b[0m" if colour else line
