"""Elaborated rules kept between runs.

The key is the content of the files and of the code that reads them, so an
entry is never out of date. The format is plain data: msgpack, decoded into
the model's own types. A damaged or foreign entry is the same as none.
"""

from __future__ import annotations

from fractions import Fraction
from functools import cache
from pathlib import Path

from msgspec import MsgspecError, Struct, msgpack

from kpirules.diagnostics.diagnostic import Diagnostic
from kpirules.diagnostics.findings import Checked
from kpirules.model.rules import Rules
from kpirules.prose.words import Language
from kpirules.text import store
from kpirules.text.fingerprint import fingerprint, short_name
from kpirules.text.source import Source
from kpirules.text.span import Span


class Used(Struct, frozen=True):
    """A file that the roots use, and what it held; None where there was no file."""

    path: str
    digest: bytes | None


class KeptFinding(Struct, frozen=True):
    """A finding as it was described in both languages when the rules were read."""

    code: str
    span: Span
    said: dict[Language, Diagnostic]

    def describe(self, lang: Language) -> Diagnostic:
        """The finding in words."""
        return self.said[lang]


class _Entry(Struct, frozen=True):
    used: tuple[Used, ...]
    rules: Rules
    findings: tuple[KeptFinding, ...]


def key_of(roots: list[Source], path: Path) -> str:
    """The name under which the rules of some files are kept.

    `path` is where they lie: two checkouts may hold the same file and use different ones.
    """
    place = str(path.absolute()).encode("utf-8", "surrogateescape")
    texts = (part.encode() for source in roots for part in (source.name, source.text))
    return f"rules-{short_name(fingerprint(_code_fingerprint(), place, *texts))}"


def kept_rules(key: str) -> Checked[Rules] | None:
    """The rules kept under a key and their findings, if every used file still says the same."""
    body = store.read(key)
    if body is None:
        return None
    try:
        entry = msgpack.decode(body, type=_Entry, dec_hook=_decode)
    except (MsgspecError, ValueError, ZeroDivisionError, RecursionError):
        return None
    unchanged = all(digest_of(Path(used.path)) == used.digest for used in entry.used)
    return Checked(entry.rules, entry.findings) if unchanged else None


def keep_rules(key: str, checked: Checked[Rules], used: tuple[Used, ...]) -> None:
    """Keep rules and what was found wrong with them."""
    said = tuple(
        KeptFinding(
            finding.code,
            finding.span,
            {"en": finding.describe("en"), "th": finding.describe("th")},
        )
        for finding in checked.findings
    )
    store.write(key, msgpack.encode(_Entry(used, checked.value, said), enc_hook=_encode))


def digest_of(path: Path) -> bytes | None:
    """The digest of a file's bytes; None when it cannot be read."""
    try:
        return fingerprint(path.read_bytes())
    except OSError:
        return None


def _encode(value: object) -> str:
    if isinstance(value, Fraction):
        return f"{value.numerator}/{value.denominator}"
    message = f"cannot keep {type(value).__name__}"
    raise NotImplementedError(message)


def _decode(kind: type, value: object) -> Fraction:
    if kind is not Fraction or not isinstance(value, str):
        message = f"cannot read back {kind.__name__}"
        raise ValueError(message)
    numerator, _, denominator = value.partition("/")
    return Fraction(int(numerator), int(denominator))


@cache
def _code_fingerprint() -> bytes:
    """Changes whenever the code or the grammar that makes rules does."""
    stats = [(str(found), found.stat()) for found in _made_by()]
    return repr([(name, stat.st_size, stat.st_mtime_ns) for name, stat in stats]).encode()


def _made_by() -> list[Path]:
    """The files that decide what rules a text makes."""
    package = Path(__file__).resolve().parents[1]
    folders = [
        package / part for part in ("syntax", "model", "semantics", "text", "prose", "diagnostics")
    ]
    inside = package / "_grammar"
    words = inside if inside.is_dir() else package.parents[1] / "grammar"
    code = (found for folder in folders for found in folder.rglob("*.py"))
    return [package / "pipeline.py", *sorted(code), *sorted(words.iterdir())]
