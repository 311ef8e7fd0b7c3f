"""`below its first level`, asked of what has no levels."""

from __future__ import annotations

from typing import ClassVar

from kpirules.diagnostics.diagnostic import Diagnostic
from kpirules.diagnostics.phrasing import both, finding
from kpirules.prose.words import Language, code
from kpirules.semantics.rule_text import InRuleWords, word
from kpirules.text.span import Span


class NoIndicator(InRuleWords, frozen=True):
    """`indicator-3.result below its first level`, or of something that is no indicator."""

    code: ClassVar[str] = "KPI0301"
    span: Span
    owner: str | None

    def describe(self, lang: Language) -> Diagnostic:
        """The mistake in words."""
        words = word("BELOW_ITS_FIRST", self.file_lang)
        return finding(
            self.code,
            self.span,
            lang,
            both(
                "only an indicator has levels: before {words} stands its name alone",
                "ตัวชี้วัดเท่านั้นที่มีเป้าหมาย หน้าคำว่า {words} ให้เขียนชื่อตัวชี้วัดอย่างเดียว",
                words=code(words),
            ),
            helps=(
                both(
                    "write {sample}",
                    "เขียน {sample}",
                    sample=code(f"{self.owner or 'indicator-1'} {words}"),
                ),
            ),
        )


class NoLevels(InRuleWords, frozen=True):
    """`below its first level` of an indicator that a formula scores."""

    code: ClassVar[str] = "KPI0301"
    span: Span
    name: str
    formula: Span

    def describe(self, lang: Language) -> Diagnostic:
        """The mistake in words."""
        sample = f"{self.name}.{word('score', self.file_lang)} {word('BELOW', self.file_lang)} 50"
        return finding(
            self.code,
            self.span,
            lang,
            both(
                "{name} has no levels: a formula gives its score",
                "{name} ไม่มีเป้าหมาย เพราะได้คะแนนจากสูตร",
                name=code(self.name),
            ),
            labels=((self.formula, both("scored here", "ให้คะแนนตรงนี้")),),
            helps=(
                both("compare the score: {sample}", "เทียบคะแนนแทน: {sample}", sample=code(sample)),
            ),
        )
