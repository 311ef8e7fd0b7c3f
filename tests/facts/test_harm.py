"""Facts files that are noise, or meant to harm."""

from __future__ import annotations

import time

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from kpirules.diagnostics.diagnostic import Problem
from kpirules.diagnostics.reading import decode
from kpirules.facts.document import RawFacts, document
from kpirules.facts.yaml import read_yaml
from kpirules.text.source import Source


def read(text: str) -> tuple[RawFacts, list[Problem]]:
    """The document and everything wrong with it."""
    node, misread = read_yaml(Source("f", text))
    shaped = document(node, "f", damaged=bool(misread))

    return shaped.value, [*misread, *shaped.findings]


@given(st.binary(max_size=300))
@example(b"\xef\xbb\xbf\xef\xbb\xbf: ")
def test_random_bytes_never_raise(data: bytes) -> None:
    """Whatever a file holds, it is read or reported."""
    source = decode(data, "f").value
    if source is not None:
        assert isinstance(read(source.text)[0], RawFacts)


@given(
    st.text(alphabet="ab:{}[],'\"#&*!|>%@`?-~\\ \n\t\r\x85\u2028\u00a0\ufeff\ud800é", max_size=80)
)
def test_random_signs_never_raise(text: str) -> None:
    """Signs that mean something to YAML do no more harm than others."""
    for problem in read(text)[1]:
        assert problem.describe("en").headline
        assert problem.describe("th").headline


LAUGHS = "a: &a [x, x]\n" + "".join(
    f"{name}: &{name} [*{before}, *{before}]\n"
    for before, name in zip("abcdefgh", "bcdefghi", strict=False)
)


@pytest.mark.parametrize(
    "text",
    [
        LAUGHS,
        "[" * 1_000_000,
        "{" * 1_000_000,
        "? " * 500_000,
        "- " * 500_000,
        "a:\n" + "".join(f"{' ' * depth}a:\n" for depth in range(1, 1_500)),
        "'" * 1_000_001,
        "a: *b\n" * 20_000,
        "facts:\n" + "  a b\n" * 100_000,
        "facts:\n" + "  a: b: c\n" * 100_000,
        "facts:\n" + "".join(f"  {number}:1\n" for number in range(50_000)),
        "\x00" * 1_000_000,
        "facts: {" + "a: 362,318, " * 50_000 + "}",
    ],
    ids=lambda text: repr(text[:12]),
)
def test_files_meant_to_harm_cost_seconds_at_most(text: str) -> None:
    """Aliases are never followed, depth is limited, and damage is not read for ever."""
    start = time.perf_counter()
    read(text)

    assert time.perf_counter() - start < 10
