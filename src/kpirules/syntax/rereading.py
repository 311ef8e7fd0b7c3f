"""Reading texts that change: only the pieces that an edit has touched are read again."""

from __future__ import annotations

from collections import Counter
from itertools import count

from kpirules.diagnostics.diagnostic import Problem
from kpirules.diagnostics.findings import Checked
from kpirules.syntax import ast
from kpirules.syntax.grammar import grammar
from kpirules.syntax.literate import rules_text
from kpirules.syntax.parse import parse
from kpirules.syntax.pieces import cut
from kpirules.text.piece import Piece
from kpirules.text.source import Source


class Rereader:
    """Remembers how the pieces of texts read, as long as they are in use."""

    def __init__(self) -> None:
        """Nothing has been read."""
        self._read: dict[tuple[str, str, int], Checked[ast.File]] = {}
        self._keys = count()

    def read(self, source: Source) -> Checked[tuple[tuple[Piece, ast.File], ...]]:
        """How a text reads now: its pieces, and what is wrong in them.

        A piece that was there before keeps its tree, the very same one.
        """
        rules = rules_text(source)
        text = rules.value  # of a Markdown document only the rules, each where it stands
        seen: Counter[str] = Counter()
        known = {key: each for key, each in self._read.items() if key[0] == source.name}
        found: list[tuple[Piece, ast.File]] = []
        findings: list[Problem] = list(rules.findings)
        lines = 0
        for start, end in cut(text, grammar()):
            body = text[start:end]
            seen[body] += 1
            entry = (source.name, body, seen[body])
            before = known.pop(entry, None)
            if before is None:
                key = f"{source.name}\0{next(self._keys)}"
                before = self._read[entry] = parse(Source(key, body))
            findings.extend(before.findings)
            whole = source.text[start:end]
            found.append((Piece(source.name, whole, before.value.name, start, lines), before.value))
            lines += _lines(source.text, start, end)
        for entry in known:
            del self._read[entry]
        return Checked(tuple(found), tuple(findings))


def _lines(text: str, start: int, end: int) -> int:
    """How many lines end in a stretch of text, whatever they end with."""
    found = text.count("\n", start, end) + text.count("\r", start, end)
    return found - text.count("\r\n", start, end)
