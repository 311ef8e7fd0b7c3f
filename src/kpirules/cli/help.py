"""Help pages in the reader's language."""

from __future__ import annotations

from typing import Any

import click

from kpirules.cli.output import width
from kpirules.prose.words import Language

_HEADINGS = {
    "usage": ("Usage", "วิธีใช้"),
    "options": ("Options", "ตัวเลือก"),
    "commands": ("Commands", "คำสั่ง"),
    "arguments": ("Arguments", "สิ่งที่ระบุ"),
    "help": ("Show this page.", "แสดงหน้านี้"),
}


class Helpful(click.Command):
    """A command whose help is written in both languages.

    `texts` gives, for each parameter by name, its help in English and Thai.
    """

    def __init__(
        self,
        *,
        en: str,
        th: str,
        texts: dict[str, tuple[str, str]] | None = None,
        lang: Language = "en",
        **attributes: Any,  # noqa: ANN401  # handed on to click
    ) -> None:
        self.said = (en, th)
        self.texts = texts or {}
        self.lang = lang
        super().__init__(**attributes)

    def _pick(self, pair: tuple[str, str]) -> str:
        return pair[1 if self.lang == "th" else 0]

    def make_context(
        self,
        info_name: str | None,
        args: list[str],
        parent: click.Context | None = None,
        **extra: Any,  # noqa: ANN401  # handed on to click
    ) -> click.Context:
        """A context; the language comes from the group."""
        if parent is not None and isinstance(parent.command, Helpful):
            self.lang = parent.command.lang
        return super().make_context(info_name, args, parent, **extra)

    def get_short_help_str(self, limit: int = 45) -> str:
        """The line that lists of commands show."""
        del limit
        return self._pick(self.said).split("\n", 1)[0]

    def format_help(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Usage, what the command does, its arguments and options."""
        usage = " ".join(self.collect_usage_pieces(ctx))
        formatter.write(f"{self._heading('usage')}: {ctx.command_path} {usage}\n")
        for paragraph in self._pick(self.said).split("\n"):
            formatter.write("\n")
            _write(formatter, "", paragraph, 0)
        self._list(
            formatter, "arguments", [p for p in self.params if p.param_type_name == "argument"]
        )
        self._commands(ctx, formatter)
        self._list(
            formatter, "options", [p for p in self.get_params(ctx) if isinstance(p, click.Option)]
        )

    def _heading(self, name: str) -> str:
        return self._pick(_HEADINGS[name])

    def _commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Groups list their commands here."""

    def _list(
        self, formatter: click.HelpFormatter, heading: str, parameters: list[click.Parameter]
    ) -> None:
        rows = []
        for parameter in parameters:
            said = self.texts.get(parameter.name or "", COMMON.get(parameter.name or "", ("", "")))
            if "--help" in parameter.opts:
                said = _HEADINGS["help"]
            rows.append((_written(parameter), self._pick(said)))
        if not rows:
            return
        formatter.write(f"\n{self._heading(heading)}:\n")
        room = max(len(left) for left, _ in rows)
        for left, right in rows:
            _write(formatter, left, right, room)


class HelpfulGroup(Helpful, click.Group):
    """A group of commands."""

    def _commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        formatter.write(f"\n{self._heading('commands')}:\n")
        names = self.list_commands(ctx)
        room = max(map(len, names))
        for name in names:
            command = self.get_command(ctx, name)
            if isinstance(command, Helpful):
                command.lang = self.lang
                _write(formatter, name, command.get_short_help_str(), room)


def _write(formatter: click.HelpFormatter, left: str, right: str, room: int) -> None:
    """A name and what it is for, in two columns; a long name has a line to itself."""
    from kpirules.render.pieces import Piece, text_of  # noqa: PLC0415  # only help wraps lines
    from kpirules.render.wrap import wrap  # noqa: PLC0415

    room = min(room, width() * 2 // 5)
    indent = " " * (room + 4 if room else 2)
    begin = f"  {left.ljust(room)}  " if room else indent
    if len(begin) > len(indent):
        formatter.write(begin.rstrip() + "\n")
        begin = indent
    for line in wrap((Piece("text", right),), width() - len(indent)):
        formatter.write(f"{begin}{text_of(line)}".rstrip() + "\n")
        begin = indent


COMMON: dict[str, tuple[str, str]] = {
    "lang": ("Language of the output: en or th.", "ภาษาของผลลัพธ์: en หรือ th"),
    "rules": (
        "Folder or file of rules (- is standard input); else KPIRULES_RULES, `rules` here or above, or the bundled ones.",
        "โฟลเดอร์หรือแฟ้มกฎ (- คือข้อมูลนำเข้ามาตรฐาน) ถ้าไม่ระบุจะใช้ KPIRULES_RULES โฟลเดอร์ rules ที่นี่หรือระดับบน หรือกฎที่มากับโปรแกรม",
    ),
    "facts": (
        "Facts file (- is standard input); may be given again, and the later one wins.",
        "แฟ้มข้อมูล (- คือข้อมูลนำเข้ามาตรฐาน) ระบุซ้ำได้ แฟ้มหลังแทนที่แฟ้มก่อน",
    ),
    "set_": (
        "A fact, as NAME=VALUE, of an earlier year as NAME@YEAR=VALUE; may be given again.",
        "ข้อมูลรายการเดียว แบบ NAME=VALUE หรือของปีก่อน ๆ แบบ NAME@YEAR=VALUE ระบุซ้ำได้",
    ),
    "scorecard": ("The scorecard, where there are several.", "แบบประเมินที่ต้องการ เมื่อมีหลายแบบ"),
    "period": ("Another fiscal year than the scorecard's.", "ปีงบประมาณอื่นนอกจากปีของแบบประเมิน"),
    "version": ("Print the version.", "แสดงรุ่น"),
    "output_format": ("How the output is written.", "รูปแบบผลลัพธ์"),
}


def _written(parameter: click.Parameter) -> str:
    if isinstance(parameter, click.Option):
        names = ", ".join(parameter.opts)
        if isinstance(parameter.type, click.Choice):
            return f"{names} {'|'.join(map(str, parameter.type.choices))}"
        return names if parameter.is_flag else f"{names} {parameter.make_metavar(_NO_CONTEXT)}"
    return (parameter.name or "").upper()


_NO_CONTEXT = click.Context(click.Command("kpirules"))
