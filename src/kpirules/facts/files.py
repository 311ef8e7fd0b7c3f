"""Reading a facts file: from its bytes to checked facts."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from msgspec import MsgspecError, msgpack

from kpirules.diagnostics.findings import Checked
from kpirules.diagnostics.reading import LARGEST, read_bytes, read_text
from kpirules.facts.conform import Destination, conform
from kpirules.facts.document import RawFacts, document
from kpirules.facts.facts import NO_FACTS, Facts
from kpirules.facts.table_problems import Obstacle, WorkbookNotRead
from kpirules.model.rules import Rules
from kpirules.model.scorecards import Scorecard
from kpirules.text import store
from kpirules.text.fingerprint import fingerprint, short_name
from kpirules.text.source import Source
from kpirules.text.span import Span

if TYPE_CHECKING:
    from kpirules.facts.tables import Table


def read_facts(
    path: Path, rules: Rules, scorecard: Scorecard, *, name: str | None = None,
    period: int | None = None,
) -> Checked[Facts]:  # fmt: skip
    """The facts of a file, called `name` in messages.

    `period` is the fiscal year evaluated, if it is not the scorecard's own.
    """
    text = open_facts(path, name or str(path))
    if text.value is None:
        return Checked(NO_FACTS, text.findings)
    return facts_of(text.value, rules, scorecard, period=period)


def open_facts(
    path: Path, name: str, *, largest: int = LARGEST, sheets: tuple[str, ...] | None = None
) -> Checked[Source | None]:
    """A facts file as a text, whatever its kind, which its suffix says.

    What has no suffix of a table is YAML, of which JSON is a part. Excel in
    Thailand saves CSV in the old Thai encoding. The text of a workbook is a
    rendering of its sheet; see `Sheet`. `sheets` are the names of a sheet of micro-data,
    which may be longer than one of facts.
    """
    suffix = path.suffix.casefold()
    if suffix not in {_WORKBOOK, *_OTHER_WORKBOOKS}:
        return read_text(path, name, old_thai=suffix == _CSV, largest=largest)
    read = read_bytes(path, name, largest)
    if read.value is None:
        return Checked(None, read.findings)
    if suffix != _WORKBOOK:
        obstacle: Obstacle = "old" if suffix == ".xls" else "other"
        return Checked(None, (WorkbookNotRead(Span(name, 0, 0), obstacle),))
    from kpirules.facts.excel import read_workbook  # noqa: PLC0415  # few have workbooks

    return read_workbook(read.value, name, sheets)


_CSV, _WORKBOOK = ".csv", ".xlsx"
_OTHER_WORKBOOKS = frozenset({".xls", ".xlsm", ".xlsb", ".ods"})


def facts_of(
    source: Source, rules: Rules, scorecard: Scorecard, *, period: int | None = None
) -> Checked[Facts]:
    """The facts of a text that `open_facts` gave, or of one called like such a file."""
    raw = read_document(source)
    destination = Destination(
        scorecard.period if period is None else period, scorecard.name or None
    )
    checked = conform(raw.value, rules, destination, source.name, source)
    # A heading of a table stands over several rows: what is wrong with it is said once.
    findings = dict.fromkeys((*raw.findings, *checked.findings))
    return Checked(checked.value, tuple(sorted(findings, key=lambda found: found.span.start)))


def read_document(source: Source) -> Checked[RawFacts]:
    """What a text says, whatever the rules are.

    A YAML text without mistakes is kept as read, so that the next run need not load
    the YAML parser, which takes longer than all the rest.
    """
    if type(source) is not Source or source.name.casefold().endswith(_CSV):
        return _table_facts(source)
    key = _key(source.text)
    kept = _thaw(store.read(key)) if key else None
    if kept is not None:
        return Checked(kept)
    from kpirules.facts.yaml import read_yaml  # noqa: PLC0415  # only when nothing is kept

    node, findings = read_yaml(source)
    shaped = document(node, source.name, damaged=bool(findings))
    found = (*findings, *shaped.findings)
    if key and not found:
        store.write(key, msgpack.encode(shaped.value))
    return Checked(shaped.value, found)


def read_table(source: Source) -> Checked[Table]:
    """The rows of a CSV text, or of a sheet."""
    # Most facts are YAML.
    from kpirules.facts.csv import read_csv  # noqa: PLC0415
    from kpirules.facts.sheets import Sheet  # noqa: PLC0415

    if isinstance(source, Sheet):
        return Checked(source.table)
    table, findings = read_csv(source)
    return Checked(table, findings)


def _table_facts(source: Source) -> Checked[RawFacts]:
    from kpirules.facts.tables import table_facts  # noqa: PLC0415  # most facts are YAML

    table = read_table(source)
    read = table_facts(table.value)
    return Checked(read.value, (*table.findings, *read.findings))


def _thaw(kept: bytes | None) -> RawFacts | None:
    if kept is None:
        return None
    try:
        return msgpack.decode(kept, type=RawFacts)
    except MsgspecError:
        return None


def _key(text: str) -> str | None:
    """The name a text is kept under; it changes with the code that reads it."""
    edition = _edition()
    if edition is None:
        return None
    key = fingerprint(edition, text.encode("utf-8", "surrogatepass"))
    return f"facts-{short_name(key)}"


@cache
def _edition() -> bytes | None:
    """A digest of the readers themselves: a package version would miss a changed checkout."""
    here = Path(__file__).parent
    try:
        return fingerprint(
            *((here / part).read_bytes() for part in ("document.py", "vocabulary.py", "yaml.py"))
        )
    except OSError:
        return None
