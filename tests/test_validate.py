"""The report: which offender, which sentence, in words for people and for programs."""

from __future__ import annotations

import json
import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import pyoxigraph as ox
import pytest

from zhengtu.validate import Passage, Report, Result, Severity, to_json, to_text, validate

CONFORMING = Path(__file__).parent / "cases" / "conforming.ttl"
ID = "https://w3id.org/zhengtu/id/"
ZT = "https://w3id.org/zhengtu/ns#"
PREFIXES = {
    "id": ID,
    "zt": ZT,
    "ztc": "https://w3id.org/zhengtu/code#",
    "oa": "http://www.w3.org/ns/oa#",
    "rdfs": "http://www.w3.org/2000/01/rdf-schema#",
    "xsd": "http://www.w3.org/2001/XMLSchema#",
}
TIMES_TEN = """
DELETE { ?s zt:baseValue ?v } INSERT { ?s zt:baseValue 80000000000.0 }
WHERE { ?s zt:baseValue ?v FILTER(?v = 8000000000) }"""


def after(update: str) -> Report:
    return validate(store_after(update))


def store_after(update: str) -> ox.Store:
    store = ox.Store()
    store.load(path=CONFORMING, format=ox.RdfFormat.TURTLE)
    store.update(update, prefixes=PREFIXES)
    return store


def test_a_result_shows_the_offender_and_its_sentence() -> None:
    (result,) = after(TIMES_TEN).results
    (passage,) = result.passages
    assert (result.shape, result.name, result.name_en) == ("Scale", "数值换算", "Scale")
    assert result.severity is Severity.VIOLATION
    assert result.message == "基本单位数值不等于原文数值乘倍数"
    assert result.message_en == "the base value is not the stated value times the scale"
    assert result.focus.endswith("/metric/85-89")
    assert (result.path, result.value) == (None, None)
    assert passage.document == f"{ID}doc/songshan-8340fc82"
    assert passage.title == "松山高新区新闻发布会"
    assert (passage.start, passage.end, passage.exact) == (85, 89, "80亿元")
    assert passage.marked == (
        "新签约项目42个，总投资【80亿元】，包括云河精工产业园二期（12亿元）。"
    )


def test_a_field_at_fault_is_named_with_its_value() -> None:
    (result,) = after(
        "DELETE { ?s zt:kind ?k } INSERT { ?s zt:kind ztc:counts } "
        "WHERE { ?s zt:kind ?k FILTER(?k = ztc:count) }"
    ).results
    assert (result.path, result.value) == (
        f"{ZT}kind",
        "https://w3id.org/zhengtu/code#counts",
    )


def test_a_contradiction_shows_both_sentences() -> None:
    report = after("""
INSERT { id:second ?p ?o ; zt:statedValue 3.8 ; zt:baseValue 380000000.0 ; zt:evidence ?e }
WHERE {
  ?s zt:baseValue 350000000.0 ; ?p ?o FILTER(?p NOT IN (zt:statedValue, zt:baseValue, zt:evidence))
  ?m zt:kind ztc:share ; zt:evidence ?e
}""")
    (result,) = (r for r in report.results if r.shape == "Contradiction")
    assert [passage.exact for passage in result.passages] == ["达到3.5亿元", "36%"]
    assert result.message.endswith(f"另见 {ID}second")


@pytest.mark.parametrize(
    ("words", "stated", "base", "contradicts"),
    [
        ("3.51亿元", "3.51", 351000000, False),  # 3.5 is 3.51, rounded
        ("3.55亿元", "3.55", 355000000, False),
        ("3.56亿元", "3.56", 356000000, True),
        ("3.4亿元", "3.4", 340000000, True),
        ("达4亿元", "4", 400000000, False),  # 4 is 3.5, rounded
        ("5亿元", "5", 500000000, True),
        ("40,000万元", "4", 400000000, True),  # said to the 万
        ("四亿元", "4", 400000000, False),
    ],
)
def test_a_number_stands_for_all_that_round_to_it(
    words: str, stated: str, base: int, *, contradicts: bool
) -> None:
    report = after(f"""
INSERT {{
  id:second ?p ?o ; zt:statedValue {stated} ; zt:baseValue {base}.0 ; zt:evidence id:quote .
  id:quote a zt:Evidence ; oa:hasSource ?document ; oa:hasSelector id:selector .
  id:selector oa:start 0 ; oa:end {len(words)} ; oa:exact "{words}"
}} WHERE {{
  ?s zt:baseValue 350000000.0 ; ?p ?o ; zt:evidence/oa:hasSource ?document .
  FILTER(?p NOT IN (zt:statedValue, zt:baseValue, zt:evidence))
}}""")
    assert ("Contradiction" in {r.shape for r in report.results}) is contradicts


def test_a_derived_statement_shows_the_words_of_its_sources() -> None:
    (result,) = after("DELETE WHERE { ?s zt:rule ?r }").results[:1]
    assert [passage.exact for passage in result.passages] == ["达到3.5亿元", "70%"]


def test_an_entity_shows_the_words_that_speak_of_it() -> None:
    (result,) = after("INSERT { ?p rdfs:label '又一名'@zh } WHERE { ?p a zt:Project }").results
    assert [passage.exact for passage in result.passages] == [
        "12亿元",
        "云河精工产业园二期（12亿元）",
    ][::-1]


@pytest.mark.parametrize(
    ("update", "shape"),
    [
        ("DELETE { ?s oa:end ?x } INSERT { ?s oa:end 52 }", "Offsets"),
        ("DELETE { ?s oa:exact '12%' } INSERT { ?s oa:exact '12%'@zh }", "Selector"),
    ],
)
def test_evidence_and_selectors_show_their_own_words(update: str, shape: str) -> None:
    (result,) = after(f"{update} WHERE {{ ?s oa:exact '12%' ; oa:end ?x }}").results
    (passage,) = result.passages
    assert (result.shape, passage.exact) == (shape, "12%")


def test_an_offset_that_is_no_number_shows_no_words() -> None:
    report = after(
        "DELETE { ?s oa:end ?x } INSERT { ?s oa:end 'z' } WHERE { ?s oa:exact '12%' ; oa:end ?x }"
    )
    assert {(result.shape, result.passages) for result in report.results} == {("Selector", ())}


def test_named_graphs_are_checked_together_and_a_triple_counts_once() -> None:
    store = ox.Store()
    flat = list(ox.parse(path=CONFORMING, format=ox.RdfFormat.TURTLE))
    for number, triple in enumerate(flat):
        graph = ox.NamedNode(f"{ID}graph/{number % 3}")
        store.add(ox.Quad(triple.subject, triple.predicate, triple.object, graph))
        store.add(
            ox.Quad(triple.subject, triple.predicate, triple.object, ox.NamedNode(f"{ID}all"))
        )
    assert validate(store) == Report(())


def test_blank_nodes_are_no_obstacle() -> None:
    (result,) = after("INSERT DATA { [] a zt:Platform ; rdfs:label 'Park'@en, '园'@zh }").results
    assert (result.shape, result.passages) == ("Unused", ())


def test_results_come_in_the_order_of_the_text() -> None:
    report = after("DELETE { ?s zt:modality ?m } WHERE { ?s zt:modality ?m ; zt:evidence ?e }")
    starts = [result.passages[0].start for result in report.results]
    assert len(starts) > 5
    assert starts == sorted(starts)


def test_results_come_in_one_order_violations_first() -> None:
    update = (
        "DELETE { ?s zt:evidence ?e ; zt:relativeTo ?m } "
        "WHERE { ?s zt:evidence ?e OPTIONAL { ?s zt:relativeTo ?m } }"
    )
    report = after(update)
    ranks = [list(Severity).index(result.severity) for result in report.results]
    assert ranks == sorted(ranks)
    assert set(ranks) == {0, 1, 2}
    assert after(update) == report


def test_a_value_that_is_none_of_its_type_is_reported_and_not_printed(
    capfd: pytest.CaptureFixture[str],
) -> None:
    report = after("""
DELETE { ?s zt:asOf ?d } INSERT { ?s zt:asOf "昨天"^^xsd:date }
WHERE { ?s zt:kind ztc:share ; zt:asOf ?d }""")
    assert {result.shape for result in report.results} == {"AsOf", "Statement"}
    assert capfd.readouterr() == ("", "")


HOSTILE = Result(
    shape="Scale",
    name="数值换算",
    name_en="Scale",
    severity=Severity.VIOLATION,
    focus="https://example.org/a",
    path=None,
    value="1\n[违反]",
    message="不等",
    message_en="differs",
    passages=(Passage("https://example.org/d", 1, 3, "\x1b[31m", "9\u202e家", "</script>", "题"),),
)


def test_text_for_people() -> None:
    assert to_text(Report((HOSTILE, replace(HOSTILE, value=None, passages=())))) == (
        "不符合 (does not conform)：违反 2，提醒 0，说明 0\n"
        "\n"
        "[违反 violation] 数值换算 Scale：不等 (differs)\n"
        "  对象 focus: https://example.org/a\n"
        "    值 value: 1\\n[违反]\n"
        "    原文 words: \\x1b[31m【9\\u202e家】</script> (题 1–3)\n"
        "  对象 focus: https://example.org/a\n"
    )


def test_json_for_programs() -> None:
    content = json.loads(to_json(Report((HOSTILE,))))
    (result,) = content.pop("results")
    assert content == {"conforms": False, "violation": 1, "warning": 0, "info": 0}
    assert result["severity"] == "violation"
    assert result["passages"][0]["exact"] == "9\u202e家"
    assert json.loads(to_json(Report(()))) == {
        "conforms": True,
        "violation": 0,
        "warning": 0,
        "info": 0,
        "results": [],
    }


def test_importing_validate_loads_no_engine() -> None:
    engines = "{'pyshacl', 'rdflib', 'pyoxigraph'}"
    code = f"import sys, zhengtu.validate; print({engines} & set(sys.modules))"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "set()"
