"""Which name stands at a place, what it stands for, and where else that is named."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import cached_property
from typing import Literal

from msgspec import Struct

from kpirules.ide.mentions import Mention, mentions_of
from kpirules.ide.pieces import Kept, touching
from kpirules.project.open_book import Part
from kpirules.semantics.collecting import collect
from kpirules.semantics.symbols import Role, Symbol, Symbols
from kpirules.semantics.vocabulary import field_of, function_of
from kpirules.syntax import ast
from kpirules.text.piece import Piece
from kpirules.text.span import Span

Sort = Literal[
    "quantity", "unit", "method", "bands", "scorecard", "example",
    "column", "option", "band", "stage", "function", "field", "file", "text",
]  # fmt: skip
"""Names of one sort and one owner are told apart by their keys."""

_ROLES: dict[str, Role] = {
    "quantity": "quantity",
    "unit": "unit",
    "method": "method",
    "bands": "bands",
    "scorecard": "scorecard",
    "example": "example",
}

IN = "\0"
"""Between a table and its column, where a column owns options. No name can hold it."""


class Thing(Struct, frozen=True):
    """What names stand for, however they spell it.

    `owner` is what it belongs to: the table of a column, the bands of a band,
    the fact, column or decision table of an option, the indicator of a stage.
    """

    sort: Sort
    key: str
    owner: str = ""


class Occurrence(Struct, frozen=True):
    """A name in a file, with its place in the file."""

    thing: Thing
    span: Span
    text: str
    declares: bool


class Names:
    """All names of a book, as it reads at one moment."""

    def __init__(self, parts: dict[str, tuple[Part, ...]], kept: Kept) -> None:
        """`kept` are the mentions of pieces that were gone through before."""
        self._parts = parts
        self._mentions = kept.of(mentions_of_piece)

    @cached_property
    def _by_key(self) -> dict[str, list[tuple[Mention, Piece]]]:
        """Every name by its key, in the order of the files."""
        found: dict[str, list[tuple[Mention, Piece]]] = {}
        for pieces in self._parts.values():
            for part in pieces:
                for mention in self._mentions(part):
                    found.setdefault(mention.key, []).append((mention, part[0]))
        return found

    @cached_property
    def symbols(self) -> Symbols:
        """What all files declare."""
        files = (file for pieces in self._parts.values() for _, file in pieces)
        return collect({file.name: file for file in files})

    @property
    def files(self) -> tuple[str, ...]:
        """The names of the files of the book."""
        return tuple(self._parts)

    def at(self, file: str, offset: int) -> Occurrence | None:
        """The name at an offset of a file, or that ends there."""
        return next(reversed([*self.in_file(file, offset, offset)]), None)

    def in_file(self, file: str, start: int = 0, end: int | None = None) -> Iterator[Occurrence]:
        """The names of a file, or of a stretch that they touch, from its beginning to its end."""
        parts: Sequence[Part] = self._parts.get(file, ())
        if end is not None:
            parts = touching(parts, start, end)
        for part in parts:
            piece = part[0]
            for mention in self._mentions(part):
                if end is None or (
                    mention.span.start <= end - piece.offset
                    and start - piece.offset <= mention.span.end
                ):
                    yield self._occurrence(mention, piece)

    def of(self, thing: Thing) -> Iterator[Occurrence]:
        """Everywhere a thing is named."""
        for mention, piece in self._by_key.get(thing.key, ()):
            if self.thing(mention) == thing:
                yield self._occurrence(mention, piece)

    def called(self, key: str) -> Iterator[Occurrence]:
        """Every name with a key, whatever it stands for."""
        for mention, piece in self._by_key.get(key, ()):
            yield self._occurrence(mention, piece)

    def symbol(self, thing: Thing) -> Symbol | None:
        """The declaration of a thing; its place is that of a piece. None where there is none."""
        if thing.sort == "column":
            return self.symbols.columns.get(thing.owner, {}).get(thing.key)
        role = _ROLES.get(thing.sort)
        return None if role is None else self.symbols.peek(role, thing.key)

    def thing(self, mention: Mention) -> Thing:
        """What a mention stands for."""
        key = mention.key
        match mention.part:
            case "quantity":
                return self._quantity(mention)
            case "column":
                return Thing("column", key, mention.of)
            case "grouping":
                return self._grouping(mention)
            case "answer":
                owner = self._owner_of_options(mention.of, mention.row)
                if owner is None or self.symbols.peek("quantity", key) is not None:
                    return self._quantity(mention)
                return Thing("option", key, owner)
            case "option":
                owner = self._owner_of_options(mention.of, mention.row)
                return Thing("option", key, mention.of if owner is None else owner)
            case "group":
                return self._group(mention)
            case "band" | "stage":
                return Thing(mention.part, key, mention.of)
            case "card band":
                return Thing("band", key, self._bands_of(mention.of))
            case "function":
                return Thing("function", function_of(key) or key)
            case "field":
                return Thing("field", field_of(key) or key)
            case part:
                return Thing(part, key)

    def _occurrence(self, mention: Mention, piece: Piece) -> Occurrence:
        span = piece.in_file(mention.span)
        return Occurrence(self.thing(mention), span, mention.text, mention.declares)

    def _quantity(self, mention: Mention) -> Thing:
        """A column of the row, a quantity, or a word such as `total` where nothing is called so."""
        key = mention.key
        if mention.row is not None and key in self.symbols.columns.get(mention.row, {}):
            return Thing("column", key, mention.row)
        if self.symbols.peek("quantity", key) is None:
            field = field_of(key)
            if field in {"total", "band"}:
                return Thing("field", field)
        return Thing("quantity", key)

    def _grouping(self, mention: Mention) -> Thing:
        key = mention.key
        if self.symbols.peek("quantity", key) is not None:
            return Thing("quantity", key)
        columns = self.symbols.columns
        holders = [table for table in (*mention.tables, *columns) if key in columns.get(table, {})]
        return Thing("column", key, holders[0]) if holders else Thing("quantity", key)

    def _owner_of_options(self, asked: str, row: str | None) -> str | None:
        """Whose options a choice is among; None where what is asked is no choice."""
        seen: set[str] = set()
        while asked not in seen:
            seen.add(asked)
            if row is not None and asked in self.symbols.columns.get(row, {}):
                return f"{row}{IN}{asked}"
            symbol = self.symbols.peek("quantity", asked)
            if symbol is None:
                return None
            if symbol.kind != "value":
                return asked if _has_options(symbol.declaration) else None
            asked = _passed_on(symbol.declaration)
        return None

    def _group(self, mention: Mention) -> Thing:
        """A group of rows: an outcome, an option of a column, or whatever a column of texts holds."""
        symbol = self.symbols.peek("quantity", mention.of)
        lines = symbol.declaration.lines if symbol is not None else ()
        grouped = next((line for line in lines if isinstance(line, ast.GroupedBy)), None)
        if grouped is None:
            return Thing("text", mention.key)
        name = grouped.column
        by = self._grouping(Mention(name.span, name.text, name.key, "grouping"))
        column = self.symbol(by)
        if by.sort == "quantity":
            return Thing("option", mention.key, by.key)
        owner = f"{by.owner}{IN}{by.key}"
        domain = column.line.domain if column and isinstance(column.line, ast.Column) else None
        named = isinstance(domain, ast.OptionsDomain)
        return Thing("option" if named else "text", mention.key, owner)

    def _bands_of(self, scorecard: str) -> str:
        """The bands by which a scorecard is graded; of the only one where none is named."""
        cards = self.symbols.of("scorecard")
        named = [card for card in cards if card.name.key == scorecard or not scorecard]
        graded = [
            line.bands.key
            for card in named
            for line in card.declaration.lines
            if isinstance(line, ast.GradedBy)
        ]
        return graded[0] if graded else ""


def mentions_of_piece(part: Part) -> tuple[Mention, ...]:
    """All names in a piece."""
    return mentions_of(part[1])


def _has_options(declaration: ast.Declaration) -> bool:
    return any(isinstance(line, ast.OptionsDomain | ast.Outcome) for line in declaration.lines)


def _passed_on(declaration: ast.Declaration) -> str:
    """What a value is, where its formula is nothing but a name, perhaps in another year."""
    for line in declaration.lines:
        if isinstance(line, ast.Formula):
            node = line.expression
            while isinstance(node, ast.InYear | ast.OrElse):
                node = node.operand if isinstance(node, ast.InYear) else node.first
            return node.name.key if isinstance(node, ast.Reference) else ""
    return ""
