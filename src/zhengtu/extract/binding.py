"""The rules that bind a figure to its indicator: ``lexicons/binding.toml`` as values."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

from zhengtu.lexicon import filled, patterns
from zhengtu.model import Kind
from zhengtu.regex import regex

if TYPE_CHECKING:
    import re
    from collections.abc import Iterator

    from zhengtu.recognise.quantity import Quantity

REACH = 56  # how far before the figure a rule looks

PLAIN_KINDS = {
    "count": Kind.COUNT, "money": Kind.AMOUNT, "price": Kind.AMOUNT, "ratio": Kind.RATE,
    "points": Kind.POINTS, "multiple": Kind.MULTIPLE, "rank": Kind.RANK, "intensity": Kind.RATE, "time": Kind.DURATION,
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Rule:
    """One row of the table.  ``kind`` None is the plain kind of the unit."""

    name: str
    dimensions: frozenset[str]
    before: re.Pattern[str]
    kind: Kind | None
    subject: str
    sign: int = 1
    tests: tuple[tuple[str, str, str], ...] = ()
    never: tuple[str, ...] = ()
    needs: str = ""
    """The kind that the figure before must have, for rules that continue one."""
    symbols: frozenset[str] = frozenset()
    """The units that it applies to, where not all of its dimensions do."""
    after: re.Pattern[str] | None = None
    """What must stand behind the figure."""

    def takes(self, quantity: Quantity) -> bool:
        """Whether the rule is about figures of this unit."""
        return quantity.unit.dimension in self.dimensions and (
            not self.symbols or quantity.unit.symbol in self.symbols
        )

    def kind_of(self, quantity: Quantity) -> Kind:
        """The kind that this rule gives a figure."""
        return self.kind or PLAIN_KINDS.get(quantity.unit.dimension, Kind.QUANTITY)


@cache
def rules() -> tuple[Rule, ...]:
    """All rules, in the order in which they are tried."""
    table = patterns("binding")
    return tuple(_rule(row, table["words"]) for row in table["rule"])


def _rule(row: dict[str, object], words: dict[str, str]) -> Rule:
    parts = {name: f"(?:{alternatives})" for name, alternatives in words.items()}
    kind = str(row["kind"])
    return Rule(
        str(row["name"]),
        frozenset(row["units"]),  # type: ignore[call-overload]
        regex(filled(str(row["before"]), parts)),
        None if kind == "plain" else Kind(kind),
        str(row["subject"]),
        int(row.get("sign", 1)),  # type: ignore[call-overload]
        tuple(tuple(test) for test in row.get("tests", ())),  # type: ignore[attr-defined]
        tuple(row.get("never", ())),  # type: ignore[arg-type]
        str(row.get("needs", "")),
        frozenset(row.get("symbols", ())),  # type: ignore[call-overload]
        regex(str(row["after"])) if "after" in row else None,
    )


def matching(
    quantity: Quantity, clause: str, behind: str = ""
) -> Iterator[tuple[Rule, re.Match[str]]]:
    """The rules that fit a figure between ``clause`` and ``behind``, best first."""
    near = clause[-REACH:]
    for rule in rules():
        if not rule.takes(quantity) or (rule.after and not rule.after.match(behind)):
            continue
        match = rule.before.search(near)
        if match is not None:
            yield rule, match
