"""One release in several places → one document.

Papers and portals print the same release with other heads, other blanks, a paragraph more
or less.  Counting its figures twice would be wrong; so is taking two monthly bulletins of
one mould for the same.  Texts are one release when nearly all that they say is the same,
and no number of the shorter one is missing in the longer.
"""

from __future__ import annotations

import re
import unicodedata
import zlib
from collections import defaultdict
from dataclasses import dataclass, replace
from functools import cached_property
from heapq import nsmallest
from typing import TYPE_CHECKING

from zhengtu.read.furniture import furniture
from zhengtu.read.lines import find_lines
from zhengtu.read.metadata import is_date_line

if TYPE_CHECKING:
    from collections.abc import Sequence

    from zhengtu.model import Document

_Key = str | int

_NOISE = re.compile(r"[\W_]+")
_SENTENCE = re.compile(r"[。！？；!?;\n]")
_NUMBER = re.compile(r"\d+(?:\.\d+)?")
_SHINGLE = 8  # characters
_ALIKE = 0.9  # of the shingles of two texts are in both
_LENGTHS = 0.8  # what the shorter text has of the longer one's length, or they cannot be alike
_SMALLEST = 12  # sentences by which a text is found
_TRIED = 32  # texts with the same key that are compared, so that work stays linear


@dataclass(frozen=True)
class _Body:
    """What a document says, without blanks, punctuation, furniture and its own date."""

    document: Document

    @cached_property
    def said(self) -> str:
        """The lines of the article in plain form."""
        text = self.document.text
        beside = {start for start, _ in furniture(text)}
        kept = (n for n in find_lines(text) if n.start not in beside and not is_date_line(n))
        return unicodedata.normalize("NFKC", "\n".join(line.printed for line in kept))

    @cached_property
    def text(self) -> str:
        """Letters and digits alone; the text itself where it has none."""
        return _NOISE.sub("", self.said) or self.document.text

    @cached_property
    def numbers(self) -> frozenset[str]:
        """All numbers in it."""
        return frozenset(_NUMBER.findall(self.said))

    def shingles(self) -> set[str]:
        """All runs of eight characters."""
        return {self.text[n : n + _SHINGLE] for n in range(max(1, len(self.text) - _SHINGLE + 1))}

    @cached_property
    def keys(self) -> list[_Key]:
        """What finds the texts that may be the same: itself, and its sentences of smallest hash.

        An edit touches eight shingles at most, so of texts that are alike at least half of
        the sentences are equal; that two such share none of the smallest is a matter of
        one in thousands (Broder, On the resemblance and containment of documents, 1997).
        """
        sentences = (_NOISE.sub("", part) for part in _SENTENCE.split(self.said))
        hashes = {zlib.crc32(part.encode("utf-8", "surrogatepass")) for part in sentences if part}
        return [self.text, *nsmallest(_SMALLEST, hashes)]


def same_release(documents: Sequence[Document]) -> list[Document]:
    """The documents, each release once, where the first of its documents stood.

    The longest text stands for a release (of equals the first by name), with what the
    others know of title, date, place and publisher, and all their sources.  The time
    grows with the sum of the texts.
    """
    if len(documents) == 1:
        return list(documents)
    groups: list[list[_Body]] = []
    by_key: dict[_Key, list[list[_Body]]] = defaultdict(list)
    for body in map(_Body, documents):
        near = (group for key in body.keys for group in by_key[key][:_TRIED])
        group = next((group for group in near if _is_same(group[0], body)), None)
        if group is not None:
            group.append(body)
            continue
        groups.append([body])
        for key in body.keys:
            by_key[key].append(groups[-1])
    return [_merged([body.document for body in group]) for group in groups]


def _is_same(one: _Body, other: _Body) -> bool:
    """Whether two texts are one release."""
    if one.text == other.text:
        return True
    shorter, longer = sorted((one, other), key=lambda body: len(body.text))
    if len(shorter.text) < _LENGTHS * len(longer.text) or not shorter.numbers <= longer.numbers:
        return False
    mine, theirs = shorter.shingles(), longer.shingles()
    return len(mine & theirs) >= _ALIKE * len(mine | theirs)


def _merged(documents: Sequence[Document]) -> Document:
    ordered = sorted(documents, key=lambda d: (-len(d.text), d.name, d.sources))
    best = ordered[0]
    return replace(
        best,
        title=next(filter(None, (d.title for d in ordered)), ""),
        date=next(filter(None, (d.date for d in ordered)), None),
        place=next(filter(None, (d.place for d in ordered)), None),
        publisher=next(filter(None, (d.publisher for d in ordered)), ""),
        sources=tuple(sorted({source for d in ordered for source in d.sources})),
    )
