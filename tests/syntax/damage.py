"""Damaging rule files as keyboards, mail programs and hurried people do."""

from __future__ import annotations

import re
from collections.abc import Callable
from random import Random

from tests.writing import WORDS

_TOKEN = re.compile(r'"[^"\n]*"|[^\W\d]\S*|[0-9.,๐-๙]+|\S')
STRANGE = (
    "\u200b\u200d\ufeff\u00a0\u202e\u2028\x00\x0b\x1b“”„×÷−–—≤≥≠（）％,\"'`;:{}[]\\|~^@&$%!?.ฯๆฺ๏๛์็ํ🙂\U0010ffff"
    "\ud7ff\u0301\u3000а\t#-+*/()<>=0๙"
)
_SPELLINGS = sorted({s for row in WORDS.values() for column in row.values() for s in column})

Damage = Callable[[str, Random], str]


def in_line(line: str, random: Random) -> str:
    """One mistake inside one line; no line is added or lost."""
    return random.choice(_IN_LINE)(line, random)


def in_file(text: str, random: Random) -> str:
    """One mistake anywhere, which may move, double, or lose whole lines."""
    return random.choice(_IN_FILE)(text, random)


# ---------------------------------------------------------------------------- in a line


def _tokens(line: str) -> list[tuple[int, int]]:
    return [found.span() for found in _TOKEN.finditer(line)] or [(0, len(line))]


def _token_lost(line: str, random: Random) -> str:
    start, end = random.choice(_tokens(line))
    return line[:start] + line[end:]


def _token_doubled(line: str, random: Random) -> str:
    start, end = random.choice(_tokens(line))
    return f"{line[:end]} {line[start:end]}{line[end:]}"


def _tokens_swapped(line: str, random: Random) -> str:
    (a, b), (c, d) = sorted(random.choice(_tokens(line)) for _ in range(2))
    return line if b > c else line[:a] + line[c:d] + line[b:c] + line[a:b] + line[d:]


def _word_put_in(line: str, random: Random) -> str:
    start, _ = random.choice(_tokens(line))
    return f"{line[:start]}{random.choice(_SPELLINGS)} {line[start:]}"


def _character_lost(line: str, random: Random) -> str:
    at = random.randrange(len(line) + 1)
    return line[:at] + line[at + 1 :]


def _character_put_in(line: str, random: Random) -> str:
    at = random.randrange(len(line) + 1)
    return line[:at] + random.choice(STRANGE) + line[at:]


def _characters_swapped(line: str, random: Random) -> str:
    at = random.randrange(len(line) + 1)
    return line[:at] + line[at : at + 2][::-1] + line[at + 2 :]


def _cut_off(line: str, random: Random) -> str:
    return line[: random.randrange(len(line) + 1)]


_IN_LINE: tuple[Damage, ...] = (
    _token_lost, _token_lost, _token_doubled, _tokens_swapped, _word_put_in,
    _character_lost, _character_put_in, _characters_swapped, _cut_off,
)  # fmt: skip

# ---------------------------------------------------------------------------- in a file


def _some_line(text: str, random: Random) -> str:
    lines = text.split("\n")
    at = random.randrange(len(lines))
    lines[at] = in_line(lines[at], random)
    return "\n".join(lines)


def _line_lost(text: str, random: Random) -> str:
    lines = text.split("\n")
    del lines[random.randrange(len(lines))]
    return "\n".join(lines)


def _line_doubled(text: str, random: Random) -> str:
    lines = text.split("\n")
    at = random.randrange(len(lines))
    lines.insert(at, lines[at])
    return "\n".join(lines)


def _lines_joined(text: str, random: Random) -> str:
    lines = text.split("\n")
    at = random.randrange(len(lines))
    lines[at : at + 2] = ["".join(lines[at : at + 2])]
    return "\n".join(lines)


def _line_broken(text: str, random: Random) -> str:
    at = random.randrange(len(text) + 1)
    return text[:at] + random.choice(("\n", "\r\n", "\r", "\n\n")) + text[at:]


def _block_moved(text: str, random: Random) -> str:
    lines = text.split("\n")
    start = random.randrange(len(lines))
    end = start + random.randint(1, 12)
    block = lines[start:end]
    if random.random() < 0.5:
        del lines[start:end]
    at = random.randrange(len(lines) + 1)
    lines[at:at] = block
    return "\n".join(lines)


def _truncated(text: str, random: Random) -> str:
    return text[: random.randrange(len(text) + 1)]


def _noise(text: str, random: Random) -> str:
    at = random.randrange(len(text) + 1)
    junk = "".join(
        random.choice(STRANGE) if random.random() < 0.5 else chr(random.randrange(1, 0xD7FF))
        for _ in range(random.randint(1, 30))
    )
    return text[:at] + junk + text[at:]


_IN_FILE: tuple[Damage, ...] = (
    _some_line, _some_line, _some_line, _line_lost, _line_doubled, _lines_joined, _line_broken,
    _block_moved, _truncated, _noise,
)  # fmt: skip
