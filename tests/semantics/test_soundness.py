"""Everything at once: what soundness reports of a rule book, and what it makes of a sound one."""

from __future__ import annotations

import pytest
from msgspec.structs import replace
from tests.semantics.by_hand import (
    banded,
    codes,
    compare,
    component,
    edits,
    fact,
    headline,
    indicator,
    level,
    lines,
    method,
    numbers,
    parameter,
    place,
    rounding,
    rules,
    scorecard,
    signs,
    table,
)

from kpirules.diagnostics.codes import CODES
from kpirules.model.bands import Bands
from kpirules.model.rules import Rules
from kpirules.model.scorecards import Policy
from kpirules.model.scoring import Extrapolate
from kpirules.semantics.soundness import settled, soundness
from kpirules.semantics.soundness_problems import ALL


def _book(
    bands: Bands | None = None,
    *,
    count: int = 1,
    policies: tuple[Policy, ...] = (),
    total: str | None = None,
    scoring: str = "three-level",
) -> Rules:
    """Indicators of one weight each, graded by bands."""
    above = Extrapolate(place()) if scoring == "goes on" else None
    members = [
        indicator(f"i-{index}", scoring=method(above=above), weight="1") for index in range(count)
    ]
    card = scorecard(
        [component("performance", str(count))],
        members,
        whole=str(count),
        weighted=rounding(),
        total=rounding(total) if total is not None else None,
        policies=policies,
        graded=bands is not None,
    )
    return rules(indicators=members, scorecards=[card], bands=bands)


PUBLISHED = (">=90 <=100", ">=75 <=89.99", ">=60 <=74.99", "<60")


def test_a_sound_book() -> None:
    """Nothing is said."""
    assert soundness(_book(banded(*PUBLISHED))) == ()


def test_several_mistakes_each_once() -> None:
    """One of each kind, in one go."""
    members = [
        indicator("one", [level(50, "10"), level(75, "30"), level(100, "20")], weight="60"),
        indicator("two", [level(50, "10"), level(50, "10"), level(75, "20")], weight="-1"),
    ]
    card = scorecard([component("performance", "100"), component("potential", "5")], members)
    book = rules(
        indicators=members,
        scorecards=[card],
        bands=banded("<60", ">=61"),
        facts=[fact("a", numbers("0.1", "0.2", 0)), fact("b", numbers("0", "5", 0))],
        parameters=[parameter("goal", ("5", 2560, None), ("6", 2561, None))],
        tables=[table("exactly_one", compare("b", ">", "2"))],
    )

    assert codes(soundness(book)) == [
        "KPI0515",
        "KPI0513",
        "KPI0511",
        "KPI0501",
        "KPI0501",
        "KPI0502",
        "KPI0503",
        "KPI0505",
        "KPI0509",
    ]


def test_rules_that_are_not_complete() -> None:
    """When a declaration is missing, sums and totals tell nothing."""
    book = _book(banded(">=10", ">=60"))
    short = replace(
        book, scorecards={"card": replace(book.scorecards["card"], whole=book.scorecards["card"].whole + 1)}
    )  # fmt: skip

    assert codes(soundness(short)) == ["KPI0501"]
    assert soundness(short, complete=False) == ()


# ------------------------------------------------------------- bands and their totals


@pytest.mark.parametrize(
    ("decides", "weighted", "total", "expected"),
    [
        ("rounded", "rounded", None, []),
        ("rounded", "rounded", "1/10", []),
        ("rounded", "rounded", "1/1000", ["KPI0505"] * 2),
        ("rounded", "exact", None, ["KPI0505"] * 2),
        ("rounded", "exact", "1/100", []),
        ("exact", "rounded", None, ["KPI0505"] * 2),
    ],
)
def test_the_grid_is_that_of_the_deciding_total(
    decides: str, weighted: str, total: str | None, expected: list[str]
) -> None:
    """A published table with two decimals fits totals with two decimals or fewer."""
    book = _book(banded(*PUBLISHED, on_rounded=decides == "rounded"), total=total)
    if weighted == "exact":
        card = replace(book.scorecards["card"], weighted_rounding=None, sums_rounded=False)
        book = replace(book, scorecards={"card": card})

    assert codes(soundness(book)) == expected


def test_bands_that_no_scorecard_uses_yet() -> None:
    """A framework read by itself: its totals will have the decimals of its table."""
    assert soundness(rules(bands=banded(*PUBLISHED))) == ()
    assert codes(soundness(rules(bands=banded(*PUBLISHED, on_rounded=False)))) == ["KPI0505"] * 2


def test_totals_below_the_lowest_band() -> None:
    """Totals begin at 0, the lowest band at 10."""
    (found,) = soundness(_book(banded(">=10 <60", ">=60")))
    described = found.describe("en")

    assert headline(found) == "no band for a total from 0 to 9.99"
    assert lines(described.notes) == [
        "by the weights and the scoring methods a total can be from 0 to 100"
    ]
    assert edits(described) == [["a below 60"], ["\n  new-band below 10"]]


def test_rounded_scores_add_up_to_more_than_the_whole() -> None:
    """Seven sevenths of 100 are 7 x 14.29: 100.03."""
    (found,) = soundness(_book(banded(*PUBLISHED), count=7))

    assert headline(found) == "no band for a total from 100.01 to 100.03"
    assert lines(found.describe("en").notes)[1] == (
        "without rounding it would be from 0 to 100: rounded scores can add up to a little more"
    )


def test_shared_weights_add_up_to_more_than_the_whole() -> None:
    """Eight eighths of 100 are 100; when one is cancelled, seven sevenths are not."""
    assert soundness(_book(banded(*PUBLISHED), count=8)) == ()
    shared = soundness(_book(banded(*PUBLISHED), count=8, policies=("redistribute_component",)))

    assert [headline(each) for each in shared] == ["no band for a total from 100.01 to 100.03"]


def test_a_score_that_goes_on() -> None:
    """Where a method extrapolates, the highest band must not end."""
    (found,) = soundness(_book(banded(*PUBLISHED), scoring="goes on"))

    assert headline(found) == "no band for a total at least 100.01"


def test_a_band_out_of_reach() -> None:
    """Bands of 500 points for totals of 100."""
    (found,) = soundness(_book(banded("<60", ">=60 <400", ">=400")))

    assert found.code == "KPI0507"
    assert headline(found) == "no total reaches the band c"


def test_a_band_with_swapped_numbers_is_the_only_mistake() -> None:
    """How far the others reach is not asked before it is mended."""
    assert codes(soundness(_book(banded("<60", ">=100 <60")))) == ["KPI0507"]


# ------------------------------------------------------------------------ settled


def test_settled_rules_keep_the_promises_of_the_model() -> None:
    """Bands closed from the lowest on, levels from the least demanding on."""
    book = _book(banded(">=90", ">=75", "<75"))
    one = indicator("one", [level(100, "20"), level(50, "10")])
    found = settled(replace(book, indicators={**book.indicators, "one": one}))

    assert signs(found.bands["assessment"].bands) == ["<75", ">=75 <90", ">=90"]
    assert [each.at for each in found.indicators["one"].scale.levels] == [10, 20]
    assert settled(found) == found


# --------------------------------------------------------------------------- problems


@pytest.mark.parametrize("problem", ALL, ids=lambda each: each.__name__)
def test_every_problem_has_a_known_code(problem: type) -> None:
    """A code with a title, and it is an error: unsound rules are never evaluated."""
    assert CODES[problem.code].severity == "error"
