// Search by any part of a name, by keyboard or mouse (the combobox pattern of WAI-ARIA).

const MOST = 60;

function makeSearch({ go, mark, isShown }) {
  const input = $("search");
  const list = $("results");
  const keys = NODES.map((node) => [node.label, ...(node.names ?? [])].map(folded));
  let found = [];
  let at = -1;

  function matches(text) {
    const wanted = folded(text);
    if (!wanted) return [];
    const score = (id) =>
      Math.min(
        ...keys[id].map((key) => {
          const place = key.indexOf(wanted);
          return place < 0 ? 9e9 : place * 100 + key.length - wanted.length;
        }),
      );
    return NODES.map((node) => [score(node.id), node.id])
      .filter(([rank]) => rank < 9e9)
      .sort((one, two) => one[0] - two[0] || byType(one[1], two[1]))
      .map(([, id]) => id);
  }

  function close() {
    list.hidden = true;
    input.setAttribute("aria-expanded", "false");
    input.removeAttribute("aria-activedescendant");
    at = -1;
  }

  function option(id, index) {
    const node = NODES[id];
    return el(
      "li",
      {
        role: "option",
        id: `result-${index}`,
        "aria-selected": "false",
        onmousedown: (event) => {
          event.preventDefault();
          pick(index);
        },
      },
      icon(node.group),
      named(node.label),
      el(
        "span",
        {},
        [TYPES.get(node.group).zh, placeOf(node), isShown(id) ? "" : "已隐藏"].filter(Boolean).join(" · "),
      ),
    );
  }

  function refresh() {
    const text = input.value;
    found = matches(text);
    mark(folded(text) ? new Set(found) : null);
    if (!folded(text)) return close();
    const rest = found.length - MOST;
    list.replaceChildren(
      ...found.slice(0, MOST).map(option),
      ...(found.length === 0 ? [el("li.none", {}, "没有这个名称 No such name")] : []),
      ...(rest > 0 ? [el("li.none", {}, `还有 ${rest} 个 more`)] : []),
    );
    list.hidden = false;
    input.setAttribute("aria-expanded", "true");
    say(`${found.length} 个结果`);
    move(found.length ? 0 : -1);
  }

  function move(to) {
    list.children[at]?.setAttribute("aria-selected", "false");
    at = to;
    const item = at >= 0 ? list.children[at] : null;
    item?.setAttribute("aria-selected", "true");
    item?.scrollIntoView({ block: "nearest" });
    if (item) input.setAttribute("aria-activedescendant", item.id);
  }

  function pick(index) {
    const id = found[index];
    if (id === undefined) return;
    close();
    mark(null);
    go(id);
    input.value = untwisted(NODES[id].label);
  }

  input.addEventListener("input", refresh);
  input.addEventListener("focus", () => {
    if (input.value) input.select();
  });
  input.addEventListener("blur", () => {
    close();
    mark(null);
  });
  input.addEventListener("keydown", (event) => {
    const last = Math.min(found.length, MOST) - 1;
    if (event.key === "ArrowDown") move(at < last ? at + 1 : 0);
    else if (event.key === "ArrowUp") move(at > 0 ? at - 1 : last);
    else if (event.key === "Enter" && !list.hidden) pick(at);
    else if (event.key === "Escape" && (input.value || !list.hidden)) {
      input.value = "";
      refresh();
      event.stopPropagation();
    } else return;
    event.preventDefault();
  });
  return { focus: () => input.focus() };
}
