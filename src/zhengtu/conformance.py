"""What came of checking a graph: values, and how people and programs read them."""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass
from enum import StrEnum
from itertools import groupby
from typing import TYPE_CHECKING

from zhengtu.table import spelt

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator


class Severity(StrEnum):
    """How bad a result is.  Only a violation makes a graph not conform."""

    VIOLATION = "violation"
    WARNING = "warning"
    INFO = "info"


@dataclass(frozen=True, slots=True, order=True)
class Passage:
    """Words of a document, with the rest of their sentence on either side.

    ``document`` is an IRI; ``start`` and ``end`` count code points of the document.
    """

    document: str
    start: int
    end: int
    prefix: str
    exact: str
    suffix: str
    title: str = ""

    @property
    def marked(self) -> str:
        """The sentence, the exact words in brackets.

        >>> Passage("doc/a", 2, 4, "新增", "9家", "企业。").marked
        '新增【9家】企业。'
        """
        return f"{self.prefix}【{self.exact}】{self.suffix}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Result:
    """One thing that a shape objects to.

    ``shape`` is the shape's local name in ``shapes.ttl``, ``focus`` the IRI of the offender;
    ``path`` and ``value`` are the property and its value where a single field is at fault.
    """

    shape: str
    name: str
    name_en: str
    severity: Severity
    focus: str
    path: str | None
    value: str | None
    message: str
    message_en: str
    passages: tuple[Passage, ...]


@dataclass(frozen=True, slots=True)
class Report:
    """What the shapes object to: violations first, then by shape, message and place in the text."""

    results: tuple[Result, ...]

    @property
    def conforms(self) -> bool:
        """True when nothing is violated; warnings and notes may remain."""
        return self.count(Severity.VIOLATION) == 0

    def count(self, severity: Severity) -> int:
        """How many results have this severity."""
        return sum(result.severity is severity for result in self.results)


WORDS = {
    Severity.VIOLATION: ("违反", "violation"),
    Severity.WARNING: ("提醒", "warning"),
    Severity.INFO: ("说明", "info"),
}


def to_text(report: Report) -> str:
    """Write the report for a person, Chinese first, what is objected to alike under one head.

    >>> print(to_text(Report(())), end="")
    符合 (conforms)：违反 0，提醒 0，说明 0
    """
    verdict = "符合 (conforms)" if report.conforms else "不符合 (does not conform)"
    counts = "，".join(f"{WORDS[severity][0]} {report.count(severity)}" for severity in Severity)
    groups = groupby(report.results, key=_head)
    return f"{verdict}：{counts}\n" + "".join(_paragraph(head, group) for head, group in groups)


def _head(result: Result) -> str:
    mark, mark_en = WORDS[result.severity]
    words = f"{result.name} {result.shape}：{result.message} ({result.message_en})"
    return f"[{mark} {mark_en}] {words}"


def _paragraph(head: str, results: Iterable[Result]) -> str:
    lines = [head, *(line for result in results for line in _lines(result))]
    return "".join("".join(map(spelt, line)) + "\n" for line in ["", *lines])


def _lines(result: Result) -> Iterator[str]:
    yield f"  对象 focus: {result.focus}"
    if result.path:
        yield f"    属性 path: {result.path}"
    if result.value:
        yield f"    值 value: {result.value}"
    for passage in result.passages:
        place = f"({passage.title} {passage.start}–{passage.end})"
        yield f"    原文 words: {passage.marked} {place}"


def to_json(report: Report) -> str:
    """Write the report for a program: ``conforms``, counts, ``results`` with their passages."""
    counts = {severity.value: report.count(severity) for severity in Severity}
    results = [asdict(result) for result in report.results]
    content = {"conforms": report.conforms, **counts, "results": results}
    return json.dumps(content, ensure_ascii=False, indent=2) + "\n"
