"""A register of 100,000 households: what the rules say of it is what a plain count says."""

from __future__ import annotations

import shutil
from collections import Counter
from decimal import Decimal
from fractions import Fraction
from pathlib import Path

import pytest
from tests.bench.households import ROWS, level, rows, write

import kpirules

FOLDER = Path(__file__).parents[2] / "rules" / "examples" / "households"


def test_the_sample_is_the_beginning_of_the_register(tmp_path: Path) -> None:
    """The file beside the rules is what the generator writes."""
    write(tmp_path / "fifty.csv", 50)

    assert (tmp_path / "fifty.csv").read_bytes() == (FOLDER / "households.csv").read_bytes()


@pytest.mark.slow
def test_every_row_counts(tmp_path: Path) -> None:
    """Counts of levels, a mean to the satang, and the result that is scored."""
    shutil.copy(FOLDER / "facts.yaml", tmp_path)
    write(tmp_path / "households.csv")
    register = list(rows(ROWS))
    levels = Counter(map(level, register))
    worst = [Fraction(row[1]) for row in register if level(row) == "level-3"]
    vulnerable = [row for row in register if level(row) != "none"]
    helped = sum(row[4] for row in vulnerable)

    card = kpirules.load(FOLDER).evaluate(tmp_path / "facts.yaml")

    for name in ("level-0", "level-1", "level-2", "level-3"):
        assert card.value(f"ครัวเรือนระดับ-{name[-1]}") == levels[name]
    assert card.value("ครัวเรือนไม่เปราะบาง") == levels["none"]
    assert card.value("รายได้เฉลี่ยของระดับ-3") == _rounded(sum(worst) / len(worst))
    by_province: dict[str, list[int]] = {}
    for row in vulnerable:
        by_province.setdefault(row[0], []).append(row[4])
    assert card.groups("การพัฒนารายจังหวัด") == {
        province: _rounded(Fraction(sum(done) * 100, len(done)))
        for province, done in by_province.items()
    }
    assert card["การพัฒนาคุณภาพชีวิต"].result == _rounded(Fraction(helped * 100, len(vulnerable)))


def _rounded(value: Fraction) -> Decimal:
    """A positive number to two places, half up."""
    return Decimal(int(value * 100 + Fraction(1, 2))) / 100
