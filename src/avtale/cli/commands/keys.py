"""avtale keys"""

from __future__ import annotations

from pathlib import Path

import click

from avtale.cli.command import declare, on_option, option
from avtale.cli.invocation import Invocation
from avtale.message import Message


@declare(
    task="sign",
    nb="Lag demonstrasjonsnøkler for partene i et dokument.\n\nNøklene er for prøving: hvert sertifikat sier «DEMO – ikke "
    "gyldig», og underskriftene teller bare der innstillingene sier det. Mappen får en nøkkelfil (.p12) for hver part, "
    "og utstederens sertifikat og tilbakekallingsliste til «avtale verify --trust».",
    en="Make demonstration keys for the parties of a document.\n\nThe keys are for trying things out: every certificate says "
    "“DEMO – ikke gyldig”, and the signatures count only where the settings say so. The folder gets a key file (.p12) for "
    "each party, and the issuer's certificate and revocation list for “avtale verify --trust”.",
    example="avtale keys troms-nav-ot@2.00\navtale keys troms-nav-ot@2.00 --to build/keys",
)
@click.argument("doc", metavar="DOK")
@option(
    "--to",
    "folder",
    type=click.Path(path_type=Path, file_okay=False),
    default=Path("build/keys"),
    metavar="MAPPE",
    nb="Mappen nøklene legges i (ellers build/keys).",
    en="The folder for the keys (default: build/keys).",
)
@option("--password-fd", type=int, metavar="TALL", nb="Les passordet her.", en="Read the password here.")
@option("--force", is_flag=True, nb="Skriv over nøkler som finnes.", en="Overwrite keys that exist.")
@on_option
def command(invocation: Invocation, doc: str, folder: Path, password_fd: int | None, force: bool) -> None:
    from avtale.cli.password import password
    from avtale.sign.demo import make_demo_keys, parties_of

    asked = Message("Nytt passord for nøkkelfilene", "New password for the key files")
    with invocation.asking():
        parties = parties_of(*invocation.find(doc))
        secret = password(invocation, password_fd, asked=asked, twice=True)
    invocation.lock_nearest()
    made = make_demo_keys(
        folder,
        parties,
        password=secret,
        when=invocation.now,
        replace=force,
    )
    for path in (made.ca, made.crl, *made.keys.values()):
        invocation.say(Message(f"Skrev {path}", f"Wrote {path}"))
    invocation.say(
        Message(
            "DEMO – ikke gyldig: nøklene er for prøving og binder ingen.",
            "DEMO – ikke gyldig: the keys are for trying things out and bind nobody.",
        )
    )
