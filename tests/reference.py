"""A second, naive evaluator of the language, over `plain` data and fractions alone.

It is written from the language's description and shares no code with the
engine, so that a mistake would have to be made twice to stay hidden.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from fractions import Fraction
from itertools import product
from math import ceil, floor, isqrt
from operator import eq, ge, gt, le, lt, ne

from tests.plain import Band, Book, Card, Expr, Indicator, Method, Rounding, Table, Value

GRAVITY = ("undefined", "not_applicable", "cancelled", "absent", "not_announced")
COMPARE = {"=": eq, "!=": ne, "<": lt, "<=": le, ">": gt, ">=": ge}


@dataclass(frozen=True)
class Gone:
    """No value, and why; `facts` are the names of what is missing."""

    reason: str
    facts: frozenset[str] = frozenset()


UNDEFINED = Gone("undefined")
Range = tuple[Fraction | None, Fraction | None]


@dataclass
class Results:
    """What a scorecard comes to; all by name. `range` is that of a withheld total."""

    things: dict[str, object] = field(default_factory=dict)
    scores: dict[str, object] = field(default_factory=dict)
    weights: dict[str, Fraction] = field(default_factory=dict)
    weighted: dict[str, object] = field(default_factory=dict)
    components: dict[str, object] = field(default_factory=dict)
    ranges: dict[str, Range] = field(default_factory=dict)
    spans: dict[str, Range] = field(default_factory=dict)
    joined: set[str] = field(default_factory=set)
    total: object = None
    range: Range | None = None
    band: object = None
    within: dict[str, Range] = field(default_factory=dict)
    open: set[str] = field(default_factory=set)


def rounded(value: Fraction, rounding: Rounding | None) -> Fraction:
    """Rounded on the distance from zero, so that both signs are treated alike."""
    if rounding is None:
        return value
    step, mode = rounding
    whole, rest = divmod(abs(value) / step, 1)
    half = Fraction(1, 2)
    more = {
        "up": rest > 0,
        "down": False,
        "half_up": rest >= half,
        "half_even": rest > half or (rest == half and whole % 2 == 1),
    }[mode]
    size = (whole + more) * step
    return size if value >= 0 else -size


def rounded_root(square: Fraction, rounding: Rounding) -> Fraction:
    """The root rounded, with whole numbers alone: squares are compared instead of roots."""
    step, mode = rounding
    whole = isqrt(floor(square / step**2))
    over = square - (whole * step) ** 2
    half = square - ((whole + Fraction(1, 2)) * step) ** 2
    more = {
        "up": over > 0,
        "down": False,
        "half_up": half >= 0,
        "half_even": half > 0 or (half == 0 and whole % 2 == 1),
    }[mode]
    return (whole + more) * step


def score_of(method: Method, levels: tuple, result: Fraction) -> Fraction | Gone:
    """The score of a result, on a line where more is better."""
    if method.nearer_to is not None:
        result = max(result - method.nearer_to, method.nearer_to - result)
    sign = 1 if method.higher else -1
    points = [(sign * at, score) for score, at in levels]
    at = sign * result
    if at < points[0][0]:
        score = _outside(method.below, points[0], points[:2], at, sign)
    elif at > points[-1][0]:
        score = _outside(method.above, points[-1], points[-2:], at, sign)
    else:
        passed = [point for point in points if point[0] <= at]
        ahead = [point for point in points if point[0] > at]
        score = passed[-1][1]
        if method.interpolate and ahead:
            score = _line(passed[-1], ahead[0], at)
    return score if isinstance(score, Gone) else rounded(score, method.rounding)


def _outside(policy: tuple, end: tuple, pair: list, at: Fraction, sign: int) -> Fraction | Gone:
    match policy:
        case ("fixed", score):
            return score
        case ("last",):
            return end[1]
        case ("extrapolate",):
            return _line(pair[0], pair[1], at)
        case ("line", score, start):
            far = sign * start
            return _line((far, score), end, max(at, far) if far < end[0] else min(at, far))
        case _:
            return UNDEFINED


def _line(one: tuple, other: tuple, at: Fraction) -> Fraction:
    return (one[1] * (other[0] - at) + other[1] * (at - one[0])) / (other[0] - one[0])


def bounds_of(indicator: Indicator) -> Range:
    """The least and the greatest score there can be."""
    method = indicator.method
    if method is None:
        return indicator.score_range
    scores = [score for score, _ in indicator.levels]
    scores += [policy[1] for policy in (method.below, method.above) if len(policy) > 1]
    low, high = rounded(min(scores), method.rounding), rounded(max(scores), method.rounding)
    levels = [score for score, _ in indicator.levels]
    if method.below == ("extrapolate",) and levels[0] != levels[1]:
        low = None
    if method.above == ("extrapolate",) and levels[-1] != levels[-2]:
        high = None
    if method.nearer_to is not None:
        best = score_of(method, indicator.levels, method.nearer_to)
        every = [*levels, *(policy[1] for policy in (method.below,) if len(policy) > 1)]
        tops = [rounded(max(every), method.rounding), *([] if isinstance(best, Gone) else [best])]
        high = max(tops)
        if indicator.levels[-1][1] <= 0 and low is not None:
            low = rounded(min(every), method.rounding)
    return low, high


def limits(indicator: Indicator, every: tuple, *, shares: bool) -> Range:
    """The least and the greatest score there can be, also of an indicator made of others."""
    if indicator.blend is None:
        return bounds_of(indicator)
    parts = [each for each in every if each.component == indicator.name]
    ranges = [limits(part, every, shares=shares) for part in parts]
    ends: list[Fraction | None] = []
    for side, least in ((0, True), (1, False)):
        known = [span[side] for span in ranges if span[side] is not None]
        whole = len(known) == len(ranges)
        if shares:  # any part may be the only one that counts
            end = (min(known) if least else max(known)) if whole else None
        elif indicator.blend == ("highest" if least else "lowest"):
            end = (max(known) if least else min(known)) if known else None
        elif not whole:
            end = None
        elif indicator.blend in {"lowest", "highest"}:
            end = min(known) if least else max(known)
        else:
            weights = [part.weight for part in parts]
            end = sum(k * w for k, w in zip(known, weights, strict=True)) / sum(weights)
        ends.append(end if end is None else rounded(end, indicator.rounding))
    return tuple(ends)


def worst(parts: list) -> Gone | None:
    """The gap that parts leave in the whole."""
    gaps = [part for part in parts if isinstance(part, Gone)]
    if not gaps:
        return None
    reason = min((gap.reason for gap in gaps), key=GRAVITY.index)
    return Gone(reason, frozenset().union(*(gap.facts for gap in gaps)))


def holds(band: Band, low: Fraction | None, high: Fraction | None) -> bool:
    """Whether the band and the closed range from low to high share a number."""
    if band.low is not None and high is not None:
        edge, included = band.low
        if high < edge or (high == edge and not included):
            return False
    if band.high is not None and low is not None:
        edge, included = band.high
        if low > edge or (low == edge and not included):
            return False
    return True


OUT = ("redistribute_component", "redistribute_all", "leave_out")
"""The policies by which an indicator takes no part in the sums."""


class Evaluator:
    """One evaluation: `supplied` maps facts to values or to `Gone`."""

    def __init__(
        self, book: Book, supplied: dict[str, object], last_year: LastYear | None = None
    ) -> None:
        self.book, self.supplied, self.results = book, supplied, Results()
        self.last_year = last_year
        self.year = book.card.period

    def run(self) -> Results:
        """Everything, in the order of need."""
        for thing in self.book.things:
            match thing:
                case Value():
                    self.results.things[thing.name] = self.thing(thing)
                case Table():
                    self.results.things[thing.name] = self.table(thing)
                case Indicator():
                    self.indicator(thing)
        self.totals()
        for value in self.book.after:
            self.results.things[value.name] = self.thing(value)
        return self.results

    def thing(self, thing: Value | Indicator) -> object:
        """A formula, unless it does not apply."""
        if thing.not_applicable is not None:
            out = self.of(thing.not_applicable)
            if out is not False:
                return Gone("not_applicable") if out is True else out
        made = self.of(thing.formula)
        return rounded(made, thing.rounding) if isinstance(made, Fraction) else made

    def table(self, table: Table) -> object:
        """The outcome of a decision table."""
        seen, holding = [], []
        for name, condition in table.rows:
            if condition is None:
                continue
            seen.append(self.of(condition))
            if seen[-1] is True:
                holding.append(name)
            if table.first and seen[-1] is not False:
                break
        gap = worst(seen)
        if gap is not None:
            return gap
        rest = [name for name, condition in table.rows if condition is None]
        found = holding or rest
        return found[0] if len(found) == 1 else UNDEFINED

    def indicator(self, indicator: Indicator) -> None:
        """Result and score."""
        result = Gone("cancelled") if indicator.cancelled else self.thing(indicator)
        if isinstance(result, Gone) and self.carries(indicator, result):
            before = self.last_year.of(("field", indicator.name, "result"))
            result = result if isinstance(before, Gone) else before
        if indicator.blend is not None and indicator.name not in self.results.joined:
            self.together(indicator.name)  # its parts have weights, whatever becomes of it
            self.results.spans.pop(indicator.name, None)
        self.results.things[indicator.name] = result
        if indicator.staged and isinstance(result, Gone):
            self.staged(indicator)
        if isinstance(result, Gone) or indicator.blend is not None:
            score: object = result
        elif indicator.method is not None:
            score = score_of(indicator.method, indicator.levels, result)
        else:
            score = self.of(indicator.score)
        if isinstance(score, Gone) and self.book.card.policies.get(score.reason) == "zero":
            score = Fraction(0)
        missing = isinstance(score, Gone)
        if indicator.caps:
            within = self.results.spans.get(indicator.name) or bounds_of(indicator)
            score, span, _ = self.under(indicator.caps, score, within)
            self.results.within[indicator.name] = span
            if isinstance(score, Gone) and not missing:
                self.results.open.add(indicator.name)
        self.results.scores[indicator.name] = score

    def staged(self, indicator: Indicator) -> None:
        """The scores of the stages that may count, where it is they that leave it open."""
        out = (
            indicator.not_applicable is not None and self.of(indicator.not_applicable) is not False
        )
        if indicator.cancelled or out:
            return
        scores = [indicator.method.below[1], *(score for score, _ in indicator.levels)]
        possible = [scores[number] for number in self.stages(*indicator.formula[1:])[0]]
        self.results.spans[indicator.name] = (min(possible), max(possible))

    def stages(self, in_order: bool, conditions: tuple) -> tuple[set[int], list]:  # noqa: FBT001
        """The stages that may count, by trying yes and no for what is missing, and what is looked at."""
        tests = [self.of(each) for each in conditions]
        open_ = [place for place, test in enumerate(tests) if isinstance(test, Gone)]
        found = set()
        for answers in product((True, False), repeat=len(open_)):
            tried = [*tests]
            for place, answer in zip(open_, answers, strict=True):
                tried[place] = answer
            if in_order:
                found.add([*tried, False].index(False))
            else:
                found.add(max([0, *(number for number, yes in enumerate(tried, 1) if yes)]))
        seen = []
        for test in tests if in_order else reversed(tests):
            seen.append(test)
            if test is (not in_order):
                break
        return found, seen

    def carries(self, indicator: Indicator, result: Gone) -> bool:
        """Whether the result of last year may stand in for a missing one."""
        said = self.book.card.policies.get(result.reason) == "carry_over"
        return (
            said
            and self.last_year is not None
            and not self.is_scored(indicator.formula)
            and (not self.is_scored(indicator.not_applicable))
        )

    def is_scored(self, expr: object) -> bool:
        """Whether an expression is made of scores or sums of scores."""
        match expr:
            case ("field", _, "score" | "weighted") | ("component", _) | ("total",) | ("parts", _):
                return True
            case ("value" | "class", name) | ("field", name, "result") | ("below first", name):
                thing = next(each for each in self.book.things if each.name == name)
                if isinstance(thing, Table):
                    return any(self.is_scored(condition) for _, condition in thing.rows)
                return self.is_scored(thing.formula) or self.is_scored(thing.not_applicable)
            case tuple():
                return any(self.is_scored(part) for part in expr)
            case _:
                return False

    def under(
        self, caps: tuple, value: object, span: Range
    ) -> tuple[object, Range, list[Fraction]]:
        """A figure under caps, with every choice of the caps of which nothing is known.

        Also between what it lies, and, unless it was missing before, the figures it may be.
        """
        tests = [(most, self.of(condition)) for most, condition in caps]
        sure = [most for most, test in tests if test is True]
        open_ = [(most, test) for most, test in tests if isinstance(test, Gone)]
        if isinstance(value, Gone):
            low, high = span
            low = None if low is None else min([low, *sure, *(most for most, _ in open_)])
            high = min([*sure, *([] if high is None else [high])], default=None)
            return value, (low, high), []
        now = min([value, *sure])
        figures = sorted({now, *(min(now, most) for most, _ in open_)})
        if len(figures) == 1:
            return now, (now, now), figures
        gap = worst([test for most, test in open_ if most < now])
        return gap, (figures[0], figures[-1]), figures

    # -- the scorecard

    def totals(self) -> None:
        """Weights in force, weighted scores, sums, range and band."""
        card, found = self.book.card, self.results
        whole, giving = self.whole, self.shared_out()
        for each in self.book.members:
            score = found.scores[each.name]
            gone = isinstance(score, Gone)
            made = score if gone else score * found.weights[each.name] / whole
            found.weighted[each.name] = made if gone else rounded(made, card.weighted_rounding)
        for name, _ in card.components:
            inside = card.within(name)
            members = [each for each in self.book.members if each.component in inside]
            counted = [each for each in members if each.name not in giving]
            added, within = self.add(counted, whole, exact=not card.sums_rounded)
            if not counted:  # a component that takes no part is no zero
                added, within = worst([found.scores[each.name] for each in members]), None
            found.components[name], found.ranges[name] = added, within
        counted = [each for each in self.book.members if each.name not in giving]
        added, within = self.of_whole(self.add(counted, whole, exact=not card.sums_rounded))
        if card.blend is not None and counted:
            added, within = self.of_components(counted, whole)
        if not counted:  # of nobody there is no share
            added, within = (
                worst([found.scores[each.name] for each in self.book.members]),
                (None, None),
            )
        gone = isinstance(added, Gone)
        total = added if gone else rounded(added, card.total_rounding)
        span = tuple(end if end is None else rounded(end, card.total_rounding) for end in within)
        hidden = gone and self.hides(counted)
        figures: list[Fraction] = []
        if counted:
            total, span, figures = self.limited(card, total, span, hidden=hidden)
        found.total = total
        if isinstance(found.total, Gone) and counted:
            found.range = span
        if card.bands is not None:
            value = found.total
            if not card.bands.on_rounded and counted:
                added, within = self.of_whole(self.add(counted, whole, exact=True))
                value, span, figures = self.limited(card, added, within, hidden=hidden)
            found.band = self.graded(card, value, span, figures)

    def limited(
        self, card: Card, total: object, span: Range, *, hidden: bool
    ) -> tuple[object, Range, list[Fraction]]:
        """The total under the scorecard's caps; a range that is not to be shown is not shown."""
        if not card.caps:
            return total, span, []
        value, within, figures = self.under(card.caps, total, span)
        return value, (None, None) if hidden else within, figures

    def hides(self, members: list) -> bool:
        """Whether a policy hides the range of a sum in which scores are missing."""
        found = self.results
        reasons = [
            score.reason
            for each in members
            if isinstance(score := found.scores[each.name], Gone) and each.name not in found.open
        ]
        return "withhold" in map(self.book.card.policies.get, reasons)

    def unshared(self, name: str) -> object:
        """A weighted score asked for before the totals, where no weight is ever shared out."""
        indicator = next(each for each in self.book.members if each.name == name)
        score, card = self.results.scores[name], self.book.card
        if isinstance(score, Gone):
            return score
        return rounded(score * indicator.weight / self.whole, card.weighted_rounding)

    @property
    def whole(self) -> Fraction:
        """What the weights add up to."""
        return self.book.card.whole or sum(each.weight for each in self.book.members)

    def shared_out(self) -> set[str]:
        """Sets the weights in force; the indicators that take no part in the total."""
        card, found = self.book.card, self.results
        found.weights |= {each.name: each.weight for each in self.book.members}
        policy = {
            each.name: card.policies.get(score.reason)
            for each in self.book.members
            if isinstance(score := found.scores[each.name], Gone) and each.name not in found.open
        }
        groups = [
            ("redistribute_component", [i for i in self.book.members if i.component == name])
            for name, _ in card.components
        ]
        groups.append(("redistribute_all", list(self.book.members)))
        giving: set[str] = set()
        for kind, members in groups:
            out = [each.name for each in members if policy.get(each.name) == kind]
            left = [each.name for each in members if policy.get(each.name) not in OUT]
            if not out or not left:
                continue  # a weight that nobody can take stays where it is
            more = sum(found.weights[name] for name in out)
            base = sum(found.weights[name] for name in left)
            for name in left:
                found.weights[name] *= (base + more) / base
            for name in out:
                found.weights[name] = Fraction(0)
            giving.update(out)
        everyone = self.book.members
        out = {each.name for each in everyone if policy.get(each.name) == "leave_out"}
        giving |= out
        left = sum(each.weight for each in everyone if each.name in out)
        counts = sum(found.weights[e.name] for e in everyone if e.name not in giving)
        if counts:
            self.scale = (counts + left) / counts
        return giving

    scale = Fraction(1)
    """What points of the weight that counts are times, to stand for the whole."""

    def of_whole(self, added: tuple[object, Range]) -> tuple[object, Range]:
        """A sum and its range, as those of a total."""
        value, span = added
        ends = tuple(end if end is None else end * self.scale for end in span)
        return (value if isinstance(value, Gone) else value * self.scale), ends

    def add(self, members: list, whole: Fraction, *, exact: bool) -> tuple[object, Range]:
        """The sum of weighted scores, and the range it lies in."""
        card, found = self.book.card, self.results
        rounding = None if exact else card.weighted_rounding
        gap = worst([found.scores[each.name] for each in members])
        ends: list[Fraction | None] = [Fraction(0), Fraction(0)]
        for each in members:
            score = found.scores[each.name]
            known = not isinstance(score, Gone)
            scores = (score, score) if known else found.within.get(each.name) or self.span(each)
            for side, one in enumerate(scores):
                if one is None or ends[side] is None:
                    ends[side] = None
                else:
                    ends[side] += rounded(one * found.weights[each.name] / whole, rounding)
        if self.hides(members):
            ends = [None, None]
        return (gap or ends[0]), tuple(ends)

    # -- indicators made of others

    def together(self, name: str) -> object:
        """What the parts of an indicator come to; where some are missing, also between what."""
        parts, found = self.book.parts_of(name), self.results
        found.joined.add(name)
        whole = next(each for each in self.book.indicators if each.name == name)
        policies = self.book.card.policies
        gone = {p.name: s for p in parts if isinstance(s := found.scores[p.name], Gone)}
        out = {part for part, score in gone.items() if policies.get(score.reason) in OUT}
        if len(out) == len(parts):
            out = set()
        weighted = whole.blend == "weighted_mean"
        taken = sum((p.weight for p in parts if p.name not in out), Fraction(0))
        every = sum((p.weight for p in parts), Fraction(0))
        for part in parts:
            score, weight = found.scores[part.name], part.weight
            if weighted:
                weight = Fraction(0) if part.name in out else weight * every / taken
            found.weights[part.name] = weight
            added = weighted and not isinstance(score, Gone)
            found.weighted[part.name] = score * weight / every if added else score
        counted = [part for part in parts if part.name not in out]
        gap = worst([found.scores[part.name] for part in counted])
        if gap is None:
            return self.blended(whole.blend, [(found.scores[p.name], p.weight) for p in counted])
        reasons = [gone[part.name].reason for part in counted if part.name in gone]
        spans = [self.span(p) if p.name in gone else (found.scores[p.name],) * 2 for p in counted]
        ends = tuple(
            self.end(whole, [(span[side], p.weight) for span, p in zip(spans, counted, strict=True)],
                     side)
            for side in (0, 1)
        )  # fmt: skip
        found.spans[name] = (None, None) if "withhold" in map(policies.get, reasons) else ends
        return gap

    def blended(self, blend: str, scores: list[tuple[Fraction, Fraction]]) -> Fraction:
        """Scores with weights as one."""
        numbers = [score for score, _ in scores]
        match blend:
            case "weighted_mean":
                return sum(s * w for s, w in scores) / sum(w for _, w in scores)
            case "mean":
                return sum(numbers) / len(numbers)
            case "lowest":
                return min(numbers)
            case _:
                return max(numbers)

    def end(self, whole: Indicator, scores: list, side: int) -> Fraction | None:
        """One end of what scores come to, of which some may have none there."""
        known = [(score, weight) for score, weight in scores if score is not None]
        if len(known) < len(scores) and (whole.blend, side) not in {("lowest", 1), ("highest", 0)}:
            return None
        return rounded(self.blended(whole.blend, known), whole.rounding) if known else None

    def span(self, indicator: Indicator) -> Range:
        """Between what the score of an indicator without one lies."""
        if indicator.name in self.results.spans:
            return self.results.spans[indicator.name]
        shares = any(each in OUT for each in self.book.card.policies.values())
        return limits(indicator, self.book.indicators, shares=shares)

    def of_components(self, counted: list, whole: Fraction) -> tuple[object, Range]:
        """A total that is no sum, and between what it lies."""
        card, found = self.book.card, self.results
        rows = []
        for name, _ in card.components:
            inside = card.within(name)
            members = [each for each in counted if each.component in inside]
            if name in card.parents or not members:
                continue
            weight = sum(found.weights[each.name] for each in members)
            ends = [self.add([each], whole, exact=True)[1] for each in members]
            sides = [[span[side] for span in ends] for side in (0, 1)]
            factor = whole / weight
            rows.append(([None if None in side else sum(side) * factor for side in sides], weight))
        gap = worst([found.scores[each.name] for each in counted])
        spans = []
        for side in (0, 1):
            known = [(row[side], weight) for row, weight in rows if row[side] is not None]
            open_ = len(known) < len(rows)
            bounded = (card.blend, side) in {("lowest", 1), ("highest", 0)} and known
            spans.append(None if open_ and not bounded else self.blended(card.blend, known))
        return (gap or spans[0]), (None, None) if self.hides(counted) else tuple(spans)

    def graded(self, card: Card, value: object, span: Range, figures: list[Fraction]) -> object:
        """The band of a total under the caps of bands; none, if several are possible."""
        ranges = [(figure, figure) for figure in figures] or [span]
        if not isinstance(value, Gone):
            ranges = [(value, value)]
        rows = card.bands.rows
        possible = {
            rank for rank, band in enumerate(rows) for low, high in ranges if holds(band, low, high)
        }
        by_total = len(possible) == 1  # then only a cap leaves the band open
        names = [band.name for band in rows]
        tests = [(names.index(name), self.of(condition)) for name, condition in card.band_caps]
        sure = [rank for rank, test in tests if test is True]
        possible = {min([rank, *sure]) for rank in possible}
        open_ = [(rank, test) for rank, test in tests if isinstance(test, Gone)]
        possible |= {min(rank, limit) for rank in possible for limit, _ in open_}
        if len(possible) == 1:
            return names[possible.pop()]
        if isinstance(value, Gone) and not by_total:
            return value
        return worst([test for _, test in open_]) or UNDEFINED

    # -- expressions

    def of(self, expr: Expr) -> object:
        """The value of an expression."""
        match expr:
            case ("number", value, _) | ("yes", value):
                return value
            case ("fact", name):
                return self.supplied.get(name, Gone("absent", frozenset((name,))))
            case ("value", name) | ("class", name) | ("field", name, "result"):
                return self.results.things[name]
            case ("field", name, "score"):
                return self.results.scores[name]
            case ("field", name, "weighted"):
                return self.results.weighted.get(name, self.unshared(name))
            case ("component", name):
                return self.results.components[name]
            case ("total",):
                return self.results.total
            case ("stages", in_order, conditions):
                possible, seen = self.stages(in_order, conditions)
                return worst(seen) or Fraction(possible.pop())
            case ("parts", name):
                return self.together(name)
            case ("parameter", name):
                rows = next(each for each in self.book.parameters if each.name == name).rows
                year = self.year
                found = [v for v, start, end in rows if start <= year <= (end or year)]
                return found[0] if found else UNDEFINED
            case ("and" | "or" as word, operands):
                return self.junction(operands, decisive=word == "or")
            case ("if", condition, then, otherwise):
                met = self.of(condition)
                return met if isinstance(met, Gone) else self.of(then if met else otherwise)
            case ("below first", name):
                return self.falls_short(name)
            case ("known", operand):
                return not isinstance(self.of(operand), Gone)
            case ("or else", one, other):
                first = self.of(one)
                return self.of(other) if isinstance(first, Gone) else first
            case (tag, *rest):
                return self.strict(tag, rest)
        raise AssertionError(expr)

    def falls_short(self, name: str) -> object:
        """Whether an indicator's result is worse than its first level."""
        indicator = next(each for each in self.book.indicators if each.name == name)
        result, method = self.of(("field", name, "result")), indicator.method
        if isinstance(result, Gone):
            return result
        first = indicator.levels[0][1]
        if method.nearer_to is not None:
            return abs(result - method.nearer_to) > first
        return result < first if method.higher else result > first

    def junction(self, operands: tuple, *, decisive: bool) -> object:
        """`and`, `or`: up to the operand that decides."""
        seen = []
        for operand in operands:
            seen.append(self.of(operand))
            if seen[-1] is decisive:
                return decisive
        return worst(seen) or not decisive

    def strict(self, tag: str, rest: list) -> object:
        """Operators that need all their operands."""
        match tag, rest:
            case "sum" | "product", [parts]:
                signs, operands = zip(*parts, strict=True)
            case "call", [_, operands]:
                pass
            case "compare", [left, _, right]:
                operands = (left, right)
            case "between", [*operands]:
                pass
            case "geometric", [*operands, _]:
                pass
            case _, [operand, *_]:
                operands = (operand,)
        values = [self.of(operand) for operand in operands]
        gap = worst(values)
        if gap is not None:
            return gap
        one = values[0]
        match tag:
            case "sum":
                return sum(
                    (v if s == "+" else -v for s, v in zip(signs, values, strict=True)), Fraction(0)
                )
            case "product":
                top = bottom = Fraction(1)
                for sign, value in zip(signs, values, strict=True):
                    top, bottom = (top * value, bottom) if sign == "*" else (top, bottom * value)
                return top / bottom if bottom else UNDEFINED
            case "power":
                return one ** rest[1] if one or rest[1] >= 0 else UNDEFINED
            case "negative":
                return -one
            case "compare":
                return COMPARE[rest[1]](one, values[1])
            case "is":
                return (one == rest[1]) is rest[2]
            case "among":
                return one in rest[1]
            case "geometric":
                return rounded_root(abs(one * values[1]), rest[2])
            case "round":
                return rounded(one, rest[1])
            case "between":
                return values[1] <= one <= values[2]
            case "not":
                return not one
        return self.call(rest[0], values)

    def call(self, function: str, values: list) -> object:
        """Built-in functions."""
        match function:
            case "min":
                return min(values)
            case "max":
                return max(values)
            case "mean":
                return sum(values) / len(values)
            case "abs":
                return abs(values[0])
            case "floor":
                return Fraction(floor(values[0]))
            case "ceiling":
                return Fraction(ceil(values[0]))
            case "clamp":
                return max(values[1], min(values[2], values[0]))
            case "percent-change":
                before, after = values
                return (after / before - 1) * 100 if before else UNDEFINED
        raise AssertionError(function)


class LastYear(Evaluator):
    """The year before, of which only results are asked for, one by one."""

    def __init__(self, book: Book, supplied: dict[str, object]) -> None:
        super().__init__(book, supplied)
        self.year = book.card.period - 1

    def of(self, expr: Expr) -> object:
        """The value of an expression; what it needs is made first."""
        match expr:
            case ("value", name) | ("class", name) | ("field", name, "result"):
                if name not in self.results.things:
                    self.results.things[name] = self.made(name)
        return super().of(expr)

    def made(self, name: str) -> object:
        """A value, a table or a result."""
        thing = next(each for each in self.book.things if each.name == name)
        if isinstance(thing, Table):
            return self.table(thing)
        if isinstance(thing, Indicator) and thing.cancelled:
            return Gone("cancelled")
        return self.thing(thing)
