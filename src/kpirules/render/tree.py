"""A tree as lines with guides, at any width and depth."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from kpirules.render.pieces import Piece, pieces_of, width_of
from kpirules.render.wrap import wrap

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kpirules.prose.words import Branch
    from kpirules.render.pieces import Pieces

_ROOM = 24  # cells that the text of the deepest branch should still have


class _Guides(NamedTuple):
    """What leads to a branch: past others, to one with more after it, to the last, and nothing."""

    bar: str
    tee: str
    elbow: str
    blank: str


_WIDE = _Guides("│  ", "├─ ", "└─ ", "   ")
_NARROW = _Guides("│ ", "├ ", "└ ", "  ")


class Step(NamedTuple):
    """A branch on a walk: for each level down to it, whether it is the last there."""

    branch: Branch
    lasts: tuple[bool, ...]


def walk(root: Branch) -> Iterator[Step]:
    """Every branch of a tree, a parent before its children; any depth, no recursion."""
    waiting = [Step(root, ())]
    while waiting:
        step = waiting.pop()
        yield step
        children = step.branch.children
        waiting.extend(
            Step(child, (*step.lasts, index == len(children) - 1))
            for index, child in reversed(tuple(enumerate(children)))
        )


def tree_lines(root: Branch, width: int) -> list[Pieces]:
    """The tree at a width: a long line goes on under its own branch.

    Levels that would leave their text no room begin again at the left, after a `…`.
    """
    steps = list(walk(root))
    depth = max(len(step.lasts) for step in steps)
    guides = _WIDE if depth * len(_WIDE.blank) + _ROOM <= width else _NARROW
    levels = max(2, (width - _ROOM) // len(guides.blank))
    if depth > levels:
        levels = max(2, levels - 2)  # room for the sign and a number
    return [line for step in steps for line in _branch_lines(step, width, levels, guides)]


def _branch_lines(step: Step, width: int, levels: int, guides: _Guides) -> list[Pieces]:
    bar, tee, elbow, blank = guides
    lasts = step.lasts
    turns = max(len(lasts) - 1, 0) // levels
    lasts = lasts[turns * levels :]
    sign = f"…{turns if turns > 1 else ''} " if turns else ""
    outer = sign + "".join(blank if last else bar for last in lasts[:-1])
    own = (elbow if lasts[-1] else tee) if lasts else ""
    below = (blank if lasts[-1] else bar) if lasts else ""
    hang = "│ " if step.branch.children else "  "
    begin = (Piece("guide", outer + own),) if lasts else ()
    again = (Piece("guide", outer + below + hang),)

    text = pieces_of(step.branch.line)
    lines = wrap((*begin, *text), width, again)
    for note in step.branch.notes:
        remark = wrap(pieces_of(note, prose="muted"), width - width_of(again))
        lines.extend((*again, *line) for line in remark)
    return lines
