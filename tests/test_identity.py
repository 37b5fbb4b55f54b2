"""Names become IRIs: one name one IRI, and both engines take it."""

from __future__ import annotations

import re

import pyoxigraph as ox
import pytest
import rdflib
from hypothesis import example, given
from hypothesis import strategies as st

from case_tables import cases
from zhengtu.describe.identity import Names, segment
from zhengtu.model import Place, PlaceKind
from zhengtu.vocab import BASE

CITY = Place(("云岭省", "宁湖市"))
HIGH = Place((*CITY.path, "松山高新区"), PlaceKind.ZONE)
LOST = Place(("松山高新区",), PlaceKind.ZONE)
NAMES = Names(BASE, "november-1234abcd", CITY)
ANY = st.text(st.characters(exclude_categories=()), max_size=40)
"""Any code points whatever, halves of surrogate pairs too."""
PLAIN = st.text(st.sampled_from("高新区AZaz09%/#?+&:;,.~-_()[]{}<>|\\^·—①"), max_size=12)


def unseen(text: str) -> str:
    return re.sub(r"\\u([0-9a-f]{4})", lambda match: chr(int(match[1], 16)), text)


@pytest.mark.parametrize(("name", "expected", "why"), cases("segments"))
def test_segment(name: str, expected: str, why: str) -> None:
    assert segment(unseen(name)) == expected, why


@given(ANY)
@example("\u0378")  # not assigned in this version of Unicode, perhaps in the next
@example("\ufdd0\ufffe\U000e0001\U000e0100")
@example("e\u200d\u0301")
def test_any_name_gives_an_iri_that_both_engines_take(name: str) -> None:
    iri = NAMES.iri("indicator", name)
    line = f"<{iri}> <{iri}> <{iri}> .\n"
    assert ox.NamedNode(iri).value == iri
    graph = rdflib.Graph().parse(data=line, format="nt")
    assert str(next(iter(graph))[0]) == iri
    assert f"<{iri}>" in graph.serialize(format="nt")


@given(ANY)
def test_a_segment_is_one_step_that_survives_resolving(name: str) -> None:
    step = segment(name)
    assert step
    assert not set(step) & set("/#?")
    [quad] = ox.parse(f"<x/{step}> <p:p> <o:o> .", format=ox.RdfFormat.TURTLE, base_iri=BASE)
    assert quad.subject == ox.NamedNode(f"{BASE}x/{step}")


@given(ANY)
def test_only_the_mark_itself_is_the_mark_for_what_is_unknown(name: str) -> None:
    assert (segment(name) == "_") == (segment(f"x{name}") == "x")


@given(PLAIN, PLAIN)
def test_names_that_differ_give_different_iris(one: str, other: str) -> None:
    """All of this alphabet is its own NFKC but ①, which is 1."""
    same = one.replace("①", "1") == other.replace("①", "1")
    assert (segment(one) == segment(other)) == same


@given(ANY)
def test_a_name_that_is_normal_already_stays(name: str) -> None:
    once = segment(name)
    if "%" not in once:
        assert segment(once) == (once if once != "_" else "%5F")


def located(path: str) -> str:
    return f"{BASE}{path}"


@pytest.mark.parametrize(
    ("place", "expected"),
    [
        (CITY, "area/云岭省/宁湖市"),
        (HIGH, "area/云岭省/宁湖市/松山高新区"),
        (Place(("云岭省",)), "area/云岭省"),
        (LOST, "area/_/november-1234abcd/松山高新区"),
    ],
)
def test_area(place: Place, expected: str) -> None:
    assert NAMES.area(place) == located(expected)


@pytest.mark.parametrize(
    ("name", "zone", "expected", "home"),
    [
        ("松山高新区管委会", HIGH, "org/云岭省/宁湖市/松山高新区管委会", HIGH),
        ("宁湖市商务局", HIGH, "org/云岭省/宁湖市商务局", CITY),
        ("宁湖海关", HIGH, "org/云岭省/宁湖海关", CITY),
        ("云岭师范学院", HIGH, "org/云岭师范学院", Place(("云岭省",))),
        ("政务服务中心", HIGH, "org/云岭省/宁湖市/松山高新区/政务服务中心", HIGH),
        ("松山高新技术协会", HIGH, "org/云岭省/宁湖市/松山高新区/松山高新技术协会", HIGH),
        ("中国农业科学院", HIGH, "org/中国农业科学院", None),
        ("海岳大学", HIGH, "org/海岳大学", None),
        ("国务院", None, "org/国务院", None),
        ("宁湖市商务局", None, "org/云岭省/宁湖市商务局", CITY),
        ("政务服务中心", None, "org/_/november-1234abcd/政务服务中心", None),
        ("松山高新区管委会", LOST, "org/_/november-1234abcd/松山高新区管委会", LOST),
    ],
)
def test_a_body_lies_where_its_name_says_else_where_it_is_mentioned(
    name: str, zone: Place | None, expected: str, home: Place | None
) -> None:
    assert NAMES.organization(name, zone) == (located(expected), home)
