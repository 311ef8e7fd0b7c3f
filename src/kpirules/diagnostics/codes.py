"""Every code a finding may carry, and how much it weighs.

The first two digits say who speaks: 01 reading rule files, 02 names and
structure, 03 kinds and units, 04 facts, 05 scores, levels and weights,
06 evaluation, 07 examples, 09 ourselves. A page for each code is in
`docs/errors/`, and a bad example that produces it in `tests/corpus/`.
"""

from __future__ import annotations

from msgspec import Struct

from kpirules.diagnostics.diagnostic import Severity


class Code(Struct, frozen=True):
    """A code, its weight and its title in both languages."""

    code: str
    severity: Severity
    en: str
    th: str


_ALL = (
    # 00: files
    Code("KPI0001", "error", "file not found", "ไม่พบแฟ้ม"),
    Code("KPI0002", "error", "file is not text", "แฟ้มไม่ใช่ข้อความ"),
    Code("KPI0003", "error", "file is not UTF-8", "แฟ้มไม่ได้เข้ารหัสแบบ UTF-8"),
    Code("KPI0004", "error", "file is too large", "แฟ้มใหญ่เกินไป"),
    Code("KPI0005", "error", "file is empty", "แฟ้มว่างเปล่า"),
    Code("KPI0006", "error", "file cannot be opened", "เปิดแฟ้มไม่ได้"),
    # 01: reading
    Code("KPI0101", "error", "unexpected word", "คำที่ไม่ควรอยู่ตรงนี้"),
    Code("KPI0102", "error", "unknown line", "บรรทัดที่ไม่รู้จัก"),
    Code("KPI0103", "error", "line in the wrong place", "บรรทัดอยู่ผิดที่"),
    Code("KPI0104", "error", "unfinished line", "บรรทัดยังไม่จบ"),
    Code("KPI0105", "error", "unclosed parenthesis", "วงเล็บไม่ปิด"),
    Code("KPI0106", "error", "unclosed text", "ข้อความไม่ปิดเครื่องหมายคำพูด"),
    Code("KPI0107", "error", "curly quotes", "เครื่องหมายคำพูดโค้ง"),
    Code("KPI0108", "error", "invisible character", "อักขระที่มองไม่เห็น"),
    Code("KPI0109", "error", "look-alike sign", "เครื่องหมายที่หน้าตาคล้าย"),
    Code("KPI0110", "error", "number not understood", "อ่านตัวเลขไม่ได้"),
    Code("KPI0111", "error", "minus without spaces", "เครื่องหมายลบไม่เว้นวรรค"),
    Code("KPI0112", "error", "reserved word as a name", "ใช้คำสงวนเป็นชื่อ"),
    Code("KPI0113", "error", "unknown character", "อักขระที่ไม่รู้จัก"),
    Code("KPI0114", "error", "missing space", "ขาดช่องว่าง"),
    Code("KPI0115", "error", "line before any declaration", "บรรทัดก่อนรายการแรก"),
    Code("KPI0116", "error", "formula nested too deeply", "สูตรซ้อนกันลึกเกินไป"),
    Code("KPI0117", "error", "unclosed block", "บล็อกไม่ปิด"),
    Code("KPI0118", "error", "document without rules", "เอกสารไม่มีกฎ"),
    # 02: names and structure
    Code("KPI0201", "error", "unknown name", "ไม่รู้จักชื่อ"),
    Code("KPI0202", "error", "name declared twice", "ใช้ชื่อซ้ำ"),
    Code("KPI0203", "error", "name of another kind", "ชื่อเป็นคนละประเภท"),
    Code("KPI0204", "error", "cycle", "อ้างอิงเป็นวงกลม"),
    Code("KPI0205", "error", "missing line", "ขาดบรรทัด"),
    Code("KPI0206", "error", "line given twice", "บรรทัดซ้ำ"),
    Code("KPI0207", "error", "used file not found", "ไม่พบแฟ้มที่ใช้"),
    Code("KPI0208", "warning", "one name in two spellings", "ชื่อเดียวสะกดสองแบบ"),
    Code("KPI0209", "error", "lines that exclude each other", "บรรทัดที่ขัดกัน"),
    Code("KPI0210", "error", "unknown unit", "ไม่รู้จักหน่วย"),
    Code("KPI0211", "error", "unknown function", "ไม่รู้จักฟังก์ชัน"),
    Code("KPI0212", "error", "no scorecard", "ไม่มีแบบประเมิน"),
    Code("KPI0213", "error", "nothing to change", "ไม่มีสิ่งที่จะปรับ"),
    Code("KPI0214", "error", "outside its table", "อยู่นอกตาราง"),
    Code("KPI0215", "error", "parts and whole do not fit", "ตัวชี้วัดย่อยกับตัวชี้วัดหลักไม่สอดคล้องกัน"),
    # 03: kinds and units
    Code("KPI0301", "error", "wrong kind of value", "ชนิดของค่าไม่ถูกต้อง"),
    Code("KPI0302", "error", "units do not fit", "หน่วยไม่ตรงกัน"),
    Code("KPI0303", "error", "unit differs from the declared one", "หน่วยไม่ตรงกับที่กำหนดไว้"),
    Code("KPI0304", "error", "wrong number of arguments", "จำนวนค่าในวงเล็บไม่ถูกต้อง"),
    Code("KPI0305", "error", "division by zero", "หารด้วยศูนย์"),
    Code("KPI0306", "error", "power out of reach", "เลขยกกำลังที่คำนวณไม่ได้"),
    Code("KPI0307", "error", "rounding without a mode", "ปัดเศษโดยไม่บอกวิธี"),
    Code("KPI0308", "error", "wrong number in a line", "ตัวเลขในบรรทัดไม่ถูกต้อง"),
    Code("KPI0309", "error", "unit under a function of bare numbers", "ฟังก์ชันนี้ใช้กับค่าที่มีหน่วยไม่ได้"),
    Code("KPI0310", "error", "not over the rows of a table", "ไม่ได้คิดจากแถวของตาราง"),
    Code("KPI0311", "error", "not a date", "ไม่ใช่วันที่"),
    # 04: facts
    Code("KPI0401", "error", "unknown fact", "ไม่รู้จักข้อมูล"),
    Code("KPI0402", "error", "fact of the wrong kind", "ข้อมูลผิดชนิด"),
    Code("KPI0403", "error", "fact in the wrong unit", "ข้อมูลผิดหน่วย"),
    Code("KPI0404", "error", "fact out of range", "ข้อมูลอยู่นอกช่วง"),
    Code("KPI0405", "error", "too many decimals", "ทศนิยมมากเกินไป"),
    Code("KPI0406", "error", "fact given twice", "ให้ข้อมูลซ้ำ"),
    Code("KPI0407", "error", "facts disagree", "ข้อมูลขัดกัน"),
    Code("KPI0408", "error", "traces of computer arithmetic", "เลขมีเศษจากคอมพิวเตอร์"),
    Code("KPI0409", "error", "facts file not understood", "อ่านแฟ้มข้อมูลไม่ได้"),
    Code("KPI0410", "error", "unknown key", "ไม่รู้จักคำสำคัญ"),
    Code("KPI0411", "error", "facts of another scorecard", "ข้อมูลของแบบประเมินอื่น"),
    Code("KPI0412", "warning", "fact overridden", "ข้อมูลถูกแทนที่"),
    Code("KPI0413", "error", "rows with errors", "แถวที่มีข้อผิดพลาด"),
    Code("KPI0414", "error", "column missing from a file", "แฟ้มขาดคอลัมน์"),
    Code("KPI0415", "warning", "columns not read", "คอลัมน์ที่ไม่ได้อ่าน"),
    # 05: scores, levels, weights
    Code("KPI0501", "error", "weights do not add up", "น้ำหนักรวมไม่ถูกต้อง"),
    Code("KPI0502", "error", "levels out of order", "เป้าหมายไม่เรียงลำดับ"),
    Code("KPI0503", "error", "level of zero width", "เป้าหมายซ้ำกัน"),
    Code("KPI0504", "error", "levels against the direction", "เป้าหมายสวนทางกับเกณฑ์"),
    Code("KPI0505", "error", "gap between bands", "ช่วงระดับมีช่องว่าง"),
    Code("KPI0506", "error", "bands overlap", "ช่วงระดับทับซ้อน"),
    Code("KPI0507", "error", "unreachable band", "ระดับที่ไม่มีทางถึง"),
    Code("KPI0508", "error", "too few levels", "เป้าหมายน้อยเกินไป"),
    Code("KPI0509", "error", "case not decided", "มีกรณีที่ไม่ถูกตัดสิน"),
    Code("KPI0510", "error", "cases overlap", "กรณีทับซ้อนกัน"),
    Code("KPI0511", "error", "weight not allowed", "น้ำหนักใช้ไม่ได้"),
    Code("KPI0512", "error", "no value in this period", "ไม่มีค่าในปีนี้"),
    Code("KPI0513", "error", "periods overlap", "ช่วงปีทับซ้อนกัน"),
    Code("KPI0514", "error", "row that never applies", "ข้อที่ไม่มีวันตรง"),
    Code("KPI0515", "error", "empty range", "ช่วงที่ไม่มีค่าใดอยู่"),
    Code("KPI0516", "error", "level out of reach", "เป้าหมายที่ไม่มีทางถึง"),
    Code("KPI0517", "error", "level of another sort", "เป้าหมายคนละแบบกับเกณฑ์"),
    Code("KPI0518", "error", "nothing of another year", "ไม่มีค่าของปีอื่น"),
    Code("KPI0519", "warning", "comparison known beforehand", "การเปรียบเทียบที่รู้ผลอยู่แล้ว"),
    Code("KPI0520", "error", "cap without effect", "ข้อจำกัดที่ไม่มีผล"),
    Code("KPI0527", "error", "policy without a meaning", "วิธีปฏิบัติที่ไม่มีความหมาย"),
    Code("KPI0534", "warning", "counts for nothing", "ไม่มีผลต่อคะแนนรวม"),
    # 06: evaluation
    Code("KPI0601", "error", "cannot be computed", "คำนวณไม่ได้"),
    Code("KPI0602", "error", "nothing by that name to explain", "ไม่มีสิ่งนี้ให้อธิบาย"),
    Code("KPI0603", "error", "several scorecards", "มีหลายแบบประเมิน"),
    Code("KPI0604", "error", "digits do not decide", "จำนวนหลักไม่พอตัดสิน"),
    Code("KPI0605", "error", "fact differs from its table", "ข้อมูลไม่ตรงกับตาราง"),
    # 07: examples
    Code("KPI0701", "error", "example failed", "ตัวอย่างไม่ตรง"),
    Code("KPI0702", "error", "published figure agrees after all", "ค่าที่เผยแพร่ตรงกันอยู่แล้ว"),
    Code("KPI0703", "warning", "no examples", "ไม่มีตัวอย่าง"),
    Code("KPI0704", "error", "table of cases not understood", "อ่านตารางกรณีไม่ได้"),
)

CODES: dict[str, Code] = {entry.code: entry for entry in _ALL}


def severity_of(code: str) -> Severity:
    """How much a code weighs."""
    return CODES[code].severity
