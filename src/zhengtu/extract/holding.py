"""Who holds what, in the text's own words: every way in which a post and a name meet.

The post before the name (市委副书记、市长某某), the name before a bare title (某某局长), and the
name before its posts (某某任局长, 免去某某的局长职务, 某某(局长), a line 某某 市商务局局长).
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from ahocorasick_rs import AhoCorasick, MatchKind

from zhengtu.regex import regex

if TYPE_CHECKING:
    import re
    from collections.abc import Iterator, Sequence

    from zhengtu.recognise.person import People
    from zhengtu.segment import Segmented

_REACH = 90  # how far before a title its first post may begin
_RANK = 5  # characters of a rank
_TITLE = 8  # characters of a title with its rank
_WIDEST = 160  # how far behind a verb of office its last post may end
_INSET = regex(r"\([一-鿿]{2,14}\)(?=[一-鿿])|“[^“”,。!?;\n]{1,24}”(?=[一-鿿])")
_MARK = rf"{_INSET.pattern}|(?P<mark>[。;:!?\n“”《》()<>#*|【】…]|——|(?<!\d)\d{{1,2}}[.、](?!\d))"
_HARD = regex(_MARK)
_SIGNS = frozenset("。;:!?\n“”《》()<>#*|【】…—.、")
_OPENINGS = {")": "(", "”": "“"}
_NUMBER = regex(r"\d[.、](?!\d)")  # 13.越南…: the mark of a list
_AND = regex(r"[、,]|兼任?|职务并[^、,。]{0,6}?辞去?")  # 免去…职务并接受其请辞|常委
_GAP = regex(r"(?:[(‹][一-鿿、]{1,24}[)›])?[ :*|]{0,4}")
_LEFT = regex(
    r"[ 、,的]*(?:并?[与及]|并?和(?!平|田|静|硕|布克|林格|县|顺|龙)|并|[以经](?=[省市县区州旗镇乡党管]|\Z)"
    r"|(?:本|该|我|其)(?=[省市县区州旗镇乡村局院校]))?"
)
_FORMER = regex(r"\A原(?!州区|平市|阳县)|[原前](?=(?:分?党组|(?:机关)?党委|党总支|党支部)?\Z)")
_IN_CHARGE = regex(r"(?:分管|主管|负责|主持)[^,。、]{1,12}的?\Z")
_TAKEN = ("任", "为")  # …任|组长、: the post of the one named before
_PAST = ("原", "前")
_NATION = ("总书记", "主席", "总理", "总统", "委员长", "首相", "国王")

_GIVE = regex(
    r"(?P<verb>任命|聘任|提名|推选|选举|补选|增补|免去|接受|同意)(?:了|(?=[:\n ])[: \n*]{1,12})?"
)
_AGREED = ("接受", "同意")  # 某某辞去局长职务
_LINK = regex(
    r"(?:同志)?(?:(?:关于)?(?:请求)?辞去(?:其)?(?:担任)?的?|(?:分别)?(?:为|担任|任)|(?:兼任)?的|同志)"
)
_TAKE = regex(
    r"(?P<verb>不再[担兼]任|拟(?:提名为|提拔任|任)|[现原曾历担兼出就接连]任|当选为?|"
    r"任(?![命务职期何意由]))"
)
_LIFE = regex(r",[男女],[^。\n]{0,160}?(?P<verb>现任|拟任)")
_NOW = regex(r"(?P<verb>拟任|拟提名为|拟提拔任)")
_TAIL = regex(r"(?:职务|一职)?(?:候选人|人选)?(?:的(?:请求|决定))?\Z")
_NEXT = regex(r"(?:职务)?(?:[、,]|[;。\n][\s*]{0,12})")
_VERBS = AhoCorasick(
    (
        "任命 聘任 提名 推选 选举 补选 增补 免去 接受 同意 不再担任 不再兼任 拟任 拟提名为 拟提拔任 现任 原任 "
        "曾任 历任 担任 兼任 出任 就任 接任 连任 当选 任 ,男, ,女,"
    ).split(),
    matchkind=MatchKind.LeftmostLongest,
)
_LINE = regex(
    r"[ *|-]*(?:(?:主持人?|发布人|(?:发布|出席|访谈|与会)?嘉宾|出席领导|主讲人|发言人)[ *:]+)?(?=[一-鿿])"
)
_LAST = ("", "\n", " ", "*", "。", ";", ")", "|")  # what a line that ends with a post ends with
_INSIDE = (")", ",", "、", " ")  # what stands behind a post in brackets
_BETWEEN = regex(r"[ *]*[ ,:|][ *|]*")
_LINE_END = regex(r"[ *。;)|]*(?:\n|\Z)")
_CLOSED = regex(r"(?:[,、 ][^()]{0,20})?\)")
_BEFORE_NAME = ("由", "请", "让", "和", "与", "、", "定", "荐", "意", "去", "命")


@dataclass(frozen=True, slots=True)
class Said:
    """One post as the text says it."""

    body: str
    title: str
    core: str
    """The title without its rank."""
    former: bool = False
    """Whether it says 原 or 前."""


@dataclass(frozen=True, slots=True)
class Holding:
    """Someone with the posts that one place of the text gives."""

    name: str
    start: int
    end: int
    posts: tuple[Said, ...]
    posts_at: tuple[int, int]
    """Where the posts stand, which is elsewhere for the second of two names."""
    way: str = "titled"
    """How they meet: titled, called, appointed, bracketed, listed."""
    tenure: str = ""


def find_holdings(segmented: Segmented, known: People) -> Iterator[Holding]:
    """Every holding of a text, those with the post before the name first."""
    text = segmented.shadow
    titles = [(at, end) for _, at, end in known.titles.find_matches_as_indexes(text)]
    yield from _titled(segmented, titles, known)
    for _, at, _ in _VERBS.find_matches_as_indexes(text):
        for pattern, read in _WAYS:
            sign = pattern.match(text, at)
            if sign:
                yield from read(text, sign, known)
    yield from _bracketed(text, titles, known)
    yield from _lined(text, titles, known)


def _titled(
    segmented: Segmented, titles: Sequence[tuple[int, int]], known: People
) -> Iterator[Holding]:
    """市委副书记、市长某某, and those who share the post; a bare title behind a name."""
    text, floor = segmented.shadow, 0
    for at, after in titles:
        if at < floor:
            continue
        gap = _GAP.match(text, after)
        begin = gap.end() if gap else after
        end = known.title_name_end(text, begin, text[at:after])
        if end < 0 or segmented.masked(begin):
            called = _called(text, floor, (at, after), known)
            if called:
                yield called
                floor = called.end
            continue
        chain = _chain(text, floor, (at, after), known)
        floor = end
        if chain is None:
            continue
        start, posts = chain
        place = (start, after)
        yield _holding(text, (begin, end), posts, place, (start, end))
        if posts[-1].title.startswith("副") or {posts[-1].title, posts[-1].core} & known.shared:
            for first, last in known.named_list(text, end):
                yield _holding(text, (first, last), posts, place, (first, last))
                floor = last


def _holding(
    text: str, name: tuple[int, int], posts: tuple[Said, ...], posts_at: tuple[int, int],
    span: tuple[int, int], way: str = "titled", tenure: str = "",
) -> Holding:  # fmt: skip
    return Holding(text[slice(*name)].replace(" ", ""), *span, posts, posts_at, way, tenure)


def _begin(text: str, floor: int, end: int) -> tuple[int, bool]:
    """Where the words before ``end`` begin, and whether a mark stands there."""
    begin = max(floor, end - _REACH)
    at = end
    while at > begin:
        at -= 1
        if text[at] not in _SIGNS:
            continue
        inset = _INSET.match(text, max(begin, text.rfind(_OPENINGS.get(text[at], "\n"), begin, at)))
        if inset and inset.end() == at + 1:
            at = inset.start()
        elif text[at] not in ".、" or _NUMBER.match(text, at - 1):
            return at + 1, True
    return begin, begin == 0


def _chain(
    text: str, floor: int, title: tuple[int, int], known: People
) -> tuple[int, tuple[Said, ...]] | None:
    """The posts in a row that end with a title, and where the first begins."""
    begin, marked = _begin(text, floor, title[0])
    gap = text.rfind(" ", begin, title[0])
    if gap >= 0 and not known.post.match(text[begin:gap].rstrip()):
        begin, marked = gap + 1, True
    region = text[begin : title[1]]
    posts: list[Said] = []
    start = right = len(region)
    sure: tuple[int, list[Said]] | None = None  # up to a comma, behind which all must be posts
    for separator in reversed([None, *_AND.finditer(region)]):
        left = separator.end() if separator else 0
        piece = known.post.match(region[left:right].strip())
        if piece is None:
            break
        cut, said = _part(piece, known)
        if (sure and cut) or (posts and piece["org"][:cut].endswith(_TAKEN)):
            break
        start = left + region[left:right].index(piece[0]) + cut
        posts.insert(0, said)
        if cut or separator is None:
            sure = None if separator is None and marked else sure
            break
        if separator[0] == ",":
            if not piece["org"]:
                break
            sure = sure or (start, list(posts))
        right = separator.start()
    if sure:
        start, posts = sure
    return (begin + start, _still(posts)) if posts else None


def _cut(body: str, known: People) -> int:
    """How much of the words before a title is no body."""
    cut = known.body_start(body)
    left = _LEFT.match(body, cut)
    return left.end() if left else cut


def _part(post: re.Match[str], known: People) -> tuple[int, Said]:
    """A post of the text, and how many characters before it are no part of it."""
    body, title = _IN_CHARGE.sub("", post["org"]), post["title"]
    cut = _cut(body, known)
    body = body[cut:].strip()
    past = _FORMER.search(body)
    if past:
        body = body[: past.start()] + body[past.end() :]
    former = bool(past) or title[0] in _PAST
    title = title[1:] if title[0] in _PAST else title
    return cut, Said(body, title, post["bare"] or post["core"], former)


def _still(posts: list[Said]) -> tuple[Said, ...]:
    """原 goes on for the posts behind it that name no body: 原党组成员、副主席."""
    before = False
    for number, said in enumerate(posts):
        before = said.former or (before and not said.body)
        posts[number] = replace(said, former=before)
    return tuple(posts)


def _called(text: str, floor: int, title: tuple[int, int], known: People) -> Holding | None:
    """A bare title behind a name: 某某局长介绍; of two characters only before 总理 and the like."""
    core = text[slice(*title)]
    nation = core in _NATION
    if core in known.occupations or not known.may_end(text, title[0], sound=nation):
        return None
    if not known.ends(text, title[1]):
        return None
    rank = known.rank.search(text[max(0, title[0] - _RANK) : title[0]])
    end = title[0] - len(rank[0] if rank else "")
    if not nation and text[end - 1 : end] in known.never:
        return None
    begin, _ = _begin(text, floor, end)
    begin = max(begin, text.rfind("、", begin, end) + 1, text.rfind(",", begin, end) + 1)
    start = begin + _cut(text[begin:end], known)
    if not known.is_name(text[start:end], foreign=nation, short=nation):
        return None
    posts = (Said("", text[end : title[1]], core),)
    return _holding(text, (start, end), posts, (end, title[1]), (start, title[1]), "called")


def _given(text: str, sign: re.Match[str], known: People) -> Iterator[Holding]:
    """任命某某为局长、某某为副局长; 免去某某的局长职务; 接受某某辞去局长职务."""
    former, proposed = sign["verb"] in ("免去", *_AGREED), sign["verb"] == "提名"
    at = sign.end()
    while True:
        names = list(_names(text, at, known))
        link = _LINK.match(text, names[-1][1]) if names else None
        if link is None or (sign["verb"] in _AGREED and "辞去" not in link[0]):
            return
        posts, at, hopes = _posts(text, link.end(), known)
        tenure = "former" if former else "proposed" if proposed or hopes else ""
        yield from _shared_out(text, names, posts, (link.end(), at), tenure)
        following = _NEXT.match(text, at) if posts else None
        if following is None:
            return
        at = following.end()


def _names(text: str, at: int, known: People) -> Iterator[tuple[int, int]]:
    """The names from ``at`` on: 某某, or 某某同志、某某和某某."""
    end = known.name_end(text, at)
    while end > 0:
        yield at, end
        at = end + 2 if text.startswith("同志", end) else end
        if text[at : at + 1] not in ("、", "和"):
            return
        at += 1
        end = known.name_end(text, at)


def _taken(text: str, sign: re.Match[str], known: People) -> Iterator[Holding]:
    """某某任局长, 某某不再担任局长, 某某、某某分别任局长、副局长."""
    names = list(_names_before(text, sign.start(), known))
    if names:
        yield from _takes(text, names, sign, known)


def _told(text: str, sign: re.Match[str], known: People) -> Iterator[Holding]:
    """A life in short: 某某,男,汉族,…,现任局长,拟任县长."""
    names = list(_names_before(text, sign.start(), known))
    if names:
        yield from _takes(text, names, sign, known)
        line = text.find("\n", sign.end())
        later = _NOW.search(text, sign.end(), line if line >= 0 else len(text))
        if later:
            yield from _takes(text, names, later, known)


def _takes(
    text: str, names: list[tuple[int, int]], sign: re.Match[str], known: People
) -> Iterator[Holding]:
    posts, end, hopes = _posts(text, sign.end(), known)
    verb = sign["verb"]
    tenure = "former" if verb.startswith(("不再", "原", "曾", "历")) else ""
    tenure = "proposed" if verb.startswith("拟") or hopes else tenure
    yield from _shared_out(text, names, posts, (sign.end(), end), tenure)


def _names_before(text: str, end: int, known: People) -> Iterator[tuple[int, int]]:
    """The names that end at a place, in text order; none where they may be parts of words."""
    found: list[tuple[int, int]] = []
    while True:
        while text[end - 2 : end] in ("同志", "分别"):
            end -= 2
        start = known.name_start(text, end)
        if start < 0:
            return
        found.insert(0, (start, end))
        if text[start - 1 : start] != "、":
            break
        end = start - 1
    before = text[start - 1 : start]
    titled = known.post.match(text[max(0, start - _TITLE) : start])
    if not "一" <= before <= "鿿" or before in _BEFORE_NAME or titled:
        yield from found


def _shared_out(
    text: str,
    names: list[tuple[int, int]],
    posts: tuple[Said, ...],
    at: tuple[int, int],
    tenure: str,
) -> Iterator[Holding]:
    """Each name with its posts: one each where there are as many, else all with all."""
    if not posts:
        return
    paired = len(names) == len(posts) > 1
    for number, (begin, end) in enumerate(names):
        own = (posts[number],) if paired else posts
        span = (begin, at[1]) if number == 0 else (begin, end)
        yield _holding(text, (begin, end), own, at, span, "appointed", tenure)


def _posts(text: str, at: int, known: People) -> tuple[tuple[Said, ...], int, bool]:
    """The posts that begin at a place, where they end, and whether they are only stood for."""
    marks = (found for found in _HARD.finditer(text, at, at + _WIDEST) if found["mark"])
    stop = next((found.start() for found in marks), min(len(text), at + _WIDEST))
    posts: list[Said] = []
    end, hopes = at, False
    for separator in [*_AND.finditer(text, at, stop), None]:
        until = separator.start() if separator else stop
        piece = text[at:until]
        tail = _TAIL.search(piece.rstrip())
        whole = known.post.match(piece[: tail.start()] if tail else piece)
        if whole is None or (posts and _opens(whole[0], known)):
            break
        cut, said = _part(whole, known)
        if posts and cut:
            break
        posts.append(said)
        end = at + whole.end()
        if tail and tail[0]:
            hopes = "人" in tail[0]
            break
        if separator is None:
            break
        at = separator.end()
    return _still(posts), end, hopes


def _opens(piece: str, known: People) -> bool:
    """Whether a piece begins the next appointment: 某某为副局长."""
    end = known.name_end(piece, 0)
    return end > 0 and _LINK.match(piece, end) is not None


def _bracketed(text: str, titles: Sequence[tuple[int, int]], known: People) -> Iterator[Holding]:
    """某某(经开区管委会主任), as in records of questions."""
    done = -1
    for at, after in titles:
        if text[after : after + 1] not in _INSIDE:
            continue
        bracket = text.rfind("(", max(done + 1, at - _REACH), at)
        if bracket < 0 or text.find(")", bracket, at) >= 0:
            continue
        done = bracket
        for begin, end in list(_names_before(text, bracket, known))[-1:]:
            posts, stop, _ = _posts(text, bracket + 1, known)
            if posts and _CLOSED.match(text, stop):
                span = (begin, stop)
                yield _holding(text, (begin, end), posts, (bracket + 1, stop), span, "bracketed")


def _lined(text: str, titles: Sequence[tuple[int, int]], known: People) -> Iterator[Holding]:
    """A line of a list of those present: 某某 市商务局党组书记、局长."""
    for at, after in titles:
        if text[after : after + 1] not in _LAST or not _LINE_END.match(text, after):
            continue
        line = _LINE.match(text, text.rfind("\n", max(0, at - _WIDEST), at) + 1)
        end = known.name_end(text, line.end()) if line else -1
        between = _BETWEEN.match(text, end) if line and end > 0 else None
        if line is None or between is None or between.end() > at:
            continue
        posts, stop, _ = _posts(text, between.end(), known)
        if posts and stop == after:
            span = (line.end(), stop)
            yield _holding(text, (line.end(), end), posts, (between.end(), stop), span, "listed")


_WAYS = ((_GIVE, _given), (_TAKE, _taken), (_LIFE, _told))
