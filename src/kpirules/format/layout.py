"""The canonical layout: what is written stays, where it stands is set."""

from __future__ import annotations

from collections.abc import Sequence

from kpirules.format.columns import Columns, aligned, columns_of
from kpirules.format.rows import Row
from kpirules.format.spacing import spaced
from kpirules.format.spelling import words_of
from kpirules.syntax.grammar import Column

INDENT = "  "
_DEEPER = INDENT * 2


def laid_out(rows: Sequence[Row], to: Column | None = None) -> str:
    """The text of rows in the canonical layout, keywords in the language `to`.

    Rows outside the rules of a document stay as they are.
    """
    rows = _spaced_out(rows)
    texts = _texts(rows, to)
    shown = []
    for index, (row, text) in enumerate(zip(rows, texts, strict=True)):
        if row.kind == "prose":
            shown.append(row.text)
        else:
            comment = f"  {row.comment}" if row.comment and row.kind != "comment" else ""
            shown.append(f"{_indent(rows, index)}{text}{comment}")
    return "\n".join(shown) + "\n" if shown else ""


# ------------------------------------------------------------------------ empty rows


def _spaced_out(rows: Sequence[Row]) -> list[Row]:
    """The rows with one empty row, or none, wherever there were any."""
    blank = Row("blank", "")
    found: list[Row] = []
    gap = False
    for index, row in enumerate(rows):
        if row.kind == "blank":
            gap = True
            continue
        before = found[-1] if found else None
        inside = before is not None and before.kind != "prose" and row.kind != "prose"
        if inside and before is not None and _parted(rows, index, before, found, gap=gap):
            found.append(blank)
        found.append(row)
        gap = False
    return found


def _parted(rows: Sequence[Row], index: int, before: Row, found: list[Row], *, gap: bool) -> bool:
    """Whether an empty row stands before a row inside the rules."""
    row = rows[index]
    if row.kind == "more" or (before.kind == "opening" and row.kind in {"line", "kept"}):
        return False
    if before.kind == "comment" or not _opens(rows, index):
        return gap
    if gap:
        return True
    return not (_is_alone(rows, index) and _one_liner(found))


def _opens(rows: Sequence[Row], index: int) -> bool:
    """Whether a declaration begins here: with its line, or with comments right above that."""
    row = rows[index]
    if row.kind == "comment":
        following = _next(rows, index)
        return following is not None and following.kind == "opening" and not row.indented
    return row.kind == "opening"


def _is_alone(rows: Sequence[Row], index: int) -> bool:
    """Whether the declaration that opens here has no lines of its own."""
    if rows[index].kind != "opening":
        return False
    following = _next(rows, index)
    return following is None or following.kind in {"opening", "prose"}


def _one_liner(found: list[Row]) -> bool:
    """Whether the row above is a whole declaration."""
    return found[-1].kind == "opening"


def _next(rows: Sequence[Row], index: int) -> Row | None:
    """The next row that says something."""
    for row in rows[index + 1 :]:
        if row.kind not in {"blank", "comment"}:
            return row
    return None


# ----------------------------------------------------------------------- indentation


def _indent(rows: Sequence[Row], index: int) -> str:
    row = rows[index]
    match row.kind:
        case "blank" | "opening":
            return ""
        case "more":
            return INDENT + _DEEPER
        case "kept":
            return INDENT if row.indented else ""
        case "comment":
            return _comment_indent(rows, index)
        case _:
            return _DEEPER if _is_level(rows, index) else INDENT


def _comment_indent(rows: Sequence[Row], index: int) -> str:
    """That of what it is about: mostly the row below, at the end of a declaration its lines."""
    row = rows[index]
    for place in range(index + 1, len(rows)):
        below = rows[place]
        if below.kind in {"line", "more", "kept"}:
            return _indent(rows, place)
        if below.kind in {"opening", "prose"}:
            break
    above = rows[index - 1] if index else None
    inside = above is not None and above.kind in {"line", "more", "comment", "opening", "kept"}
    return (
        INDENT if row.indented and inside and above is not None and above.kind != "opening" else ""
    )


def _is_level(rows: Sequence[Row], index: int) -> bool:
    """Whether a row is a level with `scored by`, or the years it holds in, above it."""
    if not _level(rows[index]):
        return False
    for row in reversed(rows[:index]):
        if row.tokens and row.tokens[0].type in {"SCORED_BY", "TARGETS_FROM", "TARGETS_IN"}:
            return True
        if row.kind not in {"comment", "blank"} and not _level(row):
            return False
    return False


def _level(row: Row) -> bool:
    types = [token.type for token in row.tokens[:3]]
    return row.kind == "line" and (
        types[:2] == ["NUMBER", "AT"] or types == ["MINUS", "NUMBER", "AT"]
    )


# --------------------------------------------------------------------------- columns


def _texts(rows: Sequence[Row], to: Column | None) -> list[str]:
    """What each row says; rows of one shape that follow each other stand in columns."""
    texts: list[str] = []
    group: list[Columns] = []

    def flush() -> None:
        texts.extend(aligned(group) if group else ())
        group.clear()

    before: str | None = None
    for index, row in enumerate(rows):
        words = words_of(row.tokens, to)
        columns = None
        if row.kind == "line" and not _goes_on(rows, index):
            columns = columns_of(row.tokens, words)
        if columns is None or (group and group[-1].shape != columns.shape):
            flush()
        if columns is not None:
            group.append(columns)
        elif row.tokens:
            texts.append(spaced(row.tokens, words, before if row.kind == "more" else None))
        else:
            texts.append(row.text)
        before = row.tokens[-1].type if row.tokens else before
    flush()
    return texts


def _goes_on(rows: Sequence[Row], index: int) -> bool:
    return index + 1 < len(rows) and rows[index + 1].kind == "more"
