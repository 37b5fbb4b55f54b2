"""The same text gives the same bytes: in any process, locale, time zone, folder and hash order."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from support import OUTPUTS, PAGE, SAMPLE, zhengtu

if TYPE_CHECKING:
    from pathlib import Path

    Files = dict[str, bytes]

WORLDS = (
    {"PYTHONHASHSEED": "0", "LANG": "C", "LC_ALL": "C", "TZ": "UTC"},
    {"PYTHONHASHSEED": "1", "LANG": "zh_CN.GB18030", "LC_ALL": "", "TZ": "Asia/Shanghai"},
    {"PYTHONHASHSEED": "random", "LANG": "C.UTF-8", "LC_ALL": "C.UTF-8", "TZ": "America/New_York"},
    {"PYTHONHASHSEED": "4711", "PYTHONOPTIMIZE": "2", "PYTHONUTF8": "0", "LC_ALL": "POSIX"},
)


def built(source: Path, folder: Path, world: dict[str, str]) -> Files:
    """The outputs of a build in a fresh process, begun in a folder of its own."""
    home = folder.parent / f"{folder.name} home"
    home.mkdir()
    done = zhengtu("build", source, "-o", folder, env=world, cwd=home)
    assert done.returncode == 0, done.stderr.decode()
    return {path.name: path.read_bytes() for path in folder.iterdir()}


def differing(one: Files, other: Files) -> list[str]:
    """The names of the files that differ, rather than a megabyte of difference."""
    return [name for name in sorted(one | other) if one.get(name) != other.get(name)]


@pytest.fixture(scope="module")
def sample(tmp_path_factory: pytest.TempPathFactory) -> Files:
    return built(SAMPLE / "article.md", tmp_path_factory.mktemp("sample") / "g", WORLDS[0])


@pytest.mark.parametrize("world", WORLDS[1:], ids=lambda world: world["PYTHONHASHSEED"])
def test_the_sample_is_the_same_in_every_world(
    sample: Files, tmp_path: Path, world: dict[str, str]
) -> None:
    assert sorted(sample) == sorted(OUTPUTS)
    assert differing(sample, built(SAMPLE / "article.md", tmp_path / "图谱", world)) == []


def test_the_committed_sample_is_what_a_build_makes(sample: Files) -> None:
    committed = {path.name: path.read_bytes() for path in SAMPLE.iterdir()}
    del committed["article.md"]
    assert differing(sample, committed) == []


def test_where_a_text_lies_does_not_matter(tmp_path: Path) -> None:
    folders = tmp_path / "a", tmp_path / "其他" / "b"
    results = []
    for folder, world in zip(folders, WORLDS, strict=False):
        folder.mkdir(parents=True)
        (folder / "page.md").write_text(PAGE, encoding="utf-8")
        results.append(built(folder / "page.md", folder / "out", world))
    assert differing(*results) == []


def test_the_order_of_texts_does_not_change_what_is_said(tmp_path: Path) -> None:
    names = ("a.md", "b.md", "c.md")
    for number, name in enumerate(names):
        text = PAGE.replace("30个", f"{number + 30}个")
        (tmp_path / name).write_text(text, encoding="utf-8")
    graphs = []
    for order in (names, names[::-1]):
        target = tmp_path / "-".join(order)
        done = zhengtu("build", *order, "-o", target, cwd=tmp_path)
        assert done.returncode == 0, done.stderr.decode()
        graphs.append((target / "graph.nq").read_bytes())
    assert graphs[0] == graphs[1]
