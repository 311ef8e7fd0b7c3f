"""Lines that stand under no opening line, or under that of another declaration."""

from __future__ import annotations

from itertools import chain, groupby
from operator import itemgetter

from msgspec import Struct

from kpirules.diagnostics.diagnostic import Problem
from kpirules.syntax.grammar import Column, Grammar
from kpirules.syntax.mistakes import closest_declaration, homes_of
from kpirules.syntax.orphan_problems import (
    LinesBeforeDeclaration,
    OpensNothing,
    OrphanedLines,
    TitleBeforeDeclaration,
)
from kpirules.syntax.phrases import LogicalLine, keyword_at, opened_by
from kpirules.syntax.problems import UnknownLine
from kpirules.text.span import Span

_LIKELIEST = ("INDICATOR", "FACT", "SCORECARD", "SCORING", "PARAMETER")


class Block(Struct, frozen=True):
    """The lines of a declaration.

    `kind` is what opens it, `opened` whether its first line does: an orphaned
    block has none. `whole` is False where lines below it may have been meant for it.
    """

    kind: str
    lines: list[LogicalLine]
    opened: bool = True
    whole: bool = True


def parted(
    lines: list[LogicalLine], file: str, grammar: Grammar
) -> tuple[list[Block], Problem | None]:
    """A declaration's lines, and apart from them those that belong under another opening line."""
    kind = opened_by(lines[0], grammar) or ""
    for index in range(1, len(lines) - 1):
        likely = _common(lines[index : index + 2], kind, grammar)
        if not likely:
            continue
        start = index
        if (
            index > 1
            and lines[index - 1][0].type == "NAME"
            and not _homes(lines[index - 1], grammar)
        ):
            start = index - 1 if kind not in homes_of("NAME") else index
        rest = lines[index:]
        language: Column = "en" if rest[0][0].isascii() else "th"
        blocks = [Block(kind, lines[:start], whole=False), Block(likely, rest, opened=False)]
        spelled = grammar.keywords[likely].spelled(language)
        row = _opening(spelled, language)
        last = _span(file, rest[-1])
        if start < index:
            above = lines[start]
            return blocks, OpensNothing(_span(file, above), str(above[0]), last, spelled, row)
        return blocks, OrphanedLines(_span(file, rest[0]), last, spelled, row, len(rest))
    return [Block(kind, lines)], None


def stray(lines: list[LogicalLine], file: str, grammar: Grammar) -> list[Problem]:
    """What is wrong with the lines before the first declaration, each block of them told once."""
    found: list[Problem] = []
    for known, group in groupby(lines, key=lambda line: bool(_homes(line, grammar))):
        block = list(group)
        spans = tuple(_span(file, line) for line in block)
        first = block[0]
        if known:
            language: Column = "en" if first[0].isascii() else "th"
            spelled = grammar.keywords[_common(block, "", grammar) or "INDICATOR"].spelled(language)
            last = spans[-1] if len(block) > 1 else None
            row = _opening(spelled, language)
            found.append(LinesBeforeDeclaration(spans[0], last, _word(first, grammar), row))
            continue
        titles = [line for line in block if not _nearly_opens(line, grammar)]
        for line in block:
            if line not in titles:
                word, meant = str(line[0]), closest_declaration(line, grammar)
                found.append(UnknownLine(_span(file, line[:1]), word, "", meant))
        if titles:
            places = tuple(_span(file, line) for line in titles)
            found.append(TitleBeforeDeclaration(places[0], _text(titles[0]), places))
    return found


def _nearly_opens(line: LogicalLine, grammar: Grammar) -> bool:
    """Whether a line has the shape of an opening line, and nearly its keyword."""
    shape = [token.type for token in line]
    named = shape in (["NAME"], ["NAME", "NAME"], ["NAME", "NAME", "TEXT"])
    return named and closest_declaration(line, grammar) is not None


def _common(lines: list[LogicalLine], kind: str, grammar: Grammar) -> str | None:
    """The declaration all these lines may stand in, where that is not the one they are in."""
    common: list[str] | None = None
    for line in lines:
        homes = _homes(line, grammar)
        if not homes or kind in homes:
            return None
        common = [home for home in homes if common is None or home in common]
    if not common:
        return None
    return next((home for home in _LIKELIEST if home in common), common[0])


def _homes(line: LogicalLine, grammar: Grammar) -> tuple[str, ...]:
    """The declarations in which a line may begin as this one does."""
    for _, equals in groupby(keyword_at(line, 0, grammar), key=itemgetter(1)):  # longest first
        several = [homes_of(terminal) for terminal, _ in equals]
        if homes := tuple(dict.fromkeys(chain.from_iterable(several))):
            return homes
    return homes_of(line[0].type) if line[0].type in {"NUMBER", "MINUS"} else ()


def _opening(spelled: str, language: Column) -> str:
    name = f"new-{spelled}" if language == "en" else f"{spelled}-ใหม่"
    return f"{spelled} {name}"


def _word(line: LogicalLine, grammar: Grammar) -> str:
    """The keyword a line begins with, all of its words."""
    found = [words for name, words in keyword_at(line, 0, grammar) if homes_of(name)]
    return _text(line[: found[0] if found else 1])


def _text(line: LogicalLine) -> str:
    return " ".join(map(str, line))


def _span(file: str, line: LogicalLine) -> Span:
    return Span(file, line[0].start_pos or 0, line[-1].end_pos or 0)
