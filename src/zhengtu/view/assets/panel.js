// The panel: what is known of the chosen node or line, each fact with its sentence.

const PAGE = 40; // facts shown before one has to ask for more

function periodText(period) {
  if (!period) return null;
  if (period.startsWith("/")) return `截至 ${period.slice(1)}`;
  if (period.endsWith("/")) return `${period.slice(0, -1)} 起`;
  return period.replace("/", "—");
}

function quote(fact) {
  if (fact.sentence === undefined) return null;
  const text = DATA.sentences[fact.sentence];
  const [from, to] = fact.words;
  return el(
    "blockquote",
    {},
    el(
      "bdi",
      {},
      plain(text.slice(0, from)),
      el("mark", {}, plain(text.slice(from, to))),
      plain(text.slice(to)),
    ),
  );
}

// Whose figure it is when it is not the area's own.
const owners = (fact) => fact.nodes.filter((id) => ["project", "organization"].includes(NODES[id].group));

function makePanel({ go, goSource, goConflict, focus, back }) {
  const panel = $("panel");
  let terse = false;
  const isFigure = (fact) => ["metric", "derived"].includes(fact.type);

  const showZone = (fact, here) => fact.zone !== undefined && fact.zone !== here;

  function factItem(fact, here) {
    const clashes = CONFLICTS_OF.get(fact) ?? [];
    const tags = [
      ...(fact.tags ?? []).map((tag) => el(tag === "目标" ? "span.tag.aim" : "span.tag", {}, tag)),
      ...clashes.map((clash) =>
        el("button.tag.warn", { type: "button", onclick: () => goConflict(clash) }, `⚠ ${clash.label}`),
      ),
    ];
    const zone = showZone(fact, here) && link(fact.zone, go);
    const period = periodText(fact.period);
    const whose = isFigure(fact) ? owners(fact).filter((id) => id !== here) : [];
    const meta = [
      zone,
      ...whose.map((id) => link(id, go)),
      period && el("time", {}, period),
      ...tags,
      fact.speaker && el("span", {}, "据 ", named(fact.speaker)),
    ].filter(Boolean);
    return el(
      isFigure(fact) ? "li.fact.figure" : "li.fact",
      { "data-fact": fact.id },
      el(
        "div.head",
        {},
        el("span.label", {}, named(fact.label)),
        fact.value && el("span.value", {}, named(fact.value)),
      ),
      meta.length > 0 && el("div.meta", {}, meta),
      quote(fact),
      fact.note && el("p.note", {}, named(fact.note)),
      fact.source !== undefined && sourceLine(fact),
    );
  }

  function sourceLine(fact) {
    const source = DATA.sources[fact.source];
    return el(
      "p.source",
      {},
      el("button.link", { type: "button", onclick: () => goSource(fact.source) }, named(source.title)),
      source.date && ` · ${source.date}`,
      ` · 第 ${(fact.start ?? 0) + 1} 字`,
    );
  }

  const factList = (facts, here) => inParts(el("ol.facts"), facts, (fact) => factItem(fact, here), PAGE);

  function section(title, number, content, { open = true, key = null } = {}) {
    const body = el("div");
    const box = el(
      "details",
      { open },
      el("summary", {}, key && icon(key), el("span", {}, title), count(number)),
      body,
    );
    let filled = false;
    const fill = () => {
      if (!filled) {
        filled = true;
        body.append(...[content()].flat(Infinity));
      }
    };
    if (open) fill();
    else box.addEventListener("toggle", fill);
    return box;
  }

  // The facts of one thing, by what they are about, in the order of the legend.
  function factSections(facts, here) {
    const groups = new Map();
    for (const fact of facts) {
      const key = isFigure(fact) ? "indicator" : fact.type;
      groups.set(key, (groups.get(key) ?? []).concat(fact));
    }
    const keys = [...groups.keys()].sort((one, two) =>
      one === "indicator" ? -1 : two === "indicator" ? 1 : order.get(one) - order.get(two),
    );
    return keys.map((key) =>
      section(
        key === "indicator" ? "数据 Figures" : `${TYPES.get(key).zh} ${TYPES.get(key).en}`,
        groups.get(key).length,
        () => factList(sorted(groups.get(key)), here),
        { key },
      ),
    );
  }
  const sorted = (facts) =>
    [...facts].sort(
      (one, two) => (one.source ?? 1e9) - (two.source ?? 1e9) || (one.start ?? 0) - (two.start ?? 0),
    );

  function toggleSentences() {
    const button = el("button.button", { type: "button", "aria-pressed": String(!terse) }, "原文 Sentences");
    button.addEventListener("click", () => {
      terse = !terse;
      panel.classList.toggle("terse", terse);
      button.setAttribute("aria-pressed", String(!terse));
    });
    return button;
  }
  const closer = () => el("button.button", { type: "button", title: "Esc", onclick: back }, "返回 Back");

  // What a node is tied to, by type: figures are listed below and left out here.
  function ties(id) {
    const rows = new Map();
    for (const edge of EDGES_OF[id]) {
      const other = otherEnd(edge, id);
      const type = NODES[other].group;
      if (type === "indicator" || (isPill(NODES[id]) && type !== "zone")) continue;
      rows.set(type, (rows.get(type) ?? []).concat([[other, edge.label]]));
    }
    const keys = [...rows.keys()].sort((one, two) => order.get(one) - order.get(two));
    const details = NODES[id].details ?? [];
    return (
      keys.length + details.length > 0 &&
      el(
        "dl.ties",
        {},
        details.map(([name, text]) => [el("dt", {}, name), el("dd", {}, named(text))]),
        keys.map((key) => [
          el("dt", {}, TYPES.get(key).zh),
          el("dd", {}, inParts(el("span.row"), rows.get(key), tie, 20)),
        ]),
      )
    );
  }

  const tie = ([other, label]) => el("span", {}, link(other, go), label && el("i", {}, ` ${label}`));

  function fill(...children) {
    const here = panel.contains(document.activeElement);
    panel.replaceChildren(...children.flat(Infinity).filter(Boolean));
    panel.scrollTop = 0;
    if (here) panel.focus({ preventScroll: true }); // what had the focus is gone
  }

  function showNode(id, { focused }) {
    const node = NODES[id];
    const type = TYPES.get(node.group);
    const source = DATA.sources.findIndex((item) => item.node === id);
    const facts = source < 0 ? FACTS_OF[id] : factsOfSource(source);
    fill(
      el("p.kind", {}, icon(node.group), `${type.zh} ${type.en}`, closer()),
      el("h2", {}, named(node.label)),
      node.names?.length > 0 &&
        el(
          "p.also",
          {},
          "又作 also: ",
          node.names.map((name, at) => [at ? "、" : "", named(name)]),
        ),
      el(
        "p.actions",
        {},
        el(
          "button.button",
          { type: "button", "aria-pressed": String(focused), onclick: () => focus(focused ? null : id) },
          focused ? "回到全图 Whole" : "只看相关 Focus",
        ),
        facts.length > 0 && toggleSentences(),
      ),
      ties(id),
      facts.length
        ? source < 0
          ? factSections(facts, id)
          : inOrder(facts)
        : el(
            "p.hint",
            {},
            "没有直接说到它的句子；它来自区划表或上下级关系。No sentence speaks of it directly.",
          ),
    );
  }

  function showEdge(edge) {
    const facts = factsOfEdge(edge);
    fill(
      el("p.kind", {}, "关系 Relation", closer()),
      el("h2", {}, link(edge.from, go), " — ", link(edge.to, go)),
      edge.label && el("p.also", {}, named(edge.label)),
      facts.length > 0 && el("p.actions", {}, toggleSentences()),
      facts.length
        ? factSections(facts, edge.from)
        : el(
            "p.hint",
            {},
            "没有一句话同时说到两者；关系来自区划层级或段落所属。No single sentence names both.",
          ),
    );
  }

  const factsOfSource = (at) =>
    FACTS.filter((fact) => fact.source === at).sort((one, two) => one.start - two.start);
  const inOrder = (facts) => section("按原文顺序 In order of the text", facts.length, () => factList(facts));

  function showSource(at) {
    const source = DATA.sources[at];
    fill(
      el("p.kind", {}, icon("document"), "文档 Document", closer()),
      el("h2", {}, named(source.title)),
      el("p.also", {}, [source.date, source.publisher].filter(Boolean).join(" · ")),
      el("p.actions", {}, toggleSentences()),
      inOrder(factsOfSource(at)),
    );
  }

  function showFacts(title, facts) {
    fill(el("p.kind", {}, title, closer()), el("p.actions", {}, toggleSentences()), factList(facts));
  }

  function showAll({ isShown }) {
    const figures = FACTS.filter((fact) => fact.type === "metric").length;
    const of = (key) =>
      (key === "zone" ? ZONES : NODES).filter((node) => node.group === key && isShown(node.id));
    const total = (number, zh, en) =>
      el("div", {}, el("b.number", {}, String(number)), el("span", {}, zh, " ", el("i", {}, en)));
    fill(
      el("h2", {}, "总览 Overview"),
      el(
        "div.sum",
        {},
        total(DATA.sources.length, "文档", "docs"),
        total(figures, "数据", "figures"),
        total(NODES.length, "节点", "nodes"),
      ),
      NODES.length > 0 &&
        el(
          "p.hint",
          {},
          "点节点或连线看原文；双击只看相关。 ",
          el("kbd", {}, "/"),
          " 查找 ",
          el("kbd", {}, "Esc"),
          " 返回",
        ),
      DATA.conflicts.length > 0 &&
        section(
          "互相矛盾 Conflicts",
          DATA.conflicts.length,
          () =>
            el(
              "ul.index",
              {},
              DATA.conflicts.map((clash) =>
                el(
                  "li",
                  {},
                  el(
                    "button.link",
                    { type: "button", onclick: () => goConflict(clash) },
                    `⚠ ${clash.label}: `,
                    named(FACTS[clash.facts[0]]?.label ?? ""),
                  ),
                ),
              ),
            ),
          { open: true },
        ),
      DATA.types.map((type) => {
        const members = of(type.key);
        return (
          members.length > 0 &&
          section(`${type.zh} ${type.en}`, members.length, () => indexList(members), {
            key: type.key,
            open: members.length <= 12 && type.key !== "person",
          })
        );
      }),
    );
  }

  const indexList = (members) => inParts(el("ul.index"), members, indexItem, 200);
  const indexItem = (node) =>
    el(
      `li.depth-${Math.min(3, DEPTH.get(node.id) ?? 0)}`,
      {},
      link(node.id, go),
      el("span.number", {}, aside(node)),
    );
  function aside(node) {
    if (node.brief) return node.brief;
    const figures = FACTS_OF[node.id].filter((fact) => fact.type === "metric").length;
    return figures ? `${figures} 项数据` : FACTS_OF[node.id].length ? `${FACTS_OF[node.id].length} 处` : "";
  }

  return { showNode, showEdge, showSource, showFacts, showAll, focus: () => panel.focus() };
}
