"""The pages of one document in two languages, laid together paragraph by paragraph (decision 36).

Both are made by the same templates, so they have the same elements in the same order. What both say alike stands once; what
they say each in its language stands as a pair, the first language first, each with its `lang`: that is also the order in which
it is read aloud. The frame, the anchors and the fields to sign in are those of the first.
"""

from __future__ import annotations

import xml.etree.ElementTree as ET
from collections.abc import Iterator, Sequence
from html.parser import HTMLParser

from markupsafe import Markup

__all__ = ["side_by_side"]

_VOID = frozenset({"area", "br", "col", "hr", "img", "input", "link", "meta", "wbr"})
_FRAMES = frozenset({"main", "section", "div", "header", "nav"})
_HEADINGS = frozenset({"h1", "h2", "h3", "h4", "h5", "h6"})
_POINTERS = ("href", "data-to", "aria-labelledby")


def side_by_side(pages: Sequence[str], langs: Sequence[str], note: Sequence[str], style: Markup) -> str:
    """Two finished pages as one. `note` says in each language which of them holds; `style` goes into the head."""
    first, second = (_read(page) for page in pages)
    laying = _Laying(langs[0], langs[1])
    head = _found(first, "head")
    ET.SubElement(head, "style").text = str(style)
    _found(first, "body").set("class", f"{_found(first, 'body').get('class', '')} both".strip())
    mine, theirs = _found(first, "main"), _found(second, "main")
    (laid,) = laying.laid(mine, theirs)
    _after_title(laid, laying.pair(*(_paragraph(said) for said in note)))
    mine[:] = list(laid)
    for one, other in zip(_slashed(first), _slashed(second), strict=False):
        laying.slash(one, other)
    _point(first, langs[1])
    return "<!DOCTYPE html>\n" + ET.tostring(first, encoding="unicode", method="html") + "\n"


class _Laying:
    """How what stands at one place of both pages is laid on one."""

    def __init__(self, first: str, second: str) -> None:
        self.first, self.second = first, second

    def laid(self, one: ET.Element, other: ET.Element) -> list[ET.Element]:
        """One element or a pair for `one` and `other`, which stand at the same place."""
        if _alike(one, other):
            return [one]
        if one.tag == "li":
            return [self._item(one, other)]
        if "sign-facts" in one.get("class", "").split():  # one line to write on, with both labels
            for mine, theirs in zip(one.iter("dt"), other.iter("dt"), strict=False):
                self.slash(mine, theirs)
            return [one]
        if _is_frame(one) and [each.tag for each in one] == [each.tag for each in other]:
            frame = _emptied(one)
            for mine, theirs in zip(one, other, strict=True):
                frame.extend(self.laid(mine, theirs))
            return [frame]
        return [self.pair(one, other)]

    def pair(self, one: ET.Element, other: ET.Element) -> ET.Element:
        """Both beside each other."""
        wide = "wide" in one.get("class", "").split()
        kind = "pair heading" if one.tag in _HEADINGS else "pair stacked" if wide else "pair"
        both = ET.Element("div", {"class": kind})
        for lang, element in ((self.first, one), (self.second, other)):
            side = ET.SubElement(both, "div", {"class": "side", "lang": lang})
            element.tail = None
            side.append(element)
        _rename(both[1], self.second)
        return both

    def _item(self, one: ET.Element, other: ET.Element) -> ET.Element:
        """An item of a list stays one, with both languages in it."""
        item = _emptied(one)
        item.set("class", f"{one.get('class', '')} two".strip())
        both = ET.SubElement(item, "div", {"class": "pair"})
        for lang, element in ((self.first, one), (self.second, other)):
            side = ET.SubElement(both, "div", {"class": "side", "lang": lang})
            side.text = element.text
            side.extend(list(element))
        _rename(both[1], self.second)
        return item

    def slash(self, one: ET.Element, other: ET.Element) -> None:
        """A few words of the header: «Versjon / Veršuvdna»."""
        said = " ".join("".join(other.itertext()).split())
        if _alike(one, other) or not said:
            return
        last = one[-1] if len(one) else None
        if last is not None:
            last.tail = f"{(last.tail or '').rstrip()} / "
        else:
            one.text = f"{(one.text or '').rstrip()} / "
        ET.SubElement(one, "span", {"lang": self.second}).text = said


def _alike(one: ET.Element, other: ET.Element) -> bool:
    """Whether both say the same words, perhaps in another order, as the names of a party do."""
    mine, theirs = ("".join(each.itertext()).split() for each in (one, other))
    return mine == theirs or (one.tag in ("p", "span") and sorted(mine) == sorted(theirs))


def _is_frame(element: ET.Element) -> bool:
    """Whether it only holds others: without a word of its own, or a list whose items are pairs."""
    bare = not (element.text or "").strip() and not any((each.tail or "").strip() for each in element)
    return bare and (element.tag in _FRAMES or (element.tag == "ol" and element.get("class") == "duties"))


def _slashed(page: ET.Element) -> Iterator[ET.Element]:
    """The labels and values of the control header, the running title, and what stands at the foot of each page."""
    kinds = ("short-title", "running-title", "running-foot")
    for above in _found(page, "body"):
        if above.tag != "main":
            for element in above.iter():
                counts = any(each.get("class") == "page-x" for each in element)
                if (element.tag in ("dt", "dd") and not counts) or element.get("class") in kinds:
                    yield element


def _after_title(main: ET.Element, note: ET.Element) -> None:
    for parent in main.iter():
        for at, child in enumerate(parent):
            if child.tag == "h1" or (
                child.get("class") == "pair heading" and child.find(".//h1") is not None
            ):
                parent.insert(at + 1, note)
                return


def _paragraph(said: str) -> ET.Element:
    paragraph = ET.Element("p", {"class": "mark info"})
    paragraph.text = said
    return paragraph


def _emptied(element: ET.Element) -> ET.Element:
    copy = ET.Element(element.tag, dict(element.attrib))
    copy.text, copy.tail = element.text, element.tail
    return copy


def _rename(side: ET.Element, lang: str) -> None:
    """Anchors of the second language are its own: an id stands once in a page."""
    for element in side.iter():
        if "id" in element.attrib:
            element.set("id", f"{element.get('id')}-{lang}")
        element.set("data-side", lang)


def _point(page: ET.Element, lang: str) -> None:
    """Links of the second language lead to its own anchors, where there are such."""
    there = {element.get("id") for element in page.iter() if "id" in element.attrib}
    for element in page.iter():
        if element.attrib.pop("data-side", None) is None:
            continue
        for name in _POINTERS:
            target = element.get(name, "")
            mark = "#" if target.startswith("#") else ""
            if target and f"{target.removeprefix('#')}-{lang}" in there:
                element.set(name, f"{mark}{target.removeprefix('#')}-{lang}")


def _found(page: ET.Element, tag: str) -> ET.Element:
    found = page.find(f".//{tag}")
    return found if found is not None else page


class _Reader(HTMLParser):
    """A finished page as a tree. Templates close what they open; what a county's own leaves open ends with its parent."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.root = ET.Element("html")
        self.open = [self.root]

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        attributes = {name: value or "" for name, value in attrs}
        if tag == "html":
            self.root.attrib.update(attributes)
            return
        element = ET.SubElement(self.open[-1], tag, attributes)
        if tag not in _VOID:
            self.open.append(element)

    def handle_endtag(self, tag: str) -> None:
        if any(element.tag == tag for element in self.open[1:]):
            while self.open.pop().tag != tag:
                pass

    def handle_data(self, data: str) -> None:
        here = self.open[-1]
        if len(here):
            here[-1].tail = (here[-1].tail or "") + data
        else:
            here.text = (here.text or "") + data


def _read(html: str) -> ET.Element:
    reader = _Reader()
    reader.feed(html)
    reader.close()
    return reader.root
