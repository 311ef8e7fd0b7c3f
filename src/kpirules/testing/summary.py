"""What is said of examples that were run: published figures that differ, and how many hold."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from kpirules.prose.words import (
    Language,
    Line,
    Page,
    Paragraph,
    Word,
    code,
    line,
    muted,
    say,
    value,
)
from kpirules.testing.examples import Outcome
from kpirules.text.source import Source


def differing(outcomes: Sequence[Outcome], sources: Mapping[str, Source], lang: Language) -> Page:
    """Expectations that hold although a report prints another figure."""
    rows: list[Line] = []
    remarks: dict[int, Line] = {}
    for outcome in outcomes:
        for wanted in outcome.differing:
            source = sources.get(wanted.span.file)
            number = source.place(wanted.span.start).line if source else 0
            asked = source.excerpt(wanted.target.span) if source else wanted.target.name
            rows.append(
                say(
                    lang,
                    en="{place}  {asked}: computed {ours}, published {theirs}",
                    th="{place}  {asked}: คำนวณได้ {ours} เผยแพร่ว่า {theirs}",
                    place=Word("place", f"{wanted.span.file}:{number}"),
                    asked=code(asked),
                    ours=value(getattr(wanted.value, "written", "")),
                    theirs=value(wanted.published_written or ""),
                )
            )
            if wanted.remark:
                remarks[len(rows) - 1] = line(muted(wanted.remark))
    if not rows:
        return ()
    title = say(
        lang,
        en="published figures that differ from the computed ones:",
        th="ค่าที่เผยแพร่ซึ่งต่างจากค่าที่คำนวณได้:",
    )
    shown: list[Paragraph] = []
    for index, row in enumerate(rows):
        shown.append(Paragraph(row, 1))
        if index in remarks:
            shown.append(Paragraph(remarks[index], 2))
    return (Paragraph(title), *shown, Paragraph(line("")))


def summary(outcomes: Sequence[Outcome], lang: Language) -> Paragraph:
    """How many examples hold; each case of a table counts as one."""
    passed = sum(outcome.passed for outcome in outcomes)
    checks = sum(len(outcome.checks) for outcome in outcomes)
    differing = sum(len(outcome.differing) for outcome in outcomes)
    failed = len(outcomes) - passed
    said = say(
        lang,
        en="{passed} {examples} as expected ({checks} {figures}), {failed} not; "
        "{differing} published {differ}",
        th="ตัวอย่างตรงตามที่คาด {passed} รายการ ({checks} ค่า) ไม่ตรง {failed} รายการ "
        "ค่าที่เผยแพร่ต่างจากที่คำนวณ {differing} ค่า",
        passed=Word("good", str(passed)),
        examples="example" if passed == 1 else "examples",
        checks=str(checks),
        figures="figure" if checks == 1 else "figures",
        failed=Word("bad" if failed else "muted", str(failed)),
        differing=str(differing),
        differ="figure differs" if differing == 1 else "figures differ",
    )
    return Paragraph(said)
