// Puts the page together from the data that it finds in itself.

import { el, foreign } from "./dom.js";
import { bytes, milliseconds, percent, rate, span } from "./figures.js";
import { environmentView } from "./environment.js";
import { answersView, checksView, errorsView, failuresView } from "./failures.js";
import { marksOf } from "./marks.js";
import { metricsView } from "./metrics.js";
import { readModel } from "./model.js";
import { overviewView } from "./overview.js";
import { requestsView, transactionsView } from "./requests.js";
import { chooseTheme, startTheme, themeChoice } from "./theme.js";
import { TimeAxis } from "./timeaxis.js";
import { generatorView, usersView } from "./users.js";
import { verdictView } from "./verdict.js";

function header(model, sections) {
  const select = el("select", { id: "theme", onchange: () => chooseTheme(select.value) },
    [["auto", "as the system"], ["light", "light"], ["dark", "dark"]].map(([value, text]) => el("option", { value, selected: value === themeChoice() }, text)));
  return el("header", { class: "bar" },
    el("h1", null, foreign(model.run.name), el("span", { class: "note" }, " load test")),
    el("nav", { "aria-label": "Parts of the report" }, sections.map(part => el("a", { href: "#" + part.id }, part.id === "verdict" ? "Verdict" : part.querySelector("h2").textContent))),
    el("div", { class: "theme" }, el("label", { for: "theme" }, "Colours"), select));
}

function show(model) {
  const axis = new TimeAxis(model.end);
  const marks = marksOf(model);
  const views = [verdictView, overviewView, requestsView, transactionsView, metricsView, answersView, checksView, failuresView, errorsView, usersView, generatorView, environmentView];
  const sections = views.map(view => view(model, axis, marks)).filter(part => part !== null);
  document.title = `${model.run.name}: ${model.verdict.word.toLowerCase()}`;
  document.getElementById("top").replaceWith(header(model, sections));
  document.getElementById("page").replaceChildren(...sections, el("footer", { class: "note" }, "Written by Stampede. Times are in UTC; percentiles come from merged histograms, never from averages."));
  document.documentElement.dataset.ready = "true";
}

// On paper the examples are open: nobody can open them there.
let opened = [];
addEventListener("beforeprint", () => {
  opened = [...document.querySelectorAll("details:not([open])")].slice(0, 50);
  opened.forEach(part => { part.open = true; });
});
addEventListener("afterprint", () => opened.forEach(part => { part.open = false; }));

document.stampede = { figures: { bytes, milliseconds, percent, rate, span } }; // for tests and the console
startTheme();
try {
  show(readModel(JSON.parse(document.getElementById("data").textContent)));
} catch (error) {
  document.getElementById("page").replaceChildren(el("p", { class: "verdict bad", role: "alert" }, `This report cannot be shown: ${error.message}`));
  throw error;
}
