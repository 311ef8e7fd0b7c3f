"""Whether a scorecard says all that its indicators and bands need it to say."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial

from kpirules.diagnostics.diagnostic import Problem
from kpirules.model import expressions as ex
from kpirules.model.indicators import Indicator
from kpirules.model.rules import Rules
from kpirules.model.scorecards import Scorecard
from kpirules.semantics.memory import FORGETFUL, Memory
from kpirules.semantics.policy_problems import (
    ForeignPart,
    NoRoundedTotal,
    NothingRounded,
    PolicyMissing,
)
from kpirules.semantics.seen import Seen
from kpirules.text.thai import name_key


def check_scorecard(seen: Seen, memory: Memory = FORGETFUL) -> Iterator[Problem]:
    """What is left unsaid, and what belongs to another scorecard."""
    card = seen.card
    yield from memory.made(f"policies of {seen.key}", (card, seen.everyone), partial(_unsaid, seen))
    of_totals = partial(_of_totals, rules=seen.rules)
    building = memory.notable(f"parts of totals{seen.changed}", seen.indicators, of_totals)
    for key in seen.everyone if building else ():
        if key in building:
            yield from _foreign(seen.indicators[key], building[key], card, seen.everyone)
    own = memory.made(f"parts of the total of {seen.key}", (card,), partial(of_totals, card))
    yield from _foreign(card, own, card, seen.everyone)


def _unsaid(seen: Seen) -> tuple[Problem, ...]:
    """What happens to cancelled indicators, and what is meant by rounded."""
    card, found = seen.card, list(_rounding(seen.card, seen.rules))
    if card.policy("cancelled") is None:
        for key in seen.everyone:
            if seen.members[key].cancelled:
                gone = seen.rules.indicators[key]
                place = gone.cancelled.span if gone.cancelled is not None else gone.span
                found.insert(0, PolicyMissing(card.span, card.name, gone.name, place))
                break
    return tuple(found)


def _rounding(card: Scorecard, rules: Rules) -> Iterator[Problem]:
    """`rounded` must mean something that a line rounds."""
    if card.sums_rounded and card.weighted_rounding is None:
        yield NothingRounded(card.total_span, "weighted score", card.span)
        return
    bands = rules.bands.get(card.bands or "")
    if bands is None or card.bands_span is None or not bands.on_rounded:
        return
    # A sum of rounded weighted scores has as few decimals as they have: it is rounded as it is.
    # What counts for more than it weighs has more decimals again.
    scaled = any(policy.policy == "leave_out" for policy in card.policies)
    if card.total_rounding is None and (not card.sums_rounded or scaled):
        yield NoRoundedTotal(card.bands_span, card.name, bands.name, bands.span)


_Part = ex.ComponentRef | ex.IndicatorRef


def _foreign(
    owner: Indicator | Scorecard,
    parts: tuple[_Part, ...],
    card: Scorecard,
    everyone: tuple[str, ...],
) -> Iterator[Problem]:
    """Sums and weighted scores of another scorecard have no place in this one's total."""
    components = {name_key(component.name) for component in card.components}
    for part in parts:
        own = components if isinstance(part, ex.ComponentRef) else everyone
        if part.name not in own:
            yield ForeignPart(part.span, part.name, owner.name, card.name)


def _of_totals(owner: Indicator | Scorecard, rules: Rules) -> tuple[_Part, ...]:
    """The sums of components and the weighted scores that something builds on."""
    found: list[_Part] = []
    seen: set[str] = set()
    pending = list(owner.expressions)
    while pending:
        part = pending.pop()
        match part:
            case ex.ComponentRef() | ex.IndicatorRef(field="weighted"):
                found.append(part)
            case ex.ValueRef() if part.name not in seen and part.name in rules.values:
                seen.add(part.name)
                pending.append(rules.values[part.name].formula)
            case _:
                pending.extend(ex.children(part))
    return tuple(found)
