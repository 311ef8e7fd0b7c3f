"""The lines of a declaration, by what they say."""

from __future__ import annotations

from fractions import Fraction
from typing import TypeVar

from kpirules.diagnostics.diagnostic import Problem
from kpirules.diagnostics.phrasing import Said
from kpirules.model.about import About, Because, Citation
from kpirules.model.rounding import Rounding
from kpirules.semantics import kind_problems, line_problems
from kpirules.syntax import ast
from kpirules.text.era import AHEAD, is_fiscal_year

L = TypeVar("L", bound=ast.Node)

_MOST_PLACES = 20


def every(declaration: ast.Declaration, kind: type[L]) -> list[L]:
    """All lines of a kind."""
    return [line for line in declaration.lines if isinstance(line, kind)]


def only(
    declaration: ast.Declaration, kind: type[L], written: str, findings: list[Problem]
) -> L | None:
    """The one line of a kind; a second one is reported."""
    found = every(declaration, kind)
    findings.extend(
        line_problems.LineTwice(again.span, written, found[0].span) for again in found[1:]
    )
    return found[0] if found else None


def needed(
    line: L | None,
    declaration: ast.Declaration,
    findings: list[Problem],
    *,
    words: tuple[str, ...],
    sample: tuple[str, str],
    why: Said,
) -> L | None:
    """The line, reported as missing unless a line that could not be read may have been it."""
    if line is None and not declaration.damaged:
        findings.append(
            line_problems.MissingLine(
                declaration.name.span,
                declaration.kind,
                declaration.name.text,
                words,
                sample[0],
                sample[1],
                why,
            )
        )
    return line


def about(declaration: ast.Declaration, findings: list[Problem]) -> About:
    """Sources, notes and other remarks."""
    sources = []
    for line in every(declaration, ast.SourceLine):
        page = whole(line.page, "page", findings) if line.page else None
        sources.append(Citation(line.text.text, page, line.span))
    remarks = every(declaration, ast.AboutLine)

    def said(what: str) -> tuple[str, ...]:
        return tuple(remark.text.text for remark in remarks if remark.what == what)

    return About(tuple(sources), said("note"), said("owner"), said("definition"), said("linked_to"))


def because(said: ast.Because | None, findings: list[Problem]) -> Because:
    """The reason and the source at the end of a line."""
    if said is None:
        return Because()
    source = None
    if said.source is not None:
        number = said.source.page
        page = whole(number, "page", findings) if number is not None else None
        source = Citation(said.source.text.text, page, said.source.span)
    return Because(label(said.reason), source)


def rounding(line: ast.Rounded | None, findings: list[Problem]) -> Rounding | None:
    """A rounding as the rules mean it; one without a mode is reported."""
    if line is None:
        return None
    places: int | None = None
    if line.places is not None:
        places = whole(line.places, "places", findings)
        if places is None:
            return None
        step = Fraction(1, 10**places)
    else:
        assert line.step is not None  # noqa: S101  # the grammar has one or the other
        step = line.step.value
        if step <= 0:
            findings.append(line_problems.WrongNumber(line.step.span, line.step.written, "step"))
            return None
    if line.mode is None:
        findings.append(kind_problems.RoundingWithoutMode(line.span))
        return None
    return Rounding(step, places, line.mode, line.span)


def whole(
    number: ast.Number, rule: line_problems.NumberRule, findings: list[Problem]
) -> int | None:
    """A whole number as its line needs it, or None, reported."""
    value = number.value
    if value.denominator == 1:
        count = int(value)
        if rule == "page" and count >= 1:
            return count
        if rule in {"places", "decimals"} and 0 <= count <= _MOST_PLACES:
            return count
        if rule == "year" and is_fiscal_year(count):
            return count
    meant = None
    if rule == "year" and value.denominator == 1:
        likely = int(value) + (2500 if value < 100 else AHEAD)  # two digits
        meant = str(likely) if is_fiscal_year(likely) else None
    findings.append(line_problems.WrongNumber(number.span, number.written, rule, meant))
    return None


def label(text: ast.Text | None) -> str | None:
    """A label's text."""
    return text.text if text is not None else None
