"""Grouped values stand below the official table, a row a group."""

from __future__ import annotations

import json

import pytest
from tests.cli.test_output import kpirules

HOUSEHOLDS = ("evaluate", "--rules", "rules/examples/households")
GROUPS = {"ตาก": ("71.43", 7), "ยะลา": ("40", 12), "ระนอง": ("75", 9), "น่าน": ("45.45", 11), "พะเยา": ("25", 11)}  # fmt: skip


@pytest.mark.parametrize(("lang", "heading"), [("en", "rows"), ("th", "แถว")])
@pytest.mark.parametrize("form", ["text", "markdown", "html"])
def test_a_row_for_each_group(form: str, lang: str, heading: str) -> None:
    """Its name, its figure and how many rows it has, whatever the form."""
    ran = kpirules(*HOUSEHOLDS, "--lang", lang, "--output-format", form)
    below = ran.stdout.decode().rsplit("แยกตามจังหวัด", 1)[1]

    assert ran.returncode == 0
    assert heading in below
    for group, (figure, rows) in GROUPS.items():
        (line,) = (part for part in below.replace("<tr>", "\n").splitlines() if group in part)
        assert figure in line
        assert str(rows) in line


def test_the_same_figures_as_data() -> None:
    """JSON has them by the name of the value."""
    ran = kpirules(*HOUSEHOLDS, "--output-format", "json")
    (grouped,) = json.loads(ran.stdout)["groups"].values()

    assert [(each["group"], each["value"], each["rows"]) for each in grouped] == [
        (group, figure, rows) for group, (figure, rows) in GROUPS.items()
    ]
