"""The words by which pages and tables say what they are: ``lexicons/page.tsv``."""

from __future__ import annotations

from functools import cache

from zhengtu import lexicon


@cache
def words(name: str) -> tuple[str, ...]:
    """The words of a class, in the order of the table.

    >>> words("order")
    ('序号', '编号', '行次')
    """
    return lexicon.words("page")[name]
