"""A value together with what was found wrong on the way to it."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Generic, TypeVar

from msgspec import Struct

from kpirules.diagnostics.codes import severity_of
from kpirules.diagnostics.diagnostic import Problem

T = TypeVar("T")


class Checked(Struct, Generic[T], frozen=True):
    """The result of a stage: always a value, and the findings in the order they were made."""

    value: T
    findings: tuple[Problem, ...] = ()

    @property
    def sound(self) -> bool:
        """Whether no finding is an error."""
        return not has_errors(self.findings)


def has_errors(findings: Iterable[Problem]) -> bool:
    """Whether any of the findings is an error, not a warning."""
    return any(severity_of(finding.code) == "error" for finding in findings)
