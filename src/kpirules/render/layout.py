"""A page as lines that fit a width. No colours yet: a renderer gives the looks theirs."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING, assert_never

from kpirules.prose.words import Branch, Drawing, Heading, Listing, Paragraph, Table
from kpirules.render.pieces import Piece, pieces_of, spaces
from kpirules.render.table import table_lines
from kpirules.render.tree import tree_lines
from kpirules.render.wrap import clip, wrap

if TYPE_CHECKING:
    from kpirules.prose.words import Block, Page
    from kpirules.render.pieces import Pieces

NARROWEST = 20  # below this a tree or a table has no sensible form


def page_lines(page: Page, width: int) -> list[Pieces]:
    """The page at a width, with an empty line where the kind of block changes."""
    if not page:
        return []
    width = max(width, NARROWEST)
    lines = _block_lines(page[0], width)
    for before, block in pairwise(page):
        if _stand_apart(before, block):
            lines.append(())
        lines.extend(_block_lines(block, width))
    return lines


def _block_lines(block: Block, width: int) -> list[Pieces]:
    match block:
        case Paragraph():
            indent = spaces(min(2 * block.indent, width // 2))
            return wrap((*indent, *pieces_of(block.line)), width, indent)
        case Heading():
            return wrap(pieces_of(block.line, prose="heading"), width)
        case Listing():
            return _listing_lines(block, width)
        case Branch():
            return tree_lines(block, width)
        case Table():
            return table_lines(block, width)
        case Drawing():
            return [clip(pieces_of(line), width) for line in block.lines]
        case _:
            assert_never(block)


def _listing_lines(block: Listing, width: int) -> list[Pieces]:
    digits = len(str(len(block.items)))
    lines: list[Pieces] = []
    for number, item in enumerate(block.items, start=1):
        sign = f"{number:>{digits}}. " if block.numbered else "• "
        hang = spaces(len(sign))
        lines.extend(wrap((Piece("guide", sign), *pieces_of(item)), width, hang))
    return lines


def _stand_apart(before: Block, block: Block) -> bool:
    if isinstance(before, Heading):
        return False
    apart = (Branch, Drawing, Table)
    return isinstance(block, (Heading, *apart)) or isinstance(before, apart)
