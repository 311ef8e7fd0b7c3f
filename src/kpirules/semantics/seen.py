"""The rules as a scorecard sees them, for the checks that look at all its indicators together."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial

from msgspec import Struct
from msgspec.structs import replace

from kpirules.model.indicators import Indicator
from kpirules.model.rules import Rules, with_parts
from kpirules.model.scorecards import Scorecard
from kpirules.semantics.members import Members, member
from kpirules.semantics.memory import FORGETFUL, Memory
from kpirules.text.thai import name_key


class Seen(Struct, frozen=True):
    """A scorecard, and the rules as they hold in it.

    `rules` and `members` are watched, `indicators` are those of the rules as they are.
    `changed` is what to call passes over these indicators: empty where the scorecard sees
    them as they are declared, which is the same pass for every such scorecard. `everyone`
    are its indicators with all their parts.
    """

    key: str
    card: Scorecard
    rules: Rules
    indicators: dict[str, Indicator]
    members: Members
    everyone: tuple[str, ...]
    changed: str = ""


def seen_by_each(rules: Rules, watched: Rules, memory: Memory = FORGETFUL) -> Iterator[Seen]:
    """The rules as each scorecard sees them in its own fiscal year."""
    members = memory.table("members", memory.each("member", rules.indicators, member))
    dated = with_dated_levels(rules, memory)
    for key, card in rules.scorecards.items():
        indicators, changed, own = rules.indicators, "", members
        seen = watched
        if dated or card.restated:
            changed = f" in {key}"
            indicators = _as_seen(key, card, dated, rules, memory)
            seen = replace(watched, indicators=memory.table(f"indicators{changed}", indicators))
            as_seen = memory.each(f"member{changed}", indicators, member)
            own = memory.table(f"members{changed}", as_seen)
        every = partial(with_parts, card.indicators, own)
        everyone = memory.made(f"everyone in {key}", (card,), every)
        yield Seen(key, card, seen, indicators, own, everyone, changed)


def _as_seen(
    key: str,
    card: Scorecard,
    dated: dict[str, Indicator],
    rules: Rules,
    memory: Memory,
) -> dict[str, Indicator]:
    year = card.period
    then = memory.each(f"indicators in {year}", dated, partial(Indicator.in_year, year=year))
    restated = {name_key(each.name): each.in_year(year) for each in card.restated}
    return memory.steady(f"indicators seen by {key}", {**rules.indicators, **then, **restated})


def with_dated_levels(rules: Rules, memory: Memory = FORGETFUL) -> dict[str, Indicator]:
    """The indicators that have other levels in other years."""
    return memory.notable("with dated levels", rules.indicators, _dated)


def _dated(indicator: Indicator) -> Indicator | None:
    return indicator if indicator.dated else None
