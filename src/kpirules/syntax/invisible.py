"""Words that an invisible character cuts in two, put together again."""

from __future__ import annotations

from lark import Token
from msgspec import Struct

from kpirules.diagnostics.diagnostic import Problem
from kpirules.syntax.grammar import Grammar
from kpirules.syntax.phrases import LogicalLine, keyword_at
from kpirules.syntax.sign_problems import InvisibleCharacter
from kpirules.text.source import Source
from kpirules.text.span import Span

_SPACES = "\u00a0\u3000"
_IN_A_WORD = frozenset(("NAME", "NUMBER", "ODD_NUMBER", "INVISIBLE"))
_LINES = frozenset(("declaration", "line"))


class Whole(Struct, frozen=True):
    """The words of a line, none of them cut, and what was found between their parts."""

    line: LogicalLine
    findings: tuple[Problem, ...]


def put_together(raw: LogicalLine, source: Source, grammar: Grammar) -> Whole:
    """A line in which an invisible character no longer parts a word.

    Behind the keyword that a line begins with it stands for a space.
    """
    line: LogicalLine = []
    findings: list[Problem] = []
    index = 0
    while index < len(raw):
        end = _word_end(raw, index)
        word = _word(raw[index:end], grammar) if end - index > 2 else None
        if word is None:
            line.append(raw[index])
            index += 1
            continue
        hidden = [token for token in raw[index:end] if token.type == "INVISIBLE"]
        after_keyword = index == 0 and _is_line_keyword(raw, grammar)
        if after_keyword:
            findings.append(InvisibleCharacter(_span(source, hidden[0]), hidden[0][0], apart=True))
            line.append(raw[0])
            index = 2
            continue
        findings.extend(InvisibleCharacter(_span(source, each), each[0]) for each in hidden)
        line.append(word)
        index = end
    return Whole(line, tuple(findings))


def _word_end(raw: LogicalLine, start: int) -> int:
    """Where the word that begins here ends, whatever invisible is in it."""
    end = start
    while (
        end < len(raw)
        and raw[end].type in _IN_A_WORD
        and not any(space in raw[end] for space in _SPACES)
        and (end == start or raw[end - 1].end_pos == raw[end].start_pos)
    ):
        end += 1
    while end > start and raw[end - 1].type == "INVISIBLE":
        end -= 1
    return end


def _word(parts: LogicalLine, grammar: Grammar) -> Token | None:
    """The one word that parts are without what is invisible among them."""
    visible = [token for token in parts if token.type != "INVISIBLE"]
    if parts[0].type == "INVISIBLE" or len(visible) == len(parts):
        return None
    found = list(grammar.lark.lex("".join(visible)))
    if len(found) != 1 or found[0].type not in {"NAME", "NUMBER"}:
        return None
    return Token(found[0].type, str(found[0]), parts[0].start_pos, end_pos=parts[-1].end_pos)


def _is_line_keyword(raw: LogicalLine, grammar: Grammar) -> bool:
    return any(
        words == 1 and grammar.keywords[name].section in _LINES
        for name, words in keyword_at(raw, 0, grammar)
    )


def _span(source: Source, token: Token) -> Span:
    return Span(source.name, token.start_pos or 0, token.end_pos or 0)
