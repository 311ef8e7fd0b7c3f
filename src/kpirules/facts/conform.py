"""Supplied facts, held against the facts that the rules declare."""

from __future__ import annotations

import re
from typing import Literal, assert_never

from msgspec import Struct

from kpirules.diagnostics.diagnostic import Problem
from kpirules.diagnostics.findings import Checked
from kpirules.facts.directory import Directory, directory
from kpirules.facts.document import Form, RawFact, RawFacts, RawYear, Written
from kpirules.facts.facts import Facts, Plain, Provenance, Supplied, TableFile
from kpirules.facts.figures import Figure, grouped, read_figure
from kpirules.facts.file_problems import GivenTwice, WrongShape
from kpirules.facts.measures import Measures, measures
from kpirules.facts.problems import NoValue
from kpirules.facts.relations import disagreements
from kpirules.facts.row_problems import TableNeedsFile
from kpirules.facts.set_problems import OtherScorecard, WrongYear
from kpirules.facts.values import (
    Desk,
    Missed,
    check_unit,
    missing_reason,
    read_beside,
    read_value,
)
from kpirules.facts.vocabulary import ADJUSTED, FactKey, normal
from kpirules.model.examples import (
    DateValue,
    Example,
    Given,
    NumberValue,
    TextValue,
    WordValue,
    YesNoValue,
)
from kpirules.model.rules import Rules
from kpirules.model.scorecards import Missing
from kpirules.text.dates import written_date
from kpirules.text.source import Source
from kpirules.text.span import NOWHERE
from kpirules.text.thai import name_key, western_digits


class Destination(Struct, frozen=True):
    """What facts are for: a scorecard's name, if it matters, and the fiscal year evaluated."""

    period: int
    scorecard: str | None = None


def conform(
    raw: RawFacts, rules: Rules, destination: Destination, origin: str, source: Source | None = None
) -> Checked[Facts]:
    """The facts of a document; those that do not conform are left out and reported.

    Every mistake is reported, so on any error the value is not for use. `origin`
    says who supplies the facts; `source` is the text their places are in.
    """
    clerk = _Clerk(
        rules,
        directory(rules),
        measures(rules.units),
        destination.period,
        origin,
        source.name if source else origin,
        in_text=source is not None,
    )
    _head(raw, destination, clerk)
    for fact in raw.facts:
        _fact(fact, destination.period, clerk)
    years: dict[int, Written] = {}
    for block in raw.history:
        year = _history_year(block.year, years, clerk)
        if year is not None:
            clerk.again = years[year] is not block.year
            for fact in block.facts:
                _fact(fact, year, clerk)
    sources = {source.name: source} if source else {}
    facts = Facts(clerk.entries, sources, files=tuple(clerk.files))
    clerk.findings.extend(disagreements(facts, rules, destination.period))
    clerk.findings.sort(key=lambda problem: problem.span.start)
    return Checked(facts, tuple(clerk.findings))


def from_given(example: Example, rules: Rules, period: int) -> Checked[Facts]:
    """The facts an example gives, checked like any others; findings point into its rule file."""
    by_year: dict[int, list[Given]] = {}
    for each in example.given:
        by_year.setdefault(period if each.year is None else each.year, []).append(each)
    own = by_year.pop(period, [])
    raw = RawFacts(
        facts=tuple(map(_given, own)),
        history=tuple(_given_in(year, several) for year, several in by_year.items()),
    )
    source = rules.sources.get(example.span.file)
    given = conform(raw, rules, Destination(period), example.name, source)
    facts, findings = given.value, list(given.findings)
    if example.rows:
        # Few examples have rows.
        from kpirules.facts.given_rows import with_given_rows  # noqa: PLC0415

        whole = with_given_rows(facts, example, rules, period, _given)
        return Checked(whole.value, (*findings, *whole.findings))
    return Checked(facts, tuple(findings))


def _given_in(year: int, given: list[Given]) -> RawYear:
    span = given[0].span
    return RawYear(Written(str(year), span.start, span.end), tuple(map(_given, given)))


def _given(given: Given) -> RawFact:
    start, end = given.span.start, given.span.end
    text, form = _as_written(given)
    return RawFact(Written(given.fact, start, end), Written(text, start, end, form), {})


def _as_written(given: Given) -> tuple[str, Form]:
    match given.value:
        case NumberValue(value=number, written=written):
            read = read_figure(written)
            if isinstance(read, Figure) and read.value == number:
                return written, "plain"
            return grouped(number).replace(",", ""), "exact"
        case WordValue(name=name):
            return name, "plain"
        case YesNoValue(yes=yes):
            return ("yes" if yes else "no"), "plain"
        case TextValue(text=text):
            return text, "quoted"
        case DateValue(date=date):
            return written_date(date, "th"), "quoted"
        case None:
            return (given.status or "").replace("_", " "), "plain"
        case _:
            assert_never(given.value)


class _Clerk(Struct):
    """What has been entered so far, and what it is checked with.

    `elsewhen` is whether the document is of another year, whose history may be ours;
    `again` whether the year being entered is given a second time, as was said.
    """

    rules: Rules
    directory: Directory
    measures: Measures
    period: int
    origin: str
    file: str
    in_text: bool
    elsewhen: bool = False
    again: bool = False
    entries: dict[tuple[str, int], Supplied] = {}
    places: dict[tuple[str, int], Written] = {}
    findings: list[Problem] = []
    files: list[TableFile] = []

    def year(self, period: int) -> int | None:
        """The year to name in messages: none for the one evaluated."""
        return None if period == self.period else period


# ------------------------------------------------------------- what the file is for


def _head(raw: RawFacts, destination: Destination, clerk: _Clerk) -> None:
    wanted = destination.scorecard
    if raw.scorecard is not None and wanted is not None:
        found = raw.scorecard.text.strip()
        if name_key(found) != name_key(wanted):
            span = raw.scorecard.span(clerk.file)
            clerk.findings.append(OtherScorecard(span, found, wanted, "scorecard"))
    if raw.period is not None:
        year = _year(raw.period, clerk)
        if year is not None and year != clerk.period:
            span = raw.period.span(clerk.file)
            clerk.findings.append(OtherScorecard(span, str(year), str(clerk.period), "period"))
            clerk.elsewhen = True


def _history_year(written: Written, years: dict[int, Written], clerk: _Clerk) -> int | None:
    year = _year(written, clerk)
    if year is None:
        return None
    span = written.span(clerk.file)
    if year >= clerk.period:
        if not clerk.elsewhen:
            clerk.findings.append(WrongYear(span, year, clerk.period, None))
        return None
    first = years.setdefault(year, written)
    if first is not written:
        clerk.findings.append(
            GivenTwice(span, written.text.strip(), None, first.span(clerk.file), first.text.strip())
        )
    return year


_ERAS = 543
_FAR = 200


def _year(written: Written, clerk: _Clerk) -> int | None:
    """A year counted like the period evaluated; `พ.ศ.` may stand before a Buddhist one."""
    span = written.span(clerk.file)
    text = western_digits(written.text).strip()
    digits = text.removeprefix("พ.ศ.").strip()
    if len(digits) != len("2566") or not digits.isascii() or not digits.isdigit():
        clerk.findings.append(WrongShape(span, "year", written.text))
        return None
    year = int(digits)
    if abs(year - clerk.period) <= _FAR:
        return year
    other = year + _ERAS if year < clerk.period else year - _ERAS
    likely = other if abs(other - clerk.period) <= _FAR else None
    clerk.findings.append(WrongYear(span, year, clerk.period, likely))
    return None


# --------------------------------------------------------------------- one fact


def _fact(raw: RawFact, period: int, clerk: _Clerk) -> None:
    key = clerk.directory.find(raw.name.text)
    span = raw.name.span(clerk.file)
    table = clerk.directory.table(raw.name.text) if key is None else None
    if key is None and table is None:
        clerk.findings.append(clerk.directory.unknown(raw.name.text, span))
        return
    first = clerk.places.setdefault((key or table or "", period), raw.name)
    if first is not raw.name and clerk.again:
        return
    if first is not raw.name:
        year = clerk.year(period)
        inside = None if year is None else str(year)
        clerk.findings.append(
            GivenTwice(span, raw.name.text, inside, first.span(clerk.file), first.text)
        )
        return
    if key is None:
        _table_file(raw, table or "", period, clerk)
        return
    desk = Desk(clerk.rules.facts[key], clerk.year(period), clerk.file, clerk.measures)
    supplied = _supplied(raw, key, period, desk, clerk)
    if supplied is not None:
        clerk.entries[key, period] = supplied


def _table_file(raw: RawFact, table: str, period: int, clerk: _Clerk) -> None:
    """The file that holds the rows of a table, to be read later."""
    written = raw.value
    if written is None or written.form not in {"plain", "quoted"} or not _FILE.search(written.text):
        found = written.text.strip() if written is not None else ""
        span = (written or raw.name).span(clerk.file)
        clerk.findings.append(TableNeedsFile(span, clerk.rules.tables[table].name, found))
        return
    span = written.span(clerk.file)
    clerk.files.append(TableFile(table, period, written.text.strip(), span))


_FILE = re.compile(r"\.[A-Za-z0-9]+\s*$")


def _supplied(raw: RawFact, key: str, period: int, desk: Desk, clerk: _Clerk) -> Supplied | None:
    """The fact as it is entered; None where its value was found wrong."""
    remarks = raw.remarks
    status = remarks.get("status")
    reason = missing_reason(status) if status is not None else None
    former = _beside("formerly", remarks, desk, clerk)
    adjusted = status is not None and normal(status.text) in ADJUSTED
    written = raw.value
    if written is None and reason is not None:
        written = status
    if written is None or not written.text.strip():
        if raw.whole:
            span = raw.name.span(clerk.file)
            clerk.findings.append(NoValue(span, *desk.about, "", "empty"))
        return None
    found = read_value(written, desk)
    _check_beside(remarks, found, reason, desk, clerk)
    if not isinstance(found, Plain | Missed):
        clerk.findings.append(found)
        return None
    return Supplied(
        key,
        period,
        None if isinstance(found, Missed) else found,
        found.reason if isinstance(found, Missed) else None,
        written.text.strip(),
        f"{clerk.origin} (float)" if written.form == "float" else clerk.origin,
        Provenance(
            source=_text(remarks, "source"),
            page=_text(remarks, "page"),
            note=_text(remarks, "note"),
            as_of=_text(remarks, "as-of"),
            status=None if reason is not None else _status(remarks, adjusted=adjusted),
            reported=_beside("reported", remarks, desk, clerk),
            formerly=former,
            adjusted=adjusted or former is not None,
        ),
        written.span(clerk.file) if clerk.in_text else NOWHERE,
    )


def _check_beside(
    remarks: dict[FactKey, Written],
    found: Plain | Missed | Problem,
    reason: Missing | None,
    desk: Desk,
    clerk: _Clerk,
) -> None:
    """The keys that must agree with the value: its unit, and a status that says there is none."""
    unit = remarks.get("unit")
    if unit is not None:
        problem = check_unit(unit, desk)
        if problem is not None:
            clerk.findings.append(problem)
    if reason is not None and found != Missed(reason) and isinstance(found, Plain | Missed):
        status = remarks["status"]
        clerk.findings.append(
            NoValue(status.span(clerk.file), *desk.about, status.text.strip(), "both")
        )


def _beside(
    key: Literal["reported", "formerly"],
    remarks: dict[FactKey, Written],
    desk: Desk,
    clerk: _Clerk,
) -> str | None:
    """Another figure for the same fact."""
    written = remarks.get(key)
    if written is None:
        return None
    found = read_beside(written, desk, key)
    if isinstance(found, str):
        return found
    clerk.findings.append(found)
    return None


def _status(remarks: dict[FactKey, Written], *, adjusted: bool) -> str | None:
    """The status of a figure in its writer's words; one spelling for `adjusted`."""
    return "adjusted" if adjusted else _text(remarks, "status")


def _text(remarks: dict[FactKey, Written], key: FactKey) -> str | None:
    written = remarks.get(key)
    return (written.text.strip() or None) if written is not None else None
