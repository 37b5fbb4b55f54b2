"""Units: the table is complete and exact, and the longest symbol wins."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING

import pytest

from case_tables import cases
from zhengtu.errors import LexiconError
from zhengtu.lexicon import table
from zhengtu.recognise.unit import units

if TYPE_CHECKING:
    from pathlib import Path

HEAD = "symbol\tbase\tscale\tdimension\n"


@pytest.mark.parametrize(("symbol", "worth", "base"), cases("units"))
def test_a_unit_is_worth_so_much_of_its_base(symbol: str, worth: str, base: str) -> None:
    unit = units().by_symbol[symbol]
    assert (unit.scale, unit.base) == (Decimal(worth), base)


@pytest.mark.parametrize(
    ("text", "symbol"),
    [
        ("平方公里", "平方公里"),
        ("平方公", "平方"),
        ("个百分点", "个百分点"),
        ("个月内", "个月"),
        ("元/平方米", "元/平方米"),
        ("台‹套›设备", "台(套)"),
        ("，", None),
        ("", None),
    ],
)
def test_the_longest_symbol_wins(text: str, symbol: str | None) -> None:
    unit = units().at(text, 0)
    assert (unit and unit.symbol) == symbol


def test_each_symbol_stands_once() -> None:
    symbols = [row["symbol"] for row in table("units")]
    assert len(symbols) == len(set(symbols))


def test_a_base_measures_what_its_units_measure() -> None:
    known = units().by_symbol
    for unit in known.values():
        base = known.get(unit.base)
        assert base is None or (base.base, base.scale) == (unit.base, 1), unit
        assert base is None or base.dimension == unit.dimension, unit


def test_units_of_one_code_and_base_are_worth_the_same() -> None:
    worth: dict[tuple[str, str], set[Decimal]] = {}
    for row in table("units"):
        if row["qudt"]:
            worth.setdefault((row["qudt"], row["base"]), set()).add(Decimal(row["scale"]))
    assert {code: told for code, told in worth.items() if len(told) > 1} == {}


def test_every_unit_has_an_english_name() -> None:
    assert [row["symbol"] for row in table("units") if not row["en"]] == []


@pytest.mark.parametrize("scale", ["many", "0", "-1", "NaN", "Infinity", ""])
def test_a_scale_is_a_positive_number(scale: str, tmp_path: Path) -> None:
    (tmp_path / "units.tsv").write_text(f"{HEAD}\n筐\t筐\t{scale}\tcount\n")
    with pytest.raises(LexiconError, match=r"units\.tsv:3: "):
        units(tmp_path)


@pytest.mark.parametrize("row", ["筐\t\t1\tcount", "筐\t筐\t1\t"])
def test_a_unit_has_a_base_and_a_dimension(row: str, tmp_path: Path) -> None:
    (tmp_path / "units.tsv").write_text(f"{HEAD}{row}\n")
    with pytest.raises(LexiconError, match=r"units\.tsv:2: "):
        units(tmp_path)


def test_a_folder_wins_over_the_shipped_table(tmp_path: Path) -> None:
    (tmp_path / "units.tsv").write_text(f"{HEAD}桶\t升\t158.987294928\tvolume\n")
    assert units(tmp_path).by_symbol["桶"].base == "升"
    assert units().by_symbol["桶"].base == "桶"
