"""Writing rule files anew: which may be written, how, and what would change."""

from __future__ import annotations

import os
import sys
from difflib import unified_diff
from pathlib import Path

from kpirules.cli.failures import WrongUsage
from kpirules.project.places import bundled, rules_root
from kpirules.text.source import Source


def own_rules() -> Path:
    """The rules found here; those that came with the package are nobody's to write."""
    root = rules_root(None)
    installed = bundled().name == "_rules"
    if root == bundled() and (installed or Path.cwd() not in (root.parent, *root.parents)):
        english = "there are no rules here: say which files are meant"
        raise WrongUsage(english, "ไม่พบกฎในโฟลเดอร์นี้ โปรดระบุแฟ้มที่ต้องการ")
    return root


def replace_file(file: Path, text: str) -> None:
    """Write a file so that whoever reads it meanwhile sees the old text or the new one."""
    file = file.resolve()  # a link stays a link
    part = file.with_name(f".{file.name}.{os.getpid()}.part")
    try:
        part.write_text(text, "utf-8", newline="")
        part.chmod(file.stat().st_mode)
        part.replace(file)
    finally:
        part.unlink(missing_ok=True)


def show_difference(source: Source, text: str) -> None:
    """A unified difference on standard output."""
    before, after = source.text.splitlines(keepends=True), text.splitlines(keepends=True)
    for line in unified_diff(before, after, source.name, source.name):
        sys.stdout.write(line if line.endswith(("\n", "\r")) else f"{line}\n")
