// A table that sorts by every column, filters by text and shows rows as they are asked for: ten thousand names open as fast as ten.

import { el } from "./dom.js";
import { count, plural } from "./figures.js";

const step = 100;

// columns: [{ title, value: row → number or string or null, cell: row → text or element, isText }]. details: row → element, made when it is opened.
export function dataTable({ id, columns, rows, total, details, filterText, label, noun = "name", sortBy = 0 }) {
  let sorted = { column: sortBy, isDescending: !columns[sortBy].isText };
  let shown = step;
  let text = "";
  const open = new Set();
  const made = new Map();
  const body = el("tbody");
  const status = el("p", { class: "note", role: "status" });
  const more = el("button", { type: "button", onclick: () => { shown += 10 * step; fill(); } }, "Show more");
  const filter = el("input", { type: "search", id: id + "-filter", autocomplete: "off", spellcheck: "false", oninput: () => { text = filter.value.trim().toLowerCase(); shown = step; fill(); } });
  const heads = columns.map((column, i) => el("th", { scope: "col", class: column.isText ? "text" : null },
    el("button", { type: "button", class: "sort", title: column.hint, onclick: () => sort(i) }, column.title)));

  function sort(i) {
    sorted = { column: i, isDescending: sorted.column === i ? !sorted.isDescending : !columns[i].isText };
    fill();
  }

  function compare(a, b) {
    const value = columns[sorted.column].value;
    const [x, y] = [value(a), value(b)];
    if (x === null || y === null) {
      return (x === null) - (y === null); // unknown is last, whichever way
    }
    const order = typeof x === "string" ? (x < y ? -1 : x > y ? 1 : 0) : x - y;
    return sorted.isDescending ? -order : order;
  }

  function rowOf(row) {
    if (!made.has(row)) {
      made.set(row, makeRow(row));
    }
    return made.get(row);
  }

  function makeRow(row) {
    const cells = columns.map((column, i) => i === 0
      ? el("th", { scope: "row", class: "text name" }, details ? opener(row, column.cell(row)) : column.cell(row))
      : el("td", { class: column.isText ? "text" : null }, column.cell(row)));
    return el("tr", null, cells);
  }

  function opener(row, content) {
    return el("button", { type: "button", class: "open", "aria-expanded": "false", onclick: event => toggle(row, event.currentTarget) }, content);
  }

  function toggle(row, button) {
    const line = made.get(row);
    if (open.has(row)) {
      open.delete(row);
      line.detail.remove();
      line.detail.querySelectorAll("figure").forEach(figure => figure.dispose?.());
      line.detail = null;
    } else {
      open.add(row);
      line.detail = el("tr", { class: "detail" }, el("td", { colspan: columns.length }, el("div", { class: "detail-body" })));
      line.after(line.detail);
      line.detail.querySelector(".detail-body").append(details(row));
    }
    button.setAttribute("aria-expanded", String(open.has(row)));
  }

  function fill() {
    heads.forEach((head, i) => head.setAttribute("aria-sort", i !== sorted.column ? "none" : sorted.isDescending ? "descending" : "ascending"));
    const found = (text === "" ? rows : rows.filter(row => filterText(row).toLowerCase().includes(text))).slice().sort(compare);
    const visible = found.slice(0, shown);
    body.replaceChildren(...visible.flatMap(row => {
      const line = rowOf(row);
      return line.detail ? [line, line.detail] : [line];
    }));
    const hidden = found.length - visible.length;
    more.hidden = hidden === 0;
    status.textContent = (text === "" ? "" : `${count(found.length)} of ${plural(rows.length, noun)} match. `)
      + (hidden === 0 ? "" : `The first ${count(visible.length)} of ${plural(found.length, noun)} are shown, in this order; ${count(hidden)} are not. Filter to find others.`);
  }

  fill();
  return el("div", { class: "data" },
    rows.length > 5 ? el("div", { class: "tools" }, el("label", { for: filter.id }, "Filter"), filter) : null,
    el("div", { class: "scroll", tabindex: 0, role: "region", "aria-label": label },
      el("table", { id, "aria-label": label, class: "wide" },
        el("thead", null, el("tr", null, heads)),
        body,
        total ? el("tfoot", null, el("tr", null, columns.map((column, i) => el(i === 0 ? "th" : "td", { scope: i === 0 ? "row" : null, class: column.isText ? "text" : null }, column.cell(total))))) : null)),
    status, more);
}
