"""What stands for an expression that was reported. Rules with errors are never evaluated."""

from __future__ import annotations

from fractions import Fraction

from kpirules.model import expressions as ex
from kpirules.model.units import NUMBER
from kpirules.semantics.kinds import UNKNOWN
from kpirules.semantics.scope import Typed
from kpirules.text.span import Span


def broken(span: Span) -> Typed:
    """The meaning and kind of an expression that has none."""
    return ex.Number(span, Fraction(0), NUMBER, ex.UNREAD), UNKNOWN
