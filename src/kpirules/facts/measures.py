"""Units as people write them beside figures."""

from __future__ import annotations

import re
from collections.abc import Mapping
from fractions import Fraction

from msgspec import Struct

from kpirules.facts.vocabulary import SCALES, normal
from kpirules.model.units import BUILT_IN, NUMBER, PERCENT, Unit, UnitDeclaration, base

Names = tuple[str, str]
"""What a thing is called in English and in Thai."""


class Measures(Struct, frozen=True):
    """The units that rules know, by every word they are called by."""

    declared: Mapping[str, UnitDeclaration]
    words: dict[str, Unit]

    def read(self, text: str) -> Unit | None:
        """The unit a text stands for, such as `%`, `คน` or `baht per household`."""
        known = self.words.get(normal(text))
        if known is not None:
            return known
        over, *under = (self.words.get(normal(part)) for part in _PER.split(text))
        if over is None or not under:
            return None
        for part in under:
            if part is None:
                return None
            over = over / part
        return over

    def converted(self, text: str, unit: Unit) -> Fraction | None:
        """How much one of a written unit is in the declared one: a million, for `ล้านบาท`."""
        for scale, times in SCALES.items():
            if text.casefold().startswith(scale):
                rest = text[len(scale) :].strip()
                if not rest or self.read(rest) == unit:
                    return Fraction(times)
        written = self.read(text)
        if written is None or len(written.powers) != 1:
            return None
        declaration = self.declared.get(written.powers[0][0])
        if declaration is None or declaration.equals is None or declaration.equals[1] != unit:
            return None
        return declaration.equals[0]

    def names(self, unit: Unit) -> Names:
        """What a unit is called; a bare number has no unit to call."""
        if unit.is_number:
            return ("", "")
        en = self._compound(unit, " per ", 0)
        return (en, self._compound(unit, "ต่อ", 1))

    def _compound(self, unit: Unit, per: str, column: int) -> str:
        over = [self._power(name, power, column) for name, power in unit.powers if power > 0]
        under = [self._power(name, -power, column) for name, power in unit.powers if power < 0]
        return per.join([" × ".join(over) or "1", *under])

    def _power(self, name: str, power: int, column: int) -> str:
        said = self._base(name)[column]
        return said if power == 1 else f"{said}^{power}"

    def _base(self, name: str) -> Names:
        declaration = self.declared.get(name)
        if declaration is not None:
            return (declaration.name, declaration.label or declaration.name)
        return BUILT_IN.get(name, (name, name))


def measures(declared: Mapping[str, UnitDeclaration]) -> Measures:
    """The units of a rule book and the ones every file knows."""
    words = {"%": PERCENT, "เปอร์เซ็นต์": PERCENT, "฿": base("baht"), "": NUMBER}
    for name, (english, thai) in BUILT_IN.items():
        words.update(dict.fromkeys((name, normal(english), normal(thai)), base(name)))
    for key, declaration in declared.items():
        called = [declaration.name, f"{declaration.name}s", declaration.label or key]
        for word in called:
            words.setdefault(normal(word), base(key))
        words[normal(declaration.name)] = base(key)
    return Measures(declared, words)


_PER = re.compile(r"\s+per\s+|\s*/\s*|\s*ต่อ\s*")
