"""The marks of a published table, in every form in which a result is written."""

from __future__ import annotations

from pathlib import Path

import pytest
from tests.cli.test_output import kpirules

RULES = Path("tests/corpus/structure/good/marks.kpi")
FACTS = ("--set", "ผู้ผ่านอบรม=55", "--set", "เจ้าหน้าที่=110", "--set", "ผลตรวจ=70")
MARKS = {
    "การอบรม": ("เป้าหมายเดิม 50 ที่ 50 และ 100 ที่ 90", "หนังสือแจ้งเกณฑ์"),
    "การตรวจสอบ": ("แก้จาก 60 เป็น 70 หลังทบทวน", "บันทึกการทบทวน"),
    "การสำรวจ": ("ไม่มีการสำรวจในปีนี้", "มติ 4/2566"),
}


def said(*words: str, lang: str) -> str:
    """What a command writes, in one line and without what only formats it."""
    ran = kpirules(*words, "--rules", str(RULES), *FACTS, "--lang", lang)
    assert ran.returncode == 0, ran.stderr.decode()
    text = ran.stdout.decode()
    for shape in (
        '<span class="kpi-source">',
        '<span class="kpi-name">',
        "</span>",
        "**",
        "`",
        "\\",
        "│",
    ):
        text = text.replace(shape, "")
    # Thai is wrapped between words that have no blank between them.
    return "".join(text.split())


@pytest.mark.parametrize("lang", ["en", "th"])
@pytest.mark.parametrize("form", ["text", "json", "csv", "markdown", "html"])
def test_the_table_says_why_and_by_which_document(form: str, lang: str) -> None:
    """Cancelled, criteria changed, adjusted: the reason and the source of each."""
    found = said("evaluate", "--output-format", form, lang=lang)

    for reason, source in MARKS.values():
        assert "".join(reason.split()) in found
        assert "".join(source.split()) in found


@pytest.mark.parametrize("lang", ["en", "th"])
@pytest.mark.parametrize("form", ["text", "json", "markdown", "html"])
@pytest.mark.parametrize("shape", ["tree", "steps", "sentence"])
@pytest.mark.parametrize("name", MARKS)
def test_the_explanation_says_so_too(name: str, shape: str, form: str, lang: str) -> None:
    """In whatever shape an indicator is explained."""
    found = said("explain", name, "--as", shape, "--output-format", form, lang=lang)

    reason, source = MARKS[name]
    assert "".join(reason.split()) in found
    assert "".join(source.split()) in found
