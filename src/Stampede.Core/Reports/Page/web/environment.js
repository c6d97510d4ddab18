// Where the run ran, and with what settings.

import { definitions, el, foreign, section } from "./dom.js";

export function environmentView(model) {
  return section("environment", "Environment", el("div", { class: "pair" }, Object.entries(model.environment).map(([group, values]) => {
    const lines = Object.entries(values);
    return el("div", null, el("h3", null, group), lines.length === 0 ? el("p", { class: "note" }, "unknown") : definitions(lines.map(([name, value]) => [foreign(name), foreign(value, "value")])));
  })));
}
