"""Whether rules can be relied on, found by exact algebra: no solver, no sampling.

Elaborated rules say something well-typed; here it is held against itself.
Weights must add up, levels lead upwards, bands and decision tables leave no
case out and none twice, parameters have one value in every year asked for.
"""

from __future__ import annotations

from fractions import Fraction
from functools import partial

from msgspec.structs import replace

from kpirules.diagnostics.diagnostic import Problem
from kpirules.model.bands import Bands
from kpirules.model.bounds import either
from kpirules.model.indicators import Classification, Indicator
from kpirules.model.rules import Rules, seen_from, with_parts
from kpirules.model.scorecards import Scorecard
from kpirules.model.scoring import Scale
from kpirules.semantics.band_problems import EmptyBand
from kpirules.semantics.bands import close_on_grid, ends, out_of_reach
from kpirules.semantics.cap_problems import NeverHolds
from kpirules.semantics.caps import check_card_caps, check_score_caps
from kpirules.semantics.case_problems import RowNeverApplies
from kpirules.semantics.cases import check_table
from kpirules.semantics.comparisons import check_comparisons
from kpirules.semantics.dated_levels import check_in_force, check_years
from kpirules.semantics.domains import check_domains
from kpirules.semantics.figures import decimals_of
from kpirules.semantics.formula_totals import check_formula_total
from kpirules.semantics.intervals import Stretch, between, common_grid
from kpirules.semantics.levels import check_levels, least_demanding_first
from kpirules.semantics.memory import FORGETFUL, Memory
from kpirules.semantics.other_years import check_other_years
from kpirules.semantics.periods import check_periods, check_rows
from kpirules.semantics.policies import check_scorecard
from kpirules.semantics.policy_problems import NoRoundedTotal, NothingRounded
from kpirules.semantics.promises import check_promises
from kpirules.semantics.reach import check_reach
from kpirules.semantics.restated import retargeted
from kpirules.semantics.row_cases import as_over_facts
from kpirules.semantics.rule_text import in_rule_words
from kpirules.semantics.totals import possible_totals
from kpirules.semantics.weights import check_signs, check_sums


def soundness(
    rules: Rules, *, complete: bool = True, memory: Memory = FORGETFUL
) -> tuple[Problem, ...]:
    """Everything that is unsound in elaborated rules, each mistake once.

    `complete` says whether all declarations made it into the rules. Where some
    are missing nobody can tell what weights add up to or what a total can be.
    """
    sources = rules.sources
    rules = memory.rules(rules)
    found: list[Problem] = [*check_domains(rules.facts, memory)]
    for rows in rules.tables.values():
        found.extend(check_domains(rows.columns, memory))
    for parameter in rules.parameters.values():
        found.extend(memory.made("dated", parameter, partial(check_rows, parameter)))
    if complete:  # a parameter may lack just the row that could not be read
        found.extend(check_periods(rules, memory))
        found.extend(check_in_force(rules))
    for indicator in rules.indicators.values():
        if indicator.dated:
            found.extend(memory.made("years", indicator, partial(check_years, indicator)))
    found.extend(check_other_years(rules, memory))
    found.extend(check_signs(rules))
    for scorecard in rules.scorecards.values():
        seen = seen_from(scorecard, rules)
        lines = check_scorecard(scorecard, seen, memory)
        # A line that could not be read may have been the one that rounds.
        found.extend(
            each
            for each in lines
            if complete or not isinstance(each, NoRoundedTotal | NothingRounded)
        )
        if complete:
            # Two scorecards that take the same indicator take the same mistake in its parts.
            found.extend(each for each in check_sums(scorecard, seen) if each not in found)
    found.extend(check_levels((*rules.indicators.values(), *retargeted(rules)), memory))
    if complete:  # a parameter may lack just the row that gives the best result
        found.extend(check_reach(rules, memory))
        for indicator in rules.indicators.values():
            found.extend(check_score_caps(indicator, rules))
            found.extend(check_promises(indicator, rules))
        for scorecard in rules.scorecards.values():
            found.extend(check_card_caps(scorecard, seen_from(scorecard, rules)))
            found.extend(check_formula_total(scorecard, seen_from(scorecard, rules)))
    for key, bands in rules.bands.items():
        found.extend(_check_bands(bands, _graded_by(key, rules), rules, memory, complete=complete))
    for table in rules.classifications.values():
        found.extend(memory.made("cases", table, partial(_cases, table, rules)))
    if complete:
        in_vain = [each.span for each in found if isinstance(each, RowNeverApplies | NeverHolds)]
        found.extend(check_comparisons(rules, in_vain, memory))
    return in_rule_words(found, sources)


def _cases(table: Classification, rules: Rules) -> tuple[Problem, ...]:
    return tuple(check_table(*as_over_facts(table, rules)))


def settled(rules: Rules, memory: Memory = FORGETFUL) -> Rules:
    """Sound rules in the order the model promises: bands closed, least demanding levels first."""
    return replace(
        rules,
        indicators={
            key: memory.made("ordered", each, partial(_ordered, each))
            for key, each in rules.indicators.items()
        },
        scorecards={
            key: replace(each, restated=tuple(map(_ordered, each.restated)))
            for key, each in rules.scorecards.items()
        },
        bands={
            key: replace(
                each, bands=close_on_grid(each.bands, _grid(each, _graded_by(key, rules)))[0]
            )
            for key, each in rules.bands.items()
        },
    )


def _ordered(indicator: Indicator) -> Indicator:
    def ordered(scale: Scale) -> Scale:
        return replace(scale, levels=least_demanding_first(scale))

    scale = None if indicator.scale is None else ordered(indicator.scale)
    dated = sorted(
        map(ordered, indicator.dated), key=lambda each: each.years.start if each.years else 0
    )
    return replace(indicator, scale=scale, dated=tuple(dated))


# Bands, and the totals they are for


def _check_bands(
    bands: Bands, users: list[Scorecard], rules: Rules, memory: Memory, *, complete: bool
) -> list[Problem]:
    grid = _grid(bands, users)
    _, mistakes = close_on_grid(bands.bands, grid)
    found: list[Problem] = [*mistakes]
    sound = [scorecard for scorecard in users if complete and _is_sound(scorecard, rules, memory)]
    if not sound or any(isinstance(mistake, EmptyBand) for mistake in mistakes):
        return found
    plain = [replace(each, weighted_rounding=None, total_rounding=None) for each in sound]
    unrounded, certain = _totals(plain, rules, memory)
    totals = unrounded
    if bands.on_rounded:
        totals, certain = _totals(sound, rules, memory)
    found.extend(ends(bands.bands, totals, grid, unrounded))
    if certain and len(sound) == len(users):
        found.extend(out_of_reach(bands.bands, totals, grid))
    return found


def _graded_by(key: str, rules: Rules) -> list[Scorecard]:
    return [each for each in rules.scorecards.values() if each.bands == key]


def _grid(bands: Bands, users: list[Scorecard]) -> Fraction | None:
    """Of what all deciding totals are multiples; None where the exact total decides.

    Bands that no scorecard uses yet are taken to be meant for totals with as
    many decimals as their edges have.
    """
    if not bands.on_rounded:
        return None
    if users:
        return common_grid([_step(scorecard) for scorecard in users])
    edges = [edge for band in bands.bands for edge in (band.low, band.high) if edge is not None]
    return Fraction(1, 10 ** max((decimals_of(edge.value) or 0 for edge in edges), default=0))


def _step(scorecard: Scorecard) -> Fraction | None:
    """Of what the total is a multiple: a sum of rounded weighted scores is as they are."""
    if scorecard.total_rounding is not None:
        return scorecard.total_rounding.step
    if scorecard.sums_rounded and scorecard.weighted_rounding is not None:
        return scorecard.weighted_rounding.step
    return None


def _is_sound(scorecard: Scorecard, rules: Rules, memory: Memory) -> bool:
    """Whether weights and levels are fit to tell what totals there can be."""
    seen = seen_from(scorecard, rules)
    everyone = with_parts(scorecard.indicators, seen.indicators)
    members = [seen.indicators[key] for key in everyone]
    positive = scorecard.whole > 0 and all(member.weight > 0 for member in members)
    return (
        bool(members)
        and positive
        and not check_sums(scorecard, seen)
        and not check_levels(members, memory)
    )


def _totals(users: list[Scorecard], rules: Rules, memory: Memory) -> tuple[Stretch, bool]:
    """Where the totals of all scorecards lie, and whether that is certain."""
    bounds = []
    certain = True
    for scorecard in users:
        totals = possible_totals(scorecard, seen_from(scorecard, rules), memory)
        bounds.append(totals.bounds)
        certain = certain and totals.certain
    found = either(bounds)
    return between(found.low, found.high), certain
