"""Regular expressions over Chinese text."""

from __future__ import annotations

import re

_LETTER = r"[^\W\d_A-Za-z]"
_OTHER = r"[\W\d_A-Za-z]"


def regex(pattern: str) -> re.Pattern[str]:
    r"""The compiled pattern, in which ``[一-鿿]`` is any letter that is not a Latin one.

    In Chinese text that is a Han character, the rare ones of the later planes and 〇 among
    them.  Python 3.11 takes a millisecond to compile so long a range, and some hundred of them
    would be most of the time that the program needs to start; it looks at each character of the
    range in turn, which it does not for the categories that stand here for it.

    >>> regex("[一-鿿]{2}区").findall("㘵塘区A2区")
    ['㘵塘区']
    """
    return re.compile(pattern.replace("[一-鿿]", _LETTER).replace("[^一-鿿]", _OTHER))
