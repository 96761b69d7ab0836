"""Sending mail: SMTP (RFC 5321) with STARTTLS (RFC 3207) or TLS from the start (RFC 8314), login, patience and an end to it.

The certificate is always checked against the system's own (SSL_CERT_FILE names others), the name included. What a server says
in passing (4yz), and one that does not answer, is tried again after a while; what it says for good (5yz) is not.
"""

from __future__ import annotations

import base64
import contextlib
import re
import smtplib
import socket
import ssl
import threading
from collections.abc import Callable, Iterator
from typing import Any

from msgspec import Struct

from avtale.errors import AvtaleError, SystemFailure, UsageError, system_says
from avtale.message import Message
from avtale.remind.address import Mailbox
from avtale.remind.outcome import Handover, InDoubt, NotTaken

PORTS = {"starttls": 587, "tls": 465, "none": 25}
BACKOFF = (2.0, 10.0, 30.0)
"""Seconds to wait before each new attempt."""
_DEAD_IN_A_ROW = 2  # letters that a server left unanswered, after which it is taken to hang


class Server(Struct, frozen=True):
    """A mail server, and how to speak to it."""

    host: str
    port: int
    security: str
    """starttls, tls or none."""
    user: str | None = None
    password: str | None = None
    patience: float = 30.0
    """Seconds that it may take for an answer, and four times that for a whole letter."""

    @property
    def name(self) -> str:
        return f"{self.host}:{self.port}"


class Post:
    """The way to a server, on one connection as long as it holds. `sleep` waits between attempts."""

    def __init__(self, server: Server, sender: Mailbox, *, sleep: Callable[[float], object]) -> None:
        self.server, self.sender, self._sleep = server, sender, sleep
        self._smtp: smtplib.SMTP | None = None
        self._unanswered = 0

    def deliver(self, to: Mailbox, letter: bytes, handover: Handover) -> None:
        """Hand one letter over. The handover is told when the server may have it from now on, and when it said that it does not.

        Raises `NotTaken` where the server does not take this one, `InDoubt` where the answer never came, and an
        `AvtaleError` where it is no use to go on with any other.
        """
        for wait in (*BACKOFF, None):
            try:
                return self._once(to, letter, handover)
            except NotTaken as error:
                if error.lasting or wait is None:
                    raise
            except OSError as error:  # every SMTPException is one
                self.close()
                if wait is None:
                    raise self._down(error) from error
            self._sleep(wait)
        raise AssertionError("the last attempt ends in one way or another")

    def close(self) -> None:
        """Take leave; a server that is gone is no reason to fail."""
        smtp, self._smtp = self._smtp, None
        if smtp is not None:
            with contextlib.suppress(OSError, smtplib.SMTPException), _limited(smtp, 5):
                smtp.quit()
            smtp.close()

    def _once(self, to: Mailbox, letter: bytes, handover: Handover) -> None:
        smtp = self._connected()
        handed_over = False
        try:
            with _limited(smtp, self.server.patience * 4):
                options = self._options(smtp, to)
                self._answered(smtp.mail(self.sender.spec, options), "sender")
                self._answered(smtp.rcpt(to.spec), "recipient")
                self._answered(smtp.docmd("DATA"), "letter", 354)
                handover.begin()
                handed_over = True
                smtp.send(_framed(letter))
                self._answered(smtp.getreply(), "taken")
        except NotTaken:
            self._unanswered = 0
            if handed_over:
                handover.undo()
            with contextlib.suppress(OSError, smtplib.SMTPException):
                smtp.rset()
            raise
        except OSError as error:
            self.close()
            if not handed_over:
                raise
            self._unanswered += 1
            raise InDoubt(_why(error)) from error
        except BaseException:  # in the middle of a letter no leave can be taken
            self._smtp = None
            smtp.close()
            raise
        self._unanswered = 0

    def _connected(self) -> smtplib.SMTP:
        if self._unanswered >= _DEAD_IN_A_ROW:
            raise SystemFailure(
                nb="E-posttjeneren {name} sluttet å svare midt i flere sendinger. Se etter hva som er galt med den, og kjør igjen.",
                en="The mail server {name} stopped answering in the middle of several letters. Find out what is wrong with it, and run again.",
                name=self.server.name,
            )
        if self._smtp is None:
            self._smtp = self._connect()
        return self._smtp

    def _connect(self) -> smtplib.SMTP:
        server, context = self.server, ssl.create_default_context()
        smtp: smtplib.SMTP | None = None
        try:
            own: dict[str, Any] = {"local_hostname": self.sender.domain, "timeout": server.patience}
            tls = server.security == "tls"
            smtp = smtplib.SMTP_SSL(**own, context=context) if tls else smtplib.SMTP(**own)
            # whose name the certificate must bear; smtplib would only take it while connecting, without a limit
            smtp._host = server.host  # type: ignore[attr-defined]
            return self._greeted(smtp, context)
        except BaseException as error:
            if smtp is not None:
                smtp.close()
            if (said := self._hopeless(error)) is not None:
                raise said from error
            raise

    def _greeted(self, smtp: smtplib.SMTP, context: ssl.SSLContext) -> smtplib.SMTP:
        with _limited(smtp, self.server.patience * 4):
            code, said = smtp.connect(self.server.host, self.server.port)
            if code != 220:
                raise smtplib.SMTPConnectError(code, said)
            smtp.ehlo_or_helo_if_needed()
            if self.server.security == "starttls":
                smtp.starttls(context=context)
                smtp.ehlo()
            if self.server.user:
                self._log_in(smtp, self.server.user, self.server.password or "")
        return smtp

    def _log_in(self, smtp: smtplib.SMTP, user: str, password: str) -> None:
        if user.isascii() and password.isascii():
            smtp.login(user, password)
            return
        secret = base64.b64encode(
            f"\0{user}\0{password}".encode()
        ).decode()  # RFC 4616; smtplib speaks ASCII alone
        code, said = smtp.docmd("AUTH", f"PLAIN {secret}")
        if code != 235:
            raise smtplib.SMTPAuthenticationError(code, said)

    def _options(self, smtp: smtplib.SMTP, to: Mailbox) -> list[str]:
        if not (to.international or self.sender.international):
            return []
        if not smtp.has_extn("smtputf8"):
            raise NotTaken(
                Message(
                    "tjeneren tar ikke imot slike bokstaver i en adresse",
                    "the server takes no such letters in an address",
                )
            )
        return ["SMTPUTF8", "BODY=8BITMIME"]

    def _answered(self, answer: tuple[int, bytes], to: str, wanted: int = 250) -> None:
        """Raise what an answer means: for this letter, or for all of them where the sender is refused."""
        code, said = answer
        if code == wanted or (code == 251 and wanted == 250):
            return
        told = f"{code} {said.decode('utf-8', 'replace')}"
        if not 400 <= code <= 599 or (code == 421 and to != "taken"):  # no SMTP; or it closes
            raise smtplib.SMTPResponseException(code, said)
        if code == 421:
            self.close()
        if code >= 500 and to == "sender":
            raise UsageError(
                nb="E-posttjeneren {name} godtar ikke avsenderen {sender}: {told}. Rett «reminders» i avtale.yaml.",
                en="The mail server {name} does not accept the sender {sender}: {told}. Mend “reminders” in avtale.yaml.",
                name=self.server.name,
                sender=self.sender.spec,
                told=told,
            )
        raise NotTaken(Message("{told}", "{told}", told=told), lasting=code >= 500)

    def _hopeless(self, error: BaseException) -> AvtaleError | None:
        """What no new attempt mends."""
        name = self.server.name
        if isinstance(error, ssl.SSLCertVerificationError):
            return SystemFailure(
                nb="Sertifikatet til e-posttjeneren {name} godtas ikke: {why}. Ingenting er sendt til den. "
                "Er det deres egen utsteder, sett SSL_CERT_FILE.",
                en="The certificate of the mail server {name} is not accepted: {why}. Nothing was sent to it. "
                "Is the issuer your own, set SSL_CERT_FILE.",
                name=name,
                why=_certificate(error),
            )
        if isinstance(error, ssl.SSLEOFError | ssl.SSLZeroReturnError):
            return None
        if isinstance(error, ssl.SSLError | smtplib.SMTPNotSupportedError):
            return UsageError(
                nb="E-posttjeneren {name} kan ikke det som er bedt om ({security}, innlogging): {why}. "
                "Se over «reminders: server» i avtale.yaml.",
                en="The mail server {name} cannot do what is asked for ({security}, login): {why}. "
                "Look over “reminders: server” in avtale.yaml.",
                name=name,
                security=self.server.security,
                why=Message("den tilbyr det ikke", "{said}", said=error)
                if isinstance(error, smtplib.SMTPNotSupportedError)
                else Message("TLS melder {code}", "{said}", code=error.reason, said=error),
            )
        if isinstance(error, smtplib.SMTPAuthenticationError) and error.smtp_code >= 500:
            return UsageError(
                nb="E-posttjeneren {name} godtar ikke brukeren {user} med dette passordet. Ingenting er sendt.",
                en="The mail server {name} does not accept the user {user} with this password. Nothing was sent.",
                name=name,
                user=self.server.user,
            )
        if isinstance(error, smtplib.SMTPResponseException) and error.smtp_code >= 500:
            return self._down(error)
        return None

    def _down(self, error: BaseException) -> SystemFailure:
        return SystemFailure(
            nb="E-posttjeneren {name} svarer ikke: {why}. Det som ikke er sendt, sendes neste gang du kjører.",
            en="The mail server {name} does not answer: {why}. What was not sent is sent the next time you run.",
            name=self.server.name,
            why=_why(error),
        )


def _framed(letter: bytes) -> bytes:
    """The letter as it goes over the wire: lines end in CRLF, a full stop that begins one is doubled, a lone one ends it."""
    lines = re.sub(rb"\r\n|\n|\r", b"\r\n", letter)
    return re.sub(rb"(?m)^\.", b"..", lines if lines.endswith(b"\r\n") else lines + b"\r\n") + b".\r\n"


@contextlib.contextmanager
def _limited(smtp: smtplib.SMTP, seconds: float) -> Iterator[None]:
    """Break the connection off after so long: who sends a byte now and then never makes a socket run out of patience.

    Raises `TimeoutError` where that had to be done.
    """
    over = threading.Event()

    def end() -> None:
        over.set()
        with contextlib.suppress(OSError):
            if smtp.sock is not None:
                smtp.sock.shutdown(socket.SHUT_RDWR)

    timer = threading.Timer(seconds, end)
    timer.daemon = True
    timer.start()
    try:
        yield
    except OSError as error:
        if over.is_set():
            raise TimeoutError from error
        raise
    else:
        if over.is_set():  # what was read last may be half an answer
            raise TimeoutError
    finally:
        timer.cancel()


def _why(error: BaseException) -> Message:
    if isinstance(error, TimeoutError) or isinstance(error.__context__, TimeoutError):
        return Message("den bruker for lang tid", "it takes too long")
    if isinstance(error, ConnectionRefusedError):
        return Message("ingen tar imot på den porten", "nobody answers on that port")
    if isinstance(error, socket.gaierror):
        return Message("navnet finnes ikke", "there is no such name")
    if isinstance(error, smtplib.SMTPResponseException):
        said = error.smtp_error
        text = said.decode("utf-8", "replace") if isinstance(said, bytes) else said
        return Message("«{told}»", "“{told}”", told=f"{error.smtp_code} {text}")
    if isinstance(error, smtplib.SMTPServerDisconnected | ConnectionError):
        return Message("den brøt forbindelsen", "it broke the connection")
    if isinstance(error, OSError) and error.errno:
        return system_says(error)
    return Message("den svarer ikke som en e-posttjener", "{told}", told=str(error) or type(error).__name__)


_CERTIFICATE = {
    9: "det gjelder ikke ennå",
    10: "det er utløpt",
    18: "det er utstedt av seg selv",
    19: "utstederen er ingen det stoles på her",
    20: "utstederen er ingen det stoles på her",
    21: "utstederen er ingen det stoles på her",
    62: "det er utstedt til et annet navn",
    64: "det er utstedt til en annen adresse",
}
"""What OpenSSL finds wrong with a certificate, by its number (X509_V_ERR_* of openssl/x509_vfy.h)."""


def _certificate(error: ssl.SSLCertVerificationError) -> Message:
    code = error.verify_code
    return Message(_CERTIFICATE.get(code, f"OpenSSL melder feil nummer {code}"), error.verify_message)
