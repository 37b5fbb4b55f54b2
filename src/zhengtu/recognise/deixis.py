"""The words that mean the place of the text itself: 我省, 全市, 本区."""

from __future__ import annotations

from typing import TYPE_CHECKING

from zhengtu.lexicon import loaded_once, words
from zhengtu.model import Place, PlaceKind
from zhengtu.recognise.locality import is_town, is_village
from zhengtu.recognise.place import gazetteer

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

_ENDINGS = {"city": "市", "county": "县市旗", "prefecture": "州盟区"}
_REGION = "自治区"
_PREFECTURE = 2


@loaded_once
def levels(folder: Path | None = None) -> Mapping[str, str]:
    """The words of ``deixis.tsv`` and the level that each one means."""
    return {word: level for level, listed in words("deixis", folder).items() for word in listed}


def deictic(word: str, *, folder: Path | None = None) -> str | None:
    """The level that a word for the text's own place means; None for any other word.

    Levels are country, province, prefecture, city, county, district, zone, town and village.

    >>> deictic("我市"), deictic("新乡")
    ('city', None)
    """
    return levels(folder).get(word)


def at_level(place: Place, level: str, *, folder: Path | None = None) -> Place | None:
    """The place itself or the innermost one above it that a word of this level means.

    None where there is none, and for the country, which is no place of the tables.

    >>> at_level(Place(("河南省", "新乡市", "高新区"), PlaceKind.ZONE), "city").path
    ('河南省', '新乡市')
    >>> at_level(Place(("广西壮族自治区", "南宁市")), "district").path
    ('广西壮族自治区',)
    """
    above = (
        gazetteer(folder).known(Place(place.path[:depth]))
        for depth in range(len(place.path) - 1, 0, -1)
    )
    return next((area for area in (place, *above) if means(area, level)), None)


def means(area: Place, level: str) -> bool:
    """Whether a word of a level can stand for just this place.

    >>> means(Place(("河南省", "新乡市")), "city"), means(Place(("河南省",)), "city")
    (True, False)
    """
    depth, name = len(area.path), area.name
    if area.kind == PlaceKind.ZONE:
        return level in ("district", "zone")
    if level == "province":
        return depth == 1
    if level in ("town", "village"):
        return is_village(area) if level == "village" else is_town(area)
    if level == "district":
        return (
            name.endswith("区")
            and not name.endswith(("地区", "社区"))
            and (depth > 1 or name.endswith(_REGION))
        )
    if level == "prefecture":
        return depth == _PREFECTURE and name[-1] in _ENDINGS[level]
    if level == "county":
        return (
            depth > 1 and name[-1] in _ENDINGS[level] and (depth > _PREFECTURE or name[-1] != "市")
        )
    return level == "city" and name.endswith("市")
