"""The command line: each command works, each fault is one line that helps, nothing is half done."""

from __future__ import annotations

import argparse
import json
import re
from typing import TYPE_CHECKING, Any, NamedTuple

import pytest

from support import NO_FACTS, OUTPUTS, PAGE, ROOT, zhengtu
from zhengtu import __version__, cli, output, resources
from zhengtu.export import FORMATS

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

PNG = b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR\x00\x00"


class Done(NamedTuple):
    """What a command came to."""

    status: int
    out: str
    err: str


@pytest.fixture
def run(capsys: pytest.CaptureFixture[str]) -> Callable[..., Done]:
    """Run one command in this process."""

    def run(*arguments: object) -> Done:
        try:
            status = cli.main([str(argument) for argument in arguments])
        except SystemExit as stop:  # argparse: --help, --version and wrong usage
            status = int(stop.code or 0)
        return Done(status, *capsys.readouterr())

    return run


@pytest.fixture
def page(tmp_path: Path) -> Path:
    path = tmp_path / "松山 高新区.md"
    path.write_text(PAGE, encoding="utf-8")
    return path


@pytest.fixture(scope="module")
def graph(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The output of a build; not to be changed."""
    folder = tmp_path_factory.mktemp("built")
    source = folder / "page.md"
    source.write_text(PAGE, encoding="utf-8")
    assert cli.main(["build", str(source), "-o", str(folder / "graph")]) == cli.DONE
    return folder / "graph"


def records(folder: Path) -> list[dict[str, Any]]:
    """The facts of a build."""
    lines = (folder / "facts.jsonl").read_text(encoding="utf-8").splitlines()
    return [json.loads(line) for line in lines]


def assert_one_line(done: Done, *, status: int = cli.NOT_DONE, says: tuple[str, ...] = ()) -> None:
    """An error: its status, one line on stderr that holds all of ``says``, nothing on stdout."""
    assert done.status == status
    assert done.out == ""
    assert done.err.count("\n") == 1
    assert done.err.startswith("zhengtu")
    assert "Traceback" not in done.err
    assert [part for part in says if part not in done.err] == []
    assert "; " in done.err  # what to do stands behind what is wrong


# ---------------------------------------------------------------- README


def commands() -> dict[str, argparse.ArgumentParser]:
    found = [
        action.choices
        for action in cli.parser()._actions
        if isinstance(action, argparse._SubParsersAction)
    ]
    return dict(found[0])


def options() -> Iterator[tuple[str, str]]:
    """Each option with its spellings: -o|--output."""
    for name, command in commands().items():
        for action in command._actions:
            if action.option_strings and "--help" not in action.option_strings:
                yield name, "|".join(action.option_strings)


README = (ROOT / "README.md").read_text(encoding="utf-8")


@pytest.mark.parametrize("command", sorted(commands()))
def test_every_command_is_in_the_readme(command: str) -> None:
    assert re.search(rf"\bzhengtu {command}\b", README)


@pytest.mark.parametrize(("command", "option"), sorted(set(options())))
def test_every_option_is_in_the_readme(command: str, option: str) -> None:
    known = f"zhengtu {command} {option}"
    assert re.search(rf"(?<![\w-])(?:{option})(?![\w-])", README), f"{known} is not in README.md"


@pytest.mark.parametrize("command", sorted(commands()))
def test_every_command_has_help_in_chinese_and_english(
    command: str, run: Callable[..., Done]
) -> None:
    done = run(command, "--help")
    assert done.status == cli.DONE
    assert done.out.startswith(f"usage: zhengtu {command}")
    listed = run("--help").out
    line = next(line for line in listed.splitlines() if line.strip().startswith(f"{command} "))
    assert re.search(r"[一-鿿]", line)
    assert re.search(r"\([a-z ]+", line)


def test_the_formats_offered_are_those_that_can_be_written() -> None:
    assert sorted(cli.EXPORTS) == sorted(FORMATS)


# ---------------------------------------------------------------- the commands at work


def test_build_writes_all_outputs(page: Path, tmp_path: Path, run: Callable[..., Done]) -> None:
    done = run("build", page, "-o", tmp_path / "图 谱")
    assert done.status == cli.DONE
    assert done.out == ""
    assert done.err.startswith(f"{tmp_path / '图 谱'}: 1 篇")
    assert sorted(path.name for path in (tmp_path / "图 谱").iterdir()) == sorted(OUTPUTS)
    facts = records(tmp_path / "图 谱")
    assert all(PAGE[fact["start"] : fact["end"]] == fact["quote"] for fact in facts)
    assert {"metric", "official", "policy", "zone"} <= {fact["type"] for fact in facts}


def test_a_fresh_process_does_the_same(page: Path, tmp_path: Path) -> None:
    done = zhengtu("build", page.name, "-o", "graph", cwd=tmp_path)
    assert done.returncode == cli.DONE, done.stderr.decode()
    assert sorted(path.name for path in (tmp_path / "graph").iterdir()) == sorted(OUTPUTS)


def test_date_and_place_given_win(tmp_path: Path, run: Callable[..., Done]) -> None:
    page = tmp_path / "a.md"
    page.write_text("今年，全市新签约项目42个。\n", encoding="utf-8")
    run("build", page, "-o", tmp_path / "g", "--date", "2024-05-06", "--place", "四川省云川市")
    facts = records(tmp_path / "g")
    (metric,) = (fact for fact in facts if fact["type"] == "metric")
    assert metric["period"] == "2024"
    assert metric["zone"] == "云川市"


def test_base_begins_every_thing(page: Path, tmp_path: Path, run: Callable[..., Done]) -> None:
    base = "https://data.example.com/"
    assert run("build", page, "-o", tmp_path / "g", "--base", base).status == cli.DONE
    assert f"<{base}doc/" in (tmp_path / "g" / "graph.nq").read_text(encoding="utf-8")


def test_a_table_of_documents_has_named_columns(tmp_path: Path, run: Callable[..., Done]) -> None:
    table = tmp_path / "稿件.csv"
    table.write_text("正文,发布\n全市新签约项目42个。,2024-05-06\n", encoding="utf-8")
    done = run(
        "build", table, "-o", tmp_path / "g", "--column", "text=正文", "--column", "date=发布"
    )
    assert done.status == cli.DONE
    report = json.loads((tmp_path / "g" / "report.json").read_text(encoding="utf-8"))
    assert [document["date"] for document in report["documents"]] == ["2024-05-06"]


def test_a_lexicon_of_ones_own_is_read(
    page: Path, tmp_path: Path, run: Callable[..., Done]
) -> None:
    (tmp_path / "own").mkdir()
    (tmp_path / "own" / "units.tsv").write_text("no\theader\nat all\t\t\t\t\t\n", encoding="utf-8")
    done = run("build", page, "-o", tmp_path / "g", "--lexicon", tmp_path / "own")
    assert_one_line(done, says=("units.tsv:2",))
    assert not (tmp_path / "g").exists()


def test_a_folder_means_its_texts(page: Path, tmp_path: Path, run: Callable[..., Done]) -> None:
    texts = tmp_path / "文稿"
    texts.mkdir()
    page.rename(texts / "a.md")
    (texts / "b.txt").write_text(NO_FACTS, encoding="utf-8")
    (texts / "c.png").write_bytes(PNG)
    assert run("build", texts, "-o", tmp_path / "g").status == cli.DONE
    report = json.loads((tmp_path / "g" / "report.json").read_text(encoding="utf-8"))
    assert [d["sources"] for d in report["documents"]] == [["a.md"], ["b.txt"]]


def test_a_text_without_facts_makes_an_empty_graph(
    tmp_path: Path, run: Callable[..., Done]
) -> None:
    (tmp_path / "spring.txt").write_text(NO_FACTS, encoding="utf-8")
    done = run("build", tmp_path / "spring.txt", "-o", tmp_path / "g")
    assert done.status == cli.DONE
    assert "没有发现事实" in done.err
    assert (tmp_path / "g" / "facts.jsonl").read_text() == ""
    assert run("validate", tmp_path / "g").status == cli.DONE


def test_one_bad_file_is_reported_and_the_others_are_built(
    page: Path, tmp_path: Path, run: Callable[..., Done]
) -> None:
    (tmp_path / "bad.md").write_bytes(PNG)
    done = run("build", page, tmp_path / "bad.md", tmp_path / "none.md", "-o", tmp_path / "g")
    assert done.status == cli.IN_PART
    assert [part in done.err for part in ("bad.md: ", "none.md: ", "1 篇")] == [True] * 3
    assert done.err.count("\n") == 3
    assert (tmp_path / "g" / "facts.jsonl").stat().st_size > 0


def test_an_earlier_output_is_replaced_and_its_source_kept(
    tmp_path: Path, run: Callable[..., Done]
) -> None:
    folder = tmp_path / "graphs"
    folder.mkdir()
    source = folder / "article.md"
    source.write_text(PAGE, encoding="utf-8")
    assert run("build", source, "-o", folder).status == cli.DONE
    first = {path.name: path.read_bytes() for path in folder.iterdir()}
    (folder / "text.txt").write_text("stale")
    assert run("build", folder, "-o", folder).status == cli.DONE
    assert {path.name: path.read_bytes() for path in folder.iterdir()} == first


def test_a_failing_write_leaves_the_old_output(
    page: Path, tmp_path: Path, run: Callable[..., Done], monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = tmp_path / "g"
    assert run("build", page, "-o", folder).status == cli.DONE
    first = {path.name: path.read_bytes() for path in folder.iterdir()}
    page.write_text(NO_FACTS, encoding="utf-8")

    def fail(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(output, "_swap", fail)
    assert_one_line(run("build", page, "-o", folder), says=("No space left on device", str(folder)))
    assert {path.name: path.read_bytes() for path in folder.iterdir()} == first
    assert sorted(path.name for path in tmp_path.iterdir()) == sorted([page.name, "g"])


@pytest.mark.parametrize("form", ["table", "csv", "tsv", "json"])
def test_query_answers_in_each_format(graph: Path, run: Callable[..., Done], form: str) -> None:
    done = run("query", graph, "zones", "--format", form)
    assert done.status == cli.DONE
    assert "松山高新区" in done.out
    assert "临湖经开区" in done.out
    assert (form == "json") == done.out.startswith("{")


def test_query_takes_sparql_and_values_and_a_limit(graph: Path, run: Callable[..., Done]) -> None:
    text = "SELECT ?name { ?zone a zt:Zone ; rdfs:label ?name } ORDER BY ?name"
    one = run("query", graph, text, "--param", "name=松山高新区", "--format", "csv", "--limit", "5")
    assert one.out.splitlines() == ["name", "松山高新区"]
    assert len(run("query", graph, text, "--limit", "1", "--format", "csv").out.splitlines()) == 2


def test_query_constructs_turtle(graph: Path, run: Callable[..., Done]) -> None:
    done = run(
        "query", graph, "CONSTRUCT { ?s a zt:Zone } WHERE { ?s a zt:Zone }", "--format", "ttl"
    )
    assert done.status == cli.DONE
    assert "zt:Zone" in done.out


def test_query_reads_a_file(graph: Path, tmp_path: Path, run: Callable[..., Done]) -> None:
    (tmp_path / "我的 查询.rq").write_text("ASK { ?s a zt:Zone }", encoding="utf-8")
    done = run("query", graph, tmp_path / "我的 查询.rq", "--format", "csv")
    assert done.out.splitlines()[-1] == "true"


def test_query_lists_what_there_is(run: Callable[..., Done]) -> None:
    done = run("query", "--list", "--format", "tsv")
    assert done.status == cli.DONE
    names = [line.split("\t")[0] for line in done.out.splitlines()[1:]]
    assert "zones" in names
    assert names == sorted(names)
    assert "zones" in run("query", "--list").out


def test_query_says_when_a_name_is_unknown(graph: Path, run: Callable[..., Done]) -> None:
    done = run("query", graph, "figures-by-zone", "--param", "zone=松山高兴区")
    assert done.status == cli.DONE
    assert "松山高新区" in done.err


def test_validate_reports_for_people_and_programs(graph: Path, run: Callable[..., Done]) -> None:
    text = run("validate", graph)
    assert (text.status, text.out[:2]) == (cli.DONE, "符合")
    assert json.loads(run("validate", graph, "--format", "json").out)["conforms"] is True


def test_validate_says_when_a_graph_does_not_conform(
    graph: Path, tmp_path: Path, run: Callable[..., Done]
) -> None:
    lines = (graph / "graph.nq").read_text(encoding="utf-8").splitlines(keepends=True)
    broken = tmp_path / "broken.nq"
    kept = [line for line in lines if "#exact>" not in line]
    assert len(kept) < len(lines)
    broken.write_text("".join(kept), encoding="utf-8")
    done = run("validate", broken)
    assert done.status == cli.IN_PART
    assert done.out.startswith("不符合")


def test_view_writes_the_page_again(graph: Path, tmp_path: Path, run: Callable[..., Done]) -> None:
    target = tmp_path / "网页.html"
    assert run("view", graph, "-o", target).status == cli.DONE
    assert target.read_bytes() == (graph / "graph.html").read_bytes()
    assert run("view", graph, "-o", target, "--zone", "松山高新区", "--type", "zone", "--type",
               "metric").status == cli.DONE  # fmt: skip
    assert target.read_bytes() != (graph / "graph.html").read_bytes()


def test_view_writes_beside_the_graph(
    graph: Path, tmp_path: Path, run: Callable[..., Done]
) -> None:
    (tmp_path / "graph.nq").write_bytes((graph / "graph.nq").read_bytes())
    assert run("view", tmp_path / "graph.nq").status == cli.DONE
    assert (tmp_path / "graph.html").read_bytes() == (graph / "graph.html").read_bytes()


@pytest.mark.parametrize("form", cli.EXPORTS)
def test_export_writes_each_format(
    graph: Path, tmp_path: Path, run: Callable[..., Done], form: str
) -> None:
    target = tmp_path / "out"
    assert run("export", graph, "--format", form, "-o", target).status == cli.DONE
    assert target.stat().st_size > 0


def test_export_goes_to_stdout(graph: Path, tmp_path: Path, run: Callable[..., Done]) -> None:
    done = zhengtu("export", graph, "--format", "nq", env={"PYTHONIOENCODING": "ascii"})
    assert run("export", graph, "--format", "nq", "-o", tmp_path / "g.nq").status == cli.DONE
    assert done.stdout == (tmp_path / "g.nq").read_bytes()
    assert "松山高新区".encode() in done.stdout


def test_export_chooses_a_table(graph: Path, tmp_path: Path, run: Callable[..., Done]) -> None:
    target = tmp_path / "zones.csv"
    assert run("export", graph, "--format", "csv", "--type", "zone", "-o", target).status == 0
    assert "松山高新区" in target.read_text(encoding="utf-8-sig")
    done = run("export", graph, "--format", "csv", "--type", "moon")
    assert_one_line(done, says=("moon", "zone"))


def test_explain_shows_figures_and_rules(page: Path, run: Callable[..., Done]) -> None:
    done = run("explain", page)
    assert done.status == cli.DONE
    assert "3.6亿元 = 进出口总额" in done.out
    sentence = run("explain", "今年全市新签约项目42个。", "--date", "2024-05-06",
                   "--place", "四川省云川市")  # fmt: skip
    assert "42个 = 签约项目" in sentence.out
    assert "2024" in sentence.out


@pytest.mark.parametrize(
    ("part", "file"),
    [("page", "README.md"), ("units", "units.ttl"), ("indicators", "indicators.ttl")],
)
def test_ontology_prints_the_generated_files(
    run: Callable[..., Done], part: str, file: str
) -> None:
    done = run("ontology", part)
    assert done.status == cli.DONE
    assert done.out == resources.ontology(file).read_text(encoding="utf-8")


def test_ontology_prints_the_page_unless_told(run: Callable[..., Done]) -> None:
    assert run("ontology").out == run("ontology", "page").out


def test_version_and_help(run: Callable[..., Done]) -> None:
    assert run("--version").out == f"zhengtu {__version__}\n"
    assert zhengtu("--help").returncode == cli.DONE


# ---------------------------------------------------------------- faults


@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("empty.md", b""),
        ("blank.md", b" \n\n\t"),
        ("picture.md", PNG),
        ("binary.txt", bytes(range(256)) * 8),
        ("wrong.txt", "云川市新签约项目".encode() + b"\xff\xfe\x81" + "四十二个".encode()),
        ("half.html", b"<html><body></body></html>"),
        ("broken.pdf", b"%PDF-1.4\nnothing"),
        ("broken.docx", b"PK\x03\x04nothing"),
    ],
)
def test_what_is_no_text_is_refused(
    tmp_path: Path, run: Callable[..., Done], name: str, data: bytes
) -> None:
    (tmp_path / name).write_bytes(data)
    assert_one_line(run("build", tmp_path / name, "-o", tmp_path / "g"), says=(name,))
    assert not (tmp_path / "g").exists()


def test_what_is_not_there_is_named(tmp_path: Path, run: Callable[..., Done]) -> None:
    (tmp_path / "空").mkdir()
    for source in (tmp_path / "没有.md", tmp_path / "空"):
        done = run("build", source, "-o", tmp_path / "g")
        assert_one_line(done, says=(str(source),))
    for command in ("validate", "view"):
        assert_one_line(run(command, tmp_path / "无"), says=(str(tmp_path / "无"),))


def test_an_output_that_is_a_file_is_refused(page: Path, run: Callable[..., Done]) -> None:
    done = run("build", page, "-o", page)
    assert_one_line(done, says=(str(page), "文件夹"))
    assert page.read_text(encoding="utf-8") == PAGE


def test_an_unwritable_output_is_named(
    page: Path, tmp_path: Path, run: Callable[..., Done]
) -> None:
    (tmp_path / "file").touch()
    done = run("build", page, "-o", tmp_path / "file" / "out")
    assert_one_line(done, says=(str(tmp_path / "file" / "out"),))


@pytest.mark.parametrize("options", [("--date", "2025-02-30"), ("--place", "月球"),
                                     ("--column", "正文"), ("--base", "not an iri")])  # fmt: skip
def test_an_option_that_makes_no_sense_is_named(
    page: Path, tmp_path: Path, run: Callable[..., Done], options: tuple[str, str]
) -> None:
    done = run("build", page, "-o", tmp_path / "g", *options)
    assert_one_line(done, says=(options[1],))
    assert not (tmp_path / "g").exists()


@pytest.mark.parametrize("name", ["graph.nq", "graph.ttl"])
def test_a_broken_graph_is_shown_with_its_line(
    tmp_path: Path, run: Callable[..., Done], name: str
) -> None:
    good = "<http://a.example/s> <http://a.example/p> <http://a.example/o> .\n"
    (tmp_path / name).write_text(f"{good}<http://a.example/s> <unclosed\n", encoding="utf-8")
    for arguments in (("validate",), ("view",), ("export", "--format", "nt")):
        command, *rest = arguments
        assert_one_line(run(command, tmp_path / name, *rest), says=(f"{tmp_path / name}:2:",))
    assert_one_line(run("query", tmp_path / name, "zones"), says=(f"{tmp_path / name}:2:",))


def test_a_query_fault_has_line_column_and_caret(graph: Path, run: Callable[..., Done]) -> None:
    done = run("query", graph, "SELECT ?s {\n  ?s rdfs:label '临湖' ?x }")
    assert done.status == cli.NOT_DONE
    said, line, caret = done.err.splitlines()
    assert re.search(r":?2:\d+: ", said)
    assert line == "  ?s rdfs:label '临湖' ?x }"
    assert caret.strip() == "^"


def test_an_unknown_query_name_brings_near_ones(graph: Path, run: Callable[..., Done]) -> None:
    assert_one_line(run("query", graph, "zone"), says=("zone", "zones"))


@pytest.mark.parametrize(
    ("text", "named"),
    [
        ("SELECT * { SERVICE <http://x.example/> { ?s ?p ?o } }", "SERVICE"),
        ("INSERT DATA { <http://a.example/> a zt:Zone }", "INSERT"),
        ("DELETE WHERE { ?s ?p ?o }", "DELETE"),
        ("SELECT * FROM <http://x.example/g> { ?s ?p ?o }", "http://x.example/g"),
    ],
)
def test_queries_that_change_or_leave_are_refused(
    graph: Path, run: Callable[..., Done], text: str, named: str
) -> None:
    before = (graph / "graph.nq").read_bytes()
    assert_one_line(run("query", graph, text), says=(named,))
    assert (graph / "graph.nq").read_bytes() == before


def test_a_query_gives_up_in_time(graph: Path) -> None:
    every = " ".join(f"?a{n} ?b{n} ?c{n} ." for n in range(6))
    text = f"SELECT (COUNT(*) AS ?n) {{ {every} }}"
    done = zhengtu("query", graph, text, "--timeout", "0.05")  # ends with its process
    assert_one_line(Done(done.returncode, "", done.stderr.decode()), says=("0.05",))
    assert done.stdout == b""


@pytest.mark.parametrize(
    "arguments",
    [
        (), ("bogus",), ("build",), ("build", "a.md"), ("query",), ("query", "g"),
        ("query", "g", "zones", "--format", "pdf"), ("export", "g"), ("view",),
        ("export", "g", "--format", "docx"), ("query", "g", "zones", "--limit", "many"),
    ],
)  # fmt: skip
def test_wrong_usage_is_one_line(run: Callable[..., Done], arguments: tuple[str, ...]) -> None:
    assert_one_line(run(*arguments), says=("zhengtu",))


def test_a_wrong_parameter_names_the_known_ones(graph: Path, run: Callable[..., Done]) -> None:
    assert_one_line(run("query", graph, "figures-by-zone", "--param", "moon=1"), says=("zone",))


def test_a_reader_that_stops_is_no_fault(
    run: Callable[..., Done], monkeypatch: pytest.MonkeyPatch
) -> None:
    def stop(_: argparse.Namespace) -> int:
        raise KeyboardInterrupt

    monkeypatch.setattr(cli, "run_ontology", stop)
    done = run("ontology")
    assert (done.status, done.err) == (cli.NOT_DONE, "zhengtu: 已中断 (interrupted)\n")
