"""Findings for programs: JSON, GitHub's workflow commands, SARIF."""

from __future__ import annotations

from typing import Any

import msgspec
import pytest

from kpirules.diagnostics.diagnostic import Diagnostic, Edit, Fix, Label
from kpirules.prose.words import line
from kpirules.render.github import github_commands
from kpirules.render.json import findings_data
from kpirules.render.sarif import sarif_log
from kpirules.text.source import Source
from kpirules.text.span import NOWHERE, Span

Sources = dict[str, Source]


def test_json_has_all_parts(finding: Diagnostic, sources: Sources) -> None:
    """Text is plain, places are lines and columns from 1."""
    assert findings_data([finding], sources) == [
        {
            "code": "KPI0302",
            "severity": "error",
            "message": "weights add up to 75, not 70",
            "path": "rules/dsdw/2566.kpi",
            "location": {"line": 3, "column": 11},
            "end_location": {"line": 3, "column": 13},
            "label": "this weight",
            "labels": [
                {
                    "path": "rules/dsdw/2566.kpi",
                    "location": {"line": 2, "column": 10},
                    "end_location": {"line": 2, "column": 20},
                    "message": "in this component",
                },
                {
                    "path": "rules/opdc/2566.kpi",
                    "location": {"line": 2, "column": 44},
                    "end_location": {"line": 2, "column": 53},
                    "message": "which has 70",
                },
            ],
            "notes": ["the weights of a component share out its own"],
            "help": ["see page 4 of the report"],
            "fixes": [
                {
                    "message": "write `น้ำหนัก 20`",
                    "applicability": "safe",
                    "edits": [
                        {
                            "path": "rules/dsdw/2566.kpi",
                            "location": {"line": 3, "column": 11},
                            "end_location": {"line": 3, "column": 13},
                            "content": "20",
                        }
                    ],
                }
            ],
        }
    ]


def test_json_of_no_place_is_null(sources: Sources) -> None:
    """But text put at the very beginning of a file has a place."""
    edit = Edit(Span("rules", 0, 0), 'use "opdc/2566.kpi"\n')
    finding = Diagnostic(
        "KPI0001", "error", line("odd"), Label(NOWHERE), fixes=(Fix(line("add"), (edit,)),)
    )
    (found,) = findings_data([finding], sources)

    assert (found["path"], found["location"], found["end_location"]) == ("", None, None)
    assert found["fixes"][0]["edits"][0]["location"] == {"line": 1, "column": 1}


def test_github_marks_the_line(finding: Diagnostic, sources: Sources) -> None:
    """Further lines of a message are escaped."""
    assert github_commands([finding], sources) == (
        "::error file=rules/dsdw/2566.kpi,line=3,endLine=3,col=11,endColumn=13,title=KPI0302"
        "::weights add up to 75, not 70%0Athe weights of a component share out its own"
        "%0Asee page 4 of the report\n"
    )


@pytest.mark.parametrize(
    ("name", "shown"), [("a,b:c.kpi", "a%2Cb%3Ac.kpi"), ("100%.kpi", "100%25.kpi")]
)
def test_github_escapes_names(name: str, shown: str) -> None:
    """What divides properties must not stand in one."""
    finding = Diagnostic("KPI0001", "warning", line("50%: a, b\nc"), Label(Span("f", 0, 4)))

    assert github_commands([finding], {"f": Source(name, "a\nb\n")}) == (
        f"::warning file={shown},line=1,endLine=3,title=KPI0001::50%25: a, b%0Ac\n"
    )


def test_sarif_has_places_and_fixes(finding: Diagnostic, sources: Sources) -> None:
    """As the standard names them."""
    log: Any = sarif_log([finding], sources, "0.1.0")
    (run,) = log["runs"]
    (result,) = run["results"]

    assert log["version"] == "2.1.0"
    assert run["columnKind"] == "unicodeCodePoints"
    assert run["tool"]["driver"] == {
        "name": "kpirules",
        "rules": [{"id": "KPI0302"}],
        "version": "0.1.0",
    }
    assert (result["ruleId"], result["ruleIndex"], result["level"]) == ("KPI0302", 0, "error")
    assert result["locations"] == [
        {
            "physicalLocation": {
                "artifactLocation": {"uri": "rules/dsdw/2566.kpi"},
                "region": {"startLine": 3, "startColumn": 11, "endLine": 3, "endColumn": 13},
            },
            "message": {"text": "this weight"},
        }
    ]
    assert [place["id"] for place in result["relatedLocations"]] == [0, 1]
    assert result["fixes"] == [
        {
            "description": {"text": "write `น้ำหนัก 20`"},
            "artifactChanges": [
                {
                    "artifactLocation": {"uri": "rules/dsdw/2566.kpi"},
                    "replacements": [
                        {
                            "deletedRegion": {
                                "startLine": 3,
                                "startColumn": 11,
                                "endLine": 3,
                                "endColumn": 13,
                            },
                            "insertedContent": {"text": "20"},
                        }
                    ],
                }
            ],
        }
    ]
    assert msgspec.json.decode(msgspec.json.encode(log)) == log


@pytest.mark.parametrize(
    ("name", "uri"),
    [
        ("กฎ ปี.kpi", "%E0%B8%81%E0%B8%8E%20%E0%B8%9B%E0%B8%B5.kpi"),
        ("/rules/a.kpi", "file:///rules/a.kpi"),
    ],
)
def test_sarif_names_files_by_uri(name: str, uri: str) -> None:
    """Spaces and Thai letters are escaped; an absolute path has its scheme."""
    span = Span("f", 0, 1)
    finding = Diagnostic("KPI0001", "warning", line("odd"), Label(span))
    log: Any = sarif_log([finding], {"f": Source(name, "a\n")})
    place = log["runs"][0]["results"][0]["locations"][0]["physicalLocation"]

    assert place["artifactLocation"]["uri"] == uri


def test_sarif_of_no_place_has_no_location() -> None:
    """It is about the run as a whole."""
    log: Any = sarif_log([Diagnostic("KPI0001", "error", line("odd"), Label(NOWHERE))], {})

    assert "locations" not in log["runs"][0]["results"][0]
