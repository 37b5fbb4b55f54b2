"""HTML → a tree of elements, as forgiving as a browser, linear in the page."""

from __future__ import annotations

from contextlib import suppress
from dataclasses import dataclass, field
from html.parser import HTMLParser
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

_VOID = {
    "area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "track", "wbr",
}  # fmt: skip
BLOCKS = {
    "address", "article", "aside", "blockquote", "body", "br", "center", "dd", "div", "dl", "dt",
    "fieldset", "figcaption", "figure", "footer", "form", "h1", "h2", "h3", "h4", "h5", "h6", "head",
    "header", "hr", "html", "li", "main", "nav", "ol", "p", "pre", "section", "table", "tbody", "td",
    "tfoot", "th", "thead", "title", "tr", "ul",
}  # fmt: skip
# What an opening tag closes when it was left open, and how far out that is looked for.
_CLOSES = {
    "li": ({"li"}, {"ul", "ol"}), "dt": ({"dt", "dd"}, {"dl"}), "dd": ({"dt", "dd"}, {"dl"}),
    "tr": ({"tr"}, {"table"}), "td": ({"td", "th"}, {"tr", "table"}), "th": ({"td", "th"}, {"tr", "table"}),
    "option": ({"option"}, {"select"}),
}  # fmt: skip
_CLOSES |= {tag: ({"p"}, {"td", "th", "table"}) for tag in BLOCKS - {"br", *_CLOSES}}
_DEEPEST = 200  # deeper elements become children of the one at this depth


@dataclass(slots=True, eq=False)
class Element:
    """An element with its attributes in small letters and its children in order."""

    tag: str
    attributes: dict[str, str] = field(default_factory=dict)
    children: list[Element | str] = field(default_factory=list)

    def __getitem__(self, name: str) -> str:
        """An attribute's value; empty where there is none."""
        return self.attributes.get(name, "")

    @property
    def names(self) -> str:
        """What the element calls itself: its id and its classes."""
        return f"{self['id']} {self['class']}"

    @property
    def holds_blocks(self) -> bool:
        """Whether there are paragraphs or boxes right inside."""
        return any(isinstance(child, Element) and child.tag in BLOCKS for child in self.children)

    def below(self) -> Iterator[Element]:
        """All elements inside, in the order of the page."""
        waiting = [self]
        while waiting:
            element = waiting.pop()
            if element is not self:
                yield element
            waiting += [e for e in reversed(element.children) if isinstance(e, Element)]

    def cells(self) -> list[Element]:
        """The cells of a row."""
        inside = (child for child in self.children if isinstance(child, Element))
        return [child for child in inside if child.tag in {"td", "th"}]

    def words(self) -> str:
        """All text inside, with single blanks."""
        waiting: list[Element | str] = [self]
        said: list[str] = []
        while waiting:
            node = waiting.pop()
            if isinstance(node, str):
                said.append(node)
            else:
                said.append(" " if node.tag in BLOCKS else "")
                waiting += reversed(node.children)
        return " ".join("".join(said).split())


def parse_page(text: str) -> Element:
    """The root of a page's tree.  Nothing in a page is an error.

    >>> parse_page("<p>一<p>二<br>三").children
    [Element(tag='p', attributes={}, children=['一']), Element(tag='p', ...
    """
    builder = _Builder()
    with suppress(AssertionError):  # html.parser on "<![": what came before is the page
        builder.feed(text + "\n")  # no close(): it would try every unclosed "<" to the page's end
    return builder.root


class _Builder(HTMLParser):
    """Character references become text at once: offsets count in the text taken out."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.root = Element("root")
        self.open = [self.root]

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        closed, bound = _CLOSES.get(tag, (set(), set()))
        self._close(closed, bound)
        element = Element(tag, {name: value or "" for name, value in attrs})
        self.open[-1].children.append(element)
        if tag not in _VOID and len(self.open) < _DEEPEST:
            self.open.append(element)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.handle_starttag(tag, attrs)  # <div/> opens a div, as in a browser

    def handle_endtag(self, tag: str) -> None:
        self._close({tag}, {"table"} - {tag})

    def handle_data(self, data: str) -> None:
        self.open[-1].children.append(data)

    def _close(self, tags: set[str], bound: set[str]) -> None:
        """Close the innermost open element of ``tags``, unless one of ``bound`` is inside it."""
        for depth in range(len(self.open) - 1, 0, -1):
            if self.open[depth].tag in tags:
                del self.open[depth:]
                return
            if self.open[depth].tag in bound:
                return
