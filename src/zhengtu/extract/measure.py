"""Metrics: each figure of a sentence with the indicator it measures.

A sentence is read from left to right.  What a figure leaves unsaid (增速, 其中, 总量达) it
takes from the figures before it in the same sentence; what the sentence leaves unsaid
(the zone, whether it is an aim) comes from the scope it stands in.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from decimal import Decimal
from itertools import groupby
from typing import TYPE_CHECKING

from zhengtu.extract.binding import matching
from zhengtu.extract.bound import BRACKET_TARGET, RELATIVE, Bound, Frame
from zhengtu.extract.figure import Figure, find_figures
from zhengtu.extract.subject import bind
from zhengtu.model import Metric, Modality, Open, Sentence, Span
from zhengtu.recognise.quantity import TIME, Quantity, find_quantities
from zhengtu.regex import regex

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from zhengtu.extract.scope import Scope, Setting
    from zhengtu.recognise.word import Words
    from zhengtu.segment import Segmented

_INSET = regex(r"‹?([一-鿿]{1,2})›")  # as segment.shadow writes 新(改)建
_AIM = regex(r"(?<=[一-鿿]{2})目标$|^(?:年度|今年|当年|全年)计划(?:完成)?投资$")
_AIMED_AT = regex(r"(?:全年|年度|年初|年)?(?:目标任务|计划任务|目标|任务|计划)数?$")
_LARGEST = Decimal(10) ** 27  # a Decimal of more digits cannot be quantized in the usual context


@dataclass(frozen=True, slots=True)
class Considered:
    """A figure and what became of it: a metric, left open, or (None) no claim at all."""

    figure: Figure
    sentence: Sentence
    outcome: Metric | Open | None

    @property
    def rules(self) -> tuple[str, ...]:
        """The names of all rules that fit the figure, in the order in which they were tried."""
        return tuple(
            rule.name
            for rule, _ in matching(self.figure.quantity, self.figure.left, self.figure.right)
        )


def find_metrics(segmented: Segmented, scope: Scope, words: Words) -> Iterator[Metric | Open]:
    """The metrics of a document, and the figures that stayed open, in text order."""
    for considered in consider(segmented, scope, words):
        if considered.outcome is not None:
            yield considered.outcome


def consider(segmented: Segmented, scope: Scope, words: Words) -> Iterator[Considered]:
    """Every figure of a document with what became of it, in text order."""
    for sentence, quantities in _by_sentence(segmented, scope.lexicon):
        yield from _read(segmented, Frame(segmented.shadow, sentence, words), quantities, scope)


def _by_sentence(
    segmented: Segmented, lexicon: Path | None
) -> Iterator[tuple[Sentence, list[Quantity]]]:
    found = find_quantities(segmented.shadow, folder=lexicon)
    counted = (quantity for quantity in found if not segmented.masked(quantity.head))
    for sentence, group in groupby(counted, key=lambda quantity: segmented.sentence(quantity.head)):
        yield sentence, list(group)


def _read(
    segmented: Segmented, frame: Frame, quantities: list[Quantity], scope: Scope
) -> Iterator[Considered]:
    sentence, view = frame.sentence, scope.at(frame.sentence)
    counted = [q for q in quantities if not any(p.start <= q.head < p.end for p in view.periods)]
    figures = find_figures(
        frame.text, sentence, counted, periods=view.periods, words=frame.words,
        places=scope.zones.spans(sentence),
    )  # fmt: skip
    for figure in figures:
        bound = None if figure.silent else bind(figure, frame)
        if bound is None:
            yield Considered(figure, sentence, _left_open(segmented, figure))
            continue
        bound = _as_aim(bound, figure, frame)
        setting = view.of(figure.quantity.start, figure.right)
        if bound.site is not None:
            setting = replace(setting, zone=scope.zones.named_in(*bound.site))
        metric = _metric(segmented, figure, bound, setting=setting, total=frame.total)
        frame.said.append(metric)
        yield Considered(figure, sentence, metric)


def _as_aim(bound: Bound, figure: Figure, frame: Frame) -> Bound:
    """完成全年目标|2.5万人|的105%: the aim is for what the figure before counts."""
    base = frame.base()
    if base is None or figure.right != "的" or not _AIMED_AT.fullmatch(bound.indicator):
        return bound
    if base.base_unit != figure.quantity.unit.base:
        return bound
    return Bound(base.indicator, base.kind, BRACKET_TARGET, base=base)


def _left_open(segmented: Segmented, figure: Figure) -> Open | None:
    """A figure whose indicator nobody can tell; a bare stretch of time (连续9年) is no figure."""
    if figure.silent or figure.quantity.unit.dimension == TIME:
        return None
    span = segmented.span(figure.quantity.start, figure.quantity.end)
    return Open(span, "figure", "未能确定这个数所说的指标 (no indicator found)")


def _metric(
    segmented: Segmented, figure: Figure, bound: Bound, *, setting: Setting, total: Metric | None
) -> Metric:
    quantity, sign = figure.quantity, bound.sign
    upper = quantity.value_max
    return Metric(
        span=segmented.span(quantity.start, quantity.end),
        zone=setting.zone,
        rule=f"metric/{bound.rule}",
        indicator=_as_printed(bound.indicator, segmented, figure),
        value=plain(quantity.stated(quantity.value) * sign),
        unit=quantity.symbol,
        base_value=plain(quantity.base(quantity.value) * sign),
        base_unit=quantity.unit.base,
        kind=bound.kind,
        value_max=None if upper is None else plain(quantity.stated(upper)),
        base_max=None if upper is None else plain(quantity.base(upper)),
        qualifier=quantity.qualifier,
        modality=Modality.TARGET if _is_aim(bound) else setting.modality,
        period=setting.period,
        aspect=bound.aspect,
        project=bound.project,
        relative_to=_base(bound, setting),
        component_of=_total(total, quantity, bound),
    )


def _is_aim(bound: Bound) -> bool:
    """Whether the words themselves are an aim: 投资目标|220亿元, 年度计划投资|73亿元.

    How much of an aim is reached is none: 年度目标已完成|78.5%.
    """
    named = bound.kind not in RELATIVE and _AIM.search(bound.indicator)
    return bound.rule == BRACKET_TARGET or bool(named)


def _as_printed(name: str, segmented: Segmented, figure: Figure) -> str:
    """The name with the brackets that the text has: 新（改）建."""
    if "›" not in name:
        return name.replace("‹", "")
    sentence = segmented.sentence(figure.quantity.start)
    wide = "（" in segmented.document.text[sentence.start : figure.quantity.end + len(figure.right)]
    return _INSET.sub(r"（\1）" if wide else r"(\1)", name)


def _base(bound: Bound, setting: Setting) -> Span | None:
    """The evidence of the figure that a change or share belongs to: same place, same indicator."""
    base = bound.base
    if base is None or bound.kind not in RELATIVE or base.zone != setting.zone:
        return None
    return base.span if base.indicator == bound.indicator else None


def _total(total: Metric | None, quantity: Quantity, bound: Bound) -> Span | None:
    """The evidence of the total that a figure is a part of: same unit, same kind."""
    part = total and total.base_unit == quantity.unit.base and total.kind == bound.kind
    return total.span if total and part else None


def plain(value: Decimal) -> Decimal:
    """The decimal without an exponent or idle zeros: 116, never 1.16E+2."""
    if value != value.to_integral_value():
        return value.normalize()
    return value.quantize(Decimal(1)) if abs(value) < _LARGEST else value
