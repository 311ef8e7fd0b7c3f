"""What the columns of a table of cases stand for: a fact that is given, or what must come out."""

from __future__ import annotations

import re
from collections.abc import Iterator

from msgspec import Struct

from kpirules.diagnostics.diagnostic import Problem
from kpirules.facts.directory import Directory, directory
from kpirules.facts.document import Written
from kpirules.facts.measures import Measures, measures
from kpirules.facts.values import Desk, check_unit
from kpirules.facts.vocabulary import normal
from kpirules.model import examples as exm
from kpirules.model.rounding import Rounding
from kpirules.model.rules import Rules
from kpirules.semantics import lines
from kpirules.semantics.vocabulary import field_of
from kpirules.syntax import ast
from kpirules.syntax.grammar import keywords
from kpirules.syntax.parse import parse
from kpirules.testing.case_problems import UnknownHeading, UnknownResult
from kpirules.text.nearest import nearest
from kpirules.text.source import Source
from kpirules.text.span import Span
from kpirules.text.thai import name_key, western_digits

CASE = frozenset({"case", "กรณี", "ชื่อกรณี"})
REMARKS = frozenset({"note", "source", "หมายเหตุ", "แหล่งที่มา"})


class GivenColumn(Struct, frozen=True):
    """Gives a fact, in a year of its own where one is said."""

    fact: str
    year: int | None
    heading: Written


class ExpectedColumn(Struct, frozen=True):
    """Says what must come out."""

    target: exm.Target
    rounding: Rounding | None
    heading: Written


class AsideColumn(Struct, frozen=True):
    """Names the case, or remarks on it."""

    names: bool
    heading: Written


Column = GivenColumn | ExpectedColumn | AsideColumn


class Asking(Struct, frozen=True):
    """What reading headings needs at hand; `card` is the scorecard's key, `file` the table."""

    rules: Rules
    card: str | None
    file: str
    directory: Directory
    measures: Measures


def asking(rules: Rules, card: str | None, file: str) -> Asking:
    """What reading the headings of a table of cases needs."""
    return Asking(rules, card, file, directory(rules), measures(rules.units))


def expects(text: str) -> bool:
    """Whether a heading says what must come out."""
    return _expected(text) is not None


def read_heading(cell: Written, *, first: bool, ask: Asking) -> Column | Problem:
    """The column under a heading, or what is wrong with it."""
    if first and normal(cell.text) in CASE:
        return AsideColumn(True, cell)
    wanted = _expected(cell.text)
    if wanted is not None:
        return _result(cell, wanted, ask)
    given = _given(cell, ask)
    if given is not None:
        return given
    if normal(cell.text) in REMARKS:
        return AsideColumn(False, cell)
    return _unknown(cell, ask)


def _expected(text: str) -> str | None:
    """What follows the word for expecting, if a heading begins with it."""
    said = " ".join(text.split())
    for spelling in _spellings("EXPECT"):
        if said.casefold().startswith(spelling) and said[len(spelling) :].strip():
            rest = said[len(spelling) :]
            if rest[0] == " " or not spelling.isascii():
                return rest.strip()
    return None


def _spellings(keyword: str) -> list[str]:
    return [word for column in keywords()[keyword].spellings.values() for word in column]


# ------------------------------------------------------------------------- given


def _given(cell: Written, ask: Asking) -> GivenColumn | Problem | None:
    """The fact a heading names: `volunteers`, `volunteers (person)`, `volunteers in 2565`."""
    text = cell.text.strip()
    key = ask.directory.find(text)
    if key is not None:
        return GivenColumn(key, None, cell)
    year: int | None = None
    dated = _YEAR.fullmatch(text)
    if dated is not None:
        year, text = int(western_digits(dated["year"])), dated["name"]
        key = ask.directory.find(text)
    united = _UNIT.fullmatch(text)
    if key is None and united is not None:
        key = ask.directory.find(united["name"])
        if key is not None:
            desk = Desk(ask.rules.facts[key], year, ask.file, ask.measures)
            unit = Written(united["unit"].strip(), cell.start, cell.end, cell.form)
            problem = check_unit(unit, desk)
            if problem is not None:
                return problem
    return GivenColumn(key, year, cell) if key is not None else None


_YEAR = re.compile(r"(?P<name>.+?)\s*(?:\bin|ในปีงบประมาณ|ในปี)\s*(?P<year>[0-9๐-๙]{4})", re.DOTALL)
_UNIT = re.compile(r"(?P<name>.+?)\s*\((?P<unit>[^()]*)\)", re.DOTALL)


def _unknown(cell: Written, ask: Asking) -> UnknownHeading:
    span, text = cell.span(ask.file), cell.text.strip()
    found = _target(text, span, ask)
    if isinstance(found, exm.Target):
        thai = not text.isascii()
        return UnknownHeading(span, text, True, f"{'ต้องได้' if thai else 'expect'} {text}")
    if ask.directory.labels.get(normal(text)) or _is_named(text, ask.rules):
        return UnknownHeading(span, text, found.reason == "bare", None)
    near = {normal(fact.name): fact.name for fact in ask.rules.facts.values()}
    near.update((normal(fact.label), fact.label) for fact in ask.rules.facts.values() if fact.label)
    near.update((word, word) for word in (*CASE, *REMARKS))
    meant = nearest(normal(text), near)
    return UnknownHeading(span, text, False, near[meant] if meant is not None else None)


def _is_named(text: str, rules: Rules) -> bool:
    return name_key(text) in rules.indicators or name_key(text) in rules.parameters


# ---------------------------------------------------------------------- expected


def _result(cell: Written, wanted: str, ask: Asking) -> ExpectedColumn | UnknownResult:
    span = cell.span(ask.file)
    name, clause = wanted, ""
    for word in _spellings("ROUNDED_TO"):
        at = wanted.casefold().find(f" {word}")
        if at > 0:
            name, clause = wanted[:at].strip(), wanted[at:].strip()
            break
    target = _target(name, span, ask)
    if isinstance(target, UnknownResult):
        if target.meant is None:
            return target
        before = " ".join(cell.text.split()).removesuffix(wanted)
        whole = f"{before}{target.meant} {clause}".strip()
        return UnknownResult(span, target.asked, target.reason, whole)
    rounding = _rounding(clause) if clause else None
    if clause and rounding is None:
        return UnknownResult(span, clause, "clause", None)
    return ExpectedColumn(target, rounding, cell)


def _rounding(clause: str) -> Rounding | None:
    """What `rounded to 1 place half up` says, read like any line of rules."""
    read = parse(Source("", f"example x\n  expect total = 0 {clause}\n"))
    if read.findings:
        return None
    expected = [
        line
        for declaration in read.value.declarations
        for line in lines.every(declaration, ast.Expect)
    ]
    findings: list[Problem] = []
    return lines.rounding(expected[0].rounded, findings) if expected else None


def _target(text: str, span: Span, ask: Asking) -> exm.Target | UnknownResult:
    """What a name stands for: a value, a component, `total`, `indicator-2.score`."""
    found = dict(_bare(ask)).get(normal(text))
    if found is not None:
        return exm.Target(found[0], found[1], span)
    field = field_of(name_key(text))
    if field in {"total", "band"}:
        return exm.Target(field, "", span)  # type: ignore[arg-type]  # just checked
    indicators = _indicators(ask.rules)
    if normal(text) in indicators:
        return UnknownResult(span, text, "bare", f"{text}.{_word('score', text)}")
    name, dot, last = text.rpartition(".")
    if dot and normal(name) in indicators:
        field = field_of(name_key(last.strip()))
        if field not in {"result", "score", "weighted", "weight"}:
            return UnknownResult(span, last.strip(), "field", None)
        return exm.Target(field, indicators[normal(name)], span)  # type: ignore[arg-type]
    return UnknownResult(span, text, "unknown", _meant(text, ask))


def _meant(text: str, ask: Asking) -> str | None:
    near = {normal(word): word for word in (*_spellings("total"), *_spellings("band"))}
    near.update((name, name) for name, _ in _bare(ask))
    name, dot, field = text.rpartition(".")
    if dot:
        indicators = _indicators(ask.rules)
        meant = nearest(normal(name), indicators)
        return f"{ask.rules.indicators[indicators[meant]].name}.{field}" if meant else None
    meant = nearest(normal(text), near)
    return near[meant] if meant is not None else None


def _bare(ask: Asking) -> Iterator[tuple[str, tuple[exm.Asked, str]]]:
    """What may be asked for by its name or label alone; names go before labels."""
    rules = ask.rules
    card = rules.scorecards.get(ask.card or "")
    named: list[tuple[str, str | None, tuple[exm.Asked, str]]] = [
        *((each.name, each.label, ("value", key)) for key, each in rules.values.items()),
        *((each.name, each.label, ("value", key)) for key, each in rules.facts.items()),
        *((each.name, each.label, ("class", key)) for key, each in rules.classifications.items()),
    ]
    if card is not None:
        named.extend(
            (each.name, each.label, ("component", name_key(each.name))) for each in card.components
        )
    for _, label, what in reversed(named):
        if label:
            yield normal(label), what
    for name, _, what in named:
        yield normal(name), what


def _indicators(rules: Rules) -> dict[str, str]:
    """The keys of indicators by name and by label."""
    found = {normal(each.label): key for key, each in rules.indicators.items() if each.label}
    found.update((normal(each.name), key) for key, each in rules.indicators.items())
    return found


def _word(field: str, text: str) -> str:
    return keywords()[field].spelled("en" if text.isascii() else "th")
