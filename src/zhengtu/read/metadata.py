"""What a page says of itself before the article begins: title, date, publisher, place."""

from __future__ import annotations

import re
from functools import cache
from itertools import zip_longest
from typing import TYPE_CHECKING, NamedTuple

from zhengtu.read import dates
from zhengtu.read.furniture import is_furniture
from zhengtu.read.lines import Line, find_lines, foot, head
from zhengtu.read.seat import find_seat, only_places
from zhengtu.read.words import words
from zhengtu.regex import regex

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Sequence

    from zhengtu.model import Place

_HEADING = regex(r"#{1,3}\s")
_SUBTITLE = regex(r"(?:[—–-]{1,2}|\()\s*\S")
_REPORTER = regex(r"(?:□|■|◎|●)?\s*(?:本报|本台|全媒体|见习|实习)*(?:记者|通讯员|摄影)")
_CLOCK = regex(
    r"(?:星期|周)[一二三四五六日天]|第\s?\d{1,4}\s?[版期]|[\s()\[\]|,]"
    r"|\d{1,2}\s?[:时]\s?\d{1,2}(?:\s?[:分]\s?\d{0,2})?秒?"
)
_VALUE = regex(r"[^\s|【】\[\]()<>]{2,30}")
_TITLE = range(4, 81)  # code points
_BANNER = range(4, 21)
_LONGEST = 200  # code points of a line in which labels stand
_DATE_LINE = 60  # code points: no line that is only a date is longer
_SIGNATURE = 6  # lines at the end of which one can be the date of a letter or notice
_SEARCHED = 64 * 1024  # code points at either end of a text that can hold its head or foot


class Metadata(NamedTuple):
    """What a text says of itself; what it does not say is empty or None."""

    title: str = ""
    date: dt.date | None = None
    place: Place | None = None
    publisher: str = ""


def find_metadata(text: str, *, name: str = "", given: Metadata | None = None) -> Metadata:
    r"""Title, date, place and publisher from the lines before the first paragraph.

    A publication date wins over the day of the meeting that the head names, and that over
    the date that a file's ``name`` ends in; no date is taken from the article itself.
    ``given`` is what is known from elsewhere (a table's columns, a page's meta elements).

    >>> found = find_metadata("河谷县举办农机展\n来源：河谷日报 时间：2025-11-28\n今年的农机展有新看点。")
    >>> found.title, str(found.date), found.publisher
    ('河谷县举办农机展', '2025-11-28', '河谷日报')
    """
    lines = head(find_lines(text[:_SEARCHED]))
    last = list(find_lines(text[-_SEARCHED:]))
    known = given or Metadata()
    title = known.title or _title(lines)
    publisher = known.publisher or _publisher(lines, title) or _labelled("publisher", foot(last))
    date = known.date or _date(lines, title) or _signed(last) or dates.date_in_name(name)
    said = [_undated(line.words) for line in lines if not is_furniture(line)]
    return Metadata(title, date, known.place or find_seat(title, said, publisher), publisher)


@cache
def _label(name: str) -> re.Pattern[str]:
    """A label of a class before its colon, also one whose characters are spread: 来　源."""
    spread = (r"\s{0,4}".join(map(re.escape, word)) for word in words(name))
    return re.compile(rf"(?<!\w)(?:{'|'.join(spread)})\s*:\s*", re.IGNORECASE)


def _values(name: str, lines: Sequence[Line]) -> list[str]:
    """What stands behind the labels of a class, in its line or, if that ends there, in the next."""
    found = []
    for line, following in zip_longest(lines, lines[1:]):
        said = line.words[:_LONGEST]
        for match in _label(name).finditer(said):
            value = said[match.end() :]
            found.append(value or (following.words if following else ""))
    return found


def _labelled(name: str, lines: Sequence[Line]) -> str:
    for value in _values(name, lines):
        match = _VALUE.match(value)
        if match and ":" not in match[0]:
            return match[0].strip("“”\"'《》。,")
    return ""


def _publisher(lines: Sequence[Line], title: str) -> str:
    """The labelled source, else the line of the head that is the name of a paper or site."""
    banners = (_undated(line.words) for line in lines if line.printed != title)
    return _labelled("publisher", lines) or next(filter(_is_banner, banners), "")


def _is_banner(line: str) -> bool:
    return len(line) in _BANNER and line.endswith(words("site")) and line not in words("site")


def _title(lines: Sequence[Line]) -> str:
    headings = (line.printed.strip("# ") for line in lines if _HEADING.match(line.printed))
    return next(headings, "") or _labelled_title(lines) or _first_title(lines)


def _labelled_title(lines: Sequence[Line]) -> str:
    return next((value for value in _values("title", lines) if len(value) in _TITLE), "")


def _first_title(lines: Sequence[Line]) -> str:
    """The first line that can be a title; the name of a site only where no other stands."""
    titles = [line.printed for line in lines if _can_be_title(line)]
    named = [title for title in titles if not title.endswith(words("site"))]
    return (named or titles or [""])[0]


def _can_be_title(line: Line) -> bool:
    return (
        len(line.words) in _TITLE
        and not is_furniture(line)
        and not _SUBTITLE.match(line.words)
        and not _REPORTER.match(line.words)
        and not is_date_line(line)
        and not only_places(line.words)
        and bool(re.search(r"[一-鿿]", line.words))
        and not line.words.endswith((",", ":", "、"))
    )


def _date(lines: Sequence[Line], title: str) -> dt.date | None:
    """The day of publication if a line says it, else that of the writing or the meeting."""
    return (
        _labelled_date("date", lines)
        or next((_first(line) for line in lines if is_date_line(line)), None)
        or dates.find_compact(title)
        or next((day for line in lines if (day := _transcript(line))), None)
        or _labelled_date("made", lines)
        or next((day for line in lines if (day := _of_the_meeting(line))), None)
    )


def _labelled_date(name: str, lines: Sequence[Line]) -> dt.date | None:
    days = (dates.find_date(value[:20]) for value in _values(name, lines))
    return next((day for day in days if day), None)


def _first(line: Line) -> dt.date | None:
    return next((day for _, _, day in dates.find_dates(line.words)), None)


def is_date_line(line: Line) -> bool:
    """Whether a line is a date, with a clock time, a place or the name of a paper at most."""
    return _undated(line.words) != line.words


def _undated(line: str) -> str:
    """A line without its date and clock time, where that leaves a place, a paper or nothing.

    2026年1月26日在河谷县… keeps its date: it says that the line is of a meeting.
    """
    found = list(dates.find_dates(line[:_DATE_LINE]))
    if not found or len(line) > _DATE_LINE:
        return line
    rest = line
    for start, end, _ in reversed(found):
        rest = rest[:start] + rest[end:]
    rest = _CLOCK.sub("", rest)
    return rest if not rest or only_places(rest) or _is_banner(rest) else line


def _transcript(line: Line) -> dt.date | None:
    return dates.find_compact(line.words) if line.words.startswith(("《", "(《")) else None


def _of_the_meeting(line: Line) -> dt.date | None:
    """——2026年1月26日在…会议上; a date inside a title is what the title is about."""
    found = next(dates.find_dates(line.words), None)
    leading = found is not None and not re.search(r"\w", line.words[: found[0]])
    return found[2] if found and leading else None


def _signed(lines: Sequence[Line]) -> dt.date | None:
    """The day below a letter or notice."""
    dated = (line for line in reversed(lines[-_SIGNATURE:]) if is_date_line(line))
    return next((_first(line) for line in dated), None)
