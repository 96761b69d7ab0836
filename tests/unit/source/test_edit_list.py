"""A list edited in one reading: exactly what was asked, every other byte kept."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from avtale.errors import StateError
from avtale.source.editing import edit_list
from avtale.source.read import parse

RAW = b"""# Hvem som har hva
format: 1
contacts:
  # NAV Eksempelvik
  - document: a  # kommentar
    role: nav
    name: 'Kari Eksempel'
    telephone: 00 00 00 01
  - {document: b, role: nav, name: Ola}

  - document: c
    role: nav
    name: |
      To
      linjer
# slutt
"""


def test_change_add_and_insert() -> None:
    new = edit_list(
        RAW,
        "contacts",
        {
            0: {"telephone": "00 00 00 02", "email": "k@example.org"},
            1: {"to": "2026-01-01"},
            2: {"to": "2026-01-02"},
        },
        [
            (2, {"document": "bb", "role": "nav", "name": "Ny"}),
            (3, {"document": "d", "role": "nav", "name": "no"}),
        ],
    )
    assert new.decode() == """# Hvem som har hva
format: 1
contacts:
  # NAV Eksempelvik
  - document: a  # kommentar
    role: nav
    name: 'Kari Eksempel'
    telephone: '00 00 00 02'
    email: 'k@example.org'
  - {document: b, role: nav, name: Ola, to: '2026-01-01'}

  - document: bb
    role: nav
    name: Ny
  - document: c
    role: nav
    to: '2026-01-02'
    name: |
      To
      linjer
  - document: d
    role: nav
    name: 'no'
# slutt
"""  # fmt: skip


def test_an_empty_list() -> None:
    new = edit_list(b"format: 1\r\ncontacts: []  # ingen\r\n", "contacts", {}, [(0, {"document": "a"})])
    assert new == b"format: 1\r\ncontacts:   # ingen\r\n  - document: a\r\n"


@pytest.mark.parametrize(
    "raw", [b"contacts: [{a: b}]\n", b"contacts: {}\n", b"contacts: [\n", b"other: []\n"]
)
def test_what_cannot_be_edited(raw: bytes) -> None:
    with pytest.raises(StateError):
        edit_list(raw, "contacts", {}, [(0, {"document": "a"})])


WORDS = st.text(st.characters(codec="utf-8", exclude_categories=("Cs",)), max_size=12)


@given(st.lists(st.tuples(st.integers(0, 3), WORDS), max_size=4), WORDS, WORDS)
def test_any_text_comes_back(inserts: list[tuple[int, str]], first: str, third: str) -> None:
    asked = [(at, {"document": "x", "name": text}) for at, text in inserts]
    new = parse(edit_list(RAW, "contacts", {0: {"name": first}, 2: {"name": third, "email": first}}, asked))
    assert len(new.data["contacts"]) == 3 + len(inserts)
    assert {item["name"] for item in new.data["contacts"]} >= {first, third, *(text for _, text in inserts)}
    assert all(line in new.text for line in ("# Hvem som har hva", "# kommentar", "# slutt"))
