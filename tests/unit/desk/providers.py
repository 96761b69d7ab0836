"""A provider of OpenID Connect in one process: it does as the standard says, and where a test asks, it lies.

It checks what the desk sends as a provider must (RFC 6749, RFC 7636), so that what the desk leaves out fails here.
"""

from __future__ import annotations

import base64
import hashlib
import hmac
import json
import secrets
from typing import Any
from urllib.parse import parse_qs, urlencode, urlsplit

import httpx2
from joserfc import jwt
from joserfc.jwk import RSAKey

from avtale.desk.settings import DeskSettings
from avtale.format.model import DeskGrant, DeskLogin, DeskRoles
from tests.unit.desk.desks import NOW

ISSUER = "https://login.example"
ADDRESS = "https://avtaler.example"
KEYS = [RSAKey.generate_key(2048, {"kid": name}) for name in ("first", "second")]
LOGIN = DeskLogin(issuer=ISSUER, client="avtale", roles_claim="groups")
ROLES = DeskRoles(
    reader=DeskGrant(people=("lise",)),
    author=DeskGrant(claim=("forfattere",)),
    approver=DeskGrant(people=("guri",)),
)


def settings(**more: Any) -> DeskSettings:
    """Of a desk for many, behind https."""
    given: dict[str, Any] = {
        "hosts": ("avtaler.example",), "address": ADDRESS, "secure": True, "login": True, "provider": LOGIN,
        "client_secret": "hemmelig nok", "roles": ROLES, "hours": 8,
    }  # fmt: skip
    return DeskSettings(**given | more)


class Provider:
    """Knows one person at a time: `claims` of the ID token, over which `lies` go; `about`: what the user info says."""

    def __init__(self) -> None:
        self.claims: dict[str, Any] = {"sub": "kari", "name": "Kari Nordmann", "groups": ["forfattere"]}
        self.lies: dict[str, Any] = {}
        self.about: dict[str, Any] = {}
        self.told: dict[str, Any] = {}
        self.key, self.published, self.header = KEYS[0], list(KEYS[:1]), {"alg": "RS256", "kid": "first"}
        self.signed: str | None = None
        self.down = False
        self.codes: dict[str, dict[str, str]] = {}
        self.asked: list[str] = []
        self.transport = httpx2.MockTransport(self._answer)

    def authorize(self, address: str) -> str:
        """What a browser gets that is sent to `address`: the way back, as from somebody who is logged in already."""
        place, asked = (
            urlsplit(address),
            {name: each[0] for name, each in parse_qs(urlsplit(address).query).items()},
        )
        assert f"{place.scheme}://{place.netloc}{place.path}" == f"{ISSUER}/authorize"
        assert (asked["response_type"], asked["client_id"]) == ("code", "avtale")
        assert asked["code_challenge_method"] == "S256"
        assert "openid" in asked["scope"].split()
        code = secrets.token_urlsafe(8)
        self.codes[code] = asked
        return f"{asked['redirect_uri']}?{urlencode({'code': code, 'state': asked['state'], 'iss': ISSUER})}"

    def _answer(self, request: httpx2.Request) -> httpx2.Response:
        self.asked.append(request.url.path)
        if self.down:
            raise httpx2.ConnectError("down")
        if request.url.path == "/.well-known/openid-configuration":
            places = {
                f"{name}_endpoint": f"{ISSUER}/{name}"
                for name in ("authorize", "token", "userinfo", "end_session")
            }
            places["authorization_endpoint"] = places.pop("authorize_endpoint")
            return httpx2.Response(
                200, json={"issuer": ISSUER, "jwks_uri": f"{ISSUER}/keys", **places, **self.told}
            )
        if request.url.path == "/keys":
            return httpx2.Response(
                200, json={"keys": [each.as_dict(private=False) for each in self.published]}
            )
        if request.url.path == "/userinfo":
            right = request.headers["Authorization"] == "Bearer access"
            return httpx2.Response(200 if right else 401, json={"sub": self.claims["sub"], **self.about})
        return self._token(request)

    def _token(self, request: httpx2.Request) -> httpx2.Response:
        form = {name: each[0] for name, each in parse_qs(request.content.decode()).items()}
        asked = self.codes.pop(form["code"], None)
        challenge = base64.urlsafe_b64encode(hashlib.sha256(form.get("code_verifier", "").encode()).digest())
        login = base64.b64encode(b"avtale:hemmelig nok").decode()
        right = (
            asked is not None
            and challenge.rstrip(b"=").decode() == asked["code_challenge"]
            and form["redirect_uri"] == asked["redirect_uri"]
            and request.headers["Authorization"] == f"Basic {login}"
        )
        if not right or asked is None:
            return httpx2.Response(400, json={"error": "invalid_grant"})
        now = int(NOW.timestamp())
        said = {"iss": ISSUER, "aud": "avtale", "iat": now, "exp": now + 300, "nonce": asked["nonce"]}
        said = {name: each for name, each in {**said, **self.claims, **self.lies}.items() if each is not None}
        signed = self.signed or jwt.encode(self.header, said, self.key)
        return httpx2.Response(
            200, json={"access_token": "access", "token_type": "Bearer", "id_token": signed}
        )


def forged(algorithm: str, **claims: Any) -> str:
    """A token that anybody can make: «none», or an HMAC whose secret is the provider's public key (RFC 8725, 2.1)."""
    now = int(NOW.timestamp())
    said = {"iss": ISSUER, "aud": "avtale", "sub": "kari", "iat": now, "exp": now + 300, **claims}
    body = b".".join(_encoded(json.dumps(each).encode()) for each in ({"alg": algorithm}, said))
    key = KEYS[0].as_pem(private=False)
    mark = b"" if algorithm == "none" else hmac.new(key, body, hashlib.sha256).digest()
    return (body + b"." + _encoded(mark)).decode()


def _encoded(data: bytes) -> bytes:
    return base64.urlsafe_b64encode(data).rstrip(b"=")
