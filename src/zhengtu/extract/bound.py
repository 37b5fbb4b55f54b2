"""A figure's indicator, and what its sentence has said so far."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from zhengtu.model import Kind
from zhengtu.regex import regex

if TYPE_CHECKING:
    from zhengtu.extract.binding import Rule
    from zhengtu.extract.figure import Figure
    from zhengtu.model import Metric, Sentence
    from zhengtu.recognise.word import Words

RELATIVE = frozenset(
    {Kind.GROWTH, Kind.TARGET_COMPLETION, Kind.SHARE, Kind.POINTS, Kind.MULTIPLE, Kind.REDUCTION}
)
ABSOLUTE = frozenset({Kind.COUNT, Kind.AMOUNT, Kind.QUANTITY, Kind.RATE})
ELIDED = "+elided"
BRACKET_TARGET = "bracket-target"
PARTS = regex(r"其中|包括|含")
DIVISIONS = "市县区州镇乡村省国"
_QUOTED = regex(r"“[^“”]*”")
_LONGEST_NAME = 32
_CLAUSAL = regex(
    r"^(?:上涨|下降|增长|下跌|上升|减少|增加|计划|预计|减按|累计|合计)$|(?<![签报])到$|^(?:当(?!地)|不同|若|如|较(?![大高强])|可(?!再生|持续|燃|降解|支配|穿戴)|占(?!地)|有(?![限色机效害轨线氧])|位于|从(?!业|事|.{2,}[到至])|约(?!谈))|(?:(?<![签合条履违毁公契特])约|只有|无人|接近|左右|开始|继续|于|共|(?<![人平户亩日月年])均|(?<![超经通])过|(?<![长短赛慢])跑|(?<!突)破|(?<![政重主必纪需紧])要|(?<!应)届|×|(?<![发雷])达|至|被|中只)$|从\d|[【】]|[为是]\d|^不到|距(?!离)|从有|^[十百千][多余][亿万]|"
    r"[了被但这那我您它她们仅称]|(?<![自供补配交发赔转让送借付])给(?![水排予料付养])|(?<!其)他|其(?!他|余|它)|将|一件(?!事)|(?<!在)(?<!居住)(?<!户籍)在(?![营校建岗册职库途线编读家院轨网册])|已(?!婚)|由上|(?<![占配环同对性之])比(?![例重率赛亚特利]|$)|"
    r"^(?:[的于与及或]|和(?!美|谐|平))|(?:[的于与或由]|(?<!总)和|(?<!惠)及)$|是|\d{4}年|^[\d.]+[万亿]?[元%个家人]?$|^出全|[今明后]天|(?<![数依证占根])据|(?<![众许很])多$|没有$|^按[一-鿿]{1,4}(?:计算|口径|价格)$|世纪\d|只[卖有剩]"
)
_RECENT = 60  # figures before one in its sentence that it can be of


@dataclass(frozen=True, slots=True)
class Bound:
    """An indicator for a figure, and the figure it was taken from, if any."""

    indicator: str
    kind: Kind
    rule: str
    aspect: str = ""
    base: Metric | None = None
    project: str | None = None
    sign: int = 1
    site: tuple[int, int] | None = None
    """Where the place of this figure alone stands, in a list of places."""


@dataclass(slots=True)
class Frame:
    """A sentence and what it has said so far; lives as long as the sentence is read."""

    text: str
    sentence: Sentence
    words: Words
    said: list[Metric] = field(default_factory=list)
    leader: tuple[Rule, Figure] | None = None
    """The first figure of the list that is being read, and its rule."""
    apart: list[str] = field(default_factory=list)
    """The subjects that the next figures of a list will take."""
    sites: list[tuple[int, int]] = field(default_factory=list)
    """The places that the next figures of a list will take."""
    parted: tuple[str, ...] = ()
    """The subjects of the list before, for a second list about the same (同比分别增长)."""
    total: Metric | None = None
    """The figure of which 包括 and 其中 give the parts."""

    def counted(self) -> Metric | None:
        """The last figure that has its own noun."""
        own = [metric for metric in self.said[-_RECENT:] if not metric.rule.endswith(ELIDED)]
        absolute = (metric for metric in reversed(own) if metric.kind in ABSOLUTE)
        return next(absolute, own[-1] if own else None)

    def latest(self) -> Metric | None:
        """The figure right before."""
        return self.said[-1] if self.said else None

    def base(self) -> Metric | None:
        """The figure that a rate of change belongs to."""
        absolute = next((m for m in reversed(self.said) if m.kind in ABSOLUTE), None)
        return absolute or (self.said[-1] if self.said else None)


def is_name(indicator: str) -> bool:
    """Whether words can name an indicator: none that only a whole clause has."""
    bare = _QUOTED.sub("名", indicator)
    short = len(indicator) == 1 and indicator not in DIVISIONS
    return not short and len(indicator) <= _LONGEST_NAME and not _CLAUSAL.search(bare)
