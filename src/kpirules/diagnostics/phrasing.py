"""How a problem is put into words: one call for both languages."""

from __future__ import annotations

from msgspec import Struct

from kpirules.diagnostics.codes import severity_of
from kpirules.diagnostics.diagnostic import Diagnostic, Fix, Label
from kpirules.prose.words import Language, Line, Page, Part, code, joined, line, say
from kpirules.text.span import Span


class Said(Struct, frozen=True):
    """A sentence in both languages, with the words for its slots."""

    en: str
    th: str
    parts: dict[str, Part] = {}

    def line(self, lang: Language) -> Line:
        """The sentence in one language."""
        return say(lang, en=self.en, th=self.th, **self.parts)


def both(en: str, th: str, **parts: Part) -> Said:
    """A sentence in both languages; slots are filled from `parts`."""
    return Said(en, th, parts)


def finding(  # noqa: PLR0913  # the parts of a diagnostic, each named
    code: str,
    span: Span,
    lang: Language,
    headline: Said,
    *,
    mark: Said | None = None,
    labels: tuple[tuple[Span, Said], ...] = (),
    notes: tuple[Said, ...] = (),
    helps: tuple[Said, ...] = (),
    fixes: tuple[Fix, ...] = (),
    picture: Page = (),
) -> Diagnostic:
    """A diagnostic in one language from sentences in both."""
    return Diagnostic(
        code=code,
        severity=severity_of(code),
        headline=headline.line(lang),
        primary=Label(span, mark.line(lang) if mark else ()),
        labels=tuple(Label(place, said.line(lang)) for place, said in labels),
        notes=tuple(said.line(lang) for said in notes),
        helps=tuple(said.line(lang) for said in helps),
        fixes=fixes,
        picture=picture,
    )


_PLACES = {
    ".": ("the folder you are in", "โฟลเดอร์ที่ทำงานอยู่"),
    "kpirules:.": ("the rules that come with kpirules", "กฎที่มากับ kpirules"),
}


def looked_in(folders: tuple[str, ...], lang: Language) -> Said:
    """Where a file was looked for."""
    said = [
        line(_PLACES[folder][lang == "th"]) if folder in _PLACES else line(code(folder))
        for folder in folders
    ]
    return both("looked in {places}", "ค้นใน {places}", places=joined(said, ", "))
