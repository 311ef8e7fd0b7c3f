"""`kpirules explain TARGET`: how a result came about."""

from __future__ import annotations

from typing import Any, Literal

import click
from msgspec import Struct

from kpirules.cli.evaluating import Asked, evaluated
from kpirules.cli.failures import WrongUsage
from kpirules.cli.help import Helpful
from kpirules.cli.options import evaluation, formats
from kpirules.cli.output import REFUSED, console, write, write_json
from kpirules.explain.document import Explanation, explain
from kpirules.explain.targets import Unknown
from kpirules.prose.words import Language, Paragraph, plain
from kpirules.render.terminal import print_page

Form = Literal["tree", "steps", "sentence"]


_DEPTH_OF_A_TREE = (
    "`--depth` is for trees: leave `--as` out, or say `--as tree`",
    "`--depth` ใช้กับต้นไม้เท่านั้น ไม่ต้องระบุ `--as` หรือระบุ `--as tree`",
)


_WITHOUT_FACTS = (
    "`--no-facts` reads a rule aloud: leave out `--as`, `--depth`, `--why-not`, `--facts`, `--set` and `--period`",
    "`--no-facts` อ่านกฎเป็นประโยค ใช้ร่วมกับ `--as` `--depth` `--why-not` `--facts` `--set` และ `--period` ไม่ได้",
)


class Shown(Struct, frozen=True):
    """How an explanation is to be shown."""

    as_: Form
    depth: int | None
    why_not: str | None
    output_format: str


def explanation(asked: Asked, shown: Shown) -> int:
    """Explain a target of the scorecard."""
    answer = evaluated(asked)
    if isinstance(answer, int):
        return answer
    if shown.as_ == "sentence" and shown.why_not is None and answer.evaluation.facts.is_empty:
        return aloud(asked, shown.output_format)
    found = explain(
        answer.evaluation, asked.target or "total", depth=shown.depth, not_this=shown.why_not
    )
    if isinstance(found, Unknown):
        print_page((Paragraph(found.line(answer.lang)),), console())
        return REFUSED
    _print(found, shown, answer.lang)
    return REFUSED if _is_no_answer(found) else answer.code


def aloud(asked: Asked, output_format: str) -> int:
    """Read a rule aloud, without facts."""
    from kpirules.cli.aloud import explain_aloud  # noqa: PLC0415  # explanations have facts

    return explain_aloud(asked, output_format)


def _is_no_answer(found: Explanation) -> bool:
    if found.answer is None:
        return False
    from kpirules.explain.why_not import NoAnswer  # noqa: PLC0415  # it is loaded: it answered

    return isinstance(found.answer, NoAnswer)


def _print(found: Explanation, shown: Shown, lang: Language) -> None:
    match shown.output_format:
        case "text":
            print_page(found.page(lang, shown.as_), console())
        case "json":
            write_json(found.to_dict())
        case "markdown":
            from kpirules.render.markdown import markdown  # noqa: PLC0415

            write(markdown(found.page(lang, shown.as_)))
        case _:
            from kpirules.render.html import document  # noqa: PLC0415

            title = plain(found.page(lang, "sentence")[0].line)  # type: ignore[union-attr]
            write(document(found.page(lang, shown.as_), title=title, lang=lang))


def _command(  # one for each option
    target: str,
    as_: Form | None,
    depth: int | None,
    why_not: str | None,
    output_format: str,
    no_facts: bool,  # noqa: FBT001
    set_: tuple[str, ...],
    **options: Any,  # noqa: ANN401  # the options all evaluating commands share
) -> int:
    if no_facts:
        given = (depth, why_not, options["period"], *set_, *options["facts"])
        if as_ not in {None, "sentence"} or any(each is not None for each in given):
            raise WrongUsage(*_WITHOUT_FACTS)
        return aloud(Asked(assignments=(), target=target, **options), output_format)
    if as_ is None:
        as_ = "steps" if depth is None else "tree"
    elif as_ != "tree" and depth is not None:
        raise WrongUsage(*_DEPTH_OF_A_TREE)
    asked = Asked(assignments=set_, target=target, **options)
    return explanation(asked, Shown(as_, depth, why_not, output_format))


command = Helpful(
    name="explain",
    en="Show how a result came about: indicator-2, a component, total, band, a fact or a value.",
    th="แสดงที่มาของผล: indicator-2 องค์ประกอบ total band ข้อมูล หรือค่าคำนวณ",
    callback=_command,
    params=[
        click.Argument(["target"], default="total"),
        click.Option(["--as", "as_"], type=click.Choice(["tree", "steps", "sentence"])),
        click.Option(["--depth"], type=click.IntRange(0), metavar="N"),
        click.Option(["--why-not"], metavar="LEVEL|BAND"),
        click.Option(["--no-facts"], is_flag=True),
        *evaluation(),
        formats("text", "json", "markdown", "html"),
    ],
    texts={
        "target": (
            "What to explain; the total where nothing is named.",
            "สิ่งที่ต้องการทราบที่มา ถ้าไม่ระบุคือคะแนนรวม",
        ),
        "as_": (
            "How: numbered steps (if nothing is said), a tree, or one sentence.",
            "รูปแบบ: เป็นขั้น (ถ้าไม่ระบุ) ต้นไม้ หรือประโยคเดียว",
        ),
        "depth": (
            "Show a tree, and this many levels of it.",
            "แสดงเป็นต้นไม้ตามจำนวนชั้นที่ระบุ",
        ),
        "why_not": (
            "What is missing to a level or band: 100, quality.",
            "ขาดอะไรจึงจะถึงเป้าหมายหรือระดับ เช่น 100 หรือ quality",
        ),
        "no_facts": (
            "Read the rule itself aloud, as sentences for an announcement.",
            "อ่านตัวกฎเป็นประโยคสำหรับประกาศ โดยไม่ใช้ข้อมูล",
        ),
    },
)
