"""From text to logical lines of tokens, mending on the way what can be mended.

The lexer never stops: whatever it does not know becomes a token of its own
kind, which is reported here and replaced by what the writer most likely meant,
so that the rest of the line can still be read.
"""

from __future__ import annotations

import re

from lark import Token
from msgspec import Struct

from kpirules.diagnostics.diagnostic import Problem
from kpirules.syntax import ast, problems
from kpirules.syntax.grammar import Grammar
from kpirules.syntax.literate import rules_text
from kpirules.text.source import Source
from kpirules.text.span import Span
from kpirules.text.thai import name_key

LogicalLine = list[Token]

_LOOKALIKES = {
    "\u00d7": ("STAR", "*"), "\u2217": ("STAR", "*"), "\uff0a": ("STAR", "*"),
    "\u00f7": ("SLASH", "/"), "\u2215": ("SLASH", "/"), "\u2044": ("SLASH", "/"),
    "\uff0f": ("SLASH", "/"), "\u2212": ("MINUS", "-"), "\u2013": ("MINUS", "-"),
    "\u2014": ("MINUS", "-"), "\uff0d": ("MINUS", "-"), "\u2264": ("LE", "<="),
    "\u2265": ("GE", ">="), "\u2260": ("NE", "!="), "\uff08": ("LPAR", "("),
    "\uff09": ("RPAR", ")"), "\uff0b": ("PLUS", "+"), "\uff1d": ("EQ", "="),
    "\uff0c": ("_COMMA", ","),
}  # fmt: skip
_OPERATORS = frozenset(
    ("PLUS", "MINUS", "STAR", "SLASH", "CARET", "EQ", "NE", "LE", "GE", "LT", "GT", "_COMMA")
)
_JOINING = frozenset(("AND", "OR", "OR_ELSE", "THEN", "ELSE"))
_INFIX = frozenset(("AT_LEAST", "AT_MOST", "ABOVE", "BELOW", "BETWEEN", "IS", "IS_NOT", "ONE_OF"))
_OPENING = frozenset(("NOT", "IF", "AT_LEAST", "AT_MOST", "ABOVE", "BELOW", "BETWEEN"))
_MOST_PARENTHESES = 3  # more than these say nothing new about one line
_LEADING_DIGITS = re.compile(r"[0-9,]*[0-9](?:\.[0-9]+)?")


class Lexed(Struct):
    """The tokens of a text: logical lines, comments, and what was mended."""

    lines: list[LogicalLine]
    comments: list[ast.Comment]
    findings: list[Problem]


def lex(source: Source, grammar: Grammar) -> Lexed:
    """Cut a text into logical lines; each holds at least one token."""
    text = rules_text(source)
    found = Lexed([], [], list(text.findings))
    physical: list[LogicalLine] = [[]]
    for token in grammar.lark.lex(text.value):
        if token.type == "_NL":
            physical.append([])
        elif token.type == "COMMENT":
            found.comments.append(ast.Comment(text=str(token), span=_span(source, token)))
        else:
            mended = _mend(token, source, found.findings)
            if mended is not None:
                physical[-1].append(mended)
    _join([line for line in physical if line], source, grammar, found)
    return found


def keyword_at(line: LogicalLine, index: int, grammar: Grammar) -> list[tuple[str, int]]:
    """The keywords that may begin at a token, longest first, each with its number of words."""
    token = line[index]
    if token.type != "NAME":
        return []
    found = []
    for keys, terminal in grammar.phrases.get(name_key(token), ()):
        words = line[index : index + len(keys)]
        if len(words) == len(keys) and all(
            word.type == "NAME" and name_key(word) == key
            for word, key in zip(words, keys, strict=True)
        ):
            found.append((terminal, len(keys)))
    return found


def opens_declaration(line: LogicalLine, grammar: Grammar) -> bool:
    """Whether a line begins with the keyword of a declaration."""
    return any(name in grammar.declarations for name, _ in keyword_at(line, 0, grammar))


def nesting(line: LogicalLine, grammar: Grammar) -> int:
    """How deep a formula is nested, at the most: parentheses, `if`, `not`, `^`, leading minus."""
    depth = deepest = chained = 0
    after_operator = True
    for index, token in enumerate(line):
        if token.type == "LPAR":
            depth += 1
            deepest = max(deepest, depth)
        elif token.type == "RPAR":
            depth -= 1
        elif token.type == "CARET" or (token.type == "MINUS" and after_operator):
            chained += 1
        elif token.type == "NAME":
            names = {name for name, _ in keyword_at(line, index, grammar)}
            chained += bool(names & {"IF", "NOT", "OR_ELSE"})
        after_operator = token.type in _OPERATORS or token.type == "LPAR"
    return deepest + chained


def _mend(token: Token, source: Source, findings: list[Problem]) -> Token | None:
    """The token as the parser can take it; None when there is nothing to keep."""
    match token.type:
        case "CURLY_TEXT":
            findings.append(problems.CurlyQuotes(_span(source, token), str(token)))
            return _as(token, "TEXT", f'"{token[1:-1]}"')
        case "OPEN_TEXT":
            findings.append(problems.UnclosedText(_span(source, token), str(token)))
            return _as(token, "TEXT", f'"{token[1:].rstrip()}"')
        case "ODD_NUMBER":
            findings.append(problems.OddNumber(_span(source, token), str(token)))
            digits = _LEADING_DIGITS.match(token)
            return _as(token, "NUMBER", digits.group() if digits else "0")
        case "INVISIBLE":
            findings.append(problems.InvisibleCharacter(_span(source, token), token[0]))
            return None
        case "LOOKALIKE":
            kind, sign = _LOOKALIKES[token]
            findings.append(problems.LookalikeSign(_span(source, token), str(token), sign))
            return _as(token, kind, sign)
        case "BAD":
            findings.append(problems.UnknownCharacter(_span(source, token), str(token)))
            return None
        case _:
            return token


def _join(physical: list[LogicalLine], source: Source, grammar: Grammar, found: Lexed) -> None:
    """Join lines that go on: inside parentheses, after and before an operator."""
    current: LogicalLine = []
    for line in physical:
        if current and _continues(current, line, source, grammar, found):
            current.extend(line)
        else:
            if current:
                _close(current, source, found)
                found.lines.append(current)
            current = list(line)
    if current:
        _close(current, source, found)
        found.lines.append(current)


def _continues(
    before: LogicalLine, line: LogicalLine, source: Source, grammar: Grammar, found: Lexed
) -> bool:
    if opens_declaration(line, grammar) or opens_declaration(before, grammar):
        return False  # an opening line holds no formula, even if its name is `above`
    if line[0].type in _OPERATORS and len(line) > 1 and opens_declaration(line[1:], grammar):
        return False  # a stray sign before a declaration costs that line, not the one above
    starts = {name for name, _ in keyword_at(line, 0, grammar)}
    if starts & _JOINING:
        return True
    first = line[0]
    if first.type in _OPERATORS and not _negative_number(line):
        return True
    if _begins_a_line(line, grammar):
        _close(before, source, found)
        return False
    last = before[-1]
    return (
        last.type in _OPERATORS
        or _ends_open(before, grammar)
        or _open_parenthesis(before) is not None
    )


def _begins_a_line(line: LogicalLine, grammar: Grammar) -> bool:
    """Whether a line begins with a line's keyword, and not with a name or `total` in a formula.

    Behind a name a formula goes on with an operator, or ends.
    """
    for name, words in keyword_at(line, 0, grammar):
        if grammar.keywords[name].section != "line":
            continue
        rest = line[words:]
        if words > 1:
            return True
        if rest and rest[0].type in {"NAME", "NUMBER", "TEXT"}:
            after = {found for found, _ in keyword_at(rest, 0, grammar)}
            return not after & (_JOINING | _INFIX)
    return False


def _ends_open(line: LogicalLine, grammar: Grammar) -> bool:
    """Whether a line ends in a word that wants more: `and`, `at least`, `then`."""
    for index in range(max(0, len(line) - 3), len(line)):
        for name, words in keyword_at(line, index, grammar):
            if index + words == len(line) and name in _JOINING | _OPENING and index > 0:
                return True
    return False


def _negative_number(line: LogicalLine) -> bool:
    """`-5 at 10` begins a line; `- 5` goes on with the one before."""
    return (
        len(line) > 1
        and line[0].type == "MINUS"
        and line[1].type == "NUMBER"
        and line[0].end_pos == line[1].start_pos
    )


def _open_parenthesis(line: LogicalLine) -> Token | None:
    """The last parenthesis that is open at the end of a line."""
    stack: list[Token] = []
    for token in line:
        if token.type == "LPAR":
            stack.append(token)
        elif token.type == "RPAR" and stack:
            stack.pop()
    return stack[-1] if stack else None


def _close(line: LogicalLine, source: Source, found: Lexed) -> None:
    """Report and close what parentheses a line leaves open."""
    reported = 0
    while (opened := _open_parenthesis(line)) is not None:
        end = line[-1].end_pos or 0
        if reported < _MOST_PARENTHESES:
            missing = problems.UnclosedParenthesis(
                _span(source, opened), Span(source.name, end, end)
            )
            found.findings.append(missing)
        reported += 1
        line.append(Token("RPAR", ")", end, end_pos=end))


def _span(source: Source, token: Token) -> Span:
    return Span(source.name, token.start_pos or 0, token.end_pos or 0)


def _as(token: Token, kind: str, text: str) -> Token:
    return Token(kind, text, token.start_pos, end_pos=token.end_pos)
