"""Figures over a register of households, side by side with the plainest loop that is exact.

    python tests/bench/rows.py [ROWS] [ROUNDS]

Each round runs both in processes of their own, which say the time from the open file to the
figures and the most memory they took. The plain loop reads the same file with `csv`, checks nothing,
explains nothing, and counts the same figures on decimals.
"""

from __future__ import annotations

import csv
import resource
import shutil
import subprocess
import sys
import tempfile
import time
from decimal import Decimal
from pathlib import Path
from statistics import median

sys.path.insert(0, str(Path(__file__).parents[2]))

from tests.bench.households import ROWS, write

FOLDER = Path(__file__).parents[2] / "rules" / "examples" / "households"


def plain(folder: Path) -> list[object]:
    """The figures, by a loop over the rows."""
    counts = dict.fromkeys(("0", "1", "2", "3", "none"), 0)
    earned, helped, vulnerable = Decimal(0), 0, 0
    with (folder / "households.csv").open(encoding="utf-8", newline="") as file:
        for _, income, dependants, _, answer in list(csv.reader(file))[1:]:
            low, many = Decimal(income) <= 100_000, int(dependants)
            poor = "3" if many > 2 else "2" if many else "1"
            level = poor if low else "0" if many else "none"
            counts[level] += 1
            earned += Decimal(income) if level == "3" else 0
            if level != "none":
                vulnerable += 1
                helped += answer == "ใช่"
    return [*counts.values(), round(earned / counts["3"], 2), helped, vulnerable]


def explained(folder: Path) -> list[object]:
    """The figures, by the rules: every cell checked, every figure with its trace."""
    import kpirules  # noqa: PLC0415  # the other measure does not pay for it

    rules = kpirules.load(FOLDER)
    begun = time.perf_counter()
    card = rules.evaluate(folder / "facts.yaml")
    print(time.perf_counter() - begun)
    return [card.total]


def main() -> None:
    """Run both in turn, and print medians."""
    count = int(sys.argv[1]) if len(sys.argv) > 1 else ROWS
    rounds = int(sys.argv[2]) if len(sys.argv) > 2 else 5
    found: dict[str, list[tuple[float, float]]] = {"plain": [], "explained": []}
    with tempfile.TemporaryDirectory() as name:
        shutil.copy(FOLDER / "facts.yaml", name)
        write(Path(name) / "households.csv", count)
        for _ in range(rounds):
            for how, measures in found.items():
                run = subprocess.run(
                    [sys.executable, __file__, "--one", how, name],
                    capture_output=True, check=True, text=True,
                )  # fmt: skip
                taken, memory = map(float, run.stdout.split())
                measures.append((taken, memory))
    for how, measures in found.items():
        taken = median(each for each, _ in measures)
        memory = median(each for _, each in measures)
        print(f"{how:<10} {count:>9,} rows {taken * 1000:>8,.0f} ms {memory:>6,.0f} MB")


def one(how: str, folder: Path) -> None:
    """One measure, in this process."""
    if how == "plain":
        begun = time.perf_counter()
        plain(folder)
        print(time.perf_counter() - begun)
    else:
        explained(folder)
    print(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024)


if __name__ == "__main__":
    if "--one" in sys.argv:
        one(sys.argv[2], Path(sys.argv[3]))
    else:
        main()
