"""The reference of the format: a page for each kind and file, and one for the parts they share, made of the schemas."""

from __future__ import annotations

import json
from typing import Any

from avtale.format.form import form
from avtale.format.schema import ANY_KIND, kinds, names
from avtale.format.schema import published as schema
from tools.reference.markdown import contents, plain, table

_WORDS = {
    "nb": {
        "title": "Formatet",
        "head": ("felt", "hva", "form"),
        "required": "må være med",
        "parts": "Deler som flere bruker",
        "files": "Samlingens andre filer",
        "kinds": "Dokumentslag",
        "start": "Hvert felt i filene, laget av skjemaene. `avtale schema SLAG` skriver ut skjemaet selv, og "
        "[redigeringsprogrammer](../editor.md) viser det samme mens du skriver.",
    },
    "en": {
        "title": "The format",
        "head": ("field", "what", "form"),
        "required": "required",
        "parts": "Parts that several use",
        "files": "The repository's other files",
        "kinds": "Kinds of document",
        "start": "Every field of the files, made of the schemas. `avtale schema KIND --lang en` prints the schema itself, and "
        "[editors](../editor.md) show the same while you write.",
    },
}  # fmt: skip
_PARTS = "format-parts"


def pages(lang: str) -> dict[str, str]:
    """The pages in `lang` by their name without ending; `format` is the first."""
    words = _WORDS[lang]
    schemas = {name: schema(name, lang) for name in names() if name != ANY_KIND}
    shared: dict[str, Any] = {}
    for each in schemas.values():
        for part, node in each["$defs"].items():
            shared.setdefault(part, node)
    found = {f"format-{name}": _page(each, shared, lang) for name, each in schemas.items()}
    found[_PARTS] = f"# {words['parts']}\n\n" + "\n".join(
        f"({part})=\n{_section(part, node, shared, lang)}" for part, node in sorted(shared.items())
    )
    documents = [f"format-{kind}" for kind in kinds()]
    files = [name for name in found if name not in (*documents, _PARTS)]
    found["format"] = (
        f"# {words['title']}\n\n{words['start']}\n\n## {words['kinds']}\n\n{contents(documents)}\n"
        f"## {words['files']}\n\n{contents(files)}\n## {words['parts']}\n\n{contents([_PARTS])}"
    )
    return found


def _page(node: dict[str, Any], shared: dict[str, Any], lang: str) -> str:
    own = {part: each for part, each in node["$defs"].items() if _text(each) != _text(shared[part])}
    parts = "\n".join(_section(part, each, shared, lang) for part, each in sorted(own.items()))
    return (
        f"# {node['title']}\n\n{plain(node.get('description', ''))}\n\n{_fields(node, shared, lang)}\n{parts}"
    )


def _section(part: str, node: dict[str, Any], shared: dict[str, Any], lang: str) -> str:
    title = node.get("title", part)
    said = plain(node.get("description", ""))
    return f"## {title}\n\n`{part}` · {_form(node, shared, lang)}\n\n{said}\n\n{_fields(node, shared, lang)}"


def _fields(node: dict[str, Any], shared: dict[str, Any], lang: str) -> str:
    """A table of an object's fields; "" for what has none."""
    required = node.get("required", ())
    rows = [
        (
            f"`{name}`",
            f"**{plain(spec.get('title', name))}.** {plain(spec.get('description', ''))}".strip(),
            _form(spec, shared, lang) + (f"; **{_WORDS[lang]['required']}**" if name in required else ""),
        )
        for name, spec in node.get("properties", {}).items()
    ]
    return table(_WORDS[lang]["head"], rows) if rows else ""


def _form(spec: dict[str, Any], shared: dict[str, Any], lang: str) -> str:
    """What may stand there, in a few words, with a link to a part that others use too."""
    return form(
        spec,
        shared,
        lang,
        part=lambda name, title: f"[{plain(title)}]({_PARTS}.md#{name})",
        choice=lambda word, meaning: f"`{word}`" + (f" ({plain(meaning)})" if meaning else ""),
    )


def _text(node: Any) -> str:
    return json.dumps(node, sort_keys=True)
