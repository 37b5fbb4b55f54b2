"""One hierarchy of errors, each of which says what, where, and what to do next."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class ZhengtuError(Exception):
    """Anything that a user can mend.  Errors compare by value.

    ``what`` is wrong ``where`` (a path, ``path:line:column``, a query's name), and ``hint``
    says what to do.  All three are one line; Chinese first.

    >>> str(SourceError("文件不存在 (no such file)", "a.md", "检查路径 (check the path)"))
    'a.md: 文件不存在 (no such file); 检查路径 (check the path)'
    """

    what: str
    where: str = ""
    hint: str = ""

    def __str__(self) -> str:
        line = f"{self.where}: {self.what}" if self.where else self.what
        return f"{line}; {self.hint}" if self.hint else line


class SourceError(ZhengtuError):
    """A text that cannot be read: missing, empty, binary, encrypted, too large."""


class LexiconError(ZhengtuError):
    """A line of a word table that is wrong."""


class GraphError(ZhengtuError):
    """A graph file that cannot be read."""


class QueryError(ZhengtuError):
    """A query that is refused, unknown or not SPARQL."""


class OutputError(ZhengtuError):
    """A place that cannot be written to."""


class MissingExtraError(ZhengtuError):
    """A part of zhengtu that needs a package that is not installed."""


class UsageError(ZhengtuError):
    """An option that makes no sense."""
