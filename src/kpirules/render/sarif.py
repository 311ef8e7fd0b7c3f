"""Findings as SARIF 2.1.0, the format that code scanners exchange.

https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/sarif-v2.1.0-errata01-os-complete.html
"""

from __future__ import annotations

from pathlib import PurePath
from typing import TYPE_CHECKING
from urllib.parse import quote

from kpirules.prose.words import plain
from kpirules.render.place import Region, extent_of, path_of, region_of

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from kpirules.diagnostics.diagnostic import Diagnostic, Fix, Label
    from kpirules.text.source import Source

Json = dict[str, object]


def sarif_log(
    diagnostics: Sequence[Diagnostic], sources: Mapping[str, Source], version: str = ""
) -> Json:
    """One run as a SARIF log, ready for any JSON encoder; `version` is that of kpirules."""
    codes = sorted({diagnostic.code for diagnostic in diagnostics})
    driver: Json = {"name": "kpirules", "rules": [{"id": code} for code in codes]}
    if version:
        driver["version"] = version
    results = [_result(diagnostic, codes, sources) for diagnostic in diagnostics]
    return {
        "$schema": "https://json.schemastore.org/sarif-2.1.0.json",
        "version": "2.1.0",
        "runs": [
            {
                "tool": {"driver": driver},
                # Our columns count code points, as `str` does, not UTF-16 units.
                "columnKind": "unicodeCodePoints",
                "results": results,
            }
        ],
    }


def _result(diagnostic: Diagnostic, codes: list[str], sources: Mapping[str, Source]) -> Json:
    told = [diagnostic.headline, *diagnostic.notes, *diagnostic.helps]
    result: Json = {
        "ruleId": diagnostic.code,
        "ruleIndex": codes.index(diagnostic.code),
        "level": diagnostic.severity,
        "message": {"text": "\n".join(plain(line) for line in told)},
    }
    primary = _location(diagnostic.primary, sources)
    if primary is not None:
        result["locations"] = [primary]
    related = [
        {"id": number, **found}
        for number, label in enumerate(diagnostic.labels)
        if (found := _location(label, sources)) is not None
    ]
    if related:
        result["relatedLocations"] = related
    fixes = [found for fix in diagnostic.fixes if (found := _fix(fix, sources)) is not None]
    if fixes:
        result["fixes"] = fixes
    return result


def _location(label: Label, sources: Mapping[str, Source]) -> Json | None:
    path = path_of(label.span, sources)
    if not path:
        return None
    physical: Json = {"artifactLocation": {"uri": _uri(path)}}
    region = region_of(label.span, sources)
    if region is not None:
        physical["region"] = _region(region)
    location: Json = {"physicalLocation": physical}
    if label.message:
        location["message"] = {"text": plain(label.message)}
    return location


def _region(region: Region) -> Json:
    """The region, its end column one past the last letter."""
    return {
        "startLine": region.start.line,
        "startColumn": region.start.column,
        "endLine": region.end.line,
        "endColumn": region.end.column,
    }


def _fix(fix: Fix, sources: Mapping[str, Source]) -> Json | None:
    """The fix, or None where one of its edits is in a file that is not at hand."""
    files: dict[str, list[Json]] = {}
    for edit in fix.edits:
        region = extent_of(edit.span, sources)
        if region is None:
            return None
        replacement = {"deletedRegion": _region(region), "insertedContent": {"text": edit.text}}
        files.setdefault(region.path, []).append(replacement)
    return {
        "description": {"text": plain(fix.title)},
        "artifactChanges": [
            {"artifactLocation": {"uri": _uri(path)}, "replacements": replacements}
            for path, replacements in files.items()
        ],
    }


def _uri(path: str) -> str:
    """A path as a URI reference: `%`-escaped, with the scheme only where it is absolute."""
    pure = PurePath(path)
    return pure.as_uri() if pure.is_absolute() else quote(pure.as_posix())
