"""From where a YAML parser gave up to the mistake its writer made."""

from __future__ import annotations

import re
from collections.abc import Callable

from msgspec import Struct

from kpirules.diagnostics.diagnostic import Problem
from kpirules.facts.unreadable import Reason, Unreadable
from kpirules.facts.vocabulary import FACT_KEYS, normal
from kpirules.text.source import Source
from kpirules.text.span import Span


class Stuck(Struct, frozen=True):
    """Where a parser gave up (`at`), and where what it was reading `began`.

    `last` is where the last text before began, `brace` the innermost open brace.
    """

    said: str
    at: int
    began: int
    last: int
    brace: int | None


class Blamed(Struct, frozen=True):
    """The mistake, and the text with the line that has it made blank."""

    problem: Problem
    rest: str


def blame(source: Source, stuck: Stuck) -> Blamed:
    """The mistake behind what the parser said; libyaml's sentences are told apart by a piece."""
    for piece, judge in _JUDGES:
        if piece in stuck.said:
            return judge(source, stuck)
    return _line(source, stuck.at, "line")


# ------------------------------------------------------------------ what it may be


def _cannot_start(source: Source, stuck: Stuck) -> Blamed:
    if source.text[stuck.at : stuck.at + 1] == "\t":
        return _tab(source, stuck)
    return _sign(source, stuck.at, "sign")


def _tab(source: Source, stuck: Stuck) -> Blamed:
    """One report for all lines that begin with tabs; they are read as if with spaces.

    Among lines that begin with spaces nobody can tell how deep a tab is: there
    they are set aside, so that they do not seem to be out of line as well.
    """
    tabs = [found.span("tabs") for found in _TABS.finditer(source.text)]
    rest = _TABS.sub(lambda found: " " * len(found[0]), source.text)
    if not tabs:
        return _line(source, stuck.at, "line")
    if _SPACED.search(source.text):
        rest = source.text
        for start, end in reversed(tabs):
            depth = len(source.text[start:end].replace("\t", "  "))
            rest = _aside(Source(source.name, rest), source.place(start).line, depth)
    start, end = tabs[0]
    widened = source.text[start:end].replace("\t", "  ")
    problem = Unreadable(Span(source.name, start, end), "tab", "", widened, more=len(tabs) - 1)
    return Blamed(problem, rest)


_TABS = re.compile(r"^(?P<tabs> *\t[ \t]*)", re.MULTILINE)
_SPACED = re.compile(r"^ +[^ \t\r\n#]", re.MULTILINE)


def _second_colon(source: Source, stuck: Stuck) -> Blamed:
    """A colon where none can be: in a text, or because an earlier line was not closed off."""
    here, before = source.place(stuck.at).line, source.place(stuck.last).line
    if here == before:
        entry = _ENTRY.match(source.line(here))
        start = source.line_table.start(here - 1)
        if entry is None or start + entry.start("said") > stuck.at:
            return _line(source, stuck.at, "line")
        said = entry["said"]
        quoted = f"'{said}'" if '"' in said or "\\" in said else f'"{said}"'
        span = Span(source.name, start + entry.start("said"), start + entry.end("said"))
        certain = "'" not in said or '"' not in said
        problem = Unreadable(span, "colon_inside", said, quoted if certain else None)
        return Blamed(problem, _aside(source, here))
    text = source.line(before)
    if source.place(stuck.last).column - 1 == len(text) - len(text.lstrip()):
        return _without_colon(source, stuck.last)
    if normal(source.line(here).partition(":")[0]) not in FACT_KEYS:
        return _line(source, stuck.at, "indent")
    # The remarks beside this one stand where they do for the same reason.
    found = _line(source, stuck.at, "beside")
    return Blamed(found.problem, _aside(source, here, _depth(source.line(here)) - 1))


_ENTRY = re.compile(r"""\s*(?:"[^"]*"|'[^']*'|[^:#]+?):\s+(?P<said>.*?)(?:\s+#.*)?\s*$""")


def _without_colon(source: Source, offset: int) -> Blamed:
    line = source.line(source.place(offset).line).strip()
    entry = _GLUED.fullmatch(line)
    if entry is not None:
        return _line(source, offset, "no_space", f"{entry['name']}: {entry['said'].strip()}")
    wide = _WIDE.fullmatch(line)
    if wide is not None:
        return _line(source, offset, "no_colon", f"{wide['name']}: {wide['said']}")
    return _line(source, offset, "line" if ":" in line else "no_colon")


_GLUED = re.compile(r"(?P<name>[^:\s]+):(?P<said>[^ ].*)")  # a no-break space is none either
_WIDE = re.compile(r"(?P<name>[^:\uff1a\s]+)\s*\uff1a\s*(?P<said>\S.*)")


def _no_colon(source: Source, stuck: Stuck) -> Blamed:
    return _without_colon(source, stuck.began)


def _no_name(source: Source, stuck: Stuck) -> Blamed:
    """Something where a name should be: a line out of step, or what follows a quoted text."""
    place = source.place(stuck.at)
    line = source.line(place.line)
    sign = source.text[stuck.at : stuck.at + 1]
    if sign in {"}", "]", ","}:
        return _sign(source, stuck.at, "stray")
    if not line[: place.column - 1].strip():
        dash = sign == "-" and source.text[stuck.at + 1 : stuck.at + 2] in {" ", "\n", "\r", ""}
        return _line(source, stuck.at, "dash" if dash else "indent")
    if line[: place.column - 1].rstrip().endswith(('"', "'")):
        if source.place(stuck.last).line != place.line:
            return _sign(source, stuck.last, "unclosed_quote")
        end = source.line_table.start(place.line - 1) + len(line.rstrip())
        return _sign(source, stuck.last, "after_quote", end - stuck.last)
    return _line(source, stuck.at, "line")


def _unclosed(source: Source, stuck: Stuck) -> Blamed:
    """A brace that is not closed. Where it opens a block of lines, the fault is where it stops."""
    opened = source.place(stuck.began)
    alone = not source.line(opened.line)[opened.column :].strip()
    if not alone or not source.text[stuck.at :].strip():
        return _sign(source, stuck.began, "unclosed_brace")
    number, span = _content(source, stuck.at)
    bracket = source.text[stuck.began : stuck.began + 1]
    place = Span(source.name, stuck.began, stuck.began + 1)
    problem = Unreadable(span, "no_comma", bracket, opened=place)
    rest = _aside(source, number)
    if source.excerpt(span) != ",":
        rest = f"{rest[: span.start]},{rest[span.start + 1 :]}"
    return Blamed(problem, rest)


def _open_quote(source: Source, stuck: Stuck) -> Blamed:
    return _sign(source, stuck.began, "unclosed_quote")


def _escape(source: Source, stuck: Stuck) -> Blamed:
    start = source.text.rfind("\\", 0, stuck.at + 1)
    if start < stuck.began:
        return _line(source, stuck.at, "line")
    found = _ESCAPE.match(source.text, start)
    return _sign(source, start, "escape", found.end() - start if found else 1)


_ESCAPE = re.compile(r"\\(?:x[0-9A-Fa-f]{0,2}|u[0-9A-Fa-f]{0,4}|U[0-9A-Fa-f]{0,8}|.)")


def _at_began(source: Source, stuck: Stuck) -> Blamed:
    return _sign(source, stuck.began, "sign")


def _tagged(source: Source, stuck: Stuck) -> Blamed:
    if source.text[stuck.began : stuck.began + 1] == "!":
        return _sign(source, stuck.began, "sign")
    return _line(source, stuck.at, "line")


def _stray(source: Source, stuck: Stuck) -> Blamed:
    if stuck.brace is not None and not source.text[stuck.at :].strip():
        return _sign(source, stuck.brace, "unclosed_brace")
    return _sign(source, stuck.at, "stray")


def _dash_before(source: Source, stuck: Stuck) -> Blamed:
    return _line(source, stuck.began, "dash")


def _dash_here(source: Source, stuck: Stuck) -> Blamed:
    dash = source.line(source.place(stuck.at).line)[source.place(stuck.at).column - 1 :]
    if not dash.strip("- "):
        return _sign(source, stuck.at, "lone_dash")
    return _line(source, stuck.at, "dash")


_JUDGES: tuple[tuple[str, Callable[[Source, Stuck], Blamed]], ...] = (
    ("cannot start any token", _cannot_start),
    ("tab character", _tab),
    ("mapping values are not allowed", _second_colon),
    ("did not find expected key", _no_name),
    ("did not find expected ',' or", _unclosed),
    ("unexpected end of stream", _open_quote),
    ("unexpected document indicator", _open_quote),
    ("escape", _escape),
    ("hexdecimal", _escape),
    ("could not find expected ':'", _no_colon),
    ("comment or line break", _at_began),
    ("alphabetic or numeric", _at_began),
    ("mapping keys are not allowed", _cannot_start),
    ("expected whitespace or line break", _tagged),
    ("expected '!'", _tagged),
    ("tag", _tagged),
    ("node content", _stray),
    ("<document start>", _stray),
    ("expected '-'", _dash_before),
    ("sequence entries are not allowed", _dash_here),
)


# --------------------------------------------------------------------- the reports


def _line(source: Source, offset: int, reason: Reason, instead: str | None = None) -> Blamed:
    """A line as a whole."""
    number, span = _content(source, offset)
    problem = Unreadable(span, reason, source.excerpt(span), instead)
    return Blamed(problem, _aside(source, number))


def _sign(source: Source, offset: int, reason: Reason, length: int = 1) -> Blamed:
    """A stretch within a line."""
    number, _ = _content(source, offset)
    span = Span(source.name, offset, offset + length)
    return Blamed(Unreadable(span, reason, source.excerpt(span)), _aside(source, number))


def _content(source: Source, offset: int) -> tuple[int, Span]:
    """The line at an offset without its indentation; of blank lines, the last one before with text."""
    number = source.place(offset).line
    while number > 1 and not source.line(number).strip():
        number -= 1
    line = source.line(number)
    start = source.line_table.start(number - 1) + len(line) - len(line.lstrip())
    return number, Span(source.name, start, start + len(line.strip()))


def _aside(source: Source, number: int, depth: int | None = None) -> str:
    """The text with a line, and the lines right under it that are deeper, made of spaces."""
    starts = source.line_starts
    if depth is None:
        depth = _depth(source.line(number))
    last = number
    while last < len(starts) and (
        not source.line(last + 1).strip() or _depth(source.line(last + 1)) > depth
    ):
        last += 1
    start = starts[number - 1]
    end = starts[last] if last < len(starts) else len(source.text)
    blank = _VISIBLE.sub(" ", source.text[start:end])
    return source.text[:start] + blank + source.text[end:]


def _depth(line: str) -> int:
    return len(line) - len(line.lstrip(" "))


_VISIBLE = re.compile(r"[^\r\n\x85\u2028\u2029]")
