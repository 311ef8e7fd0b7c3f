"""The options that commands share."""

from __future__ import annotations

import click

Parameters = list[click.Parameter]

LANG = click.Option(["--lang"], type=click.Choice(["en", "th"]))
RULES = click.Option(["--rules"], metavar="PATH")
FACTS = click.Option(["--facts"], metavar="FILE", multiple=True)
SET = click.Option(["--set", "set_"], metavar="NAME=VALUE", multiple=True)
SCORECARD = click.Option(["--scorecard"], metavar="NAME")
PERIOD = click.Option(["--period"], metavar="YEAR", type=int)


def evaluation() -> Parameters:
    """What a command that evaluates takes."""
    return [LANG, RULES, FACTS, SET, SCORECARD, PERIOD]


def formats(*names: str) -> click.Option:
    """`--output-format`; the first name is the default."""
    return click.Option(["--output-format"], type=click.Choice(names), default=names[0])
