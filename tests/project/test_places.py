"""What users may write where rules are wanted."""

from __future__ import annotations

from pathlib import Path

import pytest

from kpirules.project.errors import RulesError
from kpirules.project.places import used_file
from kpirules.project.rulebook import check, load


@pytest.mark.parametrize("written", ["", " ", "x" * 5000, "no/such", "\0", "/dev/null/x"])
def test_checking_never_raises(written: str) -> None:
    """What is no file is a finding."""
    assert [finding.code for finding in check(written)] == ["KPI0001"]


@pytest.mark.parametrize("written", ["", " ", "x" * 5000, "no/such", "\0"])
def test_loading_nothing_is_a_rules_error(written: str) -> None:
    """An empty text is not the current folder."""
    with pytest.raises(RulesError, match="KPI0001"):
        load(written)


def test_looked_in_folders_that_are_there_and_near(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Neither folders above the working one, nor such as do not exist."""
    work = tmp_path / "a/b/work"
    (work / "sub").mkdir(parents=True)
    monkeypatch.chdir(work)

    from_below = used_file("no.kpi", Path("sub"))[1]
    from_nowhere = used_file("no.kpi", Path("not-here"))[1]
    from_elsewhere = used_file("no.kpi", tmp_path / "a")[1]

    assert from_below[0] == "sub"
    assert all(not place.startswith(str(tmp_path)) for place in from_below)
    assert "not-here" not in from_nowhere
    assert all(not place.startswith(str(tmp_path)) for place in from_elsewhere)
