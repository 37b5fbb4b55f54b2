"""How fast it is, as ratios to yardsticks measured in the same run.

Run with ``python tests/benchmarks/bench.py``.  Nothing is asserted: machines differ.
"""

from __future__ import annotations

import compileall
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import TYPE_CHECKING

import jieba
import jieba.posseg

import zhengtu

sys.path.insert(0, str(Path(__file__).parents[1]))  # helpers lie beside the tests
from support import PAGE, ROOT, SAMPLE

if TYPE_CHECKING:
    from collections.abc import Callable

NEWS = ROOT.parent / "shared" / "corpus" / "news"  # stands beside the checkout, if at all
SIZE = 1_000_000  # bytes of UTF-8
RUNS = 3
STARTS = 7  # of a process, which takes longer or shorter as the machine likes
LIBRARIES = "rdflib, pyoxigraph, networkx, pyvis.network, pyshacl, ahocorasick_rs"
OWN = ", ".join(
    f"zhengtu.{name}"
    for name in "cli batch output record report serialize describe shacl view.draw view.reader".split()
)
"""What a build imports: the libraries of ``pyproject.toml`` that it uses, and its own modules."""


def seconds(work: Callable[[], object], *, runs: int = RUNS) -> float:
    """The median time of ``work``, in seconds."""
    times = []
    for _ in range(runs):
        begin = time.perf_counter()
        work()
        times.append(time.perf_counter() - begin)
    return statistics.median(times)


def in_turn(*works: Callable[[], object]) -> list[float]:
    """The median time of each, one after the other, so that a busy moment hits all alike."""
    times = [[seconds(work, runs=1) for work in works] for _ in range(STARTS)]
    return [statistics.median(column) for column in zip(*times, strict=True)]


def corpus() -> list[str]:
    """Texts of one megabyte together: news, or the invented page again and again."""
    files = sorted(NEWS.glob("*.md")) if NEWS.is_dir() else []
    texts = [path.read_text(encoding="utf-8") for path in files] or [PAGE] * SIZE
    kept, size = [], 0
    for text in texts:
        if size >= SIZE:
            break
        kept.append(text)
        size += len(text.encode())
    return kept


def python(*arguments: str) -> Callable[[], object]:
    """Work that starts a fresh interpreter."""
    command = [sys.executable, *arguments]
    return lambda: subprocess.run(command, check=True, capture_output=True)


def main() -> None:
    texts = corpus()
    joined = "\n".join(texts)
    kind = "news" if NEWS.is_dir() else "synthetic text"
    print(f"{kind}: {len(texts)} texts, {len(joined)} characters; medians of {RUNS} or {STARTS}")

    jieba.initialize()
    list(jieba.posseg.cut(joined[:1000]))  # loads its model
    zhengtu.build(PAGE).to_nquads()  # loads the tables
    yardstick = seconds(lambda: [list(jieba.posseg.cut(text)) for text in texts])
    facts = seconds(lambda: [zhengtu.build(text).facts for text in texts])
    quads = seconds(lambda: [zhengtu.build(text).to_nquads() for text in texts])
    row("jieba.posseg", yardstick)
    row("text to facts", facts, yardstick)
    row("text to N-Quads", quads, yardstick)

    compileall.compile_dir(Path(zhengtu.__file__).parent, quiet=1)  # as pip does
    nothing, helped = in_turn(python("-c", "pass"), python("-m", "zhengtu", "--help"))
    row("python -c pass", nothing)
    row("zhengtu --help", helped, nothing)

    libraries, own, built = in_turn(
        python("-c", f"import {LIBRARIES}"), python("-c", f"import {LIBRARIES}, {OWN}"), sample
    )
    row("imports of a build", libraries)
    row("build of the sample", built, libraries)
    row("imports with zhengtu's own", own)
    row("build of the sample", built, own)
    result = zhengtu.build((SAMPLE / "article.md").read_text(encoding="utf-8"))
    row("validation of the sample", seconds(result.validate))

    for name, work in (("facts", facts_of), ("N-Quads", quads_of)):
        sizes = [len(joined) // 8 * factor for factor in (1, 2, 4)]
        times = [seconds(lambda size=size, work=work: work(joined[:size])) for size in sizes]
        shown = ", ".join(f"{s}: {t:.2f} s" for s, t in zip(sizes, times, strict=True))
        print(f"text to {name}, n, 2n, 4n characters  {shown}  ({times[2] / times[0]:.2f} x)")


def facts_of(text: str) -> object:
    return zhengtu.build(text).facts


def quads_of(text: str) -> object:
    return zhengtu.build(text).to_nquads()


def sample() -> None:
    """Build the sample with the command, in a fresh process."""
    with tempfile.TemporaryDirectory() as folder:
        article = str(SAMPLE / "article.md")
        python("-m", "zhengtu", "build", article, "-o", f"{folder}/graph")()


def row(name: str, time_: float, yardstick: float | None = None) -> None:
    ratio = f"{time_ / yardstick:8.2f} x" if yardstick else ""
    print(f"{name:<26}{time_:8.3f} s{ratio}")


if __name__ == "__main__":
    main()
