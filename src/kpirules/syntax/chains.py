"""`0 < x + 1 < 5`: comparisons in a chain, as mathematics has them, written one by one."""

from __future__ import annotations

from collections.abc import Iterator

from kpirules.syntax.grammar import Grammar
from kpirules.syntax.phrases import LogicalLine, keyword_at

_RISING = frozenset(("LT", "LE"))
_FALLING = frozenset(("GT", "GE"))
_OPERANDS = frozenset(("NUMBER", "NAME", "PLUS", "MINUS", "STAR", "SLASH", "CARET", "DOT"))
_ENDS = frozenset(
    ("AND", "OR", "NOT", "IF", "THEN", "ELSE", "OR_ELSE", "WHERE", "OVER", "WHEN", "FORMULA",
     "SCORE_IS", "NOT_APPLICABLE_WHEN", "EQ")
)  # fmt: skip


def unchained(
    line: LogicalLine, index: int, rules: Grammar, and_: LogicalLine, between: LogicalLine
) -> Iterator[tuple[int, int, LogicalLine]]:
    """The chain round the second sign, at `index`: from where, to where, and what to write.

    `between` has both of its ends; where one of them is left out, two comparisons say so.
    """
    second = line[index]
    first = _sign_before(line, index, rules)
    if first is None:
        return
    start = _reach(line, first - 1, -1, rules) + 1
    end = _reach(line, index + 1, 1, rules)
    low, middle, high = line[start:first], line[first + 1 : index], line[index + 1 : end]
    if not (low and middle and high):
        return
    signs = line[first].type, second.type
    if signs == ("LE", "LE"):
        yield start, end, [*middle, *between, *low, *and_, *high]
    elif signs == ("GE", "GE"):
        yield start, end, [*middle, *between, *high, *and_, *low]
    elif any(set(signs) <= way for way in (_RISING, _FALLING)):
        yield start, end, [*low, line[first], *middle, *and_, *middle, second, *high]


def _sign_before(line: LogicalLine, index: int, rules: Grammar) -> int | None:
    """The sign that the operand before `index` stands behind."""
    found = _reach(line, index - 1, -1, rules)
    return found if found > 0 and line[found].type in _RISING | _FALLING else None


def _reach(line: LogicalLine, index: int, step: int, rules: Grammar) -> int:
    """The first token, this way, that is no part of the operand at `index`."""
    depth = 0
    while 0 <= index < len(line):
        token = line[index]
        if token.type in {"LPAR", "RPAR"}:
            depth += 1 if (token.type == "LPAR") == (step > 0) else -1
            if depth < 0:
                return index
        elif depth == 0 and (token.type not in _OPERANDS or _is_end(line, index, rules)):
            return index
        index += step
    return index


def _is_end(line: LogicalLine, index: int, rules: Grammar) -> bool:
    """Whether a keyword stands here, or ends here, that no operand has."""
    return any(
        name in _ENDS and start + words > index
        for start in range(max(0, index - 2), index + 1)
        for name, words in keyword_at(line, start, rules)
    )
