"""A register of households, made up: the same rows each time.

    python tests/bench/households.py FILE [ROWS]

The rows of `rules/examples/households/households.csv` are its first fifty.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator
from fractions import Fraction
from pathlib import Path
from random import Random

ROWS = 100_000
HEADINGS = (
    "จังหวัด",
    "รายได้เฉลี่ยต่อคนต่อปี",
    "จำนวนผู้อยู่ในภาวะพึ่งพิง",
    "มีปัญหาที่อยู่อาศัย",
    "ได้รับการพัฒนาคุณภาพชีวิต",
)
PROVINCES = ("ตาก", "น่าน", "พะเยา", "ยะลา", "ระนอง")
_LOW = 100_000

Row = tuple[str, str, int, bool, bool]


def rows(count: int) -> Iterator[Row]:
    """Province, income for each person in baht, dependants, housing problem, whether it was helped.

    One household in fifty earns exactly the limit, and incomes have satang: where rows lie on
    an edge, engines that round on the way count them differently.
    """
    random = Random(2566)  # noqa: S311  # made-up rows, not secrets
    for _ in range(count):
        province = random.choice(PROVINCES)
        satang = _LOW * 100 if random.random() < 1 / 50 else random.randrange(500_000, 25_000_000)
        income = f"{satang // 100}.{satang % 100:02d}"
        dependants = random.choice((0, 0, 1, 1, 2, 2, 3, 4, 5))
        yield province, income, dependants, random.random() < 1 / 4, random.random() < 3 / 5


def level(row: Row) -> str:
    """The level of a household, as plainly as it can be said."""
    _, income, dependants, _, _ = row
    if Fraction(income) > _LOW:
        return "level-0" if dependants else "none"
    return "level-3" if dependants > 2 else "level-2" if dependants else "level-1"


def write(path: Path, count: int = ROWS) -> None:
    """The rows as a CSV file with Thai headings."""
    with path.open("w", encoding="utf-8", newline="\n") as file:
        file.write(",".join(HEADINGS) + "\n")
        for province, income, dependants, housing, helped in rows(count):
            answers = ("ใช่" if answer else "ไม่ใช่" for answer in (housing, helped))
            file.write(f"{province},{income},{dependants},{','.join(answers)}\n")


if __name__ == "__main__":
    write(Path(sys.argv[1]), int(sys.argv[2]) if len(sys.argv) > 2 else ROWS)
