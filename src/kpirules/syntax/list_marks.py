"""Marks that documents put before the lines of a list: `•`, `-`, `1.`, `(2)`."""

from __future__ import annotations

from typing import ClassVar

from lark import Token
from msgspec import Struct

from kpirules.diagnostics.diagnostic import Diagnostic, Edit, Fix, Problem
from kpirules.diagnostics.phrasing import both, finding
from kpirules.prose.words import Language, code
from kpirules.syntax.grammar import Grammar
from kpirules.syntax.phrases import LogicalLine, keyword_at, opens_declaration
from kpirules.text.source import Source
from kpirules.text.span import Span

_BULLETS = frozenset("•●○◦‣⁃∙▪▫■□◆◇►▶➢➤✓✔★☆·–—−∗*-+")
_OPERATORS = frozenset(("STAR", "MINUS", "PLUS"))
_AFTER_A_NUMBER = frozenset(("AT", "WITHIN", "FROM", "IN"))
_WITHIN = frozenset(("THEN", "ELSE", "AND", "OR", "OR_ELSE", "IS", "IS_NOT", "BETWEEN", "ONE_OF"))
_LONGEST_LETTER = 2  # `ก.`, `ii)`


class ListMark(Struct, frozen=True):
    """A list mark before the keyword of a line."""

    code: ClassVar[str] = "KPI0113"
    span: Span
    written: str

    def describe(self, lang: Language) -> Diagnostic:
        """The mistake in words."""
        title = both("delete {mark}", "ลบ {mark}", mark=code(self.written)).line(lang)
        return finding(
            self.code,
            self.span,
            lang,
            both(
                "a line begins with its keyword, without {mark} before it",
                "บรรทัดต้องขึ้นต้นด้วยคำสำคัญ โดยไม่มี {mark} นำหน้า",
                mark=code(self.written),
            ),
            fixes=(Fix(title, (Edit(self.span, ""),), safe=True),),
        )


def without_mark(
    raw: LogicalLine, source: Source, grammar: Grammar, findings: list[Problem]
) -> LogicalLine:
    """A line without the list mark it begins with, which is reported."""
    width = _mark(raw, grammar)
    if not width:
        return raw
    start, end = raw[0].start_pos or 0, raw[width].start_pos or 0
    written = source.text[start : raw[width - 1].end_pos]
    findings.append(ListMark(Span(source.name, start, end), written))
    return raw[width:]


def _mark(raw: LogicalLine, grammar: Grammar) -> int:
    """How many tokens the mark before a line is; 0 where there is none."""
    first = raw[0]
    if len(raw) < 2 or (first.type == "NAME" and len(first) > _LONGEST_LETTER):
        return 0
    if first in _BULLETS or _private(first):
        if first.type == "MINUS" and raw[1].type == "NUMBER" and raw[1].start_pos == first.end_pos:
            return 0  # `-50 at 3`: a score below zero
        return int(_begins_a_line(raw[1:], grammar, after=first))
    kinds = [token.type for token in raw[:3]]
    number = first.type == "NUMBER" or len(first) <= _LONGEST_LETTER
    if number and kinds[:2] in (
        ["NUMBER", "DOT"],
        ["NUMBER", "RPAR"],
        ["NAME", "DOT"],
        ["NAME", "RPAR"],
    ):
        width = 2
    elif kinds in (["LPAR", "NUMBER", "RPAR"], ["LPAR", "NAME", "RPAR"]):
        width = 3
    elif first.type == "NUMBER" and "." in first:
        width = 1
    else:
        return 0
    rest = raw[width:]
    return width if rest and _begins_a_line(rest, grammar, after=first) else 0


def _words(head: str, grammar: Grammar) -> list[str]:
    return [name for name, _ in keyword_at([Token("NAME", head)], 0, grammar)] if head else []


def _private(token: Token) -> bool:
    """Whether it is a sign that only one font has: the bullets of word processors."""
    return len(token) == 1 and "\ue000" <= token <= "\uf8ff"


def _begins_a_line(rest: LogicalLine, grammar: Grammar, *, after: Token) -> bool:
    """Whether a line begins here, and not a formula that goes on after an operator."""
    if opens_declaration(rest, grammar):
        return len(rest) > 1
    sections = [grammar.keywords[name].section for name, _ in keyword_at(rest, 0, grammar)]
    if "line" in sections:
        width = max(words for _, words in keyword_at(rest, 0, grammar))
        behind = rest[width] if width < len(rest) else None
        if after.type not in _OPERATORS or width > 1:
            return True
        if behind is None or behind.type not in {"NAME", "NUMBER", "TEXT", "ODD_NUMBER"}:
            return False
        # `+ cases else 1`: a fact may be called like a line, and its formula goes on.
        return not any(name in _WITHIN for name, _ in keyword_at(rest, width, grammar))
    head = rest[0].rstrip("0123456789๐๑๒๓๔๕๖๗๘๙")
    if rest[0].type == "NAME" and head != rest[0]:  # `น้ำหนัก20`: a space is missing
        return any(grammar.keywords[name].section == "line" for name in _words(head, grammar))
    if rest[0].type == "NUMBER" and len(rest) > 1:
        return any(name in _AFTER_A_NUMBER for name, _ in keyword_at(rest, 1, grammar))
    return False
