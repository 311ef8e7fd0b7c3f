"""How several scores become one."""

from typing import Literal

Blend = Literal[
    "weighted_mean", "mean", "lowest", "highest", "geometric_mean", "weighted_geometric_mean"
]

WEIGHTED: frozenset[Blend] = frozenset(("weighted_mean", "weighted_geometric_mean"))
"""Those in which weights count; in the others all count alike."""
