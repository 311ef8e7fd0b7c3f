"""What the user reads when the command line is wrong, or when we are."""

from __future__ import annotations

import sys

import click

from kpirules.prose.words import Language


def say_usage(error: click.ClickException, lang: Language) -> int:
    """Say what is wrong with the command line; exit 2."""
    english, thai, close = _usage(error)
    _say("error: " + english if lang == "en" else "ผิดพลาด: " + thai)
    if close:
        said = f"did you mean `{close}`?" if lang == "en" else f"หมายถึง `{close}` หรือไม่"
        _say(f"  {said}")
    context = error.ctx if isinstance(error, click.UsageError) else None
    path = context.command_path if context else "kpirules"
    more = f"see `{path} --help`" if lang == "en" else f"ดู `{path} --help`"
    _say(f"  {more}")
    return 2


def say_crash(error: Exception, lang: Language) -> int:
    """Our own mistake: say so, keep the details in a file, and ask for a report."""
    import traceback  # noqa: PLC0415  # only when all is lost
    from tempfile import NamedTemporaryFile  # noqa: PLC0415

    with NamedTemporaryFile(
        "w", prefix="kpirules-", suffix=".txt", delete=False, encoding="utf-8"
    ) as file:
        file.write(" ".join(sys.argv) + "\n\n")
        traceback.print_exception(error, file=file)
    if lang == "th":
        _say("ขออภัย นี่เป็นข้อผิดพลาดของ kpirules เอง ไม่ใช่ของคุณ")
        _say(f"  รายละเอียดอยู่ใน {file.name}")
        _say("  โปรดส่งแฟ้มนี้พร้อมกฎและข้อมูลที่ใช้ ให้ผู้ดูแลโครงการ")
    else:
        _say("sorry: this is a mistake in kpirules, not in your rules")
        _say(f"  the details are in {file.name}")
        _say(
            "  please send that file, with the rules and facts you used, to the project's issues",
        )
    return 2


def _say(text: str) -> None:
    sys.stderr.write(text + "\n")


def _usage(error: click.ClickException) -> tuple[str, str, str | None]:
    match error:
        case click.NoSuchOption():
            close = error.possibilities[0] if error.possibilities else None
            name = error.option_name
            return f"there is no option `{name}`", f"ไม่มีตัวเลือก `{name}`", close
        case click.MissingParameter():
            name = (error.param.name or "").upper() if error.param else ""
            return f"{name} is missing", f"ต้องระบุ {name}", None
        case click.BadParameter():
            name = error.param.opts[0] if error.param and error.param.opts else ""
            choices = getattr(error.param.type, "choices", None) if error.param else None
            if choices:
                said = ", ".join(map(str, choices))
                return f"`{name}` takes one of: {said}", f"`{name}` ต้องเป็น: {said}", None
            return f"`{name}`: {error.message}", f"ค่าของ `{name}` ไม่ถูกต้อง", None
        case click.UsageError() if error.ctx is not None and "No such command" in error.message:
            group = error.ctx.command
            name = error.message.split("'")[1] if "'" in error.message else ""
            known = group.list_commands(error.ctx) if isinstance(group, click.Group) else []
            from kpirules.text.nearest import nearest  # noqa: PLC0415  # only for a mistyped command

            return f"there is no command `{name}`", f"ไม่มีคำสั่ง `{name}`", nearest(name, known)
        case _:
            return error.format_message(), error.format_message(), None
