"""`kpirules test --coverage`: what examples try, and what they leave out."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from kpirules.cli.output import CLEAN, FOUND, console, write_json
from kpirules.model.rules import Rules
from kpirules.prose.words import Language, Page, Paragraph
from kpirules.render.terminal import print_page
from kpirules.testing.coverage import Covered, coverage
from kpirules.testing.coverage_page import coverage_data, coverage_page, summary
from kpirules.testing.examples import Outcome
from kpirules.text.source import Source


def show_coverage(
    books: Sequence[tuple[Rules, tuple[Outcome, ...]]],
    sources: Mapping[str, Source],
    lang: Language,
    output_format: str,
) -> int:
    """Print what is covered by which example and what is not; a failure where anything is not."""
    found = [(rules, coverage(rules, outcomes)) for rules, outcomes in books]
    whole = [each for _, covered in found for each in covered]
    if output_format == "json":
        data = [each for rules, covered in found for each in coverage_data(rules, covered, sources)]
        write_json({"schema": "kpirules/1", **_counts(whole), "demands": data})
    else:
        pages: Page = tuple(
            block for rules, covered in found for block in coverage_page(rules, covered, lang)
        )
        failed = sum(not outcome.passed for _, outcomes in books for outcome in outcomes)
        print_page((*pages, Paragraph(summary(whole, failed, lang))), console())
    return CLEAN if all(each.by for each in whole) else FOUND


def _counts(covered: Sequence[Covered]) -> dict[str, int]:
    met = sum(bool(each.by) for each in covered)
    return {"covered": met, "uncovered": len(covered) - met}
