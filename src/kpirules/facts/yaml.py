"""Reading YAML, of which JSON is a part, word for word.

Only the events of the parser are used. Its loaders would make floats of
figures, `no` of `False`, the last of two equal keys the only one, and a file
of a few lines with aliases as large as they like.
"""

from __future__ import annotations

import re

import yaml
from msgspec import Struct

from kpirules.diagnostics.diagnostic import Problem
from kpirules.facts.blame import Stuck, blame
from kpirules.facts.document import Form, Group, Listed, Node, Written
from kpirules.facts.file_problems import WrongShape
from kpirules.facts.unreadable import Reason, Unreadable
from kpirules.text.source import Source
from kpirules.text.span import Span


def read_yaml(source: Source) -> tuple[Node | None, tuple[Problem, ...]]:
    """What a file says, as far as it can be read, and the lines that cannot.

    A line that cannot be read is reported and set aside, with the deeper lines
    under it; then the rest is read again, so that one mistake hides no other.
    """
    text, findings = _without_controls(source)
    for _ in range(max(1, min(_MOST_MISTAKES, _MOST_READ // (len(text) + 1)))):
        builder = _Builder(source.name, [])
        try:
            node = builder.build(text)
        except yaml.MarkedYAMLError as error:
            mistake = blame(Source(source.name, text), _stuck(error, builder))
            findings.append(mistake.problem)
            if mistake.rest == text:
                break
            text = mistake.rest
        else:
            found = [*findings, *builder.findings]
            return node, tuple(sorted(found, key=lambda problem: problem.span.start))
    return None, tuple(findings)


_MOST_MISTAKES = 25
_MOST_READ = 2_000_000
"""A damaged file is read again after each mistake: characters read in all."""

_LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
_DEEPEST = 32


def _stuck(error: yaml.MarkedYAMLError, builder: _Builder) -> Stuck:
    """Where the parser gave up."""
    mark, context = error.problem_mark, error.context_mark
    at = mark.index if mark else builder.last
    began = context.index if context else at
    brace = next((part.start for part in reversed(builder.stack) if part.braces), None)
    return Stuck(error.problem or "", at, began, builder.last, brace)


class _Open(Struct):
    """A group or list that has begun. `key` is the name whose value comes next."""

    start: int
    listed: bool
    braces: bool
    entries: list[tuple[Written, Node]]
    key: Written | None = None
    skipping: bool = False


class _Builder(Struct):
    """Puts a tree together. `last` is where the last piece of text began."""

    file: str
    findings: list[Problem]
    last: int = 0
    root: Node | None = None
    stack: list[_Open] = []

    def build(self, text: str) -> Node | None:
        """What the text says; raises the parser's error where it cannot be read."""
        stack = self.stack
        documents = 0
        for event in yaml.parse(text, Loader=_LOADER):
            start, end = _extent(event)
            if isinstance(event, yaml.ScalarEvent):
                self.last = start
                self._properties(event, text)
                form: Form = "quoted" if event.style in _QUOTED else "plain"
                self._add(Written(event.value, start, end, form))
            elif isinstance(event, yaml.MappingStartEvent | yaml.SequenceStartEvent):
                self._properties(event, text)
                listed = isinstance(event, yaml.SequenceStartEvent)
                stack.append(_Open(start, listed, bool(event.flow_style), []))
                if len(stack) > _DEEPEST:
                    self.findings.clear()  # each level may have had its own
                    self._unreadable("deep", start, end, text)
                    return None
            elif isinstance(event, yaml.MappingEndEvent | yaml.SequenceEndEvent):
                self._add(_finished(stack.pop(), end))
            elif isinstance(event, yaml.AliasEvent):
                self._unreadable("alias", start, end, text)
                self._add(Written("", start, end, "alias"))
            elif isinstance(event, yaml.DocumentStartEvent):
                documents += 1
                if documents > 1:
                    self._unreadable("second", start, end, text)
                    break
        return self.root

    def _add(self, node: Node) -> None:
        if not self.stack:
            self.root = node
            return
        top = self.stack[-1]
        if top.listed:
            return
        if top.skipping:
            top.skipping = False
        elif top.key is not None:
            top.entries.append((top.key, node))
            top.key = None
        elif isinstance(node, Written) and node.form != "alias":
            top.key = node
        elif isinstance(node, Written):
            top.skipping = True
        else:
            self.findings.append(WrongShape(Span(self.file, top.start, top.start + 1), "name", ""))
            top.skipping = True

    def _properties(self, event: yaml.NodeEvent, text: str) -> None:
        """Anchors and tags: neither has a meaning here."""
        start, _ = _extent(event)
        if event.anchor is not None:
            self._unreadable("anchor", start, start + len(event.anchor) + 1, text)
        elif getattr(event, "tag", None) is not None:
            found = _TAG.match(text, start)
            self._unreadable("tag", start, found.end() if found else start + 1, text)

    def _unreadable(self, reason: Reason, start: int, end: int, text: str) -> None:
        place = Span(self.file, start, max(end, start + 1))
        self.findings.append(Unreadable(place, reason, text[start:end]))


_QUOTED = frozenset("'\"|>")


def _extent(event: yaml.Event) -> tuple[int, int]:
    """The offsets of an event, which come as marks; a parser of text sets both."""
    first, last = event.start_mark, event.end_mark
    return (first.index if first else 0), (last.index if last else 0)


def _finished(part: _Open, end: int) -> Node:
    if part.listed:
        return Listed(part.start, end if part.braces else part.start + 1)
    return Group(tuple(part.entries), part.braces)


_TAG = re.compile(r"\S+")


# What YAML calls unprintable or takes for the end of a line, and the byte order mark.
_CONTROLS = re.compile(
    "[^\t\n\r\x20-\x7e\xa0-\u2027\u202a-\ud7ff\ue000-\ufefe\uff00-\ufffd\U00010000-\U0010ffff]"
)


def _without_controls(source: Source) -> tuple[str, list[Problem]]:
    """The text with a space for each character that no text may hold; they are reported.

    Tabs in lines that say nothing are no one's concern.
    """
    findings: list[Problem] = []

    def space(found: re.Match[str]) -> str:
        if len(findings) < _MOST_MISTAKES:
            span = Span(source.name, found.start(), found.end())
            findings.append(Unreadable(span, "control", f"U+{ord(found[0]):04X}"))
        return " "

    text = _CONTROLS.sub(space, source.text)
    return _IDLE_TABS.sub(lambda found: " " * len(found[0]), text), findings


_IDLE_TABS = re.compile(r"^ *\t[ \t]*(?=#|$)", re.MULTILINE)
