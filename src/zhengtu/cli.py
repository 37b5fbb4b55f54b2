"""The command line: ``zhengtu build | query | validate | view | export | explain | ontology``.

Only ``argparse`` is imported here; each command imports what it needs when it runs, so
that ``zhengtu --help`` starts at once.  Output for programs goes to stdout, progress and
errors to stderr.  Exit status: 0 done, 1 done in part (some sources failed, the graph
does not conform), 2 not done.
"""

from __future__ import annotations

import argparse
import gc
import os
import sys

from zhengtu import __version__

TYPE_CHECKING = False  # importing typing would take longer than all else here
if TYPE_CHECKING:
    from collections.abc import Callable, Container, Mapping, Sequence
    from pathlib import Path
    from typing import NoReturn

DONE, IN_PART, NOT_DONE = 0, 1, 2
WIDTH = 80  # of a terminal that does not say
EXPORTS = "csv datacube gexf graphml jsonld nq nt rdfxml trig ttl xlsx".split()


def _path(text: str) -> Path:
    from pathlib import Path  # noqa: PLC0415  # keeps --help light

    return Path(text)


def _formatter(prog: str) -> argparse.HelpFormatter:
    """As argparse makes it, but with a width not from ``shutil``, which loads slowly."""
    columns = os.environ.get("COLUMNS", "")
    try:
        width = int(columns) if columns.isdecimal() else os.get_terminal_size(1).columns
    except OSError:  # no terminal
        width = 0
    return argparse.HelpFormatter(prog, width=(width or WIDTH) - 2)


class _Parser(argparse.ArgumentParser):
    """A parser whose errors are one line, like all others."""

    def error(self, message: str) -> NoReturn:
        self.exit(NOT_DONE, f"{self.prog}: {message}; 用法见 (see) {self.prog} --help\n")


def parser(only: Container[str] | None = None) -> argparse.ArgumentParser:
    """All commands; those among ``only``, or all of them, with their arguments.

    One run needs the arguments of one command.
    """
    top = _Parser(
        prog="zhengtu",
        description="政图: 把政府新闻文本变成有出处的知识图谱 (press text to a knowledge graph)",
        formatter_class=_formatter,
    )
    top.add_argument("--version", action="version", version=f"zhengtu {__version__}")
    commands = top.add_subparsers(dest="command", required=True, metavar="命令")
    for name, (purpose, declare) in _commands().items():
        command = commands.add_parser(name, help=purpose, formatter_class=_formatter)
        if only is None or name in only:
            declare(command)
    return top


def _commands() -> Mapping[str, tuple[str, Callable[[argparse.ArgumentParser], None]]]:
    """Each command with what it is for and what declares its arguments."""
    return {
        "build": ("读文本，写出图谱 (read texts, write the graph)", _build),
        "query": ("用 SPARQL 提问 (ask the graph)", _query),
        "validate": ("用 SHACL 校验 (check the graph)", _validate),
        "view": ("由图谱重写网页 (write the page again)", _view),
        "export": ("导出为其他格式 (other formats)", _export),
        "explain": ("逐句说明识别了什么、为什么 (what was recognised and why)", _explain),
        "ontology": ("打印本体的说明和词表 (print the ontology)", _ontology),
        "evaluate": ("与标准答案比对 (compare with gold)", _evaluate),
    }


def _build(command: argparse.ArgumentParser) -> None:
    command.add_argument(
        "sources",
        nargs="+",
        type=_path,
        metavar="SOURCE",
        help="文本文件或文件夹 (files or folders)",
    )
    command.add_argument(
        "-o",
        "--output",
        required=True,
        type=_path,
        metavar="DIR",
        help="输出文件夹 (output folder)",
    )
    _reading_options(command)
    command.add_argument("--base", help="资源 IRI 的前缀 (where the IRIs of things begin)")
    command.add_argument(
        "--column", action="append", default=[], metavar="FIELD=NAME",
        help="表格中 text、title、date、place、source 的列名 (columns of a table)",
    )  # fmt: skip
    command.set_defaults(run=run_build)


def _reading_options(command: argparse.ArgumentParser) -> None:
    command.add_argument(
        "--date", metavar="YYYY-MM-DD", help="文中“今年”“本月”所依的日期 (the text's day)"
    )
    command.add_argument("--place", help="文中“我市”“全省”所指，如 河南省新乡市 (the text's place)")
    command.add_argument(
        "--lexicon", type=_path, metavar="DIR", help="自己的词表文件夹 (your own tables)"
    )


def _query(command: argparse.ArgumentParser) -> None:
    command.add_argument(
        "graph", nargs="?", type=_path, metavar="GRAPH", help="图谱文件或输出文件夹"
    )
    command.add_argument("query", nargs="?", metavar="QUERY", help="查询名、文件或 SPARQL 文本")
    command.add_argument(
        "--list", action="store_true", help="列出自带的查询 (list the named queries)"
    )
    command.add_argument(
        "--param",
        action="append",
        default=[],
        metavar="NAME=VALUE",
        help="给变量赋值，如 zone=经开区",
    )
    command.add_argument(
        "--format", choices=("table", "csv", "tsv", "json", "ttl"), default="table"
    )
    command.add_argument("--limit", type=int, metavar="N", help="最多几行 (at most N rows)")
    command.add_argument(
        "--timeout", type=float, metavar="SECONDS", help="最多几秒 (give up after)"
    )
    command.set_defaults(run=run_query)


def _validate(command: argparse.ArgumentParser) -> None:
    command.add_argument("graph", type=_path, metavar="GRAPH", help="图谱文件或输出文件夹")
    command.add_argument("--format", choices=("text", "json"), default="text")
    command.set_defaults(run=run_validate)


def _view(command: argparse.ArgumentParser) -> None:
    command.add_argument("graph", type=_path, metavar="GRAPH", help="图谱文件或输出文件夹")
    command.add_argument(
        "-o",
        "--output",
        type=_path,
        metavar="FILE",
        help="网页文件 (default: graph.html beside the graph)",
    )
    command.add_argument("--zone", help="只看一个区域 (one zone only)")
    command.add_argument(
        "--type", action="append", metavar="TYPE", help="只看某类，可重复 (types to show)"
    )
    command.set_defaults(run=run_view)


def _export(command: argparse.ArgumentParser) -> None:
    command.add_argument("graph", type=_path, metavar="GRAPH", help="图谱文件或输出文件夹")
    command.add_argument("--format", required=True, choices=EXPORTS)
    command.add_argument(
        "-o",
        "--output",
        type=_path,
        metavar="FILE",
        help="文件；不给则写到标准输出 (default: stdout)",
    )
    command.add_argument(
        "--type", default="metric", metavar="TYPE", help="csv 写哪一类 (which table as csv)"
    )
    command.set_defaults(run=run_export)


def _evaluate(command: argparse.ArgumentParser) -> None:
    command.add_argument(
        "gold", type=_path, metavar="GOLD", help="标准答案文件或文件夹 (gold file or folder)"
    )
    command.add_argument(
        "texts", type=_path, metavar="TEXTS", help="文本文件或其文件夹 (the texts)"
    )
    command.add_argument(
        "--misses", action="store_true", help="列出每处差异及其句子 (each miss, with its sentence)"
    )
    command.add_argument("--format", choices=("text", "json"), default="text")
    command.add_argument(
        "--lexicon", type=_path, metavar="DIR", help="自己的词表文件夹 (your own tables)"
    )
    command.set_defaults(run=run_evaluate)


def _explain(command: argparse.ArgumentParser) -> None:
    command.add_argument("text", metavar="TEXT-or-FILE", help="一句话或一个文件")
    _reading_options(command)
    command.set_defaults(run=run_explain)


def _ontology(command: argparse.ArgumentParser) -> None:
    command.add_argument(
        "part",
        nargs="?",
        choices=("page", "units", "indicators"),
        default="page",
        help="说明 (Markdown)、单位或指标 (Turtle)；默认 page (which file, default: page)",
    )
    command.set_defaults(run=run_ontology)


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command and give its exit status."""
    _utf8()
    given = sys.argv[1:] if arguments is None else arguments
    options = parser(given).parse_args(given)
    from zhengtu.errors import ZhengtuError  # noqa: PLC0415  # keeps --help light

    try:
        status: int = options.run(options)
    except ZhengtuError as error:
        return _complain(error)
    except BrokenPipeError:
        sys.stderr.close()
        return DONE
    except KeyboardInterrupt:
        return _complain("已中断 (interrupted)")
    return status


def program() -> int:
    """``main`` in a process of its own: short, and with hardly a cycle among its objects.

    To look for cycles takes a tenth of a build, when it runs and again when it ends.
    """
    gc.disable()
    status = main()
    gc.freeze()
    return status


def _utf8() -> None:
    """Chinese goes out as UTF-8, whatever the locale says."""
    for stream in (sys.stdout, sys.stderr):
        reconfigure = getattr(stream, "reconfigure", None)
        if reconfigure is not None:
            reconfigure(encoding="utf-8", errors="backslashreplace")


def _complain(error: object) -> int:
    sys.stderr.write(f"zhengtu: {error}\n")
    return NOT_DONE


def run_build(options: argparse.Namespace) -> int:
    """Read every source, report those that cannot be read, and write the folder."""
    from zhengtu import output  # noqa: PLC0415
    from zhengtu.batch import read_all  # noqa: PLC0415
    from zhengtu.result import Result  # noqa: PLC0415

    columns = dict(_pairs(options.column, "--column"))
    batch = read_all(
        options.sources, date=options.date, place=options.place,
        lexicon=options.lexicon, columns=columns or None,
    )  # fmt: skip
    for fault in batch.faults:
        _complain(fault)
    if not batch.readings:
        return NOT_DONE
    result = Result(batch.readings, base=options.base)
    output.write_folder(options.output, output.outputs(result), keep=batch.paths)
    sys.stderr.write(_summary(result, options.output))
    return IN_PART if batch.faults else DONE


def _summary(result: object, folder: Path) -> str:
    from zhengtu.report import report  # noqa: PLC0415

    said = report(result, conformance=False)  # type: ignore[arg-type]
    count = sum(said["facts"].values())
    listed = "、".join(f"{name} {number}" for name, number in said["facts"].items())
    found = f"{count} 条事实 (facts): {listed}" if count else "没有发现事实 (no facts found)"
    return f"{folder}: {len(said['documents'])} 篇 (documents), {found}, 未定 (open) {len(said['open'])}\n"


def _pairs(texts: Sequence[str], option: str) -> list[tuple[str, str]]:
    from zhengtu.errors import UsageError  # noqa: PLC0415

    pairs = []
    for text in texts:
        name, equals, value = text.partition("=")
        if not (name and equals):
            raise UsageError(
                f"{text!r} 不是 名=值 (not NAME=VALUE)", option, "如 zone=经开区 (for example)"
            )
        pairs.append((name, value))
    return pairs


def run_query(options: argparse.Namespace) -> int:
    """Answer one query, or list those that ship."""
    from zhengtu import query  # noqa: PLC0415
    from zhengtu.answer import render  # noqa: PLC0415
    from zhengtu.errors import UsageError  # noqa: PLC0415
    from zhengtu.store import load  # noqa: PLC0415

    if options.list:
        sys.stdout.write(render(query.catalogue(), form=options.format))
        return DONE
    if options.graph is None or options.query is None:
        raise UsageError(
            "要有 GRAPH 和 QUERY (both are needed)", "query", "zhengtu query --list 看有哪些查询"
        )
    asked = query.find(options.query)
    answer = query.run(
        load(options.graph), asked, params=dict(_pairs(options.param, "--param")),
        limit=options.limit, timeout=options.timeout,
    )  # fmt: skip
    import shutil  # noqa: PLC0415

    width = shutil.get_terminal_size().columns if sys.stdout.isatty() else None
    sys.stdout.write(render(answer, form=options.format, width=width))
    if not answer.complete:
        sys.stderr.write(
            "zhengtu: 还有更多行 (there are more rows); 用 --limit 放宽 (raise --limit)\n"
        )
    if answer.note:
        sys.stderr.write(f"zhengtu: {answer.note}\n")
    return DONE


def run_validate(options: argparse.Namespace) -> int:
    """Check a graph and print the report."""
    from zhengtu import validate  # noqa: PLC0415
    from zhengtu.store import load  # noqa: PLC0415

    checked = validate.validate(load(options.graph))
    sys.stdout.write(
        validate.to_json(checked) if options.format == "json" else validate.to_text(checked)
    )
    return DONE if checked.conforms else IN_PART


def run_view(options: argparse.Namespace) -> int:
    """Write the page of a graph."""
    from zhengtu.output import write_file  # noqa: PLC0415
    from zhengtu.store import load  # noqa: PLC0415
    from zhengtu.view import page  # noqa: PLC0415

    folder = options.graph if options.graph.is_dir() else options.graph.parent
    target = options.output or folder / "graph.html"
    write_file(target, page(load(options.graph), zone=options.zone, types=options.type))
    sys.stderr.write(f"{target}\n")
    return DONE


def run_export(options: argparse.Namespace) -> int:
    """Write a graph in another format."""
    from zhengtu.export import export  # noqa: PLC0415
    from zhengtu.output import write_file  # noqa: PLC0415
    from zhengtu.store import load  # noqa: PLC0415

    content = export(load(options.graph), options.format, type_=options.type)
    if options.output is not None:
        write_file(options.output, content)
    else:
        sys.stdout.buffer.write(content if isinstance(content, bytes) else content.encode())
    return DONE


def run_explain(options: argparse.Namespace) -> int:
    """Print each clause with what was recognised."""
    from zhengtu.explain import explain_text  # noqa: PLC0415

    sys.stdout.write(
        explain_text(options.text, date=options.date, place=options.place, lexicon=options.lexicon)
    )
    return DONE


def run_ontology(options: argparse.Namespace) -> int:
    """Print one of the files of ``ontology/`` that are made from others."""
    from zhengtu import indicator_scheme, ontology_page, unit_scheme  # noqa: PLC0415

    write = {
        "page": ontology_page.page,
        "units": unit_scheme.turtle,
        "indicators": indicator_scheme.turtle,
    }
    sys.stdout.write(write[options.part]())
    return DONE


def run_evaluate(options: argparse.Namespace) -> int:
    """Compare what is found in texts with gold."""
    from zhengtu.evaluate import compare  # noqa: PLC0415

    said = compare(
        options.gold,
        options.texts,
        misses=options.misses,
        form=options.format,
        lexicon=options.lexicon,
    )
    sys.stdout.write(said)
    return DONE
