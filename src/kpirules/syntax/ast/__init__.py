"""The syntax tree: what a rule file says, line by line, before anyone asks what it means.

A file is a list of declarations; a declaration has a kind, a name, a label
and lines; a line says one thing. Every node knows its span. Nothing here has
behaviour.
"""

from kpirules.syntax.ast.card_lines import *  # noqa: F403
from kpirules.syntax.ast.declarations import *  # noqa: F403
from kpirules.syntax.ast.expressions import *  # noqa: F403
from kpirules.syntax.ast.lines import *  # noqa: F403
from kpirules.syntax.ast.override_lines import *  # noqa: F403
