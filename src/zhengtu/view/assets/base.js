"use strict";
// The data that the page carries, and the small things that everything else uses.

const read = (id) => JSON.parse(document.getElementById(id).textContent);
const NODES = read("data-nodes");
const EDGES = read("data-edges");
const DATA = read("data-facts");
const OPTIONS = read("data-options");
const FACTS = DATA.facts;
const TYPES = new Map(DATA.types.map((type) => [type.key, type]));

// The areas as a tree, each behind the one that it lies in.
const isZone = (id) => NODES[id].group === "zone";
const PARENT = new Map();
const CHILDREN = NODES.map(() => []);
EDGES.filter(({ from, to }) => isZone(from) && isZone(to)).forEach(({ from, to }) => {
  PARENT.set(to, from);
  CHILDREN[from].push(to);
});
CHILDREN.forEach((children) => children.sort((one, other) => one - other));
const DEPTH = new Map();
function walk(zone, depth) {
  if (DEPTH.has(zone)) return;
  DEPTH.set(zone, depth);
  CHILDREN[zone].forEach((child) => walk(child, depth + 1));
}
const AREAS = NODES.map(({ id }) => id).filter(isZone);
AREAS.filter((id) => !PARENT.has(id)).forEach((root) => walk(root, 0));
AREAS.forEach((id) => walk(id, 0)); // what lies in a circle
const isPill = (node) => node.group === "zone" || node.group === "document";
const ZONES = [...DEPTH.keys()].map((id) => NODES[id]);
function inside(zone, found = new Set()) {
  if (found.has(zone)) return found;
  found.add(zone);
  CHILDREN[zone].forEach((child) => inside(child, found));
  return found;
}
// Where a thing is: the area above an area, the area of anything else.
const placeOf = ({ id, zones }) => NODES[isZone(id) ? PARENT.get(id) : zones?.[0]]?.label ?? "";

const order = new Map(DATA.types.map((type, index) => [type.key, index]));
const FACTS_OF = NODES.map(() => []);
FACTS.forEach((fact, at) => {
  fact.id = at;
  fact.nodes.forEach((id) => FACTS_OF[id].push(fact));
});
const EDGES_OF = NODES.map(() => []);
EDGES.forEach((edge, id) => {
  edge.id = id;
  EDGES_OF[edge.from].push(edge);
  EDGES_OF[edge.to].push(edge);
});
const CONFLICTS_OF = new Map();
DATA.conflicts.forEach((conflict) =>
  conflict.facts.forEach((at) => {
    CONFLICTS_OF.set(FACTS[at], (CONFLICTS_OF.get(FACTS[at]) ?? []).concat(conflict));
  }),
);

const $ = (id) => document.getElementById(id);
const otherEnd = (edge, id) => (edge.from === id ? edge.to : edge.from);
const neighbours = (id) =>
  [...new Set(EDGES_OF[id].map((edge) => otherEnd(edge, id)))].filter((other) => other !== id);
const factsOfEdge = (edge) => FACTS_OF[edge.from].filter((fact) => fact.nodes.includes(edge.to));
const byType = (one, two) => order.get(NODES[one].group) - order.get(NODES[two].group) || one - two;
const folded = (text) =>
  text
    .normalize("NFKC")
    .toLowerCase()
    .replace(/[\s“”"‘’'《》〈〉「」『』]/g, "");

// Text only: names and sentences come from outside and never become markup.
function el(tag, properties, ...children) {
  const [name, ...classes] = tag.split(".");
  const element = document.createElement(name || "div");
  element.classList.add(...classes);
  for (const [key, value] of Object.entries(properties ?? {})) {
    if (key.startsWith("on")) element.addEventListener(key.slice(2), value);
    else if (value === true) element.setAttribute(key, "");
    else if (value !== false && value != null) element.setAttribute(key, value);
  }
  element.append(...children.flat(Infinity).filter((child) => child != null && child !== false));
  return element;
}
// Marks that turn the direction of text would show other words than are there: they are named.
const TURNS = /([\u200e\u200f\u061c\u202a-\u202e\u2066-\u2069])/;
const untwisted = (text) =>
  text
    .split(TURNS)
    .filter((_, at) => at % 2 === 0)
    .join("");
const codeOf = (mark) => `[U+${mark.codePointAt(0).toString(16).toUpperCase().padStart(4, "0")}]`;
const plain = (text) =>
  text.split(TURNS).map((part, at) => (at % 2 ? el("span.control", {}, codeOf(part)) : part));
const named = (text) => el("bdi", {}, plain(text));
const count = (number) => el("span.number", {}, String(number));
// A long list is shown in parts: the first now, the next when asked for.
function inParts(list, items, render, step) {
  const more = el("button.button", { type: "button", onclick: () => grow() });
  let shown = 0;
  function grow() {
    list.append(...items.slice(shown, shown + step).map(render));
    shown = Math.min(items.length, shown + step);
    more.textContent = `再看 ${Math.min(step, items.length - shown)} / ${items.length - shown} more`;
    more.hidden = shown === items.length;
  }
  grow();
  return [list, more];
}
const say = (text) => {
  $("said").textContent = text;
};

const OUTLINES = {
  zone: "M0 3h12v6h-12z",
  document: "M0 3h12v6h-12z",
  dot: "M6 2a4 4 0 1 0 .01 0z",
  triangle: "M6 .5l5.8 10.5h-11.6z",
  triangleDown: "M6 11.5l5.8-10.5h-11.6z",
  square: "M1.2 1.2h9.6v9.6h-9.6z",
  diamond: "M6 0l6 6-6 6-6-6z",
  star: "M6 0l1.6 4.1 4.4.3-3.4 2.8 1.1 4.3L6 9.1l-3.7 2.4 1.1-4.3L0 4.4l4.4-.3z",
  hexagon: "M3 .8h6l3 5.2-3 5.2h-6L0 6z",
};
function icon(key) {
  const type = TYPES.get(key);
  const svg = document.createElementNS("http://www.w3.org/2000/svg", "svg");
  const path = document.createElementNS("http://www.w3.org/2000/svg", "path");
  svg.setAttribute("class", "shape");
  svg.setAttribute("viewBox", "0 0 12 12");
  svg.setAttribute("aria-hidden", "true");
  path.setAttribute("d", OUTLINES[key] ?? OUTLINES[type.shape]);
  path.setAttribute("fill", type.hollow ? "#ffffff" : type.colour);
  if (type.hollow) path.setAttribute("stroke", type.colour);
  svg.append(path);
  return svg;
}
const link = (id, go) =>
  el("button.link", { type: "button", "data-node": id, onclick: () => go(id) }, named(NODES[id].label));
