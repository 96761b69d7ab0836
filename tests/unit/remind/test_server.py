"""Which mail server is spoken to, and whether it is given the password: the settings come with the repository, and may be anybody's."""

from __future__ import annotations

import pytest

from avtale.errors import UsageError
from avtale.format.bind import bind
from avtale.format.model import Settings
from avtale.remind.mail import server
from tests.support import refused


def settings(server: str) -> Settings:
    told = dict(part.split(": ") for part in server.split(", "))
    found = bind(Settings, {"format": 1, "reminders": {"from": "a@nordlia.example", "server": told}})
    assert found is not None
    return found


@pytest.mark.parametrize(
    "meant_for", [None, "", "smtp.nordlia.example", "SMTP.LIKSOM.EXAMPLE", "liksom.example"]
)
def test_a_password_goes_only_where_the_one_who_has_it_says(meant_for: str | None) -> None:
    with refused(UsageError, "--password-for smtp.liksom.example"):
        server(settings("host: smtp.liksom.example, user: avtale"), lambda: "hemmelig", meant_for)


def test_it_goes_where_they_say() -> None:
    made = server(
        settings("host: smtp.liksom.example, user: avtale"), lambda: "hemmelig", "smtp.liksom.example"
    )
    assert (made.host, made.port, made.password) == ("smtp.liksom.example", 587, "hemmelig")


def test_without_a_user_it_is_not_even_asked_for() -> None:
    def asked() -> str:
        raise AssertionError

    assert server(settings("host: smtp.liksom.example, security: none"), asked, None).password is None


def test_nor_is_it_sent_in_the_open() -> None:
    with refused(UsageError, "uten kryptering"):
        server(
            settings("host: smtp.liksom.example, user: avtale, security: none"),
            lambda: "hemmelig",
            "smtp.liksom.example",
        )
