"""What makes a finding the same tomorrow, and what makes it another."""

from __future__ import annotations

from avtale.catalogue.report import Report
from avtale.findings import Finding
from avtale.report.identity import fingerprints, identity
from avtale.source.read import parse

TEXT = """title: Avtale
duties:
  - id: tell
    does: melde fra
    deadline: {within: 3 days}
  - id: meet
    does: møte opp
groups:
  - {from: 15, to: 21}
  - age: {from: 16, to: 24}
contacts: [a, b]
"""


def finding(
    pointer: str, *, code: str = "x", message: str = "melding", about: str = "", line: int = 1
) -> Finding:
    return Finding("f.yaml", line, 1, code, "error", message, pointer, "docs", about)


def digest(text: str, pointer: str, **more: str) -> str:
    return identity(finding(pointer, **more), parse(text, "f.yaml")).digest()  # type: ignore[arg-type]


def test_the_place_is_called_by_the_items_names() -> None:
    assert identity(finding("/duties/1/does"), parse(TEXT)).pointer == "/duties/[id=meet]/does"
    assert identity(finding("/groups/1/age"), parse(TEXT)).pointer == "/groups/*/age"
    assert identity(finding("", about="kind"), parse(TEXT)).pointer == "#kind"


def test_a_persons_name_is_no_place() -> None:
    source = parse("signatories:\n  - {name: Kari Eksempel, party: nav}\n  - {name: Per Eksempel}\n")
    assert identity(finding("/signatories/0/name"), source).pointer == "/signatories/[party=nav]/name"
    assert identity(finding("/signatories/1/name"), source).pointer == "/signatories/*/name"


def test_lines_wording_comments_and_quotes_do_not_matter() -> None:
    moved = "# ny\n\n" + TEXT.replace("does: møte opp", "does: 'møte opp'  # viktig")
    assert digest(TEXT, "/duties/1/does") == digest(moved, "/duties/1/does", message="another")


def test_an_item_put_in_before_changes_nothing() -> None:
    more = TEXT.replace("duties:\n", "duties:\n  - id: new\n    does: noe\n")
    assert digest(TEXT, "/duties/0/deadline/within") == digest(more, "/duties/1/deadline/within")
    assert digest(TEXT, "/duties/0") == digest(more, "/duties/1")


def test_another_value_is_another_finding() -> None:
    for pointer, old, new in (
        ("/duties/1/does", "møte opp", "møte"),
        ("/groups/1/age", "to: 24", "to: 25"),
        ("/contacts", "[a, b]", "[a, b, c]"),
        ("/groups/0", "from: 15", "from: 14"),
    ):
        assert digest(TEXT, pointer) != digest(TEXT.replace(old, new), pointer), pointer
    assert digest(TEXT, "/title") != digest(TEXT, "/title", code="y")
    assert digest(TEXT, "/duties/0") != digest(TEXT, "/duties/1")


def test_mending_one_fault_of_a_named_item_makes_no_other_look_new() -> None:
    mended = TEXT.replace("    does: møte opp", "    does: møte opp\n    owner: nav")
    assert digest(TEXT, "/duties/1") == digest(mended, "/duties/1")
    assert digest(TEXT, "") == digest("kind: agreement\n" + TEXT, "")


def test_two_missing_fields_of_one_place_are_two_findings() -> None:
    assert digest(TEXT, "", about="kind") != digest(TEXT, "", about="format")
    assert digest(TEXT, "/duties/0", about="owner") != digest(TEXT, "/duties/0")


def test_a_file_that_cannot_be_read_is_known_by_its_line() -> None:
    broken = "a: [b\nc: d\n"
    here = identity(finding("", line=1), parse(broken)).digest()
    assert here != identity(finding("", line=2), parse(broken)).digest()
    assert here == identity(finding("", line=3), parse("#\n#\n" + broken)).digest()


def test_equal_findings_are_numbered() -> None:
    source = parse(TEXT, "f.yaml")
    twice = Report(
        1, (finding("/title"), finding("/title", message="og"), finding("/duties")), {"f.yaml": source}
    )
    one, two, three = fingerprints(twice)
    assert len({one, two, three}) == 3
    assert one == digest(TEXT, "/title")
