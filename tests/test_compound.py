"""The words that names are made of, and what is read from them."""

from __future__ import annotations

from itertools import combinations

import pytest

from zhengtu.extract.compound import Role, compounds
from zhengtu.lexicon import words

TABLE = {name: frozenset(listed) for name, listed in words("compounds").items()}
ROLES = (
    "whole",
    "open",
    "weak",
    "body",
    "seat",
    "meeting",
    "made",
    "field",
    "title",
    "vague",
    "stop",
)
PARTS = {
    "body": ("kind", "many", "common", "brand", "national"),
    "meeting": ("loose", "fair", "bare", "ample"),
}


@pytest.mark.parametrize(("one", "other"), list(combinations(ROLES, 2)))
def test_a_word_has_one_role(one, other):
    assert TABLE[one] & TABLE[other] == frozenset()


@pytest.mark.parametrize(("whole", "part"), [(w, p) for w, parts in PARTS.items() for p in parts])
def test_what_says_more_of_a_word_is_said_of_a_word_of_its_class(whole, part):
    assert TABLE[part] <= TABLE[whole]


def parts(text: str) -> list[tuple[str, str]]:
    (tokens,) = compounds().find(text, [])
    return [(text[token.start : token.end], token.role) for token in tokens]


def test_a_place_that_the_tables_lack_is_told_by_its_last_character():
    assert parts("云渡市教育局")[0] == ("云渡市", Role.PLACE)
    assert parts("旅游县人民医院")[1] == ("县", Role.GAP)


def test_a_field_goes_on_to_the_head_that_shares_its_end():
    assert parts("国家知识产权保护中心")[-1][1] in {Role.BODY, Role.KIND}


@pytest.mark.parametrize("text", ["", "没有名字的一句话。", "“”（）《》——…"])
def test_a_text_without_a_last_word_gives_nothing(text):
    assert list(compounds().find(text, [])) == []
