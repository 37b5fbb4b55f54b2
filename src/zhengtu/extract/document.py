"""Policy documents: titles in 《》 with what the words beside them say has become of them.

Each mention of a title is read by itself: the nearest word before it that rules it (印发,
根据, 废止), else the first one behind it (自…起施行, 公开征求意见).  Then the mentions of one
document, under its full title or a short one (《办法》), become one fact, whose evidence is the
first mention that tells its status.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from functools import cache
from itertools import groupby
from typing import TYPE_CHECKING

from zhengtu.lexicon import patterns, words
from zhengtu.model import Modality, Policy, PolicyKind, PolicyStatus
from zhengtu.recognise.period import Base, find_periods

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from zhengtu.extract.scope import Scope
    from zhengtu.model import Place
    from zhengtu.segment import Segmented

_TITLE = re.compile(r"《(?P<name>[^《》\n]{2,90}(?:《[^《》\n]{1,60}》[^《》\n]{0,40})?)》")
_BRACKET = re.compile(r"\s*(?:\((?P<said>[^()\n]{1,60}(?:\([^()\n]{1,20}\)[^()\n]{0,20})?)\))")
_LIST_GOES_ON = re.compile(
    r"\s*(?:\([^()\n]{1,60}\))?\s*(?:、|和|及|以及|与)?\s*《[^《》\n]{2,90}》"
)
_LIST_BEFORE = re.compile(r"》\s*(?:\([^()]{0,60}\))?\s*(?:、|和|及|以及|与)?\s*\Z")
_NESTED = re.compile(r"(?:贯彻|落实|实施|执行)[^〈〉]{0,6}〈(?P<name>[^〈〉]{2,60})〉")
_VERSION = re.compile(r"(?:\([^()]{1,20}\))+$")
_CLAUSE = re.compile(r"[,。;:!?\n]")
_AROUND = re.compile(r"\([^()]{0,30}\)")
_BEFORE, _AFTER, _SENTENCE = 60, 48, 120
_SHORT_TITLE, _JOINT, _HEADER, _FAR = 12, 64, 1500, 60
_NATION = ("国务院", "中共中央", "中华人民共和国", "全国", "国家", "中央", "中国共产党")
_NATIONAL = re.compile(r"(?:(?<!办)法|法典|公约|协定|条约|议定书)(?:\([^()]{1,20}\))*$")
"""What only the whole country makes."""

Said = PolicyStatus | None


@dataclass(frozen=True, slots=True)
class Tables:
    """The compiled patterns of ``policies.toml`` for documents."""

    document: Mapping[str, re.Pattern[str]]
    ruling: re.Pattern[str]
    """Every word that rules a title behind it, by class."""
    said: Mapping[str, re.Pattern[str]]


@cache
def tables() -> Tables:
    """The shipped patterns."""
    table = patterns("policies")
    document, said, ruling = table["document"], table["behind"], table["ruling"]
    classes = "|".join(f"(?P<{name}>{ruling[name]})" for name in ruling if name != "joined")
    bodies = document["bodies"].replace("{body}", document["body"])
    return Tables(
        {name: _compiled(pattern, document, bodies) for name, pattern in document.items()},
        re.compile(rf"(?:{classes})(?!{ruling['joined']})"),
        {name: _compiled(pattern, said, bodies) for name, pattern in said.items()},
    )


def _compiled(pattern: str, parts: Mapping[str, str], bodies: str) -> re.Pattern[str]:
    """A pattern with what it names in braces put in."""
    body, day = parts.get("body", ""), parts.get("day", "")
    named = {"{bodies}": bodies, "{body}": body, "{day}": day}
    for name, part in named.items():
        pattern = pattern.replace(name, part)
    return re.compile(pattern)


@dataclass(frozen=True, slots=True)
class Mention:
    """One title as the text has it, with the sentence around it."""

    start: int
    end: int
    name: str
    """As printed, without 《》."""
    brackets: tuple[str, ...]
    """What stands in brackets behind it: its number, its short title."""
    rest: int
    """Where the text goes on behind the brackets."""
    begin: int
    stop: int
    """The bounds of its sentence."""


@dataclass(frozen=True, slots=True)
class Read:
    """A mention with what was read of it."""

    mention: Mention
    policy: Policy
    ruled: str
    """The class of the word that rules it; "" for none."""


def find_documents(segmented: Segmented, scope: Scope) -> Iterator[Policy]:
    """The policy documents of a text, each once, in the order of their evidence."""
    mentions = list(_mentions(segmented))
    full = _full_titles(mentions)
    heads: dict[int, int] = {}
    read = [_read(segmented, scope, mention, heads) for mention in mentions]
    linked = _related(segmented.shadow, read, full)
    named = [
        replace(one.policy, name=full.get(one.mention.start, one.policy.name)) for one in linked
    ]
    found = sorted(_merged(named, linked), key=lambda policy: policy.span.start)
    yield from _with_header(segmented, found)


def _mentions(segmented: Segmented) -> Iterator[Mention]:
    text, known = segmented.shadow, tables().document
    for match in _TITLE.finditer(text):
        name = match["name"]
        if not (known["title"].search(name) or known["marked"].search(name)):
            continue
        if (known["art"].search(name) and len(name) < 8) or known["other"].match(text, match.end()):  # noqa: PLR2004
            continue
        if text.endswith(("简称", "统称", "称"), 0, match.start()):
            continue
        sentence = segmented.sentence(match.start())
        brackets, rest = [], match.end()
        while len(brackets) < 3 and (bracket := _BRACKET.match(text, rest)):  # noqa: PLR2004
            brackets.append(bracket["said"])
            rest = bracket.end()
        yield Mention(
            match.start(), match.end(), segmented.document.text[match.start() + 1 : match.end() - 1],
            tuple(brackets), rest, sentence.start, max(sentence.end, rest),
        )  # fmt: skip


def _full_titles(mentions: Sequence[Mention]) -> dict[int, str]:
    """For each mention under a short title, by its start, the full title that it stands for."""
    short, declared = tables().document["short"], dict[str, str]()
    full: dict[int, str] = {}
    for at, mention in enumerate(mentions):
        for said in mention.brackets:
            if found := short.match(said):
                declared[found["short"]] = mention.name
        if len(mention.name) > _SHORT_TITLE:
            continue
        near = (*mentions[max(0, at - _FAR) : at][::-1], *mentions[at : at + _FAR])
        alike = (other.name for other in near if _is_short(mention, other))
        name = declared.get(mention.name) or next(alike, None)
        if name:
            full[mention.start] = name
    return full


def _is_short(mention: Mention, other: Mention) -> bool:
    """Whether a title is the head of another: 《办法》 of 《燃气管理办法（试行）》."""
    return len(other.name) > len(mention.name) and _ends_so(other.name, mention.name)


def _read(segmented: Segmented, scope: Scope, mention: Mention, heads: dict[int, int]) -> Read:
    text, start = segmented.shadow, _list_start(segmented.shadow, mention, heads)
    view = scope.at(segmented.sentence(mention.start))
    setting = view.of(mention.start)
    before = _without_titles(text[max(mention.begin, start - _SENTENCE) : start])[-_BEFORE:]
    behind = _behind(text, mention)
    number = next(filter(None, map(_number, mention.brackets)), None)
    aimed = setting.modality == Modality.TARGET
    ruled, status = _status(mention.name, before, behind, aimed=aimed)
    if status is None and number is not None and ruled != "reference":
        status = PolicyStatus.ISSUED
    base = Base(segmented.document.date)
    sentence = _without_titles(text[max(mention.begin, start - _SENTENCE) : start])
    issuer = _issuer(mention.name, before, behind, status)
    policy = Policy(
        span=segmented.span(mention.start, mention.end), name=mention.name,
        zone=_zone(scope, mention, issuer, setting.zone), kind=PolicyKind.DOCUMENT,
        status=status, number=number, issuer=issuer,
        date=_issued(sentence, behind, base) if status in _OUT else None,
        effective=_effective(sentence, text[mention.rest : mention.stop], base),
        expires=_expires(text[mention.rest : mention.stop], base),
        carries_out=tuple(found["name"] for found in _NESTED.finditer(mention.name)),
        rule="policy/document",
    )  # fmt: skip
    return Read(mention, policy, ruled)


def _without_titles(words: str) -> str:
    """The words with what stands in 《》 blanked: 制定 in a title rules no other one."""
    return _TITLE.sub("《》", words)


_OUT = (PolicyStatus.ISSUED, PolicyStatus.REVISED)


def _behind(text: str, mention: Mention) -> str:
    """The words behind a title and the titles that it is listed with, up to the next title."""
    at = mention.rest
    while listed := _LIST_GOES_ON.match(text, at, mention.stop):
        at = listed.end()
    while bracket := _BRACKET.match(text, at, mention.stop):
        at = bracket.end()
    upto = min(mention.stop, at + _AFTER)
    opened = text.find("《", at, upto)
    return text[at : opened + 1 if opened >= 0 else upto]


def _list_start(text: str, mention: Mention, heads: dict[int, int]) -> int:
    """Where the list of titles begins that a title stands in.

    ``heads`` are the answers for the titles before, so that a long list is walked once.
    """
    start, walked = mention.start, []
    while start not in heads and (
        listed := _LIST_BEFORE.search(text, max(mention.begin, start - _JOINT), start)
    ):
        opened = text.rfind("《", mention.begin, listed.start())
        if opened < 0:
            break
        walked.append(start)
        start = opened
    first = heads.get(start, start)
    heads.update(dict.fromkeys([*walked, mention.start], first))
    return first


def _number(said: str) -> str | None:
    found = tables().document["number"].match(said)
    return found[0] if found else None


def _status(name: str, before: str, behind: str, *, aimed: bool) -> tuple[str, Said]:
    """The class of the word that rules a title, and what has become of the document."""
    said, document = tables().said, tables().document
    clause = _CLAUSE.split(before)[-1]
    ruling = [one for one in tables().ruling.finditer(clause) if _reaches(one, clause)]
    last = ruling[-1] if ruling else None
    ruled = (last.lastgroup or "") if last else ""
    if said["consulted"].match(behind) or ruled == "consult":
        return ruled, PolicyStatus.CONSULTATION
    if ruled != "reference" and (end := _ended(behind)):
        return ruled, end
    if document["draft"].search(_half(name)):
        return ruled, PolicyStatus.CONSULTATION
    unfinished = bool(document["unfinished"].search(name))
    if last is None or ruled == "other":
        led = clause[-_BEFORE:] if ruled == "other" else ""
        return ruled, _said_behind(behind, led, aimed=aimed, unfinished=unfinished)
    return ruled, _ruled(last, ruling, clause, behind, aimed=aimed, unfinished=unfinished)


def _reaches(word: re.Match[str], clause: str) -> bool:
    """Whether a word before a title rules it: in 发布针对小店的《…》 only 发布 does."""
    return word.lastgroup not in _OF_OTHERS or "的" not in clause[word.end() :]


_OF_OTHERS = ("reference", "carry", "other")


def _half(name: str) -> str:
    return name.replace("（", "(").replace("）", ")")


def _ended(behind: str) -> Said:
    """Repealed or expired, where the words behind a title say so and not that it is to come."""
    said = tables().said
    if repealed := said["repealed"].match(behind):
        return None if "拟" in repealed[0] else PolicyStatus.REPEALED
    if expired := said["expired"].match(behind):
        coming = said["future"].search(expired[0])
        return PolicyStatus.ISSUED if coming else PolicyStatus.EXPIRED
    return None


def _ruled(
    last: re.Match[str], ruling: list[re.Match[str]], clause: str, behind: str, *,
    aimed: bool, unfinished: bool,
) -> Said:  # fmt: skip
    """What the nearest word before a title makes of the document."""
    said, ruled, gap = tables().said, last.lastgroup, clause[last.end() :]
    done = gap.startswith(("了", "的", "后的"))
    coming = not done and (aimed or bool(said["future"].search(clause[: last.start()])))
    listed = behind.startswith("等")
    match ruled:
        case "carry":
            return None if unfinished else PolicyStatus.ISSUED
        case "repeal" | "replace":
            return None if coming else PolicyStatus.REPEALED
        case "revise":
            return None if coming else PolicyStatus.REVISED
        case "draft":
            return PolicyStatus.PLANNED
        case "publish" | "force" | "adopt" if listed or not said["attribute"].match(behind):
            if coming or unfinished:
                return PolicyStatus.PLANNED
            new = any(one.lastgroup == "revise" and one.end() == last.start() for one in ruling)
            return PolicyStatus.REVISED if new else PolicyStatus.ISSUED
    return None


def _said_behind(behind: str, led: str, *, aimed: bool, unfinished: bool) -> Said:
    """What the words behind a title that is the subject say has become of the document."""
    said = tables().said
    clause = _CLAUSE.split(behind)[0]
    verb = None if said["attribute"].match(clause) else said["said"].search(clause[:30])
    if verb is None:
        return PolicyStatus.ISSUED if said["in_force"].match(behind) else None
    lead = led + clause[: verb.start()]
    coming = bool(said["future"].search(lead))
    aimed = aimed and not said["past"].search(clause)
    match verb.lastgroup:
        case "publish" if coming or aimed:
            return PolicyStatus.PLANNED
        case "publish" | "adopt":
            return PolicyStatus.PLANNED if unfinished else PolicyStatus.ISSUED
        case "force":
            return PolicyStatus.ISSUED
        case "draft":
            return PolicyStatus.PLANNED
        case _:  # 修订
            return None if coming else PolicyStatus.REVISED


def _issuer(name: str, before: str, behind: str, status: Said) -> str | None:
    """The body that issued a document: said before 印发, after 由, or in the title."""
    document = tables().document
    if titled := document["titled"].match(_half(name)):
        return re.sub(r"\s+", "、", titled["who"])
    if status not in (PolicyStatus.ISSUED, PolicyStatus.REVISED, PolicyStatus.CONSULTATION):
        return None
    if by := document["by"].match(behind):
        return _bodies(by["who"])
    spoken = _AROUND.sub("", before)
    if document["decree"].search(spoken):
        return "国务院"
    for ruling in reversed(list(tables().ruling.finditer(spoken))):
        if ruling.lastgroup in ("publish", "consult"):
            return _bodies(_CLAUSE.split(spoken[: ruling.start()])[-1])
    return None


def _bodies(said: str) -> str | None:
    """The bodies of 近日,教育部等五部门联合|印发, as said, without what stands around them."""
    document = tables().document
    bare = document["around"].sub("", document["opening"].sub("", said.strip()))
    found = document["bodies"].fullmatch(bare.strip())
    return re.sub(r"\s+", "、", found["who"]) if found else None


def _zone(scope: Scope, mention: Mention, issuer: str | None, zone: Place | None) -> Place | None:
    """The place that the title begins with, none for the whole country's, else the text's."""
    if mention.name.startswith(_NATION) or _NATIONAL.search(_half(mention.name)):
        return None
    first = next(iter(scope.zones.within(mention.start, mention.start + 2)), None)
    if first is not None and not first.mention.inside_name:
        return first.place
    return None if issuer and _is_national(issuer) else zone


@cache
def _is_national(body: str) -> bool:
    table = words("bodies")
    first = body.split("、", maxsplit=1)[0]
    return first in table["body"] or first.startswith(table["begins"])


def _day(said: str, base: Base) -> str | None:
    """The day or month of a date, also of 2025年5月1日起."""
    period = next(find_periods(said, base), None)
    return period.value.strip("/").split("/")[0] if period and period.value else None


def _issued(sentence: str, behind: str, base: Base) -> str | None:
    """The day, month or year before 印发 in the sentence."""
    ruling = [one for one in tables().ruling.finditer(sentence) if one.lastgroup == "publish"]
    told = tables().said["said"].search(_CLAUSE.split(behind)[0])
    if ruling:
        led = sentence[: ruling[-1].start()]
    elif told and told.lastgroup == "publish":
        led = sentence + "," + behind[: told.start()]
    else:
        return None
    periods = list(find_periods(led, base))
    if not periods or periods[-1].value is None or "/" in periods[-1].value:
        return None
    return None if len(led) - periods[-1].end > _BEFORE else periods[-1].value


def _effective(before: str, rest: str, base: Base) -> str | None:
    said = tables().said
    found = said["effective"].search(rest.split("《", maxsplit=1)[0][:_SENTENCE])
    found = found or said["effective_before"].search(before)
    return _day(found["day"], base) if found else None


def _expires(rest: str, base: Base) -> str | None:
    found = tables().said["expires"].search(rest.split("《", maxsplit=1)[0][:_SENTENCE])
    return _day(found["day"], base) if found else None


def _related(text: str, read: Sequence[Read], full: Mapping[int, str]) -> list[Read]:
    """The mentions with what each replaces and carries out, as its own sentence says."""
    linked = list(read)

    def name(one: Read) -> str:
        return full.get(one.mention.start, one.policy.name)

    for _, group in groupby(range(len(read)), key=lambda at: read[at].mention.begin):
        listed = list(group)
        for at in listed:
            one = read[at]
            if one.policy.status == PolicyStatus.REPEALED and _taken_over(text, one):
                new = _before(read, at)
                if new is not None and name(read[new]) != name(one):
                    olds = (*linked[new].policy.replaces, name(one))
                    linked[new] = _with(linked[new], replaces=tuple(dict.fromkeys(olds)))
        grounds = [at for at in listed if read[at].ruled in ("carry", "reference")]
        at = _made(text, read, listed)
        if at is None:
            continue
        upper = dict.fromkeys(name(read[g]) for g in grounds if g < at or at < listed[0])
        upper.pop(name(read[at]), None)
        if upper:
            linked[at] = _with(linked[at], carries_out=tuple(upper))
    return linked


def _made(text: str, read: Sequence[Read], listed: Sequence[int]) -> int | None:
    """The document that a sentence says is made: 印发《…》, 制定本办法."""
    made = (at for at in listed if read[at].ruled in ("publish", "draft", "consult"))
    last = read[listed[-1]].mention
    own = tables().said["made"].search(text, last.rest, last.stop)
    if own is None:
        return next(made, None)
    earlier = range(listed[0] - 1, max(-1, listed[0] - _FAR), -1)
    return next((at for at in earlier if _ends_so(read[at].mention.name, own["head"])), None)


def _ends_so(name: str, head: str) -> bool:
    return _VERSION.sub("", _half(name)).endswith(head)


def _with(one: Read, **fields: tuple[str, ...]) -> Read:
    return replace(one, policy=replace(one.policy, **fields))


def _taken_over(text: str, one: Read) -> bool:
    """Whether a repeal makes room for another document: 原《…》同时废止, 取代《…》."""
    said, mention = tables().said, one.mention
    before = text[max(mention.begin, mention.start - 8) : mention.start]
    behind = text[mention.rest : min(mention.stop, mention.rest + 16)]
    return bool(
        one.ruled == "replace"
        or before.endswith("原")
        or said["replacing"].search(_CLAUSE.split(behind)[0])
    )


def _before(read: Sequence[Read], at: int) -> int | None:
    """The document named last before, in this sentence or the one before, that is in force."""
    mention = read[at].mention
    for index in range(at - 1, -1, -1):
        other = read[index]
        if mention.begin - other.mention.stop > 1:
            return None
        if other.policy.status in (*_OUT, PolicyStatus.PLANNED):
            return index
    return None


def _merged(policies: Sequence[Policy], read: Sequence[Read]) -> Iterator[Policy]:
    """Each document once: the mention that tells its status, with what the others add."""
    groups: dict[tuple[str, Place | None], list[Policy]] = {}
    for policy, one in zip(policies, read, strict=True):
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


_KEYS = {
    "number": ("发文字号", "文号"),
    "issuer": ("发文机关", "发布机构", "发文单位", "制定机关"),
    "date": ("成文日期", "印发日期"),
    "effective": ("施行日期", "实施日期", "生效日期"),
    "expires": ("有效期至", "有效期限", "失效日期"),
}


def _with_header(segmented: Segmented, found: Sequence[Policy]) -> Iterator[Policy]:
    """The document that a page is about, with what the head of the page says of it.

    A page with 发文字号 in its head is that of the document that it names first.
    """
    head = {
        match["key"]: match["value"]
        for match in tables().said["header"].finditer(segmented.shadow[:_HEADER])
    }
    said = {name: next((head[k] for k in keys if k in head), None) for name, keys in _KEYS.items()}
    if not found or not said["number"] or not _number(said["number"]):
        yield from found
        return
    base = Base(segmented.document.date)
    for name in ("date", "effective", "expires"):
        said[name] = _day(said[name], base) if said[name] else None
    first = found[0]
    yield replace(
        first,
        number=first.number or said["number"],
        issuer=first.issuer or said["issuer"],
        date=first.date or said["date"],
        effective=first.effective or said["effective"],
        expires=first.expires or said["expires"],
        status=first.status or PolicyStatus.ISSUED,
    )
    yield from found[1:]
