"""The tables of places as values: every name with the areas that it can mean."""

from __future__ import annotations

from collections import defaultdict
from itertools import chain
from operator import itemgetter
from typing import TYPE_CHECKING, NamedTuple

from zhengtu.errors import LexiconError
from zhengtu.lexicon import Row, table
from zhengtu.model import Place, PlaceKind

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping
    from pathlib import Path

MUNICIPALITIES = ("北京市", "天津市", "上海市", "重庆市")
_RANKS = {"province": 0, "prefecture": 1}
_LESSER = {"市": 2, "县": 3, "旗": 3, "区": 4}
"""Of counties, the one that a short name more often means."""
_PREFECTURE = 2
_BRIEF = 2
"""The length of names that end many others: 克州 ends 顿涅茨克州."""
_COLUMNS = itemgetter("code", "name", "level", "short", "use")
_CLIPPED = {
    "自治州": "州",
    "自治县": "县",
    "自治旗": "旗",
    "特别行政区": "特区",
    "自治区": "自治区",
}


class Areas(NamedTuple):
    """What a name can mean, by name."""

    names: Mapping[str, tuple[Place, ...]]
    """Every name and short name, the highest level first."""
    alone: Mapping[str, tuple[Place, ...]]
    """The names that are place names wherever they stand, with the highest level alone."""
    shorts: Mapping[tuple[str, ...], str]
    """The short name (新乡) of the area with this path."""
    forms: Mapping[tuple[str, ...], tuple[str, ...]]
    """The other names (科左后旗) of the area with this path."""
    guarded: Mapping[tuple[str, ...], Mapping[str, Place]]
    """The names that do not stand alone (合作市), by the area in whose texts they do."""
    abbreviations: Mapping[str, Place]
    """The provinces by their one character: 豫."""

    def short(self, place: Place) -> str:
        """How people say a place's name without its generic part; the name where they do not."""
        return self.shorts.get(place.path) or place.name

    def city(self, name: str) -> Place | None:
        """The place that a word before 高新区 means: any that stands alone, else a prefecture."""
        meant = self.alone.get(name) or self.names.get(name, ())
        return (
            meant[0]
            if meant and (name in self.alone or len(meant[0].path) == _PREFECTURE)
            else None
        )


class _Entry(NamedTuple):
    rank: int
    place: Place
    alone: bool


def load_areas(folder: Path | None = None) -> Areas:
    """The divisions of ``places.tsv`` with the former names of ``place-history.tsv``.

    Raises LexiconError for a division whose parent is not in the table.
    """
    rows = table("places", folder)
    by_code: dict[str, Place] = {}
    for row in rows:
        by_code[row["code"]] = _place(row, by_code)
    former = _former(table("place-history", folder), by_code)
    index: dict[str, list[_Entry]] = defaultdict(list)
    for name, entry in chain(_entries(rows, by_code), former):
        index[name].append(entry)
    shorts = {by_code[row["code"]].path: row["short"] for row in rows if row["short"]}
    forms = {
        by_code[row["code"]].path: tuple(said.split())
        for row in rows
        if (said := row.cells.get("forms", ""))
    }
    guarded: dict[tuple[str, ...], dict[str, Place]] = {}
    for row in rows:
        if row["use"] == "path" and len(row["name"]) > _BRIEF:
            place = by_code[row["code"]]
            guarded.setdefault(place.path[:-1], {})[place.name] = place
    signs = ((row["abbr"], by_code[row["code"]]) for row in rows if row["abbr"])
    abbreviations = {sign: place for abbr, place in signs for sign in abbr.split(",") if sign}
    names = {name: _distinct(entries) for name, entries in index.items()}
    alone = {name: top for name, entries in index.items() if (top := _highest(entries))}
    return Areas(names, alone, shorts, forms, guarded, abbreviations)


def _place(row: Row, known: Mapping[str, Place]) -> Place:
    """The area of a row, below that with the code 410700 or, if there is none, 410000."""
    code = row["code"]
    above = known.get(code[:4] + "00") or known.get(code[:2] + "0000")
    if above is None and row["level"] != "province":
        raise LexiconError(
            "上级区划不在表中 (its parent is not in the table)",
            row.where,
            "先列上级 (list it first)",
        )
    return Place((*above.path, row["name"]) if above else (row["name"],), code=code)


def _entries(rows: Iterable[Row], by_code: Mapping[str, Place]) -> Iterator[tuple[str, _Entry]]:
    for row in rows:
        code, name, level, short, use = _COLUMNS(row.cells)
        rank = _RANKS.get(level, _LESSER.get(name[-1], 3))
        place = by_code[code]
        yield name, _Entry(rank, place, use != "path")
        for form in row.cells.get("forms", "").split():
            yield form, _Entry(rank, place, len(form) > _BRIEF)
        if short:
            said = _Entry(rank, place, not use)
            yield short, said
            if "自治" in name or "特别" in name:
                clear = _Entry(rank, place, use != "path")  # 三都县 is plain where 三都 is not
                yield from (
                    (short + clipped, clear)
                    for generic, clipped in _CLIPPED.items()
                    if name.endswith(generic)
                )


def _former(rows: Iterable[Row], by_code: Mapping[str, Place]) -> Iterator[tuple[str, _Entry]]:
    """Old names: of the successor where only the name changed, else of the area as it was."""
    for row in rows:
        successor = by_code.get(row["successor"])
        if successor is None:
            raise LexiconError(
                "没有这个代码 (no such code)", row.where, "见 places.tsv (see places.tsv)"
            )
        if row["how"] == "split":
            continue  # 巢湖市 of before 2011: the name now means another area
        old = Place((*row["under"].split("/"), row["name"]), code=row["code"])
        if row["code"] in by_code:
            old = Place(old.path)
        place = successor if row["how"] == "renamed" else old
        rank = _LESSER.get(row["name"][-1], 3)
        yield row["name"], _Entry(rank, place, alone=row["use"] != "path")


def _distinct(entries: list[_Entry]) -> tuple[Place, ...]:
    if len(entries) == 1:
        return (entries[0].place,)
    return tuple(
        dict.fromkeys(entry.place for entry in sorted(entries, key=lambda entry: entry.rank))
    )


def _highest(entries: list[_Entry]) -> tuple[Place, ...]:
    """Those of the highest level: 恩施 is the prefecture rather than the city in it."""
    if len(entries) == 1:  # as nearly all are
        return (entries[0].place,) if entries[0].alone else ()
    free = [entry for entry in entries if entry.alone]
    if not free:
        return ()
    top = min(entry.rank for entry in free)
    return _distinct([entry for entry in free if entry.rank == top])


def is_province(place: Place) -> bool:
    """Whether a place is a province or autonomous region that has cities, not a municipality."""
    return (
        len(place.path) == 1
        and place.kind == PlaceKind.ADMINISTRATIVE
        and place.name not in MUNICIPALITIES
    )
