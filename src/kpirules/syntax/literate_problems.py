"""Mistakes in how rules stand in a Markdown document."""

from __future__ import annotations

from typing import ClassVar

from msgspec import Struct

from kpirules.diagnostics.diagnostic import Diagnostic
from kpirules.diagnostics.phrasing import Said, both, finding
from kpirules.prose.words import Language, Word, code
from kpirules.text.span import Span


class UnclosedBlock(Struct, frozen=True):
    """A fenced block without its closing line.

    `rules` says whether the block holds rules or is one of another kind that
    swallows rules; `next` is the fence inside it that shows it should have ended.
    """

    code: ClassVar[str] = "KPI0117"
    span: Span
    fence: str
    rules: bool
    next: Span | None = None

    def describe(self, lang: Language) -> Diagnostic:
        """The mistake in words."""
        if self.rules:
            headline = both("this block of rules is not closed", "บล็อกกฎนี้ไม่มีบรรทัดปิด")
        else:
            headline = both(
                "this block is not closed before rules begin", "บล็อกนี้ไม่มีบรรทัดปิดก่อนเริ่มกฎ"
            )
        labels: tuple[tuple[Span, Said], ...] = ()
        notes: tuple[Said, ...] = ()
        if self.next is not None:
            labels = ((self.next, both("the next block begins here", "บล็อกถัดไปเริ่มตรงนี้")),)
        else:
            notes = (
                both(
                    "so all that follows is read as rules, to the end of the file",
                    "ข้อความที่เหลือทั้งหมดจนจบแฟ้มจึงถูกอ่านเป็นกฎ",
                ),
            )
        return finding(
            self.code,
            self.span,
            lang,
            headline,
            labels=labels,
            notes=notes,
            helps=(
                both(
                    "write {fence} on a line of its own where the block ends",
                    "เขียน {fence} ไว้เดี่ยว ๆ ในบรรทัดที่บล็อกจบ",
                    fence=_shown(self.fence),
                ),
            ),
        )


class NoRulesInDocument(Struct, frozen=True):
    """A Markdown document that should hold rules and holds none."""

    code: ClassVar[str] = "KPI0118"
    span: Span

    def describe(self, lang: Language) -> Diagnostic:
        """The mistake in words."""
        return finding(
            self.code,
            self.span,
            lang,
            both(
                "{file} has no block of rules",
                "{file} ไม่มีบล็อกกฎ",
                file=code(self.span.file),
            ),
            helps=(
                both(
                    "write the rules between a line {opening} and a line {closing}",
                    "เขียนกฎไว้ระหว่างบรรทัด {opening} กับบรรทัด {closing}",
                    opening=_shown("```kpi"),
                    closing=_shown("```"),
                ),
            ),
        )


def _shown(fence: str) -> Word:
    """A fence as it is written: with backticks round it, nobody could count its own."""
    return Word("rule", fence)
