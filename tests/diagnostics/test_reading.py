"""Files that are text, and files that are not."""

from __future__ import annotations

import time
import zipfile
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from kpirules.diagnostics.diagnostic import Diagnostic
from kpirules.diagnostics.findings import Checked
from kpirules.diagnostics.reading import LARGEST, decode, read_text
from kpirules.prose.words import Language, plain
from kpirules.text.source import Source

THAI = "facts:\n  volunteers: 362,318\n  หมายเหตุ: ยอดสะสม\n"
LANGUAGES: tuple[Language, Language] = ("en", "th")


def told(checked: Checked[Source | None], lang: Language = "en") -> Diagnostic:
    """The one finding, in words."""
    (problem,) = checked.findings

    return problem.describe(lang)


def said(diagnostic: Diagnostic) -> str:
    """Everything a finding says, a line each."""
    lines = (diagnostic.headline, *diagnostic.notes, *diagnostic.helps)

    return "\n".join(plain(line) for line in lines)


@pytest.mark.parametrize("text", [THAI, "a", "a\r\nb\r\n", "\u0e01\U0001f600"])
def test_utf8_is_read_as_it_is(text: str) -> None:
    """Text survives unchanged, line endings too."""
    assert decode(text.encode(), "f").value == Source("f", text)


def test_a_byte_order_mark_is_dropped(tmp_path: Path) -> None:
    """What Notepad puts first is no part of the text."""
    file = tmp_path / "facts.yaml"
    file.write_bytes(b"\xef\xbb\xbf" + THAI.encode())

    assert read_text(file, "facts.yaml").value == Source("facts.yaml", THAI)


@pytest.mark.parametrize(
    ("data", "code", "headline"),
    [
        (b"", "KPI0005", "`f` is empty"),
        (b"\xef\xbb\xbf", "KPI0005", "`f` is empty"),
        (b" \r\n\t\n", "KPI0005", "`f` holds nothing but blank lines and spaces"),
        (b"PK\x03\x04zzzz", "KPI0002", "`f` is a compressed file, not text"),
        (b"PK\x03\x04..xl/workbook.xml", "KPI0002", "`f` is an Excel workbook, not text"),
        (b"PK\x03\x04..word/document.xml", "KPI0002", "`f` is a Word document, not text"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "KPI0002", "`f` is an Office document, not text"),
        (b"%PDF-1.7\n", "KPI0002", "`f` is a PDF document, not text"),
        (b"\x89PNG\r\n", "KPI0002", "`f` is a picture, not text"),
        (b"PAR1....", "KPI0002", "`f` is a Parquet table, not text"),
        (b"a\0b\0\0c", "KPI0002", "`f` is data that only programs can read, not text"),
        (b"x" * (LARGEST + 1), "KPI0004", "`f` is larger than 8 MB, the most that is read"),
        (
            "หมายเหตุ: ยอดสะสม".encode("cp874"),
            "KPI0003",
            "`f` is written in the old Thai encoding (Windows-874, TIS-620), not in UTF-8",
        ),
        (
            THAI.encode("utf-16"),
            "KPI0003",
            "`f` is written in UTF-16, which some programs call Unicode, not in UTF-8",
        ),
        (
            THAI.encode("utf-16-le"),
            "KPI0003",
            "`f` is written in UTF-16, which some programs call Unicode, not in UTF-8",
        ),
        (
            THAI.encode("utf-16-be"),
            "KPI0003",
            "`f` is written in UTF-16, which some programs call Unicode, not in UTF-8",
        ),
        ("caf\xe9".encode("latin-1"), "KPI0003", "`f` is not written in UTF-8"),
        (THAI.encode()[:-2], "KPI0003", "`f` is not written in UTF-8"),
    ],
)
def test_what_is_no_text_is_called_by_its_name(data: bytes, code: str, headline: str) -> None:
    """The headline says what was found instead of text."""
    checked = decode(data, "f")

    assert checked.value is None
    assert (told(checked).code, plain(told(checked).headline)) == (code, headline)
    assert plain(told(checked, "th").headline) != headline


@pytest.mark.parametrize("word", ["ยกเลิก", "ยก", "ประกาศผล", "คุณภาพ"])
def test_old_thai_names_the_first_line_that_shows_it(word: str) -> None:
    """The line is shown as it reads in Thai, whatever accident of bytes comes before it."""
    data = f"facts:\n  volunteers: 1\n\n  note: {word} ผลการดำเนินงาน\n".encode("cp874")

    assert f"line 4 says: `note: {word} ผลการดำเนินงาน`" in said(told(decode(data, "f")))


@pytest.mark.parametrize("lang", LANGUAGES)
def test_another_encoding_comes_with_the_way_out(lang: Language) -> None:
    """Notepad and Excel are named, with what to choose there."""
    words = said(told(decode(THAI.encode("cp874"), "f"), lang))

    assert "Notepad" in words
    assert "CSV UTF-8" in words


def test_a_damaged_byte_is_shown_with_its_line() -> None:
    """Thai in UTF-8 with one wrong byte is not taken for the old encoding."""
    data = THAI.encode() + b"x: \xa1\n"

    assert "line 4 holds a sign that cannot be read: `0xA1`" in said(told(decode(data, "f")))


def test_a_large_file_is_refused_without_being_read(tmp_path: Path) -> None:
    """Ten megabytes cost no more than a look at the size."""
    file = tmp_path / "big.yaml"
    file.write_bytes(b"x" * 10_000_000)
    start = time.perf_counter()
    checked = read_text(file, "big.yaml")
    taken = time.perf_counter() - start

    assert plain(told(checked).headline) == "`big.yaml` has 9.6 MB; at most 8 MB are read"
    assert taken < 0.05


def test_a_file_of_the_largest_size_is_read(tmp_path: Path) -> None:
    """The limit itself is allowed."""
    file = tmp_path / "big.yaml"
    file.write_bytes(b"#" * LARGEST)

    assert read_text(file, "big.yaml").sound


@pytest.mark.parametrize(
    ("asked", "meant"),
    [
        ("fact.yaml", "facts.yaml"),
        ("Facts.yml", "facts.yaml"),
        ("ขอมูล.yaml", "ข้อมูล.yaml"),
        ("zzzz", None),
    ],
)
def test_a_missing_file_brings_a_near_one(tmp_path: Path, asked: str, meant: str | None) -> None:
    """A slip in the name is answered with the name that is there."""
    for name in ("facts.yaml", "ข้อมูล.yaml"):
        (tmp_path / name).touch()
    words = said(told(read_text(tmp_path / asked, asked)))
    expected = f"there is no file `{asked}`"
    if meant:
        expected += f"\ndid you mean `{tmp_path / meant}`?"

    assert words == expected


def test_a_missing_folder_is_named(tmp_path: Path) -> None:
    """The first part of the path that does not exist is what is wrong."""
    (tmp_path / "dsdw").mkdir()
    words = said(told(read_text(tmp_path / "dsdv" / "2566" / "facts.yaml", "f")))

    assert words == (
        "there is no file `f`\n"
        f"there is no folder `dsdv` in `{tmp_path}`\n"
        f"did you mean `{tmp_path / 'dsdw' / '2566' / 'facts.yaml'}`?"
    )


def test_a_folder_offers_what_it_holds(tmp_path: Path) -> None:
    """A folder is no file, but holds some."""
    for name in ("a.kpi", "b.yaml", "c.png"):
        (tmp_path / name).touch()

    assert said(told(read_text(tmp_path, "here"))) == (
        "`here` is a folder, not a file\nname a file in it: `a.kpi`, `b.yaml`"
    )


def test_a_file_without_permission_says_so(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Being there and being readable are two things."""

    def refuse(*_: object) -> None:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(Path, "open", refuse)

    assert said(told(read_text(tmp_path / "facts.yaml", "f"))) == (
        "you have no permission to read `f`\n"
        "close it in other programs, or ask its owner to let you read it"
    )


@pytest.mark.parametrize("name", ["a\0b", "x" * 5_000, "file.txt/inside"])
def test_a_path_that_cannot_exist_is_not_found(tmp_path: Path, name: str) -> None:
    """No path makes reading fail."""
    (tmp_path / "file.txt").touch()

    assert told(read_text(tmp_path / name, "f")).code == "KPI0001"


def test_a_real_workbook_is_an_excel_workbook(tmp_path: Path) -> None:
    """What Excel saves is recognised, whatever its name says."""
    file = tmp_path / "facts.yaml"
    with zipfile.ZipFile(file, "w") as book:
        book.writestr("[Content_Types].xml", "<Types/>")
        book.writestr("xl/workbook.xml", "<workbook/>")

    assert plain(told(read_text(file, "f")).headline) == "`f` is an Excel workbook, not text"


@given(st.binary(max_size=400))
@settings(suppress_health_check=[HealthCheck.too_slow])
def test_any_bytes_are_text_or_a_finding(data: bytes) -> None:
    """Never both, never neither, and it can be said in both languages."""
    checked = decode(data, "f")

    assert (checked.value is None) == bool(checked.findings)
    assert all(problem.describe(lang) for problem in checked.findings for lang in LANGUAGES)
