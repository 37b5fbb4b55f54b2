"""Organisations: companies, schools, agencies, banks, associations, by the names they bear."""

from __future__ import annotations

from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING

from zhengtu.extract.compound import (
    BODIES,
    BODILY,
    Compound,
    Compounds,
    Role,
    Token,
    compounds,
    longest,
)
from zhengtu.regex import regex

if TYPE_CHECKING:
    from collections.abc import Sequence

    from zhengtu.extract.scope import Scope
    from zhengtu.segment import Segmented

_TORN = regex(
    r"(?<=部)[门队署位件落下]|(?<=[大中小]学)[生位]|(?<=学校)[门部]|(?<=学)习"
    r"|(?<=中心)(?:[组城区镇线站点村环化]|港|作业|思想|内容|工作|任务|地带|位置|集群|地位|环节)|(?<=公司)[化制债]|(?<=集团)[化军式]"
    r"|(?<=银行)[业卡间股存贷]|(?<=海关)(?:关员|特殊|监管|查验)|(?<=局)(?:面|部(?!署)|势|限|内)"
    r"|(?<=学会)[了用如在]|(?<=政府)间|(?<=[委员]会)员|(?<=委)员会|(?<=办)[公理事好学]|(?<=社)[论会区]|(?<=报)[道告名送社]"
    r"|(?<=医院)[感船]|(?<=联盟)链|(?<=实验室)[级里]|(?<=[部局院会厅委])长(?!江|沙|春|三角|期)"
    r"|(?<=大会)(?:制度|第)|(?<=民进)行|(?<=民建)[设成立造]|(?<=民革)命|(?<=人大)(?:代表|[一二三四五六七八九十]{1,3}次会)|(?<=政协)委员|(?<=[一-鿿])[堂者型级类]"
)
_TAIL = regex(r"\((?:[一-鿿]{2,6}校区|[一-鿿]{2,4}|筹)\)|‹[一-鿿]{1,2}›")
_SCHOOL = ("大学", "学院", "学校", "研究院")
_DIVISION = ("省", "市", "县", "区", "州", "旗")
_EACH = ("省(", "省‹", "市(", "市‹", "县(", "县‹")
_ABOVE = ("省", "自", "特")
_LONGEST_BRAND = 8
_BRAND = 2


def find_bodies(
    segmented: Segmented, scope: Scope, clauses: Sequence[Sequence[Token]]
) -> list[tuple[int, int]]:
    """Where the text names an organisation, in order; of names in one another, the longest."""
    named = partial(_named, segmented.shadow, compounds(scope.lexicon))
    return list(longest(clauses, BODILY, named))


def _named(text: str, known: Compounds, tokens: Sequence[Token], at: int) -> tuple[int, int] | None:
    """Where the body stands whose name ends with a word, if it ends one."""
    last = tokens[at]
    name = None if _TORN.match(text, last.end) else known.read(tokens, at, dated=False)
    if name is None:
        return None
    name = _trimmed(text, name, last)
    return (name.start, _with_tail(text, name.end)) if _is_body(text, name, last, known) else None


def _trimmed(text: str, name: Compound, last: Token) -> Compound:
    """A name without an unknown word before it that may be a verb: 建强|义乌数贸中心, 废止|省政府."""
    if not name.parts or name.parts[0].role != Role.GAP:
        return name
    behind = name.parts[1].role if len(name.parts) > 1 else last.role
    listed = text[name.start - 1 : name.start] == "、"
    whole = behind == Role.SEAT and text[name.parts[0].end] in _ABOVE
    if whole or (behind == Role.PLACE and not listed):
        start = name.parts[0].end
        return replace(name, start=start, parts=name.parts[1:], before=Role.STOP)
    return name


def _with_tail(text: str, end: int) -> int:
    """Where a school ends whose name goes on in brackets: 中国地质大学(武汉)."""
    tail = _TAIL.match(text, end) if text.endswith(_SCHOOL, 0, end) else None
    return tail.end() if tail else end


def _is_body(text: str, name: Compound, last: Token, known: Compounds) -> bool:
    """Whether a compound names one body, not a kind of body."""
    said = text[name.start : name.end]
    former = any(text[part.start : part.end] == "原" for part in name.parts)
    each = said.startswith(_EACH)  # 6省(区)人大常委会
    if former or each or name.before == Role.COUNT:
        return False
    if last.role in (Role.WHOLE, Role.SEAT) and not name.parts:
        return name.before != Role.VAGUE
    if last.role == Role.SEAT and not name.opener:
        return _BRAND <= name.gap < _BRAND + 2 and name.before in ("", Role.STOP)
    if name.opener == Role.NUMBER or any(part.role == Role.YEAR for part in name.parts):
        return False
    if name.opener:
        return _is_located(text, name, known)
    if said in known.classes["own"]:
        return name.before in ("", Role.STOP)
    return _is_placed(name) or _is_branded(text, name, known)


def _is_placed(name: Compound) -> bool:
    """Whether the place stands inside: 人工智能|陕西|实验室, 汉魏|洛阳|故城遗址博物馆."""
    if name.before not in ("", Role.STOP) or len(name.parts) <= 1:
        return False
    first, *_, last = name.parts
    trade = last.role == Role.PLACE and all(part.role == Role.FIELD for part in name.parts[:-1])
    return trade or (
        first.role == Role.GAP and not name.before and name.parts[1].role in (Role.PLACE, Role.WEAK)
    )


def _is_located(text: str, name: Compound, known: Compounds) -> bool:
    """Whether a name that a country or place opens says which body: 香港学校 does not."""
    head, first = text[name.head : name.end], name.parts[0]
    opener, wide = text[first.start : first.end], name.opener in (Role.OPEN, Role.WEAK)
    proper = [part for part in name.parts if part.role not in (Role.OPEN, Role.WEAK, Role.PLACE)]
    if opener == "全国":
        named = head in known.classes["national"] and not text.startswith("委员会", first.end)
        return named and bool(proper or not head.endswith("委员会"))
    if _is_doubtful(name, proper):
        return False
    if not proper:
        return _is_bare_name(text, name, head, known)
    if head in known.classes["kind"] and (opener == "国家" or first.end - first.start == 1):
        return any(text[part.start : part.end] not in known.classes["plain"] for part in proper)
    common = wide and head in known.classes["common"] and name.gap < _BRAND
    return not common or any(part.role in BODIES for part in proper)


def _is_doubtful(name: Compound, proper: Sequence[Token]) -> bool:
    """Whether what stands before a name may be a part of it, or says that it is a kind."""
    if name.before == Role.VAGUE:
        return name.opener == Role.WEAK or (name.opener == Role.OPEN and not name.gap)
    if name.opener == Role.WEAK:
        return name.before in (Role.GAP, Role.FIELD, Role.TITLE)
    return name.opener == Role.QUOTED and not any(part.role == Role.FIELD for part in proper)


def _is_bare_name(text: str, name: Compound, head: str, known: Compounds) -> bool:
    """Whether a place and a kind of body are a name: 安徽博物馆, 仙云县医院; not 香港学校."""
    kind, last = head in known.classes["kind"], name.parts[-1]
    if last.role == Role.WEAK and len(name.parts) > 1:
        return True
    if (
        last.role == Role.PLACE
        and last.end - last.start > 1
        and text.endswith(_DIVISION, 0, last.end)
    ):
        return not kind or head.endswith("医院") or head in ("电视台", "政府")
    if name.opener in (Role.OPEN, Role.WEAK) and head in known.classes["many"]:
        return text[name.start : name.parts[0].end] in ("国家", "中国") and head.endswith("馆")
    return not kind


def _is_branded(text: str, name: Compound, known: Compounds) -> bool:
    """Whether a name with no place begins with one that was made: 恒丰公司, 安踏体育用品有限公司."""
    if not name.parts or name.parts[0].role != Role.GAP or name.before == Role.VAGUE:
        return False
    head, made = text[name.head : name.end], name.parts[0].end - name.parts[0].start
    rest = name.gap - made
    return (
        made >= _BRAND and name.gap <= _LONGEST_BRAND and head in known.classes["brand"]
        and (not rest or head.endswith(("公司", "集团")))
    )  # fmt: skip
