// The picture: vis-network for nodes, edges and the camera; labels of our own on top.

const PLAIN = { color: "#c3cad3", opacity: 1 };
const LIT = { color: "#8590a0", opacity: 1 };
const PALE = { color: "#c3cad3", opacity: 0.12 };
const BUNDLE = 60; // so many lines at one node are drawn lightly even when it is chosen
const LONG = 460; // a line longer than this leaves its group
const MANY = 200; // so many long lines are a thicket: they appear only for what is chosen

function makeGraph({ onNode, onEdge, onNothing }) {
  const holder = $("network");
  const tip = $("tip");
  const home = NODES.map(({ x, y, side }) => ({ x, y, side }));
  const spots = NODES.map(({ x, y, side, brief }) => ({ x, y, side, brief }));
  const long = EDGES.map(
    ({ from, to }) => Math.hypot(home[from].x - home[to].x, home[from].y - home[to].y) > LONG,
  );
  const thicket = long.filter(Boolean).length > MANY;
  const bend = (is) => ({ enabled: is, type: "curvedCW", roundness: 0.12 });
  const nodes = new vis.DataSet(
    NODES.map(({ id, x, y, shape, size, group }) => ({ id, x, y, shape, size, group })),
  );
  const edges = new vis.DataSet(
    EDGES.map(({ id, from, to }) => ({ id, from, to, color: PLAIN, smooth: bend(long[id]) })),
  );
  const network = new vis.Network(holder, { nodes, edges }, OPTIONS);
  const canvas = holder.querySelector("canvas");
  const labels = makeLabels(canvas.getContext("2d"), spots);
  const nodeState = NODES.map(() => "shown");
  const edgeState = EDGES.map(() => "shown");
  let chosen = null;
  let few = false; // something is picked out: its labels show at any scale
  let placed = [];
  let placedFor = "";
  let version = 0;

  canvas.setAttribute("aria-hidden", "true");
  holder.querySelector(".vis-network").tabIndex = -1; // the holder takes the keys

  $("thicket").hidden = !thicket;
  $("thicket").textContent =
    `跨组连线 ${long.filter(Boolean).length} 条，选中时显示 Lines between groups appear for what is chosen`;

  const isPale = (id) => nodeState[id] === "pale";
  const labelled = () =>
    NODES.filter(({ id, group }) => nodeState[id] === "shown" || (group === "zone" && isPale(id)));
  const placeAt = (scale) => labels.place(labelled(), scale, { first: chosen, all: few });

  network.on("afterDrawing", (context) => {
    const scale = network.getScale();
    const key = `${scale.toFixed(3)}/${version}`;
    if (key !== placedFor) [placed, placedFor] = [placeAt(scale), key];
    labels.draw(context, placed, scale, { chosen, isPale });
  });

  // What is under the pointer
  function nodeAt(point) {
    const scale = network.getScale();
    const { x, y } = network.DOMtoCanvas(point);
    const label = placed.find(
      (b) => b.left <= x * scale && x * scale <= b.right && b.top <= y * scale && y * scale <= b.bottom,
    );
    const id = label?.node.id ?? network.getNodeAt(point);
    return id !== undefined && nodeState[id] !== "hidden" ? id : undefined;
  }
  network.on("click", ({ pointer, edges: hit }) => {
    tip.hidden = true;
    const id = nodeAt(pointer.DOM);
    const edge = hit.find((at) => edgeState[at] !== "hidden");
    if (id !== undefined) onNode(id);
    else if (edge !== undefined) onEdge(edge);
    else onNothing();
  });
  network.on("doubleClick", ({ pointer }) => {
    const id = nodeAt(pointer.DOM);
    if (id !== undefined) onNode(id, { focus: true });
  });
  network.on("hoverEdge", () => {
    canvas.style.cursor = "pointer";
  });
  network.on("blurEdge", () => {
    canvas.style.cursor = "";
  });
  holder.addEventListener("mousemove", ({ clientX, clientY, buttons }) => {
    const bounds = holder.getBoundingClientRect();
    const point = { x: clientX - bounds.left, y: clientY - bounds.top };
    const id = buttons ? undefined : nodeAt(point);
    tip.hidden = id === undefined;
    if (id !== undefined) showTip(id, point, bounds);
  });
  holder.addEventListener("mouseleave", () => {
    tip.hidden = true;
  });

  function showTip(id, point, bounds) {
    canvas.style.cursor = "pointer";
    const node = NODES[id];
    const about = [
      TYPES.get(node.group).zh,
      spots[id].brief,
      FACTS_OF[id].length && `${FACTS_OF[id].length} 条`,
    ]
      .filter(Boolean)
      .join(" · ");
    tip.replaceChildren(named(node.label), el("i", {}, ` ${about}`));
    const below = point.y + 20 + tip.offsetHeight < bounds.height;
    tip.style.left = `${Math.max(0, Math.min(point.x + 12, bounds.width - tip.offsetWidth - 8))}px`;
    tip.style.top = `${below ? point.y + 20 : point.y - tip.offsetHeight - 10}px`;
  }

  // The camera.  While nobody has moved it, it follows the size of the window.
  let moved = false;
  const zoomTo = (scale, position = network.getViewPosition()) => {
    moved = true;
    network.moveTo({ scale: Math.min(4, Math.max(0.05, scale)), position });
  };
  const zoom = (factor) => zoomTo(network.getScale() * factor);
  network.on("zoom", () => {
    moved = true;
  });
  network.on("dragEnd", () => {
    moved = true;
  });
  new ResizeObserver(() => {
    if (!moved) fit();
  }).observe(holder);
  function pan(x, y) {
    const { x: left, y: top } = network.getViewPosition();
    const scale = network.getScale();
    zoomTo(scale, { x: left + x / scale, y: top + y / scale });
  }
  // All that is shown fills the picture, the labels at its sides included.
  function fit() {
    const all = NODES.filter(({ id }) => nodeState[id] !== "hidden").map(({ id }) => spots[id]);
    if (!all.length || !holder.clientWidth) return;
    const [xs, ys] = [all.map(({ x }) => x), all.map(({ y }) => y)];
    const [left, right, top, bottom] = [Math.min(...xs), Math.max(...xs), Math.min(...ys), Math.max(...ys)];
    const room = holder.clientWidth - 32;
    let scale = Math.min(1.4, (holder.clientHeight - 48) / (bottom - top + 1), room / (right - left + 1));
    let [from, to] = sides(scale, left, right);
    while (to - from > room && scale > 0.05) {
      scale *= 0.96;
      [from, to] = sides(scale, left, right);
    }
    zoomTo(scale, { x: (from + to) / 2 / scale, y: (top + bottom) / 2 });
    moved = false;
  }
  function sides(scale, left, right) {
    const boxes = placeAt(scale);
    return [
      Math.min(left * scale, ...boxes.map((b) => b.left)),
      Math.max(right * scale, ...boxes.map((b) => b.right)),
    ];
  }
  function show(id) {
    const scale = network.getScale();
    const at = network.canvasToDOM(spots[id]);
    const inside =
      at.x > 60 && at.y > 12 && at.x < holder.clientWidth - 60 && at.y < holder.clientHeight - 12;
    if (!inside || scale < FAR) zoomTo(Math.max(scale, 0.7), spots[id]);
  }
  holder.addEventListener("keydown", (event) => {
    const step = { ArrowLeft: [-60, 0], ArrowRight: [60, 0], ArrowUp: [0, -60], ArrowDown: [0, 60] }[
      event.key
    ];
    if (step) pan(...step);
    else if (event.key === "+" || event.key === "=") zoom(1.25);
    else if (event.key === "-") zoom(0.8);
    else if (event.key === "0") fit();
    else return;
    event.preventDefault();
  });
  $("zoom-in").addEventListener("click", () => zoom(1.25));
  $("zoom-out").addEventListener("click", () => zoom(0.8));
  $("zoom-all").addEventListener("click", fit);

  // One node in the middle and its neighbours around it, or (null) everything in its place again,
  // seen as it was seen before.
  let before = null;
  function gather(center) {
    if (center === null && before) network.moveTo(before);
    before =
      center === null ? null : (before ?? { scale: network.getScale(), position: network.getViewPosition() });
    const next = home.map((spot) => ({ ...spot }));
    if (center !== null) {
      Object.assign(next[center], { x: 0, y: 0, side: isPill(NODES[center]) ? 0 : 1 });
      const ring = neighbours(center).sort(byType);
      const half = Math.ceil(ring.length / 2);
      arcs(ring.slice(0, half), 1, next);
      arcs(ring.slice(half).reverse(), -1, next);
    }
    next.forEach((spot, id) => Object.assign(spots[id], spot));
    nodes.update(spots.map(({ x, y }, id) => ({ id, x, y })));
    edges.update(EDGES.map(({ id }) => ({ id, smooth: bend(center === null && long[id]) })));
    version += 1;
  }
  function arcs(ids, side, next) {
    const columns = Math.max(1, Math.ceil(ids.length / 32));
    const rows = Math.ceil(ids.length / columns);
    ids.forEach((id, at) => {
      const y = (Math.floor(at / columns) - (rows - 1) / 2) * 24;
      const x = 130 + 60 * Math.sqrt(1 - (y / ((rows + 1) * 12)) ** 2) + (at % columns) * 230;
      Object.assign(next[id], { x: side * x, y, side });
    });
  }

  // What a line says in one word: its latest figure, and how many more there are.
  function figure(edge) {
    const values = factsOfEdge(edge)
      .filter((fact) => fact.type === "metric")
      .map((fact) => fact.value);
    return values.length > 1 ? `${values[0]} +${values.length - 1}` : (values[0] ?? "");
  }
  const annotate = (id, text) => {
    if (text) spots[id].brief = text;
  };

  // What is shown, pale or hidden; only what changed is handed to vis-network.
  function update({ isShown, only, selected }) {
    spots.forEach((spot, id) => (spot.brief = NODES[id].brief));
    chosen = selected?.node ?? null;
    if (chosen !== null) EDGES_OF[chosen].forEach((edge) => annotate(otherEnd(edge, chosen), figure(edge)));
    few = Boolean(only) && only.size <= 400;
    const nodeChanges = [];
    NODES.forEach(({ id }) => {
      const next = !isShown(id) ? "hidden" : only && !only.has(id) ? "pale" : "shown";
      if (next === nodeState[id]) return;
      nodeState[id] = next;
      nodeChanges.push({ id, hidden: next === "hidden", opacity: next === "pale" ? 0.16 : 1 });
    });
    const own = chosen !== null && EDGES_OF[chosen].length > BUNDLE ? "light" : "lit";
    const edgeChanges = [];
    EDGES.forEach((edge) => {
      const next = edgeLook(edge, selected, own);
      if (next === edgeState[edge.id]) return;
      edgeState[edge.id] = next;
      edgeChanges.push({
        id: edge.id,
        hidden: next === "hidden",
        color: { lit: LIT, pale: PALE }[next] ?? PLAIN,
      });
    });
    version += 1;
    if (nodeChanges.length) nodes.update(nodeChanges);
    if (edgeChanges.length) edges.update(edgeChanges);
    network.unselectAll();
    if (chosen !== null && nodeState[chosen] !== "hidden") network.selectNodes([chosen], false);
    network.redraw();
  }
  function edgeLook({ id, from, to }, selected, own) {
    const ends = [nodeState[from], nodeState[to]];
    if (ends.includes("hidden")) return "hidden";
    if (selected && (id === selected.edge || from === selected.node || to === selected.node)) return own;
    if (thicket && long[id]) return "hidden";
    return selected || ends.includes("pale") ? "pale" : "shown";
  }

  const where = (id) => network.canvasToDOM(spots[id]);
  const camera = () => ({ scale: network.getScale(), ...network.getViewPosition() });
  return {
    update,
    fit,
    show,
    gather,
    where,
    camera,
    labels: () => placed,
    states: () => nodeState,
  };
}
