"""What an edit costs in a book that is open, side by side with compiling the whole text.

    python tests/bench/editing.py [--server] [INDICATORS ...]

Every round compiles the whole text once and makes each kind of edit once, then
undoes it. An edit is timed from its text to rules and findings: a target; the
bounds of a fact, which an indicator hangs on; the name of a fact, still used
elsewhere under the old one; how the weights of the scorecard add up; a scoring method
that every indicator uses; a line that has only begun to be typed; a blank line at
the top, which moves all others. What is measured is the time of the processor: all
of it is computing in one thread, and so the figures bear a busy machine.

With `--server` the edits go to `kpirules lsp` as an editor sends them, and what is
measured is the time that passes from `didChange` to the diagnostics of the file as
it is then: messages, the pause that collects fast typing, and a busy machine included.
"""

from __future__ import annotations

import gc
import json
import sys
import time
from collections.abc import Callable
from pathlib import Path
from statistics import median
from subprocess import PIPE, Popen
from tempfile import TemporaryDirectory
from typing import Any, Self

from loading import rules_of

from kpirules.diagnostics.findings import Checked
from kpirules.model.rules import Rules
from kpirules.project.books import compile_book
from kpirules.project.open_book import OpenBook
from kpirules.text.source import Source

FILE = Path("rules.kpi")


def main() -> None:
    """Measure and print."""
    if "--server" in sys.argv:
        served([int(size) for size in sys.argv[1:] if size.isdecimal()] or [26, 52, 263])
        return
    sizes = [int(size) for size in sys.argv[1:]] or [10, 100, 263, 1_000, 10_000]
    kinds = list(edits(rules_of(10), 10, 0))
    print(" ".join((f"{'indicators':>10} {'lines':>7} {'whole':>9}", *(f"{k:>9}" for k in kinds))))
    for size in sizes:
        text = rules_of(size)
        book = OpenBook()
        ask(book, text)
        times: dict[str, list[float]] = {kind: [] for kind in ("whole", *kinds)}
        for turn in range(max(1, min(15, 3_000 // size))):
            times["whole"].append(spent(whole, text))
            for kind, changed in edits(text, size, turn).items():
                assert changed != text
                times[kind].append(spent(ask, book, changed))
                ask(book, text)
        lines = text.count("\n")
        found = (f"{median(times[kind]) * 1_000:>6,.1f} ms" for kind in ("whole", *kinds))
        print(f"{size:>10,} {lines:>7,} " + " ".join(found))


def served(sizes: list[int]) -> None:
    """Measure and print what an editor waits."""
    kinds = list(edits(rules_of(10), 10, 0))
    print(" ".join((f"{'lines':>7}", *(f"{k:>9}" for k in kinds), f"{'median':>9}")))
    for size in sizes:
        text = rules_of(size)
        with TemporaryDirectory() as folder, Editor(Path(folder).resolve()) as editor:
            editor.open(text)
            times: dict[str, list[float]] = {kind: [] for kind in kinds}
            for turn in range(9):
                for kind, changed in edits(text, size, turn).items():
                    times[kind].append(editor.change(text, changed))
                    editor.change(changed, text)
        medians = [median(times[kind]) for kind in kinds]
        found = " ".join(f"{each * 1_000:>6,.0f} ms" for each in (*medians, median(medians)))
        print(f"{text.count(chr(10)):>7,} {found}")


class Editor:
    """The least that an editor must be: it opens a file, edits it, and waits for diagnostics."""

    def __init__(self, folder: Path) -> None:
        command = [sys.executable, "-m", "kpirules", "lsp"]
        self._server = Popen(command, stdin=PIPE, stdout=PIPE, cwd=folder)
        self._uri = (folder / "rules.kpi").as_uri()
        self._version = 0
        self._asked = 1
        about = {"processId": None, "rootUri": folder.as_uri(), "capabilities": {}}
        self._send("initialize", about, 1)
        while self._hear().get("id") != 1:
            pass
        self._send("initialized", {})

    def __enter__(self) -> Self:
        """The server runs."""
        return self

    def __exit__(self, *_: object) -> None:
        """It does not any more."""
        self._server.kill()
        self._server.wait()

    def open(self, text: str) -> None:
        """Open the file, and wait until it has been looked at."""
        document = {"uri": self._uri, "languageId": "kpi", "version": 0, "text": text}
        self._send("textDocument/didOpen", {"textDocument": document})
        self._wait()

    def change(self, before: str, after: str) -> float:
        """Send the lines that differ; how long it took until their diagnostics came."""
        change = lines_changed(before, after)
        self._version += 1
        document = {"uri": self._uri, "version": self._version}
        start = time.perf_counter()
        self._send("textDocument/didChange", {"textDocument": document, "contentChanges": [change]})
        self._wait()
        return time.perf_counter() - start

    def ask(self, method: str, params: dict[str, Any]) -> Any:
        """Ask something about the file; the answer."""
        self._asked += 1
        document = {"textDocument": {"uri": self._uri}}
        self._send(f"textDocument/{method}", {**document, **params}, self._asked)
        while (heard := self._hear()).get("id") != self._asked:
            pass
        return heard.get("result")

    def _wait(self) -> None:
        while (said := self._hear().get("params", {})).get("version") != self._version:
            assert said.get("uri", self._uri) == self._uri

    def _send(self, method: str, params: object, number: int | None = None) -> None:
        message = {"jsonrpc": "2.0", "method": method, "params": params}
        body = json.dumps(message if number is None else {**message, "id": number}).encode()
        assert self._server.stdin is not None
        self._server.stdin.write(b"Content-Length: %d\r\n\r\n%b" % (len(body), body))
        self._server.stdin.flush()

    def _hear(self) -> dict[str, Any]:
        out = self._server.stdout
        assert out is not None
        length = 0
        while line := out.readline().strip():
            name, _, value = line.partition(b":")
            length = int(value) if name.lower() == b"content-length" else length
        heard: dict[str, Any] = json.loads(out.read(length))
        return heard


def lines_changed(before: str, after: str) -> dict[str, Any]:
    """The lines in which two texts differ, as an editor sends them."""
    old, new = before.splitlines(keepends=True), after.splitlines(keepends=True)
    first = next((n for n, (a, b) in enumerate(zip(old, new, strict=False)) if a != b), 0)
    behind = 0
    while old[-1 - behind] == new[-1 - behind] and behind < min(len(old), len(new)) - first - 1:
        behind += 1
    span = {
        "start": {"line": first, "character": 0},
        "end": {"line": len(old) - behind, "character": 0},
    }
    return {"range": span, "text": "".join(new[first : len(new) - behind])}


def edits(text: str, size: int, turn: int) -> dict[str, str]:
    """The text after each kind of edit, in the middle where there is a choice."""
    n = size // 2
    line = f'fact whole-{n} "all of them, {n}"\n'
    return {
        "a target": text.replace(f"50 at 40.{n:05}\n", f"50 at {41 + turn}.{n:05}\n"),
        "a bound": text.replace(f"{line}  whole number from 0 to 60,000", f"{line}  whole number from 0 to 60,{turn + 1:03}"),
        "a name": text.replace(line, f'fact all-of-them-{n} "all of them, {n}"\n'),
        "a card": text.replace("weights are relative", f"weights add up to {turn + 1}"),
        "a method": text.replace("the first level 0\n", f"the first level {turn + 1}\n"),
        "typing": text.replace(line, f"form\n{line}"),
        "a line": f"\n{text}",
    }  # fmt: skip


def ask(book: OpenBook, text: str) -> Checked[Rules]:
    """Say what the open file holds now, and ask for rules and findings."""
    book.set_text(FILE, text)
    return book.rules()


def spent(act: Callable[..., object], *given: object) -> float:
    """How long the processor works on something, in seconds; no garbage is collected meanwhile."""
    gc.collect()
    gc.disable()
    start = time.process_time()
    act(*given)
    taken = time.process_time() - start
    gc.enable()
    return taken


def whole(text: str) -> Checked[Rules]:
    """The rules of a text, read from the beginning with nothing kept."""
    return compile_book([Source(FILE.name, text)], {FILE.name: FILE})


if __name__ == "__main__":
    main()
