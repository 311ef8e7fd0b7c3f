"""Declarations, and the file that holds them."""

from __future__ import annotations

from typing import Literal

from msgspec import Struct

from kpirules.syntax.ast.card_lines import CardLine
from kpirules.syntax.ast.expressions import Name, Node, Text
from kpirules.syntax.ast.lines import QuantityLine
from kpirules.syntax.ast.override_lines import OverrideLine

Line = QuantityLine | CardLine | OverrideLine

# ------------------------------------------------------------------ declarations

DeclarationKind = Literal[
    "unit",
    "fact",
    "parameter",
    "value",
    "scoring",
    "indicator",
    "bands",
    "scorecard",
    "table",
    "classify",
    "example",
]


class Declaration(Node, frozen=True):
    """A declaration.

    `damaged` when some of its lines could not be read: then nobody should
    complain that a line is missing.
    """

    kind: DeclarationKind
    name: Name
    label: Text | None
    lines: tuple[Line, ...]
    damaged: bool = False


class Use(Node, frozen=True):
    """`use "opdc/2566.kpi"`."""

    path: Text


class Comment(Node, frozen=True):
    """`# …`, with its sign."""

    text: str


class File(Struct, frozen=True):
    """A rule file as read; `comments` are kept for the formatter."""

    name: str
    uses: tuple[Use, ...]
    declarations: tuple[Declaration, ...]
    comments: tuple[Comment, ...]
