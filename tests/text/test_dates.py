"""Calendar dates as people write them."""

from __future__ import annotations

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kpirules.text.dates import fiscal_year, read_date, written_date

THIRTIETH = dt.date(2023, 9, 30)


@pytest.mark.parametrize(
    "text",
    [
        "30 September 2566", "30 Sep 2023", "30 september 2023", "30 กันยายน 2566", "30 ก.ย. 2566",
        "๓๐ กันยายน ๒๕๖๖", "2023-09-30", "2566-09-30", "วันที่ 30 กันยายน พ.ศ. 2566",
        "30 กันยายน ค.ศ. 2023", "30 September 2023 CE", "30 September 2566 BE", " 30 September 2566 ",
    ],
)  # fmt: skip
def test_a_date_of_either_era_is_read(text: str) -> None:
    """Months by name in both languages, years with four digits."""
    assert read_date(text) == THIRTIETH


@pytest.mark.parametrize(
    ("text", "trouble"),
    [
        ("30/09/2566", "form"), ("30.9.2566", "form"), ("30-09-2566", "form"), ("5", "form"),
        ("30 กันยา 2566", "month"), ("31 September 2566", "day"), ("29 February 2566", "day"),
        ("0 May 2566", "day"), ("30 September 66", "year"), ("30 September 1500", "year"),
        ("30 September 2566 CE", "year"), ("30 กันยายน พ.ศ. 2023", "year"), ("2023-13-01", "day"),
    ],
)  # fmt: skip
def test_what_may_be_misread_is_no_date(text: str, trouble: str) -> None:
    """Days and months as numbers, short years, and years that are not of the era told."""
    assert read_date(text) == trouble


@given(st.dates(dt.date(1900, 1, 1), dt.date(2150, 12, 31)), st.sampled_from(("en", "th")))
def test_a_written_date_is_read_as_itself(date: dt.date, lang: str) -> None:
    """In both languages, and as ISO 8601 has it."""
    assert read_date(written_date(date, lang)) == read_date(date.isoformat()) == date  # type: ignore[arg-type]


def test_a_fiscal_year_begins_in_october() -> None:
    """1 October 2565 is the first day of 2566."""
    assert fiscal_year(dt.date(2022, 9, 30)) == 2565
    assert fiscal_year(dt.date(2022, 10, 1)) == fiscal_year(dt.date(2023, 9, 30)) == 2566
