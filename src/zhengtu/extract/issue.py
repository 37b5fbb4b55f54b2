"""Who issued a policy document, under which number, when, and from when to when it holds."""

from __future__ import annotations

from typing import TYPE_CHECKING

from zhengtu.extract.title import BEFORE, CLAUSE, half, tables
from zhengtu.model import PolicyStatus
from zhengtu.recognise.period import Base, find_periods
from zhengtu.regex import regex

if TYPE_CHECKING:
    from zhengtu.extract.status import Status

OUT = (PolicyStatus.ISSUED, PolicyStatus.REVISED)
_JOINED = regex(r"(?<=[局厅署部委院府室会团司处])(?:和|与|及|会同|\s+)|\s+")
_AROUND = regex(r"\([^()]{0,30}\)")


def number_in(said: str) -> str | None:
    """The number of a document that a bracket holds: 赣市府发〔2025〕7号."""
    found = tables().document["number"].match(said)
    return found[0] if found else None


def issuer_of(name: str, before: str, behind: str, status: Status) -> str | None:
    """The body that issued a document: said before 印发, after 由, or in the title."""
    document = tables().document
    if titled := document["titled"].match(half(name)):
        return _JOINED.sub("、", titled["who"])
    if status not in (*OUT, PolicyStatus.CONSULTATION):
        return None
    if by := document["by"].match(behind):
        return _bodies(by["who"])
    spoken = _AROUND.sub("", before)
    if document["decree"].search(spoken):
        return "国务院"
    for ruling in reversed(list(tables().ruling.finditer(spoken))):
        if ruling.lastgroup in ("publish", "consult"):
            return _bodies(CLAUSE.split(spoken[: ruling.start()])[-1])
    return None


def _bodies(said: str) -> str | None:
    """The bodies of 近日,教育部等五部门联合|印发, as said, without what stands around them."""
    document = tables().document
    bare = document["around"].sub("", document["opening"].sub("", said.strip()))
    found = document["bodies"].fullmatch(bare.strip())
    return _JOINED.sub("、", found["who"]) if found else None


def day_of(said: str, base: Base) -> str | None:
    """The day or month of a date, also of 2025年5月1日起."""
    period = next(find_periods(said, base), None)
    return period.value.strip("/").split("/")[0] if period and period.value else None


def issued_on(sentence: str, behind: str, base: Base) -> str | None:
    """The day, month or year before 印发 in the sentence."""
    ruling = [one for one in tables().ruling.finditer(sentence) if one.lastgroup == "publish"]
    told = tables().said["said"].search(CLAUSE.split(behind)[0])
    if ruling:
        led = sentence[: ruling[-1].start()]
    elif told and told.lastgroup == "publish":
        led = sentence + "," + behind[: told.start()]
    else:
        return None
    periods = list(find_periods(led, base))
    if not periods or periods[-1].value is None or "/" in periods[-1].value:
        return None
    return None if len(led) - periods[-1].end > BEFORE else periods[-1].value


def effective_from(before: str, rest: str, base: Base) -> str | None:
    """The day of 自2026年1月1日起施行, on either side of a title."""
    said = tables().said
    found = said["effective"].search(rest)
    found = found or said["effective_before"].search(before)
    return day_of(found["day"], base) if found else None


def expires_on(rest: str, base: Base) -> str | None:
    """The day of 有效期至2027年12月31日."""
    found = tables().said["expires"].search(rest)
    return day_of(found["day"], base) if found else None
