"""Mistakes in what a scorecard takes and changes."""

from __future__ import annotations

from typing import ClassVar

from kpirules.diagnostics.diagnostic import Diagnostic
from kpirules.diagnostics.phrasing import both, finding
from kpirules.prose.words import Language, code, joined, line
from kpirules.semantics.rule_text import InRuleWords, rule_word, word
from kpirules.text.span import Span


class _Mistake(InRuleWords, frozen=True):
    span: Span


class NotTaken(_Mistake, frozen=True):
    """A scorecard changes or leaves out an indicator that it does not have."""

    code: ClassVar[str] = "KPI0213"
    indicator: str
    scorecard: str
    component: str

    def describe(self, lang: Language) -> Diagnostic:
        """The mistake in words."""
        sample = f"{rule_word('includes', self.file_lang)} {self.indicator} {word('INTO', self.file_lang)} …"
        return finding(
            self.code,
            self.span,
            lang,
            both(
                "{indicator} does not count in {scorecard}, so there is nothing to change",
                "{indicator} ไม่อยู่ในแบบประเมิน {scorecard} จึงไม่มีสิ่งที่จะปรับ",
                indicator=code(self.indicator),
                scorecard=code(self.scorecard),
            ),
            notes=(
                both(
                    "it is part of {component}, which this scorecard does not have",
                    "ตัวชี้วัดนี้อยู่ใน {component} ซึ่งแบบประเมินนี้ไม่มี",
                    component=code(self.component),
                ),
            ),
            helps=(
                both(
                    "take it into a component with {sample}, or delete this line",
                    "นำเข้าองค์ประกอบด้วย {sample} หรือลบบรรทัดนี้",
                    sample=code(sample),
                ),
            ),
        )


class LeftOutAlready(_Mistake, frozen=True):
    """A scorecard changes an indicator that another of its lines leaves out."""

    code: ClassVar[str] = "KPI0213"
    indicator: str
    scorecard: str
    left_out: Span

    def describe(self, lang: Language) -> Diagnostic:
        """The mistake in words."""
        return finding(
            self.code,
            self.span,
            lang,
            both(
                "{indicator} is left out of {scorecard}, so there is nothing to change",
                "{indicator} ไม่รวมอยู่ในแบบประเมิน {scorecard} จึงไม่มีสิ่งที่จะปรับ",
                indicator=code(self.indicator),
                scorecard=code(self.scorecard),
            ),
            labels=((self.left_out, both("left out here", "ไม่รวมไว้ตรงนี้")),),
            helps=(both("delete one of the two lines", "ลบออกหนึ่งบรรทัด"),),
        )


class ElsewhereOnly(_Mistake, frozen=True):
    """A scorecard takes an indicator into a component of another scorecard."""

    code: ClassVar[str] = "KPI0213"
    component: str
    scorecard: str
    declared: Span

    def describe(self, lang: Language) -> Diagnostic:
        """The mistake in words."""
        return finding(
            self.code,
            self.span,
            lang,
            both(
                "{component} is no component of {scorecard}",
                "{component} ไม่ใช่องค์ประกอบของแบบประเมิน {scorecard}",
                component=code(self.component),
                scorecard=code(self.scorecard),
            ),
            labels=((self.declared, both("declared here", "กำหนดไว้ตรงนี้")),),
            helps=(
                both(
                    "name a component of {scorecard}, or declare it there",
                    "ระบุองค์ประกอบของ {scorecard} หรือกำหนดองค์ประกอบนี้เพิ่ม",
                    scorecard=code(self.scorecard),
                ),
            ),
        )


class NoTargets(_Mistake, frozen=True):
    """A scorecard changes the targets of an indicator that is scored without any."""

    code: ClassVar[str] = "KPI0213"
    indicator: str
    scored: Span

    def describe(self, lang: Language) -> Diagnostic:
        """The mistake in words."""
        return finding(
            self.code,
            self.span,
            lang,
            both(
                "{indicator} has no targets to change",
                "{indicator} ไม่มีเป้าหมายที่จะปรับ",
                indicator=code(self.indicator),
            ),
            labels=((self.scored, both("its score comes from this", "คะแนนได้มาจากตรงนี้")),),
            helps=(
                both(
                    "change the parameters of the formula, or score the indicator by levels",
                    "ปรับค่ากำหนดในสูตร หรือให้คะแนนตัวชี้วัดตามเป้าหมาย",
                ),
            ),
        )


class ExampleForWhich(_Mistake, frozen=True):
    """An example that does not say which of several scorecards it is for."""

    code: ClassVar[str] = "KPI0603"
    example: str
    names: tuple[str, ...]

    def describe(self, lang: Language) -> Diagnostic:
        """The mistake in words."""
        names = joined([line(code(name)) for name in self.names], ", ")
        sample = f"{rule_word('for scorecard', self.file_lang)} {self.names[0]}"
        return finding(
            self.code,
            self.span,
            lang,
            both(
                "example {example} does not say which scorecard it is for",
                "ตัวอย่าง {example} ไม่ได้บอกว่าเป็นของแบบประเมินใด",
                example=code(self.example),
            ),
            notes=(both("the scorecards are: {names}", "แบบประเมินที่มี: {names}", names=names),),
            helps=(
                both(
                    "add a line such as {sample}",
                    "เพิ่มบรรทัด เช่น {sample}",
                    sample=code(sample),
                ),
            ),
        )
