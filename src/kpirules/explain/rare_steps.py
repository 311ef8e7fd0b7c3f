"""What steps did that few rule books have: its words are loaded when they are asked for."""

from __future__ import annotations

from typing import assert_never

from kpirules.evaluate import trace as tr
from kpirules.evaluate.trace import Trace
from kpirules.explain.blends import blended, component_score
from kpirules.explain.caps import band_capped, capped
from kpirules.explain.carried import carried_over, not_carried
from kpirules.explain.groups import group_remarks
from kpirules.explain.reader import Reader
from kpirules.explain.remarks import Remarks
from kpirules.explain.row_remarks import over_rows, rows_decided
from kpirules.explain.stages import stage_remarks

RareStep = (
    tr.Aggregated
    | tr.RowsDecided
    | tr.Grouped
    | tr.StagesReached
    | tr.CarriedOver
    | tr.NotCarried
    | tr.ComponentScore
    | tr.Blended
    | tr.Capped
    | tr.Graded
)


def rare_remarks(trace: Trace, step: RareStep, reader: Reader, *, named: bool = False) -> Remarks:
    """What the step did with its parts; of a band, what its caps did."""
    match step:
        case tr.Aggregated():
            return over_rows(trace, step, reader, named=named)
        case tr.RowsDecided():
            return rows_decided(trace, step, reader)
        case tr.Grouped():
            return group_remarks(trace, step, reader)
        case tr.StagesReached():
            return stage_remarks(trace, step, reader)
        case tr.CarriedOver():
            return carried_over(trace, step, reader)
        case tr.NotCarried():
            return not_carried(trace, step, reader)
        case tr.ComponentScore():
            return (component_score(trace, step, reader),)
        case tr.Blended():
            return blended(trace, step, reader)
        case tr.Capped():
            return capped(trace, step, reader)
        case tr.Graded():
            return band_capped(trace, step, reader)
        case _:
            assert_never(step)
