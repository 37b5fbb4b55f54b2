"""The place that a text is about, from what its head says: title, meeting, official, publisher."""

from __future__ import annotations

import re
from functools import cache
from itertools import takewhile
from typing import TYPE_CHECKING

from zhengtu.model import Place, PlaceKind
from zhengtu.read.words import words
from zhengtu.recognise.place import gazetteer
from zhengtu.regex import regex

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

_MEETING = regex(r"[—–-]{1,2}|\(|(?:19|20)\d\d年\d{1,2}月\d{1,2}日在")
_HERE = regex(r"我[省市县区州盟旗]")
_NEW = regex(r"(?![各全本我该])[一-鿿]{2,3}?[市县区旗](?![一-鿿]?[域划块委])")
_CITY = 2  # the length of a city's path: what two places have in common above that says little
_LONGEST = 200  # code points of a line that are looked at


def find_seat(title: str, lines: Iterable[str], publisher: str) -> Place | None:
    """The place whose text this is, or None where the head does not say or disagrees.

    ``lines`` are the head's lines.  Each of these names places: a line that is nothing
    but a place, the title, the line of the meeting or the official, the publisher.  The
    place that most of them agree with wins, the most specific where they name several of
    one path; a publisher only stands in where the others are silent or divided.

    >>> find_seat("我市新开两所小学", [], "洛阳日报").path
    ('河南省', '洛阳市')
    """
    issuer = _one(_places(publisher, inside=True))
    kept = [line[:_LONGEST] for line in lines]
    alone = _one([place for line in kept for place in only_places(line)])
    context = alone or issuer
    new = _one([place for line in [publisher, *kept] for place in _new_places(line, title)])
    if new is not None and (context is None or _agree(new, context)):
        return new
    named = [] if _HERE.search(title) else _places(title, context)
    spoken = [p for line in kept if _is_spoken(line) for p in _places(line, context)]
    return _agreed([alone, _one(named), _one(spoken)], issuer)


def find_place(cell: str) -> Place | None:
    """The place that a cell of a table names and nothing else: 河南省 洛阳市.

    >>> find_place("河南省/洛阳市").path
    ('河南省', '洛阳市')
    """
    return _one(only_places(cell))


def only_places(line: str) -> list[Place]:
    """The places in a line that names nothing else; none where it does."""
    mentions = gazetteer().find_places(line)
    named = "".join(mention.surface for mention in mentions)
    plain = re.sub(r"[\s、,·—()/-]", "", line) == re.sub(r"\s", "", named)
    return _places(line) if mentions and plain else []


def _places(line: str, context: Place | None = None, *, inside: bool = False) -> list[Place]:
    """The places in a line that can be told, in order."""
    found = gazetteer()
    mentions = found.find_places(line[:_LONGEST], home=context)
    meant = (found.resolve(m, context) for m in mentions if inside or not m.inside_name)
    return [place for place in meant if place and not _is_adrift(place)]


def _new_places(line: str, title: str) -> list[Place]:
    """The divisions that the tables lack, told by a known one before them and by the title.

    来源:辽宁省大连市星河区融媒体中心 under 星河区举行发布会.
    """
    found = []
    for mention in gazetteer().find_places(line[:_LONGEST]):
        new, above = _NEW.match(line, mention.end), mention.candidates
        if new and new[0] in title and len(above) == 1 and above[0].kind != PlaceKind.ZONE:
            found.append(Place((*above[0].path, new[0])))
    return found


def _is_adrift(place: Place) -> bool:
    """Whether a place is a zone whose city nobody said."""
    return place.kind == PlaceKind.ZONE and len(place.path) == 1


def _is_spoken(line: str) -> bool:
    """A line of the meeting, or of the official who speaks: 河谷县县长 林某某."""
    if _MEETING.match(line):
        return True
    mentions = gazetteer().find_places(line)
    return bool(mentions) and mentions[0].start == 0 and bool(_official().search(line))


@cache
def _official() -> re.Pattern[str]:
    titles = "|".join(words("official"))
    return regex(rf"(?:{titles})\s{{0,4}}[一-鿿·]{{2,15}}\Z")


def _one(places: Sequence[Place]) -> Place | None:
    """The most specific of places on one path; else the city that they share; else None."""
    if not places:
        return None
    deepest = max(places, key=lambda place: len(place.path))
    if all(_agree(place, deepest) for place in places):
        return deepest
    levels = zip(*(place.path for place in places), strict=False)
    shared = tuple(level[0] for level in takewhile(lambda level: len(set(level)) == 1, levels))
    return gazetteer().known(Place(shared)) if len(shared) >= _CITY else None


def _agreed(named: Sequence[Place | None], issuer: Place | None) -> Place | None:
    """The place that most witnesses agree with; None where as many say another."""
    witnesses = [place for place in named if place]
    everyone = [*witnesses, issuer] if issuer else witnesses
    support = {p: sum(_agree(p, other) for other in everyone) for p in everyone}
    most = [place for place in support if support[place] == max(support.values())]
    return _one([place for place in most if place in witnesses] or most) if _united(most) else None


def _united(places: Sequence[Place]) -> bool:
    return all(_agree(one, other) for one in places for other in places)


def _agree(one: Place, other: Place) -> bool:
    """Whether one place lies in the other, or is it."""
    shorter = min(len(one.path), len(other.path))
    return one.path[:shorter] == other.path[:shorter]
