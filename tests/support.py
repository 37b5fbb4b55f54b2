"""What several tests need: an invented page, the program in a process of its own, the neighbours."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from collections.abc import Mapping

ROOT = Path(__file__).parents[1]
SAMPLE = ROOT / "graphs" / "xinxiang"
OUTPUTS = ("facts.jsonl", "graph.html", "graph.nq", "graph.ttl", "report.json")

PAGE = """\
# 绵阳市两个功能区晒出“成绩单”

2025年11月28日　四川省绵阳市

绵阳市松山高新区党工委委员、管委会副主任林知远介绍，今年1至10月，全区进出口总额达到3.6亿元，\
增长12%，完成年度目标的80%。新签约项目30个，总投资60亿元。《松山高新区惠企十条》已印发，\
推行“一窗受理”改革，举办第三届松山种业论坛。
绵阳市临湖经开区管委会副主任陈素秋介绍，截至10月底，办件1208件。
"""
NO_FACTS = "春风吹过湖面，柳树发了新芽。\n"


def ci() -> bool:
    """Whether what is missing is a fault: under CI nothing may be skipped in silence."""
    return os.environ.get("CI", "").lower() in ("1", "true", "yes")


def lacking(reason: str) -> None:
    """Skip the test for the reason; under CI fail it."""
    (pytest.fail if ci() else pytest.skip)(reason)


def shared(name: str = "") -> Path:
    """A path in the folder of reference texts beside the checkout, which is not part of it."""
    path = ROOT.parent / "shared" / name
    if not path.exists():
        lacking(f"no reference texts beside the checkout: ../shared/{name}")
    return path


def zhengtu(
    *arguments: str | Path, env: Mapping[str, str] | None = None, cwd: Path | None = None
) -> subprocess.CompletedProcess[bytes]:
    """Run the program in a fresh process, with ``env`` beside the usual environment."""
    command = [sys.executable, "-m", "zhengtu", *map(str, arguments)]
    return subprocess.run(
        command, env={**os.environ, **(env or {})}, cwd=cwd, capture_output=True, check=False
    )
