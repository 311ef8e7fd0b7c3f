"""An explanation as a tree: every value over what it was made of."""

from __future__ import annotations

from kpirules.explain.cited import source_line
from kpirules.explain.reader import Reader
from kpirules.explain.remarks import places
from kpirules.explain.telling import Telling
from kpirules.prose.words import Branch, Line, line, muted, value


def tree(telling: Telling, reader: Reader) -> Branch:
    """The telling as branches, each with how it came about in its notes."""
    # A stack of its own instead of recursion: chains of values may be long.
    order: list[Telling] = []
    waiting = [telling]
    while waiting:
        here = waiting.pop()
        order.append(here)
        waiting.extend(reversed(here.parts))
    notes: dict[int, tuple[Line, ...]] = {}
    document: str | None = None
    for here in order:
        notes[id(here)] = _notes(here, document, reader)
        document = here.cited[-1].text if here.cited else document
    made: dict[int, Branch] = {}
    for here in reversed(order):
        children = tuple(made[id(part)] for part in here.parts)
        made[id(here)] = Branch(_headline(here, reader), notes[id(here)], children)
    return made[id(telling)]


def _headline(telling: Telling, reader: Reader) -> Line:
    said = line(telling.subject, ": ", telling.amount)
    if telling.repeated:
        return line(said, " ", muted(reader.pick("(shown above)", "(แสดงไว้แล้วข้างต้น)")))
    return said


def _notes(telling: Telling, document: str | None, reader: Reader) -> tuple[Line, ...]:
    notes = [remark.line for remark in (*telling.remarks, *telling.alternatives)]
    notes.extend(telling.asides)
    source = source_line(telling.cited, reader, document)
    where = _where(telling, reader)
    if source and where:
        notes.append(line(source, " (", where, ")"))
    elif source or where:
        notes.append(source or where)
    if telling.left_out:
        notes.append(_left_out(telling.left_out, reader))
    return tuple(notes)


def _where(telling: Telling, reader: Reader) -> Line:
    if telling.repeated:
        return ()
    spans = tuple(span for remark in telling.remarks for span in remark.spans)
    return places(spans or telling.spans, reader)


def _left_out(count: int, reader: Reader) -> Line:
    parts = "part" if count == 1 else "parts"
    return reader.say(
        f"made of {{count}} {parts} not shown here", "มีส่วนประกอบอีก {count} รายการที่ไม่ได้แสดง",
        count=value(str(count)),
    )  # fmt: skip
