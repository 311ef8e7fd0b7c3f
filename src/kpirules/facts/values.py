"""One written value, held against the fact that the rules declare."""

from __future__ import annotations

import datetime as dt
from fractions import Fraction
from typing import assert_never

from msgspec import Struct

from kpirules.diagnostics.diagnostic import Problem
from kpirules.facts.date_problems import DateOutOfRange, NoDate
from kpirules.facts.document import Written
from kpirules.facts.facts import Plain
from kpirules.facts.figure_problems import (
    FloatNoise,
    FractionForWhole,
    NotFinite,
    OutOfRange,
    ScientificNotation,
    TooLong,
    TooManyDecimals,
)
from kpirules.facts.figures import (
    LONGEST,
    Figure,
    NoFigure,
    cleaned,
    decimals_of,
    exact,
    grouped,
    read_figure,
    significant,
)
from kpirules.facts.measures import Measures
from kpirules.facts.problems import NoValue, Wanted, WrongKind, WrongUnit
from kpirules.facts.vocabulary import STATUSES, UNCLEAR, YES_NO, FactKey, normal
from kpirules.model.facts import (
    DateDomain,
    Fact,
    NumberDomain,
    OptionsDomain,
    TextDomain,
    YesNoDomain,
)
from kpirules.model.scorecards import Missing
from kpirules.text.dates import read_date
from kpirules.text.nearest import nearest
from kpirules.text.span import Span
from kpirules.text.thai import name_key


class Desk(Struct, frozen=True):
    """What checking one value needs: the fact, where the value stands, and the units."""

    fact: Fact
    year: int | None
    file: str
    measures: Measures

    @property
    def about(self) -> tuple[str, int | None, Span]:
        """What every problem of a fact begins with, after its place."""
        return self.fact.name, self.year, self.fact.span


def missing_reason(written: Written) -> Missing | None:
    """The reason for having no value that a text gives, if it gives one."""
    return STATUSES.get(normal(written.text)) if written.form in {"plain", "quoted"} else None


def read_value(written: Written, desk: Desk) -> Plain | Missed | Problem:
    """The value a text stands for, why there is none, or what is wrong with it.

    An option may be called like a reason (`absent`, in a register of attendance):
    then the option is meant.
    """
    span = written.span(desk.file)
    domain = desk.fact.domain
    if written.form == "foreign":
        return _wrong_kind(written, desk, foreign=True)
    if isinstance(domain, OptionsDomain) and name_key(written.text.strip()) in domain.options:
        return name_key(written.text.strip())
    reason = missing_reason(written)
    if reason == "cancelled":
        return NoValue(span, *desk.about, written.text.strip(), "cancelled")
    if reason is not None:
        return Missed(reason)
    if normal(written.text) in UNCLEAR:
        return NoValue(span, *desk.about, written.text.strip(), "unclear")
    match domain:
        case NumberDomain():
            return _number(written, domain, desk)
        case YesNoDomain():
            said = YES_NO.get(normal(written.text))
            return said if said is not None else _wrong_kind(written, desk)
        case OptionsDomain():
            return _wrong_kind(written, desk)
        case TextDomain():
            return name_key(written.text.strip())
        case DateDomain():
            return _date(written, domain, desk)
        case _:
            assert_never(domain)


class Missed(Struct, frozen=True):
    """No value, for this reason."""

    reason: Missing


def read_beside(written: Written, desk: Desk, key: FactKey) -> str | Problem:
    """Another figure, printed or former: of the same kind, but free to be out of range."""
    found: Problem
    if isinstance(desk.fact.domain, NumberDomain):
        figure = _figure(written, desk)
        if isinstance(figure, Figure):
            return figure.digits
        found = figure
    elif isinstance(desk.fact.domain, DateDomain):
        date = read_date(written.text)
        if isinstance(date, dt.date):
            return written.text.strip()
        found = NoDate(written.span(desk.file), *desk.about, written.text.strip(), date)
    elif isinstance(desk.fact.domain, TextDomain):
        return written.text.strip()
    elif isinstance(desk.fact.domain, YesNoDomain):
        if normal(written.text) in YES_NO:
            return written.text.strip()
        found = _wrong_kind(written, desk)
    else:
        if name_key(written.text.strip()) in desk.fact.domain.options:
            return name_key(written.text.strip())
        found = _wrong_kind(written, desk)
    if isinstance(found, WrongKind):
        return WrongKind(
            found.span, *desk.about, found.found, found.wanted, found.options, found.instead,
            found.foreign, key,
        )  # fmt: skip
    return found


def check_unit(written: Written, desk: Desk, figure: str | None = None) -> Problem | None:
    """Whether a unit written beside a figure is the declared one."""
    unit = desk.measures.read(written.text)
    if unit == desk.fact.unit:
        return None
    return WrongUnit(
        written.span(desk.file), *desk.about, written.text.strip(), unit is not None,
        desk.measures.names(desk.fact.unit), figure, None,
    )  # fmt: skip


# --------------------------------------------------------------------------- dates


def _date(written: Written, domain: DateDomain, desk: Desk) -> dt.date | Problem:
    """A date of either era, in the range declared."""
    found = read_date(written.text)
    span = written.span(desk.file)
    if not isinstance(found, dt.date):
        return NoDate(span, *desk.about, written.text.strip(), found)
    late = domain.high is not None and found > domain.high
    if late or (domain.low is not None and found < domain.low):
        return DateOutOfRange(span, *desk.about, found, domain.low, domain.high)
    return found


# ------------------------------------------------------------------------- numbers


def _number(written: Written, domain: NumberDomain, desk: Desk) -> Fraction | Problem:
    figure = _figure(written, desk)
    if not isinstance(figure, Figure):
        return figure
    span, value = written.span(desk.file), figure.value
    fits = domain.decimals is not None and (value * 10**domain.decimals).denominator == 1
    noise = _noise(written, figure, desk, fits=fits)
    if noise is not None:
        return noise
    if domain.decimals is not None and not fits:
        if domain.decimals == 0:
            return FractionForWhole(span, *desk.about, written.text.strip())
        return TooManyDecimals(
            span, *desk.about, written.text.strip(), decimals_of(value), domain.decimals
        )
    above = domain.high is not None and value > domain.high
    if above or (domain.low is not None and value < domain.low):
        low = None if domain.low is None else grouped(domain.low)
        high = None if domain.high is None else grouped(domain.high)
        names = desk.measures.names(desk.fact.unit)
        return OutOfRange(span, *desk.about, grouped(value), names, low, high, above)
    return value


def _noise(written: Written, figure: Figure, desk: Desk, *, fits: bool) -> FloatNoise | None:
    """What binary arithmetic left in a figure.

    A float of more than 15 digits is no decimal that anybody wrote; one of fewer
    is exactly the decimal it is printed as. Elsewhere digits are what they say,
    unless they look like a blurred figure and are more than the rules allow for.
    """
    digits, span = significant(figure.digits), written.span(desk.file)
    if written.form in {"float", "cell"}:
        if digits <= _EXACT:
            return None
        meant = cleaned(figure.digits)
        python = written.form == "float"
        return FloatNoise(span, *desk.about, figure.digits, meant, python=python)
    if fits or digits < _EXACT or decimals_of(figure.value) is None:
        return None
    meant = cleaned(figure.digits)
    if meant is None:
        return None
    return FloatNoise(span, *desk.about, figure.digits, meant, python=False)


_EXACT = 15
"""A double holds every decimal of 15 digits apart from its neighbours, and not all of 16."""


def _figure(written: Written, desk: Desk) -> Figure | Problem:
    """The figure in a text, in the declared unit."""
    text = written.text.strip()
    if written.form == "exact":
        over, _, under = text.partition("/")
        return Figure(exact(over) / exact(under or "1"), text)
    figure = read_figure(text)
    if isinstance(figure, NoFigure):
        return _no_figure(written, figure, desk)
    for words in (figure.before, figure.after):
        unit = desk.measures.read(words) if words else desk.fact.unit
        if unit == desk.fact.unit:
            continue
        if unit is None and words == figure.before:
            return _wrong_kind(written, desk)
        times = desk.measures.converted(words, desk.fact.unit)
        return WrongUnit(
            written.span(desk.file), *desk.about, words, unit is not None,
            desk.measures.names(desk.fact.unit), grouped(figure.value),
            None if times is None else grouped(figure.value * times),
        )  # fmt: skip
    return figure


def _no_figure(written: Written, found: NoFigure, desk: Desk) -> Problem:
    span, text = written.span(desk.file), written.text.strip()
    match found.trouble:
        case "scientific":
            return ScientificNotation(span, *desk.about, text, found.instead)
        case "not_finite":
            return NotFinite(span, *desk.about, text)
        case "too_long":
            return TooLong(span, *desk.about, LONGEST)
        case "signs" | "none":
            return _wrong_kind(written, desk, instead=found.instead)
        case _:
            assert_never(found.trouble)


def _wrong_kind(
    written: Written, desk: Desk, *, instead: str | None = None, foreign: bool = False
) -> WrongKind:
    domain = desk.fact.domain
    wanted: Wanted = "number"
    options: tuple[str, ...] = ()
    if isinstance(domain, YesNoDomain):
        wanted = "yes_no"
    elif isinstance(domain, OptionsDomain):
        wanted, options = "option", domain.options
        instead = None if foreign else nearest(name_key(written.text.strip()), options)
    return WrongKind(
        written.span(desk.file), *desk.about, written.text.strip(), wanted, options, instead,
        foreign,
    )  # fmt: skip
