"""Packages that only some formats need: imported when such a file comes."""

from __future__ import annotations

from importlib import import_module
from typing import Any

from zhengtu.errors import MissingExtraError


def load_extra(module: str, *, extra: str, where: str) -> Any:  # noqa: ANN401  # a module has no type
    """A module of an optional package.  Raises MissingExtraError, with the command to install it.

    >>> load_extra("json", extra="none", where="a.json").dumps([])
    '[]'
    """
    try:
        return import_module(module)
    except ImportError as error:
        what = f"读这种文件需要 {module} (this format needs the package {module})"
        raise MissingExtraError(what, where, f"pip install zhengtu[{extra}]") from error
