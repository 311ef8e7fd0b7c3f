"""`kpirules`: the commands, each loaded only when it is called."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from importlib import import_module

import click

from kpirules import __version__
from kpirules.cli.failures import say_crash, say_unwritten, say_usage
from kpirules.cli.help import Helpful, HelpfulGroup
from kpirules.cli.language import say_unknown_language, spoken
from kpirules.cli.options import LANG
from kpirules.cli.output import show_what_can_be_shown

_COMMANDS = ("explain", "evaluate", "check", "test", "format", "new", "rule", "lsp")


def _say_version(ctx: click.Context, _: click.Parameter, wanted: bool) -> None:  # noqa: FBT001
    if wanted:
        sys.stdout.write(f"kpirules {__version__}\n")
        ctx.exit()


_VERSION = click.Option(
    ["--version"], is_flag=True, is_eager=True, callback=_say_version, expose_value=True
)


class Commands(HelpfulGroup):
    """Finds a command's module by its name; the others are never imported."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        """The commands, in the order a newcomer needs them."""
        del ctx
        return list(_COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """The command of that name."""
        del ctx
        if cmd_name not in _COMMANDS:
            return None
        command: Helpful = import_module(f"kpirules.cli.{cmd_name}").command
        return command


def _nothing(lang: str | None, version: bool) -> None:  # noqa: FBT001
    """`--lang` may stand before the command too; every command looks for it itself."""


def run(arguments: Sequence[str] | None = None) -> None:
    """Run a command. Exit 0: clean; 1: findings; 2: wrong usage or bad input."""
    show_what_can_be_shown()
    lang = spoken(arguments) or "en"
    say_unknown_language(arguments, lang)
    group = Commands(
        name="kpirules",
        en="Scorecards from rules that people can read: exact, and explained.\n"
        "kpirules reads the rules by which a government agency is evaluated (.kpi files) and the "
        "facts of a year. From them it computes the score of each indicator and the total, and "
        "says how each figure came about.",
        th="คำนวณคะแนนตัวชี้วัดจากกฎที่คนอ่านได้ แม่นยำและอธิบายที่มาได้\n"
        "kpirules อ่านกฎการประเมินส่วนราชการ (แฟ้ม .kpi) และข้อมูลของปีนั้น "
        "แล้วคำนวณคะแนนของแต่ละตัวชี้วัดและคะแนนรวม พร้อมบอกที่มาของทุกค่า",
        lang=lang,
        params=[LANG, _VERSION],
        callback=_nothing,
    )
    try:
        code = group.main(args=arguments, prog_name="kpirules", standalone_mode=False)
        if sys.stdout is not None:
            sys.stdout.flush()
    except click.ClickException as error:
        code = say_usage(error, lang)
    except click.Abort:
        code = 130
    except BrokenPipeError:
        # The reader (head, less) has seen enough. Python would complain again
        # when it flushes at exit, so standard output is given up here.
        sys.stdout = None
        code = 0
    except OSError as error:
        # Files that cannot be read are findings, and errors of files have the name
        # of the file: one without a name is of the output.
        if error.filename is None:
            sys.stdout = None
            code = say_unwritten(error, lang)
        else:
            code = say_crash(error, lang)
    except Exception as error:  # noqa: BLE001  # the last line: no traceback reaches a user
        code = say_crash(error, lang)
    sys.exit(code if isinstance(code, int) else 0)
