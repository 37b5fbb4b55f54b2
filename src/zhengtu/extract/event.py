"""Events: meetings, fairs, visits, signings, openings, by the names they bear."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from zhengtu.extract.compound import (
    BODIES, BODY, COUNT, DASH, KIND, FIELD, GAP, MEETING, NUMBER, OPEN, PLACE, QUOTED, SEAT, TITLE, VAGUE, WHOLE, YEAR,
    Compound, Compounds, Token, compounds,
)  # fmt: skip
from zhengtu.extract.occasion import Occasion, Occasions
from zhengtu.model import Event, Fact
from zhengtu.recognise.number import parse_number

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from zhengtu.extract.scope import Scope
    from zhengtu.segment import Segmented

_TORN = re.compile(
    r"(?<=会议)(?:[室厅桌]|制度|纪要|中心|场馆|决议|代表团)|(?<=会)[员计费场所议]"
    r"|(?<=活动)(?:室|场所|中心|区(?!域)|板房|家|课|空间|阵地|能力|方式|范围|轨迹|水平|断层)"
    r"|(?<=大会)(?:发言|堂|战|议|主席团|秘书处|常务|常委|代表|制度)|(?<=论坛)[报战]|(?<=竞赛)规则|(?<=节)[目约能气奏点]|(?<=[周月日])[年期]"
)
_ORDINAL = re.compile(
    r"第(?P<n>\d{1,3}|[一二三四五六七八九十百零]{1,7})(?:届|次|场|期|轮|批|站|季)"
    r"|(?P<m>[一二三四五六七八九十]{1,3})(?:次(?:全体)?会议|中全会|次全会)|(?P<first>首[届次场站])"
)
_SESSION = re.compile(
    r"(?:第[一二三四五六七八九十百零]{1,7}次|[一二三四五六七八九十]{1,3}次)(?:全体)?会议"
    r"|\(第[一二三四五六七八九十\d]{1,3}[场期次]\)|第\d{1,3}届会议"
)
_HOLDS = re.compile(
    r"(?:举办|召开|举行|承办|主办|协办|开展|参加|组织|出席|启动|亮相|参展|走进|邀请|策划|办好|筹办|迎来|承接|主持|组团参加)(?:好|了|过)?\Z"
)
_LISTED = re.compile(r"[一-鿿](?:会|活动|论坛|仪式|大赛|节|月|周|日)”?[、和及]\Z|”[、和及]\Z")
_HELD = re.compile(
    r"(?:、[^,。;:、]{2,20}){0,3}(?:也|将|已|正式|隆重|成功|顺利|圆满|今天|昨天|近日|日前|同期|如期|先后|定于|\d{1,2}月|\d{1,2}日|上午|下午|晚|在[一-鿿]{2,12}?)*"
    r"(?:召开|举行|举办|开幕|开赛|闭幕|启动|启幕|落幕|开展|开锣|收官|圆满结束|轮番|登场|转入|常办|由[一-鿿]{2,10}?(?:承办|主办|举办))"
)
_YEARS = re.compile(r"周年|诞辰")
_HOST = re.compile(r"(?:大学|学院|研究院|科学院|公司|集团|银行|医院|协会|商会|局|委)\Z")
_SHORTEST = 4
_REACH = 8


def find_events(
    segmented: Segmented,
    scope: Scope,
    clauses: Sequence[Sequence[Token]],
    bodies: Sequence[tuple[int, int]],
) -> Iterator[Fact]:
    """Meetings, fairs, campaigns that the text names, each once with all that it says of them."""
    found: dict[str, Event] = {}
    known, told = compounds(scope.lexicon), Occasions(segmented, scope, bodies)
    for start, end in _names(segmented.shadow, clauses, known):
        said = told.of(start, end)
        name = segmented.document.text[start:end]
        if name in known.classes["bare"]:
            if not (said.date and said.organisers):
                continue
            name = f"{said.organisers[0]}{name}"
        first = found.get(name)
        found[name] = _event(segmented, scope, start, end, name, said) if first is None else _joined(first, said)
    yield from found.values()


def _event(
    segmented: Segmented, scope: Scope, start: int, end: int, name: str, said: Occasion
) -> Event:
    return Event(
        span=segmented.span(start, end), zone=scope.zone_of(start), name=name, date=said.date,
        ordinal=_ordinal(segmented.shadow[start:end]), organisers=said.organisers,
        participants=said.participants, venue=said.venue, rule="event/head",
    )  # fmt: skip


def _joined(first: Event, said: Occasion) -> Event:
    """An event with what another sentence says of it."""
    return replace(
        first, date=first.date or said.date, organisers=first.organisers or said.organisers,
        participants=tuple(dict.fromkeys((*first.participants, *said.participants))),
        venue=first.venue or said.venue,
    )  # fmt: skip


def _names(
    text: str, clauses: Sequence[Sequence[Token]], known: Compounds
) -> Iterator[tuple[int, int]]:
    """Where the text names an event, in order; of names in one another, the longest."""
    for tokens in clauses:
        yield from reversed(list(_events(text, tokens, known)))


def _events(text: str, tokens: Sequence[Token], known: Compounds) -> Iterator[tuple[int, int]]:
    """The events of a clause from the last to the first."""
    reach = len(text)
    for at in range(len(tokens) - 1, -1, -1):
        last = tokens[at]
        if last.role not in (MEETING, QUOTED) or last.start >= reach:
            continue
        name = _named(text, tokens, at, known)
        if name is not None and not _in_title(text, name[0]):
            yield name
            reach = name[0]


def _named(
    text: str, tokens: Sequence[Token], at: int, known: Compounds
) -> tuple[int, int] | None:
    """Where the event stands whose name ends with a word, if it ends one."""
    last = tokens[at]
    if last.role == QUOTED:
        return _titled(text, last)
    session = _SESSION.match(text, last.end)
    end = session.end() if session else last.end
    name = known.read(tokens, at, dated=True)
    if name is None or (not session and _TORN.match(text, end)):
        return None
    head = text[name.head : name.end]
    if head in known.classes["fair"]:
        return _fair(text, name), end
    if head in known.classes["bare"] and _HOLDS.search(text[max(0, name.start - _REACH) : name.start]) and not name.parts:
        return name.start, end
    start = _with_hosts(text, _with_title(text, name.start))
    if not (session or _is_event(text, name, known)) or "的" in text[start:end]:
        return None
    return start, end


_TITLED = re.compile(r"“[^“”]{2,16}(?:活动日|活动周|活动月|大会|论坛|文化节|博览会|推介会|对接会|招聘会|联赛|峰会|音乐会|音乐节)”")


def _titled(text: str, last: Token) -> tuple[int, int] | None:
    """An event that the quotes name alone: “企业家活动日”."""
    if _TITLED.fullmatch(text, last.start, last.end):
        return last.start, last.end
    return None


def _is_event(text: str, name: Compound, known: Compounds) -> bool:
    """Whether a compound names one event, not a kind of event."""
    classes, head = known.classes, text[name.head : name.end]
    if name.before == COUNT:
        return False
    said = text[name.start : name.end]
    dated = any(part.role in (NUMBER, YEAR, QUOTED) for part in name.parts) or bool(_YEARS.search(said))
    if dated and name.opener:
        return len(said) > len(head) + 1
    proper = [part for part in name.parts if part.role in (FIELD, TITLE, GAP, BODY, KIND, MEETING, WHOLE, SEAT)]
    before, behind = text[max(0, name.start - _REACH) : name.start], text[name.end : name.end + 30]
    held = bool(_HOLDS.search(before)) or bool(_LISTED.search(before))
    clear = held or (name.before in ("",) and bool(_HELD.match(behind)))
    if name.opener:
        if name.before == VAGUE or not proper:
            return bool(proper) and held
        bodied = any(part.role in (WHOLE, SEAT, BODY, KIND) for part in name.parts)
        if head in classes["loose"] and head.endswith("活动"):
            return bodied or (held and name.gap > 1)
        if head in classes["loose"]:
            official = text[name.parts[0].start : name.parts[0].end] in ("中央", "全国", "中共中央", "国务院")
            return official or bodied or name.opener == PLACE or (clear and name.gap > 0) or len(proper) > 1
        return True
    if head in classes["loose"]:
        return clear and name.gap > 1 and not head.endswith(("活动", "会议"))
    return clear and bool(proper) and len(said) > len(head) + 1 and name.before != VAGUE


def _fair(text: str, name: Compound) -> int:
    """Where the name of a fair begins that its short name tells: 第六届|进博会."""
    start = name.head
    for part in reversed(name.parts):
        if part.role not in (NUMBER, YEAR, OPEN, PLACE) or text[part.end - 1] == "次":
            break
        start = part.start
    return start


def _with_title(text: str, start: int) -> int:
    """Where an event begins that a treaty in 《》 opens: 《…公约》第三十次缔约方大会."""
    if text[start - 1 : start] != "》" or text[start] != "第":
        return start
    return max(text.rfind("《", max(0, start - 60), start), 0) or start


def _in_title(text: str, start: int) -> bool:
    """Whether a position stands inside 《》: 《中国短视频大会》 is a programme."""
    open_ = text.rfind("《", max(0, start - 60), start)
    return open_ >= 0 and text.find("》", open_, start) < 0


def _with_hosts(text: str, start: int) -> int:
    """Where an event begins that several bodies share: 甲大学、乙大学专场对接活动."""
    name = text[start : start + 20]
    while text[start - 1 : start] == "、":
        begin = max(text.rfind(mark, max(0, start - 30), start - 1) for mark in "、,。;:了办\n") + 1
        if not _HOST.search(text[begin : start - 1]) or not re.match(
            r"[一-鿿]{2,10}(?:大学|学院|公司|集团|银行)", name
        ):
            break
        start = begin
    return start


def _ordinal(name: str) -> int | None:
    found = list(_ORDINAL.finditer(name))
    if not found:
        return None
    last = found[-1]
    if last["first"]:
        return 1
    try:
        return int(parse_number(last["n"] or last["m"]))
    except ValueError:
        return None
