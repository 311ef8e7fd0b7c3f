"""The indicators that scorecards change for themselves, as changed."""

from __future__ import annotations

from collections.abc import Iterator

from kpirules.model.indicators import Indicator
from kpirules.model.overrides import TargetsBefore, WeightBefore
from kpirules.model.rules import Rules


def retargeted(rules: Rules) -> Iterator[Indicator]:
    """Those that have other targets in a scorecard."""
    return _changed(rules, TargetsBefore)


def reweighted(rules: Rules) -> Iterator[Indicator]:
    """Those that have another weight in a scorecard."""
    return _changed(rules, WeightBefore)


def _changed(rules: Rules, what: type[TargetsBefore | WeightBefore]) -> Iterator[Indicator]:
    for scorecard in rules.scorecards.values():
        for each in scorecard.restated:
            if any(isinstance(change.before, what) for change in each.overrides):
                yield each
