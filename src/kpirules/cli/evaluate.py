"""`kpirules evaluate`: the scorecard as the official table."""

from __future__ import annotations

from typing import Any

from kpirules.cli.evaluating import Answer, Asked, evaluated
from kpirules.cli.help import Helpful
from kpirules.cli.options import evaluation, formats
from kpirules.cli.output import console, write, write_json
from kpirules.explain.scorecard import scorecard_page
from kpirules.prose.words import Page, plain
from kpirules.render.terminal import print_page


def evaluate(asked: Asked, output_format: str) -> int:
    """Evaluate a scorecard and print it."""
    answer = evaluated(asked)
    if isinstance(answer, int):
        return answer
    _print(answer, output_format)
    return answer.code


def _print(answer: Answer, output_format: str) -> None:
    match output_format:
        case "text":
            print_page(_page(answer), console())
        case "json":
            from kpirules.project.results import scorecard_data  # noqa: PLC0415

            write_json(scorecard_data(answer.evaluation))
        case "csv":
            from kpirules.project.results import scorecard_csv  # noqa: PLC0415

            write(scorecard_csv(answer.evaluation, answer.lang))
        case "markdown":
            from kpirules.render.markdown import markdown  # noqa: PLC0415

            write(markdown(_page(answer)))
        case _:
            from kpirules.render.html import document  # noqa: PLC0415

            card = answer.evaluation.scorecard
            page = _page(answer)
            title = card.label or card.name or plain(page[0].line)  # type: ignore[union-attr]
            write(document(page, title=title, lang=answer.lang))


def _page(answer: Answer) -> Page:
    """The official table; without a scorecard, what else there is."""
    if not answer.evaluation.alone:
        return scorecard_page(answer.evaluation, answer.lang)
    from kpirules.explain.alone import alone_page  # noqa: PLC0415  # most rules have a scorecard

    return alone_page(answer.evaluation, answer.lang)


def _command(output_format: str, set_: tuple[str, ...], **options: Any) -> int:  # noqa: ANN401
    return evaluate(Asked(assignments=set_, **options), output_format)


command = Helpful(
    name="evaluate",
    en="Show the scorecard as the official table.",
    th="แสดงผลการประเมินเป็นตารางทางการ",
    callback=_command,
    params=[*evaluation(), formats("text", "json", "csv", "markdown", "html")],
)
