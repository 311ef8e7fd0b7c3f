"""An outcome is used again only while everything looked at for it is what it was."""

from __future__ import annotations

from collections.abc import Callable
from random import Random
from typing import get_type_hints

import pytest

from kpirules.model.rules import Rules
from kpirules.semantics.memory import FORGETFUL, Memory
from kpirules.semantics.remembering import Remembering
from kpirules.semantics.scope import Scope
from kpirules.semantics.symbols import Symbols

OF = object()
"""What everything below is made of."""

Table = dict[str, int]


class Runs:
    """Runs one after another, over a table that is another each time."""

    def __init__(self) -> None:
        self.memory = Remembering()
        self.times = 0

    def made(self, make: Callable[[Table], object], items: Table) -> object:
        """What a run over these items makes."""
        self.memory.begin([])
        table = self.memory.table("numbers", dict(items))

        def counted() -> object:
            self.times += 1
            return make(table)

        outcome = self.memory.made("outcome", (OF,), counted)
        self.memory.end()
        return outcome


def _item(of: Table) -> int | None:
    try:
        return of["a"]
    except KeyError:
        return None


def _updated(of: Table, by: Table) -> Table:
    of.update(by)
    return of


READS: dict[str, Callable[[Table], object]] = {
    "an item": _item,
    "get": lambda table: table.get("a"),
    "in": lambda table: "a" in table,
    "iteration": list,
    "reversed": lambda table: list(reversed(table)),
    "keys": lambda table: list(table.keys()),
    "values": lambda table: list(table.values()),
    "items": lambda table: list(table.items()),
    "length": len,
    "truth": bool,
    "equality": lambda table: table == {"a": 1},
    "inequality": lambda table: table != {"a": 1},
    "dict": dict,
    "unpacking": lambda table: {**table},
    "copy": lambda table: table.copy(),
    "or": lambda table: table | {},
    "or from the right": lambda table: {} | table,
    "an update of another": lambda table: _updated({}, table),
    "pop": lambda table: table.pop("a", None),
    "setdefault": lambda table: table.setdefault("a", 7),
}


@pytest.mark.parametrize("read", READS.values(), ids=READS)
@pytest.mark.parametrize(
    "items", [{}, {"a": 2}, {"a": 1, "b": 1}, {"b": 1, "a": 1}, {"b": 1}], ids=str
)
def test_every_way_of_looking_is_noted(read: Callable[[Table], object], items: Table) -> None:
    """However a table is read, the outcome is that of what it holds now."""
    runs = Runs()
    for now in ({"a": 1}, items, {"a": 1}):
        assert runs.made(read, now) == read(dict(now))


def test_what_is_the_same_is_not_made_again() -> None:
    """Another item than the one that was looked up does not count."""
    runs = Runs()

    assert [runs.made(READS["get"], items) for items in ({"a": 1}, {"a": 1, "b": 2})] == [1, 1]
    assert runs.times == 1


@pytest.mark.parametrize("copied", [lambda table: table | {"b": 5}, lambda table: table.copy()])
def test_a_table_made_of_another_is_looked_at_anew(copied: Callable[[Table], Table]) -> None:
    """A copy has no name that changes could be told by."""
    memory = Remembering()
    found = []
    for number in (1, 2):
        memory.begin([])
        seen = copied(memory.table("numbers", {"a": number}))
        found.append(memory.made("outcome", (OF,), lambda seen=seen: seen["a"]))
        memory.end()

    assert found == [1, 2]


WRITES: dict[str, Callable[[Table], object]] = {
    "an item": lambda table: table.__setitem__("a", 1),
    "setdefault": lambda table: table.setdefault("a", 1),
    "update": lambda table: table.update(a=1),
    "or in place": lambda table: table.__ior__({"a": 1}),
    "an item lost": lambda table: table.__delitem__("b"),
    "pop": lambda table: table.pop("b"),
    "popitem": lambda table: table.popitem(),
    "clear": lambda table: table.clear(),
}


@pytest.mark.parametrize("write", WRITES.values(), ids=WRITES)
def test_what_is_written_is_written_again(write: Callable[[Table], object]) -> None:
    """Whoever comes later finds in a table what was put into it, or taken out."""
    memory = Remembering()
    expected = {"b": 2}
    write(expected)
    for _ in range(3):
        memory.begin([])
        table = memory.table("numbers", {"b": 2})
        memory.made("outcome", (OF,), lambda table=table: write(table) and None)
        memory.end()

        assert dict(table) == expected


def test_a_part_counts_for_the_whole() -> None:
    """What a part looks up the whole hangs on too."""
    memory = Remembering()
    found = []
    for number, other in ((1, 1), (1, 2), (3, 2)):
        memory.begin([])
        numbers = memory.table("numbers", {"a": number, "b": other})

        def of_part(numbers: Table = numbers) -> int:
            return numbers["a"]

        def of_whole(numbers: Table = numbers, of_part: Callable[[], int] = of_part) -> int:
            return memory.made("part", (OF,), of_part) + 10 * numbers["b"]

        found.append(memory.made("whole", (OF,), of_whole))
        memory.end()

    assert found == [11, 21, 23]


def test_two_tables_of_one_name_are_not_taken_for_each_other() -> None:
    """Of two tables called the same the first is not found by the name."""
    memory = Remembering()
    found = []
    for number in (1, 2):
        memory.begin([])
        first = memory.table("numbers", {"a": number})
        memory.table("numbers", {"a": 0})
        found.append(memory.made("outcome", (OF,), lambda first=first: first["a"]))
        memory.end()

    assert found == [1, 2]


def test_two_passes_of_one_name_are_a_mistake_of_ours() -> None:
    """Neither would remember what it made."""
    memory = Remembering()
    memory.begin([])
    memory.each("things", {"a": 1}, str)

    with pytest.raises(AssertionError, match="things"):
        memory.each("things", {"b": 1}, str)


@pytest.mark.parametrize("seed", range(300))
def test_a_memory_gives_what_is_made_without_one(seed: int) -> None:
    """Tables change at random, in their items and in their order; passes build on each other."""
    random = Random(seed)  # noqa: S311  # no secrets
    memory = Remembering()
    numbers = {key: random.randrange(3) for key in "abcdef"}
    needs = {key: random.sample("abcdef", random.randrange(3)) for key in "abcdef"}
    for _ in range(8):
        assert _computed(memory, numbers, needs) == _computed(FORGETFUL, numbers, needs)
        for _ in range(random.randrange(3)):
            numbers, needs = _changed(numbers, needs, random)


def _changed(
    numbers: Table, needs: dict[str, list[str]], random: Random
) -> tuple[Table, dict[str, list[str]]]:
    """Another number, another thing needed, a thing lost or new, or another order."""
    numbers, needs = dict(numbers), dict(needs)
    key = random.choice("abcdefgh")
    match random.randrange(5):
        case 0:
            numbers[key] = random.randrange(3)
        case 1:
            numbers.pop(key, None)
            needs.pop(key, None)
        case 2:
            needs[key] = random.sample("abcdefgh", random.randrange(4))
        case 3:
            keys = list(needs)
            random.shuffle(keys)
            needs = {each: needs[each] for each in keys}
        case _:
            keys = list(numbers)
            random.shuffle(keys)
            numbers = {each: numbers[each] for each in keys}
    return numbers, needs


def _computed(memory: Memory, numbers: Table, needs: dict[str, list[str]]) -> list[object]:
    """Numbers doubled, things that are sums of what they need, and what that comes to together."""
    found: list[str] = []
    memory.begin(found)  # type: ignore[arg-type]  # a word is finding enough
    watched = memory.table("numbers", memory.steady("numbers", numbers))
    doubled = memory.each("doubled", memory.steady("doubles", dict(numbers)), lambda each: each * 2)
    seen = memory.table("doubled", doubled)
    sums: dict[str, int] = memory.written("sums")
    later = {
        key: {each for each in own if each in needs and list(needs).index(each) >= place}
        for place, (key, own) in enumerate(needs.items())
    }

    def add(own: list[str]) -> tuple[int, int | None]:
        total = sum(watched.get(key, 0) + sums.get(key, 0) for key in own)
        if total > 6:
            found.append("much")
        return total, total % 4 or None

    again = {key for key, own in later.items() if own}
    again |= {each for own in later.values() for each in own}
    made = memory.in_turn("sums", memory.steady("needs", dict(needs)), sums, add, again)
    odd = memory.notable("odd", made, lambda total: total % 2)
    whole = memory.made("whole", (made,), lambda: (sum(made.values()), list(seen), len(watched)))
    memory.end()
    return [list(made.items()), list(doubled.items()), list(odd.items()), whole, sorted(found)]


def test_all_tables_of_a_scope_are_watched() -> None:
    """A field added to what expressions may refer to is watched without anybody's doing."""
    memory = Remembering()
    symbols = Symbols({}, [], set(), {}, {}, {})
    memory.begin(symbols.findings)
    inferred: dict[str, object] = memory.written("inferred")
    scope = memory.scope(Scope(symbols, {}, {}, symbols.findings, {}, {}, inferred))
    plain = {
        field
        for field in scope.__struct_fields__
        if not type(getattr(scope, field)).__name__.startswith("Watched")
    }

    assert plain == {"findings", "table"}  # mistakes are never remembered; a key says itself


def test_what_is_not_watched_is_known() -> None:
    """Whoever adds a field that is no table must have its reading noted, or say here why not."""
    tables = {
        field
        for field, kind in get_type_hints(Rules).items()
        if getattr(kind, "__origin__", None) is dict
    }

    assert set(Rules.__struct_fields__) - tables == {"order"}  # made last; no check asks for it
    assert set(Symbols.__struct_fields__) == {
        "by_role",  # watched, role by role
        "columns",  # watched
        "findings",  # mistakes are never remembered
        "respelled",  # another spelling is never remembered
        "by_kind",  # asked through `of` and `has`, which note it
        "names",  # watched, role by role
    }
