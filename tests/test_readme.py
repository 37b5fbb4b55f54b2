"""The README does what it says: its commands run, its answers are the program's."""

from __future__ import annotations

import doctest
import re
import shlex
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

import zhengtu

ROOT = Path(__file__).parent.parent
README = (ROOT / "README.md").read_text(encoding="utf-8")
BLOCK = re.compile(r"^```(\w+)\n(.*?)^```$", re.MULTILINE | re.DOTALL)
CONSOLE = [text for language, text in BLOCK.findall(README) if language == "console"]


@pytest.fixture(scope="module")
def checkout(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with the sample as it is in a clone, for the commands to work in."""
    folder = tmp_path_factory.mktemp("readme")
    shutil.copytree(ROOT / "graphs", folder / "graphs")
    return folder


def commands(block: str) -> list[tuple[str, str]]:
    """The commands of a console block with what they print."""
    parts = re.split(r"^\$ ", block, flags=re.MULTILINE)[1:]
    return [(part.split("\n", 1)[0], part.split("\n", 1)[1]) for part in parts]


@pytest.mark.parametrize(
    ("command", "printed"), [pair for block in CONSOLE for pair in commands(block)]
)
def test_command_prints_what_the_readme_shows(command: str, printed: str, checkout: Path) -> None:
    program, *arguments = shlex.split(command)
    assert program == "zhengtu"
    done = subprocess.run(
        [sys.executable, "-m", "zhengtu", *arguments],
        cwd=checkout, capture_output=True, encoding="utf-8", check=True,
    )  # fmt: skip
    assert (done.stdout + done.stderr).rstrip("\n") == printed.rstrip("\n")


def test_python_examples() -> None:
    code = "\n".join(text for language, text in BLOCK.findall(README) if language == "python")
    test = doctest.DocTestParser().get_doctest(code, {}, "README.md", "README.md", 0)
    assert test.examples
    assert doctest.DocTestRunner().run(test).failed == 0


def test_turtle_of_the_first_sentence() -> None:
    text = "平原示范区新签约项目42个，总投资89.3亿元。"
    built = zhengtu.build(
        text, date="2025-11-28", place="河南省新乡市平原示范区", name="one"
    ).to_turtle()
    shown = next(text for language, text in BLOCK.findall(README) if language == "turtle")
    lines = [line.strip(" .;") for line in shown.splitlines() if line.strip()]
    made = {line.strip(" .;") for line in built.splitlines()}
    assert [line for line in lines if line not in made] == []


def test_links_lead_somewhere() -> None:
    targets = re.findall(r"\]\(((?!https?:)[^)]+)\)", README)
    assert targets
    assert [target for target in targets if not (ROOT / target).is_file()] == []
