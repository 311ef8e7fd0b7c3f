"""Whole-process times of commands, side by side with what they import at least.

    python tests/bench/startup.py [ROUNDS]

Every round runs each command once, so that a busy machine is busy for all of
them. Reported are the fastest run and the median; ratios are of the medians.
"""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from statistics import median

TEN_MISTAKES = Path(__file__).parents[1] / "corpus/reading/bad/ten-mistakes.kpi"
KPIRULES = [sys.executable, "-m", "kpirules"]
COMMANDS = {
    "import rich": [sys.executable, "-c", "import rich.console, rich.table"],
    "explain": [*KPIRULES, "explain", "indicator-2"],
    "import lark and rich": [sys.executable, "-c", "import lark, rich.console, rich.table"],
    "check, nothing kept": [*KPIRULES, "check", str(TEN_MISTAKES)],
    "check, kept": [*KPIRULES, "check", str(TEN_MISTAKES)],
}
RATIOS = {
    "explain": "import rich",
    "check, nothing kept": "import lark and rich",
    "check, kept": "import lark and rich",
}


def main() -> None:
    """Measure and print."""
    rounds = int(sys.argv[1]) if len(sys.argv) > 1 else 20
    times: dict[str, list[float]] = {name: [] for name in COMMANDS}
    with tempfile.TemporaryDirectory() as warm, tempfile.TemporaryDirectory() as cold:
        for folder in (warm, cold):  # compile bytecode, keep grammar and rules
            for command in COMMANDS.values():
                _run(command, folder)
        for _ in range(rounds):
            for name, command in COMMANDS.items():
                folder = cold if name.endswith("nothing kept") else warm
                for kept in Path(cold).glob("rules-*"):
                    kept.unlink()
                start = time.perf_counter()
                _run(command, folder)
                times[name].append(time.perf_counter() - start)
    for name, runs in times.items():
        line = (
            f"{name:24} fastest {min(runs) * 1000:6.0f} ms   median {median(runs) * 1000:6.0f} ms"
        )
        if name in RATIOS:
            line += f"   {median(runs) / median(times[RATIOS[name]]):.2f} x {RATIOS[name]}"
        print(line)


def _run(command: list[str], cache: str) -> None:
    environment = {**os.environ, "KPIRULES_CACHE": cache}
    environment.pop("PYTHONDONTWRITEBYTECODE", None)
    subprocess.run(command, env=environment, capture_output=True, check=False)


if __name__ == "__main__":
    main()
