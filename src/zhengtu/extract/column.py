"""What the head of a column, or the name of a row, says its figures are.

同比增长 is a change and of whatever stands before it; 工业投资增速 is the change of 工业投资;
年度目标 is an aim; 全市位次 is a place in a row; 数值 says nothing that the row does not say.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

from zhengtu.extract.scope import mood
from zhengtu.lexicon import alternatives
from zhengtu.model import Kind
from zhengtu.read.words import words
from zhengtu.recognise.concept import key
from zhengtu.recognise.deixis import deictic
from zhengtu.recognise.indicator import heads, indicators
from zhengtu.regex import regex

if TYPE_CHECKING:
    import re
    from pathlib import Path

_MARKS = regex(r"^[\s#＃*★▲△●·,，、:：-]+|[\s:：*]+$")
_NUMBERED = regex(
    r"^(?:[(（]?[一二三四五六七八九十]{1,3}(?:[)）]|[、.．])|[(（]?\d{1,2}(?:[)）]|[、.．](?!\d)))\s*"
)
_AMONG = regex(r"(?:在?全[国省市区州盟县旗]|省内|市内|县内|在?[省市区县])(?:的|中)?$")
_OF_WHICH = regex(r"^其中\s?[:：、,，]?\s?")


@dataclass(frozen=True, slots=True)
class Heading:
    """A name without its words of change and aim: 工业投资增速 is ``name`` 工业投资, a growth."""

    name: str
    change: Kind | None = None
    printed: str = ""
    """The words of change."""
    goal: bool = False
    counts_nothing: bool = False
    """True for years, telephone numbers."""
    ranks: bool = False
    """Whether its numbers are places in a row: 全市位次."""


def find_heading(said: str, *, lexicon: Path | None = None) -> Heading:
    """Take a name of figures apart.

    >>> find_heading("工业投资增速").name, find_heading("占全市比重").change.value
    ('工业投资', 'share')
    >>> find_heading("数值"), find_heading("人口自然增长率").change
    (Heading(name='', change=None, printed='', goal=False, counts_nothing=False, ranks=False), None)
    """
    if said.endswith(words("no-figure")):
        return Heading(said, counts_nothing=True)
    ranking = next((word for word in words("ranking") if said.endswith(word)), "")
    if ranking:
        of = _AMONG.sub("", _bare(said.removesuffix(ranking)))
        grown = find_heading(of, lexicon=lexicon) if of else Heading("")
        return Heading(grown.name, ranks=True)
    if key(said) in indicators(lexicon).exact:
        return Heading(said)
    for pattern, kind in _changes():
        match = pattern.search(said)
        if match is not None:
            return Heading(_bare(said[: match.start()]), kind, match[0])
    goal = max((word for word in words("goal") if said.endswith(word)), key=len, default="")
    aimed = bool(goal or mood()["sentence"].search(said + "1"))  # 年度计划投资1亿元
    of = _bare(said.removesuffix(goal))
    known = not of or plain_dimension(of, lexicon=lexicon)  # 招商任务 is no aim of 招商
    return Heading(of if known else _bare(said), goal=aimed)


def row_name(cell: str) -> str:
    """The name in the first cell of a row, without its number, marks and 其中.

    >>> row_name("（一）其中：税收"), row_name("3.5亿元以上项目")
    ('税收', '3.5亿元以上项目')
    """
    bare = _NUMBERED.sub("", _MARKS.sub("", cell))
    return _MARKS.sub("", _OF_WHICH.sub("", _MARKS.sub("", bare)))


def place_name(cell: str) -> str:
    """The name of a row without the word for a sum behind a place: 全市合计.

    >>> place_name("**全市合计**"), place_name("财政支出合计"), place_name("合计")
    ('全市', '财政支出合计', '合计')
    """
    name = row_name(cell)
    summed = next((word for word in words("whole") if name.endswith(word)), "")
    bare = name.removesuffix(summed)
    return bare if deictic(bare) is not None else name


def is_part(cell: str) -> bool:
    """Whether a row is of a part of the one above: 其中：税收."""
    return bool(_OF_WHICH.match(_MARKS.sub("", cell)))


def composed(name: str, core: str) -> str:
    """Two names as one, what both have only once.

    >>> composed("营业执照办理", "办理时限"), composed("粮食", "粮食产量"), composed("粮食", "产量")
    ('营业执照办理时限', '粮食产量', '粮食产量')
    """
    if core in name:
        return name
    shared = (k for k in range(min(len(name), len(core)), 1, -1) if name.endswith(core[:k]))
    return name + core[next(shared, 0) :]


def plain_dimension(name: str, *, lexicon: Path | None = None) -> str:
    """The dimension in which what a name says is measured; empty where nobody knows.

    >>> plain_dimension("粮食产量"), plain_dimension("城镇化率"), plain_dimension("甲")
    ('mass', 'ratio', '')
    """
    concept = indicators(lexicon).exact.get(key(name))
    if concept is not None and concept.dimensions:
        return concept.dimensions[0]
    known = heads(lexicon)
    found = (known[name[at:]] for at in range(len(name)) if name[at:] in known)
    return next((head.dimension for head in found), "")


def _bare(name: str) -> str:
    said = _OF_WHICH.sub("", name).strip(" ,，、:：的").removeprefix("已")
    return "" if said in {*words("total"), *words("result")} else said


@cache
def _changes() -> tuple[tuple[re.Pattern[str], Kind], ...]:
    """The patterns of change at the end of a name, as they are tried."""
    behind = f"(?:{alternatives(words('changed'))})*"
    growth = alternatives([*words("growth"), *words("comparison")])
    run = f"(?:{alternatives([*words('growth'), *words('comparison'), *words('changed')])})*"
    return (
        (regex(f"(?:{alternatives(words('completion'))}){behind}\\Z"), Kind.TARGET_COMPLETION),
        (
            regex(f"(?:占(?![地用])[^占]{{0,10}}|{alternatives(words('share'))}){behind}\\Z"),
            Kind.SHARE,
        ),
        (regex(f"{run}(?:{alternatives(words('decline'))}){behind}\\Z"), Kind.REDUCTION),
        (regex(f"{run}(?:{growth}){behind}\\Z"), Kind.GROWTH),
    )
