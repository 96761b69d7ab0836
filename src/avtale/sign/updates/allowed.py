"""What may change in a signed file: a closed list, object by object and key by key.

The fields are reserved when the file is made, so after that an update may only

- fill a reserved field: its value, a signature dictionary, and what is drawn inside its rectangle;
- add validation data (DSS and VRI, ETSI EN 319 142-1, 5.4);
- add a document timestamp, in the field reserved for it or in one new field without a size;
- date the metadata, and name what these needed of the standard.

Whatever else differs from the revision before is a fault, with the words for it. The two
revisions are compared as values, so it does not matter how they are written.
"""

from __future__ import annotations

import re
from typing import Any

from msgspec import Struct, field

from avtale.message import Message
from avtale.sign.pdf.metadata import Metadata, says_the_same
from avtale.sign.pdf.values import Ref, Stream, Truth, Value, references, same_text, text_of
from avtale.sign.updates.appearance import only_draws, tool_of
from avtale.sign.updates.change_words import changed_reason, described, printable
from avtale.sign.updates.revisions import Revision
from avtale.sign.updates.security_store import StoreFault, store_of

_OF_THE_SECTION = frozenset({"/Size", "/Prev", "/Type", "/W", "/Index", "/Length", "/Filter", "/DecodeParms"})
_SIGNATURE = frozenset(
    [
        "/Type",
        "/Filter",
        "/SubFilter",
        "/Contents",
        "/ByteRange",
        "/M",
        "/Name",
        "/Reason",
        "/Location",
        "/ContactInfo",
        "/Cert",
        "/R",
        "/V",
        "/Reference",
        "/Changes",
        "/Prop_Build",
        "/Prop_AuthTime",
        "/Prop_AuthType",
    ]
)
_NEW_FIELD = frozenset(["/Type", "/Subtype", "/FT", "/T", "/TU", "/F", "/Ff", "/Rect", "/P", "/V"])
_STAMP = re.compile(r"[\w .:-]{1,100}\Z")
_EXTENSIONS = {  # prefix: base version and the levels that tools name when they sign (ISO 32000-2, 7.12)
    "/ESIC": ("/1.7", (1, 2, 5)),  # PAdES, ETSI TS 102 778
    "/ADBE": ("/1.7", (3, 5, 8)),
    "/ISO_": ("/2.0", (32001, 32002, 32003, 32004)),
}
_EXTENSION = frozenset(["/Type", "/BaseVersion", "/ExtensionLevel", "/URL", "/ExtensionRevision"])


class Update(Struct):
    """What one revision did to the one before.

    `filled` goes from the name of each field that got a value to its signature dictionary, `stamps` names those
    that are document timestamps, `evidence` says that validation data came; `drawn_by` names the
    programs that drew in a field otherwise than this product does. `faults` is what it may not have done.
    """

    filled: dict[str, dict[str, Value]] = field(default_factory=dict)
    stamps: set[str] = field(default_factory=set)
    evidence: bool = False
    drawn_by: list[str] = field(default_factory=list)
    faults: list[Message] = field(default_factory=list)


def update_between(old: Revision, new: Revision, *, signed_before: bool) -> Update:
    """Compare two revisions that follow each other; `signed_before` says that a signature stands in `old`."""
    return _Comparison(old, new, signed_before=signed_before).result()


class _Comparison:
    def __init__(self, old: Revision, new: Revision, *, signed_before: bool) -> None:
        self.old, self.new = old, new
        self.before, self.after = old.values, new.values
        self.signed_before = signed_before
        self.update = Update()
        self.claims = False  # names an extension or a version of the standard, which only a purpose of the update allows
        carriers = new.structural - old.structural
        self.changed = {
            ref
            for ref, place in new.table.items()
            if old.table.get(ref) != place
            and not (ref in carriers and ref not in self.before)
            and (ref not in self.before or self.before[ref] != self.after[ref])
        }
        self.explained: set[Ref] = set()

    def result(self) -> Update:
        self._numbers()
        self._trailer()
        root = self.new.trailer.get("/Root")
        if isinstance(root, Ref) and root == self.old.trailer.get("/Root"):
            self._catalog(root)
        self._metadata()
        for ref in sorted(self.changed - self.explained, key=lambda one: one.number):
            self._fault(*described(ref, self.after[ref], added=ref not in self.before))
        update = self.update
        if not (update.filled or update.evidence):
            self._fault(
                "en oppdatering som verken underskriver eller bevarer",
                "an update that neither signs nor preserves",
            )
        if len(update.filled) > 1:
            self._fault("to underskrifter på én gang", "two signatures at once")
        return update

    def _fault(self, nb: str, en: str) -> None:
        reason = changed_reason(nb, en)
        if reason not in self.update.faults:
            self.update.faults.append(reason)

    def _explain(self, *refs: Any) -> None:
        self.explained |= {ref for ref in refs if isinstance(ref, Ref)}

    def _now(self, value: Value) -> Value:
        """What `value` is or refers to in the new revision; the reference counts as looked at."""
        self._explain(value)
        return self.after.get(value) if isinstance(value, Ref) else value

    def _then(self, value: Value) -> Value:
        return self.before.get(value) if isinstance(value, Ref) else value

    def _numbers(self) -> None:
        """No object is gone, and no new one has a number that something older speaks of already."""
        if any(ref not in self.after for ref in self.before):
            self._fault("slettede objekter", "deleted objects")
        fresh = {ref.number for ref in self.after if ref not in self.before}
        spoken_of = {ref.number for ref in self.before}
        for value in self.before.values():
            spoken_of.update(ref.number for ref in references(value))
        if fresh & spoken_of:
            self._fault("nye objekter på gamle plasser", "new objects in old places")

    def _trailer(self) -> None:
        old, new = self.old.trailer, self.new.trailer
        for key in sorted(old.keys() | new.keys()):
            if key in _OF_THE_SECTION or old.get(key) == new.get(key):
                continue
            if (
                key == "/ID"
                and _first(old.get(key)) == _first(new.get(key)) is not None
                and len(new[key]) == 2
            ):
                continue
            self._fault(f"{printable(key)} i filens slutt (trailer)", f"{printable(key)} in the trailer")

    def _catalog(self, root: Ref) -> None:
        old, new = self.before.get(root), self.after.get(root)
        if not isinstance(old, dict) or not isinstance(new, dict):
            return
        self._explain(root)
        self._form(self._then(old.get("/AcroForm")), self._now(new.get("/AcroForm")))
        self._store(old.get("/DSS"), new.get("/DSS"))
        for key in sorted(old.keys() | new.keys()):
            if key in ("/AcroForm", "/DSS") or old.get(key) == new.get(key):
                continue
            if key == "/Perms" and key not in old and self._certifies(new[key]):
                continue
            if key == "/Version" and key not in old and new[key] == "/2.0":
                self.claims = True
                continue
            if key == "/Extensions" and self._extended(self._then(old.get(key)), self._now(new.get(key))):
                self.claims = True
                continue
            self._fault(f"{printable(key)} i dokumentkatalogen", f"{printable(key)} in the document catalog")

    def _certifies(self, perms: Value) -> bool:
        """The first signature says what it allows (DocMDP, ISO 32000-1, 12.8.4)."""
        perms = self._now(perms)
        if self.signed_before or not isinstance(perms, dict) or perms.keys() != {"/DocMDP"}:
            return False
        return any(self.after.get(perms["/DocMDP"]) == one for one in self.update.filled.values())

    def _extended(self, old: Value, new: Value) -> bool:
        """Only what PAdES tools write when they sign or add evidence."""
        old = old if isinstance(old, dict) else {}
        if not isinstance(new, dict) or any(new.get(key) != value for key, value in old.items()):
            return False
        for key in new.keys() - old.keys():
            base, levels = _EXTENSIONS.get(key, ("", ()))
            entries = self._now(new[key])
            for entry in entries if isinstance(entries, tuple) else (entries,):
                entry = self._now(entry)
                if not isinstance(entry, dict) or not entry.keys() <= _EXTENSION:
                    return False
                if entry.get("/BaseVersion") != base or entry.get("/ExtensionLevel") not in levels:
                    return False
                if any(isinstance(one, tuple | dict | Ref | Truth) for one in entry.values()):
                    return False
        return new.keys() != {"/Type"}

    def _form(self, old: Value, new: Value) -> None:
        if not isinstance(old, dict) or not isinstance(new, dict):
            if old != new:
                self._fault("skjemaet", "the form")
            return
        for key in sorted(old.keys() | new.keys()):
            if key == "/Fields" or old.get(key) == new.get(key):
                continue
            if key == "/SigFlags" and (old.get(key), new.get(key)) == (1, 3):
                continue  # signatures exist, and the file may only be appended to (ISO 32000-1, table 219)
            self._fault(f"{printable(key)} i skjemaet", f"{printable(key)} in the form")
        fields = self._then(old.get("/Fields")), self._now(new.get("/Fields"))
        if not all(isinstance(one, tuple) for one in fields):
            self._fault("skjemaets felt", "the form's fields")
            return
        known, added = fields[0], fields[1][len(fields[0]) :]
        if fields[1][: len(known)] != known or len(added) > 1:
            self._fault("skjemaets felt", "the form's fields")
            return
        names = {self.before[ref].get("/T") for ref in known if isinstance(self.before.get(ref), dict)}
        for ref in known:
            if ref in self.changed:
                self._field(ref)
        for ref in added:
            self._new_field(ref, names)

    def _field(self, ref: Ref) -> None:
        """A reserved field may be filled once."""
        old, new = self.before.get(ref), self.after.get(ref)
        name = text_of(old.get("/T")) if isinstance(old, dict) else ""
        if not isinstance(old, dict) or not isinstance(new, dict):
            return
        differing = {key for key in old.keys() | new.keys() if old.get(key) != new.get(key)}
        if same_text(old.get("/TU"), new.get("/TU")):
            differing.discard("/TU")
        if "/V" in old or "/V" not in new or not differing <= {"/V", "/AP"} or old.get("/FT") != "/Sig":
            keys = ", ".join(printable(key) for key in sorted(differing))
            self._fault(f"feltet «{name}» ({keys})", f"the field “{name}” ({keys})")
            return
        self._explain(ref)
        if not self._signature(name, new["/V"]):
            return
        if "/AP" not in differing:
            return
        drawn = self._new_refs(new["/AP"])
        if name in self.update.stamps or not only_draws(new["/AP"], self.after, drawn):
            self._fault(f"det som vises i feltet «{name}»", f"what is shown in the field “{name}”")
            return
        self._explain(*drawn)
        tool = tool_of(self.update.filled[name], drawn, self.after, self.new.trailer)
        if tool is not None:
            self.update.drawn_by.append(tool)

    def _signature(self, name: str, place: Value) -> bool:
        value = self.after.get(place) if isinstance(place, Ref) else None
        if not isinstance(value, dict) or place in self.before or not value.keys() <= _SIGNATURE:
            self._fault(f"verdien i feltet «{name}»", f"the value of the field “{name}”")
            return False
        parts = self._new_refs(place)
        if any(isinstance(self.after[one], Stream) for one in parts):
            self._fault(f"verdien i feltet «{name}»", f"the value of the field “{name}”")
            return False
        self._explain(*parts)
        self.update.filled[name] = value
        if value.get("/Type") == "/DocTimeStamp":
            self.update.stamps.add(name)
        return True

    def _new_refs(self, value: Value) -> set[Ref]:
        """The objects that came with this revision and can be reached from `value` through such objects alone."""
        found: set[Ref] = set()
        waiting = [value]
        while waiting:
            for ref in references(waiting.pop()):
                if ref not in found and ref in self.after and ref not in self.before:
                    found.add(ref)
                    waiting.append(self.after[ref])
        return found

    def _new_field(self, ref: Value, names: set[Value]) -> None:
        """A document timestamp's own field: without a size, an appearance or an action."""
        made = self.after.get(ref) if isinstance(ref, Ref) and ref not in self.before else None
        rectangle = made.get("/Rect") if isinstance(made, dict) else None
        name = text_of(made.get("/T")) if isinstance(made, dict) else ""
        page = made.get("/P") if isinstance(made, dict) else None
        standard = (
            isinstance(made, dict)
            and made.keys() <= _NEW_FIELD
            and made.get("/FT") == "/Sig"
            and (made.get("/Type", "/Annot"), made.get("/Subtype")) == ("/Annot", "/Widget")
            and rectangle == (0, 0, 0, 0)
            and isinstance(made.get("/F", 0), int)
            and made.get("/Ff", 0) in (0, 1)
            and isinstance(made.get("/TU", b""), bytes)
            and made.get("/T") not in names
            and _STAMP.match(name) is not None
            and (page is None or _is_page(self.before.get(page)))
        )
        self._explain(ref)
        if not standard or not self._signature(name, made["/V"] if made and "/V" in made else None):
            self._fault(f"et nytt felt «{name[:100]}»", f"a new field “{name[:100]}”")
            return
        if name not in self.update.stamps:
            self._fault(f"et nytt felt «{name}»", f"a new field “{name}”")
            return
        self._on_page(page, ref)

    def _on_page(self, page: Value, ref: Ref) -> None:
        """The page may list the new field as its last annotation, and change in nothing else."""
        old, new = self.before.get(page), self.after.get(page)
        if not isinstance(old, dict) or not isinstance(new, dict):
            return
        if any(old.get(key) != new.get(key) for key in old.keys() | new.keys() if key != "/Annots"):
            return  # stays unexplained
        listed = self._then(old.get("/Annots", ()))
        now = (
            self.after.get(new.get("/Annots"))
            if isinstance(new.get("/Annots"), Ref)
            else new.get("/Annots", ())
        )
        if now == (*listed, ref):
            self._explain(page, new.get("/Annots"))

    def _store(self, old: Value, new: Value) -> None:
        """Validation data may come and grow."""
        if new is None and old is None:
            return
        if new is None:
            self._fault("etterprøvingsdata som er borte", "validation data that are gone")
            return
        try:
            earlier = None if old is None else store_of(old, self.old)
            later = store_of(new, self.new)
        except StoreFault:
            self._fault(
                "etterprøvingsdata (DSS) som er noe annet", "validation data (DSS) that are something else"
            )
            return
        if earlier is not None and not earlier.contents <= later.contents:
            self._fault("etterprøvingsdata som er borte", "validation data that are gone")
        known = earlier.streams if earlier is not None else frozenset()
        if any(ref in self.before and ref not in known for ref in later.streams):
            self._fault(
                "etterprøvingsdata (DSS) som er noe annet", "validation data (DSS) that are something else"
            )
        rewritten = {ref for ref in later.parts if ref in self.before}
        if earlier is not None:
            rewritten -= earlier.parts
        if rewritten & self.changed:
            return  # something else has become a part of the store: it stays unexplained
        self._explain(*later.parts, *(later.streams - self.before.keys()))
        if later.contents and ((later.parts | later.streams) & self.changed or old != new):
            self.update.evidence = True

    def _metadata(self) -> None:
        """Information dictionary and XMP may get a new date."""
        root = self.before.get(self.old.trailer.get("/Root"))
        info = self.old.trailer.get("/Info")
        packet = root.get("/Metadata") if isinstance(root, dict) else None
        touched = {ref for ref in (info, packet) if ref in self.changed}
        if touched and says_the_same(
            _metadata_of(self.old, info, packet), _metadata_of(self.new, info, packet)
        ):
            self._explain(*touched)


def _metadata_of(revision: Revision, info: Value, packet: Value) -> Metadata:
    stream = revision.values.get(packet)
    return Metadata(
        revision.values.get(info),
        stream.entries if isinstance(stream, Stream) else {},
        revision.content(packet) if isinstance(stream, Stream) else b"",
    )


def _is_page(value: Value) -> bool:
    return isinstance(value, dict) and value.get("/Type") == "/Page"


def _first(value: Value) -> Value:
    return value[0] if isinstance(value, tuple) and value else None
