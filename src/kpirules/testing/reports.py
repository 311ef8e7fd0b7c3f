"""Results of examples for other programs: plain data for JSON, and JUnit's XML."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from fractions import Fraction
from typing import Any, assert_never

from kpirules.diagnostics.diagnostic import Diagnostic, Problem
from kpirules.evaluate.approximate import Approximate
from kpirules.evaluate.trace import Gap, Trace, Withheld
from kpirules.explain.numbers import exactly
from kpirules.model import examples as exm
from kpirules.prose.words import Language, plain
from kpirules.render.json import findings_data
from kpirules.render.place import where
from kpirules.testing.examples import Check, Outcome
from kpirules.testing.problems import asked_words
from kpirules.text.source import Source

Json = dict[str, Any]
Sources = Mapping[str, Source]


# -------------------------------------------------------------------------- JSON


def results_data(outcomes: Sequence[Outcome], sources: Sources, lang: Language) -> Json:
    """The results as `kpirules/1`: exact figures as text; a missing value is null, with a status."""
    return {
        "schema": "kpirules/1",
        "passed": sum(outcome.passed for outcome in outcomes),
        "failed": sum(not outcome.passed for outcome in outcomes),
        "examples": [_example(outcome, sources, lang) for outcome in outcomes],
    }


def _example(outcome: Outcome, sources: Sources, lang: Language) -> Json:
    source = sources.get(outcome.span.file)
    return {
        "name": outcome.example.name,
        "label": outcome.example.label,
        "case": None if outcome.case is None else outcome.case.name,
        "file": outcome.span.file if source is None else source.name,
        "line": None if source is None else source.place(outcome.span.start).line,
        "passed": outcome.passed,
        "figures": [_figure(check) for check in outcome.checks],
        "findings": findings_data(_described(outcome.findings, lang), sources),
    }


def _figure(check: Check) -> Json:
    data: Json = {
        "asked": asked_words(check.expectation.target, "en"),
        "expected": _wanted(check.expectation),
        "found": _found(check.trace),
        "passed": check.problem is None,
    }
    if isinstance(check.expectation, exm.ExpectValue) and check.expectation.published is not None:
        data["published"] = exactly(check.expectation.published)
        data["remark"] = check.expectation.remark
    return data


def _wanted(expectation: exm.Expectation) -> Json:
    match expectation:
        case exm.ExpectValue(value=value, rounded=rounded):
            step = {} if rounded is None else {"rounded_to": exactly(rounded.step)}
            return {"value": _plain(value), **step}
        case exm.ExpectBetween(low=low, high=high):
            return {"value": None, "low": exactly(low), "high": exactly(high)}
        case exm.ExpectMissing(status=status):
            return {"value": None, "status": status}
        case _:
            assert_never(expectation)


def _plain(value: exm.PlainValue) -> str | bool:
    match value:
        case exm.NumberValue():
            return exactly(value.value)
        case exm.WordValue():
            return value.name
        case exm.YesNoValue():
            return value.yes
        case exm.TextValue():
            return value.text
        case exm.DateValue():
            return value.date.isoformat()
        case _:
            assert_never(value)


def _found(trace: Trace | None) -> Json | None:
    if trace is None:
        return None
    if isinstance(trace.value, Gap):
        data: Json = {"value": None, "status": trace.value.reason}
        if isinstance(trace.step, Withheld):
            low, high = trace.step.low, trace.step.high
            data["low"] = None if low is None else exactly(low)
            data["high"] = None if high is None else exactly(high)
        return data
    if isinstance(trace.value, Fraction | Approximate):
        return {"value": exactly(trace.value)}
    return {"value": trace.value}


def _described(findings: Sequence[Problem], lang: Language) -> list[Diagnostic]:
    return [finding.describe(lang) for finding in findings]


# ------------------------------------------------------------------------- JUnit


def junit_xml(
    outcomes: Sequence[Outcome],
    sources: Sources,
    lang: Language,
    unread: Sequence[Problem] = (),
) -> str:
    """The results as JUnit's XML: a suite for each file, a case for each example and row.

    What differs is a failure; facts or rules that cannot be used are an error.
    `unread` are findings of rules that could not be run at all.
    """
    from xml.etree import ElementTree as ET  # noqa: PLC0415  # only this output needs it

    suites: dict[str, list[ET.Element]] = {}
    for outcome in outcomes:
        file = _file(outcome, sources)
        case = ET.Element("testcase", classname=_shown(file), name=_shown(outcome.name))
        if outcome.findings:
            kind = "error" if outcome.problems else "failure"
            _tell(ET.SubElement(case, kind), outcome.findings, sources, lang)
        suites.setdefault(file, []).append(case)
    for finding in unread:
        source = sources.get(finding.span.file)
        file = finding.span.file if source is None else source.name
        case = ET.Element("testcase", classname=_shown(file), name=where(finding.span, sources))
        _tell(ET.SubElement(case, "error"), (finding,), sources, lang)
        suites.setdefault(file, []).append(case)
    root = ET.Element(
        "testsuites",
        {"name": "kpirules"} | _counts([case for cases in suites.values() for case in cases]),
    )
    for file, cases in suites.items():
        suite = ET.SubElement(root, "testsuite", {"name": _shown(file)} | _counts(cases))
        suite.extend(cases)
    ET.indent(root)
    return '<?xml version="1.0" encoding="UTF-8"?>\n' + ET.tostring(root, encoding="unicode") + "\n"


def _counts(cases: Sequence[Any]) -> dict[str, str]:
    return {
        "tests": str(len(cases)),
        "failures": str(sum(case.find("failure") is not None for case in cases)),
        "errors": str(sum(case.find("error") is not None for case in cases)),
    }


def _tell(element: Any, findings: Sequence[Problem], sources: Sources, lang: Language) -> None:  # noqa: ANN401  # ElementTree is loaded late
    """The first finding as the message, all of them, each with its place, as the text."""
    described = _described(findings, lang)
    element.set("type", described[0].code)
    more = f" (+{len(described) - 1})" if len(described) > 1 else ""
    first = f"{where(described[0].primary.span, sources)}: {plain(described[0].headline)}"
    element.set("message", _shown(first) + more)
    told: list[str] = []
    for each in described:
        told.append(f"{where(each.primary.span, sources)}: {each.code}: {plain(each.headline)}")
        told.extend(f"    {plain(note)}" for note in (*each.notes, *each.helps))
    element.text = _shown("\n".join(told))


def _file(outcome: Outcome, sources: Sources) -> str:
    source = sources.get(outcome.span.file)
    return outcome.span.file if source is None else source.name


_NOT_XML = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def _shown(text: str) -> str:
    """Text without the signs that XML cannot hold."""
    return _NOT_XML.sub("\ufffd", text)
