"""What a rounding did, in words."""

from __future__ import annotations

from kpirules.evaluate.approximate import Real, surely
from kpirules.evaluate.trace import Rounded, Trace
from kpirules.explain.numbers import figure
from kpirules.explain.places import places_of
from kpirules.explain.reader import Reader
from kpirules.explain.remarks import Remark
from kpirules.model.rounding import Mode, Rounding
from kpirules.prose.words import Line, line, value

_MODES: dict[Mode, tuple[str, str]] = {
    "half_up": ("half up", "แบบครึ่งปัดขึ้น"),
    "half_even": ("half even", "แบบครึ่งปัดหาเลขคู่"),
    "up": ("up", "แบบปัดขึ้น"),
    "down": ("down", "แบบปัดลง"),
}
_WRITTEN: dict[Mode, tuple[str, str]] = {
    "half_up": ("half up", "ครึ่งปัดขึ้น"),
    "half_even": ("half even", "ครึ่งปัดหาเลขคู่"),
    "up": ("up", "ปัดขึ้น"),
    "down": ("down", "ปัดลง"),
}
_TIES: dict[Mode, tuple[str, str]] = {
    "half_up": ("exactly half way, so up", "อยู่กึ่งกลางพอดี จึงปัดขึ้น"),
    "half_even": ("exactly half way, so to the even figure", "อยู่กึ่งกลางพอดี จึงปัดหาเลขคู่"),
}
_BELOW_ZERO = ("exactly half way, so away from zero", "อยู่กึ่งกลางพอดี จึงปัดให้ห่างจากศูนย์")
"""`half up` of a figure below zero goes down, which the word alone would not tell."""


def rounding_remark(trace: Trace, reader: Reader) -> Remark:
    """`rounded half up to 2 places: 77.9166… → 77.92`."""
    step = trace.step
    if not isinstance(step, Rounded) or not isinstance(trace.value, Real):
        return Remark(reader.say("nothing to round", "ไม่มีค่าให้ปัดเศษ"), (trace.span,))
    how = rounding_words(step.rounding, reader)
    if surely(lambda: step.before == trace.value):
        said = reader.say("{how}: nothing changes", "{how} แล้วค่าไม่เปลี่ยน", how=how)
        return Remark(said, (step.rounding.span,), idle=True)
    before = value(figure(step.before, places_of(trace.parts[0])))
    after = reader.quantity(trace.value, trace.unit, step.rounding.places)
    said = reader.say(
        "{how}: {before} → {after}", "{how}: {before} → {after}",
        how=how, before=before, after=after,
    )  # fmt: skip
    mode, rounded = step.rounding.mode, trace.value
    if step.tie and mode in _TIES:
        down = mode == "half_up" and surely(lambda: rounded < 0)
        why = _BELOW_ZERO if down else _TIES[mode]
        said = line(said, " (", reader.pick(*why), ")")
    return Remark(said, (step.rounding.span,))


def rounding_words(rounding: Rounding, reader: Reader) -> Line:
    """How the rules round: `rounded half up to 2 places`."""
    mode = reader.pick(*_MODES[rounding.mode])
    places = rounding.places
    if places is None:
        step = value(figure(rounding.step))
        return reader.say(
            f"rounded {mode} to a multiple of {{step}}", f"ปัดเป็นพหุคูณของ {{step}} {mode}", step=step
        )
    if places == 0:
        return reader.say(f"rounded {mode} to a whole number", f"ปัดเศษเป็นจำนวนเต็ม{mode}")
    noun = "place" if places == 1 else "places"
    return reader.say(
        f"rounded {mode} to {{places}} {noun}",
        f"ปัดเศษเป็นทศนิยม {{places}} ตำแหน่ง{mode}",
        places=value(str(places)),
    )


def to_step(rounding: Rounding, reader: Reader) -> Line:
    """How a formula rounds: `to 2 places half up`."""
    mode = reader.pick(*_WRITTEN[rounding.mode])
    if rounding.places is None:
        step = value(figure(rounding.step))
        return reader.say(
            f"to the nearest {{step}} {mode}", f"ถึงพหุคูณของ {{step}} {mode}", step=step
        )
    noun = "place" if rounding.places == 1 else "places"
    places = value(str(rounding.places))
    return reader.say(f"to {{places}} {noun} {mode}", f"ถึง {{places}} ตำแหน่ง {mode}", places=places)
