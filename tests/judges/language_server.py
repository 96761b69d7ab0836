"""yaml-language-server as an editor talks to it: what it marks, offers and explains.

A small client of the language server protocol over standard input and output. The server asks for the
editor's settings; it gets those that are given here, and null for everything else, as from an editor
where nothing is set.
"""

from __future__ import annotations

import json
import os
import queue
import subprocess
import threading
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any

from tests.support import PATIENCE


class LanguageServer:
    """A running server. Use it in a `with`; leaving it ends the process."""

    def __init__(
        self,
        command: Sequence[str | Path],
        settings: Mapping[str, Any],
        folder: Path,
        env: Mapping[str, str] | None = None,
    ) -> None:
        self._settings = dict(settings)
        self._answers: queue.Queue[dict[str, Any]] = queue.Queue()
        self._marked: queue.Queue[dict[str, Any]] = queue.Queue()
        self._asked = 0
        self._opened = 0
        self._lock = threading.Lock()
        self.process = subprocess.Popen(
            [*map(str, command), "--stdio"],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            cwd=folder,
            env={**os.environ, **(env or {})},
        )
        self._reader = threading.Thread(target=self._read, daemon=True)
        self._reader.start()
        capabilities = {
            "workspace": {"configuration": True, "workspaceFolders": True},
            "textDocument": {
                "hover": {"contentFormat": ["markdown", "plaintext"]},
                "completion": {
                    "completionItem": {"documentationFormat": ["markdown"], "snippetSupport": True}
                },
            },
        }
        self._ask(
            "initialize",
            {
                "processId": os.getpid(),
                "rootUri": folder.as_uri(),
                "workspaceFolders": [{"uri": folder.as_uri(), "name": folder.name}],
                "capabilities": capabilities,
            },
        )
        self._say("initialized", {})
        self._say("workspace/didChangeConfiguration", {"settings": None})

    def __enter__(self) -> LanguageServer:
        return self

    def __exit__(self, *_: object) -> None:
        self._ask("shutdown", None)
        self._say("exit", None)
        try:
            self.process.wait(10)
        finally:
            self.process.kill()
            self.process.wait()
            for stream in (self.process.stdin, self.process.stdout):
                if stream:
                    stream.close()
            self._reader.join(10)

    def marks(self, files: Iterable[tuple[Path, str]], *, at_once: int = 24) -> list[list[dict[str, Any]]]:
        """What the server marks in each (path, text), in order. Nothing needs to lie at the path."""
        everything = list(files)
        found: list[list[dict[str, Any]]] = []
        for start in range(0, len(everything), at_once):
            batch = everything[start : start + at_once]
            waiting = {path.as_uri() for path, _ in batch}
            assert len(waiting) == len(batch), "two texts of one path in a batch"
            said: dict[str, list[dict[str, Any]]] = {}
            for path, text in batch:
                self.open(path, text)
            while waiting:
                one = self._marked.get(timeout=PATIENCE)
                said[one["uri"]] = one["diagnostics"]
                waiting.discard(one["uri"])
            for path, _ in batch:
                found.append(said[path.as_uri()])
                self._close(path)
        return found

    def hovers(self, path: Path, text: str, places: Iterable[tuple[int, int]]) -> list[str]:
        """The explanation at each place (line and character, both from 0) as Markdown; "" where there is none."""
        answers = self._at("hover", path, text, places)
        return [str(answer["contents"]["value"]) if answer else "" for answer in answers]

    def offers(self, path: Path, text: str) -> dict[str, dict[str, Any]]:
        """What is offered where "|" stands in the text, by label."""
        before, after = text.split("|")
        place = (before.count("\n"), len(before) - before.rfind("\n") - 1)
        (answer,) = self._at("completion", path, before + after, [place])
        return {item["label"]: item for item in (answer or {}).get("items", [])}

    def open(self, path: Path, text: str) -> None:
        self._opened += 1  # the server keeps what it read of a version
        document = {"uri": path.as_uri(), "languageId": "yaml", "version": self._opened, "text": text}
        self._say("textDocument/didOpen", {"textDocument": document})

    def _at(self, what: str, path: Path, text: str, places: Iterable[tuple[int, int]]) -> list[Any]:
        self.open(path, text)
        document = {"uri": path.as_uri()}
        answers = [
            self._ask(
                f"textDocument/{what}",
                {"textDocument": document, "position": {"line": line, "character": character}},
            )
            for line, character in places
        ]
        self._close(path)
        return answers

    def _close(self, path: Path) -> None:
        """Close it, and wait until the server has taken its marks away."""
        self._say("textDocument/didClose", {"textDocument": {"uri": path.as_uri()}})
        while (one := self._marked.get(timeout=PATIENCE))["uri"] != path.as_uri() or one["diagnostics"]:
            pass

    def _ask(self, method: str, params: Any) -> Any:
        self._asked += 1
        self._put({"id": self._asked, "method": method, "params": params})
        while (answer := self._answers.get(timeout=PATIENCE))["id"] != self._asked:
            pass
        assert "error" not in answer, answer
        return answer["result"]

    def _say(self, method: str, params: Any) -> None:
        self._put({"method": method, "params": params})

    def _put(self, message: dict[str, Any]) -> None:
        data = json.dumps({"jsonrpc": "2.0", **message}).encode()
        assert self.process.stdin
        with self._lock:
            self.process.stdin.write(b"Content-Length: %d\r\n\r\n" % len(data) + data)
            self.process.stdin.flush()

    def _read(self) -> None:
        stream = self.process.stdout
        assert stream
        while header := stream.readline():
            name, _, value = header.partition(b":")
            if name.lower() != b"content-length":
                continue
            while stream.readline().strip():
                pass
            message = json.loads(stream.read(int(value)))
            if "method" not in message:
                self._answers.put(message)
            elif message["method"] == "workspace/configuration":
                wanted = [self._settings.get(item["section"]) for item in message["params"]["items"]]
                self._put({"id": message["id"], "result": wanted})
            elif "id" in message:
                self._put({"id": message["id"], "result": None})
            elif message["method"] == "textDocument/publishDiagnostics":
                self._marked.put(message["params"])
