"""``python -m zhengtu`` is ``zhengtu``."""

from zhengtu.cli import program

raise SystemExit(program())
