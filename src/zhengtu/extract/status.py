"""What has become of a policy document, by the words beside its title.

The nearest word before it that rules it says so (印发, 落实, 废止), else the first one behind it
(自…起施行, 公开征求意见).  What is only referred to (根据《…》) has no status.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from zhengtu.extract.title import BEFORE, CLAUSE, half, tables
from zhengtu.model import PolicyStatus
from zhengtu.regex import regex

if TYPE_CHECKING:
    import re
    from collections.abc import Sequence

Status = PolicyStatus | None
_RELATIVE = regex(r"的(?:原|旧|老)?\Z")
_ENDING = ("replace", "repeal", "revise")
_OF_OTHERS = ("reference", "carry", "other")
_NEAR = 30
_OUT = regex(r"印发|出台|发布|颁布|公布|施行|实施|生效")


@dataclass(frozen=True, slots=True)
class Around:
    """The words around a title, and what is known of it."""

    before: str
    behind: str
    aimed: bool
    """Whether the sentence tells of what is to come."""
    unfinished: bool
    """Whether the title says that it is a draft."""

    @property
    def clause(self) -> str:
        """The words before it in its own clause."""
        return CLAUSE.split(self.before)[-1]


def status_of(name: str, before: str, behind: str, *, aimed: bool) -> tuple[str, Status]:
    """The class of the word that rules a title ("" for none), and what became of the document.

    >>> status_of("物业管理办法", "市政府印发", "。", aimed=False)
    ('publish', <PolicyStatus.ISSUED: 'issued'>)
    >>> status_of("物业管理办法", "根据", ",收费须公示。", aimed=False)
    ('reference', None)
    """
    said, document = tables().said, tables().document
    around = Around(before, behind, aimed, bool(document["unfinished"].search(name)))
    ruling = _ruling(around.clause)
    if len(ruling) > 1 and _RELATIVE.match(around.clause, ruling[-1].end()):
        outer = ruling[-2].lastgroup or ""
        if outer in _ENDING:  # 取代2021年印发的《…》
            ruling.pop()
        elif outer in _OF_OTHERS:  # 落实去年印发的《…》
            return outer, PolicyStatus.ISSUED
    ruled = (ruling[-1].lastgroup or "") if ruling else ""
    if said["consulted"].match(behind) or ruled == "consult":
        return ruled, PolicyStatus.CONSULTATION
    if ruled != "reference" and (end := _ended(behind)):
        return ruled, end
    if document["draft"].search(half(name)):
        return ruled, PolicyStatus.CONSULTATION
    if ruled in ("", "other"):
        return ruled, _said_behind(around, led=ruled == "other")
    return ruled, _ruled(ruling, around)


def _ruling(clause: str) -> list[re.Match[str]]:
    """The words of a clause that rule the title behind it: in 发布针对小店的《…》 only 发布."""
    return [
        one
        for one in tables().ruling.finditer(clause)
        if one.lastgroup not in _OF_OTHERS or "的" not in clause[one.end() :]
    ]


def _ended(behind: str) -> Status:
    """Repealed or expired, where the words behind a title say so and not that it is to come."""
    said = tables().said
    if repealed := said["repealed"].match(behind):
        return None if "拟" in repealed[0] else PolicyStatus.REPEALED
    if expired := said["expired"].match(behind):
        coming = said["future"].search(expired[0])
        return PolicyStatus.ISSUED if coming else PolicyStatus.EXPIRED
    return None


def _ruled(ruling: Sequence[re.Match[str]], around: Around) -> Status:
    """What the nearest word before a title makes of the document."""
    said, last, clause = tables().said, ruling[-1], around.clause
    done = clause.startswith(("了", "的", "后的"), last.end())
    aimed = around.aimed and not said["past"].search(around.before)
    coming = not done and (aimed or bool(said["future"].search(clause[: last.start()])))
    object_ = around.behind.startswith("等") or not said["attribute"].match(around.behind)
    match last.lastgroup:
        case "carry":
            return None if around.unfinished else PolicyStatus.ISSUED
        case "repeal" | "replace":
            return None if coming else PolicyStatus.REPEALED
        case "revise":
            return _revised(ruling, around) if done or not coming else None
        case "draft":
            return PolicyStatus.PLANNED
        case "publish" | "force" | "adopt" if object_:
            return PolicyStatus.PLANNED if coming or around.unfinished else PolicyStatus.ISSUED
    return None


def _revised(ruling: Sequence[re.Match[str]], around: Around) -> Status:
    """Revised; issued where more is said of it: 公布修订后的《…》, 新修订的《…》今起施行."""
    outer = ruling[-2].lastgroup if len(ruling) > 1 else ""
    behind = _said_behind(around, led=False)
    in_force = outer in ("publish", "force", "carry") or behind == PolicyStatus.ISSUED
    return PolicyStatus.ISSUED if in_force else PolicyStatus.REVISED


def _said_behind(around: Around, *, led: bool) -> Status:
    """What the words behind a title that is the subject say; ``led`` where a verb leads it."""
    said, clause = tables().said, CLAUSE.split(around.behind)[0]
    verb = None if said["attribute"].match(clause) else said["said"].search(clause[:_NEAR])
    if verb is None:
        return PolicyStatus.ISSUED if said["in_force"].match(around.behind) else None
    lead = (around.clause[-BEFORE:] if led else "") + clause[: verb.start()]
    coming = bool(said["future"].search(lead))
    aimed = around.aimed and not said["past"].search(clause)
    match verb.lastgroup:
        case "publish" if coming or aimed:
            return PolicyStatus.PLANNED
        case "publish" | "adopt":
            return PolicyStatus.PLANNED if around.unfinished else PolicyStatus.ISSUED
        case "force":
            return PolicyStatus.ISSUED
        case "draft":
            return PolicyStatus.PLANNED
        case _ if coming:
            return None
        case _:  # 《…》修订完成, 《…》修订发布
            return PolicyStatus.ISSUED if _OUT.search(clause, verb.end()) else PolicyStatus.REVISED
