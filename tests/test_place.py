"""Place names in text, which place they mean, and what a user may call a place."""

from __future__ import annotations

from contextlib import suppress
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from zhengtu.errors import LexiconError, UsageError
from zhengtu.lexicon import Row, parse_table, table
from zhengtu.model import Place, PlaceKind
from zhengtu.recognise.deixis import at_level, deictic
from zhengtu.recognise.locality import find_localities
from zhengtu.recognise.place import PlaceMention, gazetteer, parse_place

FILE = Path(__file__).parent / "cases" / "place.tsv"
CASES = parse_table(FILE.read_text(encoding="utf-8"), FILE.name)
FILE_OF_LOCALITIES = FILE.with_name("localities.tsv")
LOCALITIES = parse_table(FILE_OF_LOCALITIES.read_text(encoding="utf-8"), FILE_OF_LOCALITIES.name)
XINXIANG = parse_place("新乡")


def paths(mention: PlaceMention) -> str:
    return " or ".join("/".join(place.path) for place in mention.candidates)


def place(path: str) -> Place | None:
    return gazetteer().known(Place(tuple(path.split("/")))) if path else None


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["text"][:16])
def test_mentions(case: Row) -> None:
    text = case["text"].replace("|", "\n")
    found = gazetteer().find_places(text, home=place(case["home"]))
    said = (f"{m.surface}{'!' * m.inside_name}={paths(m)}" for m in found)
    assert " | ".join(said) == case["mentions"]


@pytest.mark.parametrize("case", LOCALITIES, ids=lambda case: case["text"][:16])
def test_localities(case: Row) -> None:
    text, home = case["text"], place(case["home"])
    known = gazetteer().find_places(text, home=home)
    found = find_localities(text, known, gazetteer(), home)
    said = (f"{m.surface}={paths(m)}" for m in found if m not in known)
    assert " | ".join(said) == case["localities"]


def test_offsets_count_from_the_start_of_the_text() -> None:
    found = gazetteer().find_places("北京、河南新乡、上海", 3, 7)
    assert [(m.start, m.end, m.surface) for m in found] == [(3, 7, "河南新乡")]


def test_resolve_takes_the_namesake_nearest_to_the_text() -> None:
    drum, new = gazetteer().find_places("鼓楼区、新华区")
    kaifeng, pingdingshan = parse_place("开封"), parse_place("平顶山")
    assert gazetteer().resolve(drum, kaifeng) == parse_place("河南省开封市鼓楼区")
    assert gazetteer().resolve(new, pingdingshan) == parse_place("河南省平顶山市新华区")
    assert gazetteer().resolve(drum, parse_place("广东")) is None
    assert gazetteer().resolve(drum) is None
    assert gazetteer().resolve(drum, parse_place("广东"), earlier=[kaifeng]) == parse_place(
        "开封市鼓楼区"
    )


def test_resolve_leaves_open_what_two_candidates_share() -> None:
    (drum,) = gazetteer().find_places("鼓楼区")
    assert gazetteer().resolve(drum, parse_place("江苏")) is None


@pytest.mark.parametrize(
    ("context", "path"),
    [
        ("河南省新乡市", "河南省/新乡市/高新区"),
        ("河南省新乡市牧野区", "河南省/新乡市/高新区"),
        ("河南省新乡市长垣市", "河南省/新乡市/长垣市/高新区"),
        ("新乡市经开区", "河南省/新乡市/高新区"),
        ("新乡市高新区", "河南省/新乡市/高新区"),
        ("北京市海淀区", "北京市/高新区"),
        ("河南省", None),
        (None, "高新区"),
    ],
)
def test_a_bare_zone_belongs_to_the_city_of_the_text(context: str | None, path: str | None) -> None:
    (mention,) = gazetteer().find_places("\n高新区：\n")
    found = gazetteer().resolve(mention, parse_place(context) if context else None)
    assert (found and "/".join(found.path)) == path


def test_a_zone_with_a_name_of_its_own_needs_no_city() -> None:
    (mention,) = gazetteer().find_places("\n浔川示范区\n")
    alone = Place(("浔川示范区",), PlaceKind.ZONE)
    assert (
        gazetteer().resolve(mention) == gazetteer().resolve(mention, parse_place("河南")) == alone
    )
    assert gazetteer().resolve(mention, XINXIANG) == Place(
        (*XINXIANG.path, "浔川示范区"), PlaceKind.ZONE
    )


@pytest.mark.parametrize("row", table("places")[::40], ids=lambda row: row["name"])
def test_every_canonical_name_parses_to_itself(row: Row) -> None:
    (named,) = (
        place for place in gazetteer().names.names[row["name"]] if place.code == row["code"]
    )
    assert parse_place("".join(named.path)) == named


def test_every_zone_of_the_table_parses_to_itself() -> None:
    for row in table("zones"):
        found = parse_place(row["name"])
        assert (found.path, found.kind) == ((*row["seat"].split("/"), row["short"]), PlaceKind.ZONE)


@pytest.mark.parametrize(
    ("said", "path"),
    [
        ("新乡", "河南省/新乡市"),
        ("河南新乡", "河南省/新乡市"),
        ("河南省 / 新乡市", "河南省/新乡市"),
        ("豫", "河南省"),
        ("安康", "陕西省/安康市"),
        ("范县", "河南省/濮阳市/范县"),
        ("新乡高新技术产业开发区", "河南省/新乡市/高新区"),
        ("四川省云溪市", "四川省/云溪市"),
        ("福建省漳州市浔海综合保税区", "福建省/漳州市/浔海综保区"),
    ],
)
def test_parse_place(said: str, path: str) -> None:
    assert "/".join(parse_place(said).path) == path


@pytest.mark.parametrize(
    ("said", "hint"),
    [
        ("河南省新香市", "是否指 (did you mean) 新乡市"),
        ("鼓楼区", "江苏省南京市鼓楼区"),
        ("河难省", "河南省"),
        ("高新区", "写全名"),
        ("", "写全名"),
        ("新乡市的一个很好的地方", "写全名"),
    ],
)
def test_parse_place_says_what_was_meant(said: str, hint: str) -> None:
    with pytest.raises(UsageError) as caught:
        parse_place(said)
    assert "“" in caught.value.what
    assert hint in caught.value.hint


@pytest.mark.parametrize(
    ("word", "place", "path"),
    [
        ("我省", "河南省新乡市", "河南省"),
        ("全市", "河南省新乡市高新区", "河南省/新乡市"),
        ("全市", "河南省新乡市长垣市", "河南省/新乡市/长垣市"),
        ("全市", "北京市海淀区", "北京市"),
        ("全区", "新乡市高新区", "河南省/新乡市/高新区"),
        ("本区", "新乡市牧野区", "河南省/新乡市/牧野区"),
        ("全区", "广西南宁", "广西壮族自治区"),
        ("全区", "河南省新乡市", None),
        ("全县", "新乡市原阳县", "河南省/新乡市/原阳县"),
        ("我县", "河南省新乡市", None),
        ("全州", "延边", "吉林省/延边朝鲜族自治州"),
        ("全国", "河南省", None),
    ],
)
def test_words_for_here(word: str, place: str, path: str | None) -> None:
    level = deictic(word)
    assert level is not None
    found = at_level(parse_place(place), level)
    assert (found and "/".join(found.path)) == path


def test_a_place_above_keeps_its_code() -> None:
    assert at_level(parse_place("新乡市高新区"), "city") == XINXIANG


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("places", "code\tname\tlevel\n990101\t无上县\tcounty\n"),
        (
            "place-history",
            "name\tunder\tsuccessor\tuntil\thow\tcode\n旧县\t河南省\t999999\t2001\trenamed\n",
        ),
        ("zones", "name\tlevel\tseat\tshort\tforms\n无城高新区\t\t河南省/无城市\t高新区\n"),
    ],
)
def test_a_wrong_line_of_a_table_is_named(tmp_path: Path, name: str, text: str) -> None:
    (tmp_path / f"{name}.tsv").write_text(text, encoding="utf-8")
    with pytest.raises(LexiconError) as caught:
        gazetteer(tmp_path)
    assert caught.value.where == f"{tmp_path / name}.tsv:2"


def test_a_table_of_the_user_s_own_adds_places(tmp_path: Path) -> None:
    head = "code\tname\tlevel\tshort\tabbr\tuse\n"
    (tmp_path / "places.tsv").write_text(f"{head}419999\t棠溪市\tcounty\t棠溪\n", encoding="utf-8")
    assert parse_place("棠溪", folder=tmp_path) == Place(("河南省", "棠溪市"), code="419999")


def test_codes_are_of_the_standard_and_only_of_divisions() -> None:
    assert XINXIANG.code == "410700"
    assert parse_place("新乡市经开区").code is None


NAMES = sorted(gazetteer().names.names) + sorted(gazetteer().names.types.words)
SNIPPETS = st.sampled_from(
    [*NAMES, "、", "，", "\n", "### ", "国家级", "大学", "市场", "党工委", "\ud800", "𠀀", "\u202e"]
)


@given(
    st.lists(SNIPPETS | st.text(max_size=4), max_size=12).map("".join),
    st.none() | st.just(XINXIANG),
)
@settings(max_examples=200, deadline=None)
def test_spans_quote_the_text_in_order(text: str, home: Place | None) -> None:
    end = 0
    for mention in gazetteer().find_places(text, home=home):
        assert end <= mention.start < mention.end <= len(text)
        assert text[mention.start : mention.end] == mention.surface
        assert mention.candidates
        end = mention.end
        gazetteer().resolve(mention, home)


@given(st.text())
@settings(deadline=None)
def test_any_name_is_a_place_or_an_error(said: str) -> None:
    with suppress(UsageError):
        assert parse_place(said).path
