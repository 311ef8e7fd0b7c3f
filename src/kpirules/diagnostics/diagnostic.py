"""A finding as every renderer takes it."""

from __future__ import annotations

from typing import Literal, Protocol

from msgspec import Struct

from kpirules.prose.words import Language, Line, Page
from kpirules.text.span import Span

Severity = Literal["error", "warning"]


class Label(Struct, frozen=True):
    """A marked place and the short remark under the mark."""

    span: Span
    message: Line = ()


class Edit(Struct, frozen=True):
    """Put `text` in the place of `span`."""

    span: Span
    text: str


class Fix(Struct, frozen=True):
    """A change that mends the finding; `safe` means it cannot change what other lines mean."""

    title: Line
    edits: tuple[Edit, ...]
    safe: bool = False


class Diagnostic(Struct, frozen=True):
    """One finding, in one language.

    `headline` stands alone: what is wrong, in one line, lower case and without
    a full stop. `primary` is where. `labels` are other places that matter.
    `notes` say why. `helps` say what to write instead. `picture` is a drawing
    in text, such as a number line.
    """

    code: str
    severity: Severity
    headline: Line
    primary: Label
    labels: tuple[Label, ...] = ()
    notes: tuple[Line, ...] = ()
    helps: tuple[Line, ...] = ()
    fixes: tuple[Fix, ...] = ()
    picture: Page = ()


class Problem(Protocol):
    """A user's mistake as data. Each stage keeps its own in `problems.py`."""

    @property
    def code(self) -> str:
        """Its code, such as KPI0302."""

    @property
    def span(self) -> Span:
        """Where it is."""

    def describe(self, lang: Language) -> Diagnostic:
        """The mistake in words."""
