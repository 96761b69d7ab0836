"""What is drawn: all of it marked, in embedded fonts with every letter, in RGB."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from avtale.conformance.complaint import Complaint, Unjudged
from avtale.conformance.fonts import Font
from avtale.conformance.objects import appearances, require_small

_PAINT = frozenset(
    ["f", "F", "f*", "B", "B*", "b", "b*", "S", "s", "sh", "Tj", "TJ", "'", '"', "BI", "EI"]
) | {"INLINE IMAGE"}
_SHOW = frozenset(("Tj", "TJ", "'", '"'))
_BLENDING = """Normal Compatible Multiply Screen Overlay Darken Lighten ColorDodge ColorBurn HardLight SoftLight
Difference Exclusion Hue Saturation Color Luminosity"""
_STANDARD_BLENDING = frozenset(f"/{name}" for name in _BLENDING.split())
_DEEPEST = 30
_DRAWING = 1_500_000  # bytes of one stream, unpacked; a full page has thirty thousand
_STEPS = 1_000_000  # instructions in a file; a full page has three hundred

_CMYK = Complaint("A 6.2.4.3-3", "En farge er CMYK. Bruk RGB.", "A colour is CMYK, the output intent is RGB.")
_UNMARKED = Complaint(
    "UA 7.1-3",
    "Noe er tegnet uten tagg; gjennomsiktighet (opacity) gjør det. Bruk en farge.",
    "Something is drawn that is neither tagged nor an artifact; opacity does it. Use a colour.",
)
_INTERPOLATED = Complaint(
    "A 6.2.8-3", "Et bilde er glattet. Bruk image-rendering: pixelated.", "A picture is interpolated."
)
_MISSING = Complaint("A 6.1.2", "En tegning mangler i filen.", "A drawing is missing from the resources.")


def content_complaints(pdf: Any, most: int) -> Iterator[Complaint]:
    """What is wrong with the drawing on all pages and in all appearances; each thing once.

    Raises `Unjudged` where more than `most` bytes of drawing would have to be read.
    """
    import pikepdf

    root = pdf.Root.get("/StructTreeRoot")
    numbers = pikepdf.NumberTree(root.ParentTree) if root is not None and "/ParentTree" in root else {}
    reader = _Reader(most)
    for page in pdf.pages:
        key = page.get("/StructParents")
        reader.owned = len(numbers[int(key)]) if key is not None and int(key) in numbers else 0
        contents = page.get("/Contents", [])
        for stream in contents if isinstance(contents, pikepdf.Array) else [contents]:
            reader.spend(require_small(stream, _DRAWING))
        reader.read(page.obj, page.get("/Resources", {}), marked=False, tagged=True)
        for annotation in page.get("/Annots", []):
            for stream in appearances(annotation):
                # Its tag is the annotation's own: what is drawn in it needs no mark.
                reader.read(stream, stream.get("/Resources", {}), marked=True, tagged=False)
    yield from reader.complaints()


class _Reader:
    """Follows content streams. `owned` is how many pieces of the page's content the structure tree knows."""

    def __init__(self, most: int) -> None:
        self.owned = 0
        self._left = most
        self._found: dict[Complaint, None] = {}
        self._seen: set[tuple[tuple[int, int], bool]] = set()
        self._looked_at: set[tuple[int, int]] = set()
        self._fonts: dict[tuple[int, int], Font] = {}
        self._depth = 0
        self._instructions = _STEPS

    def spend(self, size: int) -> None:
        """Count what is read. Raises `Unjudged` when it becomes too much."""
        self._left -= size
        if self._left < 0:
            raise Unjudged

    def complaints(self) -> Iterator[Complaint]:
        """What was found on the way, and in the fonts as they were used."""
        yield from self._found
        for font in self._fonts.values():
            yield from font.complaints()

    def _say(self, complaint: Complaint) -> None:
        self._found[complaint] = None

    def read(self, content: Any, resources: Any, *, marked: bool, tagged: bool) -> None:
        """Follow one. `tagged`: marks with a number count, since the structure tree knows them."""
        import pikepdf

        if isinstance(content, pikepdf.Stream):
            if content.is_indirect:
                if (content.objgen, marked) in self._seen:
                    return
                self._seen.add((content.objgen, marked))
            self.spend(require_small(content, _DRAWING))
        if self._depth > _DEEPEST:
            raise Unjudged
        self._depth += 1
        self._resources(resources)
        marks: list[str] = []
        font: Font | None = None
        unmarked = not marked
        fonts = {str(name): self._font(item) for name, item in resources.get("/Font", {}).items()}
        for instruction in self._steps(content):
            operator = str(instruction.operator)
            if operator in _SHOW:
                if font is not None:
                    font.show(instruction.operands[-1])
            elif operator in ("BMC", "BDC"):
                self._mark(marks, instruction.operands, resources, tagged)
                unmarked = not marked and not any(marks)
            elif operator == "EMC":
                if marks:
                    marks.pop()
                unmarked = not marked and not any(marks)
            elif operator == "Do":
                named = resources.get("/XObject", {}).get(str(instruction.operands[0]))
                self._object(named, resources, marked=not unmarked)
            elif operator == "Tf":
                font = fonts.get(str(instruction.operands[0]))
            elif operator in ("k", "K") or (
                operator in ("cs", "CS") and str(instruction.operands[0]) == "/DeviceCMYK"
            ):
                self._say(_CMYK)
            elif operator == "INLINE IMAGE":
                self._inline(instruction)
            if unmarked and operator in _PAINT:
                self._say(_UNMARKED)
        self._depth -= 1

    def _steps(self, content: Any) -> Any:
        """Its instructions, as long as all together are not more than a document has."""
        import pikepdf

        steps = pikepdf.parse_content_stream(content)
        self._instructions -= len(steps)
        if self._instructions < 0:
            raise Unjudged
        return steps

    def _mark(self, marks: list[str], operands: Any, resources: Any, tagged: bool) -> None:
        """Note a mark: `artifact`, `tagged`, or nothing where nobody knows it; one may not stand in another."""
        import pikepdf

        kind = ""
        if operands[0] == "/Artifact":
            kind = "artifact"
            if "tagged" in marks:
                self._say(
                    Complaint(
                        "UA 7.1-1",
                        "Pynt står inne i tagget innhold.",
                        "An artifact stands in tagged content.",
                    )
                )
        elif tagged:
            properties = operands[1] if len(operands) > 1 else {}
            if isinstance(properties, pikepdf.Name):
                properties = resources.get("/Properties", {}).get(str(properties), {})
            if 0 <= int(properties.get("/MCID", -1)) < self.owned:
                kind = "tagged"
                if "artifact" in marks:
                    self._say(
                        Complaint(
                            "UA 7.1-2",
                            "Tagget innhold står inne i pynt.",
                            "Tagged content stands in an artifact.",
                        )
                    )
        marks.append(kind)

    def _object(self, item: Any, resources: Any, *, marked: bool) -> None:
        if item is None:
            self._say(_MISSING)
        elif item.get("/Subtype") == "/Form":
            if "/Ref" in item:
                self._say(
                    Complaint(
                        "UA 7.20-1",
                        "En tegning hentes fra en annen fil.",
                        "A drawing refers to another file.",
                    )
                )
            # Numbers inside count only with a /StructParents of its own, which WeasyPrint does not write.
            self.read(item, item.get("/Resources", resources), marked=marked, tagged=False)
        else:
            if not marked:
                self._say(_UNMARKED)
            self._image(item)

    def _image(self, item: Any) -> None:
        for one in (item, item.get("/SMask")):
            if one is not None and one.get("/Interpolate") is True:
                self._say(_INTERPOLATED)
        if _cmyk(item.get("/ColorSpace")):
            self._say(_CMYK)
        if "/Alternates" in item or "/OPI" in item:
            self._say(Complaint("A 6.2.8-1", "Et bilde har utgaver.", "A picture has alternates."))

    def _inline(self, instruction: Any) -> None:
        image = instruction.iimage
        described = image.obj if hasattr(image, "obj") else {}
        if described.get("/I", described.get("/Interpolate")) is True:
            self._say(_INTERPOLATED)

    def _font(self, item: Any) -> Font:
        key = item.objgen
        if key not in self._fonts or key == (0, 0):
            self._fonts[key] = Font(item)
        return self._fonts[key]

    def _resources(self, resources: Any) -> None:
        import pikepdf

        if resources and resources.is_indirect:
            if resources.objgen in self._looked_at:
                return
            self._looked_at.add(resources.objgen)
        for state in resources.get("/ExtGState", {}).values():
            if "/TR" in state or "/HTP" in state or state.get("/TR2", "/Default") != "/Default":
                self._say(
                    Complaint("A 6.2.5-1", "En overføringsfunksjon er brukt.", "A transfer function is used.")
                )
            if str(state.get("/BM", "/Normal")) not in _STANDARD_BLENDING:
                self._say(
                    Complaint("A 6.2.10-1", "En ukjent blanding er brukt.", "An unknown blend mode is used.")
                )
        for shading in resources.get("/Shading", {}).values():
            if _cmyk(shading.get("/ColorSpace")):
                self._say(_CMYK)
        if any(_cmyk(space) for space in resources.get("/ColorSpace", {}).values()):
            self._say(_CMYK)
        for pattern in resources.get("/Pattern", {}).values():
            if isinstance(pattern, pikepdf.Stream):
                self.read(pattern, pattern.get("/Resources", {}), marked=True, tagged=False)
            elif _cmyk(pattern.get("/Shading", {}).get("/ColorSpace")):
                self._say(_CMYK)


def _cmyk(space: Any) -> bool:
    """Whether a colour space is, or is built on, CMYK without a profile."""
    import pikepdf

    if isinstance(space, pikepdf.Array) and len(space) and space[0] != "/ICCBased":
        return any(str(part) == "/DeviceCMYK" for part in space if isinstance(part, pikepdf.Name))
    return space is not None and str(space) == "/DeviceCMYK" if isinstance(space, pikepdf.Name) else False
