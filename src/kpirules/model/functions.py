"""The one catalogue of built-in functions."""

from typing import Literal

from msgspec import Struct


class Function(Struct, frozen=True):
    """A function of numbers: its name, and what it is called in Thai.

    `units`: `same` takes arguments of one unit and keeps it; `ratio` takes two
    of one unit and gives percent; `root` halves the exponents of its unit;
    `bare` takes and gives a number without unit. `least` and `most` bound the
    number of arguments; None is no bound.
    """

    name: str
    thai: str
    least: int
    most: int | None
    units: Literal["same", "ratio", "root", "bare"]


_ALL = (
    Function("abs", "ค่าสัมบูรณ์", 1, 1, "same"),
    Function("min", "ค่าต่ำสุด", 2, None, "same"),
    Function("max", "ค่าสูงสุด", 2, None, "same"),
    Function("mean", "ค่าเฉลี่ย", 1, None, "same"),
    Function("floor", "จำนวนเต็มปัดลง", 1, 1, "same"),
    Function("ceiling", "จำนวนเต็มปัดขึ้น", 1, 1, "same"),
    Function("clamp", "จำกัดช่วง", 3, 3, "same"),
    Function("percent-change", "ร้อยละการเปลี่ยนแปลง", 2, 2, "ratio"),
    Function("sqrt", "รากที่สอง", 1, 1, "root"),
    Function("ln", "ลอการิทึมธรรมชาติ", 1, 1, "bare"),
    Function("exp", "เอกซ์โพเนนเชียล", 1, 1, "bare"),
    Function("geometric-mean", "ค่าเฉลี่ยเรขาคณิต", 1, None, "same"),
)

FUNCTIONS: dict[str, Function] = {entry.name: entry for entry in _ALL}

OTHERS = {"known": "มีค่า", "fiscal-year": "ปีงบประมาณของ", "round": "ปัดเศษ", "^": "เลขยกกำลัง"}
"""What is written like a function and is an operator of its own, with its Thai name."""


def thai_name(function: str) -> str:
    """What a function, or what is written like one, is called in Thai."""
    return FUNCTIONS[function].thai if function in FUNCTIONS else OTHERS[function]
