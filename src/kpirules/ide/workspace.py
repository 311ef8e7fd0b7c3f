"""The rules of some folders as an editor has them: open texts first, files on disk otherwise."""

from __future__ import annotations

import os
import re
import time
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path

from kpirules.diagnostics.diagnostic import Problem
from kpirules.diagnostics.findings import Checked
from kpirules.diagnostics.reading import read_text
from kpirules.ide.book import Book, Reading
from kpirules.ide.findings import Wording
from kpirules.project.places import (
    display_name,
    is_folder,
    is_rule_file,
    normal,
    path_named,
    rule_files,
    used_file,
)
from kpirules.text.source import Source

# A glance at which files a text may use. One too many costs some work, and changes nothing.
_PATH = re.compile(r'"([^"\r\n]+\.kpi(?:\.md)?)"')

_NO_RULES_THERE = frozenset(("node_modules", "__pycache__", "site-packages"))
_MOST_FOLDERS = 20_000
"""Someone may open their whole disk. Rules are then those of the folders met first."""

_TICK = 2_000_000_000
"""Within so many nanoseconds a folder may change once more, and its clock say the same."""


class Workspace:
    """The books of some folders, each as `kpirules check` of its folder would read it."""

    def __init__(self, folders: Iterable[Path] = ()) -> None:
        """Nothing is open."""
        self.wording = Wording()
        self._folders = tuple(map(normal, folders))
        self._open: dict[Path, Checked[Source | None]] = {}
        self._disk: dict[Path, Checked[Source | None]] = {}
        self._books: dict[Path, Book] = {}
        self._homes: tuple[Path, ...] | None = None
        self._listed: dict[Path, tuple[int, tuple[Path, ...]]] = {}
        self._uses: dict[Path, tuple[str, ...]] = {}
        self._reached: dict[Path, frozenset[Path]] = {}

    @property
    def folders(self) -> tuple[Path, ...]:
        """The folders whose rules are looked for."""
        return self._folders

    @property
    def open_files(self) -> tuple[Path, ...]:
        """The files that are open in the editor."""
        return tuple(self._open)

    # ------------------------------------------------------- what the editor says

    def set_folders(self, folders: Iterable[Path]) -> None:
        """The folders whose rules are looked for are others now."""
        self._folders = tuple(map(normal, folders))
        self._homes = None
        self._reached.clear()

    def set_text(self, path: Path, text: str) -> None:
        """A file is open, and holds this now."""
        self.set_source(path, Source(display_name(path), text))

    def set_source(self, path: Path, source: Source) -> None:
        """A file is open, and holds this now, under the name that messages have for it."""
        path = normal(path)
        is_new = path not in self._open
        self._open[path] = Checked(source)
        self._changed(path, listed=is_new)

    def close(self, path: Path) -> None:
        """A file is no longer open: what the disk holds counts."""
        path = normal(path)
        if self._open.pop(path, None) is not None:
            self.look_again([path])

    def look_again(self, paths: Iterable[Path]) -> None:
        """Files on disk were written, made or deleted."""
        for path in map(normal, paths):
            self._disk.pop(path, None)
            if path not in self._open:
                self._changed(path, listed=True)

    def with_texts(self, texts: Mapping[Path, str]) -> Workspace:
        """Another workspace, in which some files hold other texts."""
        other = Workspace(self._folders)
        other._open, other._disk = dict(self._open), dict(self._disk)
        other._homes = self._homes
        for path, text in texts.items():
            other.set_text(path, text)
        return other

    # ---------------------------------------------------------- what features ask

    def read(self, path: Path, name: str) -> Checked[Source | None]:
        """The text of a file, as it is in the editor or else on disk."""
        path = normal(path)
        found = self._open.get(path) or self._disk.get(path)
        if found is None:
            found = self._disk[path] = read_text(path, name)
        return found

    def text(self, path: Path) -> Source | None:
        """The text of a file; None where it cannot be read."""
        return self._read_own(normal(path)).value

    def book(self, home: Path) -> Book:
        """The book of a folder."""
        if home not in self._books:
            self._books[home] = Book(home, self._own_files, self._read_own, self.read)
        return self._books[home]

    def reading(self, path: Path) -> Reading:
        """The book of a file, as it reads now."""
        return self.book(normal(path).parent).reading()

    def readings_with(self, paths: Iterable[Path]) -> list[Reading]:
        """The books that some files belong to, and those that use them, as they read now."""
        wanted = set(map(normal, paths))
        homes = dict.fromkeys(path.parent for path in wanted)
        if self._homes is None:
            self._homes = tuple(_homes_below(self._folders))
        homes.update((home, None) for home in self._homes if wanted & self._reach(home))
        return [self.book(home).reading() for home in homes]

    def findings(self) -> dict[Path, tuple[Problem, ...]]:
        """What is wrong with each file of the books that open files belong to.

        Where two books use a file, what is wrong with it is said twice.
        """
        found: dict[Path, tuple[Problem, ...]] = {}
        for reading in self.readings_with(self._open):
            problems = reading.findings_by_file
            for name, (path, _) in reading.files.items():
                found[path] = (*found.get(path, ()), *problems.get(name, ()))
            for name in problems.keys() - reading.files.keys():  # files that cannot be read
                path = normal(path_named(name))
                found[path] = (*found.get(path, ()), *problems[name])
        return found

    def findings_of(self, path: Path) -> tuple[Problem, ...]:
        """What is wrong with one file, in whichever book it is."""
        name = display_name(path)
        return tuple(
            finding
            for reading in self.readings_with([path])
            for finding in reading.findings_by_file.get(name, ())
        )

    # --------------------------------------------------------------------- inside

    def _changed(self, path: Path, *, listed: bool) -> None:
        """A file holds something else; with `listed` it may also be new, or gone."""
        if listed:
            self._listed.pop(path.parent, None)
            if self._homes is not None and path.parent not in self._homes:
                self._homes = (*self._homes, path.parent)  # nobody walks through all folders again
            self._reached.clear()
        elif self._uses.get(path) != self._used_by(path):
            self._reached.clear()
        for home, book in self._books.items():
            if listed or home == path.parent or path in self._reach(home):
                book.touch()

    def _read_own(self, path: Path) -> Checked[Source | None]:
        """What is called by its usual name, and is mostly known already."""
        return self._open.get(path) or self._disk.get(path) or self.read(path, display_name(path))

    def _own_files(self, home: Path) -> tuple[Path, ...]:
        """The rule files directly in a folder, on disk or only in the editor yet."""
        listed = self._on_disk(home)
        here = {path for path in self._open if path.parent == home and is_rule_file(path)}
        return listed if here <= set(listed) else tuple(sorted({*here, *listed}))

    def _on_disk(self, home: Path) -> tuple[Path, ...]:
        """The rule files directly in a folder on disk; it is looked through when it has changed."""
        try:
            changed = home.stat().st_mtime_ns
        except OSError:
            return ()
        known = self._listed.get(home)
        if known is not None and known[0] == changed:
            return known[1]
        files = tuple(rule_files(home)) if is_folder(home) else ()
        if time.time_ns() - changed > _TICK:
            self._listed[home] = (changed, files)
        return files

    def _reach(self, home: Path) -> frozenset[Path]:
        """The files of a book: its own, those they may use, and so on."""
        if home not in self._reached:
            found: set[Path] = set()
            pending = [*self._own_files(home)]
            while pending:
                path = pending.pop()
                if path not in found:
                    found.add(path)
                    self._uses[path] = self._used_by(path)
                    for written in self._uses[path]:
                        used, _, _ = used_file(written, path.parent)
                        if used is not None:
                            pending.append(normal(used))
            self._reached[home] = frozenset(found)
        return self._reached[home]

    def _used_by(self, path: Path) -> tuple[str, ...]:
        source = self.text(path)
        if source is None or ".kpi" not in source.text:
            return ()
        return tuple(_PATH.findall(source.text))


def _homes_below(folders: tuple[Path, ...]) -> Iterator[Path]:
    """The folders that hold rule files, as `kpirules check` would look for them."""
    looked_into = 0
    for folder in folders:
        own = folder / "rules"
        for home, inside, files in os.walk(own if is_folder(own) else folder):
            inside[:] = sorted(
                name for name in inside if not name.startswith(".") and name not in _NO_RULES_THERE
            )
            if any(is_rule_file(Path(name)) for name in files):
                yield normal(Path(home))
            looked_into += 1
            if looked_into >= _MOST_FOLDERS:
                return
