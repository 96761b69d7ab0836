"""Read a YAML file into values and positions.

The C parser of ruamel.yaml gives events; this module builds plain data from them and
keeps where each value stood. It reads untrusted files, so it bounds size, depth and
alias expansion, and never recurses.

A value is what the author wrote (docs/architecture.md, "The documents"): an unquoted scalar is an
integer only as `0|-?[1-9][0-9]*`, a boolean only as `true|false`, null only as
`null`, `~` or nothing. Everything else is its text: `1.10`, `no`, `0301`, `2017-06-01`.
An integer written in that form loses nothing by becoming an int, so a text field can
still take it back as the text it was.
"""

from __future__ import annotations

import os
import re
import zlib
from contextlib import suppress
from fnmatch import fnmatchcase
from functools import cached_property
from pathlib import Path
from typing import Any

from msgspec import Struct, field
from ruamel.yaml.error import MarkedYAMLError, YAMLError
from ruamel.yaml.events import (
    AliasEvent,
    DocumentStartEvent,
    MappingEndEvent,
    MappingStartEvent,
    ScalarEvent,
    SequenceEndEvent,
    SequenceStartEvent,
)

from avtale.errors import AvtaleError
from avtale.findings import Problem
from avtale.source import letters, refused, syntax
from avtale.source import pointer as pointers
from avtale.source.events import next_event
from avtale.source.lines import hidden
from avtale.source.lines import lines as split_lines
from avtale.source.named import named_file

MAX_BYTES = 1_048_576
MAX_DEPTH = 50
MAX_VALUES = 200_000

_INTEGER = re.compile(r"(?:0|-?[1-9][0-9]*)\Z")
_INTEGER_BEGINS = frozenset("-0123456789")
_WORDS: dict[str, bool | None] = {"true": True, "false": False, "null": None, "~": None, "": None}
_CORE_TAGS = frozenset(f"tag:yaml.org,2002:{name}" for name in ("str", "map", "seq", "null"))


class Place:
    """Where a value and its key stand: 0-based lines and columns in code points; `children` by key or index.

    It keeps the parser's marks and reads them when it is asked: most places never are.
    """

    __slots__ = ("_end", "_key", "_start", "children", "flow")

    def __init__(self, key: Any, event: Any, children: dict[str | int, Place], *, flow: bool = False) -> None:
        self._start = event.start_mark
        self._end = event.end_mark
        self._key = self._start if key is None else key.start_mark
        self.flow = flow
        self.children = children

    @property
    def line(self) -> int:
        return int(self._start.line)

    @property
    def column(self) -> int:
        return int(self._start.column)

    @property
    def end_line(self) -> int:
        return int(self._end.line)

    @property
    def end_column(self) -> int:
        return int(self._end.column)

    @property
    def key_line(self) -> int:
        return int(self._key.line)

    @property
    def key_column(self) -> int:
        return int(self._key.column)

    def close(self, key: Any, end: Any) -> None:
        """Take in the key in front of a mapping or list, and the event that ends it."""
        self._end = end.end_mark
        if key is not None:
            self._key = key.start_mark


# A scalar has no children, and all of them share this; only what is open is ever added to.
_NO_CHILDREN: dict[str | int, Place] = {}


class Source(Struct, dict=True):
    """One file as read: its text, plain data, positions, and what could not be read.

    `data` is None when the file has syntax problems. `name` is how messages call it.
    """

    name: str
    text: str = ""
    data: Any = None
    problems: list[Problem] = field(default_factory=list)

    @cached_property
    def root(self) -> Place | None:
        """Where everything stands; None where nothing could be read.

        Read from the text when it is first asked for: most files have no finding that needs a
        place, and places are nine tenths of the objects that a file is made of.
        """
        if not self.text:
            return None
        builder = _Builder(Source(self.name, self.text), places=True)
        with suppress(syntax.Stop, YAMLError):
            builder.run()
        return builder.root

    @cached_property
    def lines(self) -> list[str]:
        """The lines of the file, without their ends."""
        return split_lines(self.text)

    @cached_property
    def mark(self) -> int:
        """A checksum of what the file is called and says: another where it says anything else."""
        return zlib.crc32(f"{self.name}\0{self.text}".encode("utf-8", "surrogatepass"))

    @cached_property
    def unusual(self) -> bool:
        """Whether the file has a character that is not among the usual ones of a Norwegian text."""
        return letters.has_unusual(self.text)

    @cached_property
    def spots(self) -> tuple[letters.Spot, ...]:
        """Every character of the file that deceives or goes unseen."""
        return letters.spots(self)

    def place(self, pointer: str) -> Place | None:
        """The place of the value at `pointer`, or of the nearest parent there is."""
        place = self.root
        for part in pointers.split(pointer):
            if place is None:
                return None
            following = place.children.get(part)
            if following is None:
                following = place.children.get(pointers.index(part))
            if following is None:
                return place
            place = following
        return place

    def position(self, pointer: str, *, on_key: bool = False) -> tuple[int, int]:
        """1-based line and column of the value (or key) at `pointer`; (1, 1) where the file has no values."""
        place = self.place(pointer)
        if place is None:
            return (1, 1)
        if on_key:
            return (place.key_line + 1, place.key_column + 1)
        return (place.line + 1, place.column + 1)


def read_source(path: Path, name: str | None = None, *, max_bytes: int = MAX_BYTES) -> Source:
    """Read and parse the file at `path`, of at most `max_bytes`.

    Raises `UsageError` where there is no such file and `SystemFailure` where it cannot be read;
    anything wrong inside it is in `.problems`.
    """
    name = name or str(path)
    with named_file(path, name) as file:
        size = os.fstat(file.fileno()).st_size
        if size > max_bytes:
            return Source(name, problems=[syntax.too_large(size, max_bytes)])
        raw = file.read(max_bytes + 1)  # it may grow while we look
    return parse(raw, name, max_bytes=max_bytes)


def read_listed(path: Path, name: str, *, max_bytes: int = MAX_BYTES, within: Path | None = None) -> Source:
    """The same for a file that was found in a folder and not named by anyone: that it cannot be read is a problem too.

    One file without access, or one that goes away meanwhile, must not keep the others from being read. A link that leads out of
    the folder `within` is not followed: a finding would show a line of what lies there.
    """
    real = os.path.realpath(path)
    if within is not None and not Path(real).is_relative_to(os.path.realpath(within)):
        return Source(name, problems=[syntax.leads_out(real)])
    try:
        return read_source(path, name, max_bytes=max_bytes)
    except AvtaleError as error:
        cause = error.__cause__ if isinstance(error.__cause__, OSError) else None
        folder = os.path.isdir(path)  # noqa: PTH112 (never raises)
        return Source(name, problems=[syntax.not_readable(cause, folder=folder)])


def files_below(folder: Path, *patterns: str) -> list[Path]:
    """Every file below `folder` whose name fits a pattern, sorted, links to nowhere too; a folder or a pipe is no file.

    A folder that cannot be looked into is given as well: nobody knows what lies there.
    """
    found: list[str] = []
    waiting = [os.fspath(folder)]
    while waiting:
        inside = waiting.pop()
        try:
            with os.scandir(inside) as entries:
                for entry in entries:
                    if entry.is_dir(follow_symlinks=False):
                        waiting.append(entry.path)
                    elif any(fnmatchcase(entry.name, pattern) for pattern in patterns) and is_listed(entry):
                        found.append(entry.path)
        except (FileNotFoundError, NotADirectoryError):
            continue
        except OSError:
            found.append(inside)
    return [Path(path) for path in sorted(found, key=lambda path: path.split(os.sep))]  # noqa: PTH206 (of thousands)


def is_listed(path: Path | os.DirEntry[str]) -> bool:
    """Whether `files_below` gives a path: a file, a link to nowhere, what cannot be looked at; no folder and no pipe."""
    try:
        return path.is_file() or (path.is_symlink() and not path.is_dir())
    except OSError:
        return True  # what it is, is told by reading it


def parse(
    raw: bytes | str, name: str = "<tekst>", *, max_bytes: int = MAX_BYTES, places: bool = False
) -> Source:
    """Parse YAML from bytes or text; whatever is wrong is in `.problems`, nothing is raised.

    With `places` all positions are found in the same reading, for who will surely ask for them.
    """
    source = Source(name)
    if isinstance(raw, bytes):
        if len(raw) > max_bytes:
            source.problems.append(syntax.too_large(len(raw), max_bytes))
            return source
        try:
            source.text = raw.decode("utf-8-sig")
        except UnicodeDecodeError as error:
            source.problems.append(syntax.wrong_encoding(raw, error))
            return source
    else:
        source.text = raw
    builder = _Builder(source, places=places)
    try:
        builder.run()
    except syntax.Stop as stop:
        source.problems.append(stop.problem)
    except MarkedYAMLError as error:
        source.problems.append(refused.from_parser(source.text, error))
    except YAMLError as error:
        source.problems.append(refused.unreadable(source.text, error))
    if source.problems:
        source.data = None
    if places:
        source.__dict__["root"] = builder.root
    return source


class _Builder:
    """Turns parser events into data, with a stack of its own instead of recursion; into places too, where asked."""

    def __init__(self, source: Source, *, places: bool = False) -> None:
        self.source = source
        self.places = places
        self.root: Place | None = None
        self.anchors: dict[str, tuple[Any, Place | None, int] | None] = {}
        self.values = 0
        self.shown: dict[int, str] | None = None

    def run(self) -> None:
        text, self.shown = hidden(self.source.text)
        get_event = next_event(text)
        stack: list[_Open] = []
        top: _Open | None = None
        documents = 0
        while (event := get_event()) is not None:
            kind = type(event)
            if kind is ScalarEvent:
                if top is not None and top.wants_key:
                    self._take_key(top, event)
                    continue
                place = Place(top and top.key_event, event, _NO_CHILDREN) if self.places else None
                self._take(top, self._scalar(event), place, 1, event)
            elif kind is MappingStartEvent or kind is SequenceStartEvent:
                self._check_tag(event)
                if len(stack) >= MAX_DEPTH:
                    raise syntax.Stop(syntax.too_deep(event, MAX_DEPTH))
                if top is not None and top.wants_key:
                    raise syntax.Stop(syntax.key_not_text(event))
                top = _Open({} if kind is MappingStartEvent else [], event, places=self.places)
                stack.append(top)
                if event.anchor:
                    self.anchors[event.anchor] = None  # open: an alias to it from inside would be a circle
            elif kind is MappingEndEvent or kind is SequenceEndEvent:
                closed = stack.pop()
                top = stack[-1] if stack else None
                if closed.place is not None:
                    closed.place.close(top and top.key_event, event)
                self._take(top, closed.data, closed.place, closed.size, closed.event)
            elif kind is AliasEvent:
                known = self.anchors.get(event.anchor)
                if known is None:
                    raise syntax.Stop(syntax.bad_alias(event))
                if top is not None and top.wants_key:
                    raise syntax.Stop(syntax.key_not_text(event))
                value, original, size = known
                place = original and Place(top and top.key_event, event, original.children)
                self._take(top, value, place, size, event)
            elif kind is DocumentStartEvent:
                documents += 1
                if documents > 1:
                    raise syntax.Stop(syntax.several_documents(event))
        if not isinstance(self.source.data, dict) and not self.source.problems:
            self.source.problems.append(syntax.not_a_mapping(self.source.data))

    def _take(self, top: _Open | None, value: Any, place: Place | None, size: int, event: Any) -> None:
        """Put a finished value, of `size` values in all, into what is open around it."""
        if top is None:
            self.source.data = value
            self.root = place
            return
        if event.anchor and type(event) is not AliasEvent:
            self.anchors[event.anchor] = (value, place, size)
        self.values += size
        top.size += size
        if top.size > MAX_VALUES or self.values > MAX_VALUES * MAX_DEPTH:
            raise syntax.Stop(syntax.too_many_values(event, MAX_VALUES))
        key: str | int
        if top.is_list:
            key = len(top.data)
            top.data.append(value)
        else:
            key = top.key
            top.data[key] = value
            top.wants_key = True
        if place is not None and top.place is not None:
            top.place.children[key] = place
            top.key_event = None

    def _take_key(self, top: _Open, event: Any) -> None:
        # A tag on a key is judged as on any other text.
        if event.ctag:
            self._check_tag(event)
        top.key = event.value if self.shown is None else event.value.translate(self.shown)
        top.key_event = event
        top.wants_key = False
        first = top.keys.setdefault(top.key, event)
        if first is not event:
            self.source.problems.append(syntax.duplicate_key(event, top.key, first.start_mark.line + 1))

    def _scalar(self, event: Any) -> Any:
        if event.ctag:
            self._check_tag(event)
        text: str = event.value if self.shown is None else event.value.translate(self.shown)
        if event.style or (event.ctag and event.tag == "tag:yaml.org,2002:str"):
            return text
        if text in _WORDS:
            return _WORDS[text]
        if text[0] in _INTEGER_BEGINS and _INTEGER.match(text) and len(text) < 19:
            return int(text)
        return text

    @staticmethod
    def _check_tag(event: Any) -> None:
        if event.ctag and event.tag not in _CORE_TAGS and event.tag != "!":
            raise syntax.Stop(syntax.language_tag(event))


class _Open:
    """A mapping or sequence that is not closed yet, with the key that waits for its value."""

    __slots__ = ("data", "event", "is_list", "key", "key_event", "keys", "place", "size", "wants_key")

    def __init__(self, data: Any, event: Any, *, places: bool) -> None:
        self.data = data
        self.event = event
        self.is_list = isinstance(data, list)
        self.place = Place(None, event, {}, flow=bool(event.flow_style)) if places else None
        self.size = 1
        self.key: str = ""
        self.key_event: Any = None
        self.keys: dict[str, Any] = {}
        self.wants_key = not self.is_list
