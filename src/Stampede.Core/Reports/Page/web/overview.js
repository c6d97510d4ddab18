// The whole run over time, on one time axis.

import { chart } from "./chart.js";
import { el, section } from "./dom.js";
import { axisTime, clock, count, number, rate, time } from "./figures.js";
import { heatMap } from "./heat.js";

export function overviewView(model, axis, marks) {
  if (!model.hasIntervals) {
    return section("time", "Over time", el("p", { class: "note" }, "The intervals of this run are not known, so there are no charts over time."));
  }
  const common = { axis, marks, x: model.grid.x };
  const { series } = model;
  const shown = el("span", { class: "note" });
  const whole = el("button", { type: "button", onclick: () => axis.showAll() }, "Show the whole run");
  const tell = () => {
    shown.textContent = axis.isWhole ? "Drag over a chart to zoom all of them; double-click shows the whole run." : `Shown: ${clock(axis.from)} to ${clock(axis.to)}.`;
    whole.hidden = axis.isWhole;
  };
  axis.onChange(tell);
  tell();
  const leftOut = marks.left.length > 0 ? el("span", { class: "note" }, "Shaded: warm-up and cool-down, left out of all figures.") : null;
  return section("time", "Over time",
    el("div", { class: "tools zoom" }, shown, leftOut, whole),
    chart({
      ...common, title: "Requests per second", format: rate, axisFormat: number,
      series: [{ label: "Requests/s", values: series.rate, ink: "requests", fill: true }, { label: "Failures/s", values: series.failureRate, ink: "failures", fill: true }],
    }),
    model.means === null ? responseTimes("Response times", series, common, model.run.ofSuccesses, series.settled.length) : meanTimes(model, common),
    usersChart(model, common),
    arrivalCharts(model, common),
    serviceChart(model, common),
    heatMap(model, axis, marks));
}

// An imported run may have means alone: percentiles of a point cannot be had from them.
function meanTimes(model, common) {
  return chart({
    ...common, title: "Mean response time", note: `ms${model.run.includesFailures ? ", of all requests, failed ones included" : ""}; percentiles over time are unknown`, format: time, axisFormat: axisTime, logToggle: true, height: 230,
    series: [{ label: "Mean", values: model.means, ink: "p50" }],
  });
}

export function responseTimes(title, series, common, ofSuccesses) {
  return chart({
    ...common, title, note: ofSuccesses ? "ms, of successes" : "ms", format: time, axisFormat: axisTime, logToggle: true, height: common.height ?? 230,
    series: [
      { label: "p50", values: series.p50, ink: "p50" },
      { label: "p95", values: series.p95, ink: "p95", dash: [6, 3] },
      { label: "p99", values: series.p99, ink: "p99" },
      { label: "Maximum", values: series.max, ink: "max", thin: true, dash: [2, 3] },
    ],
  });
}

function usersChart(model, common) {
  if (!model.users.total.some(value => value !== null)) {
    return null;
  }
  const inks = ["p95", "p99", "p50", "requests", "max"];
  const perClass = model.classes.length > 1 && model.classes.length <= inks.length
    ? model.classes.map((userClass, i) => ({ label: userClass.name, values: model.users.running[i], ink: inks[i], thin: true }))
    : [];
  return chart({
    ...common, title: "Users", format: count, axisFormat: number, height: 150,
    series: [
      { label: "Running", values: model.users.total, ink: "users", fill: true },
      ...model.hasPlannedUsers && model.knows("plan") ? [{ label: "Planned", values: model.users.planned, ink: "max", dash: [4, 3] }] : [],
      ...model.knows("plan") ? [{ label: "Lost so far", values: model.users.lost, ink: "failures" }] : [],
      ...perClass,
    ],
  });
}

function arrivalCharts(model, common) {
  const perSecond = values => values.map((value, i) => model.grid.seconds[i] > 0 ? value / model.grid.seconds[i] : null);
  const known = values => values.some(value => value !== null);
  return model.arrivals.map(({ load, columns: [scheduled, started, late, dropped, inFlight] }) => chart({
    ...common, title: "Arrivals: " + load, note: known(inFlight) ? "per second; in flight as a number" : "per second", format: rate, axisFormat: number, height: 150,
    series: [
      { label: "Scheduled/s", values: perSecond(scheduled), ink: "max", dash: [4, 3] },
      { label: "Started/s", values: perSecond(started), ink: "requests" },
      ...known(late) ? [{ label: "Late/s", values: perSecond(late), ink: "p99" }] : [],
      { label: "Dropped/s", values: perSecond(dropped), ink: "failures" },
      ...known(inFlight) ? [{ label: "In flight", values: inFlight, ink: "users", thin: true, format: count }] : [],
    ],
  }));
}

function serviceChart(model, common) {
  const { series } = model;
  if (series.service50 === null) {
    return null;
  }
  return chart({
    ...common, title: "Response time against service time", note: "ms; the response time counts from when a request was due, the service time from when it was sent", format: time, axisFormat: axisTime, logToggle: true,
    series: [
      { label: "Response p50", values: series.p50, ink: "p50" }, { label: "Service p50", values: series.service50, ink: "p50", dash: [4, 3] },
      { label: "Response p99", values: series.p99, ink: "p99" }, { label: "Service p99", values: series.service99, ink: "p99", dash: [4, 3] },
    ],
  });
}
