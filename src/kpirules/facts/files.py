"""Reading a facts file: from its bytes to checked facts."""

from __future__ import annotations

from functools import cache
from hashlib import sha256
from pathlib import Path

from msgspec import MsgspecError, msgpack

from kpirules.diagnostics.findings import Checked
from kpirules.diagnostics.reading import read_text
from kpirules.facts.conform import Destination, conform
from kpirules.facts.document import RawFacts, document
from kpirules.facts.facts import NO_FACTS, Facts
from kpirules.model.rules import Rules
from kpirules.model.scorecards import Scorecard
from kpirules.text import store
from kpirules.text.source import Source


def read_facts(
    path: Path, rules: Rules, scorecard: Scorecard, *, name: str | None = None,
    period: int | None = None,
) -> Checked[Facts]:  # fmt: skip
    """The facts of a YAML or JSON file, called `name` in messages.

    `period` is the fiscal year evaluated, if it is not the scorecard's own.
    """
    text = read_text(path, name or str(path))
    if text.value is None:
        return Checked(NO_FACTS, text.findings)
    return facts_of(text.value, rules, scorecard, period=period)


def facts_of(
    source: Source, rules: Rules, scorecard: Scorecard, *, period: int | None = None
) -> Checked[Facts]:
    """The facts of a YAML or JSON text."""
    raw = read_document(source)
    destination = Destination(scorecard.period if period is None else period, scorecard.name)
    checked = conform(raw.value, rules, destination, source.name, source)
    findings = (*raw.findings, *checked.findings)
    return Checked(checked.value, tuple(sorted(findings, key=lambda found: found.span.start)))


def read_document(source: Source) -> Checked[RawFacts]:
    """What a YAML or JSON text says, whatever the rules are.

    A text without mistakes is kept as read, so that the next run need not load
    the YAML parser, which takes longer than all the rest.
    """
    key = _key(source.text)
    kept = _thaw(store.read(key)) if key else None
    if kept is not None:
        return Checked(kept)
    from kpirules.facts.yaml import read_yaml  # noqa: PLC0415  # only when nothing is kept

    node, findings = read_yaml(source)
    shaped = document(node, source.name, damaged=bool(findings))
    found = (*findings, *shaped.findings)
    if key and not found:
        store.write(key, msgpack.encode(shaped.value))
    return Checked(shaped.value, found)


def _thaw(kept: bytes | None) -> RawFacts | None:
    if kept is None:
        return None
    try:
        return msgpack.decode(kept, type=RawFacts)
    except MsgspecError:
        return None


def _key(text: str) -> str | None:
    """The name a text is kept under; it changes with the code that reads it."""
    edition = _edition()
    if edition is None:
        return None
    digest = sha256(edition)
    digest.update(text.encode("utf-8", "surrogatepass"))
    return f"facts-{digest.hexdigest()[:32]}"


@cache
def _edition() -> bytes | None:
    """A digest of the readers themselves: a package version would miss a changed checkout."""
    digest = sha256()
    try:
        for part in ("document.py", "vocabulary.py", "yaml.py"):
            digest.update((Path(__file__).parent / part).read_bytes())
    except OSError:
        return None
    return digest.digest()
