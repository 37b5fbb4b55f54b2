"""Names become IRIs: the same thing always the same one, other things never.

An IRI is the base and a path of segments (``area/河南省/新乡市``); ``segment`` turns any name
into one that both engines accept and that a person can read (RFC 3987).
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple

from zhengtu.lexicon import words
from zhengtu.model import Place, PlaceKind

if TYPE_CHECKING:
    from zhengtu.model import Document

UNKNOWN = "_"
"""Stands where a name is not known; no name becomes this segment."""
QUOTES = frozenset("“”\"‘’'《》〈〉「」『』`")
ENDS = "".join(f"{chr((n << 16) + 0xFFFE)}-{chr((n << 16) + 0xFFFF)}" for n in range(1, 14))
ENCODED = re.compile(
    r"[\0-,/:-@\[-^`{-}\x7f-\x9f\ud800-\uf8ff\ufdd0-\ufdef\ufff0-\uffff"
    rf"{ENDS}\U000e0000-\U000e0fff\U000efffe-\U0010ffff]"
)
"""What is neither unreserved nor a ucschar of RFC 3987, section 2.2.  Said by what it is not,
it would take five milliseconds to compile."""
INVISIBLE = frozenset({"Cc", "Cf", "Cs", "Co", "Zs", "Zl", "Zp"})
RESERVED = frozenset({".", "..", UNKNOWN})
SHORTEST = 2  # of two characters (沛县) none can be left out
LEVELS = ("省", "市", "县", "区", "州", "盟", "旗")


@lru_cache(maxsize=1 << 16)
def segment(name: str) -> str:
    """Return the name as one segment of an IRI's path.

    NFKC, without quotation marks, white space and invisible characters; ASCII that is no
    letter, digit or one of ``-._~`` percent-encoded, everything else raw.  Two names are one
    name exactly when their segments are equal.

    >>> segment("“放管服” 改革"), segment("增长率(%)"), segment("")
    ('放管服改革', '增长率%28%25%29', '_')
    """
    kept = "".join(filter(_is_seen, unicodedata.normalize("NFKC", name)))
    plain = unicodedata.normalize("NFC", kept)  # what is gone may have kept two apart
    if plain in RESERVED:  # dot segments would vanish from a relative IRI
        return "".join(map(_percent, plain))
    return ENCODED.sub(lambda match: _percent(match[0]), plain) or UNKNOWN


def _is_seen(char: str) -> bool:
    return char not in QUOTES and unicodedata.category(char) not in INVISIBLE


def _percent(text: str) -> str:
    return "".join(f"%{byte:02X}" for byte in text.encode())


class Names(NamedTuple):
    """The IRIs of what one document speaks of.

    What has no known place lies below ``_/<document>``, so that it is never taken for the
    thing of the same name in another text.
    """

    base: str
    document: str
    place: Place | None = None
    """Where the document comes from; it tells what 新乡市商务局 belongs to, no more."""

    @classmethod
    def of(cls, document: Document, base: str) -> Names:
        """Return the names of a document's things below ``base``."""
        return cls(base, segment(document.id), document.place)

    def iri(self, *path: str) -> str:
        """Return the base and the path, each part made a segment.

        >>> Names("https://w3id.org/zhengtu/id/", "a-1").iri("unit", "%")
        'https://w3id.org/zhengtu/id/unit/%25'
        """
        return self.base + "/".join(map(segment, path))

    def below(self, iri: str, *path: str) -> str:
        """Return an IRI further down."""
        return iri + "".join(f"/{segment(name)}" for name in path)

    def area(self, place: Place) -> str:
        """Return the IRI of a place."""
        return f"{self.base}area/{self._where(place)}"

    def located(self, kind: str, place: Place | None, *path: str) -> str:
        """Return the IRI of a thing of that kind in a place.

        >>> names = Names("https://w3id.org/zhengtu/id/", "a-1")
        >>> names.located("person", Place(("河南省",)), "张三")
        'https://w3id.org/zhengtu/id/person/河南省/张三'
        >>> names.located("person", None, "张三")
        'https://w3id.org/zhengtu/id/person/_/a-1/张三'
        """
        return f"{self.base}{kind}/{self._where(place)}/" + "/".join(map(segment, path))

    def organization(self, name: str, zone: Place | None) -> tuple[str, Place | None]:
        """Return the IRI of a body, and the place that it is a body of (None: the whole country's).

        A name that says its place (新乡市商务局) lies beside that place, wherever the body is
        mentioned; any other lies in the zone of the mention.

        >>> names = Names("https://w3id.org/zhengtu/id/", "a-1")
        >>> zone = Place(("河南省", "新乡市", "高新区"), PlaceKind.ZONE)
        >>> names.organization("新乡市商务局", zone)[0]
        'https://w3id.org/zhengtu/id/org/河南省/新乡市商务局'
        """
        home = _home(name, zone) or _home(name, self.place)
        if home is not None:
            above = self._where(home).rpartition("/")[0]
            return f"{self.base}org/{above}{'/' if above else ''}{segment(name)}", home
        if is_national(name):
            return f"{self.base}org/{segment(name)}", None
        return self.located("org", zone, name), zone

    def _where(self, place: Place | None) -> str:
        if place is None:
            return f"{UNKNOWN}/{self.document}"
        path = "/".join(map(segment, place.path))
        return path if is_located(place) else f"{UNKNOWN}/{self.document}/{path}"


def is_located(place: Place) -> bool:
    """Tell whether it is known where the place lies; a province lies in no other place."""
    return len(place.path) > 1 or place.kind is PlaceKind.ADMINISTRATIVE


def parent(place: Place) -> Place | None:
    """Return the place above, if it is known."""
    return Place(place.path[:-1]) if len(place.path) > 1 else None


@lru_cache(maxsize=1 << 12)
def is_national(name: str) -> bool:
    """Tell whether every text of the country means the same body by this name.

    >>> is_national("中国科学院"), is_national("政务服务中心")
    (True, False)
    """
    table = words("bodies")
    return name in table["body"] or name.startswith(table["begins"]) or name.endswith(table["ends"])


def _home(name: str, place: Place | None) -> Place | None:
    """The innermost place above or at ``place`` that the name begins with."""
    while place is not None and not name.startswith((place.name, _short(place))):
        place = parent(place)
    return place


def _short(place: Place) -> str:
    """新乡市 is also 新乡; a zone keeps its last character (高新区 is never 高新)."""
    divided = place.kind is PlaceKind.ADMINISTRATIVE and place.name.endswith(LEVELS)
    return place.name[:-1] if divided and len(place.name) > SHORTEST else place.name
