"""Names of works: where the name of a project begins and ends, and what is said beside it."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

from zhengtu.extract.named import name_start
from zhengtu.lexicon import alternatives, filled, patterns
from zhengtu.regex import regex

if TYPE_CHECKING:
    from collections.abc import Mapping

    from zhengtu.recognise.word import Words

SHORTEST, LONGEST = 4, 40
"""How many characters the name of a project has."""
BEHIND = 80
"""How many characters behind a name are looked at."""
MARKS = ",。;:、()!?\n《》【】"
BULLET = regex(r"^[\s*#>|•·-]*(?:\(?\d{1,2}[.)、]\s*)?")
_DEVICE = regex(r"[一-鿿]{2}(?=机(?![器床械场电构组关制])|器(?![件材械官])|[仪剂阀泵炉])")
"""What is no verb, whatever it looks like: 压缩 of 压缩机."""
_PHASE = regex(r"\([一二三四五六七八九十\d]期\)$")
_BEFORE, _SAME, _LIST, _KIND = 60, 40, 64, 16
_PLAIN, _LONGEST_PLAIN = 2, 24
_LISTS = ("heads", "stages", "builds")


@dataclass(frozen=True, slots=True)
class Tables:
    """The compiled patterns of ``projects.toml``."""

    head: re.Pattern[str]
    built: re.Pattern[str]
    """Heads of what bears the name of what is built."""
    stage: re.Pattern[str]
    happened: re.Pattern[str]
    leads: re.Pattern[str]
    now: re.Pattern[str]
    said: Mapping[str, re.Pattern[str]]


@cache
def tables() -> Tables:
    """The shipped patterns."""
    table = patterns("projects")
    project, money, investor = table["project"], table["money"], table["investor"]
    works = patterns("names")["infrastructure"]["heads"].split()
    stages = alternatives(project["stages"].split())
    builds = alternatives(project["builds"].split())
    parts = {name: money[name] for name in ("amount", "words", "sort")}
    parts["name"] = investor["name"]
    said = {**project, **money, **{f"by_{name}": text for name, text in investor.items()}}
    near = r"(?:(?!项目|工程)[^,。;:、\n《》]){0,14}?"
    return Tables(
        regex(
            rf"(?:{alternatives([*project['heads'].split(), *works])})(?:\([一二三四五\d]期\)|[一二三四五]期)?$"
        ),
        regex(alternatives(works)),
        regex(rf"(?:{stages})(?!{project['after']})"),
        regex(
            rf"(?:项目|工程|{project['works']})(?:\([一二三四五\d]期\)|[一二三四五]期)?(?={near}(?:{stages})|{project['got']})"
        ),
        regex(rf"(?:{builds})(?:了)?$"),
        regex(rf"{investor['now']}(?:{stages})(?!{project['after']})"),
        {n: regex(filled(said[n], parts)) for n in said if n not in _LISTS},
    )


def is_work(name: str) -> bool:
    """Whether a name ends in a word for what is built."""
    return bool(tables().head.search(name))


def is_name(name: str) -> bool:
    """Whether a string names one project rather than a kind of project or an activity."""
    said = tables().said
    return not (
        len(name) < SHORTEST
        or (len(name) <= _KIND and said["kind"].fullmatch(name + "项目"))
        or (len(name) <= _KIND and said["kind"].fullmatch(name))
        or said["activity"].search(name)
        or said["holds_not"].search(name)
        or said["begins_not"].match(name)
    )


def name_behind(region: str) -> str:
    """The name that begins what stands behind an amount: 澜河灌区改造项目|下月动工."""
    ends = tables().said["ends"]
    if region.endswith(("项目", "工程")) and not ends.search(region[1:-_PLAIN]):
        return region
    for end in ends.finditer(region, _PLAIN):
        name = region[: end.end() if end[0] == "项目" else end.start()]
        if end[0] == "项目" or is_work(name):
            return name
    return region


def behind_mark(text: str, marks: str, low: int, end: int) -> int:
    """Where the words before ``end`` begin: behind the last of some marks, else at ``low``."""
    return max(low, *(text.rfind(mark, low, end) + 1 for mark in marks))


def name_before(text: str, end: int, words: Words) -> tuple[int, int] | None:
    """Where the name lies that ends at ``end``: behind a mark, a verb or a bullet."""
    phase = _PHASE.search(text, max(0, end - 5), end)
    stop = phase.start() if phase else end
    low = max(0, stop - LONGEST)
    begin = behind_mark(text, MARKS, low, stop)
    begin += len(text[begin:stop]) - len(BULLET.sub("", text[begin:stop]))
    piece = text[begin:stop]
    start = begin + max(piece.startswith(("和", "及", "与")), begin_of(piece, words))
    return (start, end) if is_name(text[start:stop]) else None


def behind_verb(piece: str, words: Words) -> int:
    """Where a name begins in the words before its end: behind a verb, whatever is left."""
    return name_start(_DEVICE.sub("某某", piece) + "项目", words, _PLAIN)


def begin_of(piece: str, words: Words) -> int:
    """Where a name begins in the words before its end: behind a verb, if enough is left.

    In 气体充装站扩建项目 the verb belongs to the name.
    """
    start = behind_verb(piece, words)
    for cut in tables().said["cuts"].finditer(piece):
        start = max(start, cut.end())
    short = len(piece) - start <= _PLAIN and len(piece) <= _LONGEST_PLAIN
    return 0 if short and is_work(piece) else start


def investor_of(text: str, start: int, after: int) -> str | None:
    """Who invests: 由某公司投资建设 on either side of the name, 某公司投资建设的 before it."""
    said = tables().said
    before = re.split(r"[。;\n]", text[max(0, start - _BEFORE) : start])[-1]
    found = (
        said["by_before"].search(before)
        or said["by_owner"].search(before)
        or said["by_behind"].match(text[after : after + BEHIND])
        or said["by_named"].match(text[after : after + BEHIND])
    )
    who = found["who"].strip() if found else ""
    return who if said["by_company"].search(who) else None


def stage_behind(text: str, after: int) -> str | None:
    """What the same clause says has become of it, unless it is still to come."""
    known = tables()
    rest = re.split(r"[。;\n]", text[after : after + BEHIND])[0]
    clause = rest.split(",")[0][:_SAME]
    stage = known.stage.search(clause)
    if stage is None:
        now = known.now.search(rest)
        clause, stage = (now[0], known.stage.search(now[0])) if now else ("", None)
    if stage is None or known.said["coming"].search(clause[: stage.start()]):
        return None
    return stage[0]


def is_aimed(text: str, start: int) -> bool:
    """Whether the clause before a name speaks of what is to come: 力争某高速建成通车."""
    before = re.split(r"[,。;:\n]", text[max(0, start - _SAME) : start])[-1]
    return bool(tables().said["aimed"].search(before))


def happens_to(text: str, end: int) -> bool:
    """Whether the words right behind a name tell its stage, with nothing else between them."""
    known = tables()
    clause = re.split(r"[,。;\n]", text[end : end + _LIST])[0]
    stage = known.stage.search(clause)
    if stage is None:
        return False
    between = clause[: stage.start()]
    if known.said["between_list"].fullmatch(between):
        return True
    fits = known.said["between"].fullmatch(between)
    return bool(fits) and not known.said["between_not"].search(between)
