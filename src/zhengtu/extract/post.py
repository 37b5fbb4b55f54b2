"""Officials and the posts they hold, and people named with another role.

What the text says of who holds what (``holding.py``) becomes posts with their body in full.
Who leads a business or is named as a villager, an expert, a reporter is a person with a role.
Whoever is named without a post or role is not here.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from zhengtu.extract.byline import find_makers
from zhengtu.extract.holding import find_holdings
from zhengtu.model import Fact, Official, Person, Place, PlaceKind, Post
from zhengtu.recognise.locality import is_town
from zhengtu.recognise.person import people
from zhengtu.regex import regex

if TYPE_CHECKING:
    from collections.abc import Iterator

    from zhengtu.extract.holding import Holding, Said
    from zhengtu.extract.scope import Scope
    from zhengtu.recognise.person import People
    from zhengtu.segment import Segmented

_AREA = ("省", "市", "县", "区", "州", "旗", "盟", "镇", "乡")
_TOWN_HEADS = ("镇长", "乡长")
_OF_ZONE = regex("党工委|管委会|管理委员会|纪工委|工委")
_PARTY = regex(r"(?:分?党组|(?:机关)?党委|党总支|党支部)\Z")
_INNER = regex(r"(?:分?党组|(?:机关)?党委|党总支|党支部|纪委|团委|工会)\Z")
_GOVERNMENT = regex(r"\A(?:人民)?政府\Z")
_MEMBERS = ("委员", "常委", "书记", "副书记")  # of a 党委 named before, not of what it leads
_GROUP = regex("分?党组")
_PART = regex("(?:宣传|组织|统战|社会工作)部|政法委|办公室|机关工委")
_COMMITTEE = regex(r"[省市县区州旗盟]委\Z")
_OWN_HEAD = regex("[局厅署]长")
_DEPARTMENT = regex(r"(?:宣传|组织|统战|武装|社会工作)\Z")
_TERM = regex(r"第[\d一二三四五六七八九十百]+任\Z|新一?任\Z|候任\Z")
_BRACKETS = str.maketrans("‹›()", "（）（）")
_AND = regex("[、,兼]")
_HERE = regex("(?:副|常务|代)*[省市县区州旗盟镇乡村](?:[委长人]|政[府协]|纪委)")
_ORGANS = ("府", "会", "委", "局", "部", "办")
_BARE = 8  # characters of the name of a foreign city or state
_REFERRING = ("official/called", "official/listed")
_MERGED = "同名同区域，并为一人"


def find_people(segmented: Segmented, scope: Scope) -> Iterator[Fact]:
    """The officials of a document, each once with all posts, and people with other roles."""
    known = people(scope.lexicon)
    builder = _Builder(segmented, scope, known)
    officials: dict[tuple[str, Place | None, str], list[Official]] = {}
    roles: dict[str, Person] = {}
    for holding in find_holdings(segmented, known):
        fact = builder.fact(holding)
        if isinstance(fact, Official):
            alike = officials.setdefault((fact.name, fact.zone, fact.tenure), [])
            one = next((n for n, other in enumerate(alike) if _agree(other, fact, known)), None)
            if one is None:
                alike.append(fact)
            else:
                alike[one] = _joined(alike[one], fact)
        elif isinstance(fact, Person):
            roles.setdefault(fact.name, fact)
    for maker in find_makers(segmented, known):
        roles.setdefault(maker.name, maker)
    yield from (official for alike in officials.values() for official in alike)
    yield from roles.values()


def _agree(one: Official, other: Official, known: People) -> bool:
    """Whether two of one name can be one: not who leads one state and who leads another."""
    states = [
        {state for post in official.posts for state in known.states if post.org.startswith(state)}
        for official in (one, other)
    ]
    return not all(states) or not states[0].isdisjoint(states[1])


def _joined(first: Official, second: Official) -> Official:
    """One official of two: the same name in the same place, and nothing says they are two.

    A bare title behind a name (某某局长) refers to a list of those present that says it in full.
    """
    if (first.rule, second.rule) == _REFERRING:
        first, second = second, first
    every = dict.fromkeys((*first.posts, *second.posts))
    placed = {post.title for post in every if post.org}
    posts = tuple(post for post in every if post.org or post.title not in placed)
    return replace(first, posts=posts, note=_MERGED) if posts != first.posts else first


@dataclass(frozen=True, slots=True)
class _Before:
    """What the holding before leaves to the next of its sentence."""

    sentence: int = -1
    end: int = -1
    place: str = ""
    zone: Place | None = None
    body: str = ""


@dataclass(slots=True)
class _Builder:
    """Makes facts of holdings, each in the light of the one before (省委书记…、省长…)."""

    segmented: Segmented
    scope: Scope
    known: People
    _before: _Before = field(default=_Before())
    _places: dict[str, str] = field(default_factory=dict)

    def fact(self, holding: Holding) -> Fact | None:
        """The official, or the person with a role, of a holding."""
        zones = self.scope.zones
        if holding.way == "called" and self._leading(holding.name) == holding.name:
            return None  # 张家界|市长 is of a place
        sentence = self.segmented.sentence(holding.start)
        if self._before.sentence != sentence.start:
            self._before = _Before(sentence.start)
        zone = self._zone(holding) or self._led(holding.posts[0], zones.at(sentence)[0])
        span = self.segmented.span(holding.start, holding.end)
        role = self._role(holding.posts)
        if role:
            return Person(span=span, zone=zone, name=holding.name, role=role, rule="person/role")
        posts = tuple(dict.fromkeys(self._posts(holding, zone)))
        former = all(said.former for said in holding.posts)
        return Official(
            span=span, zone=zone, name=holding.name, posts=posts,
            tenure=holding.tenure or ("former" if former else ""), rule=f"official/{holding.way}",
        )  # fmt: skip

    def _zone(self, holding: Holding) -> Place | None:
        """The place that the first post names; none where that post is one of 市委, 县政府, 区."""
        start, end = holding.posts_at
        text = self.segmented.shadow[start:end]
        separator = _AND.search(text)
        first = start + separator.start() if separator else end
        places = self.scope.zones.within(start, end)
        if _HERE.match(text):
            places = [item for item in places if item.mention.start < first]
        named = next((item.place for item in places if item.mention.end <= end), None)
        first_post, before = holding.posts[0], self._before.zone
        of_town = before is not None and is_town(before) and first_post.title.endswith(_TOWN_HEADS)
        goes_on = _OF_ZONE.match(first_post.body) or (of_town and not first_post.body)
        return named or (before if goes_on else None)

    def _led(self, said: Said, zone: Place | None) -> Place | None:
        """The place that someone leads under ``zone``: after 唐江镇 a 副市长 is of its city."""
        if zone is None or said.body or said.title not in self.known.heads:
            return zone
        area, known = said.title[-2], self.scope.zones.gazetteer.known
        above = (Place(zone.path[:depth]) for depth in range(len(zone.path) - 1, 0, -1))
        led = next((place for place in (zone, *above) if place.name.endswith(area)), zone)
        return known(led) if led != zone else zone

    def _role(self, posts: tuple[Said, ...]) -> str:
        """The role of someone without an office: a manager, an expert, a villager."""
        if any(self._is_office(said) for said in posts):
            return ""
        said = posts[-1]
        return ("企业" if said.body.endswith("企业") else "") + said.title

    def _leading(self, body: str) -> str:
        """The place that begins a body's name, looked up once."""
        if body not in self._places:
            self._places[body] = self.scope.zones.leading_name(body) if body else ""
        return self._places[body]

    def _is_office(self, said: Said) -> bool:
        if _INNER.search(said.body):
            return True
        if said.core in self.known.occupations or self.known.company.search(said.body):
            return False
        return said.core not in self.known.leaders or bool(self.known.public.search(said.body))

    def _posts(self, holding: Holding, zone: Place | None) -> Iterator[Post]:
        """The posts with their bodies in full; what one leaves out the one before it says."""
        last = self._before
        places = [last.place] if last.place else []
        mixed = not all(said.former for said in holding.posts)
        start = holding.posts_at[0]
        beside = self.segmented.shadow[last.end : start] in ("、", "和")
        before = committee = last.body if beside else ""
        for said in holding.posts:
            body, title = self._parted(said, first=said is holding.posts[0])
            named = self._leading(body)
            places += [named] if named else []
            if title in self.known.heads and (body == named or _short(body, title)):
                body = self._government(body, title, [*places, before], zone)
            elif not body:
                held = committee if title in _MEMBERS else before
                body = "" if said.core in self.known.own else held
            elif _INNER.fullmatch(body) or (_PART.fullmatch(body) and _COMMITTEE.search(before)):
                group = _GROUP.fullmatch(body) and _COMMITTEE.search(before)
                body = (f"{before[:-1]}政府" if group else before) + body
            elif _OF_ZONE.match(body):
                body = self._owner(places, zone) + body
            before, committee = _PARTY.sub("", body), body
            prefix = "前" if said.former and mixed else ""
            yield Post(body.translate(_BRACKETS), prefix + title)
        place = places[-1] if places else ""
        self._before = _Before(last.sentence, holding.end, place, zone, before)

    def _parted(self, said: Said, *, first: bool) -> tuple[str, str]:
        """Where the body ends and the title begins: 伊朗|外交部长, 市公安局|局长, 市委宣传部|部长."""
        body, title = _TERM.sub("", said.body), said.title
        if title in self.known.heads:
            return _GOVERNMENT.sub("", body), title
        if title.endswith(("部长", "大臣")):
            minister = self.known.portfolio.search(body)
            if minister:
                state = body[: minister.start()]
                alone = first and not state and title.endswith("部长")
                return (f"{body}部", title) if alone else (state, minister[0] + title)
            return (f"{body}部", title) if _DEPARTMENT.search(body) else (body, title)
        own = _OWN_HEAD.search(title)
        lacks = own and body and not body.endswith(("局", "厅", "署", "处", "队"))
        return (body + own[0][0], title) if own and lacks else (body, title)

    def _government(self, body: str, title: str, places: list[str], zone: Place | None) -> str:
        """A mayor leads a government: the one named, else the one of that level here."""
        area = title[-2]
        if body:
            full = body if body.endswith(_AREA) else body + area
            known = body in places or area in "镇乡"
            return f"{full}人民政府" if known and full != area else full
        around = [*places[::-1], *(zone.path[::-1] if zone else ())]
        near = re.match(rf".{{1,12}}?{area}(?=[委党人政纪])", places[-1])
        full = next((name for name in around if name.endswith(area)), near[0] if near else "")
        return f"{full}人民政府" if full else ""

    def _owner(self, places: list[str], zone: Place | None) -> str:
        """Whose 管委会 it is: the zone named last, else the one that the text is about, as it says it."""
        if places and places[-1]:
            return places[-1]
        if zone is None or zone.kind is not PlaceKind.ZONE:
            return ""
        said = (item.mention.surface for item in self.scope.zones.located if item.place == zone)
        return next(said, zone.label)


def _short(body: str, title: str) -> bool:
    """Whether a mayor's body is a bare name of an area (于都|县长, 唐江镇|镇长) or left out."""
    whole = len(body) <= _BARE and not body.endswith(_ORGANS)
    return not body or body.endswith(title[-2]) or whole
