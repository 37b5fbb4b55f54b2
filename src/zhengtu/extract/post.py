"""Officials and the posts they hold: 平原区党工委委员、管委会副主任某某介绍.

A person is found by a post and a name that touch, in either order; the posts that stand in
a row before a name are all that person's.  Whoever is named without a post is not here.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from zhengtu.lexicon import alternatives, loaded_once, words
from zhengtu.model import Fact, Official, Person, Place, Post

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from zhengtu.extract.scope import Scope
    from zhengtu.segment import Segmented

_CJK = "[一-鿿]"
_HARD = re.compile(r"[。;:!?\n“”《》()<>#*|]")
_LEAD = re.compile(
    r"^.*?(?:据|由|按|请|随|陪|(?<!共)和(?!改革|信息化|社会保障|旅游|草原|体育|国土|城乡|计划|规划|保密|台湾|经济)|(?<!参)与|邀请|听取了?|来自|其中|以及|日[上下]午|上午|下午|近日|今天|昨天|会上|当天|\d日|时任|表彰|感谢|通过|任命|同意|决定)(?=.)"
)
_DOTTED = rf"{_CJK}{{1,10}}(?:·{_CJK}{{1,12}}){{1,3}}"
_PARTY = re.compile(r"(?:党组|党委)$")
_OFFICE = re.compile("任|当选|提名|选举|免去|同意")
_BRACKET = re.compile(r"\(")
_WORD = re.compile(rf"{_CJK}|·")
_REACH = 70
_NAME_REACH = 40  # the longest name with the verbs around it


@dataclass(frozen=True, slots=True)
class People:
    """The compiled patterns of ``people.tsv``."""

    title: re.Pattern[str]
    after_title: re.Pattern[str]
    named: re.Pattern[str]
    bracketed: re.Pattern[str]
    title_end: re.Pattern[str]
    staff: re.Pattern[str]
    heads: frozenset[str]
    never: frozenset[str]


@loaded_once
def people(folder: Path | None = None) -> People:
    """The shipped table with the user's own rows."""
    table = words("people", folder)

    def any_of(name: str) -> str:
        return alternatives(table[name])

    rank, plain = any_of("rank"), any_of("title")
    title = rf"(?:(?:{rank}){{0,2}}(?:{plain}))"
    surname = any_of("surname")
    name = rf"(?:{_DOTTED}|(?:{surname}){_CJK}{{1,2}}?|(?:{surname}) {_CJK}(?!{_CJK}))"
    follow = rf"(?=[,。;:、!?\s()“”《》…]|$|{any_of('follow')}|(?:{rank})?(?:{plain}))"
    return People(
        re.compile(plain),
        re.compile(rf"(?:、{title})?[ :]?(?P<name>{name}){follow}"),
        re.compile(
            rf"(?:任命|决定任命|提名|选举|免去|同意)?(?P<name>(?:{surname}){_CJK}{{1,2}})(?:同志)?"
            rf"(?P<verb>不再担任|不再兼任|拟任|拟提名为|现任|原任|担任|当选为?|兼任|出任|任|为|的)"
            rf"(?P<posts>{_CJK}[^,。;:“”《》()\n]{{0,40}}?{title})(?=[,。;、\s)]|$|职务|一职)"
        ),
        re.compile(
            rf"(?P<name>{_DOTTED}|(?:{surname}){_CJK}{{1,2}})"
            rf"\((?P<posts>[^()]{{1,50}}?{title})(?:[,、 ][^()]{{0,20}})?\)"
        ),
        re.compile(rf"(?:(?P<org>.*?))(?P<title>{title})$"),
        re.compile(
            rf"(?:(?P<role>{any_of('role')})[ :]*)(?P<name>(?:{surname})(?:{_CJK}{{1,2}}| {_CJK}))(?!{_CJK})"
            rf"(?P<more>(?:[ 、](?:{surname}){_CJK}{{1,2}}(?!{_CJK})){{0,4}})"
        ),
        frozenset(table["head"]),
        frozenset(table["never"]),
    )


def find_people(segmented: Segmented, scope: Scope) -> Iterator[Fact]:
    """The officials of a document, each once with all posts, and those who wrote it."""
    known = people(scope.lexicon)
    merged: dict[tuple[str, Place | None], Official] = {}
    for official in (
        *_titled(segmented, scope, known),
        *_appointed(segmented, scope, known),
        *_bracketed(segmented, scope, known),
    ):
        key = (official.name, official.zone)
        first = merged.get(key)
        merged[key] = official if first is None else _joined(first, official)
    yield from merged.values()
    yield from _staff(segmented, known)


def _joined(first: Official, second: Official) -> Official:
    posts = tuple(dict.fromkeys((*first.posts, *second.posts)))
    return replace(first, posts=posts)


def _titled(segmented: Segmented, scope: Scope, known: People) -> Iterator[Official]:
    text = segmented.shadow
    at = 0
    while (title := known.title.search(text, at)) is not None:
        match = known.after_title.match(text, title.end())
        if match is None:
            at = title.start() + 1  # 国务委员|长 is no title before a name, 委员长 is
            continue
        at = match.end()
        name = match["name"].replace(" ", "")
        if _no_name(name, known) or segmented.masked(match.start("name")):
            continue
        chain = _chain(text, title.start(), match.start("name"), known)
        if chain is None:
            continue
        start, pieces = chain
        yield _official(segmented, scope, known, name, start, match.end("name"), pieces)


def _no_name(name: str, known: People) -> bool:
    return "·" not in name and any(char in known.never for char in name[1:])


def _chain(
    text: str, said_at: int, end: int, known: People
) -> tuple[int, list[tuple[str, str]]] | None:
    """The posts in a row that end at a name: (start, [(body, title), …])."""
    begin = max(0, said_at - _REACH)
    hard = [found.end() for found in _HARD.finditer(text, begin, said_at)]
    begin = hard[-1] if hard else begin
    gap = text.rfind(" ", begin, said_at)
    if gap >= 0 and not known.title_end.match(text[begin:gap].rstrip()):
        begin = gap + 1
    region = text[begin:end].rstrip(" :")
    pieces: list[tuple[str, str]] = []
    stop = len(region)
    for piece in reversed(list(re.finditer(r"[^、,兼]+", region))):
        said = known.title_end.match(piece[0].strip())
        if said is None or region[piece.end() : stop].strip(" 、,兼"):
            break
        comma = region[piece.end() : piece.end() + 1] == "," and pieces
        if comma and not said["org"]:
            break
        pieces.insert(0, (said["org"].strip(), said["title"]))
        stop = piece.start()
        if comma:
            break
    if not pieces:
        return None
    body, title = pieces[0]
    lead = _LEAD.match(body)
    cut = lead.end() if lead and lead.end() < len(body) + 1 else 0
    pieces[0] = (body[cut:].strip(" 的,"), title)
    start = begin + stop + (len(region[stop:]) - len(region[stop:].lstrip(" 、,"))) + cut
    return start, pieces


def _official(
    segmented: Segmented, scope: Scope, known: People, name: str, start: int, end: int,
    pieces: list[tuple[str, str]], tenure: str = "",
) -> Official:  # fmt: skip
    sentence = segmented.sentence(start)
    zone = scope.zones.named_in(start, end) or scope.zones.at(sentence)[0]
    posts, last_place = [], ""
    tenure = tenure or ("former" if any(body.endswith("原") for body, _ in pieces) else "")
    before = ""
    for said, title in pieces:
        body = said.removesuffix("原") or ("" if title in known.heads else before)
        before = _PARTY.sub("", body)
        place = scope.zones.leading_name(body)
        last_place = place or last_place
        posts.append(Post(_body(body, title, last_place, zone, known), title))
    span = segmented.span(start, end)
    return Official(
        span=span,
        zone=zone,
        name=name,
        posts=tuple(dict.fromkeys(posts)),
        tenure=tenure,
        rule="official/titled",
    )


def _body(body: str, title: str, place: str, zone: Place | None, known: People) -> str:
    """The body in full: 管委会 of a zone named before is that zone's; a mayor leads a government."""
    if title in known.heads and (not body or body == place):
        full = body or (zone.label if zone else "")
        return (
            f"{full}人民政府" if full.endswith(("省", "市", "县", "区", "州", "旗", "盟")) else full
        )
    if re.fullmatch(r"(?:党工委|管委会|党委|纪工委|工委|管理委员会)", body):
        owner = place or (zone.label if zone else "")
        return owner + body
    return body


def _appointed(segmented: Segmented, scope: Scope, known: People) -> Iterator[Official]:
    """Who takes or leaves an office: 张某任县委书记, 不再担任局长, 拟任."""
    for match in _names_at(_OFFICE, known.named, segmented.shadow):
        if _no_name(match["name"], known) or (
            match["verb"] in ("的", "为")
            and not match[0].startswith(("任命", "决定任命", "免去", "选举", "提名"))
        ):
            continue
        former = match["verb"].startswith(("不再", "原")) or match[0].startswith("免去")
        tenure = "former" if former else "proposed" if match["verb"].startswith("拟") else ""
        yield from _holder(segmented, scope, known, match, tenure)


def _bracketed(segmented: Segmented, scope: Scope, known: People) -> Iterator[Official]:
    """张某(经开区管委会主任): the posts stand behind the name, as in records of questions."""
    for match in _names_at(_BRACKET, known.bracketed, segmented.shadow):
        if not _no_name(match["name"], known):
            yield from _holder(segmented, scope, known, match)


def _names_at(sign: re.Pattern[str], named: re.Pattern[str], text: str) -> Iterator[re.Match[str]]:
    """What matches from the beginning of the words in which, or right behind which, a sign stands.

    Few words hold the sign; a search for the names themselves would begin at each of them.
    """
    end = 0
    for found in sign.finditer(text):
        begin = found.start()
        while begin > end and found.start() - begin < _NAME_REACH and _WORD.match(text, begin - 1):
            begin -= 1
        match = named.match(text, begin) if begin >= end else None
        if match is not None:
            end = match.end()
            yield match


def _holder(
    segmented: Segmented, scope: Scope, known: People, match: re.Match[str], tenure: str = ""
) -> Iterator[Official]:
    """The official whom a match names with the posts behind the name, if they are posts."""
    pieces = [
        (said["org"].strip(), said["title"])
        for piece in re.split(r"[、,兼]", match["posts"])
        if (said := known.title_end.match(piece.strip()))
    ]
    if pieces:
        start, end = match.start("name"), match.end("posts")
        yield _official(segmented, scope, known, match["name"], start, end, pieces, tenure)


def _staff(segmented: Segmented, known: People) -> Iterator[Person]:
    seen: set[str] = set()
    for match in known.staff.finditer(segmented.shadow):
        for name in [match["name"], *match["more"].replace("、", " ").split()]:
            plain = name.replace(" ", "")
            if plain not in seen and not _no_name(plain, known):
                seen.add(plain)
                yield Person(
                    span=segmented.span(match.start("role"), match.end("name")), name=plain,
                    role=match["role"], rule="person/staff",
                )  # fmt: skip
