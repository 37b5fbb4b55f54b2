"""Titles in 《》 as a text has them: with their brackets, their lists and their short forms."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

from zhengtu.lexicon import filled, patterns
from zhengtu.regex import regex

if TYPE_CHECKING:
    import re
    from collections.abc import Iterator, Mapping, Sequence

    from zhengtu.segment import Segmented

CLAUSE = regex(r"[,。;:!?\n]")
BEFORE, AFTER, SENTENCE = 60, 48, 120
"""How many characters of its sentence are looked at before and behind a title."""
FAR = 60
"""How many titles away a short one may be explained."""
_TITLE = regex(r"《(?P<name>[^《》\n]{2,90}(?:《[^《》\n]{1,60}》[^《》\n]{0,40})?)》")
_BRACKET = regex(r"\s*(?:\((?P<said>[^()\n]{1,60}(?:\([^()\n]{1,20}\)[^()\n]{0,20})?)\))")
_LONGEST_LIST = 40  # titles behind one that are walked to the words behind them
_LIST_GOES_ON = regex(r"\s*(?:\([^()\n]{1,60}\))?\s*(?:、|和|及|以及|与)?\s*《[^《》\n]{2,90}》")
_LIST_BEFORE = regex(r"》\s*(?:\([^()]{0,60}\))?\s*(?:、|和|及|以及|与)?\s*\Z")
_VERSION = regex(r"(?:\([^()]{1,20}\))+$")
_SHORT_TITLE, _SHORT_ART, _JOINT, _MOST_BRACKETS = 12, 8, 64, 3


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
    parts = {"body": document["body"], "day": said["day"]}
    return Tables(
        {name: regex(filled(pattern, parts)) for name, pattern in document.items()},
        regex(rf"(?:{classes})(?!{ruling['joined']})"),
        {name: regex(filled(pattern, parts)) for name, pattern in said.items()},
    )


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


def find_titles(segmented: Segmented) -> Iterator[Mention]:
    """The titles of policy documents, in text order; not those that only name a short form."""
    text, known = segmented.shadow, tables().document
    for match in _TITLE.finditer(text):
        name = match["name"]
        if not (known["title"].search(name) or known["marked"].search(name)):
            continue
        if known["art"].search(name) and len(name) < _SHORT_ART:
            continue
        if known["other"].match(text, match.end()) or text.endswith("称", 0, match.start()):
            continue
        sentence = segmented.sentence(match.start())
        brackets: list[str] = []
        rest = match.end()
        while len(brackets) < _MOST_BRACKETS and (bracket := _BRACKET.match(text, rest)):
            brackets.append(bracket["said"])
            rest = bracket.end()
        yield Mention(
            match.start(), match.end(), segmented.document.text[match.start() + 1 : match.end() - 1],
            tuple(brackets), rest, sentence.start, max(sentence.end, rest),
        )  # fmt: skip


def full_titles(mentions: Sequence[Mention]) -> dict[int, str]:
    """For each mention under a short title, by its start, the full title that it stands for."""
    short, declared = tables().document["short"], dict[str, str]()
    full: dict[int, str] = {}
    for at, mention in enumerate(mentions):
        for said in mention.brackets:
            if found := short.match(said):
                declared[found["short"]] = mention.name
        if len(mention.name) > _SHORT_TITLE:
            continue
        near = (*mentions[max(0, at - FAR) : at][::-1], *mentions[at : at + FAR])
        alike = (other.name for other in near if _is_short(mention, other))
        name = declared.get(mention.name) or next(alike, None)
        if name:
            full[mention.start] = name
    return full


def _is_short(mention: Mention, other: Mention) -> bool:
    """Whether a title is the head of another: 《办法》 of 《燃气管理办法（试行）》."""
    return len(other.name) > len(mention.name) and ends_so(other.name, mention.name)


def ends_so(name: str, head: str) -> bool:
    """Whether a title ends in a word, its version apart: 《办法（试行）》 in 办法."""
    return _VERSION.sub("", half(name)).endswith(head)


def half(name: str) -> str:
    """A title with half-width brackets."""
    return name.replace("（", "(").replace("）", ")")


def inside_title(text: str, position: int, reach: int) -> bool:
    """Whether a position stands inside 《》 that open no more than ``reach`` before it."""
    open_ = text.rfind("《", max(0, position - reach), position)
    return open_ >= 0 and text.find("》", open_, position) < 0


def without_titles(words: str) -> str:
    """The words with what stands in 《》 blanked: 制定 in a title rules no other one."""
    return _TITLE.sub("《》", words)


def words_behind(text: str, mention: Mention) -> str:
    """The words behind a title and the titles that it is listed with, up to the next title."""
    at = mention.rest
    for _ in range(_LONGEST_LIST):
        listed = _LIST_GOES_ON.match(text, at, mention.stop)
        if listed is None:
            break
        at = listed.end()
    while bracket := _BRACKET.match(text, at, mention.stop):
        at = bracket.end()
    upto = min(mention.stop, at + AFTER)
    opened = text.find("《", at, upto)
    return text[at : opened + 1 if opened >= 0 else upto]


def list_start(text: str, mention: Mention, heads: dict[int, int]) -> int:
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
