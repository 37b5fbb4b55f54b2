"""Exports: other programs read them, the bytes never change, hostile names stay text."""

from __future__ import annotations

import csv
import datetime as dt
import hashlib
import io
import os
import subprocess
import sys
import zipfile
from dataclasses import replace
from decimal import Decimal
from typing import TYPE_CHECKING
from xml.etree import ElementTree as ET

import networkx as nx
import openpyxl
import pyoxigraph as ox
import pytest
import rdflib
from rdflib.compare import to_isomorphic

from two_pages import HIGH, january, november, store_of, two_pages
from zhengtu import workbook
from zhengtu.errors import MissingExtraError, OutputError, UsageError
from zhengtu.export import FORMATS, export, table, tables
from zhengtu.model import Event, Organization, Reading, Span
from zhengtu.table import Table

if TYPE_CHECKING:
    from pathlib import Path

RDF = {
    "ttl": ("turtle", ox.RdfFormat.TURTLE),
    "nt": ("nt", ox.RdfFormat.N_TRIPLES),
    "nq": ("nquads", ox.RdfFormat.N_QUADS),
    "trig": ("trig", ox.RdfFormat.TRIG),
    "jsonld": ("json-ld", ox.RdfFormat.JSON_LD),
    "rdfxml": ("xml", ox.RdfFormat.RDF_XML),
}
HOSTILE = (
    "=cmd|'/c calc'!A1",
    '+"quoted", and <b>&amp;</b>',
    "-2+3\n@SUM(1)",
    "]]></script><script>alert(1)</script>",
    "高新\u202e区\u2066\x1b[2J\x00\ufffe",
    "@prefix : <x> . \\ \\u0041",
)


def hostile_store() -> ox.Store:
    page = november()
    text = page.document.text
    whole = Span(0, len(text), text)
    events = tuple(Event(span=whole, zone=HIGH, name=name) for name in HOSTILE)
    bodies = tuple(Organization(span=whole, zone=HIGH, name=name) for name in HOSTILE)
    document = replace(page.document, title=HOSTILE[0], name=HOSTILE[3])
    return store_of(Reading(document, events + bodies))


def triples(store: ox.Store) -> set[ox.Triple]:
    return {quad.triple for quad in store}


# ---- RDF


@pytest.mark.parametrize("form", RDF)
def test_rdf_reads_back_whole(form: str) -> None:
    _reads_back(form, two_pages())


@pytest.mark.parametrize("form", sorted(set(RDF) - {"rdfxml"}))  # which has no control characters
def test_rdf_keeps_hostile_names(form: str) -> None:
    _reads_back(form, hostile_store())


def _reads_back(form: str, store: ox.Store) -> None:
    syntax = RDF[form][1]
    read = list(ox.parse(export(store, form), format=syntax))
    assert {quad.triple for quad in read} == triples(store)
    if syntax.supports_datasets:
        assert set(read) == set(store)


@pytest.mark.filterwarnings("ignore::DeprecationWarning")  # rdflib's own calls
@pytest.mark.parametrize("form", RDF)
def test_rdflib_reads_the_same_graph(form: str) -> None:
    graphs = []
    for name in (form, "nt"):
        graph = rdflib.Graph() if name not in ("nq", "trig", "jsonld") else rdflib.Dataset()
        graph.parse(data=export(two_pages(), name), format=RDF[name][0])
        flat = rdflib.Graph()
        for subject, predicate, value, *_ in graph:
            flat.add((subject, predicate, value))
        graphs.append(to_isomorphic(flat))
    assert graphs[0] == graphs[1]
    assert len(graphs[0]) == len(triples(two_pages()))


@pytest.mark.parametrize("form", ["rdfxml", "graphml", "gexf"])
def test_xml_is_well_formed_whatever_the_names(form: str) -> None:
    written = export(hostile_store(), form)
    ET.fromstring(written)  # noqa: S314 - our own output
    assert b"\x1b" not in written
    assert "\ufffd[2J".encode() in written
    assert b"<script>" not in written


# ---- the same bytes

DUMP = """
import hashlib, sys
from zhengtu.store import load
from zhengtu.export import FORMATS, export
store = load(sys.argv[1])
for form in FORMATS:
    print(form, hashlib.sha256(export(store, form)).hexdigest())
"""


def test_the_same_graph_gives_the_same_bytes_in_any_process(tmp_path: Path) -> None:
    file = tmp_path / "graph.nq"
    file.write_bytes(export(two_pages(), "nq"))
    here = [f"{form} {hashlib.sha256(export(two_pages(), form)).hexdigest()}" for form in FORMATS]
    for seed in ("1", "2"):
        run = subprocess.run(
            [sys.executable, "-c", DUMP, str(file)],
            env={**os.environ, "PYTHONHASHSEED": seed},
            check=True,
            capture_output=True,
            text=True,
        )
        assert run.stdout.splitlines() == here


@pytest.mark.parametrize("form", FORMATS)
def test_the_order_of_reading_does_not_matter(form: str) -> None:
    turned = ox.Store()
    turned.extend(reversed(list(two_pages())))
    assert export(turned, form) == export(two_pages(), form)


# ---- tables


def rows(form: bytes) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(form.decode("utf-8-sig"), newline="")))


def test_csv_has_a_row_a_figure() -> None:
    found = rows(export(two_pages(), "csv"))
    assert len(found) == 13
    trade = next(row for row in found if row["quote"] == "3.6亿元")
    document = november().document
    start = document.text.index("3.6亿元")
    assert {column: cell for column, cell in trade.items() if cell} == {
        "zone": "松山高新区", "within": "宁湖市",
        "indicator": "进出口总额", "concept": "进出口总额",
        "value": "3.6", "unit": "亿元", "baseValue": "360000000", "baseUnit": "元",
        "qualifier": "达到", "period": "2025-01/2025-10",
        "periodStart": "2025-01-01", "periodEnd": "2025-10-31",
        "kind": "金额", "modality": "实绩", "quote": "3.6亿元", "sentence": trade["sentence"],
        "start": str(start), "end": str(start + 5),
        "document": trade["document"], "asOf": "2025-11-20",
    }  # fmt: skip
    assert trade["quote"] in trade["sentence"]
    assert trade["sentence"] in document.text
    assert trade["document"].endswith(f"doc/{document.id}")


@pytest.mark.parametrize(
    ("type_", "count"),
    [("official", 5), ("zone", 2), ("policy", 5), ("event", 1), ("project", 2),
     ("organization", 1), ("platform", 1), ("person", 1), ("document", 2)],
)  # fmt: skip
def test_csv_of_the_other_types(type_: str, count: int) -> None:
    found = rows(export(two_pages(), "csv", type_=type_))
    assert len(found) == count
    assert all(next(iter(row.values())) for row in found)


def test_hostile_names_are_text_in_csv() -> None:
    found = rows(export(hostile_store(), "csv", type_="event"))
    names = {row["event"] for row in found}
    assert names == {f"'{name}" if name[0] in "=+-@" else name for name in HOSTILE}


def test_unknown_formats_and_types_are_told_the_known_ones() -> None:
    with pytest.raises(UsageError, match="xlsx"):
        export(two_pages(), "xls")
    with pytest.raises(UsageError, match="official"):
        export(two_pages(), "csv", type_="officials")


# ---- Excel


def book(store: ox.Store) -> openpyxl.Workbook:
    return openpyxl.load_workbook(io.BytesIO(export(store, "xlsx")))


def test_xlsx_has_a_sheet_a_type_with_a_header_that_stays() -> None:
    read = book(two_pages())
    assert read.sheetnames == [asked.title for asked in tables().values()]
    for sheet, type_ in zip(read, tables(), strict=True):
        assert sheet.freeze_panes == "A2"
        assert sheet.auto_filter.ref.startswith("A1:")
        assert [cell.value for cell in sheet[1]] == list(table(two_pages(), type_).head)
        assert sheet.max_row == len(table(two_pages(), type_).rows) + 1


def test_xlsx_numbers_are_numbers_and_days_are_days() -> None:
    sheet = book(two_pages())["指标"]
    header = [cell.value for cell in sheet[1]]
    row = next(
        row for row in sheet.iter_rows(min_row=2) if row[header.index("原文")].value == "3.6亿元"
    )
    assert row[header.index("数值")].value == 3.6
    assert row[header.index("基本单位数值")].value == 360_000_000
    assert row[header.index("期初")].value == dt.datetime(2025, 1, 1)  # noqa: DTZ001 - Excel's
    assert row[header.index("时期")].value == "2025-01/2025-10"


def test_xlsx_hostile_names_are_text() -> None:
    read = book(hostile_store())
    cells = [cell for sheet in read for row in sheet.iter_rows() for cell in row if cell.value]
    assert {cell.data_type for cell in cells} <= {"s", "n", "d"}
    assert not any(cell.hyperlink for cell in cells)
    assert HOSTILE[0] in {cell.value for cell in read["活动"]["A"]}


def test_xlsx_has_no_clock() -> None:
    written = export(two_pages(), "xlsx")
    with zipfile.ZipFile(io.BytesIO(written)) as archive:
        assert {info.date_time for info in archive.infolist()} == {(1980, 1, 1, 0, 0, 0)}
        assert b"2000-01-01T00:00:00Z" in archive.read("docProps/core.xml")


def test_xlsx_keeps_what_a_number_of_excel_cannot() -> None:
    long = Decimal("1234567890123456.5")
    written = workbook.to_xlsx([Table(("a",), ((long,), ("长" * 40_000,)), title="一")])
    sheet = openpyxl.load_workbook(io.BytesIO(written)).active
    assert sheet["A2"].value == "1234567890123456.5"
    assert sheet["A3"].value == "长" * 32_767


def test_xlsx_of_too_many_rows_is_an_error(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(workbook, "ROWS", 3)
    rows_ = tuple((str(n),) for n in range(3))
    with pytest.raises(OutputError, match="3 行"):
        workbook.to_xlsx([Table(("a",), rows_, title="一")])


def test_xlsx_without_its_package_says_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "xlsxwriter", None)
    with pytest.raises(MissingExtraError) as caught:
        export(two_pages(), "xlsx")
    assert "zhengtu[xlsx]" in caught.value.hint


# ---- networks


def test_network_formats_hold_the_network() -> None:
    graphml = nx.read_graphml(io.BytesIO(export(two_pages(), "graphml")))
    gexf = nx.read_gexf(io.BytesIO(export(two_pages(), "gexf")))
    assert set(graphml) == set(gexf)
    assert graphml.number_of_edges() == gexf.number_of_edges() > 0
    assert any("松山高新区" in str(data.values()) for _, data in graphml.nodes(data=True))


# ---- data cube

CUBE = "PREFIX qb: <http://purl.org/linked-data/cube#>\n"
IC_11 = """ASK { ?o qb:dataSet/qb:structure/qb:component/qb:dimension ?d .
  FILTER NOT EXISTS { ?o ?d ?value } }"""
IC_12 = """ASK { ?one qb:dataSet ?set . ?two qb:dataSet ?set . FILTER(?one != ?two)
  FILTER NOT EXISTS { ?set qb:structure/qb:component/qb:dimension ?d . ?one ?d ?a . ?two ?d ?b
    FILTER(?a != ?b) } }"""


def cube(*readings: Reading) -> ox.Store:
    store = ox.Store()
    written = export(store_of(*readings), "datacube")
    store.load(io.BytesIO(written), format=ox.RdfFormat.TURTLE)
    return store


@pytest.mark.parametrize("broken", [IC_11, IC_12])
def test_the_cube_keeps_the_integrity_constraints(broken: str) -> None:
    page = november()
    again = replace(page, document=replace(page.document, name="again"))
    assert not bool(cube(page, again, january()).query(CUBE + broken))


def test_the_cube_takes_what_has_zone_and_period_and_no_conflict() -> None:
    found = cube(november(), january()).query(
        CUBE + "SELECT ?value { ?o a qb:Observation ; "
        "<http://purl.org/linked-data/sdmx/2009/measure#obsValue> ?value }"
    )
    values = {Decimal(row["value"].value) for row in found}
    # 500万元 and 520万元 of the same ten months contradict each other.
    assert values == {Decimal(n) for n in (360_000_000, 12, 80, 500_000_000, 480_000_000, 1208)}


def test_an_empty_graph_gives_empty_exports() -> None:
    for form in set(FORMATS) - {"xlsx"}:
        assert isinstance(export(ox.Store(), form), bytes)
    assert len(book(ox.Store()).sheetnames) == len(tables())
