"""Caps as they are written in an indicator or a scorecard."""

from __future__ import annotations

from kpirules.model.caps import BandCap, ScoreCap
from kpirules.semantics import lines
from kpirules.semantics.infer import condition
from kpirules.semantics.scope import Scope
from kpirules.syntax import ast


def score_caps(declaration: ast.Declaration, scope: Scope) -> tuple[ScoreCap, ...]:
    """The caps of an indicator's score, or of a scorecard's total."""
    return tuple(
        ScoreCap(
            line.most.value,
            condition(line.condition, scope),
            lines.because(line.because, scope.findings),
            line.span,
        )
        for line in lines.every(declaration, ast.ScoreCap)
    )


def band_caps(declaration: ast.Declaration, scope: Scope) -> tuple[BandCap, ...]:
    """The caps of a scorecard's band; whether there is such a band is looked at later."""
    return tuple(
        BandCap(
            line.band.key,
            line.band.span,
            condition(line.condition, scope),
            lines.because(line.because, scope.findings),
            line.span,
        )
        for line in lines.every(declaration, ast.BandCap)
    )
