"""Facts files on disk: found, read, and kept as read."""

from __future__ import annotations

import os
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from tests.facts.book import headline

from kpirules.facts.files import facts_of, read_document, read_facts
from kpirules.facts.vocabulary import FACT_KEYS, STATUSES, TOP_KEYS, YES_NO
from kpirules.model.rules import Rules
from kpirules.model.scorecards import Scorecard
from kpirules.text import store
from kpirules.text.source import Source

TEXT = "facts:\n  volunteers: {value: 54, page: 8}\nhistory:\n  2565: {volunteers: 5}\n"


def kept(tmp_path: Path) -> list[Path]:
    """What the cache holds."""
    folder = tmp_path / "cache"

    return list(folder.iterdir()) if folder.exists() else []


def test_a_file_is_read_from_disk(tmp_path: Path, rules: Rules, scorecard: Scorecard) -> None:
    """YAML and JSON alike, called in messages as the caller wants."""
    (tmp_path / "facts.yaml").write_text(TEXT, encoding="utf-8-sig")
    (tmp_path / "facts.json").write_text('{"facts": {"volunteers": 54}}', encoding="utf-8")
    for name in ("facts.yaml", "facts.json"):
        checked = read_facts(tmp_path / name, rules, scorecard, name=name)
        supplied = checked.value.get("volunteers", 2566)

        assert checked.sound
        assert supplied is not None
        assert (supplied.value, supplied.origin, supplied.span.file) == (54, name, name)


def test_a_file_that_is_not_there_is_a_finding(
    tmp_path: Path, rules: Rules, scorecard: Scorecard
) -> None:
    """No file, no facts, and the reason."""
    checked = read_facts(tmp_path / "facts.yaml", rules, scorecard, name="facts.yaml")

    assert [headline(problem) for problem in checked.findings] == [
        "KPI0001 there is no file `facts.yaml`"
    ]
    assert checked.value.entries == {}


def test_another_year_may_be_asked_for(rules: Rules, scorecard: Scorecard) -> None:
    """The facts of a file are those of the year evaluated."""
    checked = facts_of(
        Source("f", "period: 2567\nfacts:\n  volunteers: 5\n"), rules, scorecard, period=2567
    )

    assert checked.sound
    assert list(checked.value.entries) == [("volunteers", 2567)]


def test_a_sound_text_is_kept_and_taken_again(tmp_path: Path) -> None:
    """What was kept is exactly what was read."""
    first = read_document(Source("a.yaml", TEXT))
    (file,) = kept(tmp_path)
    again = read_document(Source("elsewhere.yaml", TEXT))

    assert file.name.startswith("facts-")
    assert first == again


def test_a_text_with_mistakes_is_not_kept(tmp_path: Path) -> None:
    """Its findings are found again each time."""
    assert read_document(Source("f", "facts:\n  a: b: c\n")).findings
    assert kept(tmp_path) == []


@pytest.mark.parametrize("damage", [b"", b"\xff" * 100, "cut", "foreign"])
def test_a_damaged_cache_is_only_a_slower_start(tmp_path: Path, damage: bytes | str) -> None:
    """Whatever lies there, the text is read all the same."""
    first = read_document(Source("f", TEXT))
    (file,) = kept(tmp_path)
    whole = file.read_bytes()
    if damage == "cut":
        file.write_bytes(whole[:-3])
    elif damage == "foreign":
        store.write(file.name, b"\x93\x01\x02\x03")
    else:
        file.write_bytes(bytes(damage))  # type: ignore[arg-type]

    assert read_document(Source("f", TEXT)) == first
    assert file.read_bytes() == whole


def test_the_yaml_parser_is_loaded_only_when_nothing_is_kept(tmp_path: Path) -> None:
    """The second start does without it."""
    script = (
        "import sys\n"
        "from kpirules.facts.files import read_document\n"
        "from kpirules.text.source import Source\n"
        "assert 'yaml' not in sys.modules\n"
        f"assert read_document(Source('f', {TEXT!r})).sound\n"
        "print('yaml' in sys.modules)\n"
    )
    env = {**os.environ, "KPIRULES_CACHE": str(tmp_path / "cache")}
    said = [
        subprocess.run(
            [sys.executable, "-c", script], env=env, capture_output=True, text=True, check=True
        ).stdout.strip()
        for _ in range(2)
    ]

    assert said == ["True", "False"]


@given(data=st.binary(max_size=200))
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
def test_random_bytes_on_disk_never_raise(
    tmp_path: Path, rules: Rules, scorecard: Scorecard, data: bytes
) -> None:
    """From disk to facts, whatever the file holds."""
    file = tmp_path / "facts.yaml"
    file.write_bytes(data)
    for problem in read_facts(file, rules, scorecard).findings:
        assert problem.describe("en").headline


def test_words_are_those_of_the_language() -> None:
    """A facts file says things as rule files do, in both languages."""
    path = Path(__file__).parents[2] / "grammar" / "keywords.toml"
    words = tomllib.loads(path.read_text(encoding="utf-8"))
    sections = {
        name: row
        for section in ("declaration", "line", "inside")
        for name, row in words[section].items()
    }
    for name, table, meaning in (
        ("NOT_ANNOUNCED", STATUSES, "not_announced"),
        ("NOT_APPLICABLE", STATUSES, "not_applicable"),
        ("ABSENT", STATUSES, "absent"),
        ("CANCELLED", STATUSES, "cancelled"),
        ("YES", YES_NO, True),
        ("NO", YES_NO, False),
        ("SCORECARD", TOP_KEYS, "scorecard"),
        ("PERIOD", TOP_KEYS, "period"),
        ("UNIT", FACT_KEYS, "unit"),
        ("SOURCE", FACT_KEYS, "source"),
        ("PAGE", FACT_KEYS, "page"),
        ("NOTE", FACT_KEYS, "note"),
    ):
        for lang in ("en", "th"):
            assert table[sections[name][lang]] == meaning
