"""The tables of words, as values.

A table is a TSV file in ``lexicons/``: a header line, then one row a line; blank lines
and lines that start with ``#`` are skipped.  A folder of the user's own may hold files of
the same names: their rows are read after the shipped ones, so that they win where a table
is a mapping.
"""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass
from functools import cache, wraps
from importlib.resources import files
from typing import TYPE_CHECKING, Any, ParamSpec, TypeVar

from zhengtu.errors import LexiconError

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping
    from pathlib import Path

P = ParamSpec("P")
T = TypeVar("T")

SHIPPED = files("zhengtu") / "lexicons"


def loaded_once(load: Callable[P, T]) -> Callable[P, T]:
    """Keep what ``load`` gives for its arguments; ``load()`` and ``load(None)`` are one call."""
    kept = cache(load)

    @wraps(load)
    def once(*arguments: P.args, **named: P.kwargs) -> T:
        return kept(*(value for value in (*arguments, *named.values()) if value is not None))

    return once


@dataclass(frozen=True, slots=True)
class Row:
    """One line of a table: its cells by column, and where it stands (``units.tsv:12``)."""

    cells: Mapping[str, str]
    where: str

    def __getitem__(self, column: str) -> str:
        return self.cells[column]


def parse_table(text: str, name: str) -> tuple[Row, ...]:
    r"""The rows of a TSV text.

    Raises LexiconError, with the line, where a row has too many cells or none in the first.

    >>> parse_table("word\tclass\n达到\tlink\n", "words.tsv")[0]["class"]
    'link'
    """
    numbered = ((n, line) for n, line in enumerate(text.splitlines(), 1))
    kept = [(n, line) for n, line in numbered if line.strip() and not line.startswith("#")]
    if not kept:
        raise LexiconError("词表没有表头 (no header line)", name, "第一行写列名 (name the columns)")
    header = kept[0][1].split("\t")
    return tuple(_row(line.split("\t"), header, f"{name}:{n}") for n, line in kept[1:])


def _row(cells: list[str], header: list[str], where: str) -> Row:
    if len(cells) > len(header) or not cells[0].strip():
        raise LexiconError(
            f"应有至多 {len(header)} 列且首列不空 (at most {len(header)} cells, the first not empty)",
            where,
            f"列为 (columns): {', '.join(header)}",
        )
    padded = [*map(str.strip, cells)] + [""] * (len(header) - len(cells))
    return Row(dict(zip(header, padded, strict=True)), where)


@loaded_once
def table(name: str, folder: Path | None = None) -> tuple[Row, ...]:
    """The rows of the shipped table ``name`` (without suffix), then those of ``folder``.

    Raises LexiconError for a wrong line or an unreadable file.
    """
    file = f"{name}.tsv"
    rows = parse_table((SHIPPED / file).read_text(encoding="utf-8"), file)
    own = folder / file if folder else None
    if own is None or not own.exists():
        return rows
    try:
        return rows + parse_table(own.read_text(encoding="utf-8-sig"), str(own))
    except (OSError, UnicodeDecodeError) as error:
        raise LexiconError(f"词表读不出 (unreadable): {error}", str(own), "存为 UTF-8") from error


@loaded_once
def words(name: str, folder: Path | None = None) -> Mapping[str, tuple[str, ...]]:
    """A table with the columns ``class`` and ``words`` as class → words.

    Words of a row are separated by blanks; rows of one class add up.
    """
    classes: dict[str, list[str]] = {}
    for row in table(name, folder):
        classes.setdefault(row["class"], []).extend(row["words"].split())
    return {name: tuple(dict.fromkeys(listed)) for name, listed in classes.items()}


def alternatives(listed: Iterable[str]) -> str:
    """The words as alternatives of a regular expression, a longer one before its beginnings.

    >>> alternatives(["市", "市区"])
    '市区|市'
    """
    return "|".join(map(re.escape, sorted(set(listed), key=lambda word: (-len(word), word))))


def filled(pattern: str, parts: Mapping[str, str]) -> str:
    """A pattern with the parts put in that it names in braces.

    >>> filled("{day}起施行", {"day": "今日|即日"})
    '今日|即日起施行'
    """
    for name, part in parts.items():
        pattern = pattern.replace(f"{{{name}}}", part)
    return pattern


def lengths(listed: Iterable[str], *, lead: int) -> dict[str, tuple[int, ...]]:
    """How long the words are that begin with the same ``lead`` characters, the longest first.

    >>> lengths(["米", "米每秒"], lead=1)
    {'米': (3, 1)}
    """
    found: dict[str, set[int]] = {}
    for word in listed:
        found.setdefault(word[:lead], set()).add(len(word))
    return {opening: tuple(sorted(sizes, reverse=True)) for opening, sizes in found.items()}


@cache
def patterns(name: str) -> Mapping[str, Any]:
    """The shipped TOML file of patterns ``name`` (without suffix)."""
    return tomllib.loads((SHIPPED / f"{name}.toml").read_text(encoding="utf-8"))
