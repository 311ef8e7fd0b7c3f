"""Rows as a rule file writes them, for fixes: in the language of the file, not of the reader."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from fractions import Fraction

from msgspec import Struct
from msgspec.structs import replace

from kpirules.diagnostics.diagnostic import Problem
from kpirules.model.units import BUILT_IN
from kpirules.prose.words import Language
from kpirules.semantics.figures import figure
from kpirules.semantics.intervals import Bound
from kpirules.syntax.grammar import grammar, keywords
from kpirules.syntax.pieces import language_at
from kpirules.text.source import Source


class InRuleWords(Struct, frozen=True, kw_only=True):
    """A problem that shows words of a rule file, in the language the file has there."""

    file_lang: Language = "en"


def in_rule_words(
    problems: Iterable[Problem], sources: Mapping[str, Source]
) -> tuple[Problem, ...]:
    """Problems that know what language their places are written in."""
    return tuple(_in_rule_words(problem, sources) for problem in problems)


def _in_rule_words(problem: Problem, sources: Mapping[str, Source]) -> Problem:
    source = sources.get(problem.span.file)
    if source is None or not isinstance(problem, InRuleWords):
        return problem
    return replace(problem, file_lang=language_at(source.text, problem.span.start, grammar()))


def word(name: str, lang: Language) -> str:
    """A keyword by its name in the grammar."""
    return keywords()[name].spelled(lang)


def level_row(score: Fraction, at: str, lang: Language, *, within: bool = False) -> str:
    """`75 at 64.04`, or `75 within 5`."""
    return f"{figure(score)} {word('WITHIN' if within else 'AT', lang)} {at}"


def band_row(name: str, label: str | None, edges: str) -> str:
    """`high "…" at least 75 and below 90`."""
    return f'{name} "{label}" {edges}' if label is not None else f"{name} {edges}"


def edges(low: Bound | None, high: Bound | None, lang: Language) -> str:
    """`at least 75 and below 90`, `from 75 to 89.99`; a side without a bound is left out."""
    if low is not None and high is not None and low.included and high.included:
        ends = f"{figure(low.value)} {word('TO', lang)} {figure(high.value)}"
        return f"{word('FROM', lang)} {ends}"
    written = []
    if low is not None:
        operator = word("AT_LEAST" if low.included else "ABOVE", lang)
        written.append(f"{operator} {figure(low.value)}")
    if high is not None:
        operator = word("AT_MOST" if high.included else "BELOW", lang)
        written.append(f"{operator} {figure(high.value)}")
    return f" {word('AND', lang)} ".join(written)


def component_row(name: str, label: str | None, weight: Fraction, lang: Language) -> str:
    """`component performance "…" weight 70`."""
    quoted = f' "{label}"' if label is not None else ""
    return f"{word('COMPONENT', lang)} {name}{quoted} {word('WEIGHT', lang)} {figure(weight)}"


def dated_row(written: str, start: int, end: int | None, lang: Language) -> str:
    """`556,629 from 2562`, `3,760 from 2566 to 2568`, `1,720 in 2565`."""
    if end == start:
        return f"{written} {word('IN', lang)} {start}"
    until = "" if end is None else f" {word('TO', lang)} {end}"
    return f"{written} {word('FROM', lang)} {start}{until}"


def targets_row(start: int | None, end: int | None, lang: Language) -> str:
    """`targets from 2565`, `targets from 2562 to 2564`, `targets in 2565`."""
    if end == start and start is not None:
        return f"{word('TARGETS_IN', lang)} {start}"
    until = "" if end is None else f" {word('TO', lang)} {end}"
    return f"{word('TARGETS_FROM', lang)} {'…' if start is None else start}{until}"


def unit_word(name: str, lang: Language) -> str:
    """A unit by its name; those that every file knows have a Thai name too."""
    return BUILT_IN[name][1] if lang == "th" and name in BUILT_IN else name


def rule_word(english: str, lang: Language) -> str:
    """An English keyword as rule files of a language write it; other text as it is."""
    if lang == "en":
        return english
    for word in keywords().values():
        if word.spelled("en") == english:
            return word.spelled(lang)
    return english
