"""Where rules lie: the folder asked for, one found near here, or the bundled one."""

from __future__ import annotations

import os
import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path

from kpirules.project.stdin import NAME, STDIN, place_of
from kpirules.text.nearest import nearest
from kpirules.text.source import LITERATE, RULES, Source
from kpirules.text.span import Span

BUNDLED = "kpirules:"
"""How messages name a file of the bundled rules."""

EXAMPLES = "examples"
"""A folder of systems to read. They are checked and tested with the rest, and used when named."""

_MOST_FOLDERS_UP = 6
_SCORECARD = re.compile(r"^[ \t]*(?:scorecard|แบบประเมิน)[ \t]", re.MULTILINE)


@cache
def bundled() -> Path:
    """The rules that come with the package; in a checkout, the `rules` folder beside `src`."""
    package = Path(__file__).resolve().parents[1]
    inside = package / "_rules"
    return inside if inside.is_dir() else package.parents[1] / "rules"


def rules_root(chosen: str | None) -> Path:
    """The folder or file of rules: chosen, from KPIRULES_RULES, `rules` here or above, or bundled."""
    said = chosen or os.environ.get("KPIRULES_RULES")
    if said:
        return place_of(said)
    here = Path.cwd()
    for folder in (here, *here.parents):
        if (folder / "rules").is_dir() and any(_below(folder / "rules")):
            return folder / "rules"
    return bundled()


def is_folder(path: Path) -> bool:
    """Whether this is a folder that can be looked into; of anything else, reading says why not."""
    try:
        with os.scandir(path):
            return True
    except (OSError, ValueError):
        return False


def rule_files(path: Path) -> list[Path]:
    """The rule files of one book: a file alone, or all those directly in a folder."""
    if is_folder(path):
        return sorted(filter(is_rule_file, path.iterdir()))
    return [path]


def is_rule_file(path: Path) -> bool:
    """Whether a file's name says that it holds rules; of other Markdown nothing is read."""
    return path.suffix == RULES or "".join(path.suffixes[-2:]) == LITERATE


def books_under(path: Path) -> list[Path]:
    """The books below a path: each folder that holds rule files is one."""
    if not is_folder(path):
        return [path]
    return sorted({found.parent for found in _below(path)})


def books_with_scorecards(path: Path) -> list[Path]:
    """The books below a path that declare a scorecard, found by a glance at their text."""
    return [book for book in books_under(path) if any(map(_has_scorecard, rule_files(book)))]


def is_example(book: Path, under: Path) -> bool:
    """Whether a book lies in a folder `examples` below a path: to be read, and meant only by name."""
    return book.is_relative_to(under) and EXAMPLES in book.relative_to(under).parts


def display_name(path: Path) -> str:
    """What messages call a file: from here if it lies below, else in full."""
    if path == STDIN:
        return NAME
    whole = normal(path)
    from_here, from_package = (Path.cwd(), ""), (bundled(), BUNDLED)
    # Installed rules lie deep in some folder; those of a checkout are files like any others.
    installed = bundled().name == "_rules"
    for folder, prefix in (from_package, from_here) if installed else (from_here, from_package):
        if whole.is_relative_to(folder):
            return prefix + whole.relative_to(folder).as_posix()
    return whole.as_posix()


def normal(path: Path) -> Path:
    """A path as it is compared with others: whole, without `..`; links are left alone."""
    return Path(os.path.normpath(path.absolute()))


def used_file(written: str, near: Path) -> tuple[Path | None, tuple[str, ...], str | None]:
    """The file that `use` or `facts` names, where it was looked for, and a near miss.

    Looked for beside the file that says so, then in each folder above it up to
    one called `rules`, then among the bundled rules.
    """
    folders = _looked_in(near)
    for folder in folders:
        found = folder / written
        if found.is_file():
            return found, (), None
    own = {near, bundled(), *_up_to_rules(folders)}
    known = [
        found.relative_to(folder).as_posix()
        for folder in folders
        if folder in own and folder.is_dir()
        for found in _files_in(folder)
        if _alike(found, Path(written))
    ]
    shown = (display_name(folder) for folder in folders if folder.is_dir() and _is_near(folder))
    return None, tuple(dict.fromkeys(shown)), nearest(written, known)


def _up_to_rules(folders: list[Path]) -> list[Path]:
    """The folders that surely hold rules: up to one called `rules`, or to the one people work in."""
    for index, folder in enumerate(folders):
        whole = folder.absolute()
        if whole.name == "rules" or whole == Path.cwd():
            return folders[: index + 1]
    return []


def _files_in(folder: Path) -> tuple[Path, ...]:
    """The files in a folder and two below; those that can be looked at."""
    try:
        return (*folder.glob("*.*"), *folder.glob("*/*.*"), *folder.glob("*/*/*.*"))
    except OSError:  # a folder went away meanwhile
        return ()


def named_file(written: str, span: Span) -> tuple[Path | None, tuple[str, ...], str | None]:
    """The file that a line of a rule file names, found as `used_file` does."""
    return used_file(written, path_named(span.file).parent)


def path_named(name: str) -> Path:
    """The file that a source is called after."""
    if name.startswith(BUNDLED):
        return bundled() / name.removeprefix(BUNDLED)
    return Path(name)


def passed_over(written: str, near: Path, found: Path) -> tuple[Path, ...]:
    """The paths at which `used_file` looked before it found a file there."""
    paths = [folder / written for folder in _looked_in(near)]
    return tuple(path.absolute() for path in paths[: paths.index(found)])


def _looked_in(near: Path) -> list[Path]:
    folders = [near]
    here = Path.cwd()
    for above in near.absolute().parents[:_MOST_FOLDERS_UP]:
        # Above the folder people work in, a file of that name is there by accident.
        if folders[-1].absolute().name == "rules" or folders[-1].absolute() == here:
            break
        folders.append(above)
    if bundled() not in folders:
        folders.append(bundled())
    return folders


def _below(path: Path) -> Iterator[Path]:
    """The rule files below a folder, however deep."""
    return filter(is_rule_file, path.rglob(f"*{RULES}*"))


def _alike(one: Path, other: Path) -> bool:
    """Whether one file could have been meant by the name of the other."""
    if is_rule_file(one) or is_rule_file(other):
        return is_rule_file(one) and is_rule_file(other)
    return one.suffix == other.suffix


def _is_near(folder: Path) -> bool:
    """Whether a folder is worth telling: it lies in the one people work in, or is bundled."""
    whole = folder.absolute()
    return whole.is_relative_to(Path.cwd()) or whole.is_relative_to(bundled())


def _has_scorecard(path: Path) -> bool:
    if path == STDIN:
        return True
    try:
        source = Source(path.name, path.read_text("utf-8", errors="replace"))
    except OSError:
        return False
    text = source.text
    if source.name.casefold().endswith(LITERATE):
        from kpirules.syntax.literate import rules_text  # noqa: PLC0415  # few rules are literate

        text = rules_text(source).value
    return _SCORECARD.search(text) is not None
