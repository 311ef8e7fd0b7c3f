"""Another name for a thing, wherever it is named, or why that cannot be."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from pathlib import Path

from msgspec import Struct
from msgspec.structs import replace

from kpirules.diagnostics.codes import severity_of
from kpirules.diagnostics.diagnostic import Edit
from kpirules.ide.beside import named_beside
from kpirules.ide.book import Reading
from kpirules.ide.occurrences import IN, Occurrence, Sort, Thing
from kpirules.ide.places import Place, name_at, place_of, readings_that_know
from kpirules.ide.workspace import Workspace
from kpirules.model.units import BUILT_IN
from kpirules.project.places import BUNDLED
from kpirules.prose.words import Language, plain
from kpirules.semantics.vocabulary import field_of, function_of
from kpirules.syntax.grammar import grammar
from kpirules.syntax.literate import rules_text
from kpirules.syntax.parse import parse
from kpirules.text.source import Source
from kpirules.text.span import Span
from kpirules.text.thai import name_key


class Refused(Struct, frozen=True):
    """Why a thing cannot be called so."""

    en: str
    th: str

    def said(self, lang: Language) -> str:
        """The reason in a language."""
        return self.th if lang == "th" else self.en


class Renamed(Struct, frozen=True):
    """The edits that give a thing another name, in each file that names it.

    `beside` are those in files of facts, rows and cases, by file.
    """

    edits: tuple[Edit, ...]
    beside: dict[Path, tuple[Source, tuple[Edit, ...]]]


def can_rename(workspace: Workspace, path: Path, offset: int) -> Place | Refused:
    """The name at an offset, if it is one that can be another."""
    found = name_at(workspace, path, offset)
    if found is None:
        return Refused("here is no name", "ตรงนี้ไม่มีชื่อ")
    if found.thing.sort in {"function", "field"}:
        if function_of(name_key(found.text)) is None and field_of(name_key(found.text)) is None:
            return Refused(
                f"nothing is declared under the name `{found.text}`",
                f"ไม่มีการกำหนดชื่อ `{found.text}`",
            )
        return Refused(
            f"`{found.text}` is a word of the language",
            f"`{found.text}` เป็นคำของภาษา เปลี่ยนชื่อไม่ได้",
        )
    if found.thing.sort in {"file", "text"}:
        return Refused(f"`{found.text}` is a text, and no name", f"`{found.text}` เป็นข้อความ ไม่ใช่ชื่อ")
    if found.thing.sort == "unit" and found.thing.key in _BUILT_IN:
        return Refused(
            f"the unit `{found.text}` is built in", f"หน่วย `{found.text}` เป็นหน่วยที่มีอยู่แล้วในระบบ"
        )
    return place_of(workspace.reading(path), found)


_BUILT_IN = frozenset(name_key(said) for name, words in BUILT_IN.items() for said in (name, *words))


def rename(
    workspace: Workspace, path: Path, offset: int, name: str, lang: Language
) -> Renamed | Refused:
    """Call the thing at an offset something else.

    What comes of it is read and held against what was: every other name must
    still stand for what it stood for, and there must be no new mistake.
    """
    able = can_rename(workspace, path, offset)
    found = name_at(workspace, path, offset)
    if isinstance(able, Refused) or found is None:
        return able if isinstance(able, Refused) else Refused("here is no name", "ตรงนี้ไม่มีชื่อ")
    name = name.strip()
    no_name = _no_name(name)
    if no_name is not None:
        return no_name
    readings = readings_that_know(workspace, path, found.thing)
    for reading in readings:
        refused = _taken(reading, found.thing, name) or _unread(reading, found)
        if refused is not None:
            return refused
    edits = {
        each.span: Edit(each.span, name)
        for reading in readings
        for each in reading.names.of(found.thing)
    }
    files = {span.file for span in edits}
    foreign = next((file for file in files if file.startswith(BUNDLED)), None)
    if foreign is not None:
        return Refused(
            f"`{found.text}` is declared in rules that come with kpirules: {foreign}",
            f"`{found.text}` กำหนดไว้ในกฎที่มากับ kpirules: {foreign}",
        )
    changed = {
        reading.path(file): edited(reading.source(file), edits.values())
        for reading in readings
        for file in files & reading.files.keys()
    }
    trial = workspace.with_texts(changed)
    for before in readings:
        refused = _amiss(before, trial.book(before.home).reading(), found.thing, name, lang)
        if refused is not None:
            return refused
    return Renamed(tuple(edits.values()), _beside(readings, found.thing, name))


def _beside(
    readings: Iterable[Reading], thing: Thing, name: str
) -> dict[Path, tuple[Source, tuple[Edit, ...]]]:
    found: dict[Path, tuple[Source, dict[Span, Edit]]] = {}
    for reading in readings:
        for place in named_beside(reading, thing):
            _, edits = found.setdefault(place.path, (place.source, {}))
            edits[place.span] = Edit(place.span, name)
    return {path: (source, tuple(edits.values())) for path, (source, edits) in found.items()}


def edited(source: Source, edits: Iterable[Edit]) -> str:
    """The text of a file after those of some edits that are in it."""
    text = source.text
    for edit in sorted(edits, key=lambda edit: edit.span.start, reverse=True):
        if edit.span.file == source.name:
            text = text[: edit.span.start] + edit.text + text[edit.span.end :]
    return text


# ------------------------------------------------------------------ before it is tried


def _no_name(name: str) -> Refused | None:
    """Why something cannot be a name: it is read as one of a fact."""
    declared = parse(Source("", f"fact {name}\n"))
    facts = declared.value.declarations
    if not declared.findings and len(facts) == 1 and facts[0].name.text == name and name:
        return None
    return Refused(
        f"`{name}` is no name: names are letters, digits, `_`, and `-` inside, without spaces",
        f"`{name}` ใช้เป็นชื่อไม่ได้ ชื่อประกอบด้วยตัวอักษร ตัวเลข `_` และ `-` ที่อยู่ระหว่างกลาง โดยไม่เว้นวรรค",
    )


_TOGETHER: tuple[frozenset[Sort], ...] = (frozenset(("quantity", "column")),)
"""Sorts of which no two things may have one name, whoever owns them."""


def _taken(reading: Reading, thing: Thing, name: str) -> Refused | None:
    """Where something else has the name already."""
    key = name_key(name)
    if key == thing.key:
        return None  # another spelling of the same name
    together = next((sorts for sorts in _TOGETHER if thing.sort in sorts), None)
    for each in reading.names.called(key):
        other = each.thing
        same = other.sort == thing.sort and other.owner == thing.owner
        if same or (together is not None and other.sort in together):
            at = reading.source(each.span.file).called(each.span.start)
            return Refused(f"the name `{name}` is taken: {at}", f"ชื่อ `{name}` ถูกใช้แล้วที่ {at}")
    return None


def _unread(reading: Reading, found: Occurrence) -> Refused | None:
    """A line that cannot be read yet and seems to say the name: nobody knows what it means there."""
    named = {each.span for each in reading.names.called(found.thing.key)}
    for file in reading.files:
        source = reading.source(file)
        wrong = {
            source.place(each.span.start).line
            for each in reading.findings_by_file.get(file, ())
            if severity_of(each.code) == "error"
        }
        if not wrong:
            continue
        for token in grammar().lark.lex(rules_text(source).value):
            start, end = token.start_pos or 0, token.end_pos or 0
            if (
                token.type == "NAME"
                and name_key(token.value) == found.thing.key
                and source.place(start).line in wrong
                and Span(file, start, end) not in named
            ):
                at = source.called(start)
                return Refused(
                    f"a line that names `{found.text}` cannot be read; mend it first: {at}",
                    f"บรรทัดที่มีชื่อ `{found.text}` ยังอ่านไม่ได้ โปรดแก้ก่อน: {at}",
                )
    return None


# ------------------------------------------------------------------------ what comes of it


def _amiss(
    before: Reading, after: Reading, thing: Thing, name: str, lang: Language
) -> Refused | None:
    """What would be wrong with a book after a thing is called something else."""
    new = _new_finding(before, after, lang)
    if new is not None:
        return Refused(f"`{name}` would be a mistake: {new}", f"ถ้าใช้ชื่อ `{name}` จะผิด: {new}")
    key = name_key(name)
    for file in before.names.files:
        was = [_called(each.thing, thing, key) for each in before.names.in_file(file)]
        now = [each.thing for each in after.names.in_file(file)]
        if was != now:
            return Refused(
                f"`{name}` would be read as something else in {file}",
                f"ถ้าใช้ชื่อ `{name}` บางแห่งใน {file} จะถูกอ่านเป็นอย่างอื่น",
            )
    return None


def _new_finding(before: Reading, after: Reading, lang: Language) -> str | None:
    """The headline of a finding of a kind of which there were fewer."""
    were = Counter(each.code for each in before.findings)
    for finding in after.findings:
        were[finding.code] -= 1
        if were[finding.code] < 0:
            return plain(finding.describe(lang).headline)
    return None


def _called(each: Thing, thing: Thing, key: str) -> Thing:
    """A thing after one of them, which may be itself or its owner, has another key."""
    if each == thing:
        return replace(each, key=key)
    if each.sort == "column" and thing.sort == "quantity" and each.owner == thing.key:
        return replace(each, owner=key)
    if each.sort == "band" and thing.sort == "bands" and each.owner == thing.key:
        return replace(each, owner=key)
    if each.sort not in {"option", "stage", "text"}:
        return each
    owner, inside, column = each.owner.partition(IN)
    if thing.sort == "quantity" and owner == thing.key:
        owner = key
    elif thing.sort == "column" and inside and (owner, column) == (thing.owner, thing.key):
        column = key
    return replace(each, owner=f"{owner}{inside}{column}")
