"""Reading a workbook of Excel: one sheet of it, cell by cell.

Excel keeps every number as binary floating point. A cell counts as the shortest
decimal that stands for its number, and `values.py` refuses those that nobody typed.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from io import BytesIO
from typing import TYPE_CHECKING, Any

from kpirules.diagnostics.diagnostic import Problem
from kpirules.diagnostics.file_problems import FileEmpty, FileTooLarge
from kpirules.diagnostics.findings import Checked
from kpirules.facts.document import Written
from kpirules.facts.figures import exact, grouped, of_float
from kpirules.facts.formats import FARTHEST, MOST_BYTES, Looks, looks, unpacked
from kpirules.facts.sheets import Sheet, cell_name, sheet
from kpirules.facts.table_problems import Obstacle, WorkbookNotRead
from kpirules.facts.tables import EMPTY
from kpirules.text.source import Source
from kpirules.text.span import Span
from kpirules.text.thai import name_key

if TYPE_CHECKING:
    from python_calamine import CalamineWorkbook

SHEETS = ("facts", "ข้อมูล")
"""What the sheet of facts is called where it is not the first one."""


def read_workbook(
    data: bytes, name: str, sheets: tuple[str, ...] | None = None
) -> Checked[Source | None]:
    """The sheet of facts in a workbook, or one called like `sheets`; None when none can be read."""
    whole = Span(name, 0, 0)
    obstacle = _obstacle(data)
    size = unpacked(data)
    if not data:
        return _refused(FileEmpty(whole, blank=False))
    if obstacle is None and size is None:
        obstacle = "damaged"
    if obstacle is not None:
        return _refused(WorkbookNotRead(whole, obstacle))
    if size is not None and size > MOST_BYTES:
        return _refused(FileTooLarge(whole, size, MOST_BYTES))
    try:
        import python_calamine  # noqa: PLC0415, F401  # an extra: not everybody has workbooks
    except ImportError:
        return _refused(WorkbookNotRead(whole, "missing"))
    try:
        return _chosen_sheet(data, name, sheets)
    except BaseException as error:
        # Rust's panics are no Exception; whatever the reader stumbles over is in the file.
        if isinstance(error, Exception) or type(error).__name__ == "PanicException":
            return _refused(WorkbookNotRead(whole, "damaged"))
        raise


def _refused(problem: Problem) -> Checked[Source | None]:
    return Checked(None, (problem,))


_OFFICE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"


def _obstacle(data: bytes) -> Obstacle | None:
    """What the first bytes say: Excel locks a workbook away in a file of the old kind."""
    if not data.startswith(_OFFICE):
        return None
    return "locked" if "EncryptedPackage".encode("utf-16-le") in data else "old"


def _chosen_sheet(data: bytes, name: str, sheets: tuple[str, ...] | None) -> Checked[Source | None]:
    from python_calamine import CalamineWorkbook  # noqa: PLC0415

    workbook = CalamineWorkbook.from_filelike(BytesIO(data))
    chosen = _sheet_name(workbook, SHEETS if sheets is None else sheets)
    look = looks(data, chosen) or Looks(frozenset(), {}, (0, 0))
    rows, columns = look.last
    if rows * columns > (FARTHEST if sheets is None else _FARTHEST_ROWS):
        return _refused(WorkbookNotRead(Span(name, 0, 0), "spread", cell_name(rows, columns)))
    values = workbook.get_sheet_by_name(chosen).to_python(skip_empty_area=False)
    return Checked(_rendered(f"{name} [{chosen}]", values, look))


_FARTHEST_ROWS = 20_000_000


def _sheet_name(workbook: CalamineWorkbook, called: tuple[str, ...]) -> str:
    """The sheet with one of these names, or else the first."""
    names = workbook.sheet_names
    return next((name for name in names if name_key(name.strip()).casefold() in called), names[0])


def _rendered(name: str, values: Sequence[Sequence[Any]], look: Looks) -> Sheet:
    rows = []
    for row, cells in enumerate(values, 1):
        rows.append([_written(cell, (row, column), look) for column, cell in enumerate(cells, 1)])
    for (row, column), error in look.errors.items():
        if row <= len(rows) and column <= len(rows[row - 1]):
            rows[row - 1][column - 1] = Written(error, form="quoted")
    return sheet(name, rows)


def _written(value: object, place: tuple[int, int], look: Looks) -> Written:
    """What a cell says, as text."""
    if isinstance(value, bool):
        return Written(str(value), form="quoted")
    if isinstance(value, int | float):
        digits = of_float(float(value))
        if place in look.percentages:
            shown = grouped(exact(digits) * 100).replace(",", "")
            return Written(f"{shown}%", form="cell")
        return Written(digits, form="cell")
    if isinstance(value, dt.datetime) and value.time() == dt.time():
        value = value.date()
    if isinstance(value, dt.date | dt.time):
        return Written(value.isoformat(), form="quoted")
    text = str(value)
    return Written(text, form="quoted") if text.strip() else EMPTY
