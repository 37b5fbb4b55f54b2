// The state of the page and what ties its parts together.

const hiddenTypes = new Set();
const hiddenZones = new Set();
let selected = null; // { node } or { edge }
let focused = null; // the node whose neighbourhood alone is shown
let found = null; // the nodes that the search finds, while one types
let near = null;

const isShown = (id) => {
  const node = NODES[id];
  if (near && !near.has(id)) return false;
  if (hiddenTypes.has(node.group)) return false;
  if (node.group === "zone") return !hiddenZones.has(id);
  return !node.zones?.length || node.zones.some((zone) => !hiddenZones.has(zone));
};

const graph = makeGraph({
  onNode: (id, { focus = false } = {}) => (focus ? focusOn(id) : choose({ node: id })),
  onEdge: (id) => choose({ edge: id }),
  onNothing: () => choose(null),
});
const panel = makePanel({
  go: (id) => goTo(id),
  goSource: showSource,
  goConflict: (clash) =>
    panel.showFacts(
      `互相矛盾 Conflict · ${clash.label}`,
      clash.facts.map((at) => FACTS[at]),
    ),
  focus: (id) => focusOn(id),
  back: () => {
    if (leaveFacts()) return;
    choose(null);
    panel.focus();
  },
});
const search = makeSearch({
  go: (id) => {
    goTo(id);
    panel.focus();
  },
  mark: (ids) => {
    found = ids;
    refresh();
  },
  isShown,
});
const compare = makeCompare({
  onFacts: (title, facts) => {
    panel.showFacts(title, facts);
    openFacts();
  },
  isZoneShown: (id) => !hiddenZones.has(id),
});

function lit() {
  if (found) return found;
  if (!selected) return null;
  if (selected.edge !== undefined) return new Set([EDGES[selected.edge].from, EDGES[selected.edge].to]);
  return new Set([selected.node, ...neighbours(selected.node)]);
}

function refresh() {
  graph.update({ isShown, only: lit(), selected: found ? null : selected });
  $("empty").hidden = NODES.some(({ id }) => isShown(id));
}
$("empty").append(
  ...(NODES.length
    ? [
        "全部隐藏了 Everything is hidden ",
        el("button.button", { type: "button", id: "show-all", onclick: showEverything }, "全部显示 Show all"),
      ]
    : [
        "这张图是空的：没有读出区域、人物或数据。 ",
        el("i", {}, "The graph is empty: no areas, people or figures were found."),
      ]),
);
function showEverything() {
  hiddenTypes.clear();
  hiddenZones.clear();
  filtered();
}

function fillPanel() {
  if (!selected) panel.showAll({ isShown });
  else if (selected.node !== undefined) panel.showNode(selected.node, { focused: focused === selected.node });
  else panel.showEdge(EDGES[selected.edge]);
}

function choose(what) {
  $("search").value = "";
  selected = what;
  refresh();
  fillPanel();
}

// Chosen by name: made visible if it was hidden, and brought into the picture.
function goTo(id) {
  const node = NODES[id];
  if (near && !near.has(id)) unfocus();
  hiddenTypes.delete(node.group);
  (node.group === "zone" ? [id] : (node.zones ?? [])).forEach((zone) => hiddenZones.delete(zone));
  showFilters();
  choose({ node: id });
  graph.show(id);
  say(node.label);
}

function focusOn(id) {
  if (id === null) {
    unfocus();
    choose(selected);
    return;
  }
  focused = id;
  near = new Set([id, ...neighbours(id)]);
  $("focused").replaceChildren(
    el("span", {}, "只看 ", named(NODES[id].label), ` 及相关 ${near.size - 1} 个`),
    el("button.button", { type: "button", id: "whole", onclick: () => focusOn(null) }, "回到全图 Whole"),
  );
  $("focused").hidden = false;
  graph.gather(id);
  choose({ node: id });
  graph.fit();
}
function unfocus() {
  focused = null;
  near = null;
  $("focused").hidden = true;
  graph.gather(null);
}

function showSource(at) {
  selected = null;
  refresh();
  panel.showSource(at);
  openFacts();
}

$("title").replaceChildren(plain(DATA.title));

// Filters
function showFilters() {
  document
    .querySelectorAll("#types .chip")
    .forEach((chip) => chip.setAttribute("aria-pressed", String(!hiddenTypes.has(chip.dataset.type))));
  document.querySelectorAll("#zones input").forEach((box) => {
    box.checked = !hiddenZones.has(Number(box.value));
  });
  $("zonecount").textContent = hiddenZones.size
    ? `${ZONES.length - hiddenZones.size} / ${ZONES.length}`
    : String(ZONES.length);
}
function filtered() {
  showFilters();
  refresh();
  if (!selected) fillPanel();
  if (!$("compare").hidden) compare.show();
}
function flip(set, key) {
  if (!set.delete(key)) set.add(key);
  filtered();
}
// An area takes those inside it along.
function flipZone(id) {
  const hide = !hiddenZones.has(id);
  inside(id).forEach((zone) => (hide ? hiddenZones.add(zone) : hiddenZones.delete(zone)));
  filtered();
  graph.fit();
}

$("types").append(
  ...DATA.types
    .filter((type) => NODES.some((node) => node.group === type.key))
    .map((type) =>
      el(
        "button.chip",
        {
          type: "button",
          "data-type": type.key,
          "aria-pressed": "true",
          title: `${type.en}: 显示或隐藏 show or hide`,
          onclick: () => flip(hiddenTypes, type.key),
        },
        icon(type.key),
        el("span.name", {}, type.zh, " ", el("i", {}, type.en)),
        count(NODES.filter((node) => node.group === type.key).length),
      ),
    ),
);
document.querySelector("#zones .sheet").append(
  el(
    "div.row",
    {},
    el(
      "button.link",
      {
        type: "button",
        onclick: () => {
          hiddenZones.clear();
          filtered();
        },
      },
      "全选 All",
    ),
    el(
      "button.link",
      {
        type: "button",
        onclick: () => {
          ZONES.forEach((zone) => hiddenZones.add(zone.id));
          filtered();
        },
      },
      "全不选 None",
    ),
  ),
  ...ZONES.map((zone) =>
    el(
      `label.depth-${Math.min(3, DEPTH.get(zone.id))}`,
      {},
      el("input", { type: "checkbox", value: zone.id, checked: true, onchange: () => flipZone(zone.id) }),
      named(zone.label),
      count(FACTS_OF[zone.id].length || ""),
    ),
  ),
);

// Views: the tables have the whole width until a fact of theirs is looked at.
function openFacts() {
  document.body.classList.remove("wide");
  panel.focus();
}
function leaveFacts() {
  const open = $("graph").hidden && !document.body.classList.contains("wide");
  if (open) document.body.classList.add("wide");
  return open;
}
const VIEWS = ["graph", "compare", "sources"];
function openView(name) {
  VIEWS.forEach((view) => {
    $(view).hidden = view !== name;
    $(`tab-${view}`).setAttribute("aria-selected", String(view === name));
    $(`tab-${view}`).tabIndex = view === name ? 0 : -1;
  });
  document.body.classList.toggle("wide", name !== "graph");
  if (name === "compare") compare.show();
}
VIEWS.forEach((view, at) => {
  $(`tab-${view}`).addEventListener("click", () => openView(view));
  $(`tab-${view}`).addEventListener("keydown", (event) => {
    const to = { ArrowRight: at + 1, ArrowLeft: at + 2, Home: 0, End: 2 }[event.key];
    if (to === undefined) return;
    openView(VIEWS[to % 3]);
    $(`tab-${VIEWS[to % 3]}`).focus();
    event.preventDefault();
  });
});

document.addEventListener("keydown", (event) => {
  if (event.key === "/" && !event.target.matches("input")) {
    search.focus();
    event.preventDefault();
  }
  if (event.key !== "Escape") return;
  if ($("zones").open) {
    $("zones").open = false;
    $("zones").querySelector("summary").focus();
    return;
  }
  if (leaveFacts()) return;
  if (selected) choose(null);
  else if (near) focusOn(null);
  else fillPanel();
});
document.addEventListener("mousedown", (event) => {
  if (!$("zones").contains(event.target)) $("zones").open = false;
});

showSources($("sources"), showSource);
showFilters();
fillPanel();
refresh();
graph.fit();
window.zhengtu = { graph };
