"""Outputs are put in place whole or not at all, and nothing of a user's is lost."""

from __future__ import annotations

from pathlib import Path

import pytest

from zhengtu import output
from zhengtu.errors import OutputError

TEXTS = {"graph.nq": "新\n", "report.json": "{}\n", "texts/a.txt": "文"}
FULL = OSError(28, "No space left on device")


def tree(folder: Path) -> dict[str, bytes]:
    files = (path for path in sorted(folder.rglob("*")) if path.is_file())
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in files}


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """The output of an earlier build, with one file that later builds do not write."""
    folder = tmp_path / "图 谱"
    output.write_folder(folder, {"graph.nq": "旧\n", "report.json": "{}\n", "text.txt": "旧"})
    return folder


def fail_at(monkeypatch: pytest.MonkeyPatch, name: str, method: str) -> None:
    """Let ``Path.method`` fail at the first path of this name."""
    works = getattr(Path, method)

    def write(self: Path, *arguments: object) -> object:
        if self.name == name:
            raise FULL
        return works(self, *arguments)

    monkeypatch.setattr(Path, method, write)


def test_a_folder_holds_what_it_was_given(tmp_path: Path) -> None:
    folder = tmp_path / "new" / "deep"
    output.write_folder(folder, TEXTS)
    assert tree(folder) == {name: text.encode() for name, text in TEXTS.items()}


def test_line_ends_are_those_of_the_text(tmp_path: Path) -> None:
    output.write_folder(tmp_path / "out", {"text.txt": "一\r\n二\r三\n"})
    assert (tmp_path / "out" / "text.txt").read_bytes() == "一\r\n二\r三\n".encode()


def test_everyone_may_read_the_output(folder: Path) -> None:
    assert folder.stat().st_mode & 0o777 == 0o755
    assert (folder / "graph.nq").stat().st_mode & 0o444 == 0o444


def test_an_earlier_output_is_replaced_whole(folder: Path) -> None:
    output.write_folder(folder, TEXTS)
    assert sorted(tree(folder)) == ["graph.nq", "report.json", "texts/a.txt"]
    assert [path.name for path in folder.parent.iterdir()] == [folder.name]


def test_a_source_inside_the_output_is_kept(folder: Path) -> None:
    source = folder / "来源" / "article.md"
    source.parent.mkdir()
    source.write_text("原文")
    output.write_folder(folder, TEXTS, keep=[source, folder.parent / "elsewhere.md"])
    assert tree(folder) == {
        **{name: text.encode() for name, text in TEXTS.items()},
        "来源/article.md": "原文".encode(),
    }


def test_what_a_user_put_beside_an_earlier_build_stays(folder: Path) -> None:
    (folder / "notes.md").write_text("笔记")
    (folder / "figures").mkdir()
    (folder / "figures" / "a.csv").write_text("1")
    (folder / "link").symlink_to("nowhere")
    output.write_folder(folder, TEXTS)
    assert tree(folder) == {
        **{name: text.encode() for name, text in TEXTS.items()},
        "notes.md": "笔记".encode(),
        "figures/a.csv": b"1",
    }
    assert (folder / "link").readlink() == Path("nowhere")


def test_a_folder_with_only_the_source_may_become_the_output(tmp_path: Path) -> None:
    source = tmp_path / "out" / "article.md"
    source.parent.mkdir()
    source.write_text("原文")
    output.write_folder(source.parent, TEXTS, keep=[source])
    assert source.read_text() == "原文"
    assert (tmp_path / "out" / "graph.nq").is_file()


def test_a_folder_with_other_files_is_refused(tmp_path: Path) -> None:
    (tmp_path / "thesis.docx").write_text("years of work")
    before = tree(tmp_path)
    with pytest.raises(OutputError) as caught:
        output.write_folder(tmp_path, TEXTS)
    assert "thesis.docx" in caught.value.what
    assert caught.value.where == str(tmp_path)
    assert tree(tmp_path) == before


def test_a_file_is_no_folder(tmp_path: Path) -> None:
    target = tmp_path / "graph"
    target.write_text("mine")
    with pytest.raises(OutputError) as caught:
        output.write_folder(target, TEXTS)
    assert caught.value.where == str(target)
    assert target.read_text() == "mine"


def test_below_a_file_there_is_no_folder(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("mine")
    with pytest.raises(OutputError):
        output.write_folder(tmp_path / "file" / "out", TEXTS)


@pytest.mark.skipif(not Path("/proc/self").exists(), reason="no folder that root cannot write to")
def test_an_unwritable_place_is_named() -> None:
    with pytest.raises(OutputError) as caught:
        output.write_folder(Path("/proc/out"), TEXTS)
    assert caught.value.where == "/proc/out"
    assert caught.value.hint


@pytest.mark.parametrize(
    ("name", "method"),
    [("graph.nq", "write_bytes"), ("report.json", "write_bytes"), ("a.txt", "write_bytes")],
)
def test_a_failing_write_changes_nothing(
    folder: Path, monkeypatch: pytest.MonkeyPatch, name: str, method: str
) -> None:
    before = tree(folder.parent)
    fail_at(monkeypatch, name, method)
    with pytest.raises(OutputError, match="No space left"):
        output.write_folder(folder, TEXTS)
    assert tree(folder.parent) == before
    assert [path.name for path in folder.parent.iterdir()] == [folder.name]


def test_the_old_folder_comes_back_when_the_new_one_cannot_be_moved(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = tree(folder)
    renamed: list[Path] = []
    works = Path.rename

    def rename(self: Path, target: Path) -> Path:
        renamed.append(self)
        if len(renamed) == 2:
            raise FULL
        return works(self, target)

    monkeypatch.setattr(Path, "rename", rename)
    with pytest.raises(OutputError):
        output.write_folder(folder, TEXTS)
    assert len(renamed) == 3
    assert tree(folder) == before


def test_a_linked_folder_stays_a_link(folder: Path) -> None:
    link = folder.parent / "link"
    link.symlink_to(folder, target_is_directory=True)
    output.write_folder(link, TEXTS)
    assert link.is_symlink()
    assert (folder / "graph.nq").read_text() == "新\n"
    assert sorted(path.name for path in folder.parent.iterdir()) == sorted(["link", folder.name])


def test_a_file_is_replaced_whole(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    target = tmp_path / "网页.html"
    output.write_file(target, "旧")
    output.write_file(target, b"\xff")
    assert target.read_bytes() == b"\xff"

    def replace(_: Path, __: Path) -> None:
        raise FULL

    monkeypatch.setattr(Path, "replace", replace)
    with pytest.raises(OutputError):
        output.write_file(target, "新")
    assert tree(tmp_path) == {"网页.html": b"\xff"}


def test_a_device_is_written_to_and_not_replaced(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(Path, "is_char_device", lambda path: path.name == "null")
    target = tmp_path / "null"
    target.touch()
    node = target.stat().st_ino
    output.write_file(target, "x")
    assert target.stat().st_ino == node


def test_half_a_character_is_written_as_it_is(tmp_path: Path) -> None:
    output.write_file(tmp_path / "text.txt", "a\ud800")
    assert (tmp_path / "text.txt").read_bytes() == b"a\xed\xa0\x80"


def test_a_file_below_no_folder_is_an_error(tmp_path: Path) -> None:
    with pytest.raises(OutputError) as caught:
        output.write_file(tmp_path / "none" / "graph.html", "x")
    assert caught.value.where.endswith("graph.html")
