// Makes elements. Texts become text nodes, never markup: nothing in a name, a body or a message is executed.

export function el(tag, properties, ...children) {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(properties ?? {})) {
    if (value === null || value === undefined || value === false) {
      continue;
    }
    if (name.startsWith("on")) {
      element.addEventListener(name.slice(2), value);
    } else {
      element.setAttribute(name, value === true ? "" : String(value));
    }
  }
  element.append(...children.flat(Infinity).filter(child => child !== null && child !== undefined && child !== false));
  return element;
}

// Text of others: kept apart from the direction of the text around it.
export function foreign(text, className) {
  return el("bdi", { class: className }, text);
}

export function section(id, title, ...children) {
  return el("section", { id, "aria-labelledby": id + "-title" }, el("h2", { id: id + "-title" }, title), ...children);
}

// A plain table: columns are [title, isText]; rows are arrays of strings or elements.
export function plainTable(columns, rows, label) {
  const head = columns.map(([title, isText]) => el("th", { scope: "col", class: isText ? "text" : null }, title));
  const body = rows.map(row => el("tr", null, row.map((cell, i) =>
    el(i === 0 && columns[0][1] ? "th" : "td", { scope: i === 0 && columns[0][1] ? "row" : null, class: columns[i][1] ? "text" : null }, cell))));
  return el("div", { class: "scroll", tabindex: 0, role: "region", "aria-label": label },
    el("table", { "aria-label": label }, el("thead", null, el("tr", null, head)), el("tbody", null, body)));
}

export function definitions(pairs) {
  return el("dl", { class: "facts" }, pairs.filter(pair => pair !== null).map(([name, value]) => el("div", null, el("dt", null, name), el("dd", null, value))));
}
