"""The fonts of every rendered document: where they lie, the CSS that names them, what they lack.

They come as dependencies, so the letters (Sami ones included) are the same on every machine.
The static instances are made once and kept in the user's cache folder. A font configuration beside
them knows that folder and no other, so that no font of the system can get into a PDF.
"""

from __future__ import annotations

import atexit
import base64
import functools
import hashlib
import json
import os
import shutil
import tempfile
from pathlib import Path
from xml.sax.saxutils import escape

from msgspec import Struct

from avtale.environment import cache_folder
from avtale.errors import SystemFailure, system_says
from avtale.format.drawable import undrawn
from avtale.render.font_instances import (
    EXTENDED,
    FACES,
    FALLBACKS,
    FAMILY,
    SIGNS,
    Face,
    covered,
    make,
    recipe_digest,
)

__all__ = [
    "FAMILIES",
    "FAMILY",
    "FontSet",
    "font_face_css",
    "font_set",
    "missing_glyphs",
    "with_fallback_fonts",
]

FAMILIES = f'"{FAMILY}", "{EXTENDED}", "{SIGNS}"'
"""What CSS names as the font: ours, and what it falls back on."""

_MANIFEST = "digests.json"
_CONFIGURATION = "fonts.conf"


class FontSet(Struct, frozen=True):
    """The folder that holds the finished fonts."""

    folder: Path

    @property
    def configuration(self) -> Path:
        """The fontconfig file that knows only these fonts."""
        return self.folder / _CONFIGURATION

    def truetype(self, face: Face) -> Path:
        """The face as TrueType, for the PDF."""
        return self.folder / "ttf" / f"{face.name}.ttf"

    def woff2(self, face: Face) -> Path:
        """The face as WOFF2, for the HTML."""
        return self.folder / "woff2" / f"{face.name}.woff2"


@functools.cache
def font_set() -> FontSet:
    """The fonts, made now (about eight seconds) if no earlier run has left them whole in the cache.

    They are kept under `$XDG_CACHE_HOME/avtale`, else `~/.cache/avtale`. Where that cannot be written
    they are made for this process only, in a temporary folder that goes with it. Raises `SystemFailure`
    when neither can be written.
    """
    name = f"fonts-{recipe_digest()}"
    try:
        folder = cache_folder() / name
        if not _whole(folder):
            _put(folder)
    except (OSError, RuntimeError):  # RuntimeError: no home folder
        folder = _for_this_process(name)
    return FontSet(folder)


@functools.cache
def font_face_css(embed: bool) -> str:
    """The `@font-face` rules of the family `FAMILY`.

    With `embed` the fonts stand in the rules as data (for the HTML that makes no request); else the rules
    point at the files in the cache, for a plain WeasyPrint. `write_pdf` needs neither and leaves them out.
    """
    fonts = font_set()
    rules = []
    for face in FACES if embed else (*FACES, *FALLBACKS):
        if embed:
            data = base64.b64encode(fonts.woff2(face).read_bytes()).decode()
            source = f'url("data:font/woff2;base64,{data}") format("woff2")'
        else:
            source = f'url("{fonts.truetype(face).as_uri()}") format("truetype")'
        rules.append(_rule(face, source))
    return "\n".join(rules)


def with_fallback_fonts(html: str) -> str:
    """An HTML page with the fonts that its rarer letters need, each cut down to those letters.

    A page of ordinary Latin comes back as it is.
    """
    from avtale.render.font_subset import subset_woff2

    codes = frozenset(map(ord, set(html))) - _latin()
    if not codes:
        return html
    rules = []
    for face in FALLBACKS:
        needed = codes & covered()[face.family]
        if needed:
            data = base64.b64encode(subset_woff2(font_set().truetype(face), needed | {0x20})).decode()
            rules.append(_rule(face, f'url("data:font/woff2;base64,{data}") format("woff2")'))
    main = font_face_css(embed=True)
    return html.replace(main, "\n".join((main, *rules)), 1)


@functools.cache
def _latin() -> frozenset[int]:
    return covered()[FAMILY] | frozenset(range(0x20)) | {0xAD}


def missing_glyphs(text: str) -> list[str]:
    """The characters of `text` that no face of the fonts can draw, each once, in order of appearance.

    A missing glyph breaks PDF/A-3 6.2.11 and PDF/UA-1 7.21, so it has to be found before rendering; the rule
    `text-glyph` of `check` asks the same table.
    """
    return undrawn(text)


def _rule(face: Face, source: str) -> str:
    style = "italic" if face.italic else "normal"
    return (
        f'@font-face {{ font-family: "{face.family}"; font-weight: {face.weight}; '
        f"font-style: {style}; src: {source} }}"
    )


def _for_this_process(name: str) -> Path:
    try:
        parent = Path(tempfile.mkdtemp(prefix="avtale-"))
        atexit.register(shutil.rmtree, parent, ignore_errors=True)
        _put(parent / name)
    except OSError as error:
        raise SystemFailure(
            nb="Kunne ikke lagre skriftene, verken i mellomlageret eller i {folder}: "
            "{why}. Frigjør plass, eller sett XDG_CACHE_HOME til en mappe du kan skrive i.",
            en="Could not store the fonts, neither in the cache nor in {folder}: "
            "{why}. Free some space, or set XDG_CACHE_HOME to a folder you can write to.",
            folder=tempfile.gettempdir(),
            why=system_says(error),
        ) from error
    return parent / name


def _configuration(folder: Path) -> str:
    where, cache = escape(str(folder / "ttf")), escape(str(folder.parent / "fontconfig"))
    return (
        '<?xml version="1.0"?>\n<!DOCTYPE fontconfig SYSTEM "urn:fontconfig:fonts.dtd">\n'
        f"<fontconfig><dir>{where}</dir><cachedir>{cache}</cachedir></fontconfig>\n"
    )


def _whole(folder: Path) -> bool:
    """Whether every file lies there with the bytes it was written with."""
    try:
        digests = json.loads((folder / _MANIFEST).read_text("utf-8"))
        found = {name: hashlib.sha256((folder / name).read_bytes()).hexdigest() for name in digests}
        return found == digests and (folder / _CONFIGURATION).read_text("utf-8") == _configuration(folder)
    except (OSError, ValueError, TypeError):
        return False


def _put(folder: Path) -> None:
    """Make the fonts beside `folder`, then rename: another process sees all of it or nothing."""
    folder.parent.mkdir(parents=True, exist_ok=True)
    workplace = Path(tempfile.mkdtemp(dir=folder.parent, prefix=f".{folder.name}-"))
    try:
        files = {}
        for face, (truetype, woff2) in make().items():
            files[f"ttf/{face.name}.ttf"] = truetype
            if woff2:
                files[f"woff2/{face.name}.woff2"] = woff2
        digests = {name: hashlib.sha256(data).hexdigest() for name, data in files.items()}
        files[_MANIFEST] = json.dumps(digests, indent=1).encode()
        files[_CONFIGURATION] = _configuration(folder).encode()
        fresh = workplace / "fresh"
        for name, data in files.items():
            path = fresh / name
            path.parent.mkdir(parents=True, exist_ok=True)
            with path.open("wb") as file:
                file.write(data)
                file.flush()
                os.fsync(file.fileno())
        _swap(fresh, folder, workplace / "broken")
    finally:
        shutil.rmtree(workplace, ignore_errors=True)


def _swap(fresh: Path, folder: Path, broken: Path) -> None:
    try:
        fresh.rename(folder)
    except OSError:
        if _whole(folder):  # another process was first, with the same bytes
            return
        folder.rename(broken)
        fresh.rename(folder)
