"""Which language the reader wants: --lang, KPIRULES_LANG, the locale, the rule files."""

from __future__ import annotations

import os
import re
import sys
from collections.abc import Iterable, Sequence

from kpirules.prose.words import Language
from kpirules.text.source import Source

_VARIABLE = "KPIRULES_LANG"
_NO_LANGUAGE = ("C", "POSIX")
_BEGINS_IN_THAI = re.compile(r"^[ \t]*[\u0e01-\u0e4e]", re.MULTILINE)
_BEGINS_IN_LATIN = re.compile(r"^[ \t]*[a-z]", re.MULTILINE)


def spoken(arguments: Sequence[str] | None = None) -> Language | None:
    """The reader's language as far as anyone says it: option, variable, then locale.

    It is looked for before the options are parsed, because help texts need it.
    """
    words = sys.argv[1:] if arguments is None else arguments
    for index, word in enumerate(words):
        if word == "--lang" and index + 1 < len(words):
            return _language(words[index + 1])
        if word.startswith("--lang="):
            return _language(word.removeprefix("--lang="))
    for variable in (_VARIABLE, "LC_ALL", "LC_MESSAGES", "LANG"):
        said = os.environ.get(variable)
        if said and not (variable == _VARIABLE and _is_unknown(said)):
            return None if said.split(".")[0] in _NO_LANGUAGE else _language(said)
    return None


def say_unknown_language(arguments: Sequence[str] | None, lang: Language) -> None:
    """Say on standard error that KPIRULES_LANG names no language of ours, unless --lang does."""
    said = os.environ.get(_VARIABLE, "")
    words = sys.argv[1:] if arguments is None else arguments
    if not _is_unknown(said) or any(word.split("=")[0] == "--lang" for word in words):
        return
    if lang == "th":
        note = f"หมายเหตุ: ไม่รู้จักภาษา {_VARIABLE}={said} ใช้ได้คือ en และ th"
    else:
        note = f"note: {_VARIABLE}={said} is no language of kpirules, which has en and th"
    sys.stderr.write(note + "\n")


def written_in(sources: Iterable[Source]) -> Language:
    """The language most lines of some rule files begin in."""
    thai = latin = 0
    for source in sources:
        thai += len(_BEGINS_IN_THAI.findall(source.text))
        latin += len(_BEGINS_IN_LATIN.findall(source.text))
    return "th" if thai > latin else "en"


def _is_unknown(said: str) -> bool:
    """Whether KPIRULES_LANG says something that is neither English nor Thai."""
    return bool(said) and re.match(r"(en|th|C|POSIX)(?![a-z])", said, re.IGNORECASE) is None


def _language(said: str) -> Language:
    return "th" if said.lower().startswith("th") else "en"
