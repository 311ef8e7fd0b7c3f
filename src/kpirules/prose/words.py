"""The vocabulary in which explanations and messages are written.

A `Word` is a piece of text that knows what it means (a value, a unit, a
name). Words make a `Line`; lines make blocks; blocks make a `Page`. Nothing
here knows colours, widths or markup: renderers do.
"""

from __future__ import annotations

import re
from typing import Literal

from msgspec import Struct

Kind = Literal[
    "text",  # prose
    "value",  # a number, or another value
    "unit",  # the unit of a value
    "name",  # a name from the rules
    "keyword",  # a word of the language
    "label",  # what people call a thing: "ร้อยละของ อพม."
    "rule",  # a rule as it is written in a rule file
    "source",  # where a figure or a rule comes from
    "place",  # file:line
    "code",  # what the user wrote, quoted
    "good",
    "bad",
    "muted",
    "strong",
]
Language = Literal["en", "th"]


class Word(Struct, frozen=True):
    """A piece of text and what it means."""

    kind: Kind
    text: str


Line = tuple[Word, ...]


class Paragraph(Struct, frozen=True, tag=True):
    """One run of prose; `indent` counts levels, not spaces."""

    line: Line
    indent: int = 0


class Heading(Struct, frozen=True, tag=True):
    """A title over what follows."""

    line: Line


class Listing(Struct, frozen=True, tag=True):
    """A list, numbered from 1 where the order matters."""

    items: tuple[Line, ...]
    numbered: bool = False


class Branch(Struct, frozen=True, tag=True):
    """A node of a tree: its line, remarks under it, and its children."""

    line: Line
    notes: tuple[Line, ...] = ()
    children: tuple[Branch, ...] = ()


class Column(Struct, frozen=True):
    """A column of a table; numbers are aligned to the right."""

    title: Line
    align: Literal["left", "right"] = "left"


class Table(Struct, frozen=True, tag=True):
    """Rows of cells. A row marked as a heading spans all columns by its first cell."""

    columns: tuple[Column, ...]
    rows: tuple[Row, ...]


class Row(Struct, frozen=True):
    """A row of a table: ordinary, a `section` title over rows, or the `total`."""

    cells: tuple[Line, ...]
    role: Literal["row", "section", "total"] = "row"


class Drawing(Struct, frozen=True, tag=True):
    """Lines shown as they are, in letters of one width: a number line, say. At most 60 cells wide."""

    lines: tuple[Line, ...]


Block = Paragraph | Heading | Listing | Branch | Table | Drawing
Page = tuple[Block, ...]

Part = str | Word | Line

_SLOT = re.compile(r"\{(\w+)\}")


def say(lang: Language, *, en: str, th: str, **parts: Part) -> Line:
    """A sentence in the reader's language, its slots filled with words.

    `say("en", en="{x} is above {y}", th="{x} มากกว่า {y}", x=…, y=…)`
    """
    template = th if lang == "th" else en
    words: list[Word] = []
    position = 0
    for slot in _SLOT.finditer(template):
        if slot.start() > position:
            words.append(Word("text", template[position : slot.start()]))
        words.extend(line(parts[slot.group(1)]))
        position = slot.end()
    if position < len(template):
        words.append(Word("text", template[position:]))
    return tuple(words)


def line(*parts: Part) -> Line:
    """A line of parts: plain strings are prose."""
    words: list[Word] = []
    for part in parts:
        if isinstance(part, str):
            words.append(Word("text", part))
        elif isinstance(part, Word):
            words.append(part)
        else:
            words.extend(part)
    return tuple(words)


def joined(parts: list[Line] | tuple[Line, ...], between: str) -> Line:
    """Lines one after the other, with text between."""
    words: list[Word] = []
    for index, part in enumerate(parts):
        if index:
            words.append(Word("text", between))
        words.extend(part)
    return tuple(words)


def plain(words: Line) -> str:
    """The bare text of a line; what the user wrote stands in backticks."""
    return "".join(f"`{word.text}`" if word.kind == "code" else word.text for word in words)


def code(text: str) -> Word:
    """What the user wrote."""
    return Word("code", text)


def value(text: str) -> Word:
    """A number or another value."""
    return Word("value", text)


def unit(text: str) -> Word:
    """A unit."""
    return Word("unit", text)


def name(text: str) -> Word:
    """A name from the rules."""
    return Word("name", text)


def keyword(text: str) -> Word:
    """A word of the language."""
    return Word("keyword", text)


def muted(text: str) -> Word:
    """An aside."""
    return Word("muted", text)


def strong(text: str) -> Word:
    """What the reader should see first."""
    return Word("strong", text)
