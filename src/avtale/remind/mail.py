"""Mail as a carrier: a letter for each parcel, brought by the server of the settings."""

from __future__ import annotations

from collections.abc import Callable

from msgspec import Struct

from avtale.errors import UsageError
from avtale.format.model import Settings
from avtale.remind.address import Mailbox, mailbox
from avtale.remind.letter import Letter, Writer
from avtale.remind.outcome import Handover
from avtale.remind.run import Parcel
from avtale.remind.smtp import PORTS, Post, Server


class Mail(Struct, frozen=True):
    """Writes and posts."""

    writer: Writer
    post: Post

    def name(self, parcel: Parcel) -> str:
        return self.writer.message_id(parcel.new[0].to, (notice.reminder for notice in parcel.new))

    def carry(self, parcel: Parcel, handover: Handover) -> None:
        letter = written(self.writer, parcel)
        self.post.deliver(letter.to, letter.data, handover)


def written(writer: Writer, parcel: Parcel) -> Letter:
    """The letter of a parcel."""
    return writer.letter(parcel.notices, parcel.new, name=parcel.name, again=bool(parcel.name))


def sender(settings: Settings) -> tuple[Mailbox, Mailbox | None]:
    """Whom reminders are from, and whom answers go to. Raises `UsageError` where the settings do not say, or wrongly."""
    told = settings.reminders
    if told is None or told.from_ is None:
        raise UsageError(
            nb="Avsenderen mangler. Skriv «reminders: from» i avtale.yaml, for eksempel avtaler@nordlia.example.",
            en="The sender is missing. Write “reminders: from” in avtale.yaml, such as avtaler@nordlia.example.",
        )
    return _required(told.from_), _required(told.reply_to) if told.reply_to else None


def _required(text: str) -> Mailbox:
    found = mailbox(text)
    if found is None:
        raise UsageError(
            nb="«{text}» under «reminders» i avtale.yaml er ingen e-postadresse. Skriv adressen alene.",
            en="“{text}” below “reminders” in avtale.yaml is no mail address. Write the address alone.",
            text=text,
        )
    return found


def server(settings: Settings, password: Callable[[], str | None], meant_for: str | None) -> Server:
    """The server of the settings. `password` is asked where there is a user, and sent only to the host that it is `meant_for`:
    the settings come with the repository, and may be anybody's. Raises `UsageError` for a server that cannot be used.
    """
    told = settings.reminders.server if settings.reminders else None
    if told is None or told.host is None:
        raise UsageError(
            nb="E-posttjeneren mangler. Skriv «reminders: server: host» i avtale.yaml.",
            en="The mail server is missing. Write “reminders: server: host” in avtale.yaml.",
        )
    security = told.security or "starttls"
    secret = password() if told.user else None
    if told.user and security == "none":
        raise UsageError(
            nb="Et passord sendes ikke uten kryptering. Sett «security» til starttls eller tls, eller ta bort «user».",
            en="A password is not sent without encryption. Set “security” to starttls or tls, or take away “user”.",
        )
    if told.user and not secret:
        raise UsageError(
            nb="Passordet til e-posttjeneren mangler. Sett AVTALE_SMTP_PASSWORD, eller bruk --password-file.",
            en="The password of the mail server is missing. Set AVTALE_SMTP_PASSWORD, or use --password-file.",
        )
    if told.user and told.host != meant_for:
        raise UsageError(
            nb=f"Innstillingene vil ha passordet sendt til {told.host}. Er det riktig, legg til --password-for {told.host}.",
            en=f"The settings want the password sent to {told.host}. Where that is right, add --password-for {told.host}.",
        )
    return Server(told.host, told.port or PORTS[security], security, told.user, secret)
