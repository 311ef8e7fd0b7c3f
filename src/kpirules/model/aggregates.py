"""What can be computed over the rows of a table."""

from typing import Literal

Aggregation = Literal["count", "share", "sum", "mean", "min", "max"]

THAI: dict[Aggregation, str] = {
    "count": "นับ",
    "share": "ร้อยละ",
    "sum": "ผลรวม",
    "mean": "ค่าเฉลี่ย",
    "min": "ค่าต่ำสุด",
    "max": "ค่าสูงสุด",
}
"""Each with its Thai name."""

WITHOUT_OPERAND: frozenset[Aggregation] = frozenset({"count", "share"})
"""Those that count rows instead of computing with a figure of each."""
