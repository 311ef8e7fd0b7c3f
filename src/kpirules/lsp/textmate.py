"""The colours of rule files for editors: a TextMate grammar, made of the grammar and its words.

What it makes lies in `vscode/syntaxes`; `tests/lsp/test_textmate.py --reset-golden` writes it.
A TextMate grammar sees one line at a time and knows no meaning: a keyword is
coloured where the grammar has room for it, at the beginning of a line or inside.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import groupby
from typing import Any, NamedTuple

from kpirules.syntax.grammar import Keyword, Section, grammar, keywords

SCOPES: dict[Section, str] = {
    "declaration": "storage.type.declaration.kpi",
    "line": "keyword.other.line.kpi",
    "inside": "keyword.operator.word.kpi",
    "field": "support.variable.property.kpi",
    "function": "support.function.kpi",
}
CONSTANT = "constant.language.kpi"
"""What stands for a value."""
NAME = "variable.other.kpi"
DECLARED = "entity.name.type.kpi"
UNIT = "entity.name.unit.kpi"
NUMBER = "constant.numeric.kpi"
TEXT = "string.quoted.double.kpi"
COMMENT = "comment.line.number-sign.kpi"

_CONSTANTS = frozenset(("YES", "NO", "NOT_ANNOUNCED", "NOT_APPLICABLE", "ABSENT", "WITHHELD"))
_DECLARING = ("COMPONENT", "COLUMN", "LET", "STAGE")  # lines that declare a name

# A Thai vowel or tone mark is no letter, so `\b` would cut words in the middle.
_PART = r"[\p{L}\p{M}\p{Nd}_]"
_NAME = rf"(?:[\p{{L}}_]{_PART}*(?:-{_PART}+)*)"
_BEFORE = rf"(?<!{_PART})(?<!{_PART}-)"
_AFTER = rf"(?!{_PART}|-{_PART})"
_BLANK = r"[ \t]+"
_DIGITS = r"[0-9๐-๙]"
_FENCE = r"`{3,}|~{3,}"

Pattern = dict[str, Any]
"""A rule of a TextMate grammar, as JSON has it."""


def textmate() -> Pattern:
    """The grammar of a rule file."""
    first, inside, naming = _places()
    words = keywords()
    return {
        "$schema": "https://raw.githubusercontent.com/martinring/tmlanguage/master/tmlanguage.json",
        "name": "kpi",
        "scopeName": "source.kpi",
        "fileTypes": ["kpi"],
        "patterns": [
            {"match": "#.*$", "name": COMMENT},
            {"match": r'"[^"]*"', "name": TEXT},
            _unit(),
            *_named(naming),
            *_keywords(first, at_start=True),
            *_asked_for(words.values()),
            *_keywords(inside, at_start=False),
            {"match": _NAME, "name": NAME},
            {"match": rf"{_DIGITS}+(?:,{_DIGITS}{{3}})*(?:\.{_DIGITS}+)?", "name": NUMBER},
            {"match": r"!=|<>|<=|>=|[-+*/^=<>]", "name": "keyword.operator.kpi"},
        ],
    }


def in_markdown() -> Pattern:
    """The `kpi` blocks of a Markdown document."""
    return {
        "scopeName": "markdown.kpi.codeblock",
        "injectionSelector": "L:text.html.markdown",
        "patterns": [
            {
                "name": "markup.fenced_code.block.markdown",
                "begin": rf"(^|\G)(\s*)({_FENCE})\s*(?i:(kpi)(?=[\s,:{{]|$)([^`]*))$",
                "end": r"(^|\G)\s*(\3)[`~]*\s*$",
                "beginCaptures": {
                    "3": {"name": "punctuation.definition.markdown"},
                    "4": {"name": "fenced_code.block.language"},
                    "5": {"name": "fenced_code.block.language.attributes"},
                },
                "endCaptures": {"2": {"name": "punctuation.definition.markdown"}},
                "patterns": [
                    {
                        "begin": r"(^|\G)(\s*)(.*)",
                        "while": rf"(^|\G)(?!\s*(?:{_FENCE})\s*$)",
                        "contentName": "meta.embedded.block.kpi",
                        "patterns": [{"include": "source.kpi"}],
                    }
                ],
            }
        ],
    }


def word_list() -> list[Pattern]:
    """Each spelling with its colours at the beginning of a line and inside one, for the tests."""
    first, inside, _ = _places()
    spelt: dict[str, Pattern] = {}
    for place, words in (("first", first), ("inside", inside)):
        for word in words:
            for spelling in _spellings(word):
                spelt.setdefault(spelling, {"spelling": spelling}).setdefault(place, scope_of(word))
    return [spelt[spelling] for spelling in sorted(spelt)]


def scope_of(word: Keyword) -> str:
    """How a keyword is coloured."""
    return CONSTANT if word.name in _CONSTANTS else SCOPES[word.section]


# ------------------------------------------------------------------- patterns


def _keywords(words: Iterable[Keyword], *, at_start: bool) -> Iterator[Pattern]:
    """Patterns for keywords; a longer one is tried before the one it begins with."""
    spelt = sorted(
        {(spelling, scope_of(word)) for word in words for spelling in _spellings(word)},
        key=lambda pair: (-len(pair[0]), pair),
    )
    every = [spelling for spelling, _ in spelt]
    for scope, run in groupby(spelt, key=lambda pair: pair[1]):
        one = _any_of((spelling for spelling, _ in run), every)
        if at_start:
            yield {"match": rf"^\s*({one}){_AFTER}", "captures": {"1": {"name": scope}}}
        else:
            yield {"match": rf"{_BEFORE}{one}{_AFTER}", "name": scope}


def _named(words: Iterable[Keyword]) -> Iterator[Pattern]:
    """Keywords at the beginning of a line that a name must follow, which may look like a keyword."""
    by_scopes: dict[tuple[str, str], list[str]] = {}
    for word in words:
        declares = word.section == "declaration" or word.name in _DECLARING
        scopes = scope_of(word), DECLARED if declares else NAME
        by_scopes.setdefault(scopes, []).extend(_spellings(word))
    for (scope, named), spellings in by_scopes.items():
        yield {
            "match": rf"^\s*({_any_of(spellings)}){_BLANK}({_NAME})",
            "captures": {"1": {"name": scope}, "2": {"name": named}},
        }


def _unit() -> Pattern:
    """A keyword and the unit after it, which may be of two parts."""
    words = [keywords()[name] for name in ("UNIT", "MEASURED_IN", "PER")]
    unit, measured, per = (_any_of(_spellings(word)) for word in words)
    scopes = [scope_of(word) for word in words]
    return {
        "match": rf"(?:^\s*({unit})|(?:^\s*|{_BEFORE})({measured})){_BLANK}({_NAME})"
        rf"(?:{_BLANK}({per}){_BLANK}({_NAME}))?",
        "captures": {
            str(number): {"name": scope}
            for number, scope in enumerate([*scopes[:2], UNIT, scopes[2], UNIT], 1)
        },
    }


def _asked_for(words: Iterable[Keyword]) -> Iterator[Pattern]:
    """Fields after a dot, functions before a parenthesis."""
    known = list(words)
    places: dict[Section, tuple[str, str]] = {
        "field": (r"(?<=\.)", _AFTER),
        "function": (_BEFORE, rf"{_AFTER}(?=\s*\()"),
    }
    for section, (before, after) in places.items():
        one = _any_of(
            spelling for word in known if word.section == section for spelling in _spellings(word)
        )
        yield {"match": f"{before}{one}{after}", "name": SCOPES[section]}


def _any_of(spellings: Iterable[str], others: Sequence[str] = ()) -> str:
    """One of several spellings, the longer first."""
    ordered = sorted(set(spellings), key=lambda said: (-len(said), said))
    return f"(?:{'|'.join(_phrase(said) + _unless(said, others) for said in ordered)})"


def _phrase(said: str) -> str:
    """The words of a keyword, with blanks as wide as one likes."""
    return _BLANK.join(map(re.escape, said.split()))


def _unless(said: str, others: Sequence[str]) -> str:
    """`is not`, but not where `is` stands before `not applicable`."""
    *before, last = said.split()
    rest = [other.removeprefix(last).strip() for other in others if other.startswith(f"{last} ")]
    in_two = rest and " ".join(before) in others
    return f"(?!{_BLANK}{_any_of(rest)}{_AFTER})" if in_two else ""


def _spellings(word: Keyword) -> tuple[str, ...]:
    return word.spellings["en"] + word.spellings["th"]


# ------------------------------------------------ where keywords may stand


class _Places(NamedTuple):
    """Which keywords may begin a line, which may stand inside one, and which a name must follow."""

    first: list[Keyword]
    inside: list[Keyword]
    naming: list[Keyword]


def _places() -> _Places:
    rules: _Rules = {}
    for rule in grammar().lark.rules:
        rules.setdefault(rule.origin.name, []).append([each.name for each in rule.expansion])
    lines = [name for name in rules if _is_line(name)]
    first = set(grammar().declarations).union(*(_begun(name, rules) for name in lines))
    inside: set[str] = set()
    naming: set[str] = set(first)
    for symbols in (symbols for expansions in rules.values() for symbols in expansions):
        further = (each for each in symbols[1:] if not _holds_lines(each, rules))
        inside.update(*(_reached(symbol, rules) for symbol in further))
        for symbol, following in zip(symbols, [*symbols[1:], None], strict=True):
            if following is None or _begun(following, rules) != {"NAME"}:
                naming.discard(symbol)
    words = keywords().values()
    return _Places(*([word for word in words if word.name in of] for of in (first, inside, naming)))


_Rules = dict[str, list[list[str]]]
"""The expansions of each rule of the grammar: names of rules and terminals."""


def _is_line(symbol: str) -> bool:
    """Whether it is what may stand on a line of a declaration."""
    return symbol.endswith("_line")


def _begun(symbol: str, rules: _Rules) -> set[str]:
    """The terminals that something may begin with."""
    return _follow(symbol, rules, lambda symbols: symbols[:1])


def _reached(symbol: str, rules: _Rules) -> set[str]:
    """The terminals that may stand in something, on the same line."""
    return _follow(symbol, rules, lambda symbols: symbols)


def _follow(symbol: str, rules: _Rules, some: Callable[[list[str]], list[str]]) -> set[str]:
    found: set[str] = set()
    waiting, seen = [symbol], {symbol}
    while waiting:
        here = waiting.pop()
        if here not in rules:
            found.add(here)
        for symbols in rules.get(here, ()):
            further = {each for each in some(symbols) if not _holds_lines(each, rules)}
            waiting.extend(further - seen)
            seen |= further
    return found


def _holds_lines(symbol: str, rules: _Rules) -> bool:
    """Whether it is a line, or lines repeated: a rule that the compiler of the grammar makes."""
    return _is_line(symbol) or (
        "_star_" in symbol and any(_is_line(each) for line in rules[symbol] for each in line)
    )
