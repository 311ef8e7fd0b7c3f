"""What an edit costs in a book that is open, side by side with compiling the whole text.

    python tests/bench/editing.py [INDICATORS ...]

Every round compiles the whole text once and makes each kind of edit once, then
undoes it. An edit is timed from its text to rules and findings: a target; the
bounds of a fact, which an indicator hangs on; the name of a fact, still used
elsewhere under the old one; how the weights of the scorecard add up; a scoring method
that every indicator uses; a line that has only begun to be typed; a blank line at
the top, which moves all others. What is measured is the time of the processor: all
of it is computing in one thread, and so the figures bear a busy machine.
"""

from __future__ import annotations

import gc
import sys
import time
from collections.abc import Callable
from pathlib import Path
from statistics import median

from loading import rules_of

from kpirules.diagnostics.findings import Checked
from kpirules.model.rules import Rules
from kpirules.project.books import compile_book
from kpirules.project.open_book import OpenBook
from kpirules.text.source import Source

FILE = Path("rules.kpi")


def main() -> None:
    """Measure and print."""
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
