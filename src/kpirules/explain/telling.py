"""An explanation before it is laid out: what each value is, how it came about, from what.

The tree, the numbered steps and the data for machines are three views of it.
"""

from __future__ import annotations

from msgspec import Struct

from kpirules.evaluate.evaluation import IndicatorOutcome
from kpirules.evaluate.trace import Trace
from kpirules.explain.cited import Cited
from kpirules.explain.remarks import Remarks
from kpirules.prose.words import Line
from kpirules.text.span import Span


class Telling(Struct, frozen=True):
    """A value told: what it is, what it comes to, how, what did not apply, and its parts.

    `spans` are where it is declared, and where its figure was supplied.
    `outcome` is set on the telling of a whole indicator, whose parts are its
    result, score and weighted score. `repeated` means that an earlier telling
    has the parts; `left_out` counts parts below the depth asked for.
    """

    subject: Line
    amount: Line
    trace: Trace
    spans: tuple[Span, ...]
    remarks: Remarks = ()
    alternatives: Remarks = ()
    cited: tuple[Cited, ...] = ()
    asides: tuple[Line, ...] = ()
    parts: tuple[Telling, ...] = ()
    outcome: IndicatorOutcome | None = None
    repeated: bool = False
    left_out: int = 0
