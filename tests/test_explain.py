"""What was recognised in each sentence, by which rule, and against which."""

from __future__ import annotations

import pytest

from zhengtu.explain import explain_text

PLACE = "江西省赣州市"
TEXT = "今年以来，全市新增企业46家，增长8%。\n南康区区长郭知行介绍，先进位。"


def explained(text: str = TEXT, **known: str | None) -> list[str]:
    return explain_text(text, **({"date": "2025-11-20", "place": PLACE} | known)).splitlines()


def line_of(lines: list[str], words: str) -> int:
    return next(at for at, line in enumerate(lines) if words in line)


def test_each_sentence_is_quoted_with_where_it_stands():
    assert "[0-20] 今年以来，全市新增企业46家，增长8%。" in explained()


def test_a_sentence_with_figures_tells_its_scope():
    scope = next(line for line in explained() if "zone:" in line)
    assert "江西省赣州市" in scope
    assert "今年以来 → 2025-01-01/2025-11-20" in scope


def test_a_figure_tells_its_fields_and_the_rule_that_read_it():
    lines = explained()
    at = line_of(lines, "8% = ")
    assert "企业 | 8 % | growth" in lines[at]
    assert "metric/growth" in lines[at + 1]
    assert "rivals" in lines[at + 1]


def test_a_name_tells_its_type_and_rule():
    lines = explained()
    at = line_of(lines, "official: 郭知行")
    assert "official/titled" in lines[at + 1]


@pytest.mark.parametrize(
    ("text", "said"),
    [("3纳米芯片研发突破。", "3纳米"), ("全年新增46家。", "46家")],
)
def test_a_number_that_gives_no_figure_is_told_as_well(text, said):
    (line,) = [line for line in explained(text) if line.strip().startswith(said)]
    assert " = " not in line


def test_what_is_not_known_is_said():
    (scope,) = [line for line in explained("新增企业46家。", place=None) if "zone:" in line]
    assert "未定" in scope
    assert "未说" in scope


def test_a_file_is_read_from_its_path(tmp_path):
    file = tmp_path / "report.txt"
    file.write_text("新增企业46家，成效明显。", encoding="utf-8")
    assert any("46家 = 企业" in line for line in explained(str(file)))
