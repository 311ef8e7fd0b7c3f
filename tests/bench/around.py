"""What the language server spends on an edit around the rules themselves.

    python tests/bench/around.py [INDICATORS ...]

The messages of an editor are handed to the server in this process, and what it says is
encoded and thrown away. Measured is the time of the processor from the bytes of
`didChange` to those of the diagnostics, less what `OpenBook.rules` takes (that is what editing.py measures):
messages, texts and their lines, findings in words and in places. In the second row
there are six hundred findings in other lines of the file.
"""

from __future__ import annotations

import gc
import json
import sys
import time
from collections.abc import Callable
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory
from typing import Any, Self

from editing import edits, lines_changed
from loading import rules_of

from kpirules.diagnostics.findings import Checked
from kpirules.lsp.serving import make_server
from kpirules.model.rules import Rules
from kpirules.project.open_book import OpenBook

WRONG = "".join(f'value wrong-{n} "ค่าที่ผิด 🙂"\n  measured in nothing-{n}\n' for n in range(300))


def main() -> None:
    """Measure and print."""
    sizes = [int(size) for size in sys.argv[1:]] or [26, 52, 263]
    with TemporaryDirectory() as place:
        folder = Path(place).resolve()
        for called, more in (("around the rules", ""), ("with 600 findings", WRONG)):
            print(f"{'lines':>18} {called}")
            for size in sizes:
                text = rules_of(size) + more
                taken = median(spent(text, size, folder)) * 1_000
                print(f"{text.count(chr(10)):>18,} {taken:>7,.2f} ms")


def spent(text: str, size: int, folder: Path) -> list[float]:
    """How long each of some edits took, and each way back."""
    with Served(folder) as served:
        served.open(text)
        times = []
        for turn in range(5):
            for changed in edits(text, size, turn).values():
                times += [served.change(text, changed), served.change(changed, text)]
    return times


class Served:
    """A server in this process, and the least of an editor."""

    def __init__(self, folder: Path) -> None:
        self._server = make_server("en", "en")
        self._pending: list[Callable[[], None]] = []
        self._server.soon = self._soon  # type: ignore[method-assign]
        self._server.protocol.set_writer(self)
        self._uri = (folder / "rules.kpi").as_uri()
        self._version = 0
        self._inside = 0.0
        about = {"processId": None, "rootUri": folder.as_uri(), "capabilities": {}}
        self._hear(self._message("initialize", about, 1))

    def __enter__(self) -> Self:
        """What the rules take is counted."""
        self._rules = rules = OpenBook.rules

        def counted(book: OpenBook) -> Checked[Rules]:
            start = time.process_time()
            found = rules(book)
            self._inside += time.process_time() - start
            return found

        OpenBook.rules = counted  # type: ignore[method-assign]
        return self

    def __exit__(self, *_: object) -> None:
        """It is not any more."""
        OpenBook.rules = self._rules  # type: ignore[method-assign]

    def open(self, text: str) -> None:
        """Open the file."""
        document = {"uri": self._uri, "languageId": "kpi", "version": 0, "text": text}
        self._hear(self._message("textDocument/didOpen", {"textDocument": document}))

    def change(self, before: str, after: str) -> float:
        """Send the lines that differ; how long it took around the rules."""
        self._version += 1
        document = {"uri": self._uri, "version": self._version}
        changes = {"textDocument": document, "contentChanges": [lines_changed(before, after)]}
        message = self._message("textDocument/didChange", changes)
        gc.collect()
        gc.disable()
        self._inside = 0.0
        start = time.process_time()
        self._hear(message)
        taken = time.process_time() - start - self._inside
        gc.enable()
        return taken

    def write(self, data: bytes) -> None:
        """Nobody listens."""

    def close(self) -> None:
        """Nothing is open."""

    def _soon(self, act: Callable[[], None], seconds: float) -> None:
        if seconds < 1:
            self._pending.append(act)

    def _hear(self, message: bytes) -> None:
        protocol = self._server.protocol
        protocol.handle_message(json.loads(message, object_hook=protocol.structure_message))
        while self._pending:
            self._pending.pop(0)()

    def _message(self, method: str, params: dict[str, Any], number: int | None = None) -> bytes:
        message = {"jsonrpc": "2.0", "method": method, "params": params}
        return json.dumps(message if number is None else {**message, "id": number}).encode()


if __name__ == "__main__":
    main()
