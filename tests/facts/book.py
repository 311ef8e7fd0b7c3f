"""A small rule book, written as model classes."""

from __future__ import annotations

from collections.abc import Callable
from fractions import Fraction

from kpirules.diagnostics.diagnostic import Problem
from kpirules.diagnostics.findings import Checked
from kpirules.facts.facts import Facts
from kpirules.model.about import About
from kpirules.model.facts import (
    Dated,
    Domain,
    Fact,
    NumberDomain,
    OptionsDomain,
    Parameter,
    Relation,
    YesNoDomain,
)
from kpirules.model.rules import Rules
from kpirules.model.scorecards import Scorecard
from kpirules.model.units import NUMBER, PERCENT, Unit, UnitDeclaration, base
from kpirules.prose.words import plain
from kpirules.text.source import Source
from kpirules.text.span import NOWHERE, Span

ReadFacts = Callable[[str], Checked[Facts]]
"""Reads a text as a facts file."""

PERSON = base("person")
ORGANISATION = base("organisation")


def number(low: int | None, high: int | None, decimals: int | None) -> NumberDomain:
    """Numbers between whole limits."""
    return NumberDomain(
        None if low is None else Fraction(low), None if high is None else Fraction(high), decimals
    )


def fact(
    name: str, domain: Domain, unit: Unit = NUMBER, label: str | None = None, *most: str
) -> Fact:
    """A fact that is at most each of the others named."""
    place = Span("rules.kpi", 0, len(name))
    relations = tuple(Relation("<=", other, place) for other in most)
    return Fact(name, label, unit, domain, relations, About(), place)


FACTS = (
    fact("volunteers", number(0, 60_000_000, 0), PERSON, "จำนวน อพม. สะสม"),
    fact("trained-organisations", number(0, 100_000, 0), ORGANISATION, "องค์กรที่อบรม"),
    fact(
        "approved-organisations", number(0, 100_000, 0), ORGANISATION, "องค์กรที่ได้รับอนุมัติ",
        "trained-organisations",
    ),
    fact("households-result", number(0, 1_000, 2), PERCENT),
    fact("pmqa-score", number(0, 500, 2), base("point")),
    fact("budget", number(None, None, None), base("baht")),
    fact("budget-per-person", number(0, None, 2), base("baht") / PERSON),
    fact("ratio", number(None, None, None)),
    fact("อพม-สะสม", number(0, None, 0), PERSON),
    fact("announced", YesNoDomain()),
    fact("attendance", OptionsDomain(("present", "absent", "late"))),
    fact("north", number(0, None, 0), label="จำนวน"),
    fact("south", number(0, None, 0), label="จำนวน"),
)  # fmt: skip


def rule_book() -> Rules:
    """Facts of every kind; one parameter."""
    goal = Parameter(
        "volunteer-goal", None, PERSON,
        (Dated(Fraction(556_629), "556,629", 2562, None, NOWHERE),), About(), NOWHERE,
    )  # fmt: skip
    units = {
        "person": UnitDeclaration("person", "คน", None, About(), NOWHERE),
        "organisation": UnitDeclaration("organisation", "องค์กร", None, About(), NOWHERE),
        "dozen": UnitDeclaration("dozen", "โหล", (Fraction(12), PERSON), About(), NOWHERE),
    }
    return Rules(
        units=units,
        facts={entry.name: entry for entry in FACTS},
        parameters={"volunteer-goal": goal},
        values={},
        methods={},
        indicators={},
        bands={},
        classifications={},
        scorecards={},
        examples={},
        order=(),
        sources={"rules.kpi": Source("rules.kpi", "fact volunteers")},
    )


def card() -> Scorecard:
    """A scorecard of the fiscal year 2566."""
    return Scorecard(
        name="dsdw-2566", label=None, period=2566, facts="facts.yaml", facts_span=None,
        components=(), indicators=(), whole=Fraction(100), weighted_rounding=None,
        sums_rounded=False, total_span=NOWHERE, total_rounding=None, bands=None, bands_span=None,
        policies=(), guarantees=(), about=About(), span=NOWHERE,
    )  # fmt: skip


def headline(problem: Problem, lang: str = "en") -> str:
    """`CODE what is wrong`."""
    told = problem.describe("th" if lang == "th" else "en")
    return f"{told.code} {plain(told.headline)}"
