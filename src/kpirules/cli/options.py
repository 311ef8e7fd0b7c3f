"""The options that commands share."""

from __future__ import annotations

import click

from kpirules.cli.failures import WrongUsage
from kpirules.text.era import is_fiscal_year, likely_year

Parameters = list[click.Parameter]

LANG = click.Option(["--lang"], type=click.Choice(["en", "th"]))
RULES = click.Option(["--rules"], metavar="PATH")
FACTS = click.Option(["--facts"], metavar="FILE", multiple=True)
SET = click.Option(["--set", "set_"], metavar="NAME=VALUE", multiple=True)
SCORECARD = click.Option(["--scorecard"], metavar="NAME")


def _buddhist(_: click.Context, __: click.Parameter, year: int | None) -> int | None:
    """A fiscal year as rules write it; one of the Gregorian calendar is not quietly taken."""
    if year is None or is_fiscal_year(year):
        return year
    such = likely_year(year) or _SUCH_AS
    english = f"`--period` takes a fiscal year of the Buddhist era, such as {such}"
    raise WrongUsage(english, f"`--period` ต้องเป็นปีงบประมาณในพุทธศักราช เช่น {such}")


_SUCH_AS = 2566

PERIOD = click.Option(["--period"], metavar="YEAR", type=int, callback=_buddhist)


def evaluation() -> Parameters:
    """What a command that evaluates takes."""
    return [LANG, RULES, FACTS, SET, SCORECARD, PERIOD]


def formats(*names: str) -> click.Option:
    """`--output-format`; the first name is the default."""
    return click.Option(["--output-format"], type=click.Choice(names), default=names[0])
