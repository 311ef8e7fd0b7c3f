"""The model built by hand: rules as elaboration makes them, each part at a place of its own."""

from __future__ import annotations

from collections.abc import Iterable
from fractions import Fraction
from itertools import count

from kpirules.diagnostics.diagnostic import Diagnostic, Problem
from kpirules.model import expressions as ex
from kpirules.model.about import About
from kpirules.model.bands import Band, Bands, Edge
from kpirules.model.examples import Example
from kpirules.model.facts import Dated, Domain, Fact, NumberDomain, Parameter, Relation
from kpirules.model.indicators import Classification, Indicator, Outcome, OutcomeOf, Value
from kpirules.model.rounding import Mode, Rounding
from kpirules.model.rules import Rules
from kpirules.model.scorecards import Component, Policy, PolicyLine, Scorecard
from kpirules.model.scoring import Above, Below, FixedScore, LastScore, Level, Method, Scale
from kpirules.model.units import NUMBER, PERCENT, Unit
from kpirules.prose.words import Drawing, Line, plain
from kpirules.text.span import Span
from kpirules.text.thai import name_key

_PLACES = count(10, 10)
F = Fraction


def place() -> Span:
    """A place where nothing else stands."""
    start = next(_PLACES)
    return Span("rules.kpi", start, start + 5)


# ------------------------------------------------------------------ levels and methods


def level(score: int, at: str) -> Level:
    """A level as written: `75 at 64.04`."""
    return Level(F(score), F(at), at, place())


def method(
    direction: str = "higher",
    *,
    between: str = "interpolate",
    below: Below | None = None,
    above: Above | None = None,
) -> Method:
    """A scoring method; below the first level it gives 0, above the last the last score."""
    return Method(
        "three-level",
        None,
        direction,
        None,
        between,
        place(),
        below or FixedScore(F(0), place()),
        above or LastScore(place()),
        None,
        About(),
        place(),
    )


def indicator(
    name: str,
    levels: Iterable[Level] = (),
    scoring: Method | None = None,
    *,
    weight: str = "20",
    component: str = "performance",
    formula: ex.Expr | None = None,
    score: ex.Expr | None = None,
) -> Indicator:
    """An indicator with levels, or with a formula for its score."""
    levels = tuple(levels) or (level(50, "10"), level(100, "20"))
    return Indicator(
        name,
        None,
        component,
        F(weight),
        place(),
        PERCENT,
        formula or ref("any-result"),  # declared nowhere, so nothing limits it
        place(),
        None,
        Scale(scoring or method(), levels, place()) if score is None else None,
        score,
        None,
        None,
        (),
        About(),
        place(),
    )


# ------------------------------------------------------------------------ bands


def band(name: str, written: str) -> Band:
    """A band as written in signs: `>=60 <75`."""
    low = high = None
    for part in written.split():
        sign = part.rstrip("0123456789./-")
        edge = Edge(F(part.removeprefix(sign)), sign in {">=", "<="}, place())
        if sign.startswith(">"):
            low = edge
        else:
            high = edge
    return Band(name, None, low, high, place())


def bands(*written: str) -> tuple[Band, ...]:
    """Bands called a, b, c and so on."""
    return tuple(band(chr(ord("a") + index), each) for index, each in enumerate(written))


def signs(closed: Iterable[Band]) -> list[str]:
    """Bands in signs."""
    return [
        " ".join(
            f"{sign if edge.included else sign[0]}{edge.value}"
            for sign, edge in ((">=", each.low), ("<=", each.high))
            if edge is not None
        )
        for each in closed
    ]


def banded(*written: str, on_rounded: bool = True) -> Bands:
    """Bands under the name `assessment`."""
    return Bands("assessment", None, bands(*written), on_rounded, About(), place())


# ------------------------------------------------------------------- scorecards


def rounding(step: str = "1/100", mode: Mode = "half_up") -> Rounding:
    """A rounding."""
    return Rounding(F(step), None, mode, place())


def component(name: str, weight: str) -> Component:
    """A component."""
    return Component(name, None, F(weight), place())


def scorecard(
    components: Iterable[Component],
    indicators: Iterable[Indicator],
    *,
    whole: str = "100",
    weighted: Rounding | None = None,
    total: Rounding | None = None,
    policies: Iterable[Policy] = (),
    graded: bool = False,
    period: int = 2566,
) -> Scorecard:
    """A scorecard of all indicators; missing ones follow the policies."""
    statuses = ("absent", "not_announced", "not_applicable", "cancelled")
    return Scorecard(
        name="card",
        label=None,
        period=period,
        facts=None,
        facts_span=None,
        components=tuple(components),
        indicators=tuple(name_key(each.name) for each in indicators),
        whole=F(whole),
        weighted_rounding=weighted,
        sums_rounded=weighted is not None,
        total_span=place(),
        total_rounding=total,
        bands="assessment" if graded else None,
        bands_span=None,
        policies=tuple(
            PolicyLine(status, policy, place())
            for status, policy in zip(statuses, policies, strict=False)
        ),
        guarantees=(),
        about=About(),
        span=place(),
    )


# ----------------------------------------------------- facts, parameters, expressions


def fact(name: str, domain: Domain | None = None, *relations: tuple[str, str]) -> Fact:
    """A fact; relations are (operator, other)."""
    return Fact(
        name,
        None,
        NUMBER,
        domain or NumberDomain(None, None, None),
        tuple(Relation(operator, other, place()) for operator, other in relations),
        About(),
        place(),
    )


def numbers(low: str | None, high: str | None, decimals: int | None = None) -> NumberDomain:
    """A range of numbers."""
    return NumberDomain(
        None if low is None else F(low), None if high is None else F(high), decimals
    )


def parameter(name: str, *rows: tuple[str, int, int | None]) -> Parameter:
    """A parameter with (value, first year, last year)."""
    values = tuple(Dated(F(value), value, start, end, place()) for value, start, end in rows)
    return Parameter(name, None, NUMBER, values, About(), place())


def value(name: str, formula: ex.Expr, unit: Unit | None = None) -> Value:
    """A named value."""
    return Value(name, None, unit, formula, place(), None, None, (), About(), place())


def number(written: str) -> ex.Number:
    """A number."""
    return ex.Number(place(), F(written), NUMBER, written)


def ref(name: str) -> ex.FactRef:
    """A fact by name."""
    return ex.FactRef(place(), name, NUMBER)


def par(name: str) -> ex.ParameterRef:
    """A parameter by name."""
    return ex.ParameterRef(place(), name, NUMBER)


def compare(left: ex.Expr | str, operator: str, right: ex.Expr | str) -> ex.Compare:
    """A comparison; texts are a fact on the left and a number on the right."""
    return ex.Compare(
        place(),
        ref(left) if isinstance(left, str) else left,
        operator,
        number(right) if isinstance(right, str) else right,
    )


def every(*parts: ex.Expr) -> ex.All:
    """All parts hold."""
    return ex.All(place(), parts)


def some(*parts: ex.Expr) -> ex.Any:
    """One of the parts holds."""
    return ex.Any(place(), parts)


def contrary(part: ex.Expr) -> ex.Not:
    """The part does not hold."""
    return ex.Not(place(), part)


def table(hit: OutcomeOf, *rows: ex.Expr | None) -> Classification:
    """A decision table with outcomes a, b, c …; None is the row for all other cases."""
    return Classification(
        "level",
        None,
        hit,
        tuple(
            Outcome(chr(ord("a") + index), None, condition, place())
            for index, condition in enumerate(rows)
        ),
        About(),
        place(),
    )


# ------------------------------------------------------------------------- rules


def rules(
    *,
    indicators: Iterable[Indicator] = (),
    scorecards: Iterable[Scorecard] = (),
    bands: Bands | None = None,
    facts: Iterable[Fact] = (),
    parameters: Iterable[Parameter] = (),
    values: Iterable[Value] = (),
    tables: Iterable[Classification] = (),
    examples: Iterable[Example] = (),
) -> Rules:
    """A rule book of these things."""
    return Rules(
        {},
        {name_key(each.name): each for each in facts},
        {name_key(each.name): each for each in parameters},
        {name_key(each.name): each for each in values},
        {},
        {name_key(each.name): each for each in indicators},
        {"assessment": bands} if bands is not None else {},
        {f"{each.name}{index or ''}": each for index, each in enumerate(tables)},
        {each.name: each for each in scorecards},
        {each.name: each for each in examples},
        (),
        {},
    )


# ------------------------------------------------------------------- what was found


def codes(found: Iterable[Problem]) -> list[str]:
    """The codes of findings, in order."""
    return [each.code for each in found]


def headline(problem: Problem, lang: str = "en") -> str:
    """The headline in bare text."""
    return plain(problem.describe(lang).headline)


def lines(described: Iterable[Line]) -> list[str]:
    """Lines in bare text."""
    return [plain(each) for each in described]


def drawing(described: Diagnostic) -> list[str]:
    """The lines of the number line of a finding."""
    (found,) = (block for block in described.picture if isinstance(block, Drawing))
    return [plain(each).rstrip() for each in found.lines]


def edits(described: Diagnostic) -> list[list[str]]:
    """The texts that each fix writes."""
    return [[edit.text for edit in fix.edits] for fix in described.fixes]
