"""Strategies: facts for given rules, and whole sound rule books as text with their meaning."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from fractions import Fraction
from itertools import pairwise
from math import ceil, floor

from hypothesis import strategies as st
from tests import reference
from tests.plain import (
    PERIOD,
    Band,
    Bands,
    Book,
    Card,
    Expr,
    Fact,
    Indicator,
    Method,
    Parameter,
    Table,
    Value,
)
from tests.reach import Reach
from tests.writing import arrange, write

from kpirules.facts.facts import Facts, Supplied
from kpirules.model import expressions as ex
from kpirules.model import facts as model
from kpirules.model.rules import Rules

Draw = Callable[[st.SearchStrategy], object]
STATUSES = ("not_announced", "not_applicable", "absent", "cancelled")

# ------------------------------------------------------------------ facts of given rules


@st.composite
def facts_of(
    draw: Draw, rules: Rules, period: int = PERIOD, *, complete: bool = False, only: tuple = ()
) -> Facts:
    """Facts that conform to the rules: in their ranges, with their decimals and relations.

    Numbers that the rules mention (targets, thresholds) come up often, since
    that is where mistakes sit. Unless `complete`, some facts are missing, for
    every reason there is. `only` names the facts to supply.
    """
    marks = sorted(mentioned(rules))
    values: dict[str, object] = {}
    entries: dict[tuple[str, int], Supplied] = {}
    for key, fact in _related_last(rules.facts):
        if only and key not in only:
            continue
        kind = draw(_KINDS) if not complete else 9
        if kind == 0:
            continue
        if kind == 1:
            reason = draw(st.sampled_from(STATUSES))
            entries[key, period] = Supplied(key, period, None, reason, reason, "a strategy")
            continue
        value = draw(_value_of(fact, values, marks))
        if value is None:
            continue
        values[key] = value
        entries[key, period] = Supplied(key, period, value, None, str(value), "a strategy")
    if period == PERIOD and not only and _carries(rules) and (kind := draw(_KINDS)) > 0:
        entries |= draw(facts_of(rules, PERIOD - 1, complete=kind > 2)).entries
    return Facts(entries, {})


def _carries(rules: Rules) -> bool:
    """Whether a result of the previous year may count."""
    lines = (line for card in rules.scorecards.values() for line in card.policies)
    return any(line.policy == "carry_over" for line in lines)


_KINDS = st.integers(0, 9)


def mentioned(rules: Rules) -> set[Fraction]:
    """The numbers that levels and expressions mention."""
    found = {
        level.at for each in rules.indicators.values() if each.scale for level in each.scale.levels
    }
    pending: list[ex.Expr | None] = [each.formula for each in rules.values.values()]
    for each in rules.indicators.values():
        pending += [each.formula, each.score, each.not_applicable]
    for table in rules.classifications.values():
        pending += [row.condition for row in table.outcomes]
    while pending:
        expr = pending.pop()
        if isinstance(expr, ex.Number):
            found.add(expr.value)
        elif expr is not None:
            pending.extend(ex.children(expr))
    return found


def _related_last(facts: dict[str, model.Fact]) -> list[tuple[str, model.Fact]]:
    """Facts so that each comes after those it is related to."""
    done: dict[str, model.Fact] = {}

    def visit(key: str) -> None:
        if key not in done:
            for relation in facts[key].relations:
                visit(relation.other)
            done[key] = facts[key]

    for key in facts:
        visit(key)
    return list(done.items())


@st.composite
def _value_of(
    draw: Draw, fact: model.Fact, values: dict[str, object], marks: list[Fraction]
) -> object:
    """A value in the domain that stands in the relations; None where there is none."""
    match fact.domain:
        case model.YesNoDomain():
            return draw(st.booleans())
        case model.OptionsDomain(options=options):
            return draw(st.sampled_from(options))
    domain = fact.domain
    places = 3 if domain.decimals is None else domain.decimals
    grid = Fraction(1, 10**places)
    low, high = domain.low, domain.high
    for relation in fact.relations:
        other = values.get(relation.other)
        if other is None:
            continue
        if relation.operator in {"<=", "<", "="}:
            most = other - grid if relation.operator == "<" else other
            high = most if high is None else min(high, most)
        if relation.operator in {">=", ">", "="}:
            least = other + grid if relation.operator == ">" else other
            low = least if low is None else max(low, least)
    if low is None:
        low = (high if high is not None and high < 0 else Fraction(0)) - 1000
    if high is None:
        high = max(low, Fraction(0)) + 1000
    first, last = ceil(low / grid), floor(high / grid)
    if first > last:
        return None
    near = [m for m in marks if low <= m <= high and (m / grid).denominator == 1]
    anywhere = st.integers(first, last).map(lambda steps: steps * grid)
    return draw(st.one_of(anywhere, st.sampled_from(near), anywhere) if near else anywhere)


# --------------------------------------------------------------------- whole rule books


@dataclass(frozen=True)
class Written:
    """A rule book: its meaning, and its files by name."""

    book: Book
    declarations: tuple[str, ...]
    files: dict[str, str]


LANGUAGES = st.sampled_from((("en",), ("th",), ("en", "th")))


def open_book(book: Book) -> Book:
    """The same without cancelled indicators and policies: what is missing stays missing."""
    things = tuple(
        replace(thing, cancelled=False) if isinstance(thing, Indicator) else thing
        for thing in book.things
    )
    return replace(book, things=things, card=replace(book.card, policies={}))


@st.composite
def written_books(draw: Draw, books: st.SearchStrategy[Book] | None = None) -> Written:
    """A sound rule book as text, with what it means."""
    book = draw(books if books is not None else sound_books())
    seed, languages = draw(st.integers(0, 2**32)), draw(LANGUAGES)
    declarations = write(book, seed, languages)
    return Written(book, declarations, arrange(declarations, seed))


FACT_NAMES = (
    "volunteers", "volunteer-goal", "cases-closed", "cases", "page", "up", "จำนวน-อพม", "เป้าหมาย",
    "ผู้เข้าร่วม", "ข้อมูลดิบ", "น้ำหนักตัว", "งบประมาณ2566", "หน้าใหม่", "B_2", "ก้าวหน้า", "ใช้จ่าย",
)  # fmt: skip
INDICATOR_NAMES = (
    "indicator-1", "indicator-2", "indicator-3", "ตัวชี้วัดที่-๔", "ตัวชี้วัด-5", "pmqa", "ร้อยละความสำเร็จ", "kpi_8",
)  # fmt: skip
VALUE_NAMES = ("rate", "ส่วนต่าง", "ค่าเฉลี่ยรวม", "shortfall", "สัดส่วน-1", "growth-2566")
AFTER_NAMES = ("headline", "คะแนนเฉลี่ย")
PARAMETER_NAMES = ("goal-2566", "ฐานปี-2562")
METHOD_NAMES = ("three-level", "เกณฑ์-ข", "ladder")
COMPONENT_NAMES = ("performance", "potential", "มิติภายใน")
BAND_NAMES = ("improve", "พอใช้", "basic", "ดีมาก", "quality")
OPTIONS = ("audited", "ประมาณการ", "draft")
ROWS = ("row-low", "ระดับกลาง", "row-high")
UNITS = ("percent", "point", "person", "household", "baht")

places = st.sampled_from((Fraction(1), Fraction(1, 10), Fraction(1, 100), Fraction(1, 1000)))
steps = st.one_of(places, places, st.sampled_from((Fraction(1, 2), Fraction(1, 4), Fraction(5))))
modes = st.sampled_from(("half_up", "half_even", "up", "down"))
roundings = st.one_of(st.none(), st.tuples(steps, modes))


def decimals(low: int, high: int, most: int = 2) -> st.SearchStrategy[Fraction]:
    """Decimal numbers from low to high with few decimals."""
    return st.integers(0, most).flatmap(
        lambda count: st.integers(low * 10**count, high * 10**count).map(
            lambda digits: Fraction(digits, 10**count)
        )
    )


class Known:
    """What an expression may mention: references by unit, conditions, choices."""

    def __init__(self) -> None:
        self.numbers: dict[str, list[Expr]] = {}
        self.conditions: list[Expr] = []
        self.choices: list[tuple[Expr, tuple[str, ...]]] = []
        self.tests: list[Expr] = []
        self.leveled: list[str] = []
        self.reach = Reach()

    def add(self, unit: str, expr: Expr) -> None:
        """One more thing with a unit."""
        self.numbers.setdefault(unit, []).append(expr)


@st.composite
def sound_books(draw: Draw, *, simple: bool = False) -> Book:
    """A rule book without mistakes.

    `simple` ones take each indicator's result straight from a fact of its own
    without any limits, so that every score can come out.
    """
    known = Known()
    facts = draw(_facts(known, 0 if simple else draw(st.integers(2, 6))))
    parameters = [] if simple else draw(_parameters(known))
    things: list[Value | Table | Indicator] = []
    methods: list[Method] = []
    policies = draw(_policies())
    names = draw(st.permutations(INDICATOR_NAMES))[: draw(st.integers(1, 8))]
    components = list(COMPONENT_NAMES[: draw(st.integers(1, min(3, len(names))))])
    homes = components + [draw(st.sampled_from(components)) for _ in names[len(components) :]]
    weights = draw(_weights(len(names)))
    values = [] if simple else list(VALUE_NAMES[: draw(st.integers(0, 4))])
    if not simple and draw(st.booleans()):
        things.append(draw(_table(known, facts)))
    for name, home, weight in zip(names, homes, weights, strict=True):
        if values and draw(st.booleans()):
            things.append(draw(_value(known, values.pop())))
        if simple:
            unit = draw(st.sampled_from(UNITS))
            facts.append(Fact(f"fact-of-{name}", unit))
            formula: Expr = ("fact", f"fact-of-{name}")
        else:
            units = [unit for unit in UNITS if unit in known.numbers]
            unit = draw(st.sampled_from(units or UNITS))
            formula = draw(number(known, unit, draw(st.integers(0, 3))))
        made = draw(
            _indicator(
                known,
                methods,
                name=name,
                component=home,
                weight=weight,
                unit=unit,
                formula=formula,
                simple=simple,
            )
        )
        if not simple and draw(st.integers(0, 4)) == 0:
            things.extend(draw(_with_parts(known, methods, made)))
        else:
            things.append(made)
            _tell(known, made)
        if not any(policy.startswith("redistribute") for policy in policies.values()):
            # What its weight in force is does not hang on indicators still to come.
            known.add("point", ("field", name, "weighted"))
    order = draw(
        st.permutations(
            [each for each in things if isinstance(each, Indicator) and each.component in homes]
        )
    )
    for each in order:
        known.add("point", ("field", each.name, "weighted"))
    for component in components:
        known.add("point", ("component", component))
    known.add("point", ("total",))
    after = [draw(_value(known, name)) for name in AFTER_NAMES[: draw(st.integers(0, 2))]]
    card = draw(_card(known, things, components, policies, simple=simple))
    return Book(
        tuple(facts), tuple(parameters), tuple(things), tuple(after), card, methods=tuple(methods)
    )


@st.composite
def _facts(draw: Draw, known: Known, count: int) -> list[Fact]:
    """Facts: at least two share a unit, so that there can be a ratio."""
    found: list[Fact] = []
    names = draw(st.permutations(FACT_NAMES))
    for index in range(count):
        unit = found[0].unit if index == 1 else draw(st.sampled_from((*UNITS, "number")))
        places = draw(st.sampled_from((0, 0, 1, 2, 3, None)))
        low = draw(st.sampled_from((None, 0, 0, 0, 10, -50)))
        high = draw(st.sampled_from((None, 100, 500, 60_000_000))) if low is not None else None
        relation = None
        others = [each.name for each in found if (each.unit, each.low) == (unit, low)]
        if others and draw(st.integers(0, 3)) == 0:
            relation = (
                draw(st.sampled_from(("<=", ">=", "<", ">"))),
                draw(st.sampled_from(others)),
            )
        fact = Fact(
            names[index], unit,
            low=None if low is None else Fraction(low),
            high=None if high is None else Fraction(high),
            decimals=places, relation=relation,
        )  # fmt: skip
        found.append(fact)
        known.add(unit, ("fact", fact.name))
        known.reach.add_fact(fact)
    if count and draw(st.booleans()):
        found.append(Fact(names[-1], kind="yes_no"))
        known.conditions.append(("fact", names[-1]))
        known.tests.append(("fact", names[-1]))
    if count and draw(st.booleans()):
        found.append(Fact(names[-2], kind="options", options=OPTIONS))
        known.choices.append((("fact", names[-2]), OPTIONS))
    return found


@st.composite
def _parameters(draw: Draw, known: Known) -> list[Parameter]:
    found = []
    for name in PARAMETER_NAMES[: draw(st.integers(0, 2))]:
        unit = draw(st.sampled_from((*UNITS, "number")))
        rows = draw(
            st.sampled_from(
                (
                    ((2562, None),),
                    ((2566, 2566),),
                    ((2560, 2565), (2566, 2570)),
                    ((2566, None), (2565, 2565)),
                )
            )
        )
        values = [draw(decimals(1, 2000)) for _ in rows]
        found.append(
            Parameter(name, unit, tuple((v, *row) for v, row in zip(values, rows, strict=True)))
        )
        known.add(unit, ("parameter", name))
        known.reach.add_parameter(found[-1])
    return found


@st.composite
def _weights(draw: Draw, count: int) -> list[Fraction]:
    """Weights that add up to 100, or whatever else they add up to."""
    if draw(st.booleans()):
        cuts = draw(
            st.lists(st.integers(1, 99), min_size=count - 1, max_size=count - 1, unique=True)
        )
        edges = [0, *sorted(cuts), 100]
        return [Fraction(high - low) for low, high in pairwise(edges)]
    return [draw(decimals(1, 30, 1)) for _ in range(count)]


@st.composite
def _table(draw: Draw, known: Known, facts: list[Fact]) -> Table:
    """A decision table that cuts the range of one fact in two or three."""
    fact = draw(
        st.sampled_from([each for each in facts if each.kind == "number" and each.relation is None])
    )
    this: Expr = ("fact", fact.name)
    low = fact.low if fact.low is not None else Fraction(0)
    cuts = sorted(low + part for part in draw(st.sets(st.integers(1, 40), min_size=1, max_size=2)))
    at = [("number", cut, fact.unit) for cut in cuts]
    rows: list[tuple[str, Expr | None]] = [("row-low", ("compare", this, "<", at[0]))]
    if len(cuts) == 2:
        rows.append(
            ("ระดับกลาง", ("and", (("compare", this, ">=", at[0]), ("compare", this, "<", at[1]))))
        )
    rows.append(("row-high", ("compare", at[-1], "<=", this)))
    if draw(st.booleans()):
        rows[-1] = ("row-high", None)
    table = Table("ระดับความเปราะบาง", draw(st.booleans()), tuple(rows))
    known.choices.append((("class", table.name), tuple(name for name, _ in rows)))
    return table


@st.composite
def _value(draw: Draw, known: Known, name: str) -> Value:
    """A named value: mostly a number, sometimes a condition."""
    if draw(st.integers(0, 5)) == 0:
        made = Value(name, None, draw(condition(known, 2)))
        known.conditions.append(("value", name))
        return made
    unit = draw(st.sampled_from(sorted(known.numbers)))
    formula = draw(number(known, unit, draw(st.integers(1, 3))))
    unless = draw(condition(known, 1)) if draw(st.integers(0, 5)) == 0 else None
    known.add(unit, ("value", name))
    rounding = draw(roundings)
    known.reach.add_named(("value", name), formula, rounding)
    return Value(name, unit, formula, rounding, unless)


@st.composite
def _indicator(  # noqa: PLR0913
    draw: Draw, known: Known, methods: list[Method], *, name: str, component: str,
    weight: Fraction, unit: str, formula: Expr, simple: bool,
) -> Indicator:  # fmt: skip
    rounding = None if simple else draw(roundings)
    reach = [
        None if end is None else reference.rounded(end, rounding) for end in known.reach.of(formula)
    ]
    method, levels = draw(_method(methods, tuple(reach)))
    score: Expr | None = None
    if not simple and draw(st.integers(0, 6)) == 0:
        own = ("field", name, "result")
        choices = [("number", Fraction(n), "number") for n in (0, 40, 100)]
        met = ("compare", own, ">=", ("number", draw(decimals(0, 100)), unit))
        score = ("if", met, choices[2], choices[draw(st.integers(0, 1))])
        if draw(st.booleans()):
            score = ("call", "clamp", (draw(number(known, "point", 1)), choices[0], choices[2]))
        method, levels = None, ()
    rare = st.integers(0, 7).map(lambda n: n == 0)
    made = Indicator(
        name, component, weight, unit, formula,
        rounding=rounding, method=method, levels=levels, score=score,
        not_applicable=draw(condition(known, 1)) if not simple and draw(rare) else None,
        cancelled=draw(rare),
        weight_before=weight + 1 if draw(rare) else None,
        levels_before=_moved(method, levels) if draw(rare) else (),
        other_years=_moved(method, levels) if draw(rare) else (),
    )  # fmt: skip
    if not simple and draw(st.integers(0, 4)) == 0:
        made = draw(_staged(known, made))
    unit, method = made.unit, made.method
    if not simple and method is not None and draw(st.integers(0, 3)) == 0:
        top = reference.bounds_of(made)[1]
        edges = st.just(Fraction(1)) if made.staged else decimals(0, 100)
        made = replace(made, caps=draw(_caps(known, name, unit, draw(edges), top)))
    return made


@st.composite
def _staged(draw: Draw, known: Known, plain: Indicator) -> Indicator:
    """An indicator in the place of a plain one that is scored by the stages it has reached."""
    count = draw(st.integers(1, 4))
    scores = sorted(draw(st.sets(decimals(0, 100, 1), min_size=count + 1, max_size=count + 1)))
    conditions = tuple(draw(condition(known, 1)) for _ in range(count))
    levels = tuple((score, Fraction(number)) for number, score in enumerate(scores[1:], 1))
    method = Method("", True, False, ("fixed", scores[0]), ("last",))
    formula = ("stages", draw(st.booleans()), conditions)
    return replace(plain, unit="number", formula=formula, rounding=None, method=method,
                   levels=levels, levels_before=(), score=None, other_years=())  # fmt: skip


def _tell(known: Known, indicator: Indicator) -> None:
    """An indicator's result and score can be asked for from now on."""
    result: Expr = ("field", indicator.name, "result")
    known.add(indicator.unit, result)
    known.reach.add_named(result, indicator.formula, indicator.rounding)
    known.add("point", ("field", indicator.name, "score"))
    if indicator.method is not None:
        known.leveled.append(indicator.name)


@st.composite
def _with_parts(
    draw: Draw, known: Known, methods: list[Method], plain: Indicator
) -> list[Indicator]:
    """An indicator in the place of a plain one, and its parts, of which the plain one is the first."""
    blend = draw(st.sampled_from(("weighted_mean", "mean", "lowest", "highest")))
    count = draw(st.integers(1, 3))
    weights = draw(_weights(count)) if blend == "weighted_mean" else [Fraction(1)] * count
    parts = []
    for number_of, weight in enumerate(weights):
        name = f"{plain.name}-p{number_of}"
        unit = draw(st.sampled_from([unit for unit in UNITS if unit in known.numbers] or UNITS))
        formula = draw(number(known, unit, 2))
        part = draw(
            _indicator(known, methods, name=name, component=plain.name, weight=weight, unit=unit,
                       formula=formula, simple=False)
        )  # fmt: skip
        part = replace(part, caps=())
        if blend != "weighted_mean":
            part = replace(part, weight_before=None)
        parts.append(part)
        _tell(known, part)
    relative = blend != "weighted_mean" or draw(st.booleans())
    whole = replace(
        plain,
        unit="point",
        formula=("parts", plain.name),
        method=None,
        levels=(),
        levels_before=(),
        other_years=(),
        score=None,
        caps=(),
        blend=blend,
        blend_whole=None if relative else sum(weights),
    )
    _tell(known, whole)
    return [*parts, whole]


@st.composite
def _caps(
    draw: Draw, known: Known, name: str, unit: str, edge: Fraction, top: Fraction | None
) -> tuple[tuple[Fraction, Expr], ...]:
    """Caps of a score below the greatest one there can be."""
    own = ("compare", ("field", name, "result"), "<", ("number", edge, unit))
    highest = Fraction(100) if top is None else Fraction(floor(top * 10), 10)
    most = st.integers(1, 600).map(lambda tenths: highest - Fraction(tenths, 10))
    mosts = draw(st.lists(most, min_size=1, max_size=3))
    return tuple((each, draw(_cap_condition(known, [own]))) for each in mosts)


@st.composite
def _cap_condition(draw: Draw, known: Known, tests: list[Expr]) -> Expr:
    """A condition of which nobody can tell beforehand that it never holds."""
    scores = [each for each in known.numbers.get("point", []) if each[0] == "field"]
    tests = [*tests, *known.tests, *(("below first", name) for name in known.leveled)]
    if scores:
        sign = draw(st.sampled_from(("<", "<=", ">=")))
        point = ("number", draw(decimals(0, 100, 1)), "point")
        tests.append(("compare", draw(st.sampled_from(scores)), sign, point))
    test = draw(st.sampled_from(tests))
    return ("not", test) if draw(st.integers(0, 4)) == 0 else test


@st.composite
def _method(draw: Draw, methods: list[Method], reach: reference.Range) -> tuple[Method, tuple]:
    """A method, used before or new, and levels that go with it and with what results reach."""
    count = draw(st.integers(1, 5))
    scores = sorted(draw(st.lists(decimals(0, 100, 1), min_size=count, max_size=count)))
    start = draw(decimals(-50, 80))
    gaps = [draw(decimals(1, 30)) / 10 for _ in range(count - 1)]
    ats = [start]
    for gap in gaps:
        ats.append(ats[-1] + gap)
    if methods and draw(st.booleans()):
        method = draw(st.sampled_from(methods))
        if _goes_with(method, scores, ats) and not _beyond(
            method.higher, method.nearer_to, ats, reach
        ):
            return method, _levels(method, scores, ats)
    wanted = draw(st.none() | st.none() | decimals(-20, 120))
    higher, straight = draw(st.booleans()) and wanted is None, draw(st.booleans()) and count > 1
    beyond = _beyond(higher, wanted, ats, reach)
    start, ats = start - beyond, [at - beyond for at in ats]
    least = draw(decimals(-10, 0))
    below = [("fixed", scores[0] + least), ("refuse",), ("fixed", scores[0])]
    above = [("last",), ("fixed", scores[-1] - least), ("refuse",)]
    begin = start - draw(decimals(1, 20))
    below.append(("line", scores[0] + least, begin if higher else -begin))
    end = ats[-1] + draw(decimals(1, 20))
    if wanted is None or end <= 0:  # no distance is below 0
        above.append(("line", scores[-1] - least, end if higher else -end))
    if count > 1:
        below.append(("extrapolate",))
        above.append(("extrapolate",))
    method = Method(
        f"{METHOD_NAMES[len(methods) % 3]}-{len(methods)}", higher, straight,
        draw(st.sampled_from(below)), draw(st.sampled_from(above)), draw(roundings), wanted,
    )  # fmt: skip
    methods.append(method)
    return method, _levels(method, scores, ats)


def _beyond(
    higher: bool,  # noqa: FBT001
    wanted: Fraction | None,
    ats: list[Fraction],
    reach: reference.Range,
) -> Fraction:
    """By how much the last level lies beyond what results reach, in hundredths."""
    low, high = reach
    if wanted is not None:
        return max(Fraction(0), ats[-1])  # no distance is below 0
    best = high if higher else None if low is None else -low
    return (
        Fraction(0)
        if best is None
        else max(Fraction(0), ats[-1] - Fraction(floor(best * 100), 100))
    )


def _moved(method: Method | None, levels: tuple) -> tuple:
    """Other targets for the same scores, all of them easier; none where a point limits them."""
    if method is None or "line" in (method.below[0], method.above[0]):
        return ()
    step = -1 if method.higher else 1
    return tuple((score, at + step) for score, at in levels)


def _goes_with(method: Method, scores: list, ats: list) -> bool:
    below, above = method.below, method.above
    sign = 1 if method.higher else -1
    return not (
        (below[0] in {"fixed", "line"} and below[1] > scores[0])
        or (below[0] == "line" and sign * below[2] >= ats[0])
        or (above[0] in {"fixed", "line"} and above[1] < scores[-1])
        or (above[0] == "line" and sign * above[2] <= ats[-1])
        or (len(scores) < 2 and (method.interpolate or ("extrapolate",) in (below, above)))
    )


def _levels(method: Method, scores: list, ats: list) -> tuple:
    """Levels, the least demanding first: targets fall where lower is better."""
    sign = 1 if method.higher else -1
    return tuple((score, sign * at) for score, at in zip(scores, ats, strict=True))


# ------------------------------------------------------------------------ the scorecard


@st.composite
def _policies(draw: Draw) -> dict[str, str]:
    """What happens to indicators that miss; where nothing is said for a reason, nothing is done."""
    said = st.sampled_from(
        (
            "redistribute_component", "redistribute_all", "leave_out", "carry_over",
            "range", "withhold", "zero", None,
        )
    )  # fmt: skip
    if draw(st.booleans()):
        said = st.sampled_from(("carry_over", "range", "withhold", "zero", None))
    found = {status: policy for status in STATUSES if (policy := draw(said)) is not None}
    if found.get("cancelled") == "carry_over":
        del found["cancelled"]  # what is cancelled no longer counts
    return found


@st.composite
def _card(
    draw: Draw, known: Known, things: list, components: list[str], policies: dict[str, str],
    *, simple: bool,
) -> Card:  # fmt: skip
    every = [thing for thing in things if isinstance(thing, Indicator)]
    indicators = [each for each in every if each.component in components]
    parents = draw(st.sampled_from(_nestings(components)))
    weights = {
        name: sum(
            each.weight
            for each in indicators
            if name in (each.component, parents.get(each.component),
                        parents.get(parents.get(each.component)))
        )
        for name in components
    }  # fmt: skip
    whole = sum(each.weight for each in indicators)
    if any(each.cancelled for each in every):
        policies = {"cancelled": "range", **policies}
    weighted_rounding = draw(roundings)
    blend = None
    if draw(st.integers(0, 5)) == 0:
        blend = draw(st.sampled_from(("weighted_mean", "mean", "lowest", "highest")))
    card = Card(
        name="card-2566",
        period=PERIOD,
        components=tuple(weights.items()),
        whole=None if draw(st.integers(0, 3)) == 0 else whole,
        weighted_rounding=weighted_rounding,
        sums_rounded=weighted_rounding is not None and blend is None and draw(st.booleans()),
        total_rounding=draw(roundings),
        bands=None,
        policies=policies,
        parents=parents,
        blend=blend,
    )
    if blend is not None:
        return card
    card = replace(card, bands=draw(_bands(card, indicators, every)))
    return card if simple else draw(_capped(known, card, indicators, every))


@st.composite
def _capped(
    draw: Draw, known: Known, card: Card, indicators: list[Indicator], every: list[Indicator]
) -> Card:
    """The same with caps of the total and of the band, or without."""
    scores = [("field", each.name, "score") for each in indicators]
    sign = draw(st.sampled_from(("<", ">")))
    point = ("number", draw(decimals(0, 100, 1)), "point")
    own: list[Expr] = [("compare", draw(st.sampled_from(scores)), sign, point)]
    caps: list[tuple[Fraction, Expr]] = []
    unsure = any(each.score is not None or each.blend is not None for each in indicators)
    if not unsure and draw(st.integers(0, 2)) == 0:
        top = _totals(card, indicators, every, on_rounded=True)[1]
        highest = Fraction(100) if top is None else Fraction(floor(top * 10), 10)
        for _ in range(draw(st.integers(1, 2))):
            most = highest - Fraction(draw(st.integers(10, 600)), 10)
            caps.append((most, draw(_cap_condition(known, own))))
    band_caps = []
    lower = card.bands.rows[:-1] if card.bands is not None else ()
    if lower and draw(st.booleans()):
        for _ in range(draw(st.integers(1, 2))):
            band = draw(st.sampled_from(lower)).name
            band_caps.append((band, draw(_cap_condition(known, own))))
    return replace(card, caps=tuple(caps), band_caps=tuple(band_caps))


def _nestings(components: list[str]) -> list[dict[str, str]]:
    """Which component lies within which: none, all in the first, or each in the one before."""
    first, *others = components
    return [{}, dict.fromkeys(others, first), dict(zip(others, components, strict=False))]


@st.composite
def _bands(
    draw: Draw, card: Card, indicators: list[Indicator], every: list[Indicator]
) -> Bands | None:
    """Bands with edges among the totals that can come out."""
    made_of_others = {each.name for each in every if each.blend is not None}
    unsure = any(
        each.score is not None and (each.score[0] == "call" or each.component in made_of_others)
        for each in every
    )
    if unsure or draw(st.integers(0, 4)) == 0:
        return None
    on_rounded = _grid(card) is not None and draw(st.booleans())
    low, high = _totals(card, indicators, every, on_rounded=on_rounded)
    grid = _grid(card) if on_rounded else None
    step = grid or Fraction(1, 100)
    low = Fraction(-100) if low is None else low
    high = max(low, Fraction(200)) if high is None else high
    first, last = floor(low / step) + 1, ceil(high / step) - 1
    edges: list[Fraction] = []
    if first < last:
        count = draw(st.integers(1, min(4, last - first)))
        edges = sorted(
            step * n
            for n in draw(st.sets(st.integers(first + 1, last), min_size=1, max_size=count))
        )
    joins = [(edge, draw(st.booleans()) if grid is None else True) for edge in edges]
    ends = [None, *joins, None]
    rows = []
    for name, under, over in zip(BAND_NAMES, ends, ends[1:], strict=False):
        top = (over[0], not over[1]) if over else None
        ways = _ways(under, top)
        if rows and rows[-1].written == "low":
            ways = [way for way in ways if way != "high"]  # one of two neighbours names their edge
        rows.append(Band(name, under, top, draw(st.sampled_from(ways or ["both"]))))
    if not edges:
        rows = [Band(BAND_NAMES[0], (min(low, Fraction(0)) - 1000, True), None, "low")]
    rows = [_closed(row, grid) if draw(st.booleans()) else row for row in rows]
    return Bands("assessment-bands", tuple(rows), on_rounded)


def _ways(low: object, high: object) -> list[str]:
    """How a band may be put: one end is enough where the neighbour gives the other."""
    if low is None:
        return ["high"]
    return ["low"] if high is None else ["both", "both", "low", "high"]


def _closed(row: Band, grid: Fraction | None) -> Band:
    """`from 75 to 89.99`, where the value has two decimals."""
    if grid is None or row.low is None or row.high is None or row.high[1]:
        return row
    return Band(row.name, row.low, (row.high[0] - grid, True), "from to")


def _grid(card: Card) -> Fraction | None:
    if card.total_rounding is not None:
        return card.total_rounding[0]
    scaled = "leave_out" in card.policies.values()
    if card.sums_rounded and card.weighted_rounding is not None and not scaled:
        return card.weighted_rounding[0]
    return None


def _totals(
    card: Card, indicators: list[Indicator], every: list[Indicator], *, on_rounded: bool
) -> reference.Range:
    """The least and the greatest total when every indicator counts."""
    whole = card.whole or sum(each.weight for each in indicators)
    rounding = card.weighted_rounding if card.sums_rounded and on_rounded else None
    ends = []
    for side in (0, 1):
        scores = [_score_bounds(each, every)[side] for each in indicators]
        if None in scores:
            ends.append(None)
            continue
        made = sum(
            reference.rounded(score * each.weight / whole, rounding)
            for score, each in zip(scores, indicators, strict=True)
        )
        ends.append(reference.rounded(made, card.total_rounding) if on_rounded else made)
    return tuple(ends)


def _score_bounds(indicator: Indicator, every: list[Indicator]) -> reference.Range:
    """Bounds as for a range; also for the scores by formula that are generated here."""
    if indicator.score is None:
        return reference.limits(indicator, tuple(every), shares=False)
    scores = [part[1] for part in indicator.score[2:]]
    return min(scores), max(scores)


# -------------------------------------------------------------------------- expressions


@st.composite
def number(draw: Draw, known: Known, unit: str, depth: int) -> Expr:
    """An expression with a unit."""
    here = known.numbers.get(unit, [])
    if depth <= 0 or draw(st.integers(0, 5)) == 0:
        if here and draw(st.integers(0, 4)) != 0:
            return draw(st.sampled_from(here))
        return literal(draw, unit)

    def part(less: int = 1) -> Expr:
        return draw(number(known, unit, depth - less))

    ways = ["sum", "call", "if", "or else", "negative", "scaled", "round", "geometric"]
    others = [each for each in known.numbers if each != "number" and len(known.numbers[each]) > 1]
    if unit == "percent" and others:
        ways += ["percent", "percent", "change"]
    if unit == "number":
        ways += ["power", *(["ratio"] if others else [])]
    match draw(st.sampled_from(ways)):
        case "sum":
            signs = draw(st.lists(st.sampled_from("+-"), min_size=1, max_size=3))
            return ("sum", (("+", part()), *((sign, part()) for sign in signs)))
        case "call":
            function = draw(
                st.sampled_from(("min", "max", "mean", "abs", "floor", "ceiling", "clamp"))
            )
            count = {"abs": 1, "floor": 1, "ceiling": 1, "clamp": 3}.get(function)
            count = count or draw(st.integers(2, 4))
            return ("call", function, tuple(part() for _ in range(count)))
        case "geometric":
            return ("geometric", part(), part(), draw(st.tuples(steps, modes)))
        case "round":
            return ("round", part(), draw(st.tuples(steps, modes)))
        case "if":
            return ("if", draw(condition(known, depth - 1)), part(), part())
        case "or else":
            return ("or else", part(), part())
        case "negative":
            return ("negative", part())
        case "scaled":
            sign = draw(st.sampled_from("*/"))
            factor = ("number", draw(decimals(2, 40, 1)), "number")
            return ("product", (("*", part()), (sign, factor)))
        case "power":
            return ("power", part(), draw(st.integers(-2, 3)))
        case "ratio":
            return ("product", tuple(zip("*/", _pair(draw, known, others), strict=True)))
        case "change":
            return ("call", "percent-change", _pair(draw, known, others))
        case _:
            over, under = _pair(draw, known, others)
            hundred = ("number", Fraction(100), "number")
            return (
                "product",
                draw(
                    st.sampled_from(
                        (
                            (("*", over), ("/", under), ("*", hundred)),
                            (("*", hundred), ("*", over), ("/", under)),
                            (("*", over), ("*", hundred), ("/", under)),
                        )
                    )
                ),
            )


def _pair(draw: Draw, known: Known, units: list[str]) -> tuple[Expr, Expr]:
    """Two things of one unit."""
    pool = known.numbers[draw(st.sampled_from(units))]
    return draw(st.sampled_from(pool)), draw(st.sampled_from(pool))


def literal(draw: Draw, unit: str) -> Expr:
    """A written number; percent and points need no unit beside them."""
    value = draw(decimals(1, 99))
    bare = unit in {"percent", "point"} and draw(st.booleans())
    return ("number", value, "number" if bare else unit)


@st.composite
def condition(draw: Draw, known: Known, depth: int) -> Expr:
    """An expression that is yes or no."""
    ways = ["compare", "compare", "between"]
    if known.choices:
        ways += ["is", "among"]
    if known.leveled:
        ways.append("below first")
    if known.conditions:
        ways.append("plain")
    if depth > 0:
        ways += ["not", "and", "or", "known"]

    def part() -> Expr:
        return draw(condition(known, depth - 1))

    unit = draw(st.sampled_from(sorted(known.numbers)))
    this = draw(number(known, unit, depth - 1))
    match draw(st.sampled_from(ways)):
        case "compare":
            sign = draw(st.sampled_from(("=", "!=", "<", "<=", ">", ">=")))
            zero = ("number", Fraction(0), "number")
            return ("compare", this, sign, draw(st.one_of(st.just(zero), number(known, unit, 0))))
        case "between":
            ends = sorted((literal(draw, unit), literal(draw, unit)), key=lambda end: end[1])
            return ("between", this, *ends)
        case "is":
            choice, options = draw(st.sampled_from(known.choices))
            return ("is", choice, draw(st.sampled_from(options)), draw(st.booleans()))
        case "among":
            choice, options = draw(st.sampled_from(known.choices))
            return ("among", choice, options[: draw(st.integers(1, len(options)))])
        case "below first":
            return ("below first", draw(st.sampled_from(known.leveled)))
        case "plain":
            return draw(st.sampled_from(known.conditions))
        case "not":
            return ("not", part())
        case "known":
            return ("known", this)
        case word:
            return (word, tuple(part() for _ in range(draw(st.integers(2, 3)))))
