"""Every format, over a finding of every code, judged by readers that are not ours; any text they get from Hypothesis."""

from __future__ import annotations

import io
import json
import re
from pathlib import Path
from typing import Any
from urllib.parse import unquote

import jsonschema
import junitparser
import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree

from avtale.catalogue.report import Report
from avtale.facts.repository import Repository
from avtale.findings import Finding
from avtale.report import formats
from avtale.rules.check import check
from avtale.source.read import parse
from avtale.terminal import one_line
from tests.support import AGREEMENT, ON, ROOT, discovered
from tests.unit.report.judges import GITLAB, github_commands, sarif_errors, sarif_validator
from tests.unit.rules.examples import stored

EXAMPLES = discovered({e.code: e for e in stored() if e.is_bad}.values(), at_least=50)
XSD = ROOT / "build" / "judges" / "junit-10.xsd"
HOSTILE = st.text(
    st.one_of(
        st.characters(exclude_categories=["Cs"]), st.sampled_from("%:,\r\n\t]>&<\"'\x00\x1b\u202e\u2028")
    )
)


@pytest.fixture(scope="module")
def all_examples(tmp_path_factory: pytest.TempPathFactory) -> Report:
    """One report of an example of every code, each under its own name."""
    findings: list[Finding] = []
    sources = {}
    for number, example in enumerate(EXAMPLES):
        report = example.report(tmp_path_factory.mktemp("example"))
        names = {
            name: f"e{number}/{Path(name).name}"
            for name in [*report.sources, *(f.file for f in report.findings)]
        }
        findings += [
            Finding(
                names[f.file], f.line, f.column, f.code, f.severity, f.message, f.pointer, f.help, f.about
            )
            for f in report.findings
        ]
        sources |= {names[name]: source for name, source in report.sources.items()}
    return Report(len(sources), tuple(sorted(findings)), sources)


def hostile(message: str, file: str, pointer: str = "/a") -> Report:
    source = parse('a: "æøå 🦉 x"\nb: [1, 2]\n', file)
    findings = tuple(
        Finding(file, 1, 4, "schema-type", severity, message, pointer, "docs/findings/schema-type.md")  # type: ignore[arg-type]
        for severity in ("error", "warning", "notice")
    )
    return Report(1, findings, {file: source})


def test_the_formats_are_found_by_file() -> None:
    assert formats.NAMES == ("github", "gitlab", "json", "junit", "sarif", "text")


@pytest.mark.parametrize("name", formats.NAMES)
def test_each_knows_its_own_reports_and_no_other(all_examples: Report, name: str) -> None:
    for lang in ("nb", "en"):
        for report in (all_examples, Report(3, ())):
            text = formats.write(report, name, lang=lang)
            assert text.endswith("\n")
            known = {other for other in formats.NAMES if formats.is_ours(other, text)}
            assert name in known
            # A report of GitHub's commands ends as the text report does; no other is mistaken.
            assert known <= {name, "text", "github"} if name in ("text", "github") else known == {name}
    for foreign in (
        "",
        "format: 1\nkind: agreement\n",
        "{}",
        "<html/>",
        '{"runs": []}',
        "null",
        "[1]",
        "[" * 100_000,
    ):
        assert not formats.is_ours(name, foreign), foreign[:20]


def test_the_same_findings_give_the_same_bytes() -> None:
    one, other = (check(Repository.open(ROOT / "agreements"), on=ON, lang="en") for _ in range(2))
    for name in formats.NAMES:
        assert formats.write(one, name, lang="en") == formats.write(other, name, lang="en"), name


# --- SARIF ---


def test_the_sarif_schema_refuses_what_is_wrong() -> None:
    log = json.loads(formats.write(hostile("x", "a.yaml"), "sarif"))
    for wrong in (
        {"columnKind": "bytes"},
        {"results": [{"level": "notice", "message": {"text": "x"}}]},
        {"tool": {}},
    ):
        run = log["runs"][0] | wrong
        assert not sarif_validator().is_valid(log | {"runs": [run]}), wrong


@pytest.mark.parametrize("lang", ["nb", "en"])
def test_sarif_follows_the_oasis_schema(all_examples: Report, lang: str) -> None:
    assert sarif_errors(formats.write(all_examples, "sarif", lang=lang, prefix="fylke/")) == []
    assert sarif_errors(formats.write(Report(0, ()), "sarif", lang=lang)) == []


def sarif_run(report: Report, **options: Any) -> dict[str, Any]:
    run: dict[str, Any] = json.loads(formats.write(report, "sarif", **options))["runs"][0]
    return run


def test_sarif_says_everything_the_findings_say(all_examples: Report) -> None:
    run = sarif_run(all_examples)
    assert run["columnKind"] == "unicodeCodePoints"
    assert list(run["originalUriBaseIds"]) == ["%SRCROOT%"]
    listed = {each["location"]["uri"] for each in run["artifacts"]}
    levels = {"error": "error", "warning": "warning", "notice": "note"}
    told = run["tool"]["driver"]["rules"]
    assert len(run["results"]) == len(all_examples.findings) > 60
    for finding, result in zip(all_examples.findings, run["results"], strict=True):
        (location,) = result["locations"]
        physical = location["physicalLocation"]
        assert told[result["ruleIndex"]]["id"] == result["ruleId"] == finding.code
        assert result["level"] == levels[finding.severity]
        assert result["message"]["text"] == finding.message
        assert unquote(physical["artifactLocation"]["uri"]) == finding.file
        assert physical["artifactLocation"]["uri"] in listed
        assert physical["artifactLocation"]["uriBaseId"] == "%SRCROOT%"
        assert (physical["region"]["startLine"], physical["region"]["startColumn"]) == (
            finding.line,
            finding.column,
        )
        names = [each["fullyQualifiedName"] for each in location.get("logicalLocations", [])]
        assert names == ([finding.pointer] if finding.pointer else [])
    prints = [result["partialFingerprints"]["avtale/v1"] for result in run["results"]]
    assert len(set(prints)) == len(prints)


def test_the_region_of_sarif_is_the_fragment_by_code_points() -> None:
    report = hostile("x", "a.yaml")
    region = sarif_run(report)["results"][0]["locations"][0]["physicalLocation"]["region"]
    line = report.sources["a.yaml"].text.splitlines()[0]
    assert line[region["startColumn"] - 1 : region["endColumn"] - 1] == '"æøå 🦉 x"'


def test_the_help_of_sarif_is_in_the_readers_language(all_examples: Report) -> None:
    nb, en = (sarif_run(all_examples, lang=lang)["tool"]["driver"] for lang in ("nb", "en"))
    assert (nb["language"], en["language"]) == ("nb", "en")
    rules = discovered(zip(nb["rules"], en["rules"], strict=True), at_least=50)
    assert all(a["id"] == b["id"] and a["help"]["text"] != b["help"]["text"] for a, b in rules)
    assert [r["id"] for r in nb["rules"]] == sorted({f.code for f in all_examples.findings})


def test_a_uri_escapes_what_a_name_may_hold() -> None:
    for name in ("a b%20/æ#1?.yaml", "http:x.yaml", "c\\d.yaml"):
        location = sarif_run(hostile("x", name))["results"][0]["locations"][0]["physicalLocation"]
        uri = location["artifactLocation"]["uri"]
        assert unquote(uri) == name
        assert not set(uri) & set(" #?\\:æ")
    outside = sarif_run(hostile("x", "/tmp/å.yaml"))["results"][0]["locations"][0]["physicalLocation"]
    assert outside["artifactLocation"] == {"uri": "file:///tmp/%C3%A5.yaml"}


@given(message=HOSTILE.filter(bool), file=HOSTILE.filter(bool))
def test_sarif_and_gitlab_hold_any_text(message: str, file: str) -> None:
    report = hostile(message, "d/" + file)
    text = formats.write(report, "sarif")
    assert sarif_errors(text) == []
    assert json.loads(text)["runs"][0]["results"][0]["message"]["text"] == message
    assert json.loads(formats.write(report, "gitlab"))[0]["description"] == message


# --- JUnit ---


def read_junit(text: str) -> junitparser.JUnitXml:
    return junitparser.JUnitXml.fromroot(etree.parse(io.BytesIO(text.encode())).getroot())


@pytest.mark.parametrize("strict", [False, True])
def test_junit_is_read_back_as_the_findings(all_examples: Report, strict: bool) -> None:
    clean = Report(
        1, all_examples.findings, {**all_examples.sources, "ren.yaml": parse("a: b\n", "ren.yaml")}
    )
    xml = read_junit(formats.write(clean, "junit", strict=strict))
    fails = {"error", "warning"} if strict else {"error"}
    suites = list(xml)
    assert [suite.name for suite in suites] == sorted(clean.sources)
    assert xml.failures == sum(f.severity in fails for f in clean.findings)
    assert xml.tests == sum(suite.tests for suite in suites) == sum(len(list(suite)) for suite in suites)
    for suite in suites:
        here = [f for f in clean.findings if f.file == suite.name]
        cases = list(suite)
        assert len({case.name for case in cases}) == len(cases)
        failed = [result for case in cases for result in case.result]
        assert [r.type for r in failed] == [f.code for f in here if f.severity in fails]
        assert all(
            f"{f.file}:{f.line}:{f.column}: " in r.text
            for r, f in zip(failed, (f for f in here if f.severity in fails), strict=True)
        )
        passed = [case.system_out for case in cases if not case.result]
        assert len(passed) == max(1, len(here)) - len(failed)
    (ren,) = (suite for suite in suites if suite.name == "ren.yaml")
    assert [(case.name, case.is_passed) for case in ren] == [("avtale check", True)]


@given(message=HOSTILE.filter(bool), file=HOSTILE.filter(bool), pointer=HOSTILE)
def test_junit_holds_any_text(message: str, file: str, pointer: str) -> None:
    suites = list(read_junit(formats.write(hostile(message, "d/" + file, "/" + pointer), "junit")))
    assert len(suites) == 1
    assert suites[0].failures == 1


@pytest.mark.extended
def test_junit_follows_the_schema_of_jenkins(all_examples: Report) -> None:
    assert XSD.is_file(), "`make test-all` fetches it"
    schema = etree.XMLSchema(etree.parse(XSD))
    texts = [formats.write(all_examples, "junit", strict=strict) for strict in (False, True)]
    texts += [formats.write(Report(0, ()), "junit"), formats.write(hostile("\x00\x1b]]>", "a\x00"), "junit")]
    for text in texts:
        schema.assertValid(etree.fromstring(text.encode()))
    wrong = texts[0].replace("<testcase name=", "<testcase line='1' name=", 1)
    assert not schema.validate(etree.fromstring(wrong.encode()))


# --- GitHub and GitLab ---


def test_github_reads_back_every_finding(all_examples: Report) -> None:
    text = formats.write(all_examples, "github", prefix="fylke/")
    found = github_commands(text)
    assert [(f["file"], f["line"], f["col"], f["title"], f["severity"], f["message"]) for f in found] == [
        (f"fylke/{f.file}", str(f.line), str(f.column), f.code, f.severity, f.message)
        for f in all_examples.findings
    ]
    assert len(text.splitlines()) == len(found) + 1


@given(message=HOSTILE, file=HOSTILE)
def test_no_text_of_a_document_becomes_a_command(message: str, file: str) -> None:
    text = formats.write(hostile(message, "d/" + file), "github")
    found = github_commands(text)
    assert len(found) == 3
    assert len(text.split("\n")) == 5  # three commands, the count, and the last line's end
    lines_kept = re.sub(
        r"[\r\n\t]|([^\r\n\t])", lambda each: one_line(each[1]) if each[1] else each[0], "d/" + file
    )
    assert all(f["title"] == "schema-type" and f["file"] == lines_kept for f in found)


def test_gitlab_has_the_fields_it_documents(all_examples: Report) -> None:
    rows = json.loads(formats.write(all_examples, "gitlab", prefix="fylke/"))
    jsonschema.validate(rows, GITLAB)
    assert len({row["fingerprint"] for row in rows}) == len(rows)
    assert [(row["location"]["path"], row["location"]["lines"]["begin"]) for row in rows] == [
        (f"fylke/{f.file}", f.line) for f in all_examples.findings
    ]
    with pytest.raises(jsonschema.ValidationError):
        jsonschema.validate([rows[0] | {"severity": "error"}], GITLAB)


# --- for people and for programs ---


def test_json_is_the_contract(all_examples: Report) -> None:
    told = json.loads(formats.write(all_examples, "json"))
    assert list(told) == ["checked", "findings"]
    assert all(
        list(row) == ["code", "severity", "message", "file", "line", "column", "pointer", "help"]
        for row in discovered(told["findings"])
    )


@given(message=HOSTILE, file=HOSTILE)
def test_the_terminal_is_never_obeyed(message: str, file: str) -> None:
    text = formats.write(hostile(message, file), "text")
    assert not any(ord(char) < 32 and char != "\n" for char in text)
    assert not set(text) & set("\x7f\u202e\u2028")


def test_the_mark_stands_under_the_fragment() -> None:
    text = formats.write(hostile("x", "a.yaml"), "text")
    line, mark = text.splitlines()[3:5]
    start = mark.index("^")
    # The owl takes two cells, so the mark is one longer than the fragment has characters.
    assert line[start : start + mark.count("^") - 1] == '"æøå 🦉 x"'


@pytest.mark.parametrize(("lang", "rest"), [("nb", "950 til av schema-unknown-key"), ("en", "950 more of schema-unknown-key")])  # fmt: skip
def test_text_counts_the_rest_of_very_many_and_programs_get_them_all(
    lang: str, rest: str, tmp_path: Path
) -> None:
    path = tmp_path / "x.yaml"
    path.write_text(AGREEMENT + "".join(f"felt{i}: x\n" for i in range(1000)), encoding="utf-8")
    report = check(Repository.loose([path]), on=ON, lang=lang)
    text = formats.write(report, "text", lang=lang)
    assert rest in text
    assert text.count(": avtale explain schema-unknown-key") == 50
    assert "1000 feil" in text or "1000 errors" in text
    assert formats.is_ours("text", text)
    for name in set(formats.NAMES) - {"text"}:
        assert formats.write(report, name, lang=lang).count("felt999") >= 1
    found = json.loads(formats.write(report, "json", lang=lang))["findings"]
    assert sum("felt999" in each["message"] or "felt0" in each["message"] for each in found) == 2
