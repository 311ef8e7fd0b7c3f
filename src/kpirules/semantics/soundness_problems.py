"""Every mistake that soundness finds, gathered from where each is described."""

from __future__ import annotations

from kpirules.diagnostics.diagnostic import Problem
from kpirules.semantics.band_problems import (
    BandBeyondReach,
    BandsOverlap,
    EmptyBand,
    GapBetweenBands,
    SameBandTwice,
)
from kpirules.semantics.case_problems import CasesNotDecided, CasesOverlap, RowNeverApplies
from kpirules.semantics.domain_problems import EmptyDomain, ImpossibleRelation, RelationsExclude
from kpirules.semantics.level_problems import (
    AgainstDirection,
    LevelsOutOfOrder,
    SameTarget,
    TooFewLevels,
)
from kpirules.semantics.outside_problems import (
    LessForMore,
    MoreForLess,
    PointOnLevel,
    PointPastLevel,
)
from kpirules.semantics.period_problems import EndsBeforeStart, NoValueInPeriod, PeriodsOverlap
from kpirules.semantics.weight_problems import (
    ComponentsDoNotAddUp,
    ComponentWithoutIndicators,
    IndicatorsDoNotAddUp,
    WeightNotAllowed,
)

ALL: tuple[type[Problem], ...] = (
    AgainstDirection,
    BandBeyondReach,
    BandsOverlap,
    CasesNotDecided,
    CasesOverlap,
    ComponentWithoutIndicators,
    ComponentsDoNotAddUp,
    EmptyBand,
    EmptyDomain,
    EndsBeforeStart,
    GapBetweenBands,
    ImpossibleRelation,
    IndicatorsDoNotAddUp,
    LessForMore,
    LevelsOutOfOrder,
    MoreForLess,
    NoValueInPeriod,
    PeriodsOverlap,
    PointOnLevel,
    PointPastLevel,
    RelationsExclude,
    RowNeverApplies,
    SameBandTwice,
    SameTarget,
    TooFewLevels,
    WeightNotAllowed,
)
