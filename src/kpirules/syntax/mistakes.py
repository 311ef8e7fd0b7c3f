"""From a place where a line could not go on to the mistake its writer made."""

from __future__ import annotations

import re
from functools import cache

from lark import Token
from msgspec import structs

from kpirules.diagnostics.diagnostic import Problem
from kpirules.syntax import problems
from kpirules.syntax.grammar import Column, Grammar, grammar
from kpirules.syntax.openings import declaration_spellings
from kpirules.syntax.phrases import LogicalLine, keyword_at
from kpirules.syntax.reading import readable, reads
from kpirules.syntax.roundings import mode_last
from kpirules.syntax.slips import Stop, glued_word, mend, unquoted
from kpirules.text.nearest import likeness, nearest
from kpirules.text.source import Source
from kpirules.text.span import Span
from kpirules.text.thai import name_key


def after_operand(terminal: str | None) -> bool:
    """Whether the terminal just read can be what a minus subtracts from."""
    return terminal in {"NAME", "NUMBER", "RPAR"}


def misread_header(line: LogicalLine, stop: Stop, source: Source, rules: Grammar) -> Problem:
    """What is wrong in the line that opens a declaration."""
    return _inside(line, stop, line, source, rules)


def misread_line(
    line: LogicalLine, stop: Stop, header: LogicalLine, source: Source, rules: Grammar
) -> Problem:
    """What is wrong in a line of a declaration."""
    if stop.index > 0:
        return _inside(line, stop, header, source, rules)
    file = source.name
    opening = str(header[0])
    lang = _language(header)
    first = line[0]
    meant, words = _whole_phrase(line, stop, rules)
    ordered = mode_last(line, 0, rules)
    if ordered is not None and reads(ordered, stop.start, rules):
        meant, words = " ".join(ordered), len(line)
    if meant is not None:
        return problems.UnknownLine(
            _span(file, first, line[words - 1]), _written(line[:words]), opening, meant
        )
    known = keyword_at(line, 0, rules)
    for terminal, words in known:
        homes = _homes(terminal, rules, lang)
        if homes:
            return problems.MisplacedLine(
                _span(file, line[0], line[words - 1]), _written(line[:words]), opening, homes
            )
    if first.type != "NAME":
        homes = _homes(first.type, rules, lang)
        if homes:
            return problems.MisplacedLine(_span(file, first), str(first), opening, homes)
        return problems.UnexpectedWord(
            _span(file, first), str(first), "", _expected(stop.expected, rules, lang), None
        )
    here = [name for name in stop.expected if name in rules.keywords]
    meant, words = _closest(line, 0, here, rules)
    glued = _glued(first, source, rules) or glued_word(line, stop, meant, file, rules)
    if glued is not None:
        return glued
    return problems.UnknownLine(
        _span(file, first, line[words - 1]), _written(line[:words]), opening, meant
    )


def closest_declaration(line: LogicalLine, rules: Grammar) -> str | None:
    """The keyword that a line may have been meant to open a declaration with."""
    return _closest(line, 0, sorted(rules.declarations), rules)[0]


def homes_of(terminal: str) -> tuple[str, ...]:
    """The declarations in which a terminal may begin a line."""
    return _homes_of().get(terminal, ())


def _inside(
    line: LogicalLine, stop: Stop, header: LogicalLine, source: Source, rules: Grammar
) -> Problem:
    file = source.name
    before = str(line[stop.index - 1]) if stop.index else ""
    lang = _language(header)
    expected = _expected(stop.expected, rules, lang)
    if stop.index >= len(line):
        end = line[-1].end_pos or 0
        else_ = rules.keywords["ELSE"].spelled(lang) if "ELSE" in stop.expected else None
        return problems.UnfinishedLine(Span(file, end, end), _written(line), expected, else_)
    mended = mend(line, stop, source, rules, lang)
    if mended is not None and any(
        name == "IF" for name, _ in keyword_at(line, stop.index - 1, rules)
    ):
        stop = structs.replace(stop, index=stop.index - 1)  # it is `if` that has no place
        before = str(line[stop.index - 1])
    here = [name for name in stop.expected if name in rules.keywords]
    meant, words = _closest(line, stop.index, here, rules)
    misspelt = meant is not None and _reads_with(meant, words, line, stop, rules)
    bare = unquoted(line, stop, source, rules, mended=mended is not None or misspelt)
    if bare is not None:
        return bare
    token = line[stop.index]
    if token.type == "NAME" and mended is None:
        glued = _glued(token, source, rules)
        if glued is not None:
            return glued
    if mended is not None or not _leads_on(meant, words, line, stop, rules):
        meant, words = None, 1
    span = _span(file, token, line[stop.index + words - 1])
    written = _written(line[stop.index : stop.index + words])
    return problems.UnexpectedWord(span, written, before, expected, meant, mended)


def _reads_with(meant: str, words: int, line: LogicalLine, stop: Stop, rules: Grammar) -> bool:
    """Whether the line can be read with another keyword in place of some words."""
    keyword = [Token("NAME", word) for word in meant.split()]
    rest = line[stop.index + words :]
    return reads([*line[: stop.index], *keyword, *rest], stop.start, rules)


def _leads_on(meant: str | None, words: int, line: LogicalLine, stop: Stop, rules: Grammar) -> bool:
    """Whether the line can be read further with another keyword in place of some words."""
    keyword = [Token("NAME", word) for word in (meant or "").split()]
    rest = line[stop.index + words :]
    read = readable([*line[: stop.index], *keyword, *rest], stop.start, rules)
    return not rest or read > stop.index + len(keyword)


def _language(header: LogicalLine) -> Column:
    """The language a declaration is written in: keywords are named as the writer has them."""
    return "en" if header[0].isascii() else "th"


def _expected(names: frozenset[str], rules: Grammar, lang: Column) -> tuple[problems.Expected, ...]:
    """What could have stood there, in the order the grammar lists it."""
    kinds: list[problems.Expected] = []
    if names & {"PLUS", "STAR"}:
        kinds.append(problems.Expected("operator"))
        names -= _EXPRESSION_GOES_ON
    kinds.extend(kind for plain, kind in _PLAIN.items() if plain in names)
    if "LPAR" in names and "NAME" in names:
        kinds = [problems.Expected("formula")]
        names -= {"NOT", "IF", "YES", "NO", "SUM_OF", "MEAN_OF"}
    kinds.extend(
        problems.Expected("keyword", word.spelled(lang))
        for word in rules.keywords.values()
        if word.name in names and word.section != "field"
    )
    return tuple(kinds)


_PLAIN = {
    "NUMBER": problems.Expected("number"),
    "NAME": problems.Expected("name"),
    "TEXT": problems.Expected("text"),
    "_NL": problems.Expected("end"),
}
_EXPRESSION_GOES_ON = frozenset(
    ("AND", "OR", "OR_ELSE", "AT_LEAST", "AT_MOST", "ABOVE", "BELOW", "BETWEEN", "IS", "IS_NOT",
     "ONE_OF", "THEN", "ELSE", "TO", "NAME", "LPAR")
)  # fmt: skip


def _closest(
    line: LogicalLine, index: int, names: list[str], rules: Grammar
) -> tuple[str | None, int]:
    """The spelling, among these keywords, nearest to what was written, and of how many words.

    Never one that turns the meaning round, nor the very words that were written.
    """
    spellings = [
        said
        for name in names
        for column in rules.keywords[name].spellings.values()
        for said in column
    ]
    words: list[str] = []
    for token in line[index : index + _longest()]:
        if token.type != "NAME":
            break
        words.append(str(token))
    found: list[tuple[float, int, str]] = []
    for count in range(len(words), 0, -1):
        written = " ".join(words[:count])
        same_length = [said for said in spellings if len(said.split()) == count]
        near = nearest(written, _alike(written, same_length), cutoff=0.7)
        if near is not None:
            found.append((likeness(written, near), count, near))
    if found:
        _, count, near = max(found)
        return near, count
    if not words:
        return None, 1
    one_word_for_many = nearest(words[0], _alike(words[0], spellings), cutoff=0.7)
    return one_word_for_many or _longer_by_kind(words[0], spellings), 1


@cache
def _longest() -> int:
    """The number of words in the longest keyword."""
    return max(len(keys) for found in grammar().phrases.values() for keys, _ in found)


def _whole_phrase(line: LogicalLine, stop: Stop, rules: Grammar) -> tuple[str | None, int]:
    """A keyword of three words or more in which one is missing: `higher better`, and how long it is."""
    words: list[str] = []
    for token in line[: _longest()]:
        if token.type != "NAME":
            break
        words.append(str(token))
    spellings = [
        said
        for name in stop.expected & rules.keywords.keys()
        for column in rules.keywords[name].spellings.values()
        for said in column
        if len(said.split()) > 2
    ]
    if len(words) < 2:
        return None, 1
    written = " ".join(words)
    return nearest(written, _alike(written, spellings), cutoff=0.85), len(words)


def _alike(written: str, spellings: list[str]) -> list[str]:
    """The spellings that may have been meant: others, and as positive or negative as this one."""
    return [
        said
        for said in spellings
        if _negative(said) == _negative(written) and name_key(said) != name_key(written)
    ]


def _negative(text: str) -> bool:
    return "ไม่" in text or "not" in text.split()


def _longer_by_kind(word: str, spellings: list[str]) -> str | None:
    """`ยกเลิกตัวชี้วัด` for `ยกเลิก`: a keyword and the kind of what it speaks of."""
    kinds = declaration_spellings()
    return next((said for said in spellings if any(word == said + kind for kind in kinds)), None)


def _glued(token: Token, source: Source, rules: Grammar) -> Problem | None:
    """`น้ำหนัก20`, `น้ำหนัก20%`: a keyword and a number without a space between."""
    text = str(token)
    head = text.rstrip("0123456789๐๑๒๓๔๕๖๗๘๙")
    if head == text or name_key(head) not in rules.phrases:
        return None
    start, end = token.start_pos or 0, token.end_pos or 0
    if percent := _PERCENT_SIGN.match(source.text, end):
        end = percent.end()
    return problems.MissingSpace(Span(source.name, start, end), head, text[len(head) :])


_PERCENT_SIGN = re.compile(r"[ \t]*[%％]")


@cache
def _homes_of() -> dict[str, tuple[str, ...]]:
    """For each terminal that may begin a line: the declarations that have such a line."""
    rules = grammar()
    homes: dict[str, list[str]] = {}
    for name in rules.keywords:
        if name not in rules.declarations or name == "USE":
            continue
        state = rules.lark.parse_interactive("", start="declaration").parser_state
        for terminal in (name, "NAME", "_NL"):
            state.feed_token(Token(terminal, "", 0, end_pos=0))
        for terminal in state.parse_conf.states[state.position]:
            homes.setdefault(terminal, []).append(name)
    return {terminal: tuple(names) for terminal, names in homes.items() if terminal != "$END"}


def _homes(terminal: str, rules: Grammar, lang: Column) -> tuple[str, ...]:
    return tuple(rules.keywords[name].spelled(lang) for name in homes_of(terminal))


def _written(tokens: LogicalLine) -> str:
    return " ".join(map(str, tokens))


def _span(file: str, first: Token, last: Token | None = None) -> Span:
    return Span(file, first.start_pos or 0, (last or first).end_pos or 0)
