"""Rules that stand in a Markdown document: the blocks fenced as `kpi`, all one text.

The fences are those of CommonMark, read a little more widely: a fence counts
however far it is indented, and right after the mark of a list item, so that
rules in a list are never lost. See docs/decisions/0008-literate.md.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from msgspec import Struct

from kpirules.diagnostics.diagnostic import Problem
from kpirules.diagnostics.findings import Checked
from kpirules.syntax.literate_problems import NoRulesInDocument, UnclosedBlock
from kpirules.text.source import LITERATE, Source
from kpirules.text.span import Span

_DEEPER = 3
"""How many columns further in than its opening line the closing line of a block may stand."""

# Signs are looked for first and the line around them second: looking at the
# start of every line takes eight times as long.
_SIGN = re.compile(r"```|~~~|<!--")
_BEFORE = re.compile(r"\ufeff?[ \t]*+(?:(?:[-+*]|[0-9]{1,9}[.)])[ \t]++)*+")
_FENCE = re.compile(r"(`{3,}+(?=[^`\r\n]*(?:[\r\n]|\Z))|~{3,}+)([^\r\n]*)(?:\r\n|\r|\n|\Z)")
_LITTLE = ("", " ", "  ", "   ")
_LINE_END = re.compile(r"[\r\n]|\Z")
_RULES = re.compile(r"[ \t]*kpi(?=[\s,:{]|\Z)", re.IGNORECASE)


class _Fence(Struct, frozen=True):
    """A line that opens or closes a block: where it begins, and where the line after it does."""

    start: int
    after: int
    span: Span
    marks: str
    column: int
    bare: bool
    rules: bool

    def closes(self, opening: _Fence) -> bool:
        """Whether it is the closing line of a block."""
        near = self.column <= opening.column + _DEEPER
        return self.bare and near and self.marks.startswith(opening.marks)

    def follows(self, opening: _Fence) -> bool:
        """Whether it opens another block where the first should have been closed.

        For Markdown the line is the inside of the first block. Nobody means that,
        and rules would be lost, or other text read as rules, without a word.
        """
        other = self.rules or (opening.rules and not self.bare)
        return other and self.marks.startswith(opening.marks)


def rules_text(source: Source) -> Checked[str]:
    """What a file says in rules, each character at its place.

    Of a Markdown document all other text is blanked, line breaks as well: a
    stretch of prose is one run of spaces, which the lexer skips in one step.
    """
    if not source.name.endswith(LITERATE):
        return Checked(source.text)
    blocks: list[Span] = []
    findings: list[Problem] = []
    # A comment that is never closed hides nothing: better a rule too many than one lost.
    last_comment = source.text.rfind("-->")
    position = 0
    while (opening := next(_fences(source, position, last_comment), None)) is not None:
        ending = _ending(source, opening)
        position = len(source.text) if ending is None else ending.start
        if opening.rules:
            blocks.append(Span(source.name, opening.after, position))
        if ending is not None and ending.closes(opening):
            position = ending.after
        elif ending is not None or opening.rules:
            following = None if ending is None else ending.span
            findings.append(UnclosedBlock(opening.span, opening.marks, opening.rules, following))
    if not blocks and not findings:
        findings.append(NoRulesInDocument(Span(source.name, 0, 0)))
    return Checked(_only(source, blocks), tuple(findings))


def _ending(source: Source, opening: _Fence) -> _Fence | None:
    """The line that closes a block, or shows that it should have been closed before."""
    inside = _fences(source, opening.after)
    return next((line for line in inside if line.closes(opening) or line.follows(opening)), None)


def _only(source: Source, blocks: list[Span]) -> str:
    """The text of the blocks, with spaces for all that is not in them."""
    parts: list[str] = []
    end = 0
    for block in blocks:
        parts += (" " * (block.start - end), source.excerpt(block))
        end = block.end
    return "".join((*parts, " " * (len(source.text) - end)))


def _fences(source: Source, position: int, last_comment: int = -1) -> Iterator[_Fence]:
    """The fences from a line start on, but for those in comments that begin before `last_comment`."""
    text = source.text
    while (sign := _SIGN.search(text, position)) is not None:
        at = sign.start()
        breaks = (text.rfind("\n", position, at), text.rfind("\r", position, at))
        start = max(*breaks, position - 1) + 1
        before = _BEFORE.fullmatch(text, start, at)
        position = _end_of_line(text, at)
        if before is None:
            continue
        indent = before[0].lstrip("\ufeff")
        if (found := _FENCE.match(text, at)) is not None:
            yield _fence(source.name, start, indent, found)
            position = found.end()
        elif sign[0] == "<!--" and indent in _LITTLE and at < last_comment:
            position = _end_of_line(text, text.find("-->", at))


def _fence(name: str, start: int, indent: str, found: re.Match[str]) -> _Fence:
    marks, said = found.groups()
    return _Fence(
        start=start,
        after=found.end(),
        span=Span(name, found.start(), found.end(1) + len(said.rstrip())),
        marks=marks,
        column=len(indent.expandtabs(4)),
        bare=not (said.strip() or indent.strip()),
        rules=_RULES.match(said) is not None,
    )


def _end_of_line(text: str, position: int) -> int:
    found = _LINE_END.search(text, position)
    return len(text) if found is None else found.start()
