"""政图: Chinese government press text to a knowledge graph that shows its evidence.

>>> import zhengtu
>>> result = zhengtu.build("全市新签约项目42个。", date="2025-11-28", place="河南省新乡市")
>>> result.facts[-1].span.quote
'42个'
"""

from __future__ import annotations

__version__ = "0.1.0"

TYPE_CHECKING = False  # importing typing would take longer than all else here
if TYPE_CHECKING:
    from zhengtu.errors import ZhengtuError
    from zhengtu.model import (
        Document,
        Event,
        Fact,
        Kind,
        Metric,
        Modality,
        Official,
        Organization,
        Person,
        Place,
        Platform,
        Policy,
        PolicyKind,
        PolicyStatus,
        Post,
        Project,
        Qualifier,
        Reading,
        Span,
        Zone,
    )
    from zhengtu.read import read_source, read_text
    from zhengtu.result import Result, build

_HOMES = {
    "ZhengtuError": "errors",
    "read_source": "read",
    "read_text": "read",
    "Result": "result",
    "build": "result",
}

__all__ = [
    "Document",
    "Event",
    "Fact",
    "Kind",
    "Metric",
    "Modality",
    "Official",
    "Organization",
    "Person",
    "Place",
    "Platform",
    "Policy",
    "PolicyKind",
    "PolicyStatus",
    "Post",
    "Project",
    "Qualifier",
    "Reading",
    "Result",
    "Span",
    "ZhengtuError",
    "Zone",
    "build",
    "read_source",
    "read_text",
]


def __getattr__(name: str) -> object:
    """Import a public name when it is first used: ``import zhengtu`` itself costs nothing."""
    if name not in __all__:
        message = f"module {__name__!r} has no attribute {name!r}"
        raise AttributeError(message)
    from importlib import import_module  # noqa: PLC0415

    return getattr(import_module(f"{__name__}.{_HOMES.get(name, 'model')}"), name)


def __dir__() -> list[str]:
    return sorted([*globals(), *__all__])
