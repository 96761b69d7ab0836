"""The judge of the structure tree: headings, lists, tables, figures (PDF/UA-1, 7.2 to 7.5)."""

from __future__ import annotations

from collections.abc import Iterator

import pikepdf

_NAMES = """Document Part Art Sect Div BlockQuote Caption TOC TOCI Index NonStruct Private P H H1 H2 H3 H4 H5 H6
L LI Lbl LBody Table TR TH TD THead TBody TFoot Span Quote Note Reference BibEntry Code Link Annot Ruby Warichu
Figure Formula Form"""
_STANDARD = frozenset(_NAMES.split())
# What may stand directly in what (7.2; ISO 32000-1, 14.8.4.3).
_CHILDREN = {
    "L": {"L", "LI", "Caption", "Div"},  # veraPDF passes the groups of a <dl>
    "LI": {"Lbl", "LBody"},
    "Table": {"TR", "THead", "TBody", "TFoot", "Caption"},
    "THead": {"TR"},
    "TBody": {"TR"},
    "TFoot": {"TR"},
    "TR": {"TH", "TD"},
}
_PARENTS = {
    "LI": {"L", "Div"},
    "Lbl": {"LI"},
    "LBody": {"LI"},
    "TR": {"Table", "THead", "TBody", "TFoot"},
    "TH": {"TR"},
    "TD": {"TR"},
    "THead": {"Table"},
    "TBody": {"Table"},
    "TFoot": {"Table"},
}


def structure_complaints(pdf: pikepdf.Pdf) -> Iterator[str]:
    """What is wrong with the tree of tags."""
    root = pdf.Root.get("/StructTreeRoot")
    if root is None:
        yield "there is no structure tree"
        return
    elements = list(_walk(root, ""))
    if not elements or elements[0][0] != "Document":
        yield "the structure tree does not begin with a document"
    for kind, parent, element in elements:
        if kind not in _STANDARD:
            yield f"the tag {kind} is none of the standard's"
        if parent in _CHILDREN and kind not in _CHILDREN[parent]:
            yield f"{parent} holds {kind} ({'7.2-20' if parent == 'LI' else '7.2'})"
        if kind in _PARENTS and parent not in _PARENTS[kind]:
            yield f"{kind} lies in {parent}"
        if (
            kind in ("Figure", "Formula")
            and not str(element.get("/Alt", element.get("/ActualText", ""))).strip()
        ):
            yield f"{kind} has no text that stands for it (7.3-1)"
        if kind == "Link" and not any(isinstance(kid, int) or "/MCID" in kid for kid in _kids(element)):
            yield "a link has no text of its own (7.18.5-1)"
        if kind == "Table":
            yield from _table(element)
    yield from _headings([kind for kind, _, _ in elements])


def kinds(pdf: pikepdf.Pdf) -> list[str]:
    """The names of all tags in reading order."""
    return [kind for kind, _, _ in _walk(pdf.Root.StructTreeRoot, "")]


def _walk(parent: pikepdf.Object, parent_kind: str) -> Iterator[tuple[str, str, pikepdf.Object]]:
    for kid in _kids(parent):
        if not (isinstance(kid, pikepdf.Dictionary) and "/S" in kid):
            continue
        kind = str(kid.S).lstrip("/")
        yield kind, parent_kind, kid
        yield from _walk(kid, kind)


def _kids(element: pikepdf.Object) -> list[pikepdf.Object]:
    kids = element.get("/K", [])
    return list(kids) if isinstance(kids, pikepdf.Array) else [kids]


def _headings(names: list[str]) -> Iterator[str]:
    levels = [int(name[1]) for name in names if len(name) == 2 and name[0] == "H" and name[1].isdigit()]
    if not levels:
        yield "there is no heading"
    previous = 0
    for level in levels:
        if level > previous + 1:
            yield f"heading level {level} follows {previous or 'nothing'} (7.4.2-1)"
        previous = level


def _table(table: pikepdf.Object) -> Iterator[str]:
    """Every data cell must lead to a header (7.5-1). A table without any header is in order."""
    cells = [(kind, element) for kind, _, element in _walk(table, "Table") if kind in ("TH", "TD")]
    headers = {str(element.get("/ID", "")): element for kind, element in cells if kind == "TH"}
    if not headers:
        return
    for kind, element in cells:
        attributes = element.get("/A", {})
        named = [str(name) for name in attributes.get("/Headers", [])]
        if kind == "TH":
            if attributes.get("/Scope") not in ("/Row", "/Column", "/Both"):
                yield "a header cell has no scope"
            if int(attributes.get("/RowSpan", 1)) > 1:
                yield "a header cell spans rows (7.5-1)"
        elif not named:
            yield "a cell has no header: a header spans columns, or a corner is empty (7.5-1)"
        elif not set(named) <= set(headers):
            yield "a cell names a header that is not there (7.5-2)"
