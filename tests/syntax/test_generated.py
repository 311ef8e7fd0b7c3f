"""Files made up from the grammar itself: whatever it allows is read, shown and read again."""

from __future__ import annotations

from functools import cache
from pathlib import Path

from hypothesis import HealthCheck, given, note, settings
from hypothesis import strategies as st
from hypothesis.extra.lark import from_lark
from lark import Lark
from tests.meaning import meaning

from kpirules.diagnostics.diagnostic import Problem
from kpirules.format.formatting import formatted
from kpirules.render.terminal import diagnostics_to_text
from kpirules.semantics.elaborate import elaborate
from kpirules.semantics.soundness import soundness
from kpirules.syntax.grammar import keywords
from kpirules.syntax.parse import parse
from kpirules.text.source import Source

GRAMMAR = Path(__file__).resolve().parents[2] / "grammar" / "kpi.lark"
NAMES = ("a", "b-2", "volunteers", "ผลงาน", "เป้าหมาย", "percent", "person", "min", "page", "up")
NUMBERS = ("0", "1", "2", "50", "100", "59.54", "1,000", "๕๙.๕๔", "2566", "0.5")
SIGNS = {
    "PLUS": "+", "STAR": "*", "SLASH": "/", "CARET": "^", "LPAR": "(", "RPAR": ")",
    "_COMMA": ",", "DOT": ".", "EQ": "=", "NE": "!=", "LE": "<=", "GE": ">=", "LT": "<", "GT": ">",
}  # fmt: skip
SLIPS = frozenset(("KPI0111", "KPI0112", "KPI0116", "KPI0114"))
"""What a text that the grammar allows may still be told: spaces, reserved words, depth."""


@cache
def lines() -> st.SearchStrategy[str]:
    """Whole files, as the grammar has them."""
    words = [word for word in keywords().values() if word.section not in {"field", "function"}]
    said = {word.name: [s for each in word.spellings.values() for s in each] for word in words}
    text = f"{GRAMMAR.read_text('utf-8')}\n%declare {' '.join(said)}\n"
    explicit: dict[str, st.SearchStrategy[str]] = {
        name: st.sampled_from([f"{each} " for each in spellings])
        for name, spellings in said.items()
    }
    explicit |= {
        name: st.just(sign if name == "DOT" else f"{sign} ") for name, sign in SIGNS.items()
    }
    explicit |= {
        "NAME": st.sampled_from([f"{name} " for name in NAMES]),
        "NUMBER": st.sampled_from([f"{number} " for number in NUMBERS]),
        "TEXT": st.sampled_from(['"คำ" ', '"a # b" ', '"" ']),
        "MINUS": st.just("-"),  # with a space behind it, it goes on with the line above
        "_NL": st.sampled_from(["\n", "\n", "  # note\n", "\r\n"]),
        "WS": st.just(""),
    }
    lark = Lark(text, parser="lalr", lexer="basic", start="declaration", postlex=_All())
    one = from_lark(lark, start="declaration", explicit=explicit)
    return st.lists(one, min_size=1, max_size=4).map("".join)


class _All:
    """Says that every terminal may come from elsewhere, as the reader does."""

    always_accept = ()

    def process(self, stream: object) -> object:
        """Nothing to do."""
        return stream


@settings(suppress_health_check=[HealthCheck.too_slow, HealthCheck.filter_too_much])
@given(st.data())
def test_what_the_grammar_allows_is_read_and_shown(data: st.DataObject) -> None:
    """Read, shown and read again it is the same; shown twice it is shown once."""
    text = data.draw(lines())
    source = Source("rules.kpi", text)
    read = parse(source)
    shown = formatted(source)
    note(text)
    note(shown)
    again = parse(Source("rules.kpi", shown))

    assert {found.code for found in read.findings} <= SLIPS
    assert read.value.declarations or read.value.uses
    assert meaning(again.value) == meaning(read.value)
    assert formatted(Source("rules.kpi", shown)) == shown


@settings(suppress_health_check=[HealthCheck.too_slow, HealthCheck.filter_too_much])
@given(st.data())
def test_what_the_grammar_allows_never_stops_a_check(data: st.DataObject) -> None:
    """Names that mean nothing, units that do not fit, numbers that cannot be: all are told."""
    source = Source("rules.kpi", data.draw(lines()))
    read = parse(source)
    elaborated = elaborate([read.value], {source.name: source})
    unsound = soundness(elaborated.value.rules, complete=elaborated.value.complete)
    findings: list[Problem] = [*read.findings, *elaborated.findings, *unsound]

    for lang in ("en", "th"):
        told = [found.describe(lang) for found in findings]  # type: ignore[arg-type]
        assert bool(diagnostics_to_text(told, {source.name: source}, lang=lang)) == bool(findings)  # type: ignore[arg-type]
