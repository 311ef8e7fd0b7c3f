"""From text to logical lines of tokens, mending on the way what can be mended.

The lexer never stops: whatever it does not know becomes a token of its own
kind, which is reported here and replaced by what the writer most likely meant,
so that the rest of the line can still be read.
"""

from __future__ import annotations

from operator import attrgetter

from lark import Token

from kpirules.syntax import ast, problems
from kpirules.syntax.characters import Mended, mend_line
from kpirules.syntax.grammar import Grammar
from kpirules.syntax.invisible import put_together
from kpirules.syntax.list_marks import without_mark
from kpirules.syntax.literate import rules_text
from kpirules.syntax.phrases import LogicalLine, keyword_at, opened_by, opens_declaration
from kpirules.text.source import Source
from kpirules.text.span import Span

_OPERATORS = frozenset(
    ("PLUS", "MINUS", "STAR", "SLASH", "CARET", "EQ", "NE", "LE", "GE", "LT", "GT", "_COMMA")
)
_JOINING = frozenset(("AND", "OR", "OR_ELSE", "THEN", "ELSE"))
_INFIX = frozenset(("AT_LEAST", "AT_MOST", "ABOVE", "BELOW", "BETWEEN", "IS", "IS_NOT", "ONE_OF"))
_OPENING = frozenset(("NOT", "IF", "AT_LEAST", "AT_MOST", "ABOVE", "BELOW", "BETWEEN"))
_WANTING = _JOINING | _OPENING
_type = attrgetter("type")
_MOST_PARENTHESES = 3  # more than these say nothing new about one line


class Lexed(Mended):
    """The tokens of a text: logical lines, comments, and what was mended."""

    lines: list[LogicalLine]
    comments: list[ast.Comment]


def lex(source: Source, grammar: Grammar) -> Lexed:
    """Cut a text into logical lines; each holds at least one token."""
    text = rules_text(source)
    found = Lexed(list(text.findings), set(), [], [])
    physical: list[LogicalLine] = [[]]
    for token in grammar.lark.lex(text.value):
        if token.type == "_NL":
            physical.append([])
        elif token.type == "COMMENT":
            found.comments.append(ast.Comment(text=str(token), span=_span(source, token)))
        else:
            physical[-1].append(token)
    mended: list[LogicalLine] = []
    kind: str | None = None
    above: LogicalLine = []
    for raw in filter(None, physical):
        goes_on = bool(above) and _is_open(above, grammar)
        line = _plain(raw, source, grammar, found, goes_on=goes_on)
        above = [*above, *line] if goes_on else line
        kind = opened_by(line, grammar) or kind
        if line := mend_line(line, kind, source, grammar, found):
            mended.append(line)
    _join(mended, source, grammar, found)
    return found


def _is_open(line: LogicalLine, grammar: Grammar) -> bool:
    """Whether a formula goes on in the next line, which then begins with no mark of a list."""
    ended = line[-1].type in _OPERATORS or _ends_open(line, grammar)
    return (ended or _open_parenthesis(line) is not None) and not opens_declaration(line, grammar)


def _plain(
    raw: LogicalLine, source: Source, grammar: Grammar, found: Lexed, *, goes_on: bool
) -> LogicalLine:
    """A line without what a word processor put before it and between its letters."""
    if "INVISIBLE" in map(_type, raw):
        whole = put_together(raw, source, grammar)
        found.findings.extend(whole.findings)
        raw = whole.line
    return raw if goes_on else without_mark(raw, source, grammar, found.findings)


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
    joining = [words for name, words in keyword_at(line, 0, grammar) if name in _JOINING]
    if joining:  # before a declaration, a stray word too costs only its own line
        return not any(
            len(line) > words and opens_declaration(line[words:], grammar) for words in joining
        )
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
    if line[-1].type != "NAME":
        return False
    for index in range(max(0, len(line) - 3), len(line)):
        for name, words in keyword_at(line, index, grammar):
            if index + words == len(line) and name in _WANTING and index > 0:
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
