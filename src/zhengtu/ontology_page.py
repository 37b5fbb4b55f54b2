"""The ontology as a page: Markdown made from the Turtle, in the order of the Turtle."""

from __future__ import annotations

from itertools import groupby
from typing import TYPE_CHECKING, NamedTuple

import pyoxigraph as ox

from zhengtu import resources

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

INTRODUCTION = """\
<!-- 由 `zhengtu ontology` 从 zhengtu.ttl、codes.ttl、shapes.ttl 生成，请勿手改。
     Generated from these files by `zhengtu ontology`: edit them, not this page. -->

一篇新闻不是测量，而是*说*了什么。所以图有两层：**实体**（区域、官员、政策、活动、项目、指标）是多篇文档
共同谈到的；**陈述**是一篇文档在一处说的一件事，带着数值、时期、状态和那一处的原文。两篇文档共享实体，
从不共享陈述；更正只增不改；相互冲突是数据，不是错误。

A press article is not a measurement: it *says* things. So a graph has two levels. **Entities**
(areas, officials, policies, events, projects, indicators) are what many documents speak of; a
**statement** is what one document says at one place, with its value, period, status and the very
words. Two documents share an entity and never a statement; a correction adds and never
overwrites; a conflict is data, not an error.
"""
FILES = (
    ("zhengtu.ttl", "类与属性 classes and properties (OWL 2 RL)"),
    ("codes.ttl", "封闭代码表 closed code lists (SKOS)"),
    ("shapes.ttl", "约束 constraints (SHACL)"),
    ("indicators.ttl", "指标体系，由词表生成 scheme of indicators, generated from the lexicon"),
    ("units.ttl", "计量单位，由词表生成 units, generated from the lexicon"),
    (".htaccess", "若向 w3id.org 登记所用的跳转 the redirects that would be filed with w3id.org"),
)
SEVERITIES = {
    "sh:Violation": "违反 violation",
    "sh:Warning": "提醒 warning",
    "sh:Info": "说明 info",
}


def page() -> str:
    """Write the page of the whole ontology, Chinese and English, as Markdown.

    >>> page().splitlines()[0]
    '# 政图本体 Zhengtu ontology'
    """
    terms, codes, shapes = _read("zhengtu.ttl"), _read("codes.ttl"), _read("shapes.ttl")
    sections = (
        ("类 Classes", _classes(terms)),
        ("对象属性 Object properties", _properties(terms, shapes, "owl:ObjectProperty")),
        ("数据属性 Datatype properties", _properties(terms, shapes, "owl:DatatypeProperty")),
        ("代码表 Code lists", _codes(codes)),
        ("形状 Shapes", _shapes(shapes)),
        ("复用的术语 Reused terms", _reused(terms)),
        ("文件 Files", _table("文件 File | 内容 Content", ((f"`{n}`", what) for n, what in FILES))),
    )
    body = (line for title, lines in sections for line in (f"## {title}\n", *lines))
    return "\n".join([*_head(terms), INTRODUCTION, *_diagram(terms), *body])


# ---- the Turtle, in its own order ----


class _Value(NamedTuple):
    """A literal's text and language, or a node's short name."""

    text: str
    language: str | None = None


class _Entry(NamedTuple):
    """A subject and what is said of it, under short names."""

    name: str
    values: dict[str, list[_Value]]

    def all(self, predicate: str) -> list[str]:
        return [value.text for value in self.values.get(predicate, [])]

    def one(self, predicate: str, language: str | None = None) -> str:
        values = self.values.get(predicate, [])
        return next((v.text for v in values if language in (None, v.language)), "")

    def is_a(self, name: str) -> bool:
        return name in self.all("a")


def _read(name: str) -> list[_Entry]:
    text = resources.ontology(name).read_text(encoding="utf-8")
    parser = ox.parse(text, format=ox.RdfFormat.TURTLE)
    quads = list(parser)  # the prefixes are known once all is read
    entries: dict[str, _Entry] = {}
    for quad in quads:
        subject, predicate, value = (
            _short(term, parser.prefixes) for term in (quad.subject, quad.predicate, quad.object)
        )
        entry = entries.setdefault(subject.text, _Entry(subject.text, {}))
        entry.values.setdefault(predicate.text, []).append(value)
    return list(entries.values())


def _short(term: object, prefixes: dict[str, str]) -> _Value:
    if isinstance(term, ox.Literal):
        return _Value(term.value, term.language)
    iri = term.value if isinstance(term, ox.NamedNode) else str(term)
    if iri.endswith("#type"):
        return _Value("a")
    names = (f"{p}:{iri.removeprefix(ns)}" for p, ns in prefixes.items() if iri.startswith(ns))
    return _Value(next(names, iri))


# ---- Markdown ----


def _table(header: str, rows: Iterable[Iterable[str]]) -> Iterator[str]:
    """Yield a table with an empty line after it; the header's cells are parted by |."""
    yield f"| {header} |"
    yield "|" + " --- |" * (header.count("|") + 1)
    for row in rows:
        yield "| " + " | ".join(_cell(text) for text in row) + " |"
    yield ""


def _cell(text: str) -> str:
    return text.replace("|", "\\|").replace("\n", " ")


def _code(names: Iterable[str]) -> str:
    return ", ".join(f"`{name}`" for name in names)


def _both(entry: _Entry, predicate: str) -> str:
    return f"{entry.one(predicate, 'zh')}<br>{entry.one(predicate, 'en')}"


def _named(entry: _Entry) -> str:
    local = entry.name.partition(":")[2]
    label = f"{entry.one('rdfs:label', 'zh')} {entry.one('rdfs:label', 'en')}"
    return f'<a id="{local}"></a>`{entry.name}`<br>{label}'


# ---- sections ----


def _head(terms: list[_Entry]) -> Iterator[str]:
    ontology = terms[0]
    title = f"{ontology.one('dcterms:title', 'zh')} {ontology.one('dcterms:title', 'en')}"
    yield f"# {title}\n"
    yield from (f"{ontology.one('dcterms:description', tag)}\n" for tag in ("zh", "en"))
    yield from _table(
        "名 Name | 值 Value",
        [
            ("IRI", f"`{ontology.name}`"),
            (
                "版本 Version",
                _code(ontology.all("owl:versionInfo") + ontology.all("owl:versionIRI")),
            ),
            ("前缀 Prefix", _code([ontology.one("vann:preferredNamespacePrefix") + ":"])),
            ("日期 Created", ontology.one("dcterms:created")),
            ("许可 Licence", f"[CC BY 4.0]({ontology.one('dcterms:license')})"),
        ],
    )
    yield f"**{ontology.one('rdfs:comment', 'zh')} {ontology.one('rdfs:comment', 'en')}**\n"


def _own(terms: list[_Entry], kind: str) -> list[_Entry]:
    return [term for term in terms if term.is_a(kind) and "rdfs:isDefinedBy" in term.values]


def _diagram(terms: list[_Entry]) -> Iterator[str]:
    """Draw the object properties between classes, as Mermaid, which GitHub and GitLab show."""
    yield "```mermaid\ngraph LR"
    for term in _own(terms, "owl:ObjectProperty"):
        domain, value = (_local(term.one(p)) for p in ("rdfs:domain", "rdfs:range"))
        if domain and value not in ("", "Concept"):
            yield f"  {domain} -- {_local(term.name)} --> {value}"
    for term in _own(terms, "owl:Class"):
        yield from (
            f"  {_local(term.name)} -.-> {_local(parent)}"
            for parent in term.all("rdfs:subClassOf")
            if parent.startswith("zt:")
        )
    yield "```\n"


def _local(name: str) -> str:
    return name.rpartition(":")[2]


def _classes(terms: list[_Entry]) -> Iterator[str]:
    return _table(
        "类 Class | 释义 Definition | 上位类 Superclass | 例 Example",
        (
            (
                _named(t),
                _both(t, "rdfs:comment"),
                _code(t.all("rdfs:subClassOf")),
                t.one("skos:example"),
            )
            for t in _own(terms, "owl:Class")
        ),
    )


def _properties(terms: list[_Entry], shapes: list[_Entry], kind: str) -> Iterator[str]:
    datatypes = {
        s.one("sh:path"): s.all("sh:datatype") for s in shapes if "sh:datatype" in s.values
    }
    return _table(
        "属性 Property | 释义 Definition | 定义域 Domain | 值域 Range | 上位 Super | 例 Example",
        (
            (
                _named(t),
                _both(t, "rdfs:comment"),
                _code(t.all("rdfs:domain")) or "任意 any",
                _code(t.all("rdfs:range") or datatypes.get(t.name, [])) or "任意 any",
                _code(t.all("rdfs:subPropertyOf")),
                t.one("skos:example"),
            )
            for t in _own(terms, kind)
        ),
    )


def _codes(codes: list[_Entry]) -> Iterator[str]:
    for scheme in (entry for entry in codes if entry.is_a("skos:ConceptScheme")):
        label = f"{scheme.one('skos:prefLabel', 'zh')} {scheme.one('skos:prefLabel', 'en')}"
        yield f"### {label} `{scheme.name}`\n"
        yield f"{scheme.one('skos:definition', 'zh')} {scheme.one('skos:definition', 'en')}\n"
        members = (entry for entry in codes if scheme.name in entry.all("skos:inScheme"))
        yield from _table(
            "代码 Code | 名称 Label | 释义 Definition | 例 Example",
            (
                (
                    f"`{code.name}`",
                    _both(code, "skos:prefLabel"),
                    _both(code, "skos:definition"),
                    code.one("skos:example"),
                )
                for code in members
            ),
        )


def _shapes(shapes: list[_Entry]) -> Iterator[str]:
    return _table(
        "形状 Shape | 约束 Constraint | 程度 Severity",
        (
            (
                f"`{shape.name}`<br>{shape.one('sh:name', 'zh')} {shape.one('sh:name', 'en')}",
                _both(shape, "sh:description"),
                SEVERITIES[shape.one("sh:severity")],
            )
            for shape in shapes
            if any(predicate.startswith("sh:target") for predicate in shape.values)
        ),
    )


def _reused(terms: list[_Entry]) -> Iterator[str]:
    """Group the declared terms of other vocabularies by prefix."""
    foreign = [t.name for t in terms[1:] if "rdfs:isDefinedBy" not in t.values]
    groups = groupby(sorted(foreign), key=lambda name: name.partition(":")[0])
    return _table("前缀 Prefix | 术语 Terms", ((f"`{p}:`", _code(names)) for p, names in groups))
