"""Events: meetings, fairs, visits, signings, openings, by the names they bear."""

from __future__ import annotations

from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING

from zhengtu.extract.compound import (
    BODILY,
    DATING,
    Compound,
    Compounds,
    Role,
    Token,
    compounds,
    longest,
)
from zhengtu.extract.occasion import Occasion, Occasions
from zhengtu.extract.title import inside_title
from zhengtu.model import Event, Fact
from zhengtu.recognise.number import parse_number
from zhengtu.regex import regex

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from zhengtu.extract.scope import Scope
    from zhengtu.segment import Segmented

_TORN = regex(
    r"(?<=会议)(?:[室厅桌]|制度|规则|纪要|中心|场馆|决议|代表团)|(?<=会)[员计费场所议址]"
    r"|(?<=活动)(?:室|场所|中心|区(?!域)|板房|家|课|空间|阵地|能力|方式|范围|轨迹|水平|断层)"
    r"|(?<=会)(?:工作规则|议事规则)|(?<=大会)(?:发言|堂|战|主席团|秘书处|常务|常委|代表|制度)|(?<=论坛)[报战]|(?<=竞赛)规则|(?<=大赛)区"
    r"|(?<=展)[览示区馆品]|(?<=节)[目约能气奏点]|(?<=[周月日])[年期]"
)
"""What makes another word of the last one: 会议|室, 活动|场所, 文化节|目."""
_ORDINAL = regex(
    r"第(?P<n>\d{1,3}|[一二三四五六七八九十百零]{1,7})(?:届|次|场|期|轮|批|站|季(?!度))"
    r"|(?P<m>[一二三四五六七八九十]{1,3})(?:次(?:全体)?会议|中全会|次全会)|(?P<first>首[届次场站])"
)
_SESSION = regex(
    r"(?:第[一二三四五六七八九十百零]{1,7}次|[一二三四五六七八九十]{1,3}次)(?:全体)?会议"
    r"|\(第[一二三四五六七八九十\d]{1,3}[场期次]\)|第\d{1,3}届会议"
)
_HOLDS = regex(
    r"(?:举办|召开|举行|承办|主办|协办|开展|参加|组织|出席|启动|亮相|参展|走进|邀请|策划|办好|筹办|迎来"
    r"|承接|主持)(?:好|了|过)?\Z"
)
_LISTED = regex(r"[一-鿿](?:会|活动|论坛|仪式|大赛|节|月|周|日)”?[、和及]\Z|”[、和及]\Z")
_HELD = regex(
    r"(?:、[^,。;:、]{2,20}){0,3}"
    r"(?:也|将|已|正式|隆重|成功|顺利|圆满|今天|昨天|近日|日前|同期|如期|先后|定于|\d{1,2}月|\d{1,2}日"
    r"|上午|下午|晚|在(?:(?!在)[一-鿿]){2,12}?){0,8}"
    r"(?:召开|举行|举办|开幕|开赛|闭幕|启动|启幕|落幕|开展|开锣|收官|圆满结束|轮番|登场|转入|常办"
    r"|由[一-鿿]{2,10}?(?:承办|主办|举办))"
)
_TITLED = regex(
    r"“[^“”]{2,16}(?:活动日|活动周|活动月|大会|论坛|文化节|博览会|推介会|对接会|招聘会|联赛|峰会|音乐会"
    r"|音乐节)”"
)
_OCCASION = regex(
    r"(?:庆祝|纪念)[一-鿿“”·—]{2,34}"
    r"(?:成立|诞辰|胜利|建交|回归(?:祖国)?|解放|通车|发表|建校|建军|逝世|签署|开通|设立|创刊|建成)"
)
_MARKED = ("庆祝", "纪念")
_HOST = regex(r"(?:大学|学院|研究院|科学院|公司|集团|银行|医院|协会|商会|局|委)\Z")
_HOSTED = regex(r"[一-鿿]{2,10}(?:大学|学院|公司|集团|银行)")
_SCARCE = ("活动", "会议")
_OFFICIAL = ("中央", "全国", "中共中央", "国务院")
_WIDE = ("国际", "国家")
_CLAUSE_ENDS = ",。;:、!?\n ()《》"
_REACH, _AHEAD, _TITLE, _LONG = 8, 40, 60, 44
_LASTS = frozenset({Role.MEETING, Role.QUOTED})
_PROPER = BODILY | {Role.FIELD, Role.TITLE, Role.GAP, Role.MEETING}


def find_events(
    segmented: Segmented,
    scope: Scope,
    clauses: Sequence[Sequence[Token]],
    bodies: Sequence[tuple[int, int]],
) -> Iterator[Fact]:
    """Meetings, fairs, campaigns that the text names, each once with all that it says of them."""
    found: dict[str, Event] = {}
    known, told = compounds(scope.lexicon), Occasions(segmented, scope, bodies)
    for start, end in longest(clauses, _LASTS, partial(_event_at, segmented.shadow, known)):
        said = told.of(start, end)
        name = segmented.document.text[start:end]
        if name in known.classes["bare"]:
            if not (said.date and said.organisers):
                continue
            name = f"{said.organisers[0]}{name}"
        first = found.get(name)
        found[name] = (
            _joined(first, said) if first else _event(segmented, scope, (start, end), name, said)
        )
    yield from found.values()


def _event(
    segmented: Segmented, scope: Scope, place: tuple[int, int], name: str, said: Occasion
) -> Event:
    start, end = place
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


def _event_at(
    text: str, known: Compounds, tokens: Sequence[Token], at: int
) -> tuple[int, int] | None:
    """Where the event stands whose name ends with a word; 《短视频大会》 is a programme."""
    quoted = tokens[at].role == Role.QUOTED
    name = _titled(text, tokens[at]) if quoted else _named(text, tokens, at, known)
    return None if name is None or inside_title(text, name[0], _TITLE) else name


def _titled(text: str, last: Token) -> tuple[int, int] | None:
    """An event that the quotes name alone: “开放日”."""
    alone = _TITLED.fullmatch(text, last.start, last.end)
    if "的" in text[last.start : last.end]:
        return None
    return (last.start, last.end) if alone and not text.endswith("所谓", 0, last.start) else None


def _named(text: str, tokens: Sequence[Token], at: int, known: Compounds) -> tuple[int, int] | None:
    """Where the event stands whose name ends with a word, if it ends one."""
    name, classes = known.read(tokens, at, dated=True), known.classes
    session = _SESSION.match(text, tokens[at].end)
    end = session.end() if session else tokens[at].end
    if (
        name is None
        or name.before == Role.COUNT
        or _is_torn_off(name)
        or (not session and _TORN.match(text, end))
    ):
        return None
    head = text[name.head : name.end]
    if head in classes["fair"]:
        return _fair(text, name), end
    if head in classes["bare"] and not name.parts:
        return (name.start, end) if _is_held(text, name) else None
    if not session and not _is_event(text, name, head, known):
        return None
    start = _anniversary(text, _with_hosts(text, _with_title(text, name.start)), end)
    return None if start is None or "的" in text[start:end] else (start, end)


def _is_torn_off(name: Compound) -> bool:
    """Whether a name begins with a meeting whose own name is not read: 某组织|大会第43届会议."""
    return bool(name.parts) and name.parts[0].role == Role.MEETING and name.before == Role.STOP


def _is_held(text: str, name: Compound) -> bool:
    """Whether a verb before a name says that it takes place: 召开."""
    return bool(_HOLDS.search(text, max(0, name.start - _REACH), name.start))


def _is_event(text: str, name: Compound, head: str, known: Compounds) -> bool:
    """Whether a compound names one event, not a kind of event."""
    loose = head in known.classes["loose"]
    held = _is_held(text, name)
    if name.opener and any(part.role in DATING for part in name.parts):
        alone = all(part.role == Role.NUMBER for part in name.parts)
        return not (alone and loose) or (head == "全体会议" and held)
    held = held or bool(_LISTED.search(text, max(0, name.start - _REACH), name.start))
    happens = name.before in ("", Role.STOP) and _HELD.match(text, name.end, name.end + _AHEAD)
    clear = held or bool(happens)
    if not name.opener:
        return name.before != Role.VAGUE and clear and _is_told(text, name, head, known)
    proper = sum(part.role in _PROPER for part in name.parts)
    proper += sum(part.role == Role.WEAK for part in name.parts[1:])
    if name.before == Role.VAGUE or not proper:
        return bool(proper) and held
    if not loose or any(part.role in BODILY for part in name.parts):
        return True
    if head.endswith("活动"):
        return held and name.gap > 1
    first = text[name.start : name.parts[0].end]
    return (
        name.opener == Role.PLACE or first in _OFFICIAL
        or proper > 1 or (clear and name.gap > 0)
        or (first not in _WIDE and not head.endswith(_SCARCE))
    )  # fmt: skip


def _is_told(text: str, name: Compound, head: str, known: Compounds) -> bool:
    """Whether the words of a name alone say which event: 稀土供需对接会, not 产业发展大会."""
    if head in known.classes["ample"]:
        return bool(name.parts)
    telling = any(
        part.role in _PROPER
        and part.end - part.start > 1
        and text[part.start : part.end] not in known.classes["general"]
        for part in name.parts
    )
    return telling and not (head in known.classes["loose"] and head.endswith(_SCARCE))


def _anniversary(text: str, start: int, end: int) -> int | None:
    """Where an anniversary's name begins: 庆祝某大学成立|100周年大会; None where it is not told."""
    if "周年" not in text[start:end]:
        return start
    if text.endswith(_MARKED, 0, start):
        return start - 2
    if "周年" not in text[start : start + 6]:
        return start
    floor = max(text.rfind(mark, max(0, start - _LONG), start) for mark in _CLAUSE_ENDS) + 1
    begin = max(text.rfind(word, floor, start) for word in _MARKED)
    return begin if begin >= 0 and _OCCASION.fullmatch(text, begin, start) else None


def _fair(text: str, name: Compound) -> int:
    """Where the name of a fair begins that its short name tells: 第六届|进博会."""
    start = name.head
    for part in reversed(name.parts):
        if (
            part.role not in (Role.NUMBER, Role.YEAR, Role.OPEN, Role.WEAK, Role.PLACE)
            or text[part.end - 1] == "次"
        ):
            break
        start = part.start
    return start


def _with_title(text: str, start: int) -> int:
    """Where an event begins that a treaty in 《》 opens: 《…公约》第三十次缔约方大会."""
    if text[start - 1 : start] != "》" or text[start] != "第":
        return start
    return max(text.rfind("《", max(0, start - _TITLE), start), 0) or start


def _with_hosts(text: str, start: int) -> int:
    """Where an event begins that several bodies share: 甲大学、乙大学专场对接活动."""
    if not _HOSTED.match(text, start):
        return start
    while text[start - 1 : start] == "、":
        begin = max(text.rfind(mark, max(0, start - 30), start - 1) for mark in "、,。;:了办\n") + 1
        if not _HOST.search(text, begin, start - 1):
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
