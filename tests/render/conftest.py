"""A Thai rule file, the framework it uses, and a finding about both."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from kpirules.diagnostics.diagnostic import Diagnostic, Edit, Fix, Label
from kpirules.prose.words import Drawing, code, line, value
from kpirules.text.source import Source
from kpirules.text.span import Span

SpanOf = Callable[..., Span]

RULES = """\
ตัวชี้วัด ตัวชี้วัด-2 "ร้อยละของ อพม. ที่เพิ่มขึ้น"
  อยู่ใน ประสิทธิผล
  น้ำหนัก 25
  สูตร จำนวน-อพม / อพม-เป้าหมาย * 100
\tปัดเศษเป็น 2 ตำแหน่ง
  ให้คะแนนตาม สามระดับ
    50 ที่ 59.54
    75 ที่ 64.04
    100 ที่ 73.04
"""
FRAMEWORK = """\
scorecard dsdw-2566
  component performance "Performance Base" weight 70
"""


@pytest.fixture
def sources() -> dict[str, Source]:
    """The two files by the names that spans use."""
    return {
        "rules": Source("rules/dsdw/2566.kpi", RULES),
        "framework": Source("rules/opdc/2566.kpi", FRAMEWORK),
    }


@pytest.fixture
def span_of(sources: dict[str, Source]) -> SpanOf:
    """`span_of("25")`: where the text first stands in a file."""

    def find(text: str, file: str = "rules") -> Span:
        start = sources[file].text.index(text)
        return Span(file, start, start + len(text))

    return find


@pytest.fixture
def finding(span_of: SpanOf) -> Diagnostic:
    """A finding with everything that one can have."""
    return Diagnostic(
        "KPI0302",
        "error",
        line("weights add up to ", value("75"), ", not ", value("70")),
        Label(span_of("25"), line("this weight")),
        labels=(
            Label(span_of("ประสิทธิผล"), line("in this component")),
            Label(span_of("weight 70", "framework"), line("which has 70")),
        ),
        notes=(line("the weights of a component share out its own"),),
        helps=(line("see page 4 of the report"),),
        fixes=(Fix(line("write ", code("น้ำหนัก 20")), (Edit(span_of("25"), "20"),), safe=True),),
        picture=(Drawing((line("0 ───── 70 ─ 75"), line("         ▲"))),),
    )
