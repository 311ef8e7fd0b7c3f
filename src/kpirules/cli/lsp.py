"""`kpirules lsp`: the language server, for editors."""

from __future__ import annotations

from importlib.util import find_spec

import click

from kpirules.cli.failures import WrongUsage
from kpirules.cli.help import Helpful
from kpirules.cli.language import spoken
from kpirules.cli.options import LANG
from kpirules.cli.output import CLEAN
from kpirules.prose.words import Language

_INSTALL = 'pip install "kpirules[lsp]"'


def lsp(lang: Language | None) -> int:
    """Speak with an editor on standard input and output until it goes."""
    if find_spec("pygls") is None:
        english = f"the language server needs a package more: {_INSTALL}"
        raise WrongUsage(english, f"ต้องติดตั้งแพ็กเกจเพิ่มก่อน: {_INSTALL}")
    from kpirules.lsp.serving import serve  # noqa: PLC0415  # only this command needs pygls

    serve(lang, spoken() or "en")
    return CLEAN


command = Helpful(
    name="lsp",
    en="Run the language server, for editors: it speaks on standard input and output.",
    th="เปิดตัวช่วยเขียนกฎสำหรับโปรแกรมแก้ไขข้อความ สื่อสารทางช่องรับเข้าและช่องส่งออก",
    callback=lsp,
    params=[LANG, click.Option(["--stdio"], is_flag=True, expose_value=False)],
    texts={
        "stdio": (
            "Standard input and output, which it always uses; some editors say so.",
            "ใช้ช่องรับเข้าและช่องส่งออกมาตรฐาน ซึ่งใช้อยู่เสมอ โปรแกรมบางตัวระบุตัวเลือกนี้มาเอง",
        ),
    },
)
