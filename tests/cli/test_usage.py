"""What is said about a wrong command line."""

from __future__ import annotations

import pytest

from kpirules.cli.main import run


@pytest.mark.parametrize(
    ("words", "english", "thai"),
    [
        ("rule a b c", "nothing more is expected here: b c", "ระบุเกินมา: b c"),
        (
            "evaluate --scorecard",
            "`--scorecard` needs a value after it",
            "ต้องระบุค่าหลัง `--scorecard`",
        ),
        ("test --fail-on-empty=1", "`--fail-on-empty` takes no value", "`--fail-on-empty` ไม่รับค่า"),
        (
            "explain --depth x",
            "`--depth` takes a whole number, 0 or greater",
            "`--depth` ต้องเป็นจำนวนเต็มตั้งแต่ 0 ขึ้นไป",
        ),
        (
            "explain --depth -1",
            "`--depth` takes a whole number, 0 or greater",
            "`--depth` ต้องเป็นจำนวนเต็มตั้งแต่ 0 ขึ้นไป",
        ),
        (
            "evaluate --period 2023",
            "`--period` takes a fiscal year of the Buddhist era, such as 2566",
            "`--period` ต้องเป็นปีงบประมาณในพุทธศักราช เช่น 2566",
        ),
        ("evaluate --period x", "`--period` takes a whole number", "`--period` ต้องเป็นจำนวนเต็ม"),
        ("evalute", "there is no command `evalute`", "ไม่มีคำสั่ง `evalute`"),
        ("check --rulez", "there is no option `--rulez`", "ไม่มีตัวเลือก `--rulez`"),
    ],
)
def test_usage_in_both_languages(
    words: str,
    english: str,
    thai: str,
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """The first line says what is wrong, and nothing of click's own English is left in Thai."""
    for lang, said in (("en", f"error: {english}"), ("th", f"ผิดพลาด: {thai}")):
        monkeypatch.setenv("KPIRULES_LANG", lang)
        with pytest.raises(SystemExit) as stopped:
            run(words.split())

        assert stopped.value.code == 2
        assert capsys.readouterr().err.splitlines()[0] == said


def test_no_command_at_all_shows_the_help(capsys: pytest.CaptureFixture[str]) -> None:
    """It is no error to ask what there is, but nothing was done either."""
    with pytest.raises(SystemExit) as stopped:
        run([])

    assert stopped.value.code == 2
    assert not capsys.readouterr().err.startswith(("error", "ผิดพลาด"))
