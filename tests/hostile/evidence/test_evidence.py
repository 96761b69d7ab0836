"""The pages say what the approved source says, or the file is not signed and does not pass.

Each attack starts from a file that passes, is shown to fool a naive check (the fingerprint is the approved one, and
pyHanko alone finds both signatures valid and trusted), and then has to be refused by `sign` and stopped by `verify`.
"""

from __future__ import annotations

import datetime as dt
import hashlib
import io
import re
import resource
import zlib
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from datetime import UTC, timedelta
from functools import partial
from pathlib import Path
from typing import Any

import pikepdf
import pytest
from cryptography.hazmat.primitives.asymmetric import ec
from msgspec import structs
from pyhanko.pdf_utils import generic
from pyhanko.pdf_utils.generic import pdf_name
from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
from pyhanko.pdf_utils.reader import PdfFileReader
from pyhanko.sign import signers
from pyhanko.sign.fields import MDPPerm, SigSeedSubFilter
from pyhanko.sign.validation import validate_pdf_signature
from pyhanko_certvalidator import ValidationContext

from avtale.errors import AvtaleError, StateError, SystemFailure, UsageError
from avtale.facts.repository import DocumentFile, Repository
from avtale.facts.signatures import signed
from avtale.format.bind import load
from avtale.lifecycle.approve import approve
from avtale.render.document import render
from avtale.sign.demo import DemoParty, make_demo_keys
from avtale.sign.embedded import embedded_source
from avtale.sign.identity.credentials import Credential, open_key_file
from avtale.sign.identity.trust import Trust, load_trust
from avtale.sign.pages import case
from avtale.sign.pages.evidence_words import ONLY_WORDS
from avtale.sign.pages.letter_shapes import drawn_as_another
from avtale.sign.pages.page_words import look
from avtale.sign.pdf.reader import QuickReader
from avtale.sign.pdf.reading import quiet
from avtale.sign.recording import record_signature, record_signatures, unrecorded
from avtale.sign.signing import sign, simple_signer
from avtale.sign.verdict import FileVerdict
from avtale.sign.verify import verify
from avtale.source.read import parse
from tests.hostile.evidence.attacks import ATTACKS, BOX, changed, exchange_letters
from tests.support import AGREEMENT, ON, ROOT, discovered
from tests.unit.sign.issuing import Issuer, name, trusting
from tests.unit.sign.test_levels import Notary

WHEN = dt.datetime(2026, 11, 21, 12, 0, tzinfo=UTC)
AT = max(
    WHEN + timedelta(hours=2), dt.datetime.now(UTC) + timedelta(hours=1)
)  # pyHanko claims the time of the clock
SETTINGS = (
    "format: 1\nowner: {names: [{name: Eksempel fylkeskommune}]}\nsigning: {count_demonstration: true}\n"
)


@dataclass(frozen=True)
class World:
    """A repository with one approved agreement, its rendering, and who signs it."""

    root: Path
    county: Credential
    nav: Credential
    trust: Trust
    unsigned: bytes

    @property
    def repository(self) -> Repository:
        return Repository.open(self.root)


@pytest.fixture(scope="session")
def world(tmp_path_factory: pytest.TempPathFactory) -> World:
    folder = tmp_path_factory.mktemp("evidence")
    root = folder / "agreements"
    root.mkdir()
    (root / "avtale.yaml").write_text(SETTINGS, "utf-8")
    (root / "prove-1.00.yaml").write_text(AGREEMENT, "utf-8")
    repository = Repository.open(root)
    approve(repository.entries[0], repository, by="Kim Eksempel", on=dt.date(2026, 7, 1), findings=())
    parties = (
        DemoParty("county", "Eksempel fylkeskommune", "Fylkesdirektør"),
        DemoParty("nav", "NAV Eksempel", "Direktør"),
    )
    made = make_demo_keys(folder / "keys", parties, password="prøve", when=WHEN)
    county, nav = (open_key_file(made.keys[party.id], "prøve", at=WHEN) for party in parties)
    return World(root, county, nav, load_trust([folder / "keys"]), _rendered(Repository.open(root)))


@pytest.fixture
def own(world: World, tmp_path: Path) -> World:
    """The same in a folder of its own, to write in."""
    import shutil

    root = tmp_path / "agreements"
    shutil.copytree(world.root, root)
    return World(root, world.county, world.nav, world.trust, world.unsigned)


@pytest.fixture(autouse=True)
def _rendered_once(monkeypatch: pytest.MonkeyPatch) -> None:
    """The same question about the same files has the same answer, and laying out takes a second."""
    genuine = case.rerendered

    def remembered(
        source: Any, repository: Repository, day: Any, language: str, *, said: Any
    ) -> Iterator[Any]:
        assert repository.root is not None
        files = sorted(path for path in repository.root.rglob("*") if path.is_file())
        state = tuple((path.relative_to(repository.root), path.read_bytes()) for path in files)
        question = (source.data, state, day, language, said)
        if question not in _ANSWERS:
            _ANSWERS[question] = list(genuine(source, repository, day, language, said=said))
        yield from _ANSWERS[question]

    monkeypatch.setattr(case, "rerendered", remembered)


_ANSWERS: dict[Any, list[Any]] = {}


def _rendered(repository: Repository, day: dt.date = ON, lang: str = "nb") -> bytes:
    return render(repository.entries[0], repository, on=day, lang=lang, formats=("pdf",)).files["pdf"]


def _with_pyhanko(pdf: bytes, credential: Credential, field: str) -> bytes:
    """Signed by a tool that asks nothing; a signature field that is there gets the value and no appearance."""
    signer = simple_signer(credential)
    first = not PdfFileReader(io.BytesIO(pdf)).embedded_signatures
    metadata = signers.PdfSignatureMetadata(
        field_name=field,
        md_algorithm="sha256",
        subfilter=SigSeedSubFilter.PADES,
        certify=first,
        docmdp_permissions=MDPPerm.FILL_FORMS,
    )
    output = io.BytesIO()
    with quiet():
        signers.PdfSigner(metadata, signer).sign_pdf(
            _Quiet(io.BytesIO(pdf)), existing_fields_only=True, output=output
        )
    return output.getvalue()


class _Quiet(IncrementalPdfFileWriter):
    """Leaves Info and XMP alone, as PDF/A wants it."""

    def _update_meta(self) -> None:
        return


def _by_both(pdf: bytes, world: World) -> bytes:
    once = _with_pyhanko(pdf, world.county, "signature-county")
    return _with_pyhanko(once, world.nav, "signature-nav")


def _naive(pdf: bytes, world: World) -> bool:
    """The approved fingerprint, and every signature valid by pyHanko alone."""
    source = embedded_source(pdf, "fil.pdf")
    approval = world.repository.register.approval("prove", "1.00")
    assert source is not None
    assert approval is not None
    with quiet():
        found = QuickReader(pdf).embedded_regular_signatures
        context = partial(
            ValidationContext, trust_roots=list(world.trust.anchors), moment=AT, allow_fetching=False
        )
        told = [validate_pdf_signature(one, context(), skip_diff=True) for one in found]
    return (
        source.fingerprint == approval.fingerprint
        and len(told) == 2
        and all(one.intact and one.valid and one.trusted for one in told)
    )


def _judged(pdf: bytes, world: World, repository: Repository | None = None) -> FileVerdict:
    return verify(
        pdf,
        name="fil.pdf",
        at=AT,
        trust=world.trust,
        repository=repository or world.repository,
        count_demonstration=True,
    )


def _refused(pdf: bytes, world: World, repository: Repository | None = None) -> str:
    with pytest.raises((StateError, UsageError)) as caught:
        sign(
            pdf,
            party="county",
            credential=world.county,
            when=WHEN,
            name="fil.pdf",
            repository=repository or world.repository,
        )
    assert caught.value.nb != caught.value.en
    return caught.value.nb


def test_the_genuine_file_passes_however_it_was_signed(world: World) -> None:
    ours = sign(
        world.unsigned, party="county", credential=world.county, when=WHEN, repository=world.repository
    )
    assert ours.rendering is not None
    assert ours.rendering.state == "rendered"
    both = sign(ours.data, party="nav", credential=world.nav, when=WHEN, repository=world.repository).data
    for pdf in (
        both,
        _by_both(world.unsigned, world),
        _with_pyhanko(ours.data, world.nav, "signature-nav"),
    ):
        assert _naive(pdf, world)
        verdict = _judged(pdf, world)
        assert verdict.verdict == "total_passed", verdict.reasons
        assert verdict.rendering is not None
        assert verdict.rendering.state == "rendered"


# One of each kind in every run; the others, half a second each, with `make test-all`.
OFTEN = (
    *("a white box over clauses", "a letter exchanged", "a page removed", "a layer that is off"),
    *("paragraphs read in another order", "digits that are copied as others", "another title"),
    *("a link to another section", "a bookmark that says otherwise", "JavaScript on opening"),
    *("a second source under the same name", "another approver in the source"),
    *("a field moved over the clauses", "a field filled with a sentence"),
    "a box, and other versions by its own word",
)


def _table() -> list[Any]:
    assert set(OFTEN) <= set(ATTACKS)
    names = discovered(ATTACKS, at_least=100)
    return [name if name in OFTEN else pytest.param(name, marks=pytest.mark.extended) for name in names]


@pytest.mark.parametrize("name", _table())
def test_what_is_not_the_rendering_is_neither_signed_nor_passed(world: World, name: str) -> None:
    change, right = ATTACKS[name]
    evil = changed(world.unsigned, change)
    told = _refused(evil, world)
    # Whichever of what `sign` asks comes first: the standards, the form, the pages.
    assert any(words in told for words in ("avtale render", "godkjent", "holder det ikke", "avtale lager"))
    twice = _by_both(evil, world)
    assert _naive(twice, world)
    verdict = _judged(twice, world)
    assert verdict.verdict == right, verdict.reasons
    assert verdict.rendering is not None
    assert verdict.rendering.state == ("differs" if right == "total_failed" else "undecided")
    assert verdict.rendering.reason.nb in verdict.as_data("nb")["reasons"]


@pytest.mark.parametrize(
    "name",
    [
        "saved by another program",  # which shows the same
        pytest.param("a white box over clauses", marks=pytest.mark.extended),
        pytest.param("JavaScript on opening", marks=pytest.mark.extended),
    ],
)
def test_a_recorded_digest_decides_alone(own: World, name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """Also where nothing can be rendered: the genuine file passes, and every other fails."""
    first = sign(own.unsigned, party="county", credential=own.county, when=WHEN, repository=own.repository)
    record_signature(first, own.root.parent / "en.pdf", own.repository)

    def missing(*_: Any, **__: Any) -> Iterator[Any]:
        raise SystemFailure(nb="uten Pango", en="without Pango")

    evil = _by_both(changed(own.unsigned, ATTACKS[name][0]), own)
    assert _naive(evil, own)
    assert _judged(evil, own).verdict == "total_failed"
    monkeypatch.setattr(case, "rerendered", missing)
    both = sign(first.data, party="nav", credential=own.nav, when=WHEN, repository=own.repository)
    assert both.rendering is not None
    assert both.rendering.state == "recorded"
    verdict = _judged(both.data, own)
    assert (verdict.verdict, verdict.rendering and verdict.rendering.state) == ("total_passed", "recorded")
    assert _judged(evil, own).verdict != "total_passed"


def _forged(own: World, evil: bytes, file: bytes) -> None:
    """An event as `sign` writes it, added by hand: of the pages of `evil`, and of `file` as the county's signature left it."""
    first = sign(own.unsigned, party="county", credential=own.county, when=WHEN, repository=own.repository)
    event = record_signature(first, own.root.parent / "en.pdf", own.repository)
    told = event.read_text("utf-8")
    for old, new in ((own.unsigned, evil), (first.data, file)):
        told = told.replace(hashlib.sha256(old).hexdigest(), hashlib.sha256(new).hexdigest())
    event.unlink()
    event.with_name("signature-county-abababab.yaml").write_text(told, "utf-8")


@pytest.mark.parametrize(
    "name",
    ["a white box as an artifact", pytest.param("another text for a paragraph", marks=pytest.mark.extended)],
)
def test_an_event_of_another_file_proves_no_pages(own: World, name: str) -> None:
    """A file more in the register, which no check can know to be false, is not enough to have other pages signed."""
    evil = changed(own.unsigned, ATTACKS[name][0])
    _forged(own, evil, b"nowhere")
    assert "ikke det kilden gir" in _refused(evil, own, own.repository)
    twice = _by_both(evil, own)
    assert _naive(twice, own)
    assert _judged(twice, own).verdict == "total_failed"


@pytest.mark.parametrize(
    ("day", "told"),
    [
        (dt.date(2026, 6, 30), "før det ble godkjent 01.07.2026"),
        (dt.date(2031, 1, 1), "en dag som ikke er kommet"),
    ],
)
def test_pages_of_a_day_of_ones_own_choice(world: World, day: dt.date, told: str) -> None:
    """What is in force, and so on the page, depends on the day; a genuine rendering of another is not what was approved."""
    unsigned = _rendered(world.repository, day)
    assert told in _refused(unsigned, world)
    signed = _by_both(unsigned, world)
    assert _naive(signed, world)
    assert _judged(signed, world).verdict == "indeterminate"


def test_the_first_to_sign_cannot_vouch_for_the_pages(own: World) -> None:
    """Who signs second renders anew, though the register has the event of the very file."""
    evil = changed(own.unsigned, ATTACKS["a white box as an artifact"][0])
    once = _with_pyhanko(evil, own.county, "signature-county")
    _forged(own, evil, once)
    with pytest.raises(StateError, match="not what the source gives"):
        sign(once, party="nav", credential=own.nav, when=WHEN, repository=own.repository)


def _by_other_versions(pdf: pikepdf.Pdf, box: str | None) -> None:
    if box is not None:
        ATTACKS[box][0](pdf)
    said = pdf.Root.Metadata.read_bytes()
    other = re.sub(rb"(weasyprint>)\d[^<]*(</)", rb"\g<1>99.0\2", said)
    assert other != said
    pdf.Root.Metadata.write(other)


@pytest.mark.parametrize(
    ("box", "told"),
    [
        ("not tagged by its own word", "holder det ikke"),
        *(
            pytest.param(box, told, marks=pytest.mark.extended)
            for box, told in (
                (None, None),
                ("a white box as an artifact", "er skjult"),
                ("text drawn in white", "er skjult"),
                ("a sentence as an artifact", "merket som pynt"),
                ("codes drawn as other glyphs", "tegnet som et annet tegn"),
                ("another text for a paragraph", "skjermleser"),
                ("a bookmark that says otherwise", "Bokmerkene"),
                ("a field that says it is another's", "underskriftsfeltene"),
                ("a field filled with a sentence", "underskriftsfeltene"),
                ("a field moved over the clauses", "ikke slik avtale lager den"),
                ("a link that draws", "lagt oppå siden"),
                ("a space with a shape", "tegnet som et annet tegn"),
                ("a page cropped", "beskåret"),
            )
        ),
    ],
)
def test_who_signs_second_is_told_what_other_versions_leave_untried(
    own: World, box: str | None, told: str | None
) -> None:
    """The words are all there: whether one sees and hears them is tried, and who signs is told to look at the rest."""
    evil = changed(own.unsigned, lambda pdf: _by_other_versions(pdf, box))
    once = _with_pyhanko(evil, own.county, "signature-county")
    _forged(own, evil, once)
    if told is not None:
        with pytest.raises(StateError) as refused:
            sign(once, party="nav", credential=own.nav, when=WHEN, repository=own.repository)
        assert told in refused.value.nb
        return
    made = sign(once, party="nav", credential=own.nav, when=WHEN, repository=own.repository)
    assert made.rendering is not None
    assert made.rendering.reason == ONLY_WORDS


def test_without_pango_and_without_a_record_nothing_is_proved(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    def missing(*_: Any, **__: Any) -> Iterator[Any]:
        raise SystemFailure(nb="uten Pango", en="without Pango")

    twice = _by_both(world.unsigned, world)
    monkeypatch.setattr(case, "rerendered", missing)
    verdict = _judged(twice, world)
    assert (verdict.verdict, verdict.rendering and verdict.rendering.state) == ("indeterminate", "undecided")
    assert "uten Pango" in verdict.as_data("nb")["reasons"][0]


@pytest.mark.extended
def test_what_unpacks_to_much_is_not_unpacked(world: World) -> None:
    """In the drawing, in a font's map and in the metadata: half a megabyte here each, 500 MB there."""

    def bombs(pdf: pikepdf.Pdf) -> None:
        packed = zlib.compress(b" " * 500_000_000, 1)
        resources = pdf.pages[0].obj.Resources.Font
        maps = [resources[key].ToUnicode for key in resources.keys()]  # noqa: SIM118 (an object of pikepdf)
        for stream in (pdf.pages[0].obj.Contents, *maps, pdf.Root.Metadata):
            stream.write(packed, filter=pikepdf.Name.FlateDecode)

    evil = changed(world.unsigned, bombs)
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    _refused(evil, world)
    grown = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before  # kilobytes, of qpdf's too
    assert grown < 200_000


@pytest.mark.parametrize(
    "name",
    [
        *("JavaScript on opening", "a layer that is off", "two versions of the source", "a text field", None),
        *(
            pytest.param(name, marks=pytest.mark.extended)
            for name in (
                *("JavaScript by name", "JavaScript on a field", "a link that starts a program", "an annex"),
                *("a file pinned to the page", "a button", "a note of the kind FreeText"),
            )
        ),
    ],
)
def test_what_no_rendering_holds_fails_also_without_a_repository(world: World, name: str | None) -> None:
    """And the genuine file passes for one who asks about the signatures only."""
    pdf = world.unsigned if name is None else changed(world.unsigned, ATTACKS[name][0])
    arguments: dict[str, Any] = {
        "name": "fil.pdf",
        "at": AT,
        "trust": world.trust,
        "count_demonstration": True,
    }
    verdict = verify(_by_both(pdf, world), without_register=True, **arguments)
    assert verdict.verdict == ("total_passed" if name is None else "total_failed")


# --- pages of another text ---


def test_another_approver_on_the_page_and_in_the_source(own: World) -> None:
    """The fingerprint leaves the two fields out, and rendering prints what stands there."""
    path = own.root / "prove-1.00.yaml"
    path.write_text(path.read_text("utf-8").replace("Kim Eksempel", "Ola Oppdiktet"), "utf-8")
    evil = _rendered(own.repository)
    assert "en annen har godkjent" in _refused(evil, own)
    twice = _by_both(evil, own)
    assert _naive(twice, own)
    assert _judged(twice, own).verdict == "total_failed"


@pytest.mark.parametrize("approved", [True, False])
def test_a_strangers_text_is_not_laid_out(
    own: World, approved: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    """It may be made to cost hours; that it is another text is seen without."""
    path = own.root / "prove-1.00.yaml"
    text = path.read_text("utf-8")
    more = "".join(
        f"  - {{id: t{number}, owner: county, strength: shall, does: melde fra, informs: [nav]}}\n"
        for number in range(500)
    )
    if not approved:
        (own.root / "register/prove/1.00/approval.yaml").unlink()

    def attach(pdf: pikepdf.Pdf) -> None:
        made = pdf.make_stream(text.replace("evaluation:\n", more + "evaluation:\n").encode())
        made.Type = pikepdf.Name.EmbeddedFile
        pdf.Root.AF[0].EF.F = pdf.Root.AF[0].EF.UF = made

    def never(*_: Any, **__: Any) -> Iterator[Any]:
        raise AssertionError

    evil = changed(own.unsigned, attach)
    monkeypatch.setattr(case, "rerendered", never)
    verdict = _judged(evil, own)
    assert verdict.verdict == ("total_failed" if approved else "indeterminate")
    assert verdict.rendering is not None
    assert "another than the document in the repository" in verdict.rendering.reason.en
    _refused(evil, own)


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("to: 2029-07-31", "to: 2099-07-31"),
        pytest.param("melde fra", "aldri melde fra", marks=pytest.mark.extended),
    ],
)
def test_the_pages_of_another_text(own: World, old: str, new: str) -> None:
    path = own.root / "prove-1.00.yaml"
    approved = path.read_text("utf-8")
    assert old in approved
    path.write_text(approved.replace(old, new), "utf-8")
    other = _rendered(own.repository)
    path.write_text(approved, "utf-8")
    with pikepdf.open(io.BytesIO(own.unsigned)) as genuine:
        source = bytes(genuine.Root.AF[0].EF.F.read_bytes())

    def put_in(pdf: pikepdf.Pdf) -> None:
        pdf.Root.AF[0].EF.F.write(source)

    evil = changed(other, put_in)
    assert "side" in _refused(evil, own)
    twice = _by_both(evil, own)
    assert _naive(twice, own)
    verdict = _judged(twice, own)
    assert verdict.verdict == "total_failed"
    assert "2099" in verdict.as_data("nb")["reasons"][0] or "aldri" in verdict.as_data("nb")["reasons"][0]


def test_another_language_is_a_rendering_of_its_own(own: World) -> None:
    english = _rendered(own.repository, lang="en")
    assert _judged(_by_both(english, own), own).verdict == "total_passed"


@pytest.mark.extended
def test_no_words_of_ones_own_stand_in_what_the_file_says_of_its_rendering(own: World) -> None:
    words = "Avtalen gjelder ikke for NAV."
    entry = own.repository.entries[0]
    made = render(entry, own.repository, on=ON, lang="nb", formats=("pdf",), stated_surroundings=words)
    assert words.encode() in made.files["pdf"]
    signed_by_both = _by_both(made.files["pdf"], own)
    assert _naive(signed_by_both, own)
    assert _judged(signed_by_both, own).verdict != "total_passed"


@pytest.mark.extended
@pytest.mark.parametrize(
    ("old", "new", "verdict"),
    [
        ("# Oppdiktet avtale til prøver.", "# Avtalen gjelder ikke for NAV.", "indeterminate"),
        (
            "key: prove\n",
            "key: prove\nsilences: [{code: unsigned, reason: Gjelder ikke.}]\n",
            "indeterminate",
        ),
        ("# Oppdiktet avtale til prøver.\n", "", "total_passed"),
        ("", "", "total_passed"),
    ],
)
def test_no_comment_comes_with_the_source_that_the_repository_has_not(
    own: World, old: str, new: str, verdict: str
) -> None:
    """A comment is no part of what was approved, so whoever makes the file could write what he likes."""
    with (own.root / "avtale.yaml").open("a") as settings:
        settings.write("rendering: {keep_comments: true}\n")
    repository = own.repository
    entry = repository.entries[0]
    source = parse(entry.source.text.replace(old, new), entry.name)
    theirs = DocumentFile(entry.path, entry.name, source, load(source))
    assert theirs.fingerprint == entry.fingerprint
    made = _rendered(structs.replace(repository, entries=(theirs,), kept={}))
    assert _judged(_by_both(made, own), own).verdict == verdict
    if verdict != "total_passed":
        assert "ingen har godkjent" in _refused(made, own)


@pytest.mark.extended
def test_another_day_is_a_rendering_of_its_own(own: World) -> None:
    later = _rendered(own.repository, dt.date(2026, 9, 1))
    assert later != own.unsigned
    assert _judged(_by_both(later, own), own).verdict == "total_passed"


def test_what_happens_later_does_not_make_it_another(own: World) -> None:
    """A withdrawal changes what rendering gives, and not what it gave on its day."""
    twice = _by_both(own.unsigned, own)
    event = own.root / "register/prove/1.00/withdrawal.yaml"
    event.write_text(
        "format: 1\nevent: withdrawal\nkey: prove\nversion: '1.00'\n'on': '2027-01-15'\nwithdrawn_by: Kim Eksempel\nreason: prøve\n",
        "utf-8",
    )
    assert _rendered(own.repository) != own.unsigned
    assert _judged(twice, own).verdict == "total_passed"


def test_other_settings_make_it_undecided_until_it_is_recorded(own: World) -> None:
    """Whose it is stands on every page. What was recorded before stays what it was."""
    once = sign(own.unsigned, party="county", credential=own.county, when=WHEN, repository=own.repository)
    twice = _with_pyhanko(once.data, own.nav, "signature-nav")
    text = SETTINGS.replace("signing:", "rendering: {accent_colour: '#5b2333'}\nsigning:")
    (own.root / "avtale.yaml").write_text(text, "utf-8")
    verdict = _judged(twice, own)
    assert (verdict.verdict, verdict.rendering and verdict.rendering.state) == ("indeterminate", "undecided")
    assert "Innstillingene" in verdict.as_data("nb")["reasons"][0]
    record_signature(once, own.root.parent / "en.pdf", own.repository)
    assert _judged(twice, own).verdict == "total_passed"


# --- added to the genuine rendering, not put into it ---


def _box(writer: Any) -> None:
    page = writer.root["/Pages"]["/Kids"][0].get_object()
    old = page.raw_get("/Contents")
    page[pdf_name("/Contents")] = generic.ArrayObject(
        [old, writer.add_object(generic.StreamObject(stream_data=BOX))]
    )
    writer.update_container(page)


def _orphan(writer: Any) -> None:
    writer.add_object(generic.StreamObject(stream_data=b"hidden"))


def _appearance(writer: Any) -> None:
    fields = writer.root["/AcroForm"]["/Fields"]
    field = next(one.get_object() for one in fields if one.get_object()["/T"] == "signature-nav")
    field["/AP"][pdf_name("/N")] = writer.add_object(generic.StreamObject(stream_data=BOX))
    writer.update_container(field)


@pytest.mark.parametrize("change", [_box, _orphan, _appearance])
def test_an_update_before_the_first_signature(world: World, change: Callable[[Any], None]) -> None:
    writer = _Quiet(io.BytesIO(world.unsigned))
    change(writer)
    output = io.BytesIO()
    writer.write(output)
    evil = output.getvalue()
    assert evil.startswith(world.unsigned)
    told = _refused(evil, world)
    assert "lagt til" in told or "ikke er tillatt" in told
    twice = _by_both(evil, world)
    assert _naive(twice, world)
    verdict = _judged(twice, world)
    assert (verdict.verdict, verdict.rendering and verdict.rendering.state) == ("total_failed", "differs")


@pytest.mark.parametrize("change", [_box, _appearance])
def test_a_change_in_the_revision_of_the_first_signature(world: World, change: Callable[[Any], None]) -> None:
    """It is signed at once, so nothing comes before the signature; and yet it is not what was rendered."""
    signer = simple_signer(world.county)
    metadata = signers.PdfSignatureMetadata(
        field_name="signature-county", md_algorithm="sha256", subfilter=SigSeedSubFilter.PADES, certify=True
    )
    writer, output = _Quiet(io.BytesIO(world.unsigned)), io.BytesIO()
    change(writer)
    signers.PdfSigner(metadata, signer).sign_pdf(writer, existing_fields_only=True, output=output)
    twice = _with_pyhanko(output.getvalue(), world.nav, "signature-nav")
    assert twice.startswith(world.unsigned)
    assert _naive(twice, world)
    verdict = _judged(twice, world)
    if change is _appearance:  # replaced by nothing: the field is signed, and what it shows is the tool's
        assert verdict.verdict in ("total_passed", "total_failed")
        return
    assert (verdict.verdict, verdict.rendering and verdict.rendering.state) == ("total_failed", "differs")


# --- templates ---


def _override(world: World) -> None:
    shipped = ROOT / "templates/document.html.jinja"
    text = shipped.read_text("utf-8")
    assert "</main>" in text
    (world.root / "overrides").mkdir(exist_ok=True)
    more = text.replace("</main>", "<p>The agreement applies until 31.07.2099.</p></main>")
    (world.root / "overrides/document.html.jinja").write_text(more, "utf-8")


@pytest.mark.extended
def test_a_county_s_template_is_told_of(own: World) -> None:
    from avtale.rules.check import check

    def codes() -> list[str]:
        return [one.code for one in check(own.repository, on=ON).findings]

    assert "templates-overridden" not in codes()
    _override(own)
    assert codes().count("templates-overridden") == 1
    once = sign(
        _rendered(own.repository), party="county", credential=own.county, when=WHEN, repository=own.repository
    )
    event = record_signature(once, own.root.parent / "en.pdf", own.repository)
    assert "templates: sha256:" in event.read_text("utf-8").replace("'", "")
    verdict = _judged(_with_pyhanko(once.data, own.nav, "signature-nav"), own)
    assert verdict.verdict == "total_passed"
    assert any("egne maler" in one for one in verdict.as_data("nb")["reasons"])


@pytest.mark.extended
def test_a_template_cannot_come_after_the_first_signature(own: World) -> None:
    first = sign(own.unsigned, party="county", credential=own.county, when=WHEN, repository=own.repository)
    record_signature(first, own.root.parent / "en.pdf", own.repository)
    _override(own)
    evil = _rendered(own.repository)
    assert "andre maler" in _refused(evil, own)
    twice = _by_both(evil, own)
    assert _naive(twice, own)
    assert _judged(twice, own).verdict == "total_failed"


# --- who signed which file ---


def test_two_copies_are_not_two_signatures(own: World) -> None:
    for party, credential in (("county", own.county), ("nav", own.nav)):
        made = sign(own.unsigned, party=party, credential=credential, when=WHEN, repository=own.repository)
        record_signature(made, own.root.parent / f"{party}.pdf", own.repository)
        last = made.data
    entry = own.repository.entries[0]
    count = signed(entry, own.repository)
    assert (count.required, count.recorded, count.apart) == (2, 1, 1)
    both = sign(last, party="county", credential=own.county, when=WHEN, repository=own.repository)
    record_signature(both, own.root.parent / "begge.pdf", own.repository)
    count = signed(entry, own.repository)
    assert (count.required, count.recorded, count.apart) == (2, 2, 0)


def test_a_file_vouched_for_is_not_put_together_with_one_that_was_verified(own: World) -> None:
    """The other from before the register kept what lay under a signature: nothing tells which file it is part of."""
    for party, credential in (("county", own.county), ("nav", own.nav)):
        made = sign(own.unsigned, party=party, credential=credential, when=WHEN, repository=own.repository)
        path = record_signature(made, own.root.parent / f"{party}.pdf", own.repository)
        kept = [line for line in path.read_text("utf-8").splitlines() if not line.startswith("previous")]
        vouched = ["vouched_by: Liksom signering"] if party == "nav" else []
        path.write_text("\n".join((*kept, *vouched)) + "\n", "utf-8")
    count = signed(own.repository.entries[0], Repository.open(own.root))
    assert (count.required, count.recorded, count.apart, count.vouched_by) == (2, 1, 1, None)


def test_signatures_from_before_the_register_told_count_as_they_did(own: World) -> None:
    once = sign(own.unsigned, party="county", credential=own.county, when=WHEN, repository=own.repository)
    both = sign(once.data, party="nav", credential=own.nav, when=WHEN, repository=own.repository)
    for made in (once, both):
        path = record_signature(made, own.root.parent / "x.pdf", own.repository)
        kept = [
            line
            for line in path.read_text("utf-8").splitlines()
            if not line.startswith(("previous", "rend", "temp"))
        ]
        path.write_text("\n".join(kept) + "\n", "utf-8")
    count = signed(own.repository.entries[0], own.repository)
    assert (count.recorded, count.apart) == (2, 0)
    assert _judged(both.data, own).verdict == "total_passed"


# --- what a killed `sign` left ---


def test_what_is_missing_is_recorded_as_sign_would(own: World) -> None:
    once = sign(own.unsigned, party="county", credential=own.county, when=WHEN, repository=own.repository)
    both = sign(once.data, party="nav", credential=own.nav, when=WHEN, repository=own.repository)
    file = own.root.parent / "begge.pdf"
    assert unrecorded(both.data, "fil.pdf", own.repository) == ("county", "nav")
    added = record_signatures(both.data, file, own.repository, at=AT, trust=own.trust)
    written = {path.name: path.read_text("utf-8") for path in added}
    for path in added:
        path.unlink()
    directly = [record_signature(made, file, own.repository) for made in (once, both)]
    assert {path.name: path.read_text("utf-8") for path in directly} == written
    assert record_signatures(both.data, file, own.repository, at=AT, trust=own.trust) == ()
    directly[0].unlink()
    assert record_signatures(both.data, file, own.repository, at=AT, trust=own.trust) == (directly[0],)
    assert unrecorded(both.data, "fil.pdf", own.repository) == ()


def test_an_archive_timestamp_of_an_issuer_nobody_trusts_is_not_recorded_with_the_signatures(
    own: World,
) -> None:
    """It would end the watch over the certificates, and anybody can add one."""
    once = sign(own.unsigned, party="county", credential=own.county, when=WHEN, repository=own.repository)
    stamped = Notary().add_archive_timestamp(once.data)
    at = max(AT, dt.datetime.now(dt.UTC))
    added = record_signatures(stamped, own.root.parent / "en.pdf", own.repository, at=at, trust=own.trust)
    assert [path.name.partition("-")[0] for path in added] == ["signature"]


@pytest.mark.parametrize("case", ["a box", "unsigned", "nobody trusted", "not approved", "one key for both"])
def test_what_does_not_hold_is_not_recorded(own: World, case: str) -> None:
    pdf, trust = own.unsigned, own.trust
    if case != "unsigned":
        evil = changed(pdf, ATTACKS["a white box over clauses"][0]) if case == "a box" else pdf
        pdf = _by_both(evil, own)
    if case == "nobody trusted":
        trust = Trust()
    if case == "one key for both":
        issuer, key = Issuer(), ec.generate_private_key(ec.SECP256R1())
        county, nav = (
            issuer.issue(name(O=who, CN=who), key=key) for who in ("Eksempel fylkeskommune", "NAV Eksempel")
        )
        pdf, trust = _by_both(own.unsigned, replace(own, county=county, nav=nav)), trusting(issuer)
    if case == "not approved":
        (own.root / "register/prove/1.00/approval.yaml").unlink()
    with pytest.raises(AvtaleError) as caught:
        record_signatures(pdf, own.root.parent / "x.pdf", own.repository, at=AT, trust=trust)
    assert caught.value.exit_code == 1
    assert list((own.root / "register").rglob("signature-*")) == []


@pytest.mark.extended
@pytest.mark.parametrize(("letters", "found"), [("19", "1"), ("ea", "a"), ("", None)])
def test_two_letters_exchanged_and_moved_by_a_hair_are_not_another_version_of_the_font(
    world: World, letters: str, found: str | None
) -> None:
    """And a whole font that is moved by a hair is."""

    def change(pdf: pikepdf.Pdf) -> None:
        for font in pdf.objects:
            if isinstance(font, pikepdf.Dictionary) and font.get("/Subtype") == "/Type0":
                exchange_letters(font, letters)

    evil = changed(world.unsigned, change)
    with pikepdf.open(io.BytesIO(world.unsigned)) as right, pikepdf.open(io.BytesIO(evil)) as shown:
        assert drawn_as_another(look(right).fonts, look(shown).fonts) == found
