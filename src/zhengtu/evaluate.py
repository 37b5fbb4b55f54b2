"""Facts against hand-made gold: what was found, what was right, what was made up.

A figure is *found* when its span touches a gold figure's and the value in the base unit and
the unit agree; a thing when its name is one of the gold's.  It is *right* when its other
fields agree too.  Precision counts where the gold is exhaustive; guesses outside the
gold's slices, and on spans that it calls neutral, count neither way.
"""

from __future__ import annotations

import json
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal, InvalidOperation
from pathlib import Path
from typing import Any

from zhengtu.errors import SourceError
from zhengtu.model import Document
from zhengtu.pipeline import read_document
from zhengtu.record import to_record
from zhengtu.result import parse_date, place_of

Record = Mapping[str, Any]

EXHAUSTIVE = ("metric", "official", "zone", "document")
FIELDS = ("status", "date", "ordinal", "investment")
_SCALES = {"千万": 10**7, "百万": 10**6, "亿": 10**8, "万": 10**4, "千": 10**3, "百": 10**2}
_MARKS = str.maketrans("", "", "“”\"'‘’《》〈〉()（）「」『』 \u3000")
_OPENINGS = ("累计", "新增", "共", "已", "全年", "总", "实现", "完成")
_ENDINGS = ("数量", "总数", "个数", "家数", "数")
_UNITS = {"百分点": "个百分点", "平方": "平方米"}


@dataclass(frozen=True, slots=True)
class Miss:
    """A gold fact that was not found or not right, or a guess that is no fact."""

    sort: str
    """missed, wrong or extra"""
    type: str
    quote: str
    fields: tuple[str, ...] = ()
    said: str = ""
    sentence: str = ""


@dataclass(frozen=True, slots=True)
class Score:
    """The counts for one type of fact."""

    gold: int = 0
    found: int = 0
    right: int = 0
    extra: int = 0
    faults: Mapping[str, int] = field(default_factory=dict)
    """How often each field was wrong among the found."""

    @property
    def recall(self) -> float:
        """The share of the gold that was found."""
        return self.found / self.gold if self.gold else 1.0

    @property
    def precision(self) -> float:
        """The share of what was said that is in the gold."""
        said = self.found + self.extra
        return self.found / said if said else 1.0

    @property
    def right_f1(self) -> float:
        """The harmonic mean of right over said and right over gold."""
        said = self.found + self.extra
        return 2 * self.right / (said + self.gold) if said + self.gold else 1.0

    def __add__(self, other: Score) -> Score:
        """The counts of two texts together."""
        faults = Counter(self.faults) + Counter(other.faults)
        return Score(
            self.gold + other.gold, self.found + other.found, self.right + other.right,
            self.extra + other.extra, dict(sorted(faults.items())),
        )  # fmt: skip


@dataclass(frozen=True, slots=True)
class Case:
    """One text with its gold."""

    name: str
    text: Path
    gold: Path
    slices: tuple[tuple[int, int], ...] = ()
    date: str | None = None
    place: str | None = None
    blind: bool = False
    """True for gold that nobody looked at while writing rules: the honest figure."""


def cases(gold: Path, texts: Path) -> list[Case]:
    """The cases of a gold file, or of a folder with ``scopes*.json`` beside the gold files.

    Sources are looked up in ``texts`` and beside the gold.  Raises SourceError for gold that
    is missing or is no JSON.
    """
    folder = gold if gold.is_dir() else gold.parent
    found = [
        case
        for scopes in sorted(folder.glob("scopes*.json"))
        for case in _scoped(_read_json(scopes), folder, texts)
        if gold.is_dir() or case.gold == gold
    ]
    return found or ([] if gold.is_dir() else [Case(gold.stem, texts, gold)])


def _scoped(scopes: Mapping[str, Any], folder: Path, texts: Path) -> Iterator[Case]:
    for name, scope in scopes.items():
        source = scope["source"]
        roots = (texts, folder, texts.parent)
        text = next((r / source for r in roots if (r / source).is_file()), texts / source)
        listed = (folder / f"{name}.jsonl", folder / Path(source).parent / f"{name}.jsonl")
        path = next((p for p in listed if p.is_file()), listed[0])
        yield Case(
            name, text, path, tuple((a, b) for a, b in scope.get("slices", ())), scope.get("date"),
            scope.get("place"), blind=bool(scope.get("blind")),
        )  # fmt: skip


def _read_json(path: Path) -> Any:  # noqa: ANN401  # JSON is anything
    try:
        return json.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError) as error:
        raise SourceError(
            f"读不出 (unreadable): {error}", str(path), "检查文件 (check it)"
        ) from None


def load_gold(path: Path) -> list[Record]:
    """The records of a gold file.  Raises SourceError with the line that is wrong."""
    try:
        lines = path.read_text(encoding="utf-8").splitlines()
    except (OSError, UnicodeDecodeError) as error:
        raise SourceError(f"读不出 (unreadable): {error}", str(path), "检查路径") from None
    records = []
    for number, line in enumerate(lines, 1):
        if line.strip():
            try:
                records.append(json.loads(line))
            except ValueError:
                where = f"{path}:{number}"
                raise SourceError("不是 JSON (no JSON)", where, "一行一个对象") from None
    return records


def evaluate(case: Case, *, lexicon: Path | None = None) -> tuple[dict[str, Score], list[Miss]]:
    """The scores of one case by type, and every miss with its sentence."""
    with case.text.open(encoding="utf-8", newline="") as file:
        text = file.read()
    document = Document(
        case.text.stem, text, date=parse_date(case.date), place=place_of(case.place)
    )
    facts = [to_record(fact) for fact in read_document(document, lexicon=lexicon).facts]
    neutral = case.gold.with_suffix(".neutral.jsonl")
    return score(
        load_gold(case.gold), facts, slices=case.slices,
        neutral=load_gold(neutral) if neutral.is_file() else [], text=text,
    )  # fmt: skip


def score(
    gold: Sequence[Record],
    guesses: Iterable[Record],
    *,
    slices: Sequence[tuple[int, int]] = (),
    neutral: Sequence[Record] = (),
    text: str = "",
) -> tuple[dict[str, Score], list[Miss]]:
    """Records against gold records."""
    zones = {f["name"][0]: _names(f) for f in gold if f["type"] == "zone"}
    counted = [g for g in guesses if _counts(g, gold, slices, neutral)]
    by_type: dict[str, list[Record]] = defaultdict(list)
    for fact in gold:
        by_type[_type(fact)].append(fact)
    scores, misses = {}, []
    for type_ in sorted({*by_type, *EXHAUSTIVE}):
        pool = [g for g in counted if _type(g) == type_]
        scores[type_], missed = _score_type(type_, by_type[type_], pool, zones, text)
        misses += missed
    return {t: s for t, s in scores.items() if s.gold or s.extra}, misses


def _score_type(
    type_: str, gold: Sequence[Record], pool: list[Record], zones: Mapping[str, set[str]], text: str
) -> tuple[Score, list[Miss]]:
    unused, misses, faults = list(pool), [], Counter[str]()
    found = right = 0
    for fact in gold:
        near = [guess for guess in unused if _found(fact, guess)]
        if not near:
            misses.append(_miss("missed", type_, fact, text))
            continue
        best = min(near, key=lambda guess: len(_faults(fact, guess, zones)))
        wrong = _faults(fact, best, zones)
        unused.remove(best)
        found, right = found + 1, right + (not wrong)
        faults.update(wrong)
        if wrong:
            misses.append(_miss("wrong", type_, fact, text, wrong, best))
    if type_ != "metric":  # a thing may be named more than once
        unused = [guess for guess in unused if not any(_found(fact, guess) for fact in gold)]
    extra = unused if type_ in EXHAUSTIVE else []
    misses += [_miss("extra", type_, guess, text, (), guess) for guess in extra]
    return Score(len(gold), found, right, len(extra), dict(sorted(faults.items()))), misses


def _miss(
    sort: str,
    type_: str,
    fact: Record,
    text: str,
    wrong: Sequence[str] = (),
    said: Record | None = None,
) -> Miss:
    start, end = fact["start"], fact["end"]
    left = max(text.rfind(mark, 0, start) for mark in "。；\n") + 1
    stops = [at for mark in "。；\n" if (at := text.find(mark, end)) >= 0]
    shown = {name: (said or {}).get(name) for name in wrong} if wrong else said and _label(said)
    return Miss(
        sort,
        type_,
        fact["quote"],
        tuple(wrong),
        str(shown or ""),
        text[left : min(stops, default=end)],
    )


def _label(fact: Record) -> object:
    return fact.get("indicator") or fact.get("name")


def _type(fact: Record) -> str:
    document = fact["type"] == "policy" and (
        fact.get("kind") == "document" or str(fact.get("quote", "")).startswith("《")
    )
    return "document" if document else str(fact["type"])


def _counts(
    guess: Record,
    gold: Sequence[Record],
    slices: Sequence[tuple[int, int]],
    neutral: Sequence[Record],
) -> bool:
    """Whether the gold speaks of a guess: inside its slices or named by it, not neutral alone."""
    inside = not slices or any(a <= guess["start"] and guess["end"] <= b for a, b in slices)
    alike = [fact for fact in gold if fact["type"] == guess["type"]]
    if not inside and not any(_found(fact, guess) for fact in alike):
        return False
    free = any(f["type"] == guess["type"] and _touch(f, guess) for f in neutral)
    return not free or any(_touch(fact, guess) for fact in alike)


def _touch(one: Record, other: Record) -> bool:
    return bool(one["start"] < other["end"] and other["start"] < one["end"])


def _found(gold: Record, guess: Record) -> bool:
    if gold["type"] == "metric":
        return _touch(gold, guess) and _amount(gold) == _amount(guess)
    return bool(_names(gold) & _names(guess))


def _amount(fact: Record) -> tuple[Decimal, Decimal | None, str] | None:
    """The value and upper end in the unit without its scale."""
    try:
        value = Decimal(str(fact.get("value")))
        upper = None if fact.get("value_max") is None else Decimal(str(fact["value_max"]))
    except InvalidOperation:
        return None
    unit = _UNITS.get(fact.get("unit") or "", fact.get("unit") or "")
    while scale := next((word for word in _SCALES if unit.startswith(word)), None):
        value, unit = value * _SCALES[scale], unit[len(scale) :]
    return value, upper, unit


def _faults(gold: Record, guess: Record, zones: Mapping[str, set[str]]) -> list[str]:
    """The fields of a found fact that differ from the gold."""
    zone = gold.get("zone")
    wrong = (
        []
        if zone is None or _plain(guess.get("zone")) in zones.get(zone, {_plain(zone)})
        else ["zone"]
    )
    if gold["type"] == "metric":
        return wrong + _metric_faults(gold, guess)
    if gold["type"] == "official":
        return wrong + ([] if _same_posts(gold["posts"], guess.get("posts", ())) else ["posts"])
    return wrong + [
        f for f in FIELDS if gold.get(f) is not None and str(guess.get(f)) != str(gold[f])
    ]


def _metric_faults(gold: Record, guess: Record) -> list[str]:
    accepted = {_bare(name) for name in gold["indicator"]}
    hedges = (gold.get("qualifier"), guess.get("qualifier"))
    mild = all(hedge in (None, "reach") for hedge in hedges)
    checks = {
        "indicator": _bare(guess["indicator"]) in accepted,
        "period": not gold.get("period") or guess.get("period") == gold["period"],
        "qualifier": mild or hedges[0] == hedges[1],
        "kind": guess.get("kind") in (gold.get("kind"), *gold.get("kind_alt", ())),
        "modality": (guess.get("modality") or "actual") == (gold.get("modality") or "actual"),
    }
    return [name for name, agrees in checks.items() if not agrees]


def _same_posts(gold: Sequence[Record], guess: Sequence[Record]) -> bool:
    wanted = [({_plain(o) for o in p["org"]}, {_plain(t) for t in p["title"]}) for p in gold]
    said = [(_plain(post["org"]), _plain(post["title"])) for post in guess]

    def fits(post: tuple[str, str], want: tuple[set[str], set[str]]) -> bool:
        return post[0] in want[0] and post[1] in want[1]

    held = all(any(fits(post, want) for post in said) for want in wanted)
    return held and all(any(fits(post, want) for want in wanted) for post in said)


def _names(fact: Record) -> set[str]:
    listed = fact.get("name") or ()
    return {_plain(name) for name in ([listed] if isinstance(listed, str) else listed) if name}


def _plain(name: object) -> str:
    return str(name or "").translate(_MARKS)


def _bare(name: str) -> str:
    """An indicator without words of aspect before it and 数 behind it."""
    name = _plain(name)
    while opening := next(
        (o for o in _OPENINGS if name.startswith(o) and len(name) > len(o) + 1), ""
    ):
        name = name[len(opening) :]
    ending = next((e for e in _ENDINGS if name.endswith(e) and len(name) > len(e) + 1), "")
    return name.removesuffix(ending)


def total(scores: Iterable[Mapping[str, Score]]) -> dict[str, Score]:
    """The scores of several cases together, by type."""
    sums: dict[str, Score] = {}
    for one in scores:
        for type_, counts in one.items():
            sums[type_] = sums.get(type_, Score()) + counts
    return dict(sorted(sums.items()))


def compare(
    gold: Path,
    texts: Path,
    *,
    misses: bool = False,
    form: str = "text",
    lexicon: Path | None = None,
) -> str:
    """The comparison of texts with gold, for people ("text") or programs ("json").

    Gold that was seen while rules were written and gold that was not are counted apart.
    Raises SourceError where gold or a text is missing.
    """
    found = cases(gold, texts)
    if not found:
        raise SourceError(
            "没有标准答案 (no gold)", str(gold), "给 .jsonl 文件或含 scopes*.json 的文件夹"
        )
    sums: dict[str, list[Mapping[str, Score]]] = {"seen": [], "blind": []}
    lines: list[str] = []
    for case in found:
        if not case.text.is_file():
            raise SourceError(
                "文本不存在 (no such text)", str(case.text), "检查第二个参数 (check TEXTS)"
            )
        scores, missed = evaluate(case, lexicon=lexicon)
        sums["blind" if case.blind else "seen"].append(scores)
        if misses:
            lines += (_miss_line(case, miss) for miss in missed)
    totals = {name: total(listed) for name, listed in sums.items() if listed}
    if form == "json":
        return json.dumps(_as_json(totals), ensure_ascii=False, indent=1) + "\n"
    return "".join(line + "\n" for line in (*lines, *_rows(totals)))


def _miss_line(case: Case, miss: Miss) -> str:
    fields = f" {', '.join(miss.fields)}" if miss.fields else ""
    return (
        f"{case.name}\t{miss.sort}{fields}\t{miss.type}\t{miss.quote}\t{miss.said}\t{miss.sentence}"
    )


def _rows(totals: Mapping[str, Mapping[str, Score]]) -> Iterator[str]:
    for name, scores in totals.items():
        title = {"seen": "写规则时看过的 (seen)", "blind": "未看过的 (blind)"}[name]
        yield f"{title}"
        yield f"{'type':<14}{'gold':>6}{'found':>8}{'right':>8}{'prec.':>8}{'right F1':>10}  faults"
        for type_, counts in scores.items():
            right = counts.right / counts.gold if counts.gold else 1.0
            prec = f"{counts.precision:.3f}" if type_ in EXHAUSTIVE else "-"
            f1 = f"{counts.right_f1:.3f}" if type_ in EXHAUSTIVE else "-"
            faults = ", ".join(f"{field} {n}" for field, n in counts.faults.items())
            yield f"{type_:<14}{counts.gold:>6}{counts.recall:>8.3f}{right:>8.3f}{prec:>8}{f1:>10}  {faults}"


def _as_json(totals: Mapping[str, Mapping[str, Score]]) -> dict[str, Any]:
    return {
        name: {
            type_: {
                "gold": counts.gold, "found": counts.found, "right": counts.right, "extra": counts.extra,
                "faults": dict(counts.faults),
            }
            for type_, counts in scores.items()
        }
        for name, scores in totals.items()
    }  # fmt: skip
