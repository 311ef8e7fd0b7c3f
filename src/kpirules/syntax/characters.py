"""From what the lexer found to what the parser can take: odd numbers, quotes, foreign letters.

Each oddity is reported once and replaced by what the writer most likely meant,
so that the rest of the line can still be read.
"""

from __future__ import annotations

import re
from operator import attrgetter

from lark import Token
from msgspec import Struct

from kpirules.diagnostics.diagnostic import Problem
from kpirules.syntax import character_problems, sign_problems, spreadsheets
from kpirules.syntax.grammar import Grammar
from kpirules.syntax.phrases import LogicalLine, keyword_at
from kpirules.syntax.written_numbers import MOST_DIGITS, meant_number, some_number, too_long
from kpirules.text.source import Source
from kpirules.text.span import Span

_type = attrgetter("type")
_LOOKALIKES = {
    "\u00d7": ("STAR", "*"), "\u2217": ("STAR", "*"), "\uff0a": ("STAR", "*"),
    "\u00f7": ("SLASH", "/"), "\u2215": ("SLASH", "/"), "\u2044": ("SLASH", "/"),
    "\uff0f": ("SLASH", "/"), "\u2212": ("MINUS", "-"), "\u2013": ("MINUS", "-"),
    "\u2014": ("MINUS", "-"), "\uff0d": ("MINUS", "-"), "\u2264": ("LE", "<="),
    "\u2265": ("GE", ">="), "\u2260": ("NE", "!="), "\uff08": ("LPAR", "("),
    "\uff09": ("RPAR", ")"), "\uff0b": ("PLUS", "+"), "\uff1d": ("EQ", "="),
    "\uff0c": ("_COMMA", ","),
}  # fmt: skip
_SINGLE_QUOTED = re.compile("['\u2018\u2019][^'\u2018\u2019\"\r\n]*['\u2018\u2019]")
_DOUBLED = {"&&": ("and", "และ"), "||": ("or", "หรือ")}
_PERCENT = ("percent", "ร้อยละ")
_MEASURED = ("measured in percent", "มีหน่วยเป็น ร้อยละ")
_NEEDLESS = frozenset(";:\uff1a\uff1b")
_BRACKETS = {"[": ("LPAR", "("), "]": ("RPAR", ")"), "{": ("LPAR", "("), "}": ("RPAR", ")")}
_PAIRS = {"[": "]", "{": "}", "]": "[", "}": "{"}
_WIDE = {code: code - 0xFEE0 for code in range(0xFF01, 0xFF5F)}
_CYRILLIC = dict(zip("аеорсхуіѕјһԁАВЕКМНОРСТХУІЅЈ", "aeopcxyisjhdABEKMHOPCTXYISJ", strict=True))
_GREEK = dict(zip("ονιΑΒΕΖΗΙΚΜΝΟΡΤΥΧ", "oviABEZHIKMNOPTYX", strict=True))
# Unicode has put the Lao letters where the Thai ones stand, a little further on.
_LAO = {letter: chr(ord(letter) - 0x80) for letter in "ກຂຄງຈຊດຕຖທນບປຜຝພຟມຣລວສຫອຮະາຳິີຶືຸູເແໂໃໄ່້໊໋໐໑໒໓໔໕໖໗໘໙"}
_PLAIN_LETTERS = str.maketrans(_CYRILLIC | _GREEK | _LAO) | _WIDE
_ODD = frozenset(
    ("SLASH", "BAD", "ODD_NUMBER", "CURLY_TEXT", "OPEN_TEXT", "INVISIBLE", "LOOKALIKE")
)
_IN_A_WORD = frozenset(("NAME", "NUMBER", "ODD_NUMBER", "MINUS", "BAD"))
_SAYS_UNIT = frozenset(("UNIT", "FACT", "PARAMETER", "VALUE", "INDICATOR"))


class Mended(Struct):
    """What was found wrong with characters, and where a number is only guessed."""

    findings: list[Problem]
    doubtful: set[int]


class _Place(Struct, frozen=True):
    """A token in its line, and what is known around it."""

    raw: LogicalLine
    index: int
    kind: str | None
    source: Source
    grammar: Grammar

    @property
    def token(self) -> Token:
        return self.raw[self.index]

    @property
    def thai(self) -> bool:
        """Whether the first word of the line is Thai; a level begins with a number."""
        word = next((token for token in self.raw if token.type == "NAME"), self.raw[0])
        return not word.isascii()


def mend_line(
    raw: LogicalLine, kind: str | None, source: Source, grammar: Grammar, found: Mended
) -> LogicalLine:
    """A line as the parser can take it; `kind` is the declaration it belongs to."""
    if _ODD.isdisjoint(map(_type, raw)) and max(map(len, raw)) <= MOST_DIGITS:
        return raw
    line: LogicalLine = []
    raw = list(raw)
    index = 0
    while index < len(raw):
        token = raw[index]
        place = _Place(raw, index, kind, source, grammar)
        width = 1
        if token.type == "SLASH" and _glued_to(raw, index, "SLASH"):
            span = Span(source.name, token.start_pos or 0, raw[index + 1].end_pos or 0)
            found.findings.append(character_problems.UnknownCharacter(span, "//", "#"))
            break
        plain = _of_spreadsheet(place, found) or _plain_word(place, found)
        if plain is not None:
            end, tokens = plain
            raw[index:end] = tokens
            continue
        if token.type == "BAD":
            kept, width = _bad(place, found)
        else:
            kept = _mend(place, found)
        if kept is not None:
            line.append(kept)
        index += width
    return line


def _mend(place: _Place, found: Mended) -> Token | None:
    """The token as the parser can take it; None when there is nothing to keep."""
    token, source = place.token, place.source
    match token.type:
        case "CURLY_TEXT":
            found.findings.append(sign_problems.CurlyQuotes(_span(source, token), str(token)))
            return _as(token, "TEXT", f'"{token[1:-1]}"')
        case "OPEN_TEXT":
            found.findings.append(sign_problems.UnclosedText(_span(source, token), str(token)))
            return _as(token, "TEXT", f'"{token[1:].rstrip()}"')
        case "NUMBER" | "ODD_NUMBER" if too_long(token):
            found.findings.append(character_problems.LongNumber(_span(source, token)))
            found.doubtful.add(token.start_pos or 0)
            return _as(token, "NUMBER", "1")
        case "ODD_NUMBER":
            meant = meant_number(token)
            measured = _MEASURED[place.thai] if _says_unit(place) else None
            found.findings.append(
                character_problems.OddNumber(_span(source, token), str(token), meant, measured)
            )
            if meant is None:
                found.doubtful.add(token.start_pos or 0)
            return _as(token, "NUMBER", meant or some_number(token))
        case "INVISIBLE":
            found.findings.append(sign_problems.InvisibleCharacter(_span(source, token), token[0]))
            return None
        case "LOOKALIKE":
            kind, sign = _LOOKALIKES[token]
            found.findings.append(
                sign_problems.LookalikeSign(_span(source, token), str(token), sign)
            )
            return _as(token, kind, sign)
        case _:
            return token


def _says_unit(place: _Place) -> bool:
    """Whether a line `measured in` says what a number stands for: no weight, score or edge."""
    if place.kind not in _SAYS_UNIT:
        return False
    if "WEIGHT" in _keywords(place, 0):
        return False
    after = place.index + 1
    first = all(token.type == "MINUS" for token in place.raw[: place.index])
    return not (first and after < len(place.raw) and "AT" in _keywords(place, after))


def _keywords(place: _Place, index: int) -> set[str]:
    return {name for name, _ in keyword_at(place.raw, index, place.grammar)}


def _bad(place: _Place, found: Mended) -> tuple[Token | None, int]:
    """What to read for a character that no rule uses, and of how many tokens."""
    raw, index, source = place.raw, place.index, place.source
    token = place.token
    quoted = _single_quoted(place)
    if quoted is not None:
        text, width = quoted
        span = Span(source.name, token.start_pos or 0, raw[index + width - 1].end_pos or 0)
        found.findings.append(character_problems.SingleQuotes(span, text))
        return _over(raw[index : index + width], "TEXT", text), width
    width = 1
    meant = kept = None
    if _glued_to(raw, index, "BAD") and f"{token}{raw[index + 1]}" in _DOUBLED:
        width = 2
        meant = kept = _DOUBLED[f"{token}{raw[index + 1]}"][place.thai]
    elif token == ";" and _in_parentheses(place):  # noqa: S105  # no password
        found.findings.append(character_problems.UnknownCharacter(_span(source, token), ";", ","))
        return _as(token, "_COMMA", ","), 1
    elif token in _NEEDLESS:
        meant = " " if _apart(place) else ""
    elif token in _BRACKETS and _in_pairs(place):
        kind, meant = _BRACKETS[token]
        found.findings.append(
            character_problems.UnknownCharacter(_span(source, token), str(token), meant)
        )
        return _as(token, kind, meant), 1
    elif token == "%" and _after_measured_in(place):  # noqa: S105  # no password
        meant = kept = _PERCENT[place.thai]
    elif token.isalpha():
        while _glued_to(raw, index + width - 1, "BAD") and raw[index + width].isalpha():
            width += 1
    tokens = raw[index : index + width]
    written = "".join(tokens)
    span = Span(source.name, token.start_pos or 0, tokens[-1].end_pos or 0)
    found.findings.append(character_problems.UnknownCharacter(span, written, meant))
    return (None if kept is None else _over(tokens, "NAME", kept)), width


def _of_spreadsheet(place: _Place, found: Mended) -> tuple[int, LogicalLine] | None:
    """What to read in a formula for what only a spreadsheet has; and where it ends."""
    raw, index, source = place.raw, place.index, place.source
    if index == 0 or "FORMULA" not in _keywords(place, 0):
        return None
    sign = spreadsheets.percent(raw, index, source)
    if sign is not None:
        tokens, problem = sign
        found.findings.append(problem)
        return index + 1, tokens
    cells = spreadsheets.cells(raw, index, source, "th" if place.thai else "en")
    if cells is None:
        return None
    end, number, problem = cells
    found.findings.append(problem)
    found.doubtful.add(number.start_pos or 0)
    return end, [number]


def _single_quoted(place: _Place) -> tuple[str, int] | None:
    """`'text'` as text, and how many tokens it is; an apostrophe in a word opens nothing."""
    raw, index, text = place.raw, place.index, place.source.text
    start = place.token.start_pos or 0
    if index > 0 and raw[index - 1].end_pos == start:
        return None
    quoted = _SINGLE_QUOTED.match(text, start)
    if quoted is None:
        return None
    for last in range(index, len(raw)):
        if raw[last].end_pos == quoted.end():
            return f'"{quoted[0][1:-1]}"', last - index + 1
    return None


def _plain_word(place: _Place, found: Mended) -> tuple[int, LogicalLine] | None:
    """A word with full-width or foreign letters in it, as it looks; and where it ends."""
    raw, index, source = place.raw, place.index, place.source
    end = index
    while end < len(raw) and raw[end].type in _IN_A_WORD and _glued_run(raw, index, end):
        if raw[end].type == "BAD" and ord(raw[end]) not in _PLAIN_LETTERS:
            break
        end += 1
    odd = [token for token in raw[index:end] if token.type == "BAD"]
    if not odd:
        return None
    word = "".join(raw[index:end]).translate(_PLAIN_LETTERS)
    start = place.token.start_pos or 0
    tokens = [
        Token(
            each.type, str(each), start + (each.start_pos or 0), end_pos=start + (each.end_pos or 0)
        )
        for each in place.grammar.lark.lex(word)
    ]
    if any(token.type == "BAD" for token in tokens):
        return None
    if any(token.type == "ODD_NUMBER" for token in tokens):
        return end, tokens  # `７５％` is told as a number with a percent sign
    span = Span(source.name, odd[0].start_pos or 0, odd[-1].end_pos or 0)
    written = source.excerpt(span)
    meant = written.translate(_PLAIN_LETTERS)
    found.findings.append(
        character_problems.UnknownCharacter(span, written, meant)
        if all(ord(token) in _WIDE for token in odd)
        else character_problems.ForeignLetters(span, written, meant, len(odd))
    )
    return end, tokens


def _glued_run(raw: LogicalLine, start: int, end: int) -> bool:
    return end == start or raw[end - 1].end_pos == raw[end].start_pos


def _glued_to(raw: LogicalLine, index: int, kind: str) -> bool:
    """Whether a token of a kind follows without a space."""
    return (
        index + 1 < len(raw)
        and raw[index + 1].type == kind
        and raw[index].end_pos == raw[index + 1].start_pos
    )


def _apart(place: _Place) -> bool:
    """Whether a character stands between two words without a space on either side."""
    raw, index = place.raw, place.index
    return (
        0 < index < len(raw) - 1
        and raw[index - 1].end_pos == place.token.start_pos
        and raw[index + 1].start_pos == place.token.end_pos
    )


def _in_pairs(place: _Place) -> bool:
    """Whether a bracket has its other half in the line: alone it groups nothing."""
    other = _PAIRS[place.token]
    opening = _BRACKETS[place.token][0] == "LPAR"
    part = place.raw[place.index + 1 :] if opening else place.raw[: place.index]
    return any(token == other for token in part)


def _in_parentheses(place: _Place) -> bool:
    """Whether a parenthesis is open here, in which `;` parts values as in spreadsheets."""
    before = [token.type for token in place.raw[: place.index]]
    return before.count("LPAR") > before.count("RPAR")


def _after_measured_in(place: _Place) -> bool:
    end = place.index
    while end > 0 and place.raw[end - 1] in _NEEDLESS:
        end -= 1
    return any(
        name == "MEASURED_IN" and start + words == end
        for start in range(end)
        for name, words in keyword_at(place.raw, start, place.grammar)
    )


def _over(tokens: LogicalLine, kind: str, text: str) -> Token:
    return Token(kind, text, tokens[0].start_pos, end_pos=tokens[-1].end_pos)


def _span(source: Source, token: Token) -> Span:
    return Span(source.name, token.start_pos or 0, token.end_pos or 0)


def _as(token: Token, kind: str, text: str) -> Token:
    return Token(kind, text, token.start_pos, end_pos=token.end_pos)
