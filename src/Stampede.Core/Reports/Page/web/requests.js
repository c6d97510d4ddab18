// A table row per request name or transaction, and what a row opens into.

import { chart } from "./chart.js";
import { distribution } from "./distribution.js";
import { definitions, el, foreign, plainTable, section } from "./dom.js";
import { bytes, count, milliseconds, number, percent, plural, rate, time } from "./figures.js";
import { responseTimes } from "./overview.js";
import { hasIntervals, intervalText, isSupported, names, percentileCell, titles, weakNote } from "./percentile.js";
import { dataTable } from "./table.js";

// Of which requests the response times are.
export function whose(model) {
  return model.run.includesFailures ? ", of all requests, failed ones included, as the imported files tell them" : model.run.ofSuccesses ? ", of successes" : "";
}

const orNull = (row, name) => row.times === null ? null : row.times[name];

function columnsOf(model, title) {
  return [
    { title, isText: true, value: row => row.title, cell: row => foreign(row.title) },
    { title: "Requests", value: row => row.settled, cell: row => count(row.settled) },
    { title: "Failed", value: row => row.failed, cell: row => el("span", { class: row.failed > 0 ? "bad" : null }, count(row.failed)) },
    { title: "Failed %", value: row => row.settled > 0 ? row.failed / row.settled : null, cell: row => row.settled > 0 ? percent(row.failed, row.settled).slice(0, -2) : "-" },
    { title: "Mean", value: row => orNull(row, "mean"), cell: row => row.times === null ? "-" : milliseconds(row.times.mean) },
    { title: "Min", value: row => orNull(row, "min"), cell: row => row.times === null ? "-" : milliseconds(row.times.min) },
    ...titles.map((name, i) => ({ title: i === 0 ? "Median" : name, value: row => orNull(row, names[i]), cell: row => percentileCell(row, i, model) })),
    { title: "Max", value: row => orNull(row, "max"), cell: row => row.times === null ? "-" : milliseconds(row.times.max) },
    { title: "req/s", value: row => row.rate, cell: row => row.rate === null ? "-" : rate(row.rate) },
  ];
}

export function requestsView(model, axis, marks) {
  if (model.requests.length === 0) {
    return section("requests", "Requests", el("p", { class: "note" }, "No request was settled."));
  }
  return section("requests", "Requests",
    el("p", { class: "note" }, `Response times in ms${whose(model)}. A name opens into its charts and its distribution.`),
    dataTable({
      id: "requests-table", label: "Requests", columns: columnsOf(model, "Request"), rows: model.requests, total: model.total, sortBy: 1,
      filterText: row => row.title, details: row => details(row, model, axis, marks),
    }),
    weakNote([model.total, ...model.requests], model));
}

export function transactionsView(model, axis, marks) {
  return model.transactions.length === 0 ? null : section("transactions", "Transactions",
    el("p", { class: "note" }, "Named groups of requests; their requests are in the table of requests as well. Times in ms."),
    dataTable({
      id: "transactions-table", label: "Transactions", noun: "transaction", columns: columnsOf(model, "Transaction"), rows: model.transactions, sortBy: 1,
      filterText: row => row.title, details: row => details(row, model, axis, marks),
    }),
    weakNote(model.transactions, model));
}

function details(row, model, axis, marks) {
  const common = { axis, marks, x: model.nameGrid.x, height: 160 };
  const charts = row.series === null
    ? [el("p", { class: "note" }, model.hasIntervals ? "Charts are kept for the names with the most requests; this one has its totals alone." : "The intervals of this run are not known.")]
    : !model.hasIntervals ? [el("p", { class: "note" }, "The intervals of this run are not known, so there are no charts over time.")]
    : [
      chart({
        ...common, title: "Requests per second", format: rate, axisFormat: number,
        series: [{ label: "Requests/s", values: row.series.rate, ink: "requests", fill: true }, { label: "Failures/s", values: row.series.failureRate, ink: "failures", fill: true }],
      }),
      row.series.p50.some(value => value !== null) || !model.run.imported ? responseTimes("Response times", row.series, common, model.run.ofSuccesses) : null,
    ];
  return el("div", null, el("div", { class: "pair" }, charts, distribution(row, model.bucketsPerDoubling)), el("div", { class: "pair" }, percentileTable(row, model), facts(row, model)), failuresOf(row, model));
}

function percentileTable(row, model) {
  if (row.times === null) {
    return el("p", { class: "note" }, "No response time of a success is known.");
  }
  const lines = names.map((name, i) => [titles[i], milliseconds(row.times[name]), isSupported(row, i) || !hasIntervals(row) ? intervalText(row, i) : `n too small: ${intervalText(row, i)}`, count(model.percentiles[i].fewest)]);
  return el("div", null, el("h3", null, `Percentiles of ${plural(row.times.n, "response time")}`),
    plainTable([["", true], ["ms"], ["95 % interval, ms"], ["n needed"]], lines, "Percentiles"));
}

function summary(times) {
  return times === null ? null : `median ${milliseconds(times.p50)}, p99 ${milliseconds(times.p99)}, max ${time(times.max)}`;
}

export function facts(row, model) {
  const optional = (name, value) => value === null ? null : [name, value];
  const lines = [
    row.statuses.length > 0 ? ["Status codes", row.statuses.map(([status, n]) => `${status === 0 ? "no answer" : status} ×${count(n)}`).join(", ")] : null,
    row.accepted > 0 ? ["Accepted", `${plural(row.accepted, "answer")} from 400 on, as the test expects`] : null,
    optional("Failed requests took", summary(row.failedTimes)),
    optional("Service time", summary(row.serviceTimes)),
    optional("Sent to first byte", summary(row.firstByte)),
    !model.knows("connections") ? null : ["Connections opened", count(row.connections) + (row.resent > 0 ? `; ${plural(row.resent, "request")} sent again on a fresh connection` : "")],
    optional("Connect", summary(row.connect)),
    optional("TLS handshake", summary(row.tls)),
    !model.knows("bytes") ? null : ["Sent, received", `${bytes(row.sent)}, ${bytes(row.received)}`],
  ];
  return el("div", null, el("h3", null, "Further figures"),
    lines.some(line => line !== null) ? definitions(lines) : el("p", { class: "note" }, "The imported files tell none."));
}

function failuresOf(row, model) {
  const own = model.failures.filter(failure => failure.method === row.method && failure.name === row.name);
  return own.length === 0 ? null : el("div", null, el("h3", null, "Failures"),
    el("ul", null, own.slice(0, 10).map(failure => el("li", null, `${count(failure.count)}× `, foreign(failure.text), ` (${failure.kind})`))),
    own.length > 10 ? el("p", { class: "note" }, `${own.length - 10} more are in the list of failures.`) : null);
}
