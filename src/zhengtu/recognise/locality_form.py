"""The words that stand in and around the names of towns and villages."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from zhengtu.lexicon import alternatives, words
from zhengtu.regex import regex

if TYPE_CHECKING:
    import re
    from collections.abc import Sequence
    from pathlib import Path


class Forms(NamedTuple):
    """The words around the names of towns and villages."""

    sorts: re.Pattern[str]
    """What before 镇 or 村 says what sort it is: 示范, 重点."""
    common: frozenset[str]
    """Words that are no name by themselves, with the verbs."""
    verbs: frozenset[str]
    leads: tuple[str, ...]
    """The verbs that a place's name follows without a sign: 走进, 位于."""
    body: re.Pattern[str]
    """What behind the name of a town or village is a body of it: 党支部."""


def load_forms(folder: Path | None = None) -> Forms:
    """The words of ``place-context.tsv`` and the verbs of ``words.tsv``."""
    around, clause = words("place-context", folder), words("words", folder)
    verbs = frozenset(
        word for name in ("verb", "act", "adverb", "prep") for word in clause[name] if len(word) > 1
    )
    return Forms(
        sorts=_sorts(around["sort"]),
        common=verbs | {word for word in around["generic"] if len(word) > 1},
        verbs=verbs,
        leads=tuple(around["lead"]),
        body=regex(alternatives(around["office"])),
    )


def _sorts(listed: Sequence[str]) -> re.Pattern[str]:
    """The words anywhere in a name, the single characters before its ending: 古|镇, and not 古田|镇."""
    longer = alternatives(word for word in listed if len(word) > 1)
    single = "".join(word for word in listed if len(word) == 1)
    return regex(rf"{longer}|[{single}](?:镇|乡|街道|苏木|村|社区|嘎查)$")
