"""Where the ontology lies: beside the source in a checkout, inside the package in a wheel."""

from __future__ import annotations

from importlib.resources import files
from pathlib import Path
from typing import TYPE_CHECKING

from zhengtu.errors import GraphError

if TYPE_CHECKING:
    from importlib.resources.abc import Traversable

CHECKOUT = Path(__file__).resolve().parents[2] / "ontology"


def ontology(name: str) -> Traversable:
    """The file ``name`` of the ontology, to be read with ``read_text(encoding="utf-8")``.

    Raises GraphError where there is no such file.

    >>> ontology("zhengtu.ttl").name
    'zhengtu.ttl'
    """
    for folder in (files("zhengtu") / "ontology", CHECKOUT):
        if (file := folder / name).is_file():
            return file
    raise GraphError(
        "找不到本体文件 (no such ontology file)",
        f"ontology/{name}",
        "重新安装 zhengtu (reinstall zhengtu)",
    )
