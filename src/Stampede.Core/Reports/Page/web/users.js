// The users, what they did, and the load generator that ran them.

import { chart } from "./chart.js";
import { el, foreign, plainTable, section } from "./dom.js";
import { bytes, count, milliseconds, number, percent, plural, time } from "./figures.js";

const known = value => value === undefined || value === null ? "unknown" : count(value);

export function usersView(model) {
  if (model.classes.length === 0 && model.arrivals.length === 0) {
    return null;
  }
  return section("users", "Users",
    model.classes.length > 0 ? plainTable([["User class", true], ["Planned"], ["Running"], ["Lost"], ["Iterations"], ["Wait", true], ["Tasks", true]], model.classes.map(userClass => [
      foreign(userClass.name), model.hasPlannedUsers ? known(userClass.planned) : "-", count(userClass.running), el("span", { class: userClass.lost > 0 ? "bad" : null }, known(userClass.lost)), known(userClass.iterations),
      foreign(userClass.wait ?? "unknown"), tasks(userClass)]), "User classes") : null,
    model.arrivals.length > 0 ? el("div", null, el("h3", null, "Arrivals"), plainTable([["Load", true], ["Scheduled"], ["Started"], ["Late"], ["Dropped"], ["Start delay, ms", true]], model.arrivals.map(({ load, scheduled, started, late, dropped, delay }) =>
      [foreign(load), count(scheduled), count(started), known(late), el("span", { class: dropped > 0 ? "bad" : null }, count(dropped)), delay === null ? "unknown" : `median ${milliseconds(delay.p50)}, p99 ${milliseconds(delay.p99)}, max ${milliseconds(delay.max)}`]), "Arrivals")) : null,
    phases(model));
}

function tasks(userClass) {
  const total = userClass.tasks.reduce((sum, [, n]) => sum + n, 0);
  return el("ul", { class: "inline" }, userClass.tasks.map(([name, n, share]) =>
    el("li", null, foreign(name), ` ${count(n)} (${percent(n, total)}${share === null ? "" : `, planned ${number(share * 100)} %`})`)));
}

function phases(model) {
  const words = { warmUp: "Warm-up (left out)", steady: "Steady", coolDown: "Cool-down (left out)" };
  return model.phases.length === 0 ? null : el("div", null, el("h3", null, "Phases"),
    plainTable([["Phase", true], ["From, s"], ["To, s"], ["Requests"], ["Failed"]], model.phases.map(({ phase, from, to, settled, failed }) =>
      [words[phase], number(from), number(to), count(settled), count(failed)]), "Phases"));
}

export function generatorView(model, axis, marks) {
  if (model.generator === null) {
    return null;
  }
  const [cpu, machine, lag, pauses, late, memory, sockets] = model.generator;
  const common = { axis, marks, x: model.grid.x, height: 140 };
  const share = value => `${number(value / 10)} %`;
  const known = values => values.some(value => value !== null);
  return section("generator", "Load generator",
    el("p", { class: "note" }, "The generator's own state: a busy one delays requests and makes response times look longer than they were."),
    el("div", { class: "pair" },
      chart({ ...common, title: "Processor", note: "share of its cores", format: share, axisFormat: share, series: [{ label: "Generator", values: cpu, ink: "requests", fill: true }, ...known(machine) ? [{ label: "Whole machine", values: machine, ink: "max", dash: [4, 3] }] : []] }),
      chart({ ...common, title: "Delays", note: "ms, the worst in a point of time; pauses as a sum", format: time, axisFormat: value => number(value / 1000), series: [{ label: "Event loop", values: lag, ink: "p99" }, { label: "Timers", values: late, ink: "p95", dash: [4, 3] }, { label: "Garbage collection", values: pauses, ink: "p50" }] }),
      chart({ ...common, title: "Memory", format: bytes, axisFormat: bytes, series: [{ label: "Resident", values: memory, ink: "users", fill: true }] }),
      chart({ ...common, title: "Open connections", format: count, axisFormat: number, series: [{ label: "Connections", values: sockets, ink: "p50", fill: true }] })));
}
