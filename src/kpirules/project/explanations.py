"""Explanations as programs meet them: printable, and as data, HTML or Markdown."""

from __future__ import annotations

from attrs import field, frozen

from kpirules.evaluate.evaluation import Evaluation
from kpirules.explain import document
from kpirules.explain.targets import Unknown
from kpirules.prose.words import Language, Page, plain
from kpirules.render.terminal import to_text

Form = document.Form


@frozen
class Explanation:
    """How something came about, in one language.

    `str()` gives the tree as text; Rich prints it as it prints text.
    """

    lang: Language
    _document: document.Explanation = field(repr=False)

    def page(self, as_: Form = "tree") -> Page:
        """The explanation as meaningful text, for a renderer of your own."""
        return self._document.page(self.lang, as_)

    def to_text(self, as_: Form = "tree", width: int = 80) -> str:
        """The explanation as plain text: a tree, numbered steps or one sentence."""
        return to_text(self.page(as_), width)

    def to_dict(self) -> dict[str, object]:
        """The explanation as data (`kpirules/1`): numbers as exact text."""
        return dict(self._document.to_dict())

    def to_markdown(self, as_: Form = "tree") -> str:
        """The explanation as Markdown."""
        from kpirules.render.markdown import markdown  # noqa: PLC0415  # not every program asks

        return markdown(self.page(as_))

    def to_html(self, as_: Form = "tree") -> str:
        """The explanation as a fragment of HTML, to be put inside `<div class="kpi">`."""
        from kpirules.render.html import fragment  # noqa: PLC0415  # not every program asks

        return fragment(self.page(as_))

    def __str__(self) -> str:
        """The tree, 80 columns wide."""
        return self.to_text()

    def __rich__(self) -> str:
        """What Rich prints."""
        return self.to_text()


def explanation_of(
    evaluation: Evaluation, target: str, lang: Language, *, why_not: str | None = None
) -> Explanation:
    """Explain a target of an evaluation.

    Raises:
        KeyError: Nothing is called so; the message offers the nearest name.

    """
    found = document.explain(evaluation, target, not_this=why_not)
    if isinstance(found, Unknown):
        raise KeyError(plain(found.line(lang)))
    return Explanation(lang, found)
