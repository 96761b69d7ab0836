"""The provider of the login, as OpenID Connect Core 1.0 has it: authorization code with PKCE (RFC 7636), state and nonce.

What it answers is believed only where it is signed with the provider's own key, for us, now, for the login that this
browser began (OpenID Connect Core 3.1.3.7), and where the level we asked for was reached.
"""

from __future__ import annotations

import datetime as dt
import secrets
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any
from urllib.parse import urlencode, urlsplit

import httpx2
from authlib.common.errors import AuthlibBaseError
from authlib.integrations.httpx_client import OAuth2Client
from authlib.oauth2.claims import JWTClaims
from authlib.oidc.core import CodeIDToken
from joserfc import jwt
from joserfc.errors import JoseError
from joserfc.jwk import KeySet
from msgspec import Struct
from starlette.datastructures import QueryParams

from avtale.desk.errors import NotAllowed
from avtale.errors import SystemFailure
from avtale.format.model import DeskLogin

SKEW = 60
"""Seconds that a clock may be wrong where nothing is said."""
_SIGNED_WITH = [
    "RS256",
    "RS384",
    "RS512",
    "PS256",
    "PS384",
    "PS512",
    "ES256",
    "ES384",
    "ES512",
    "Ed25519",
    "EdDSA",
]
"""Only what needs the provider's private key: neither «none» nor an HMAC, whose key we have too."""
_LOGOUT = "http://schemas.openid.net/event/backchannel-logout"
_FRESH = 120
"""Seconds for which the word that a login is over counts."""
LONGEST_ID = 255
_KNOWN_FOR = 3600.0
_ASKED_AGAIN = 30.0
_PATIENCE = 10.0
_AT_ONCE, _TURN = 6, 2.0
"""Logins that may talk to the provider at the same time, and how long the next waits: a slow provider stops nobody who works."""


class Begun(Struct, frozen=True):
    """A login that a browser has begun: what must come back, and where it goes then."""

    state: str
    nonce: str
    verifier: str
    next: str


class Provider:
    """One provider. `redirect`: where it sends people back; `transport`: of httpx, for tests."""

    def __init__(
        self,
        login: DeskLogin,
        secret: str | None,
        redirect: str,
        transport: httpx2.BaseTransport | None = None,
    ) -> None:
        self.login, self._secret, self._redirect, self._transport = login, secret, redirect, transport
        self._lock = threading.Lock()
        self._turns = threading.BoundedSemaphore(_AT_ONCE)
        self._told: dict[str, Any] = {}
        self._keys: KeySet | None = None
        self._told_at = self._keys_at = float("-inf")

    def begin(self, after: str) -> tuple[str, Begun]:
        """Where to send the browser, and what it must keep meanwhile. Raises `SystemFailure` where the provider does not answer."""
        state, nonce, verifier = (secrets.token_urlsafe(32) for _ in range(3))
        begun = Begun(state, nonce, verifier, after)
        asked = {"nonce": begun.nonce, "code_verifier": begun.verifier}
        if self.login.acr_values:
            asked["acr_values"] = " ".join(self.login.acr_values)
        with self._turn(), self._client() as client:
            address, _ = client.create_authorization_url(
                self._at("authorization_endpoint"), begun.state, **asked
            )
        return address, begun

    def finish(self, answer: QueryParams, begun: Begun, now: dt.datetime) -> dict[str, Any]:
        """What the provider says of who came back: the claims of the ID token, and what the user info adds.

        Raises `NotAllowed` where they did not log in, or anything is not as it must be; `SystemFailure` without an answer.
        """
        with self._turn():
            return self._finish(answer, begun, now)

    def leave(self, back: str) -> str | None:
        """Where one leaves the provider too (RP-Initiated Logout 1.0), which leads `back` here; None where it has no such place."""
        with self._turn():
            end = self._metadata().get("end_session_endpoint")
        asked = urlencode({"client_id": self.login.client, "post_logout_redirect_uri": back})
        return f"{end}{'&' if '?' in end else '?'}{asked}" if isinstance(end, str) else None

    def ended(self, token: str, now: dt.datetime) -> tuple[str, str]:
        """Which login is over by the provider's word, `sid`, and whose, `sub` (OpenID Connect Back-Channel Logout 1.0, 2.6); one may be "".

        Raises `NotAllowed` for a word that is not the provider's, not to us, not of now, or of something else; `SystemFailure` without an answer.
        """
        try:
            with self._turn():
                read = self._signed(token)
            wanted: dict[str, Any] = {
                "iss": {"essential": True, "value": self.login.issuer},
                "iat": {"essential": True},
            }
            claims = JWTClaims(read.claims, read.header, wanted)
            moment = int(now.timestamp())
            claims.validate(moment, self._skew)
            sid, sub = (str(claims.get(name) or "")[:LONGEST_ID] for name in ("sid", "sub"))
            of_us = self.login.client in (
                claims["aud"] if isinstance(claims["aud"], list) else [claims["aud"]]
            )
            right = (
                of_us
                and isinstance(claims["events"][_LOGOUT], dict)
                and "nonce" not in claims
                and (sid or sub)
            )
            if not right or claims["iat"] < moment - _FRESH - self._skew:
                raise ValueError("logout_token")
        except (AuthlibBaseError, JoseError, ValueError, KeyError, TypeError) as error:
            raise _not_believed(type(error).__name__) from error
        return sid, sub

    # --- what it answers ---

    @contextmanager
    def _turn(self) -> Iterator[None]:
        if not self._turns.acquire(timeout=_TURN):
            raise _silent()
        try:
            yield
        finally:
            self._turns.release()

    def _finish(self, answer: QueryParams, begun: Begun, now: dt.datetime) -> dict[str, Any]:
        self._require_issuer(answer)
        if "error" in answer or not answer.get("code"):
            raise NotAllowed(
                nb="Innloggingen ble avbrutt hos utstederen. Prøv igjen.",
                en="The login was ended at the provider. Try again.",
            )
        try:
            with self._client() as client:
                token = client.fetch_token(
                    self._at("token_endpoint"), code=answer["code"], code_verifier=begun.verifier
                )
                claims = self._claims(token, begun, now)
                return self._more(client, claims)
        except httpx2.HTTPError as error:
            raise _silent() from error
        except (AuthlibBaseError, JoseError, ValueError, KeyError, TypeError) as error:
            raise _not_believed(type(error).__name__) from error

    def _claims(self, token: dict[str, Any], begun: Begun, now: dt.datetime) -> dict[str, Any]:
        read, client = self._signed(token["id_token"]), self.login.client
        wanted: dict[str, Any] = {"iss": {"essential": True, "value": self.login.issuer}}
        said = {"nonce": begun.nonce, "client_id": client, "access_token": token.get("access_token")}
        claims = CodeIDToken(read.claims, read.header, wanted, said)
        claims.validate(int(now.timestamp()), self._skew)
        if claims["aud"] not in (client, [client]):  # others that we know nothing of
            raise ValueError("aud")
        if self.login.acr_values and claims.get("acr") not in self.login.acr_values:
            raise ValueError("acr")
        return dict(claims)

    def _signed(self, token: str) -> jwt.Token:
        """What the provider has signed. Raises `JoseError` or `ValueError` for anything else."""
        try:
            return jwt.decode(token, self._key_set(), algorithms=_SIGNED_WITH)
        except (JoseError, ValueError):  # it may have taken a new key into use
            return jwt.decode(token, self._key_set(again=True), algorithms=_SIGNED_WITH)

    @property
    def _skew(self) -> int:
        return SKEW if self.login.clock_skew is None else self.login.clock_skew

    def _more(self, client: OAuth2Client, claims: dict[str, Any]) -> dict[str, Any]:
        """With the user info, where the ID token lacks a claim that is asked for. It must be of the same person."""
        login = self.login
        wanted = {login.name_claim or "name", login.person_claim or "sub", login.roles_claim or "sub"}
        place = self._metadata().get("userinfo_endpoint")
        if wanted <= set(claims) or not isinstance(place, str):
            return claims
        _require_safe(place)
        answer = client.get(place)
        answer.raise_for_status()
        told: dict[str, Any] = answer.json()
        if told["sub"] != claims["sub"]:
            raise ValueError("sub")
        return {**told, **claims}

    def _require_issuer(self, answer: QueryParams) -> None:
        """RFC 9207: an answer that says whose it is, is ours."""
        must = self._metadata().get("authorization_response_iss_parameter_supported") is True
        if answer.get("iss", None if must else self.login.issuer) != self.login.issuer:
            raise _not_believed("iss")

    # --- what it tells of itself ---

    def _client(self) -> OAuth2Client:
        login, told = self.login, self._metadata()
        ways = told.get("token_endpoint_auth_methods_supported") or ["client_secret_basic"]
        way = "client_secret_basic" if "client_secret_basic" in ways else "client_secret_post"
        return OAuth2Client(
            login.client,
            self._secret,
            scope=" ".join(dict.fromkeys(("openid", *(login.scopes or ("profile", "email"))))),
            redirect_uri=self._redirect,
            code_challenge_method="S256",
            token_endpoint_auth_method=way if self._secret else "none",
            transport=self._transport,
            timeout=_PATIENCE,
            trust_env=False,
        )

    def _at(self, name: str) -> str:
        place = self._metadata().get(name)
        if not isinstance(place, str):
            raise _silent()
        return place

    def _metadata(self) -> dict[str, Any]:
        """OpenID Connect Discovery 1.0, which must be of the issuer that the settings name. Kept for an hour."""
        with self._lock:
            if time.monotonic() - self._told_at > _KNOWN_FOR:
                told = self._read(f"{str(self.login.issuer).rstrip('/')}/.well-known/openid-configuration")
                if told.get("issuer") != self.login.issuer:
                    raise _not_believed("issuer")
                for name, place in told.items():
                    if name.endswith("_endpoint") or name == "jwks_uri":
                        _require_safe(place)
                self._told, self._told_at = told, time.monotonic()
            return self._told

    def _key_set(self, *, again: bool = False) -> KeySet:
        place = self._at("jwks_uri")
        with self._lock:
            age = time.monotonic() - self._keys_at
            if self._keys is None or age > _KNOWN_FOR or (again and age > _ASKED_AGAIN):
                self._keys, self._keys_at = KeySet.import_key_set(self._read(place)), time.monotonic()  # type: ignore[arg-type]
            return self._keys

    def _read(self, address: str) -> dict[str, Any]:
        try:
            with httpx2.Client(transport=self._transport, timeout=_PATIENCE, trust_env=False) as client:
                answer = client.get(address)
                answer.raise_for_status()
                told = answer.json()
        except (httpx2.HTTPError, ValueError) as error:
            raise _silent() from error
        if not isinstance(told, dict):
            raise _silent()
        return told


def _require_safe(place: object) -> None:
    """Raise `NotAllowed` for an address that who watches the network could answer for; loopback is on no network."""
    parts = urlsplit(place if isinstance(place, str) else "")
    if parts.scheme != "https" and parts.hostname not in ("127.0.0.1", "localhost", "::1"):
        raise _not_believed("https")


def _not_believed(why: str) -> NotAllowed:
    return NotAllowed(
        nb=f"Svaret fra utstederen kan ikke godtas ({why}), og ingen er logget inn. Prøv igjen; skjer det på nytt, si fra til den som driver skrivebordet.",
        en=f"The provider's answer cannot be accepted ({why}), and nobody was logged in. Try again; if it happens anew, tell whoever runs the desk.",
    )


def _silent() -> SystemFailure:
    return SystemFailure(
        nb="Utstederen av innloggingen svarer ikke som den skal. Prøv igjen om litt.",
        en="The provider of the login does not answer as it should. Try again in a while.",
    )
