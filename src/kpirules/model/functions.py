"""The one catalogue of built-in functions."""

from typing import Literal

from msgspec import Struct


class Function(Struct, frozen=True):
    """A function of numbers.

    `units`: `same` takes arguments of one unit and keeps it; `ratio` takes two
    of one unit and gives percent. `least` and `most` bound the number of
    arguments; None is no bound.
    """

    name: str
    least: int
    most: int | None
    units: Literal["same", "ratio"]
    en: str
    th: str


_ALL = (
    Function("abs", 1, 1, "same", "the distance from zero", "ค่าสัมบูรณ์"),
    Function("min", 2, None, "same", "the smallest", "ค่าน้อยที่สุด"),
    Function("max", 2, None, "same", "the largest", "ค่ามากที่สุด"),
    Function("mean", 1, None, "same", "the arithmetic mean", "ค่าเฉลี่ย"),
    Function("floor", 1, 1, "same", "the next whole number down", "ปัดลงเป็นจำนวนเต็ม"),
    Function("ceiling", 1, 1, "same", "the next whole number up", "ปัดขึ้นเป็นจำนวนเต็ม"),
    Function("clamp", 3, 3, "same", "the first kept between the others", "จำกัดให้อยู่ระหว่าง"),
    Function(
        "percent-change", 2, 2, "ratio", "the change from the first to the second, in percent",
        "ร้อยละการเปลี่ยนแปลงจากค่าแรกไปค่าหลัง",
    ),
)  # fmt: skip

FUNCTIONS: dict[str, Function] = {entry.name: entry for entry in _ALL}
