"""What is kept between runs is kept exactly, and a bad cache is only a slower start."""

from __future__ import annotations

import os
import pwd
from collections.abc import Callable
from pathlib import Path
from random import Random

import pytest
from hypothesis import HealthCheck, given, settings
from msgspec import msgpack
from tests import books
from tests.strategies import written_books

from kpirules.diagnostics.findings import Checked
from kpirules.facts.files import read_document
from kpirules.model.rules import Rules
from kpirules.project import books as project
from kpirules.project import kept
from kpirules.project.books import load_book
from kpirules.syntax import grammar as syntax
from kpirules.text import store
from kpirules.text.source import Source

ROOT = Path(__file__).resolve().parents[2]
BOOKS = sorted({path.parent for path in (ROOT / "rules").rglob("*.kpi")})
DEPARTMENT = ROOT / "rules" / "dsdw" / "2566"
FLAWED = "indicator i\n  weight 20\n  formula a / 0\nunit person\nunit person\n"


@pytest.fixture(autouse=True)
def cache(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An empty cache folder for each test."""
    folder = tmp_path / "cache"
    monkeypatch.setenv("KPIRULES_CACHE", str(folder))
    return folder


@pytest.fixture
def never_compiled(monkeypatch: pytest.MonkeyPatch) -> Callable[[], None]:
    """From here on, rules have to come from the cache."""

    def forbid() -> None:
        monkeypatch.setattr(project, "compile_book", _no_compiling)

    return forbid


def _no_compiling(*_: object) -> Checked[Rules]:
    raise AssertionError


# ---------------------------------------------------------------------- kept exactly


@pytest.mark.parametrize("book", BOOKS, ids=lambda book: book.name)
def test_rules_come_back_as_they_were(book: Path, never_compiled: Callable[[], None]) -> None:
    """Every field of every node, fractions and places included."""
    first = load_book(book)
    never_compiled()

    assert load_book(book) == first
    assert first.value is not None


@given(written_books())
@settings(
    suppress_health_check=[*HealthCheck],  # each example overwrites the one before in the cache
)
def test_generated_rules_come_back_as_they_were(written: object) -> None:
    """Whatever the language can say is kept whole, in the same order and of the same types.

    Findings come back as they were described, so they are compared by what they say.
    """
    checked = books.read(written.files)
    kept.keep_rules("rules-of-a-test", checked, ())
    again = kept.kept_rules("rules-of-a-test")

    assert again is not None
    assert again.value == checked.value
    assert repr(again.value) == repr(checked.value)  # 1 == True == Fraction(1)
    assert _said(again) == _said(checked)


def test_findings_come_back_in_both_languages(
    tmp_path: Path, never_compiled: Callable[[], None]
) -> None:
    """Rules with mistakes are kept as well, with everything that is said about them."""
    (tmp_path / "flawed.kpi").write_text(FLAWED, "utf-8")
    first = load_book(tmp_path / "flawed.kpi")
    never_compiled()
    again = load_book(tmp_path / "flawed.kpi")

    assert len(first.findings) > 3
    assert again.value == first.value
    assert _said(again) == _said(first)


def _said(checked: Checked) -> list[object]:
    return [
        (each.code, each.span, each.describe("en"), each.describe("th"))
        for each in checked.findings
    ]


# ------------------------------------------------------------------- never out of date


def test_a_changed_file_is_read_again(tmp_path: Path) -> None:
    """A book is what its files say now."""
    (tmp_path / "a.kpi").write_text("unit person\n", "utf-8")
    before = load_book(tmp_path)
    (tmp_path / "a.kpi").write_text("unit people\n", "utf-8")

    assert list(before.value.units) == ["person"]
    assert list(load_book(tmp_path).value.units) == ["people"]


def test_a_changed_used_file_is_read_again(tmp_path: Path) -> None:
    """So is a book whose framework has changed."""
    (tmp_path / "book").mkdir()
    (tmp_path / "book" / "a.kpi").write_text('use "frame.kpi"\n', "utf-8")
    (tmp_path / "frame.kpi").write_text("unit person\n", "utf-8")
    before = load_book(tmp_path / "book")
    (tmp_path / "frame.kpi").write_text("unit people\n", "utf-8")

    assert list(before.value.units) == ["person"]
    assert list(load_book(tmp_path / "book").value.units) == ["people"]


def test_a_used_file_that_is_gone_is_missed(tmp_path: Path) -> None:
    """A used file that was deleted is reported, not remembered."""
    (tmp_path / "book").mkdir()
    (tmp_path / "book" / "a.kpi").write_text('use "frame.kpi"\n', "utf-8")
    (tmp_path / "frame.kpi").write_text("unit person\n", "utf-8")
    load_book(tmp_path / "book")
    (tmp_path / "frame.kpi").unlink()

    assert [each.code for each in load_book(tmp_path / "book").findings] == ["KPI0207"]


def test_a_nearer_used_file_comes_first(tmp_path: Path) -> None:
    """A file put where `use` looks first is the one that is used."""
    (tmp_path / "book").mkdir()
    (tmp_path / "lib").mkdir()
    (tmp_path / "book" / "a.kpi").write_text('use "lib/frame.kpi"\n', "utf-8")
    (tmp_path / "lib" / "frame.kpi").write_text("unit person\n", "utf-8")
    before = load_book(tmp_path / "book")
    (tmp_path / "book" / "lib").mkdir()
    (tmp_path / "book" / "lib" / "frame.kpi").write_text("unit people\n", "utf-8")

    assert list(before.value.units) == ["person"]
    assert list(load_book(tmp_path / "book").value.units) == ["people"]


def test_two_checkouts_do_not_share(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The same file under the same name, seen from two places with different frameworks."""
    units = []
    for name in ("one", "other"):
        (tmp_path / name / "rules" / "book").mkdir(parents=True)
        (tmp_path / name / "rules" / "book" / "a.kpi").write_text('use "frame.kpi"\n', "utf-8")
        (tmp_path / name / "rules" / "frame.kpi").write_text(f"unit {name}\n", "utf-8")
        monkeypatch.chdir(tmp_path / name)
        units.append(list(load_book(Path("rules/book")).value.units))

    assert units == [["one"], ["other"]]


def test_rules_are_made_by_code_and_grammar() -> None:
    """Rules kept under other words of the grammar, or by other code, are not taken for these."""
    made_by = {path.name for path in kept._made_by()}

    assert {"kpi.lark", "keywords.toml", "pipeline.py", "build.py", "elaborate.py"} <= made_by
    assert kept._code_fingerprint().count(b"kpi.lark") == 1


# --------------------------------------------------------------------------- damaged

FOREIGN = (
    b"",
    b"\x00",
    b"not ours",
    msgpack.encode(None),
    msgpack.encode([]),
    msgpack.encode([1, 2, 3, 4]),
    msgpack.encode([{}, {}, {}, {}]),
    msgpack.encode({"used": [], "rules": {}, "findings": []}),
    msgpack.encode({"options": {}, "parser": {}}),
    b"\x91" * 5000,
    b"\x81\xa1a" * 5000,
    "ไทย".encode(),
)
"""What other programs, other versions and accidents may leave under our names."""


def test_any_damage_to_kept_rules_is_only_a_slower_start(cache: Path) -> None:
    """Bytes flipped, lost and added, anywhere: the rules are read anew and are the same."""
    first = load_book(DEPARTMENT)
    (entry,) = cache.glob("rules-*")
    for damaged in _damages(entry.read_bytes(), 12):
        entry.write_bytes(damaged)
        again = load_book(DEPARTMENT)

        assert again == first
        assert store.read(entry.name) is not None  # and kept again


@pytest.mark.parametrize("body", FOREIGN, ids=lambda body: repr(body[:12]))
def test_foreign_rules_are_only_a_slower_start(body: bytes, tmp_path: Path) -> None:
    """Even whole entries, with the right digest, that hold something else."""
    (tmp_path / "a.kpi").write_text("unit person\n", "utf-8")
    first = load_book(tmp_path)
    (entry,) = (tmp_path / "cache").glob("rules-*")
    store.write(entry.name, body)

    assert load_book(tmp_path) == first


@pytest.mark.parametrize("number", ["1/0", "x/y", "1", "", "1/-2/3", "1e5/2", 5, None, [1, 2]])
def test_a_fraction_that_is_none_is_only_a_slower_start(number: object, tmp_path: Path) -> None:
    """Numbers are looked at too."""
    (tmp_path / "a.kpi").write_text("parameter p\n  12 from 2566\n", "utf-8")
    first = load_book(tmp_path)
    (entry,) = (tmp_path / "cache").glob("rules-*")
    plain = msgpack.decode(store.read(entry.name))
    plain["rules"]["parameters"]["p"]["values"][0]["value"] = number
    store.write(entry.name, msgpack.encode(plain))

    assert load_book(tmp_path) == first


def test_any_damage_to_the_kept_grammar_is_only_a_slower_start(cache: Path) -> None:
    """The grammar is compiled anew and reads the same."""
    read = _reads()
    (entry,) = cache.glob("grammar-*")
    for damaged in _damages(entry.read_bytes(), 3):
        entry.write_bytes(damaged)

        assert _reads() == read


@pytest.mark.parametrize("body", FOREIGN, ids=lambda body: repr(body[:12]))
def test_a_foreign_grammar_is_only_a_slower_start(body: bytes, cache: Path) -> None:
    """Even a whole entry, with the right digest, that holds something else."""
    read = _reads()
    (entry,) = cache.glob("grammar-*")
    store.write(entry.name, body)

    assert _reads() == read


def test_parts_of_the_grammar_that_are_missing_are_only_a_slower_start(cache: Path) -> None:
    """Each part of the kept grammar in turn is another."""
    read = _reads()
    (entry,) = cache.glob("grammar-*")
    parts = msgpack.decode(store.read(entry.name), strict=False)
    for index in range(len(parts)):
        for other in (None, 5, "x"):
            store.write(entry.name, msgpack.encode([*parts[:index], other, *parts[index + 1 :]]))

            assert _reads() == read


def _reads() -> object:
    """What a grammar fresh from the cache makes of a text."""
    made = syntax.grammar.__wrapped__()
    found = [str(token) for token in made.lark.lex('indicator i "น้ำหนัก"\n  weight 20\n')]
    return found, made.keywords, made.phrases, made.declarations


@pytest.mark.parametrize(
    "body", sorted({*FOREIGN} - {msgpack.encode([])}), ids=lambda body: repr(body[:12])
)
def test_foreign_facts_are_only_a_slower_start(body: bytes, cache: Path) -> None:
    """Facts files are kept as read, too."""
    source = Source("facts.yaml", "facts:\n  a: 1.50\n")
    first = read_document(source)
    (entry,) = cache.glob("facts-*")
    store.write(entry.name, body)

    assert read_document(source) == first


def _damages(whole: bytes, count: int) -> list[bytes]:
    """Copies of some bytes with one thing wrong in each."""
    random = Random(2566)  # noqa: S311  # no secrets
    found = [
        b"",
        whole[:31],
        whole[:32],
        whole[:-1],
        whole + b"\x00",
        whole[1:],
        b"\xff" * len(whole),
    ]
    for _ in range(count):
        at = random.randrange(len(whole))
        found.append(whole[:at] + bytes([whole[at] ^ (1 << random.randrange(8))]) + whole[at + 1 :])
        found.append(whole[: random.randrange(len(whole))])
    return found


# ------------------------------------------------------------------ no folder, no right


def test_a_file_in_place_of_the_folder_is_only_a_slower_start(cache: Path) -> None:
    """Nothing can be kept there, and nothing is."""
    cache.write_text("a file", "utf-8")
    first = load_book(DEPARTMENT)

    assert load_book(DEPARTMENT) == first
    assert cache.read_text("utf-8") == "a file"


def test_a_folder_in_place_of_an_entry_is_only_a_slower_start(cache: Path) -> None:
    """An entry that cannot be replaced stays, and no scraps are left beside it."""
    first = load_book(DEPARTMENT)
    (entry,) = cache.glob("rules-*")
    entry.unlink()
    entry.mkdir()

    assert load_book(DEPARTMENT) == first
    assert list(cache.glob("*.part")) == []


@pytest.mark.skipif(os.name != "posix", reason="accounts without a home exist on POSIX only")
def test_an_account_without_a_home_is_only_a_slower_start(monkeypatch: pytest.MonkeyPatch) -> None:
    """As in a container that runs under a number nobody has registered."""
    for name in ("KPIRULES_CACHE", "XDG_CACHE_HOME", "HOME"):
        monkeypatch.delenv(name, raising=False)

    def unknown(_: object) -> None:
        raise KeyError

    monkeypatch.setattr(pwd, "getpwuid", unknown)

    assert store.read("anything") is None
    store.write("anything", b"")
    assert load_book(DEPARTMENT).value is not None
