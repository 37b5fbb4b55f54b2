"""Paths → files → bytes: what a folder holds, and what cannot be a source."""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING

from zhengtu.errors import SourceError

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

PARQUET, OLE = b"PAR1", b"\xd0\xcf\x11\xe0"
"""How a Parquet file, and an old or encrypted Office file, begin."""
LIMIT = 200 * 1024 * 1024
"""The largest source, in bytes; also the largest part of a DOCX, unpacked."""

PLAIN = (".md", ".markdown", ".txt", ".text")
WEB = (".html", ".htm", ".xhtml", ".shtml")
TABLES = (".csv", ".tsv", ".jsonl", ".ndjson", ".parquet")
KNOWN = (*PLAIN, *WEB, ".docx", ".pdf", *TABLES)

# A build writes these two beside each other; what else stands there, it wrote as well.
_GRAPH = ("graph.nq", "report.json")
_WRITTEN = {"graph.html", "facts.jsonl", "text.txt"}


def expand(sources: Sequence[Path]) -> list[Path]:
    """The files that ``sources`` mean, each once, in the order given.

    A folder means its files of known suffixes, at any depth, sorted by name; hidden ones
    and the output of an earlier build are passed over.  Raises SourceError for a path
    that does not exist and for a folder without texts.
    """
    found: dict[Path, Path] = {}
    for source in sources:
        for path in _files(source):
            found.setdefault(path.resolve(), path)
    return list(found.values())


def load(path: Path) -> bytes:
    """The bytes of a file.  Raises SourceError for one that is missing, empty or too large."""
    try:
        with path.open("rb") as file:
            data = file.read(LIMIT + 1)
    except FileNotFoundError:
        raise _missing(path) from None
    except IsADirectoryError:
        what, hint = "是文件夹 (a folder)", "给出其中的文件 (name a file in it)"
        raise SourceError(what, str(path), hint) from None
    except (OSError, ValueError) as error:
        what, hint = "打不开 (cannot be opened)", f"检查权限 (check permissions): {_reason(error)}"
        raise SourceError(what, str(path), hint) from error
    if not data:
        what, hint = "文件是空的 (the file is empty)", "检查下载是否完整 (is it complete?)"
        raise SourceError(what, str(path), hint)
    return within_limit(data, str(path))


def within_limit(data: bytes, where: str) -> bytes:
    """The same bytes.  Raises SourceError when there are more than ``LIMIT``."""
    if len(data) > LIMIT:
        what = f"超过 {LIMIT >> 20} MB (the file is too large)"
        raise SourceError(what, where, "拆成几个文件 (split it)")
    return data


def _files(source: Path) -> list[Path]:
    if not source.is_dir():
        if not source.exists():
            raise _missing(source)
        return [source]
    paths = sorted(_below(source), key=lambda path: path.parts)
    if not paths:
        what = "文件夹里没有可读的文本 (no texts in the folder)"
        raise SourceError(what, str(source), f"可读 (readable): {' '.join(KNOWN)}")
    return paths


def _below(folder: Path) -> Iterator[Path]:
    for root, folders, names in os.walk(folder):
        folders[:] = [name for name in folders if not name.startswith(".")]
        built = all(name in names for name in _GRAPH)
        if built and "texts" in folders:
            folders.remove("texts")
        for name in names:
            known = Path(name).suffix.lower() in KNOWN and not name.startswith(".")
            if known and not (built and name in _WRITTEN):
                yield Path(root, name)


def _missing(path: Path) -> SourceError:
    what, hint = "文件不存在 (no such file)", "检查路径 (check the path)"
    return SourceError(what, str(path), hint)


def _reason(error: Exception) -> str:
    return getattr(error, "strerror", None) or str(error)
