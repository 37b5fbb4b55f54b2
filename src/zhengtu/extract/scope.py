"""The scope of a sentence: the place, time and mood that it stands under."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from functools import cache
from typing import TYPE_CHECKING

from zhengtu.lexicon import patterns
from zhengtu.model import Modality, Place, Sentence
from zhengtu.recognise.period import Base, Period, find_periods

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence
    from pathlib import Path

    from zhengtu.extract.takeover import Change
    from zhengtu.extract.zone import ZoneMap
    from zhengtu.segment import Section, Segmented

_FROM = re.compile(r"(?:从|由)[^,。;:到至]{0,20}$")
_NEAR = 8
_SILENT = -1
_TO_COME = re.compile(r"将(?:从|会|达|在|于|有|要|逐步|全部)|有望")
_TURN = re.compile(r"\n[^\n]{0,60}?“?(?:十五五|十六五)”?(?:时期|期间|规划)")
_YEAR_IN_HEADING = re.compile(r"(?<!\d)(20\d\d)年")


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

    def of(self, position: int, behind: str = "") -> Setting:
        """The setting of a figure at ``position``, with the rest of its clause ``behind`` it."""
        said = [
            period for period in self.periods
            if period.end <= position
            and not (self._local(period) and position - period.end > _NEAR)
        ]  # fmt: skip
        period = said[-1] if said else None
        before = self.text[slice(*self.lead)] + self.text[self.sentence.start : position]
        zone = ruling(self.zones, position, self.zone)
        return Setting(
            zone,
            period.value if period else None,
            self._modality(before, behind, period),
        )

    def _local(self, period: Period) -> bool:
        """Whether a period holds for the next figure only: 从2020年的82岁|提升至84岁."""
        return period.local or self.text.startswith("的", period.end)

    def _modality(self, before: str, behind: str, period: Period | None) -> Modality:
        words = mood()
        if _FROM.search(before):  # 从77%提高到80%: where an aim starts from is a fact
            return Modality.ACTUAL
        if self.aimed:
            reported = words["result"].search(before) and not words["sentence"].search(before)
            return Modality.ACTUAL if reported else Modality.TARGET
        aims = (
            (period is not None and period.goal)
            or words["sentence"].search(before)
            or _TO_COME.search(behind)
        )
        return Modality.TARGET if aims else Modality.ACTUAL


@cache
def mood() -> Mapping[str, re.Pattern[str]]:
    """The patterns of ``modality.toml``."""
    table = patterns("modality")["aim"]
    return {name: re.compile(table[name]) for name in ("heading", "review", "sentence", "result")}


@dataclass(slots=True)
class Scope:
    """Looks up the scope of any sentence of one document."""

    segmented: Segmented
    zones: ZoneMap
    lexicon: Path | None = None
    """The folder of the user's own tables."""
    _aims: dict[int, int | None] = field(default_factory=dict)
    _last: View | None = None

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
        )

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

        A heading that says nothing of time goes on in the mood of the one before it.
        """
        before: int | None = None
        for section in self.segmented.sections:
            said = self._said_by(section)
            before = said if said != _SILENT else None if before is None else section.start
            yield section.start, before

    def _said_by(self, section: Section) -> int | None:
        """Where the aims begin by the headings of a section alone, or _SILENT."""
        words, day = mood(), self.segmented.document.date
        for title in reversed([*section.above, section.title]):
            looks_back, looks_ahead = words["review"].search(title), words["heading"].search(title)
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
    return begin, comma if comma >= 0 else sentence.start


def _year(section: Section | None) -> int | None:
    """The year that the headings name: 全年 under 2025年工作回顾 is 2025."""
    for title in reversed([*section.above, section.title] if section else []):
        found = _YEAR_IN_HEADING.findall(title)
        if len(set(found)) == 1:
            return int(found[0])
    return None
