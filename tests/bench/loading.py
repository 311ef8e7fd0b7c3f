"""Times of loading rules of any size, side by side with Lark building its own tree of them.

    python tests/bench/loading.py [INDICATORS ...]

Every round does each thing once. "Lark alone" is `Lark.parse` with the same
grammar and the keywords as terminals of it (LALR, contextual lexer, its own
trees); "cold" is reading, elaborating and checking with nothing kept; "kept"
is finding the same rules in the cache. Edits have a bench of their own: editing.py.
"""

from __future__ import annotations

import gc
import os
import re
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from statistics import median

from lark import Lark

from kpirules.project.books import load_book
from kpirules.syntax.grammar import folder, grammar

COMMON = """scoring three-level "three levels"
  higher is better
  below the first level 0
  between levels interpolate
  above the last level the last score
  rounded to 2 places half up
scorecard card "a scorecard"
  period 2566
  component all "all" weight {all}
  weights are relative
  weighted score rounded to 2 places half up
  total is the sum of the rounded weighted scores
"""
ONE = """fact part-{n} "those who took part, {n}"
  whole number from 0 to 60,000
  at most whole-{n}
  source "register {n}" page 3
fact whole-{n} "all of them, {n}"
  whole number from 0 to 60,000
  source "register {n}" page 4
indicator indicator-{n} "share of those who took part, {n}"
  part of all
  weight {weight}
  measured in percent
  formula part-{n} / whole-{n} * 100
  not applicable when whole-{n} = 0
  rounded to 2 places half up
  scored by three-level
  50 at 40.{n:05}
  75 at 60
  100 at 80
  guarantee rising in part-{n}
"""


def main() -> None:
    """Measure and print."""
    sizes = [int(size) for size in sys.argv[1:]] or [10, 100, 1_000, 10_000]
    alone = lark_alone()
    print(f"{'indicators':>10} {'text':>9} {'Lark alone':>11} {'cold':>9} {'kept':>9}")
    for size in sizes:
        text = rules_of(size)
        rounds = max(1, min(7, 3_000 // size))
        with tempfile.TemporaryDirectory() as place:
            os.environ["KPIRULES_CACHE"] = str(Path(place, "cache"))
            file = Path(place, "rules.kpi")
            file.write_text(text, "utf-8")
            load_book(file)  # keeps the grammar
            times: dict[str, list[float]] = {"lark": [], "cold": [], "kept": []}
            for _ in range(rounds):
                times["lark"].append(timed(alone.parse, text))
                forget(Path(place, "cache"))
                times["cold"].append(timed(load, file))
                times["kept"].append(timed(load, file))
        found = {name: median(runs) * 1_000 for name, runs in times.items()}
        print(
            f"{size:>10,} {len(text) / 1_000:>6,.0f} kB {found['lark']:>8,.0f} ms "
            f"{found['cold']:>6,.0f} ms {found['kept']:>6,.0f} ms"
            f"   cold {found['cold'] / found['lark']:.2f} x, kept 1/{found['lark'] * 3 / found['kept']:.0f}"
            " of 3 x Lark"
        )


def rules_of(size: int) -> str:
    """A scorecard of so many indicators, each with two facts of its own."""
    weight = sum(1 + n % 3 for n in range(size))
    return COMMON.format(all=weight) + "".join(
        ONE.format(n=n, weight=1 + n % 3) for n in range(size)
    )


def load(file: Path) -> None:
    """Load rules that are sound."""
    book = load_book(file)
    assert not book.findings, book.findings[0].describe("en").headline


def forget(cache: Path) -> None:
    """Nothing of the rules is kept; the compiled grammar is."""
    for kept in cache.rglob("*"):
        if kept.is_file() and not kept.name.startswith("grammar-"):
            kept.unlink()


def lark_alone() -> Lark:
    """Lark with the grammar, and the English keywords as terminals."""
    text = (folder() / "kpi.lark").read_text("utf-8")
    terminals = []
    for name, word in grammar().keywords.items():
        if word.section in {"field", "function"}:
            continue
        said = r"[ \t]+".join(map(re.escape, word.spelled("en").split()))
        terminals.append(f"{name}.5: /{said}(?![A-Za-z0-9_-])/")
    return Lark(
        text + "\n" + "\n".join(terminals) + "\n", parser="lalr", lexer="contextual", start="file"
    )


def timed(act: Callable[..., object], *given: object) -> float:
    """Time of the processor in seconds; as in a command, no garbage is collected meanwhile."""
    gc.collect()
    gc.disable()
    start = time.process_time()
    act(*given)
    taken = time.process_time() - start
    gc.enable()
    return taken


if __name__ == "__main__":
    main()
