// Names in the picture: of constant size on the screen, the important first, none over another.
// What finds no room is left out and comes back on zooming in, as on a map; far off, only areas
// and what they share are named.

const SIZES = { zone: 14, document: 12, small: 11 };
const LIMITS = [24, 15, 11, 8]; // characters that a name may have; fewer where there is no room
const widths = new Map();

const FAR = 0.38; // the scale below which single things are not named

function makeLabels(paint, spots) {
  const family = getComputedStyle(document.documentElement).fontFamily;
  const clean = (text) => untwisted(text).replace(/\s+/g, " ");
  const cut = (text, limit) =>
    [...text].length > limit ? [...text].slice(0, limit - 1).join("") + "…" : text;
  const font = (size, bold) => `${bold ? "600 " : ""}${size}px ${family}`;

  function width(text, bold) {
    const key = (bold ? "b" : "n") + text;
    if (!widths.has(key)) {
      paint.font = font(10, bold);
      widths.set(key, paint.measureText(text).width / 10);
    }
    return widths.get(key);
  }

  function box(node, text, brief, size, scale) {
    const zone = isPill(node);
    const wide = width(text, zone) * size + (brief ? width(brief, true) * size + 5 : 0);
    const high = size * 1.1;
    const spot = spots[node.id];
    const x = spot.x * scale;
    const y = spot.y * scale;
    const rim = zone ? { x: 7, y: spot.side === 0 ? 2 : 0 } : { x: 0, y: 0 };
    const near = zone ? 0 : node.size * scale + 4;
    const full = wide + 2 * rim.x; // the brief included: beside the pill of an area, outside it
    const left = spot.side === 0 ? x - full / 2 : spot.side > 0 ? x + near : x - near - full;
    return { left, right: left + full, top: y - high / 2 - rim.y, bottom: y + high / 2 + rim.y };
  }

  // A grid of the boxes that are taken, so that the cost stays linear.
  function makeRoom() {
    const cells = new Map();
    const each = (b, visit) => {
      for (let i = Math.floor(b.left / 80); i <= Math.floor(b.right / 80); i += 1) {
        for (let j = Math.floor(b.top / 24); j <= Math.floor(b.bottom / 24); j += 1) {
          if (visit(`${i},${j}`)) return true;
        }
      }
      return false;
    };
    return {
      free: (b, own) =>
        !each(b, (key) =>
          (cells.get(key) ?? []).some(
            (o) =>
              o.id !== own && o.left < b.right && b.left < o.right && o.top < b.bottom && b.top < o.bottom,
          ),
        ),
      take: (b) =>
        each(b, (key) => {
          cells.set(key, (cells.get(key) ?? []).concat(b));
          return false;
        }),
    };
  }

  function roomFor(node, limit) {
    if (node.group === "document") return Math.min(limit, 8);
    return spots[node.id].brief ? Math.ceil(limit * 0.8) : limit;
  }

  // The labels for these nodes at this scale, each with its box in scaled coordinates.
  function place(shown, scale, { first = null, all = false } = {}) {
    const room = makeRoom();
    const marks = makeRoom();
    const placed = [];
    const size = Math.min(14, Math.max(SIZES.small, 12 * scale));
    const nodes =
      all || scale >= FAR
        ? shown
        : shown.filter((node) => (isPill(node) ? spots[node.id].side === 0 : node.shared));
    for (const node of nodes) {
      const r = node.size * scale * 0.8;
      const { x, y } = spots[node.id];
      marks.take({
        id: node.id,
        left: x * scale - r,
        right: x * scale + r,
        top: y * scale - r,
        bottom: y * scale + r,
      });
    }
    const fits = (node, b) =>
      node.id === first || (room.free(b, node.id) && (isPill(node) || marks.free(b, node.id)));
    const rank = ({ id, group }) => (id === first ? -2 : group === "document" ? 0.5 : order.get(group));
    for (const node of [...nodes].sort((one, two) => rank(one) - rank(two) || one.id - two.id)) {
      const name = clean(node.label);
      const own = isPill(node) && spots[node.id].side === 0 ? SIZES[node.group] : size;
      const limits =
        node.id === first ? [99] : LIMITS.slice([0.85, 0.58, 0.47].filter((step) => scale < step).length);
      for (const limit of limits) {
        if (limit !== limits[0] && [...name].length <= limit) continue;
        const text = cut(name, roomFor(node, limit));
        const b = { ...box(node, text, spots[node.id].brief, own, scale), id: node.id };
        if (!fits(node, b)) continue;
        room.take(b);
        placed.push({ node, text, brief: spots[node.id].brief, side: spots[node.id].side, size: own, ...b });
        break;
      }
    }
    return placed;
  }

  function draw(context, placed, scale, look) {
    context.save();
    context.scale(1 / scale, 1 / scale);
    context.textBaseline = "middle";
    context.lineJoin = "round";
    for (const label of placed) (isPill(label.node) ? pill : line)(context, label, look);
    context.restore();
  }

  // The name is inward, what is added to it outward.
  const addition = (label) => (label.brief ? width(label.brief, true) * label.size + 5 : 0);

  function pill(context, label, { chosen, isPale }) {
    const high = label.bottom - label.top;
    const left = label.left + (label.side < 0 ? addition(label) : 0);
    const right = label.right - (label.side < 0 ? 0 : addition(label));
    const colour = label.node.id === chosen ? "#005a9c" : isPale(label.node.id) ? "#c9cfd6" : "#1f2a37";
    const hollow = label.node.group === "document";
    context.fillStyle = hollow ? "#ffffff" : colour;
    context.strokeStyle = colour;
    context.lineWidth = 1.5;
    context.beginPath();
    context.roundRect(left, label.top, right - left, high, hollow ? 3 : high / 2);
    context.fill();
    context.stroke();
    context.font = font(label.size, true);
    context.fillStyle = hollow ? colour : "#ffffff";
    context.textAlign = "center";
    context.fillText(label.text, (left + right) / 2, label.top + high / 2 + 0.5);
    if (label.brief)
      write(context, label, label.brief, label.side < 0 ? label.left : right + 5, true, "#005a9c");
  }

  function line(context, label, { chosen }) {
    write(context, label, label.text, label.left, label.node.id === chosen, "#1b2430");
    if (label.brief) write(context, label, label.brief, label.right - addition(label) + 5, true, "#005a9c");
  }

  function write(context, label, text, x, heavy, colour) {
    const middle = (label.top + label.bottom) / 2 + 0.5;
    context.textAlign = "left";
    context.lineWidth = 3;
    context.strokeStyle = "rgba(255,255,255,.92)";
    context.font = font(label.size, heavy);
    context.strokeText(text, x, middle);
    context.fillStyle = colour;
    context.fillText(text, x, middle);
  }

  return { place, draw };
}
