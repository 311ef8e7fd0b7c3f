"""Mistakes in what an indicator is made of."""

from __future__ import annotations

from fractions import Fraction
from typing import ClassVar

from kpirules.diagnostics.diagnostic import Diagnostic
from kpirules.diagnostics.phrasing import both, finding
from kpirules.model.blends import Blend
from kpirules.prose.words import Language, code, name, value
from kpirules.semantics.figures import figure
from kpirules.semantics.rule_text import InRuleWords, rule_word, word
from kpirules.semantics.weight_problems import Weighed, difference, labels_of, sums_of, total_of
from kpirules.text.span import Span


class _Mistake(InRuleWords, frozen=True):
    span: Span

    def _blended(self, blend: Blend) -> str:
        """`score is the mean of its parts`, in the language of the file."""
        words = ("SCORE_IS", "IS", f"THE_{blend.upper()}", "OF_ITS_PARTS")
        return " ".join(word(each, self.file_lang) for each in words)

    def _weighted(self, blend: Blend) -> str:
        geometric = blend == "geometric_mean"
        return self._blended("weighted_geometric_mean" if geometric else "weighted_mean")


class PartOfPlainIndicator(_Mistake, frozen=True):
    """A part of an indicator that has a formula of its own."""

    code: ClassVar[str] = "KPI0215"
    part: str
    whole: str
    place: Span

    def describe(self, lang: Language) -> Diagnostic:
        """The mistake in words."""
        return finding(
            self.code,
            self.span,
            lang,
            both(
                "{part} is part of {whole}, which is not made of parts",
                "{part} อยู่ใน {whole} ซึ่งไม่ได้ประกอบด้วยตัวชี้วัดย่อย",
                part=code(self.part), whole=code(self.whole),
            ),
            labels=((self.place, both("{whole} is declared here", "{whole} กำหนดไว้ตรงนี้",
                                      whole=code(self.whole))),),
            notes=(
                both(
                    "an indicator has a result of its own, or the scores of its parts make its score",
                    "ตัวชี้วัดมีผลของตัวเอง หรือได้คะแนนจากตัวชี้วัดย่อย อย่างใดอย่างหนึ่ง",
                ),
            ),
            helps=(
                both(
                    "write {line} in {whole} instead of its formula, or name a component here",
                    "เขียน {line} ใน {whole} แทนสูตร หรือระบุชื่อองค์ประกอบที่บรรทัดนี้",
                    line=code(self._blended("weighted_mean")), whole=code(self.whole),
                ),
            ),
        )  # fmt: skip


class PartsAndOwnResult(_Mistake, frozen=True):
    """An indicator made of parts that has a result of its own too."""

    code: ClassVar[str] = "KPI0209"
    indicator: str
    places: tuple[Span, ...]

    def describe(self, lang: Language) -> Diagnostic:
        """The mistake in words."""
        own = both("of a result of its own", "ของผลของตัวเอง")
        return finding(
            self.code,
            self.span,
            lang,
            both(
                "the score of {indicator} comes from its parts or from a result of its own, not both",
                "คะแนนของ {indicator} ได้มาจากตัวชี้วัดย่อยหรือจากผลของตัวเอง อย่างใดอย่างหนึ่ง",
                indicator=code(self.indicator),
            ),
            labels=tuple((place, own) for place in self.places),
            helps=(both("delete this line, or the others", "ลบบรรทัดนี้ หรือลบบรรทัดอื่นที่ชี้ไว้"),),
        )


class WithoutParts(_Mistake, frozen=True):
    """An indicator made of parts that no indicator is part of."""

    code: ClassVar[str] = "KPI0215"
    whole: str

    def describe(self, lang: Language) -> Diagnostic:
        """The mistake in words."""
        return finding(
            self.code,
            self.span,
            lang,
            both(
                "no indicator is part of {whole}, so there are no scores to put together",
                "ไม่มีตัวชี้วัดใดอยู่ใน {whole} จึงไม่มีคะแนนให้คิดรวม",
                whole=code(self.whole),
            ),
            helps=(
                both(
                    "write {line} in the indicators it is made of, or give it a formula of its own",
                    "เขียน {line} ในตัวชี้วัดย่อย หรือกำหนดสูตรของตัวชี้วัดนี้เอง",
                    line=code(f"{word('PART_OF', self.file_lang)} {self.whole}"),
                ),
            ),
        )


class PartMoved(_Mistake, frozen=True):
    """A scorecard takes, or leaves out, a part without what it is part of."""

    code: ClassVar[str] = "KPI0215"
    part: str
    whole: str
    line: str

    def describe(self, lang: Language) -> Diagnostic:
        """The mistake in words."""
        return finding(
            self.code,
            self.span,
            lang,
            both(
                "{part} is part of {whole} and counts there and nowhere else",
                "{part} เป็นตัวชี้วัดย่อยของ {whole} และนับรวมในที่นั้นเท่านั้น",
                part=code(self.part), whole=code(self.whole),
            ),
            helps=(
                both(
                    "write {line} for {whole} as a whole, or delete this line",
                    "เขียน {line} สำหรับ {whole} ทั้งตัว หรือลบบรรทัดนี้",
                    line=code(rule_word(self.line, self.file_lang)), whole=code(self.whole),
                ),
            ),
        )  # fmt: skip


class WeightAmongEquals(_Mistake, frozen=True):
    """A weight of a part where all parts count alike."""

    code: ClassVar[str] = "KPI0511"
    part: str
    whole: str
    blend: Blend
    place: Span

    def describe(self, lang: Language) -> Diagnostic:
        """The mistake in words."""
        return finding(
            self.code,
            self.span,
            lang,
            both(
                "{part} has a weight, but the parts of {whole} count alike",
                "{part} มีน้ำหนัก แต่ตัวชี้วัดย่อยทุกตัวของ {whole} นับเท่ากัน",
                part=code(self.part), whole=code(self.whole),
            ),
            labels=((self.place, both("no weights count here", "บรรทัดนี้ไม่ใช้น้ำหนัก")),),
            helps=(
                both("delete the weight", "ลบบรรทัดน้ำหนัก"),
                both(
                    "or, where weights should count, write {line}",
                    "หรือถ้าต้องการให้น้ำหนักมีผล เขียน {line}",
                    line=code(self._weighted(self.blend)),
                ),
            ),
        )  # fmt: skip


class NoWeightsToAddUp(_Mistake, frozen=True):
    """What weights add up to, where the parts have none."""

    code: ClassVar[str] = "KPI0511"
    whole: str
    blend: Blend
    place: Span

    def describe(self, lang: Language) -> Diagnostic:
        """The mistake in words."""
        return finding(
            self.code,
            self.span,
            lang,
            both(
                "the parts of {whole} count alike and have no weights",
                "ตัวชี้วัดย่อยทุกตัวของ {whole} นับเท่ากัน จึงไม่มีน้ำหนัก",
                whole=code(self.whole),
            ),
            labels=((self.place, both("no weights count here", "บรรทัดนี้ไม่ใช้น้ำหนัก")),),
            helps=(
                both("delete this line", "ลบบรรทัดนี้"),
                both(
                    "or, where weights should count, write {line}",
                    "หรือถ้าต้องการให้น้ำหนักมีผล เขียน {line}",
                    line=code(self._weighted(self.blend)),
                ),
            ),
        )


class WeightsWithoutParts(_Mistake, frozen=True):
    """What weights add up to, in an indicator that is not made of parts."""

    code: ClassVar[str] = "KPI0215"
    indicator: str

    def describe(self, lang: Language) -> Diagnostic:
        """The mistake in words."""
        return finding(
            self.code,
            self.span,
            lang,
            both(
                "{indicator} is not made of parts, so no weights add up here",
                "{indicator} ไม่ได้ประกอบด้วยตัวชี้วัดย่อย จึงไม่มีน้ำหนักให้รวม",
                indicator=code(self.indicator),
            ),
            helps=(
                both("delete this line", "ลบบรรทัดนี้"),
                both(
                    "or write {line} instead of its formula",
                    "หรือเขียน {line} แทนสูตร",
                    line=code(self._blended("weighted_mean")),
                ),
            ),
        )


class PartsDoNotAddUp(_Mistake, frozen=True):
    """Parts whose weights are more or less than what they should add up to."""

    code: ClassVar[str] = "KPI0501"
    owner: str
    whole: Fraction
    weighed: tuple[Weighed, ...]

    def describe(self, lang: Language) -> Diagnostic:
        """The mistake in words."""
        total = total_of(self.weighed)
        return finding(
            self.code,
            self.span,
            lang,
            both(
                "the parts of {owner} weigh {total}, not {whole}",
                "ตัวชี้วัดย่อยของ {owner} มีน้ำหนักรวม {total} แต่ควรเป็น {whole}",
                owner=name(self.owner), total=value(figure(total)), whole=value(figure(self.whole)),
            ),
            mark=difference(total, self.whole),
            labels=labels_of(self.weighed),
            notes=sums_of(self.weighed),
            helps=(
                both("change the weight of a part", "แก้น้ำหนักของตัวชี้วัดย่อย"),
                both(
                    "where that is meant, write {total} or {relative} in {owner}",
                    "ถ้าตั้งใจให้เป็นเช่นนั้น เขียน {total} หรือ {relative} ใน {owner}",
                    total=code(f"{word('WEIGHTS_ADD_UP_TO', self.file_lang)} {figure(total)}"),
                    relative=code(word("WEIGHTS_RELATIVE", self.file_lang)),
                    owner=name(self.owner),
                ),
            ),
        )  # fmt: skip


class PartWithout(_Mistake, frozen=True):
    """The weight or the weighted score of a part is asked for where parts have none."""

    code: ClassVar[str] = "KPI0511"
    field: str
    part: str
    whole: str
    place: Span

    def describe(self, lang: Language) -> Diagnostic:
        """The mistake in words."""
        parts = {"part": code(self.part), "whole": code(self.whole)}
        return finding(
            self.code,
            self.span,
            lang,
            both(
                "{part} has no weight: the parts of {whole} count alike",
                "{part} ไม่มีน้ำหนัก เพราะตัวชี้วัดย่อยทุกตัวของ {whole} นับเท่ากัน",
                **parts,
            )
            if self.field == "weight"
            else both(
                "{part} has no weighted score: the score of {whole} is no sum over its parts",
                "{part} ไม่มีคะแนนถ่วงน้ำหนัก เพราะคะแนนของ {whole} ไม่ได้มาจากผลรวมของตัวชี้วัดย่อย",
                **parts,
            ),
            labels=((self.place, both("put together here", "คิดรวมตรงนี้")),),
            helps=(
                both(
                    "ask for {score}", "ใช้ {score} แทน",
                    score=code(f"{self.part}.{word('score', self.file_lang)}"),
                ),
            ),
        )  # fmt: skip
