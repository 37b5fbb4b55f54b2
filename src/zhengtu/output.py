"""The files of a build: written beside the target and put in its place whole, or not at all."""

from __future__ import annotations

import json
import shutil
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

from zhengtu.errors import OutputError

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from zhengtu.result import Result

REPORT = "report.json"
FILES = ("graph.ttl", "graph.nq", "facts.jsonl", "graph.html", REPORT, "text.txt", "texts")


def outputs(result: Result) -> Mapping[str, str]:
    """File names with their texts, as a build writes them.

    ``text.txt`` (``texts/ID.txt`` for several documents) holds the text that offsets count
    in, where it is not the source file itself.
    """
    derived = [r.document for r in result.readings if r.document.derived_text]
    names = ["text.txt"] if len(derived) == 1 else [f"texts/{d.id}.txt" for d in derived]
    return {
        "graph.ttl": result.to_turtle(),
        "graph.nq": result.to_nquads(),
        "facts.jsonl": result.to_jsonl(),
        "graph.html": result.to_html(),
        REPORT: json.dumps(result.report(), ensure_ascii=False, indent=2) + "\n",
        **{name: document.text for name, document in zip(names, derived, strict=True)},
    }


def write_folder(folder: Path, texts: Mapping[str, str], *, keep: Iterable[Path] = ()) -> None:
    """Replace ``folder`` by one that holds ``texts``, in one rename.

    The files of an earlier build are replaced, all of them; what else a user has put beside
    them stays, as do ``keep``, the source files inside.  Raises OutputError, with nothing
    changed, where a folder without an earlier build holds other files, or cannot be written.
    """
    home = folder.resolve()  # a link to a folder stays a link
    kept = [path for path in keep if home in path.resolve().parents]
    _check(folder, kept)
    try:
        home.parent.mkdir(parents=True, exist_ok=True)
        beside = Path(tempfile.mkdtemp(prefix=f".{home.name}-", dir=home.parent))
    except OSError as error:
        raise _unwritable(folder, error) from error
    try:
        _fill(beside, texts)
        _carry(beside, home, kept)
        _swap(beside, home)
    except OSError as error:
        raise _unwritable(folder, error) from error
    finally:
        shutil.rmtree(beside, ignore_errors=True)


def write_file(path: Path, content: str | bytes) -> None:
    """Write one file beside and rename it.  Raises OutputError, with nothing changed."""
    data = content if isinstance(content, bytes) else _encode(content)
    try:
        if path.is_char_device() or path.is_fifo():  # /dev/null is written to, never replaced
            path.write_bytes(data)
        else:
            _replace(path, data)
    except OSError as error:
        raise _unwritable(path, error) from error


def _replace(path: Path, data: bytes) -> None:
    with tempfile.TemporaryDirectory(prefix=f".{path.name}-", dir=path.parent) as beside:
        written = Path(beside) / path.name
        written.write_bytes(data)
        written.replace(path)


def _check(folder: Path, kept: list[Path]) -> None:
    if not folder.exists():
        return
    if not folder.is_dir():
        what = "输出位置是个文件 (the output is a file)"
        raise OutputError(what, str(folder), "换一个文件夹 (name a folder)")
    sources = {path.resolve() for path in kept}
    strange = [entry.name for entry in _others(folder) if not _leads_to(entry, sources)]
    if strange and not (folder / REPORT).is_file():
        what = f"文件夹里有别的东西 (the folder holds other things): {', '.join(strange[:3])}"
        raise OutputError(what, str(folder), "换一个新的或空的文件夹 (name a new or empty folder)")


def _leads_to(entry: Path, sources: set[Path]) -> bool:
    resolved = entry.resolve()
    return any(source == resolved or resolved in source.parents for source in sources)


def _others(folder: Path) -> list[Path]:
    """What stands in a folder that no build writes."""
    return [entry for entry in sorted(folder.iterdir()) if entry.name not in FILES]


def _fill(beside: Path, texts: Mapping[str, str]) -> None:
    beside.chmod(0o755)
    for name, text in texts.items():
        target = beside / name
        target.parent.mkdir(exist_ok=True)
        target.write_bytes(_encode(text))


def _carry(beside: Path, folder: Path, kept: list[Path]) -> None:
    """Copy what is not ours, links as links, and the sources."""
    for entry in _others(folder) if folder.exists() else ():
        if entry.is_dir() and not entry.is_symlink():
            shutil.copytree(entry, beside / entry.name, symlinks=True)
        else:
            shutil.copy2(entry, beside / entry.name, follow_symlinks=False)
    for source in kept:
        target = beside / source.resolve().relative_to(folder)
        target.parent.mkdir(parents=True, exist_ok=True)
        shutil.copy2(source, target)


def _swap(beside: Path, folder: Path) -> None:
    """Put the new folder in the old one's place; put the old one back if that fails."""
    if not folder.exists():
        beside.rename(folder)
        return
    old = Path(tempfile.mkdtemp(prefix=f".{folder.name}-", dir=folder.parent))
    old.rmdir()
    folder.rename(old)
    try:
        beside.rename(folder)
    except OSError:
        old.rename(folder)
        raise
    shutil.rmtree(old, ignore_errors=True)


def _encode(text: str) -> bytes:
    return text.encode("utf-8", "surrogatepass")


def _unwritable(path: Path, error: OSError) -> OutputError:
    what = f"写不进去 (cannot be written): {error.strerror or error}"
    return OutputError(what, str(path), "检查权限和空间 (check permissions and space)")
