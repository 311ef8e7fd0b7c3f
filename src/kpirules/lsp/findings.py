"""What is wrong with the rules, told to the editor as soon as they change."""

from __future__ import annotations

import gc
import time
from collections.abc import Iterator
from functools import partial
from pathlib import Path

from lsprotocol import types
from msgspec import Struct

from kpirules.diagnostics.diagnostic import Problem
from kpirules.ide.findings import Told, as_found, told
from kpirules.lsp import wire
from kpirules.lsp.convert import diagnostic_of, plain_range
from kpirules.lsp.server import Server
from kpirules.prose.words import plain
from kpirules.text.source import Source

_QUIET, _LONGEST = 0.002, 0.01
"""Changes that come one upon the other are looked at once: when no more came for some time, or at last."""

_IDLE = 2.0
"""Garbage is collected when nobody has written for so many seconds: it would hold up an edit."""

_MOST_EDITS = 500
"""Without a pause for so many edits, garbage is collected nevertheless."""

_ALL = 50
"""Of so many collections one looks at everything, the others at what is new."""


class _Shown(Struct, frozen=True):
    """What the editor shows of a file, and the findings that it was made of.

    They stay where they are as long as the file has the same `source`; None where they name
    other files as well.
    """

    source: Source | None
    found: tuple[Problem, ...]
    sent: tuple[wire.Diagnostic, ...]


_NOTHING = _Shown(None, (), ())


class Findings:
    """The findings as the editor has them."""

    def __init__(self, server: Server) -> None:
        self._server = server
        self._shown: dict[Path, _Shown] = {}
        self._edited: set[Path] = set()
        self._changed_first: float | None = None
        self._changes = self._looks = self._collected = self._collections = 0

    def look(self, path: Path | None = None) -> None:
        """Say soon what is wrong now; of an edited file in any case."""
        if path is not None:
            self._edited.add(path)
        self._changes += 1
        if self._changed_first is None:
            self._changed_first = time.monotonic()
        self._server.soon(partial(self._say_if_quiet, self._changes), _QUIET)

    def _say_if_quiet(self, changes: int) -> None:
        if self._changed_first is None:
            return  # said in the meantime
        if changes == self._changes or time.monotonic() - self._changed_first >= _LONGEST:
            self._changed_first = None
            self._say()

    def _say(self) -> None:
        self._looks += 1
        self._server.soon(partial(self._collect, self._looks), _IDLE)
        edited, self._edited = self._edited, set()
        rules = self._server.rules
        found = rules.findings()
        rules.wording.turn()
        paths = self._shown.keys() | {path for path in found if found[path]} | edited
        for path in sorted(paths, key=lambda each: (each not in edited, each)):
            before = self._shown.pop(path, _NOTHING)
            now = self._now(path, found.get(path, ()), before)
            if now.sent:
                self._shown[path] = now
            if path in edited or now.sent != before.sent:
                self._publish(path, now.sent)

    def _now(self, path: Path, findings: tuple[Problem, ...], before: _Shown) -> _Shown:
        """What is to be shown of a file."""
        if not findings:
            return _NOTHING
        source = self._server.rules.text(path) or Source("", "")
        found = tuple(map(as_found, findings))
        if source is before.source and found == before.found:
            return before
        said = told(findings, self._server.lang, self._server.rules.wording)
        sent = tuple(
            diagnostic_of(each, source, self._others(each), self._server.encoding) for each in said
        )
        alone = not any(each.said.diagnostic.labels for each in said)
        return _Shown(source if alone else None, found, sent)

    def _others(self, told: Told) -> Iterator[wire.Related]:
        """The other places that matter to a finding."""
        for label in told.said.diagnostic.labels:
            span = told.place(label.span)
            place = self._server.place(span.file)
            if place is not None:
                path, source = place
                where = plain_range(source, span, self._server.encoding)
                location = wire.Location(self._server.uri(path), where)
                yield wire.Related(location, plain(label.message) or told.said.diagnostic.code)

    def _publish(self, path: Path, findings: tuple[wire.Diagnostic, ...]) -> None:
        version = self._server.versions.get(path)
        published = wire.Published(self._server.uri(path), findings, version)
        self._server.protocol.notify(types.TEXT_DOCUMENT_PUBLISH_DIAGNOSTICS, published)

    def _collect(self, looks: int) -> None:
        """Collect garbage, unless someone has gone on writing."""
        if looks == self._looks or self._looks - self._collected > _MOST_EDITS:
            self._collected = self._looks
            if self._collections % _ALL == 0:
                gc.unfreeze()
            self._collections += 1
            gc.collect()
            gc.freeze()
