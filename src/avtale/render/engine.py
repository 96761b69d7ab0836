"""WeasyPrint, loaded once: with our fonts only, and with what documents can share.

The font configuration and the parsed style sheets are shared between the documents of a process; that
saves what a bundled font costs otherwise (docs/pdf.md, "Cost of a page").
"""

from __future__ import annotations

import contextlib
import functools
import importlib.resources
import io
import threading
from typing import Any

from msgspec import Struct

from avtale.environment import with_variable
from avtale.errors import SystemFailure
from avtale.render.fonts import font_face_css, font_set
from avtale.render.problems import RefusingFetcher, RenderProblem, logged

__all__ = [
    "APT_LINE",
    "LOCK",
    "StyleSheet",
    "font_configuration",
    "harfbuzz_version",
    "pango_version",
    "srgb_profile",
    "style_sheet",
    "weasyprint",
]

APT_LINE = "sudo apt-get install -y libpango-1.0-0 libpangoft2-1.0-0 libharfbuzz-subset0"

LOCK = threading.RLock()
"""Held while laying out: Pango's font map is shared, and must not be used by two threads at once."""


class StyleSheet(Struct, frozen=True):
    """A parsed style sheet with the problems of parsing it; shared, so not to be changed."""

    css: Any
    counter_styles: Any
    problems: tuple[RenderProblem, ...]


@functools.cache
def weasyprint() -> Any:
    """The module `weasyprint`, imported with our fonts alone in sight.

    Raises `SystemFailure` with the line to run where Pango or HarfBuzz's subsetter is not installed:
    without the latter the bytes would differ from those made elsewhere.
    """
    with with_variable("FONTCONFIG_FILE", str(font_set().configuration)):
        try:
            # What it prints when a library is missing is said better below.
            with contextlib.redirect_stdout(io.StringIO()), contextlib.redirect_stderr(io.StringIO()):
                import weasyprint as module
                from weasyprint.text.ffi import harfbuzz_subset
        except (OSError, DeprecationWarning) as error:
            raise _missing_library() from error
    if harfbuzz_subset is None:
        raise _missing_library()
    return module


def pango_version() -> str:
    """The version of Pango at hand, such as 1.50.12."""
    weasyprint()
    from weasyprint.text.ffi import pango

    number = int(pango.pango_version())  # 10000 × major + 100 × minor + micro
    return f"{number // 10000}.{number // 100 % 100}.{number % 100}"


@functools.cache
def harfbuzz_version() -> str:
    """The version of HarfBuzz at hand; WeasyPrint has loaded the library, and does not ask it for that."""
    weasyprint()
    from weasyprint.text import ffi

    asking = type(ffi.ffi)()
    asking.cdef("const char *hb_version_string(void);")
    names = ("libharfbuzz-0", "harfbuzz", "libharfbuzz.so.0", "libharfbuzz.0.dylib", "libharfbuzz-0.dll")
    library = ffi._dlopen(asking, *names, allow_fail=True)
    return "?" if library is None else asking.string(library.hb_version_string()).decode()


@functools.cache
def font_configuration() -> Any:
    """WeasyPrint's font configuration, shared, which holds our fonts and no others."""
    weasyprint()
    from weasyprint.text.fonts import FontConfiguration

    with with_variable("FONTCONFIG_FILE", str(font_set().configuration)):
        return FontConfiguration()


class ColorProfile(Struct):
    """A colour profile as WeasyPrint embeds it: the bytes of the file, and where they stand in the PDF."""

    name: str
    components: tuple[list[str], ...]
    content: bytes
    pdf_reference: bytes | None = None


@functools.cache
def srgb_profile() -> ColorProfile:
    """The sRGB profile for the output intent, shared and unchanged; WeasyPrint would read it for each document."""
    file = importlib.resources.files("weasyprint.pdf").joinpath("sRGB2014.icc")
    return ColorProfile("sRGB2014", (["r"], ["g"], ["b"]), file.read_bytes())


@functools.lru_cache(maxsize=16)
def style_sheet(text: str) -> StyleSheet:
    """Parse the text of a `<style>` element once. Our own `@font-face` rules are left out: they are known."""
    from weasyprint.css.counters import CounterStyle

    for embed in (False, True):
        text = text.replace(font_face_css(embed), "")
    counters, fetcher = CounterStyle(), RefusingFetcher()
    with logged() as messages:
        css = weasyprint().CSS(
            string=text, font_config=font_configuration(), counter_style=counters, url_fetcher=fetcher
        )
    return StyleSheet(css, counters, (*fetcher.problems, *messages))


def _missing_library() -> SystemFailure:
    return SystemFailure(
        nb=f"PDF-en kan ikke lages: systembibliotekene for tekst mangler. Kjør: {APT_LINE}",
        en=f"The PDF cannot be made: the system's libraries for text are missing. Run: {APT_LINE}",
    )
