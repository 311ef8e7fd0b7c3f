"""Our own mistakes: the details are kept in a file, and whoever met one is asked to send it."""

from __future__ import annotations

from kpirules.prose.words import Language


def keep_details(error: BaseException, doing: str) -> str:
    """Write down what went wrong and what was being done; the answer is the file's name."""
    import traceback  # noqa: PLC0415  # only when all is lost
    from tempfile import NamedTemporaryFile  # noqa: PLC0415

    with NamedTemporaryFile(
        "w", prefix="kpirules-", suffix=".txt", delete=False, encoding="utf-8"
    ) as file:
        file.write(f"{doing}\n\n")
        traceback.print_exception(error, file=file)
    return file.name


def apology(file: str, lang: Language) -> tuple[str, str, str]:
    """Whose mistake it is, where the details are, and what to do with them."""
    if lang == "th":
        return (
            "ขออภัย นี่เป็นข้อผิดพลาดของ kpirules เอง ไม่ใช่ของคุณ",
            f"รายละเอียดอยู่ใน {file}",
            "โปรดส่งแฟ้มนี้พร้อมกฎและข้อมูลที่ใช้ ให้ผู้ดูแลโครงการ",
        )
    return (
        "sorry: this is a mistake in kpirules, not in your rules",
        f"the details are in {file}",
        "please send that file, with the rules and facts you used, to the project's issues",
    )
