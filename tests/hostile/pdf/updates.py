"""What an update may not hold: each a small function from a file to the file with that update behind it.

The same update is tried after the last signature, between the two, and before the first. `SEEN` names those
after which a viewer shows another sentence on the page.
"""

from __future__ import annotations

import re
from collections.abc import Callable

from tests.hostile.pdf.bytes import FONT, LIE, File, box_saying, page_saying, stream

Recipe = Callable[[File], bytes]
UPDATES: dict[str, Recipe] = {}
SEEN: set[str] = set()


def _update(*, seen: bool = False) -> Callable[[Recipe], Recipe]:
    def keep(recipe: Recipe) -> Recipe:
        UPDATES[recipe.__name__] = recipe
        if seen:
            SEEN.add(recipe.__name__)
        return recipe

    return keep


# What a page shows


@_update(seen=True)
def page_replaced(f: File) -> bytes:
    n = f.next
    page = f.replaced(f.page, b"/Contents %d 0 R" % f.contents, b"/Contents %d 0 R" % n)
    page = page[: page.index(b"/Resources")] + b"/Resources " + FONT + b" /Type /Page >>"
    return f.update({f.page: page, n: stream(page_saying())})


@_update()
def content_rewritten(f: File) -> bytes:
    return f.update({f.contents: stream(b"q 1 1 1 rg 0 0 595 842 re f Q")})


@_update()
def content_added(f: File) -> bytes:
    n = f.next
    page = f.replaced(
        f.page, b"/Contents %d 0 R" % f.contents, b"/Contents [ %d 0 R %d 0 R ]" % (f.contents, n)
    )
    return f.update({f.page: page, n: stream(b"q 1 1 1 rg 0 0 595 400 re f Q")})


@_update()
def page_turned(f: File) -> bytes:
    return f.update({f.page: f.with_entry(f.page, b"/Rotate 180")})


@_update()
def page_cropped(f: File) -> bytes:
    return f.update({f.page: f.with_entry(f.page, b"/CropBox [ 0 600 595 842 ]")})


@_update()
def page_added(f: File) -> bytes:
    n, tree = f.next, f.pdf.Root.Pages.objgen[0]
    kids = f.replaced(
        tree, b"/Count 1 /Kids [ %d 0 R ]" % f.page, b"/Count 2 /Kids [ %d 0 R %d 0 R ]" % (f.page, n)
    )
    page = b"<< /Type /Page /Parent %d 0 R /MediaBox [ 0 0 595 842 ] /Contents %d 0 R /Resources %b >>" % (
        tree,
        n + 1,
        FONT,
    )
    return f.update({tree: kids, n: page, n + 1: stream(page_saying())})


@_update()
def page_tree_replaced(f: File) -> bytes:
    n = f.next
    root = f.replaced(f.root, b"/Pages %d 0 R" % f.pdf.Root.Pages.objgen[0], b"/Pages %d 0 R" % n)
    page = b"<< /Type /Page /Parent %d 0 R /MediaBox [ 0 0 595 842 ] /Contents %d 0 R /Resources %b >>" % (
        n,
        n + 2,
        FONT,
    )
    return f.update(
        {
            f.root: root,
            n: b"<< /Type /Pages /Count 1 /Kids [ %d 0 R ] >>" % (n + 1),
            n + 1: page,
            n + 2: stream(page_saying()),
        }
    )


@_update()
def font_replaced(f: File) -> bytes:
    font = next(
        one.objgen[0] for one in f.pdf.objects if hasattr(one, "keys") and one.get("/FontFile2") is not None
    )
    file = f.pdf.get_object((font, 0)).FontFile2.objgen[0]
    return f.update({file: stream(b"\0\1\0\0")})


@_update()
def letters_that_copy_otherwise(f: File) -> bytes:
    font = next(one for one in f.pdf.objects if hasattr(one, "keys") and one.get("/ToUnicode") is not None)
    return f.update({font.ToUnicode.objgen[0]: stream(b"1 beginbfchar <0010> <0039> endbfchar")})


@_update()
def page_with_a_timer(f: File) -> bytes:
    return f.update({f.page: f.with_entry(f.page, b"/Dur 1 /Trans << /S /Fade >>")})


@_update()
def page_with_units(f: File) -> bytes:
    return f.update({f.page: f.with_entry(f.page, b"/UserUnit 2")})


# Annotations and fields


def _annotated(f: File, annotation: bytes, more: dict[int, bytes] | None = None) -> bytes:
    n = f.next
    page = f.replaced(f.page, b"/Annots [", b"/Annots [ %d 0 R" % n)
    return f.update({f.page: page, n: annotation, **(more or {})})


@_update(seen=True)
def free_text(f: File) -> bytes:
    return _annotated(
        f,
        b"<< /Type /Annot /Subtype /FreeText /F 4 /Rect [ 50 300 545 610 ] /Contents (x) /DA (/Helv 12 Tf)"
        b" /AP << /N %d 0 R >> >>" % (f.next + 1),
        {f.next + 1: box_saying()},
    )


@_update(seen=True)
def stamp_annotation(f: File) -> bytes:
    return _annotated(
        f,
        b"<< /Type /Annot /Subtype /Stamp /F 4 /Rect [ 50 300 545 610 ] /AP << /N %d 0 R >> >>"
        % (f.next + 1),
        {f.next + 1: box_saying()},
    )


@_update()
def link(f: File) -> bytes:
    return _annotated(
        f,
        b"<< /Type /Annot /Subtype /Link /Rect [ 0 0 595 842 ] /A << /S /URI /URI (https://example.invalid) >> >>",
    )


@_update()
def redaction(f: File) -> bytes:
    return _annotated(f, b"<< /Type /Annot /Subtype /Redact /Rect [ 50 300 545 610 ] /IC [ 1 1 1 ] >>")


@_update()
def file_annotation(f: File) -> bytes:
    return _annotated(
        f,
        b"<< /Type /Annot /Subtype /FileAttachment /Rect [ 0 0 0 0 ] /FS << /Type /Filespec /F (eksempel-nav-ot-2.00.yaml)"
        b" /UF (eksempel-nav-ot-2.00.yaml) /EF << /F %d 0 R >> >> >>" % (f.next + 1),
        {f.next + 1: stream(b"format: 1\n", b"/Type /EmbeddedFile")},
    )


@_update()
def annotation_nobody_lists(f: File) -> bytes:
    return f.update({f.next: b"<< /Type /Annot /Subtype /Square /Rect [ 0 0 595 842 ] /P %d 0 R >>" % f.page})


def _with_field(
    f: File, field: bytes, more: dict[int, bytes] | None = None, *, on_page: bool = True
) -> bytes:
    n = f.next
    form = f.replaced(f.root, b"/Fields [", b"/Fields [ %d 0 R" % n)
    objects = {f.root: form, n: field, **(more or {})}
    if on_page:
        objects[f.page] = f.replaced(f.page, b"/Annots [", b"/Annots [ %d 0 R" % n)
    return f.update(objects)


@_update(seen=True)
def field_over_the_text(f: File) -> bytes:
    """1b: its numbers stand elsewhere, so a library takes it for one without a size."""
    n = f.next
    field = (
        b"<< /Type /Annot /Subtype /Widget /FT /Sig /T (Signature99) /F 4 /P %d 0 R /Rect [ %d 0 R %d 0 R %d 0 R %d 0 R ]"
        b" /AP << /N %d 0 R >> >>" % (f.page, n + 1, n + 2, n + 3, n + 4, n + 5)
    )
    return _with_field(
        f, field, {n + 1: b"50", n + 2: b"250", n + 3: b"545", n + 4: b"560", n + 5: box_saying()}
    )


@_update(seen=True)
def field_with_a_size(f: File) -> bytes:
    n = f.next
    field = (
        b"<< /Type /Annot /Subtype /Widget /FT /Sig /T (S9) /F 4 /Rect [ 50 250 545 560 ] /AP << /N %d 0 R >> >>"
        % (n + 1)
    )
    return _with_field(f, field, {n + 1: box_saying()})


@_update()
def field_with_a_script(f: File) -> bytes:
    return _with_field(
        f,
        b"<< /Type /Annot /Subtype /Widget /FT /Sig /T (S9) /F 4 /Rect [ 0 0 0 0 ]"
        b" /AA << /PO << /S /JavaScript /JS (app.alert\\(1\\)) >> >> >>",
    )


@_update()
def field_that_is_a_file(f: File) -> bytes:
    return _with_field(
        f,
        b"<< /Type /Annot /Subtype /FileAttachment /FT /Sig /T (S9) /Rect [ 0 0 0 0 ]"
        b" /FS << /Type /Filespec /F (eksempel-nav-ot-2.00.yaml) /EF << /F %d 0 R >> >> >>" % (f.next + 1),
        {f.next + 1: stream(b"format: 1\n", b"/Type /EmbeddedFile")},
    )


@_update()
def field_empty_and_without_a_size(f: File) -> bytes:
    return _with_field(f, b"<< /Type /Annot /Subtype /Widget /FT /Sig /T (S9) /F 132 /Rect [ 0 0 0 0 ] >>")


@_update()
def field_off_the_page(f: File) -> bytes:
    return _with_field(
        f,
        b"<< /Type /Annot /Subtype /Widget /FT /Sig /T (S9) /F 132 /Rect [ 9000 9000 9100 9100 ] >>",
        on_page=False,
    )


@_update(seen=True)
def text_field(f: File) -> bytes:
    field = (
        b"<< /Type /Annot /Subtype /Widget /FT /Tx /T (T9) /V (2099) /F 4 /DA (/Helv 12 Tf) /Rect [ 50 250 545 560 ]"
        b" /AP << /N %d 0 R >> >>" % (f.next + 1)
    )
    return _with_field(f, field, {f.next + 1: box_saying()})


@_update()
def button(f: File) -> bytes:
    return _with_field(
        f,
        b"<< /Type /Annot /Subtype /Widget /FT /Btn /Ff 65536 /T (B9) /Rect [ 0 0 90 90 ] /A << /S /ResetForm >> >>",
    )


@_update()
def field_gone(f: File) -> bytes:
    return f.update({f.root: f.replaced(f.root, b" %d 0 R ]" % f.fields[-1], b" ]")})


@_update()
def field_emptied(f: File) -> bytes:
    return f.update({f.fields[0]: re.sub(rb" /V \d+ 0 R", b"", f.text(f.fields[0]))})


@_update()
def fields_in_another_order(f: File) -> bytes:
    first, second = (b"%d 0 R" % one for one in f.fields[:2])
    return f.update({f.root: f.replaced(f.root, b"[ %b %b" % (first, second), b"[ %b %b" % (second, first))})


@_update()
def field_renamed(f: File) -> bytes:
    return f.update({f.fields[1]: f.replaced(f.fields[1], b"(signature-nav)", b"(signature-naf)")})


@_update()
def field_moved(f: File) -> bytes:
    text = f.text(f.fields[1])
    start = text.index(b"/Rect [")
    return f.update(
        {f.fields[1]: text[:start] + b"/Rect [ 50 250 545 560 ]" + text[text.index(b"]", start) + 1 :]}
    )


@_update()
def field_hidden(f: File) -> bytes:
    return f.update({f.fields[1]: f.replaced(f.fields[1], b"/F 132", b"/F 2")})


@_update(seen=True)
def field_drawn_anew(f: File) -> bytes:
    """Where no signature came with it: the rectangle is small, and the sentence still stands in it."""
    text = f.text(f.fields[1])
    start = text.index(b"/AP <<")
    drawn = text[:start] + b"/AP << /N %d 0 R >>" % f.next + text[text.index(b">>", start) + 2 :]
    return f.update({f.fields[1]: drawn, f.next: box_saying()})


@_update()
def field_with_a_caption(f: File) -> bytes:
    return f.update({f.fields[1]: f.with_entry(f.fields[1], b"/MK << /CA (2099) >>")})


@_update()
def field_with_an_action(f: File) -> bytes:
    return f.update(
        {f.fields[1]: f.with_entry(f.fields[1], b"/A << /S /URI /URI (https://example.invalid) >>")}
    )


@_update()
def field_with_kids(f: File) -> bytes:
    kid = b"<< /Type /Annot /Subtype /Widget /Parent %d 0 R /Rect [ 0 0 99 99 ] >>" % f.fields[1]
    return f.update({f.fields[1]: f.with_entry(f.fields[1], b"/Kids [ %d 0 R ]" % f.next), f.next: kid})


@_update()
def field_locked(f: File) -> bytes:
    return f.update({f.fields[2]: f.with_entry(f.fields[2], b"/Lock << /Type /SigFieldLock /Action /All >>")})


# The form, the catalog and the trailer: keys that nobody compares (1c, 1d)

_IN_FORM = {
    "need_appearances": b"/NeedAppearances true",
    "form_resources": b"/DR << /Font << >> >>",
    "form_appearance": b"/DA (/Helv 0 Tf)",
    "form_alignment": b"/Q 2",
    "calculation_order": b"/CO [ ]",
    "xfa": b"/XFA (x)",
    "unknown_in_form": b"/Eksempel 1",
}
_IN_CATALOG = {
    "open_action": b"/OpenAction << /S /JavaScript /JS (app.alert\\(1\\)) >>",
    "open_at_a_page": b"/OpenAction [ 7 0 R /Fit ]",
    "catalog_actions": b"/AA << /WP << /S /JavaScript /JS (1) >> >>",
    "version": b"/Version /2.0",
    "version_older": b"/Version /1.3",
    "extensions": b"/Extensions << /EXMP << /BaseVersion /1.7 /ExtensionLevel 1 >> >>",
    "layers": b"/OCProperties << /OCGs [ ] /D << >> >>",
    "page_labels": b"/PageLabels << /Nums [ 0 << /S /r >> ] >>",
    "page_mode": b"/PageMode /UseAttachments",
    "page_layout": b"/PageLayout /TwoPageLeft",
    "collection": b"/Collection << /View /T >>",
    "permissions": b"/Perms << /UR3 1 0 R >>",
    "requirements": b"/Requirements [ << /Type /Requirement /S /EnableJavaScripts >> ]",
    "legal": b"/Legal << /JavaScriptActions 0 >>",
    "threads": b"/Threads [ ]",
    "uri_base": b"/URI << /Base (https://example.invalid/) >>",
    "piece_info": b"/PieceInfo << /X << /LastModified (D:2026) >> >>",
    "destinations": b"/Dests << /x [ 7 0 R /Fit ] >>",
    "unknown_in_catalog": b"/Eksempel true",
    "empty_store": b"/DSS << >>",
}
_IN_TRAILER = {
    "unknown_in_trailer": b"/Eksempel 1",
    "hybrid": b"/XRefStm 15",
    "encrypted": b"/Encrypt << /Filter /Standard >>",
    "info_again": b"/Info 1 0 R",
    "root_again": b"/Root 1 0 R",
    "auth_code": b"/AuthCode << >>",
}


def _catalog_entry(entry: bytes) -> Recipe:
    key = entry.split()[0]

    def recipe(f: File) -> bytes:
        text = f.text(f.root)
        if key + b" " in text:  # a later entry of the same name, for a reader that takes the last
            start = text.index(key + b" <<")
            depth, place = 0, start
            while True:
                nearest = min(one for one in (text.find(b"<<", place), text.find(b">>", place)) if one >= 0)
                depth += 1 if text[nearest : nearest + 2] == b"<<" else -1
                place = nearest + 2
                if depth == 0:
                    break
            return f.update({f.root: text[:start] + entry + text[place:]})
        return f.update({f.root: f.with_entry(f.root, entry)})

    return recipe


for _name, _entry in _IN_FORM.items():
    UPDATES[_name] = lambda f, entry=_entry: f.update({f.root: f.in_form(entry)})
for _name, _entry in _IN_CATALOG.items():
    UPDATES[_name] = _catalog_entry(_entry)
for _name, _entry in _IN_TRAILER.items():
    UPDATES[_name] = lambda f, entry=_entry: f.update({}, entry)


@_update()
def not_marked(f: File) -> bytes:
    return f.update({f.root: f.replaced(f.root, b"/Marked true", b"/Marked false")})


@_update()
def marked_by_a_number(f: File) -> bytes:
    return f.update({f.root: f.replaced(f.root, b"/Marked true", b"/Marked 1")})


@_update()
def flags_of_the_form(f: File) -> bytes:
    flags = b"/SigFlags %d" % int(f.pdf.Root.AcroForm.SigFlags)
    return f.update({f.root: f.replaced(f.root, flags, b"/SigFlags 0")})


@_update()
def language(f: File) -> bytes:
    return f.update({f.root: f.replaced(f.root, b"/Lang (nb)", b"/Lang (en)")})


@_update()
def catalog_as_another_object(f: File) -> bytes:
    tail = f.tail({f.next: f.text(f.root)})
    return f.data + tail.replace(b"/Root %d 0 R" % f.root, b"/Root %d 0 R" % f.next)


@_update()
def a_key_twice(f: File) -> bytes:
    return f.update(
        {f.page: f.text(f.page)[:-2] + b" /Contents %d 0 R >>" % f.next, f.next: stream(page_saying())}
    )


@_update()
def identity(f: File) -> bytes:
    tail = f.tail({})
    start = tail.index(b"/ID [ <") + 7
    return f.data + tail[:start] + b"ff" + tail[start + 2 :]


# What the file says of itself, and what it carries


@_update()
def title(f: File) -> bytes:
    return f.update({f.info: f.replaced(f.info, b"/Title (Samarbeidsavtale)", b"/Title (Oppsigelse)")})


@_update()
def author(f: File) -> bytes:
    return f.update({f.info: f.with_entry(f.info, b"/Author (Ola Oppdiktet)")})


@_update()
def dates_alone(f: File) -> bytes:
    text = f.text(f.info)
    start = text.index(b"/ModDate (") + 10
    return f.update({f.info: text[:start] + b"D:20270101000000Z" + text[text.index(b")", start) :]})


@_update()
def packet(f: File) -> bytes:
    data = f.pdf.Root.Metadata.read_bytes().replace(b"Samarbeidsavtale", b"Oppsigelse")
    return f.update({f.metadata: stream(data, b"/Type /Metadata /Subtype /XML")})


@_update()
def claims_gone(f: File) -> bytes:
    data = f.pdf.Root.Metadata.read_bytes().replace(b"pdfuaid:part", b"pdfuaid:nart")
    return f.update({f.metadata: stream(data, b"/Type /Metadata /Subtype /XML")})


@_update()
def attachment_replaced(f: File) -> bytes:
    spec = f.replaced(f.filespec, b"/EF << /F ", b"/EF << /UF %d 0 R /F " % f.next)
    return f.update({f.filespec: spec, f.next: stream(b"format: 1\n", b"/Type /EmbeddedFile")})


@_update()
def attachment_rewritten(f: File) -> bytes:
    file = f.pdf.Root.AF[0].EF.F
    data = file.read_bytes().replace(b"2028", b"2099")
    return f.update({file.objgen[0]: stream(data, b"/Type /EmbeddedFile")})


@_update()
def attachment_added(f: File) -> bytes:
    tree = f.pdf.Root.Names.EmbeddedFiles.objgen[0]
    spec = b"<< /Type /Filespec /F (a.yaml) /UF (a.yaml) /AFRelationship /Data /EF << /F %d 0 R >> >>" % (
        f.next + 1
    )
    names = f.replaced(tree, b"/Names [ ", b"/Names [ (a.yaml) %d 0 R " % f.next)
    return f.update({tree: names, f.next: spec, f.next + 1: stream(b"x", b"/Type /EmbeddedFile")})


@_update()
def scripts_by_name(f: File) -> bytes:
    return f.update(
        {
            f.root: f.replaced(
                f.root,
                b"/Names << ",
                b"/Names << /JavaScript << /Names [ (a) << /S /JavaScript /JS (1) >> ] >> ",
            )
        }
    )


@_update()
def another_text_for_the_blind(f: File) -> bytes:
    element = next(one.objgen[0] for one in f.pdf.objects if hasattr(one, "keys") and one.get("/S") == "/P")
    return f.update({element: f.with_entry(element, b"/ActualText (%b)" % LIE.encode())})


@_update()
def tags_gone(f: File) -> bytes:
    tree = f.pdf.Root.StructTreeRoot.objgen[0]
    return f.update({tree: b"<< /Type /StructTreeRoot >>"})


@_update()
def bookmark(f: File) -> bytes:
    item = f.pdf.Root.Outlines.First.objgen[0]
    return f.update({item: f.replaced(item, b"(Samarbeidsavtale)", b"(Oppsigelse)")})


# Objects that nobody asked for


@_update()
def nothing(f: File) -> bytes:
    return f.update({})


@_update()
def orphan(f: File) -> bytes:
    return f.update({f.next: stream(page_saying())})


@_update()
def second_catalog(f: File) -> bytes:
    return f.update({f.next: b"<< /Type /Catalog /Pages %d 0 R >>" % f.pdf.Root.Pages.objgen[0]})


@_update()
def the_same_again(f: File) -> bytes:
    return f.update({f.page: f.text(f.page)})


@_update()
def freed(f: File) -> bytes:
    return f.update({}, free=(f.fields[0],))


@_update()
def freed_later_generation(f: File) -> bytes:
    return f.update({f.page: f.text(f.page)}, generation=1)


@_update()
def object_twice_in_one_update(f: File) -> bytes:
    hidden = b"%d 0 obj\n%b\nendobj\n" % (f.page, f.with_entry(f.page, b"/Rotate 180"))
    return f.update({f.next: b"<< >>"}, before=hidden)


@_update()
def object_stream_replaced(f: File) -> bytes:
    carrier = max(one.obj_stream_number or 0 for one in f.pdf.get_xref_table().values())
    return f.update({carrier: stream(b"1 0 << >>", b"/Type /ObjStm /N 1 /First 4")})


@_update()
def number_spoken_of(f: File) -> bytes:
    return f.update({int(f.pdf.trailer.Size): b"<< /Type /Annot >>"})


@_update()
def certificates_that_are_none(f: File) -> bytes:
    root = f.with_entry(f.root, b"/DSS << /Certs [ %d 0 R ] >>" % f.next)
    return f.update({f.root: root, f.next: stream(page_saying())})


@_update()
def store_with_a_page(f: File) -> bytes:
    root = f.with_entry(f.root, b"/DSS << /Certs [ ] /Eksempel %d 0 R >>" % f.page)
    return f.update({f.root: root})
