"""The structure tree: headings, lists, tables, figures (ISO 14289-1, 7.1 to 7.5)."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from avtale.conformance.complaint import Complaint
from avtale.conformance.nodes import STANDARD, Node, tree
from avtale.conformance.tables import table_complaints

_HEADING = re.compile(r"H[1-9]\Z")
# What must stand directly in what (groups without a meaning of their own are looked through).
_PARENTS = {
    "TR": ("UA 7.2-4", {"Table", "THead", "TBody", "TFoot"}),
    "THead": ("UA 7.2-5", {"Table"}),
    "TBody": ("UA 7.2-6", {"Table"}),
    "TFoot": ("UA 7.2-7", {"Table"}),
    "TH": ("UA 7.2-8", {"TR"}),
    "TD": ("UA 7.2-9", {"TR"}),
    "LI": ("UA 7.2-17", {"L"}),
    "LBody": ("UA 7.2-18", {"LI"}),
    "TOCI": ("UA 7.2-26", {"TOC"}),
}
# What may stand directly in what.
_KIDS = {
    "TR": ("UA 7.2-10", {"TH", "TD"}),
    "L": ("UA 7.2-19", {"L", "LI", "Caption"}),
    "LI": ("UA 7.2-20", {"Lbl", "LBody"}),
    "TOC": ("UA 7.2-27", {"TOC", "TOCI", "Caption"}),
    "THead": ("UA 7.2-36", {"TR"}),
    "TBody": ("UA 7.2-37", {"TR"}),
    "TFoot": ("UA 7.2-38", {"TR"}),
}
_PLAIN = {
    "L": ("en liste", "a list"),
    "LI": ("et punkt i en liste", "a list item"),
    "LBody": ("innholdet i et punkt", "the content of a list item"),
    "Lbl": ("et listemerke", "a list marker"),
    "Table": ("en tabell", "a table"),
    "THead": ("tabellhodet", "the head of a table"),
    "TBody": ("tabellkroppen", "the body of a table"),
    "TFoot": ("tabellfoten", "the foot of a table"),
    "TR": ("en rad", "a row"),
    "TH": ("en overskriftscelle", "a header cell"),
    "TD": ("en celle", "a cell"),
    "P": ("et avsnitt", "a paragraph"),
    "Document": ("dokumentet", "the document"),
}


def structure_complaints(pdf: Any) -> Iterator[Complaint]:
    """What is wrong with the tree of tags. Raises `Unjudged` for a tree without end."""
    root = pdf.Root.get("/StructTreeRoot")
    if root is None:
        yield Complaint("UA 7.1-3", "Filen har ingen tagger.", "The file has no structure tree.")
        return
    nodes = tree(root)
    if not nodes or nodes[0].kind != "Document":
        yield Complaint(
            "ISO 32000-1 14.8.4.2",
            "Taggene begynner ikke med et dokument.",
            "The tags do not begin with a document.",
        )
    for node in nodes:
        yield from _node(node)
        if node.kind == "Table":
            yield from table_complaints(node)
    yield from _headings(nodes)


def _node(node: Node) -> Iterator[Complaint]:
    if node.kind not in STANDARD:
        yield Complaint(
            "UA 7.1-5",
            f"Taggen {node.kind} finnes ikke i standarden.",
            f"The tag {node.kind} is none of the standard's.",
        )
    if node.kind in _PARENTS:
        clause, allowed = _PARENTS[node.kind]
        parent = node.significant_parent
        if parent not in allowed:
            yield _misplaced(clause, node.kind, parent)
    if node.kind in _KIDS:
        clause, allowed = _KIDS[node.kind]
        for kid in node.significant_kids:
            if kid.kind not in allowed:
                yield _misplaced(clause, kid.kind, node.kind)
        if any(kid.kind == "Caption" for kid in node.significant_kids[1:]) and node.kind in ("L", "TOC"):
            yield _misplaced(clause, "Caption", node.kind)
    if node.kind in ("Figure", "Formula") and not (node.text("/Alt") or node.text("/ActualText")):
        yield Complaint(
            "UA 7.3-1" if node.kind == "Figure" else "UA 7.7-1",
            "En figur mangler tekst: gi den <title> med ord, eller alt.",
            "A figure has no words that stand for it: give it a <title> with words, or alt.",
        )
    if node.kind == "Link" and not node.has_content:
        yield Complaint(
            "UA 7.18.5-1",
            "En lenke har ikke sin egen tekst: den må stå rett i lenken, ikke i en blokk.",
            "A link has no text of its own: it must stand directly in the link, not in a block.",
        )
    if node.kind == "Note" and not node.text("/ID"):
        yield Complaint("UA 7.9-1", "En note mangler kjennemerke.", "A note has no ID.")
    if [kid.kind for kid in node.significant_kids].count("H") > 1:
        yield Complaint(
            "UA 7.4.4-1",
            "To overskrifter uten nivå på samme sted.",
            "Two headings without level in one place.",
        )


def _misplaced(clause: str, kind: str, parent: str) -> Complaint:
    inner, outer = _PLAIN.get(kind, (kind, kind)), _PLAIN.get(parent, (parent, parent))
    nb = f"{inner[0]} står rett i {outer[0]}, der det ikke kan stå."
    en = f"{inner[1]} stands directly in {outer[1]}, where it may not."
    return Complaint(clause, nb[0].upper() + nb[1:], en[0].upper() + en[1:])


def _headings(nodes: list[Node]) -> Iterator[Complaint]:
    levels = [int(node.kind[1]) for node in nodes if _HEADING.match(node.kind)]
    previous = 0
    for level in levels:
        if level > previous + 1:
            after = f"nivå {previous}" if previous else "ingenting"
            before = f"level {previous}" if previous else "nothing"
            yield Complaint(
                "UA 7.4.2-1",
                f"En overskrift på nivå {level} kommer etter {after}: et nivå er hoppet over.",
                f"A heading of level {level} follows {before}: a level is skipped.",
            )
        previous = level
    if levels and any(node.kind == "H" for node in nodes):
        yield Complaint("UA 7.4.4-3", "Overskrifter med og uten nivå.", "Headings with and without levels.")
