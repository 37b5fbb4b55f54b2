"""Indicators: which concept the words of a text name, and what is above them."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from zhengtu.errors import LexiconError
from zhengtu.lexicon import parse_table
from zhengtu.model import Kind
from zhengtu.recognise.concept import Concept, scheme
from zhengtu.recognise.indicator import Head, heads, indicators

CASES = parse_table(
    (Path(__file__).parent / "cases" / "indicators.tsv").read_text("utf-8"), "indicators.tsv"
)
INDICATORS = [one for one in scheme().concepts.values() if not one.is_field]


def name(concept: Concept | None) -> str:
    return concept.name if concept else "-"


@pytest.mark.parametrize("case", CASES, ids=lambda case: f"{case['words']}-{case['dimension']}")
def test_words_mean_what_the_case_says(case) -> None:
    lookup, dimension = indicators(), case["dimension"] or None
    exact = lookup.concept(case["words"], unit_dimension=dimension)
    above = None if exact else lookup.broader(case["words"], unit_dimension=dimension)
    assert (name(exact), name(above)) == (case["concept"], case["broader"])


def test_every_name_of_a_concept_names_it() -> None:
    lookup = indicators()
    missed = [
        (one.name, said)
        for one in INDICATORS
        for said in (one.name, *one.alt)
        for dimension in (*one.dimensions, None)
        if lookup.concept(said, unit_dimension=dimension) != one
    ]
    assert missed == []


def test_what_is_under_a_concept_has_it_above() -> None:
    lookup = indicators()
    missed = [
        (one.name, said)
        for one in INDICATORS
        for said in one.under
        if lookup.concept(said) or lookup.broader(said) != one
    ]
    assert missed == []


def test_a_name_that_stands_alone_ends_no_other() -> None:
    lookup = indicators()
    wrong = [
        (said, one.name)
        for one in INDICATORS
        for said in sorted(one.alone)
        if lookup.broader(f"某某{said}") == one
    ]
    assert wrong == []


def test_a_field_is_no_indicator() -> None:
    lookup = indicators()
    fields = [one.name for one in scheme().concepts.values() if one.is_field]
    assert [field for field in fields if lookup.concept(field)] == []


def test_any_indicator_takes_a_share_a_multiple_and_a_rank() -> None:
    lookup = indicators()
    for dimension in ("ratio", "points", "multiple", "rank"):
        assert name(lookup.concept("粮食产量", unit_dimension=dimension)) == "粮食产量"


@given(st.text(max_size=40))
def test_no_text_breaks_the_lookup(text: str) -> None:
    lookup = indicators()
    found = lookup.concept(text, unit_dimension="count")
    above = lookup.broader(text, unit_dimension="count")
    assert all(one is None or one.takes("count") for one in (found, above))


def test_heads_say_kind_and_dimension() -> None:
    assert heads()["面积"] == Head("面积", Kind.QUANTITY, "area", tail=False)
    assert heads()["增速"] == Head("增速", Kind.GROWTH, "ratio", tail=True)
    assert len(heads()) > 150


def test_a_head_of_the_user_s_own_is_known(tmp_path: Path) -> None:
    own = "head\tkind\tdimension\ttail\n亩数\tquantity\tarea\tno\n"
    (tmp_path / "indicator-heads.tsv").write_text(own, "utf-8")
    assert heads(tmp_path)["亩数"].dimension == "area"


def test_an_indicator_of_the_user_s_own_is_known(tmp_path: Path) -> None:
    header = "concept\ten\talt\tunder\tdimension\tkind\tbroader\tfield\thead\tnote\n"
    own = "稻虾共作面积\trice and crayfish\t稻虾面积\t\tarea\tquantity\t种植面积\t农业\tyes\t\n"
    (tmp_path / "indicators.tsv").write_text(header + own, "utf-8")
    found = indicators(tmp_path).concept("全县稻虾面积", unit_dimension="area")
    assert name(found) == "稻虾共作面积"
    assert indicators().concept("全县稻虾面积", unit_dimension="area") is None


def test_a_wrong_head_is_said(tmp_path: Path) -> None:
    own = "head\tkind\tdimension\ttail\n面积\tquantity\tarea\tno\n亩数\tsize\tarea\tno\n"
    file = tmp_path / "indicator-heads.tsv"
    file.write_text(own, "utf-8")
    with pytest.raises(LexiconError) as error:
        heads(tmp_path)
    assert error.value.where == f"{file}:3"
    assert "亩数" in error.value.what
