"""Rules read aloud: for `explain` without facts, and for `check --aloud`."""

from __future__ import annotations

from collections.abc import Iterable

from kpirules.cli.evaluating import Asked
from kpirules.cli.language import spoken, written_in
from kpirules.cli.output import REFUSED, console, say_findings, write, write_json
from kpirules.explain.aloud.reading import Aloud, all_aloud, read_aloud
from kpirules.explain.targets import Unknown
from kpirules.model.rules import Rules
from kpirules.project.choose import choose
from kpirules.project.places import rules_root
from kpirules.prose.words import Language, Line, Listing, Page, Paragraph, line, muted, plain
from kpirules.render.place import region_of
from kpirules.render.terminal import print_page
from kpirules.text.source import Source


def explain_aloud(asked: Asked, output_format: str) -> int:
    """Read one declaration aloud, or say what stands in the way."""
    choice = choose(rules_root(asked.rules), asked.scorecard, asked.target)
    lang = asked.lang or spoken() or written_in(choice.sources.values())
    if choice.findings:
        say_findings(choice.findings, choice.sources, lang)
    if choice.chosen is None:
        return REFUSED
    rules = choice.chosen.rules
    found = read_aloud(rules, asked.target or "total", lang, choice.chosen.scorecard)
    if isinstance(found, Unknown):
        print_page((Paragraph(found.line(lang)),), console())
        return REFUSED
    _print(found, rules, lang, output_format)
    return 0


def _print(found: Aloud, rules: Rules, lang: Language, output_format: str) -> None:
    page = (Paragraph(found.line),)
    match output_format:
        case "text":
            print_page(page, console())
        case "json":
            write_json({"schema": "kpirules/1", "aloud": aloud_data([found], rules.sources)})
        case "markdown":
            from kpirules.render.markdown import markdown  # noqa: PLC0415

            write(markdown(page))
        case _:
            from kpirules.render.html import document  # noqa: PLC0415

            write(document(page, title=found.name, lang=lang))


def books_aloud(
    books: Iterable[tuple[Rules, frozenset[str]]], lang: Language
) -> tuple[list[Aloud], dict[str, Source]]:
    """Every declaration of some books' own files, each once."""
    found: dict[tuple[str, int, str], Aloud] = {}
    sources: dict[str, Source] = {}
    for rules, files in books:
        sources |= rules.sources
        for each in all_aloud(rules, files, lang):
            found.setdefault((each.span.file, each.span.start, each.name), each)
    return list(found.values()), sources


def aloud_page(found: list[Aloud], sources: dict[str, Source]) -> Page:
    """One item a declaration, with the line it stands on."""
    return (Listing(tuple(_item(each, sources) for each in found)),) if found else ()


def _item(each: Aloud, sources: dict[str, Source]) -> Line:
    place = _place(each, sources)
    return line(each.line, muted(f" ({place})")) if place else each.line


def aloud_data(found: list[Aloud], sources: dict[str, Source]) -> list[dict[str, object]]:
    """The same as data."""
    return [
        {"name": each.name, "text": plain(each.line), "place": _place(each, sources)}
        for each in found
    ]


def _place(each: Aloud, sources: dict[str, Source]) -> str | None:
    region = region_of(each.span, sources)
    return None if region is None else f"{region.path}:{region.start.line}"
