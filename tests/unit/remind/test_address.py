"""Which texts are addresses."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from avtale.remind.address import mailbox


@pytest.mark.parametrize(
    ("text", "spec", "international"),
    [
        ("kari@nav.example", "kari@nav.example", False),
        (" Kari.E+avtale@NAV.example ", "Kari.E+avtale@nav.example", False),
        ("kari@bærum.example", "kari@xn--brum-voa.example", False),
        ("áile@sámi.example", "áile@xn--smi-ela.example", True),
        ("o'hara@nav.example", "o'hara@nav.example", False),
    ],
)
def test_an_address_as_servers_take_it(text: str, spec: str, international: bool) -> None:
    found = mailbox(text)
    assert found is not None
    assert (found.spec, found.international) == (spec, international)


@pytest.mark.parametrize(
    "text",
    [
        "", None, "kari", "kari@", "@nav.example", "kari@nav..example", "kari..e@nav.example", ".kari@nav.example",
        "Kari <kari@nav.example>", "kari@nav.example, ola@nav.example", "kari@nav.example\nBcc: x@y.example",
        "kari\r\n@nav.example", "kari@nav.example\0", "to kari@nav.example", '"kari"@nav.example', "-kari@nav.example",
        "kari@[127.0.0.1]", "kari(ola)@nav.example", "a@b@nav.example", "k" * 65 + "@nav.example", "kari@" + "a." * 130 + "no",
        "kari\u202e@nav.example",
    ],
)  # fmt: skip
def test_what_is_no_address(text: str | None) -> None:
    assert mailbox(text) is None


@given(st.text(max_size=30), st.text(max_size=30))
def test_no_text_makes_a_second_line_or_a_second_address(local: str, domain: str) -> None:
    found = mailbox(f"{local}@{domain}")
    if found is not None:
        assert len(found.spec.split()) == 1
        assert found.spec.count("@") == 1
        assert not set('<>,;:"\r\n\0') & set(found.spec)


def test_a_person_is_the_same_however_the_address_is_written() -> None:
    one, other = mailbox("Kari@Nav.example"), mailbox("kari@nav.EXAMPLE")
    assert one is not None
    assert other is not None
    assert one.who == other.who
    assert "kari" not in one.who
