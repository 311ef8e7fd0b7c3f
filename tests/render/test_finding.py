"""Findings as text: the source line as written, with the mark under the right cell."""

from __future__ import annotations

from collections.abc import Callable
from io import StringIO

import pytest
from rich.cells import cell_len
from rich.console import Console

from kpirules.diagnostics.diagnostic import Diagnostic, Edit, Fix, Label
from kpirules.prose.words import Line, line
from kpirules.render.terminal import (
    concise,
    diagnostics_to_text,
    print_concise,
    print_diagnostics,
)
from kpirules.text.source import Source
from kpirules.text.span import NOWHERE, Span

Sources = dict[str, Source]
SpanOf = Callable[..., Span]


def shown(finding: Diagnostic, sources: Sources, width: int = 80) -> str:
    """The finding in English."""
    return diagnostics_to_text([finding], sources, width)


def problem(primary: Label, *labels: Label, headline: Line = ()) -> Diagnostic:
    """A finding with marks and nothing else."""
    return Diagnostic("KPI0001", "warning", headline or line("odd"), primary, labels)


def test_a_finding_says_what_where_why_and_what_instead(
    finding: Diagnostic, sources: Sources
) -> None:
    """All its parts in their order."""
    assert (
        shown(finding, sources)
        == """\
error[KPI0302]: weights add up to 75, not 70
 --> rules/dsdw/2566.kpi:3:11
  |
2 |   อยู่ใน ประสิทธิผล
  |        -------- in this component
3 |   น้ำหนัก 25
  |         ^^ this weight
 ::: rules/opdc/2566.kpi:2:44
  |
2 |   component performance "Performance Base" weight 70
  |                                            --------- which has 70
  |
  | 0 ───── 70 ─ 75
  |          ▲
  |
  = why: the weights of a component share out its own
  = help: see page 4 of the report
  = help: write `น้ำหนัก 20`
  |
3 -   น้ำหนัก 25
3 +   น้ำหนัก 20
"""
    )


def test_thai_findings_have_thai_words(finding: Diagnostic, sources: Sources) -> None:
    """What the renderer itself says is in the reader's language."""
    text = diagnostics_to_text([finding], sources, lang="th")

    assert text.startswith("ข้อผิดพลาด[KPI0302]: ")
    assert "\n  = เพราะ: " in text
    assert "\n  = แก้ไข: " in text


@pytest.mark.parametrize("width", [40, 50, 63, 80, 120])
def test_nothing_is_wider_than_the_terminal(
    finding: Diagnostic, sources: Sources, width: int
) -> None:
    """Source lines are cut, everything else wraps."""
    text = shown(finding, sources, width)

    assert max(map(cell_len, text.splitlines())) <= width


def test_marks_in_one_line_say_their_say_in_turn(span_of: SpanOf, sources: Sources) -> None:
    """A part is drawn over the whole; remarks that do not fit beside stand below."""
    finding = problem(
        Label(span_of("จำนวน-อพม / อพม-เป้าหมาย"), line("a bare number")),
        Label(span_of("จำนวน-อพม"), line("persons")),
        Label(span_of("อพม-เป้าหมาย"), line("persons, too")),
    )

    assert shown(finding, sources).splitlines()[2:] == [
        "  |",
        "4 |   สูตร จำนวน-อพม / อพม-เป้าหมาย * 100",
        "  |       ---------^^^----------- persons, too",
        "  |       |",
        "  |       a bare number",
        "  |       |",
        "  |       persons",
    ]


def test_a_mark_over_several_lines_shows_both_ends(span_of: SpanOf, sources: Sources) -> None:
    """Its remark stands at the last."""
    start, end = span_of("ตัวชี้วัด-2").start, span_of("50 ที่ 59.54\n").end

    assert (
        shown(problem(Label(Span("rules", start, end), line("all this"))), sources)
        == """\
warning[KPI0001]: odd
 --> rules/dsdw/2566.kpi:1:11
  |
1 | ตัวชี้วัด ตัวชี้วัด-2 "ร้อยละของ อพม. ที่เพิ่มขึ้น"
  |       ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^
...
7 |     50 ที่ 59.54
  |     ^^^^^^^^^^ all this
"""
    )


def test_an_empty_span_marks_the_place(span_of: SpanOf, sources: Sources) -> None:
    """Something is missing at the end of a line."""
    end = span_of("สามระดับ").end
    text = shown(problem(Label(Span("rules", end, end), line("a level"))), sources)

    assert text.splitlines()[-2:] == [
        "6 |   ให้คะแนนตาม สามระดับ",
        "  |                     ^ a level",
    ]


def test_a_place_that_cannot_be_shown_is_named(sources: Sources) -> None:
    """A file as a whole, a file that is not at hand, and no file."""
    whole = problem(Label(Span("rules", 0, 0)))
    absent = problem(Label(Span("facts.yaml", 3, 4), line("here")))
    nowhere = problem(Label(NOWHERE))

    assert shown(whole, sources) == "warning[KPI0001]: odd\n --> rules/dsdw/2566.kpi\n"
    assert shown(absent, sources) == "warning[KPI0001]: odd\n --> facts.yaml\n  = here\n"
    assert shown(nowhere, sources) == "warning[KPI0001]: odd\n"


def test_a_fix_in_another_file_says_so(span_of: SpanOf, sources: Sources) -> None:
    """Its line numbers are those of that file."""
    edit = Edit(span_of("weight 70", "framework"), "weight 75")
    finding = Diagnostic(
        "KPI0001", "error", line("odd"), Label(NOWHERE), fixes=(Fix(line("say 75"), (edit,)),)
    )

    assert shown(finding, sources).splitlines()[1:] == [
        "  = help: say 75",
        " ::: rules/opdc/2566.kpi:2",
        "  |",
        '2 -   component performance "Performance Base" weight 70',
        '2 +   component performance "Performance Base" weight 75',
    ]


def test_advice_that_a_fix_repeats_is_given_once(finding: Diagnostic, sources: Sources) -> None:
    """A stage may give both."""
    twice = Diagnostic(
        finding.code,
        finding.severity,
        finding.headline,
        finding.primary,
        helps=(finding.fixes[0].title,),
        fixes=finding.fixes,
    )

    assert shown(twice, sources).count("write `น้ำหนัก 20`") == 1


def test_the_concise_form_is_one_line(finding: Diagnostic, sources: Sources) -> None:
    """However long it is: programs read it."""
    console = Console(file=StringIO(), width=20)
    print_concise([finding, problem(Label(NOWHERE))], sources, console)

    assert concise(finding, sources) == (
        "rules/dsdw/2566.kpi:3:11: KPI0302 weights add up to 75, not 70"
    )
    assert isinstance(console.file, StringIO)
    assert console.file.getvalue() == f"{concise(finding, sources)}\nKPI0001 odd\n"


def test_an_empty_line_follows_each_finding(finding: Diagnostic, sources: Sources) -> None:
    """So that the next one stands apart."""
    console = Console(file=StringIO(), width=80)
    print_diagnostics([finding, finding], sources, console)
    text = shown(finding, sources)

    assert isinstance(console.file, StringIO)
    assert console.file.getvalue() == f"{text}\n{text}\n"
