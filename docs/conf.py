"""How Sphinx makes the documentation's site; `make site` calls it once for each language."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from docutils import nodes
from pygments.lexers.special import TextLexer
from sphinx.addnodes import pending_xref
from sphinx.application import Sphinx
from sphinx.environment import BuildEnvironment

import avtale

project = "avtale"
release = version = avtale.__version__
extensions = ["myst_parser", "sphinx.ext.autodoc"]
html_theme = "furo"
html_title = f"avtale {release}"
html_show_copyright = html_copy_source = html_show_sourcelink = False
suppress_warnings = ["epub.unknown_project_files"]
nitpicky = True
smartquotes = False  # they would make one dash of the two before an option
#: Standard library and other libraries: named in the signatures, documented elsewhere.
nitpick_ignore_regex = [("py:.*", r"(?!avtale\b)[\w.]+")]

myst_enable_extensions = ["deflist"]
myst_heading_anchors = 3

default_role = "code"
autodoc_default_options = {"members": True, "undoc-members": True, "inherited-members": False}
autodoc_member_order = "bysource"
autodoc_typehints = "signature"
autodoc_preserve_defaults = True
autodoc_class_signature = "separated"
python_use_unqualified_type_names = True
add_module_names = False
maximum_signature_line_length = 90


def _one_place(
    app: Sphinx, env: BuildEnvironment, node: pending_xref, inside: nodes.TextElement
) -> nodes.reference | None:
    """A type is documented where everybody imports it from, whatever module it is written in."""
    name = node.get("reftarget", "").rpartition(".")[2]
    if node.get("refdomain") != "py" or name not in avtale.__all__:
        return None
    domain: Any = env.get_domain("py")
    return domain.resolve_any_xref(env, node["refdoc"], app.builder, f"avtale.{name}", node, inside)[0][1]  # type: ignore[no-any-return]


def _without_machinery(
    _app: Sphinx, what: str, name: str, _thing: object, _options: object, lines: list[str]
) -> None:
    """What msgspec writes for a class without a docstring of its own is no documentation."""
    if what == "class" and lines and lines[0].startswith(f"{name.rpartition('.')[2]}("):
        lines.clear()


def _other_language(app: Sphinx, page: str, _template: str, context: dict[str, Any], _tree: object) -> None:
    """A page that there is in the other language too begins with a link to it."""
    lang, words = ("nb", "På bokmål") if app.config.language == "en" else ("en", "In English")
    if "body" in context and (Path(app.srcdir).parent / lang / f"{page}.md").is_file():
        address = f"{'../' * (page.count('/') + 1)}{lang}/{page}.html"
        context["body"] = f'<p lang="{lang}"><a href="{address}">{words}</a></p>{context["body"]}'


def setup(app: Sphinx) -> None:
    app.add_lexer("csv", TextLexer)
    app.connect("html-page-context", _other_language)
    app.connect("missing-reference", _one_place)
    app.connect("autodoc-process-docstring", _without_machinery)
