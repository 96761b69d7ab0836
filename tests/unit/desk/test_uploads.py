"""A file that somebody sends: known by its content, bounded, and with a harmless name."""

from __future__ import annotations

import io
import zipfile

import pytest
from starlette.datastructures import FormData, UploadFile

from avtale.desk.errors import TooLarge
from avtale.desk.uploads import Kind, safe_name, uploaded
from avtale.errors import UsageError

ALL: tuple[Kind, ...] = ("pdf", "docx", "xlsx", "p12", "html", "csv", "yaml")


def form(data: bytes, name: str = "fil") -> FormData:
    return FormData([("file", UploadFile(io.BytesIO(data), filename=name))])


def archive(*names: str, data: bytes = b"x", method: int = zipfile.ZIP_STORED) -> bytes:
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", method) as file:
        for name in names:
            file.writestr(name, data)
    return made.getvalue()


@pytest.mark.parametrize(
    ("data", "name", "kind"),
    [
        (b"%PDF-1.7\n", "x.exe", "pdf"),
        (archive("[Content_Types].xml", "word/document.xml"), "x.pdf", "docx"),
        (archive("xl/workbook.xml"), "x", "xlsx"),
        (b"  <!DOCTYPE html><p>", "x.pdf", "html"),
        ("navn;kontor\nÅse;Øst".encode("utf-8-sig"), "liste.CSV", "csv"),
        (b"key: x", "x.yml", "yaml"),
        (archive("other.txt"), "x.docx", None),
        (b"PK\x03\x04broken", "x.docx", None),
        (b"MZ\x90\x00", "x.pdf", None),
        (b"a\x00b", "x.csv", None),
        (b"\xff\xfe\xfa", "x.csv", None),
        ("navn;kontor\nÅse;Øst".encode("cp1252"), "liste.csv", "csv"),
        ("navn;kontor\nÅse;Øst".encode("utf-16"), "liste.csv", "csv"),
        ("Åse".encode("cp1252"), "liste.yaml", None),
        (b"plain", "x.txt", None),
    ],
)
def test_a_file_is_what_its_content_says(data: bytes, name: str, kind: Kind | None) -> None:
    if kind is None:
        with pytest.raises(UsageError):
            uploaded(form(data, name), "file", ALL)
        return
    assert uploaded(form(data, name), "file", ALL).kind == kind
    with pytest.raises(UsageError):
        uploaded(form(data, name), "file", [each for each in ALL if each != kind])


def test_nothing_and_too_much_are_refused() -> None:
    for none in (FormData(), FormData([("file", "text")]), form(b"")):
        with pytest.raises(UsageError):
            uploaded(none, "file", ALL)
    assert uploaded(form(b"%PDF-" + b"x" * 95), "file", ALL, most=100).data
    with pytest.raises(TooLarge):
        uploaded(form(b"%PDF-" + b"x" * 96), "file", ALL, most=100)


@pytest.mark.parametrize(
    "bomb",
    [
        archive("word/document.xml", data=bytes(5_000_000), method=zipfile.ZIP_DEFLATED),
        archive("word/document.xml", *(f"a{number}" for number in range(5000))),
    ],
)
def test_an_archive_that_would_swell_is_not_unpacked(bomb: bytes) -> None:
    with pytest.raises(TooLarge):
        uploaded(form(bomb), "file", ALL)


@pytest.mark.parametrize(
    ("given", "name"),
    [
        ("../../etc/passwd", "passwd"),
        ("C:\\Brukere\\Kari\\avtale.pdf", "avtale.pdf"),
        ("..", "fil"),
        ("", "fil"),
        ("a" * 500, "a" * 120),
    ],
)
def test_a_name_leads_nowhere(given: str, name: str) -> None:
    assert safe_name(given) == name


def test_a_name_says_nothing_to_a_terminal() -> None:
    assert "\x1b" not in safe_name("a\x1b[31m\nb.pdf")
    assert "\n" not in safe_name("a\x1b[31m\nb.pdf")
