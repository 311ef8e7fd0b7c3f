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
from kpirules.model.rules import Rules
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
from kpirules.semantics.levels import least_demanding_first, told_of_levels, wrong_levels
from kpirules.semantics.members import formulas_only
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
from kpirules.semantics.seen import Seen, seen_by_each
from kpirules.semantics.totals import Totals, possible_totals
from kpirules.semantics.weights import check_signs, check_sums


def soundness(
    rules: Rules, *, complete: bool = True, memory: Memory = FORGETFUL
) -> tuple[Problem, ...]:
    """Everything that is unsound in elaborated rules, each mistake once.

    `complete` says whether all declarations made it into the rules. Where some
    are missing nobody can tell what weights add up to or what a total can be.
    """
    watched = memory.rules(rules)
    computed = memory.each("formulas of indicators", rules.indicators, formulas_only)
    by_formulas = replace(rules, indicators=computed)
    found: list[Problem] = [*check_domains(rules.facts, memory)]
    for key, rows in rules.tables.items():
        found.extend(check_domains(rows.columns, memory, f" in {key}"))
    found.extend(memory.said("rows of parameters", rules.parameters, check_rows))
    seen = list(seen_by_each(rules, watched, memory))
    if complete:  # a parameter may lack just the row that could not be read
        found.extend(check_periods(by_formulas, seen, watched, memory))
        found.extend(check_in_force(rules, seen, memory))
    found.extend(memory.said("years", rules.indicators, check_years))
    found.extend(check_other_years(by_formulas, watched, memory))
    found.extend(check_signs(rules, memory))
    for each in seen:
        lines = check_scorecard(each, memory)
        # A line that could not be read may have been the one that rounds.
        found.extend(
            line
            for line in lines
            if complete or not isinstance(line, NoRoundedTotal | NothingRounded)
        )
        if complete:
            # Two scorecards that take the same indicator take the same mistake in its parts.
            found.extend(sums for sums in check_sums(each, memory) if sums not in found)
    wrong = memory.notable("levels", rules.indicators, wrong_levels)
    changed = (wrong_levels(each) for each in retargeted(rules))
    found.extend(told_of_levels([*wrong.values(), *(each for each in changed if each is not None)]))
    if complete:  # a parameter may lack just the row that gives the best result
        found.extend(check_reach(rules, watched, memory))
        of_score = partial(_of_score, rules=watched)
        found.extend(memory.said("caps and promises", rules.indicators, of_score))
        for each in seen:
            found.extend(check_card_caps(each, memory))
            found.extend(check_formula_total(each, memory))
    for key, bands in rules.bands.items():
        users = [each for each in seen if each.card.bands == key]
        found.extend(_check_bands(bands, users, memory, complete=complete))
    cases = partial(_cases, rules=watched)
    found.extend(memory.said("cases", rules.classifications, cases))
    if complete:
        in_vain = [each.span for each in found if isinstance(each, RowNeverApplies | NeverHolds)]
        found.extend(check_comparisons(by_formulas, watched, in_vain, memory))
    return in_rule_words(found, rules.sources)


def _of_score(indicator: Indicator, rules: Rules) -> tuple[Problem, ...]:
    return (*check_score_caps(indicator, rules), *check_promises(indicator, rules))


def _cases(table: Classification, rules: Rules) -> tuple[Problem, ...]:
    return tuple(check_table(*as_over_facts(table, rules)))


def settled(rules: Rules, memory: Memory = FORGETFUL) -> Rules:
    """Sound rules in the order the model promises: bands closed, least demanding levels first."""
    return replace(
        rules,
        indicators=memory.each("ordered", rules.indicators, _ordered),
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
    bands: Bands, users: list[Seen], memory: Memory, *, complete: bool
) -> list[Problem]:
    grid = _grid(bands, [each.card for each in users])
    _, mistakes = close_on_grid(bands.bands, grid)
    found: list[Problem] = [*mistakes]
    sound = [each for each in users if complete and _is_sound(each, memory)]
    if not sound or any(isinstance(mistake, EmptyBand) for mistake in mistakes):
        return found
    unrounded, certain = _totals([possible_totals(each, memory, exact=True) for each in sound])
    totals = unrounded
    if bands.on_rounded:
        totals, certain = _totals([possible_totals(each, memory) for each in sound])
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


def _is_sound(seen: Seen, memory: Memory) -> bool:
    """Whether weights and levels are fit to tell what totals there can be."""
    weights = partial(_are_positive, seen)
    return (
        seen.card.whole > 0
        and memory.made(f"positive weights in {seen.key}", (seen.everyone,), weights)
        and not check_sums(seen, memory)
        and _have_levels(seen, memory)
    )


def _are_positive(seen: Seen) -> bool:
    weights = [seen.members[key].weight for key in seen.everyone]
    return bool(weights) and all(weight > 0 for weight in weights)


def _have_levels(seen: Seen, memory: Memory) -> bool:
    """Whether nothing is wrong with the levels of a scorecard's indicators."""
    wrong = memory.notable(f"levels{seen.changed}", seen.indicators, wrong_levels)
    return not any(key in wrong for key in seen.everyone) if wrong else True


def _totals(totals: list[Totals]) -> tuple[Stretch, bool]:
    """Where the totals of all scorecards lie, and whether that is certain."""
    found = either([each.bounds for each in totals])
    return between(found.low, found.high), all(each.certain for each in totals)
