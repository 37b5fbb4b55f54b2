"""Tables of words, and what is said of one that is wrong."""

from __future__ import annotations

import pytest

from zhengtu.errors import LexiconError
from zhengtu.lexicon import SHIPPED, parse_table, patterns, table, words

HEAD = "word\tclass\n"


def test_rows_are_cells_by_column_and_say_where_they_stand():
    one, two = parse_table("# why\n\nword\tclass\n达到\tlink\n# no\n 共 \n", "some.tsv")
    assert (one["word"], one["class"], one.where) == ("达到", "link", "some.tsv:4")
    assert (two["word"], two["class"], two.where) == ("共", "", "some.tsv:6")


def test_a_table_without_a_header_is_an_error():
    with pytest.raises(LexiconError) as caught:
        parse_table("# nothing\n\n", "some.tsv")
    assert caught.value.where == "some.tsv"


@pytest.mark.parametrize("row", ["a\tb\tc", "\tb", " \tb"])
def test_a_row_that_is_too_long_or_has_no_first_cell_is_an_error_of_its_line(row):
    with pytest.raises(LexiconError) as caught:
        parse_table(f"{HEAD}x\ty\n{row}\n", "some.tsv")
    assert caught.value.where == "some.tsv:3"
    assert "word, class" in caught.value.hint


def test_a_folder_adds_rows_behind_the_shipped_ones(tmp_path):
    (tmp_path / "deixis.tsv").write_text("class\twords\ncity\t咱市\n", encoding="utf-8-sig")
    shipped, both = table("deixis"), table("deixis", tmp_path)
    assert both[: len(shipped)] == shipped
    assert [row["words"] for row in both[len(shipped) :]] == ["咱市"]
    assert words("deixis", tmp_path)["city"] == (*words("deixis")["city"], "咱市")


def test_a_folder_without_the_table_changes_nothing(tmp_path):
    assert table("deixis", tmp_path) == table("deixis")


def test_an_unreadable_table_of_the_users_is_an_error(tmp_path):
    (tmp_path / "deixis.tsv").write_bytes(b"class\twords\ncity\t\xff\xfe\n")
    with pytest.raises(LexiconError) as caught:
        table("deixis", tmp_path)
    assert caught.value.where == str(tmp_path / "deixis.tsv")


def test_a_wrong_line_in_the_users_table_is_named(tmp_path):
    (tmp_path / "deixis.tsv").write_text("class\twords\n\n\t咱市\n", encoding="utf-8")
    with pytest.raises(LexiconError) as caught:
        table("deixis", tmp_path)
    assert caught.value.where == f"{tmp_path / 'deixis.tsv'}:3"


def test_words_of_a_class_add_up_over_rows_each_once(tmp_path):
    (tmp_path / "deixis.tsv").write_text(
        "class\twords\ncity\t全市 咱市\ncity\t咱市\n", encoding="utf-8"
    )
    listed = words("deixis", tmp_path)["city"]
    assert listed.count("全市") == listed.count("咱市") == 1


@pytest.mark.parametrize(
    "name", sorted(p.name for p in SHIPPED.iterdir() if p.name.endswith(".tsv"))
)
def test_every_shipped_table_can_be_read(name):
    assert table(name.removesuffix(".tsv"))


@pytest.mark.parametrize(
    "name", sorted(p.name for p in SHIPPED.iterdir() if p.name.endswith(".toml"))
)
def test_every_shipped_file_of_patterns_can_be_read(name):
    assert patterns(name.removesuffix(".toml"))
