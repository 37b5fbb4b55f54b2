"""Cases that anyone can add to: Markdown tables, one case a line, in ``tests/cases/``."""

from __future__ import annotations

import re
from pathlib import Path

CASES = Path(__file__).parent / "cases"
_RULE = re.compile(r"\|[\s:|-]+\|\Z")


def cases(name: str) -> list[tuple[str, ...]]:
    """The cells of every row below a table's head in ``cases/<name>.md``."""
    lines = (CASES / f"{name}.md").read_text(encoding="utf-8").splitlines()
    return [
        tuple(cell.strip() for cell in line.strip("|").split("|"))
        for number, line in enumerate(lines)
        if line.startswith("|") and not _RULE.match(line) and not _is_head(lines, number)
    ]


def _is_head(lines: list[str], number: int) -> bool:
    return number + 1 < len(lines) and bool(_RULE.match(lines[number + 1]))
