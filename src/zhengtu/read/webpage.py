"""HTML → the article of the page: its title, its blocks, and what the page says of it.

Government pages have no common markup, but they have one place where the sentences are.
That place is the innermost element that holds nearly all of them.
"""

from __future__ import annotations

import re
from collections import Counter
from functools import cache
from typing import TYPE_CHECKING, NamedTuple

from zhengtu.errors import SourceError
from zhengtu.read.blocks import Block, to_text
from zhengtu.read.dates import find_date
from zhengtu.read.furniture import is_furniture
from zhengtu.read.lines import HEAD, find_lines
from zhengtu.read.markup import Element, parse_page
from zhengtu.read.metadata import Metadata, find_metadata
from zhengtu.read.piece import Piece, find_pieces
from zhengtu.read.words import words

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Mapping, Sequence

_AROUND = {"nav", "footer", "aside"}
_NAME_PIECES = re.compile(r"[A-Z]?[a-z]+|[A-Z]+|\d+")
_HIDDEN = re.compile(r"display\s{0,9}:\s{0,9}none", re.IGNORECASE)
_MOST = 0.95  # of the sentences outside menus and footers stand in the article
_HALF = 0.5  # are enough where the element's name says that it is the article
_FEW = 0.3  # what a menu or footer may hold of them at most, whatever its name
_LOGIN, _LEAST = 200, 20  # code points: a page with a password and no more is a login; no article
_TITLES = range(4, 121)


def read_page(text: str, *, where: str) -> tuple[str, Metadata, str]:
    """The article of a page as text, what the page says of it, and the page's own address.

    Raises SourceError for a page without an article: a login, a menu, an empty frame.
    """
    root = parse_page(text)
    about = _About.of(root)
    pieces = find_pieces(root)
    article, before = _article(pieces, root)
    length = sum(piece.prose for piece in article)
    if length < (_LOGIN if about.asks_password else _LEAST):
        raise _no_article(where, asks_password=about.asks_password)
    given = Metadata(_title(about, before), about.date, None, about.publisher)
    found = find_metadata("\n".join(before), given=given)
    found = found._replace(publisher=found.publisher or about.site)
    return to_text(_with_title(article, found.title)), found, about.url


def _no_article(where: str, *, asks_password: bool) -> SourceError:
    if asks_password:
        hint = "登录后另存正文页 (log in and save the article's page)"
        return SourceError("是登录页，没有正文 (a login page)", where, hint)
    hint = "另存正文所在的页 (save the page of the article itself)"
    return SourceError("页面没有正文 (no article text in the page)", where, hint)


class _About(NamedTuple):
    """What the head of a page says: its title, its meta elements, its address."""

    title: str
    window: str
    """The words of <title>, which often end with the site's name."""
    date: dt.date | None
    publisher: str
    site: str
    url: str
    asks_password: bool

    @classmethod
    def of(cls, root: Element) -> _About:
        """Gather what the elements of a page say of it."""
        elements = list(root.below())
        metas = _metas(elements)
        source = _first(metas, "publisher-meta")
        return cls(
            title=_first(metas, "title-meta"),
            window=next((e.words() for e in elements if e.tag == "title"), ""),
            date=find_date(_first(metas, "date-meta")),
            publisher="" if source in words("own") else source,
            site=_first(metas, "site-meta"),
            url=next((e["href"] for e in elements if e["rel"] == "canonical"), ""),
            asks_password=any(e["type"].lower() == "password" for e in elements),
        )


def _metas(elements: Sequence[Element]) -> dict[str, str]:
    """The meta elements by name or property, in small letters; the first of a name wins."""
    found: dict[str, str] = {}
    for element in elements:
        if element.tag == "meta":
            name = (element["name"] or element["property"]).lower()
            found.setdefault(name, " ".join(element["content"].split()))
    return found


def _first(metas: Mapping[str, str], kind: str) -> str:
    return next((metas[name] for name in words(kind) if metas.get(name)), "")


def _article(pieces: Sequence[Piece], root: Element) -> tuple[list[Piece], list[str]]:
    """The blocks of the article, and the lines that stand before it on the page."""
    weights = _weights(pieces)
    few = _FEW * weights[root]
    unwanted = {e for e in weights if weights[e] <= few and _is_around(e)}
    kept = [p for p in pieces if unwanted.isdisjoint(p.around) and not _is_furniture(p)]
    region = _region(_weights(kept), root)
    inside = [piece for piece in kept if region in piece.around]
    start = next((n for n, p in enumerate(pieces) if p.prose and region in p.around), 0)
    before = [p.block.text for p in pieces[:start] if p.block.text and not p.is_menu]
    return [piece for piece in inside if piece.block.rows or not piece.is_menu], before[-HEAD:]


def _weights(pieces: Sequence[Piece]) -> Counter[Element]:
    """How many code points of sentences stand in each element."""
    weights: Counter[Element] = Counter()
    for piece in pieces:
        for element in piece.around:
            weights[element] += piece.prose
    return weights


def _region(weights: Counter[Element], root: Element) -> Element:
    """The innermost container with most of the sentences, or with half and the name for it."""
    half = [e for e in weights if weights[e] >= _HALF * weights[root] and e.holds_blocks]
    most = [e for e in half if weights[e] >= _MOST * weights[root]]
    named = [e for e in half if _is_main(e)]
    return named[0] if named else most[-1] if most else root


def _is_around(element: Element) -> bool:
    """Whether an element calls itself a menu, a footer, a box of links, or hides itself."""
    pieces = {word.lower() for word in _NAME_PIECES.findall(element.names)}
    hidden = _HIDDEN.search(element["style"]) is not None
    return element.tag in _AROUND or hidden or not pieces.isdisjoint(words("skip"))


def _is_main(element: Element) -> bool:
    named = element.names.lower().split()
    return element.tag == "article" or any(name in words("main") for name in named)


def _is_furniture(piece: Piece) -> bool:
    return any(map(is_furniture, find_lines(piece.block.text)))


def _title(about: _About, before: Sequence[str]) -> str:
    """The title by its meta element, by the line that the window's title repeats, by that title."""
    if about.title:
        return about.title
    window = "".join(about.window.split())
    repeated = (line for line in reversed(before) if "".join(line.split()) in window)
    named = next((line for line in repeated if len(line) in _TITLES), "")
    return named or _before_site().split(about.window)[0].strip()


@cache
def _before_site() -> re.Pattern[str]:
    """What divides a title from the name of the site: 新校开门 - 要闻 - 河谷县人民政府."""
    site = "|".join(words("site"))
    return re.compile(
        r"\s{0,9}[_|｜]\s{0,9}|\s{1,9}[-–—]{1,2}\s{1,9}"
        rf"|[-–—]{{1,2}}(?=[^-–—]{{0,30}}(?:{site})\s{{0,9}}\Z)"
    )


def _with_title(article: Sequence[Piece], title: str) -> list[Block]:
    """The blocks below the title, without a line that repeats it; their headings below it."""
    blocks = [piece.block for piece in article if piece.block.text != title or not title]
    top = min((block.level for block in blocks if block.level), default=0)
    lower = [b._replace(level=b.level - top + 2) if b.level else b for b in blocks]
    return [Block(title, 1), *lower] if title else blocks
