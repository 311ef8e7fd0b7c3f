"""What is known about a thing beside its meaning: sources, notes, owners."""

from msgspec import Struct

from kpirules.text.span import Span


class Citation(Struct, frozen=True):
    """Where a rule or a figure comes from: a document and, if given, the page."""

    text: str
    page: int | None
    span: Span


class About(Struct, frozen=True):
    """The remarks a declaration carries; explanations and reports cite them."""

    sources: tuple[Citation, ...] = ()
    notes: tuple[str, ...] = ()
    owners: tuple[str, ...] = ()
    definitions: tuple[str, ...] = ()
    links: tuple[str, ...] = ()


class Because(Struct, frozen=True):
    """Why, and by which document."""

    reason: str | None = None
    source: Citation | None = None
