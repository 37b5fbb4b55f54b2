"""What a sentence takes from around it: place, time, mood and speaker."""

from __future__ import annotations

import datetime as dt

import pytest

from marked import DAY, PLACE, read
from zhengtu.extract.scope import Scope, ruling
from zhengtu.extract.zone import ZoneMap
from zhengtu.model import Document, Metric, Modality, Place, PlaceKind, Zone
from zhengtu.recognise.place import gazetteer, parse_place
from zhengtu.segment import segment

FIGURE = "建成驿站12座。"


def metric(text: str, **known: object) -> Metric:
    """The last figure of a text."""
    return [fact for fact in read(text, **known).facts if isinstance(fact, Metric)][-1]


def zone(text: str, **known: object) -> str | None:
    place = metric(text, **known).zone
    return place.name if place else None


@pytest.mark.parametrize(
    ("text", "name"),
    [
        (FIGURE, "赣州市"),
        ("全市建成驿站12座。", "赣州市"),
        ("我市建成驿站12座。", "赣州市"),
        ("章贡区建成驿站12座。", "章贡区"),
        ("全市开工驿站30座。其中章贡区建成驿站12座。", "章贡区"),
        ("章贡区今年铺开试点，建成驿站12座。", "章贡区"),
        ("## 章贡区\n建成驿站12座。", "章贡区"),
        ("## 章贡区\n建成驿站12座。\n## 于都县\n完工驿站9座。", "于都县"),
        ("## 章贡区\n### 便民服务\n建成驿站12座。", "章贡区"),
        ("## 章贡区\n修缮驿站3座。\n## 全域行动\n建成驿站12座。", "赣州市"),
        ("据章贡区副区长段予安介绍，建成驿站12座。", "章贡区"),
        ("据赣州经开区管委会副主任段予安介绍，工作顺利。建成驿站12座。", "经开区"),
        ("在章贡区召开现场会，建成驿站12座。", "赣州市"),
        ("客商来自章贡区，建成驿站12座。", "赣州市"),
        ("章贡区建成驿站9座；于都县建成驿站12座。", "于都县"),
        ("## 赣州经开区\n全区建成驿站12座。", "经开区"),
        ("江西省今年建成驿站12座。", "江西省"),
        ("江西省科技厅公布名单，建成驿站12座。", "赣州市"),
        ("省财政支持建成驿站12座。", "江西省"),
        ("全省建成驿站12座。", "江西省"),
        ("驿站数居全省第12位。", "赣州市"),
        ("于都县开工驿站3座。该县建成驿站12座。", "于都县"),
        ("于都县开工驿站3座。\n该县建成驿站12座。", "于都县"),
        ("于都县委书记段予安到会。今年，全县建成驿站12座。", "于都县"),
        ("章贡区、于都县分别建成驿站9座和12座。", "于都县"),
        ("章贡区新建驿站9座、于都县12座。", "于都县"),
        ("于都县新建驿站3座。老街焕新，建成驿站12座。", "于都县"),
        ("老街焕新。于都县新建驿站3座。建成驿站12座。", "赣州市"),
        ("全国已建成驿站12座。", None),
        ("禾云环保有限公司今年建成驿站12座。", None),
        ("于都县等地客商到会，建成驿站12座。", "赣州市"),
        ("于都县居民12人到会。", "赣州市"),
        ("县域方面，像于都县，建成驿站12座。", "于都县"),
        ("以于都县为例，今年建成驿站12座。", "于都县"),
        ("像于都县这样建成驿站12座。", "赣州市"),
        ("而整个瑞金今年修路，建成驿站12座。", "瑞金市"),
        ("江西禾云环保股份有限公司新建驿站12座。", "赣州市"),
        ("南康区、于都县进度较快，分别建成驿站9座、12座。", "于都县"),
        ("南康区、于都县较快，产值、税收分别增长9%、12%。", "赣州市"),
        ("落户于都县的驿站项目建成客房12间。", "于都县"),
        ("落户于都县的禾云公司建成客房12间。", "赣州市"),
        ("“今年建成驿站12座。”于都县委书记段予安说。", "于都县"),
        ("“今年建成驿站12座。”于都县村民段予安说。", "赣州市"),
        ("于都县梓山镇建成驿站12座。", "梓山镇"),
        ("梓山镇潭头村焕新。全村建成驿站12座。", "潭头村"),
        ("梓山镇潭头村焕新。全镇建成驿站12座。", "梓山镇"),
        ("梓山镇潭头村焕新，今年村里建成驿站12座。", "潭头村"),
        ("梓山镇潭头村焕新。全市建成驿站12座。", "赣州市"),
        ("梓山镇潭头村焕新。\n村集体建成驿站12座。", "赣州市"),
        ("客商来自梓山镇潭头村，建成驿站12座。", "赣州市"),
        ("全村建成驿站12座。", None),
        ("江西省吉安市新建驿站3座，我市建成驿站12座。", "赣州市"),
        ("章贡区、于都县建成驿站12座。", None),
        ("章贡区、于都县各建成驿站12座。", "赣州市"),
        ("代表团在赣州高新区了解到，该区建成驿站12座。", "高新区"),
        ("【章贡区】今年铺开试点。建成驿站12座。", "章贡区"),
        ("南康区新能源汽车产量增长，建成驿站12座。", "南康区"),
    ],
)
def test_the_innermost_place_that_speaks_is_the_zone(text, name):
    assert zone(text) == name


def test_a_county_whose_name_is_a_word_for_the_whole_is_the_county():
    place = "广西壮族自治区桂林市全州县"
    assert zone("全州县今年建成驿站12座。", place=place) == "全州县"


def test_a_zone_is_told_by_its_whole_path_and_is_no_division():
    place = metric("## 赣州经开区\n全区建成驿站12座。").zone
    assert place == Place(("江西省", "赣州市", "经开区"), PlaceKind.ZONE)


def test_a_text_of_no_known_place_leaves_the_zone_open():
    assert zone(FIGURE, place=None) is None
    assert zone("全市建成驿站12座。", place=None) is None


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("全区建成驿站12座。", "禾湾边境经济合作区"),
        ("禾湾边合区建成驿站12座。", "禾湾边境经济合作区"),
        ("全市开工驿站30座，合作区建成驿站12座。", "禾湾边境经济合作区"),
        ("全市建成驿站12座。", "赣州市"),
        ("于都县开工驿站3座。\n该区建成驿站12座。", "禾湾边境经济合作区"),
        ("禾湾综合保税区建成驿站12座。", "禾湾综保区"),
        ("全市共有综合保税区12个。", "赣州市"),
    ],
)
def test_a_text_of_a_zone_that_no_table_has_is_of_that_zone(text, name):
    assert metric(text, place="江西省赣州市禾湾边境经济合作区").zone.name == name


def test_in_an_autonomous_region_quan_qu_is_the_region_unless_a_zone_speaks():
    assert zone("全区建成驿站12座。", place="广西南宁") == "广西壮族自治区"
    assert zone("全区建成驿站12座。", place="南宁市青秀区") == "青秀区"
    assert zone("广西开工驿站30座，全区建成驿站12座。", place="南宁市青秀区") == "广西壮族自治区"


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("南昌举办花市。建成驿站12座。", "南昌市"),
        ("南昌举办花市。我国建成驿站12座。", None),
        ("南昌举办花市。我国花市增多。建成驿站12座。", None),
        ("在南昌市郊湖边，建成驿站12座。", "南昌市"),
        ("在南昌市郊湖边，当地建成驿站12座。", "南昌市"),
        ("江西南昌园林部门进场，修好步道，全市建成驿站12座。", "南昌市"),
        ("# 南昌至九江铁路开工\n建成驿站12座。", None),
        ("南昌第九届大学生运动会开幕。建成驿站12座。", None),
        ("南昌举办花市，九江机场建成驿站12座。", None),
        ("湖北举办花市。江西南昌地铁进站，同时全省建成驿站12座。", "江西省"),
        ("当地时间9日，建成驿站12座。", None),
        ("如今，南昌建成驿站12座。", "南昌市"),
        ("南昌县幽兰镇举办花市。建成驿站12座。", "幽兰镇"),
        ("在南昌县幽兰镇南山村，村里建成驿站12座。", "南山村"),
        ("南昌带头，长三角花市增多。建成驿站12座。", None),
    ],
)
def test_in_a_text_of_no_place_a_sentence_is_of_what_opens_it(text, name):
    assert zone(text, place=None) == name


def test_a_zone_is_called_as_the_text_calls_it():
    text = "江西省赣州高新区召开会议。赣州高新区建成驿站12座。"
    place = metric(text).zone
    assert (place.name, place.label) == ("高新区", "赣州高新区")
    assert metric("高新区建成驿站12座。").zone.label == "高新区"


def test_a_place_named_in_page_furniture_alone_is_a_zone_with_its_figures_only():
    text = "来源：章贡区融媒体中心　编辑：段予安　打印本页　关闭窗口\n\n全区建成驿站12座。"
    facts = read(text, place="江西省赣州市章贡区").facts
    assert [fact.name for fact in facts if isinstance(fact, Zone)] == ["章贡区"]


def test_a_zone_that_a_heading_names_in_short_is_shown_where_the_text_names_it_in_full():
    text = "# 赣州经开区开局良好\n今年，赣州经济技术开发区建成驿站12座。"
    (found,) = (fact for fact in read(text).facts if isinstance(fact, Zone))
    assert (found.span.quote, found.city) == ("赣州经济技术开发区", "赣州市")


def test_a_village_lies_in_its_town_and_is_no_development_zone():
    (found,) = (f for f in read("梓山镇潭头村建成驿站12座。").facts if isinstance(f, Zone))
    assert (found.name, found.city, found.province) == ("潭头村", "赣州市", "江西省")
    assert found.zone == Place(("江西省", "赣州市", "梓山镇", "潭头村"))


def test_a_place_with_figures_is_a_zone_fact_and_one_without_is_not():
    facts = read("章贡区建成驿站12座。客商来自于都县。").facts
    assert [fact.name for fact in facts if isinstance(fact, Zone)] == ["章贡区"]


@pytest.mark.parametrize(
    ("text", "modality"),
    [
        (FIGURE, "actual"),
        ("已建成驿站12座。", "actual"),
        ("力争建成驿站12座。", "target"),
        ("到2027年，建成驿站12座。", "target"),
        ("2023年，建成驿站12座。", "actual"),
        ("预计建成驿站12座。", "target"),
        ("2026年工作安排\n建成驿站12座。", "target"),
        ("2026年工作安排\n已建成驿站12座。", "actual"),
        ("2024年重点任务\n建成驿站12座。", "actual"),
        ("2024年工作回顾\n建成驿站12座。", "actual"),
        ("二、2026年重点工作\n（一）便民行动\n建成驿站12座。", "target"),
        ("一、2025年工作回顾\n建成驿站9座。\n二、2026年重点工作\n建成驿站12座。", "target"),
        ("二、2026年重点工作\n建成驿站9座。\n名词解释\n建成驿站12座。", "actual"),
        ("争取中央资金12亿元。", "actual"),
        ("完成全年计划的92%，建成驿站12座。", "actual"),
        ("客流将从3万人次，建成驿站12座。", "actual"),
    ],
)
def test_headings_and_sentences_tell_results_from_aims(text, modality):
    assert metric(text).modality == Modality(modality)


@pytest.mark.parametrize(
    ("text", "period"),
    [
        (FIGURE, None),
        ("10月，建成驿站12座。", "2025-10"),
        ("10月，开工驿站3座，建成驿站12座。", "2025-10"),
        ("9月开工驿站3座，10月建成驿站12座。", "2025-10"),
        ("10月开工。建成驿站12座。", None),
        ("2024年工作回顾\n全年建成驿站12座。", "2024"),
        ("全年建成驿站12座。", "2025"),
        ("全年招商20批；建成驿站12座。", "2025"),
        ("建成驿站12座，10月再添新址。", None),
    ],
)
def test_the_period_before_a_figure_in_its_sentence_is_its_period(text, period):
    assert metric(text).period == period


def test_without_a_day_nothing_relative_is_told():
    assert metric("今年以来，建成驿站12座。", date=None).period is None
    assert metric("2024年，建成驿站12座。", date=None).period == "2024"


def test_what_an_official_says_is_the_officials_up_to_the_next_heading():
    said = "章贡区副区长段予安介绍，今年新建了驿站。建成驿站12座。"
    assert metric(said).speaker == "段予安"
    assert metric(said + "\n## 其他\n修缮驿站9座。").speaker is None
    assert metric("章贡区副区长段予安到会。建成驿站12座。").speaker is None


def test_ruling_is_the_last_place_that_begins_before_a_position_and_has_not_ended():
    one, two = Place(("甲省",)), Place(("乙省",))
    changes = [(0, 20, one), (5, 9, two)]
    assert [ruling(changes, at, None) for at in (0, 3, 7, 9, 10, 20, 21)] == [
        None, one, two, two, one, one, None,
    ]  # fmt: skip


def test_a_scope_gives_the_zone_and_the_setting_of_a_position():
    text = "南康区10月建成驿站12座。"
    place = parse_place(PLACE)
    segmented = segment(Document("case", text, date=DAY, place=place))
    scope = Scope(segmented, ZoneMap(segmented, gazetteer(), place))
    setting = scope.at(segmented.sentences[0]).of(text.index("12"))
    assert (setting.zone.name, setting.period, setting.modality) == (
        "南康区", "2025-10", Modality.ACTUAL,
    )  # fmt: skip
    assert scope.zone_of(text.index("12")).name == "南康区"


def test_the_day_of_the_document_counts_for_headings_of_plans():
    text = "2025年重点工作\n建成驿站12座。"
    assert metric(text, date=dt.date(2025, 2, 1)).modality == Modality.TARGET
    assert metric(text, date=dt.date(2026, 2, 1)).modality == Modality.ACTUAL
