"""What two texts, or two lists, have in common at their ends; compared in halves, not one by one."""

from __future__ import annotations

from collections.abc import Sequence


def common_start(one: Sequence[object], other: Sequence[object]) -> int:
    """How much two sequences have in common from their beginning."""
    low, high = 0, min(len(one), len(other))
    while low < high:
        middle = (low + high + 1) // 2
        if one[low:middle] == other[low:middle]:
            low = middle
        else:
            high = middle - 1
    return low


def common_end(one: Sequence[object], other: Sequence[object], most: int) -> int:
    """How much two sequences have in common at their end, if not more than some."""
    low, high = 0, most
    while low < high:
        middle = (low + high + 1) // 2
        if one[len(one) - middle : len(one) - low] == other[len(other) - middle : len(other) - low]:
            low = middle
        else:
            high = middle - 1
    return low
