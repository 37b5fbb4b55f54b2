"""SPARQL as text: its tokens, what is refused, where it is wrong, and values put into it.

Tokens are those of https://www.w3.org/TR/sparql11-query/#sparqlGrammar, so that a keyword
inside a string, an IRI or a comment is none.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from itertools import accumulate, pairwise
from typing import TYPE_CHECKING

from zhengtu.errors import QueryError
from zhengtu.table import visible, width

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

# Repeats are possessive: no token can make the scan go back.
TOKEN = re.compile(
    r"""
    (?P<space>[ \t\r\n]++)
  | (?P<comment>\#[^\r\n]*+)
  | (?P<string>
        \"\"\"(?:[^"\\]|\\.|\"(?!\"\"))*+\"\"\"
      | '''(?:[^'\\]|\\.|'(?!''))*+'''
      | "(?:[^"\\\r\n]|\\.)*+"
      | '(?:[^'\\\r\n]|\\.)*+' )
  | (?P<iri><[^<>"{}|^`\\\x00-\x20]*+>)
  | (?P<variable>[?$]\w++)
  | (?P<language>@[A-Za-z]++(?:-[A-Za-z0-9]++)*+)
  | (?P<number>(?:[0-9]*+\.)?+[0-9]++(?:[eE][+-]?[0-9]++)?+)
  | (?P<name>(?:[^\W\d][\w.·-]*+)?+:(?:[\w:%·-]|\\.|\.(?=[\w.:%\\-]))*+)
  | (?P<word>[^\W\d]\w*+)
  | (?P<mark>\^\^|\|\||&&|[!<>]=|<<|>>|\{\||\|\}|.)
    """,
    re.VERBOSE | re.DOTALL,
)
UPDATES = frozenset(
    {"INSERT", "DELETE", "LOAD", "CLEAR", "DROP", "CREATE", "ADD", "MOVE", "COPY", "WITH"}
)
FORMS = frozenset({"SELECT", "CONSTRUCT", "DESCRIBE", "ASK", "PREFIX", "BASE"})
PADDING = " " * 24  # longer than any keyword, see locate


@dataclass(frozen=True, slots=True)
class Token:
    """A piece of a query: its sort (a group of TOKEN), its text, its offset in code points."""

    sort: str
    text: str
    start: int

    @property
    def keyword(self) -> str:
        """The word in capitals, or nothing when it is no bare word."""
        return self.text.upper() if self.sort == "word" else ""


@dataclass(frozen=True)
class QuerySyntaxError(QueryError):
    """Not SPARQL.  ``excerpt`` is the query's line and, below it, a caret at the place."""

    excerpt: str = ""

    def __str__(self) -> str:
        return f"{super().__str__()}\n{self.excerpt}" if self.excerpt else super().__str__()


def tokens(text: str) -> Iterator[Token]:
    """The query's tokens in order, without white space and comments.

    >>> [token.text for token in tokens("ASK { ?s a zt:Zone } # SERVICE")]
    ['ASK', '{', '?s', 'a', 'zt:Zone', '}']
    """
    for match in TOKEN.finditer(text):
        sort = match.lastgroup or ""
        if sort not in ("space", "comment"):
            yield Token(sort, match[0], match.start())


def refuse(text: str, *, name: str = "") -> None:
    """Raise QueryError when the query would change the graph or leave this machine.

    The engine itself has no switch for SERVICE, and it takes ``SERVICEx:y`` for SERVICE:
    so any word or prefix that holds the word is refused.
    """
    for token in tokens(text):
        head = token.text.partition(":")[0] if token.sort == "name" else token.keyword
        if "SERVICE" in head.upper():
            what = "拒绝 SERVICE: 查询不联网 (refused: SERVICE would go out to the network)"
            hint = "只查本地图; 前缀名也不能含 service (query the graph itself)"
            raise QueryError(what, place(text, token.start, name), hint)
        if token.keyword in UPDATES:
            what = f"拒绝 {token.keyword}: 查询不改动图 (refused: an update)"
            hint = "用 SELECT, CONSTRUCT, DESCRIBE 或 ASK (ask, do not change)"
            raise QueryError(what, place(text, token.start, name), hint)


def datasets(text: str) -> Iterator[Token]:
    """The IRIs and prefixed names that stand after FROM and FROM NAMED."""
    for before, token in pairwise(t for t in tokens(text) if t.keyword != "NAMED"):
        if before.keyword == "FROM":
            yield token


def variables(text: str) -> tuple[str, ...]:
    """The names of the variables inside the query's pattern, in order of first sight.

    >>> variables("SELECT (COUNT(?s) AS ?n) { ?s a ?type }")
    ('s', 'type')
    """
    span = _pattern(text)
    if span is None:
        return ()
    body = text[span[0] : span[1]]
    return tuple(dict.fromkeys(t.text[1:] for t in tokens(body) if t.sort == "variable"))


def bind(text: str, *, filters: Mapping[str, str], values: Mapping[str, str]) -> str:
    """The query with conditions put into its pattern.

    ``filters`` are SPARQL expressions that must hold, ``values`` terms in SPARQL that a
    variable is to have inside the pattern.  No line is added, so places stay true.

    >>> bind("ASK { ?s ?p ?o }", filters={"s": "ISIRI(?s)"}, values={})
    'ASK {FILTER(ISIRI(?s)) { ?s ?p ?o }}'
    """
    span = _pattern(text)
    if span is None or not (filters or values):
        return text
    start, end = span
    before = " ".join(f"FILTER({expression})" for expression in filters.values())
    inside = " ".join(f"VALUES ?{variable} {{ {term} }}" for variable, term in values.items())
    return f"{text[:start]}{before} {{{inside}{text[start:end]}}}{text[end:]}"


def _pattern(text: str) -> tuple[int, int] | None:
    """Where the WHERE pattern's inside starts and ends; None for a query without one."""
    groups = tuple(_groups(text))
    template = any(t.keyword == "CONSTRUCT" and n.text == "{" for t, n in pairwise(tokens(text)))
    index = 1 if template else 0
    return groups[index] if len(groups) > index else None


def _groups(text: str) -> Iterator[tuple[int, int]]:
    """The insides of the outermost braces that stand in no parentheses, in order."""
    depth = parentheses = start = 0
    for token in tokens(text):
        parentheses += {"(": 1, ")": -1}.get(token.text, 0)
        if token.text == "{" and (depth or not parentheses):
            start = start if depth else token.start + 1
            depth += 1
        elif token.text == "}" and depth:
            depth -= 1
            if not depth:
                yield start, token.start


def locate(text: str, *, complain: Callable[[str], str | None], name: str = "") -> QuerySyntaxError:
    """The error of a query that is wrong, at the token where it goes wrong.

    ``complain`` parses a text and gives the parser's message ("error at 2:5: …"), or None
    for a text without fault.  pyoxigraph's parser counts a keyword that it tried as read,
    so that it often points at a place behind the fault, up to the keyword's length; with
    white space of that length between all tokens the place tells the token.
    """
    stream = (*tokens(text), Token("end", "", len(text.rstrip())))
    pieces = [_padded(token, after) for token, after in pairwise((*stream, stream[-1]))]
    message = complain("".join(pieces)) or "error at 1:1"
    token = _lone_quote(stream) or _token_at(stream, pieces, message)
    what, hint = _diagnosis(message, token)
    return QuerySyntaxError(what, place(text, token.start, name), hint, _excerpt(text, token.start))


def _padded(token: Token, after: Token) -> str:
    # CONCAT (?a) is a fault to the parser, so what stands at a parenthesis stays there.
    glued = after.text == "(" and after.start == token.start + len(token.text)
    return token.text if glued else token.text + PADDING


def _lone_quote(stream: tuple[Token, ...]) -> Token | None:
    return next((token for token in stream if token.text in ('"', "'")), None)


def _token_at(stream: tuple[Token, ...], pieces: list[str], message: str) -> Token:
    """The token whose piece of the padded query holds the parser's line and column."""
    found = re.search(r"at (\d+):(\d+)", message)
    line, column = (int(found[1]), int(found[2])) if found else (1, 1)
    rows = "".join(pieces).split("\n")
    offset = sum(len(row) + 1 for row in rows[: line - 1]) + column - 1
    ends = accumulate(map(len, pieces))
    return next((t for t, end in zip(stream, ends, strict=True) if offset < end), stream[-1])


def _diagnosis(message: str, token: Token) -> tuple[str, str]:
    """What is wrong, and what to do about it."""
    if token.text in ('"', "'"):
        return "引号没有配对 (unclosed string)", "补上引号 (close it)"
    if "Prefix not found" in message:
        prefix = token.text.partition(":")[0]
        return f"前缀 {prefix}: 没有声明 (undeclared prefix)", "在开头加 PREFIX (declare it)"
    if "variable that is unbound" in message:
        what = "SELECT 的变量不在 GROUP BY 中 (a selected variable is not grouped)"
        return what, "加进 GROUP BY, 或用 SAMPLE() (group by it, or sample it)"
    if token.sort == "end":
        return "查询没有写完 (the query ends too early)", "检查括号是否配对 (balance the braces)"
    if unicodedata.east_asian_width(token.text[0]) in "FA" or token.text[0] in "“”‘’、。":
        what = f"全角符号 {token.text[0]} (full-width punctuation)"
        return what, "改用半角符号 (use ASCII punctuation)"
    what = f"语法错误, 此处不能是 {visible(token.text)} (unexpected here)"
    return what, "改正箭头所指之处 (mend what the caret shows)"


def place(text: str, offset: int, name: str) -> str:
    """Where an offset lies, as ``name:line:column``; lines and columns count from 1."""
    line_start = text.rfind("\n", 0, offset) + 1
    return f"{name or 'query'}:{text.count(chr(10), 0, offset) + 1}:{offset - line_start + 1}"


def _excerpt(text: str, offset: int) -> str:
    start = text.rfind("\n", 0, offset) + 1
    line = text[start:].partition("\n")[0].replace("\t", " ")
    return f"{visible(line)}\n{' ' * width(visible(line[: offset - start]))}^"
