"""Formatting a rule file: a new text that says the same."""

from __future__ import annotations

from kpirules.format.layout import laid_out
from kpirules.format.rows import rows_of
from kpirules.format.safety import same
from kpirules.syntax.grammar import Column
from kpirules.text.source import Source


class MeaningChangedError(AssertionError):
    """A formatted text would not say what the text says: a mistake in kpirules."""


def formatted(source: Source, to: Column | None = None) -> str:
    """The text of a rule file in the canonical layout, keywords in the language `to`.

    Lines that cannot be read stay as they are. The ends of lines are those of
    the file.
    """
    read = rows_of(source)
    text = laid_out(read.rows, to)
    if "\r\n" in source.text:
        text = text.replace("\n", "\r\n")
    if not source.text.endswith(("\n", "\r")) and read.rows[-1].kind == "prose":
        text = text.removesuffix("\r\n" if text.endswith("\r\n") else "\n")
    if not same(read.file, rows_of(Source(source.name, text)).file):
        message = f"the layout of {source.name} would change what it says"
        raise MeaningChangedError(message)
    return text
