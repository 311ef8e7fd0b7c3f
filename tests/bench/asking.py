"""What an editor waits for when it asks right after an edit, through a real server.

    python tests/bench/asking.py [INDICATORS ...]

Every request has an edit of its own: a target in the middle of the file is changed, the
diagnostics are waited for, and then the request is sent. What is measured is the time
that passes until the answer has come, all messages included. Requests that editors make
for what is on the screen are made for forty lines around the edit; the others
for the whole file. Colours are asked for as a whole, as what has changed since, and for the screen. The
scorecard names a file of facts, so that results stand beside the rules.
"""

from __future__ import annotations

import sys
import time
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory
from typing import Any

from editing import Editor, edits
from loading import rules_of

SCREEN = 40


def main() -> None:
    """Measure and print."""
    sizes = [int(size) for size in sys.argv[1:]] or [26, 52, 263]
    rows: dict[str, list[str]] = {}
    print(
        " ".join((f"{'lines':>16}", *(f"{rules_of(size).count(chr(10)):>10,}" for size in sizes)))
    )
    for size in sizes:
        for kind, times in asked(size).items():
            rows.setdefault(kind, []).append(f"{median(times) * 1_000:>7,.1f} ms")
    for kind, found in rows.items():
        print(" ".join((f"{kind:>16}", *found)))


def asked(size: int) -> dict[str, list[float]]:
    """How long each request took, several times."""
    text = rules_of(size).replace("  period 2566\n", '  period 2566\n  facts "facts.yaml"\n')
    times: dict[str, list[float]] = {}
    with TemporaryDirectory() as place:
        folder = Path(place).resolve()
        (folder / "facts.yaml").write_text(facts_of(size), "utf-8")
        with Editor(folder) as editor:
            editor.open(text)
            known: str | None = None
            for turn in range(7):
                changed = edits(text, size, turn)["a target"]
                for kind, (method, params) in requests(changed, size).items():
                    if "previousResultId" in params:
                        params["previousResultId"] = known
                    editor.change(text, changed)
                    start = time.perf_counter()
                    answer = editor.ask(method, params)
                    times.setdefault(kind, []).append(time.perf_counter() - start)
                    assert answer is not None, kind
                    known = answer.get("resultId", known) if isinstance(answer, dict) else known
                    editor.change(changed, text)
    return times


def requests(text: str, size: int) -> dict[str, tuple[str, dict[str, Any]]]:
    """What an editor asks for at a target in the middle."""
    before = text[: text.index(f"indicator-{size // 2} ")].count("\n")
    formula = before + 4
    here = {"position": {"line": formula, "character": len("  formula par")}}
    screen = {"range": span(before - SCREEN // 2, before + SCREEN // 2)}
    nothing: dict[str, Any] = {}
    return {
        "hints": ("inlayHint", screen),
        "lenses": ("codeLens", nothing),
        "colours": ("semanticTokens/full", nothing),
        "changed colours": ("semanticTokens/full/delta", {"previousResultId": None}),
        "screen's colours": ("semanticTokens/range", screen),
        "symbols": ("documentSymbol", nothing),
        "actions": ("codeAction", {"range": span(formula, formula), "context": {"diagnostics": []}}),
        "completion": ("completion", here),
        "hover": ("hover", here),
        "marks": ("documentHighlight", here),
        "definition": ("definition", here),
        "references": ("references", {**here, "context": {"includeDeclaration": True}}),
    }  # fmt: skip


def span(start: int, end: int) -> dict[str, dict[str, int]]:
    """Lines from one to another."""
    return {"start": {"line": start, "character": 0}, "end": {"line": end, "character": 0}}


def facts_of(size: int) -> str:
    """A figure for each fact."""
    lines = (f"  part-{n}: {n + 10}\n  whole-{n}: {n + 40}\n" for n in range(size))
    return f"period: 2566\nfacts:\n{''.join(lines)}"


if __name__ == "__main__":
    main()
