"""The grammar and its words: found, compiled, and kept compiled between runs."""

from __future__ import annotations

from collections.abc import Collection
from functools import cache, cached_property
from pathlib import Path
from typing import Any, Literal

import lark
from lark import Lark
from msgspec import Struct, msgpack

from kpirules.syntax.build import Build
from kpirules.text import store
from kpirules.text.fingerprint import fingerprint, short_name
from kpirules.text.thai import name_key

Column = Literal["en", "th"]
Section = Literal["declaration", "line", "inside", "field", "function"]

_SECTIONS: tuple[Section, ...] = ("declaration", "line", "inside", "field", "function")
_IN_GRAMMAR = frozenset(("declaration", "line", "inside"))  # the others are names to the grammar
_STARTS = ("declaration",)  # `file` is for readers and generators; it would double the tables


class Keyword(Struct, frozen=True):
    """A word of the language: `spellings` by language, the preferred one first."""

    name: str
    section: Section
    spellings: dict[str, tuple[str, ...]]

    def spelled(self, lang: Column) -> str:
        """The spelling the formatter writes."""
        return self.spellings[lang][0]


Phrases = dict[str, tuple[tuple[tuple[str, ...], str], ...]]


class Grammar(Struct, frozen=True, dict=True):
    """The compiled grammar.

    `phrases` maps the key of a first word to what may begin there: the keys of
    all its words and the terminal they make, longest first.
    """

    lark: Lark
    build: Build
    keywords: dict[str, Keyword]
    phrases: Phrases
    declarations: frozenset[str]

    @cached_property
    def alone(self) -> dict[str, tuple[tuple[str, int], ...]]:
        """What begins at a word with which no keyword of several words begins: terminals, 1 word each."""
        return {
            first: tuple((terminal, 1) for _, terminal in found)
            for first, found in self.phrases.items()
            if all(len(keys) == 1 for keys, _ in found)
        }

    @cached_property
    def opening_words(self) -> frozenset[str]:
        """The first words of declarations."""
        return self.first_words(self.declarations)

    def first_words(self, terminals: Collection[str]) -> frozenset[str]:
        """The keys of the words that keywords begin with."""
        return frozenset(
            first
            for first, found in self.phrases.items()
            if any(terminal in terminals for _, terminal in found)
        )


@cache
def keywords() -> dict[str, Keyword]:
    """The words of the language, by the name they have in the grammar."""
    return grammar().keywords


@cache
def grammar() -> Grammar:
    """The compiled grammar; compiling takes 0.2 s, finding it kept 0.01 s."""
    text = (folder() / "kpi.lark").read_bytes()
    words = (folder() / "keywords.toml").read_bytes()
    key = short_name(fingerprint(lark.__version__.encode(), text, words))
    build = Build()
    ready = _thaw(store.read(f"grammar-{key}"), build)
    if ready is None:
        # What was kept is quicker than what was just compiled, whose names are tokens of Lark's.
        frozen = _frozen(text.decode(), words, build)
        store.write(f"grammar-{key}", frozen)
        ready = _thaw(frozen, build)
    assert ready is not None  # noqa: S101  # just frozen
    compiled, table, phrases = ready
    return Grammar(
        lark=compiled,
        build=build,
        keywords=table,
        phrases=phrases,
        declarations=frozenset(
            word.name for word in table.values() if word.section == "declaration"
        ),
    )


def folder() -> Path:
    """Where the grammar lies: in the installed package, or beside `src` in a checkout."""
    package = Path(__file__).resolve().parents[1]
    inside = package / "_grammar"
    return inside if inside.is_dir() else package.parents[1] / "grammar"


class _KeepAll:
    """Keeps the terminals that only the reader uses; the parser never sees them."""

    always_accept = (
        "COMMENT",
        "ODD_NUMBER",
        "CURLY_TEXT",
        "OPEN_TEXT",
        "INVISIBLE",
        "LOOKALIKE",
        "BAD",
        "_NL",
    )

    def process(self, stream: Any) -> Any:  # noqa: ANN401  # Lark's protocol
        return stream


_WIDEST = 2**62
_KEPT_OPTIONS = ("start", "parser", "lexer", "maybe_placeholders", "keep_all_tokens", "priority")


def _compile(text: str, table: dict[str, Keyword], build: Build) -> Lark:
    names = " ".join(word.name for word in table.values() if word.section in _IN_GRAMMAR)
    return Lark(
        f"{text}\n%declare {names}\n",
        parser="lalr",
        lexer="basic",
        start=list(_STARTS),
        postlex=_KeepAll(),
        transformer=build,
    )


def _frozen(text: str, words: bytes, build: Build) -> bytes:
    """The grammar compiled, as plain data."""
    table = _read_keywords(words)
    compiled = _compile(text, table, build)
    data, memo = compiled.memo_serialize([lark.lexer.TerminalDef, lark.grammar.Rule])
    data["options"] = {
        name: value for name, value in data["options"].items() if name in _KEPT_OPTIONS
    }
    for kept_part in memo.values():
        # Lark notes an unbounded pattern's width as 2**64: one more than fits.
        if "_width" in (pattern := kept_part.get("pattern", {})):
            pattern["_width"] = [min(width, _WIDEST) for width in pattern["_width"]]
    return msgpack.encode([data, memo, table, _phrases(table)])


def _thaw(kept: bytes | None, build: Build) -> tuple[Lark, dict[str, Keyword], Phrases] | None:
    """The kept grammar. It is plain data, never code: nothing in it can run."""
    if kept is None:
        return None
    try:
        data, memo, table, first_words = msgpack.decode(kept, strict=False)
        words = {
            name: Keyword(
                name, word["section"], {k: tuple(v) for k, v in word["spellings"].items()}
            )
            for name, word in table.items()
        }
        phrases: Phrases = {
            first: tuple((tuple(keys), name) for keys, name in found)
            for first, found in first_words.items()
        }
        # The documented Lark.load takes no options; this is what its own
        # stand-alone generator calls to give a loaded parser a transformer.
        compiled = Lark._load_from_dict(  # type: ignore[no-untyped-call]  # noqa: SLF001
            data, memo, transformer=build, postlex=_KeepAll()
        )
    except Exception:  # noqa: BLE001  # whatever Lark meets in an entry that is none
        return None
    return compiled, words, phrases


def _read_keywords(toml: bytes) -> dict[str, Keyword]:
    import tomllib  # noqa: PLC0415  # only when the grammar is not kept compiled

    table: dict[str, Keyword] = {}
    tree = tomllib.loads(toml.decode())
    for section in _SECTIONS:
        for name, row in tree[section].items():
            spellings = {
                lang: (said,) if isinstance(said, str) else tuple(said)
                for lang, said in row.items()
            }
            table[name] = Keyword(name, section, spellings)
    return table


def _phrases(table: dict[str, Keyword]) -> Phrases:
    by_first: dict[str, list[tuple[tuple[str, ...], str]]] = {}
    for word in table.values():
        if word.section not in _IN_GRAMMAR:
            continue
        for spelling in (said for column in word.spellings.values() for said in column):
            keys = tuple(name_key(part) for part in spelling.split())
            by_first.setdefault(keys[0], []).append((keys, word.name))
    return {
        first: tuple(sorted(found, key=lambda entry: -len(entry[0])))
        for first, found in by_first.items()
    }
