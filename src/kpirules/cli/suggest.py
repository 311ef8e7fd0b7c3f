"""`kpirules test --suggest`: examples that are missing, ready to paste."""

from __future__ import annotations

from collections.abc import Sequence

from kpirules.cli.language import written_in
from kpirules.cli.output import CLEAN, write
from kpirules.model.rules import Rules
from kpirules.prose.words import Language, plain
from kpirules.testing.coverage import coverage
from kpirules.testing.coverage_page import demand_words
from kpirules.testing.examples import Outcome
from kpirules.testing.suggest import suggest


def show_suggestions(books: Sequence[tuple[Rules, tuple[Outcome, ...]]], lang: Language) -> int:
    """Print examples in the language of the rules; what no facts were found for is a comment."""
    for rules, outcomes in books:
        words = written_in(rules.sources.values())
        suggested = suggest(rules, outcomes, coverage(rules, outcomes), words)
        if suggested.text:
            write(suggested.text)
        for demand in suggested.left:
            write(f"# {_NOT_FOUND[lang]}: {plain(demand_words(demand, rules, lang))}")
    return CLEAN


_NOT_FOUND = {
    "en": "changing one fact does not lead here",
    "th": "เปลี่ยนข้อมูลรายการเดียวแล้วยังไม่ได้ผลนี้",
}
