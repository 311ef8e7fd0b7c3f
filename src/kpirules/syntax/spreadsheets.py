"""What is written as in a spreadsheet: cells, and a percent sign that is to multiply by 100."""

from __future__ import annotations

import re
from typing import ClassVar

from lark import Token
from msgspec import Struct

from kpirules.diagnostics.diagnostic import Diagnostic, Edit, Fix, Problem
from kpirules.diagnostics.phrasing import both, finding
from kpirules.prose.words import Language, code
from kpirules.syntax.phrases import LogicalLine
from kpirules.text.source import Source
from kpirules.text.span import Span

_CELL = r"\$?[A-Za-z]{1,3}\$?\d{1,7}"
_CELLS = re.compile(rf"=?[ \t]*(?:[A-Za-z]+[ \t]*\([ \t]*)?{_CELL}:{_CELL}(?:[ \t]*\))?")
_SAMPLES: dict[Language, tuple[str, str]] = {
    "en": ("quarter-1 + quarter-2", "sum(amount over projects)"),
    "th": ("ไตรมาส-1 + ไตรมาส-2", "ผลรวม(จำนวนเงิน ของ โครงการ)"),
}


class Cells(Struct, frozen=True):
    """`=SUM(A1:A3)`: cells of a spreadsheet in the place of names."""

    code: ClassVar[str] = "KPI0113"
    span: Span
    written: str
    file_lang: Language

    def describe(self, lang: Language) -> Diagnostic:
        """The mistake in words."""
        names, rows = _SAMPLES[self.file_lang]
        return finding(
            self.code,
            self.span,
            lang,
            both(
                "{written} names cells of a spreadsheet, which rules do not have",
                "{written} อ้างเซลล์ของตารางคำนวณ แต่กฎไม่มีเซลล์",
                written=code(self.written),
            ),
            helps=(
                both(
                    "write the names of figures, such as {names}, or a column of a table: {rows}",
                    "เขียนชื่อข้อมูล เช่น {names} หรือชื่อคอลัมน์ของตาราง เช่น {rows}",
                    names=code(names),
                    rows=code(rows),
                ),
            ),
        )


class PercentSign(Struct, frozen=True):
    """`a / b %`: a percent sign behind a formula."""

    code: ClassVar[str] = "KPI0113"
    span: Span
    glued: bool

    def describe(self, lang: Language) -> Diagnostic:
        """The mistake in words."""
        write = both(
            "a percentage is a ratio times 100: write {sample}",
            "ร้อยละคืออัตราส่วนคูณ 100: เขียน {sample}",
            sample=code(_TIMES),
        )
        edit = Edit(self.span, f" {_TIMES}" if self.glued else _TIMES)
        return finding(
            self.code,
            self.span,
            lang,
            both("{sign} does not multiply by 100", "{sign} ไม่ได้คูณ 100 ให้", sign=code("%")),
            helps=(write,),
            fixes=(Fix(write.line(lang), (edit,)),),
        )


_TIMES = "* 100"


def cells(
    line: LogicalLine, index: int, source: Source, file_lang: Language
) -> tuple[int, Token, Problem] | None:
    """Where cells end that begin at a token, a number to read for them, and what to say."""
    start = line[index].start_pos or 0
    found = _CELLS.match(source.text, start)
    if found is None or line[index].type == "NUMBER":
        return None
    end = index
    while end < len(line) and (line[end].end_pos or 0) <= found.end():
        end += 1
    number = Token("NUMBER", "1", start, end_pos=found.end())
    return end, number, Cells(Span(source.name, start, found.end()), found[0], file_lang)


def percent(line: LogicalLine, index: int, source: Source) -> tuple[LogicalLine, Problem] | None:
    """`* 100` for a percent sign that ends what stands before it."""
    sign, before = line[index], line[index - 1]
    follows = line[index + 1].type if index + 1 < len(line) else None
    ratio = any(each.type == "SLASH" for each in line[:index])
    if sign != "%" or not ratio or before.type not in _ENDS or follows in _BEGINS:
        return None
    start, end = sign.start_pos or 0, sign.end_pos or 0
    times = [Token("STAR", "*", start, end_pos=end), Token("NUMBER", "100", end, end_pos=end)]
    return times, PercentSign(Span(source.name, start, end), glued=before.end_pos == start)


_ENDS = frozenset(("NAME", "RPAR"))
_BEGINS = frozenset(("NAME", "NUMBER", "LPAR"))
