"""``python -m zhengtu`` is ``zhengtu``."""

from zhengtu.cli import main

raise SystemExit(main())
