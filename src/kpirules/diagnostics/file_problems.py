"""Files that cannot be read as text."""

from __future__ import annotations

from typing import ClassVar, Literal

from msgspec import Struct

from kpirules.diagnostics.diagnostic import Diagnostic
from kpirules.diagnostics.phrasing import Said, both, finding
from kpirules.prose.words import Language, Line, code, joined, line, value
from kpirules.text.span import Span


class _OfFile(Struct, frozen=True):
    """A file as a whole: `span.file` is its name."""

    span: Span


class FileNotFound(_OfFile, frozen=True):
    """Nothing lies there. `missing` is the first part of the path that does not exist."""

    code: ClassVar[str] = "KPI0001"
    missing: str
    folder: str
    is_folder: bool
    meant: str | None

    def describe(self, lang: Language) -> Diagnostic:
        """The mistake in words."""
        notes: tuple[Said, ...] = ()
        if self.is_folder:
            notes = (
                both(
                    "there is no folder {missing} in {folder}",
                    "ไม่มีโฟลเดอร์ {missing} ใน {folder}",
                    missing=code(self.missing),
                    folder=code(self.folder),
                ),
            )
        helps: tuple[Said, ...] = ()
        if self.meant is not None:
            helps = (both("did you mean {meant}?", "หมายถึง {meant} หรือไม่", meant=code(self.meant)),)
        return finding(
            self.code,
            self.span,
            lang,
            both("there is no file {file}", "ไม่มีแฟ้ม {file}", file=code(self.span.file)),
            notes=notes,
            helps=helps,
        )


class FileNotOpened(_OfFile, frozen=True):
    """Something lies there that cannot be opened as a file; `holds` is what a folder holds."""

    code: ClassVar[str] = "KPI0006"
    reason: Literal["folder", "permission", "other"]
    said: str = ""
    holds: tuple[str, ...] = ()

    def describe(self, lang: Language) -> Diagnostic:
        """The mistake in words."""
        helps: tuple[Said, ...] = ()
        notes: tuple[Said, ...] = ()
        if self.reason == "folder":
            headline = both(
                "{file} is a folder, not a file", "{file} เป็นโฟลเดอร์ ไม่ใช่แฟ้ม", file=self._file
            )
            if self.holds:
                names = joined([line(code(name)) for name in self.holds], ", ")
                helps = (
                    both("name a file in it: {names}", "ระบุแฟ้มที่อยู่ข้างใน: {names}", names=names),
                )
        elif self.reason == "permission":
            headline = both(
                "you have no permission to read {file}",
                "ไม่มีสิทธิ์อ่าน {file}",
                file=self._file,
            )
            helps = (
                both(
                    "close it in other programs, or ask its owner to let you read it",
                    "ปิดแฟ้มนี้ในโปรแกรมอื่น หรือขอสิทธิ์อ่านจากเจ้าของแฟ้ม",
                ),
            )
        else:
            headline = both("{file} cannot be opened", "เปิด {file} ไม่ได้", file=self._file)
            notes = (both("the computer says: {said}", "คอมพิวเตอร์แจ้งว่า: {said}", said=self.said),)
        return finding(self.code, self.span, lang, headline, notes=notes, helps=helps)

    @property
    def _file(self) -> Line:
        return line(code(self.span.file))


FileKind = Literal["excel", "word", "office", "zip", "pdf", "picture", "parquet", "data"]

_FILE_KINDS: dict[FileKind, tuple[str, str]] = {
    "excel": ("an Excel workbook", "สมุดงาน Excel"),
    "word": ("a Word document", "เอกสาร Word"),
    "office": ("an Office document", "เอกสาร Office"),
    "zip": ("a compressed file", "แฟ้มบีบอัด"),
    "pdf": ("a PDF document", "เอกสาร PDF"),
    "picture": ("a picture", "รูปภาพ"),
    "parquet": ("a Parquet table", "ตาราง Parquet"),
    "data": ("data that only programs can read", "ข้อมูลที่อ่านได้เฉพาะโปรแกรม"),
}


class FileNotText(_OfFile, frozen=True):
    """A file of some program's own kind."""

    code: ClassVar[str] = "KPI0002"
    kind: FileKind

    def describe(self, lang: Language) -> Diagnostic:
        """The mistake in words."""
        en, th = _FILE_KINDS[self.kind]
        return finding(
            self.code,
            self.span,
            lang,
            both(
                "{file} is {kind}, not text",
                "{file} เป็น{kind} ไม่ใช่ข้อความ",
                file=code(self.span.file),
                kind=en if lang == "en" else th,
            ),
            helps=(
                both(
                    "copy what it says into a plain text file (in Notepad, for example), "
                    "saved with the encoding UTF-8",
                    "คัดลอกเนื้อหาไปไว้ในแฟ้มข้อความธรรมดา (เช่น ใน Notepad) แล้วบันทึกโดยเลือกการเข้ารหัส UTF-8",
                ),
            ),
        )


class FileNotUtf8(_OfFile, frozen=True):
    """Text in another encoding. `line` is the first line that shows it, `shown` what it says.

    `shown` is empty where the encoding is not known; then `byte` is what stands there.
    """

    code: ClassVar[str] = "KPI0003"
    encoding: Literal["thai", "utf16", "unknown"]
    line: int
    shown: str
    byte: int = 0

    def describe(self, lang: Language) -> Diagnostic:
        """The mistake in words."""
        headline = {
            "thai": both(
                "{file} is written in the old Thai encoding (Windows-874, TIS-620), not in UTF-8",
                "{file} เข้ารหัสภาษาไทยแบบเก่า (Windows-874, TIS-620) ไม่ใช่ UTF-8",
                file=code(self.span.file),
            ),
            "utf16": both(
                "{file} is written in UTF-16, which some programs call Unicode, not in UTF-8",
                "{file} เข้ารหัสแบบ UTF-16 ซึ่งบางโปรแกรมเรียกว่า Unicode ไม่ใช่ UTF-8",
                file=code(self.span.file),
            ),
            "unknown": both(
                "{file} is not written in UTF-8",
                "{file} ไม่ได้เข้ารหัสแบบ UTF-8",
                file=code(self.span.file),
            ),
        }[self.encoding]
        notes: tuple[Said, ...] = ()
        if self.shown:
            notes = (
                both(
                    "line {number} says: {shown}",
                    "บรรทัดที่ {number} เขียนว่า: {shown}",
                    number=value(f"{self.line:,}"),
                    shown=code(self.shown),
                ),
            )
        elif self.encoding == "unknown":
            notes = (
                both(
                    "line {number} holds a sign that cannot be read: {byte}",
                    "บรรทัดที่ {number} มีอักขระที่อ่านไม่ได้: {byte}",
                    number=value(f"{self.line:,}"),
                    byte=code(f"0x{self.byte:02X}"),
                ),
            )
        return finding(
            self.code,
            self.span,
            lang,
            headline,
            notes=notes,
            helps=(
                both(
                    "in Notepad: File, Save As, Encoding: UTF-8",
                    "ใน Notepad: ไฟล์ › บันทึกเป็น › การเข้ารหัส: UTF-8",
                ),
                both(
                    "in Excel: File, Save As, CSV UTF-8 (Comma delimited) (*.csv)",
                    "ใน Excel: ไฟล์ › บันทึกเป็น › CSV UTF-8 (คั่นด้วยจุลภาค) (*.csv)",
                ),
            ),
        )


class FileTooLarge(_OfFile, frozen=True):
    """More than anyone writes; `size` is None where it was not measured. Both in bytes."""

    code: ClassVar[str] = "KPI0004"
    size: int | None
    limit: int

    def describe(self, lang: Language) -> Diagnostic:
        """The mistake in words."""
        limit = value(f"{self.limit // 1024**2} MB")
        if self.size is None:
            headline = both(
                "{file} is larger than {limit}, the most that is read",
                "{file} ใหญ่กว่า {limit} ซึ่งเป็นขนาดสูงสุดที่อ่าน",
                file=code(self.span.file),
                limit=limit,
            )
        else:
            headline = both(
                "{file} has {size} MB; at most {limit} are read",
                "{file} มีขนาด {size} MB แต่อ่านได้ไม่เกิน {limit}",
                file=code(self.span.file),
                size=value(_megabytes(self.size)),
                limit=limit,
            )
        return finding(
            self.code,
            self.span,
            lang,
            headline,
            helps=(
                both(
                    "rules and facts of a whole ministry take less than 1 MB: is this the right file?",
                    "กฎและข้อมูลของทั้งกระทรวงมีขนาดไม่ถึง 1 MB ระบุแฟ้มถูกหรือไม่",
                ),
            ),
        )


class FileEmpty(_OfFile, frozen=True):
    """A file without a single visible sign."""

    code: ClassVar[str] = "KPI0005"
    blank: bool

    def describe(self, lang: Language) -> Diagnostic:
        """The mistake in words."""
        if self.blank:
            headline = both(
                "{file} holds nothing but blank lines and spaces",
                "{file} มีแต่บรรทัดว่างและช่องว่าง",
                file=code(self.span.file),
            )
        else:
            headline = both("{file} is empty", "{file} ว่างเปล่า", file=code(self.span.file))
        return finding(
            self.code,
            self.span,
            lang,
            headline,
            helps=(
                both(
                    "if something should be in it, save it again where it was written",
                    "ถ้าควรมีเนื้อหา ให้กลับไปบันทึกใหม่ในโปรแกรมที่เขียน",
                ),
            ),
        )


def _megabytes(size: int) -> str:
    """Rounded up, so that a file just above the limit never reads as the limit."""
    tenths = -(-size * 10 // 1024**2)
    return f"{tenths // 10:,}.{tenths % 10}"
