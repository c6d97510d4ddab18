// The first screen: what the run came to, its thresholds, and what readers must know.

import { findingsView, reasons } from "./audit.js";
import { definitions, el, foreign, section } from "./dom.js";
import { count, instant, milliseconds, percent, plural, rate, span, time } from "./figures.js";
import { hasIntervals, intervalText, isSupported, names, titles } from "./percentile.js";

const outcomes = { passed: ["holds", "good"], failed: ["does not hold", "bad"], noData: ["no data", "careful"], notJudged: ["not judged", "careful"] };

export function verdictView(model) {
  const { run, verdict } = model;
  return el("section", { id: "verdict", "aria-labelledby": "verdict-title" },
    el("div", { class: "verdict " + verdict.tone },
      el("h2", { id: "verdict-title" }, verdict.word),
      el("p", null, verdict.why),
      reasons(model)),
    definitions([
      run.host ? ["Host", foreign(run.host)] : null,
      ["Load", foreign(run.load)],
      ["Started", instant(run.started)],
      ["Measured", `${span(run.duration)}, ${run.ending}`],
      run.imported ? ["Imported", foreign(run.imported)] : null,
    ]),
    figuresOf(model),
    thresholds(model),
    findingsView(model));
}

function figuresOf(model) {
  const { total, run } = model;
  const figure = (title, value, note, tone) => el("div", { class: "figure " + (tone ?? "") }, el("dt", null, title), el("dd", null, value), el("dd", { class: "note" }, note));
  const times = total.times;
  return el("dl", { class: "figures" },
    figure("Requests", count(total.settled), run.unfinished ? `${plural(run.unfinished[0], "more was", "more were")} cut off by the stop` : "settled"),
    figure("Requests per second", total.rate === null ? "unknown" : rate(total.rate), "over the measured time"),
    figure("Failed", count(total.failed), percent(total.failed, total.settled), total.failed > 0 ? "bad" : ""),
    titles.slice(0, 3).map((title, i) => times === null
      ? figure(title, "unknown", "no response time")
      : figure(`${title}, ms`, milliseconds(times[names[i]]), !hasIntervals(total) ? "interval unknown" : isSupported(total, i) ? `95 %: ${intervalText(total, i)}` : `n too small: ${intervalText(total, i)}`, isSupported(total, i) || !hasIntervals(total) ? "" : "weak")),
    figure("Maximum, ms", times === null ? "unknown" : milliseconds(times.max), times === null ? "no response time" : `n ${count(times.n)}${run.includesFailures ? ", failed ones included" : run.ofSuccesses ? " successes" : ""}`));
}

// The limit is the last comparison in the text of a threshold.
function limitOf(expression) {
  const found = /^(.*?)\s*((?:<=|>=|==|!=|<|>)\s*[^<>=!]+)$/s.exec(expression);
  return found ? [found[1], found[2]] : [expression, ""];
}

function thresholds(model) {
  if (model.thresholds.length === 0) {
    return el("div", null, el("h3", null, "Thresholds"), el("p", { class: "note" }, "There are none: nothing had to hold."));
  }
  const rows = model.thresholds.map(({ expression, outcome, measured }) => {
    const [metric, limit] = limitOf(expression);
    const [word, tone] = outcomes[outcome];
    return el("tr", { class: tone }, el("th", { scope: "row", class: "text" }, foreign(metric, "code")), el("td", null, foreign(limit, "code")), el("td", null, foreign(measured)), el("td", { class: "text outcome" }, word));
  });
  return el("div", null, el("h3", null, "Thresholds"),
    el("div", { class: "scroll" }, el("table", { class: "thresholds", "aria-label": "Thresholds" },
      el("thead", null, el("tr", null, el("th", { scope: "col", class: "text" }, "Metric"), el("th", { scope: "col" }, "Limit"), el("th", { scope: "col" }, "Measured"), el("th", { scope: "col", class: "text" }, "Outcome"))),
      el("tbody", null, rows))));
}
