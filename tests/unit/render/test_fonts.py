"""The fonts: made once, whole or not at all, the same everywhere."""

from __future__ import annotations

import hashlib
import os
import runpy
import subprocess
import sys
from pathlib import Path

import pytest

from avtale.render import fonts
from avtale.render.font_instances import FACES, FALLBACKS, covered, make
from avtale.render.pdf import write_pdf
from tests.support import ROOT
from tests.unit.render.pages import META, page

_SHOW = "from avtale.render.fonts import font_set; print(font_set().folder)"


def _environment(root: Path, **more: str) -> dict[str, str]:
    return {**os.environ, "PYTHONPATH": str(root / "src"), **more}


def _start(root: Path, code: str, **environment: str) -> subprocess.Popen[str]:
    return subprocess.Popen(
        [sys.executable, "-c", code],
        env=_environment(root, **environment),
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )


def _result(process: subprocess.Popen[str]) -> str:
    output, errors = process.communicate(timeout=120)
    assert process.returncode == 0, errors
    assert errors == ""
    return output.strip()


def _digests(folder: Path) -> dict[str, str]:
    files = [path for path in folder.rglob("*") if path.is_file()]
    return {str(path.relative_to(folder)): hashlib.sha256(path.read_bytes()).hexdigest() for path in files}


def test_every_letter_of_norwegian_and_northern_sami_is_there() -> None:
    letters = "aábcčdđefghijklmnŋoprsštŧuvzžæøåäöïü"
    assert (
        fonts.missing_glyphs(letters + letters.upper() + "0123456789–—“”«»§€→✓☐•◦▪…½\u00ad\n\t\u200b") == []
    )


def test_missing_characters_come_once_and_in_order() -> None:
    assert fonts.missing_glyphs("a漢b字漢\ue000") == ["漢", "字", "\ue000"]


@pytest.mark.parametrize(
    "letters",
    [
        "Ǩǩ Ǯǯ Ʒʒ Ǥǥ Ȟȟ K\u030ck\u030c ʒ\u030c",  # Skolt Sami, composed and not
        "Ωω Άά ΐ ἀ ᾷ",
        "Жж Яя Ѣѣ Іі Ґґ Ђђ Ѝѝ е\u0301",
        "שלום שָׁלוֹם",
        "سلام پژ ابتث",
        "აბგ Աբև",
        "ﬁﬂ ⅣⅻⅫ ½⅓ → ← ↔ ≥ ≤ ≠ ≈ × ÷ √ α ∑ ∏ ∞ ∂ ∫ ∈ ∪ ⇔",
        "əʃʒŋθðɑɔɛɪʊˈːɡʔ",
        "✓✗☐☑★☎①─■●▲ № ‰ ℓ ™ € ₽ ₺",
        "a\u2067b\u2069c d\u200be",
    ],
)
def test_the_letters_of_europe_and_the_usual_signs_are_printed(letters: str) -> None:
    assert fonts.missing_glyphs(letters) == []
    made = write_pdf(page(f"<h1>x</h1><p>{letters} <b>{letters}</b> <i>{letters}</i></p>"), meta=META)
    assert made.problems == ()


@pytest.mark.parametrize(
    "letter", ["🙂", "漢", "\ue000", "\u2028", "\u2029", "\x85", "\x9b", "ก", "अ", "\U000f0000"]
)
def test_what_no_font_has_is_told(letter: str) -> None:
    assert fonts.missing_glyphs(f"a{letter}b") == [letter]
    assert write_pdf(page(f"<h1>x</h1><p>a{letter}b</p>"), meta=META).problems


def test_the_table_of_letters_is_what_the_fonts_draw() -> None:
    from fontTools.ttLib import TTFont

    written = runpy.run_path(str(ROOT / "tools/make_drawable.py"))["table"]()
    assert (ROOT / "src/avtale/format/drawable.txt").read_text("ascii") == written, "run `make model`"
    for face in (*FACES, *FALLBACKS):
        with TTFont(fonts.font_set().truetype(face), lazy=True) as font:
            assert set(covered()[face.family]) <= set(font.getBestCmap()), face.name


def test_a_page_gets_only_the_letters_it_needs() -> None:
    css = fonts.font_face_css(True)
    plain, greek = (f"<style>{css}</style><p>{text}</p>" for text in ("Ordinær tekst", "Ψαρά → שלום"))
    assert fonts.with_fallback_fonts(plain) == plain
    more = fonts.with_fallback_fonts(greek)
    assert more.count("@font-face") == 9
    assert len(more) - len(greek) < 40_000


def test_a_letter_in_two_parts_is_judged_as_drawn() -> None:
    assert fonts.missing_glyphs("e\u0301 c\u030c a\u030a") == []


def test_the_faces_are_static_named_as_ours_and_keep_their_licence() -> None:
    from fontTools.ttLib import TTFont

    for face in FACES:
        with TTFont(fonts.font_set().truetype(face)) as font, TTFont(fonts.font_set().woff2(face)) as web:
            assert "fvar" not in font
            names = {record.nameID: str(record) for record in font["name"].names}
            assert names[1] == fonts.FAMILY
            assert not [text for number, text in names.items() if number in range(1, 7) and "Source" in text]
            assert "Open Font License" in names[13]
            assert font["OS/2"].usWeightClass == face.weight
            assert web.getBestCmap() == font.getBestCmap()


def test_embedded_rules_ask_for_nothing() -> None:
    embedded, linked = fonts.font_face_css(True), fonts.font_face_css(False)
    assert embedded.count("@font-face") == len(FACES) == 4
    assert embedded.count('url("data:font/woff2;base64,') == embedded.count("url(") == 4
    assert linked.count('url("file:///') == linked.count("url(") == len((*FACES, *FALLBACKS)) == 9


@pytest.mark.extended  # each makes the fonts from nothing, several seconds of work
def test_two_processes_at_once_leave_one_whole_set(tmp_path: Path) -> None:
    both = [_start(ROOT, _SHOW, XDG_CACHE_HOME=str(tmp_path), PYTHONHASHSEED=str(seed)) for seed in (1, 2)]
    folders = {_result(process) for process in both}
    assert len(folders) == 1
    folder = Path(folders.pop())
    assert [path.name for path in (tmp_path / "avtale").iterdir()] == [folder.name]  # no workplace left
    ours = fonts.font_set().folder
    different = {name for name, digest in _digests(folder).items() if _digests(ours).get(name) != digest}
    assert different == {"fonts.conf"}  # which names its own folder; the fonts have the same bytes


def test_a_damaged_set_is_made_anew_and_a_whole_one_left_alone(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path))
    faces = {face: (face.name.encode(), b"w" + face.name.encode()) for face in FACES}
    monkeypatch.setattr(
        fonts, "make", lambda: faces
    )  # four seconds otherwise; the files are what counts here
    folder = fonts.font_set.__wrapped__().folder
    before = _digests(folder)
    victim = folder / "ttf" / "bold.ttf"
    victim.write_bytes(b"cut sh")
    assert fonts.font_set.__wrapped__().folder == folder
    assert _digests(folder) == before
    moment = victim.stat().st_mtime_ns
    fonts.font_set.__wrapped__()
    assert victim.stat().st_mtime_ns == moment


@pytest.mark.extended  # each makes the fonts from nothing, several seconds of work
def test_without_a_cache_the_fonts_go_with_the_process(tmp_path: Path) -> None:
    (tmp_path / "file").write_bytes(b"")
    (tmp_path / "tmp").mkdir()
    folder = _result(_start(ROOT, _SHOW, XDG_CACHE_HOME=str(tmp_path / "file"), TMPDIR=str(tmp_path / "tmp")))
    assert Path(folder).is_relative_to(tmp_path / "tmp")
    assert list((tmp_path / "tmp").iterdir()) == []


def test_a_relative_cache_folder_is_ignored(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("XDG_CACHE_HOME", "here")
    monkeypatch.setenv("HOME", str(tmp_path))
    assert fonts.cache_folder() == tmp_path / ".cache" / "avtale"


@pytest.mark.extended
def test_making_the_fonts_gives_what_lies_in_the_cache() -> None:
    made = make()
    for face in FACES:
        assert made[face] == (
            fonts.font_set().truetype(face).read_bytes(),
            fonts.font_set().woff2(face).read_bytes(),
        )
