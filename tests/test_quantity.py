"""Quantities: number, hedge, scale and unit of a figure, and what is no figure."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING

import pytest

from case_tables import cases
from zhengtu.errors import LexiconError
from zhengtu.model import Qualifier
from zhengtu.recognise.hedge import hedges
from zhengtu.recognise.quantity import Quantity, find_quantities
from zhengtu.segment import shadow

if TYPE_CHECKING:
    from pathlib import Path

WIDE = {code: code + 0xFEE0 for code in map(ord, "0123456789.,%+-~:()")}


def told(text: str) -> str:
    """What is found in a text, as the tables of cases write it."""
    plain = shadow(text)
    return "; ".join(
        f"{plain[found.start : found.end]} = {value_of(found)}" for found in find_quantities(plain)
    )


def value_of(found: Quantity) -> str:
    ends = (found.value,) if found.value_max is None else (found.value, found.value_max)
    value = "~".join(f"{found.stated(end).normalize():f}" for end in ends)
    said = f", {found.qualifier}" if found.qualifier else ""
    return f"{value} {found.symbol}".strip() + said


@pytest.mark.parametrize(("text", "expected"), cases("quantities"))
def test_a_figure_has_its_value_unit_and_hedge(text: str, expected: str) -> None:
    assert told(text) == expected


@pytest.mark.parametrize(("text", "expected"), cases("quantities"))
def test_full_width_means_the_same(text: str, expected: str) -> None:
    assert told(text.translate(WIDE)) == expected


@pytest.mark.parametrize(("text", "_why"), cases("no-quantities"))
def test_what_is_no_figure_is_not_found(text: str, _why: str) -> None:
    assert told(text) == ""


def only(text: str) -> Quantity:
    (found,) = find_quantities(text)
    return found


def test_the_base_value_is_exact() -> None:
    found = only("装机0.3亿千瓦")
    assert (found.base(found.value), found.unit.base) == (Decimal(30_000_000), "千瓦")


def test_the_number_begins_behind_its_hedge() -> None:
    text = "对接企业超过2000家"
    assert text[only(text).head :] == "2000家"


def test_a_hedge_ends_with_the_text() -> None:
    assert only("增长5%以上").end == len("增长5%以上")


@pytest.mark.parametrize(
    ("text", "dimension"),
    [
        ("收费30元/(千瓦·月)", "price"),
        ("床位9.1张/千人", "intensity"),
        ("租金12元/平方米", "price"),
    ],
)
def test_a_rate_is_a_price_when_money_is_paid(text: str, dimension: str) -> None:
    assert only(text).unit.dimension == dimension


def test_a_range_has_both_ends_in_the_base_unit() -> None:
    found = only("投资30~50亿元")
    assert found.value_max is not None
    assert (found.base(found.value), found.base(found.value_max)) == (
        Decimal(3_000_000_000),
        Decimal(5_000_000_000),
    )


def test_a_folder_adds_units_and_hedges(tmp_path: Path) -> None:
    (tmp_path / "units.tsv").write_text("symbol\tbase\tscale\tdimension\n筐\t筐\t1\tcount\n")
    (tmp_path / "qualifiers.tsv").write_text("class\tside\twords\nover\tbefore\t足有\n")
    (found,) = find_quantities("收获足有300筐", folder=tmp_path)
    assert (found.symbol, found.qualifier) == ("筐", Qualifier.OVER)
    assert list(find_quantities("收获足有300筐")) == []
    assert "足有" not in hedges().before


@pytest.mark.parametrize("row", ["over\tbeside\t足有", "more\tbefore\t足有"])
def test_a_wrong_line_of_hedges_is_told_with_its_place(row: str, tmp_path: Path) -> None:
    (tmp_path / "qualifiers.tsv").write_text(f"class\tside\twords\n{row}\n")
    with pytest.raises(LexiconError, match=r"qualifiers\.tsv:2: "):
        hedges(tmp_path)


def test_a_folder_adds_words_that_look_like_units(tmp_path: Path) -> None:
    (tmp_path / "lookalikes.tsv").write_text("class\twords\nunit\t家谱\n")
    assert [q.symbol for q in find_quantities("收藏20家谱系", folder=tmp_path)] == []
    assert [q.symbol for q in find_quantities("收藏20家谱系")] == ["家"]
