"""Formulas as they are written, and with the values filled in."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from typing import NamedTuple, assert_never

from kpirules.evaluate.trace import Computed, Gap, Literally, Rounded, Trace
from kpirules.explain.layers import year_of
from kpirules.explain.numbers import MINUS, figure, written_places
from kpirules.explain.places import places_of
from kpirules.explain.reader import Reader
from kpirules.explain.roundings import to_step
from kpirules.model import expressions as ex
from kpirules.model.aggregates import THAI
from kpirules.model.blends import Blend
from kpirules.model.expressions import Expr
from kpirules.model.functions import thai_name
from kpirules.prose import words
from kpirules.prose.words import Line, joined, line
from kpirules.text.dates import written_date

# How strongly the parts of a formula hold together: an operand that holds less than its
# surroundings stands in parentheses.
_CHOICE, _OR, _AND, _NOT, _COMPARE, _SUM, _PRODUCT, _SIGN, _POWER, _ATOM = range(10)

# Of a longer chain only the beginning and the end are written out.
_MOST_OPERANDS = 12
_SHOWN_FIRST = 6

_SIGNS = {
    "=": ("=", "="),
    "!=": ("≠", "≠"),
    "<": ("<", "<"),
    "<=": ("≤", "≤"),
    ">": (">", ">"),
    ">=": ("≥", "≥"),
}
_IS = _SIGNS | {"=": ("is", "เป็น"), "!=": ("is not", "ไม่เป็น")}
WORDS = {
    "=": ("=", "="),
    "!=": ("≠", "≠"),
    "<": ("below", "น้อยกว่า"),
    "<=": ("at most", "ไม่เกิน"),
    ">": ("above", "มากกว่า"),
    ">=": ("at least", "ไม่น้อยกว่า"),
}
FIELDS = {
    "result": ("result", "ผลการดำเนินงาน"),
    "score": ("score", "คะแนน"),
    "weighted": ("weighted", "คะแนนถ่วงน้ำหนัก"),
}


BLENDS: dict[Blend, tuple[str, str]] = {
    "weighted_mean": ("the weighted mean", "ค่าเฉลี่ยถ่วงน้ำหนัก"),
    "mean": ("the mean", "ค่าเฉลี่ย"),
    "lowest": ("the lowest", "ค่าต่ำสุด"),
    "highest": ("the highest", "ค่าสูงสุด"),
    "geometric_mean": ("the geometric mean", "ค่าเฉลี่ยเรขาคณิต"),
    "weighted_geometric_mean": ("the weighted geometric mean", "ค่าเฉลี่ยเรขาคณิตถ่วงน้ำหนัก"),
}


class _Operand(NamedTuple):
    """A part of a formula and how strongly it holds together."""

    line: Line
    strength: int


def written(expression: Expr, reader: Reader) -> Line:
    """The formula in the words of the rules: `volunteers / volunteer-goal × 100`."""
    return _written(expression, reader).line


def filled(trace: Trace, reader: Reader) -> Line:
    """The formula with its values: `362,318 / 556,629 × 100`. Named results are not opened."""
    return _filled(trace, reader).line


def rule_of(trace: Trace, reader: Reader) -> Line:
    """What a trace computes, in the words of the rules; for a leaf, its name."""
    match trace.step:
        case Computed(expression=expression) | Literally(expression=expression):
            return written(expression, reader)
        case _:
            return _name_of(trace, reader) or _filled(trace, reader).line


def _name_of(trace: Trace, reader: Reader) -> Line:
    """What the rules call a leaf, with its year if it is another one; nothing without a name."""
    step = trace.step
    for field in ("column", "let", "fact", "parameter", "value", "classification", "indicator"):
        thing = getattr(step, field, None)
        if thing is not None:
            return reader.dated((words.name(thing.name),), year_of(trace))
    return ()


def _written(expression: Expr, reader: Reader) -> _Operand:
    operands = [_written(child, reader) for child in ex.children(expression)]
    return _spelled(expression, operands, reader, signs=False)


def _filled(trace: Trace, reader: Reader) -> _Operand:
    match trace.step:
        case Computed(expression=ex.InYear()):
            return _filled(trace.parts[0], reader)
        case Computed(expression=ex.OverYears() as expression):
            return _each_year(expression, [_filled(part, reader) for part in trace.parts], reader)
        case Computed(expression=expression):
            written_as = ex.children(expression)
            operands = [
                _filled_in(part, each, reader)
                for part, each in zip(trace.parts, written_as, strict=False)
            ]
            if _is_about_choice(trace, expression):
                gap = trace.parts[0].value
                # `size = tiny` says it all.
                return _Operand(reader.missing(gap), _ATOM) if isinstance(gap, Gap) else operands[0]
            # An operation that a missing value cut short has fewer parts than it is written with.
            for child in ex.children(expression)[len(operands) :]:
                if isinstance(expression, ex.All | ex.Any):
                    break
                operands.append(_written(child, reader))
            return _spelled(expression, operands, reader, signs=True)
        case Literally(expression=expression):
            return _written(expression, reader)
        case _:
            pass
    result = trace.value
    if isinstance(result, Gap):
        return _Operand(line("(", reader.missing(result), ")"), _ATOM)
    if isinstance(result, dt.date):
        return _Operand((words.value(written_date(result, reader.lang)),), _ATOM)
    if isinstance(result, bool | str):
        # A bare `yes` among figures would not say what is so.
        called, said = _name_of(trace, reader), reader.value(result, None)
        return _Operand(line(called, " = ", said), _COMPARE) if called else _Operand(said, _ATOM)
    digits = words.value(figure(result, places_of(trace)))
    return _Operand((digits,), _SIGN if MINUS in digits.text else _ATOM)


def _filled_in(part: Trace, expression: Expr, reader: Reader) -> _Operand:
    """A part of a formula; a rounding is opened where the formula itself rounds."""
    if isinstance(part.step, Rounded) and isinstance(expression, ex.Round):
        inner = _filled_in(part.parts[0], expression.operand, reader)
        return _spelled(expression, [inner], reader, signs=True)
    return _filled(part, reader)


def _is_about_choice(trace: Trace, expression: Expr) -> bool:
    """Whether a condition asks what a thing is: which of some options, yes or no, known."""
    match expression:
        case ex.Among() | ex.Known():
            return bool(trace.parts)
        case ex.Compare(right=ex.Option() | ex.Flag() | ex.Words()):
            return bool(trace.parts)
        case ex.Not():
            return not isinstance(trace.parts[0].step, Computed)
        case _:
            return False


def _spelled(  # noqa: PLR0915  # one case for each expression
    expression: Expr, operands: Sequence[_Operand], reader: Reader, *, signs: bool
) -> _Operand:
    """An expression from its operands; comparisons in signs or in the words of the language."""
    match expression:
        case ex.Number():
            places = written_places(expression.written)
            number = reader.literal(expression.value, places, expression.unit)
            return _Operand(number, _SIGN if expression.value < 0 else _ATOM)
        case ex.Flag():
            return _Operand(reader.value(expression.yes, None), _ATOM)
        case ex.Option():
            return _Operand((words.value(expression.name),), _ATOM)
        case ex.Words():
            return _Operand((words.value(f'"{expression.text}"'),), _ATOM)
        case ex.Date():
            said = written_date(expression.date, reader.lang)
            return _Operand((words.value(said),), _ATOM)
        case ex.Days():
            later, earlier = operands
            return _Operand(line(later.line, f" {MINUS} ", earlier.line), _SUM)
        case ex.FiscalYear():
            return _called("fiscal-year", operands[0].line, reader)
        case ex.ColumnRef():
            return _Operand((reader.column(expression.table, expression.name),), _ATOM)
        case ex.Aggregate():
            return _Operand(_over_rows(expression, [each.line for each in operands], reader), _ATOM)
        case (
            ex.FactRef()
            | ex.ParameterRef()
            | ex.ValueRef()
            | ex.ClassRef()
            | ex.ComponentRef(field="sum")
        ):
            return _Operand((reader.name(expression.name),), _ATOM)
        case ex.IndicatorRef() | ex.ComponentRef():
            field = words.keyword(reader.pick(*FIELDS[expression.field]))
            return _Operand(line(reader.name(expression.name), ".", field), _ATOM)
        case ex.TotalRef():
            return _Operand((words.keyword(reader.pick("total", "คะแนนรวม")),), _ATOM)
        case ex.Sum():
            signs_of = [f" {MINUS} " if minus else " + " for minus in expression.minus]
            return _Operand(_chain(operands, signs_of, _SUM, leading=f"{MINUS}"), _SUM)
        case ex.Product():
            signs_of = [" / " if divide else " × " for divide in expression.divide]
            return _Operand(_chain(operands, signs_of, _PRODUCT, leading="1 / "), _PRODUCT)
        case ex.Power():
            base = _grouped(operands[0], _ATOM)
            return _Operand(line(base, "^", words.value(str(expression.exponent))), _POWER)
        case ex.RealPower():
            base, exponent = (_grouped(operand, _ATOM) for operand in operands)
            return _Operand(line(base, "^", exponent), _POWER)
        case ex.Negation():
            return _Operand(line(MINUS, _grouped(operands[0], _POWER)), _SIGN)
        case ex.Apply():
            arguments = joined([operand.line for operand in operands], ", ")
            return _called(expression.function, arguments, reader)
        case ex.Round():
            arguments = line(operands[0].line, " ", to_step(expression.rounding, reader))
            return _called("round", arguments, reader)
        case ex.Compare():
            table = _SIGNS if signs else WORDS
            if isinstance(expression.right, ex.Option | ex.Flag | ex.Words):
                table = _IS
            sign = reader.pick(*table[expression.operator])
            left, right = (_grouped(operand, _SUM) for operand in operands)
            return _Operand(line(left, f" {sign} ", right), _COMPARE)
        case ex.Between():
            return _between(operands, reader, signs=signs)
        case ex.Among():
            options = joined([(words.value(option),) for option in expression.options], ", ")
            one_of = reader.pick(" one of (", " หนึ่งใน (")
            return _Operand(line(_grouped(operands[0], _SUM), one_of, options, ")"), _COMPARE)
        case ex.BelowFirst():
            return _below_first(expression, operands[0], reader, signs=signs)
        case ex.Not():
            operand = _grouped(operands[0], _ATOM)
            return _Operand(line(reader.pick("not ", "ไม่ "), operand), _NOT)
        case ex.All():
            conjunction = reader.pick(" and ", " และ ")
            return _Operand(_chain(operands, [conjunction] * len(operands), _AND), _AND)
        case ex.Any():
            conjunction = reader.pick(" or ", " หรือ ")
            # `and` holds more tightly than `or`; not every reader knows that.
            return _Operand(_chain(operands, [conjunction] * len(operands), _NOT), _OR)
        case ex.If():
            condition, then, otherwise = (_grouped(operand, _OR) for operand in operands)
            return _Operand(
                reader.say(
                    "if {condition} then {then} else {otherwise}",
                    "ถ้า {condition} แล้ว {then} มิฉะนั้น {otherwise}",
                    condition=condition, then=then, otherwise=otherwise,
                ),
                _CHOICE,
            )  # fmt: skip
        case ex.Known():
            return _called("known", operands[0].line, reader)
        case ex.InYear():
            return _Operand(_in_year(expression, operands[0], reader), _ATOM)
        case ex.OverYears():
            return _Operand(_over_years(expression, operands[0], reader), _SIGN)
        case ex.OrElse():
            first, second = (_grouped(operand, _OR) for operand in operands)
            return _Operand(line(first, reader.pick(" or else ", " หากไม่มีให้ใช้ "), second), _CHOICE)
        case ex.Stages():
            return _Operand(reader.say("its stages", "ขั้นความสำเร็จ"), _ATOM)
        case ex.OfParts():
            return _Operand(of_parts(expression.blend, reader), _ATOM)
        case _:
            assert_never(expression)


def _in_year(expression: ex.InYear, operand: _Operand, reader: Reader) -> Line:
    what = _grouped(operand, _ATOM)
    if expression.year is None:
        return reader.say("{what} in the previous period", "{what} ในปีก่อนหน้า", what=what)
    year = words.value(str(expression.year))
    return reader.say("{what} in {year}", "{what} ในปี {year}", what=what, year=year)


def _over_years(expression: ex.OverYears, operand: _Operand, reader: Reader) -> Line:
    word = ("sum of", "ผลรวมของ") if expression.function == "sum" else ("mean of", "ค่าเฉลี่ยของ")
    start = words.value(str(expression.start))
    if expression.end is None:
        until = reader.say("to this period", "ถึงปีนี้")
    else:
        until = reader.say("to {end}", "ถึง {end}", end=words.value(str(expression.end)))
    return reader.say(
        "{function} {what} from {start} {until}", "{function} {what} ตั้งแต่ {start} {until}",
        function=words.keyword(reader.pick(*word)), what=_grouped(operand, _ATOM), start=start,
        until=until,
    )  # fmt: skip


def _each_year(expression: ex.OverYears, years: list[_Operand], reader: Reader) -> _Operand:
    """The figures of the years, added up or averaged."""
    if not years:
        return _Operand(reader.say("no year", "ไม่มีปีใด"), _ATOM)
    added = _chain(years, [" + "] * len(years), _SUM)
    if expression.function == "sum" or len(years) == 1:
        return _Operand(added, _SUM if len(years) > 1 else years[0].strength)
    return _Operand(line("(", added, ") / ", words.value(str(len(years)))), _PRODUCT)


def of_parts(blend: Blend, reader: Reader) -> Line:
    """What an indicator makes of its parts: `the weighted mean of its parts`."""
    return line(
        words.keyword(reader.pick(*BLENDS[blend])), reader.pick(" of its parts", "ของตัวชี้วัดย่อย")
    )


def _below_first(
    expression: ex.BelowFirst, operand: _Operand, reader: Reader, *, signs: bool
) -> _Operand:
    """`indicator-3 below its first level`, or `59.2 < 64.04`: farther off where nearer is better."""
    name = expression.operand.name
    indicator = reader.rules.indicators.get(name)
    scale = indicator.scale if indicator is not None else None
    if not signs or scale is None:
        words_of = reader.pick(" below its first level", " ไม่ถึงเป้าหมายแรก")
        return _Operand(line(reader.name(name), words.keyword(words_of)), _COMPARE)
    first = scale.levels[0]
    sign = "<" if scale.method.direction == "higher" else ">"
    digits = words.value(figure(first.at, written_places(first.at_written)))
    return _Operand(line(_grouped(operand, _SUM), f" {sign} ", digits), _COMPARE)


def _called(function: str, arguments: Line, reader: Reader) -> _Operand:
    called = words.keyword(reader.pick(function, thai_name(function)))
    return _Operand(line(called, "(", arguments, ")"), _ATOM)


def _over_rows(expression: ex.Aggregate, operands: Sequence[Line], reader: Reader) -> Line:
    """`sum(income over households where dependents at least 3)`."""
    inside: Line = (reader.name(expression.table),)
    if expression.operand is not None:
        inside = line(operands[0], reader.pick(" over ", " ของ "), inside)
    if expression.condition is not None:
        inside = line(inside, reader.pick(" where ", " เฉพาะที่ "), operands[-1])
    called = words.keyword(reader.pick(expression.function, THAI[expression.function]))
    return line(called, "(", inside, ")")


def _chain(
    operands: Sequence[_Operand], signs: Sequence[str], strength: int, leading: str = ""
) -> Line:
    """Operands with signs between; in the middle of a long chain only how many there are."""
    first = leading if leading and signs and signs[0].strip() in {MINUS, "/"} else ""
    parts: list[Line] = [line(first, _grouped(operands[0], strength))] if operands else []
    for operand, sign in zip(operands[1:], signs[1:], strict=False):
        # A minus right after another sign is hard to read: `5 − (−3)`.
        least = _ATOM if operand.strength == _SIGN else strength + 1
        parts.append(line(sign, _grouped(operand, least)))
    if len(parts) > _MOST_OPERANDS:
        left_out = len(parts) - _SHOWN_FIRST - 1
        middle = line(signs[_SHOWN_FIRST], words.muted(f"… (+{left_out:,}) …"))
        parts = [*parts[:_SHOWN_FIRST], middle, parts[-1]]
    return line(*parts)


def _between(operands: Sequence[_Operand], reader: Reader, *, signs: bool) -> _Operand:
    operand, low, high = (_grouped(each, _SUM) for each in operands)
    if signs:
        return _Operand(line(low, " ≤ ", operand, " ≤ ", high), _COMPARE)
    return _Operand(
        reader.say(
            "{operand} between {low} and {high}", "{operand} ระหว่าง {low} และ {high}",
            operand=operand, low=low, high=high,
        ),
        _OR,  # its own `and` is not to be taken for another one
    )  # fmt: skip


def _grouped(operand: _Operand, least: int) -> Line:
    if operand.strength < least:
        return line("(", operand.line, ")")
    return operand.line
