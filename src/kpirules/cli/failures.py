"""What the user reads when the command line is wrong, or when we are."""

from __future__ import annotations

import sys

import click

from kpirules.prose.words import Language


class WrongUsage(click.UsageError):
    """Options that do not go together, said in both languages."""

    def __init__(self, en: str, th: str) -> None:
        super().__init__(en, click.get_current_context(silent=True))
        self.thai = th


def say_usage(error: click.ClickException, lang: Language) -> int:
    """Say what is wrong with the command line; exit 2."""
    if isinstance(error, click.exceptions.NoArgsIsHelpError):
        _say(error.format_message().rstrip("\n"))
        return 2
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


def say_unwritten(error: OSError, lang: Language) -> int:
    """Say that the output has no place to go to, such as a full disk; exit 2."""
    why = error.strerror or str(error)
    _say(f"the output cannot be written: {why}" if lang == "en" else f"เขียนผลลัพธ์ออกไปไม่ได้: {why}")
    return 2


def say_crash(error: Exception, lang: Language) -> int:
    """Our own mistake: say so, keep the details in a file, and ask for a report."""
    from kpirules.project.crash import apology, keep_details  # noqa: PLC0415  # when all is lost

    whose, *more = apology(keep_details(error, " ".join(sys.argv)), lang)
    _say(whose)
    for line in more:
        _say(f"  {line}")
    return 2


def _say(text: str) -> None:
    sys.stderr.write(text + "\n")


def _usage(error: click.ClickException) -> tuple[str, str, str | None]:
    match error:
        case WrongUsage():
            return error.message, error.thai, None
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
            if error.param is not None and isinstance(error.param.type, click.types.IntParamType):
                return _not_whole(name, error.param.type)
            return f"`{name}`: {error.message}", f"ค่าของ `{name}` ไม่ถูกต้อง", None
        case click.BadOptionUsage():
            name = error.option_name
            if "not take" in error.message:
                return f"`{name}` takes no value", f"`{name}` ไม่รับค่า", None
            return f"`{name}` needs a value after it", f"ต้องระบุค่าหลัง `{name}`", None
        case click.UsageError() if error.ctx is not None and "No such command" in error.message:
            group = error.ctx.command
            name = error.message.split("'")[1] if "'" in error.message else ""
            known = group.list_commands(error.ctx) if isinstance(group, click.Group) else []
            from kpirules.text.nearest import nearest  # noqa: PLC0415  # only for a mistyped command

            return f"there is no command `{name}`", f"ไม่มีคำสั่ง `{name}`", nearest(name, known)
        case click.UsageError() if "unexpected extra" in error.message:
            words = error.message.partition("(")[2].removesuffix(")")
            return f"nothing more is expected here: {words}", f"ระบุเกินมา: {words}", None
        case click.UsageError() if "Missing command" in error.message:
            return "a command is missing", "ต้องระบุคำสั่ง", None
        case _:
            return error.format_message(), error.format_message(), None


def _not_whole(name: str, wanted: click.types.IntParamType) -> tuple[str, str, None]:
    least = wanted.min if isinstance(wanted, click.IntRange) else None
    if least is None:
        return f"`{name}` takes a whole number", f"`{name}` ต้องเป็นจำนวนเต็ม", None
    return (
        f"`{name}` takes a whole number, {least} or greater",
        f"`{name}` ต้องเป็นจำนวนเต็มตั้งแต่ {least} ขึ้นไป",
        None,
    )
