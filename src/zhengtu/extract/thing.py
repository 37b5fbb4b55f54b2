"""Organisations and platforms, each once."""

from __future__ import annotations

from typing import TYPE_CHECKING

from zhengtu.extract.named import find_names
from zhengtu.model import Fact, Organization, Platform
from zhengtu.regex import regex

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from zhengtu.extract.scope import Scope
    from zhengtu.recognise.word import Words
    from zhengtu.segment import Segmented

_SHORT_FORM = regex(
    r"\((?:以下|下文)?(?:统称|简称|下称|又称)(?:为)?:?[“\"]?(?P<short>[^()“”\",。;]{2,12})[”\"]?\)"
)
_NATIONAL = regex(  # of no place, wherever a text names it
    r"(?:国务院|中共中央|中央|全国|最高人民)[^省市县区州盟旗]*"
    r"|国家(?!级)[^省市县区州盟旗]*(?:委|委员会|局|办|办公室|部|监委|集团)|中国(?:共产党|人民银行)|海关总署|审计署|[一-鿿]{2,8}总局"
    r"|(?:外交|国防|教育|科技|科学技术|工业和信息化|工信|公安|民政|司法|财政|人力资源和?社会保障|人社|自然资源|生态环境"
    r"|住房和?城乡建设|住建|交通运输|水利|农业农村|商务|文化和旅游|文旅|退役军人事务|应急管理)部"
)
_COMPANY = regex(r"(?P<made>[一-鿿]{2,4})(?:公司|集团)\Z")
_BORROWER = regex(
    r"(?:协助|帮助|支持|助力|为)(?P<name>[一-鿿]{3,8}?)(?=(?:公司)?(?:新增|获得|争取|申请)?(?:授信|贷款|融资|信贷))"
)
_NOT_BORROWER = regex(
    r"企业|主体|群体|农户|项目|客户|机构|户$|单位|人员|毕业|行业|产业|领域|经济|小微|民营|居民|农民|创业"
    r"|[他她它您这该人的在]"
)


def find_organizations(
    segmented: Segmented, scope: Scope, bodies: Iterable[tuple[int, int]]
) -> Iterator[Fact]:
    """Bodies named in the text, each once at its first name, with the short forms of it."""
    text, shadow = segmented.document.text, segmented.shadow
    names = list(bodies)
    names += [
        match.span("name") for match in _BORROWER.finditer(shadow)
        if not _NOT_BORROWER.search(match["name"])
    ]  # fmt: skip
    first: dict[str, tuple[int, int]] = {}
    short: dict[str, list[str]] = {}
    for start, end in sorted(names):
        name = text[start:end]
        full = _full(name, first)
        if full is not None:
            short[full].append(name)
        elif name not in first:
            first[name], short[name] = (start, end), []
        defined = _SHORT_FORM.match(shadow, end)
        if defined:
            short[full or name].append(text[slice(*defined.span("short"))])
    for name, (start, end) in first.items():
        zone = None if _NATIONAL.fullmatch(name) else scope.zone_of(start)
        yield Organization(
            span=segmented.span(start, end), zone=zone, name=name,
            names=tuple(dict.fromkeys(short[name])), rule="organization/head",
        )  # fmt: skip


def _full(name: str, known: Iterable[str]) -> str | None:
    """The one company named before of which a name is a short form: 恒瑞达公司 of 恒瑞达机械有限公司."""
    made = _COMPANY.match(name)
    if made is None:
        return None
    full = [
        other for other in known
        if len(other) > len(name) and other.endswith(("公司", "集团")) and made["made"] in other
    ]  # fmt: skip
    return full[0] if len(full) == 1 else None


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
