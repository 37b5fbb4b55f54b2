"""Questions to a graph: the shipped queries by name, and any SPARQL text.

>>> import pyoxigraph
>>> run(pyoxigraph.Store(), "ASK { ?s ?p ?o }").boolean
False
"""

from __future__ import annotations

import datetime as dt
import difflib
import re
import threading
from contextlib import suppress
from dataclasses import dataclass, replace
from functools import cache
from importlib.resources import files
from itertools import chain, islice
from pathlib import Path
from typing import TYPE_CHECKING

import pyoxigraph as ox

from zhengtu import codes, sparql
from zhengtu.answer import Answer, Term
from zhengtu.errors import QueryError
from zhengtu.lexicon import parse_table
from zhengtu.vocab import DCTERMS, FOAF, PREFIXES, RDFS, SKOS, XSD

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

SHIPPED = files("zhengtu") / "queries"
NAMING = (
    RDFS.label, SKOS.prefLabel, SKOS.altLabel, SKOS.notation, FOAF.name, DCTERMS.title,
)  # fmt: skip

TRIPLE = ("subject", "predicate", "object")

HEADER = re.compile(r"^# (title|question|en): (.*)$", re.MULTILINE)
PARAMETER = re.compile(r"^# param (\w+) \?(\w+)(?: (integer|date))?: (.*)$", re.MULTILINE)


@dataclass(frozen=True, slots=True)
class Parameter:
    """A value that a query takes: its name, the variable it narrows, and what it is.

    ``sort`` is "name" (a thing by its name, other name, code or IRI, or the text of a
    literal), "integer" or "date".
    """

    name: str
    variable: str
    sort: str = "name"
    about: str = ""


@dataclass(frozen=True, slots=True)
class NamedQuery:
    """A query with what its header says: ``title`` and ``question`` in Chinese."""

    name: str
    text: str
    title: str = ""
    question: str = ""
    english: str = ""
    parameters: tuple[Parameter, ...] = ()


def parse(text: str, *, name: str = "") -> NamedQuery:
    """A query with the values of its header; without ``# param`` lines every variable is one.

    >>> parse("ASK { ?zone a ?type }").parameters[0]
    Parameter(name='zone', variable='zone', sort='name', about='')
    """
    said = dict(HEADER.findall(text))
    declared = tuple(
        Parameter(key, variable, sort or "name", about)
        for key, variable, sort, about in PARAMETER.findall(text)
    )
    free = tuple(Parameter(variable, variable) for variable in sparql.variables(text))
    title, question, english = (said.get(key, "") for key in ("title", "question", "en"))
    return NamedQuery(name, text, title, question, english, declared or free)


@cache
def listing() -> tuple[NamedQuery, ...]:
    """The shipped queries, ordered by name."""
    names = sorted(file.name for file in SHIPPED.iterdir() if file.name.endswith(".rq"))
    return tuple(
        parse((SHIPPED / name).read_text(encoding="utf-8"), name=name.removesuffix(".rq"))
        for name in names
    )


def catalogue() -> Answer:
    """The shipped queries as rows: name, title, question, parameters.

    >>> catalogue().columns
    ('query', 'title', 'question', 'parameters')
    """
    rows = (
        (known.name, known.title, known.question, " ".join(p.name for p in known.parameters))
        for known in listing()
    )
    terms = tuple(tuple(ox.Literal(cell) for cell in row) for row in rows)
    heads = ("查询", "标题", "问题", "参数")
    return Answer("select", ("query", "title", "question", "parameters"), terms, heads)


def find(query: str) -> NamedQuery:
    """The query that a shipped name, a SPARQL text or the path of a file stands for.

    Raises QueryError for a name that nothing bears, with the names near it, and for a
    file that cannot be read.

    >>> find("zones").title
    '功能区'
    """
    shipped = {known.name: known for known in listing()}
    if query in shipped:
        return shipped[query]
    if re.search(r"[{}\n]|^\s*DESCRIBE\s", query, re.IGNORECASE):
        return parse(query)
    if query.endswith((".rq", ".sparql")) or _is_file(query):
        return parse(_read(Path(query)), name=query)
    near = difflib.get_close_matches(query, shipped, cutoff=0.4) or list(shipped)
    what = "没有这个查询 (no such query)"
    raise QueryError(what, query, f"相近的有 (did you mean): {', '.join(near)}")


def _is_file(path: str) -> bool:
    with suppress(OSError):  # a name longer than the system allows
        return Path(path).is_file()
    return False


def _read(path: Path) -> str:
    try:
        return path.read_text(encoding="utf-8-sig")
    except (OSError, UnicodeDecodeError) as error:
        what = f"查询文件读不出 (unreadable query): {error.__class__.__name__}"
        raise QueryError(
            what, str(path), "检查路径, 存为 UTF-8 (check path, save as UTF-8)"
        ) from None


def run(
    store: ox.Store,
    query: str | NamedQuery,
    *,
    params: Mapping[str, str] | None = None,
    limit: int | None = None,
    timeout: float | None = None,
) -> Answer:
    """The answer of a query to all graphs of the store together.

    ``query`` is what ``find`` takes.  ``params`` narrow it: a value is the name, other name
    or IRI of a thing, or the text of a literal; it is never read as SPARQL.  ``limit`` is
    the most rows wanted, ``timeout`` the most seconds.  A text may use the prefixes of
    vocab.PREFIXES without declaring them.

    Raises QueryError for SERVICE, updates, a graph after FROM that the store has not, an
    unknown parameter, a value of the wrong sort, a time-out; QuerySyntaxError for a fault.
    """
    asked = query if isinstance(query, NamedQuery) else find(query)
    union = _check(store, asked)
    # A lone surrogate is in no graph, and the engine takes none.
    given = {
        name: value.encode(errors="replace").decode() for name, value in (params or {}).items()
    }
    text = _fill(store, asked, given)

    def ask() -> Answer:
        found = store.query(text, prefixes=dict(PREFIXES), use_default_graph_as_union=union)
        return _answer(found, asked, limit)

    answer = _within(timeout, ask, asked.name)
    return answer if answer.terms else replace(answer, note=_note(store, asked, given))


def _check(store: ox.Store, query: NamedQuery) -> bool:
    """Raise QueryError for what is wrong or refused; say whether all graphs are asked at once."""
    sparql.refuse(query.text, name=query.name)
    if _complain(query.text) is not None:
        raise sparql.locate(query.text, complain=_complain, name=query.name)
    graphs = tuple(sparql.datasets(query.text))
    for token in graphs:
        if not store.contains_named_graph(ox.NamedNode(_iri(token.text, query.text))):
            what = f"图中没有 {token.text}, 也不联网去取 (no such graph, and none is fetched)"
            where = sparql.place(query.text, token.start, query.name)
            raise QueryError(what, where, "去掉 FROM, 或用 GRAPH ?g 看有哪些 (list them: GRAPH ?g)")
    return not graphs


def _complain(text: str) -> str | None:
    try:
        ox.Store().query(text, prefixes=dict(PREFIXES))
    except (SyntaxError, ValueError) as error:  # ValueError: a lone surrogate
        return str(error)
    return None


def _iri(term: str, text: str) -> str:
    prefix, _, local = term.partition(":")
    declared = re.search(rf"\bPREFIX\s+{re.escape(prefix)}:\s*<([^>]*)>", text, re.IGNORECASE)
    base = declared[1] if declared else PREFIXES.get(prefix)
    return term.strip("<>") if term.startswith("<") or base is None else base + local


def _fill(store: ox.Store, query: NamedQuery, params: Mapping[str, str]) -> str:
    """The query's text, narrowed by the values."""
    filters, values = {}, {}
    for name, value in params.items():
        parameter = _parameter(query, name)
        variable = parameter.variable
        if parameter.sort == "name":
            meant = (value, *sorted(_named(store, value)))
            filters[variable] = f"STR(?{variable}) IN ({', '.join(map(_string, meant))})"
        else:
            values[variable] = str(_literal(parameter, value, query.name))
    return sparql.bind(query.text, filters=filters, values=values)


def _parameter(query: NamedQuery, name: str) -> Parameter:
    known = {parameter.name: parameter for parameter in query.parameters}
    if name not in known:
        what = f"没有参数 {name} (unknown parameter)"
        raise QueryError(what, query.name, f"可用 (known): {', '.join(known) or '无 (none)'}")
    return known[name]


def _string(text: str) -> str:
    """The text as a string literal of SPARQL."""
    return str(ox.Literal(text))


def _named(store: ox.Store, value: str) -> set[str]:
    """The IRIs of what bears a name: the things of the graph, and the closed codes."""
    spellings = (ox.Literal(value), *(ox.Literal(value, language=tag) for tag in ("zh", "en")))
    quads = chain.from_iterable(store.quads_for_pattern(None, None, term) for term in spellings)
    subjects = (quad.subject for quad in quads if quad.predicate in NAMING)
    things = {subject.value for subject in subjects if isinstance(subject, ox.NamedNode)}
    return things | codes.named().get(value, frozenset())


def _literal(parameter: Parameter, value: str, where: str) -> ox.Literal:
    try:
        if parameter.sort == "integer":
            return ox.Literal(int(value))
        return ox.Literal(dt.date.fromisoformat(value).isoformat(), datatype=XSD.date)
    except ValueError:
        what = f"参数 {parameter.name} 的值 {value} 不对 (wrong value)"
        hint = "写整数, 如 726" if parameter.sort == "integer" else "写日期, 如 2025-10-31"
        raise QueryError(what, where, f"{hint} (expected: {parameter.sort})") from None


def _answer(
    found: ox.QuerySolutions | ox.QueryTriples | ox.QueryBoolean,
    query: NamedQuery,
    limit: int | None,
) -> Answer:
    if isinstance(found, ox.QueryBoolean):
        return Answer("ask", ("answer",), ((ox.Literal(bool(found)),),), title=query.title)
    terms: list[tuple[Term | None, ...]] = [tuple(row) for row in islice(found, limit)]
    complete = next(iter(found), None) is None
    if isinstance(found, ox.QueryTriples):
        return Answer("construct", TRIPLE, tuple(terms), complete=complete, title=query.title)
    columns = tuple(variable.value for variable in found.variables)
    heads = tuple(_headings().get(column, column) for column in columns)
    return Answer("select", columns, tuple(terms), heads, query.title, complete)


@cache
def _headings() -> Mapping[str, str]:
    text = (SHIPPED / "columns.tsv").read_text(encoding="utf-8")
    return {row["column"]: row["heading"] for row in parse_table(text, "columns.tsv")}


def _within(seconds: float | None, work: Callable[[], Answer], name: str) -> Answer:
    """What ``work`` gives, if it gives it in time.

    The engine cannot be stopped.  It is waited for from outside, in a thread that ends with
    the program, so that a query that runs away can be left (also with Ctrl-C).
    """
    results: list[Answer | BaseException] = []

    def target() -> None:
        try:
            results.append(work())
        except BaseException as error:  # noqa: BLE001 - raised below, in the thread that waits
            results.append(error)

    thread = threading.Thread(target=target, daemon=True)
    thread.start()
    thread.join(seconds)
    if not results:
        what = f"查询超过 {seconds:g} 秒, 已放弃 (gave up)"
        raise QueryError(what, name, "加条件或 LIMIT (narrow the query, or add LIMIT)")
    if isinstance(results[0], BaseException):
        what = f"查询失败 (the query failed): {results[0]}"
        raise QueryError(what, name) from results[0]
    return results[0]


def _note(store: ox.Store, query: NamedQuery, params: Mapping[str, str]) -> str:
    """What to say of an empty answer: which value names nothing in the graph."""
    names = {p.name for p in query.parameters if p.sort == "name"} & set(params)
    notes = []
    for name in sorted(names):
        if not _named(store, params[name]):
            near = difflib.get_close_matches(params[name], _labels(store), cutoff=0.4)
            hint = f", 相近的有 (did you mean): {', '.join(near)}" if near else ""
            notes.append(f"图中没有叫 {params[name]} 的东西 (nothing bears this name){hint}")
    return "; ".join(notes)


def _labels(store: ox.Store) -> list[str]:
    labels = (quad.object for quad in store.quads_for_pattern(None, RDFS.label, None))
    return sorted(
        {label.value for label in islice(labels, 20_000) if isinstance(label, ox.Literal)}
    )
