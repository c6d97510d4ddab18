// Metrics of the test's own.

import { chart } from "./chart.js";
import { el, foreign, section } from "./dom.js";
import { count, number, percent } from "./figures.js";
import { dataTable } from "./table.js";

const orNone = value => value === null || value === undefined ? "-" : number(value);

function value(metric) {
  const [sum, last] = metric.figures;
  switch (metric.kind) {
    case "counter": return sum ?? null;
    case "gauge": return last ?? null;
    case "rate": return metric.n > 0 ? sum / metric.n : null;
    default: return metric.n > 0 ? sum / metric.n : null;
  }
}

function text(metric) {
  if (metric.n === 0) {
    return "-";
  }
  switch (metric.kind) {
    case "rate": return percent(metric.figures[0], metric.n);
    case "counter": return `sum ${number(metric.figures[0])}`;
    case "gauge": return `last ${number(metric.figures[1])}`;
    default: return `mean ${number(value(metric))}`;
  }
}

export function metricsView(model, axis, marks) {
  const isTrend = metric => metric.kind === "trend" && metric.n > 0;
  return model.metrics.length === 0 ? null : section("metrics", "Own metrics", dataTable({
    id: "metrics-table", label: "Own metrics", noun: "metric", rows: model.metrics, filterText: metric => metric.name,
    columns: [
      { title: "Metric", isText: true, value: metric => metric.name, cell: metric => foreign(metric.name) },
      { title: "Kind", isText: true, value: metric => metric.kind, cell: metric => metric.kind },
      { title: "Samples", value: metric => metric.n, cell: metric => count(metric.n) },
      { title: "Value", value, cell: text },
      { title: "Lowest", value: metric => metric.figures[2] ?? null, cell: metric => orNone(metric.figures[2]) },
      ...["Median", "p95", "p99"].map((title, i) => ({ title, value: metric => isTrend(metric) ? metric.percentiles[i] ?? null : null, cell: metric => isTrend(metric) ? orNone(metric.percentiles[i]) : "-" })),
      { title: "Highest", value: metric => metric.figures[3] ?? null, cell: metric => orNone(metric.figures[3]) },
    ],
    details: metric => metricChart(metric, model, axis, marks),
  }));
}

function metricChart(metric, model, axis, marks) {
  if (metric.columns.length === 0) {
    return el("p", { class: "note" }, "Charts are kept for the metrics with the most samples, where intervals are known.");
  }
  const { seconds } = model.nameGrid;
  const [first, second, third, fourth] = metric.columns;
  const series = {
    counter: () => [{ label: "Per second", values: first.map((value, i) => value === null || seconds[i] === 0 ? null : value / seconds[i]), ink: "requests", fill: true }],
    gauge: () => [{ label: "Last", values: first, ink: "p50" }, { label: "Lowest", values: second, ink: "max", thin: true }, { label: "Highest", values: third, ink: "max", thin: true }],
    rate: () => [{ label: "True, %", values: first.map((n, i) => n ? 100 * second[i] / n : null), ink: "p50" }],
    trend: () => [{ label: "p50", values: first, ink: "p50" }, { label: "p95", values: second, ink: "p95", dash: [6, 3] }, { label: "p99", values: third, ink: "p99" }, { label: "Maximum", values: fourth, ink: "max", thin: true, dash: [2, 3] }],
  }[metric.kind]();
  return chart({ axis, marks, x: model.nameGrid.x, title: metric.name, format: number, axisFormat: number, series });
}
