"""The values that travel from the text to the graph.

Everything here is frozen: a stage receives values and returns new ones.  Offsets are
0-based code points into ``Document.text``, start inclusive, end exclusive (the counting
of the Web Annotation Data Model, https://www.w3.org/TR/annotation-model/#text-position-selector).
"""

from __future__ import annotations

import datetime as dt
import hashlib
import unicodedata
from dataclasses import dataclass, field
from decimal import Decimal
from enum import StrEnum
from functools import cached_property


class Kind(StrEnum):
    """What sort of figure a metric is."""

    COUNT = "count"
    AMOUNT = "amount"
    QUANTITY = "quantity"
    RATE = "rate"
    GROWTH = "growth"
    POINTS = "points"
    SHARE = "share"
    TARGET_COMPLETION = "target_completion"
    REDUCTION = "reduction"
    MULTIPLE = "multiple"
    RANK = "rank"
    DURATION = "duration"


class Qualifier(StrEnum):
    """How the text hedges a number: 超2000家 is OVER, 不足5% UNDER, 近六成 ABOUT, 达9家 REACH."""

    OVER = "over"
    UNDER = "under"
    ABOUT = "about"
    REACH = "reach"


class Modality(StrEnum):
    """Whether a figure is a result or an aim."""

    ACTUAL = "actual"
    TARGET = "target"


class PolicyKind(StrEnum):
    """A document in 《》, or a named reform, mechanism, system, campaign."""

    DOCUMENT = "document"
    MEASURE = "measure"


class PolicyStatus(StrEnum):
    """What the text says has become of a policy document."""

    ISSUED = "issued"
    REVISED = "revised"
    CONSULTATION = "consultation"
    PLANNED = "planned"
    REPEALED = "repealed"
    EXPIRED = "expired"


class PlaceKind(StrEnum):
    """An administrative division of GB/T 2260, or a functional zone inside one."""

    ADMINISTRATIVE = "administrative"
    ZONE = "zone"


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """The words of the source that say something: ``text[start:end] == quote``.

    >>> Span(3, 6, "42个")
    Span(start=3, end=6, quote='42个')
    """

    start: int
    end: int
    quote: str

    def __post_init__(self) -> None:
        if self.start < 0 or self.end - self.start != len(self.quote) or not self.quote:
            message = f"a span of {self.end - self.start} code points cannot quote {self.quote!r}"
            raise ValueError(message)


@dataclass(frozen=True, slots=True, order=True)
class Place:
    """An area, named by the whole path from the province down.

    ``path`` is ("河南省", "新乡市", "高新区"); a zone whose city nobody said has the path
    ("高新区",).  ``code`` is the six-digit GB/T 2260 code, for administrative divisions only.

    >>> Place(("河南省", "新乡市")).name
    '新乡市'
    """

    path: tuple[str, ...]
    kind: PlaceKind = PlaceKind.ADMINISTRATIVE
    code: str | None = None
    said: str = field(default="", compare=False, repr=False)
    """How the text calls it; no part of which place it is."""

    @property
    def name(self) -> str:
        """The area's own name, without those above it."""
        return self.path[-1]

    @property
    def label(self) -> str:
        """The name under which the text knows it: 绵阳高新区, whose name in 绵阳市 is 高新区."""
        return self.said or self.name

    def contains(self, other: Place) -> bool:
        """Whether ``other`` lies in this area and is not the area itself.

        >>> Place(("河南省",)).contains(Place(("河南省", "新乡市")))
        True
        """
        return len(self.path) < len(other.path) and other.path[: len(self.path)] == self.path


@dataclass(frozen=True)  # without slots, so that what costs a look at the whole text is kept
class Document:
    """One source text and what is known of it before reading.

    ``name`` is the file's name without its suffix, ``sources`` every place the same
    release came from.  ``id`` depends on name and content, never on a folder.
    """

    name: str
    text: str
    title: str = ""
    date: dt.date | None = None
    place: Place | None = None
    publisher: str = ""
    sources: tuple[str, ...] = ()
    derived_text: bool = False
    """True when ``text`` was taken out of HTML, DOCX, PDF or a table and is written beside the graph."""

    @cached_property
    def sha256(self) -> str:
        """Hex SHA-256 of the text in UTF-8."""
        return hashlib.sha256(self.text.encode("utf-8", "surrogatepass")).hexdigest()

    @cached_property
    def id(self) -> str:
        """A name for the document that a person can read and that no other text bears."""
        stem = unicodedata.normalize("NFKC", self.name).strip() or "text"
        return f"{stem}-{self.sha256[:8]}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Fact:
    """What every fact has: its evidence, the place it is about, and the rule that found it."""

    span: Span
    zone: Place | None = None
    rule: str = ""
    note: str = ""
    """Why a field was left open, in Chinese; empty when nothing was."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Metric(Fact):
    """A figure: *indicator* of *zone* in *period* is *value* *unit*.

    ``value`` and ``unit`` are as printed (89.3, 亿元), ``base_value`` and ``base_unit``
    the same in the unit without its scale (8930000000, 元).  ``value_max`` and
    ``base_max`` are the upper end of a range.  ``period`` is an ISO 8601 interval with
    inclusive ends and the precision of the text ("2025-01/2025-10", "/2025-11-28",
    "2025"); None where the text does not say.  ``indicator`` is in the text's own words,
    ``concept`` its canonical name in the indicator scheme, ``broader`` the scheme's
    concept above it where the words themselves are not in the scheme.
    """

    indicator: str
    value: Decimal
    unit: str
    base_value: Decimal
    base_unit: str
    kind: Kind
    value_max: Decimal | None = None
    base_max: Decimal | None = None
    qualifier: Qualifier | None = None
    modality: Modality = Modality.ACTUAL
    period: str | None = None
    aspect: str = ""
    concept: str | None = None
    broader: str | None = None
    project: str | None = None
    holder: str | None = None
    """The company or body the figure belongs to when it is not the zone's own."""
    relative_to: Span | None = None
    """Evidence of the metric that a growth, share or completion rate belongs to."""
    component_of: Span | None = None
    """Evidence of the total that this figure is a part of."""
    speaker: str | None = None


@dataclass(frozen=True, slots=True, order=True)
class Post:
    """An office: the body in full (松山高新区管委会) and the title (副主任)."""

    org: str
    title: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Official(Fact):
    """A person named with the posts that the text gives.

    ``tenure`` says what the text says of the holding: "" (holds), "proposed" (拟任),
    "former" (原, 不再担任).
    """

    name: str
    posts: tuple[Post, ...]
    tenure: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Person(Fact):
    """A person named in a role that is no office (记者, 责任编辑, 企业负责人)."""

    name: str
    role: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Zone(Fact):
    """A place that the text speaks of; ``zone`` is the place itself."""

    name: str
    names: tuple[str, ...] = ()
    """Every form under which the text speaks of it."""
    city: str | None = None
    province: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Policy(Fact):
    """A policy document or a named measure.  ``name`` is without 《》.

    ``issuer`` is the body that issued it, several joined by 、; ``date`` the day, month or
    year of issue, ``effective`` and ``expires`` the days on which it enters into force and
    ends (ISO 8601).  ``replaces`` and ``carries_out`` are the titles of other documents.
    """

    name: str
    kind: PolicyKind
    status: PolicyStatus | None = None
    number: str | None = None
    issuer: str | None = None
    date: str | None = None
    effective: str | None = None
    expires: str | None = None
    replaces: tuple[str, ...] = ()
    carries_out: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Event(Fact):
    """A meeting, fair, visit, signing.  ``date`` is ISO 8601 at the precision of the text."""

    name: str
    date: str | None = None
    ordinal: int | None = None
    organisers: tuple[str, ...] = ()
    """The bodies that the text says hold it, in its order."""
    participants: tuple[str, ...] = ()
    """The people who the text says are there."""
    venue: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Project(Fact):
    """An investment or building project; ``investment`` as printed, in ``unit``."""

    name: str
    investment: Decimal | None = None
    unit: str | None = None
    investor: str | None = None
    stage: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Organization(Fact):
    """A company, school, agency, bank or association."""

    name: str
    names: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Platform(Fact):
    """A service or information platform."""

    name: str


@dataclass(frozen=True, slots=True)
class Open:
    """Something that the text leaves undecided: where, what, why (Chinese)."""

    span: Span
    what: str
    why: str


@dataclass(frozen=True, slots=True)
class Sentence:
    """A stretch of a document that ends with 。！？； or a line."""

    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Reading:
    """What one document says: facts ordered by (start, end, type), and what stayed open."""

    document: Document
    facts: tuple[Fact, ...]
    open: tuple[Open, ...] = ()
    sentences: tuple[Sentence, ...] = field(default=(), repr=False)
