"""The settings of a desk for many: read from a file that nobody can change by changing the repository."""

from __future__ import annotations

from pathlib import Path

import pytest

from avtale.desk.settings_file import settings_from
from avtale.errors import UsageError
from tests.unit.desk.desks import repository

WHOLE = """format: 1
address: https://Avtaler.example/skrivebord/
listen: 127.0.0.1:8000
proxies: [127.0.0.1]
login:
  issuer: https://login.example
  client: avtale
  secret_file: secret
  roles_claim: groups
roles:
  reader: {everyone: true}
  follow_up: {people: [kari]}
plans:
- {roles: [ot], claim: [ot-koordinatorer]}
hours: 4
"""


@pytest.fixture
def machine(tmp_path: Path) -> Path:
    """A machine with a repository in git, and beside it a folder for settings."""
    root = repository(tmp_path / "clone")
    (root.parent / ".git").mkdir()
    (tmp_path / "etc").mkdir()
    (tmp_path / "etc/secret").write_text("hemmelig nok\n", encoding="utf-8")
    (tmp_path / "etc/secret").chmod(0o640)
    return tmp_path


def read(machine: Path, text: str = WHOLE, place: str = "etc/desk.yaml"):  # type: ignore[no-untyped-def]
    file = machine / place
    file.write_text(text, encoding="utf-8")
    return settings_from(file, machine / "clone/agreements")


def test_what_the_file_says_counts(machine: Path) -> None:
    found = read(machine)
    assert (found.hosts, found.address, found.base) == (
        ("avtaler.example",),
        "https://avtaler.example",
        "/skrivebord",
    )
    assert (found.listen, found.port, found.proxies, found.hours) == ("127.0.0.1", 8000, ("127.0.0.1",), 4)
    assert (found.login, found.secure, found.serves_plans, found.client_secret) == (
        True,
        True,
        True,
        "hemmelig nok",
    )
    assert found.roles.reader is not None
    assert found.roles.author is None


def test_the_environment_goes_before_the_file_with_the_secret(
    machine: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("AVTALE_DESK_CLIENT_SECRET", "fra omgivelsene")
    assert read(machine, WHOLE.replace("  secret_file: secret\n", "")).client_secret == "fra omgivelsene"
    assert "hemmelig" not in WHOLE  # the secret itself has no field


def test_a_clone_has_its_secret_from_the_environment_or_a_file(
    machine: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    text = "hours: 4\nclone: {address: 'https://git.example/a.git', branch: main, interval: 10, secret_file: secret}"
    found = read(machine, WHOLE.replace("hours: 4", text))
    assert found.clone is not None
    assert (found.clone.branch, found.clone.interval, found.clone_secret) == ("main", 10, "hemmelig nok")
    monkeypatch.setenv("AVTALE_DESK_CLONE_SECRET", "fra omgivelsene")
    assert read(machine, WHOLE.replace("hours: 4", text)).clone_secret == "fra omgivelsene"
    assert read(machine).clone_secret is None  # no clone, no secret


@pytest.mark.parametrize("place", ["clone/agreements/desk.yaml", "clone/desk.yaml"])
def test_a_file_that_a_proposed_change_could_change_is_not_believed(machine: Path, place: str) -> None:
    with pytest.raises(UsageError, match="lies in the repository"):
        read(machine, place=place)
    (machine / "etc/link.yaml").symlink_to(machine / place)
    with pytest.raises(UsageError, match="lies in the repository"):
        settings_from(machine / "etc/link.yaml", machine / "clone/agreements")


@pytest.mark.parametrize(("name", "mode"), [("desk.yaml", 0o646), ("desk.yaml", 0o664), ("secret", 0o644)])
def test_a_file_that_others_reach_is_not_believed(machine: Path, name: str, mode: int) -> None:
    read(machine)
    (machine / "etc" / name).chmod(mode)
    with pytest.raises(UsageError, match="chmod"):
        settings_from(machine / "etc/desk.yaml", machine / "clone/agreements")


@pytest.mark.parametrize(
    ("before", "after", "said"),
    [
        ("https://Avtaler", "http://avtaler", "must begin with https"),
        ("https://login", "http://login", "must begin with https"),
        ("https://Avtaler.example", "https://kari:x@avtaler.example", "address"),
        ("https://Avtaler.example/skrivebord/", "https://avtaler.example/?x=1", "address"),
        ("[127.0.0.1]", "[proxy.example]", "no IP address"),
        ('[127.0.0.1]', '["*"]', "no IP address"),
        ("127.0.0.1:8000", "localhost", "listen"),
        ("  client: avtale\n", "", "client"),
        ("secret_file: secret", "secret: hemmelig", "secret"),
        ("secret_file: secret", "secret_file: none", "none"),
        ("everyone: true", "", "reader"),
        ("{everyone: true}", "{everybody: true}", "everybody"),
        ("  follow_up:", "  admin:", "admin"),
        ("- {roles: [ot], claim: [ot-koordinatorer]}", "- {claim: [ot-koordinatorer]}", "roles"),
        ("hours: 4", "hours: 25", "hours"),
        ("hours: 4", "clone:\n  address: https://kari:hemmelig@git.example/a.git", "secret_file"),
        ("hours: 4", "clone: {address: 'https://git.example/a.git', secret_file: none}", "none"),
        ("hours: 4", "clone: {address: 'https://git.example/a.git', secret: x}", "secret"),
        ("hours: 4", "clone: {address: 'https://git.example/a.git', interval: 0}", "interval"),
        ("hours: 4", "clone: {branch: main}", "address"),
        ("format: 1", "format: 2", "format"),
        ("format: 1", "format: 1\nx: [", "cannot be used"),
    ],
)  # fmt: skip
def test_what_cannot_be_meant_is_told(machine: Path, before: str, after: str, said: str) -> None:
    read(machine)
    assert before in WHOLE
    with pytest.raises(Exception, match=said):
        read(machine, WHOLE.replace(before, after))


@pytest.mark.parametrize(
    ("address", "listen", "right"),
    [
        ("http://127.0.0.1:8000", "127.0.0.1:8000", True),
        ("http://localhost:8000", "[::1]:8000", True),
        ("https://avtaler.example", "127.0.0.1:8000", False),
        ("http://127.0.0.1:8000", "0.0.0.0:8000", False),
        ("http://127.0.0.1.avtaler.example", "127.0.0.1:8000", False),
    ],
)
def test_without_a_login_it_answers_on_loopback_alone(
    machine: Path, address: str, listen: str, right: bool
) -> None:
    text = f"format: 1\naddress: {address}\nlisten: '{listen}'\n"
    if right:
        assert not read(machine, text).login
    else:
        with pytest.raises(UsageError, match="on this machine alone"):
            read(machine, text)
