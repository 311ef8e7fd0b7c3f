"""Rules as code for performance scorecards: exact, explained, in Thai and English.

`load` gives rules, `RuleBook.evaluate` a card, and a card explains itself:
`kpirules.load("rules/dsdw/2566").evaluate()["indicator-2"].score` is
`Decimal('77.92')`.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from kpirules.project.card import Card, IndicatorResult
    from kpirules.project.errors import FactsError, FindingsError, RulesError
    from kpirules.project.explanations import Explanation
    from kpirules.project.rulebook import IndicatorView, LevelView, RuleBook, check, load

__version__ = "0.1.0"
__all__ = [
    "Card",
    "Explanation",
    "FactsError",
    "FindingsError",
    "IndicatorResult",
    "IndicatorView",
    "LevelView",
    "RuleBook",
    "RulesError",
    "check",
    "load",
]

_HOMES = {
    "Card": "card",
    "IndicatorResult": "card",
    "Explanation": "explanations",
    "FactsError": "errors",
    "FindingsError": "errors",
    "RulesError": "errors",
    "IndicatorView": "rulebook",
    "LevelView": "rulebook",
    "RuleBook": "rulebook",
    "check": "rulebook",
    "load": "rulebook",
}


def __getattr__(name: str) -> Any:  # noqa: ANN401  # any of the public names
    """Load the public objects when they are asked for: commands need other parts only."""
    from importlib import import_module  # noqa: PLC0415

    if name not in _HOMES:
        message = f"module 'kpirules' has no attribute {name!r}"
        raise AttributeError(message)
    return getattr(import_module(f"kpirules.project.{_HOMES[name]}"), name)
