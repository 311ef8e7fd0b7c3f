"""`python -m kpirules`."""

from kpirules.cli.main import run

run()
