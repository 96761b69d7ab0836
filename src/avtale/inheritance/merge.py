"""Join a child to its parent: what the child says, the rest from above, and how each bound it states stands.

Parts are matched by id, routine steps by letter, presences by place; a duty also where it stands in another
list. A value the child leaves out it has from its parent (docs/architecture.md, "The chain").
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from avtale.format.shape import Direction, Shape, document_shape
from avtale.inheritance.bounds import Relation, age_relations, relation
from avtale.inheritance.joined import OWN, How, Joined, Mark, Move, Tree
from avtale.inheritance.tree import named, put
from avtale.source.pointer import join

_TERM = frozenset({"from", "to", "duration", "until_replaced", "begins_when", "ends_when", "revised_every", "retroactive"})  # fmt: skip
_ENDS = frozenset({"to", "until_replaced", "ends_when", "revised_every"})
_AGE_FROM, _AGE_TO = frozenset({"from", "from_event"}), frozenset({"to", "to_bound"})


def join_to(parent: Tree, child: dict[str, Any], parties: Mapping[str, str]) -> Joined:
    """Join a child's own data, as read from its file, to its parent's tree. `parties`: each role's party."""
    return _Join(parent, child, parties).done()


class _Join:
    def __init__(self, parent: Tree, child: dict[str, Any], parties: Mapping[str, str]) -> None:
        self.parent, self.child, self.parties = parent, child, parties
        self.out = Joined({}, {"": Mark("own", None, "")})
        self.moved = dict(self._moved())
        self.taken = {below for below, _ in self.moved.values()}
        self.in_clauses: dict[str, Any] = {}

    def done(self) -> Joined:
        shape, above = document_shape(), self.parent.data
        data: dict[str, Any] = {}
        for key, value in self.child.items():
            known, place = shape.fields.get(key), join(key)
            if key in OWN or known is None:
                data[key] = value
            elif key in above:
                data[key] = self._value(known, above[key], value, place, place, place)
            elif known.has_id and isinstance(value, list):
                kept = self._parts(known, [], value, place, place, place)
                if kept or not value:  # what is left when its duties stand elsewhere above
                    data[key] = kept
            else:
                data[key] = value
                self.out.marks[place] = Mark("added", None, place)
                self._placed(value, place, place)
        for key, value in above.items():
            if key not in OWN and key not in data:
                place = join(key)
                data[key] = self._inherited_list(key, value)
                self.out.marks[place] = Mark("inherited", self.parent, place, None)
        for place, duty in self.in_clauses.items():
            data = put(data, place, duty)
        self.out.data = data
        return self.out

    def _moved(self) -> Iterator[tuple[str, tuple[str, dict[str, Any]]]]:
        """Duties the child states in another list than its parent does: the parent's place, the child's place, the duty."""
        for place, duty in duties_in(self.child):
            above = self.parent.duties.get(str(duty.get("id")))
            if above is not None and named(self.parent.data, above) != named(self.child, place):
                yield above, (place, duty)

    def _inherited_list(self, key: str, value: Any) -> Any:
        if not self.moved or not isinstance(value, list):
            return value
        shape = document_shape().fields[key]
        return self._parts(shape, value, [], join(key), join(key), join(key)) if shape.has_id else value

    def _value(self, shape: Shape, above: Any, below: Any, up: str, down: str, out: str) -> Any:
        """One value that both state. `up`, `down`, `out`: its place in the parent's tree, the child's file, the result."""
        if shape.direction is not None:
            self._bound(shape, above, below, up, down, out)
            if shape.name == "quantity" and isinstance(above, dict) and isinstance(below, dict):
                return {**above, **below}
            return below
        if shape.name == "age" and isinstance(above, dict) and isinstance(below, dict):
            return self._age(shape, above, below, up, down, out)
        if isinstance(above, list) and isinstance(below, list) and shape.has_id:
            self.out.marks[out] = Mark("inherited", self.parent, up)
            return self._parts(shape, above, below, up, down, out)
        if isinstance(above, dict) and isinstance(below, dict) and shape.fields:
            return self._object(shape, above, below, up, down, out)
        how: How = "own" if above == below else "changed"
        self.out.marks[out] = Mark(how, None, down, (self.parent, up, above))
        self._placed(below, down, out)
        return below

    def _object(
        self, shape: Shape, above: dict[str, Any], below: dict[str, Any], up: str, down: str, out: str
    ) -> dict[str, Any]:
        self.out.placed[down] = out
        self.out.marks[out] = Mark("inherited", self.parent, up)
        result = {key: value for key, value in above.items() if not _kept_apart(shape, key, below)}
        for key, value in below.items():
            known = shape.fields.get(key)
            here = join(key)
            if known is not None and key in above:
                result[key] = self._value(known, above[key], value, up + here, down + here, out + here)
            else:
                result[key] = value
                self.out.marks[out + here] = Mark("added", None, down + here)
        if above.get("required") is True and below.get("required") is False:
            required = shape.fields["required"]
            self._move(
                "required",
                required,
                "covers",
                "broken",
                up + "/required",
                down + "/required",
                out + "/required",
                True,
                False,
            )
        return result

    def _parts(
        self, shape: Shape, above: list[Any], below: list[Any], up: str, down: str, out: str
    ) -> list[Any]:
        item = shape.item
        assert item is not None
        left = {index: part for index, part in enumerate(below) if f"{down}/{index}" not in self.taken}
        result: list[Any] = []
        for number, part in enumerate(above):
            here = f"/{number}"
            index = _matching(part, left)
            if index is not None:
                result.append(
                    self._value(item, part, left.pop(index), up + here, f"{down}/{index}", out + here)
                )
            elif up + here in self.moved:
                place, moved = self.moved[up + here]
                if place.startswith("/sections/"):  # it stands, and is shown, where the child's author put it
                    self.in_clauses[place] = self._value(item, part, moved, up + here, place, place)
                    result.append(None)
                else:
                    result.append(self._value(item, part, moved, up + here, place, out + here))
            else:
                result.append(self._below(item, part, up + here, out + here))
        for index, part in left.items():
            place, own = f"{out}/{len(result)}", f"{down}/{index}"
            result.append(self._added(item, part, own, place))
            self._same_place(item, part, above, up, own, place)
        return result

    def _added(self, item: Shape, part: Any, down: str, out: str) -> Any:
        """A part of the child's own, without the duties in it that stand elsewhere above."""
        self.out.marks[out] = Mark("added", None, down)
        self._placed(part, down, out)
        if not isinstance(part, dict):
            return part
        result = dict(part)
        for key, value in part.items():
            known, here = item.fields.get(key), join(key)
            if known is not None and known.has_id and isinstance(value, list):
                result[key] = self._parts(known, [], value, "", down + here, out + here)
        return result

    def _below(self, item: Shape, part: Any, up: str, out: str) -> Any:
        """A part the child does not state; a duty inside it may stand elsewhere in the child."""
        if not isinstance(part, dict) or not any(place.startswith(f"{up}/") for place in self.moved):
            return part
        result = dict(part)
        for key, value in part.items():
            known = item.fields.get(key)
            if known is not None and known.has_id and isinstance(value, list):
                here = join(key)
                result[key] = self._parts(known, value, [], up + here, "", out + here)
        return result

    def _same_place(self, item: Shape, part: Any, above: list[Any], up: str, down: str, out: str) -> None:
        """A presence of its own id at a place the parent names is held to what the parent says of that place."""
        place = part.get("place_id") if isinstance(part, dict) else None
        for number, other in enumerate(above):
            if place is not None and isinstance(other, dict) and other.get("place_id") == place:
                for key in part.keys() & other.keys():
                    known, here = item.fields.get(key), join(key)
                    if known is not None and known.direction is not None:
                        self._bound(
                            known, other[key], part[key], f"{up}/{number}{here}", down + here, out + here
                        )

    def _age(
        self, shape: Shape, above: dict[str, Any], below: dict[str, Any], up: str, down: str, out: str
    ) -> dict[str, Any]:
        """Each end of an age span is one bound: its number, its event and what kind of end it is go together."""
        self.out.marks[out] = Mark("inherited", self.parent, up)
        result = dict(above)
        for end, keys in (("from", _AGE_FROM), ("to", _AGE_TO)):
            if end in below or (end == "from" and "from_event" in below):
                result = {key: value for key, value in result.items() if key not in keys}
                result |= {key: value for key, value in below.items() if key in keys}
            elif "to_bound" in below and end == "to":
                result |= {"to_bound": below["to_bound"]}
        stated = {key: value for key, value in result.items() if key in below or key in ("to", "to_bound")}
        for end, found in age_relations(
            above, stated if below.keys() & _AGE_TO else {**stated, "to": None}
        ).items():
            key = (
                end if end in below else next(key for key in (f"{end}_event", f"{end}_bound") if key in below)
            )
            self._move(end, shape, "covers", found, up, down + join(key), out, above, result)
            for one in below.keys() & (_AGE_FROM if end == "from" else _AGE_TO):
                over = (self.parent, up + join(end), above)
                self.out.marks[out + join(one)] = Mark(_how(found), None, down + join(one), over)
        for key in below.keys() - above.keys():
            self.out.marks.setdefault(out + join(key), Mark("added", None, down + join(key)))
        return result

    def _bound(self, shape: Shape, above: Any, below: Any, up: str, down: str, out: str) -> None:
        found = relation(shape, above, below, self.parties)
        if found is None:  # one of them cannot be read; the schema tells of it
            self.out.marks[out] = Mark("changed", None, down, (self.parent, up, above))
            return
        assert shape.direction is not None
        name = up.rpartition("/")[2]
        if shape.name == "quantity":  # the end a child leaves out, it has from above
            below = {**above, **below}
        self._move(name, shape, shape.direction, found, up, down, out, above, below)
        self.out.marks[out] = Mark(_how(found), None, down, (self.parent, up, above))

    def _move(
        self,
        name: str,
        shape: Shape,
        direction: Direction,
        found: Relation,
        up: str,
        down: str,
        out: str,
        above: Any,
        below: Any,
    ) -> None:
        self.out.moves.append(Move(name, shape, direction, found, down, up, out, above, below, self.parent))

    def _placed(self, value: Any, down: str, out: str) -> None:
        if isinstance(value, dict):
            self.out.placed[down] = out


def _how(found: Relation) -> How:
    said: dict[Relation, How] = {
        "equal": "own", "narrowed": "narrowed", "widened": "widened", "broken": "loosened", "unclear": "changed",
    }  # fmt: skip
    return said[found]


def _kept_apart(shape: Shape, key: str, below: dict[str, Any]) -> bool:
    """What is not inherited because the child says its own: a term of validity is one thing, and so is each end of it."""
    if shape.name != "validity" or key not in _TERM or not below.keys() & _TERM:
        return False
    return key not in _ENDS or bool(below.keys() & (_ENDS | {"duration"}))


def _matching(part: Any, left: dict[int, Any]) -> int | None:
    """The number among `left` of the part that is the same one: by id, or letter; by place where the ids differ."""
    if not isinstance(part, dict):
        return None
    for key in ("id", "letter"):
        if key in part:
            for index, other in left.items():
                if isinstance(other, dict) and str(other.get(key)) == str(part[key]):
                    return index
    return None


def duties_in(data: Any, shape: Shape | None = None, place: str = "") -> Iterator[tuple[str, dict[str, Any]]]:
    """Every duty in a document's data, with its pointer; only those that can be inherited."""
    shape = shape or document_shape()
    if not isinstance(data, dict):
        return
    for key, value in data.items():
        known = shape.fields.get(key)
        if known is None or known.item is None or not isinstance(value, list):
            if known is not None and known.name == "background":
                yield from duties_in(value, known, place + join(key))
            elif known is not None and known.name == "duty" and isinstance(value, dict):
                yield place + join(key), value
            continue
        for index, part in enumerate(value):
            here = f"{place}{join(key)}/{index}"
            if known.item.name == "duty" and isinstance(part, dict):
                yield here, part
            elif known.item.name in ("routine_step", "section", "clause"):
                yield from duties_in(part, known.item, here)
