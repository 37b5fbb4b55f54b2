// Zones side by side on the figures that they share, and the list of documents.

const MANY_ZONES = 8; // beyond so many columns those with most to compare come first

function makeCompare({ onFacts, isZoneShown }) {
  const place = $("compare");
  let onlyShared = null;

  function rows(zones) {
    const shown = new Set(zones.map((zone) => zone.id));
    const table = new Map();
    for (const fact of FACTS) {
      if (fact.series === undefined || !shown.has(fact.zone)) continue;
      if (!table.has(fact.series))
        table.set(fact.series, { label: DATA.series[fact.series], cells: new Map() });
      const cells = table.get(fact.series).cells;
      cells.set(fact.zone, (cells.get(fact.zone) ?? []).concat(fact));
    }
    return [...table.values()].sort((one, two) => two.cells.size - one.cells.size);
  }

  const indicatorOf = (fact) => NODES[fact.nodes.find((id) => NODES[id].group === "indicator")]?.label;

  // Without a period the date of the document tells two figures apart.
  const datedText = ({ source }) =>
    DATA.sources.length > 1 && DATA.sources[source]?.date && `${DATA.sources[source].date} 文`;

  function cell(facts, greatest) {
    if (!facts) return el("td.blank", {}, "—");
    return el(
      "td",
      {},
      facts.map((fact) => {
        const share = greatest > 0 && fact.base > 0 ? fact.base / greatest : null;
        const measure = share !== null && el("span.measure", { "aria-hidden": "true" });
        if (measure) measure.style.width = `${Math.max(2, Math.round(share * 150))}px`;
        const notes = [
          fact.label === indicatorOf(fact) ? "" : fact.label,
          periodText(fact.period) ?? datedText(fact),
          (fact.tags ?? []).includes("目标") ? "目标" : "",
        ].filter(Boolean);
        return el(
          "button.cell",
          {
            type: "button",
            onclick: (event) => {
              place
                .querySelectorAll("[aria-current]")
                .forEach((other) => other.removeAttribute("aria-current"));
              event.currentTarget.setAttribute("aria-current", "true");
              onFacts(fact.label, [fact]);
            },
          },
          el("b", {}, named(fact.value)),
          notes.length > 0 && el("small", {}, named(notes.join(" · "))),
          measure,
        );
      }),
    );
  }

  function show() {
    const all = rows(ZONES.filter(({ id }) => isZoneShown(id)));
    const shared = all.filter((row) => row.cells.size > 1);
    onlyShared ??= shared.length > 0;
    const list = onlyShared ? shared : all;
    const filled = ({ id }) => list.filter((row) => row.cells.has(id)).length;
    const zones = ZONES.filter(filled);
    if (zones.length > MANY_ZONES) zones.sort((one, other) => filled(other) - filled(one));
    const box = el("input", {
      type: "checkbox",
      id: "only-shared",
      checked: onlyShared,
      onchange: () => {
        onlyShared = box.checked;
        show();
        $("only-shared").focus();
      },
    });
    const line = (row) => {
      const values = [...row.cells.values()].flat().map((fact) => fact.base ?? 0);
      const greatest = row.cells.size > 1 ? Math.max(...values) : 0;
      return el(
        "tr",
        {},
        el("th", { scope: "row" }, named(row.label)),
        zones.map((zone) => cell(row.cells.get(zone.id), greatest)),
      );
    };
    const body = el("tbody");
    const [, more] = inParts(body, list, line, 300);
    place.replaceChildren(
      el(
        "div.sheet-head",
        {},
        el("h2", {}, "区域对比 ", el("i", {}, "Zones side by side")),
        el("label", {}, box, `只看共有指标 Shared only (${shared.length} / ${all.length})`),
        el("p", {}, "同一指标、同一类数值、同一单位才并列；时期可能不同，点数值看原句。"),
      ),
      list.length
        ? el(
            "table",
            {},
            el(
              "thead",
              {},
              el(
                "tr",
                {},
                el("th", { scope: "col" }, "指标 Indicator"),
                zones.map((zone) => el("th", { scope: "col" }, named(zone.label))),
              ),
            ),
            body,
          )
        : el("p.sheet-head", {}, "没有可对比的数据 Nothing to compare"),
      el("p.sheet-head", {}, more),
    );
  }
  return { show };
}

function showSources(place, onSource) {
  const figures = DATA.sources.map(() => [0, 0]);
  for (const fact of FACTS) {
    if (fact.source === undefined) continue;
    figures[fact.source][0] += 1;
    if (fact.type === "metric") figures[fact.source][1] += 1;
  }
  const row = (source, at) =>
    el(
      "tr",
      {},
      el("td", {}, el("time", {}, source.date || "—")),
      el("td", {}, el("button.link", { type: "button", onclick: () => onSource(at) }, named(source.title))),
      el("td", {}, named(source.publisher || "—")),
      el("td", {}, String(figures[at][1])),
      el("td", {}, String(figures[at][0])),
    );
  const heads = ["日期 Date", "标题 Title", "发布者 Publisher", "数据 Figures", "事实 Facts"];
  place.replaceChildren(
    el("div.sheet-head", {}, el("h2", {}, "文档 ", el("i", {}, "Documents"))),
    el(
      "table",
      {},
      el(
        "thead",
        {},
        el(
          "tr",
          {},
          heads.map((head) => el("th", { scope: "col" }, head)),
        ),
      ),
      el("tbody", {}, DATA.sources.map(row)),
    ),
  );
}
