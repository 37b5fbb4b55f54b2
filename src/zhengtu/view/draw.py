"""A view as one HTML file, through pyvis: its network, its bundled vis-network, our template.

pyvis's own template links Bootstrap at a CDN whatever the mode and writes headings
unescaped; pyvis lets a template be given instead, so none of it is used.
"""

from __future__ import annotations

import base64
import hashlib
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pyvis  # type: ignore[import-untyped]  # it has no types
from pyvis.network import Network  # type: ignore[import-untyped]

from zhengtu.view.group import group
from zhengtu.view.layout import lay_out
from zhengtu.view.model import TYPE, TYPES
from zhengtu.view.payload import briefs, data_block, numbers, payload

if TYPE_CHECKING:
    from collections.abc import Mapping

    from zhengtu.view.model import Type, View

ASSETS = Path(__file__).parent / "assets"
SCRIPTS = ("base", "labels", "graph", "panel", "search", "compare", "main")
LIBRARY = Path(pyvis.__file__).parent / "templates/lib/vis-9.1.2/vis-network.min.js"
NAMELESS = "（无名）"
OPTIONS: Mapping[str, Any] = {
    "physics": {"enabled": False},
    "layout": {"improvedLayout": False},
    "interaction": {
        "hover": True,
        "dragNodes": False,
        "selectConnectedEdges": False,
        "hoverConnectedEdges": False,
        "zoomSpeed": 0.6,
    },
    "edges": {"smooth": False, "width": 1, "hoverWidth": 1, "selectionWidth": 1.5},
    "nodes": {"borderWidth": 1, "borderWidthSelected": 3},
}


def draw(view: View) -> str:
    """The page of ``view``: UTF-8 text, one file, nothing outside it is asked for."""
    parts = {
        "style": _asset("page.css"),
        "library": LIBRARY.read_text(encoding="utf-8"),
        "script": "\n".join(_asset(f"{name}.js") for name in SCRIPTS),
    }
    network = _network(view)
    network.set_template_dir(str(ASSETS), "page.html")
    network.templateEnv = network.templateEnv.overlay(autoescape=True)
    network.templateEnv.filters["data"] = data_block
    network.templateEnv.globals |= parts
    network.templateEnv.globals["hashes"] = {name: _digest(text) for name, text in parts.items()}
    network.templateEnv.globals["data"] = payload(view)
    return str(network.generate_html())


class _Ids(dict[int, None]):
    """pyvis keeps ids in a list and looks through it for every node and every edge."""

    def append(self, key: int) -> None:
        """Add an id, as to a list."""
        self[key] = None


def _network(view: View) -> Network:
    spots = lay_out(group(view))
    brief = briefs(view)
    number = numbers(node.key for node in view.nodes)
    network = Network(directed=True, cdn_resources="in_line", heading=view.title)
    network.node_ids = _Ids()
    for node in view.nodes:
        kind, spot = TYPE[node.type], spots[node.key]
        network.add_node(
            number[node.key],
            node.name or NAMELESS,  # pyvis would write a number
            kind.shape,
            group=kind.key,
            size=kind.size,
            x=spot.x,
            y=spot.y,
            side=spot.side,
            brief=brief.get(node.key, ""),
            names=node.names,
            details=node.details,
            zones=[number[key] for key in node.zones if key in number],
            shared=len(node.homes) != 1,
        )
    for edge in view.edges:
        network.add_edge(number[edge.source], number[edge.target], label=edge.label, arrows="")
    network.options = {**OPTIONS, "groups": {item.key: _look(item) for item in TYPES}}
    return network


def _look(kind: Type) -> Mapping[str, Any]:
    """A type's colours, the same when pointed at or chosen: a thicker border says so."""
    fill = "#ffffff" if kind.hollow else kind.colour
    colours = {"background": fill, "border": kind.colour}
    return {"color": {**colours, "highlight": colours, "hover": colours}}


def _digest(text: str) -> str:
    """What a Content-Security-Policy calls a script or a style by."""
    return base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()


def _asset(name: str) -> str:
    return (ASSETS / name).read_text(encoding="utf-8")
