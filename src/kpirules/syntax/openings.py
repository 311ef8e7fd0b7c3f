"""Opening lines that are not written as the language has them, read as they were meant."""

from __future__ import annotations

import re

from lark import Token
from msgspec import Struct

from kpirules.diagnostics.diagnostic import Problem
from kpirules.syntax import problems
from kpirules.syntax.grammar import Column, Grammar, grammar
from kpirules.syntax.phrases import LogicalLine, keyword_at
from kpirules.syntax.slip_problems import MisspeltOpening
from kpirules.text.nearest import nearest
from kpirules.text.source import Source
from kpirules.text.span import Span

_LINE_END = re.compile(r"[\r\n#]|\Z")
_NUMBERED = re.compile(r"(\D+?)-?(\d+)")


class Respelt(Struct, frozen=True):
    """An opening line as it was meant, and what is wrong with the one that was written."""

    line: LogicalLine
    problem: Problem


def respell_declaration(line: LogicalLine, source: Source, rules: Grammar) -> Respelt | None:
    """A line that begins with a misspelt declaration keyword, read as if it were right.

    Only when a name or a number follows, as in every opening line and in the
    headings of documents; otherwise a misspelt line keyword would open a
    declaration that nobody wrote.
    """
    first = line[0]
    if first.type != "NAME" or keyword_at(line, 0, rules) or len(first) < 4:
        return None
    return _heading(line, source) or _misspelt(line, source)


def _misspelt(line: LogicalLine, source: Source) -> Respelt | None:
    """`indicater i1 "…"`."""
    if len(line) < 2 or line[1].type != "NAME" or (len(line) > 2 and line[2].type != "TEXT"):
        return None
    first = line[0]
    meant = _meant(first)
    if meant is None:
        return None
    span = Span(source.name, first.start_pos or 0, first.end_pos or 0)
    mended = [_token("NAME", meant, span), *line[1:]]
    return Respelt(mended, problems.UnknownLine(span, str(first), "", meant))


def _heading(line: LogicalLine, source: Source) -> Respelt | None:
    """`ตัวชี้วัดที่ 1 "…"`: a kind and a number, as documents head their sections."""
    first = line[0]
    word, number, width = str(first), "", 1
    if len(line) > 1 and line[1].type == "NUMBER":
        number, width = str(line[1]), 2
    elif numbered := _NUMBERED.fullmatch(first):
        word, number = numbered.groups()
    meant = word if word in declaration_spellings() else _meant(word)
    if not number or meant is None:
        return None
    name = f"{meant}-{number}".replace(".", "-").replace(",", "")
    start, head_end = first.start_pos or 0, line[width - 1].end_pos or 0
    rest = line[width:]
    last = _LINE_END.search(source.text, head_end)
    end = last.start() if last else len(source.text)
    if rest and rest[0].type == "TEXT":
        if len(rest) > 1:
            return None
        end = rest[0].start_pos or 0
    written = source.text[start:end].rstrip()
    head = Span(source.name, start, start + len(written))
    label: LogicalLine = list(rest)
    words = f"{meant} {name}"
    if rest and rest[0].type != "TEXT":
        bare = source.text[head_end : head.end].lstrip(" :.").rstrip(' :"')
        if not bare or '"' in bare:
            return None
        label = [Token("TEXT", f'"{bare}"', head_end, end_pos=head.end)]
        words = f"{words} {label[0]}"
    mended = [_token("NAME", meant, head), _token("NAME", name, head), *label]
    shown = f"{words} {rest[0]}" if rest and rest[0].type == "TEXT" else words
    return Respelt(mended, MisspeltOpening(head, str(first), words, shown))


def declaration_spellings() -> list[str]:
    """The words that open declarations, in both languages."""
    rules = grammar()
    languages: tuple[Column, ...] = ("en", "th")
    return [rules.keywords[name].spelled(lang) for name in rules.declarations for lang in languages]


def _meant(word: str) -> str | None:
    """The declaration's keyword nearest to a word, unless a line's keyword is nearer."""
    meant = nearest(word, declaration_spellings(), cutoff=0.75)
    if meant is None or nearest(word, _line_words(), cutoff=0.85) is not None:
        return None
    return meant


def _line_words() -> list[str]:
    rules = grammar()
    return [
        spelling.split()[0]
        for word in rules.keywords.values()
        if word.section == "line"
        for column in word.spellings.values()
        for spelling in column
    ]


def _token(kind: str, text: str, span: Span) -> Token:
    return Token(kind, text, span.start, end_pos=span.end)
