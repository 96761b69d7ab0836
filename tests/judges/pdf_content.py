"""The judge of what is drawn: all of it marked, in embedded fonts, in RGB."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

import pikepdf

_PAINTING = "f F f* B B* b b* S s sh Tj TJ ' \" BI EI"
_PAINT = frozenset(_PAINTING.split()) | {"INLINE IMAGE"}
_SHOW = frozenset(("Tj", "TJ", "'", '"'))
_BLENDING = """Normal Compatible Multiply Screen Overlay Darken Lighten ColorDodge ColorBurn HardLight SoftLight
Difference Exclusion Hue Saturation Color Luminosity"""
_STANDARD_BLENDING = frozenset(f"/{name}" for name in _BLENDING.split())


def content_complaints(pdf: pikepdf.Pdf) -> list[str]:
    """What is wrong with the drawing on all pages and in all appearances; each thing once."""
    found: dict[str, None] = {}
    for number, page in enumerate(pdf.pages, start=1):
        reader = _Reader(_owned(pdf, page.get("/StructParents")))
        reader.read(page.obj, page.get("/Resources", {}), marked=False, tagged=True)
        for annotation in page.get("/Annots", []):
            for stream in _streams(annotation.get("/AP", {})):
                # Its tag is the annotation's own: what is drawn in it needs no mark.
                reader.read(stream, stream.get("/Resources", {}), marked=True, tagged=False)
        for complaint in reader.found:
            found[f"page {number}: {complaint}"] = None
    return list(found)


def _owned(pdf: pikepdf.Pdf, number: pikepdf.Object | None) -> int:
    """How many pieces of the page's content the structure tree knows."""
    root = pdf.Root.get("/StructTreeRoot")
    if root is None or number is None or "/ParentTree" not in root:
        return 0
    return len(pikepdf.NumberTree(root.ParentTree).get(int(number), []))


def _streams(appearance: pikepdf.Object) -> Iterator[pikepdf.Object]:
    for item in appearance.values():
        if isinstance(item, pikepdf.Stream):
            yield item
        elif isinstance(item, pikepdf.Dictionary):
            yield from _streams(item)


@dataclass
class _Reader:
    owned: int
    found: dict[str, None] = field(default_factory=dict)
    seen: set[tuple[tuple[int, int], bool]] = field(default_factory=set)

    def _say(self, complaint: str) -> None:
        self.found[complaint] = None

    def read(self, content: pikepdf.Object, resources: pikepdf.Object, *, marked: bool, tagged: bool) -> None:
        """Follow a content stream. `tagged`: marks with a number count, since the structure tree knows them."""
        if content.is_indirect:
            if (content.objgen, marked) in self.seen:
                return
            self.seen.add((content.objgen, marked))
        self._resources(resources)
        marks: list[bool] = []
        font: pikepdf.Object | None = None
        for instruction in pikepdf.parse_content_stream(content):
            operands, operator = instruction.operands, str(instruction.operator)
            if operator in ("BMC", "BDC"):
                marks.append(self._counts(operands, resources, tagged))
            elif operator == "EMC":
                marks.pop()
            elif operator == "Do":
                self._object(
                    resources.get("/XObject", {}).get(str(operands[0])), resources, marked or any(marks)
                )
            elif operator == "Tf":
                font = resources.get("/Font", {}).get(str(operands[0]))
            elif operator in ("k", "K") or (operator in ("cs", "CS") and operands[0] == "/DeviceCMYK"):
                self._say("a colour is CMYK, the output intent is RGB (6.2.4.3-3)")
            if operator in _PAINT and not (marked or any(marks)):
                self._say("something is drawn that is neither tagged nor an artifact (7.1-3)")
            if operator in _SHOW and font is not None:
                self._glyphs(operands, font)

    def _counts(self, operands: list[pikepdf.Object], resources: pikepdf.Object, tagged: bool) -> bool:
        if operands[0] == "/Artifact":
            return True
        properties = operands[1] if len(operands) > 1 else {}
        if isinstance(properties, pikepdf.Name):
            properties = resources.get("/Properties", {}).get(str(properties), {})
        return tagged and 0 <= int(properties.get("/MCID", -1)) < self.owned

    def _object(self, item: pikepdf.Object | None, resources: pikepdf.Object, marked: bool) -> None:
        if item is None:
            self._say("a drawing is missing from the resources")
        elif item.get("/Subtype") == "/Form":
            # Numbers inside count only with a /StructParents of its own, which WeasyPrint does not write.
            self.read(item, item.get("/Resources", resources), marked=marked, tagged=False)
        else:
            if not marked:
                self._say("a picture is neither tagged nor an artifact (7.1-3)")
            if item.get("/Interpolate") is True:
                self._say("a picture is interpolated (6.2.8-3)")
            if item.get("/ColorSpace") == "/DeviceCMYK":
                self._say("a picture is CMYK, the output intent is RGB (6.2.4.3-3)")

    def _resources(self, resources: pikepdf.Object) -> None:
        for font in resources.get("/Font", {}).values():
            for complaint in _font(font):
                self._say(complaint)
        for state in resources.get("/ExtGState", {}).values():
            if "/TR" in state or "/HTP" in state or state.get("/TR2", "/Default") != "/Default":
                self._say("a graphics state has a transfer function (6.2.5)")
            if str(state.get("/BM", "/Normal")) not in _STANDARD_BLENDING:
                self._say("a graphics state blends in a way of its own (6.2.10)")
        for pattern in resources.get("/Pattern", {}).values():
            if isinstance(pattern, pikepdf.Stream):
                self.read(pattern, pattern.get("/Resources", {}), marked=True, tagged=False)

    def _glyphs(self, operands: list[pikepdf.Object], font: pikepdf.Object) -> None:
        if font.get("/Subtype") != "/Type0" or font.get("/Encoding") != "/Identity-H":
            return
        parts = operands[-1] if isinstance(operands[-1], pikepdf.Array) else [operands[-1]]
        for part in parts:
            if isinstance(part, pikepdf.String):
                text = bytes(part)
                if any(text[i : i + 2] == b"\0\0" for i in range(0, len(text), 2)):
                    self._say("a character is drawn that the font does not have (6.2.11)")


def _font(font: pikepdf.Object) -> Iterator[str]:
    name = str(font.get("/BaseFont", "without a name"))
    kind = font.get("/Subtype")
    if kind == "/Type3":
        yield f"the font {name} is made of drawings"
        return
    bearer = font.DescendantFonts[0] if kind == "/Type0" else font
    descriptor = bearer.get("/FontDescriptor", {})
    if not {"/FontFile", "/FontFile2", "/FontFile3"} & set(descriptor.keys()):
        yield f"the font {name} is not embedded (6.2.11.4)"
    if "/ToUnicode" not in font:
        yield f"the font {name} has no Unicode map (6.2.11.7)"
    if kind == "/Type0" and font.get("/Encoding") != "/Identity-H":
        yield f"the font {name} stands for characters it does not have (6.2.11)"
