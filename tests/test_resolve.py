"""A figure's canonical indicator where two figures must agree on it."""

import datetime as dt

from zhengtu.model import Document, Kind, Metric
from zhengtu.pipeline import read_document


def test_a_completion_takes_the_concept_of_its_main_figure() -> None:
    text = "# 秋收简讯\n\n目前全国已收获秋粮80万亩，完成64%。\n"
    document = Document(name="秋收", text=text, date=dt.date(2025, 10, 3))
    area, done = (fact for fact in read_document(document).facts if isinstance(fact, Metric))
    assert (area.unit, done.kind) == ("万亩", Kind.TARGET_COMPLETION)
    assert done.relative_to == area.span
    assert (done.concept, done.broader) == (area.concept, area.broader)
