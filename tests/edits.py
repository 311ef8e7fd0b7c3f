"""Edits as writers make them: numbers, names, whole declarations, words half typed, mistakes."""

from __future__ import annotations

import re
from collections.abc import Callable
from random import Random

from tests.syntax.damage import in_file
from tests.writing import WORDS

from kpirules.syntax.grammar import grammar
from kpirules.syntax.pieces import cut

Texts = dict[str, str]
"""What the files of a book hold."""

_NUMBER = re.compile(r"(?<![\w.-])[0-9]+(?:\.[0-9]+)?(?![\w.-])")
_NAME = re.compile(r"[^\W\d_][\w\u0e30-\u0e4e]*(?:-[\w\u0e30-\u0e4e]+)+|[^\W\d_]{4,}")
_SPELLINGS = sorted({s for row in WORDS.values() for column in row.values() for s in column})


def edited(texts: Texts, seed: int, other: str = "") -> Texts:
    """The texts after one edit in one of them; `other` is rules that something may be taken from."""
    random = Random(seed)  # noqa: S311  # no secrets
    name = random.choice(sorted(texts))
    if len(texts) > 1 and random.random() < 0.15:
        return _moved_to_another_file(texts, random)
    text = random.choice(_EDITS)(texts[name], random, other)
    return {**texts, name: text}


Edit = Callable[[str, Random, str], str]


def _number(text: str, random: Random, _: str) -> str:
    found = list(_NUMBER.finditer(text))
    if not found:
        return text
    at = random.choice(found)
    number = random.choice((str(random.randint(0, 200)), f"{at[0]}0", f"{at[0]}.5", "0"))
    return text[: at.start()] + number + text[at.end() :]


def _name_in_one_place(text: str, random: Random, _: str) -> str:
    found = list(_NAME.finditer(text))
    if not found:
        return text
    at, by = random.choice(found), random.choice(found)[0]
    name = random.choice((by, by, f"{at[0]}x", at[0][:-1], at[0].title()))
    return text[: at.start()] + name + text[at.end() :]


def _name_everywhere(text: str, random: Random, _: str) -> str:
    found = _NAME.findall(text)
    if not found:
        return text
    old = random.choice(found)
    return text.replace(old, random.choice((f"{old}-2", random.choice(found), old.title())))


def _word_half_typed(text: str, random: Random, _: str) -> str:
    lines = text.split("\n")
    word = random.choice(_SPELLINGS)
    half = word[: random.randint(1, len(word))]
    at = random.randrange(len(lines) + 1)
    lines.insert(at, f"{random.choice(('', '  '))}{half}")
    return "\n".join(lines)


def _pieces(text: str) -> list[str]:
    return [text[start:end] for start, end in cut(text, grammar())]


def _declaration_lost(text: str, random: Random, _: str) -> str:
    pieces = _pieces(text)
    del pieces[random.randrange(len(pieces))]
    return "".join(pieces)


def _declaration_copied(text: str, random: Random, _: str) -> str:
    pieces = _pieces(text)
    copy = random.choice(pieces)
    if random.random() < 0.6:
        copy = _name_in_one_place(copy, random, "")
    pieces.insert(random.randrange(len(pieces) + 1), f"{copy}\n")
    return "".join(pieces)


def _declaration_taken_over(text: str, random: Random, other: str) -> str:
    pieces = _pieces(text)
    pieces.insert(random.randrange(len(pieces) + 1), f"{random.choice(_pieces(other))}\n")
    return "".join(pieces)


def _declarations_in_another_order(text: str, random: Random, _: str) -> str:
    pieces = [f"{piece}\n" for piece in _pieces(text)]
    if random.random() < 0.5:
        random.shuffle(pieces)
    else:
        at, to = random.randrange(len(pieces)), random.randrange(len(pieces))
        pieces[at], pieces[to] = pieces[to], pieces[at]
    return "".join(pieces)


def _line_lost(text: str, random: Random, _: str) -> str:
    lines = text.split("\n")
    del lines[random.randrange(len(lines))]
    return "\n".join(lines)


def _lines_shifted(text: str, random: Random, _: str) -> str:
    lines = text.split("\n")
    lines.insert(random.randrange(len(lines) + 1), random.choice(("", "# remark")))
    return "\n".join(lines)


def _damage(text: str, random: Random, _: str) -> str:
    return in_file(text, random)


def _moved_to_another_file(texts: Texts, random: Random) -> Texts:
    start, end = random.sample(sorted(texts), 2)
    pieces = _pieces(texts[start])
    moved = pieces.pop(random.randrange(len(pieces)))
    return {**texts, start: "".join(pieces), end: f"{texts[end]}\n{moved}\n"}


_EDITS: tuple[Edit, ...] = (
    _number, _number, _number, _name_in_one_place, _name_in_one_place, _name_everywhere,
    _word_half_typed, _declaration_lost, _declaration_copied, _declaration_taken_over,
    _declarations_in_another_order, _line_lost, _lines_shifted, _damage,
)  # fmt: skip
