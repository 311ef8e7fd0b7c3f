"""Examples: given facts, expected results."""

import datetime as dt
from fractions import Fraction
from typing import Literal

from msgspec import Struct

from kpirules.model.about import About
from kpirules.model.rounding import Rounding
from kpirules.model.scorecards import Missing
from kpirules.text.span import Span


class NumberValue(Struct, frozen=True, tag=True):
    """A number as written."""

    value: Fraction
    written: str


class WordValue(Struct, frozen=True, tag=True):
    """An option, an outcome or a band, by name."""

    name: str


class YesNoValue(Struct, frozen=True, tag=True):
    """Yes or no."""

    yes: bool


class TextValue(Struct, frozen=True, tag=True):
    """A text in quotes."""

    text: str


class DateValue(Struct, frozen=True, tag=True):
    """A date."""

    date: dt.date


PlainValue = NumberValue | WordValue | YesNoValue | TextValue | DateValue


class Given(Struct, frozen=True):
    """A supplied fact: a value, or why there is none. Without `year` it is of the example's own."""

    fact: str
    year: int | None
    value: PlainValue | None
    status: Missing | None
    span: Span


Asked = Literal[
    "result", "score", "weighted", "weight", "value", "class", "component", "total", "band"
]


class GivenRow(Struct, frozen=True):
    """A row of a table; columns that are left out have no value."""

    table: str
    cells: tuple[Given, ...]
    span: Span


class Target(Struct, frozen=True):
    """What an example asks for: a field, and whose."""

    asked: Asked
    name: str
    span: Span
    group: str | None = None


class ExpectValue(Struct, frozen=True, tag=True):
    """The value, `rounded` if so wanted, must be exactly this.

    `published` is the differing figure of a report.
    """

    target: Target
    value: PlainValue
    published: Fraction | None
    published_written: str | None
    remark: str | None
    span: Span
    rounded: Rounding | None = None


class ExpectBetween(Struct, frozen=True, tag=True):
    """The value is withheld and lies exactly between these two."""

    target: Target
    low: Fraction
    high: Fraction
    span: Span


class ExpectMissing(Struct, frozen=True, tag=True):
    """The value is withheld, or missing for this reason."""

    target: Target
    status: Literal["withheld"] | Missing
    span: Span


Expectation = ExpectValue | ExpectBetween | ExpectMissing


class CaseFile(Struct, frozen=True):
    """The table of cases of an example, as the rule file names it; `span` is where."""

    path: str
    span: Span


class Example(Struct, frozen=True):
    """A case with a known outcome. Without a facts file only the given facts exist.

    `scorecard` is the key of the one it is for; None where there is one at the most.
    With `cases` it is many: what it says itself holds for each row of that table.
    """

    name: str
    label: str | None
    period: int | None
    facts: str | None
    given: tuple[Given, ...]
    expectations: tuple[Expectation, ...]
    about: About
    span: Span
    scorecard: str | None = None
    rows: tuple[GivenRow, ...] = ()
    cases: CaseFile | None = None
