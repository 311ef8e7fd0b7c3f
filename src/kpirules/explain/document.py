"""An explanation as an object: ask for it once, read it in either language and in any form.

Each form loads its own code when it is asked for: a command prints only one.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

from msgspec import Struct

from kpirules.evaluate.evaluation import Evaluation
from kpirules.explain.reader import reading
from kpirules.explain.targets import (
    BandTarget,
    ComponentTarget,
    IndicatorTarget,
    Target,
    TotalTarget,
    Unknown,
    find_target,
)
from kpirules.explain.teller import Teller
from kpirules.explain.telling import Telling
from kpirules.prose.words import Language, Page, Paragraph

if TYPE_CHECKING:
    from kpirules.explain.machine import Data
    from kpirules.explain.why_not import WhyNot

Form = Literal["tree", "steps", "sentence"]

SCHEMA = "kpirules/1"


class Explanation(Struct, frozen=True):
    """How a target of an evaluation came about, or why it is not something else.

    `depth` is how many levels of parts tree, steps and data go down; None is
    all of them. With an `answer`, the pages say why not.
    """

    evaluation: Evaluation
    target: Target
    depth: int | None = None
    answer: WhyNot | None = None

    def page(self, lang: Language, as_: Form = "tree") -> Page:
        """The explanation in a language, as a tree, as numbered steps or as one sentence."""
        reader = reading(self.evaluation, lang)
        if self.answer is not None:
            from kpirules.explain.answers import answer_page  # noqa: PLC0415

            page = answer_page(self.answer, reader)
            return page[:1] if as_ == "sentence" else page
        match as_:
            case "tree":
                from kpirules.explain.tree import tree  # noqa: PLC0415

                return (tree(self._told(lang), reader),)
            case "steps":
                from kpirules.explain.steps import steps  # noqa: PLC0415

                return steps(self.evaluation, self.target, reader, self.depth)
            case "sentence":
                from kpirules.explain.sentence import sentence  # noqa: PLC0415

                return (Paragraph(sentence(self.evaluation, self.target, reader)),)

    def to_dict(self) -> Data:
        """The explanation as data, ready for JSON: numbers are strings, without any loss."""
        from kpirules.explain.machine import node  # noqa: PLC0415

        reader = reading(self.evaluation, "en")
        told = self._told("en")
        explanation = node(told, reader)
        found: Data = {
            "schema": SCHEMA,
            "kind": "explanation",
            "scorecard": self.evaluation.scorecard.name or None,
            "period": self.evaluation.period,
            "target": {"kind": _kind(self.target), "name": explanation["name"]},
            "explanation": explanation,
        }
        if self.answer is not None:
            from kpirules.explain.machine_answers import answer_data  # noqa: PLC0415

            found["why_not"] = answer_data(self.answer)
        return found

    def _told(self, lang: Language) -> Telling:
        teller = Teller(self.evaluation, reading(self.evaluation, lang), self.depth)
        if isinstance(self.target, IndicatorTarget) and self.target.part is None:
            return teller.indicator(self.target.outcome)
        return teller.trace(self.target.trace)


def explain(
    evaluation: Evaluation, asked: str, *, depth: int | None = None, not_this: str | None = None
) -> Explanation | Unknown:
    """Explain what a name stands for; with `not_this`, why it is not that level, band or outcome.

    Names are found as `find_target` finds them. `Unknown` says that nothing
    has the name.
    """
    target = find_target(evaluation, asked)
    if isinstance(target, Unknown):
        return target
    if not_this is None:
        return Explanation(evaluation, target, depth)
    from kpirules.explain.why_not import why_not  # noqa: PLC0415

    return Explanation(evaluation, target, depth, why_not(evaluation, target, not_this))


def _kind(target: Target) -> str:
    match target:
        case IndicatorTarget(part=None):
            return "indicator"
        case IndicatorTarget(part=part):
            return f"indicator.{part}"
        case ComponentTarget():
            return "component"
        case TotalTarget():
            return "total"
        case BandTarget():
            return "band"
        case _:
            return "name"
