"""Command lines for the tests that go through everything avtale can be asked: what is found in one must not be forgotten in another."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from avtale.report.formats import NAMES


def reading(
    docs: Sequence[str], *, files: Sequence[str], named: str, party: str, day: Sequence[str]
) -> Iterator[tuple[str, ...]]:
    """Every command that reads a document, in every form it answers in, and nearly nothing written.

    `docs` are as on the command line; two of them are versions `prove@1.00` and `prove@1.01`, one is `rein`.
    `files` are checked alone, `named` is what no command knows, `party` is one that another succeeds.
    """
    for lang in ("nb", "en"):
        yield from (("check", *day, "--format", name, "--lang", lang) for name in NAMES)
    yield ("check", *day, "--fix", "--dry-run")
    yield from (("check", *day, file) for file in files)
    for doc in docs:
        yield from (("show", doc, *day), ("show", doc, *day, "--format", "json"), ("history", doc))
        yield from (("show", doc, *day, "--resolved"), ("show", doc, *day, "--resolved", "--format", "json"))
        yield from (("history", doc, "--format", "json"), ("approve", doc, "--by", "Bo Eksempel", *day))
        yield from (("bump", doc, "--dry-run"), ("render", doc, *day, "--format", "html", "--to", "ut"))
        yield from (("renew", doc, "--to", "2032-07-31", "--dry-run"), ("status", doc, *day))
        yield from (("due", doc, *day, "--format", form) for form in ("table", "json", "csv"))
        yield from (("kept", doc, *day, "--format", form, "--to", "ut") for form in ("text", "json", "html"))
        yield from (("comment", doc), ("comment", doc, "--format", "json"))
        yield ("supersede", doc, "--by", "rein", "--dry-run", *day)
        yield ("withdraw", doc, "--by", "Kim Eksempel", "--reason", "Slutt", "--dry-run", *day)
        yield ("amend", doc, "--replace", "/validity/to=2030-07-31", "--dry-run", *day)
        yield ("keys", doc, "--to", "nøkler")
        yield ("take-over", doc, "--by", "Bo Eksempel", "--where", "arkivsak 27/1", "--dry-run", *day)
        yield ("close", doc, "--because", "history", "--by", "Bo Eksempel", "--dry-run", *day)
    yield from (("diff", "prove@1.00", "prove@1.01", "--format", form) for form in ("text", "json"))
    yield ("diff", "prove@1.00", "rein")
    yield ("diff", "prove@1.00", "rein", "--format", "html", "--to", "diff")
    yield ("diff", "prove@1.00", "prove@1.01", "--format", "html", "--to", "diff")
    yield from (("status", *day), ("status", *day, "--format", "json"), ("suspects", *day))
    yield ("remind", "--calendar", "frister.ics", *day)
    yield ("site", "--to", "nettsted", "--no-pdf", "--languages", "nb", "--dry-run", *day)
    yield ("replace-party", party, "--by", "NAV Midtlia", "--on", "2027-01-01", "--dry-run")
    yield ("explain", named)
    yield ("explain", "national-number")
    yield from (
        ("explain", f"{kind}-character", "--example") for kind in ("control", "direction", "invisible")
    )
    yield ("show", named)


def others(doc: str, *, pdf: str, offices: str, said: str, day: Sequence[str]) -> Iterator[tuple[str, ...]]:
    """The other commands, with `said` wherever somebody may write a text of their own; some of them write."""
    for form in ("text", "json"):
        yield ("verify", pdf, "--format", form)
        yield ("generate", "routine", "--from", doc, "--offices", offices, "--dry-run", "--format", form)
        yield ("suspects", *day, "--format", form)
        yield ("explain", "--format", form)
    yield ("sign", pdf, "--as", said, "--key", said)
    yield ("desk", "--repo", said, "--port", "0")  # a repository of that name is none
    yield from (("record-signature", pdf), ("record-signature", said))
    yield from ((*line, *day) for line in _steps(doc, said))
    yield (
        "new",
        "agreement",
        "--title",
        said,
        "--party",
        said,
        "--party",
        "B",
        "--from",
        "2027-01-01",
        "--key",
        "nytt",
    )
    yield ("new", said)
    yield from (("init", said), ("init", "ny", "--name", said), ("schema",), ("schema", said))
    yield from (
        ("remind", "--calendar", "x.ics", said),
        ("diff", doc, "--rev", said),
        ("check", "--base", said),
    )
    yield from (("check", "--format", said), ("check", f"--{said}"), (said,), ("check", "--on", said))
    yield from (
        ("check", "--repo", said),
        ("check", "--lang", said),
        ("show", doc, said),
        ("show", doc, "--debug", said),
    )
    yield from (
        ("check", "--baseline", said),
        ("check", "--write-baseline", "b.json"),
        ("check", "--format", f"json={said}.json"),
    )
    yield ("generate", "routine", "--from", said, "--offices", said)  # fmt: skip
    yield ("remind", "--mail", "--dry-run", "--ledger", said, *day)
    yield from (("remind", "--mail", "--password-file", said), ("remind", "--channels", said))
    yield ("remind", "--calendar-dir", "kalendere", "--address", said)
    yield from (
        ("remind", "--calendar-dir", "kalendere", *day),
        ("kept", "--all", *day),
        ("done", "--form", "nytt.csv", *day),
    )
    yield from (("desk", "--clone", said), ("desk", "--settings", said))


def _steps(doc: str, said: str) -> Iterator[tuple[str, ...]]:
    yield ("done", doc, said, "--by", said)
    yield ("done", doc, "evaluation", "--by", said, "--note", said, "--dry-run")
    yield ("done", doc, said, "--undo", "--by", said, "--note", said)
    yield ("done", "--from", said)
    yield ("kept", said)
    yield ("review", doc, "--by", said, "--decision", "kept", "--reason", said)
    yield ("adopt", doc, "--body", said, "--case", said)
    yield ("terminate", doc, "--party", said)
    yield ("happened", doc, "begins", "--reason", said)
    yield ("approve", doc, "--by", said, "--dry-run")
    yield ("comment", doc, "--by", said, "--text", said)
    yield ("take-over", doc, "--by", said, "--where", said, "--dry-run")
    yield ("close", doc, "--because", "history", "--by", said, "--reason", said, "--dry-run")
    yield ("withdraw", doc, "--by", said, "--reason", said, "--dry-run")
    yield ("amend", doc, "--replace", f"/title={said}", "--title", said, "--dry-run")
    yield ("amend", doc, "--replace", f"{said}={said}", "--dry-run")
    yield ("replace-party", said, "--by", said, "--name", f"se={said}", "--dry-run")
