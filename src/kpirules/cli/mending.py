"""`kpirules check --fix`: what can safely be mended is mended, and the rest is said."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from kpirules.cli.output import write
from kpirules.cli.rewriting import replace_file, show_difference
from kpirules.diagnostics.file_problems import FileNotOpened
from kpirules.project.mending import Mend, Mended, mend_book
from kpirules.prose.words import Language, plain
from kpirules.text.span import Span


def mend(book: Path, lang: Language, *, write_it: bool) -> tuple[Mended, list[FileNotOpened]]:
    """Mend a book; write its files, or only show what would change."""
    mended = mend_book(book, lang)
    unwritten: list[FileNotOpened] = []
    for file, before, after in mended.changed:
        if not write_it:
            show_difference(before, after.text)
            continue
        try:
            replace_file(file, after.text)
        except OSError as error:
            said = error.strerror or str(error)
            unwritten.append(FileNotOpened(Span(before.name, 0, 0), "other", said=said))
    return mended, unwritten


def say_mends(mends: Iterable[Mend], lang: Language) -> None:
    """A line for each: where, which finding, and what was done."""
    for each in mends:
        place = each.source.called(each.fix.edits[0].span.start)
        word = "mended" if lang == "en" else "แก้แล้ว"
        write(f"{place}: {word} {each.finding.code}: {plain(each.fix.title)}")
