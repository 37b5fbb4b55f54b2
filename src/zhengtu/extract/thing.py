"""Organisations and platforms, each once."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from zhengtu.extract.named import find_names
from zhengtu.model import Fact, Organization, Platform

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from zhengtu.extract.scope import Scope
    from zhengtu.recognise.word import Words
    from zhengtu.segment import Segmented

_BORROWER = re.compile(
    r"(?:协助|帮助|支持|助力|为)(?P<name>[一-鿿]{3,8}?)(?=(?:公司)?(?:新增|获得|争取|申请)?(?:授信|贷款|融资|信贷))"
)
_NOT_BORROWER = re.compile(
    r"企业|主体|群体|农户|项目|客户|机构|户$|单位|人员|毕业|行业|产业|领域|经济|小微|民营|居民|农民|创业"
)


def find_organizations(
    segmented: Segmented, scope: Scope, bodies: Iterable[tuple[int, int]]
) -> Iterator[Fact]:
    """Bodies named in the text, each once."""
    names = list(bodies)
    names += [
        match.span("name") for match in _BORROWER.finditer(segmented.shadow)
        if not _NOT_BORROWER.search(match["name"])
    ]  # fmt: skip
    seen: set[str] = set()
    for start, end in sorted(names):
        name = segmented.document.text[start:end]
        if name not in seen:
            seen.add(name)
            yield Organization(
                span=segmented.span(start, end),
                zone=scope.zone_of(start),
                name=name,
                rule="organization/head",
            )


def find_platforms(segmented: Segmented, scope: Scope, words: Words) -> Iterator[Fact]:
    """Service and information platforms, each once, under the shortest of its names."""
    found = list(find_names(segmented, "platform", words))
    seen: set[str] = set()
    for name in found:
        shorter = any(other.text != name.text and name.text.endswith(other.text) for other in found)
        if name.text in seen or shorter or len(name.text) > 20:  # noqa: PLR2004
            continue
        seen.add(name.text)
        yield Platform(
            span=segmented.span(name.start, name.end), zone=scope.zone_of(name.start),
            name=segmented.document.text[name.start : name.end], rule="platform/head",
        )  # fmt: skip
