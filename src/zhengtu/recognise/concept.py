"""The indicator scheme: the table ``indicators.tsv`` as checked values.

A concept is a thing that is measured, without period, place, aspect or growth.  The table
follows SKOS (https://www.w3.org/TR/skos-reference/): one preferred name a concept, no name
shared by two, no concept above itself.  What the column ``under`` holds is ISO 25964's
upward posting: names of narrower things that are no concepts of their own.
"""

from __future__ import annotations

import unicodedata
from operator import itemgetter
from typing import TYPE_CHECKING, NamedTuple

from zhengtu.errors import LexiconError
from zhengtu.lexicon import loaded_once, table
from zhengtu.model import Kind
from zhengtu.recognise.unit import units

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from pathlib import Path

    from zhengtu.lexicon import Row

ALONE = "="
"""Before a name: these words alone are the concept, a longer name that ends so is not."""
RELATIVE = frozenset({"ratio", "points", "multiple", "rank"})
"""What any indicator can be given in: its growth, its share, a multiple, a place in a row."""

_COLUMNS = itemgetter(
    "concept", "en", "alt", "under", "dimension", "kind", "broader", "field", "head", "note"
)
_MARKS = str.maketrans("", "", "“”\"‘’'《》〈〉「」『』()[]【】、,·-—~ \t\r\n")
_KINDS = {kind.value: kind for kind in Kind}


def key(words: str) -> str:
    """Give the form under which names are compared: no width, case, quotes, brackets, blanks.

    >>> key("专精特新“小巨人”企业"), key("ｇｄｐ"), key("中欧（亚）班列")
    ('专精特新小巨人企业', 'GDP', '中欧亚班列')
    """
    if not unicodedata.is_normalized("NFKC", words):
        words = unicodedata.normalize("NFKC", words)
    return (words if words.isalnum() else words.translate(_MARKS)).upper()


class Concept(NamedTuple):
    """An indicator: its canonical name, its other names, and what its figures can be.

    ``alt`` are names of the same thing, ``under`` names of something narrower; those in
    ``alone`` end no longer name.  ``dimensions`` are those of ``units.tsv``, ``kind`` is
    what a figure is when the text says no more.  ``broader`` is the concept above, "" when
    that is the ``field`` itself.  A field is its own field, has no kind, and is no indicator.
    """

    name: str
    en: str
    alt: tuple[str, ...]
    under: tuple[str, ...]
    alone: frozenset[str]
    dimensions: tuple[str, ...]
    kind: Kind | None
    broader: str
    field: str
    head: bool
    note: str
    where: str

    @property
    def is_field(self) -> bool:
        """Whether this is a field of indicators and not an indicator."""
        return self.name == self.field

    def takes(self, dimension: str | None) -> bool:
        """Whether a figure in a unit of this dimension can be one of the concept.

        None, for a unit that nobody knows, rules nothing out.

        >>> forests = scheme().concepts["森林覆盖率"]
        >>> forests.takes("money"), forests.takes("points"), forests.takes(None)
        (False, True, True)
        """
        return not dimension or dimension in self.dimensions or dimension in RELATIVE


class Scheme(NamedTuple):
    """Every concept by its canonical name, in the order of the table, and by each name's key."""

    concepts: Mapping[str, Concept]
    owners: Mapping[str, Concept]


@loaded_once
def scheme(folder: Path | None = None) -> Scheme:
    """Load the shipped concepts and those of the user's folder.

    A row of the user's table replaces the shipped row of the same concept.  Raises
    LexiconError, with the line, where the table contradicts itself.
    """
    dimensions = frozenset(unit.dimension for unit in units(folder).by_symbol.values())
    return parse_scheme(table("indicators", folder), dimensions=dimensions)


def parse_scheme(rows: Iterable[Row], *, dimensions: frozenset[str]) -> Scheme:
    """Check and build the scheme of ``rows``; ``dimensions`` are those that units have.

    Raises LexiconError for a cell that says nothing known, a field or broader concept that
    is not there, a name that stands twice, and a concept that is above itself.
    """
    concepts: dict[str, Concept] = {}
    for row in rows:
        concept = _concept(row, dimensions)
        earlier = concepts.get(concept.name)
        if earlier and _file(earlier) == _file(concept):
            raise _wrong(concept, f"指标 {concept.name} 重复 (concept stands twice)", "删去一行")
        concepts[concept.name] = concept
    for concept in concepts.values():
        _check_place(concept, concepts)
    return Scheme(concepts, _owners(concepts.values()))


def _concept(row: Row, dimensions: frozenset[str]) -> Concept:
    name, en, alt, under, dimension, kind, broader, field, head, note = _COLUMNS(row.cells)
    concept = Concept(
        name=name,
        en=en,
        alt=_names(alt.replace(ALONE, "")),
        under=_names(under.replace(ALONE, "")),
        alone=_alone(f"{alt}|{under}"),
        dimensions=_names(dimension),
        kind=_KINDS.get(kind),
        broader=broader,
        field=field,
        head=head == "yes",
        note=note,
        where=row.where,
    )
    _check_cells(concept, row, dimensions)
    return concept


def _names(cell: str) -> tuple[str, ...]:
    return tuple(cell.split("|")) if cell else ()


def _alone(cells: str) -> frozenset[str]:
    if ALONE not in cells:
        return frozenset()
    return frozenset(name[1:] for name in cells.split("|") if name.startswith(ALONE))


def _check_cells(concept: Concept, row: Row, dimensions: frozenset[str]) -> None:
    if not concept.en:
        raise _wrong(concept, f"{concept.name} 没有英文名 (no English name)", "填 en 列")
    if row["head"] not in ("yes", "no"):
        raise _wrong(concept, f"head 列是 {row['head']!r} (neither yes nor no)", "写 yes 或 no")
    if "" in concept.alt + concept.under:
        raise _wrong(concept, "两个 | 之间没有名称 (an empty name)", "删去多余的 |")
    if concept.is_field:
        return
    if concept.kind is None:
        raise _wrong(
            concept, f"kind 列是 {row['kind']!r} (unknown kind)", f"写 {'、'.join(_KINDS)} 之一"
        )
    if not dimensions.issuperset(concept.dimensions) or not concept.dimensions:
        raise _wrong(
            concept,
            f"dimension 列是 {row['dimension']!r} (unknown dimension)",
            "用 units.tsv 的 dimension 列里的词",
        )


def _check_place(concept: Concept, concepts: Mapping[str, Concept]) -> None:
    """Demand that the field and all concepts above are there, and none is the concept itself."""
    field = concepts.get(concept.field)
    if field is None or not field.is_field:
        raise _wrong(concept, f"没有领域 {concept.field!r} (no such field)", "写一个领域行的名称")
    above, passed = concept, {concept.name}
    while above.broader:
        higher = concepts.get(above.broader)
        if higher is None or higher.is_field:
            raise _wrong(
                above, f"没有上位指标 {above.broader!r} (no such concept)", "改 broader 列或留空"
            )
        if higher.name in passed:
            raise _wrong(
                concept, f"{concept.name} 在自己之上 (the concept is above itself)", "改 broader 列"
            )
        passed.add(higher.name)
        above = higher


def _owners(concepts: Iterable[Concept]) -> dict[str, Concept]:
    """Map each name's key to the one concept that has it (SKOS S13 and S14)."""
    owners: dict[str, Concept] = {}
    for concept in concepts:
        for name in (concept.name, *concept.alt, *concept.under):
            if (owner := owners.setdefault(key(name), concept)) is not concept:
                raise _wrong(
                    concept, f"名称 {name} 已属于 {owner.name} (the name is taken)", "只留一处"
                )
    return owners


def _file(concept: Concept) -> str:
    return concept.where.rpartition(":")[0]


def _wrong(concept: Concept, what: str, hint: str) -> LexiconError:
    return LexiconError(what, concept.where, hint)
