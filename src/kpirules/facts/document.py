"""What a facts file says, before anyone asks whether it is right.

YAML, JSON and what Python gives are first brought into the shape of a `Group`:
names with what is written after them. From it, or from a table (`tables.py`),
comes a `RawFacts`, which holds what was written, word for word, and where.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Literal

from msgspec import Struct, structs

from kpirules.diagnostics.diagnostic import Problem
from kpirules.diagnostics.findings import Checked
from kpirules.facts.file_problems import (
    Ask,
    GivenTwice,
    SplitFigure,
    UnknownKey,
    WrongShape,
)
from kpirules.facts.vocabulary import FACT_KEYS, TOP_KEYS, FactKey, normal
from kpirules.text.nearest import nearest
from kpirules.text.span import Span
from kpirules.text.thai import western_digits

Form = Literal["plain", "quoted", "exact", "float", "cell", "foreign", "alias"]


class Written(Struct, frozen=True, array_like=True):
    """A piece of text and the offsets it stands at; both are 0 where it is from no file.

    `form` says what stood there: text without or with quotation marks, an exact
    number, a float of Python's or of a `cell` of Excel, something `foreign` whose kind is `text`, or an
    alias, which was reported.
    """

    text: str
    start: int = 0
    end: int = 0
    form: Form = "plain"

    def span(self, file: str) -> Span:
        """Where it stands."""
        return Span(file, self.start, self.end)


class Listed(Struct, frozen=True):
    """A list, which a facts file has no use for."""

    start: int = 0
    end: int = 0


class Group(Struct, frozen=True):
    """Names and what is written after each, in the order written.

    `braces` is whether it stands between { and }, where commas part entries.
    """

    entries: tuple[tuple[Written, Node], ...]
    braces: bool = False


Node = Written | Listed | Group


class RawFact(Struct, frozen=True, array_like=True):
    """A fact as written. `remarks` are the keys beside the value.

    It is not `whole` where something in it has no place there; that was reported.
    """

    name: Written
    value: Written | None
    remarks: dict[FactKey, Written]
    whole: bool = True


class RawYear(Struct, frozen=True, array_like=True):
    """The facts of one year of the history."""

    year: Written
    facts: tuple[RawFact, ...]


class RawFacts(Struct, frozen=True, array_like=True):
    """Everything a facts file says. Names may occur twice: that is for the next stage to see."""

    scorecard: Written | None = None
    period: Written | None = None
    facts: tuple[RawFact, ...] = ()
    history: tuple[RawYear, ...] = ()


def document(node: Node | None, file: str, *, damaged: bool = False) -> Checked[RawFacts]:
    """The document that a file's contents make, with everything that has no place in one.

    Of a `damaged` file, where lines had to be set aside, the shape as a whole says nothing.
    """
    shaper = _Shaper(file, [])
    if isinstance(node, Group):
        raw = _whole(node, shaper, damaged=damaged)
    else:
        raw = RawFacts()
        if not damaged:
            _no_group(node, shaper)
    return Checked(raw, tuple(shaper.findings))


class _Shaper(Struct):
    file: str
    findings: list[Problem]

    def wrong(self, where: Written | Listed, ask: Ask, name: str = "") -> None:
        span = Span(self.file, where.start, where.end)
        self.findings.append(WrongShape(span, ask, name))


def _no_group(node: Written | Listed | None, shaper: _Shaper) -> None:
    if node is None:
        shaper.wrong(Written(""), "nothing")
    else:
        shaper.wrong(node, "top_list" if isinstance(node, Listed) else "top_text")


def _whole(node: Group, shaper: _Shaper, *, damaged: bool) -> RawFacts:
    parts: dict[str, tuple[Written, Node]] = {}
    strange: list[Written] = []
    for key, value in node.entries:
        known = TOP_KEYS.get(normal(key.text))
        if known is None:
            strange.append(key)
        elif known in parts:
            first = parts[known][0]
            shaper.findings.append(
                GivenTwice(
                    key.span(shaper.file), key.text, None, first.span(shaper.file), first.text
                )
            )
        else:
            parts[known] = (key, value)
    if not damaged or parts.keys() & {"facts", "history"}:
        _strange(strange, has_facts=bool(parts.keys() & {"facts", "history"}), shaper=shaper)
    return RawFacts(
        _head(parts.get("scorecard"), shaper),
        _head(parts.get("period"), shaper),
        _facts(parts["facts"], shaper) if "facts" in parts else (),
        _history(parts["history"], shaper) if "history" in parts else (),
    )


_A_FEW = 20


def _strange(keys: list[Written], *, has_facts: bool, shaper: _Shaper) -> None:
    """Keys that mean nothing at the top of a file."""
    if keys and not has_facts:
        near = [nearest(normal(key.text), TOP_KEYS) for key in keys[:_A_FEW]]
        if not any(near):
            shaper.wrong(keys[0], "no_facts_line", keys[0].text)
            return
    for index, key in enumerate(keys):
        meant = nearest(normal(key.text), TOP_KEYS) if index < _A_FEW else None
        shaper.findings.append(UnknownKey(key.span(shaper.file), key.text, None, meant))


def _head(part: tuple[Written, Node] | None, shaper: _Shaper) -> Written | None:
    if part is None:
        return None
    key, value = part
    if isinstance(value, Written) and value.text.strip():
        return value
    shaper.wrong(key, "head", key.text)
    return None


def _facts(part: tuple[Written, Node], shaper: _Shaper) -> tuple[RawFact, ...]:
    """The facts under a heading; a heading with nothing under it is no mistake."""
    heading, node = part
    if isinstance(node, Group):
        return tuple(_fact(name, value, shaper) for name, value in _rejoined(node, shaper))
    if isinstance(node, Listed):
        shaper.wrong(node, "list_of_facts", heading.text)
    elif node.text.strip():
        shaper.wrong(node, "text_for_facts", heading.text)
    return ()


def _history(part: tuple[Written, Node], shaper: _Shaper) -> tuple[RawYear, ...]:
    heading, node = part
    if not isinstance(node, Group):
        if isinstance(node, Listed) or node.text.strip():
            shaper.wrong(node, "history", heading.text)
        return ()
    years = []
    for year, facts in node.entries:
        if isinstance(facts, Written) and facts.text.strip():
            shaper.wrong(year, "history", heading.text)
        else:
            years.append(RawYear(year, _facts((year, facts), shaper)))
    return tuple(years)


def _fact(name: Written, node: Node, shaper: _Shaper) -> RawFact:
    if isinstance(node, Written):
        return RawFact(name, node, {}, whole=node.form != "alias")
    if isinstance(node, Listed):
        shaper.wrong(node, "list_for_figure", name.text)
        return RawFact(name, None, {}, whole=False)
    found: dict[FactKey, Written] = {}
    keys: dict[FactKey, Written] = {}
    before = len(shaper.findings)
    for key, value in _rejoined(node, shaper):
        known = FACT_KEYS.get(normal(key.text))
        if known is None:
            _strange_in_fact(key, value, name, node, shaper)
        elif known in keys:
            first = keys[known].span(shaper.file)
            shaper.findings.append(
                GivenTwice(key.span(shaper.file), key.text, name.text, first, keys[known].text)
            )
        elif not isinstance(value, Written):
            shaper.wrong(key, "group_for_text", key.text)
            keys[known] = key
        else:
            keys[known] = key
            found[known] = value
    whole = len(shaper.findings) == before
    return RawFact(name, found.pop("value", None), found, whole)


def _strange_in_fact(
    key: Written, value: Node, name: Written, group: Group, shaper: _Shaper
) -> None:
    # A text with a comma between braces falls apart like a figure does.
    torn = (
        group.braces
        and isinstance(value, Written)
        and not value.text
        and not value.end - value.start
    )
    meant = None
    if not torn and len(shaper.findings) < _A_FEW:
        meant = nearest(normal(key.text), FACT_KEYS)
    shaper.findings.append(UnknownKey(key.span(shaper.file), key.text, name.text, meant, torn=torn))


_HEAD = re.compile(r"[-+]?[0-9]{1,3}")
_TAIL = re.compile(r"[0-9]{3}(\.[0-9]+)?")


def _rejoined(group: Group, shaper: _Shaper) -> Iterator[tuple[Written, Node]]:
    """The entries, with `{value: 362,318}` put together again and reported.

    Between braces a comma begins the next entry, so the figure falls apart into
    `value: 362` and an entry `318` that holds nothing.
    """
    if not group.braces:
        yield from group.entries
        return
    held: tuple[Written, Node] | None = None
    for key, value in group.entries:
        if held is not None:
            before = held[1]
            if isinstance(before, Written) and _is_tail(before, key, value):
                whole = structs.replace(
                    before, text=f"{before.text},{key.text}", end=key.end, form="plain"
                )
                held = (held[0], whole)
                continue
            yield _reported(held, shaper)
        held = (key, value)
    if held is not None:
        yield _reported(held, shaper)


def _is_tail(before: Written, key: Written, value: Node) -> bool:
    head = western_digits(before.text).rpartition(",")[2]
    return (
        isinstance(value, Written)
        and value.start == value.end
        and not value.text
        and before.form == key.form == "plain"
        and _HEAD.fullmatch(head) is not None
        and _TAIL.fullmatch(western_digits(key.text)) is not None
    )


def _reported(entry: tuple[Written, Node], shaper: _Shaper) -> tuple[Written, Node]:
    name, value = entry
    if isinstance(value, Written) and value.form == "plain" and "," in value.text:
        shaper.findings.append(SplitFigure(value.span(shaper.file), name.text, value.text))
    return entry
