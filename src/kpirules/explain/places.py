"""With how many decimals a value is shown."""

from __future__ import annotations

from fractions import Fraction

from kpirules.evaluate.trace import (
    Added,
    Capped,
    CarriedOver,
    Chosen,
    Computed,
    FactSupplied,
    FellBack,
    Gap,
    GroupFigure,
    InForce,
    Literally,
    ResultOf,
    Rounded,
    ScoredByFormula,
    Trace,
    ValueOf,
    Withheld,
)
from kpirules.explain.numbers import decimal_places, written_places
from kpirules.model.expressions import InYear, Number
from kpirules.model.indicators import Indicator
from kpirules.model.scorecards import Scorecard
from kpirules.model.scoring import Level


def places_of(trace: Trace) -> int | None:
    """The decimals a value keeps: those it was rounded to, or was written with.

    None where nothing says so. A sum of figures with two places has two.
    """
    while _is_seen_through(trace):
        trace = trace.parts[-1]
    match trace.step:
        case Capped():
            return _fitting(places_of(trace.parts[0]), trace.value)
        case Rounded(rounding=rounding):
            return rounding.places
        case FactSupplied(supplied=supplied) if isinstance(trace.value, Fraction):
            return _written(supplied.written, trace.value)
        case InForce(dated=dated):
            return _written(dated.written, dated.value)
        case Literally(expression=Number() as number):
            return _written(number.written, number.value)
        case Withheld(of=Scorecard() as card):
            weighted = card.weighted_rounding if card.sums_rounded else None
            last = card.total_rounding or weighted
            return None if last is None else last.places
        case Withheld(of=Indicator(rounding=rounding)):
            return None if rounding is None else rounding.places
        case Added() | Withheld():
            known = [places_of(part) for part in trace.parts if not isinstance(part.value, Gap)]
            if not known or None in known:
                return None
            return max(places for places in known if places is not None)
        case _:
            return None


def _is_seen_through(trace: Trace) -> bool:
    """Whether a trace is shown as the last of its parts is."""
    match trace.step:
        case (
            ResultOf()
            | CarriedOver()
            | ValueOf()
            | GroupFigure()
            | Chosen()
            | FellBack()
            | Computed(expression=InYear())
        ):
            return bool(trace.parts)
        case ScoredByFormula(indicator=indicator):
            return indicator.made_of is not None
        case _:
            return False


def _fitting(places: int | None, number: object) -> int | None:
    """The places, unless a figure that took another's place needs more."""
    if places is None or not isinstance(number, Fraction):
        return places
    needed = decimal_places(number)
    return places if needed is not None and needed <= places else None


def level_places(level: Level) -> int | None:
    """The decimals a target level was written with."""
    return _written(level.at_written, level.at)


def _written(written: str, number: Fraction) -> int | None:
    """The decimals of a figure as written, unless it was written in some other way."""
    places = written_places(written)
    needed = decimal_places(number)
    return places if places is not None and needed is not None and needed <= places else None
