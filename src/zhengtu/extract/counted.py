"""What the clause says of a counted noun: the verb over it, what befell it, and that it is a mean."""

from __future__ import annotations

from typing import TYPE_CHECKING

from zhengtu.recognise.quantity import RATIO
from zhengtu.recognise.word import ACT, VERB, Words
from zhengtu.regex import regex

if TYPE_CHECKING:
    from zhengtu.extract.figure import Figure

COVERBS = ("为", "向", "对", "给")
FATE = regex(
    r"(?:死亡|受伤|遇难|失踪|失联|被困|获救|撤离|被捕|被扣押|死伤|被杀|罹难|下落不明|流离失所|无家可归|受灾|伤亡|重伤|轻伤|遇害|丧生|溺亡|确诊|染疫|获释|被释放|受困|断电|停电|断水)"
    r"(?=[^一-鿿]|$|另|其中|包括|多人|目前|后)"
)
PEOPLE = frozenset("人 名 例 位 户".split())
_MEAN = regex(r"(?<![\d一二三四五六七八九十近])[日月年周季]均(?![气降浓增])")
_BECAUSE = regex(r"因[一-鿿]{1,8}?(?=死亡|受伤|遇难|失踪|住院)")
_CAUSES = ("造成", "导致", "致", "致使")
_AMONG_THEM = regex(
    r"在内的[^,。;:]{0,3}\d+(?:多|余)?[人名](?P<fate>死亡|受伤|遇难|失踪|失联|被困)"
)
PERSONS = regex(r"(?:代表|人士|专家|学者|干部|[众员者师生人民])$")


def act_end(text: str, words: Words) -> int:
    """Where the verb ends that opens the text behind a figure, 0 for none."""
    first = next(words.find_behind(text[:8]), None)
    opens = first is not None and first.start == 0 and first.role in (VERB, ACT)
    return first.end if first is not None and opens else 0


def governing(name: str, verb: str, figure: Figure, words: Words) -> str:
    """The verb whose object is counted: behind it after 为 and 向, none inside a clause with 的."""
    left = figure.left.rstrip()
    if left.endswith(COVERBS):  # 向76个|国家|派遣医疗队
        rest = figure.right[figure.right.find(name) + len(name) :].lstrip("累计共已")
        act = words.opening(rest[:8])
        return rest[: act.end] if act is not None and act.role in (VERB, ACT) else ""
    done = left[:-1].removesuffix(_relative(left, words))
    return verb if not left.endswith("的") or done.endswith(verb) else ""  # 出现|问题的


def _relative(left: str, words: Words) -> str:
    """The verb of a clause with 的: 新|签约|的42个项目."""
    last = words.closing(left[:-1])
    return left[last.start : last.end] if last is not None and last.role == ACT else ""


def with_fate(name: str, verb: str, figure: Figure, text: str) -> tuple[str, str]:
    """Those of whom it is told what befell them: 造成3名|村民|死亡."""
    after = figure.right.find(name) + len(name)
    if figure.quantity.unit.symbol not in PEOPLE and not PERSONS.search(name):
        return name, verb
    cause = _BECAUSE.match(figure.right, after)
    fate = FATE.match(figure.right, cause.end() if cause else after)
    all_of_them = _AMONG_THEM.match(text, figure.quantity.end + after)
    befell = fate[0] if fate else all_of_them["fate"] if all_of_them else ""
    befell = "死亡" if figure.right.startswith("死于", after) else befell
    if not befell or befell.startswith("被"):
        return name, verb
    return befell + name, "" if verb in _CAUSES else verb


def averaged(name: str, aspect: str, figure: Figure, *, falls: bool) -> str:
    """A mean keeps its 日均, lest it read as a sum: 日均开行旅客列车|1万列, 草原|年均缩减|3万亩."""
    mean = _MEAN.search(figure.left)
    sums = figure.quantity.unit.dimension != RATIO or name.endswith("率")
    if mean is None or mean[0] in name or not sums:
        return name
    behind = figure.left[mean.end() :]
    act = aspect.replace(mean[0], "").removeprefix("已").removeprefix("累计")
    act = behind if falls else act if act in behind else ""
    before = falls or (act and name in figure.left[: mean.start()])
    return name + mean[0] + act if before else mean[0] + act + name
