"""Many sources → readings: a fault in one is reported and the others are read."""

from __future__ import annotations

import sys
from contextlib import contextmanager
from typing import TYPE_CHECKING, NamedTuple

from zhengtu.errors import ZhengtuError
from zhengtu.pipeline import read_document
from zhengtu.read import expand, read_source, same_release
from zhengtu.result import as_given, parse_date, place_of

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, Sequence
    from pathlib import Path

    from zhengtu.model import Document, Reading

MANY = 8  # from this many sources on, progress is shown


class Batch(NamedTuple):
    """What became of the sources."""

    readings: tuple[Reading, ...]
    faults: tuple[ZhengtuError, ...]
    paths: tuple[Path, ...]


def read_all(
    sources: Sequence[Path],
    *,
    date: str | None = None,
    place: str | None = None,
    lexicon: Path | None = None,
    columns: Mapping[str, str] | None = None,
) -> Batch:
    """Read every file of ``sources`` (folders mean their text files), once for each release.

    ``date`` and ``place`` win over what a text says of itself.  Raises UsageError for a
    date or place that is none, LexiconError for a wrong line in ``lexicon``.
    """
    day, where = parse_date(date), place_of(place)
    documents: list[Document] = []
    faults: list[ZhengtuError] = []
    paths: list[Path] = []
    for source in sources:
        try:
            paths += expand([source])
        except ZhengtuError as error:
            faults.append(error)
    for path in paths:
        try:
            documents += read_source(path, columns=columns)
        except ZhengtuError as error:
            faults.append(error)
    given = as_given(same_release(documents), date=day, place=where)
    with _progress(len(given)) as step:
        readings = tuple(_read(document, lexicon, step) for document in given)
    return Batch(readings, tuple(faults), tuple(paths))


def _read(document: Document, lexicon: Path | None, step: Callable[[], None]) -> Reading:
    reading = read_document(document, lexicon=lexicon)
    step()
    return reading


@contextmanager
def _progress(total: int) -> Iterator[Callable[[], None]]:
    """A progress bar on stderr for long work; nothing for a few files."""
    if total < MANY:
        yield lambda: None
        return
    from rich.console import Console  # noqa: PLC0415  # only long work pays for it
    from rich.progress import Progress  # noqa: PLC0415

    with Progress(console=Console(file=sys.stderr), transient=True) as bar:
        task = bar.add_task("读 (reading)", total=total)
        yield lambda: bar.advance(task)
