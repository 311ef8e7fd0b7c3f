"""`kpirules new DIR`: a small scorecard to start from."""

from __future__ import annotations

import os
from datetime import date
from pathlib import Path
from typing import Any

import click

from kpirules.cli.failures import WrongUsage
from kpirules.cli.help import Helpful
from kpirules.cli.language import spoken
from kpirules.cli.options import LANG
from kpirules.cli.output import CLEAN, write
from kpirules.project.starting import fiscal_year, starter
from kpirules.prose.words import Language

_WHAT = {
    "scorecard.kpi": (
        "how results become scores, the components and their weights, the bands",
        "วิธีให้คะแนน องค์ประกอบและน้ำหนัก และเกณฑ์ระดับ",
    ),
    "indicators.kpi": (
        "three indicators: formula, weight, targets",
        "ตัวชี้วัดสามตัว มีสูตร น้ำหนัก และเป้าหมาย",
    ),
    "facts.yaml": (
        "the figures of the year, one not announced yet",
        "ข้อมูลของปี มีหนึ่งค่าที่ยังไม่ประกาศผล",
    ),
    "examples.kpi": ("cases whose outcome is known", "กรณีที่รู้ผลอยู่แล้ว"),
}

_NEXT = (
    ("kpirules evaluate", "the scorecard as a table", "ดูตารางคะแนน"),
    ("kpirules explain total", "how the total came about", "ดูที่มาของคะแนนรวม"),
    ("kpirules test", "all examples, computed again", "คำนวณตัวอย่างใหม่ทั้งหมด"),
    ("kpirules check --watch", "what is wrong, whenever you save", "ตรวจทุกครั้งที่บันทึกแฟ้ม"),
)


def new(folder: str, lang: Language | None) -> int:
    """Write the files of a small scorecard into a folder that is new or empty."""
    lang = lang or spoken() or "en"
    place = Path(folder)
    if place.exists() and (not place.is_dir() or any(place.iterdir())):
        english = f"`{folder}` is there already and not empty: name a folder that does not exist"
        raise WrongUsage(english, f"มี `{folder}` อยู่แล้วและไม่ว่าง โปรดระบุชื่อโฟลเดอร์ที่ยังไม่มี")
    rules = place / "rules"
    files = starter(lang, fiscal_year(date.today()))  # noqa: DTZ011  # the year where the user sits
    try:
        rules.mkdir(parents=True)
        for name, text in files.items():
            (rules / name).write_text(text, "utf-8", newline="\n")
    except OSError as error:
        why = error.strerror or str(error)
        english = f"`{folder}` cannot be written: {why}"
        raise WrongUsage(english, f"เขียน `{folder}` ไม่ได้: {why}") from None
    _say(place, lang)
    return CLEAN


def _say(place: Path, lang: Language) -> None:
    thai = lang == "th"
    write(
        "สร้างแบบประเมินตัวอย่างแล้ว แก้ไขให้เป็นของหน่วยงานได้เลย"
        if thai
        else "a small scorecard to start from:"
    )
    for name, said in _WHAT.items():
        shown = os.path.join(place, "rules", name)  # noqa: PTH118  # as the user wrote it
        write(f"  {shown}\n    {said[thai]}")
    write("\nลองสั่ง" if thai else "\nnow try:")
    write(f"  cd {place}")
    for command_, english, thai_ in _NEXT:
        write(f"  {command_:<24}# {thai_ if thai else english}")


def _command(**options: Any) -> int:  # noqa: ANN401  # as click hands them over
    return new(**options)


command = Helpful(
    name="new",
    en="Make a small scorecard to start from, with facts and examples.",
    th="สร้างแบบประเมินตัวอย่างขนาดเล็ก พร้อมข้อมูลและตัวอย่าง",
    callback=_command,
    params=[click.Argument(["folder"], metavar="DIR"), LANG],
    texts={"folder": ("The folder to make.", "โฟลเดอร์ที่จะสร้าง")},
)
