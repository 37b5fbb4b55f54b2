"""Texts with the words that matter in [ ], and what the program reads in them."""

from __future__ import annotations

import datetime as dt
from functools import cache

from zhengtu.model import Document, Reading
from zhengtu.pipeline import read_document
from zhengtu.recognise.place import parse_place

DAY = dt.date(2025, 11, 20)
PLACE = "江西省赣州市"


@cache
def read(text: str, *, date: dt.date | None = DAY, place: str | None = PLACE) -> Reading:
    """The reading of an invented text; a day and a city are known of it unless told otherwise."""
    document = Document("case", text, date=date, place=parse_place(place) if place else None)
    return read_document(document)


def unmarked(text: str) -> tuple[str, list[str]]:
    r"""A text without its [ ], with the line breaks that ``\n`` stands for, and what stood in them.

    >>> unmarked("新增[3家]。")
    ('新增3家。', ['3家'])
    """
    text = text.replace("\\n", "\n")
    plain, *rest = text.split("[")
    words = []
    for piece in rest:
        word, _, after = piece.partition("]")
        words.append(word)
        plain += word + after
    return plain, words
