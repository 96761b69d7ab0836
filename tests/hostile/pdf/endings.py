"""Two readings of where a file ends, and bytes that no signature covers (1a): only after the last signature."""

from __future__ import annotations

import re
from collections.abc import Callable

from tests.hostile.pdf.bytes import File, stream
from tests.hostile.pdf.updates import UPDATES

ENDINGS: dict[str, Callable[[File], bytes]] = {}


def _ending(recipe: Callable[[File], bytes]) -> Callable[[File], bytes]:
    ENDINGS[recipe.__name__] = recipe
    return recipe


def _other_page(f: File) -> tuple[bytes, int]:
    """The file with another page, and where its section lies; without an end."""
    evil = UPDATES["page_replaced"](f)
    start = evil.rindex(b"startxref")
    return evil[:start], int(evil[start + 9 :].split()[0])


@_ending
def two_ends_in_one_line(f: File) -> bytes:
    head, new = _other_page(f)
    return head + b"startxref\n%d\n%%%%EOF startxref %d %%%%EOF\n" % (f.startxref, new)


@_ending
def two_ends_in_one_line_turned(f: File) -> bytes:
    head, new = _other_page(f)
    return head + b"startxref\n%d\n%%%%EOF startxref %d %%%%EOF\n" % (new, f.startxref)


@_ending
def two_ends(f: File) -> bytes:
    head, new = _other_page(f)
    return head + b"startxref\n%d\n%%%%EOF\nstartxref\n%d\n%%%%EOF\n" % (new, f.startxref)


@_ending
def end_in_a_remark(f: File) -> bytes:
    head, new = _other_page(f)
    return head + b"%%startxref %d %%%%EOF\nstartxref\n%d\n%%%%EOF\n" % (f.startxref, new)


@_ending
def old_end_again(f: File) -> bytes:
    return f.data + b"startxref\n%d\n%%%%EOF\n" % f.startxref


@_ending
def objects_and_the_old_end(f: File) -> bytes:
    return f.data + b"%d 0 obj\n<< /Type /Catalog >>\nendobj\nstartxref\n%d\n%%%%EOF\n" % (
        f.root,
        f.startxref,
    )


@_ending
def page_and_the_old_end(f: File) -> bytes:
    page = f.with_entry(f.page, b"/Rotate 180")
    return f.data + b"%d 0 obj\n%b\nendobj\nstartxref\n%d\n%%%%EOF\n" % (f.page, page, f.startxref)


@_ending
def end_of_the_first_revision(f: File) -> bytes:
    first = int(re.findall(rb"startxref\s+(\d+)", f.data)[0])
    return f.data + b"startxref\n%d\n%%%%EOF\n" % first


@_ending
def previous_is_the_first_revision(f: File) -> bytes:
    return f.update({f.next: b"<< >>"}, prev=int(re.findall(rb"startxref\s+(\d+)", f.data)[0]))


@_ending
def previous_is_missing(f: File) -> bytes:
    return f.update({}).replace(b"/Prev %d" % f.startxref, b"/Pruv %d" % f.startxref)


@_ending
def previous_one_byte_off(f: File) -> bytes:
    return f.update({}, prev=f.startxref - 1)


@_ending
def end_points_into_the_signed_part(f: File) -> bytes:
    return f.update({}, end=b"startxref\n%d\n%%%%EOF\n" % f.startxref)


@_ending
def end_one_byte_off(f: File) -> bytes:
    good = f.update({})
    place = int(good[good.rindex(b"startxref") + 9 :].split()[0])
    return f.update({}, end=b"startxref\n%d\n%%%%EOF\n" % (place - 1))


@_ending
def no_end(f: File) -> bytes:
    return f.update({}, end=b"startxref\n%d\n")


@_ending
def end_without_a_mark(f: File) -> bytes:
    return f.update({f.next: b"<< >>"}, end=b"startxref\n%d\n%%%%EO\n")


@_ending
def size_too_small(f: File) -> bytes:
    return f.update({f.next: b"<< >>"}, size=10)


@_ending
def size_too_large(f: File) -> bytes:
    return f.update({}, size=100000000)


@_ending
def words_behind_the_end(f: File) -> bytes:
    return f.data + b"Avtalen gjelder til 2099\n"


@_ending
def remark_behind_the_end(f: File) -> bytes:
    return f.data + b"%% hilsen\n"


@_ending
def line_behind_the_end(f: File) -> bytes:
    return f.data + b"\n"


@_ending
def zeros_behind_the_end(f: File) -> bytes:
    return f.data + bytes(100)


@_ending
def mark_behind_the_end(f: File) -> bytes:
    return f.data + b"%%EOF\n"


@_ending
def another_file_behind_the_end(f: File) -> bytes:
    other = b"%PDF-1.7\n1 0 obj\n<< /Type /Catalog >>\nendobj\nxref\n0 1\n0000000000 65535 f \ntrailer\n<< /Size 2 /Root 1 0 R >>\n"
    return f.data + other + b"startxref\n%d\n%%%%EOF\n" % (len(f.data) + other.index(b"xref"))


@_ending
def zip_behind_the_end(f: File) -> bytes:
    return f.data + b"PK\x03\x04" + bytes(60)


@_ending
def bytes_before_the_file(f: File) -> bytes:
    return b"\n" + f.data


@_ending
def page_of_another_kind_before_the_file(f: File) -> bytes:
    return b"<!DOCTYPE html><p>2099</p>\n" + f.data


@_ending
def remark_between_objects(f: File) -> bytes:
    return f.update({f.next: b"<< >>"}, before=b"%% hilsen\n")


@_ending
def words_between_objects(f: File) -> bytes:
    return f.update({f.next: b"<< >>"}, before=b"hilsen\n")


@_ending
def unnamed_object(f: File) -> bytes:
    return f.update({}, before=b"%d 0 obj\n%b\nendobj\n" % (f.next, stream(b"x")))


@_ending
def length_that_lies(f: File) -> bytes:
    text = stream(b"q Q").replace(b"/Length 3", b"/Length 1")
    return f.update({f.next: text})


@_ending
def length_elsewhere(f: File) -> bytes:
    text = stream(b"q Q").replace(b"/Length 3", b"/Length %d 0 R" % (f.next + 1))
    return f.update({f.next: text, f.next + 1: b"3"})
