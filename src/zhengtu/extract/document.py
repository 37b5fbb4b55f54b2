"""Policy documents: each title in 《》 with what the text says of the document.

The mentions of one document, under its full title or a short one (《办法》), become one fact,
whose evidence is the first mention that tells its status.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import cache
from itertools import groupby
from typing import TYPE_CHECKING

from zhengtu.extract.issue import (
    OUT,
    day_of,
    effective_from,
    expires_on,
    issued_on,
    issuer_of,
    number_in,
)
from zhengtu.extract.status import status_of
from zhengtu.extract.title import (
    BEFORE,
    CLAUSE,
    FAR,
    SENTENCE,
    Mention,
    ends_so,
    find_titles,
    full_titles,
    half,
    list_start,
    tables,
    without_titles,
    words_behind,
)
from zhengtu.lexicon import words
from zhengtu.model import Modality, Policy, PolicyKind, PolicyStatus
from zhengtu.recognise.period import Base
from zhengtu.regex import regex

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from zhengtu.extract.scope import Scope
    from zhengtu.model import Place
    from zhengtu.segment import Segmented

_NESTED = regex(r"(?:贯彻|落实|实施|执行)[^〈〉]{0,6}〈(?P<name>[^〈〉]{2,60})〉")
_HEADER, _DAY = 1500, len("2025-03-20")
_NATION = ("国务院", "中共中央", "中华人民共和国", "全国", "国家", "中央", "中国共产党")
_NATIONAL = regex(r"(?:(?<!办)法|法典|公约|协定|条约|议定书)(?:\([^()]{1,20}\))*$")
"""What only the whole country makes."""
_KEYS = {
    "number": ("发文字号", "文号"),
    "issuer": ("发文机关", "发布机构", "发文单位", "制定机关"),
    "date": ("成文日期", "印发日期"),
    "effective": ("施行日期", "实施日期", "生效日期"),
    "expires": ("有效期至", "有效期限", "失效日期"),
}
"""What the head of a published page calls the fields."""


@dataclass(frozen=True, slots=True)
class Read:
    """A mention with what was read of it."""

    mention: Mention
    policy: Policy
    ruled: str
    """The class of the word that rules it; "" for none."""


def find_documents(segmented: Segmented, scope: Scope) -> Iterator[Policy]:
    """The policy documents of a text, each once, in the order of their evidence."""
    mentions = list(find_titles(segmented))
    full = full_titles(mentions)
    heads: dict[int, int] = {}
    read = [_read(segmented, scope, mention, heads) for mention in mentions]
    linked = _related(segmented.shadow, read, full)
    named = [
        replace(one.policy, name=full.get(one.mention.start, one.policy.name)) for one in linked
    ]
    found = sorted(_merged(named), key=lambda policy: policy.span.start)
    yield from _with_header(segmented, found)


def _read(segmented: Segmented, scope: Scope, mention: Mention, heads: dict[int, int]) -> Read:
    text, start = segmented.shadow, list_start(segmented.shadow, mention, heads)
    view = scope.at(segmented.sentence(mention.start))
    setting = view.of(start)
    sentence = without_titles(text[max(mention.begin, start - SENTENCE) : start])
    before = sentence[-BEFORE:]
    behind = words_behind(text, mention)
    number = next(filter(None, map(number_in, mention.brackets)), None)
    aimed = setting.modality == Modality.TARGET
    ruled, status = status_of(mention.name, before, behind, aimed=aimed)
    base = Base(segmented.document.date)
    rest = text[mention.rest : min(mention.stop, mention.rest + SENTENCE)].split("《")[0]
    effective, expires = effective_from(sentence, rest, base), expires_on(rest, base)
    if status is None and ruled != "reference" and (number or effective or expires):
        status = PolicyStatus.ISSUED
    issuer = issuer_of(mention.name, before, behind, status)
    policy = Policy(
        span=segmented.span(mention.start, mention.end), name=mention.name,
        zone=_zone(scope, mention, issuer, setting.zone), kind=PolicyKind.DOCUMENT,
        status=status, number=number, issuer=issuer,
        date=issued_on(sentence, behind, base) if status in OUT else None,
        effective=effective, expires=expires,
        carries_out=tuple(found["name"] for found in _NESTED.finditer(mention.name)),
        rule="policy/document",
    )  # fmt: skip
    return Read(mention, policy, ruled)


def _zone(scope: Scope, mention: Mention, issuer: str | None, zone: Place | None) -> Place | None:
    """The place that the title begins with, none for the whole country's, else the text's."""
    if mention.name.startswith(_NATION) or _NATIONAL.search(half(mention.name)):
        return None
    first = next(iter(scope.zones.within(mention.start, mention.start + 2)), None)
    if first is not None and not first.mention.inside_name:
        return first.place
    return None if issuer and _is_national(issuer) else zone


@cache
def _is_national(body: str) -> bool:
    table = words("bodies")
    first = body.partition("、")[0]
    return first in table["body"] or first.startswith(table["begins"])


def _related(text: str, read: Sequence[Read], full: Mapping[int, str]) -> list[Read]:
    """The mentions with what each replaces and carries out, as their sentences say."""
    names = [full.get(one.mention.start, one.policy.name) for one in read]
    linked = list(read)
    for _, group in groupby(range(len(read)), key=lambda at: read[at].mention.begin):
        listed = list(group)
        for at in listed:
            new = _successor(text, read, at)
            if new is not None and names[new] != names[at]:
                olds = (*linked[new].policy.replaces, names[at])
                policy = replace(linked[new].policy, replaces=tuple(dict.fromkeys(olds)))
                linked[new] = replace(linked[new], policy=policy)
        made = _made(text, read, listed)
        if made is None:
            continue
        grounds = (at for at in listed if read[at].ruled in ("carry", "reference"))
        upper = dict.fromkeys(names[at] for at in grounds if at < made or made < listed[0])
        upper.pop(names[made], None)
        if upper:
            policy = replace(linked[made].policy, carries_out=tuple(upper))
            linked[made] = replace(linked[made], policy=policy)
    return linked


def _made(text: str, read: Sequence[Read], listed: Sequence[int]) -> int | None:
    """The document that a sentence says is made: 印发《…》, 制定本办法."""
    made = (at for at in listed if read[at].ruled in ("publish", "draft", "consult"))
    last = read[listed[-1]].mention
    own = tables().said["made"].search(text, last.rest, last.stop)
    if own is None:
        return next(made, None)
    earlier = range(listed[0] - 1, max(-1, listed[0] - FAR), -1)
    return next((at for at in earlier if ends_so(read[at].mention.name, own["head"])), None)


def _successor(text: str, read: Sequence[Read], at: int) -> int | None:
    """The document that takes the place of a repealed one: the last before it that is in force."""
    old = read[at]
    if old.policy.status != PolicyStatus.REPEALED or not _taken_over(text, old):
        return None
    for index in range(at - 1, max(-1, at - FAR), -1):
        if old.mention.begin - read[index].mention.stop > 1:
            return None
        if read[index].policy.status in (*OUT, PolicyStatus.PLANNED):
            return index
    return None


def _taken_over(text: str, one: Read) -> bool:
    """Whether a repeal makes room for another document: 原《…》同时废止, 取代《…》."""
    said, mention = tables().said, one.mention
    before = text[max(mention.begin, mention.start - 8) : mention.start]
    behind = text[mention.rest : min(mention.stop, mention.rest + 16)]
    return bool(
        one.ruled == "replace"
        or before.endswith("原")
        or said["replacing"].search(CLAUSE.split(behind)[0])
    )


def _merged(policies: Iterable[Policy]) -> Iterator[Policy]:
    """Each document once: the mention that tells its status, with what the others add."""
    groups: dict[tuple[str, Place | None], list[Policy]] = {}
    for policy in policies:
        groups.setdefault((policy.name, policy.zone), []).append(policy)
    for group in groups.values():
        whole = [policy for policy in group if policy.span.quote.strip("《》") == policy.name]
        telling = [policy for policy in whole or group if policy.status is not None]
        yield _completed((telling or whole or group)[0], group)


def _completed(policy: Policy, others: Iterable[Policy]) -> Policy:
    for other in others:
        policy = replace(
            policy,
            status=policy.status or other.status,
            number=policy.number or other.number,
            issuer=policy.issuer or other.issuer,
            date=policy.date or other.date,
            effective=policy.effective or other.effective,
            expires=policy.expires or other.expires,
            replaces=policy.replaces or other.replaces,
            carries_out=policy.carries_out or other.carries_out,
        )
    return policy


def _with_header(segmented: Segmented, found: Sequence[Policy]) -> Iterator[Policy]:
    """The document that a page is about, with what the head of the page says of it.

    A page with 发文字号 in its head is that of the document that it names first.
    """
    top = segmented.shadow[:_HEADER]
    lines = tables().said["header"].finditer(top) if "文号" in top or "发文字号" in top else ()
    head = {match["key"]: match["value"] for match in lines}
    said = {name: next((head[k] for k in keys if k in head), None) for name, keys in _KEYS.items()}
    if not found or not said["number"] or not number_in(said["number"]):
        yield from found
        return
    base, first = Base(segmented.document.date), found[0]
    days = {
        name: day
        for name in ("date", "effective", "expires")
        if (value := said[name]) and len(day := day_of(value, base) or "") == _DAY
    }
    yield replace(
        first,
        number=first.number or said["number"],
        issuer=first.issuer or said["issuer"],
        date=first.date or days.get("date"),
        effective=first.effective or days.get("effective"),
        expires=first.expires or days.get("expires"),
        status=first.status or PolicyStatus.ISSUED,
    )
    yield from found[1:]
