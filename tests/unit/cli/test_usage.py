"""What is wrong with a line, in the reader's language, with the nearest right word and where help is."""

from __future__ import annotations

import re

import click
import pytest

from avtale.cli.invocation import Invocation
from avtale.cli.main import main
from avtale.cli.usage import describe_usage_error

LINES = [
    ("chekc", "Kommandoen «chekc» finnes ikke. Mener du «check»?", "There is no command “chekc”. Do you mean “check”?"),
    ("zzz", "Kommandoen «zzz» finnes ikke.", "There is no command “zzz”."),
    ("check --strikt", "Valget «--strikt» finnes ikke. Mener du «--strict»?", "There is no option “--strikt”. Do you mean “--strict”?"),
    ("check --format", "Valget --format mangler verdien sin.", "The option --format needs a value."),
    ("check --strict=ja", "Valget --strict tar ingen verdi.", "The option --strict takes no value."),
    ("check --format pdf", "--format kan ikke ha den verdien. Velg blant: ", "--format cannot have that value. Choose among: "),
    ("check --on 21.11.2026", "--on: «21.11.2026» er ingen dato. Skriv år-måned-dag, for eksempel 2026-11-21.", "--on: “21.11.2026” is no date. Write year-month-day, such as 2026-11-21."),
    ("render x --lang nb+xx", "--lang: «nb+xx» er ikke et språk her. Velg blant nb, nn, en, se, eller to av dem, som nb+se.", "--lang: “nb+xx” is no language here. Choose among nb, nn, en, se, or two of them, such as nb+se."),
    ("check --repo finnes-ikke", "--repo: mappen eller filen finnes ikke eller er av feil slag.", "--repo: no such folder or file, or of the wrong kind."),
    ("new action_plan --year i-fjor", "--year skal være et helt tall.", "--year must be a whole number."),
    ("approve", "DOK mangler.", "DOC is missing."),
    ("schema agreement routine", "Det står for mye på linjen: routine.", "There is too much on the line: routine."),
]  # fmt: skip


@pytest.mark.parametrize(("line", "nb", "en"), LINES, ids=[line for line, _, _ in LINES])
def test_each_misuse_is_told(line: str, nb: str, en: str, capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(click.ClickException) as caught:
        main.main(args=line.split(), prog_name="avtale", standalone_mode=False, obj=Invocation())
    more = r"[\w, -]*\." if nb.endswith(": ") else ""
    help = rf"avtale( {line.split()[0]})? --help"
    assert re.fullmatch(rf"{re.escape(nb)}{more} Hjelp: {help}", describe_usage_error(caught.value, "nb"))
    if (
        "er ingen dato" not in nb and "er ikke et språk" not in nb
    ):  # said when it was read, in the language of the run
        assert re.fullmatch(rf"{re.escape(en)}{more} Help: {help}", describe_usage_error(caught.value, "en"))
    assert capsys.readouterr() == ("", "")
