"""What the page carries beside the network: types, documents, facts and their sentences.

Things are numbered as they stand in the view, and a sentence that several facts share is
carried once: a page of many documents stays small.
"""

from __future__ import annotations

import json
from collections import defaultdict
from typing import TYPE_CHECKING, Any

from zhengtu.view.model import TYPES

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from zhengtu.view.model import Fact, View


def payload(view: View) -> Mapping[str, Any]:
    """The data as JSON values; offsets are UTF-16 units, which is how JavaScript counts."""
    node = numbers(item.key for item in view.nodes)
    source = numbers(item.key for item in view.sources)
    fact = numbers(item.key for item in view.facts)
    series = numbers(item.series for item in view.facts if item.series)
    sentences = numbers(_sentence(item) for item in view.facts if item.source)
    return {
        "title": view.title,
        "types": [item._asdict() for item in TYPES],
        "sources": [
            _filled(
                title=item.title, date=item.date, publisher=item.publisher, node=node.get(item.key)
            )
            for item in view.sources
        ],
        "series": list(series),
        "sentences": list(sentences),
        "facts": [
            _filled(
                type=item.type,
                nodes=[node[key] for key in item.nodes if key in node],
                label=item.label,
                value=item.value,
                tags=list(item.tags),
                period=item.period,
                zone=node.get(item.zone or ""),
                base=item.base,
                speaker=item.speaker,
                note=item.note,
                series=series.get(item.series),
                source=source.get(item.source or ""),
                start=item.start,
                sentence=sentences.get(_sentence(item)),
                words=[_units(item.prefix), _units(item.prefix + item.exact)],
            )
            for item in view.facts
        ],
        "conflicts": [
            {"label": item.label, "facts": [fact[key] for key in item.facts if key in fact]}
            for item in view.conflicts
        ],
    }


def briefs(view: View) -> Mapping[str, str]:
    """What stands beside an indicator of one area: its latest figure, and how many more."""
    figures: dict[str, list[str]] = defaultdict(list)
    for fact in view.facts:
        for key in fact.nodes:
            figures[key].append(fact.value)
    return {
        node.key: values[0] + (f" +{len(values) - 1}" if len(values) > 1 else "")
        for node in view.nodes
        if node.type == "indicator" and len(node.homes) <= 1 and (values := figures[node.key])
    }


def numbers(keys: Iterable[str]) -> dict[str, int]:
    """Each key once, with its place.

    >>> numbers(["a", "b", "a"])
    {'a': 0, 'b': 1}
    """
    return {key: place for place, key in enumerate(dict.fromkeys(keys))}


def data_block(value: object) -> str:
    r"""JSON that is inert inside ``<script type="application/json">``.

    >>> print(data_block("</script>\u2028"))
    "\u003c/script\u003e\u2028"
    """
    text = json.dumps(value, ensure_ascii=False, separators=(",", ":"))
    for character in "<>&\u2028\u2029":
        text = text.replace(character, f"\\u{ord(character):04x}")
    return text


def _sentence(fact: Fact) -> str:
    return fact.prefix + fact.exact + fact.suffix


def _units(text: str) -> int:
    return len(text.encode("utf-16-le", "surrogatepass")) // 2


def _filled(**values: object) -> dict[str, object]:
    """The values without those that say nothing."""
    return {name: value for name, value in values.items() if value not in (None, "", [])}
