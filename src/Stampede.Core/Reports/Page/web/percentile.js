// Percentiles with what is known of them: n, the 95 % interval, and whether n is large enough at all.

import { el } from "./dom.js";
import { count, milliseconds } from "./figures.js";

export const names = ["p50", "p95", "p99", "p999"];
export const titles = ["p50", "p95", "p99", "p99.9"];

// Whether n supports it: its interval has an upper end.
export function isSupported(row, i) {
  return row.intervals.length > i && row.intervals[i].upper !== null;
}

// Whether there is a distribution to judge by; an imported file may tell percentiles without one.
export function hasIntervals(row) {
  return row.intervals.length > 0;
}

export function intervalText(row, i) {
  if (!hasIntervals(row)) {
    return "unknown";
  }
  const { lower, upper } = row.intervals[i];
  return lower === null && upper === null ? "unknown" : upper === null ? `at least ${milliseconds(lower)}` : lower === null ? `at most ${milliseconds(upper)}` : `${milliseconds(lower)} to ${milliseconds(upper)}`;
}

// A cell of a table: the value, or the value with a sign that n is too small for it.
export function percentileCell(row, i, model) {
  if (row.times === null) {
    return "-";
  }
  const value = milliseconds(row.times[names[i]]);
  const hint = `n = ${count(row.times.n)}; 95 % interval: ${intervalText(row, i)} ms`;
  return isSupported(row, i) || !hasIntervals(row)
    ? el("span", { title: hint }, value)
    : el("span", { class: "weak", title: `n too small: fewer than ${count(model.percentiles[i].fewest)} requests. ${hint}` }, value, el("sup", null, "n"), el("span", { class: "hidden" }, " n too small"));
}

export function weakNote(rows, model) {
  const isWeak = rows.some(row => row.times !== null && hasIntervals(row) && names.some((_, i) => !isSupported(row, i)));
  return isWeak
    ? el("p", { class: "note" }, el("sup", null, "n"), ` n too small: the percentile has no upper end at 95 % confidence; it needs ${model.percentiles.map(({ percentile, fewest }) => `${count(fewest)} requests for p${percentile}`).join(", ")}.`)
    : null;
}
