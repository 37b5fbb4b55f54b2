"""Explanations: each sentence with what was recognised in it, by which rule, and against which.

For whoever writes rules and for whoever doubts a fact.
"""

from __future__ import annotations

from collections import defaultdict
from pathlib import Path
from typing import TYPE_CHECKING

from zhengtu.extract.measure import Considered, consider
from zhengtu.extract.table_cells import RULE as CELL
from zhengtu.model import Document, Fact, Metric, Open, Sentence
from zhengtu.pipeline import read_scope, scope_of
from zhengtu.read import read_source, read_text
from zhengtu.recognise.word import vocabulary
from zhengtu.record import NAMES
from zhengtu.result import as_given

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from zhengtu.extract.scope import Scope


def explain_text(
    text: str, *, date: str | None = None, place: str | None = None, lexicon: Path | None = None
) -> str:
    """The explanation of a text, or of the file that ``text`` is the path of."""
    path = Path(text) if len(text) < 4096 and "\n" not in text else None  # noqa: PLR2004  # PATH_MAX
    documents = read_source(path) if path and _is_file(path) else [read_text(text)]
    given = as_given(documents, date=date, place=place)
    return "".join(line + "\n" for document in given for line in explain(document, lexicon=lexicon))


def _is_file(path: Path) -> bool:
    try:
        return path.is_file()
    except OSError:  # a text that is no file name
        return False


def explain(document: Document, *, lexicon: Path | None = None) -> Iterator[str]:
    """The lines of the explanation of one document, sentence by sentence."""
    scope = scope_of(document, lexicon=lexicon)
    segmented = scope.segmented
    figures: dict[Sentence, list[Considered]] = defaultdict(list)
    for considered in consider(segmented, scope, vocabulary(lexicon)):
        figures[considered.sentence].append(considered)
    others: dict[Sentence, list[Fact]] = defaultdict(list)
    for fact in read_scope(scope).facts:
        if not isinstance(fact, Metric) or fact.rule == CELL:
            others[segmented.sentence(fact.span.start)].append(fact)
    for sentence in segmented.sentences:
        yield f"[{sentence.start}-{sentence.end}] {document.text[sentence.start : sentence.end].strip()}"
        if sentence in figures:
            yield from _scope(scope, sentence)
        yield from (line for item in figures[sentence] for line in _figure(item, document.text))
        yield from (line for fact in others[sentence] for line in _named(fact))


def _scope(scope: Scope, sentence: Sentence) -> Iterator[str]:
    view = scope.at(sentence)
    setting = view.of(sentence.end)
    zone = "".join(setting.zone.path) if setting.zone else "未定 (open)"
    periods = "、".join(
        f"{view.text[p.start : p.end]} → {p.value or '未定 (open)'}" for p in view.periods
    )
    yield f"    区域 zone: {zone}; 时期 period: {periods or '未说 (not said)'}; {setting.modality.value}"


def _figure(item: Considered, text: str) -> Iterator[str]:
    quantity = item.figure.quantity
    quote = text[quantity.start : quantity.end]
    if item.outcome is None:
        yield f"    {quote}: 不是指标 (no claim: part of a name, a size or a stretch of time)"
        return
    if isinstance(item.outcome, Open):
        yield f"    {quote}: 未定 (open), {item.outcome.why}; 试过 (tried): {', '.join(item.rules) or '-'}"
        return
    metric = item.outcome
    chosen = metric.rule.removeprefix("metric/").split("+")[0]
    rivals = [name for name in item.rules if name != chosen]
    yield _said(metric)
    yield f"        规则 rule: {metric.rule}; 落选 rivals: {', '.join(rivals) or '-'}"


def _said(metric: Metric) -> str:
    return (
        f"    {metric.span.quote} = {metric.indicator} | {metric.value:f} {metric.unit} | {metric.kind.value}"
        f" | {metric.qualifier.value if metric.qualifier else '-'} | {metric.period or '-'}"
        f" | {metric.zone.name if metric.zone else '-'} | {metric.modality.value}"
    )


def _named(fact: Fact) -> Iterable[str]:
    """A fact of another type, or the figure of a cell, of which no rival tells anything."""
    if isinstance(fact, Metric):
        yield _said(fact)
    else:
        yield f"    {NAMES[type(fact)]}: {getattr(fact, 'name', '')} | {fact.span.quote}"
    yield f"        规则 rule: {fact.rule}"
