"""The commonest slips: what would make a line readable that could not go on.

A mend is offered only when the whole line can be read with it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from lark import Token
from msgspec import Struct

from kpirules.syntax.chains import unchained
from kpirules.syntax.grammar import Column, Grammar
from kpirules.syntax.other_words import other_words
from kpirules.syntax.phrases import LogicalLine, keyword_at
from kpirules.syntax.problems import MissingSpace
from kpirules.syntax.reading import States, accepted, reads, reads_as_lines, step
from kpirules.syntax.roundings import mode_last
from kpirules.syntax.slip_problems import Mend, UnquotedText
from kpirules.text.nearest import nearest
from kpirules.text.source import Source
from kpirules.text.span import Span

_MONTHS = (
    "JANUARY", "FEBRUARY", "MARCH", "APRIL", "MAY", "JUNE", "JULY", "AUGUST", "SEPTEMBER",
    "OCTOBER", "NOVEMBER", "DECEMBER",
)  # fmt: skip
_SIGNS = {"GE": "AT_LEAST", "GT": "ABOVE", "LE": "AT_MOST", "LT": "BELOW"}
_LINE_END = re.compile(r"[\r\n#]|\Z")
_BREAK = re.compile(r"\r\n|\r|\n")
_FARTHEST = 60  # how many words an unquoted text may have where the line goes on after it
_YEAR = re.compile("[2๒][4-6๔-๖][0-9๐-๙]{2}")
_LONG = 4  # how many words a keyword has that people write from memory
_THREE_DIGITS = re.compile(r"\d{3}(\.\d+)?")


class Stop(Struct, frozen=True):
    """Where a line could not go on: the token, and what could have stood there.

    `index` is the length of the line when the line ended too early, `after` what
    the token before it was read as. `start` and `states` are the parser's places
    at the line's start and before the token.
    """

    index: int
    after: str | None
    expected: frozenset[str]
    start: States
    states: States


class _Change(Struct, frozen=True):
    """Other tokens for those from `start` to `end`; `shown` are those to show."""

    start: int
    end: int
    tokens: LogicalLine
    shown: LogicalLine | None = None


def mend(
    line: LogicalLine, stop: Stop, source: Source, rules: Grammar, lang: Column
) -> Mend | None:
    """What to write instead, where one small change makes the line right."""
    broken = _new_line(line, stop, source, rules)
    if broken is not None:
        return broken
    for change in _changes(line, stop, rules, lang):
        if reads(_changed(line, change), stop.start, rules):
            return _written(line, change, source)
    return _remark(line, stop, source)


def unquoted(
    line: LogicalLine, stop: Stop, source: Source, rules: Grammar, *, mended: bool = False
) -> UnquotedText | None:
    """Text without quotation marks: up to where the line goes on, or to its end.

    Where one small change would mend the line too, only a lost mark is more likely.
    In a formula a text is one of many things that may stand there.
    """
    if "TEXT" not in stop.expected or "NAME" in stop.expected or stop.index == 0:
        return None
    half = _half_quoted(line, stop, source, rules)
    if half is not None or mended:
        return half
    before = line[stop.index - 1].end_pos or 0
    text = Token("TEXT", '""')
    near = range(stop.index + 1, min(len(line), stop.index + _FARTHEST))
    for end in (*(end for end in near if keyword_at(line, end, rules)), len(line)):
        if not reads([*line[: stop.index], text, *line[end:]], stop.start, rules):
            continue
        found = _LINE_END.search(source.text, before)
        last = found.start() if found else len(source.text)
        if end < len(line):
            last = min(last, line[end].start_pos or 0)
        return _bare_text(before, last, source, label=stop.after == "NAME")
    return None


def _half_quoted(
    line: LogicalLine, stop: Stop, source: Source, rules: Grammar
) -> UnquotedText | None:
    """`source The plan" page 5`: only the second quotation mark."""
    start, end = line[-1].start_pos or 0, line[-1].end_pos or 0
    if line[-1].type != "TEXT" or '"' in source.text[start + 1 : end]:
        return None
    rest = [each for each in rules.lark.lex(source.text[start + 1 : end]) if each.type != "COMMENT"]
    if not reads([*line[: stop.index], Token("TEXT", '""'), *rest], stop.start, rules):
        return None
    before = line[stop.index - 1].end_pos or 0
    return _bare_text(before, start + 1, source, label=stop.after == "NAME")


def glued_word(
    line: LogicalLine, stop: Stop, meant: str | None, file: str, rules: Grammar
) -> MissingSpace | None:
    """`สูตรผ่าน`: a keyword glued to a Thai word, where the line can be read once they part."""
    first = line[0]
    spellings = [
        said
        for name in stop.expected & rules.keywords.keys()
        for said in rules.keywords[name].spellings["th"]
        if first.startswith(said) and len(said) < len(first)
    ]
    for said in sorted(spellings, key=len, reverse=True):
        rest = list(rules.lark.lex(first[len(said) :]))
        if meant is not None and len(meant) > len(said) and meant.startswith(said):
            return None
        if reads([Token("NAME", said), *rest, *line[1:]], stop.start, rules):
            span = Span(file, first.start_pos or 0, first.end_pos or 0)
            return MissingSpace(span, said, first[len(said) :])
    return None


def _bare_text(start: int, end: int, source: Source, *, label: bool) -> UnquotedText | None:
    written = source.text[start:end]
    start += len(written) - len(written.lstrip())
    written = written.strip()
    span = Span(source.name, start, start + len(written))
    bare = written.removesuffix('"').strip("`'‘’ ")
    return UnquotedText(span, bare, label) if bare and '"' not in bare else None


def _new_line(line: LogicalLine, stop: Stop, source: Source, rules: Grammar) -> Mend | None:
    """Two lines on one: the second begins with a line's keyword and can be read as a line."""
    if "_NL" not in stop.expected or not 0 < stop.index < len(line):
        return None
    found = [
        words
        for name, words in keyword_at(line, stop.index, rules)
        if rules.keywords[name].section == "line"
    ]
    after = step(stop.states, "_NL")
    if not found or after is None or not reads_as_lines(line[stop.index :], after, rules):
        return None
    start, end = line[stop.index - 1].end_pos or 0, line[stop.index].start_pos or 0
    word = source.text[end : line[stop.index + found[0] - 1].end_pos]
    return Mend("new line", Span(source.name, start, end), _break(line, source), word)


def _remark(line: LogicalLine, stop: Stop, source: Source) -> Mend | None:
    """What stands behind a number that ends the line, as a remark."""
    ended = "_NL" in stop.expected and "PLUS" not in stop.expected
    if not ended or stop.after != "NUMBER" or stop.index >= len(line):
        return None
    here, before = line[stop.index], line[stop.index - 1]
    if here.type not in {"NAME", "LPAR"} or here.start_pos == before.end_pos:
        return None
    start = here.start_pos or 0
    found = _LINE_END.search(source.text, start)
    rest = source.text[start : found.start() if found else len(source.text)].rstrip()
    return Mend("remark", Span(source.name, start, start), "# ", f"# {rest}")


def _break(line: LogicalLine, source: Source) -> str:
    """A line break, and the indentation of a line; two spaces below an opening line."""
    first = line[0].start_pos or 0
    start = max(source.text.rfind("\n", 0, first), source.text.rfind("\r", 0, first)) + 1
    indent = source.text[start:first]
    found = _BREAK.search(source.text, first)
    ending = found[0] if found else "\r\n" if "\r\n" in source.text else "\n"
    return ending + (indent if indent.isspace() else "  ")


def _changes(line: LogicalLine, stop: Stop, rules: Grammar, lang: Column) -> Iterator[_Change]:
    index, expected = stop.index, stop.expected
    if index == 0 or index >= len(line):
        return

    def word(name: str) -> LogicalLine:
        return [Token("NAME", part) for part in rules.keywords[name].spelled(lang).split()]

    here, before = line[index], line[index - 1]
    if any(name == "IF" for name, _ in keyword_at(line, index - 1, rules)):
        yield _grouped(line, index - 1)
    if any(name == "PERIOD" for name, _ in keyword_at(line, 0, rules)):
        years = [token for token in line[1:] if token.type == "NUMBER" and _YEAR.fullmatch(token)]
        yield from (_Change(1, len(line), [year]) for year in years[-1:])
    if (ordered := mode_last(line, index, rules)) is not None:
        yield _Change(index, len(line), ordered)
    if (phrase := _long_phrase(line, stop, rules)) is not None:
        yield _Change(0, len(line), phrase)
    yield from _opening_phrase(line, stop, rules)
    if here.type in _SIGNS and _SIGNS[here.type] in expected:
        yield _signs(line, index, rules, word("AND"), {s: word(k) for s, k in _SIGNS.items()})
    if index > 1 and here.type == line[index - 2].type == "NUMBER" and before.type == "NAME":
        yield from _month(line, index - 1, rules)
    if here.type == before.type == "NUMBER":
        yield from _one_number(line, index)
    if here.type == "NUMBER" and "FROM" in expected and _goes_to(line, index + 1, rules):
        ends = [*word("FROM"), here, *word("TO"), line[index + 2]]
        yield _Change(index, index + 3, ends)
    if "AT" in expected:
        gap = 1 if here.type in {"EQ", "GE", "LE"} else 0  # `50 ≥ 60` is said of levels
        rest = line[index + gap :]
        shown = [*line[:index], *word("AT"), *rest]
        yield _Change(index, index + gap, word("AT"), shown)
    if "EQ" in expected and "PLUS" not in expected:
        equals = Token("EQ", "=")
        yield _Change(index, index, [equals], [*line[:index], equals, *line[index:]])
    if before.type == "NAME" and any(n == "IS" for n, _ in keyword_at(line, index - 1, rules)):
        equals = Token("EQ", "=")
        shown = [*line[: index - 1], equals, *line[index:]]
        yield _Change(index - 1, index, [equals], shown)
    if index >= 3 and index + 1 < len(line):
        for found in unchained(line, index, rules, word("AND"), word("BETWEEN")):
            yield _Change(*found)
    yield from _opening_name(line, index, expected)
    for other in other_words(line, index, expected, rules, lang):
        yield _Change(*other)


def _grouped(line: LogicalLine, start: int) -> _Change:
    """`1 + if … then … else …`: the choice in parentheses, to where one is closed or the line ends."""
    depth, end = 0, start
    while end < len(line) and (depth or line[end].type not in {"RPAR", "_COMMA"}):
        depth += (line[end].type == "LPAR") - (line[end].type == "RPAR")
        end += 1
    return _Change(start, end, [Token("LPAR", "("), *line[start:end], Token("RPAR", ")")])


def _long_phrase(line: LogicalLine, stop: Stop, rules: Grammar) -> LogicalLine | None:
    """A line that is one long keyword, with a word of it changed, moved or left out."""
    if len(line) < _LONG or any(token.type != "NAME" for token in line):
        return None
    first = accepted(stop.start) & rules.keywords.keys()
    phrases = [
        said
        for name in first
        for column in rules.keywords[name].spellings.values()
        for said in column
        if len(said.split()) >= _LONG
    ]
    meant = nearest(" ".join(line), phrases, cutoff=0.8)
    return None if meant is None else [Token("NAME", word) for word in meant.split()]


def _opening_phrase(line: LogicalLine, stop: Stop, rules: Grammar) -> Iterator[_Change]:
    """`score t most 90`: the first word alone opens a line too, so that the second seems wrong."""
    spellings = [
        said
        for name in accepted(stop.start) & rules.keywords.keys()
        for column in rules.keywords[name].spellings.values()
        for said in column
    ]
    for end in range(stop.index + 1, min(stop.index + _LONG, len(line)) + 1):
        if any(token.type != "NAME" for token in line[:end]):
            return
        alike = [said for said in spellings if len(said.split()) == end]
        meant = nearest(" ".join(line[:end]), alike, cutoff=0.85)
        if meant is not None:
            yield _Change(0, end, [Token("NAME", word) for word in meant.split()])


def _goes_to(line: LogicalLine, index: int, rules: Grammar) -> bool:
    """Whether `to` and an end follow, or a dash and an end."""
    if index + 1 >= len(line):
        return False
    return line[index].type == "MINUS" or any(n == "TO" for n, _ in keyword_at(line, index, rules))


def _signs(
    line: LogicalLine,
    start: int,
    rules: Grammar,
    and_: LogicalLine,
    words: dict[str, LogicalLine],
) -> _Change:
    """`>= 75 and < 90` in words."""
    last = max(i for i, token in enumerate(line) if token.type in words)
    end = next((i + 1 for i in range(last, len(line)) if line[i].type == "NUMBER"), len(line))
    tokens: LogicalLine = []
    for index in range(start, end):
        token = line[index]
        if token.type not in words:
            tokens.append(token)
            continue
        joined = any(name == "AND" for name, _ in keyword_at(line, index - 1, rules))
        tokens += [*(() if index == start or joined else and_), *words[token.type]]
    return _Change(start, end, tokens)


def _month(line: LogicalLine, index: int, rules: Grammar) -> Iterator[_Change]:
    """`30 Septober 2566`: a month misspelt, between two numbers."""
    months = [
        said
        for name in _MONTHS
        for column in rules.keywords[name].spellings.values()
        for said in column
    ]
    meant = nearest(str(line[index]), months, cutoff=0.6)
    if meant is not None:
        yield _Change(index, index + 1, [Token("NAME", meant)])


def _one_number(line: LogicalLine, index: int) -> Iterator[_Change]:
    """`556 629`: a space between the thousands."""
    end = index
    while end < len(line) and line[end].type == "NUMBER" and _THREE_DIGITS.fullmatch(line[end]):
        end += 1
    if end > index and len(line[index - 1]) <= 3:
        whole = ",".join(line[index - 1 : end])
        yield _Change(index - 1, end, [Token("NUMBER", whole)])


def _opening_name(line: LogicalLine, index: int, expected: frozenset[str]) -> Iterator[_Change]:
    """`indicator 1` for `indicator indicator-1`, and `indicator my name "…"` for `my-name`."""
    if index == 1 and expected == {"NAME"} and line[1].type == "NUMBER":
        name = [Token("NAME", f"{line[0]}-{line[1]}".replace(".", "-"))]
        yield _Change(1, 2, name, [line[0], *name, *line[2:]])
    if index == 2 and _is_text(line[-1]) and line[2].type in {"NAME", "NUMBER"}:
        name = [Token("NAME", "-".join(line[1:-1]).replace(".", "-"))]
        yield _Change(1, len(line) - 1, name)


def _is_text(token: Token) -> bool:
    """Whether there is text, and not only a quotation mark that was left open."""
    return token.type == "TEXT" and (token.end_pos or 0) - (token.start_pos or 0) > 1


def _changed(line: LogicalLine, change: _Change) -> LogicalLine:
    return [*line[: change.start], *change.tokens, *line[change.end :]]


def _written(line: LogicalLine, change: _Change, source: Source) -> Mend:
    text = _text(change.tokens)
    before = line[change.start - 1] if change.start else None
    start = line[change.start].start_pos or 0
    if before is not None and change.start == change.end:
        start = before.end_pos or 0
        end = line[change.start].start_pos or 0
        return Mend("write", Span(source.name, start, end), f" {text} ", _text(change.shown or []))
    end = line[change.end - 1].end_pos or 0
    shown = text if change.shown is None else _text(change.shown)
    if before is not None and before.end_pos == start and before.type != "LPAR":
        text = f" {text}"
    after = line[change.end] if change.end < len(line) else None
    if after is not None and after.start_pos == end and after.type not in {"RPAR", "_COMMA"}:
        text = f"{text} "
    return Mend("write", Span(source.name, start, end), text, shown)


def _text(tokens: LogicalLine) -> str:
    """Tokens as one would write them: those that stood together stay together."""
    parts: list[str] = []
    for index, token in enumerate(tokens):
        before = tokens[index - 1]
        together = index > 0 and (
            (before.end_pos is not None and before.end_pos == token.start_pos)
            or before.type == "LPAR"
            or token.type in {"RPAR", "_COMMA"}
        )
        parts += (str(token),) if index == 0 or together else (" ", str(token))
    return "".join(parts)
