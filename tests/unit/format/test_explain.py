"""The commonest mistakes of one who writes the first agreement: what is said, and where it points."""

from __future__ import annotations

import re

import pytest

from avtale.findings import Problem
from avtale.format import labels, schema
from avtale.format.validate import document_problems
from avtale.source.read import parse
from tests.unit.rules.examples import PLAIN

EVALUATION = "  to: 2029-07-31\nevaluation:\n"

LANGUAGES = f"Tillatt: {', '.join(labels.choices(schema.raw('common')['$defs']['language'], 'nb'))}."

#: What was written instead of what; the code, the pointer, line and column; and how the bokmål ends.
MISTAKES = [
    pytest.param("2026-08-01\n  to", "01.08.2026\n  to", "schema-date", "/validity/from", (40, 9), "Skriv 2026-08-01.", id="Norwegian date"),
    pytest.param("to: 2029-07-31", "to: 2029-7-31", "schema-date", "/validity/to", (41, 7), "Skriv 2029-07-31.", id="short month"),
    pytest.param("to: 2029-07-31", "to: 2029-06-31", "schema-date", "/validity/to", (41, 7), "Rett måned eller dag.", id="no such day"),
    pytest.param("to: 2029-07-31", "to: neste år", "schema-date", "/validity/to", (41, 7), "bare måneden eller året er 2026-08 eller 2026.", id="date in words"),
    pytest.param("to: 2029-07-31", "to: 29", "schema-date", "/validity/to", (41, 7), "2026-08 eller 2026.", id="only two digits of a year"),
    pytest.param("validity:", "gyldighet:", "schema-unknown-key", "/gyldighet", (39, 1), "Mener du «validity»?", id="Norwegian field"),
    pytest.param("written_by", "writen_by", "schema-unknown-key", "/control_header/writen_by", (9, 3), "Mener du «written_by»?", id="misspelt field"),
    pytest.param("owner:", "ansvarlig:", "schema-unknown-key", "/responsibilities/0/ansvarlig", (26, 5), "Mener du «owner»?", id="Norwegian field within"),
    pytest.param("title: Veileder", "Title: Veileder", "schema-unknown-key", "/roles/0/Title", (21, 5), "Mener du «title»?", id="capital letter"),
    pytest.param("shall", "skal", "schema-value", "/responsibilities/0/strength", (27, 15), "Mener du «shall»? Tillatt: shall (skal), should (bør), will (vil), may (kan).", id="skal"),
    pytest.param("agreement", "avtale", "schema-kind", "/kind", (2, 7), "programme (program), routine (lokal rutine).", id="kind in Norwegian"),
    pytest.param("kind: agreement\n", "", "schema-kind", "", (1, 1), "programme (program), routine (lokal rutine).", id="no kind"),
    pytest.param("language: nb", "language: norsk", "schema-value", "/language", (4, 11), f"Mener du «nb»? {LANGUAGES}", id="language"),
    pytest.param("  version: '1.00'\n", "", "schema-missing", "/control_header", (5, 1), "«Versjon» (version) mangler. Legg til «version:» her.", id="no version"),
    pytest.param("'1.00'", "første", "schema-pattern", "/control_header/version", (8, 12), "Skriv tall med punktum mellom, i anførselstegn: '1.01'.", id="version in words"),
    pytest.param("    names:\n      - name: NAV Eksempelvik\n", "    names: NAV\n", "schema-type", "/parties/1/names", (17, 12), "Begynn hvert punkt på en ny linje med «- ».", id="text for a list"),
    pytest.param("      - name: NAV", "      - NAV", "schema-type", "/parties/1/names/0", (18, 9), "Skriv for eksempel «name: NAV Eksempelvik».", id="text for fields"),
    pytest.param("3 working days", "3 virkedager", "schema-pattern", "/responsibilities/0/deadline/within", (32, 15), "Skriv 3 working days.", id="virkedager"),
    pytest.param("3 working days", "tre måneder", "schema-pattern", "/responsibilities/0/deadline/within", (32, 15), "Skriv 3 months.", id="number in words"),
    pytest.param("3 working days", "3", "schema-pattern", "/responsibilities/0/deadline/within", (32, 15), "5 working days, 24 hours.", id="no unit"),
    pytest.param("3 working days", "48 timer", "schema-pattern", "/responsibilities/0/deadline/within", (32, 15), "Skriv 48 hours.", id="timer"),
    pytest.param("within: 3 working days", "every: ved behov", "schema-pattern", "/responsibilities/0/deadline/every", (32, 14), "Skriv «when_needed: true» i stedet.", id="ved behov"),
    pytest.param("  to: 2029-07-31\n", "  to: 2029-07-31\n  retroactive: ja\n", "schema-type", "/validity/retroactive", (42, 16), "Skriv true uten anførselstegn.", id="ja"),
    pytest.param("  to: 2029-07-31\n", EVALUATION + "  month: '4'\n", "schema-type", "/evaluation/month", (43, 10), "Skriv 4 uten anførselstegn.", id="number in quotes"),
    pytest.param("  to: 2029-07-31\n", EVALUATION + "  month: april\n", "schema-type", "/evaluation/month", (43, 10), "her står «april». Skriv 4.", id="month by name"),
    pytest.param("  to: 2029-07-31\n", EVALUATION + "  month: 13\n", "schema-range", "/evaluation/month", (43, 10), "men må være fra 1 til 12.", id="month 13"),
    pytest.param("written_by: Ola Oppdiktet", "written_by:", "schema-empty", "/control_header/written_by", (9, 14), "Fyll inn, eller slett linjen.", id="empty"),
    pytest.param("kind: agreement", "kind:", "schema-kind", "/kind", (2, 6), "programme (program), routine (lokal rutine).", id="empty kind"),
    pytest.param("kind: agreement", "kind: [agreement]", "schema-kind", "/kind", (2, 7), "programme (program), routine (lokal rutine).", id="a list for the kind"),
    pytest.param("written_by: Ola Oppdiktet", "written_by: [Ola, Kari]", "schema-type", "/control_header/written_by", (9, 15), "Begynner den med en klamme, så sett den i anførselstegn.", id="list for a text"),
    pytest.param("  to: 2029-07-31\n", EVALUATION + "  month: true\n", "schema-type", "/evaluation/month", (43, 10), "(month) må være et helt tall.", id="yes for a number"),
    pytest.param("to: 2029-07-31", "to: true", "schema-date", "/validity/to", (41, 7), "2026-08 eller 2026.", id="yes for a date"),
    pytest.param("to: 2029-07-31", "to: [2029-07-31]", "schema-type", "/validity/to", (41, 7), "Skriv den etter kolon, for eksempel 2026-08-01.", id="list for a date"),
    pytest.param("to: 2029-07-31", "to: juli 2029", "schema-date", "/validity/to", (41, 7), "Skriv 2029-07.", id="month in words"),
    pytest.param("strength: shall", "strength: true", "schema-value", "/responsibilities/0/strength", (27, 15), "kan ikke være «true». Tillatt: shall (skal), should (bør), will (vil), may (kan).", id="yes for a choice"),
    pytest.param("strength: shall", "strength: ''", "schema-empty", "/responsibilities/0/strength", (27, 15), "Fyll inn, eller slett linjen.", id="empty quotes"),
    pytest.param("format: 1", "format: true", "schema-value", "/format", (1, 9), "Skriv 1.", id="yes for the format"),
    pytest.param("written_by: Ola Oppdiktet", "written_by: true", "schema-type", "/control_header/written_by", (9, 15), "Skriv 'true'.", id="true for a text"),
    pytest.param("- id: adviser", "- id: OT Veileder", "schema-pattern", "/roles/0/id", (20, 9), "Skriv ot-veileder.", id="id with capitals"),
    pytest.param("  - id: nav\n", "    organisation_number: 974 760 673\n  - id: nav\n", "schema-pattern", "/parties/0/organisation_number", (16, 26), "Skriv 974760673.", id="number in groups"),
    pytest.param("  - id: nav\n", "    organisation_number: 12\n  - id: nav\n", "schema-pattern", "/parties/0/organisation_number", (16, 26), "«12» har feil form. Skriv ni sifre.", id="number too short"),
    pytest.param("version: '1.00'", "version: -1", "schema-pattern", "/control_header/version", (8, 12), "«-1» har feil form. Skriv 1.", id="negative version"),
    pytest.param("title: Veileder", "title: {no: Veileder}", "schema-unknown-key", "/roles/0/title/no", (21, 13), "Mener du «nb»?", id="language of a text"),
    pytest.param("to: 2029-07-31", "to: 31. juli 2029", "schema-date", "/validity/to", (41, 7), "Skriv 2029-07-31.", id="month by its name"),
    pytest.param("language: nb\n", "", "schema-missing", "", (1, 1), LANGUAGES, id="no language"),
    pytest.param("validity:", "purposes:\n  - text: Flere fullfører\nvalidity:", "schema-type", "/purposes", (40, 3), "Skriv «items:» på en egen linje over listen, med to mellomroms innrykk, og rykk listen like langt inn.", id="list without items"),
    pytest.param("validity:", "target_groups:\n  - id: young\n    title: Ungdom\n    age: 15–21 år\nvalidity:", "schema-type", "/target_groups/0/age", (42, 10), "innrykk: «from: 15» og «to: 21».", id="ages in words"),
    pytest.param("    deadline:\n      within: 3 working days\n      of: avbruddet\n", "    deadline: innen fem virkedager etter avbruddet\n", "schema-type", "/responsibilities/0/deadline", (31, 15), "innrykk: «within: 5 working days».", id="deadline in words"),
    pytest.param("validity:", "routine_steps:\n  - letter: a\n    title: Melde\n    actions: [melde fra]\nvalidity:", "schema-type", "/routine_steps/0/actions/0", (42, 15), "«avtale explain routine_steps.actions»).", id="an item by the name of its list"),
    pytest.param("to: 2029-07-31", "to: 31.12.28", "schema-date", "/validity/to", (41, 7), "Skriv 2028-12-31.", id="year of two digits"),
    pytest.param("3 working days", "femten år", "schema-pattern", "/responsibilities/0/deadline/within", (32, 15), "Skriv 15 years.", id="number in words above twelve"),
    pytest.param("  to: 2029-07-31\n", EVALUATION + "  every: hver måned\n", "schema-pattern", "/evaluation/every", (43, 10), "Skriv 1 month.", id="every month"),
    pytest.param("  to: 2029-07-31\n", EVALUATION + "  every: hver tredje måned\n", "schema-pattern", "/evaluation/every", (43, 10), "Skriv 3 months.", id="every third month"),
    pytest.param("  to: 2029-07-31\n", EVALUATION + "  every: annethvert år\n", "schema-pattern", "/evaluation/every", (43, 10), "Skriv 2 years.", id="every other year"),
    pytest.param("  to: 2029-07-31\n", EVALUATION + "  every: hvert halvår\n", "schema-pattern", "/evaluation/every", (43, 10), "Skriv 6 months.", id="every half year"),
    pytest.param("  to: 2029-07-31\n", EVALUATION + "  every: årlig\n", "schema-pattern", "/evaluation/every", (43, 10), "Skriv 1 year.", id="yearly"),
    pytest.param("  to: 2029-07-31\n", EVALUATION + "  every: halvår\n", "schema-pattern", "/evaluation/every", (43, 10), "Skriv 6 months.", id="a half year"),
    pytest.param("  to: 2029-07-31\n", EVALUATION + "  during: 1. kvartal\n", "schema-pattern", "/evaluation/during", (43, 11), "Skriv quarter 1.", id="first quarter"),
    pytest.param("  to: 2029-07-31\n", EVALUATION + "  during: høsten\n", "schema-pattern", "/evaluation/during", (43, 11), "Skriv autumn.", id="a season"),
    pytest.param("  to: 2029-07-31\n", EVALUATION + "  during: mars–april\n", "schema-pattern", "/evaluation/during", (43, 11), "Skriv 3-4.", id="from one month to another"),
    pytest.param("validity:", "target_groups:\n  - id: young\n    title: Ungdom\n    age: {from: 15 år}\nvalidity:", "schema-type", "/target_groups/0/age/from", (42, 17), "her står «15 år». Skriv 15.", id="age with its unit"),
    pytest.param("validity:", "target_groups:\n  - id: young\n    title: Ungdom\n    age: {from: 15 eller 16 år}\nvalidity:", "schema-type", "/target_groups/0/age/from", (42, 17), "her står «15 eller 16 år».", id="two ages"),
    pytest.param("format: 1", "format: 2", "schema-value", "/format", (1, 9), "kan ikke være «2». Skriv 1.", id="format"),
]  # fmt: skip


@pytest.mark.parametrize(("right", "wrong", "code", "pointer", "place", "end"), MISTAKES)
def test_a_common_mistake_is_told_once_where_it_is_with_what_to_do(
    right: str, wrong: str, code: str, pointer: str, place: tuple[int, int], end: str
) -> None:
    assert right in PLAIN
    (problem, found) = only(PLAIN.replace(right, wrong, 1))
    assert (problem.code, problem.pointer, found) == (code, pointer, place)
    assert problem.nb.endswith(end)
    assert problem.en != problem.nb
    assert not re.search(r"\bNone\b|Traceback|[{}]", problem.nb + problem.en)


def only(text: str) -> tuple[Problem, tuple[int, int]]:
    source = parse(text)
    assert source.problems == []
    (problem,) = document_problems(source)
    return problem, source.position(problem.pointer, on_key=problem.on_key)


def test_a_right_document_has_nothing_to_explain() -> None:
    assert document_problems(parse(PLAIN)) == []


@pytest.mark.parametrize("version", ["1.00", "'1.00'", "1", "0"])
def test_a_version_may_be_quoted_or_not(version: str) -> None:
    assert document_problems(parse(PLAIN.replace("'1.00'", version))) == []


def test_every_fault_is_told_in_the_order_of_the_validator_and_none_twice() -> None:
    text = (
        PLAIN.replace("shall", "skal")
        .replace("2029-07-31", "31.07.2029")
        .replace("validity:", "validity:\n  varighet: 3 years")
    )
    problems = document_problems(parse(text))
    assert {problem.code for problem in problems} == {"schema-value", "schema-date", "schema-unknown-key"}
    assert len(problems) == len(set(problems)) == 3


def test_a_field_in_two_wrong_places_is_told_in_both() -> None:
    text = PLAIN.replace("    title: Direktør for utdanning", "    titel: Direktør").replace(
        "    title: Leder for NAV-kontoret", "    titel: Leder"
    )
    assert [problem.pointer for problem in document_problems(parse(text))] == [
        "/signatories/0/titel",
        "/signatories/1/titel",
    ]


def test_a_line_end_after_an_id_is_told() -> None:
    """Python's `$` stands before a last line end as well, and JSON Schema's does not."""
    (problem,) = document_problems(parse(PLAIN.replace("  - id: nav\n", "  - id: |\n      nav\n")))
    assert (problem.code, problem.pointer) == ("schema-pattern", "/parties/1/id")


@pytest.mark.parametrize(("value", "shown"), [("true", "true"), ("17", "17")])
def test_a_kind_that_is_no_text_is_quoted_as_it_is_written(value: str, shown: str) -> None:
    (problem,) = document_problems(parse(PLAIN.replace("kind: agreement", f"kind: {value}")))
    assert f"«{shown}»" in problem.nb
    assert f"“{shown}”" in problem.en


def test_an_empty_choice_is_told_once_as_empty() -> None:
    (problem,) = document_problems(parse(PLAIN.replace("strength: shall", "strength:")))
    assert problem.code == "schema-empty"


def test_the_faults_of_many_duties_take_time_in_proportion() -> None:
    import time

    def spent(count: int) -> float:
        duties = "".join(f"  - {{idd: x{number}, ovner: county}}\n" for number in range(count))
        source = parse(PLAIN.replace("responsibilities:\n", f"responsibilities:\n{duties}"))
        begin = time.process_time()
        assert len(document_problems(source)) > count
        return time.process_time() - begin

    spent(10)
    # The least of three: a garbage collection or a busy machine can make one of them long.
    assert min(spent(1600) for _ in range(3)) < 20 * min(spent(200) for _ in range(3))


def test_the_same_language_twice_is_told_as_that() -> None:
    (problem,) = document_problems(parse(PLAIN + "languages: [nb, nb]\n"))
    assert (problem.code, problem.pointer) == ("schema-value", "/languages")
    assert "to ganger" in problem.nb
