"""What the pages load: our own bundles (`tools/make_assets.py`) and our fonts. Nothing comes from another machine."""

from __future__ import annotations

import hashlib
from functools import cache
from pathlib import Path

from starlette.concurrency import run_in_threadpool
from starlette.exceptions import HTTPException
from starlette.responses import FileResponse, PlainTextResponse, Response
from starlette.types import Receive, Scope, Send

from avtale.errors import StateError
from avtale.render.font_instances import FACES, FAMILY
from avtale.render.fonts import font_set
from avtale.resources import folder

NEEDED = ("desk.css", "desk.js")
FONTS = "fonts.css"
"""The style sheet that names our fonts; it is made of what `avtale.render.fonts` has."""
_KINDS = {".css": "text/css", ".js": "text/javascript", ".woff2": "font/woff2", ".txt": "text/plain"}
_KEPT = {"Cache-Control": "public, max-age=86400"}


def require_assets() -> None:
    """Raise `StateError` where the bundles were never made, as after an install from git."""
    if not all((folder("assets") / name).is_file() for name in NEEDED):
        raise StateError(
            nb="Skrivebordets filer til nettleseren mangler. Installer avtale fra en wheel, eller kjør «make assets» i "
            "kildekoden.",
            en="The desk's files for the browser are missing. Install avtale from a wheel, or run “make assets” in the "
            "source.",
        )


class Assets:
    """Serve the files by name: only those that lie right in their folder, and only of kinds that are ours."""

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        name = scope["path"].removeprefix(scope.get("root_path", "")).removeprefix("/")
        response: Response = PlainTextResponse("", 405)
        if scope["type"] == "http" and scope["method"] in ("GET", "HEAD"):
            if name == FONTS:
                response = Response(await run_in_threadpool(_faces), media_type="text/css", headers=_KEPT)
            elif (file := await run_in_threadpool(found, name)) is not None:
                response = FileResponse(file, media_type=_KINDS[file.suffix], headers=_KEPT)
            else:
                raise HTTPException(404)
        await response(scope, receive, send)


def found(name: str) -> Path | None:
    """The file of that name, or None. A name is looked for in what lies there, so that no path leads anywhere else."""
    home = font_set().folder / "woff2" if name.endswith(".woff2") else folder("assets")
    return {path.name: path for path in home.glob("*.*") if path.suffix in _KINDS}.get(name)


@cache
def address_of(name: str) -> str:
    """The address of an asset, another one after each change of it, so that a browser may keep what it has."""
    file = folder("assets") / (NEEDED[0] if name == FONTS else name)
    made = hashlib.sha256(file.read_bytes()).hexdigest()[:12] if file.is_file() else "0"
    return f"/assets/{name}?v={made}"


def _faces() -> str:
    """Our fonts for the screen, with those for rarer letters behind them."""
    return "\n".join(
        f'@font-face {{ font-family: "{FAMILY}"; font-weight: {face.weight}; font-style: '
        f'{"italic" if face.italic else "normal"}; font-display: swap; src: url("{face.name}.woff2") format("woff2") }}'
        for face in FACES
    )
