"""Methods that turn a result into a score."""

from fractions import Fraction
from typing import Literal

from msgspec import Struct

from kpirules.model.about import About
from kpirules.model.rounding import Rounding
from kpirules.text.span import Span


class Level(Struct, frozen=True):
    """A target level: `score` is reached at the result `at`."""

    score: Fraction
    at: Fraction
    at_written: str
    span: Span


class FixedScore(Struct, frozen=True, tag=True):
    """The same score for every result outside."""

    score: Fraction
    span: Span


class FromPoint(Struct, frozen=True, tag=True):
    """A straight line from a point to the first level; beyond the point, the point's score."""

    score: Fraction
    at: Fraction
    span: Span


class ToPoint(Struct, frozen=True, tag=True):
    """A straight line from the last level to a point; beyond the point, the point's score."""

    score: Fraction
    at: Fraction
    span: Span


class LastScore(Struct, frozen=True, tag=True):
    """The score of the outermost level."""

    span: Span


class Extrapolate(Struct, frozen=True, tag=True):
    """The line of the outermost two levels goes on."""

    span: Span


class Refuse(Struct, frozen=True, tag=True):
    """No score: a result outside cannot be scored."""

    span: Span


Below = FixedScore | FromPoint | Extrapolate | Refuse
Above = FixedScore | ToPoint | LastScore | Extrapolate | Refuse


class Wanted(Struct, frozen=True):
    """The result that is best; what is scored is how far a result is from it."""

    result: Fraction
    written: str
    span: Span


class Method(Struct, frozen=True):
    """A scoring method.

    Levels are ordered from the least to the most demanding: by rising `at`
    where higher is better, by falling `at` where lower is better. `below` is
    what happens short of the first level, `above` past the last one. With
    `nearer_to`, levels are distances from what is wanted, and lower is better.
    """

    name: str
    label: str | None
    direction: Literal["higher", "lower"]
    nearer_to: Wanted | None
    between: Literal["interpolate", "step"]
    between_span: Span
    below: Below
    above: Above
    rounding: Rounding | None
    about: About
    span: Span


class Years(Struct, frozen=True):
    """The fiscal years for which something is declared, both included; None is until further notice."""

    start: int
    end: int | None
    span: Span

    def hold(self, year: int) -> bool:
        """Whether a year is one of them."""
        return self.start <= year and (self.end is None or year <= self.end)


class Scale(Struct, frozen=True):
    """A method applied to an indicator's own levels, least demanding first.

    `years` are those in which the levels are in force; None is every year.
    """

    method: Method
    levels: tuple[Level, ...]
    span: Span
    years: Years | None = None

    @property
    def ends_at_best(self) -> bool:
        """Whether no result is past the last level: no distance is below 0."""
        return self.method.nearer_to is not None and min(each.at for each in self.levels) <= 0


def in_force(dated: tuple[Scale, ...], year: int) -> Scale | None:
    """The one of several scales that holds in a fiscal year; None where there is none."""
    for scale in dated:
        if scale.years is not None and scale.years.hold(year):
            return scale
    return None
