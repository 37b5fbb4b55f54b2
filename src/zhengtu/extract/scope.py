"""The scope of a sentence: the place, time and mood that it stands under."""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass, field
from functools import cache
from operator import attrgetter
from typing import TYPE_CHECKING

from zhengtu.lexicon import patterns
from zhengtu.model import Modality, Place, Sentence
from zhengtu.recognise.period import Base, Period, find_periods
from zhengtu.recognise.period_now import telling
from zhengtu.regex import regex
from zhengtu.segment import inside

if TYPE_CHECKING:
    import datetime as dt
    import re
    from collections.abc import Iterator, Mapping, Sequence
    from pathlib import Path

    from zhengtu.extract.takeover import Change
    from zhengtu.extract.zone import ZoneMap
    from zhengtu.segment import Section, Segmented

_FROM = regex(r"(?:从|由)[^,。;:到至]{0,20}$")
_NEAR = 8
_DAY = len("2025-11-28")
_BUILT = regex(r"(?:建成|投产|投用|达产|通车|竣工)后,")  # 于2022年开工,建成后|泄洪流量…
_PASSES = regex(  # 大桥今天通车,|全长2公里: what holds before and after that day
    r"\)?,?[^,。;]{0,40}?(?:闭幕|落幕|收官|结束|通车|开通|贯通|合龙|封顶|完工|竣工|投产|投用|投入(?:使用|运营|运行|商运))了?,"
)
_STATE = regex(r"(?:拥有|现有|保有|全长|主跨|海拔|(?<=设计)(?:时速|速度))[^,。;]*$")
_PLANS = regex(  # 《计划(2024—2026年)》提出,造林30万亩, but not 提出30项任务
    r"(?:,|印发|发布|出台|实施)*(?:提出|明确|要求|规划)(?![^。;]{0,60}?\d+[项条个大]{1,2}[^,。;\d]{0,8}(?:任务|措施|举措|政策|内容|要求))"
)
_SAID = regex(r"(?:获悉|了解到|得知|介绍|显示|表明|消息|表示|指出|说)$")
_FAR = 2000  # characters of a sentence before a figure that tell whether it is an aim
_LAST = 20  # periods before a figure that can be its own
_COMPARED = regex(r"(?:是|比|较|相当于|达|占)$")
_BASE_END = regex(r"(?:同期|全年)?的(?![^,。;]{0,6}[年月底末])")
_SILENT = -1
_TO_COME = regex(
    r"将(?:从|会|达|在|于|有|要|逐步|全部)|有望"
    r"|(?:就能|即可|便能|即将|可望)(?:建成|投产|投用|投运|完工|竣工|通车|开通|交付)"
)
_HANDED_OUT = regex(
    r"(?<![将拟待划])(?:下达|预拨|下拨|拨付|签订|征订|预售)了?$"
)  # 提前下达|2026年资金
_ABOUT_TO = regex(r"将(?:会|有|可|再|共|达)?$")
_REACHES = regex(r"达|超|突破|逾|增|升")  # 将|达到30家, but 将|30家改为20家
_MARKDOWN = 4  # the levels of #, ##, ###, ####
_TURN = regex(r"\n[^\n]{0,60}?“?(?:十五五|十六五)”?(?:时期|期间|规划)")
_YEAR_IN_HEADING = regex(r"(?<!\d)(20\d\d)年")


@dataclass(frozen=True, slots=True)
class Setting:
    """What a figure at one place takes from around it."""

    zone: Place | None = None
    period: str | None = None
    modality: Modality = Modality.ACTUAL


def ruling(changes: Sequence[Change], position: int, zone: Place | None) -> Place | None:
    """The place that takes over at a position, or ``zone`` where none does."""
    places = (place for start, end, place in reversed(changes) if start < position <= end)
    return next(places, zone)


@dataclass(frozen=True, slots=True)
class View:
    """A sentence with its scope."""

    text: str
    sentence: Sentence
    lead: tuple[int, int]
    """What stands before a colon and holds for each part of the list behind it."""
    periods: tuple[Period, ...]
    aimed: bool
    zones: tuple[Change, ...] = ()
    zone: Place | None = None
    day: dt.date | None = None

    def of(self, position: int, behind: str = "") -> Setting:
        """The setting of a figure at ``position``, with the rest of its clause ``behind`` it."""
        said = (
            period for period in self._latest(position)
            if not (self._local(period) and position - period.end > _NEAR)
            and not self._base(period)
            and not telling(self.text, period)
        )  # fmt: skip
        period = next(said, None)
        if period and (
            _BUILT.search(self.text, period.end, position) or self._passing(period, position)
        ):
            period = None
        led = self.text[slice(*self.lead)] if self.text.startswith(":", self.lead[1]) else ""
        words = led + self.text[max(self.sentence.start, position - _FAR) : position]
        zone = ruling(self.zones, position, self.zone)
        return Setting(
            zone,
            period.value if period else None,
            self._modality(words, position, behind, period),
        )

    def _latest(self, position: int) -> tuple[Period, ...]:
        """The periods that end before a position, the nearest first."""
        before = bisect_right(self.periods, position, key=attrgetter("end"))
        return self.periods[max(0, before - _LAST) : before][::-1]

    def _local(self, period: Period) -> bool:
        """Whether a period holds for the next figure only: 从2020年的82岁|提升至84岁."""
        return period.local or self.text.startswith("的", period.end)

    def _base(self, period: Period) -> bool:
        """Whether a period only says what a figure is compared with: 是|2023年|的6倍."""
        lead = self.text[max(self.sentence.start, period.start - 3) : period.start]
        if self.text.startswith(("到", "至"), period.start) or lead.endswith(("到", "至")):
            return self.text.startswith("同期的", period.end)  # 恢复到2019年|同期的
        return bool(_COMPARED.search(lead)) and bool(_BASE_END.match(self.text, period.end))

    def _passing(self, period: Period, position: int) -> bool:
        """Whether a figure tells of a state, which outlasts what the period is said of.

        今天,大桥通车,|全长2公里; 今年以来规模扩大,|拥有企业45家.
        """
        value = period.value or ""
        if len(value) != _DAY and value.rpartition("/")[2] != str(self.day):
            return False
        if not value.startswith("/") and _STATE.search(self.text, period.end, position):
            return True
        return len(value) == _DAY and bool(_PASSES.match(self.text, period.end, position))

    def _modality(self, before: str, position: int, behind: str, period: Period | None) -> Modality:
        words = mood()
        if _FROM.search(before):  # 从77%提高到80%: where an aim starts from is a fact
            return Modality.ACTUAL
        past = self._over(period) if period else False
        said = self._aim_said(self._since(period, position) if period and past else before)
        if self.aimed:
            over = words["result"].search(before) or past
            return Modality.ACTUAL if over and not said else Modality.TARGET
        aims = (
            said
            or self._goal_before(position)
            or (not behind.startswith("的") and _TO_COME.search(behind))
            or (_ABOUT_TO.search(before) and _REACHES.match(self.text, position))
        )
        return Modality.TARGET if aims else Modality.ACTUAL

    def _since(self, period: Period, position: int) -> str:
        """The text from the clause of a period that is over: what was aimed at before is not here."""
        start = self.text.rfind(",", self.sentence.start, period.start) + 1
        return self.text[max(start, self.sentence.start) : position]

    def _aim_said(self, before: str) -> bool:
        """Whether the words before a figure aim at it, with none of a result since."""
        last = None
        for last in mood()["sentence"].finditer(before):  # noqa: B007  # only the last one counts
            pass
        return last is not None and not mood()["state"].search(before, last.end())

    def _goal_before(self, position: int) -> bool:
        """Whether the sentence has looked ahead (到2027年, 年底前) and not back again since."""
        goal = next((period for period in self._latest(position) if period.goal), None)
        if goal is None or _HANDED_OUT.search(self.text, self.sentence.start, goal.start):
            return False
        since = self.text[max(goal.end, position - _FAR) : position]
        return not mood()["result"].search(since)

    def _over(self, period: Period) -> bool:
        """Whether a period ended before the document was written: 1—9月 under a heading of aims."""
        end = period.value.rpartition("/")[2] if period.value else ""
        return self.day is not None and "" < end < self.day.isoformat()[: len(end)]


@cache
def mood() -> Mapping[str, re.Pattern[str]]:
    """The patterns of ``modality.toml``."""
    table = patterns("modality")["aim"]
    return {
        name: regex(table[name])
        for name in ("heading", "headline", "review", "sentence", "state", "result")
    }


@dataclass(slots=True)
class Scope:
    """Looks up the scope of any sentence of one document."""

    segmented: Segmented
    zones: ZoneMap
    lexicon: Path | None = None
    """The folder of the user's own tables."""
    _aims: dict[int, int | None] = field(default_factory=dict)
    _last: View | None = None
    _titles: tuple[tuple[int, int], ...] | None = None

    def zone_of(self, position: int) -> Place | None:
        """The place that the text at ``position`` is about."""
        zone, changes = self.zones.at(self.segmented.sentence(position))
        return ruling(changes, position, zone)

    def at(self, sentence: Sentence) -> View:
        """The scope of a sentence.  The last one is kept: facts come in text order."""
        if self._last is None or self._last.sentence != sentence:
            self._last = self._view(sentence)
        return self._last

    def _view(self, sentence: Sentence) -> View:
        section = self.segmented.section(sentence.start)
        text, document = self.segmented.shadow, self.segmented.document
        base = Base(document.date, _year(section))
        lead = _lead(text, sentence)
        periods = tuple(
            period
            for begin, end in (lead, (sentence.start, sentence.end))
            for period in find_periods(text, base, start=begin, end=end)
            if not self._in_title(period)
        )
        zone, changes = self.zones.at(sentence)
        return View(
            text,
            sentence,
            lead,
            periods,
            self._aimed(section, sentence.start),
            changes,
            zone,
            document.date,
        )

    def _in_title(self, period: Period) -> bool:
        """Whether a time is a part of a title and of no figure: 《行动计划(2024—2026年)》印发.

        What a plan aims at is for its time: 《计划(2024—2026年)》提出,每年造林30万亩.
        """
        text = self.segmented.shadow
        if self._titles is None:
            masks = self.segmented.masks
            self._titles = tuple(mask for mask in masks if text[mask[0]] == "《")
        if not inside(period.start, self._titles):
            return False
        return not (period.goal and _PLANS.match(text, text.index("》", period.start) + 1))

    def _aimed(self, section: Section | None, position: int) -> bool:
        """Whether the text at ``position`` tells of what is to come."""
        if section is None:
            return False
        if not self._aims:
            self._aims = dict(self._find_aims())
        begin = self._aims[section.start]
        return begin is not None and position >= begin

    def _find_aims(self) -> Iterator[tuple[int, int | None]]:
        """For each section, where in it the aims begin; None where it tells of results.

        A heading that says nothing of time goes on in the mood of the one before it, except
        that each # is a part of its own: a headline says nothing of the next item of news.
        """
        before: int | None = None
        for section in self.segmented.sections:
            said = self._said_by(section)
            goes_on = before is not None and section.level > _MARKDOWN
            before = said if said != _SILENT else section.start if goes_on else None
            yield section.start, before

    def _said_by(self, section: Section) -> int | None:
        """Where the aims begin by the headings of a section alone, or _SILENT."""
        words, day = mood(), self.segmented.document.date
        for title in reversed([*section.above, section.title]):
            looks_back = words["review"].search(title)
            looks_ahead = words["heading"].search(title) and not words["headline"].search(title)
            if looks_back and looks_ahead and title == section.title:
                after = section.start + len(title) + 4
                turn = _TURN.search(self.segmented.shadow, after, section.end)
                return turn.start() if turn else None
            if looks_back:
                return None
            if looks_ahead:
                years = [int(year) for year in _YEAR_IN_HEADING.findall(title)]
                past = years and day is not None and max(years) < day.year
                return None if past else section.start
        return _SILENT


def _lead(text: str, sentence: Sentence) -> tuple[int, int]:
    """The words that open the list of which a sentence is a part.

    2026年的主要预期目标为:生产总值增长5%;失业率5%以内: both parts are aims for 2026.
    全年外出招商20批;新签约项目8个: both are of the whole year.
    """
    if text[sentence.start - 1 : sentence.start] != ";":
        return sentence.start, sentence.start
    begin = (
        max(text.rfind(mark, max(0, sentence.start - 600), sentence.start) for mark in "。!?\n") + 1
    )
    colon = text.find(":", begin, sentence.start)
    if colon >= 0:
        return begin, colon
    comma = text.find(",", begin, sentence.start)
    if comma >= 0 and _SAID.search(text, begin, comma):  # 记者从县局获悉,1—7月,吞吐量3亿吨;
        comma = max(comma, text.find(",", comma + 1, sentence.start))
    return begin, comma if comma >= 0 else sentence.start


def _year(section: Section | None) -> int | None:
    """The year that the headings name: 全年 under 2025年工作回顾 is 2025."""
    for title in reversed([*section.above, section.title] if section else []):
        found = _YEAR_IN_HEADING.findall(title)
        if len(set(found)) == 1:
            return int(found[0])
    return None
