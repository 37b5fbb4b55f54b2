"""What the nouns before and behind a figure share: their edges, quotes, and heads that say little."""

from __future__ import annotations

from typing import TYPE_CHECKING

from zhengtu.regex import regex

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from zhengtu.recognise.word import Word

BARE = 2  # characters of a noun that says little without its attribute
LONGEST = 48  # a name of more characters than this has swallowed a clause
EDGE = " ,、:·”)(的了\t\n*#"
_QUOTED = regex(r"“[^“”]{1,40}”")
COMPOUND = regex(
    r"(?:(?<!银)行|[成作认因以视称较更极大分改转])为|[方面定走志导意动倾转内外]向|.从[业事]|公共|.共[同享建产和振赢鸣识]|.由头|[存实所现]在"
    r".?为[农民企首主]|.以[旧上下内外来]|[予足难得加]以|.正[职规常式确版]|[改修公真严端纠反]正|.已[知婚]"
    r"|[基原成病诱主内外]因|.因[素子果此而]|[绝相反应面核针派校成配]对|.对[接外口标比象手照联策内话抗立]|[收捕查抓截荣缴斩喜破]获|.获[奖益]|.也门"
)
HELPLESS = frozenset({"数量", "规模", "总数", "总量", "面积", "长度", "总长度", "总面积", "总规模", "总额",
                       "比重", "占比", "比例", "产值", "总产值", "增加值", "收入", "产量", "里程", "总里程",
                       "金额", "总值", "余额", "户数", "人数", "总人数", "增速", "投资", "总投资", "投资额",
                       "强度", "水平", "能力", "标准", "价格", "均价", "浓度"})  # fmt: skip


def outside_quotes(kept: str, find: Callable[[str], Iterator[Word]]) -> list[Word]:
    """The words of a clause; what stands in quotes is a name and holds no verb."""
    quoted = [match.span() for match in _QUOTED.finditer(kept)]
    return [
        word for word in find(kept)
        if not any(start < word.start and word.end < end for start, end in quoted)
    ]  # fmt: skip


def paired(text: str) -> str:
    """The name without half a pair of quotes or brackets."""
    text = text.strip(" ,、:;·*#-—的")
    for opener, closer in ("“”", "()", "《》"):
        while text.count(closer) > text.count(opener) and text.startswith(closer):
            text = text[1:]
        if text.count(opener) > text.count(closer):
            before, _, after = text.rpartition(opener)
            text = after if len(after) > 1 else before
        elif text.count(closer) > text.count(opener):
            text = text.replace(closer, "", 1) if opener != "(" else text.rpartition(closer)[2]
    return text.strip(" ,、:;·")
