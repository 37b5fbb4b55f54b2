"""Facts → facts: identities, canonical indicators, speakers, and one order for all."""

from __future__ import annotations

import re
from bisect import bisect_left
from dataclasses import replace
from typing import TYPE_CHECKING

from zhengtu.model import Fact, Kind, Metric, Official
from zhengtu.recognise.indicator import Indicators, indicators
from zhengtu.recognise.unit import Units, units
from zhengtu.record import NAMES

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from pathlib import Path

    from zhengtu.model import Span
    from zhengtu.segment import Segmented

_MEASURED = (Kind.COUNT, Kind.AMOUNT, Kind.QUANTITY, Kind.DURATION)
_QUOTED = "official/called"
_CHANGES = (Kind.GROWTH, Kind.TARGET_COMPLETION)
_SPEECH = re.compile(
    r"\s*(?:最后|首先|还|随后|也)?(?:介绍|表示|说|通报|指出|谈到|透露|汇报|回答|告诉)"
)


def resolve(
    facts: Iterable[Fact], segmented: Segmented, *, lexicon: Path | None = None
) -> tuple[Fact, ...]:
    """The facts with all that needs more than one of them, ordered by position and type."""
    listed = list(facts)
    speeches = _speeches(listed, segmented)
    lookup = indicators(lexicon)
    known = units(lexicon)
    named = [_with_concept(fact, lookup, known) for fact in listed]
    mains = {fact.span: fact for fact in named if isinstance(fact, Metric)}
    agreed = (_like_its_main(fact, mains) for fact in named)
    spoken = [_attributed(fact, speeches, segmented) for fact in agreed]
    return tuple(sorted(spoken, key=_order))


def _order(fact: Fact) -> tuple[int, int, str, str]:
    return (
        fact.span.start,
        fact.span.end,
        NAMES[type(fact)],
        str(getattr(fact, "name", getattr(fact, "indicator", ""))),
    )


def _with_concept(fact: Fact, lookup: Indicators, known: Units) -> Fact:
    """A figure with its canonical indicator, or with the one above its own words."""
    if not isinstance(fact, Metric):
        return fact
    unit = known.by_symbol.get(fact.base_unit)
    dimension = unit.dimension if unit and fact.kind in _MEASURED else None
    concept = lookup.concept(fact.indicator, unit_dimension=dimension)
    if concept is not None:
        return replace(fact, concept=concept.name)
    above = lookup.broader(fact.indicator, unit_dimension=dimension)
    return replace(fact, broader=above.name) if above else fact


def _like_its_main(fact: Fact, mains: Mapping[Span, Metric]) -> Fact:
    """A growth or completion is of its main figure's concept: 秋粮5亿亩,完成38.6% is of an area."""
    if not isinstance(fact, Metric) or fact.kind not in _CHANGES or fact.relative_to is None:
        return fact
    main = mains.get(fact.relative_to)
    return replace(fact, concept=main.concept, broader=main.broader) if main else fact


def _speeches(facts: list[Fact], segmented: Segmented) -> list[tuple[int, str]]:
    """Where each official begins to speak; not 某某总书记指出, which quotes what was said elsewhere."""
    return sorted(
        (fact.span.start, fact.name)
        for fact in facts
        if isinstance(fact, Official)
        and fact.rule != _QUOTED
        and _SPEECH.match(segmented.shadow, fact.span.end)
    )


def _attributed(fact: Fact, speeches: list[tuple[int, str]], segmented: Segmented) -> Fact:
    """A figure inside a speech is the speaker's, up to the next heading."""
    if not isinstance(fact, Metric) or not speeches:
        return fact
    section = segmented.section(fact.span.start)
    floor = section.start if section else 0
    at = bisect_left(speeches, (fact.span.start, "")) - 1
    spoken = at >= 0 and speeches[at][0] >= floor
    return replace(fact, speaker=speeches[at][1]) if spoken else fact
