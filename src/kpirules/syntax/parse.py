"""Reading a rule file: every declaration that can be read, and every mistake.

The text is cut into logical lines and the lines into declarations before the
parser sees anything, so a mistake costs one line, never its neighbours. Within
a declaration the LALR tables of the grammar are driven line by line: where a
line cannot go on, it is reported, the parser is set back to the line's start,
and the next line is read.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from lark import Token, Tree
from lark.exceptions import UnexpectedToken
from lark.parsers.lalr_parser_state import ParserState
from msgspec import Struct, structs

from kpirules.diagnostics.diagnostic import Problem
from kpirules.diagnostics.findings import Checked
from kpirules.syntax import ast
from kpirules.syntax.character_problems import UnknownCharacter
from kpirules.syntax.grammar import Grammar, grammar
from kpirules.syntax.mistakes import (
    after_operand,
    misread_header,
    misread_line,
)
from kpirules.syntax.openings import respell_declaration
from kpirules.syntax.orphans import Block, parted, stray
from kpirules.syntax.phrases import LogicalLine, Placed, keyword_at, opens_declaration
from kpirules.syntax.problems import (
    MinusWithoutSpaces,
    MissingSpace,
    NestedTooDeeply,
    ReservedName,
    UnclosedParenthesis,
    UnexpectedWord,
    UnfinishedLine,
)
from kpirules.syntax.reading import accepted, reads
from kpirules.syntax.sign_problems import UnclosedText
from kpirules.syntax.slip_problems import MisspeltOpening, UnquotedText
from kpirules.syntax.slips import Stop
from kpirules.syntax.tokens import lex, nesting
from kpirules.text.source import Source
from kpirules.text.span import Span


class ReadLine(Struct, frozen=True):
    """A line as the parser took it, each token named for what it is there.

    A line that is not `whole` could not go on; its tokens are as the lexer found them.
    """

    tokens: tuple[Token, ...]
    whole: bool


def parse(source: Source) -> Checked[ast.File]:
    """Read a rule file; the file holds what could be read, whatever was wrong."""
    return parse_lines(source)[0]


def parse_lines(source: Source) -> tuple[Checked[ast.File], tuple[ReadLine, ...]]:
    """Read a rule file, and tell how each line was read."""
    rules = grammar()
    rules.build.file = source.name
    lexed = lex(source, rules)
    reader = _Reader(rules, source, list(lexed.findings), lexed.doubtful, [])
    uses: list[ast.Use] = []
    declarations: list[ast.Declaration] = []
    for block in _blocks(lexed.lines, reader):
        read = _declaration(block, reader)
        if isinstance(read, ast.Use):
            uses.append(read)
        elif read is not None:
            declarations.append(read)
    file = ast.File(source.name, tuple(uses), tuple(declarations), tuple(lexed.comments))
    ordered = sorted(reader.findings, key=lambda finding: finding.span.start)
    return Checked(file, tuple(ordered)), tuple(reader.lines)


DEEPEST = 80
"""How deep a formula may be nested. Every stage walks formulas without running out of stack."""


class _Reader(Struct):
    """What reading one file needs at hand."""

    grammar: Grammar
    source: Source
    findings: list[Problem]
    doubtful: set[int]
    lines: list[ReadLine]


def _blocks(lines: list[LogicalLine], reader: _Reader) -> Iterator[Block]:
    """The lines of each declaration; lines that no opening line stands over are reported."""
    file, rules = reader.source.name, reader.grammar
    before: list[LogicalLine] = []
    chunks: list[list[LogicalLine]] = []
    for line in lines:
        if opens_declaration(line, rules):
            chunks.append([line])
            continue
        respelt = respell_declaration(line, reader.source, rules)
        if respelt is None:
            (chunks[-1] if chunks else before).append(line)
        else:
            _report(respelt.problem, reader)
            chunks.append([respelt.line])
    for problem in stray(before, file, rules):
        _report(problem, reader)
    for chunk in chunks:
        blocks, missing = parted(chunk, file, rules)
        if missing is not None:
            _report(missing, reader)
        yield from blocks


def _declaration(block: Block, reader: _Reader) -> ast.Declaration | ast.Use | None:
    state = _fresh(reader.grammar)
    lines = block.lines
    header = lines[0] if block.opened else _unwritten(block, reader)
    damaged = not block.whole
    if not block.opened:
        _open(block.kind, None, header, 1, state)
    else:
        lines = lines[1:]
        stop = _feed(header, state, reader)
        if stop is not None:
            damaged = True
            _report(misread_header(header, stop, reader.source, reader.grammar), reader)
            state = _fresh(reader.grammar)
            if not _feed_bare_header(header, state, reader):
                return None
    for line in lines:
        if not _line(line, header, state, reader):
            damaged = True
    last = block.lines[-1]
    end = last[-1].end_pos or 0
    built: Any = state.feed_token(Token("$END", "", end, end_pos=end), is_end=True)
    if not block.opened:
        return None
    if damaged and isinstance(built, ast.Declaration):
        return structs.replace(built, damaged=True)
    read: ast.Declaration | ast.Use = built
    return read


def _line(line: LogicalLine, header: LogicalLine, state: ParserState[int], reader: _Reader) -> bool:
    """Read a line of a declaration; whether it could be read, and says what was meant."""
    if len(line) > DEEPEST and (depth := nesting(line, reader.grammar)) > DEEPEST:
        place = _place(reader, line[0]).to(_place(reader, line[-1]))
        _report(NestedTooDeeply(place, depth, DEEPEST, not header[0].isascii()), reader)
        return False
    states, values = list(state.state_stack), _copied(state.value_stack)
    stop = _feed(line, state, reader)
    if stop is None and not _guessed(line, reader):
        return True
    state.state_stack[:], state.value_stack[:] = states, values
    _feed_bare_component(line, state, reader)
    if stop is not None:
        problem = misread_line(line, stop, header, reader.source, reader.grammar)
        if not _blamed(problem, line, stop, reader):
            _report(problem, reader)
    return False


def _unwritten(block: Block, reader: _Reader) -> LogicalLine:
    """The keyword that should open a block, in the language of its lines."""
    first = block.lines[0][0]
    word = reader.grammar.keywords[block.kind].spelled("en" if first.isascii() else "th")
    return [Token("NAME", word, first.start_pos, end_pos=first.start_pos)]


def _blamed(problem: Problem, line: LogicalLine, stop: Stop, reader: _Reader) -> bool:
    """Whether a line cannot go on because of a mistake in it that was told already."""
    if isinstance(problem, UnfinishedLine):
        return _mark_lost(line[0].start_pos or 0, reader)
    if not isinstance(problem, UnexpectedWord) or problem.mend or not stop.index:
        return False
    if _closed_earlier(line, stop, reader):
        return True
    if problem.meant:
        return False
    if _mark_lost(problem.span.start, reader):
        return True
    before = range(line[0].start_pos or 0, problem.span.start + 1)
    told = [found for found in reader.findings if found.span.start in before]
    if any(isinstance(found, UnclosedParenthesis | ReservedName) for found in told):
        return True
    return _broken_off(problem, line, stop, reader)


def _mark_lost(here: int, reader: _Reader) -> bool:
    """Whether a text further along the line has no end: a mark is missing, perhaps before it."""
    for index, found in enumerate(reader.findings):
        after = isinstance(found, UnclosedText) and found.span.start > here
        if after and "\n" not in reader.source.text[here : found.span.start]:
            assert isinstance(found, UnclosedText)  # noqa: S101  # just asked
            reader.findings[index] = structs.replace(found, certain=False)
            return True
    return False


def _closed_earlier(line: LogicalLine, stop: Stop, reader: _Reader) -> bool:
    """Whether a parenthesis was closed at the line's end that should be closed here."""
    if line[-1].type != "RPAR" or line[-1].start_pos != line[-1].end_pos:
        return False
    end = line[stop.index - 1].end_pos or 0
    closed = [*line[: stop.index], Token("RPAR", ")"), *line[stop.index : -1]]
    if not reads(closed, stop.start, reader.grammar):
        return False
    here = Span(reader.source.name, end, end)
    last = max(
        index
        for index, found in enumerate(reader.findings)
        if isinstance(found, UnclosedParenthesis) and found.span.start < end
    )
    reader.findings[last] = UnclosedParenthesis(reader.findings[last].span, here)
    return True


def _broken_off(problem: UnexpectedWord, line: LogicalLine, stop: Stop, reader: _Reader) -> bool:
    """Whether a character without meaning stands where the line cannot go on.

    Then deleting the character is no help, nor is more said of the line.
    """
    rest = range(line[stop.index - 1].end_pos or 0, line[-1].end_pos or 0)
    told = [
        found
        for found in reader.findings
        if isinstance(found, UnknownCharacter) and found.span.start in rest
    ]
    if not told or told[0].span.start >= problem.span.start or (told[0].meant or "").strip():
        return False
    reader.findings[:] = [found for found in reader.findings if found not in told]
    reader.findings.append(UnknownCharacter(told[0].span, told[0].written))
    return True


def _guessed(line: LogicalLine, reader: _Reader) -> bool:
    """Whether a line has a number that may be another: nothing is reckoned with it."""
    return bool(reader.doubtful) and any(token.start_pos in reader.doubtful for token in line)


def _report(problem: Problem, reader: _Reader) -> None:
    """Keep a problem; what is wrong with characters inside the text it mends goes with it."""
    place: Span | None = None
    match problem:
        case UnquotedText(span=place) | MisspeltOpening(span=place) | NestedTooDeeply(span=place):
            pass
        case MissingSpace(span=place):
            pass
        case UnexpectedWord(mend=mend) if mend is not None:
            place = mend.span
        case _:
            pass
    if place is not None:
        reader.findings[:] = [
            found
            for found in reader.findings
            if not (found.code in _OF_CHARACTERS and place.start <= found.span.start < place.end)
        ]
    reader.findings.append(problem)


_OF_CHARACTERS = frozenset(
    ("KPI0105", "KPI0106", "KPI0107", "KPI0108", "KPI0109", "KPI0110", "KPI0113")
)


def _feed(line: LogicalLine, state: ParserState[int], reader: _Reader) -> Stop | None:
    """Feed one line and its end; None when all of it was taken."""
    taken: list[Token] = []
    stop = _fed(line, state, reader, taken)
    read = (
        ReadLine(tuple(taken), whole=True) if stop is None else ReadLine(tuple(line), whole=False)
    )
    reader.lines.append(read)
    return stop


def _fed(
    line: LogicalLine, state: ParserState[int], reader: _Reader, taken: list[Token]
) -> Stop | None:
    table = state.parse_conf.states
    start = tuple(state.state_stack)
    index, length = 0, len(line)
    token: Token
    previous: str | None = None
    while index <= length:
        before = tuple(state.state_stack)
        if index == length:
            end = line[-1].end_pos or 0
            token, width = Placed("_NL", "\n", end, end), 1
        else:
            found, width = _retyped(line, index, table[state.position], reader)
            if found is None:
                return Stop(index, previous, accepted(before), start, before)
            token = found
            if token.type == "MINUS":
                _check_minus(line, index, previous, reader)
        try:
            state.feed_token(token)
        except UnexpectedToken:
            return Stop(index, previous, accepted(before), start, before)
        if index < length:
            taken.append(token)
        previous = token.type
        index += width
    return None


def _retyped(
    line: LogicalLine, index: int, room: dict[str, Any], reader: _Reader
) -> tuple[Token | None, int]:
    """The token as the grammar has room for it: a keyword first, else a name."""
    token = line[index]
    if token.type != "NAME":
        return (token, 1) if token.type in room else (None, 1)
    for terminal, words in keyword_at(line, index, reader.grammar):
        if terminal in room:
            last = line[index + words - 1]
            start, end = token.start_pos or 0, last.end_pos or 0
            return Placed(terminal, reader.source.text[start:end], start, end), words
    if "NAME" not in room:
        return None, 1
    if opens_declaration(line[index:], reader.grammar):
        reader.findings.append(ReservedName(_place(reader, token), str(token), f"{token}-1"))
    return token, 1


def _check_minus(line: LogicalLine, index: int, previous: str | None, reader: _Reader) -> None:
    """`a -b` could be a difference or a slip for the name `a-b`: ask for spaces."""
    token = line[index]
    if not after_operand(previous) or index + 1 >= len(line):
        return
    before, after = line[index - 1], line[index + 1]
    if before.end_pos != token.start_pos and token.end_pos == after.start_pos:
        reader.findings.append(MinusWithoutSpaces(_place(reader, token), str(before), str(after)))


def _feed_bare_header(line: LogicalLine, state: ParserState[int], reader: _Reader) -> bool:
    """Open the declaration all the same, so that its lines can be read."""
    terminal, words = next(
        (name, words)
        for name, words in keyword_at(line, 0, reader.grammar)
        if name in reader.grammar.declarations
    )
    if terminal == "USE":
        return False
    name = line[words] if words < len(line) and line[words].type == "NAME" else None
    _open(terminal, name, line, words, state)
    return True


def _open(
    terminal: str, name: Token | None, line: LogicalLine, words: int, state: ParserState[int]
) -> None:
    """Feed an opening line of a keyword, `words` long, and a name."""
    start, end = line[0].start_pos, line[words - 1].end_pos or 0
    state.feed_token(Token(terminal, str(line[0]), start, end_pos=end))
    state.feed_token(name or Token("NAME", "", end, end_pos=end))
    state.feed_token(Token("_NL", "\n", end, end_pos=end))


def _feed_bare_component(line: LogicalLine, state: ParserState[int], reader: _Reader) -> None:
    """Keep the name of a component whose line cannot be read: indicators speak of it."""
    opened = any(name == "COMPONENT" for name, _ in keyword_at(line, 0, reader.grammar))
    if not opened or "COMPONENT" not in accepted(tuple(state.state_stack)):
        return
    if len(line) < 2 or line[1].type != "NAME":
        return
    end = line[1].end_pos or 0
    state.feed_token(Token("COMPONENT", str(line[0]), line[0].start_pos, end_pos=line[0].end_pos))
    state.feed_token(line[1])
    for terminal, text in (("WEIGHT", ""), ("NUMBER", "1"), ("_NL", "\n")):
        state.feed_token(Token(terminal, text, end, end_pos=end))


def _copied(values: list[Any]) -> list[Any]:
    """The value stack as it is now: Lark gathers repeated lines in trees it changes in place."""
    return [
        Tree(value.data, list(value.children)) if isinstance(value, Tree) else value
        for value in values
    ]


def _fresh(rules: Grammar) -> ParserState[int]:
    return rules.lark.parse_interactive("", start="declaration").parser_state


def _place(reader: _Reader, token: Token) -> Span:
    return Span(reader.source.name, token.start_pos or 0, token.end_pos or 0)
