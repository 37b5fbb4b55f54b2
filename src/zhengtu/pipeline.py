"""The whole way, on one screen: text → document → facts → graph."""

from __future__ import annotations

from typing import TYPE_CHECKING

from zhengtu.extract.body import find_bodies
from zhengtu.extract.compound import read_clauses
from zhengtu.extract.event import find_events
from zhengtu.extract.measure import find_metrics
from zhengtu.extract.policy import find_policies
from zhengtu.extract.post import find_people
from zhengtu.extract.project import find_projects
from zhengtu.extract.scope import Scope
from zhengtu.extract.table_cells import find_cells
from zhengtu.extract.thing import find_organizations, find_platforms
from zhengtu.extract.zone import ZoneMap, zone_facts
from zhengtu.model import Document, Fact, Metric, Official, Open, Person, Reading, Zone
from zhengtu.read.furniture import furniture
from zhengtu.recognise.place import gazetteer
from zhengtu.recognise.word import vocabulary
from zhengtu.resolve import resolve
from zhengtu.segment import inside, segment

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from pathlib import Path


def read_document(document: Document, *, lexicon: Path | None = None) -> Reading:
    """Everything that one document says.

    Depends on the document and the lexicons alone; linear in the length of the text.
    ``lexicon`` is a folder with the user's own tables.  Raises LexiconError for a wrong
    line in one.
    """
    return read_scope(scope_of(document, lexicon=lexicon))


def scope_of(document: Document, *, lexicon: Path | None = None) -> Scope:
    """A document cut into sentences, with the place, time and mood that each stands under."""
    segmented = segment(document)
    return Scope(segmented, ZoneMap(segmented, gazetteer(lexicon), document.place), lexicon)


def read_scope(scope: Scope) -> Reading:
    """Everything that the document of a scope says."""
    segmented, words = scope.segmented, vocabulary(scope.lexicon)
    document = segmented.document

    measured = [*find_metrics(segmented, scope, words), *find_cells(segmented, scope)]
    metrics = [fact for fact in measured if isinstance(fact, Metric)]
    people = list(find_people(segmented, scope))
    officials = [fact for fact in people if isinstance(fact, Official)]
    aside = furniture(document.text)
    clauses = read_clauses(segmented, scope)
    bodies = find_bodies(segmented, scope, clauses)
    facts: list[Fact] = [
        *metrics,
        *people,
        *zone_facts(scope.zones, [*metrics, *officials], aside),
        *(fact for fact in measured if isinstance(fact, Zone)),
        *find_policies(segmented, scope, words),
        *find_events(segmented, scope, clauses, bodies),
        *find_projects(segmented, scope, words, metrics),
        *find_organizations(segmented, scope, bodies),
        *find_platforms(segmented, scope, words),
    ]
    left_open = tuple(item for item in measured if isinstance(item, Open))
    facts = _outside(facts, aside)
    return Reading(
        document, resolve(facts, segmented, lexicon=scope.lexicon), left_open, segmented.sentences
    )


def _outside(facts: Iterable[Fact], ranges: Sequence[tuple[int, int]]) -> list[Fact]:
    """The facts whose evidence does not stand in page furniture (menus, share buttons).

    Who wrote or edited the page is named there and nowhere else, so persons stay; so do the
    places that facts are about.
    """
    return [
        fact for fact in facts
        if isinstance(fact, (Person, Zone)) or not inside(fact.span.start, ranges)
    ]  # fmt: skip
