"""The quality gate: what is found, right and made up, against floors that only rise.

Gold beside this file is for texts of the corpus, which a clone does not have, and for pages
and a sample that it has.
"""

from __future__ import annotations

import os
import tomllib
from pathlib import Path

import pytest

from zhengtu.evaluate import Case, cases, evaluate, load_gold, total

HERE = Path(__file__).parent
ROOT = HERE.parent.parent
GOLD = HERE / "gold"
SHARED = ROOT.parent / "shared"
FLOORS = tomllib.loads((HERE / "floors.toml").read_text(encoding="utf-8"))


def groups() -> dict[str, list[Case]]:
    """The cases by kind of text; blind ones apart, which nobody read while writing rules."""
    own = cases(GOLD, SHARED / "corpus")
    given = cases(SHARED / "gold", SHARED / "gold")
    article = ROOT / "graphs" / "xinxiang" / "article.md"
    kinds: dict[str, list[Case]] = {}
    for case in own:
        page = case.gold.parent.name == "pages"
        kind = "pages" if page else "news" if case.name.startswith("news") else "reports"
        kinds.setdefault(f"{'blind' if case.blind else 'own'} {kind}", []).append(case)
    return kinds | {
        "sample": [
            Case("sample", article, GOLD / "sample.jsonl", (), "2025-11-28", "河南省新乡市")
        ],
        "article": [case for case in given if case.name.startswith("xinxiang")],
        "reports": [case for case in given if not case.name.startswith("xinxiang")],
    }


GROUPS = groups()


def floors() -> list[tuple[str, str, str, float]]:
    return [
        (group, type_, measure, floor)
        for group, types in FLOORS.items()
        for type_, measures in types.items()
        for measure, floor in measures.items()
    ]


@pytest.fixture(scope="module")
def scores() -> dict[str, dict[str, object]]:
    return {}


@pytest.mark.parametrize(("group", "type_", "measure", "floor"), floors())
def test_quality_does_not_fall(
    group: str, type_: str, measure: str, floor: float, scores: dict
) -> None:
    missing = not GROUPS[group] or not all(case.text.is_file() for case in GROUPS[group])
    if missing and not os.environ.get("CI"):
        pytest.skip("the corpus does not stand beside this clone")
    assert not missing, "the corpus must stand beside the checkout in CI"
    if group not in scores:
        scores[group] = total(evaluate(case)[0] for case in GROUPS[group])
    counts = scores[group][type_]
    reached = {
        "found": counts.recall,
        "right": counts.right / counts.gold,
        "precision": counts.precision,
        "right_f1": counts.right_f1,
    }[measure]
    assert reached >= floor, f"{group} {type_} {measure}: {reached:.3f} < {floor}, {counts.faults}"


def test_every_quote_of_the_gold_stands_in_its_text() -> None:
    for case in (case for listed in GROUPS.values() for case in listed if case.text.is_file()):
        with case.text.open(encoding="utf-8", newline="") as file:
            text = file.read()
        wrong = [f for f in load_gold(case.gold) if text[f["start"] : f["end"]] != f["quote"]]
        assert wrong == [], case.name
