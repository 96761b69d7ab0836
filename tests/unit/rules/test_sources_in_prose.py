"""What of a sentence is read as a source, and what is not; and what `laws.yaml` says of a law."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from avtale.facts.repository import Repository
from avtale.rules.check import check
from avtale.rules.references._laws import cited, has_number, laws
from tests.support import AGREEMENT, ON, discovered

LAWS = discovered(laws(), at_least=60)

SENTENCES = [
    ("nb", "Partene lager en handlingsplan hvert år.", 0),
    ("nb", "Prøveavtalen gjelder fra 2027. Partene følger Prøveavtalen.", 0),
    ("nb", "Arbeidet er en del av Handlingsplan mot mobbing 2024–2026.", 1),
    ("nb", "Planen for 2027–2030 vedtas av styret.", 0),
    ("nb", "Partene følger Kunnskapsprogrammet.", 1),
    ("nb", "Vi viser til Meld. St. 6 (2019–2020) Tett på.", 1),
    ("nb", "Vi viser til St. meld. nr. 30 (2003-2004).", 1),
    ("nb", "Vi viser til stortingsmelding nr. 30 (2003-2004).", 1),
    ("nb", "Prosjektet er omtalt i NOU 2018: 15.", 1),
    ("nb", "Behandlingen følger av forvaltningsloven § 13 og offentleglova.", 2),
    ("nb", "Elevene har rett etter liksomloven § 4.", 1),
    ("nb", "Partene er bundet av Hovedavtalen.", 1),
    ("nb", "Partene er bundet av denne avtalen, heretter kalt Ungdomsavtalen. De følger Ungdomsavtalen.", 0),
    ("nb", "Partene skal skrive en egen avtale om nøkler.", 0),
    ("nb", "Bruken reguleres i egen databehandleravtale.", 1),
    ("nb", "Avtalen bygger på FNs barnekonvensjon.", 1),
    ("nb", "Partene viser til ILO-konvensjon nr. 169.", 1),
    ("nb", "Avtalen kan sies opp etter lovgivningen.", 0),
    ("nb", "Årsplanen for 2027 legges fram.", 0),
    ("nb", "Avtalen varer i avtaleperioden 2027–2030.", 0),
    ("nb", "Partene skal evaluere avtalen og lage en plan for 2028.", 0),
    ("nb", "Regional plan for kultur ligger til grunn.", 1),
    ("nb", "Partene kan endre avtalen. Avtalen er lovlig.", 0),
    ("nb", "Partene har en egen kontaktperson og andre avtaler.", 0),
    ("nn", "Partane byggjer på Regional plan for kultur 2025–2032.", 1),
    ("nn", "Det er skrive ein eigen avtale om nøklar.", 1),
    ("nn", "Partane følgjer folkehelselova.", 1),
    ("nn", "Kommunen har utlova midlar.", 0),
    ("nn", "Huset er ein del av Den liksomske kulturavtala.", 1),
    ("en", "The parties follow the Regional Plan for Youth 2025–2032.", 1),
    ("en", "The parties refer to the Public Health Act.", 1),
    ("en", "A separate lease agreement has been signed.", 1),
    ("en", "The house is part of the Imagined Culture Agreement.", 1),
    ("en", "The parties Act together. They act in good faith.", 0),
    ("en", "See NOU 2099: 7.", 1),
    ("se", "Viessoláigu máksojuvvo dán šiehtadusa vuođul.", 0),
    ("se", "Bargu čuovvu sámelága § 3-1.", 1),
    ("se", "Oasit čuvvot Tanaš kulturplána 2025–2032.", 1),
    ("se", "Geahča Dieđ. St. 31 (2018–2019).", 1),
]


@pytest.mark.parametrize(("lang", "text", "many"), SENTENCES, ids=lambda value: str(value)[:60])
def test_each_source_that_a_sentence_names_is_told_once(
    tmp_path: Path, lang: str, text: str, many: int
) -> None:
    path = tmp_path / "prove.yaml"
    written = AGREEMENT.replace("language: nb", f"language: {lang}", 1)
    path.write_text(f"{written}principle: |-\n  {text}\n", encoding="utf-8")
    found = check(Repository.loose([path]), on=ON).findings
    told = [finding.message for finding in found if finding.code == "source-in-prose"]
    assert len(told) == many, told


def test_a_law_has_a_number_of_lovdata_and_an_end_after_its_beginning() -> None:
    for law in LAWS:
        if law.id and not law.id.startswith("(EU)"):
            assert re.fullmatch(r"(?:LOV|FOR)-\d{4}-\d{2}-\d{2}(?:-\d+)?", law.id)
            assert law.made is not None
            assert law.start is None or law.start >= law.made
        assert law.start is None or law.end is None or law.start < law.end
        assert (law.end is None) == (law.replaced_by is None)
        assert all(name == name.lower() for name in law.called)
    numbers = [law.id for law in LAWS if law.id]
    assert len(numbers) == len(set(numbers))
    assert {law.replaced_by for law in LAWS if (law.replaced_by or "").startswith(("LOV", "FOR"))} <= set(
        numbers
    )


def test_one_law_of_a_name_is_in_force() -> None:
    in_force = [name for law in LAWS if law.end is None for name in law.called]
    assert len(in_force) == len(set(in_force))


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("Folkehelseloven", "LOV-2011-06-24-29"),
        ("kommunelovas kapittel 20", "LOV-2018-06-22-83"),
        ("Kulturminneloven § 3", "LOV-1978-06-09-50"),
        ("Opplæringslova § 9-4", "LOV-2023-06-09-30"),
        ("lov 17. juli 1998 nr. 61", "LOV-1998-07-17-61"),
        ("Act of 24 June 2011 no. 29, the Public Health Act", "LOV-2011-06-24-29"),
        ("Lov om helsepersonell m.v.", "LOV-1999-07-02-64"),
        ("helse- og omsorgstenestelova", "LOV-2011-06-24-30"),
        ("sámeláhka", "LOV-1987-06-12-56"),
        ("pasientrettighetsloven", "LOV-1999-07-02-63"),
        ("forordning (EU) 2016/679", "(EU) 2016/679"),
    ],
)
def test_a_law_is_known_by_name_number_and_title(text: str, number: str) -> None:
    assert {law.id for _, law in cited(text)} == {number}


@pytest.mark.parametrize(
    "text", ["Liksomloven", "grunnlovsfest", "lov 5. juni 2099", "i loven", "ta vare på lova"]
)
def test_what_is_no_law_is_none(text: str) -> None:
    assert not list(cited(text))
    assert not has_number(text)
