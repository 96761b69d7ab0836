"""How a desk was started: where it answers, who may come in, and how much it takes."""

from __future__ import annotations

from msgspec import Struct

from avtale.format.model import DeskClone, DeskLogin, DeskMail, DeskRoles, PlanGrant

MEGABYTE = 1024 * 1024


class DeskSettings(Struct, frozen=True):
    """What the one who starts the desk decides. As it is, it is for one machine: loopback and no login."""

    hosts: tuple[str, ...] = ("127.0.0.1", "localhost")
    """The names the desk answers to; a browser that was led here by another name is turned away."""
    listen: str = "127.0.0.1"
    """The machine's address that it listens on."""
    port: int = 8765
    address: str = ""
    """Where people open it, without a slash at the end; "" where that is as the browser says (loopback)."""
    base: str = ""
    """The folder of that address that the desk is all of, as `/avtale`."""
    proxies: tuple[str, ...] = ()
    """The machines whose word for who asks is taken."""
    login: bool = False
    """Whether a provider tells who somebody is; without, each chooses a name, recorded as not authenticated."""
    provider: DeskLogin | None = None
    client_secret: str | None = None
    clone: DeskClone | None = None
    """Where the desk's own clone comes from; None where the repository lies on the machine."""
    clone_secret: str | None = None
    roles: DeskRoles = DeskRoles()
    """Who may do what, where there is a login; without, everybody may everything."""
    plans: bool = False
    """Whether follow-up plans are served at all; without login they never are."""
    plan_grants: tuple[PlanGrant, ...] = ()
    """Who sees which plans."""
    mail: DeskMail | None = None
    """Who gets mail of approvals; None where nobody does."""
    mail_password: str | None = None
    secure: bool = False
    """Whether it is reached by https, so that its cookie goes no other way."""
    largest: int = 30 * MEGABYTE
    """Bytes of one request."""
    hours: int = 12
    """How long somebody stays in: without coming back, and with a login from when they logged in."""

    @property
    def serves_plans(self) -> bool:
        """Whether a follow-up plan may be shown: the settings say so and who looks is known."""
        return self.plans and self.login

    @property
    def cookie(self) -> str:
        """The cookie's name: every port of a machine shares its cookies, so the name tells them apart."""
        return "__Host-avtale-desk" if self.secure else f"avtale-desk-{self.port}"
