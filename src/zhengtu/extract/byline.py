"""Who made a page: 记者 某某 某某, 责任编辑:某某, 本报记者某某报道."""

from __future__ import annotations

from typing import TYPE_CHECKING

from zhengtu.model import Person

if TYPE_CHECKING:
    from collections.abc import Iterator

    from zhengtu.recognise.person import People
    from zhengtu.segment import Segmented

_BETWEEN = " 、/"
_MOST = 8


def find_makers(segmented: Segmented, known: People) -> Iterator[Person]:
    """Each who made the page, once, with the role that stands before; a second has words of its own."""
    text, seen = segmented.shadow, set[str]()
    for _, start, _ in known.bylines.find_matches_as_indexes(text):
        role = known.byline.match(text, start)
        if role is None:
            continue
        begin, at = role.start(), role.end()
        for _ in range(_MOST):
            end = known.byline_end(text, at)
            if end < 0:
                break
            name = text[at:end].replace(" ", "")
            if name not in seen:
                seen.add(name)
                yield Person(
                    span=segmented.span(begin, end),
                    name=name,
                    role=role["role"] or role["credit"],
                    rule="person/staff",
                )
            at = end
            while text[at : at + 1] in _BETWEEN and at < len(text):
                at += 1
            if at == end:
                break
            begin = at
