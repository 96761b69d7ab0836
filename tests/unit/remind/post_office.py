"""Mail servers on loopback: aiosmtpd as a real one, and one that misbehaves as it is told to."""

from __future__ import annotations

import contextlib
import datetime as dt
import email
import email.policy
import ipaddress
import socket
import ssl
import threading
from collections.abc import Callable, Iterator
from email.message import EmailMessage
from pathlib import Path
from typing import Any

from aiosmtpd.controller import Controller
from aiosmtpd.smtp import AuthResult, LoginPassword

from avtale.remind.address import Mailbox, mailbox
from avtale.remind.smtp import Post, Server

LOGIN = ("bruker", "pass")


def address(text: str) -> Mailbox:
    found = mailbox(text)
    assert found is not None
    return found


SENDER = address("avtaler@nordlia.example")


class Box:
    """What a server got, by the order it came; addresses that begin with nei@ or senere@ are refused."""

    def __init__(self) -> None:
        self.got: list[tuple[list[str], bytes]] = []
        self.secured: list[bool] = []
        self.passing = 0  # times that senere@ is still turned away
        self.at: Callable[[str], None] = lambda _: None

    @property
    def messages(self) -> list[EmailMessage]:
        return [email.message_from_bytes(data, policy=email.policy.default) for _, data in self.got]  # type: ignore[misc]

    async def handle_EHLO(
        self, server: Any, session: Any, _e: Any, name: str, answers: list[str]
    ) -> list[str]:
        del server
        self.at("EHLO")
        session.host_name = name
        return answers

    async def handle_MAIL(self, _s: Any, _n: Any, envelope: Any, sender: str, options: list[str]) -> str:
        self.at("MAIL")
        envelope.mail_from = sender
        envelope.mail_options.extend(options)
        return "250 OK"

    async def handle_RCPT(self, _s: Any, _n: Any, envelope: Any, to: str, _o: list[str]) -> str:
        self.at("RCPT")
        if to.startswith("nei@"):
            return "550 5.1.1 ukjent mottaker"
        if to.startswith("senere@") and self.passing:
            self.passing -= 1
            return "451 4.7.1 prøv senere"
        envelope.rcpt_tos.append(to)
        return "250 OK"

    async def handle_DATA(self, server: Any, session: Any, envelope: Any) -> str:
        del server
        self.at("DATA")
        if b"UONSKET" in envelope.content:
            return "554 5.7.1 slik post tar vi ikke"
        self.got.append((envelope.rcpt_tos, envelope.content))
        self.secured.append(session.ssl is not None)
        self.at("taken")
        return "250 2.0.0 mottatt"


def _login(_server: Any, _session: Any, _envelope: Any, _mechanism: str, given: Any) -> AuthResult:
    right = isinstance(given, LoginPassword) and (given.login, given.password) == tuple(
        each.encode() for each in LOGIN
    )
    return AuthResult(success=right, handled=right)


def free_port() -> int:
    with socket.socket() as one:
        one.bind(("127.0.0.1", 0))
        return int(one.getsockname()[1])


@contextlib.contextmanager
def serving(box: Box, security: str = "none", certificate: Path | None = None, **more: Any) -> Iterator[int]:
    """A server with this security on a port of its own, with a login where it is protected."""
    if certificate is not None:
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        context.load_cert_chain(certificate)
        kind = {"tls": {"ssl_context": context, "auth_require_tls": False}}
        more = {
            **kind.get(security, {"tls_context": context, "require_starttls": True}),
            "authenticator": _login, "auth_required": True, **more,
        }  # fmt: skip
    controller = Controller(box, hostname="127.0.0.1", port=more.pop("port", None) or free_port(), **more)
    controller.start()
    try:
        yield controller.port
    finally:
        controller.stop()


def certificate(folder: Path, name: str = "127.0.0.1", *, days: int = 30) -> Path:
    """A certificate that vouches for itself, and its key, in one file."""
    from cryptography import x509
    from cryptography.hazmat.primitives import hashes, serialization
    from cryptography.hazmat.primitives.asymmetric import ec

    key = ec.generate_private_key(ec.SECP256R1())
    called = x509.Name([x509.NameAttribute(x509.NameOID.COMMON_NAME, name)])
    general: x509.GeneralName = x509.DNSName(name)
    with contextlib.suppress(ValueError):
        general = x509.IPAddress(ipaddress.ip_address(name))
    start = dt.datetime.now(dt.UTC) - dt.timedelta(days=60)
    made = (
        x509.CertificateBuilder().subject_name(called).issuer_name(called).public_key(key.public_key())
        .serial_number(x509.random_serial_number()).not_valid_before(start)
        .not_valid_after(start + dt.timedelta(days=60 + days))
        .add_extension(x509.SubjectAlternativeName([general]), critical=False)
        .add_extension(x509.BasicConstraints(ca=True, path_length=None), critical=True)
        .sign(key, hashes.SHA256())
    )  # fmt: skip
    file = folder / f"{name}-{days}.pem"
    file.write_bytes(
        made.public_bytes(serialization.Encoding.PEM)
        + key.private_bytes(
            serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
        )
    )
    return file


HANG, CLOSE = b"hang", b"close"
ANSWERS = {
    "": b"220 her\r\n", "EHLO": b"250 her\r\n", "MAIL": b"250 ok\r\n", "RCPT": b"250 ok\r\n",
    "DATA": b"354 kom\r\n", ".": b"250 ok\r\n", "RSET": b"250 ok\r\n", "QUIT": b"221 ha det\r\n",
}  # fmt: skip


@contextlib.contextmanager
def misbehaving(**answers: bytes | list[bytes]) -> Iterator[tuple[int, list[str]]]:
    """A server that answers each command as told: the bytes, or HANG, or CLOSE; of a list one after the other, the last for ever.

    `greeting` and `taken` are the answers to the connection and to a letter. Gives the port and all commands it heard.
    """
    names = {"greeting": "", "taken": "."}
    told: dict[str, Any] = {**ANSWERS, **{names.get(name, name): each for name, each in answers.items()}}
    heard: list[str] = []
    ended = threading.Event()

    def answer(name: str) -> bytes:
        said = told.get(name, b"502 nei\r\n")
        if isinstance(said, list):
            said = said.pop(0) if len(said) > 1 else said[0]
        return bytes(said)

    def talk(line: socket.socket) -> None:
        with contextlib.suppress(OSError, UnicodeDecodeError), line, line.makefile("rb") as read:
            command, inside = "", False
            while True:
                said = answer(command)
                heard.append(command)
                if said == HANG:
                    ended.wait(30)
                    return
                if said == CLOSE:
                    return
                if said.startswith(b"drip"):
                    while not ended.wait(0.05):
                        line.sendall(b"2")
                    return
                line.sendall(said)
                inside = command == "DATA" and said.startswith(b"354")
                while True:
                    got = read.readline()
                    if not got:
                        return
                    if not inside:
                        command = got.split()[0].decode().upper()
                        break
                    if got == b".\r\n":
                        command = "."
                        break

    with socket.create_server(("127.0.0.1", 0)) as server:

        def accept() -> None:
            with contextlib.suppress(OSError):
                while True:
                    threading.Thread(target=talk, args=(server.accept()[0],), daemon=True).start()

        threading.Thread(target=accept, daemon=True).start()
        try:
            yield server.getsockname()[1], heard
        finally:
            ended.set()
            server.shutdown(socket.SHUT_RDWR)


@contextlib.contextmanager
def post(port: int, security: str = "none", **more: Any) -> Iterator[tuple[Post, list[float]]]:
    """The way to a server, and the seconds it slept between attempts, which take no time here."""
    slept: list[float] = []
    patience = more.pop("patience", 5.0)
    way = Post(Server("127.0.0.1", port, security, **more, patience=patience), SENDER, sleep=slept.append)
    try:
        yield way, slept
    finally:
        way.close()
