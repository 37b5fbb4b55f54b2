"""The wheel holds all that the program reads, and nothing else; each dependency has its reason."""

from __future__ import annotations

import re
import subprocess
import sys
import tarfile
import tomllib
import zipfile
from typing import TYPE_CHECKING

import pytest

import zhengtu
from support import ROOT, lacking

if TYPE_CHECKING:
    from pathlib import Path

PROJECT = (ROOT / "pyproject.toml").read_text(encoding="utf-8")
ALSO_THERE = {"__pycache__", ".mypy_cache"}


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with the wheel and the source archive of this checkout."""
    pytest.importorskip("hatchling", reason="hatchling is not installed")
    if not (ROOT / "src").is_dir():
        lacking("no checkout")
    folder = tmp_path_factory.mktemp("dist")
    command = [sys.executable, "-m", "hatchling", "build", "-d", str(folder)]
    subprocess.run(command, cwd=ROOT, check=True, capture_output=True)
    return folder


@pytest.fixture(scope="module")
def wheel(built: Path) -> set[str]:
    with zipfile.ZipFile(next(built.glob("*.whl"))) as archive:
        return set(archive.namelist())


def data_files() -> set[str]:
    """All files of the package and of the ontology, by their places in the wheel."""
    folders = {"zhengtu": ROOT / "src" / "zhengtu", "zhengtu/ontology": ROOT / "ontology"}
    return {
        f"{name}/{path.relative_to(folder).as_posix()}"
        for name, folder in folders.items()
        for path in folder.rglob("*")
        if path.is_file() and not ALSO_THERE & {parent.name for parent in path.parents}
    }


def test_the_wheel_holds_the_package_and_the_ontology(wheel: set[str]) -> None:
    inside = {name for name in wheel if not name.startswith("zhengtu-")}
    assert inside == data_files()
    assert {
        "zhengtu/py.typed",
        "zhengtu/ontology/zhengtu.ttl",
        "zhengtu/ontology/shapes.ttl",
        "zhengtu/lexicons/units.tsv",
        "zhengtu/queries/zones.rq",
        "zhengtu/view/assets/page.html",
    } <= inside


def test_the_wheel_starts_the_program(built: Path, wheel: set[str]) -> None:
    info = next(name for name in wheel if name.endswith("entry_points.txt"))
    with zipfile.ZipFile(next(built.glob("*.whl"))) as archive:
        assert "zhengtu = zhengtu.cli:program" in archive.read(info).decode()


def test_names_and_version_agree(built: Path) -> None:
    names = sorted(path.name for path in built.iterdir())
    version = zhengtu.__version__
    assert names == [f"zhengtu-{version}-py3-none-any.whl", f"zhengtu-{version}.tar.gz"]
    assert f"\n## {version}" in (ROOT / "CHANGELOG.md").read_text(encoding="utf-8")


def test_the_source_archive_can_be_built_and_tested(built: Path) -> None:
    with tarfile.open(next(built.glob("*.tar.gz"))) as archive:
        names = {name.partition("/")[2] for name in archive.getnames()}
    assert {
        "LICENSE", "README.md", "CHANGELOG.md", "pyproject.toml", "ontology/shapes.ttl",
        "graphs/xinxiang/article.md", "tests/conftest.py", "src/zhengtu/cli.py",
    } <= names  # fmt: skip


def test_each_dependency_of_the_program_has_a_reason() -> None:
    listed = re.search(r"^dependencies = \[\n(.*?)^\]", PROJECT, re.MULTILINE | re.DOTALL)
    assert listed
    lines = listed[1].splitlines()
    assert [line for line in lines if not re.search(r'",\s+# \w', line)] == []
    assert len(lines) == len(tomllib.loads(PROJECT)["project"]["dependencies"])


def test_importing_the_package_costs_nothing() -> None:
    heavy = "{'rdflib', 'pyoxigraph', 'networkx', 'pyvis', 'pyshacl', 'rich', 'ahocorasick_rs'}"
    code = f"import zhengtu.cli, sys; zhengtu.cli.parser(); print({heavy} & set(sys.modules))"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, check=True)
    assert done.stdout.decode().strip() == "set()"


@pytest.mark.parametrize("name", zhengtu.__all__)
def test_every_public_name_is_there(name: str) -> None:
    assert getattr(zhengtu, name).__name__ == name
    assert name in dir(zhengtu)


def test_a_name_that_is_not_public_is_none() -> None:
    with pytest.raises(AttributeError, match="nothing"):
        _ = zhengtu.nothing
