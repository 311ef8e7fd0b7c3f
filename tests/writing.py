"""From a plain rule book to the text a civil servant might have written.

Meaning comes from the book alone; everything that must not matter (the
language of the keywords, the order of declarations and lines, the files they
stand in, blanks, comments, Thai digits, the thousands comma, parentheses that
change nothing) is chosen by a seeded random generator.
"""

from __future__ import annotations

import tomllib
from fractions import Fraction
from pathlib import Path
from random import Random

from tests.plain import (
    PERIOD,
    Band,
    Book,
    Expr,
    Fact,
    Indicator,
    Method,
    Parameter,
    Rounding,
    Table,
    Value,
)

WORDS: dict[str, dict[str, list[str]]] = {
    name: {lang: [said] if isinstance(said, str) else said for lang, said in row.items()}
    for section in tomllib.loads(
        (Path(__file__).resolve().parents[1] / "grammar" / "keywords.toml").read_text("utf-8")
    ).values()
    for name, row in section.items()
}
UNIT_WORDS = {
    "percent": ["percent", "ร้อยละ"],
    "point": ["point", "points", "คะแนน"],
    "baht": ["baht", "บาท"],
}
SIGNS = {
    "=": ["=", "IS"],
    "!=": ["!=", "<>", "IS_NOT"],
    "<": ["<", "BELOW"],
    "<=": ["<=", "AT_MOST"],
    ">": [">", "ABOVE"],
    ">=": [">=", "AT_LEAST"],
}
MODES = {"half_up": "HALF_UP", "half_even": "HALF_EVEN", "up": "ROUND_UP", "down": "ROUND_DOWN"}
POLICIES = {
    "redistribute_component": "REDISTRIBUTE_COMPONENT",
    "redistribute_all": "REDISTRIBUTE_ALL",
    "leave_out": "LEAVE_OUT_OF_DENOMINATOR",
    "carry_over": "CARRY_OVER",
    "range": "SHOW_THE_RANGE",
    "withhold": "WITHHOLD",
    "zero": "SCORE_ZERO",
}
REMARKS = ("ตัวเลขปี 2566", "see page 4: a < b", "# not a comment", "ร้อยละ 50.00 – ๑๐๐", "weight 20")
# From loose to tight, as in the grammar.
LOOSE, OR_ELSE, OR, AND, NOT, COMPARE, SUM, TERM, FACTOR, POWER, ATOM = range(11)


def digits_of(number: Fraction) -> str:
    """A number that ends, in digits, with as many decimals as it needs."""
    places = 0
    while (number * 10**places).denominator != 1:
        places += 1
    size = abs(int(number * 10**places))
    whole, part = divmod(size, 10**places)
    return ("-" if number < 0 else "") + str(whole) + (f".{part:0{places}}" if places else "")


class Writer:
    """Writes one book; `languages` are the columns keywords are taken from."""

    def __init__(
        self, random: Random, languages: tuple[str, ...], *, plainly: bool = False
    ) -> None:
        self.random = random
        self.languages = languages
        self.plainly = plainly
        self.alike: set[str] = set()

    def declarations(self, book: Book) -> list[str]:
        """The texts of a book's declarations."""
        self.alike = {
            each.name for each in book.indicators if each.blend not in {None, "weighted_mean"}
        }
        found = [*map(self.unit, book.units), *map(self.fact, book.facts)]
        found += map(self.parameter, book.parameters)
        found += map(self.method, book.methods)
        found += map(self.thing, (*book.things, *book.after))
        return [*found, *self.card(book)]

    # -- words, numbers, lines

    def maybe(self, chance: float) -> bool:
        """Whether to do it this time."""
        return not self.plainly and self.random.random() < chance

    def word(self, name: str) -> str:
        """A keyword, in one of the languages and one of its spellings."""
        return self.random.choice(WORDS[name][self.random.choice(self.languages)])

    def number(self, value: Fraction) -> str:
        """A number, perhaps with a thousands comma, zeros at its end, or Thai digits."""
        text = digits_of(value)
        sign, text = text[: text.startswith("-")], text.removeprefix("-")
        whole, point, part = text.partition(".")
        if self.maybe(0.3):
            whole = f"{int(whole):,}"
        if self.maybe(0.2):
            point, part = ".", part + "0" * self.random.randint(1, 2)
        text = sign + whole + point + part
        if self.maybe(0.1):
            text = text.translate(str.maketrans("0123456789", "๐๑๒๓๔๕๖๗๘๙"))
        return text

    def unit_name(self, unit: str) -> str:
        """A unit's name, perhaps `baht per person`."""
        return f" {self.word('PER')} ".join(
            self.random.choice(UNIT_WORDS.get(part, [part])) for part in unit.split(" per ")
        )

    def declaration(
        self, keyword: str, name: str, lines: list[str], *, ordered: bool = False
    ) -> str:
        """A declaration; where the order of lines means nothing it is a random one."""
        lines = list(lines)
        if not ordered and not self.plainly:
            self.random.shuffle(lines)
        if self.maybe(0.3):
            remark = self.random.choice(("NOTE", "OWNER", "DEFINITION", "LINKED_TO", "SOURCE"))
            text = f'{self.word(remark)} "{self.random.choice(REMARKS)}"'
            if remark == "SOURCE" and self.maybe(0.5):
                text += f" {self.word('PAGE')} {self.random.randint(1, 99)}"
            lines.insert(self.random.randint(0, len(lines)), text)
        label = f' "{self.random.choice(REMARKS)}"' if self.maybe(0.3) else ""
        written = [f"{self.word(keyword)} {name}{label}"]
        for line in lines:
            written.append(
                self.random.choice(("  ", "\t", "", "      ")) + line
                if not self.plainly
                else f"  {line}"
            )
            if self.maybe(0.05):
                written[-1] += "  # หมายเหตุ weight 50"
            if self.maybe(0.05):
                written.append("")
        return "\n".join(written) + "\n"

    def rounded(self, rounding: Rounding) -> str:
        """`rounded to 2 places half up`, `rounded to the nearest 0.5 down`."""
        return f"{self.word('ROUNDED_TO')} {self.step(rounding)}"

    def step(self, rounding: Rounding) -> str:
        """`2 places half up`, `the nearest 0.5 down`."""
        step, mode = rounding
        said = self.word(MODES[mode])
        places = len(str(step.denominator)) - 1
        if step == Fraction(1, 10**places) and not self.maybe(0.2):
            return f"{places} {self.word('PLACES')} {said}"
        return f"{self.word('NEAREST')} {self.number(step)} {said}"

    # -- declarations

    def unit(self, name: str) -> str:
        """A unit."""
        return self.declaration("UNIT", name, [])

    def measured(self, unit: str | None) -> list[str]:
        """The line of the unit; none for a number without one."""
        if unit in {"number", None}:
            return []
        return [f"{self.word('MEASURED_IN')} {self.unit_name(unit)}"]

    def fact(self, fact: Fact) -> str:
        """An input with its domain and relation."""
        lines = self.measured(fact.unit)
        if fact.kind == "yes_no":
            lines.append(self.word("YES_OR_NO"))
        elif fact.kind == "options":
            lines.append(f"{self.word('ONE_OF')} {', '.join(fact.options)}")
        else:
            lines += self.domain(fact)
        if fact.relation is not None:
            operator, other = fact.relation
            name = {"<=": "AT_MOST", ">=": "AT_LEAST", "<": "BELOW", ">": "ABOVE"}[operator]
            lines.append(f"{self.word(name)} {other}")
        return self.declaration("FACT", fact.name, lines)

    def domain(self, fact: Fact) -> list[str]:
        """`whole number from 0 to 100`, `from 0 to 100 with 2 decimals`."""
        span = ""
        if fact.low is not None:
            span = f"{self.word('FROM')} {self.number(fact.low)}"
            if fact.high is not None:
                span += f" {self.word('TO')} {self.number(fact.high)}"
        if fact.decimals == 0 and not self.maybe(0.2):
            return [f"{self.word('WHOLE_NUMBER')} {span}".rstrip()]
        ending = "" if fact.decimals is None else (
            f"{self.word('WITH')} {fact.decimals} {self.word('DECIMALS')}"
        )  # fmt: skip
        said = " ".join(part for part in (span, ending) if part)
        if not said or self.maybe(0.3):
            said = f"{self.word('ANY_NUMBER')} {said}".rstrip()
        return [said]

    def parameter(self, parameter: Parameter) -> str:
        """Values by year."""
        lines = self.measured(parameter.unit)
        for value, start, end in parameter.rows:
            if start == end and self.maybe(0.5):
                lines.append(f"{self.number(value)} {self.word('IN')} {start}")
            else:
                until = "" if end is None else f" {self.word('TO')} {end}"
                lines.append(f"{self.number(value)} {self.word('FROM')} {start}{until}")
        return self.declaration("PARAMETER", parameter.name, lines)

    def method(self, method: Method) -> str:
        """A scoring method."""
        between = self.word("INTERPOLATE" if method.interpolate else "STEP")
        lines = [
            self.direction(method),
            f"{self.word('BELOW_FIRST')} {self.outside(method.below, method)}",
            f"{self.word('BETWEEN_LEVELS')} {between}",
            f"{self.word('ABOVE_LAST')} {self.outside(method.above, method)}",
        ]
        if method.rounding is not None:
            lines.append(self.rounded(method.rounding))
        return self.declaration("SCORING", method.name, lines)

    def direction(self, method: Method) -> str:
        """Which results are better."""
        if method.nearer_to is not None:
            wanted = self.number(method.nearer_to)
            return f"{self.word('NEARER_TO')} {wanted} {self.word('IS_BETTER')}"
        return self.word("HIGHER_IS_BETTER" if method.higher else "LOWER_IS_BETTER")

    def outside(self, policy: tuple, method: Method) -> str:
        """What happens outside the levels."""
        match policy:
            case ("fixed", score):
                return self.number(score)
            case ("line", score, at):
                below = policy is method.below
                begin = self.word("INTERPOLATE_FROM" if below else "INTERPOLATE_TO")
                at_word = self.word("AT" if method.nearer_to is None else "WITHIN")
                return f"{begin} {self.number(score)} {at_word} {self.number(at)}"
            case ("last",):
                return self.word("THE_LAST_SCORE")
            case ("extrapolate",):
                return self.word("EXTRAPOLATE")
            case _:
                return self.word("REFUSE")

    def thing(self, thing: Value | Table | Indicator) -> str:
        """Anything that is computed."""
        if isinstance(thing, Table):
            return self.table(thing)
        if isinstance(thing, Indicator) and thing.blend is not None:
            lines = self.of_parts(thing)
        elif isinstance(thing, Indicator) and thing.staged:
            order = "STAGES_IN_ORDER" if thing.formula[1] else "STAGES_IN_ANY_ORDER"
            before = self.number(thing.method.below[1])
            lines = [self.word(order), f"{self.word('BEFORE_FIRST_STAGE')} {before}"]
        else:
            formula = f"{self.word('FORMULA')} {self.of(thing.formula)}"
            lines = [*self.measured(thing.unit), formula]
        if thing.rounding is not None:
            lines.append(self.rounded(thing.rounding))
        if thing.not_applicable is not None:
            lines.append(f"{self.word('NOT_APPLICABLE_WHEN')} {self.of(thing.not_applicable)}")
        if isinstance(thing, Value):
            return self.declaration("VALUE", thing.name, lines)
        lines.append(f"{self.word('PART_OF')} {thing.component}")
        if thing.component not in self.alike:
            weight = self.number(thing.weight_before or thing.weight)
            lines.append(f"{self.word('WEIGHT')} {weight}")
        if thing.cancelled:
            lines.append(self.word("CANCELLED") + (' "ยกเลิกตามมติ"' if self.maybe(0.5) else ""))
        lines += self.caps("SCORE_AT_MOST", thing.caps)
        if thing.score is not None:
            lines.append(f"{self.word('SCORE_IS')} {self.of(thing.score)}")
        elif thing.method is not None and not thing.staged:
            lines.append(f"{self.word('SCORED_BY')} {thing.method.name}")
        text = self.declaration("INDICATOR", thing.name, lines)
        if thing.staged:
            return text + "".join(f"    {stage}\n" for stage in self.stages(thing))
        own = thing.levels_before or thing.levels
        levels = self.dated(thing, own) if thing.other_years else self.levels(own, thing.method)
        return text + "".join(f"    {level}\n" for level in levels)

    def of_parts(self, indicator: Indicator) -> list[str]:
        """How a score comes from parts, and what their weights add up to."""
        said = [self.word(name) for name in ("SCORE_IS", "IS", f"THE_{indicator.blend.upper()}")]
        lines = [f"{' '.join(said)} {self.word('OF_ITS_PARTS')}"]
        whole = indicator.blend_whole
        if indicator.blend == "weighted_mean" and whole is None:
            lines.append(self.word("WEIGHTS_RELATIVE"))
        elif whole is not None and (whole != 100 or self.maybe(0.3)):
            lines.append(f"{self.word('WEIGHTS_ADD_UP_TO')} {self.number(whole)}")
        return lines

    def stages(self, indicator: Indicator) -> list[str]:
        """Stages, from the first to the last."""
        found = []
        for (score, number), test in zip(indicator.levels, indicator.formula[2], strict=True):
            label = f' "{self.random.choice(REMARKS)}"' if self.maybe(0.3) else ""
            begin = f"{self.word('STAGE')} ขั้น-{number}{label} {self.number(score)}"
            found.append(f"{begin} {self.word('WHEN')} {self.of(test)}")
        return found

    def levels(self, levels: tuple, method: Method | None) -> list[str]:
        """Target levels, from the first or from the last."""
        near = method is not None and method.nearer_to is not None
        at_word = self.word("WITHIN" if near else "AT")
        found = [f"{self.number(score)} {at_word} {self.number(at)}" for score, at in levels]
        if self.maybe(0.3):
            found.reverse()
        return found

    def dated(self, indicator: Indicator, own: tuple) -> list[str]:
        """Target levels with their years: its own, and others before or after them."""
        starts = self.word("TARGETS_FROM")
        if self.maybe(0.5):
            until = f"{starts} 2560 {self.word('TO')} {PERIOD - 1}"
            sets = [(f"{starts} {PERIOD}", own), (until, indicator.other_years)]
        else:
            later = f"{starts} {PERIOD + 1}"
            sets = [(f"{self.word('TARGETS_IN')} {PERIOD}", own), (later, indicator.other_years)]
        if self.maybe(0.5):
            sets.reverse()
        return [
            line
            for years, levels in sets
            for line in (years, *self.levels(levels, indicator.method))
        ]

    def changes(self, indicator: Indicator) -> list[str]:
        """The lines by which the scorecard changes an indicator."""
        because = ' "ตามมติ"' if self.maybe(0.5) else ""
        if self.maybe(0.5):
            because += f' {self.word("SOURCE")} "{self.random.choice(REMARKS)}"'
        equals = f" {self.word('IS')}" if self.maybe(0.5) else ""
        found = []
        if indicator.weight_before is not None:
            now = self.number(indicator.weight)
            begin = self.word("INSTEAD_WEIGHT")
            found.append(f"{begin} {indicator.name}{equals} {now}{because}")
        if indicator.levels_before:
            now = ", ".join(self.levels(indicator.levels, indicator.method))
            begin = self.word("INSTEAD_TARGETS")
            found.append(f"{begin} {indicator.name}{equals} {now}{because}")
        return found

    def table(self, table: Table) -> str:
        """A decision table."""
        lines = [self.word("FIRST_APPLIES" if table.first else "EXACTLY_ONE")]
        for name, condition in table.rows:
            if condition is None:
                lines.append(f"{name} {self.word('OTHERWISE')}")
            else:
                lines.append(f"{name} {self.word('WHEN')} {self.of(condition)}")
        return self.declaration("CLASSIFY", table.name, lines, ordered=True)

    def card(self, book: Book) -> list[str]:
        """The scorecard and its bands."""
        card = book.card
        lines = [f"{self.word('PERIOD')} {card.period}"]
        for name, weight in card.components:
            label = ' "Performance Base"' if self.maybe(0.3) else ""
            written = f"{self.word('COMPONENT')} {name}{label} {self.word('WEIGHT')}"
            written += f" {self.number(weight)}"
            if name in card.parents:
                written += f" {self.word('PART_OF')} {card.parents[name]}"
            lines.append(written)
        if card.whole is None:
            lines.append(self.word("WEIGHTS_RELATIVE"))
        elif card.whole != 100 or self.maybe(0.3):
            lines.append(f"{self.word('WEIGHTS_ADD_UP_TO')} {self.number(card.whole)}")
        if card.weighted_rounding is not None:
            said = self.rounded(card.weighted_rounding)
            lines.append(f"{self.word('WEIGHTED_SCORE')} {said}")
        if card.blend is not None:
            names = ("TOTAL", "IS", f"THE_{card.blend.upper()}", "OF_THE_COMPONENTS")
            lines.append(" ".join(map(self.word, names)))
        else:
            lines.append(self.word("TOTAL_OF_ROUNDED" if card.sums_rounded else "TOTAL_OF_EXACT"))
        if card.total_rounding is not None:
            lines.append(f"{self.word('TOTAL')} {self.rounded(card.total_rounding)}")
        for status, policy in card.policies.items():
            lines.append(
                f"{self.word('WHEN')} {self.word(status.upper())} {self.word(POLICIES[policy])}"
            )
        for indicator in book.indicators:
            lines += self.changes(indicator)
        lines += self.caps("TOTAL_AT_MOST", card.caps)
        for name, condition in card.band_caps:
            lines.append(self.cap(f"{self.word('NOT_ABOVE')} {name}", condition))
        found = []
        if card.bands is not None:
            lines.append(f"{self.word('GRADED_BY')} {card.bands.name}")
            rows = [self.band(band) for band in card.bands.rows]
            on = "DECIDED_ON_ROUNDED" if card.bands.on_rounded else "DECIDED_ON_EXACT"
            found.append(self.declaration("BANDS", card.bands.name, [*rows, self.word(on)]))
        found.append(self.declaration("SCORECARD", card.name, lines))
        return found

    def caps(self, begin: str, caps: tuple) -> list[str]:
        """The lines that cap a score or a total."""
        return [
            self.cap(f"{self.word(begin)} {self.number(most)}", condition)
            for most, condition in caps
        ]

    def cap(self, limit: str, condition: Expr) -> str:
        """A limit, when it applies, and perhaps why."""
        because = ' "ตามมติ"' if self.maybe(0.3) else ""
        if self.maybe(0.3):
            because += f' {self.word("SOURCE")} "{self.random.choice(REMARKS)}"'
        return f"{limit} {self.word('WHEN')} {self.of(condition)}{because}"

    def band(self, band: Band) -> str:
        """A band, with the ends that are written."""
        low, high = band.low, band.high
        if band.written == "from to" and low and high:
            return (
                f"{band.name} {self.word('FROM')} {self.number(low[0])} "
                f"{self.word('TO')} {self.number(high[0])}"
            )
        edges = []
        if low is not None and band.written != "high":
            edges.append(f"{self.word('AT_LEAST' if low[1] else 'ABOVE')} {self.number(low[0])}")
        if high is not None and band.written != "low":
            edges.append(f"{self.word('AT_MOST' if high[1] else 'BELOW')} {self.number(high[0])}")
        return f"{band.name} " + f" {self.word('AND')} ".join(edges)

    # -- expressions

    def of(self, expr: Expr, room: int = LOOSE) -> str:
        """An expression, in parentheses where it is looser than its place allows."""
        rank, said = self.ranked(expr)
        if rank < room or self.maybe(0.05):
            inner = self.random.choice(("", "", "\n      ")) if not self.plainly else ""
            return f"({inner}{said})"
        return said

    def ranked(self, expr: Expr) -> tuple[int, str]:
        """How tightly an expression holds together, and its text."""
        of, word = self.of, self.word
        match expr:
            case ("number", value, unit):
                if value < 0:
                    return self.ranked(("negative", ("number", -value, unit)))
                said = self.number(value)
                return ATOM, said if unit == "number" else f"{said} {self.unit_name(unit)}"
            case ("yes", value):
                return ATOM, word("YES" if value else "NO")
            case ("field", owner, asked):
                return ATOM, f"{owner}.{word(asked)}"
            case ("total",):
                return ATOM, word("total")
            case ("fact" | "parameter" | "value" | "class" | "component", name):
                return ATOM, name
            case ("sum", parts):
                return SUM, self.chain(parts, TERM)
            case ("product", parts):
                return TERM, self.chain(parts, FACTOR)
            case ("power", base, exponent):
                return POWER, f"{of(base, ATOM)} ^ {exponent}"
            case ("negative", operand):
                return FACTOR, f"-{of(operand, FACTOR)}"
            case ("call", function, arguments):
                return ATOM, f"{word(function)}({', '.join(map(of, arguments))})"
            case ("geometric", one, other, rounding):
                sizes = ", ".join(f"{word('abs')}({of(each)})" for each in (one, other))
                said = f"{word('geometric-mean')}({sizes}) {word('TO')} {self.step(rounding)}"
                return ATOM, f"{word('round')}({said})"
            case ("round", operand, rounding):
                said = f"{of(operand)} {word('TO')} {self.step(rounding)}"
                return ATOM, f"{word('round')}({said})"
            case ("known", operand):
                return ATOM, f"{word('known')}({of(operand)})"
            case ("compare", left, sign, right):
                said = self.random.choice(SIGNS[sign])
                said = word(said) if said in WORDS else said
                return COMPARE, f"{of(left, SUM)} {said} {of(right, SUM)}"
            case ("is", operand, option, positive):
                said = self.random.choice(SIGNS["=" if positive else "!="])
                said = word(said) if said in WORDS else said
                return COMPARE, f"{of(operand, ATOM)} {said} {option}"
            case ("among", operand, options):
                begin = f"{word('IS')} " if self.maybe(0.5) else ""
                return COMPARE, f"{of(operand, SUM)} {begin}{word('ONE_OF')} ({', '.join(options)})"
            case ("below first", name):
                begin = f"{word('IS')} " if self.maybe(0.5) else ""
                return COMPARE, f"{name} {begin}{word('BELOW_ITS_FIRST')}"
            case ("between", operand, low, high):
                return COMPARE, (
                    f"{of(operand, SUM)} {word('BETWEEN')} {of(low, SUM)} "
                    f"{word('AND')} {of(high, SUM)}"
                )
            case ("not", operand):
                return NOT, f"{word('NOT')} {of(operand, NOT)}"
            case ("and", operands):
                return AND, f" {word('AND')} ".join(of(operand, NOT) for operand in operands)
            case ("or", operands):
                return OR, f" {word('OR')} ".join(of(operand, AND) for operand in operands)
            case ("or else", one, other):
                return OR_ELSE, f"{of(one, OR)} {word('OR_ELSE')} {of(other, OR_ELSE)}"
            case ("if", condition, then, otherwise):
                return LOOSE, (
                    f"{word('IF')} {of(condition)} {word('THEN')} {of(then)} "
                    f"{word('ELSE')} {of(otherwise)}"
                )
        raise AssertionError(expr)

    def chain(self, parts: tuple, room: int) -> str:
        """Terms or factors; the first has no sign of its own."""
        (_, first), *rest = parts
        said = self.of(first, room)
        for sign, operand in rest:
            gap = " " if not self.maybe(0.1) else self.random.choice(("\n        ", " "))
            said += f"{gap}{sign} {self.of(operand, room)}"
        return said


def write(
    book: Book, seed: int, languages: tuple[str, ...], *, plainly: bool = False
) -> tuple[str, ...]:
    """The declarations of a book as texts."""
    return tuple(Writer(Random(seed), languages, plainly=plainly).declarations(book))  # noqa: S311


def arrange(declarations: tuple[str, ...], seed: int) -> dict[str, str]:
    """Declarations in any order, in one file or several; `main.kpi` uses the others."""
    random = Random(seed)  # noqa: S311
    shuffled = random.sample(declarations, len(declarations))
    names = FILES[: random.choice((1, 1, 2, 3))]
    texts: dict[str, list[str]] = {name: [] for name in names}
    for declaration in shuffled:
        texts[random.choice(names)].append(declaration)
    for name in names:
        others = [f'use "{other}"\n' for other in names if other != name]
        if name != "main.kpi" and random.random() < 0.5:
            others = []
        texts[name] = [*others, *texts[name]]
    return {name: "\n".join(parts) for name, parts in texts.items()}


FILES = ("main.kpi", "หน่วย.kpi", "framework/2566.kpi")
