"""The words that shape a clause: verbs, adverbs, aspects and the names that hide verbs."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from ahocorasick_rs import AhoCorasick, MatchKind

from zhengtu.lexicon import loaded_once, words
from zhengtu.recognise.concept import Concept, scheme

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from pathlib import Path

VERB, ACT, ADVERB, PREP = "verb", "act", "adverb", "prep"
_SHORT = 2  # a name of two characters hides no verb
JOINT, ASPECT, PLACE, NOUN = "joint", "aspect", "place", "noun"


class Word(NamedTuple):
    """A known word at ``text[start:end]`` and its class."""

    start: int
    end: int
    role: str


class Words:
    """Every word of ``words.tsv``, and the indicator names, which no verb may cut."""

    def __init__(self, roles: Mapping[str, str], behind: Mapping[str, str]) -> None:
        self._before, self._behind = _Lookup(roles), _Lookup(behind)

    def find(self, text: str) -> Iterator[Word]:
        """The words of ``text``, leftmost and longest first, without overlap."""
        return self._before.find(text)

    def opening(self, text: str) -> Word | None:
        """The word that ``text`` begins with, if it begins with one."""
        first = next(self.find(text), None)
        return first if first is not None and first.start == 0 else None

    def closing(self, text: str) -> Word | None:
        """The word that ``text`` ends with, if it ends with one."""
        return next((word for word in self.find(text) if word.end == len(text)), None)

    def whole(self, text: str) -> str:
        """The class of ``text`` where it is one word and nothing more, else ""."""
        first = self.opening(text)
        return first.role if first is not None and first.end == len(text) else ""

    def find_behind(self, text: str) -> Iterator[Word]:
        """The same for text behind a figure, where many more words end a noun (class ``then``)."""
        return self._behind.find(text)


class _Lookup:
    def __init__(self, roles: Mapping[str, str]) -> None:
        self._roles = list(roles.values())
        self._automaton = AhoCorasick(list(roles), matchkind=MatchKind.LeftmostLongest)

    def find(self, text: str) -> Iterator[Word]:
        for index, start, end in self._automaton.find_matches_as_indexes(text):
            yield Word(start, end, self._roles[index])


@loaded_once
def vocabulary(folder: Path | None = None) -> Words:
    """The shipped words with the user's own.  A later class wins over an earlier one."""
    classes = dict(words("words", folder))
    behind = dict.fromkeys(classes.pop("then"), VERB)
    roles = {word: role for role, listed in classes.items() for word in listed}
    opening = frozenset(w for w, role in roles.items() if role in (VERB, ASPECT) and len(w) > 1)
    for concept in scheme(folder).concepts.values():
        roles.update(dict.fromkeys(_names(concept, opening), NOUN))
    late = {word: VERB if word in behind and role != NOUN else role for word, role in roles.items()}
    return Words(roles, {**behind, **late})


def _names(concept: Concept, opening: frozenset[str]) -> Iterator[str]:
    """The names of an indicator that hide a verb, but none that begins with one (带动消费)."""
    for name in (concept.name, *concept.alt):
        if len(name) > _SHORT and opening.isdisjoint(name[:end] for end in range(2, len(name))):
            yield name
